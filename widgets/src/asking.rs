//! What guidelines and join form ask the server for before there is anything to show: whether it
//! is here, and what stands in its place until it is.

use std::rc::Rc;

use leptos::prelude::*;

use crate::{
    api::Failure,
    browser,
    i18n::{Key, Words, join_keys as keys},
    ui::{El, Icon, Look, button, el, el_of, heading, notice},
};

/// Something that was asked for.
#[derive(Default)]
pub(crate) enum Asked<T> {
    /// On its way.
    #[default]
    Waiting,
    /// Here.
    Yes(Rc<T>),
    /// The site has no such group.
    Missing,
    /// No answer; whether the device has no connection.
    Failed(bool),
}

/// What an answer means; `None` where it is stale.
pub(crate) fn answer<T>(found: Result<Box<T>, Failure>) -> Option<Asked<T>> {
    Some(match found {
        Ok(found) => Asked::Yes(Rc::from(found)),
        Err(Failure::Missing) => Asked::Missing,
        Err(Failure::Failed) => Asked::Failed(browser::is_offline()),
        Err(Failure::Stale) => return None,
    })
}

/// What stands in place of something that is not here. `title` is its name.
pub(crate) fn outcome<T>(
    words: Words,
    level: u8,
    asked: &Asked<T>,
    title: Key,
    retry: impl FnMut() + 'static,
) -> El {
    match asked {
        Asked::Waiting | Asked::Yes(_) => waiting(words, level, title),
        Asked::Missing => told(
            words,
            level,
            "empty",
            keys::MISSING_TITLE,
            keys::MISSING_TEXT,
        ),
        Asked::Failed(offline) => failed(words, level, *offline, Box::new(retry)),
    }
}

// Not generic, so that each is there once.

fn waiting(words: Words, level: u8, title: Key) -> El {
    el("div")
        .add(el_of(heading(level), "title").say(words.say(title)))
        .add(
            el_of("p", "intro")
                .set("role", "status")
                .say(words.say(keys::LOADING)),
        )
}

fn failed(words: Words, level: u8, offline: bool, mut retry: Box<dyn FnMut()>) -> El {
    let text = if offline {
        keys::OFFLINE_TEXT
    } else {
        keys::FAILED_TEXT
    };
    let again = button(Look::Main, None, words.say(keys::RETRY), move |_| retry());
    told(words, level, "error", keys::FAILED_TITLE, text).add(again)
}

fn told(words: Words, level: u8, kind: &'static str, title: Key, text: Key) -> El {
    notice(kind, Icon::Help, heading(level), words.say(title))
        .set("role", "alert")
        .add(el("p").say(words.say(text)))
}

/// Runs when the widget leaves the page, and keeps `world` until then.
pub(crate) fn leave_with<T: 'static>(world: Rc<T>, leave: fn(&T)) {
    let kept = StoredValue::new_local(world);
    on_cleanup(move || {
        if let Some(world) = kept.try_with_value(Rc::clone) {
            leave(&world);
        }
    });
}
