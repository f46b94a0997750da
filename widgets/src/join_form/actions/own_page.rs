//! The form in a frame of the server's own origin: opening it, and doing what it says.

use std::rc::Rc;

use api_types::JoinForm;
use web_sys::Event;

use super::{
    super::own_page::{Framed, Heard, belongs, origin},
    World,
};
use crate::{
    api::{is_own_page, own_page},
    browser::{self, Landing},
    element::{emit, emit_step, events},
    i18n::join_keys as keys,
};

/// After this the person is offered a way to the form that needs no frame.
const LATE_MS: u32 = 6_000;

impl World {
    /// Opens the form in a frame, where it belongs into one; false where it stands here.
    pub(super) fn open_own_page(self: &Rc<Self>, form: &JoinForm) -> bool {
        let server = &self.options.server;
        if !belongs(form) || is_own_page(server, &browser::address()) {
            return false;
        }
        let host = &self.options.host;
        let level = self.options.heading_level.to_string();
        let mut told = vec![
            ("site", self.options.site.as_str()),
            ("group", self.group.as_str()),
            ("lang", self.flow.words.language()),
            ("heading-level", &level),
        ];
        let theme = host.get_attribute("theme");
        if let Some(theme) = &theme {
            told.push(("theme", theme));
        }
        if host.has_attribute("autofocus") {
            told.push(("autofocus", ""));
        }
        let address = own_page(server, &told);
        self.listen_to_own_page();
        self.model.own_page.address.set(Some(address));
        let world = self.clone();
        self.slow.then(LATE_MS, move || {
            world.model.own_page.state.set(Framed::Late);
            world.say(keys::FRAME_LATE);
        });
        true
    }

    fn listen_to_own_page(self: &Rc<Self>) {
        let world = Rc::downgrade(self);
        let ear = browser::listen(
            "message",
            Box::new(move |event| {
                if let Some(world) = world.upgrade() {
                    world.hear_own_page(event);
                }
            }),
        );
        self.ear.replace(Some(ear));
    }

    /// Other frames and pages send messages as well: what counts is who sent this one.
    fn hear_own_page(self: &Rc<Self>, event: &Event) {
        let Some(frame) = self.options.root.get_element_by_id("kd-frame") else {
            return;
        };
        let said = browser::said_by(&frame, origin(&self.options.server), event);
        let Some(heard) = said.and_then(|said| Heard::read(&said)) else {
            return;
        };
        let host = &self.options.host;
        match heard {
            Heard::Height(height) => self.model.own_page.height.set(height),
            Heard::Look(top, height, landing) => {
                if let Some(place) = self.options.root.get_element_by_id("kd-place") {
                    browser::look_at(&place, top, height, landing);
                }
            }
            Heard::Ready => {
                self.show_own_page();
                emit(host, events::READY, &[]);
            }
            Heard::Error(code) => {
                self.show_own_page();
                emit(host, events::ERROR, &[("code", &code)]);
            }
            Heard::Step(step) => emit_step(host, step),
            Heard::Joined => {
                emit(host, events::JOINED, &[]);
            }
        }
    }

    fn show_own_page(self: &Rc<Self>) {
        self.slow.cancel();
        self.model.status.set(String::new());
        if *self.model.own_page.state.peek() == Framed::Here {
            return;
        }
        self.model.own_page.state.set(Framed::Here);
        // Inside, the focus is on the form's heading already.
        if self.options.host.has_attribute("autofocus") {
            self.focus_soon("kd-frame".to_owned(), Landing::Top);
        }
    }
}
