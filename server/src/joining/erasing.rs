//! Erasing, so that it lasts: database and log of erasures are brought together.

use std::collections::HashSet;

use crate::{
    AppState,
    config::ActiveSite,
    joining::Desk,
    store::{Erased, Erasure, SiteId, StoreError},
};

/// Erases what is held of who has a link to the member's page (its hash), and writes that into the
/// log before anybody hears of it.
pub(super) async fn erase(
    state: &AppState,
    site: &ActiveSite,
    hash: [u8; 32],
) -> Result<Erased, StoreError> {
    let desk = Desk::new(state, site);
    let (store, now) = (&state.store, state.clock.now());
    let erased = store.erase_request(&site.id, hash, &desk, now).await?;
    if let Erased::Done(erasures) = &erased {
        // It is erased, whatever becomes of the log; the next minute tries again.
        if let Err(error) = keep(state, &site.id, erasures.clone()).await {
            tracing::error!(%error, "an erasure could not be written into its log");
        }
        state.mail.wake();
    }
    Ok(erased)
}

/// Brings database and log together, for every site that is served: what the log alone knows came
/// back with an older database, and is erased again; what the database alone knows is written into
/// the log. Done at the start, before any letter goes out, and once a minute.
pub async fn settle_erasures(state: &AppState) -> anyhow::Result<()> {
    for site in state.sites.list() {
        let stored = state.store.list_erasures(&site.id).await?;
        let in_database: HashSet<_> = stored.iter().map(|one| one.request_hash).collect();
        let mut lost = state.erasures.list(&site.id);
        lost.retain(|one| !in_database.contains(&one.request_hash));
        if !lost.is_empty() {
            let desk = Desk::new(state, &site);
            let (store, now) = (&state.store, state.clock.now());
            let requests = store.erase_again(&site.id, &lost, &desk, now).await?;
            tracing::warn!(
                site = site.slug,
                requests,
                "the database is older than the log of erasures: what came back is erased again"
            );
            state.mail.wake();
        }
        keep(state, &site.id, stored).await?;
    }
    Ok(())
}

/// Writes what is new into the log, beside the requests that others wait for.
async fn keep(state: &AppState, site: &SiteId, erasures: Vec<Erasure>) -> anyhow::Result<()> {
    let (state, site) = (state.clone(), site.clone());
    let kept = tokio::task::spawn_blocking(move || state.erasures.keep(&site, &erasures));
    Ok(kept.await??)
}
