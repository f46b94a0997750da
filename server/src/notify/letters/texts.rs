//! Texts that staff begin with when they write to somebody, in the reader's language: kind words for
//! a refusal. Staff change them as they like.

use api_types::DeclineReason;

use crate::words::{Tongue, letters as keys};

/// A refusal's words, without greeting and signature, which every letter has.
pub fn decline_text(tongue: Tongue, reason: DeclineReason, group: &str) -> String {
    let key = match reason {
        DeclineReason::Full => keys::DECLINE_FULL,
        DeclineReason::NotRight => keys::DECLINE_NOT_RIGHT,
        DeclineReason::Other => keys::DECLINE_OTHER,
    };
    tongue.fill_plain(key, &[("group", group)])
}
