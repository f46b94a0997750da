//! The survey as data: which questions a screen has, how far one is, what is wrong, and what is sent.
//! Pure, so that every rule is tested without a browser. What shows and what an answer may be is decided by the
//! same lines as on the server (`api_types::Survey`).
//!
//! What does not belong here: what a person wrote (`draft.rs`), and anything that touches the page.

use api_types::{
    AnswerFault, Choice, FieldProblem, LONGEST_ANSWER, LONGEST_LINE, Survey, SurveyAnswer,
    SurveyAnswers, SurveyKind, SurveyQuestion,
};

/// What shows of the survey.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Step {
    /// What it is about, and what happens with answers.
    #[default]
    Start,
    /// The screen with this question, counted through the whole survey from 0.
    Question(usize),
    /// How to send it.
    Last,
    /// It has been sent; with answers, or a note alone?
    Done(bool),
    /// They will not answer; did they say never again?
    Declined(bool),
    /// The invitation was used, or is over.
    Over,
}

/// Something that a person writes or chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// The answer to a question.
    Question(usize),
    /// The note to the facilitator.
    Note,
}

impl Field {
    /// Where it is found on the page.
    pub(crate) fn id(self) -> String {
        match self {
            Self::Question(at) => ["kd-question-", &at.to_string()].concat(),
            Self::Note => "kd-note".to_owned(),
        }
    }
}

/// Faults by question, in the order of the survey.
pub(crate) type Faults = Vec<(usize, AnswerFault)>;

/// A question by its place.
pub(crate) fn question(survey: &Survey, at: usize) -> Option<&SurveyQuestion> {
    survey.questions().nth(at)
}

/// The place of a question.
pub(crate) fn place(survey: &Survey, key: &str) -> Option<usize> {
    survey.questions().position(|question| question.key == key)
}

/// The page of a question, from 0.
pub(crate) fn page_of(survey: &Survey, at: usize) -> usize {
    let mut before = 0;
    let beyond = |page: &api_types::SurveyPage| {
        before += page.questions.len();
        before > at
    };
    survey.pages.iter().position(beyond).unwrap_or(0)
}

/// Answers without blank texts, which are none.
pub(crate) fn given(answers: &SurveyAnswers) -> SurveyAnswers {
    let mut given = answers.clone();
    given.retain(|_, answer| !matches!(answer, SurveyAnswer::One(text) if text.trim().is_empty()));
    given
}

/// Places of the questions that show.
pub(crate) fn shown(survey: &Survey, answers: &SurveyAnswers) -> Vec<usize> {
    let given = given(answers);
    let keys = survey.shown(&given);
    keys.into_iter()
        .filter_map(|key| place(survey, key))
        .collect()
}

/// What is sent: the answers to questions that show, texts without white space around them.
pub(crate) fn sent(survey: &Survey, answers: &SurveyAnswers) -> SurveyAnswers {
    let mut sent = given(answers);
    let shown: Vec<String> = survey.shown(&sent).into_iter().map(str::to_owned).collect();
    sent.retain(|key, _| shown.contains(key));
    for answer in sent.values_mut() {
        if let SurveyAnswer::One(text) = answer {
            *text = text.trim().to_owned();
        }
    }
    sent
}

/// The questions that show together with this one: it alone, or where there is room its page.
pub(crate) fn screen(
    survey: &Survey,
    answers: &SurveyAnswers,
    at: usize,
    wide: bool,
) -> Vec<usize> {
    let mut screen = shown(survey, answers);
    let page = page_of(survey, at);
    screen.retain(|one| *one == at || (wide && page_of(survey, *one) == page));
    screen
}

/// The step after, or before, the screen with this question.
pub(crate) fn moved(
    survey: &Survey,
    answers: &SurveyAnswers,
    at: usize,
    wide: bool,
    on: bool,
) -> Step {
    let here = screen(survey, answers, at, wide);
    let from = here.first().copied().unwrap_or(at);
    let to = here.last().copied().unwrap_or(at);
    let all = shown(survey, answers);
    let next = if on {
        all.iter().find(|one| **one > to)
    } else {
        all.iter().rfind(|one| **one < from)
    };
    match next {
        Some(next) => Step::Question(*next),
        None if on => Step::Last,
        None => Step::Start,
    }
}

/// Where one is: the first and the last question of the screen among those that show, from 1, and how
/// many these are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) total: usize,
}

pub(crate) fn progress(
    survey: &Survey,
    answers: &SurveyAnswers,
    at: usize,
    wide: bool,
) -> Progress {
    let all = shown(survey, answers);
    let here = screen(survey, answers, at, wide);
    let number = |one: Option<&usize>| {
        let place = one.and_then(|one| all.iter().position(|other| other == one));
        place.map_or(1, |place| place + 1)
    };
    Progress {
        from: number(here.first()),
        to: number(here.last()),
        total: all.len(),
    }
}

/// What is wrong with the answers to these questions.
pub(crate) fn faults(survey: &Survey, answers: &SurveyAnswers, of: &[usize]) -> Faults {
    let sent = sent(survey, answers);
    let found = survey.faults(&sent).into_iter();
    found
        .filter_map(|(key, fault)| Some((place(survey, key)?, fault)))
        .filter(|(at, _)| of.contains(at))
        .collect()
}

/// What shows after an answer was changed: what is put right is no fault any more; new ones wait.
pub(crate) fn after_change(survey: &Survey, answers: &SurveyAnswers, known: &Faults) -> Faults {
    let of: Vec<usize> = known.iter().map(|(at, _)| *at).collect();
    faults(survey, answers, &of)
}

/// The server's complaints by question; `true` beside them where some have no question here.
pub(crate) fn refused(survey: &Survey, problems: &[FieldProblem]) -> (Faults, bool) {
    let mut faults = Faults::new();
    for problem in problems {
        let key = problem.field.strip_prefix("/answers/");
        if let Some(at) = key.and_then(|key| place(survey, key)) {
            let fault = AnswerFault::from_word(&problem.code);
            faults.push((at, fault.unwrap_or(AnswerFault::WrongKind)));
        }
    }
    let others = faults.len() < problems.len();
    (faults, others)
}

/// The most characters of a text.
pub(crate) fn limit(kind: SurveyKind) -> usize {
    match kind {
        SurveyKind::ShortText => LONGEST_LINE,
        _ => LONGEST_ANSWER,
    }
}

/// How many characters are left, once that is worth saying: in the last fifth. Less than none where there
/// are too many.
pub(crate) fn letters_left(text: &str, most: usize) -> Option<isize> {
    let left = most.cast_signed() - text.chars().count().cast_signed();
    (left <= (most / 5).cast_signed()).then_some(left)
}
