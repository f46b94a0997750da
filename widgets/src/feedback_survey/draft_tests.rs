//! The draft, how it is kept, and the order of sending.

use api_types::{SurveyAnswer, SurveyKind};

use super::{
    draft::*,
    state::Step,
    state_tests::{answered, survey},
};

fn draft() -> Draft {
    Draft::new("a".to_owned(), "n".to_owned())
}

fn reread(draft: &Draft) -> Draft {
    let kept: serde_json::Value = serde_json::from_str(&draft.write(&survey())).unwrap();
    Draft::read(&survey(), &kept).unwrap()
}

fn filled() -> Draft {
    let mut draft = draft();
    draft.answer("welcome", Some(SurveyAnswer::Number(4)));
    draft
}

#[test]
fn a_draft_is_read_as_it_was_written() {
    let mut full = filled();
    full.answer("stays", Some(SurveyAnswer::One("no".to_owned())));
    full.answer("why", Some(SurveyAnswer::One("  \"far\"\n".to_owned())));
    full.step = Step::Question(4);
    full.named = true;
    full.tried = true;
    full.ballot = Some("b".to_owned());
    full.note.text = "Hello".to_owned();
    full.note.tried = true;
    full.note.sent = true;
    assert_eq!(reread(&full), full);
    full.step = Step::Last;
    assert_eq!(reread(&full), full);
    assert_eq!(reread(&draft()), draft());
}

#[test]
fn what_the_survey_would_not_take_is_left_out_but_no_text_is() {
    let mut odd = draft();
    odd.answers = answered(&[
        ("welcome", SurveyAnswer::Number(9)),
        ("mood", SurveyAnswer::One("good".to_owned())),
        ("gone", SurveyAnswer::Number(1)),
        ("why", SurveyAnswer::One("x".repeat(300))),
        ("more", SurveyAnswer::One(" ".to_owned())),
    ]);
    let kept = reread(&odd);
    let keys: Vec<&String> = kept.answers.keys().collect();
    assert_eq!(keys, ["more", "why"]);
}

#[test]
fn a_question_that_does_not_show_any_more_is_no_place_to_come_back_to() {
    let mut lost = filled();
    lost.step = Step::Question(4);
    assert_eq!(reread(&lost).step, Step::Start);
}

#[test]
fn words_of_several_keep_the_order_of_the_options() {
    let survey = survey();
    let mut draft = draft();
    draft.choose(&survey, 5, "other", true);
    draft.choose(&survey, 5, "time", true);
    let both = vec!["time".to_owned(), "other".to_owned()];
    assert_eq!(draft.answers["hurdles"], SurveyAnswer::Several(both));
    draft.choose(&survey, 5, "time", false);
    draft.choose(&survey, 5, "other", false);
    assert!(draft.answers.is_empty());
}

#[test]
fn a_number_is_picked_where_the_question_has_numbers() {
    assert_eq!(picked(SurveyKind::Scale, "10"), SurveyAnswer::Number(10));
    let two = SurveyAnswer::One("2".to_owned());
    assert_eq!(picked(SurveyKind::Single, "2"), two);
    assert_eq!(picked(SurveyKind::ShortText, "2"), two);
}

#[test]
fn the_note_goes_first_then_a_ballot_is_had_then_the_answers_go_with_it() {
    let survey = survey();
    let mut draft = filled();
    draft.note.text = "Hello".to_owned();
    assert_eq!(draft.todo(&survey, true), Todo::Note);
    draft.note.sent = true;
    assert_eq!(draft.todo(&survey, true), Todo::Exchange);
    draft.ballot = Some("b".to_owned());
    assert_eq!(draft.todo(&survey, true), Todo::Answers);
    // What was begun without a name ends without one.
    draft.named = true;
    assert_eq!(draft.todo(&survey, true), Todo::Answers);
}

#[test]
fn a_name_goes_with_answers_only_where_there_is_an_invitation() {
    let survey = survey();
    let mut draft = filled();
    draft.named = true;
    draft.note.text = "Hello".to_owned();
    assert_eq!(draft.todo(&survey, false), Todo::Exchange);
    draft.note.text.clear();
    assert_eq!(draft.todo(&survey, true), Todo::Named);
}

#[test]
fn where_nothing_is_filled_in_nothing_is_sent() {
    let survey = survey();
    let mut draft = draft();
    assert_eq!(draft.todo(&survey, true), Todo::Nothing);
    draft.answer("more", Some(SurveyAnswer::One("  ".to_owned())));
    draft.note.text = " ".to_owned();
    assert_eq!(draft.todo(&survey, true), Todo::Nothing);
}

#[test]
fn a_note_that_may_have_arrived_is_another_once_it_is_changed() {
    let fresh = || "m".to_owned();
    let mut draft = draft();
    draft.write_note("a".to_owned(), fresh);
    assert_eq!(draft.note.attempt, "n");
    draft.note.tried = true;
    draft.write_note("b".to_owned(), fresh);
    assert_eq!(
        (draft.note.attempt.as_str(), draft.note.tried),
        ("m", false)
    );
}

#[test]
fn with_or_without_a_name_is_settled_once_answers_may_have_arrived() {
    let mut draft = filled();
    assert!(!draft.is_bound());
    draft.tried = true;
    assert!(draft.is_bound());
    draft.tried = false;
    draft.ballot = Some("b".to_owned());
    assert!(draft.is_bound());
}
