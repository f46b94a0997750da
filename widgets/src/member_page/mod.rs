//! The member's own page within the widget: where they stand, the way in, the next meetings, what
//! they wrote, and the ways to change it, to take it along and to go.
//!
//! What belongs here: what its views follow, and how to send a message. `actions.rs` alone asks the
//! server and moves the focus; `state.rs` is pure. The fields in which somebody changes what they
//! wrote are the join form's, with its checks and its crisis notice.

mod actions;
mod concern;
mod dates;
mod edit;
mod frame;
mod keep;
mod page;
mod rules;
mod state;

use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

use api_types::Membership;
use leptos::prelude::*;

use crate::{asking::Asked, i18n::Key, join_form::Flow, ui::Live};

pub(crate) use actions::start;
pub(crate) use frame::draw;
use state::{Doing, View};

/// What every view of the page draws from, and how it says what a person did. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Member {
    flow: Flow,
    model: StoredValue<Rc<Model>, LocalStorage>,
}

/// All that the views follow.
pub(crate) struct Model {
    /// What the server says of the member.
    asked: Live<Asked<Membership>>,
    /// What shows.
    view: Live<View>,
    /// Whether a letter comes before each meeting; followed by itself, since its button stays.
    reminders: Live<Option<bool>>,
    /// What is being done, or could not be.
    doing: Live<Doing>,
    /// What was just done, in words.
    done: Live<Option<Key>>,
    /// The private calendar's address, shown once.
    calendar: Live<Option<String>>,
    /// The file of all that is held, as the browser's own address of it.
    file: Live<Option<String>>,
    /// The token of the member's link, in memory and nowhere else.
    token: RefCell<String>,
    /// Where the page stands by itself.
    by_itself: RefCell<Option<String>>,
    send: OnceCell<Box<dyn Fn(Message)>>,
}

/// What a person does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Message {
    /// "Open your page", and "Try again" when it did not come.
    Opened,
    /// To another view.
    Went(View),
    /// Letters before meetings, or none.
    Reminders(bool),
    /// Takes an offered place, or leaves it.
    Place(bool),
    /// A private calendar.
    Calendar,
    /// The newer guidelines were read.
    Acknowledged,
    /// What was written anew.
    Saved,
    /// What is wrong in the group.
    Concerned,
    /// All that is held, as a file.
    Exported,
    /// "Yes, leave".
    Left,
    /// "Yes, erase".
    Erased,
}

impl Member {
    #[inline(never)]
    fn model(self) -> Rc<Model> {
        self.model.get_value()
    }

    #[inline(never)]
    pub(crate) fn send(self, message: Message) {
        let model = self.model();
        if let Some(send) = model.send.get() {
            send(message);
        }
    }

    /// Opens the page of the member whose link has this token; `by_itself` is that link.
    pub(crate) fn open(self, token: String, by_itself: Option<String>) {
        let model = self.model();
        model.token.replace(token);
        model.by_itself.replace(by_itself);
        self.send(Message::Opened);
    }

    /// What the server said, where it is here. Views of the page are only drawn then.
    fn membership(self) -> Option<Rc<Membership>> {
        match &*self.model().asked.get() {
            Asked::Yes(membership) => Some(membership.clone()),
            _ => None,
        }
    }
}
