//! Each site's groups in memory, ready to be searched, and the bodies that were made of them.
//!
//! What belongs here: when a site's catalogue is read anew, and when it is let go. What does
//! not: how it is searched (crate `catalogue`), what everybody may see of a group
//! (`domain::listing`).

mod bodies;
mod draft;
mod snapshot;

use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering},
    },
};

use crate::{
    config::ActiveSite,
    domain::time::MINUTE,
    store::{HORIZON_MS, SiteId, Store, StoreError},
};

use draft::Draft;
pub use snapshot::Snapshot;

/// How often the database is asked whether a site changed, ms.
const ASK_AGAIN_AFTER: i64 = 1_000;
/// A catalogue that nobody asked for this long is let go, ms.
const IDLE_AFTER: i64 = 30 * MINUTE;

/// From this many groups on, reading them takes so long that nobody should wait for it: who asks
/// gets the former state, while the new one is made beside.
const LARGE: usize = 1_000;
/// But not if a meeting that it shows ended longer ago than this, ms.
const TOLERABLE: i64 = MINUTE;

/// The catalogues of all sites.
#[derive(Debug, Default)]
pub struct Catalogues {
    slots: RwLock<HashMap<SiteId, Arc<Slot>>>,
}

#[derive(Debug, Default)]
struct Slot {
    current: RwLock<Option<Arc<Snapshot>>>,
    building: Arc<tokio::sync::Mutex<()>>,
    asked_at: AtomicI64,
    used_at: AtomicI64,
}

impl Catalogues {
    /// The site's groups as they are now: at most a second old, and no older than the end of any
    /// meeting that they show. While one request reads them anew, others get the former state.
    pub async fn get(
        &self,
        site: &Arc<ActiveSite>,
        store: &Store,
        now: i64,
    ) -> Result<Arc<Snapshot>, StoreError> {
        let slot = self.slot(&site.id);
        slot.used_at.store(now, Ordering::Relaxed);
        let current = slot.current();
        if let Some(snapshot) = &current
            && snapshot.fits(site, now)
            && !slot.is_due(now)
        {
            return Ok(snapshot.clone());
        }
        let building = match (&current, slot.building.clone().try_lock_owned()) {
            (_, Ok(building)) => building,
            (Some(snapshot), Err(_)) => return Ok(snapshot.clone()),
            (None, Err(_)) => slot.building.clone().lock_owned().await,
        };
        if let Some(snapshot) = &current
            && snapshot.len() >= LARGE
            && snapshot.fits(site, now - TOLERABLE)
        {
            let (site, store) = (site.clone(), store.clone());
            tokio::spawn(async move {
                let _building = building;
                if let Err(error) = slot.renew(&site, &store, now).await {
                    tracing::error!(%error, site = site.slug, "the groups could not be read anew");
                }
            });
            return Ok(snapshot.clone());
        }
        match slot.renew(site, store, now).await {
            Ok(snapshot) => Ok(snapshot),
            // Groups a little out of date help a member more than an error does.
            Err(error) => match slot.current() {
                Some(snapshot) => {
                    tracing::error!(%error, site = site.slug, "the groups could not be read anew");
                    Ok(snapshot)
                }
                None => Err(error),
            },
        }
    }

    /// Lets go of what nobody asked for lately.
    pub fn drop_idle(&self, now: i64) {
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        slots.retain(|_, slot| now - slot.used_at.load(Ordering::Relaxed) < IDLE_AFTER);
    }

    /// How many sites' groups are in memory.
    pub fn len(&self) -> usize {
        self.slots
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    }

    /// Whether no site's groups are in memory.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn slot(&self, site: &SiteId) -> Arc<Slot> {
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.get(site) {
            return slot.clone();
        }
        drop(slots);
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        slots.entry(site.clone()).or_default().clone()
    }
}

impl Slot {
    fn current(&self) -> Option<Arc<Snapshot>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.clone()
    }

    fn is_due(&self, now: i64) -> bool {
        let asked_at = self.asked_at.load(Ordering::Relaxed);
        now.saturating_sub(asked_at) >= ASK_AGAIN_AFTER || now < asked_at
    }

    /// Asks whether anything changed, and reads the groups anew if so. Called by one at a time.
    async fn renew(
        &self,
        site: &Arc<ActiveSite>,
        store: &Store,
        now: i64,
    ) -> Result<Arc<Snapshot>, StoreError> {
        // Asked before the groups are read: a change in between is found the next time.
        let revision = store.site_revision(&site.id).await?;
        self.asked_at.store(now, Ordering::Relaxed);
        if let Some(snapshot) = self.current()
            && snapshot.fits(site, now)
            && snapshot.revision() == revision
        {
            return Ok(snapshot);
        }
        let until = now.saturating_add(HORIZON_MS);
        let meetings = store.list_meetings(&site.id, now, until).await?;
        let mut draft = Draft::new(site.clone(), revision, meetings);
        store.each_group(&site.id, |group| draft.add(group)).await?;
        let index = move || draft.finish();
        let built = match tokio::task::spawn_blocking(index).await {
            Ok(snapshot) => Arc::new(snapshot),
            // A panic there is ours; let it be answered as any other.
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        };
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = Some(built.clone());
        Ok(built)
    }
}
