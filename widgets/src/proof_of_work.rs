//! Solves the server's challenges while the person types, so that nobody is given a puzzle.
//!
//! What belongs here: working in slices that are never felt, and giving up in time. `search.rs`
//! is the search, which knows no browser, `sha256.rs` the one block of SHA-256 that it needs.
//! What does not: asking for a challenge (`api.rs`), and what a form does without a solution: it
//! sends without, and a person looks at the request first.
//!
//! Code of our own, because the hash is one kilobyte and runs everywhere: WebCrypto is there on
//! encrypted pages alone and takes 50 µs for a single hash, where ours takes less than one.

mod search;
mod sha256;

use api_types::Challenge;

use crate::browser;
use search::{Found, Search};

/// A slice of work, ms. With the clock's own grain and the last tries it stays under eight, half
/// a frame.
const SLICE_MS: f64 = 5.0;
/// A slice ends after so many looks at the clock (16,384 tries, which take a fast device about
/// five ms): in browsers that hide the time it moves every 100 ms only.
const MOST_LOOKS: u32 = 64;

/// Solves a challenge: what goes into a request's `proof_of_work`, after about a second on a
/// phone. `until` says when to give up, ms since 1970; it is asked anew after each slice. `None` when the
/// device isn't done by then, or doesn't know the challenge's kind. To stop it, drop it.
pub async fn solve(challenge: &Challenge, until: impl Fn() -> f64) -> Option<String> {
    let search = Search::of(challenge)?;
    let pause = async || browser::pause(0).await;
    let found = work(search, js_sys::Date::now, until, pause).await?;
    Some(browser::base64(&found.payload(challenge)))
}

/// Searches in slices. `now` and `until` tell ms, `pause` lets the browser do what it has to.
async fn work(
    mut search: Search,
    now: impl Fn() -> f64,
    until: impl Fn() -> f64,
    pause: impl AsyncFn(),
) -> Option<Found> {
    loop {
        let (slice, mut looks) = (now(), 0);
        let found = search.step(|| {
            looks += 1;
            looks < MOST_LOOKS && now() < slice + SLICE_MS
        });
        if found.is_some() || now() >= until() {
            return found;
        }
        pause().await;
    }
}

#[cfg(test)]
#[path = "proof_of_work/tests.rs"]
mod tests;
