//! How long somebody stays signed in.
//!
//! Charities share computers, and what the console shows is about people's health: so by default a
//! session ends with the browser, after two hours without use (longer than a meeting, so that
//! nobody is thrown out of one) and at the end of a working day at the latest (OWASP's Session
//! Management Cheat Sheet asks for both limits, and for the short ones where others may sit down
//! next). Who is on a device of their own can say so, and is not sent to their mail every morning.

use serde::Deserialize;

use crate::{
    clock::Chance,
    domain::{
        join::{hash_of, secret},
        time::{DAY, HOUR, MINUTE},
    },
};

/// When a session was last used is written down this often at most, ms.
pub const SEEN_EVERY: i64 = MINUTE;

/// How long a session may last, as whoever signs in chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stay {
    /// On a computer that others use, too.
    Today,
    /// On a device of one's own.
    Week,
}

impl Stay {
    /// How long it may lie unused, ms.
    pub fn idle(self) -> i64 {
        match self {
            Self::Today => 2 * HOUR,
            // A long weekend.
            Self::Week => 3 * DAY,
        }
    }

    /// How long it lasts, however much it is used, ms.
    pub fn absolute(self) -> i64 {
        match self {
            Self::Today => 12 * HOUR,
            Self::Week => 7 * DAY,
        }
    }

    /// How long the browser keeps the cookie, seconds; `None` for as long as it runs.
    pub fn cookie_seconds(self) -> Option<i64> {
        match self {
            Self::Today => None,
            Self::Week => Some(self.absolute() / 1_000),
        }
    }
}

/// What a session's cookie holds; the database has its hash alone.
pub struct SessionToken(String);

impl SessionToken {
    /// One that nobody can guess.
    pub fn new(chance: &Chance) -> Self {
        Self(secret(chance))
    }

    /// The cookie's value: 43 letters of base64url.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database keeps of it.
    pub fn hash(&self) -> [u8; 32] {
        hash_of(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_computer_forgets_within_a_working_day_and_an_own_device_within_a_week() {
        assert!(Stay::Today.idle() < Stay::Today.absolute());
        assert!(Stay::Week.idle() < Stay::Week.absolute());
        assert!(Stay::Today.absolute() <= 12 * HOUR);
        assert!(Stay::Week.absolute() <= 7 * DAY);
        assert_eq!(
            Stay::Today.cookie_seconds(),
            None,
            "it goes with the browser"
        );
        assert_eq!(Stay::Week.cookie_seconds(), Some(7 * 24 * 60 * 60));
    }
}
