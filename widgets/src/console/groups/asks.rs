//! What the join form asks beside a name and a contact: further fields, the words above the
//! introduction, and questions of the group's own.

use std::rc::Rc;

use api_types::{Choice, EligibilityHint, JoinField};
use serde_json::Value;

use super::{
    questions::{self, Answer, KINDS, MOST, Question, TWO},
    record::{put, text},
};
use crate::{
    console::{
        Console,
        parts::{Field, Form, Kept, kept},
        screen,
    },
    i18n::{Key, console_keys as keys},
    ui::{El, Live, Look, button, el, el_of},
};

/// Where the form's faults begin.
const AT: &str = "/record/join_form";

/// The part of a group's form.
pub(super) struct AsksForm {
    console: Console,
    form: Form,
    /// Of the group, in which its questions are written.
    language: String,
    /// As they were opened, and whether each is asked for now.
    before: Option<Value>,
    fields: Vec<Kept<String>>,
    prompt_before: Value,
    prompt: Kept<String>,
    asked: Live<Vec<Rc<Asked>>>,
}

/// A question while it is changed.
struct Asked {
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
    fn of(question: Question) -> Rc<Self> {
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

    fn question(&self) -> Question {
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

    /// One more answer to choose from.
    fn add_answer(&self) {
        self.answers.update(|all| {
            let taken = all.iter().filter_map(|one| one.before["value"].as_str());
            let answer = Answer::new(&taken);
            all.push(Told::of(answer));
        });
    }
}

impl AsksForm {
    pub(super) fn new(console: Console, form: &Form, record: &Value) -> Rc<Self> {
        let language = text(record, "/language");
        let before = record.pointer("/join_form/fields").cloned();
        let said = questions::asked(before.as_ref(), JoinField::WORDS);
        let prompt_before = record.pointer("/join_form/introduction_prompt");
        let prompt_before = prompt_before.cloned().unwrap_or_default();
        let all = record.pointer("/join_form/questions");
        let all = all.and_then(Value::as_array).into_iter().flatten();
        let all = all.map(|one| Asked::of(Question::read(one, &language)));
        Rc::new(Self {
            console,
            form: form.clone(),
            before,
            fields: said.into_iter().map(kept).collect(),
            prompt: kept(questions::wording(&prompt_before, &language)),
            prompt_before,
            asked: Live::new(all.collect()),
            language,
        })
    }

    /// Puts what is typed into the group's record.
    pub(super) fn put_into(&self, record: &mut Value) {
        let said: Vec<String> = self.fields.iter().map(|one| one.peek().clone()).collect();
        let fields = questions::ask(self.before.as_ref(), JoinField::WORDS, &said);
        put(record, "/join_form/fields", fields);
        let prompt = questions::reworded(&self.prompt_before, &self.language, &self.prompt.peek());
        put(record, "/join_form/introduction_prompt", prompt);
        let all = self.asked.peek();
        let all: Vec<Value> = all
            .iter()
            .map(|one| one.question().write(&self.language))
            .collect();
        let all = if all.is_empty() {
            Value::Null
        } else {
            all.into()
        };
        put(record, "/join_form/questions", all);
    }

    /// The fields, and below them the questions.
    pub(super) fn draw(self: &Rc<Self>) -> El {
        let drawn = self.clone();
        el_of("div", "stack")
            .add(self.wanted())
            .add(self.introduction())
            .add(
                el("div")
                    .add(
                        el("h3")
                            .set_text("id", self.form.id_of(&[AT, "/questions"].concat()))
                            .set("tabindex", "-1")
                            .say(self.console.say(keys::GROUPS_QUESTIONS)),
                    )
                    .add(el_of("p", "hint").say(self.console.say(keys::GROUPS_QUESTIONS_TEXT))),
            )
            .add(el("div").live(move || Some(drawn.questions())))
    }

    /// Which fields are asked for.
    fn wanted(&self) -> El {
        let words = self.console.words();
        let ways =
            ["no", "may", "must"].map(|way| (way.to_owned(), words.word("groups-asked", way)));
        let mut row = el_of("div", "groups-row");
        for (name, value) in JoinField::WORDS.iter().zip(&self.fields) {
            let at = [AT, "/fields/", name].concat();
            let field = Field::new(&at, &words.word("groups-asks", name));
            row = row.add(self.form.select(&field, &ways, value));
        }
        row
    }

    fn introduction(&self) -> El {
        let field = self
            .field("/introduction_prompt", keys::GROUPS_PROMPT)
            .hint(self.console.say(keys::GROUPS_PROMPT_HINT))
            .optional();
        self.form.text(&field, &self.prompt)
    }

    fn field(&self, at: &str, label: Key) -> Field {
        Field::new(&[AT, at].concat(), self.console.say(label)).language(&self.language)
    }

    fn questions(self: &Rc<Self>) -> El {
        let all = self.asked.get();
        let mut list = el_of("div", "stack");
        for (at, one) in all.iter().enumerate() {
            list = list.add(self.question(at, one));
        }
        if all.len() >= MOST {
            return list;
        }
        let form = self.clone();
        let add = self.console.say(keys::GROUPS_QUESTION_ADD);
        list.add(button(Look::Quiet, None, add, move |_| form.add()))
    }

    fn question(self: &Rc<Self>, at: usize, one: &Rc<Asked>) -> El {
        let words = self.console.words();
        let number = (at + 1).to_string();
        let title = words.fill(keys::GROUPS_QUESTION, &[("n", &number)]);
        let here = format!("/questions/{at}");
        let field = |name: &str, label| self.field(&[&here, name].concat(), label);
        let kinds = KINDS.map(|kind| (kind.to_owned(), words.word("groups-question", kind)));
        let (form, drawn, kind) = (self.clone(), one.clone(), one.kind.clone());
        let below = here.clone();
        el_of("fieldset", "groups-question stack")
            .add(el_of("legend", "strong").text(title))
            .add(
                self.form
                    .text(&field("/text", keys::GROUPS_QUESTION_TEXT), &one.text),
            )
            .add(self.form.text(
                &field("/hint", keys::GROUPS_QUESTION_HINT).optional(),
                &one.hint,
            ))
            .add(self.form.select(
                &field("/kind", keys::GROUPS_QUESTION_KIND),
                &kinds,
                &one.kind,
            ))
            .add(el("div").live(move || match kind.get().as_str() {
                "choice" => Some(form.answers(&below, &drawn)),
                "yes-no" => Some(form.yes_no(&below, &drawn)),
                _ => None,
            }))
            .add(self.form.tick(
                &field("/required", keys::GROUPS_QUESTION_REQUIRED),
                &one.required,
            ))
            .add(self.moves(at))
    }

    /// Buttons that move a question up, and take it away.
    fn moves(self: &Rc<Self>, at: usize) -> El {
        let (up, away) = (self.clone(), self.clone());
        let number = (at + 1).to_string();
        let named = |key: Key| self.console.words().fill(key, &[("n", &number)]);
        let mut buttons = el_of("div", "buttons");
        if at > 0 {
            let text = named(keys::GROUPS_QUESTION_UP);
            buttons = buttons.add(button(Look::Plain, None, &text, move |_| {
                up.change(|all| all.swap(at - 1, at));
                up.look_at(at - 1);
            }));
        }
        let text = named(keys::GROUPS_QUESTION_AWAY);
        buttons.add(button(Look::Plain, None, &text, move |_| {
            away.change(|all| drop(all.remove(at)));
            screen::focus_soon(&away.form.id_of(&[AT, "/questions"].concat()));
        }))
    }

    /// What a yes and a no are told.
    fn yes_no(&self, at: &str, one: &Asked) -> El {
        let words = self.console.words();
        let mut both = el_of("div", "stack");
        for (place, (told, key)) in one.yes_no.iter().zip(["true", "false"]).enumerate() {
            let at = format!("{at}/options/{place}");
            let answer = words.word("groups-unsaid", key);
            both = both.add(self.suits(&at, &answer, told));
        }
        both
    }

    /// The answers to choose from.
    fn answers(self: &Rc<Self>, at: &str, one: &Rc<Asked>) -> El {
        let (form, at, one) = (self.clone(), at.to_owned(), one.clone());
        el("div").live(move || {
            let all = one.answers.get();
            let field = form.field(&[&at, "/options"].concat(), keys::GROUPS_ANSWERS);
            let mut list = el_of("div", "groups-answers stack");
            for (place, told) in all.iter().enumerate() {
                list = list.add(form.answer(&at, place, told, &one));
            }
            let (more, add) = (one.clone(), form.console.say(keys::GROUPS_ANSWER_ADD));
            let changed = form.form.clone();
            list = list.add(button(Look::Plain, None, add, move |_| {
                more.add_answer();
                changed.touch();
            }));
            Some(form.form.group(&field, list))
        })
    }

    fn answer(&self, at: &str, place: usize, told: &Rc<Told>, one: &Rc<Asked>) -> El {
        let words = self.console.words();
        let number = (place + 1).to_string();
        let named = |key: Key| words.fill(key, &[("n", &number)]);
        let at = format!("{at}/options/{place}");
        let label = Field::new(&[AT, &at, "/label"].concat(), &named(keys::GROUPS_ANSWER))
            .language(&self.language);
        let drawn = el_of("div", "groups-answer stack")
            .add(self.form.text(&label, &told.label))
            .add(self.suits(&at, &named(keys::GROUPS_ANSWER), told));
        if one.answers.peek().len() <= TWO {
            return drawn;
        }
        let (one, form, away) = (
            one.clone(),
            self.form.clone(),
            named(keys::GROUPS_ANSWER_AWAY),
        );
        drawn.add(button(Look::Plain, None, &away, move |_| {
            one.answers.update(|all| drop(all.remove(place)));
            form.touch();
        }))
    }

    /// What is said to who gives an answer, and in which words.
    fn suits(&self, at: &str, answer: &str, told: &Told) -> El {
        let words = self.console.words();
        let unsaid = (String::new(), words.word("groups-suits", "unsaid"));
        let mut options = vec![unsaid];
        let said = EligibilityHint::WORDS.iter();
        options.extend(said.map(|word| ((*word).to_owned(), words.word("groups-suits", word))));
        let named = |key: Key| words.fill(key, &[("answer", answer)]);
        let suits = Field::new(&[AT, at, "/hint"].concat(), &named(keys::GROUPS_SUITS));
        let own = Field::new(
            &[AT, at, "/hint_text"].concat(),
            &named(keys::GROUPS_SUITS_OWN),
        )
        .language(&self.language)
        .optional();
        let (own, chosen) = (self.form.text(&own, &told.said), told.suits.clone());
        let own = el("div")
            .live_attribute("hidden", move || chosen.get().is_empty().then(String::new))
            .add(own);
        el_of("div", "groups-row")
            .add(self.form.select(&suits, &options, &told.suits))
            .add(own)
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Rc<Asked>>)) {
        self.asked.update(change);
        self.form.touch();
    }

    fn add(&self) {
        let at = self.asked.peek().len();
        self.change(|all| {
            let taken = all.iter().filter_map(|one| one.before["id"].as_str());
            let question = Question::new(&taken);
            all.push(Asked::of(question));
        });
        self.look_at(at);
    }

    /// Brings the focus to a question, since the list was drawn anew.
    fn look_at(&self, at: usize) {
        let field = format!("{AT}/questions/{at}/text");
        screen::focus_soon(&self.form.id_of(&field));
    }
}
