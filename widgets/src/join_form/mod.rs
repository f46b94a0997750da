//! The join form: from "is this the right group" to "what happens next".
//!
//! This file holds what all its views share (what they follow, and how to send a message) and the
//! outer component. The views take what they draw from [`Flow`] and say what a person did by
//! [`Flow::send`]; `actions.rs` alone asks the server, keeps the draft and moves the focus.

mod about;
mod actions;
mod check;
mod draft;
mod fields;
mod fit;
mod frame;
mod go;
mod lost;
mod next;
mod own_page;
#[cfg(feature = "ssr")]
pub(crate) mod plain;
mod request;
mod rules;
mod said;
mod send;
mod state;
mod stepper;
mod without;

use std::{cell::OnceCell, rc::Rc};

use api_types::{HandOver, JoinForm, JoinReceipt, JoinState, Site, Standing};
use leptos::prelude::*;

use crate::{
    Intl,
    asking::Asked,
    element::Options,
    form::Summary,
    i18n::{Key, Words},
    member_page::Member,
    set_up::Setting,
    ui::{El, Live, heading},
};
use own_page::OwnPage;
use state::Step;

// What the member's page shares: the fields, what is wrong with them, and whom to ask.
pub(crate) use check::{Fault, Faults, fault};
pub(crate) use draft::Draft;
pub(crate) use fields::{Kind, text, tick};
pub(crate) use next::{ask, by_itself};
pub(crate) use request::{contact_field, refused};
pub(crate) use said::label;
pub(crate) use state::Field;
pub(crate) use stepper::summary;

/// What every view of the join form draws from, and how it says what a person did. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Flow {
    pub(crate) words: Words,
    level: u8,
    model: StoredValue<Rc<Model>, LocalStorage>,
}

/// All that the views follow.
pub(crate) struct Model {
    /// What the form asks.
    form: Live<Asked<JoinForm>>,
    /// The site, once it is known.
    site: Live<Option<Rc<Site>>>,
    /// What the person wrote, and the step that they are in.
    pub(crate) draft: Live<Draft>,
    /// What is wrong, as far as it is said by now.
    pub(crate) faults: Live<Faults>,
    /// "Continue" was pressed with faults: the summary shows them.
    pub(crate) summary: Live<Summary>,
    /// What became of the request.
    sending: Live<Sending>,
    /// The server's receipt.
    receipt: Live<Option<Rc<JoinReceipt>>>,
    /// What became of the six digits and the corrected address.
    proof: Live<Proof>,
    /// Where a proved request stands, with the way to the member's page.
    standing: Live<Option<Rc<Standing>>>,
    /// The member's page shows in place of the steps.
    in_page: Live<bool>,
    member: OnceCell<Member>,
    /// The server's receipt for going on to another platform.
    handed: Live<Option<Rc<HandOver>>>,
    /// What it takes to be at the meetings.
    setting: Setting,
    /// What became of asking for a lost link.
    lost: Live<Lost>,
    /// Free texts that read like a crisis.
    crisis: Live<Vec<Field>>,
    /// The guidelines changed while the form was filled in.
    rules_changed: Live<bool>,
    /// Where the form stands in a frame of the server's own.
    own_page: OwnPage,
    /// What a screen reader is told.
    status: Live<String>,
    /// Dates, names and numbers in words.
    pub(crate) intl: Intl,
    send: OnceCell<Box<dyn Fn(Message)>>,
}

impl Model {
    /// Before anything is known, and with nobody who hears what is pressed.
    fn of(words: Words, setting: Setting) -> Self {
        Self {
            form: Live::default(),
            site: Live::default(),
            draft: Live::default(),
            faults: Live::default(),
            summary: Live::default(),
            sending: Live::default(),
            receipt: Live::default(),
            proof: Live::default(),
            standing: Live::default(),
            in_page: Live::default(),
            member: OnceCell::new(),
            handed: Live::default(),
            setting,
            lost: Live::default(),
            crisis: Live::default(),
            rules_changed: Live::default(),
            own_page: OwnPage::default(),
            status: Live::default(),
            intl: Intl::new(words.language()),
            send: OnceCell::new(),
        }
    }
}

/// What became of the request.
pub(crate) type Sending = crate::form::Sending<Trouble>;

/// Why sending did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The device has no connection.
    Offline,
    /// No answer in time, or a fault of the server's.
    Failed,
    /// Too many requests in a short time.
    Wait,
    /// The group cannot be joined by a form any more.
    NoForm,
}

/// What became of the six digits, and of a corrected address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Nobody typed them yet.
    #[default]
    No,
    /// On the way.
    Now,
    /// The address is proved; where the request stands now.
    Proved(JoinState),
    /// The code, or the request, is too old.
    Spent,
    /// No answer.
    Failed,
    /// The address was corrected.
    Corrected,
}

/// What became of asking for a lost link.
#[derive(Clone, Copy, Default)]
pub(crate) enum Lost {
    /// Nobody asked.
    #[default]
    No,
    /// On the way.
    Now,
    /// Asked. Whether the address is known is never said.
    Sent,
    /// Not asked, and why.
    Failed(Key),
}

/// What a person does.
#[derive(Debug, Clone)]
pub(crate) enum Message {
    /// A letter in a field: the whole text.
    Typed(Field, String),
    /// A box by itself.
    Ticked(Field, bool),
    /// A word of several.
    Chose(Field, String, bool),
    /// The only word of a choice.
    Picked(Field, String),
    /// The keyboard left a field.
    Left(Field),
    /// "Continue".
    Continued,
    /// Enter in a line of text.
    Entered(Field),
    /// "Back".
    WentBack,
    /// "Change" beside an answer.
    Change(Field),
    /// A fault in the summary.
    Look(Field),
    /// "Send", and "Try again" after it.
    Sent,
    /// "Try again", when the form did not come.
    Retried,
    /// The six digits.
    Proved,
    /// Another address.
    Corrected,
    /// To the member's page, or back to the steps.
    Page(bool),
    /// "Send me my link".
    LinkAsked,
}

impl Flow {
    #[inline(never)]
    pub(crate) fn model(self) -> Rc<Model> {
        self.model.get_value()
    }

    #[inline(never)]
    pub(crate) fn send(self, message: Message) {
        let model = self.model();
        if let Some(send) = model.send.get() {
            send(message);
        }
    }

    /// The tag of a heading, `below` levels under the widget's first.
    pub(crate) fn heading(self, below: u8) -> &'static str {
        heading(self.level + below)
    }

    /// The level of the widget's first heading.
    pub(crate) fn level(self) -> u8 {
        self.level
    }

    pub(crate) fn setting(self) -> Setting {
        self.model().setting
    }

    /// The member's page. It is there as long as the form is, and shows nothing before it is opened.
    fn member(self) -> Option<Member> {
        self.model().member.get().copied()
    }

    /// The form, where it is here. Views of its steps are only drawn then.
    pub(crate) fn form(self) -> Option<Rc<JoinForm>> {
        match &*self.model().form.get() {
            Asked::Yes(form) => Some(form.clone()),
            _ => None,
        }
    }

    /// The draft's text, for a view that is drawn once.
    pub(crate) fn written(self, field: Field) -> String {
        self.model().draft.peek().text(field).to_owned()
    }

    /// The step, for a view that is drawn anew with it.
    pub(crate) fn step(self) -> Step {
        self.model().draft.get().step
    }
}

/// The outer component.
pub(crate) fn join_form(options: Options) -> El {
    frame::draw(actions::start(options))
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod state_tests;

#[cfg(test)]
#[path = "check_tests.rs"]
mod check_tests;

#[cfg(test)]
#[path = "request_tests.rs"]
mod request_tests;
