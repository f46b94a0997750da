//! The site's own looks, words and crisis lines, and the text in which they stand. For coordinators.
//!
//! `state.rs` is pure; the rest draws. What the site's file on the server has shows here, but is changed there.

mod crisis;
mod front;
mod looks;
mod state;
mod text;
mod version;
mod words;

use std::rc::Rc;

use api_types::{Me, StaffRole, Website};

use super::{
    Console, Place,
    parts::{Loaded, missing},
};
use crate::{
    i18n::{Key, console_keys as keys},
    ui::{El, el_of},
};

/// For whom there is a way here.
pub(super) fn shows(me: &Me) -> bool {
    me.role == StaffRole::Coordinator
}

/// Draws a page of the section.
pub(super) fn draw(console: Console, place: &Place) -> El {
    match place.rest() {
        [] => front::draw(console),
        [page] if page == "looks" => of_website(console, keys::WEBSITE_LOOKS, looks::draw),
        [page] if page == "words" => of_website(console, keys::WEBSITE_WORDS, words::draw),
        [page] if page == "crisis" => of_website(console, keys::WEBSITE_CRISIS, crisis::draw),
        [page] if page == "text" => of_website(console, keys::WEBSITE_TEXT, text::draw),
        [page, version] if page == "versions" => version::draw(console, version),
        _ => missing(console),
    }
}

/// The heading of a page below the first, with the way back to it.
fn title(console: Console, title: &str) {
    console.title_under(title, Some((console.say(keys::WEBSITE_TITLE), "website")));
}

/// A page that needs what is set.
fn of_website(console: Console, name: Key, draw: fn(Console, &Rc<Website>) -> El) -> El {
    title(console, console.say(name));
    let website = Loaded::new(console, move |line| console.server().website(line));
    website.draw(move |found| draw(console, found))
}

/// The sentence where the site's file on the server has a key.
fn held(console: Console) -> El {
    el_of("p", "website-held").say(console.say(keys::WEBSITE_HELD))
}
