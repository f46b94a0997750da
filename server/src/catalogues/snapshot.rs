//! One site's groups at one moment.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use api_types::{Group, GroupList};
use catalogue::{Catalogue, Found, Query};

use super::bodies::Bodies;
use crate::{
    answer::Rendered, config::ActiveSite, domain::schedule::MeetingSpan, problems::Refusal,
};

/// The groups as they were read, indexed, with the bodies made of them since.
pub struct Snapshot {
    site: Arc<ActiveSite>,
    revision: i64,
    valid_until: i64,
    catalogue: Catalogue,
    meetings: HashMap<String, Box<[MeetingSpan]>>,
    /// The page that nearly everybody asks for first, apart from all others.
    first_page: OnceLock<Arc<Rendered>>,
    bodies: Mutex<Bodies>,
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = self.catalogue.entries().len();
        write!(f, "Snapshot({}, {groups} groups)", self.site.slug)
    }
}

impl Snapshot {
    /// Indexed groups, with when they were read and how long they are right.
    pub(super) fn new(
        site: Arc<ActiveSite>,
        (revision, valid_until): (i64, i64),
        catalogue: Catalogue,
        meetings: HashMap<String, Box<[MeetingSpan]>>,
    ) -> Self {
        Self {
            site,
            revision,
            valid_until,
            catalogue,
            meetings,
            first_page: OnceLock::new(),
            bodies: Mutex::default(),
        }
    }

    /// Whether it is of this very state of the site's file, and no meeting that it shows ended.
    pub fn fits(&self, site: &Arc<ActiveSite>, now: i64) -> bool {
        Arc::ptr_eq(&self.site, site) && now < self.valid_until
    }

    /// The site's revision that it was read at.
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// The site that it is of.
    pub fn site(&self) -> &ActiveSite {
        &self.site
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.catalogue.entries().len()
    }

    /// Whether the site shows no group.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every group.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.catalogue.entries().iter().map(|entry| &*entry.group)
    }

    /// The coming meetings of a group; `None` when the site shows no such group.
    pub fn meetings(&self, slug: &str) -> Option<&[MeetingSpan]> {
        self.meetings.get(slug).map(AsRef::as_ref)
    }

    /// The groups that fit a query.
    pub fn search(&self, query: &Query) -> Found {
        let mut found = self.catalogue.search(query);
        let order = &self.site.config.facets;
        let place = |facet| {
            order
                .iter()
                .position(|of| *of == facet)
                .unwrap_or(order.len())
        };
        found.facets.0.sort_by_key(|counts| place(counts.facet));
        found
    }

    /// The slugs of found groups, in their order.
    pub fn slugs<'a>(&'a self, found: &'a Found) -> impl Iterator<Item = &'a str> {
        let hits = found.hits.iter();
        hits.map(|(at, _)| self.catalogue.entries()[*at as usize].group.slug.as_str())
    }

    /// A page of found groups; `next` is for the caller to fill in.
    pub fn page(&self, found: Found, start: usize, limit: usize) -> GroupList {
        let total = u32::try_from(found.hits.len()).unwrap_or(u32::MAX);
        let shown = found.hits.iter().skip(start).take(limit);
        let groups = shown
            .map(|(at, distance)| {
                let group = Group::clone(&self.catalogue.entries()[*at as usize].group);
                let distance_km = distance.map(|km| (km * 10.0).round() / 10.0);
                Group {
                    distance_km,
                    ..group
                }
            })
            .collect();
        GroupList {
            groups,
            total,
            facets: found.facets,
            next: None,
        }
    }

    /// The plain first page, made once.
    pub fn first_page(
        &self,
        make: impl FnOnce() -> Result<Rendered, Refusal>,
    ) -> Result<Arc<Rendered>, Refusal> {
        if let Some(page) = self.first_page.get() {
            return Ok(page.clone());
        }
        let page = Arc::new(make()?);
        Ok(self.first_page.get_or_init(|| page).clone())
    }

    /// The body of a key, if it was made and is still there.
    pub fn kept(&self, key: &str) -> Option<Arc<Rendered>> {
        self.bodies().get(key)
    }

    /// Keeps a body for those who ask the same.
    pub fn keep(&self, key: String, body: Rendered) -> Arc<Rendered> {
        let body = Arc::new(body);
        self.bodies().put(key, body.clone());
        body
    }

    fn bodies(&self) -> std::sync::MutexGuard<'_, Bodies> {
        self.bodies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
