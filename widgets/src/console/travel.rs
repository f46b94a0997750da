//! Going from page to page: the browser's history and address, links, and what is asked before
//! something typed would be lost.

use std::rc::Rc;

use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::document,
};
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::{
    Console, Place, href,
    parts::{Confirm, confirm},
    screen, sections,
};
use crate::{
    browser::{self, wants_new_tab},
    i18n::console_keys as keys,
    js::{get, has},
};

/// Pages below `/console/` that the server draws itself, and its API.
const OF_THE_SERVER: [&str; 6] = ["api", "sign-in", "sign-out", "link", "set-up", "sessions"];

/// Where the address says that the console is.
pub(super) fn here() -> Place {
    Place::read(&address())
}

pub(super) fn address() -> String {
    let location = browser::window().location();
    let path = location.pathname().unwrap_or_default();
    [path, location.search().unwrap_or_default()].concat()
}

/// To another page, if nothing typed is in the way.
pub(super) fn go(console: Console, path: &str) {
    let address = href(path);
    leave(console, move || {
        if is_drawn_here(console, &Place::read(&address)) {
            push(&address);
            arrive(console);
        } else {
            let _ = browser::window().location().assign(&address);
        }
    });
}

/// Whether this program draws it, or knows that it is nothing.
fn is_drawn_here(console: Console, place: &Place) -> bool {
    let found = sections::find(&console.0.me.peek(), place);
    found.is_none_or(|section| console.0.program.draw(section.path).is_some())
}

/// Another address for the page that shows.
pub(super) fn replace(console: Console, path: &str) {
    let address = href(path);
    let history = browser::window().history();
    let replaced = history
        .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
    if replaced.is_ok() {
        console.0.shown.replace(address);
    }
}

fn push(address: &str) {
    let history = browser::window().history();
    let _ = history.map(|history| history.push_state_with_url(&JsValue::NULL, "", Some(address)));
}

/// Shows what the address says.
fn arrive(console: Console) {
    console.0.menu_open.set(false);
    console.0.dialog.set(None);
    console.0.done.set(None);
    console.0.shown.replace(address());
    console.0.place.set(Rc::new(here()));
    screen::begin_page();
}

/// Does `then`, and asks before where something typed would be lost.
fn leave(console: Console, then: impl Fn() + 'static) {
    if !console.0.unsaved.get() {
        then();
        return;
    }
    let question = Confirm {
        title: console.say(keys::UNSAVED_TITLE).to_owned(),
        text: console.say(keys::UNSAVED_TEXT).to_owned(),
        yes: console.say(keys::UNSAVED_LEAVE).to_owned(),
        no: console.say(keys::UNSAVED_STAY).to_owned(),
    };
    confirm(console, question, move || {
        console.set_unsaved(false);
        then();
    });
}

/// Hears links, Back and Forward, and the page's end, for as long as the page is there.
pub(super) fn listen(console: Console) {
    let may_prevent = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "click", may_prevent, move |event| {
        follow(console, event);
    })
    .forget();
    EventListener::new(&browser::window(), "popstate", move |_| {
        if !console.0.unsaved.get() {
            arrive(console);
            return;
        }
        // The browser has moved already; what shows has not. Its address comes back for as long as
        // it takes to ask.
        let wanted = address();
        push(&console.0.shown.borrow());
        leave(console, move || {
            push(&wanted);
            arrive(console);
        });
    })
    .forget();
    let may_prevent = EventListenerOptions::enable_prevent_default();
    let window = browser::window();
    EventListener::new_with_options(&window, "beforeunload", may_prevent, move |event| {
        if console.0.unsaved.get() {
            screen::hold_page(event);
        }
    })
    .forget();
}

/// Goes where a link of the console leads, without loading the page anew. What asks for a new tab,
/// for a file or for a page of the server's is the browser's business.
fn follow(console: Console, event: &Event) {
    if event.default_prevented()
        || has(event, "button")
        || wants_new_tab(event)
        || has(event, "altKey")
    {
        return;
    }
    let Some(link) = screen::link_of(&get(event, "target")) else {
        return;
    };
    if link.has_attribute("download") || link.has_attribute("target") {
        return;
    }
    let Some(path) = link.get_attribute("href") else {
        return;
    };
    let Some(path) = path.strip_prefix("/console").filter(|rest| is_ours(rest)) else {
        return;
    };
    event.prevent_default();
    go(console, path.trim_start_matches('/'));
}

/// Whether the program draws what is at `/console{rest}`.
fn is_ours(rest: &str) -> bool {
    if !rest.is_empty() && !rest.starts_with(['/', '?']) {
        return false;
    }
    let first = rest.trim_start_matches('/').split(['/', '?', '#']).next();
    !OF_THE_SERVER.contains(&first.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn pages_of_the_server_are_loaded_and_all_others_drawn() {
        for ours in [
            "",
            "/",
            "?a=b",
            "/today",
            "/groups/api",
            "/sessions-and-more",
        ] {
            assert!(is_ours(ours), "{ours}");
        }
        for other in [
            "/sessions",
            "/api/roster.csv",
            "/sign-in?x",
            "le",
            "/link/abc",
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }
}
