//! Screens, progress, faults and what is sent.

use api_types::{AnswerFault, FieldProblem, Survey, SurveyAnswer, SurveyAnswers};
use proptest::prelude::*;

use super::state::*;
use crate::wire::feedback_tests::SURVEY;

pub(super) fn survey() -> Survey {
    serde_json::from_str(SURVEY).unwrap()
}

fn one(text: &str) -> SurveyAnswer {
    SurveyAnswer::One(text.to_owned())
}

pub(super) fn answered(all: &[(&str, SurveyAnswer)]) -> SurveyAnswers {
    let own = |(key, answer): &(&str, SurveyAnswer)| ((*key).to_owned(), answer.clone());
    all.iter().map(own).collect()
}

fn any_answers() -> impl Strategy<Value = SurveyAnswers> {
    let number = |most: u8| (0..=most).prop_map(SurveyAnswer::Number);
    let text = "( |[a-c]){0,4}".prop_map(SurveyAnswer::One);
    let word = prop_oneof![Just("yes"), Just("no")].prop_map(one);
    let several = prop_oneof![
        Just(vec!["time".to_owned()]),
        Just(vec!["time".to_owned(), "other".to_owned()])
    ];
    let several = several.prop_map(SurveyAnswer::Several);
    let some = |key: &'static str, of: BoxedStrategy<SurveyAnswer>| {
        proptest::option::of(of).prop_map(move |answer| answer.map(|one| (key.to_owned(), one)))
    };
    let all = vec![
        some("welcome", number(5).boxed()).boxed(),
        some("mood", number(5).boxed()).boxed(),
        some("again", number(10).boxed()).boxed(),
        some("stays", word.clone().boxed()).boxed(),
        some("why", text.clone().boxed()).boxed(),
        some("hurdles", several.boxed()).boxed(),
        some("safe", word.boxed()).boxed(),
        some("more", text.boxed()).boxed(),
    ];
    all.prop_map(|all| all.into_iter().flatten().collect())
}

#[test]
fn a_narrow_screen_has_one_question_and_a_wide_one_its_page() {
    let (survey, none) = (survey(), SurveyAnswers::new());
    assert_eq!(screen(&survey, &none, 1, false), [1]);
    assert_eq!(screen(&survey, &none, 1, true), [0, 1, 2, 3]);
    let no = answered(&[("stays", one("no"))]);
    assert_eq!(screen(&survey, &no, 1, true), [0, 1, 2, 3, 4]);
    assert_eq!(screen(&survey, &no, 6, true), [6]);
}

#[test]
fn one_goes_from_the_start_to_the_last_and_back() {
    let (survey, none) = (survey(), SurveyAnswers::new());
    let on = |at, wide| moved(&survey, &none, at, wide, true);
    let back = |at, wide| moved(&survey, &none, at, wide, false);
    assert_eq!(on(0, false), Step::Question(1));
    assert_eq!(on(3, false), Step::Question(6));
    assert_eq!(on(6, false), Step::Last);
    assert_eq!(on(2, true), Step::Question(6));
    assert_eq!(on(6, true), Step::Last);
    assert_eq!(back(6, true), Step::Question(3));
    assert_eq!(back(0, false), Step::Start);
    assert_eq!(back(2, true), Step::Start);
}

#[test]
fn progress_counts_what_shows_now() {
    let (survey, none) = (survey(), SurveyAnswers::new());
    let now = |answers: &_, at, wide| {
        let now = progress(&survey, answers, at, wide);
        (now.from, now.to, now.total)
    };
    assert_eq!(now(&none, 1, false), (2, 2, 5));
    assert_eq!(now(&none, 1, true), (1, 4, 5));
    let no = answered(&[("stays", one("no"))]);
    assert_eq!(now(&no, 4, false), (5, 5, 6));
    assert_eq!(now(&no, 6, true), (6, 6, 6));
}

#[test]
fn a_blank_text_is_no_answer_and_brings_no_question() {
    let survey = survey();
    let blank = answered(&[("stays", one("no")), ("why", one("  \n"))]);
    assert_eq!(sent(&survey, &blank), answered(&[("stays", one("no"))]));
    let padded = answered(&[("stays", one("no")), ("why", one("  far \n"))]);
    assert_eq!(sent(&survey, &padded)["why"], one("far"));
}

#[test]
fn an_answer_that_does_not_show_any_more_is_not_sent() {
    let survey = survey();
    let back = answered(&[("stays", one("yes")), ("why", one("far"))]);
    assert_eq!(sent(&survey, &back), answered(&[("stays", one("yes"))]));
}

#[test]
fn only_what_must_be_answered_is_missed() {
    let (survey, none) = (survey(), SurveyAnswers::new());
    let missing = vec![(0, AnswerFault::Missing)];
    assert_eq!(faults(&survey, &none, &[0, 1, 2, 3]), missing);
    assert_eq!(faults(&survey, &none, &[1, 2, 3]), []);
    let now = answered(&[("welcome", SurveyAnswer::Number(3))]);
    assert_eq!(after_change(&survey, &now, &missing), []);
}

#[test]
fn a_text_that_is_too_long_is_said() {
    let survey = survey();
    let long = answered(&[("stays", one("no")), ("why", one(&"x".repeat(201)))]);
    assert_eq!(faults(&survey, &long, &[4]), [(4, AnswerFault::TooLong)]);
}

#[test]
fn letters_are_counted_near_the_end_alone() {
    assert_eq!(letters_left("", 200), None);
    assert_eq!(letters_left(&"é".repeat(159), 200), None);
    assert_eq!(letters_left(&"é".repeat(160), 200), Some(40));
    assert_eq!(letters_left(&"é".repeat(203), 200), Some(-3));
}

#[test]
fn the_servers_complaints_find_their_questions() {
    let problem = |field: &str, code: &str| FieldProblem {
        field: field.to_owned(),
        code: code.to_owned(),
        detail: String::new(),
    };
    let survey = survey();
    let known = problem("/answers/mood", "out-of-range");
    let (found, others) = refused(&survey, std::slice::from_ref(&known));
    assert_eq!((found, others), (vec![(1, AnswerFault::OutOfRange)], false));
    let (found, others) = refused(&survey, &[known, problem("/version", "odd")]);
    assert_eq!((found.len(), others), (1, true));
}

proptest! {
    #[test]
    fn the_server_finds_nothing_wrong_but_what_the_person_is_told(answers in any_answers()) {
        let survey = survey();
        let sent = sent(&survey, &answers);
        let all: Vec<usize> = (0..survey.questions().count()).collect();
        prop_assert_eq!(survey.faults(&sent).len(), faults(&survey, &answers, &all).len());
    }

    #[test]
    fn what_is_sent_is_sent_as_it_is_a_second_time(answers in any_answers()) {
        let survey = survey();
        let once = sent(&survey, &answers);
        prop_assert_eq!(sent(&survey, &once), once);
    }

    #[test]
    fn going_on_passes_every_question_that_shows_once_and_back_the_same(answers in any_answers(), wide: bool) {
        let survey = survey();
        let all = shown(&survey, &answers);
        let mut seen = Vec::new();
        let mut step = Step::Question(all[0]);
        while let Step::Question(at) = step {
            seen.extend(screen(&survey, &answers, at, wide));
            step = moved(&survey, &answers, at, wide, true);
        }
        prop_assert_eq!(step, Step::Last);
        prop_assert_eq!(&seen, &all);
        let mut step = Step::Question(all[all.len() - 1]);
        let mut screens = 0;
        while let Step::Question(at) = step {
            screens += screen(&survey, &answers, at, wide).len();
            step = moved(&survey, &answers, at, wide, false);
        }
        prop_assert_eq!(step, Step::Start);
        prop_assert_eq!(screens, all.len());
    }

    #[test]
    fn progress_never_ends_before_it_begins(answers in any_answers(), wide: bool) {
        let survey = survey();
        for at in shown(&survey, &answers) {
            let now = progress(&survey, &answers, at, wide);
            prop_assert!(1 <= now.from && now.from <= now.to && now.to <= now.total);
        }
    }
}
