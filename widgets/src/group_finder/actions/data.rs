//! Where the list comes from: the loader's early answers, then all groups of a small site held
//! here, else the server. A stale answer never replaces a newer one: every kind of call has a
//! [`Line`](crate::api::Line) of its own, on which a new call silences the one before.

use std::{rc::Rc, sync::Arc};

use api_types::{Group, GroupList, Site};
use catalogue::Query;
use js_sys::Promise;

use super::{
    super::{
        Page,
        held::Held,
        state::{Card, HELD, List, PAGE, Phase, most_first, parts, without},
    },
    Holding, World,
};
use crate::{
    api::{EVERY_COUNTRY, Failure, PATIENCE_MS, early_or},
    browser,
    element::{emit, events, show_fallback},
    i18n::keys,
};

/// The most that the server gives at once.
pub(super) const LARGEST_PAGE: u32 = 100;
const TYPING_MS: u32 = 10;
/// The rest of the groups waits for the first ones to be on the screen.
const REST_MS: u32 = 300;

impl World {
    /// Asks for the site and the first groups.
    pub(super) fn load(
        self: &Rc<Self>,
        first_site: Option<Promise>,
        first_groups: Option<Promise>,
    ) {
        let world = self.clone();
        browser::spawn(async move {
            let site = early_or(first_site, || world.server.site("", &world.site_line)).await;
            world.heard_of_site(site);
            // The crisis lines of other countries, so that they are there even offline.
            browser::after(REST_MS, move || {
                browser::spawn(async move {
                    if world.gone.get() {
                        return;
                    }
                    let site = world.server.site(EVERY_COUNTRY, &world.site_line).await;
                    world.heard_of_site(site);
                });
            });
        });
        // The loader's own questions have no end of their own.
        let waiting = Rc::downgrade(self);
        browser::after(PATIENCE_MS, move || {
            let Some(world) = waiting.upgrade().filter(|world| !world.gone.get()) else {
                return;
            };
            let loading = world.model.list.peek().phase == Phase::Loading;
            if loading {
                world.fail(Failure::Failed);
            }
        });
        let world = self.clone();
        browser::spawn(async move {
            let first = early_or(first_groups, || {
                world.server.groups("", PAGE, None, &world.rest_line)
            })
            .await;
            if !world.gone.get() {
                world.begin(first);
            }
        });
    }

    fn heard_of_site(&self, site: Result<Box<Site>, Failure>) {
        if let (Ok(site), false) = (site, self.gone.get()) {
            self.model.site.set(Some(Arc::from(site)));
        }
    }

    /// The first page of all groups is here, or is not.
    pub(super) fn begin(self: &Rc<Self>, first: Result<Box<GroupList>, Failure>) {
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
            // A finder that is gone by then is not kept alive for it.
            let world = Rc::downgrade(self);
            let hold = move || world.upgrade().iter().for_each(Self::hold);
            browser::after(REST_MS, move || browser::when_idle(hold));
        } else if few {
            self.hold();
        } else if !plain || view.shown > PAGE {
            self.ask();
        }
    }

    /// Fetches the rest of the groups and answers from here from then on.
    pub(super) fn hold(self: &Rc<Self>) {
        if self.gone.get() || !matches!(self.holding.get(), Holding::No | Holding::Planned) {
            return;
        }
        let Some((mut groups, mut next)) = self.first.take() else {
            return;
        };
        self.holding.set(Holding::Coming);
        let world = self.clone();
        browser::spawn(async move {
            while let Some(cursor) = next {
                let page = world
                    .server
                    .groups("", LARGEST_PAGE, Some(&cursor), &world.rest_line)
                    .await;
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

    pub(super) fn ask_if_waiting(self: &Rc<Self>) {
        if self.model.list.peek().phase != Phase::Ready {
            self.ask();
        }
    }

    /// The question changed.
    pub(super) fn search(self: &Rc<Self>, typing: bool) {
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
                self.typing
                    .then(if typing { TYPING_MS } else { 0 }, move || world.ask());
            }
        }
    }

    pub(super) fn busy(&self) {
        self.model.list.update(|list| {
            if list.phase == Phase::Ready {
                list.phase = Phase::Busy;
            }
        });
    }

    /// Answers from the groups that are here.
    pub(super) fn answer(self: &Rc<Self>) {
        let view = self.view();
        let shown = if self.printing.get() {
            usize::MAX
        } else {
            view.shown as usize
        };
        let list = self
            .held
            .borrow()
            .as_ref()
            .map(|held| held.list(&view.query, shown));
        if let Some(list) = list {
            self.show(list);
        }
    }

    /// Asks the server.
    pub(super) fn ask(self: &Rc<Self>) {
        let world = self.clone();
        browser::spawn(async move {
            let view = world.view();
            let limit = view.shown.min(LARGEST_PAGE);
            let query = view.query.to_query_string();
            match world
                .server
                .groups(&query, limit, None, &world.list_line)
                .await
            {
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
    pub(super) async fn find_ways_out(&self, query: &Query) {
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
        most_first(&mut ways);
        self.model.list.update(|list| list.ways_out = ways);
    }

    pub(super) fn show(self: &Rc<Self>, list: List) {
        self.model.list.set(list);
        show_fallback(&self.root, false);
        self.announce();
        self.fulfil();
        if !self.ready.replace(true) {
            let world = self.clone();
            browser::after(0, move || {
                emit(&world.host, events::READY, &[]);
            });
        }
    }

    pub(super) fn fail(&self, failure: Failure) {
        if failure == Failure::Stale {
            return;
        }
        let offline = browser::is_offline();
        let nothing = self.model.list.peek().cards.is_empty();
        self.model
            .list
            .update(|list| list.phase = Phase::Failed { offline });
        // Without any data there is nobody of ours to ring: the host's own words come back.
        show_fallback(&self.root, nothing && self.model.site.peek().is_none());
        let key = if offline {
            keys::OFFLINE_TITLE
        } else {
            keys::ERROR_TITLE
        };
        self.say(key);
        emit(&self.host, events::ERROR, &[("code", browser::trouble())]);
    }

    pub(super) fn retry(self: &Rc<Self>) {
        let page_failed = matches!(*self.model.page.peek(), Page::Failed(_));
        if let (true, Some(slug)) = (page_failed, self.view().open) {
            return self.open(&slug);
        }
        self.model.list.update(|list| {
            list.phase = if list.cards.is_empty() {
                Phase::Loading
            } else {
                Phase::Busy
            };
        });
        if self.model.all_facets.peek().0.is_empty() {
            self.load(None, None);
        } else {
            self.search(false);
        }
    }

    pub(super) fn came_online(self: &Rc<Self>) {
        let failed = matches!(self.model.list.peek().phase, Phase::Failed { .. });
        let page_failed = matches!(*self.model.page.peek(), Page::Failed(_));
        if failed || page_failed {
            self.retry();
        }
    }
}

/// An answer of the server as a list.
pub(super) fn list_of(answer: GroupList) -> List {
    let card = |group: Group| Card {
        km: group.distance_km,
        group: Arc::new(group),
    };
    List {
        phase: Phase::Ready,
        cards: answer.groups.into_iter().map(card).collect(),
        total: answer.total,
        facets: answer.facets,
        next: answer.next,
        ..List::default()
    }
}
