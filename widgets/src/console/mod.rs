//! The staff's console: a page of the server's own, in a program that members never download.
//!
//! What belongs here: the frame (who is signed in, where one is, the ways to the sections) and the
//! [`Console`] that sections draw with. What does not: sections, each a folder of its own that stands in
//! `sections.rs`; what several of them draw with (`parts/`); calls (`api/console/`). What somebody may is
//! decided in the server's queries; here it only decides what is worth showing.

mod data;
mod date;
mod feedback;
mod frame;
mod groups;
mod insight;
mod outgoing;
pub(crate) mod parts;
mod place;
mod requests;
mod roster;
pub(crate) mod screen;
mod sections;
mod shelf;
mod signed_out;
mod staff;
mod today;
mod travel;
mod website;
mod you;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use api_types::{Me, StaffRole};
use js_sys::{Function, Promise};
use leptos::mount::mount_to_renderer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use crate::{
    api::{Line, console::ConsoleServer},
    browser,
    i18n::{CONSOLE, Key, Words},
    intl::Intl,
    js::get,
    ui::Live,
};

pub(crate) use place::Place;
pub(crate) use sections::{DAY, FEEDBACK, OFFICE, Program, RECORDS};

/// What every part of the console draws from and says things to. Cheap to copy; there is one a page.
#[derive(Clone, Copy)]
pub(crate) struct Console(&'static World);

struct World {
    /// Which sections are drawn here.
    program: &'static Program,
    words: Words,
    intl: Intl,
    server: ConsoleServer,
    /// What brings the preview's program, a function.
    bring_preview: JsValue,
    me: Live<Rc<Me>>,
    place: Live<Rc<Place>>,
    heading: Live<Heading>,
    /// For the polite live region.
    said: Live<String>,
    dialog: Live<Option<Rc<parts::Dialog>>>,
    signed_out: Rc<Live<bool>>,
    /// The address of what shows.
    shown: RefCell<String>,
    /// Whether something is typed that was not sent.
    unsaved: Cell<bool>,
    /// What was just done, for the page that it led to.
    done: Live<Option<String>>,
    menu_open: Live<bool>,
    /// The line on which the frame itself asks.
    line: Line,
}

/// The page's heading, and the way back above it.
#[derive(Clone, Default)]
struct Heading {
    title: String,
    /// Words and path of the page that this one belongs to.
    back: Option<(String, String)>,
}

/// Draws the console into `root`, where it stays. Fails, saying why, on options that it cannot read.
pub(crate) fn mount(
    program: &'static Program,
    root: &HtmlElement,
    options: &JsValue,
) -> Result<(), JsValue> {
    #[cfg(feature = "console_error_panic_hook")]
    console_error_panic_hook::set_once();
    let text = |name: &str| get(options, name).as_string();
    let missing = |name: &str| JsValue::from_str(&["mount needs ", name].concat());
    let me = text("me").and_then(|me| serde_json::from_str::<Me>(&me).ok());
    let me = me.ok_or_else(|| missing("me"))?;
    let language = text("language").ok_or_else(|| missing("language"))?;
    let origin = text("server").ok_or_else(|| missing("server"))?;
    let words = Words::from_js(&CONSOLE, "", &language, &get(options, "texts"));
    screen::set_language(words);
    let bring_preview = get(options, "bringPreview");
    let console = Console::new(program, words, origin, me, bring_preview);
    let element: &Element = root.unchecked_ref();
    let drawn = mount_to_renderer(element, move || frame::frame(console));
    travel::listen(console);
    // The program is the page: it ends with it.
    std::mem::forget(drawn);
    Ok(())
}

impl Console {
    fn new(
        program: &'static Program,
        words: Words,
        origin: String,
        me: Me,
        bring_preview: JsValue,
    ) -> Self {
        let signed_out = Rc::new(Live::new(false));
        let tell = signed_out.clone();
        let over = move || {
            // Told twice, the dialog would be drawn anew under somebody's hand.
            if !*tell.peek() {
                tell.set(true);
            }
        };
        let server = ConsoleServer::new(origin, Rc::new(over));
        Self(Box::leak(Box::new(World {
            program,
            words,
            intl: Intl::new(words.language()),
            server,
            bring_preview,
            me: Live::new(Rc::new(me)),
            place: Live::new(Rc::new(travel::here())),
            heading: Live::default(),
            said: Live::default(),
            dialog: Live::default(),
            signed_out,
            shown: RefCell::new(travel::address()),
            unsaved: Cell::default(),
            done: Live::default(),
            menu_open: Live::default(),
            line: Line::default(),
        })))
    }

    /// All texts.
    pub(crate) fn words(self) -> Words {
        self.0.words
    }

    /// A text.
    pub(crate) fn say(self, key: Key) -> &'static str {
        self.0.words.say(key)
    }

    /// Names and numbers as the browser writes them.
    pub(crate) fn intl(self) -> &'static Intl {
        &self.0.intl
    }

    /// Every call.
    pub(crate) fn server(self) -> &'static ConsoleServer {
        &self.0.server
    }

    /// Brings the preview's program: a promise of a function that draws it into an element.
    pub(crate) fn bring_preview(self) -> Option<Promise> {
        let bring: &Function = self.0.bring_preview.dyn_ref()?;
        bring.call0(&JsValue::NULL).ok()?.dyn_into().ok()
    }

    /// Who is signed in.
    pub(crate) fn me(self) -> Rc<Me> {
        self.0.me.peek().clone()
    }

    /// Whether who is signed in has the whole site and changes things. For what is shown: what they
    /// may is up to the server.
    pub(crate) fn coordinates(self) -> bool {
        self.me().role == StaffRole::Coordinator
    }

    /// Whether who is signed in changes anything at all.
    pub(crate) fn works(self) -> bool {
        self.me().role != StaffRole::ReadOnly
    }

    /// Gives the page its heading, which is the document's title, too. Every section says it when it
    /// is drawn, and again when it knows better.
    pub(crate) fn title(self, title: &str) {
        self.title_under(title, None);
    }

    /// The same with a way back above it: words and path.
    pub(crate) fn title_under(self, title: &str, back: Option<(&str, &str)>) {
        let site = &self.me().site.name;
        screen::set_title(&[title, " · ", site].concat());
        self.0.heading.set(Heading {
            title: title.to_owned(),
            back: back.map(|(words, path)| (words.to_owned(), path.to_owned())),
        });
    }

    /// Says something to a screen reader without moving the focus.
    pub(crate) fn tell(self, text: &str) {
        // The same words twice are news twice.
        self.0.said.set(String::new());
        let text = text.to_owned();
        browser::after(50, move || self.0.said.set(text));
    }

    /// To another page of the console: its path below `/console/`. Asks first where something typed
    /// would be lost.
    pub(crate) fn go(self, path: &str) {
        travel::go(self, path);
    }

    /// The same once something is done, which the next page says at its top.
    pub(crate) fn go_saying(self, path: &str, done: &str) {
        self.set_unsaved(false);
        travel::go(self, path);
        self.0.done.set(Some(done.to_owned()));
        self.tell(done);
    }

    /// Writes another address for what shows already: nothing is drawn anew.
    pub(crate) fn note_place(self, path: &str) {
        travel::replace(self, path);
    }

    /// Whether something is typed that was not sent: whoever leaves is asked.
    pub(crate) fn set_unsaved(self, unsaved: bool) {
        self.0.unsaved.set(unsaved);
    }
}

/// The address of a page of the console, for a link. `path` is below `/console/`.
pub(crate) fn href(path: &str) -> String {
    ["/console/", path].concat()
}
