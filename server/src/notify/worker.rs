//! The worker: takes letters that are due from the outbox, sends them, and notes what became of
//! each. Several servers may do so on one database.
//!
//! A letter goes twice only if this process dies between the mail server's acceptance and our
//! note of it; both times under the same Message-ID.

use std::time::Duration;

use futures_util::future::join_all;

use super::{
    Failure,
    letters::{Letterhead, write},
    message::message,
    state::Way,
};
use crate::{
    AppState,
    store::{Again, ClaimedLetter, StoreError},
};

/// Letters that are sent at once.
const AT_ONCE: i64 = 4;
/// Sending one takes at most this long.
const PATIENCE: Duration = Duration::from_secs(60);
/// For so long nobody else takes a claimed letter: longer than sending and noting can take, ms.
const LEASE: i64 = 120_000;
/// How often the outbox is looked at when nobody calls.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// Sends letters until `stop` is done; those that are on their way are finished first.
pub async fn send_letters(state: AppState, stop: impl Future<Output = ()>) {
    if !state.mail.is_set_up() {
        return;
    }
    tokio::pin!(stop);
    loop {
        let pause = match send_due(&state).await {
            Ok(0) => LOOK_AGAIN,
            // There may be more.
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::error!(%error, "the outbox could not be read");
                LOOK_AGAIN
            }
        };
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = state.mail.woken() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Takes some letters that are due, and tries to send each. Answers how many it took.
pub async fn send_due(state: &AppState) -> Result<usize, StoreError> {
    let Some(way) = state.mail.way() else {
        return Ok(0);
    };
    let now = state.clock.now();
    let claimed = state.store.claim_letters(now, LEASE, AT_ONCE).await?;
    join_all(claimed.iter().map(|letter| deliver(state, way, letter))).await;
    Ok(claimed.len())
}

/// Sends one letter and notes what became of it.
async fn deliver(state: &AppState, way: &Way, claimed: &ClaimedLetter) {
    let (id, kind, attempt) = (&claimed.id, &claimed.kind, claimed.attempt);
    let noted = match send(state, way, claimed).await {
        Ok(()) => {
            state.mail.note(false);
            tracing::info!(letter = id, kind, attempt, "a letter was sent");
            let now = state.clock.now();
            state.store.mark_letter_sent(&claimed.site, id, now).await
        }
        Err(failure) => note_failure(state, claimed, &failure).await,
    };
    if let Err(error) = noted {
        tracing::error!(letter = id, kind, %error, "what became of a letter could not be noted");
    }
}

async fn note_failure(
    state: &AppState,
    claimed: &ClaimedLetter,
    failure: &Failure,
) -> Result<(), StoreError> {
    let (id, kind, attempt) = (&claimed.id, &claimed.kind, claimed.attempt);
    let trouble = failure.trouble.as_str();
    if failure.again == Again::Later {
        state.mail.note(true);
    }
    let now = state.clock.now();
    let why = (failure.again, trouble);
    let dead = state
        .store
        .mark_letter_failed(&claimed.site, id, attempt, why, now)
        .await?;
    if dead {
        tracing::error!(letter = id, kind, attempt, trouble, "a letter is given up");
    } else {
        tracing::warn!(letter = id, kind, attempt, trouble, "a letter has to wait");
    }
    Ok(())
}

async fn send(state: &AppState, way: &Way, claimed: &ClaimedLetter) -> Result<(), Failure> {
    let Some(letter) = &claimed.letter else {
        return Err(Failure::later("it was sealed with another key"));
    };
    let Some(site) = state.sites.find_by_id(&claimed.site) else {
        return Err(Failure::later("its site is not served here"));
    };
    if letter.letter.is_too_late(state.clock.now()) {
        return Err(Failure::never("what it is about is over"));
    }
    let written = write(letter, &Letterhead::of(&site.config, &letter.language));
    let own = site
        .config
        .join
        .as_ref()
        .and_then(|join| join.sender_address.as_deref()?.parse().ok());
    let message = message(claimed, letter, written, own.as_ref().unwrap_or(&way.from))
        .map_err(|problem| Failure::never(problem.to_string()))?;
    let sending = way.mailer.send(&claimed.id, message);
    match tokio::time::timeout(PATIENCE, sending).await {
        Ok(sent) => sent,
        Err(_) => Err(Failure::later("sending took too long")),
    }
}
