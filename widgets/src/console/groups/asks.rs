//! What the join form asks beside a name and a contact: further fields, the words above the
//! introduction, and questions of the group's own.

use std::rc::Rc;

use api_types::{Choice, JoinField};
use serde_json::Value;

use super::{
    asked::{AT, Asked, Sheet},
    questions::{self, MOST, Question},
    record::{put, some, text},
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

/// The part of a group's form.
pub(super) struct AsksForm {
    sheet: Rc<Sheet>,
    /// As they were opened, and whether each is asked for now.
    before: Option<Value>,
    fields: Vec<Kept<String>>,
    prompt_before: Value,
    prompt: Kept<String>,
    asked: Live<Vec<Rc<Asked>>>,
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
            before,
            fields: said.into_iter().map(kept).collect(),
            prompt: kept(questions::wording(&prompt_before, &language)),
            prompt_before,
            asked: Live::new(all.collect()),
            sheet: Rc::new(Sheet {
                console,
                form: form.clone(),
                language,
            }),
        })
    }

    /// Puts what is typed into the group's record.
    pub(super) fn put_into(&self, record: &mut Value) {
        let language = &self.sheet.language;
        let said: Vec<String> = self.fields.iter().map(|one| one.peek().clone()).collect();
        let fields = questions::ask(self.before.as_ref(), JoinField::WORDS, &said);
        put(record, "/join_form/fields", fields);
        let prompt = questions::reworded(&self.prompt_before, language, &self.prompt.peek());
        put(record, "/join_form/introduction_prompt", prompt);
        let all = self.asked.peek();
        let all = all.iter().map(|one| one.question().write(language));
        put(record, "/join_form/questions", some(all.collect()));
    }

    /// The fields, and below them the questions.
    pub(super) fn draw(self: &Rc<Self>) -> El {
        let (drawn, console) = (self.clone(), self.sheet.console);
        let title = el("h3")
            .set_text("id", self.heading())
            .set("tabindex", "-1")
            .say(console.say(keys::GROUPS_QUESTIONS));
        let text = el_of("p", "hint").say(console.say(keys::GROUPS_QUESTIONS_TEXT));
        el_of("div", "stack")
            .add(self.wanted())
            .add(self.introduction())
            .add(el("div").add(title).add(text))
            .add(el("div").live(move || Some(drawn.questions())))
    }

    /// The id of the heading of the questions.
    fn heading(&self) -> String {
        self.sheet.form.id_of(&[AT, "/questions"].concat())
    }

    /// Which fields are asked for.
    fn wanted(&self) -> El {
        let words = self.sheet.console.words();
        let ways =
            ["no", "may", "must"].map(|way| (way.to_owned(), words.word("groups-asked", way)));
        let mut row = el_of("div", "groups-row");
        for (name, value) in JoinField::WORDS.iter().zip(&self.fields) {
            let at = [AT, "/fields/", name].concat();
            let field = Field::new(&at, &words.word("groups-asks", name));
            row = row.add(self.sheet.form.select(&field, &ways, value));
        }
        row
    }

    fn introduction(&self) -> El {
        let console = self.sheet.console;
        let field = self
            .sheet
            .field("/introduction_prompt", console.say(keys::GROUPS_PROMPT))
            .hint(console.say(keys::GROUPS_PROMPT_HINT))
            .optional();
        self.sheet.form.text(&field, &self.prompt)
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
        let add = self.sheet.console.say(keys::GROUPS_QUESTION_ADD);
        list.add(button(Look::Quiet, None, add, move |_| form.add()))
    }

    fn question(self: &Rc<Self>, at: usize, one: &Rc<Asked>) -> El {
        let number = (at + 1).to_string();
        let words = self.sheet.console.words();
        let title = words.fill(keys::GROUPS_QUESTION, &[("n", &number)]);
        el_of("fieldset", "groups-question stack")
            .add(el_of("legend", "strong").text(title))
            .add(self.sheet.question(at, one))
            .add(self.moves(at))
    }

    /// Buttons that move a question up, and take it away.
    fn moves(self: &Rc<Self>, at: usize) -> El {
        let (up, away) = (self.clone(), self.clone());
        let number = (at + 1).to_string();
        let named = |key: Key| self.sheet.console.words().fill(key, &[("n", &number)]);
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
            screen::focus_soon(&away.heading());
        }))
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Rc<Asked>>)) {
        self.asked.update(change);
        self.sheet.form.touch();
    }

    fn add(&self) {
        let at = self.asked.peek().len();
        self.change(|all| {
            let taken = all.iter().filter_map(|one| one.id());
            let question = Question::new(&taken);
            all.push(Asked::of(question));
        });
        self.look_at(at);
    }

    /// Brings the focus to a question, since the list was drawn anew.
    fn look_at(&self, at: usize) {
        let field = format!("{AT}/questions/{at}/text");
        screen::focus_soon(&self.sheet.form.id_of(&field));
    }
}
