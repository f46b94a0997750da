//! A survey in its editor, with what members see beside it. Who does not coordinate sees that alone.

use std::{cell::RefCell, rc::Rc};

use api_types::{SurveyOfStaff, SurveyToPublish};
use serde_json::Value;

use super::{
    beside::{self, Beside},
    fields::{Sheet, Text},
    files, pages,
    record::{self, Draft},
};
use crate::{
    api::console::Refused,
    console::{
        Console,
        parts::{Confirm, Field, Form, Loaded, confirm},
    },
    i18n::console_keys as keys,
    ui::{El, Live, Look, button, el, el_of},
};

/// A survey that is open.
pub(super) struct Editor {
    pub(super) console: Console,
    pub(super) slug: String,
    /// The newest version; 0 where none is published.
    version: u32,
    /// What the site speaks.
    site: Vec<String>,
    pub(super) form: Form,
    pub(super) draft: Live<Rc<Draft>>,
    pub(super) beside: Beside,
    /// Token of the question that somebody works on.
    current: RefCell<Option<String>>,
}

pub(super) fn draw(console: Console, slug: &str) -> El {
    super::title(console, console.say(keys::FEEDBACK_SURVEY));
    let (asked, slug) = (slug.to_owned(), slug.to_owned());
    let survey = Loaded::new(console, move |line| console.server().survey(&asked, line));
    survey.draw(move |found| {
        super::title(console, &found.title);
        if console.coordinates() {
            open(console, &slug, found)
        } else {
            beside::alone(console, &slug, found)
        }
    })
}

/// Draws the editor of a survey.
pub(super) fn open(console: Console, slug: &str, found: &SurveyOfStaff) -> El {
    let languages = record::languages(&found.record, &found.languages);
    let draft = Rc::new(Draft::read(&found.record, &languages));
    if draft.pages.peek().is_empty() {
        draft.pages.set(vec![draft.new_page()]);
    }
    let editor = Rc::new(Editor {
        console,
        slug: slug.to_owned(),
        version: found.versions.first().map_or(0, |newest| newest.version),
        site: found.languages.clone(),
        form: Form::new(console, "survey"),
        draft: Live::new(draft),
        beside: Beside::new(&languages, console),
        current: RefCell::default(),
    });
    let hears = Rc::downgrade(&editor);
    editor.form.on_change(move || {
        if let Some(editor) = hears.upgrade() {
            beside::ask_soon(&editor);
        }
    });
    beside::ask(&editor);
    editor.draw(found.source.as_deref())
}

impl Editor {
    fn draw(self: Rc<Self>, source: Option<&str>) -> El {
        let words = self.console.words();
        let stands = if self.version == 0 {
            words.say(keys::FEEDBACK_NOT_PUBLISHED).to_owned()
        } else {
            let version = self.console.intl().number(self.version);
            words.fill(keys::FEEDBACK_IS_VERSION, &[("n", &version)])
        };
        let source = source.map(|source| super::ready::terms(self.console, source));
        let drawn = self.clone();
        let form = el("div").live(move || {
            let draft = drawn.draft.get().clone();
            Some(drawn.draw_form(draft))
        });
        el_of("div", "feedback-editor")
            .add(
                el_of("div", "stack feedback-written")
                    .add(el("div").add(el("p").text(stands)).add_some(source))
                    .add(files::draw(&self))
                    .add(form),
            )
            .add(beside::draw(&self))
    }

    fn draw_form(self: &Rc<Self>, draft: Rc<Draft>) -> El {
        let console = self.console;
        let sheet = Sheet {
            console,
            form: self.form.clone(),
            draft,
            editor: self.clone(),
        };
        let inside = el_of("div", "stack")
            .add_some(self.more_languages(&sheet))
            .add(frame(&sheet))
            .add(pages::draw(&sheet))
            .add_some(scores(&sheet))
            .add(
                el_of("div", "feedback-publish")
                    .add(self.form.buttons(&self.publish_words(), None)),
            );
        let editor = self.clone();
        self.form.draw(inside, move || editor.sure())
    }

    fn publish_words(&self) -> String {
        let next = self.console.intl().number(self.version + 1);
        let words = self.console.words();
        words.fill(keys::FEEDBACK_PUBLISH, &[("n", &next)])
    }

    /// Somebody works on a question: what is beside shows it.
    pub(super) fn look_at(self: &Rc<Self>, token: &str) {
        if self.current.borrow().as_deref() != Some(token) {
            self.current.replace(Some(token.to_owned()));
            beside::follow(self);
        }
    }

    /// The key of the question that somebody works on.
    pub(super) fn current_key(&self) -> Option<String> {
        let token = self.current.borrow().clone()?;
        let keys = self.draft.peek().keys();
        let found = keys.into_iter().find(|(known, _)| *known == token);
        found.map(|(_, key)| key)
    }

    /// Fills the editor from another record.
    pub(super) fn take(self: &Rc<Self>, record: &Value) {
        let languages = record::languages(record, &self.site);
        self.beside.languages.set(languages.clone());
        self.current.replace(None);
        self.draft.set(Rc::new(Draft::read(record, &languages)));
        self.form.touch();
    }

    /// Languages that the survey has and the site has not: every text needs them, too, or none.
    fn more_languages(self: &Rc<Self>, sheet: &Sheet) -> Option<El> {
        let words = self.console.words();
        let draft = sheet.draft.clone();
        let more: Vec<String> = draft
            .languages
            .iter()
            .filter(|tag| !self.site.contains(tag))
            .cloned()
            .collect();
        if more.is_empty() {
            return None;
        }
        let mut row = el_of("div", "buttons");
        for tag in &more {
            let name = self.console.intl().language(tag);
            let text = words.fill(keys::FEEDBACK_LANGUAGE_DROP, &[("language", &name)]);
            let (editor, draft, tag) = (self.clone(), draft.clone(), tag.clone());
            row = row.add(button(Look::Quiet, None, &text, move |_| {
                editor.take(&record::without(&draft.write(), &tag));
            }));
        }
        let names: Vec<String> = more
            .iter()
            .map(|tag| self.console.intl().language(tag))
            .collect();
        let text = words.fill(
            keys::FEEDBACK_LANGUAGE_MORE,
            &[("languages", &words.list(&names))],
        );
        Some(el_of("div", "stack card").add(el("p").text(text)).add(row))
    }

    /// Asks before members are asked something else.
    fn sure(self: &Rc<Self>) {
        let words = self.console.words();
        let number = |n: u32| self.console.intl().number(n);
        let next = number(self.version + 1);
        let text = if self.version == 0 {
            words.say(keys::FEEDBACK_PUBLISH_FIRST).to_owned()
        } else {
            let old = number(self.version);
            words.fill(keys::FEEDBACK_PUBLISH_TEXT, &[("old", &old), ("n", &next)])
        };
        let question = Confirm {
            title: words.fill(keys::FEEDBACK_PUBLISH_TITLE, &[("n", &next)]),
            text,
            yes: self.publish_words(),
            no: words.say(keys::CANCEL).to_owned(),
        };
        let editor = self.clone();
        confirm(self.console, question, move || editor.publish());
    }

    fn publish(self: &Rc<Self>) {
        let console = self.console;
        let draft = self.draft.peek().clone();
        let title = draft.title.said(console.words().language());
        let written = SurveyToPublish {
            record: draft.write(),
            language: None,
        };
        let told = console
            .server()
            .publish_survey(&self.slug, &written, self.form.line());
        let refused = self.clone();
        self.form.send_or(
            told,
            console.say(keys::SAVED),
            move |done| {
                let version = console.intl().number(done.version);
                let key = if done.is_new {
                    keys::FEEDBACK_PUBLISHED
                } else {
                    keys::FEEDBACK_UNCHANGED
                };
                let said = console
                    .words()
                    .fill(key, &[("survey", &title), ("n", &version)]);
                console.go_saying("feedback", &said);
            },
            move |problem| match problem {
                Refused::Problem(problem) if !problem.errors.is_empty() => {
                    refused.complain(&problem.errors, false);
                    true
                }
                _ => false,
            },
        );
    }
}

/// Title, what stands before and after, and who may answer.
fn frame(sheet: &Sheet) -> El {
    let draft = &sheet.draft;
    let title = Text::new(sheet.say(keys::FEEDBACK_SURVEY_TITLE));
    let intro = Text::new(sheet.say(keys::FEEDBACK_SURVEY_INTRO)).rows(3);
    let thanks = Text::new(sheet.say(keys::FEEDBACK_SURVEY_THANKS)).rows(2);
    let anyone = Field::new("/record/anyone", sheet.say(keys::FEEDBACK_ANYONE))
        .hint(sheet.say(keys::FEEDBACK_ANYONE_HINT));
    el_of("div", "stack")
        .add(sheet.text("/record/title", &title, &draft.title))
        .add(sheet.text("/record/intro", &intro.optional(), &draft.intro))
        .add(sheet.text("/record/thanks", &thanks.optional(), &draft.thanks))
        .add(sheet.form.tick(&anyone, &draft.anyone))
}

/// What answers add up to, to be read only.
fn scores(sheet: &Sheet) -> Option<El> {
    let scores = sheet.draft.scores();
    if scores.is_empty() {
        return None;
    }
    let words = sheet.console.words();
    let mut list = el("ul");
    for (title, of) in scores {
        let many = u32::try_from(of.len()).unwrap_or(0);
        let shown = sheet.console.intl().number(many);
        let text = words.count(keys::FEEDBACK_SCORE_OF, many, &shown, &[("title", &title)]);
        list = list.add(el("li").text(text));
    }
    let field = Field::new("/record/scores", sheet.say(keys::FEEDBACK_SCORES));
    let told = el_of("div", "feedback-so-far")
        .add(el_of("h2", "strong").say(sheet.say(keys::FEEDBACK_SCORES)))
        .add(el_of("p", "hint").say(sheet.say(keys::FEEDBACK_SCORES_HINT)))
        .add(list);
    Some(sheet.form.said(&field, told))
}
