//! What a survey may say, when its questions show, and what its scores come to.

use api_types::AnswerFault;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

#[expect(clippy::needless_pass_by_value, reason = "it reads better")]
fn record(pages: Value) -> SurveyRecord {
    serde_json::from_value(json!({ "slug": "after", "title": "After a meeting", "pages": pages }))
        .unwrap()
}

#[expect(clippy::needless_pass_by_value, reason = "it reads better")]
fn page(questions: Value) -> SurveyRecord {
    record(json!([{ "questions": questions }]))
}

fn faults(record: &SurveyRecord) -> Vec<(String, &'static str)> {
    let faults = check_survey(record, &["en".to_owned()])
        .err()
        .unwrap_or_default();
    faults
        .into_iter()
        .map(|fault| (fault.field, fault.code))
        .collect()
}

fn answers(value: Value) -> SurveyAnswers {
    serde_json::from_value(value).unwrap()
}

fn three() -> SurveyRecord {
    page(json!([
        { "key": "heard", "kind": "rating", "text": "Did you feel heard?", "required": true },
        { "key": "why", "kind": "long-text", "text": "What was missing?",
          "show_if": [{ "question": "heard", "at_most": 2 }] },
        { "key": "again", "kind": "yes-no", "text": "Will you come again?" },
    ]))
}

#[test]
fn a_plain_survey_is_fine_and_shows_what_it_asks_for() {
    let survey = three();
    assert_eq!(faults(&survey), []);
    let seen = survey.in_language(1, "en");
    assert_eq!(seen.shown(&answers(json!({}))), ["heard", "again"]);
    assert_eq!(
        seen.shown(&answers(json!({ "heard": 2 }))),
        ["heard", "why", "again"]
    );
}

#[test]
fn answers_are_refused_with_their_question() {
    let seen = three().in_language(1, "en");
    let told = answers(json!({ "why": "Time.", "again": "perhaps", "when": 1 }));
    let expected = [
        ("heard", AnswerFault::Missing),
        ("why", AnswerFault::NotShown),
        ("again", AnswerFault::UnknownOption),
        ("when", AnswerFault::UnknownQuestion),
    ];
    assert_eq!(seen.faults(&told), expected);
    let told = answers(json!({ "heard": 6, "again": 1 }));
    let expected = [
        ("heard", AnswerFault::OutOfRange),
        ("again", AnswerFault::WrongKind),
    ];
    assert_eq!(seen.faults(&told), expected);
    let long = "a".repeat(api_types::LONGEST_ANSWER + 1);
    let told = answers(json!({ "heard": 1, "why": long }));
    assert_eq!(seen.faults(&told), [("why", AnswerFault::TooLong)]);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let survey = page(json!([
        { "key": "a", "kind": "single", "text": "A", "options": [{ "value": "x", "label": "X" }] },
        { "key": "a", "kind": "yes-no", "text": { "en": "A", "es": "" }, "low": "Low" },
        { "key": "b", "kind": "scale", "text": "B", "show_if": [
            { "question": "b" }, { "question": "c" }, { "question": "d" },
            { "question": "a", "at_least": 1 }, { "question": "a", "any_of": ["z"] },
        ] },
        { "key": "c", "kind": "short-text", "text": "C", "show_if": [{ "question": "b", "at_most": 11 }] },
    ]));
    let places: Vec<String> = faults(&survey)
        .into_iter()
        .map(|(field, code)| format!("{field} {code}"))
        .collect();
    let q = "pages.0.questions";
    for expected in [
        format!("{q}.0.options bad-options"),
        format!("{q}.1.key twice"),
        format!("{q}.1.text.es missing"),
        format!("{q}.1.low not-here"),
        format!("{q}.2.show_if.0.question unknown-question"),
        format!("{q}.2.show_if.1.question unknown-question"),
        format!("{q}.2.show_if.2.question unknown-question"),
        format!("{q}.2.show_if.3.at_least not-here"),
        format!("{q}.2.show_if.4.any_of.0 unknown-option"),
        format!("{q}.3.show_if.0.at_most out-of-range"),
        // Where one text names a language, all texts need it.
        "title missing".to_owned(),
    ] {
        assert!(places.contains(&expected), "{expected}: {places:#?}");
    }
}

#[test]
fn a_question_that_nobody_can_reach_is_told_once() {
    let survey = page(json!([
        { "key": "a", "kind": "yes-no", "text": "A" },
        { "key": "b", "kind": "yes-no", "text": "B", "show_if": [{ "question": "a", "any_of": ["no"] }] },
        { "key": "c", "kind": "yes-no", "text": "C", "show_if": [
            { "question": "a", "any_of": ["yes"] }, { "question": "b", "any_of": ["yes"] } ] },
        { "key": "d", "kind": "yes-no", "text": "D", "show_if": [{ "question": "c" }] },
    ]));
    assert_eq!(
        faults(&survey),
        [("pages.0.questions.2.show_if".to_owned(), "unreachable")]
    );
}

#[test]
fn half_a_score_is_none() {
    let option =
        |value: &str, points: u8| json!({ "value": value, "label": value, "points": points });
    let mut survey = page(json!([
        { "key": "a", "kind": "single", "text": "A", "options": [option("never", 0), option("always", 5)] },
        { "key": "b", "kind": "scale", "text": "B" },
        { "key": "c", "kind": "short-text", "text": "C" },
    ]));
    let score = |of: Value| {
        serde_json::from_value(json!({ "key": "well", "title": "Well", "of": of, "times": 4 }))
    };
    survey.scores = vec![score(json!(["a", "b"])).unwrap()];
    assert_eq!(faults(&survey), []);
    let of = |told: Value| survey.scores[0].of_answers(&survey, &answers(told));
    assert_eq!(of(json!({ "a": "always", "b": 3 })), Some(32));
    assert_eq!(of(json!({ "a": "always" })), None);
    let mut wrong = survey.clone();
    wrong.scores = vec![score(json!(["a", "a", "c", "x"])).unwrap()];
    let codes: Vec<_> = faults(&wrong).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["twice", "bad-score", "unknown-question"]);
}

/// Surveys of up to four questions with few answers each, whose conditions ask earlier ones.
fn small() -> impl Strategy<Value = SurveyRecord> {
    let rule = (0..4_usize, 0..4_u8);
    let question = (0..3_u8, prop::collection::vec(rule, 0..3));
    prop::collection::vec(question, 1..5).prop_map(|all| {
        let kinds: Vec<u8> = all.iter().map(|(kind, _)| *kind).collect();
        let questions = all.iter().enumerate().map(|(at, (kind, rules))| {
            let rules = rules
                .iter()
                .filter(|(asked, _)| *asked < at)
                .map(|(asked, which)| {
                    let key = format!("q{asked}");
                    match (kinds[*asked], which) {
                        (_, 0) => json!({ "question": key }),
                        (0, 1) => json!({ "question": key, "any_of": ["yes"] }),
                        (0, _) => json!({ "question": key, "any_of": ["no"] }),
                        (1, 1) => json!({ "question": key, "at_most": 2 }),
                        (1, 2) => json!({ "question": key, "at_least": 3 }),
                        (1, _) => json!({ "question": key, "at_least": 2, "at_most": 3 }),
                        (_, 1) => json!({ "question": key, "any_of": ["x"] }),
                        (_, _) => json!({ "question": key, "any_of": ["y"] }),
                    }
                });
            let rules: Vec<Value> = rules.collect();
            let mut question = json!({ "key": format!("q{at}"), "text": "?", "show_if": rules });
            question["kind"] = ["yes-no", "rating", "multiple"][usize::from(*kind)].into();
            if *kind == 2 {
                let options = ["x", "y"].map(|value| json!({ "value": value, "label": value }));
                question["options"] = json!(options);
            }
            question
        });
        page(questions.collect())
    })
}

/// Every answer to a question, and none.
fn possible(kind: SurveyKind) -> Vec<Option<SurveyAnswer>> {
    let all: Vec<SurveyAnswer> = match kind {
        SurveyKind::YesNo => ["yes", "no"]
            .map(|word| SurveyAnswer::One(word.to_owned()))
            .into(),
        SurveyKind::Rating => (1..=5).map(SurveyAnswer::Number).collect(),
        _ => [&["x"][..], &["y"], &["x", "y"]]
            .map(|words| {
                SurveyAnswer::Several(words.iter().map(|word| (*word).to_owned()).collect())
            })
            .into(),
    };
    all.into_iter().map(Some).chain([None]).collect()
}

fn all_answers(record: &SurveyRecord) -> Vec<SurveyAnswers> {
    let mut all = vec![SurveyAnswers::new()];
    for question in record.questions() {
        let each = possible(question.kind);
        all = all
            .into_iter()
            .flat_map(|before| {
                each.iter().map(move |answer| {
                    let mut answers = before.clone();
                    if let Some(answer) = answer {
                        answers.insert(question.key.clone(), answer.clone());
                    }
                    answers
                })
            })
            .collect();
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_question_is_called_unreachable_where_no_answers_bring_it_up(record in small()) {
        let seen = record.in_language(1, "en");
        let mut ever = BTreeSet::new();
        for answers in all_answers(&record) {
            ever.extend(seen.shown(&answers).into_iter().map(str::to_owned));
        }
        let never = record.questions().any(|question| !ever.contains(&question.key));
        prop_assert_eq!(!faults(&record).is_empty(), never, "{:?}", faults(&record));
    }

    #[test]
    fn an_answer_to_what_does_not_show_counts_for_nothing(record in small()) {
        let seen = record.in_language(1, "en");
        for answers in all_answers(&record) {
            let shown = seen.shown(&answers);
            let mut kept = answers.clone();
            kept.retain(|key, _| shown.contains(&key.as_str()));
            prop_assert_eq!(seen.shown(&kept), shown);
            prop_assert!(seen.faults(&kept).is_empty());
        }
    }
}
