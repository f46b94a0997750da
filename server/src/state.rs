//! What every request can reach.

use std::{ops::Deref, path::PathBuf, sync::Arc};

use api_types::{GroupPage, Guidelines, ProblemCode};

use crate::{
    catalogues::{Catalogues, Snapshot},
    clock::{Chance, Clock},
    config::{ActiveSite, PublicUrl, Sites},
    domain::listing,
    erasures::ErasureLog,
    gate::{Act, Caller, Gate},
    insight::Tally,
    notify::MailState,
    problems::Refusal,
    store::{GroupId, SiteId, Store},
};

/// Shared by all requests; cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState(Arc<Parts>);

/// What an [`AppState`] is made of.
#[derive(Debug)]
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The sites that are served.
    pub sites: Sites,
    /// Their groups in memory.
    pub catalogues: Catalogues,
    /// What was erased, where no backup of the database brings it back.
    pub erasures: ErasureLog,
    /// What stands before writes.
    pub gate: Gate,
    /// What was counted since the last minute.
    pub tally: Tally,
    /// This server's address as people reach it, where it is configured.
    pub public_url: Option<PublicUrl>,
    /// Mail: whether there is any, and how to wake its worker.
    pub mail: MailState,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub chance: Chance,
    /// Folder of the loader and the hashed assets; may be missing.
    pub assets: PathBuf,
    /// Folder of host pages to serve under `/examples/`.
    pub examples: Option<PathBuf>,
}

impl Deref for AppState {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl From<Parts> for AppState {
    fn from(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl AppState {
    /// The site of this slug.
    pub async fn site(&self, slug: &str) -> Result<Arc<ActiveSite>, Refusal> {
        let found = self.sites.find(slug, &self.store, self.clock.now()).await?;
        found.ok_or_else(|| Refusal::new(ProblemCode::UnknownSite))
    }

    /// The groups of the site of this slug.
    pub async fn catalogue(&self, slug: &str) -> Result<Arc<Snapshot>, Refusal> {
        let site = self.site(slug).await?;
        let now = self.clock.now();
        Ok(self.catalogues.get(&site, &self.store, now).await?)
    }

    /// What everybody may know of a group that the site shows.
    pub async fn group_page(
        &self,
        snapshot: &Snapshot,
        slug: &str,
    ) -> Result<Option<GroupPage>, Refusal> {
        let Some(meetings) = snapshot.meetings(slug) else {
            return Ok(None);
        };
        let site = snapshot.site();
        let stored = self.store.find_group(&site.id, slug).await?;
        Ok(stored.map(|stored| {
            let has_mail = self.mail.is_set_up();
            let unavailable = site.config.join_unavailable(&stored.record, has_mail);
            let known = listing::Known {
                fed: stored.feed.is_some(),
                taken_here: stored.places_taken,
                meetings,
            };
            let contact = &site.config.contact;
            listing::page(&stored.record, known, contact, unavailable.is_some())
        }))
    }

    /// Counts an act of somebody unknown, or refuses it with `slow-down` and `Retry-After`.
    pub fn admit(&self, site: &SiteId, caller: &Caller, act: Act) -> Result<(), Refusal> {
        self.gate.admit(site, caller, act, self.clock.now())
    }

    /// The guidelines that a group has now, the site's and its own, in the site's language
    /// nearest to `asked`.
    pub async fn guidelines(
        &self,
        site: &ActiveSite,
        group: &GroupId,
        asked: Option<&str>,
    ) -> Result<Guidelines, Refusal> {
        let all = self.store.find_group_guidelines(&site.id, group).await?;
        Ok(all.shown(site.config.reading(asked)))
    }

    /// Why the loader and the Wasm cannot be served, and what to do about it.
    pub fn assets_problem(&self) -> Option<String> {
        let there = self.assets.join("kindred.js").is_file();
        (!there).then(|| {
            "the assets folder has no kindred.js: make it with `cargo xtask build`, or name \
             another with --assets"
                .to_owned()
        })
    }
}
