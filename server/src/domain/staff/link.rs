//! Links by which staff get in: good once, and for a short time.

use crate::{
    clock::Chance,
    domain::{
        join::{hash_of, secret},
        time::{DAY, MINUTE},
    },
};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Makes the first coordinator of a site that has no staff.
    SetUp,
    /// The first way in of somebody who was invited.
    Invite,
    /// Every later one.
    SignIn,
}

impl LinkPurpose {
    /// As it stands in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SetUp => "set-up",
            Self::Invite => "invite",
            Self::SignIn => "sign-in",
        }
    }

    /// How long it holds, ms. Somebody waits for the letter to sign in; an invitation may lie over
    /// a week's holiday.
    pub fn lifetime(self) -> i64 {
        match self {
            Self::SetUp => DAY,
            Self::Invite => 7 * DAY,
            Self::SignIn => 15 * MINUTE,
        }
    }
}

/// A new link; its text goes to one person and is never stored open.
pub struct StaffLink {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// 43 letters of base64url.
    pub text: String,
}

impl StaffLink {
    /// A link that nobody can guess.
    pub fn new(purpose: LinkPurpose, chance: &Chance) -> Self {
        Self {
            purpose,
            text: secret(chance),
        }
    }

    /// What the database keeps of it.
    pub fn hash(&self) -> [u8; 32] {
        hash_of(&self.text)
    }

    /// Where it leads on this server.
    pub fn path(&self) -> String {
        match self.purpose {
            LinkPurpose::SetUp => format!("/console/set-up/{}", self.text),
            LinkPurpose::Invite | LinkPurpose::SignIn => format!("/console/link/{}", self.text),
        }
    }
}
