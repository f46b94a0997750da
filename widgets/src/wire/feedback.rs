//! What the survey reads of the server's answers, and of its own kept draft.

use api_types::{
    Ballot, SaidAndDone, ShowIf, Survey, SurveyAnswer, SurveyAnswers, SurveyForm, SurveyInvitation,
    SurveyOption, SurveyPage, SurveyQuestion,
};

use super::{Json, Wire, count, flag, join::small, list, object, text, texts, word};

impl Wire for SurveyForm {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            survey: object(json, "survey")?,
            group_name: text(json, "group_name")?,
            anyone: flag(json, "anyone"),
            takes_notes: flag(json, "takes_notes"),
            notes: list(json, "notes"),
        })
    }
}

impl Wire for Survey {
    fn read<J: Json>(json: &J) -> Option<Self> {
        let pages: Vec<SurveyPage> = list(json, "pages");
        // A question of a kind that is not known here cannot be shown, and so none of the survey: what
        // would be sent is not what was asked.
        let asked = json.get("pages").items();
        let asked = asked.iter().map(|page| page.get("questions").items().len());
        let read = pages.iter().map(|page| page.questions.len());
        if !asked.eq(read) {
            return None;
        }
        Some(Self {
            slug: text(json, "slug")?,
            version: count(json, "version")?,
            language: text(json, "language")?,
            title: text(json, "title")?,
            intro: text(json, "intro"),
            thanks: text(json, "thanks"),
            pages,
        })
    }
}

impl Wire for SurveyPage {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            title: text(json, "title"),
            questions: list(json, "questions"),
        })
    }
}

impl Wire for SurveyQuestion {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            key: text(json, "key")?,
            kind: word(json, "kind")?,
            text: text(json, "text")?,
            help: text(json, "help"),
            required: flag(json, "required"),
            options: list(json, "options"),
            low: text(json, "low"),
            high: text(json, "high"),
            show_if: list(json, "show_if"),
        })
    }
}

impl Wire for SurveyOption {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            value: text(json, "value")?,
            label: text(json, "label")?,
        })
    }
}

impl Wire for ShowIf {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            question: text(json, "question")?,
            any_of: texts(json, "any_of"),
            at_least: small(json, "at_least"),
            at_most: small(json, "at_most"),
        })
    }
}

impl Wire for SaidAndDone {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            said: text(json, "said")?,
            did: text(json, "did")?,
            language: text(json, "language")?,
            on: text(json, "on")?,
        })
    }
}

impl Wire for SurveyInvitation {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            group: text(json, "group")?,
            survey: text(json, "survey")?,
            meeting_on: text(json, "meeting_on"),
        })
    }
}

impl Wire for Ballot {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            ballot: text(json, "ballot")?,
        })
    }
}

impl Wire for SurveyAnswer {
    fn read<J: Json>(json: &J) -> Option<Self> {
        // Numbers of an answer are 0 to 10. `as` saturates, so nothing can go wrong.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        if let Some(number) = json.number() {
            return Some(Self::Number(number as u8));
        }
        if let Some(text) = json.text() {
            return Some(Self::One(text));
        }
        let several: Vec<String> = json.items().iter().filter_map(J::text).collect();
        (!several.is_empty()).then_some(Self::Several(several))
    }
}

/// Answers by the key of their question.
pub(crate) fn answers<J: Json>(json: &J) -> SurveyAnswers {
    let mut answers = SurveyAnswers::new();
    for (key, answer) in json.entries() {
        if let Some(answer) = SurveyAnswer::read(&answer) {
            answers.insert(key, answer);
        }
    }
    answers
}
