//! What time does to requests: promises that were not kept are told of, places that nobody proved
//! or took go to the next, members are reminded of meetings and asked to read new guidelines, and
//! what has ended is deleted.
//!
//! What belongs here: which sites, how often, and the site's settings. What does not: what happens
//! to a row (`store/joining/`), when this runs (`start.rs`).

use super::Desk;
use crate::{
    AppState,
    config::{ActiveSite, KEPT_DAYS, REMIND_HOURS_BEFORE},
    domain::{
        letter::{Letter, NewLetter},
        time::{DAY, HOUR},
    },
    store::{Deleted, EndedBefore, Lapsed, Reminded, StoreError, ToTend},
};

/// Does what is due at this moment, for every site. While no mail is set up, nobody could be told,
/// so that neither promises nor places end.
pub async fn keep_promises(state: &AppState) {
    if !state.mail.is_set_up() {
        return;
    }
    for site in state.sites.list() {
        if let Err(error) = keep_promises_of(state, &site).await {
            tracing::error!(site = site.slug, %error, "requests could not be kept up");
        }
    }
}

async fn keep_promises_of(state: &AppState, site: &ActiveSite) -> Result<(), StoreError> {
    let desk = Desk::new(state, site);
    let (store, id) = (&state.store, &site.id);
    let mut overdue = 0;
    // Before anything lapses: a request that nobody answered is the coordinator's first. Without a
    // `[join]` table nobody is named who could be told.
    while site.config.join.is_some() {
        match store.tell_overdue(id, &desk, state.clock.now()).await? {
            0 => break,
            more => overdue += more,
        }
    }
    while site.config.join.is_some() {
        match store
            .tell_still_overdue(id, &desk, state.clock.now())
            .await?
        {
            0 => break,
            more => overdue += more,
        }
    }
    let mut lapsed = Lapsed::default();
    loop {
        let more = store.lapse(id, &desk, state.clock.now()).await?;
        if more == Lapsed::default() {
            break;
        }
        lapsed.unproved += more.unproved;
        lapsed.offers += more.offers;
    }
    let Lapsed { unproved, offers } = lapsed;
    if overdue + unproved + offers > 0 {
        tracing::info!(
            site = site.slug,
            overdue,
            unproved,
            offers,
            "requests kept up"
        );
        state.mail.wake();
    }
    Ok(())
}

/// Lets go of new addresses that nobody proved in time, for every site, whether mail is set up or
/// not.
pub async fn forget_new_addresses(state: &AppState) {
    for site in state.sites.list() {
        let now = state.clock.now();
        match state.store.forget_new_addresses(&site.id, now).await {
            Ok(0) => {}
            Ok(addresses) => tracing::info!(site = site.slug, addresses, "new addresses forgotten"),
            Err(error) => {
                tracing::error!(site = site.slug, %error, "new addresses could not be forgotten");
            }
        }
    }
}

/// Writes the letters that come by themselves, for every site: before meetings, and when guidelines
/// have changed.
pub async fn write_what_is_due(state: &AppState) {
    if !state.mail.is_set_up() {
        return;
    }
    for site in state.sites.list() {
        // A fault of the one does not keep the other back.
        if let Err(error) = remind(state, &site).await {
            tracing::error!(site = site.slug, %error, "members could not be reminded");
        }
        if let Err(error) = ask_to_read(state, &site).await {
            tracing::error!(site = site.slug, %error, "members could not be asked to read");
        }
    }
}

async fn remind(state: &AppState, site: &ActiveSite) -> Result<(), StoreError> {
    let desk = Desk::new(state, site);
    let join = site.config.join.as_ref();
    let hours = join.map_or(REMIND_HOURS_BEFORE, |join| join.remind_hours_before);
    let when = (i64::from(hours) * HOUR, site.config.time_zone);
    let mut letters = 0;
    loop {
        let now = state.clock.now();
        let more = state.store.remind_of_meetings(&site.id, &desk, when, now);
        let more = more.await?;
        if more == Reminded::default() {
            break;
        }
        letters += more.now;
        state.mail.wake();
    }
    if letters > 0 {
        tracing::info!(site = site.slug, letters, "members reminded");
    }
    Ok(())
}

async fn ask_to_read(state: &AppState, site: &ActiveSite) -> Result<(), StoreError> {
    let desk = Desk::new(state, site);
    let mut letters = 0;
    loop {
        let now = state.clock.now();
        let more = state.store.ask_to_read_guidelines(&site.id, &desk, now);
        match more.await? {
            0 => break,
            more => letters += more,
        }
        state.mail.wake();
    }
    if letters > 0 {
        tracing::info!(
            site = site.slug,
            letters,
            "members asked to read guidelines"
        );
    }
    Ok(())
}

/// So many groups are named in a letter to who looks after them.
const NAMED: usize = 20;

/// Writes to those who look after groups that need a look, for every site; says whether all went
/// well. Where nobody on the staff does, the site's coordinator is written to.
pub async fn tend_groups(state: &AppState) -> bool {
    let mut all_well = true;
    for site in state.sites.list() {
        let now = state.clock.now();
        let a_week_ago = now - 7 * DAY;
        let forgotten = state.store.forget_meeting_changes(&site.id, a_week_ago);
        if let Err(error) = forgotten.await {
            all_well = false;
            tracing::error!(site = site.slug, %error, "changes of old meetings are kept");
        }
        if !state.mail.is_set_up() {
            continue;
        }
        let write = |to_tend: &ToTend| letter_to_tend(state, &site, to_tend);
        match state.store.tend_groups(&site.id, &write, now).await {
            Ok(0) => {}
            Ok(letters) => {
                tracing::info!(site = site.slug, letters, "groups that need a look");
                state.mail.wake();
            }
            Err(error) => {
                all_well = false;
                tracing::error!(site = site.slug, %error, "groups could not be looked through");
            }
        }
    }
    all_well
}

fn letter_to_tend(state: &AppState, site: &ActiveSite, to_tend: &ToTend) -> Option<NewLetter> {
    let join = site.config.join.as_ref();
    let (to, language) = if let Some(keeper) = &to_tend.keeper {
        (keeper.email.clone(), keeper.language.clone())
    } else {
        let coordinator = join.and_then(|join| join.staff_email.clone())?;
        (coordinator, site.config.language_for(None).to_owned())
    };
    let named = |names: &[String]| {
        let mut some: Vec<String> = names.iter().take(NAMED).cloned().collect();
        if names.len() > NAMED {
            some.push(format!("… (+{})", names.len() - NAMED));
        }
        some
    };
    Some(NewLetter {
        request: None,
        to,
        language,
        time_zone: Some(site.config.time_zone.name().to_owned()),
        letter: Letter::GroupsToTend {
            without_dates: named(&to_tend.without_dates),
            unchecked: named(&to_tend.unchecked),
            link: state.mail.link("/console/groups?needs=yes")?,
        },
    })
}

/// Deletes what has ended long enough ago, for every site; says whether all went well.
pub async fn delete_what_is_over(state: &AppState) -> bool {
    let mut all_well = true;
    for site in state.sites.list() {
        match delete_ended(state, &site).await {
            Ok((
                Deleted {
                    requests,
                    memberships,
                },
                hand_overs,
            )) => tracing::info!(
                site = site.slug,
                requests,
                memberships,
                hand_overs,
                "old requests deleted"
            ),
            Err(error) => {
                all_well = false;
                tracing::error!(site = site.slug, %error, "old requests could not be deleted");
            }
        }
    }
    match delete_expired(state).await {
        Ok((letters, expired)) => tracing::info!(letters, expired, "old letters and links deleted"),
        Err(error) => {
            all_well = false;
            tracing::error!(%error, "old letters and links could not be deleted");
        }
    }
    all_well
}

/// For how many days a site keeps requests that came to nothing, and what it holds of who left.
pub fn kept_days(site: &ActiveSite) -> (u16, u16) {
    let join = site.config.join.as_ref();
    join.map_or((KEPT_DAYS, KEPT_DAYS), |join| {
        (join.requests_kept_days, join.memberships_kept_days)
    })
}

/// A site that takes no requests any more still deletes those that it took.
async fn delete_ended(state: &AppState, site: &ActiveSite) -> Result<(Deleted, u64), StoreError> {
    let now = state.clock.now();
    let before = EndedBefore::of(kept_days(site), now);
    let mut deleted = Deleted::default();
    loop {
        let more = state.store.delete_ended(&site.id, before).await?;
        if more.is_nothing() {
            break;
        }
        deleted.requests += more.requests;
        deleted.memberships += more.memberships;
    }
    // Nobody says when they leave a group on another platform, so receipts go by their age.
    let mut hand_overs = 0;
    loop {
        let more = state.store.delete_hand_overs(&site.id, before.memberships);
        match more.await? {
            0 => return Ok((deleted, hand_overs)),
            more => hand_overs += more,
        }
    }
}

/// Letters, and answers with links, that are over.
async fn delete_expired(state: &AppState) -> Result<(u64, u64), StoreError> {
    let now = state.clock.now();
    let letters = state.store.delete_old_letters(now).await?;
    let mut expired = 0;
    loop {
        match state.store.delete_expired(now).await? {
            0 => return Ok((letters, expired)),
            more => expired += more,
        }
    }
}
