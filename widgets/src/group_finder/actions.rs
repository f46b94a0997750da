//! What messages do to the world: asking the server, keeping the page's history, moving the
//! focus, telling the host. The only part of the finder that does.
//!
//! A stale answer never replaces a newer one: every kind of call has a [`Line`] of its own, on
//! which a new call silences the one before.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
    sync::Arc,
};

use api_types::{Group, GroupList, Position};
use catalogue::Query;
use gloo::events::EventListener;
use js_sys::Promise;
use leptos::{prelude::*, task::spawn_local};
use web_sys::{HtmlElement, ShadowRoot};

use super::{
    Finder, Model, Page, Places, Shared,
    held::Held,
    state::{Card, Effect, HELD, List, Message, PAGE, Phase, View, parts, update, without},
};
use crate::{
    api::{Failure, Line, Server, early},
    browser::{self, Handed, Landing, Pause},
    element::{Options, emit, events, show_fallback},
    i18n::{Key, keys},
    intl::Intl,
    page_history::PageHistory,
    ui::Live,
};

/// The most that the server gives at once.
const LARGEST_PAGE: u32 = 100;
const TYPING_MS: u32 = 120;
const PLACE_MS: u32 = 250;
const REMEMBER_MS: u32 = 400;
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
        view: Live::new(first_view(&history, options.group)),
        list: Live::default(),
        all_facets: Live::default(),
        site: Live::default(),
        page: Live::default(),
        places: Live::default(),
        shared: Live::default(),
        filters_open: Live::default(),
        join_open: Live::default(),
        status: Live::new(words.say(keys::LOADING).to_owned()),
        intl: Intl::new(words.language()),
        links: history.address(Some("group:")),
        calendar_links: server.calendar(),
        send: OnceCell::new(),
    });
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
    world.load(options.first_site, options.first_groups);
    let open = model.view.peek().open.clone();
    if let Some(slug) = open {
        world.open(&slug);
    }
    finder
}

/// What the person saw before a reload, else what the address says, else what the host asks for.
fn first_view(history: &PageHistory, group: Option<String>) -> View {
    let kept = history.read().map(|text| View::decode(&text));
    let linked = || history.fragment().and_then(|value| View::from_fragment(&value));
    kept.or_else(linked).unwrap_or_else(|| View { open: group, ..View::default() })
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
            browser::listen(name, move || {
                if let Some(world) = world.upgrade() {
                    react(&world);
                }
            })
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
        for line in [&self.list_line, &self.rest_line, &self.site_line, &self.page_line, &self.place_line] {
            let _ = line.stop();
        }
        for pause in [&self.typing, &self.place_typing, &self.remembering, &self.announcing] {
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

    // --- Data ---

    /// Asks for the site and the first groups.
    fn load(self: &Rc<Self>, first_site: Option<Promise>, first_groups: Option<Promise>) {
        let world = self.clone();
        spawn_local(async move {
            let mut site = Err(Failure::Failed);
            if let Some(promise) = first_site {
                site = early(promise).await;
            }
            if site.is_err() {
                site = world.server.site(&world.site_line).await;
            }
            if let (Ok(site), false) = (site, world.gone.get()) {
                world.model.site.set(Some(Arc::from(site)));
            }
        });
        let world = self.clone();
        spawn_local(async move {
            let mut first = Err(Failure::Failed);
            if let Some(promise) = first_groups {
                first = early(promise).await;
            }
            if first.is_err() {
                first = world.server.groups("", PAGE, None, &world.rest_line).await;
            }
            if !world.gone.get() {
                world.begin(first);
            }
        });
    }

    /// The first page of all groups is here, or is not.
    fn begin(self: &Rc<Self>, first: Result<Box<GroupList>, Failure>) {
        let first = match first {
            Ok(first) => first,
            Err(failure) => return self.fail(failure),
        };
        let view = self.view();
        let plain = view.query == Query::default();
        let list = list_of(*first);
        let (few, next) = (list.total <= HELD, list.next.clone());
        let groups = list.cards.iter().map(|card| card.group.clone()).collect();
        self.model.all_facets.set(list.facets.clone());
        let complete = next.is_none();
        self.first.replace(Some((groups, next)));
        if plain {
            self.show(list);
        }
        if few && !complete && plain && view.shown <= PAGE {
            self.holding.set(Holding::Planned);
            let world = self.clone();
            browser::when_idle(move || world.hold());
        } else if few {
            self.hold();
        } else if !plain || view.shown > PAGE {
            self.ask();
        }
    }

    /// Fetches the rest of the groups and answers from here from then on.
    fn hold(self: &Rc<Self>) {
        if self.gone.get() || !matches!(self.holding.get(), Holding::No | Holding::Planned) {
            return;
        }
        let Some((mut groups, mut next)) = self.first.take() else { return };
        self.holding.set(Holding::Coming);
        let world = self.clone();
        spawn_local(async move {
            while let Some(cursor) = next {
                let page = world.server.groups("", LARGEST_PAGE, Some(&cursor), &world.rest_line).await;
                if world.gone.get() {
                    return;
                }
                let Ok(page) = page else {
                    // The server answers instead.
                    world.holding.set(Holding::No);
                    return world.ask_if_waiting();
                };
                groups.extend(page.groups.into_iter().map(Arc::new));
                next = page.next;
            }
            world.held.replace(Some(Held::new(groups)));
            world.holding.set(Holding::Yes);
            world.answer();
        });
    }

    fn ask_if_waiting(self: &Rc<Self>) {
        if self.model.list.peek().phase != Phase::Ready {
            self.ask();
        }
    }

    /// The question changed.
    fn search(self: &Rc<Self>, typing: bool) {
        match self.holding.get() {
            Holding::Yes => self.answer(),
            Holding::Coming => self.busy(),
            Holding::Planned => {
                self.busy();
                self.hold();
            }
            Holding::No => {
                self.busy();
                let world = self.clone();
                self.typing.then(if typing { TYPING_MS } else { 0 }, move || world.ask());
            }
        }
    }

    fn busy(&self) {
        self.model.list.update(|list| {
            if list.phase == Phase::Ready {
                list.phase = Phase::Busy;
            }
        });
    }

    /// Answers from the groups that are here.
    fn answer(self: &Rc<Self>) {
        let view = self.view();
        let shown = if self.printing.get() { usize::MAX } else { view.shown as usize };
        let list = self.held.borrow().as_ref().map(|held| held.list(&view.query, shown));
        if let Some(list) = list {
            self.show(list);
        }
    }

    /// Asks the server.
    fn ask(self: &Rc<Self>) {
        let world = self.clone();
        spawn_local(async move {
            let view = world.view();
            let limit = view.shown.min(LARGEST_PAGE);
            let query = view.query.to_query_string();
            match world.server.groups(&query, limit, None, &world.list_line).await {
                _ if world.gone.get() => {}
                Ok(list) => {
                    let empty = list.total == 0;
                    world.show(list_of(*list));
                    if empty {
                        world.find_ways_out(&view.query).await;
                    }
                }
                Err(failure) => world.fail(failure),
            }
        });
    }

    /// Asks the server what there would be without each part. Best effort: without an answer
    /// the part is not named.
    async fn find_ways_out(&self, query: &Query) {
        let mut ways = Vec::new();
        for part in parts(query) {
            let without = without(query, &part).to_query_string();
            let answer = self.server.groups(&without, 1, None, &self.list_line).await;
            if self.gone.get() || matches!(answer, Err(Failure::Stale)) {
                return;
            }
            let total = answer.map_or(0, |list| list.total);
            if total > 0 {
                ways.push((part, total));
            }
        }
        ways.sort_by_key(|(_, groups)| std::cmp::Reverse(*groups));
        self.model.list.update(|list| list.ways_out = ways);
    }

    fn show(self: &Rc<Self>, list: List) {
        self.model.list.set(list);
        show_fallback(&self.root, false);
        self.announce();
        if !self.ready.replace(true) {
            let world = self.clone();
            browser::after(0, move || {
                emit(&world.host, events::READY, &[]);
            });
        }
    }

    fn fail(&self, failure: Failure) {
        if failure == Failure::Stale {
            return;
        }
        let offline = browser::is_offline();
        let nothing = self.model.list.peek().cards.is_empty();
        self.model.list.update(|list| list.phase = Phase::Failed { offline });
        // Without any data there is nobody of ours to ring: the host's own words come back.
        show_fallback(&self.root, nothing && self.model.site.peek().is_none());
        let key = if offline { keys::OFFLINE_TITLE } else { keys::ERROR_TITLE };
        self.say(key);
        let code = if offline { "offline" } else { "server" };
        emit(&self.host, events::ERROR, &[("code", code)]);
    }

    fn retry(self: &Rc<Self>) {
        let page_failed = matches!(*self.model.page.peek(), Page::Failed(_));
        if let (true, Some(slug)) = (page_failed, self.view().open) {
            return self.open(&slug);
        }
        self.model.list.update(|list| {
            list.phase = if list.cards.is_empty() { Phase::Loading } else { Phase::Busy };
        });
        if self.model.all_facets.peek().0.is_empty() {
            self.load(None, None);
        } else {
            self.search(false);
        }
    }

    fn came_online(self: &Rc<Self>) {
        let failed = matches!(self.model.list.peek().phase, Phase::Failed { .. });
        let page_failed = matches!(*self.model.page.peek(), Page::Failed(_));
        if failed || page_failed {
            self.retry();
        }
    }

    // --- More cards, and all of them for paper ---

    fn more(self: &Rc<Self>) {
        let before = self.model.list.peek().cards.len();
        if self.holding.get() == Holding::Planned {
            self.hold();
        }
        match self.holding.get() {
            Holding::Yes => {
                self.answer();
                self.focus_card(before);
            }
            _ => {
                let world = self.clone();
                spawn_local(async move {
                    if world.append(PAGE).await {
                        world.focus_card(before);
                    }
                });
            }
        }
    }

    /// Fetches the next page and adds it; false when there is none, or none came.
    async fn append(self: &Rc<Self>, limit: u32) -> bool {
        let cursor = self.model.list.peek().next.clone();
        let Some(cursor) = cursor else { return false };
        self.busy();
        let query = self.query().to_query_string();
        let page = self.server.groups(&query, limit, Some(&cursor), &self.list_line).await;
        if self.gone.get() || matches!(page, Err(Failure::Stale)) {
            return false;
        }
        let came = page.is_ok();
        self.model.list.update(|list| {
            list.phase = Phase::Ready;
            list.more_failed = !came;
            if let Ok(page) = page {
                let page = list_of(*page);
                list.cards.extend(page.cards);
                list.next = page.next;
            }
        });
        came
    }

    fn focus_card(self: &Rc<Self>, at: usize) {
        let slug = self.model.list.peek().cards.get(at).map(|card| card.group.slug.clone());
        if let Some(slug) = slug {
            self.focus_soon(["kd-g-", &slug].concat(), Landing::Near);
        }
    }

    fn print_all(self: &Rc<Self>, all: bool) {
        self.printing.set(all);
        if self.holding.get() == Holding::Yes && self.view().open.is_none() {
            self.answer();
        }
    }

    fn print(self: &Rc<Self>) {
        let world = self.clone();
        spawn_local(async move {
            let open = world.view().open.is_some();
            while !open && world.holding.get() != Holding::Yes && world.append(LARGEST_PAGE).await {}
            browser::after(50, browser::print);
        });
    }

    // --- A group's page ---

    fn turn_page(self: &Rc<Self>, before: &View) {
        match self.view().open {
            Some(slug) => self.open(&slug),
            None => self.close(before.open.as_deref()),
        }
    }

    fn open(self: &Rc<Self>, slug: &str) {
        let known = self.card_of(slug);
        self.model.join_open.set(false);
        self.model.shared.set(Shared::None);
        self.model.page.set(Page::Loading(known.clone()));
        self.focus_soon("kd-page".to_owned(), Landing::Top);
        emit(&self.host, events::GROUP_OPEN, &[("group", slug)]);
        let world = self.clone();
        let slug = slug.to_owned();
        spawn_local(async move {
            let page = world.server.group(&slug, &world.page_line).await;
            if world.gone.get() {
                return;
            }
            let focused = world.root.active_element().is_some_and(|at| at.id() == "kd-page");
            world.model.page.set(match page {
                Err(Failure::Stale) => return,
                Ok(page) => Page::Ready(Arc::from(page)),
                Err(Failure::Missing) => Page::Missing,
                Err(Failure::Failed) => Page::Failed(known),
            });
            // The heading was drawn anew; a focus that was on it stays on it.
            if focused {
                world.focus_soon("kd-page".to_owned(), Landing::Near);
            }
        });
    }

    /// What the list knows of a group.
    fn card_of(&self, slug: &str) -> Option<Arc<Group>> {
        let list = self.model.list.peek();
        let card = list.cards.iter().find(|card| card.group.slug == slug);
        card.map(|card| card.group.clone())
    }

    fn close(self: &Rc<Self>, slug: Option<&str>) {
        let _ = self.page_line.stop();
        self.model.page.set(Page::Closed);
        self.model.shared.set(Shared::None);
        let shown = slug.filter(|slug| self.card_of(slug).is_some());
        let id = shown.map_or("kd-count".to_owned(), |slug| ["kd-g-", slug].concat());
        self.focus_soon(id, Landing::Near);
    }

    fn join(self: &Rc<Self>) {
        let Some(slug) = self.view().open else { return };
        if emit(&self.host, events::JOIN, &[("group", &slug)]) {
            self.model.join_open.set(true);
            self.focus_soon("kd-join".to_owned(), Landing::Near);
        }
    }

    // --- Near a place ---

    fn ask_position(self: &Rc<Self>) {
        self.model.places.set(Places::Asking);
        let world = Rc::downgrade(self);
        browser::position(move |position: Option<Position>| {
            let Some(world) = world.upgrade().filter(|world| !world.gone.get()) else { return };
            match position {
                Some(position) => {
                    world.model.places.set(Places::None);
                    world.hear(Message::Placed(None, position));
                }
                None => world.model.places.set(Places::Denied),
            }
        });
    }

    fn look_up(self: &Rc<Self>, text: &str) {
        let text = text.trim().to_owned();
        if text.chars().count() < 2 {
            let _ = self.place_line.stop();
            self.place_typing.cancel();
            self.model.places.set(Places::None);
            return;
        }
        let world = self.clone();
        self.place_typing.then(PLACE_MS, move || {
            spawn_local(async move {
                let found = world.server.places(&text, &world.place_line).await;
                if world.gone.get() {
                    return;
                }
                world.model.places.set(match found {
                    Err(Failure::Stale) => return,
                    Err(_) => Places::Failed,
                    Ok(found) => Places::Found(found.places),
                });
            });
        });
    }

    // --- Sharing ---

    fn share(self: &Rc<Self>) {
        let view = self.view();
        let fragment = view.shared_fragment();
        // The person shares: now the address itself may say it, too.
        self.history.write(&view.encode(), fragment.as_deref(), false);
        let url = self.history.address(fragment.as_deref());
        let title = match &*self.model.page.peek() {
            Page::Ready(page) => page.group.name.clone(),
            _ => self.finder.words.say(keys::TITLE).to_owned(),
        };
        let world = self.clone();
        spawn_local(async move {
            let handed = browser::share(&title, &url).await;
            if world.gone.get() {
                return;
            }
            world.model.shared.set(match handed {
                Handed::Over => Shared::None,
                Handed::Copied => Shared::Copied,
                Handed::No => Shared::ByHand(url),
            });
            match handed {
                Handed::Over => {}
                Handed::Copied => world.say(keys::SHARE_DONE),
                Handed::No => world.focus_soon("kd-link".to_owned(), Landing::Near),
            }
        });
    }

    // --- The page's history ---

    /// Keeps the view; `step` makes an entry of its own, to which "back" leads.
    fn remember(&self, before: &View, step: bool) {
        self.remembering.cancel();
        let view = self.view();
        if step {
            // "Back" must find what stood here, even in an entry that was never ours.
            if self.history.read().as_deref() != Some(&before.encode()) {
                self.history.write(&before.encode(), before.fragment().as_deref(), false);
            }
        }
        self.history.write(&view.encode(), view.fragment().as_deref(), step);
    }

    fn remember_soon(self: &Rc<Self>) {
        let world = self.clone();
        self.remembering.then(REMEMBER_MS, move || {
            let view = world.view();
            world.history.write(&view.encode(), view.fragment().as_deref(), false);
        });
    }

    /// Back, forward, or a link of the host's into the page.
    fn travelled(self: &Rc<Self>) {
        let kept = self.history.read().map(|text| View::decode(&text));
        let linked = || self.history.fragment().and_then(|value| View::from_fragment(&value));
        let before = self.view();
        let Some(mut view) = kept.or_else(linked) else {
            // An anchor of the host's own: what we show stays, in this entry as well.
            return self.history.write(&before.encode(), before.fragment().as_deref(), false);
        };
        view.country = view.country.or_else(|| before.country.clone());
        if view == before {
            return;
        }
        self.remembering.cancel();
        self.model.view.set(view.clone());
        if view.query != before.query || view.shown != before.shown {
            self.search(false);
        }
        if view.open != before.open {
            self.turn_page(&before);
        }
    }

    // --- Focus and words ---

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
        if matches!(message, Message::Dropped(_) | Message::Cleared | Message::Placed(..)) {
            self.focus_soon("kd-count".to_owned(), Landing::Near);
        }
    }

    fn announce(self: &Rc<Self>) {
        let world = self.clone();
        self.announcing.then(ANNOUNCE_MS, move || {
            let (total, phase) = {
                let list = world.model.list.peek();
                (list.total, list.phase)
            };
            if phase == Phase::Ready {
                world.model.status.set(world.finder.count(keys::GROUPS, total));
            }
        });
    }
}

/// An answer of the server as a list.
fn list_of(answer: GroupList) -> List {
    let card = |group: Group| Card { km: group.distance_km, group: Arc::new(group) };
    List {
        phase: Phase::Ready,
        cards: answer.groups.into_iter().map(card).collect(),
        total: answer.total,
        facets: answer.facets,
        next: answer.next,
        ..List::default()
    }
}
