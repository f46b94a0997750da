//! What messages do to the world: asking the server, keeping the draft, moving the focus, telling
//! the host. The only part of the join form that does.

mod filling;
mod handing;
mod own_page;
mod proving;
mod sending;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use api_types::{JoinForm, JoinPolicy};
use gloo::events::EventListener;
use js_sys::JSON;
use leptos::prelude::*;

use super::{
    Draft, Flow, Message, Model, Sending,
    fields::is_free,
    state::{Field, step_of},
};
use crate::{
    api::{Failure, Line, Server, early_or},
    asking::{Asked, answer, leave_with},
    browser::{self, Landing, Pause},
    element::{Options, emit, events, show_fallback, theme_of},
    i18n::Key,
    member_page,
    set_up::Setting,
    unseen_work::UnseenWork,
};

/// The outside of one join form.
pub(super) struct World {
    flow: Flow,
    model: Rc<Model>,
    options: Options,
    server: Server,
    group: String,
    /// Where the draft is kept.
    drawer: String,
    /// Fields that somebody began to fill in.
    began: RefCell<Vec<Field>>,
    gone: Cell<bool>,
    form_line: Line,
    site_line: Line,
    send_line: Line,
    slow: Pause,
    /// Hears what a frame says.
    ear: RefCell<Option<EventListener>>,
    reading: Pause,
    work: Rc<UnseenWork>,
}

/// Starts a form: what its views follow, and its first questions.
pub(super) fn start(options: Options) -> Flow {
    let words = options.words;
    let group = options.group.clone().unwrap_or_default();
    let server = Server::new(&options.server, &options.site, words.language());
    // Style sheets see the element's own attribute alone.
    if let Some(theme) = theme_of(&options.host) {
        let _ = options.host.set_attribute("theme", &theme);
    }
    let setting = Setting::new(words, options.heading_level, server.clone(), group.clone());
    let model = Rc::new(Model::of(words, setting));
    let flow = Flow {
        words,
        level: options.heading_level,
        model: StoredValue::new_local(model.clone()),
    };
    let member = member_page::start(flow, server.clone(), options.root.clone());
    let _ = model.member.set(member);
    let world = Rc::new(World {
        flow,
        model: model.clone(),
        drawer: ["kindred-join:", &options.site, "/", &group].concat(),
        group,
        options,
        began: RefCell::default(),
        gone: Cell::default(),
        form_line: Line::default(),
        site_line: Line::default(),
        send_line: Line::default(),
        slow: Pause::default(),
        ear: RefCell::default(),
        reading: Pause::default(),
        work: UnseenWork::new(server.clone()),
        server,
    });
    let hears = Rc::downgrade(&world);
    let _ = model.send.set(Box::new(move |message| {
        if let Some(world) = hears.upgrade() {
            world.hear(message);
        }
    }));
    world.load(true);
    leave_with(world, |world| {
        world.gone.set(true);
        world.slow.cancel();
        world.reading.cancel();
        world.model.setting.leave();
        world.ear.take();
        for line in [&world.form_line, &world.site_line, &world.send_line] {
            let _ = line.stop();
        }
        world.work.leave();
    });
    flow
}

impl World {
    /// Asks for the form and the site; `first` takes what the loader asked for already.
    fn load(self: &Rc<Self>, first: bool) {
        let world = self.clone();
        browser::spawn(async move {
            let found = early_or(world.options.first_data.clone().filter(|_| first), || {
                world.server.join_form(&world.group, &world.form_line)
            })
            .await;
            if !world.gone.get() {
                world.heard_of_form(found);
            }
        });
        let world = self.clone();
        browser::spawn(async move {
            let site = early_or(world.options.first_site.clone().filter(|_| first), || {
                world.server.site("", &world.site_line)
            })
            .await;
            if let (Ok(site), false) = (site, world.gone.get()) {
                world.model.site.set(Some(Rc::from(site)));
            }
        });
    }

    fn heard_of_form(self: &Rc<Self>, found: Result<Box<JoinForm>, Failure>) {
        let Some(asked) = answer(found) else { return };
        if let Asked::Yes(form) = &asked {
            if self.open_own_page(form) {
                // The frame says the rest.
                return self.model.form.set(asked);
            }
            self.model.draft.set(self.kept_draft(form));
        }
        let ready = matches!(asked, Asked::Yes(_));
        self.model.form.set(asked);
        if ready {
            emit(&self.options.host, events::READY, &[]);
            // The finder opened it under the person's hand, and its own button is gone.
            if self.options.host.has_attribute("autofocus") {
                self.focus_soon("kd-step".to_owned(), Landing::Top);
            }
            show_fallback(&self.options.root, false);
            self.tell_step();
        } else {
            // What the page says instead is a way to a person.
            show_fallback(&self.options.root, true);
            emit(
                &self.options.host,
                events::ERROR,
                &[("code", browser::trouble())],
            );
        }
    }

    /// What was typed before a reload, or a new draft with a key of its own.
    fn kept_draft(&self, form: &JoinForm) -> Draft {
        browser::kept(&self.drawer)
            .and_then(|text| JSON::parse(&text).ok())
            .and_then(|kept| Draft::read(form, &kept))
            .unwrap_or_else(|| Draft::new(browser::random_key()))
    }

    /// What was sent is no draft any more, nor is what a member writes anew.
    fn keep(&self, form: &JoinForm) {
        if self.model.draft.peek().step.is_last() {
            return;
        }
        let text = self.model.draft.peek().write(form);
        browser::keep(&self.drawer, Some(&text));
    }

    fn form(&self) -> Option<Rc<JoinForm>> {
        match &*self.model.form.peek() {
            Asked::Yes(form) => Some(form.clone()),
            _ => None,
        }
    }

    /// One message from a view.
    fn hear(self: &Rc<Self>, message: Message) {
        if matches!(message, Message::Retried) {
            self.model.form.set(Asked::Waiting);
            return self.load(false);
        }
        let Some(form) = self.form() else { return };
        // What is on its way is what was seen when it was sent.
        if matches!(*self.model.sending.peek(), Sending::Now(_)) {
            return;
        }
        match message {
            Message::Typed(field, text) => {
                self.change(&form, field, |draft| draft.set(field, &text));
                if is_free(&form, field) {
                    self.read_for_crisis(field);
                }
            }
            Message::Ticked(field, on) => self.change(&form, field, |draft| draft.tick(field, on)),
            Message::Chose(field, word, on) => {
                self.change(&form, field, |draft| draft.choose(field, &word, on));
            }
            Message::Picked(field, word) => {
                self.change(&form, field, |draft| draft.set(field, &word));
            }
            Message::Left(field) => self.leave_field(&form, field),
            Message::Entered(Field::Code) | Message::Proved => self.prove(),
            Message::Entered(Field::Correction) | Message::Corrected => self.correct(),
            Message::Entered(Field::LostLink) | Message::LinkAsked => self.ask_for_link(),
            Message::Page(open) => self.show_page(open),
            // In a field of the member's page.
            Message::Entered(_) if *self.model.in_page.peek() => {
                if let Some(member) = self.flow.member() {
                    member.send(member_page::Message::Saved);
                }
            }
            Message::Continued | Message::Entered(_) => self.go_on(&form),
            Message::WentBack => {
                let step = self.model.draft.peek().step.moved(&form, -1);
                self.go(&form, step);
            }
            Message::Change(field) => {
                self.go(&form, step_of(field));
                self.focus_soon(field.id(), Landing::Near);
            }
            Message::Look(field) => self.focus_soon(field.id(), Landing::Near),
            Message::Sent => self.submit(&form),
            Message::Retried => {}
        }
    }

    fn say(&self, key: Key) {
        self.model.status.set(self.flow.words.say(key).to_owned());
    }

    fn focus_soon(self: &Rc<Self>, id: String, landing: Landing) {
        let world = self.clone();
        browser::after(0, move || {
            if !world.gone.get() {
                browser::focus(&world.options.root, &id, landing);
            }
        });
    }
}

/// Whether there is something to fill in.
pub(super) fn has_form(form: &JoinForm) -> bool {
    form.unavailable.is_none() && form.policy != JoinPolicy::DropIn
}
