//! What messages do to the world: asking the server, keeping the page's history, moving the
//! focus, telling the host. The only part of the finder that does.

mod data;
mod more;
mod pages;
mod places;
mod travel;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
};

use api_types::Group;
use catalogue::Query;
use gloo::events::EventListener;
use leptos::prelude::*;
use web_sys::{Event, HtmlElement, ShadowRoot};

use super::{
    Finder, Model,
    held::Held,
    state::{Effect, Message, Phase, View, update},
};
use crate::{
    api::{Line, Server},
    browser::{self, Landing, Pause},
    element::Options,
    i18n::{Key, keys},
    page_history::PageHistory,
};
use travel::first_view;

const ANNOUNCE_MS: u32 = 700;

/// Whether all groups are here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holding {
    /// Not known yet, or there are too many.
    No,
    /// The browser fetches them when it has time.
    Planned,
    /// On their way.
    Coming,
    /// Here.
    Yes,
}

/// What a person asked for while the groups were still on their way.
#[derive(Clone, Copy)]
enum Wish {
    /// More cards: the place of the first new one, which gets the focus.
    Card(usize),
    /// The list on paper.
    Print,
}

/// Groups, and the cursor of the next page.
type First = (Vec<Arc<Group>>, Option<String>);

/// The outside of one finder.
pub(super) struct World {
    finder: Finder,
    model: Rc<Model>,
    host: HtmlElement,
    root: ShadowRoot,
    server: Server,
    history: PageHistory,
    /// The first page of all groups, and where the rest begins, until that is here.
    first: RefCell<Option<First>>,
    held: RefCell<Option<Held>>,
    holding: Cell<Holding>,
    wish: Cell<Option<Wish>>,
    ready: Cell<bool>,
    gone: Cell<bool>,
    printing: Cell<bool>,
    list_line: Line,
    rest_line: Line,
    site_line: Line,
    page_line: Line,
    place_line: Line,
    typing: Pause,
    place_typing: Pause,
    remembering: Pause,
    announcing: Pause,
}

/// Starts a finder: what its views follow, its first questions, and its ears on `window`.
pub(super) fn start(options: Options) -> Finder {
    let words = options.words;
    let server = Server::new(&options.server, &options.site, words.language());
    let history = PageHistory::of(&options.host, &options.site);
    let model = Rc::new(Model {
        number: match history.number() {
            "1" => String::new(),
            number => [" ", number].concat(),
        },
        links: history.address(Some("group:")),
        join: [options.server, options.site],
        prepare: options.prepare,
        calendar_links: server.calendar(),
        ..Model::of(words)
    });
    model.view.set(first_view(&history, options.group));
    model.status.set(words.say(keys::LOADING).to_owned());
    let finder = Finder {
        words,
        heading_level: options.heading_level,
        model: StoredValue::new_local(model.clone()),
    };
    let world = Rc::new(World {
        finder,
        model: model.clone(),
        host: options.host,
        root: options.root,
        server,
        history,
        first: RefCell::default(),
        held: RefCell::default(),
        holding: Cell::new(Holding::No),
        wish: Cell::default(),
        ready: Cell::new(false),
        gone: Cell::new(false),
        printing: Cell::new(false),
        list_line: Line::default(),
        rest_line: Line::default(),
        site_line: Line::default(),
        page_line: Line::default(),
        place_line: Line::default(),
        typing: Pause::default(),
        place_typing: Pause::default(),
        remembering: Pause::default(),
        announcing: Pause::default(),
    });
    let hears = Rc::downgrade(&world);
    let _ = model.send.set(Box::new(move |message| {
        if let Some(world) = hears.upgrade() {
            world.hear(message);
        }
    }));
    world.listen();
    world.load(options.first_site, options.first_data);
    let open = model.view.peek().open.clone();
    if let Some(slug) = open {
        world.open(&slug);
    }
    finder
}

impl World {
    /// Ears on `window`, for as long as the widget is on the page.
    fn listen(self: &Rc<Self>) {
        let ears: Vec<EventListener> = [
            ("popstate", Self::travelled as fn(&Rc<Self>)),
            ("hashchange", Self::travelled),
            ("online", Self::came_online),
            ("beforeprint", |world: &Rc<Self>| world.print_all(true)),
            ("afterprint", |world: &Rc<Self>| world.print_all(false)),
        ]
        .into_iter()
        .map(|(name, react)| {
            let world = Rc::downgrade(self);
            let hear = move |_: &Event| {
                if let Some(world) = world.upgrade() {
                    react(&world);
                }
            };
            browser::listen(name, Box::new(hear))
        })
        .collect();
        let kept = StoredValue::new_local((ears, self.clone()));
        on_cleanup(move || {
            if let Some(world) = kept.try_with_value(|(_, world)| world.clone()) {
                world.leave();
            }
        });
    }

    fn leave(&self) {
        self.gone.set(true);
        for line in [
            &self.list_line,
            &self.rest_line,
            &self.site_line,
            &self.page_line,
            &self.place_line,
        ] {
            let _ = line.stop();
        }
        for pause in [
            &self.typing,
            &self.place_typing,
            &self.remembering,
            &self.announcing,
        ] {
            pause.cancel();
        }
    }

    fn view(&self) -> View {
        self.model.view.peek().clone()
    }

    fn query(&self) -> Query {
        self.model.view.peek().query.clone()
    }

    /// One message from a view.
    fn hear(self: &Rc<Self>, message: Message) {
        let before = self.view();
        let mut view = before.clone();
        let effect = update(&mut view, &message);
        if view != before {
            self.model.view.set(view);
        }
        match effect {
            Effect::None => {}
            Effect::Act => self.act(message),
            Effect::Remember => self.remember(&before, false),
            Effect::More => {
                self.more();
                self.remember(&before, false);
            }
            Effect::Search { typing } => {
                self.search(typing);
                self.keep_focus(&message);
                if typing {
                    self.remember_soon();
                } else {
                    self.remember(&before, true);
                }
            }
            Effect::Page => {
                self.remember(&before, true);
                self.turn_page(&before);
            }
        }
    }

    fn act(self: &Rc<Self>, message: Message) {
        match message {
            Message::Here => self.ask_position(),
            Message::PlaceTyped(text) => self.look_up(&text),
            Message::Retried => self.retry(),
            Message::Shared => self.share(),
            Message::Printed => self.print(),
            Message::Joined => self.join(),
            Message::Submitted => {
                browser::blur(&self.root, "kd-text");
                browser::focus(&self.root, "kd-count", Landing::Near);
            }
            _ => {}
        }
    }

    fn say(&self, key: Key) {
        self.model.status.set(self.finder.words.say(key).to_owned());
    }

    fn focus_soon(self: &Rc<Self>, id: String, landing: Landing) {
        let world = self.clone();
        browser::after(0, move || {
            if !world.gone.get() {
                browser::focus(&world.root, &id, landing);
            }
        });
    }

    /// A chip or a way out that was pressed is gone: the focus goes to what it changed.
    fn keep_focus(self: &Rc<Self>, message: &Message) {
        if matches!(
            message,
            Message::Dropped(_) | Message::Cleared | Message::Placed(..)
        ) {
            self.focus_soon("kd-count".to_owned(), Landing::Near);
        }
    }

    fn announce(self: &Rc<Self>) {
        let world = self.clone();
        // The first answer is said at once; after that, only when the person pauses.
        let wait = if self.ready.get() { ANNOUNCE_MS } else { 0 };
        self.announcing.then(wait, move || {
            let (total, phase) = {
                let list = world.model.list.peek();
                (list.total, list.phase)
            };
            if phase == Phase::Ready {
                world
                    .model
                    .status
                    .set(world.finder.count(keys::GROUPS, total));
            }
        });
    }
}
