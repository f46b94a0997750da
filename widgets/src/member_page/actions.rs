//! What messages do to the world: asking the server, telling the views, moving the focus. The only
//! part of the page that does.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use api_types::{Membership, MembershipChange, NewConcern, Problem};
use leptos::prelude::*;
use web_sys::ShadowRoot;

use super::{
    Member, Message, Model,
    state::{Doing, Hitch, Meaning, Task, View, faults, fill, meaning, unread, untick, written},
};
use crate::{
    api::{Line, Refusal, Reply, Server},
    asking::{Asked, leave_with},
    browser::{self, Landing},
    form::Summary,
    guidelines::state::acknowledgement,
    i18n::{Key, join_keys as keys},
    join_form::{Faults, Field, Flow, fault, refused},
    ui::Live,
};

/// The outside of a member's page.
struct World {
    member: Member,
    model: Rc<Model>,
    server: Server,
    root: ShadowRoot,
    page_line: Line,
    line: Line,
    gone: Cell<bool>,
}

/// What follows something that was done.
type Then = Box<dyn FnOnce(&Rc<World>)>;

/// Makes the page ready; it shows nothing before [`Message::Opened`].
pub(crate) fn start(flow: Flow, server: Server, root: ShadowRoot) -> Member {
    let model = Rc::new(Model {
        asked: Live::default(),
        view: Live::default(),
        reminders: Live::default(),
        doing: Live::default(),
        done: Live::default(),
        calendar: Live::default(),
        file: Live::default(),
        token: RefCell::default(),
        by_itself: RefCell::default(),
        send: OnceCell::new(),
    });
    let member = Member {
        flow,
        model: StoredValue::new_local(model.clone()),
    };
    let world = Rc::new(World {
        member,
        model: model.clone(),
        server,
        root,
        page_line: Line::default(),
        line: Line::default(),
        gone: Cell::default(),
    });
    let hears = Rc::downgrade(&world);
    let _ = model.send.set(Box::new(move |message| {
        if let Some(world) = hears.upgrade() {
            world.hear(message);
        }
    }));
    leave_with(world, |world| {
        world.gone.set(true);
        let _ = world.page_line.stop();
        let _ = world.line.stop();
        world.forget_file();
    });
    member
}

impl World {
    fn hear(self: &Rc<Self>, message: Message) {
        // What is on its way is what was seen when it was sent.
        if matches!(*self.model.doing.peek(), Doing::Now(_)) {
            return;
        }
        match message {
            Message::Opened => {
                self.model.asked.set(Asked::Waiting);
                self.load(None);
            }
            Message::Went(view) => self.go(view),
            Message::Reminders(on) => self.remind(on),
            Message::Place(take) => self.decide(take),
            Message::Calendar => self.make_calendar(),
            Message::Acknowledged => self.acknowledge(),
            Message::Saved => self.save(),
            Message::Exported => self.export(),
            Message::Concerned => self.tell_coordinators(),
            Message::Left => {
                let left = self.server.leave(&self.token(), &self.line);
                self.act(Task::Leave, left, |world| world.load(None));
            }
            Message::Erased => {
                let erased = self.server.erase(&self.token(), &self.line);
                self.act(Task::Erase, erased, |world| world.end(View::Erased));
            }
        }
    }

    fn token(&self) -> String {
        self.model.token.borrow().clone()
    }

    fn membership(&self) -> Option<Rc<Membership>> {
        match &*self.model.asked.peek() {
            Asked::Yes(membership) => Some(membership.clone()),
            _ => None,
        }
    }

    /// Asks for the page and shows it; `done` says what was just done.
    fn load(self: &Rc<Self>, done: Option<Key>) {
        let world = self.clone();
        browser::spawn(async move {
            let found = world.server.membership(&world.token(), &world.page_line);
            let found = found.await;
            if world.gone.get() {
                return;
            }
            let asked = match found {
                Ok(membership) => Asked::Yes(Rc::<Membership>::from(membership)),
                Err(Refusal::Stale) => return,
                Err(Refusal::Problem(code, _)) if meaning(code) == Meaning::Closed => {
                    return world.end(View::Closed);
                }
                Err(_) => Asked::Failed(browser::is_offline()),
            };
            if let Asked::Yes(membership) = &asked {
                world.model.reminders.set(membership.reminders);
            }
            world.model.done.set(done);
            world.model.view.set(View::Page);
            world.model.asked.set(asked);
            world.focus_soon(if done.is_some() { "kd-done" } else { "kd-page" });
        });
    }

    fn go(self: &Rc<Self>, view: View) {
        let Some(membership) = self.membership() else {
            return;
        };
        let flow = self.member.flow.model();
        flow.faults.set(Faults::new());
        flow.summary.set(Summary::No);
        flow.draft
            .update(|draft| match (view, &membership.guidelines) {
                (View::Edit, _) => fill(draft, &membership.written),
                (View::Rules, Some(guidelines)) => untick(draft, guidelines),
                _ => {}
            });
        self.model.done.set(None);
        self.model.doing.set(Doing::No);
        self.model.view.set(view);
        self.focus_soon("kd-page");
    }

    /// Nothing more to see: the token goes, too.
    fn end(self: &Rc<Self>, view: View) {
        self.model.token.take();
        self.forget_file();
        self.model.calendar.set(None);
        self.model.asked.set(Asked::Waiting);
        self.model.view.set(view);
        self.focus_soon("kd-page");
    }

    fn remind(self: &Rc<Self>, on: bool) {
        let change = MembershipChange {
            reminders: Some(on),
            ..MembershipChange::default()
        };
        self.change(Task::Reminders, &change, move |world| {
            world.model.reminders.set(Some(on));
        });
    }

    fn decide(self: &Rc<Self>, take: bool) {
        let change = MembershipChange {
            take_place: Some(take),
            ..MembershipChange::default()
        };
        self.change(Task::Place, &change, |world| world.load(None));
    }

    fn save(self: &Rc<Self>) {
        let Some(form) = self.member.flow.form() else {
            return;
        };
        let (words, new_email, found) = {
            let model = self.member.flow.model();
            let draft = model.draft.peek();
            let new_email = draft.said(Field::NewEmail).map(str::to_owned);
            (written(&draft), new_email, faults(&form, &draft))
        };
        if !found.is_empty() {
            return self.complain(found, Summary::Faults);
        }
        let change = MembershipChange {
            written: Some(words),
            new_email,
            ..MembershipChange::default()
        };
        self.change(Task::Save, &change, |world| {
            world.load(Some(keys::PAGE_SAVED));
        });
    }

    fn acknowledge(self: &Rc<Self>) {
        let Some(membership) = self.membership() else {
            return;
        };
        let Some(guidelines) = &membership.guidelines else {
            return;
        };
        let missing = unread(&self.member.flow.model().draft.peek(), guidelines);
        if !missing.is_empty() {
            return self.complain(missing, Summary::Faults);
        }
        let Some(read) = acknowledgement(guidelines) else {
            return;
        };
        let noted = self.server.acknowledge(&self.token(), &read, &self.line);
        self.act(Task::Rules, noted, |world| {
            world.load(Some(keys::PAGE_RULES_DONE));
        });
    }

    fn tell_coordinators(self: &Rc<Self>) {
        let Some(form) = self.member.flow.form() else {
            return;
        };
        let (concern, found) = {
            let model = self.member.flow.model();
            let draft = model.draft.peek();
            let concern = NewConcern {
                text: draft.said(Field::Concern).unwrap_or_default().to_owned(),
                ring: draft.is_ticked(Field::Ring),
            };
            (concern, fault(&form, &draft, Field::Concern))
        };
        if let Some(fault) = found {
            return self.complain(vec![(Field::Concern, fault)], Summary::Faults);
        }
        let told = self
            .server
            .tell_coordinators(&self.token(), &concern, &self.line);
        self.act(Task::Concern, told, |world| {
            let flow = world.member.flow.model();
            flow.draft.update(|draft| draft.set(Field::Concern, ""));
            world.load(Some(keys::CONCERN_SENT));
        });
    }

    fn make_calendar(self: &Rc<Self>) {
        self.model.doing.set(Doing::Now(Task::Calendar));
        let world = self.clone();
        browser::spawn(async move {
            let made = world.server.new_calendar(&world.token(), &world.line).await;
            if let Some(made) = world.heard(Task::Calendar, made) {
                world.model.calendar.set(Some(made.url));
                world.focus_near("kd-calendar");
            }
        });
    }

    fn export(self: &Rc<Self>) {
        self.model.doing.set(Doing::Now(Task::Export));
        let world = self.clone();
        browser::spawn(async move {
            let held = world.server.export(&world.token(), &world.line).await;
            if let Some(held) = world.heard(Task::Export, held) {
                world.forget_file();
                world.model.file.set(browser::file_of(&held.0));
                world.focus_near("kd-file");
            }
        });
    }

    fn change(
        self: &Rc<Self>,
        task: Task,
        change: &MembershipChange,
        then: impl FnOnce(&Rc<Self>) + 'static,
    ) {
        let changed = self
            .server
            .change_membership(&self.token(), change, &self.line);
        self.act(task, changed, then);
    }

    fn act(self: &Rc<Self>, task: Task, reply: Reply<()>, then: impl FnOnce(&Rc<Self>) + 'static) {
        self.act_boxed(task, reply, Box::new(then));
    }

    #[inline(never)]
    fn act_boxed(self: &Rc<Self>, task: Task, reply: Reply<()>, then: Then) {
        self.model.doing.set(Doing::Now(task));
        let world = self.clone();
        browser::spawn(async move {
            let done = reply.await;
            if world.heard(task, done).is_some() {
                then(&world);
            }
        });
    }

    /// What the server said, unless it is a refusal, which is told here.
    fn heard<T>(self: &Rc<Self>, task: Task, said: Result<T, Refusal>) -> Option<T> {
        if self.gone.get() {
            return None;
        }
        match said {
            Ok(said) => {
                self.model.doing.set(Doing::No);
                Some(said)
            }
            Err(refusal) => {
                self.failed(task, refusal);
                None
            }
        }
    }

    #[inline(never)]
    fn failed(self: &Rc<Self>, task: Task, refusal: Refusal) {
        let hitch = match refusal {
            Refusal::Stale => return self.model.doing.set(Doing::No),
            Refusal::Failed if browser::is_offline() => Hitch::Offline,
            Refusal::Failed => Hitch::Failed,
            Refusal::Problem(code, problem) => match meaning(code) {
                Meaning::Closed => {
                    self.model.doing.set(Doing::No);
                    return self.end(View::Closed);
                }
                Meaning::Fields => return self.look_again(problem),
                Meaning::NewerRules => {
                    self.model.doing.set(Doing::No);
                    return self.load(Some(keys::RULES_NEW_VERSION));
                }
                Meaning::Hitch(hitch) => hitch,
            },
        };
        self.model.doing.set(Doing::Failed(task, hitch));
    }

    /// The server would not take some of what was written.
    fn look_again(self: &Rc<Self>, mut problem: Problem) {
        self.model.doing.set(Doing::No);
        let Some(form) = self.member.flow.form() else {
            return;
        };
        for error in &mut problem.errors {
            if let Some(own) = error.field.strip_prefix("/written") {
                error.field = own.to_owned();
            }
        }
        let draft = self.member.flow.model().draft.peek().clone();
        let (found, others) = refused(&form, &draft, &problem.errors);
        let summary = if others {
            Summary::More
        } else {
            Summary::Faults
        };
        self.complain(found, summary);
    }

    fn complain(self: &Rc<Self>, found: Faults, summary: Summary) {
        let flow = self.member.flow.model();
        flow.faults.set(found);
        flow.summary.set(summary);
        self.focus_soon("kd-summary");
    }

    fn forget_file(&self) {
        if let Some(url) = self.model.file.peek().as_deref() {
            browser::forget_file(url);
        }
        self.model.file.set(None);
    }

    fn focus_soon(self: &Rc<Self>, id: &'static str) {
        self.focus(id, Landing::Top);
    }

    fn focus_near(self: &Rc<Self>, id: &'static str) {
        self.focus(id, Landing::Near);
    }

    fn focus(self: &Rc<Self>, id: &'static str, landing: Landing) {
        let world = self.clone();
        browser::after(0, move || {
            if !world.gone.get() {
                browser::focus(&world.root, id, landing);
            }
        });
    }
}
