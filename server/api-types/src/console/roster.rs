//! The roster: who is in a group, whom not to write to, and what staff write to all of them.

use serde::{Deserialize, Serialize};

use crate::{ContactKind, GroupOfStaff, MemberContact, SilenceReason};

/// Answer of `GET /console/api/rosters`: every group that the viewer may see, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterList {
    /// The groups.
    pub rosters: Vec<RosterSummary>,
}

/// A group, and how many are in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterSummary {
    /// Which.
    pub group: GroupOfStaff,
    /// Members, those included who pause or are not to be written to.
    pub members: u32,
}

/// Answer of `GET /console/api/groups/{group}/members`: everybody in the group, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// Whose.
    pub group: GroupOfStaff,
    /// The version of the guidelines that holds now; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidelines: Option<String>,
    /// Whether the viewer may change what stands here, and write to members.
    pub may_work: bool,
    /// Whether the group has a way in that somebody who is removed still knows.
    pub has_way_in: bool,
    /// Whether emails say in their subject what they are about; else it stays neutral.
    pub plain_letters: bool,
    /// Where answers to emails go; absent where the site names no address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replies_to: Option<String>,
    /// By name.
    pub members: Vec<RosterMember>,
}

/// One member, without how to reach them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterMember {
    /// Of the membership; stays the same.
    pub id: String,
    /// As the group may call them.
    pub name: String,
    /// As they wrote them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
    /// What they need to take part, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_needs: Option<String>,
    /// To read out on the phone.
    pub reference: String,
    /// Whether they are reached by email or by telephone.
    pub contact: ContactKind,
    /// Since when they are in the group, RFC 3339.
    pub since: String,
    /// The version of the guidelines that they acknowledged last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<String>,
    /// Whether there is a newer one for them to read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub newer_guidelines: bool,
    /// Whether they want a note before each meeting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reminders: bool,
    /// Whether messages to all members come to them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub messages: bool,
    /// Start of the last meeting to which they came, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<String>,
    /// How many meetings with a register they have missed in a row.
    #[serde(default, skip_serializing_if = "is_none")]
    pub missed: u32,
    /// They are not to be written to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<Silence>,
    /// They are kept out for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Pause>,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_none(number: &u32) -> bool {
    *number == 0
}

impl std::fmt::Debug for RosterMember {
    /// Never shows who it is: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RosterMember(withheld)")
    }
}

/// Why nobody writes to a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence {
    /// Since when, RFC 3339.
    pub since: String,
    /// Why.
    pub reason: SilenceReason,
}

/// Why a member is kept out for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Since when, RFC 3339.
    pub since: String,
    /// As staff wrote it; absent for who may not change the roster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Answer of `POST /console/api/members/{member}/reach`: how to reach somebody. That it was asked
/// stands in the audit trail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Address or number.
    pub contact: MemberContact,
    /// Who filled the form in for them, with name and relation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_in_by: Option<String>,
    /// In which to speak to them, BCP 47.
    pub language: String,
}

impl std::fmt::Debug for Reach {
    /// Never shows whom: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reach(withheld)")
    }
}

/// Body of `POST /console/api/members/{member}/silence`: nobody is to write to them any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilenceRequest {
    /// Why.
    pub reason: SilenceReason,
}

/// Answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silenced {
    /// Letters to them that waited and do not go any more.
    pub letters_stopped: u32,
    /// Other groups of the viewer in which the same address or number is, by name.
    pub also_in: Vec<AlsoIn>,
}

/// Somebody with the same address or number in another group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlsoIn {
    /// Which.
    pub group: GroupOfStaff,
    /// Id of their request or membership there.
    pub request: String,
    /// Whether they are a member; else they ask or wait.
    pub is_member: bool,
}

/// Body of `POST /console/api/members/{member}/pause`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseRequest {
    /// Why, at most 500 characters. The member can read it in what is held of them.
    pub reason: String,
}

/// Body of `POST /console/api/members/{member}/remove`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveRequest {
    /// Why, at most 500 characters. The member can read it in what is held of them.
    pub reason: String,
    /// What the letter to them says, at most 4,000 characters; absent: none goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
}

/// Body of `POST /console/api/groups/{group}/messages`: to every member by an email of their own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageRequest {
    /// One line, at most 120 characters.
    pub subject: String,
    /// Plain text, at most 8,000 characters.
    pub text: String,
}

/// Answer to it: who gets it, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageSent {
    /// Members to whom an email goes.
    pub letters: u32,
    /// Members to ring: they stand in Today from now on.
    pub calls: u32,
    /// Members who wanted no such messages.
    pub stopped: u32,
    /// Members who are not to be written to, or pause.
    pub left_out: u32,
    /// The letters, to stop them; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
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

withheld! { PauseRequest RemoveRequest MessageRequest }
