//! What the server finds wrong with a survey, by the fields of its editor. Pure.

use api_types::FieldProblem;

use super::{record::Draft, words::Words};

/// Members of a survey that are written in every language.
const SAID: [&str; 8] = [
    "title", "intro", "thanks", "text", "help", "low", "high", "label",
];

/// The field that shows a fault, by its pointer.
pub(super) fn shown_at(draft: &Draft, pointer: &str) -> String {
    let parts: Vec<&str> = pointer.split('/').collect();
    let first = draft.languages.first().map_or("", String::as_str);
    if parts.get(2) == Some(&"scores") {
        return "/record/scores".to_owned();
    }
    match parts[..] {
        // One word of several: the field is all of them.
        [ref before @ .., "any_of", _] => [before, &["any_of"]].concat().join("/"),
        // A value is made of the words that people read.
        [ref before @ .., "value"] if before.contains(&"options") => {
            [before, &["label", first]].concat().join("/")
        }
        // A text that names no language is of the first.
        [.., name] if SAID.contains(&name) => [pointer, "/", first].concat(),
        _ => pointer.to_owned(),
    }
}

/// The page and the question of a pointer, from 0.
pub(super) fn place(pointer: &str) -> (Option<usize>, Option<usize>) {
    let parts: Vec<&str> = pointer.split('/').collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse().ok());
    let is = |at: usize, name: &str| parts.get(at) == Some(&name);
    let page = number(3).filter(|_| is(2, "pages"));
    let question = number(5).filter(|_| page.is_some() && is(4, "questions"));
    (page, question)
}

/// Whether a fault can wait: that words are missing where nobody has written yet.
pub(super) fn can_wait(draft: &Draft, fault: &FieldProblem) -> bool {
    fault.code == "missing" && is_untouched(draft, &fault.field)
}

fn is_untouched(draft: &Draft, pointer: &str) -> bool {
    let untouched = |words: &Words| !words.touched.get();
    let parts: Vec<&str> = pointer.split('/').skip(2).collect();
    if let ["title", ..] = parts[..] {
        return untouched(&draft.title);
    }
    let (Some(page), at) = place(pointer) else {
        return false;
    };
    let pages = draft.pages.peek();
    let Some(page) = pages.get(page) else {
        return false;
    };
    let Some(at) = at else {
        return parts.get(2) == Some(&"title") && untouched(&page.title);
    };
    let questions = page.questions.peek();
    let Some(question) = questions.get(at) else {
        return false;
    };
    match parts[4..] {
        ["text", ..] => untouched(&question.text),
        ["options", number, "label", ..] => {
            let options = question.options.peek();
            let option = number.parse().ok().and_then(|at: usize| options.get(at));
            option.is_some_and(|option| untouched(&option.label))
        }
        _ => false,
    }
}

/// The part of a question or survey that a field is, as a word of the texts, and its language where it has one.
pub(super) fn part<'p>(draft: &Draft, pointer: &'p str) -> (&'p str, Option<&'p str>) {
    let parts: Vec<&str> = pointer.split('/').collect();
    match parts[..] {
        [.., name, language] if SAID.contains(&name) => {
            let several = draft.languages.len() > 1;
            (name, Some(language).filter(|_| several))
        }
        [.., name] => (name, None),
        [] => (pointer, None),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn draft() -> Draft {
        let record = json!({ "title": "T", "pages": [{ "questions": [
            { "key": "a", "kind": "single", "text": "A", "options": [{ "value": "x", "label": "X" }] } ] }] });
        Draft::read(&record, &["en".to_owned(), "es".to_owned()])
    }

    #[test]
    fn a_fault_shows_at_a_field_that_there_is() {
        let draft = draft();
        let at = "/record/pages/0/questions/1";
        for (told, shown) in [
            ("/record/scores/0/of/1", "/record/scores".to_owned()),
            ("/record/title", "/record/title/en".to_owned()),
            ("/record/title/es", "/record/title/es".to_owned()),
            ("/record/pages", "/record/pages".to_owned()),
        ] {
            assert_eq!(shown_at(&draft, told), shown);
        }
        for (told, shown) in [
            ("/show_if/0/any_of/2", "/show_if/0/any_of"),
            ("/options/3/value", "/options/3/label/en"),
            ("/text", "/text/en"),
            ("/options", "/options"),
            ("/key", "/key"),
        ] {
            let told = [at, told].concat();
            assert_eq!(shown_at(&draft, &told), [at, shown].concat());
        }
    }

    #[test]
    fn what_nobody_has_come_to_can_wait() {
        let draft = draft();
        let page = draft.new_page();
        draft.pages.update(|all| all.push(page.clone()));
        let fault = |field: &str, code: &str| FieldProblem {
            field: field.to_owned(),
            code: code.to_owned(),
            detail: String::new(),
        };
        let new = "/record/pages/1/questions/0/text/es";
        assert!(can_wait(&draft, &fault(new, "missing")));
        assert!(!can_wait(&draft, &fault(new, "too-long")));
        let label = "/record/pages/1/questions/0/options/1/label/en";
        assert!(can_wait(&draft, &fault(label, "missing")));
        let old = "/record/pages/0/questions/0/text/es";
        assert!(!can_wait(&draft, &fault(old, "missing")));
        page.questions.peek()[0].text.touched.set(true);
        assert!(!can_wait(&draft, &fault(new, "missing")));
        assert!(!can_wait(&draft, &fault("/record/pages", "missing")));
    }

    #[test]
    fn a_field_has_a_place_and_a_part() {
        let draft = draft();
        assert_eq!(
            place("/record/pages/1/questions/2/text/es"),
            (Some(1), Some(2))
        );
        assert_eq!(place("/record/pages/1/title/es"), (Some(1), None));
        assert_eq!(place("/record/title/es"), (None, None));
        assert_eq!(
            part(&draft, "/record/pages/1/questions/2/text/es"),
            ("text", Some("es"))
        );
        assert_eq!(
            part(&draft, "/record/pages/1/questions"),
            ("questions", None)
        );
    }
}
