//! Today: what waits for a facilitator, and the day of a meeting.

use serde::{Deserialize, Serialize};

use crate::{GroupOfStaff, JoinState, WayIn};

/// Answer of `GET /console/api/today`: what the viewer has to do, of all groups that they may see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// Meetings that run, and those of today and the next seven days, by start; at most 30.
    pub meetings: Vec<MeetingAhead>,
    /// Requests that wait for an answer, the most urgent first; at most 50.
    pub requests: Vec<RequestWaiting>,
    /// How many wait in all.
    pub requests_in_all: u32,
    /// Calls to make, oldest first; at most 50.
    pub calls: Vec<CallToMake>,
    /// How many there are in all.
    pub calls_in_all: u32,
    /// What members say is wrong in a group; for coordinators, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concerns: Vec<Concern>,
    /// Members who were not seen for three meetings; at most 20.
    pub quiet: Vec<QuietMember>,
    /// Whether the viewer may change anything.
    pub may_work: bool,
}

/// One meeting of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingAhead {
    /// Whose.
    pub group: GroupOfStaff,
    /// Its start in milliseconds since 1970 UTC: its name in addresses.
    pub key: i64,
    /// RFC 3339 with the group's offset.
    pub starts_at: String,
    /// The same.
    pub ends_at: String,
    /// The group's IANA zone.
    pub time_zone: String,
    /// How many members the group has.
    pub members: u32,
    /// How many were noted as there.
    pub came: u32,
}

/// Answer of `GET /console/api/groups/{group}/meetings/{meeting}`: all that one needs on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingSheet {
    /// Which.
    pub meeting: MeetingAhead,
    /// Link, number, note and address; for who may work in the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way_in: Option<WayIn>,
    /// Who is in the group, by name; who pauses is not.
    pub members: Vec<Attendee>,
    /// Whether it can be noted who came: from the day of the meeting on.
    pub register_open: bool,
    /// The open question that goes into the reminder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// Members who were reminded of it already, and did not read a later question.
    pub reminded: u32,
    /// Members to whom the reminder goes, in all.
    pub to_remind: u32,
    /// Whether the viewer may note anything.
    pub may_work: bool,
}

/// A member on the day of a meeting.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// Of the membership.
    pub id: String,
    /// As the group may call them.
    pub name: String,
    /// As they wrote them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
    /// What they need to take part, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_needs: Option<String>,
    /// Whether it is their first meeting here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_new: bool,
    /// Whether they came, where it was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<bool>,
}

impl std::fmt::Debug for Attendee {
    /// Never shows who it is: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Attendee(withheld)")
    }
}

/// Body of `PUT /console/api/groups/{group}/meetings/{meeting}/attendance/{member}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttendanceRequest {
    /// Whether they came.
    pub came: bool,
}

/// Body of `PUT /console/api/groups/{group}/meetings/{meeting}/prompt`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromptRequest {
    /// At most 600 characters; empty: there is none any more.
    pub text: String,
}

/// A request that waits for an answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestWaiting {
    /// Its id.
    pub id: String,
    /// For which group.
    pub group: GroupOfStaff,
    /// To read out on the phone.
    pub reference: String,
    /// As the group may call them.
    pub name: String,
    /// Pending; or requested, where a person has to look first.
    pub state: JoinState,
    /// Since when it waits, RFC 3339.
    pub since: String,
    /// By when an answer was promised, RFC 3339.
    pub answer_by: String,
    /// Whether that has passed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
}

/// Why somebody is to be rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallReason {
    /// They gave a number when they asked to join: the call proves it.
    Prove,
    /// A message went to the group by email, which does not reach them.
    Message,
}

/// Somebody to ring.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallToMake {
    /// Of the call, for one that can be ticked off here; else of the request.
    pub id: String,
    /// Of the membership or request, for how to reach them.
    pub member: String,
    /// In which group.
    pub group: GroupOfStaff,
    /// As the group may call them.
    pub name: String,
    /// To read out on the phone.
    pub reference: String,
    /// Why.
    pub reason: CallReason,
    /// What to tell them: subject and text of the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<(String, String)>,
    /// Since when, RFC 3339.
    pub since: String,
    /// By when it was promised, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_by: Option<String>,
    /// Whether that has passed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
}

/// What a member says is wrong in their group.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concern {
    /// Its id.
    pub id: String,
    /// Of the membership, for how to reach them.
    pub member: String,
    /// In which group.
    pub group: GroupOfStaff,
    /// As the group may call them.
    pub name: String,
    /// What happened, in their words.
    pub text: String,
    /// Whether they want to be rung.
    pub ring: bool,
    /// When they wrote it, RFC 3339.
    pub at: String,
    /// When a coordinator read it, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<String>,
    /// Who did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_by: Option<String>,
}

/// Body of `POST /console/api/concerns/{concern}`: how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcernRequest {
    /// Whether it is settled; else it was read.
    pub settled: bool,
}

/// A member who was not seen of late.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietMember {
    /// Of the membership.
    pub member: String,
    /// In which group.
    pub group: GroupOfStaff,
    /// As the group may call them.
    pub name: String,
    /// How many meetings they have missed in a row.
    pub missed: u32,
    /// Start of the last meeting to which they came, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<String>,
}

macro_rules! withheld {
    ($($name:ident)+) => {$(
        impl std::fmt::Debug for $name {
            /// Never shows who it is about: what is printed ends up in logs.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(withheld)"))
            }
        }
    )+};
}

withheld! { RequestWaiting CallToMake Concern QuietMember }
