//! A survey's record as its editor changes it: JSON in, JSON out, so that what the editor cannot say stays as
//! it was. Pure.
//!
//! Conditions ask questions by their token, not by their key: the key of a new question comes from its text
//! and changes while one types.

use std::{cell::Cell, rc::Rc};

use serde_json::{Map, Value};

use super::{
    asked::{Choice, KINDS, Page, Question, items, members, named, put},
    words::Words,
};
use crate::console::parts::{Kept, kept};

/// A survey that is open.
pub(super) struct Draft {
    before: Map<String, Value>,
    pub(super) languages: Vec<String>,
    pub(super) title: Words,
    pub(super) intro: Words,
    pub(super) thanks: Words,
    pub(super) anyone: Kept<bool>,
    pub(super) pages: Kept<Vec<Rc<Page>>>,
    /// Counts what is new.
    next: Cell<u32>,
}

impl Draft {
    pub(super) fn read(record: &Value, languages: &[String]) -> Self {
        let before = members(record);
        let words = |name: &str| Words::read(before.get(name), languages);
        let pages = items(&before, "pages").map(|page| Rc::new(Page::read(page, languages)));
        Self {
            title: words("title"),
            intro: words("intro"),
            thanks: words("thanks"),
            anyone: kept(before.get("anyone") == Some(&Value::Bool(true))),
            pages: kept(pages.collect()),
            languages: languages.to_vec(),
            next: Cell::default(),
            before,
        }
    }

    /// The record with all that is typed.
    pub(super) fn write(&self) -> Value {
        let mut record = self.before.clone();
        put(&mut record, "title", self.title.write(true));
        put(&mut record, "intro", self.intro.write(false));
        put(&mut record, "thanks", self.thanks.write(false));
        put(
            &mut record,
            "anyone",
            self.anyone.peek().then_some(Value::Bool(true)),
        );
        let keys = self.keys();
        let asked = self.questions();
        let pages = self.pages.peek();
        let pages = pages.iter().map(|page| page.write(&keys, &asked));
        record.insert("pages".to_owned(), pages.collect::<Vec<_>>().into());
        record.into()
    }

    /// Every question, page by page.
    pub(super) fn questions(&self) -> Vec<Rc<Question>> {
        let pages = self.pages.peek();
        let questions = pages.iter().flat_map(|page| page.questions.peek().clone());
        questions.collect()
    }

    /// Those before a question.
    pub(super) fn earlier(&self, than: &str) -> Vec<Rc<Question>> {
        let all = self.questions().into_iter();
        all.take_while(|one| one.token != than).collect()
    }

    /// Each question's token with its key.
    pub(super) fn keys(&self) -> Vec<(String, String)> {
        let all = self.questions();
        let wanted = all.iter().map(|one| (one.token.clone(), one.text.first()));
        named(wanted.collect(), "question")
    }

    /// The scores' titles with the questions that they add up, for whom it concerns.
    pub(super) fn scores(&self) -> Vec<(String, Vec<String>)> {
        let scores = items(&self.before, "scores").map(|score| {
            let title = Words::read(score.get("title"), &self.languages);
            let of = score.get("of").and_then(Value::as_array);
            let of = of.into_iter().flatten().filter_map(Value::as_str);
            (title.first(), of.map(str::to_owned).collect())
        });
        scores.collect()
    }

    /// A token that nothing has.
    pub(super) fn token(&self) -> String {
        self.next.set(self.next.get() + 1);
        ["+", &self.next.get().to_string()].concat()
    }

    pub(super) fn new_question(&self) -> Rc<Question> {
        let mut question = Question::read(&Value::Null, &self.languages);
        question.token = self.token();
        question.kind.set(KINDS[0].to_owned());
        question
            .options
            .set(vec![self.new_choice(), self.new_choice()]);
        question.open.set(true);
        Rc::new(question)
    }

    pub(super) fn new_choice(&self) -> Rc<Choice> {
        let mut choice = Choice::read(&Value::Null, &self.languages);
        choice.token = self.token();
        Rc::new(choice)
    }

    pub(super) fn new_page(&self) -> Rc<Page> {
        let page = Page::read(&Value::Null, &self.languages);
        page.questions.set(vec![self.new_question()]);
        Rc::new(page)
    }

    /// The number of a question's page and its own there, from 0.
    pub(super) fn place(&self, token: &str) -> Option<(usize, usize)> {
        let pages = self.pages.peek();
        let mut places = pages.iter().enumerate().filter_map(|(at, page)| {
            let questions = page.questions.peek();
            let found = questions.iter().position(|one| one.token == token);
            found.map(|found| (at, found))
        });
        places.next()
    }

    /// Moves a question up or down, over the edge of its page to the next. False where there is no way.
    pub(super) fn shift(&self, token: &str, down: bool) -> bool {
        let Some((page, at)) = self.place(token) else {
            return false;
        };
        let pages = self.pages.peek().clone();
        let here = &pages[page].questions;
        let many = here.peek().len();
        if down && at + 1 < many {
            here.update(|all| all.swap(at, at + 1));
        } else if !down && at > 0 {
            here.update(|all| all.swap(at, at - 1));
        } else {
            let next = if down {
                page.checked_add(1)
            } else {
                page.checked_sub(1)
            };
            let Some(next) = next.filter(|next| *next < pages.len()) else {
                return false;
            };
            if many == 1 {
                // Alone on its page, the page goes with it.
                self.pages.update(|all| all.swap(page, next));
                return true;
            }
            let next = &pages[next];
            let mut moved = None;
            here.update(|all| moved = Some(all.remove(at)));
            let question = moved.into_iter();
            next.questions.update(|all| {
                let place = if down { 0 } else { all.len() };
                all.splice(place..place, question);
            });
        }
        true
    }

    /// Takes a question away, and its page where nothing else is on it and there are others.
    pub(super) fn remove(&self, token: &str) {
        let Some((page, at)) = self.place(token) else {
            return;
        };
        let pages = self.pages.peek().clone();
        pages[page].questions.update(|all| {
            all.remove(at);
        });
        if pages[page].questions.peek().is_empty() && pages.len() > 1 {
            self.pages.update(|all| {
                all.remove(page);
            });
        }
    }
}

/// The languages of a survey: the site's, and after them others that it has words in.
pub(super) fn languages(record: &Value, site: &[String]) -> Vec<String> {
    let mut all = site.to_vec();
    let questions = record.pointer("/pages/0/questions/0/text");
    let texts = [record.get("title"), questions];
    for tag in texts.into_iter().flatten().flat_map(members_of) {
        if !all.contains(&tag) {
            all.push(tag);
        }
    }
    all
}

fn members_of(value: &Value) -> Vec<String> {
    members(value).keys().cloned().collect()
}

/// A record without the words of a language that are not in the editor's fields.
pub(super) fn without(record: &Value, language: &str) -> Value {
    let mut record = record.clone();
    let drop = |value: Option<&mut Value>| {
        if let Some(texts) = value.and_then(Value::as_object_mut) {
            texts.remove(language);
        }
    };
    drop(record.get_mut("title"));
    drop(record.pointer_mut("/pages/0/questions/0/text"));
    let scores = record.get_mut("scores").and_then(Value::as_array_mut);
    for score in scores.into_iter().flatten() {
        drop(score.get_mut("title"));
    }
    record
}
