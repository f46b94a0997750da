//! Tests of a survey's record as its editor changes it.

use serde_json::{Value, json};

use super::{
    asked::{KINDS, Rule},
    record::Draft,
    words::slug,
};

fn both() -> Vec<String> {
    ["en", "es"].map(str::to_owned).to_vec()
}

fn record() -> Value {
    json!({
        "$schema": "../survey.json", "slug": "s", "title": { "en": "T", "es": "T" }, "anyone": true,
        "pages": [
            { "title": { "en": "P", "es": "P" }, "questions": [
                { "key": "a", "kind": "single", "text": { "en": "A?", "es": "¿A?" }, "required": true,
                  "options": [
                    { "value": "x", "label": { "en": "X", "es": "X" }, "points": 0 },
                    { "value": "y", "label": { "en": "Y", "es": "Y" }, "points": 2 } ] },
                { "key": "b", "kind": "rating", "text": { "en": "B?", "es": "¿B?" },
                  "low": { "en": "L", "es": "L" }, "show_if": [{ "question": "a", "any_of": ["y"] }] } ] },
            { "questions": [
                { "key": "c", "kind": "long-text", "text": { "en": "C?", "es": "¿C?" },
                  "show_if": [{ "question": "b", "at_least": 2, "at_most": 4 }] } ] }
        ],
        "scores": [{ "key": "s", "title": "S", "of": ["a", "b"], "times": 4 }], "source": "WHO", "later": 1
    })
}

#[test]
fn what_nobody_changed_is_written_as_it_was_read() {
    assert_eq!(Draft::read(&record(), &both()).write(), record());
    let one = json!({ "slug": "s", "title": "T", "pages": [{ "questions": [] }] });
    assert_eq!(Draft::read(&one, &both()[..1]).write(), one);
}

#[test]
fn a_text_without_a_language_is_of_the_first() {
    let one = json!({ "title": "T", "pages": [] });
    let written = Draft::read(&one, &both()).write();
    assert_eq!(written["title"], json!({ "en": "T", "es": "" }));
}

#[test]
fn new_questions_and_choices_are_called_after_their_text_and_conditions_follow() {
    let draft = Draft::read(&record(), &both());
    let question = draft.new_question();
    let pages = draft.pages.peek().clone();
    pages[0]
        .questions
        .update(|all| all.insert(0, question.clone()));
    let rule = Rule::of(&question.token);
    let choice = question.options.peek()[1].clone();
    rule.any_of.set(vec![choice.token.clone()]);
    let last = &pages[1].questions.peek()[0].clone();
    last.rules.set(vec![rule]);
    question.text.by_language[0]
        .1
        .set("Será así, ¿no?".to_owned());
    choice.label.by_language[0].1.set("Don’t know".to_owned());
    let written = draft.write();
    assert_eq!(written["pages"][0]["questions"][0]["key"], "sera-asi-no");
    assert_eq!(written["pages"][0]["questions"][0]["kind"], KINDS[0]);
    assert_eq!(
        written["pages"][1]["questions"][0]["show_if"],
        json!([{ "question": "sera-asi-no", "any_of": ["dont-know"] }])
    );
    question.text.by_language[0].1.set("A".to_owned());
    let written = draft.write();
    assert_eq!(
        written["pages"][0]["questions"][0]["key"], "a-2",
        "the key of an older question is taken"
    );
}

#[test]
fn another_kind_writes_what_goes_with_it_and_forgets_nothing() {
    let draft = Draft::read(&record(), &both());
    let first = draft.questions()[0].clone();
    first.kind.set("scale".to_owned());
    let written = draft.write();
    assert!(written["pages"][0]["questions"][0].get("options").is_none());
    assert!(
        written["pages"][0]["questions"][1]["show_if"][0]
            .get("any_of")
            .is_none(),
        "a number is not one of several words"
    );
    first.kind.set("single".to_owned());
    assert_eq!(draft.write(), record());
}

#[test]
fn questions_move_over_the_edge_of_their_page_and_an_empty_page_goes() {
    let draft = Draft::read(&record(), &both());
    assert!(!draft.shift("a", false), "it is the first");
    assert!(draft.shift("b", true));
    assert_eq!(draft.place("b"), Some((1, 0)));
    assert!(draft.shift("b", true));
    assert_eq!(draft.place("b"), Some((1, 1)));
    assert!(!draft.shift("b", true), "it is the last");
    assert!(
        draft.shift("a", true),
        "alone on its page, the page goes with it"
    );
    assert_eq!(draft.place("a"), Some((1, 0)));
    draft.remove("a");
    assert_eq!(draft.place("b"), Some((0, 1)));
    assert_eq!(draft.pages.peek().len(), 1, "its page is gone, too");
    draft.remove("b");
    draft.remove("c");
    assert_eq!(draft.pages.peek().len(), 1, "one page stays");
}

#[test]
fn only_earlier_questions_can_be_asked_for() {
    let draft = Draft::read(&record(), &both());
    let tokens = |than: &str| -> Vec<String> {
        let earlier = draft.earlier(than);
        earlier.iter().map(|one| one.token.clone()).collect()
    };
    assert!(tokens("a").is_empty());
    assert_eq!(tokens("c"), ["a", "b"]);
    assert_eq!(
        draft.scores(),
        [("S".to_owned(), vec!["a".to_owned(), "b".to_owned()])]
    );
}

#[test]
fn a_slug_ends_with_a_word() {
    assert_eq!(slug("  How was it — for you?  "), "how-was-it-for-you");
    let long = slug("What would make the next meeting better for you and others?");
    assert_eq!(long, "what-would-make-the-next-meeting-better");
    assert_eq!(slug("你好"), "");
}
