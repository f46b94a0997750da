//! The wire of the survey: read and written here as serde does.

use std::collections::BTreeMap;

use api_types::{
    Ballot, DeclineSurvey, NamedAnswers, NewAnswers, NewBallot, NewMemberNote, Survey,
    SurveyAnswer, SurveyAnswers, SurveyForm, SurveyInvitation,
};
use serde_json::Value;

use super::{Wire, feedback, tests::assert_reads, write};

/// A survey of every kind of question, with conditions.
pub(crate) const SURVEY: &str = r#"{ "slug": "after", "version": 3, "language": "en", "title": "After the meeting",
    "intro": "How was it?", "thanks": "Thank you.", "pages": [
    { "title": "The meeting", "questions": [
        { "key": "welcome", "kind": "rating", "text": "Did you feel welcome?", "help": "Honestly.", "required": true,
          "low": "Not at all", "high": "Very" },
        { "key": "mood", "kind": "smiley", "text": "How do you feel?" },
        { "key": "again", "kind": "scale", "text": "Would you come again?" },
        { "key": "stays", "kind": "single", "text": "Do you go on?", "options": [
            { "value": "yes", "label": "Yes" }, { "value": "no", "label": "No" }] },
        { "key": "why", "kind": "short-text", "text": "Why not?", "show_if": [{ "question": "stays", "any_of": ["no"] }] }] },
    { "questions": [
        { "key": "hurdles", "kind": "multiple", "text": "What was in the way?", "options": [
            { "value": "time", "label": "The time" }, { "value": "other", "label": "Something else" }],
          "show_if": [{ "question": "welcome", "at_least": 1, "at_most": 3 }] },
        { "key": "safe", "kind": "yes-no", "text": "Did you feel safe?" },
        { "key": "more", "kind": "long-text", "text": "Anything else?", "show_if": [{ "question": "hurdles" }] }] }] }"#;

/// The same as members are handed it.
pub(crate) fn form() -> String {
    format!(
        r#"{{ "survey": {SURVEY}, "group_name": "Tuesday group", "anyone": true, "takes_notes": true,
            "notes": [{{ "said": "Too late.", "did": "We begin at six.", "language": "en", "on": "2026-11-24" }}] }}"#
    )
}

pub(crate) fn answers() -> SurveyAnswers {
    let several = vec!["time".to_owned(), "other".to_owned()];
    BTreeMap::from([
        ("hurdles".to_owned(), SurveyAnswer::Several(several)),
        (
            "more".to_owned(),
            SurveyAnswer::One("A \"b\"\nc".to_owned()),
        ),
        ("welcome".to_owned(), SurveyAnswer::Number(0)),
    ])
}

#[test]
fn a_survey_is_read_with_every_field_and_with_few() {
    assert_reads::<SurveyForm>(&form());
    assert_reads::<SurveyForm>(
        r#"{ "survey": { "slug": "s", "version": 1, "language": "es", "title": "t",
            "pages": [{ "questions": [{ "key": "k", "kind": "yes-no", "text": "q" }] }] }, "group_name": "g" }"#,
    );
}

#[test]
fn a_survey_with_a_kind_of_question_that_is_not_known_is_no_survey() {
    let mut value: Value = serde_json::from_str(SURVEY).unwrap();
    assert!(Survey::read(&value).is_some());
    value["pages"][0]["questions"][1]["kind"] = "drawing".into();
    assert!(Survey::read(&value).is_none());
}

#[test]
fn an_invitation_and_a_ballot_are_read() {
    assert_reads::<SurveyInvitation>(
        r#"{ "group": "g", "survey": "s", "meeting_on": "2026-11-24" }"#,
    );
    assert_reads::<SurveyInvitation>(r#"{ "group": "g", "survey": "s" }"#);
    assert_reads::<Ballot>(r#"{ "ballot": "b" }"#);
}

#[test]
fn answers_are_read_as_they_were_written() {
    let written: Value = serde_json::from_str(&write::survey_answers(&answers())).unwrap();
    assert_eq!(written, serde_json::to_value(answers()).unwrap());
    assert_eq!(feedback::answers(&written), answers());
}

#[test]
fn what_is_sent_is_written_as_serde_writes_it() {
    let same = |written: String, expected: Value| {
        let written: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(written, expected);
    };
    for proof_of_work in [None, Some("p".to_owned())] {
        let ballot = NewBallot {
            attempt: "a".to_owned(),
            group: "g".to_owned(),
            survey: "s".to_owned(),
            version: 7,
            proof_of_work,
        };
        same(
            write::new_ballot(&ballot),
            serde_json::to_value(&ballot).unwrap(),
        );
    }
    let new = NewAnswers {
        ballot: "b".to_owned(),
        answers: answers(),
    };
    same(
        write::new_answers(&new),
        serde_json::to_value(&new).unwrap(),
    );
    let named = NamedAnswers {
        attempt: "a".to_owned(),
        version: 7,
        answers: answers(),
    };
    same(
        write::named_answers(&named),
        serde_json::to_value(&named).unwrap(),
    );
    let note = NewMemberNote {
        attempt: "n".to_owned(),
        text: "t".to_owned(),
    };
    same(
        write::new_member_note(&note),
        serde_json::to_value(&note).unwrap(),
    );
    for never_again in [false, true] {
        let decline = DeclineSurvey { never_again };
        same(
            write::decline_survey(&decline),
            serde_json::to_value(&decline).unwrap(),
        );
    }
}
