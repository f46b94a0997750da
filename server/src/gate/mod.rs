//! What stands before a write by somebody whom we don't know: proof of work, and limits to how
//! often one may ask.
//!
//! What belongs here: who asks, how often, and with how much work. What does not: what is asked
//! (`routes/`), and the hidden field, which is the form's. Nothing here puts a puzzle before a
//! person or asks a third party.

mod caller;
mod forwarded;
mod limits;
pub mod proof_of_work;

use std::sync::atomic::AtomicBool;

use api_types::ProblemCode;

pub use caller::Caller;
pub use limits::Act;
pub use proof_of_work::SpentChallenge;

use crate::{clock::Chance, config::Network, problems::Refusal, store::SiteId};
use limits::Limits;

/// The limits, and whose word counts for where a request comes from.
#[derive(Debug)]
pub struct Gate {
    limits: Limits,
    trusted_proxies: Vec<Network>,
    /// Whether the log has said that a proxy is not trusted.
    said: AtomicBool,
}

impl Gate {
    /// A gate through which nobody has come yet. Who is in `trusted_proxies` may say for whom it
    /// asks.
    pub fn new(trusted_proxies: Vec<Network>, chance: Chance) -> Self {
        Self {
            limits: Limits::new(chance),
            trusted_proxies,
            said: AtomicBool::new(false),
        }
    }

    /// Counts an act, or refuses it with `slow-down` and `Retry-After`.
    pub fn admit(&self, site: &SiteId, caller: &Caller, act: Act, now: i64) -> Result<(), Refusal> {
        let counted = self.limits.count(site, caller.address(), act, now);
        counted.map_err(|wait_ms| Refusal::new(ProblemCode::SlowDown).retry_after_ms(wait_ms))
    }

    /// What stands for a caller's doing of something until midnight (UTC): a hash under the key of
    /// the day, which tells nothing and cannot be followed.
    pub fn hash_of_today(&self, caller: &Caller, what: &str, now: i64) -> [u8; 32] {
        self.limits.hash_of_today(caller.address(), what, now)
    }

    /// Counts that somebody asks for a link to sign in, or refuses it like [`Gate::admit`]. Says
    /// whether a letter may go to this address (small letters), which nobody else is to learn.
    pub fn admit_sign_in(&self, caller: &Caller, email: &str, now: i64) -> Result<bool, Refusal> {
        // No site: whoever signs in may be on the staff of several.
        self.admit(&SiteId::from(""), caller, Act::SignIn, now)?;
        Ok(self.limits.count_account(email, now))
    }
}
