//! A group's survey: a few questions, one thing at a time, and how to send the answers.
//!
//! This file holds what all its views share (what they follow, and how to send a message) and the
//! outer component. The views take what they draw from [`Flow`] and say what a person did by
//! [`Flow::send`]; `actions.rs` alone asks the server, keeps the draft and moves the focus.

mod actions;
mod choice;
mod done;
mod draft;
mod frame;
mod last;
mod notes;
mod page;
pub(crate) mod preview;
mod question;
mod start;
mod state;
mod summary;
mod without;

use std::{cell::OnceCell, rc::Rc};

use api_types::{Site, Survey, SurveyForm, SurveyInvitation};
use leptos::prelude::*;

use crate::{
    asking::Asked,
    element::{self, Options},
    form::Summary,
    i18n::Words,
    intl::Intl,
    ui::{El, Live, heading},
};
use draft::Draft;
use state::{Faults, Field, Step};

/// What the host's element asks for beside its group.
pub(crate) struct Asks {
    group: String,
    survey: String,
    /// The token of a link in a letter. It goes into one header and nowhere else.
    invitation: Option<String>,
}

impl Asks {
    /// Reads the element; `None` where it names no group or no survey.
    pub(crate) fn of(options: &Options) -> Option<Self> {
        Some(Self {
            group: options.group.clone()?,
            survey: element::attribute(&options.host, "survey")?,
            invitation: element::attribute(&options.host, "invitation"),
        })
    }
}

/// What every view draws from, and how it says what a person did. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Flow {
    words: Words,
    level: u8,
    model: StoredValue<Rc<Model>, LocalStorage>,
}

/// All that the views follow.
struct Model {
    /// What is asked.
    form: Live<Asked<SurveyForm>>,
    /// The site, once it is known.
    site: Live<Option<Rc<Site>>>,
    /// Whether there is an invitation.
    invited: bool,
    /// What the invitation is for, once it is known.
    invitation: Live<Option<Rc<SurveyInvitation>>>,
    /// What the person answered, and where they are.
    draft: Live<Draft>,
    /// Whether there is room for a page of questions.
    wide: Live<bool>,
    /// What is wrong, as far as it is said by now.
    faults: Live<Faults>,
    /// The list of it above the questions.
    summary: Live<Summary>,
    /// Texts that read like a crisis.
    crisis: Live<Vec<Field>>,
    /// What became of sending.
    sending: Live<Sending>,
    /// They are asked whether they are sure never to be asked again.
    never: Live<bool>,
    /// What a screen reader is told.
    status: Live<String>,
    intl: Intl,
    send: OnceCell<Box<dyn Fn(Message)>>,
}

/// What became of sending.
type Sending = crate::form::Sending<Trouble>;

/// Why sending did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// Nothing is filled in.
    Nothing,
    /// The device has no connection.
    Offline,
    /// No answer in time, or a fault of the server's.
    Failed,
    /// Too many requests in a short time, or the device's own work is not done.
    Wait,
    /// The invitation was used, or is over.
    Over,
    /// The group asks this no more.
    Closed,
}

/// What a person does.
#[derive(Debug, Clone)]
enum Message {
    /// "Try again", when the survey did not come.
    Retried,
    /// "Start".
    Started,
    /// One word or number of a choice.
    Picked(usize, String),
    /// A word of several.
    Chose(usize, String, bool),
    /// "Clear answer".
    Cleared(usize),
    /// A letter in a text: the whole text.
    Typed(Field, String),
    /// "Next", and Enter in a line of text.
    WentOn,
    /// "Back".
    WentBack,
    /// A fault in the summary.
    Look(usize),
    /// With the name, or without.
    Named(bool),
    /// "Send", and "Try again" after it.
    Sent,
    /// Whether to be asked if they are sure never to be asked again.
    Never(bool),
    /// They will not answer; never again?
    Declined(bool),
}

impl Flow {
    #[inline(never)]
    fn model(self) -> Rc<Model> {
        self.model.get_value()
    }

    #[inline(never)]
    fn send(self, message: Message) {
        let model = self.model();
        if let Some(send) = model.send.get() {
            send(message);
        }
    }

    /// The tag of a heading, `below` levels under the widget's first.
    fn heading(self, below: u8) -> &'static str {
        heading(self.level + below)
    }

    /// The language of the survey's own texts, where it is another than the widget's.
    fn foreign(self, survey: &Survey) -> Option<String> {
        self.words.foreign(&survey.language)
    }
}

/// Whether there is something to read before the first question.
fn has_start(form: &SurveyForm) -> bool {
    form.survey.intro.is_some() || !form.notes.is_empty()
}

/// The outer component.
pub(crate) fn feedback_survey(options: Options, asks: Asks) -> El {
    frame::draw(actions::start(options, asks))
}

#[cfg(test)]
mod draft_tests;
#[cfg(test)]
mod state_tests;
#[cfg(test)]
mod texts_tests;
