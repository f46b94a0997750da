//! Counting, so that a site sees whether its groups are found and kept: what is counted when, and
//! written down once a minute.
//!
//! What belongs here: when something counts. What does not: what of it may be told
//! (`domain/insight/`), rows (`store/insight.rs`). No row is ever written for a request, nothing of
//! anybody is written at all, and a crash loses a minute.

mod asked;
mod tally;

use axum::http::HeaderMap;

pub use asked::is_person;
pub use tally::Tally;

use crate::{
    AppState,
    config::ActiveSite,
    domain::{
        insight::{Counted, day_of},
        time::DAY,
    },
    gate::Caller,
    store::StoreError,
};

/// How far back what requests and meetings tell is counted anew, ms: what was noted late, or not
/// counted because the server stood still, still is.
const COUNTED_ANEW: i64 = 35 * DAY;
/// For so many days staff can take back who came.
const TAKEN_BACK_DAYS: i64 = 8;
/// How far back at the start, ms: what there was before anything was counted.
const COUNTED_AT_START: i64 = 400 * DAY;

/// Counts that a widget showed somebody something of a group (its slug), if it was a person's.
pub fn count(
    state: &AppState,
    site: &ActiveSite,
    group: &str,
    what: Counted,
    (caller, headers): (&Caller, &HeaderMap),
) {
    if !site.config.features.counts || !is_person(headers) {
        return;
    }
    let now = state.clock.now();
    let day = day_of(now, site.config.time_zone);
    let who = state.gate.hash_of_today(caller, "counted", now);
    state.tally.count(&site.id, (group, day), what, who);
}

/// Hears what somebody searched for, if it was a person, and whether nothing was found.
pub fn hear_search(
    state: &AppState,
    site: &ActiveSite,
    text: &str,
    is_in_vain: bool,
    (caller, headers): (&Caller, &HeaderMap),
) {
    let wanted = site.config.features.counts && !text.is_empty();
    if !wanted || !is_person(headers) {
        return;
    }
    let now = state.clock.now();
    let day = day_of(now, site.config.time_zone);
    let who = state.gate.hash_of_today(caller, "searched", now);
    let when = (who, day, now);
    state.tally.hear_search(&site.id, text, is_in_vain, when);
}

/// Writes down what was counted since the last time. What cannot be written waits for the next.
pub async fn write_down(state: &AppState, at_the_end: bool) {
    let now = state.clock.now();
    let taken = state.tally.take(now, at_the_end);
    for (site, counts) in taken.counts {
        if let Err(error) = state.store.add_counts(&site, &counts).await {
            tracing::error!(site = site.as_str(), %error, "counts could not be written");
            state.tally.put_back(&site, counts);
        }
    }
    for one in taken.in_vain {
        let added = state
            .store
            .add_search_in_vain(&one.site, &one.words, one.day, now);
        if let Err(error) = added.await {
            tracing::error!(site = one.site.as_str(), %error, "a search could not be counted");
        }
    }
}

/// Counts what requests tell, for every site; `at_start` also what is older.
pub async fn count_what_happened(state: &AppState, at_start: bool) {
    for site in state.sites.list() {
        if let Err(error) = count_site(state, &site, at_start).await {
            tracing::error!(site = site.slug, %error, "requests could not be counted");
        }
    }
}

async fn count_site(state: &AppState, site: &ActiveSite, at_start: bool) -> Result<(), StoreError> {
    let zone = site.config.time_zone;
    let back = if at_start {
        COUNTED_AT_START
    } else {
        COUNTED_ANEW
    };
    let now = state.clock.now();
    let day = move |at| day_of(at, zone);
    state
        .store
        .count_requests(&site.id, now - back, &day)
        .await?;
    let anew_from = day(now) - TAKEN_BACK_DAYS;
    let counting = state
        .store
        .count_attendance(&site.id, now - back, &day, anew_from);
    counting.await
}

/// Lets go of words that were searched for in vain long ago, for every site.
pub async fn forget_old_searches(state: &AppState) -> bool {
    let mut all_well = true;
    for site in state.sites.list() {
        let today = day_of(state.clock.now(), site.config.time_zone);
        if let Err(error) = state.store.delete_old_searches(&site.id, today).await {
            all_well = false;
            tracing::error!(site = site.slug, %error, "old searches could not be deleted");
        }
    }
    all_well
}
