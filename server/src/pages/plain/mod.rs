//! A site's groups as pages without script: the finder's views (`widgets::pages`) in a document of their own. For
//! the server's own pages and for those that `kindred export --static` writes.

mod document;

use std::{collections::BTreeMap, rc::Rc};

use api_types::{Facets, GroupList, GroupPage, HandOver, JoinForm, JoinReceipt, SetUp, Site};
use catalogue::Query;
use widgets::pages::{self as views, Filled, List, Plain, Refilled, Sheet, Ways};

use crate::{
    config::ActiveSite,
    domain::markdown::blocks,
    feeds::schema_org,
    words::{Spoken, Tongue, pages as keys},
};
use document::{Listing, Outline, document};

/// A site in one of its languages, at a moment.
pub struct Teller {
    wire: Site,
    wording: BTreeMap<String, String>,
    spoken: Spoken,
}

/// Where things are, as seen from a page.
#[derive(Debug, Default)]
pub struct Links {
    /// The list, groups and calendars.
    pub ways: Ways,
    /// The style.
    pub style: String,
    /// The same page in the site's languages: tag and address.
    pub languages: Vec<(String, String)>,
    /// The list's whole address, where the server knows its own.
    pub list_address: Option<String>,
}

/// A page of the list.
pub struct ListShown<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// The groups.
    pub found: &'a GroupList,
    /// Every value that some group has; without them there is no form, for want of somebody who answers it.
    pub facets: Option<&'a Facets>,
    /// Which page, from 1, and how many there are.
    pub page: (u32, u32),
}

impl Teller {
    /// The site as it is told in a language of its own, at `now`.
    pub fn new(site: &ActiveSite, language: &str, now: i64) -> Self {
        let tongue = Tongue::of(language);
        Self {
            wire: site.config.wire(&site.slug, Some(language), true),
            wording: site.config.own_words(language),
            spoken: Spoken { tongue, now },
        }
    }

    /// Its language, BCP 47.
    pub fn language(&self) -> &str {
        &self.wire.language
    }

    /// What it speaks.
    pub fn tongue(&self) -> Tongue {
        self.spoken.tongue
    }

    fn plain<'a>(&'a self, ways: &'a Ways) -> Plain<'a> {
        Plain {
            language: self.spoken.tongue.tag(),
            wording: &self.wording,
            site: &self.wire,
            speech: Rc::new(self.spoken),
            ways,
        }
    }

    /// A page of the list.
    pub fn list(&self, shown: &ListShown<'_>, links: &Links) -> String {
        let tongue = self.spoken.tongue;
        let plain = self.plain(&links.ways);
        let list = List {
            query: shown.query,
            found: shown.found,
            facets: shown.facets,
            page: shown.page,
            turn: [tongue.say(keys::LIST_PREVIOUS), tongue.say(keys::LIST_NEXT)],
        };
        let listing = links.list_address.as_ref().map(|address| Listing {
            summary: tongue.say(keys::LIST_ABOUT),
            address,
            page: shown.page.0,
            facts: schema_org::list(&self.wire, address, &shown.found.groups),
        });
        let body = views::list(&plain, &list);
        self.document(views::title(&plain), &body, links, listing)
    }

    /// A group's page; `join` is the address of its form, where it has one.
    pub fn group(&self, page: &GroupPage, join: Option<&str>, links: &Links) -> String {
        let list = links.list_address.as_ref();
        let address = list.map(|list| schema_org::group_url(list, &page.group.slug));
        let listing = list.zip(address.as_ref()).map(|(list, address)| Listing {
            summary: &page.group.summary,
            address,
            page: 1,
            facts: schema_org::group(&self.wire, list, page),
        });
        let body = views::group(&self.plain(&links.ways), page, join);
        self.document(&page.group.name, &body, links, listing)
    }

    /// A group's join form, or why there is none.
    pub fn join(&self, form: &JoinForm, again: &Refilled<'_>, links: &Links) -> String {
        let page = views::join(&self.plain(&links.ways), form, again);
        self.document(&page.title, &page.html, links, None)
    }

    /// What comes next, for who asked for a place.
    pub fn joined(
        &self,
        form: &JoinForm,
        filled: &Filled,
        receipt: &JoinReceipt,
        set_up: Option<SetUp>,
        links: &Links,
    ) -> String {
        let page = views::joined(&self.plain(&links.ways), form, filled, receipt, set_up);
        self.document(&page.title, &page.html, links, None)
    }

    /// How to get to a group on another platform, for who acknowledged its guidelines.
    pub fn gone_on(
        &self,
        form: &JoinForm,
        handed: &HandOver,
        set_up: Option<SetUp>,
        links: &Links,
    ) -> String {
        let page = views::gone_on(&self.plain(&links.ways), form, handed, set_up);
        self.document(&page.title, &page.html, links, None)
    }

    /// The site's own privacy notice, in Markdown and the language that it is in.
    pub fn notice(&self, (language, markdown): (&str, &str), links: &Links) -> String {
        let title = self.spoken.tongue.say(keys::PRIVACY);
        let body = views::text(&self.plain(&links.ways), title, language, &blocks(markdown));
        self.document(title, &body, links, None)
    }

    /// That there is no such group.
    pub fn missing(&self, links: &Links) -> String {
        let plain = self.plain(&links.ways);
        let body = views::missing(&plain);
        self.document(views::title(&plain), &body, links, None)
    }

    fn document(
        &self,
        title: &str,
        body: &str,
        links: &Links,
        listing: Option<Listing<'_>>,
    ) -> String {
        let title = format!("{title} – {}", self.wire.name);
        let outline = Outline {
            title: &title,
            links,
            body,
            listing,
        };
        document(self.spoken.tongue, &self.wire, &outline)
    }
}

/// The style of these pages, in the site's theme.
pub fn plain_style(site: &ActiveSite, sheet: Sheet) -> String {
    views::style(sheet, &site.config.widget_sheet())
}
