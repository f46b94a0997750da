//! A request or membership as its member sees it, in the widget. Every call names the member by
//! the token of their own link, in `Authorization: Bearer …`, so that it is in no address.

use serde::{Deserialize, Serialize};

use crate::{
    AcknowledgementReceipt, Block, ByStaff, Contact, Guidelines, HostPlatform, JoinState, Meeting,
    MemberContact,
};

/// Answer of `GET` and `PATCH /v1/sites/{site}/membership`, texts in the asked language (`?lang=`),
/// else in the member's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Membership {
    /// Slug of the group.
    pub group: String,
    /// The group's name.
    pub name: String,
    /// Language of the group's own texts, BCP 47.
    pub group_language: String,
    /// To read out on the phone: `KIN-7F3K-2Q`.
    pub reference: String,
    /// Where it stands.
    pub state: JoinState,
    /// What the group's staff did to it: kept out for a while, or not in the group any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_staff: Option<ByStaff>,
    /// While it is pending: somebody answers by this date, `YYYY-MM-DD` in the site's zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<String>,
    /// While a place is offered: it is kept until then, RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<String>,
    /// How to get in: for approved members, and nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way_in: Option<WayIn>,
    /// The next meetings, at most five.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meetings: Vec<Meeting>,
    /// Which of the next meetings staff cancelled or moved, by when each would have been.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed_meetings: Vec<ChangedMeeting>,
    /// IANA zone of the group, for the time beside the member's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Where the group meets online, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_platform: Option<HostPlatform>,
    /// Whether a note comes before each meeting; absent where none are sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminders: Option<bool>,
    /// What the member wrote and may write anew.
    pub written: MemberWords,
    /// How they are reached.
    pub contact: MemberContact,
    /// The email address that is to be theirs once they press the button in the letter to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_email: Option<String>,
    /// What they acknowledged, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub receipts: Vec<AcknowledgementReceipt>,
    /// Newer guidelines, compared with those that were acknowledged last, for who is to read them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidelines: Option<Guidelines>,
    /// What staff laid out for the group, in their order: for approved members, and nobody else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
    /// Whom to ask.
    pub ask: Contact,
    /// Whether the member can tell the coordinators that something is wrong in the group, and
    /// within how many working days they read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concern_days: Option<u8>,
    /// Whether who leads the group reads it, too, since nobody else coordinates.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub concern_by_leader: bool,
}

/// A coming meeting that staff cancelled or moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ChangedMeeting {
    /// When it would have been, with the group's own offset.
    pub was: Meeting,
    /// Start of the meeting that takes its place, as it stands among the next ones; absent where it is
    /// cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// What staff say about it: for approved members, and nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something to read: a text, or a link to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Resource {
    /// What it is called.
    pub title: String,
    /// A line about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Language of title and text, or of what the link leads to, BCP 47.
    pub language: String,
    /// Where it is, https; absent where the text is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The text; empty where there is a link.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<Block>,
}

/// How to get into a group.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WayIn {
    /// The meeting's link, http(s).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The number to dial, with its codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// What else one has to know: passcodes, which bell to ring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where the group meets, one line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub address: Vec<String>,
}

impl std::fmt::Debug for WayIn {
    /// Never shows the way in: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WayIn(withheld)")
    }
}

/// What a member may write anew. The limits are those of [`crate::NewJoinRequest`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberWords {
    /// What the group may call them.
    pub display_name: String,
    /// Pronouns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
    /// What they need to take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_needs: Option<String>,
    /// Read by the facilitator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// The introduction may be shown to the group.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub share_introduction: bool,
}

impl std::fmt::Debug for MemberWords {
    /// Never shows the words: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MemberWords(withheld)")
    }
}

/// Body of `PATCH /v1/sites/{site}/membership`: what is absent stays as it is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MembershipChange {
    /// All that may be written anew, as it is to stand from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<MemberWords>,
    /// Another email address, at most 254 characters, for who is reached by email. A letter with a
    /// button goes there; the one before counts until it is pressed. The address before calls off
    /// the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_email: Option<String>,
    /// Whether a note is to come before each meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminders: Option<bool>,
    /// Whether an offered place is taken (`true`) or left to the next (`false`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take_place: Option<bool>,
}

impl std::fmt::Debug for MembershipChange {
    /// Never shows words or address: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MembershipChange(withheld)")
    }
}

/// Answer of `POST /v1/sites/{site}/membership/calendar`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MemberCalendar {
    /// The private calendar, https; a capability of its own that reads and nothing else. An earlier
    /// one has ended.
    pub url: String,
}

/// Body of `POST /v1/sites/{site}/membership/concerns`: something is wrong in the group. It goes to
/// the site's coordinators, never to who leads the group.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewConcern {
    /// What happened, at most 4,000 characters.
    pub text: String,
    /// Whether they want to be rung.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ring: bool,
}

impl std::fmt::Debug for NewConcern {
    /// Never shows what happened: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewConcern(withheld)")
    }
}
