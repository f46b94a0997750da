//! A group's record in its form. It is drawn once: saving, publishing and the rest change what stands
//! above it, and nothing that is typed.

use std::{cell::RefCell, rc::Rc};

use api_types::{GroupToEdit, SaveGroupRequest};
use serde_json::Value;

use super::{
    asks::AsksForm,
    changed, fields, name_of, pages, preview,
    record::{differences, put},
    schedule::ScheduleForm,
    stand,
};
use crate::{
    api::{Line, console::Refused},
    browser,
    console::{
        Console,
        parts::{Form, Kept, Loaded, kept},
    },
    i18n::console_keys as keys,
    ui::{El, Live, el_of},
};

/// Fields that presses above the form change, and the form does not.
const PRESSED: [&str; 2] = ["status", "last_checked"];

/// A group that is open.
pub(super) struct Editor {
    pub(super) console: Console,
    pub(super) slug: String,
    /// The group as the server had it last: what stands above the form.
    pub(super) now: Kept<Rc<GroupToEdit>>,
    /// The record and the revision that the form was filled from.
    base: RefCell<(Value, i64)>,
    /// Somebody else's version, since this one was opened.
    pub(super) theirs: Live<Option<Rc<GroupToEdit>>>,
    form: Form,
    typed: RefCell<fields::Typed>,
    schedule: Rc<ScheduleForm>,
    asks: Rc<AsksForm>,
    line: Line,
}

pub(super) fn draw(console: Console, slug: &str) -> El {
    super::title(console, console.say(keys::GROUPS_ONE));
    let asked = slug.to_owned();
    let group = Loaded::new(console, move |line| console.server().group(&asked, line));
    group.draw(move |found| {
        super::title(console, &name_of(found));
        Rc::new(Editor::new(console, found)).draw()
    })
}

impl Editor {
    fn new(console: Console, found: &Rc<GroupToEdit>) -> Self {
        let form = Form::new(console, "groups");
        Self {
            console,
            slug: found.slug.clone(),
            now: kept(found.clone()),
            base: RefCell::new((found.record.clone(), found.revision)),
            theirs: Live::default(),
            typed: RefCell::default(),
            schedule: ScheduleForm::new(console, found.record.get("schedule")),
            asks: AsksForm::new(console, &form, &found.record),
            form,
            line: Line::default(),
        }
    }

    fn draw(self: Rc<Self>) -> El {
        let found = self.now.peek().clone();
        let page = el_of("div", "stack")
            .add(pages(self.console, &self.slug, ""))
            .add(stand::head(&self));
        if !found.may_work {
            // Who only reads sees what members see.
            return page.add(preview::of_record(&self, &found.record));
        }
        page.add(changed::draw(&self)).add(self.draw_form(&found))
    }

    fn draw_form(self: &Rc<Self>, found: &GroupToEdit) -> El {
        let console = self.console;
        let mut typed = fields::Typed::default();
        let mut sections =
            |all| fields::sections(console, &self.form, &found.record, (all, &mut typed));
        let before = sections(fields::BEFORE);
        let joining = sections(fields::JOINING);
        let after = sections(fields::AFTER);
        self.typed.replace(typed);
        let mut inside = el_of("div", "stack");
        if let Some(feed) = &found.feed {
            let said = console
                .words()
                .fill(keys::GROUPS_FED_TEXT, &[("feed", feed)]);
            inside = inside.add(el_of("p", "card").text(said));
        }
        inside = inside
            .add(before)
            .add(fields::section(console, "when").add(self.schedule.draw(&self.form)))
            .add(joining)
            .add(fields::section(console, "asks").add(self.asks.draw()))
            .add(after);
        let look = preview::button(self);
        let buttons = self
            .form
            .buttons(console.say(keys::GROUPS_SAVE), Some(look));
        let inside = inside.add(el_of("div", "groups-save").add(buttons));
        let editor = self.clone();
        self.form.draw(inside, move || editor.save(None))
    }

    /// The record with all that is typed.
    pub(super) fn record(&self) -> Value {
        let mut record = self.base.borrow().0.clone();
        self.typed.borrow().put_into(&mut record);
        put(&mut record, "/schedule", self.schedule.value());
        self.asks.put_into(&mut record);
        record
    }

    /// Saves what is typed over the revision that it was opened at, or over a newer one that somebody
    /// has seen.
    pub(super) fn save(self: &Rc<Self>, over: Option<i64>) {
        let record = self.record();
        let revision = over.unwrap_or(self.base.borrow().1);
        let asked = SaveGroupRequest {
            revision,
            record: record.clone(),
        };
        let console = self.console;
        let told = console
            .server()
            .save_group(&self.slug, &asked, self.form.line());
        let (saved, refused) = (self.clone(), self.clone());
        self.form.send_or(
            told,
            console.say(keys::SAVED),
            move |done| {
                saved.base.replace((record, done.revision));
                saved.theirs.set(None);
                saved.look_again();
            },
            move |problem| match problem {
                Refused::Problem(problem) if problem.code == "changed-since" => {
                    refused.fetch_theirs();
                    true
                }
                _ => false,
            },
        );
    }

    /// Shows what somebody else saved.
    fn fetch_theirs(self: &Rc<Self>) {
        let told = self.console.server().group(&self.slug, &self.line);
        let editor = self.clone();
        browser::spawn(async move {
            if let Ok(theirs) = told.await {
                editor.theirs.set(Some(Rc::new(theirs)));
                let said = editor.console.say(keys::GROUPS_CHANGED_TITLE);
                editor.console.tell(said);
                crate::console::screen::focus_soon("groups-changed");
            }
        });
    }

    /// Asks how the group stands now. Where nothing but presses changed, the form goes on from there;
    /// where somebody else saved, it is told when it is saved.
    pub(super) fn look_again(self: &Rc<Self>) {
        let told = self.console.server().group(&self.slug, &self.line);
        let editor = self.clone();
        browser::spawn(async move {
            let Ok(found) = told.await else { return };
            super::title(editor.console, &name_of(&found));
            {
                let mut base = editor.base.borrow_mut();
                let differ = differences(&base.0, &found.record);
                if differ
                    .iter()
                    .all(|one| PRESSED.contains(&one.field.as_str()))
                {
                    *base = (found.record.clone(), found.revision);
                }
            }
            editor.now.set(Rc::new(found));
        });
    }

    /// Fills the form from somebody else's version: the page is drawn anew.
    pub(super) fn take_theirs(&self) {
        self.console.set_unsaved(false);
        self.console.go(&super::path(&self.slug, ""));
    }
}
