//! Members as their group's staff know them: who was not seen of late, on which day it is noted who
//! came, and what staff and members write about it.
//!
//! What belongs here: rules and what is sealed. What does not: rows (`store/roster/`), letters
//! (`domain/letter.rs`), who may do it (`domain/staff/`).

mod seen;
mod words;

use serde::{Deserialize, Serialize};

pub use seen::{QUIET_AFTER, meeting_at, missed, opens_at, zone_of};
pub use words::{read_line, read_text};

use api_types::SilenceReason;

/// What staff wrote about a member, as it is sealed. The member reads it in what is held of them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffWords {
    /// Why nobody writes to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<SilenceReason>,
    /// Why they are kept out for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<String>,
    /// Why they are not in the group any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removal: Option<String>,
}

/// What a member is to hear by telephone, as it is sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallWords {
    /// One line.
    pub subject: String,
    /// The message.
    pub text: String,
}

/// What a member says is wrong in their group, as it is sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernWords {
    /// What happened.
    pub text: String,
    /// Whether they want to be rung.
    pub ring: bool,
}

macro_rules! withheld {
    ($($name:ident)+) => {$(
        impl std::fmt::Debug for $name {
            /// Never shows what was written: what is printed ends up in logs.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(withheld)"))
            }
        }
    )+};
}

withheld! { StaffWords CallWords ConcernWords }
