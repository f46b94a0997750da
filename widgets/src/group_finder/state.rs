//! What the finder shows, as data: pure, so that every step is tested without a browser.
//!
//! What belongs here: the view (what a person searched, chose and opened), how each message
//! changes it, its spelling for `history.state` and the fragment, and what to drop when nothing
//! fits. What does not: fetching, focus, `window` (`actions/`), and drawing (the view files).

use std::sync::Arc;

use api_types::{Facet, Facets, Group, Position, Sort};
use catalogue::Query;

use crate::i18n::joined;

/// Cards at first, and with each press of "Show more".
pub(crate) const PAGE: u32 = 20;
/// Up to this many groups the widget holds them all and answers by itself.
pub(crate) const HELD: u32 = 500;

/// What a person sees: all of it comes back after reload, back and forward.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct View {
    /// The question.
    pub(crate) query: Query,
    /// The town of `query.near`; `None` with a position means the person's own.
    pub(crate) near_name: Option<String>,
    /// How many cards to show at most.
    pub(crate) shown: u32,
    /// Slug of the group whose page is open.
    pub(crate) open: Option<String>,
    /// Whether its join form shows instead.
    pub(crate) joining: bool,
    /// Country of the crisis lines, where the person picked one.
    pub(crate) country: Option<String>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            query: Query::default(),
            near_name: None,
            shown: PAGE,
            open: None,
            joining: false,
            country: None,
        }
    }
}

/// What a person does.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Message {
    /// A letter in the search box: the whole text.
    Typed(String),
    /// A box of a facet.
    Toggled(Facet, String),
    /// A chip, or a way out of an empty list.
    Dropped(Part),
    /// "Clear all".
    Cleared,
    /// Another order.
    Sorted(Sort),
    /// A place to be near: its name, or `None` for the device's position.
    Placed(Option<String>, Position),
    /// How far from there, kilometres.
    Within(Option<u32>),
    /// "Show more".
    More,
    /// A group's page.
    Opened(String),
    /// Back to the list.
    Closed,
    /// Another country's crisis lines.
    Country(String),
    /// "Use my position".
    Here,
    /// A letter in the field for a town.
    PlaceTyped(String),
    /// "Try again".
    Retried,
    /// "Share".
    Shared,
    /// "Print".
    Printed,
    /// "Join".
    Joined,
    /// To the join form, or back to the group.
    Joining(bool),
    /// The search form was sent: the list is wanted now.
    Submitted,
}

/// One thing that narrows the list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// The search text.
    Text,
    /// The place and how far from it.
    Near,
    /// Every value of a facet.
    Facet(Facet),
    /// One value of a facet.
    Value(Facet, String),
}

/// What is left to do after a message changed the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing.
    None,
    /// Ask again; `typing` more may follow at once.
    Search {
        /// Whether the person is still typing.
        typing: bool,
    },
    /// Show more cards.
    More,
    /// Another page is open, or none.
    Page,
    /// Only remember.
    Remember,
    /// Not about the view: the outer component does it.
    Act,
}

/// Changes the view.
pub(crate) fn update(view: &mut View, message: &Message) -> Effect {
    let before = view.query.clone();
    match message {
        Message::Typed(text) => view.query.text.clone_from(text),
        Message::Toggled(facet, word) => toggle(&mut view.query, *facet, word),
        Message::Dropped(part) => {
            view.query = without(&view.query, part);
            forget_unused_place(view);
        }
        Message::Cleared => {
            view.query = Query {
                sort: view.query.sort,
                ..Query::default()
            };
            forget_unused_place(view);
        }
        Message::Sorted(sort) => view.query.sort = Some(*sort),
        Message::Placed(name, position) => {
            view.query.near = Some(*position);
            view.near_name.clone_from(name);
        }
        Message::Within(km) => view.query.within_km = *km,
        Message::More => {
            view.shown += PAGE;
            return Effect::More;
        }
        Message::Opened(slug) => {
            view.open = Some(slug.clone());
            view.joining = false;
            return Effect::Page;
        }
        Message::Closed => {
            view.open = None;
            view.joining = false;
            return Effect::Page;
        }
        Message::Joining(on) => {
            view.joining = *on;
            return Effect::Page;
        }
        Message::Country(country) => {
            view.country = Some(country.clone());
            return Effect::Remember;
        }
        _ => return Effect::Act,
    }
    if view.query == before {
        return Effect::None;
    }
    view.shown = PAGE;
    Effect::Search {
        typing: matches!(message, Message::Typed(_)),
    }
}

fn toggle(query: &mut Query, facet: Facet, word: &str) {
    let before = query.chosen.len();
    query
        .chosen
        .retain(|(of, chosen)| *of != facet || chosen != word);
    if query.chosen.len() == before {
        query.chosen.push((facet, word.to_owned()));
    }
}

fn forget_unused_place(view: &mut View) {
    if view.query.near.is_none() {
        view.near_name = None;
        if view.query.sort == Some(Sort::Distance) {
            view.query.sort = None;
        }
    }
}

/// The question without one of its parts.
pub(crate) fn without(query: &Query, part: &Part) -> Query {
    let mut query = query.clone();
    match part {
        Part::Text => query.text.clear(),
        Part::Near => {
            query.near = None;
            query.within_km = None;
        }
        Part::Facet(facet) => query.chosen.retain(|(of, _)| of != facet),
        Part::Value(facet, word) => query
            .chosen
            .retain(|(of, chosen)| of != facet || chosen != word),
    }
    query
}

/// Everything that narrows the list, one part a facet.
pub(crate) fn parts(query: &Query) -> Vec<Part> {
    let mut parts = Vec::new();
    if !query.text.trim().is_empty() {
        parts.push(Part::Text);
    }
    for (facet, _) in &query.chosen {
        let part = Part::Facet(*facet);
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    if query.near.is_some() && query.within_km.is_some() {
        parts.push(Part::Near);
    }
    parts
}

/// A part to drop, and how many groups there are without it.
pub(crate) type WayOut = (Part, u32);

/// What to drop when nothing fits, most groups first.
pub(crate) fn ways_out(query: &Query, count: impl Fn(&Query) -> u32) -> Vec<WayOut> {
    let mut ways: Vec<WayOut> = parts(query)
        .into_iter()
        .map(|part| {
            let groups = count(&without(query, &part));
            (part, groups)
        })
        .filter(|(_, groups)| *groups > 0)
        .collect();
    most_first(&mut ways);
    ways
}

/// Puts the way with most groups first. There are a handful; the standard library's sort would be
/// half a kilobyte more to download.
pub(crate) fn most_first(ways: &mut [WayOut]) {
    for from in 1..ways.len() {
        for at in (1..=from).rev() {
            if ways[at - 1].1 < ways[at].1 {
                ways.swap(at - 1, at);
            }
        }
    }
}

/// The list, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct List {
    /// Where the list comes from at present.
    pub(crate) phase: Phase,
    /// The cards, in order.
    pub(crate) cards: Vec<Card>,
    /// How many groups fit.
    pub(crate) total: u32,
    /// Counts for the current selection.
    pub(crate) facets: Facets,
    /// Ways out, when nothing fits.
    pub(crate) ways_out: Vec<WayOut>,
    /// The server's next page, where the list comes from there.
    pub(crate) next: Option<String>,
    /// The last "Show more" failed.
    pub(crate) more_failed: bool,
}

/// Whether the list can be believed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nothing yet.
    #[default]
    Loading,
    /// An answer is awaited; what shows is the one before.
    Busy,
    /// It is the answer.
    Ready,
    /// There is none.
    Failed {
        /// The device has no connection.
        offline: bool,
    },
}

/// A group in the list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Card {
    /// The group.
    pub(crate) group: Arc<Group>,
    /// How far away, where a place was given.
    pub(crate) km: Option<f64>,
}

impl Card {
    /// The same key, the same card: distance and next meeting are part of what it says.
    pub(crate) fn key(&self) -> String {
        let km = self
            .km
            .map_or_else(String::new, |km| whole(km * 10.0).to_string());
        let next = self
            .group
            .next_meeting
            .as_ref()
            .map_or("", |meeting| &meeting.starts_at);
        [&self.group.slug, "|", &km, "|", next].concat()
    }
}

/// The nearest whole number. Distances and counts only, so far inside the range.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn whole(number: f64) -> u32 {
    number.round().max(0.0) as u32
}

/// Where people count in miles.
pub(crate) fn counts_in_miles(country: Option<&str>) -> bool {
    matches!(country, Some("US" | "GB"))
}

/// Distances to choose from: what to say, and kilometres.
pub(crate) fn reaches(miles: bool) -> [(u32, u32); 4] {
    if miles {
        [(5, 8), (10, 16), (25, 40), (50, 80)]
    } else {
        [(10, 10), (25, 25), (50, 50), (100, 100)]
    }
}

/// Kilometres in the unit that people count in.
pub(crate) fn in_unit(km: f64, miles: bool) -> f64 {
    if miles { km / 1.609_344 } else { km }
}

impl View {
    /// The view as text: a query string, the same names as the API and a few of ours.
    pub(crate) fn encode(&self) -> String {
        let mut out = self.query.to_query_string();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                if !out.is_empty() {
                    out.push('&');
                }
                out.push_str(name);
                out.push('=');
                percent_encode(&mut out, value);
            }
        };
        add("near_name", self.near_name.as_deref().unwrap_or_default());
        add("group", self.open.as_deref().unwrap_or_default());
        add("country", self.country.as_deref().unwrap_or_default());
        add("join", if self.joining { "1" } else { "" });
        if self.shown != PAGE {
            add("shown", &self.shown.to_string());
        }
        out
    }

    /// Reads a view. It may come from anybody, in a link: what has no meaning is left out.
    pub(crate) fn decode(text: &str) -> Self {
        let mut view = Self::default();
        for pair in text.split('&') {
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            let value = percent_decode(value);
            match name {
                "near_name" if value.chars().count() <= 80 => view.near_name = Some(value),
                "group" if is_slug(&value) => view.open = Some(value),
                "join" => view.joining = true,
                "country" if value.len() == 2 => view.country = Some(value),
                "shown" => view.shown = value.parse().unwrap_or(PAGE).clamp(PAGE, HELD),
                _ => {
                    // An unknown or unreadable parameter narrows nothing.
                    let _ = view.query.set(name, &value);
                }
            }
        }
        forget_unused_place(&mut view);
        view
    }

    /// What the fragment says of this view: an open group, never a search.
    pub(crate) fn fragment(&self) -> Option<String> {
        self.open.as_ref().map(|slug| ["group:", slug].concat())
    }

    /// What a shared link says: the open group, else the whole view.
    pub(crate) fn shared_fragment(&self) -> Option<String> {
        self.fragment().or_else(|| {
            let view = self.encode();
            (!view.is_empty())
                .then(|| ["view:", &view.replace('%', "%25").replace('&', "%26")].concat())
        })
    }

    /// Reads what [`View::fragment`] and [`View::shared_fragment`] write.
    pub(crate) fn from_fragment(value: &str) -> Option<Self> {
        match value.split_once(':')? {
            ("group", slug) if is_slug(slug) => Some(Self {
                open: Some(slug.to_owned()),
                ..Self::default()
            }),
            ("view", view) => Some(Self::decode(&percent_decode(view))),
            _ => None,
        }
    }
}

fn is_slug(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=80).contains(&text.len()) && text.bytes().all(fits)
}

/// Our value in a fragment that is shared with the host: `#prices&kindred=group:x`.
pub(crate) fn fragment_value<'a>(fragment: &'a str, key: &str) -> Option<&'a str> {
    fragment
        .split('&')
        .find_map(|part| part.strip_prefix(key)?.strip_prefix('='))
}

/// The fragment with our value set or taken out, and all else as it was.
pub(crate) fn with_fragment(fragment: &str, key: &str, value: Option<&str>) -> String {
    let others = fragment.split('&').filter(|part| {
        !part.is_empty()
            && part
                .strip_prefix(key)
                .is_none_or(|rest| !rest.starts_with('='))
    });
    let mut parts: Vec<String> = others.map(str::to_owned).collect();
    if let Some(value) = value {
        parts.push([key, "=", value].concat());
    }
    joined(&parts, "&")
}

fn percent_encode(out: &mut String, value: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

fn percent_decode(text: &str) -> String {
    let hex = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (hex(bytes.get(at + 1)), hex(bytes.get(at + 2)));
        if let (b'%', (Some(high), Some(low))) = (bytes[at], pair) {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
