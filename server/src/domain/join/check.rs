//! From what came over the wire to an [`Application`]: every field against what the form asked.
//! The codes of what is wrong are the widget's to put into words.

use api_types::{
    Choice, FieldAsked, FieldProblem, JoinField, JoinForm, MemberWords, NewJoinRequest, OnBehalfOf,
    QuestionKind, ScreeningAnswer, ScreeningQuestion,
};

use chrono_tz::Tz;

use super::{
    application::{AgreedTo, Answered, Application},
    contact::read_contact,
};
use crate::domain::check::turns_direction;

/// Longest name and relation of who fills it in for somebody else, characters.
const NAME_AND_RELATION: usize = 120;
/// Longest answer to a question, characters.
const TEXT: usize = 1_000;

/// Collects what is wrong, so that a person hears of everything at once.
#[derive(Default)]
pub(super) struct Checks(pub(super) Vec<FieldProblem>);

impl Application {
    /// Checks a request against the form that it answers. The errors name every field that needs
    /// another look, by JSON pointer; they never repeat what was typed.
    pub fn read(new: NewJoinRequest, form: &JoinForm) -> Result<Self, Vec<FieldProblem>> {
        let mut checks = Checks::default();
        checks.who(&new, form);
        let words = MemberWords {
            display_name: new.display_name,
            pronouns: new.pronouns,
            access_needs: new.access_needs,
            introduction: new.introduction,
            share_introduction: new.share_introduction,
        };
        let words = checks.words("", words, &form.fields, None);
        if !form.contact_kinds.contains(&new.contact.kind) {
            checks.fault("/contact/kind", "not-asked", "a way that the form offers");
        }
        let contact = read_contact(&new.contact);
        checks.take("/contact/value", &contact);
        for (field, pointer, is_given) in [
            (JoinField::Audience, "/audience", !new.audience.is_empty()),
            (JoinField::Stage, "/stage", new.stage.is_some()),
        ] {
            checks.asked(&form.fields, field, pointer, is_given);
        }
        if new.audience.len() > <api_types::Audience as Choice>::ALL.len() {
            checks.fault("/audience", "too-many", "each at most once");
        }
        let answers = checks.answers(&form.questions, new.answers);
        let consents = checks.consents(form, &new.consents);
        let filled_in_by = checks.line("/filled_in_by", new.filled_in_by, NAME_AND_RELATION);
        checks.tag("/language", &new.language);
        match (words, contact) {
            (Some(words), Ok(contact)) if checks.0.is_empty() => Ok(Self {
                on_behalf_of: new.on_behalf_of,
                filled_in_by,
                age: new.age,
                display_name: words.display_name,
                contact,
                pronouns: words.pronouns,
                audience: new.audience,
                stage: new.stage,
                access_needs: words.access_needs,
                share_introduction: words.share_introduction,
                introduction: words.introduction,
                answers,
                consents,
                language: new.language,
                // A device with an odd zone keeps nobody out; letters then name the group's.
                time_zone: new.time_zone.filter(|zone| zone.parse::<Tz>().is_ok()),
            }),
            _ => Err(checks.0),
        }
    }
}

/// Whether a letter has no place in one line of text.
pub(super) fn unfit(letter: char) -> bool {
    letter.is_control() || turns_direction(letter)
}

impl Checks {
    fn fault(&mut self, field: &str, code: &str, detail: &str) {
        self.0.push(FieldProblem {
            field: field.to_owned(),
            code: code.to_owned(),
            detail: detail.to_owned(),
        });
    }

    fn take<T>(&mut self, field: &str, read: &Result<T, (&'static str, &'static str)>) {
        if let Err((code, detail)) = read {
            self.fault(field, code, detail);
        }
    }

    pub(super) fn present(&mut self, field: &str, there: bool) {
        if !there && self.0.iter().all(|problem| problem.field != field) {
            self.fault(field, "missing", "it must be there");
        }
    }

    /// One line, without the spaces around it; nothing is no line.
    pub(super) fn line(
        &mut self,
        field: &str,
        text: Option<String>,
        most: usize,
    ) -> Option<String> {
        if text
            .as_deref()
            .is_some_and(|text| text.trim().contains(unfit))
        {
            self.fault(
                field,
                "bad-characters",
                "one line without control characters",
            );
            return None;
        }
        self.fitting(field, text, most)
    }

    /// Several lines.
    pub(super) fn text(
        &mut self,
        field: &str,
        text: Option<String>,
        most: usize,
    ) -> Option<String> {
        let unfit = |letter: char| unfit(letter) && !"\n\r\t".contains(letter);
        if text.as_deref().is_some_and(|text| text.contains(unfit)) {
            self.fault(field, "bad-characters", "no control characters");
            return None;
        }
        self.fitting(field, text, most)
    }

    fn fitting(&mut self, field: &str, text: Option<String>, most: usize) -> Option<String> {
        let text = text?.trim().to_owned();
        if text.chars().count() > most {
            self.fault(field, "too-long", &format!("at most {most} characters"));
            return None;
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// Nothing comes that was not asked, and everything that must.
    pub(super) fn asked(
        &mut self,
        fields: &[FieldAsked],
        field: JoinField,
        pointer: &str,
        is_given: bool,
    ) {
        match fields.iter().find(|asked| asked.field == field) {
            None if is_given => self.fault(pointer, "not-asked", "the form does not ask this"),
            Some(asked) if asked.required => self.present(pointer, is_given),
            _ => {}
        }
    }

    /// Who fills it in, and for whom.
    fn who(&mut self, new: &NewJoinRequest, form: &JoinForm) {
        let by_another = new.on_behalf_of != OnBehalfOf::Me;
        let names_another = new
            .filled_in_by
            .as_deref()
            .is_some_and(|by| !by.trim().is_empty());
        if by_another {
            self.present("/filled_in_by", names_another);
            if !new.person_agrees {
                self.fault("/person_agrees", "missing", "the person has to agree");
            }
        } else if names_another {
            self.fault("/filled_in_by", "not-asked", "only for somebody else");
        }
        if form.ages.is_open() {
            if new.age.is_some() {
                self.fault("/age", "not-asked", "the form does not ask this");
            }
            return;
        }
        let Some(age) = new.age else {
            return self.fault("/age", "missing", "years");
        };
        if form.ages.from.is_some_and(|from| age < from) {
            self.fault("/age", "too-young", "the group's youngest age, or more");
        } else if form.ages.to.is_some_and(|to| age > to) {
            self.fault("/age", "too-old", "the group's oldest age, or less");
        } else if age < form.age_of_consent && !by_another {
            self.fault(
                "/on_behalf_of",
                "guardian-needed",
                "a guardian completes it",
            );
        }
    }

    fn answers(
        &mut self,
        questions: &[ScreeningQuestion],
        answers: Vec<ScreeningAnswer>,
    ) -> Vec<Answered> {
        let mut answered: Vec<Answered> = Vec::new();
        for (at, given) in answers.into_iter().enumerate() {
            let pointer = format!("/answers/{at}");
            let question = questions.iter().find(|one| one.id == given.question);
            let Some(question) = question else {
                self.fault(&pointer, "not-asked", "an id of the form's questions");
                continue;
            };
            if answered.iter().any(|before| before.question == question.id) {
                self.fault(&pointer, "twice", "one answer a question");
                continue;
            }
            answered.extend(self.answer(&pointer, question, given.answer));
        }
        for question in questions.iter().filter(|question| question.required) {
            let is_given = answered.iter().any(|one| one.question == question.id);
            self.present(&format!("/answers/{}", question.id), is_given);
        }
        answered
    }

    fn answer(
        &mut self,
        pointer: &str,
        question: &ScreeningQuestion,
        given: String,
    ) -> Option<Answered> {
        let answered = |answer, label| Answered {
            question: question.id.clone(),
            asked: question.text.clone(),
            answer,
            label,
        };
        if question.kind == QuestionKind::ShortText {
            let text = self.text(pointer, Some(given), TEXT)?;
            return Some(answered(text, None));
        }
        let is_yes_or_no =
            question.kind == QuestionKind::YesNo && (given == "yes" || given == "no");
        let option = question.options.iter().find(|option| option.value == given);
        if option.is_none() && !is_yes_or_no {
            self.fault(
                pointer,
                "unknown-choice",
                "a value of the question's options",
            );
            return None;
        }
        Some(answered(
            given,
            option.and_then(|option| option.label.clone()),
        ))
    }

    fn consents(&mut self, form: &JoinForm, given: &[String]) -> Vec<AgreedTo> {
        for (at, id) in given.iter().enumerate() {
            let is_known = form.consents.iter().any(|consent| &consent.id == id);
            if !is_known || given[..at].contains(id) {
                let pointer = format!("/consents/{at}");
                self.fault(
                    &pointer,
                    "not-asked",
                    "ids of the form's consents, each once",
                );
            }
        }
        let mut agreed = Vec::new();
        for consent in &form.consents {
            if given.contains(&consent.id) {
                agreed.push(AgreedTo {
                    id: consent.id.clone(),
                    text: consent.text.clone(),
                });
            } else if consent.required {
                let pointer = format!("/consents/{}", consent.id);
                self.fault(&pointer, "missing", "there is no place without it");
            }
        }
        agreed
    }

    fn tag(&mut self, field: &str, tag: &str) {
        let part = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if !(2..=35).contains(&tag.len()) || !tag.split('-').all(part) {
            self.fault(field, "bad-language", "a language tag such as en or es-MX");
        }
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
