//! The finder and the join form as pages without script: what the server calls, and what a browser would know.
//!
//! Views are the widgets' own (`group_finder/plain.rs`, `join_form/plain.rs`). Requests, addresses and what stands
//! around a page are the server's.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use api_types::{
    Block, Facets, GroupList, GroupPage, HandOver, JoinForm, JoinReceipt, SetUp, Site,
};
use catalogue::Query;

use crate::{
    group_finder::plain, i18n::join_keys as keys, join_form::plain as joining, meeting::Calendar,
    ui::html,
};

pub use crate::join_form::plain::Filled;

/// The finder's style, then what only pages need.
const FINDER: &str = concat!(
    include_str!("theme.css"),
    include_str!("ui/parts.css"),
    include_str!("ui/people.css"),
    include_str!("group_finder/style.css"),
    include_str!("ui/plain.css"),
    include_str!("group_finder/plain.css"),
);

/// The join form's, likewise.
const JOIN: &str = concat!(
    include_str!("theme.css"),
    include_str!("ui/parts.css"),
    include_str!("ui/people.css"),
    include_str!("form/style.css"),
    include_str!("guidelines/style.css"),
    include_str!("set_up/style.css"),
    include_str!("join_form/style.css"),
    include_str!("ui/plain.css"),
    include_str!("join_form/plain.css"),
);

/// Which pages a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// The list and groups.
    Finder,
    /// A join form.
    Join,
}

/// The style of such pages, with a site's theme, which is a sheet for a widget.
pub fn style(sheet: Sheet, theme: &str) -> String {
    let own = match sheet {
        Sheet::Finder => FINDER,
        Sheet::Join => JOIN,
    };
    for_page(own) + &for_page(theme)
}

/// A sheet for a document instead of a shadow root: the page's own root stands for the host, and `:host(x)` is a
/// host that is `x`.
fn for_page(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once(":host") {
        out.push_str(before);
        out.push_str(":root");
        rest = after;
        if let Some(inside) = after.strip_prefix('(') {
            let end = closing(inside);
            out.push_str(&inside[..end]);
            rest = inside.get(end + 1..).unwrap_or_default();
        }
    }
    out + rest
}

/// Where the bracket closes that was open before this text.
fn closing(text: &str) -> usize {
    let mut open = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at;
        }
    }
    text.len()
}

/// Names, dates and times in the words of a language: what a browser's `Intl` knows.
pub trait Speech {
    /// Minutes that clocks of a zone (IANA) are ahead of UTC at an instant (ms since 1970, UTC).
    fn offset(&self, zone: &str, at: i64) -> i32;
    /// Whether people say 7 pm rather than 19:00.
    fn twelve_hours(&self) -> bool;
    /// A day (days since 1970) as words: `Tuesday 24 November`.
    fn day(&self, day: i64) -> String;
    /// `YYYY-MM-DD` as words.
    fn date(&self, date: &str) -> String;
    /// A whole number.
    fn number(&self, n: u32) -> String;
    /// A zone as words.
    fn zone(&self, zone: &str, at: i64) -> String;
    /// A country (ISO 3166-1 alpha-2).
    fn country(&self, code: &str) -> String;
    /// A language (BCP 47).
    fn language(&self, tag: &str) -> String;
    /// Now, ms since 1970, UTC.
    fn now(&self) -> i64;
}

/// What every page is drawn from.
pub struct Plain<'a> {
    /// Language of the words, one that ships.
    pub language: &'a str,
    /// Texts that the site words otherwise: as they ship, and as they are to be said.
    pub wording: &'a BTreeMap<String, String>,
    /// The site, with every country's crisis lines.
    pub site: &'a Site,
    /// Dates and names.
    pub speech: Rc<dyn Speech>,
    /// Where things are.
    pub ways: &'a Ways,
}

/// Addresses, as seen from the page.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    /// The list.
    pub list: String,
    /// A group's page up to its slug, and what comes after it.
    pub group: (String, String),
    /// A group's calendar, likewise, where there are any.
    pub calendar: Option<(String, String)>,
    /// What every address of the list is asked with, beside the question: names and values.
    pub kept: Vec<(&'static str, String)>,
}

/// A page of the list.
pub struct List<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// Its groups.
    pub found: &'a GroupList,
    /// Every value that some group has; without them there is no form, for want of somebody who answers it.
    pub facets: Option<&'a Facets>,
    /// Which page, from 1, and how many there are.
    pub page: (u32, u32),
    /// What leads to the page before, and to the next.
    pub turn: [&'a str; 2],
}

/// A page of a join form.
#[derive(Debug)]
pub struct Drawn {
    /// Its name, for the document.
    pub title: String,
    /// What it shows, HTML.
    pub html: String,
}

/// A join form, with what was filled in before.
pub struct Refilled<'a> {
    /// What was filled in.
    pub filled: &'a Filled,
    /// Where it is sent.
    pub action: &'a str,
    /// Names the attempt: sent again, it is one request.
    pub key: &'a str,
    /// It was sent and is not known to have arrived.
    pub trouble: Option<NotNow>,
}

/// Why a form that was sent was not taken now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// Many come.
    Wait,
    /// A fault of the server's; it may have arrived.
    Failed,
}

/// The list: search, filters, a page of cards.
pub fn list(plain: &Plain<'_>, list: &List<'_>) -> String {
    html(|| plain::list(plain, list))
}

/// A group's page; `join` is the address of its join form, where it has one.
pub fn group(plain: &Plain<'_>, page: &GroupPage, join: Option<&str>) -> String {
    html(|| plain::group(plain, page, join))
}

/// That there is no such group, and where to go on.
pub fn missing(plain: &Plain<'_>) -> String {
    html(|| plain::missing(plain))
}

/// A page of the site's own words, with the language that they are in (BCP 47).
pub fn text(plain: &Plain<'_>, title: &str, language: &str, said: &[Block]) -> String {
    html(|| plain::text(plain, title, language, said))
}

/// The join form, or why there is none.
pub fn join(plain: &Plain<'_>, form: &JoinForm, again: &Refilled<'_>) -> Drawn {
    Drawn {
        title: joining::title(plain, form, again.state()),
        html: html(|| joining::form(plain, form, again)),
    }
}

/// What comes next, for who asked for a place.
pub fn joined(
    plain: &Plain<'_>,
    form: &JoinForm,
    filled: &Filled,
    receipt: &JoinReceipt,
    set_up: Option<SetUp>,
) -> Drawn {
    Drawn {
        title: joining::title(plain, form, Some(keys::STEP_NEXT)),
        html: html(|| joining::joined(plain, form, filled, receipt, set_up)),
    }
}

/// How to get to a group on another platform, for who acknowledged its guidelines.
pub fn gone_on(
    plain: &Plain<'_>,
    form: &JoinForm,
    handed: &HandOver,
    set_up: Option<SetUp>,
) -> Drawn {
    Drawn {
        title: joining::title(plain, form, Some(keys::STEP_GO)),
        html: html(|| joining::gone_on(plain, form, handed, set_up)),
    }
}

/// The list's own name.
pub fn title(plain: &Plain<'_>) -> &'static str {
    plain::title(plain)
}

/// In place of a browser's `Intl`. A page does not know its reader's clocks: those of each group are shown, and
/// their zone is named.
#[derive(Default)]
pub(crate) struct Intl {
    speech: Option<Rc<dyn Speech>>,
    zone: RefCell<String>,
}

impl Intl {
    /// One that knows nothing, for widgets, which no server draws.
    pub(crate) fn new(_language: &str) -> Self {
        Self::default()
    }

    pub(crate) fn of(speech: Rc<dyn Speech>) -> Self {
        Self {
            speech: Some(speech),
            ..Self::default()
        }
    }

    /// Whose clocks are read from here on (IANA).
    pub(crate) fn stand_in(&self, zone: &str) {
        zone.clone_into(&mut self.zone.borrow_mut());
    }

    fn ask<T>(&self, what: impl FnOnce(&(dyn Speech + 'static)) -> T) -> Option<T> {
        self.speech.as_deref().map(what)
    }

    /// A country's name.
    pub(crate) fn country(&self, code: &str) -> String {
        let name = self.ask(|speech| speech.country(code));
        name.unwrap_or_else(|| code.to_owned())
    }

    /// A language's name.
    pub(crate) fn language(&self, tag: &str) -> String {
        let name = self.ask(|speech| speech.language(tag));
        name.unwrap_or_else(|| tag.to_owned())
    }

    /// A whole number.
    pub(crate) fn number(&self, n: u32) -> String {
        let words = self.ask(|speech| speech.number(n));
        words.unwrap_or_else(|| n.to_string())
    }

    /// A date as the server writes it in words.
    pub(crate) fn date(&self, date: &str) -> String {
        let words = self.ask(|speech| speech.date(date));
        words.unwrap_or_else(|| date.to_owned())
    }
}

impl Calendar for Intl {
    fn offset(&self, at: i64) -> i32 {
        let zone = self.zone.borrow();
        self.ask(|speech| speech.offset(&zone, at)).unwrap_or(0)
    }

    fn twelve_hours(&self) -> bool {
        self.ask(Speech::twelve_hours).unwrap_or(false)
    }

    fn day(&self, day: i64) -> String {
        self.ask(|speech| speech.day(day)).unwrap_or_default()
    }

    fn zone(&self, zone: &str, at: i64) -> String {
        self.ask(|speech| speech.zone(zone, at)).unwrap_or_default()
    }

    fn now(&self) -> i64 {
        self.ask(Speech::now).unwrap_or(0)
    }

    fn names_zone(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_page_of_our_own_its_root_is_the_host() {
        let css = ":host{a:b}:host(:not([x=\"y\"]):not([z])) .k{c:d}:host([t]) .k{e:f}";
        let own = ":root{a:b}:root:not([x=\"y\"]):not([z]) .k{c:d}:root[t] .k{e:f}";
        assert_eq!(for_page(css), own);
        for sheet in [Sheet::Finder, Sheet::Join] {
            assert!(!style(sheet, css).contains(":host"));
        }
    }
}
