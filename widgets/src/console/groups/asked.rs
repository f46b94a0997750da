//! One question of a group's own while it is changed: its words, how it is answered, and what is said to
//! who gives an answer.

use std::rc::Rc;

use api_types::{Choice, EligibilityHint};
use serde_json::Value;

use super::questions::{Answer, KINDS, Question, TWO};
use crate::{
    console::{
        Console,
        parts::{Field, Form, Kept, kept},
    },
    i18n::{Key, console_keys as keys},
    ui::{El, Live, Look, button, el, el_of},
};

/// Where the faults of the join form begin.
pub(super) const AT: &str = "/record/join_form";

/// A question while it is changed.
pub(super) struct Asked {
    before: Value,
    text: Kept<String>,
    hint: Kept<String>,
    kind: Kept<String>,
    required: Kept<bool>,
    answers: Live<Vec<Rc<Told>>>,
    yes_no: [Rc<Told>; 2],
}

/// An answer while it is changed.
struct Told {
    before: Value,
    label: Kept<String>,
    suits: Kept<String>,
    said: Kept<String>,
}

impl Told {
    fn of(answer: Answer) -> Rc<Self> {
        Rc::new(Self {
            before: answer.before,
            label: kept(answer.label),
            suits: kept(answer.suits),
            said: kept(answer.said),
        })
    }

    fn answer(&self) -> Answer {
        Answer {
            before: self.before.clone(),
            label: self.label.peek().clone(),
            suits: self.suits.peek().clone(),
            said: self.said.peek().clone(),
        }
    }
}

impl Asked {
    pub(super) fn of(question: Question) -> Rc<Self> {
        Rc::new(Self {
            before: question.before,
            text: kept(question.text),
            hint: kept(question.hint),
            kind: kept(question.kind),
            required: kept(question.required),
            answers: Live::new(question.answers.into_iter().map(Told::of).collect()),
            yes_no: question.yes_no.map(Told::of),
        })
    }

    pub(super) fn question(&self) -> Question {
        Question {
            before: self.before.clone(),
            text: self.text.peek().clone(),
            hint: self.hint.peek().clone(),
            kind: self.kind.peek().clone(),
            required: *self.required.peek(),
            answers: self.answers.peek().iter().map(|one| one.answer()).collect(),
            yes_no: [self.yes_no[0].answer(), self.yes_no[1].answer()],
        }
    }

    /// Its id, which stays for good.
    pub(super) fn id(&self) -> Option<&str> {
        self.before["id"].as_str()
    }

    /// One more answer to choose from.
    fn add_answer(&self) {
        self.answers.update(|all| {
            let taken = all.iter().filter_map(|one| one.before["value"].as_str());
            let answer = Answer::new(&taken);
            all.push(Told::of(answer));
        });
    }
}

/// What the questions are drawn with.
pub(super) struct Sheet {
    pub(super) console: Console,
    pub(super) form: Form,
    /// Of the group, in which its questions are written.
    pub(super) language: String,
}

impl Sheet {
    /// A field in the group's language; `at` is below [`AT`].
    pub(super) fn field(&self, at: &str, label: &str) -> Field {
        Field::new(&[AT, at].concat(), label).language(&self.language)
    }

    /// The fields of the question that stands at a place, from 0.
    pub(super) fn question(self: &Rc<Self>, place: usize, one: &Rc<Asked>) -> El {
        let (words, form) = (self.console.words(), &self.form);
        let (here, number) = (format!("/questions/{place}"), (place + 1).to_string());
        let field = |name: &str, label: Key| {
            let label = words.fill(label, &[("n", &number)]);
            self.field(&[&here, name].concat(), &label)
        };
        let text = field("/text", keys::GROUPS_QUESTION_TEXT);
        let hint = field("/hint", keys::GROUPS_QUESTION_HINT).optional();
        let kind = field("/kind", keys::GROUPS_QUESTION_KIND);
        let required = field("/required", keys::GROUPS_QUESTION_REQUIRED);
        let kinds = KINDS.map(|kind| (kind.to_owned(), words.word("groups-question", kind)));
        let (sheet, drawn, chosen) = (self.clone(), one.clone(), one.kind.clone());
        el_of("div", "stack")
            .add(form.text(&text, &one.text))
            .add(form.text(&hint, &one.hint))
            .add(form.select(&kind, &kinds, &one.kind))
            .add(el("div").live(move || match chosen.get().as_str() {
                "choice" => Some(sheet.answers(&here, &drawn)),
                "yes-no" => Some(sheet.yes_no(&here, &drawn)),
                _ => None,
            }))
            .add(form.tick(&required, &one.required))
    }

    /// What a yes and a no are told.
    fn yes_no(&self, at: &str, one: &Asked) -> El {
        let words = self.console.words();
        let mut both = el_of("div", "stack");
        for (place, (told, key)) in one.yes_no.iter().zip(["true", "false"]).enumerate() {
            let at = format!("{at}/options/{place}");
            both = both.add(self.suits(&at, &words.word("groups-unsaid", key), told));
        }
        both
    }

    /// The answers to choose from.
    fn answers(self: &Rc<Self>, at: &str, one: &Rc<Asked>) -> El {
        let (sheet, at, one) = (self.clone(), at.to_owned(), one.clone());
        el("div").live(move || {
            let all = one.answers.get();
            let title = sheet.console.say(keys::GROUPS_ANSWERS);
            let field = sheet.field(&[&at, "/options"].concat(), title);
            let mut list = el_of("div", "groups-answers stack");
            for (place, told) in all.iter().enumerate() {
                list = list.add(sheet.answer(&at, place, told, &one));
            }
            let (more, add) = (one.clone(), sheet.console.say(keys::GROUPS_ANSWER_ADD));
            let changed = sheet.form.clone();
            list = list.add(button(Look::Plain, None, add, move |_| {
                more.add_answer();
                changed.touch();
            }));
            Some(sheet.form.group(&field, list))
        })
    }

    fn answer(&self, at: &str, place: usize, told: &Rc<Told>, one: &Rc<Asked>) -> El {
        let words = self.console.words();
        let number = (place + 1).to_string();
        let named = |key: Key| words.fill(key, &[("n", &number)]);
        let (at, name) = (format!("{at}/options/{place}"), named(keys::GROUPS_ANSWER));
        let label = self.field(&[&at, "/label"].concat(), &name);
        let drawn = el_of("div", "groups-answer stack")
            .add(self.form.text(&label, &told.label))
            .add(self.suits(&at, &name, told));
        if one.answers.peek().len() <= TWO {
            return drawn;
        }
        let (one, form) = (one.clone(), self.form.clone());
        let away = named(keys::GROUPS_ANSWER_AWAY);
        drawn.add(button(Look::Plain, None, &away, move |_| {
            one.answers.update(|all| drop(all.remove(place)));
            form.touch();
        }))
    }

    /// What is said to who gives an answer, and in which words.
    fn suits(&self, at: &str, answer: &str, told: &Told) -> El {
        let words = self.console.words();
        let mut options = vec![(String::new(), words.word("groups-suits", "unsaid"))];
        let said = EligibilityHint::WORDS.iter();
        options.extend(said.map(|word| ((*word).to_owned(), words.word("groups-suits", word))));
        let field = |name: &str, label: Key| {
            let label = words.fill(label, &[("answer", answer)]);
            self.field(&[at, name].concat(), &label)
        };
        let suits = field("/hint", keys::GROUPS_SUITS);
        let own = field("/hint_text", keys::GROUPS_SUITS_OWN).optional();
        let chosen = told.suits.clone();
        let own = el("div")
            .live_attribute("hidden", move || chosen.get().is_empty().then(String::new))
            .add(self.form.text(&own, &told.said));
        el_of("div", "groups-row")
            .add(self.form.select(&suits, &options, &told.suits))
            .add(own)
    }
}
