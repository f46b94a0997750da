//! The group finder: search, list and a group's page.
//!
//! This file holds what all its views share (what they follow, and how to send a message) and the outer
//! component, which alone touches the network and `window`, through `actions/`. The views take
//! what they draw from [`Finder`] and say what a person did by [`Finder::send`].

mod actions;
mod card;
mod chips;
mod details;
mod facets;
mod held;
mod near;
mod outcome;
mod page;
mod panel;
#[cfg(feature = "ssr")]
pub(crate) mod plain;
pub(crate) mod preview;
mod results;
mod safety;
pub(crate) mod state;
pub(crate) mod when;

use std::{cell::OnceCell, rc::Rc, sync::Arc};

use api_types::{Facets, Group, GroupPage, NamedPlace, Site};
use js_sys::Function;
use leptos::prelude::*;

use crate::{
    Intl,
    element::{self, Options},
    i18n::{Plural, Words, keys},
    ui::{El, Live, el_of, heading, memo},
};
use state::{List, Message, View};

/// What every view of the finder draws from, and how it says what a person did. Cheap to copy,
/// so that every closure can carry one.
#[derive(Clone, Copy)]
pub(crate) struct Finder {
    pub(crate) words: Words,
    heading_level: u8,
    model: StoredValue<Rc<Model>, LocalStorage>,
}

/// All that the views follow.
pub(crate) struct Model {
    /// What the person searched, chose and opened.
    pub(crate) view: Live<View>,
    /// The groups that fit.
    pub(crate) list: Live<List>,
    /// The values that exist at all, so that no box disappears under a finger.
    pub(crate) all_facets: Live<Facets>,
    /// The site, once it is known.
    pub(crate) site: Live<Option<Arc<Site>>>,
    /// The open page.
    pub(crate) page: Live<Page>,
    /// The search for a town.
    pub(crate) places: Live<Places>,
    /// What became of a shared link.
    pub(crate) shared: Live<Shared>,
    /// On a phone: whether the filters are unfolded.
    pub(crate) filters_open: Live<bool>,
    /// The crisis lines of other countries are unfolded.
    pub(crate) crisis_open: Live<bool>,
    /// The suggested place that the keyboard is on, counted from 1.
    pub(crate) place_at: Live<u32>,
    /// What a screen reader is told.
    pub(crate) status: Live<String>,
    /// Names, dates and numbers in words.
    pub(crate) intl: Intl,
    /// Tells this finder's landmarks from those of others on the page: nothing, ` 2`, ` 3` …
    number: String,
    /// A group's link up to its slug.
    links: String,
    /// What comes after the slug.
    #[cfg(feature = "ssr")]
    links_end: String,
    /// What the join form's element is told: the server, the site.
    join: [String; 2],
    /// Fetches the join form's program before it is needed.
    prepare: Option<Function>,
    /// The address of a calendar file around its slug.
    calendar_links: (String, String),
    send: OnceCell<Box<dyn Fn(Message)>>,
}

impl Model {
    /// Before anything is known, and with nobody who hears what is pressed.
    #[inline(never)]
    fn of(words: Words) -> Self {
        Self {
            view: Live::default(),
            list: Live::default(),
            all_facets: Live::default(),
            site: Live::default(),
            page: Live::default(),
            places: Live::default(),
            shared: Live::default(),
            filters_open: Live::default(),
            crisis_open: Live::default(),
            place_at: Live::default(),
            status: Live::default(),
            intl: Intl::new(words.language()),
            number: String::new(),
            links: "#".to_owned(),
            #[cfg(feature = "ssr")]
            links_end: String::new(),
            join: Default::default(),
            prepare: None,
            calendar_links: Default::default(),
            send: OnceCell::new(),
        }
    }
}

/// The page of a group, on its way.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Page {
    /// The list shows.
    #[default]
    Closed,
    /// Asked for; what the list knew of it.
    Loading(Option<Arc<Group>>),
    /// All of it.
    Ready(Arc<GroupPage>),
    /// The site does not have it.
    Missing,
    /// No answer; what the list knew of it.
    Failed(Option<Arc<Group>>),
}

/// The search for a town, or for the device's position.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Places {
    /// Nobody asked.
    #[default]
    None,
    /// The browser asks the person.
    Asking,
    /// The person or the device said no.
    Denied,
    /// Places to choose from; maybe none.
    Found(Vec<NamedPlace>),
    /// No answer.
    Failed,
}

/// What became of a shared link.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Shared {
    /// Nothing was shared, or the device took over.
    #[default]
    None,
    /// It is in the clipboard.
    Copied,
    /// Neither worked: the person copies it by hand.
    ByHand(String),
}

impl Finder {
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
        heading(self.heading_level + below)
    }

    /// A link that opens a group's page, in a new tab as well.
    pub(crate) fn link_to(self, slug: &str) -> String {
        let link = [&self.model().links, slug].concat();
        #[cfg(feature = "ssr")]
        let link = link + &self.model().links_end;
        link
    }

    /// A landmark's name, told apart where a page has several finders.
    pub(crate) fn landmark(self, name: &str) -> String {
        [name, &self.model().number].concat()
    }

    /// The address of a group's calendar file.
    pub(crate) fn calendar_of(self, slug: &str) -> String {
        let (before, after) = &self.model().calendar_links;
        [before, slug, after].concat()
    }

    /// The `lang` of a text that is in another language than the widget.
    pub(crate) fn foreign(self, language: &str) -> Option<String> {
        self.words.foreign(language)
    }

    /// Whether distances are miles here.
    pub(crate) fn miles(self) -> bool {
        let model = self.model();
        let site = model.site.get();
        state::counts_in_miles(site.as_ref().and_then(|site| site.country.as_deref()))
    }

    /// A distance in words: `3 km`, `12 miles`.
    pub(crate) fn distance(self, n: u32) -> String {
        let key = if self.miles() { keys::MILES } else { keys::KM };
        self.count(key, n)
    }

    /// A text that goes with a number: `12 groups`.
    #[inline(never)]
    pub(crate) fn count(self, text: Plural, n: u32) -> String {
        self.words.count(text, n, &self.model().intl.number(n), &[])
    }
}

/// The outer component.
pub(crate) fn finder(options: Options) -> El {
    let finder = actions::start(options);
    draw(finder)
}

/// All that the widget shows. The list stays where it is while a page is open, so that going
/// back is at once and finds everything as it was.
fn draw(finder: Finder) -> El {
    let open = memo(move || u32::from(*finder.model().page.get() != Page::Closed));
    let list = el_of("div", "list")
        .live_flag("hidden", open)
        .add(head(finder))
        .add(safety::crisis(finder, false))
        .add(panel::search(finder))
        .add(
            el_of("div", "columns")
                .add(panel::filters(finder))
                .add(results::results(finder)),
        )
        .add(safety::disclaimer(finder));
    let status = el_of("p", "hidden-words")
        .set("role", "status")
        .live_text(move || finder.model().status.get().clone());
    element::root(finder.words)
        .add(list)
        .live(move || (open.get() != 0).then(|| page::page(finder)))
        .add(status)
}

fn head(finder: Finder) -> El {
    el_of("div", "head")
        .add(el_of(finder.heading(0), "title").say(finder.words.say(keys::TITLE)))
        .add(el_of("p", "intro").say(finder.words.say(keys::INTRO)))
}

#[cfg(test)]
#[path = "finder_tests.rs"]
mod tests;
