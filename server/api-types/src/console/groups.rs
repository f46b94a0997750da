//! Groups as staff see and edit them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{GroupPage, Meeting, Schedule, Site};

/// Where a group stands, for staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupStanding {
    /// In the making: staff alone see it.
    Draft,
    /// Members find it.
    Published,
    /// Members find it, and read that it does not meet and takes nobody at present.
    Paused,
    /// Over: staff alone see it, and who was a member keeps their page.
    Archived,
    /// Its feed no longer has it.
    Withdrawn,
}

/// What a group lacks, so that somebody should look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Nobody said what it is for: it cannot be published.
    NoPurpose,
    /// It meets by a schedule, and no meeting is coming.
    NoMeetings,
    /// Nobody has looked at the listing for 90 days.
    NotChecked,
    /// Nobody looks after it.
    NoOwner,
    /// Nobody gets what is overdue.
    NoDeputy,
    /// It meets online, and there is no way in for its members.
    NoWayIn,
}

/// The query of `GET /console/api/groups`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupFilter {
    /// Only those that stand so; absent, all that are not archived.
    pub standing: Option<GroupStanding>,
    /// Only those that lack something.
    pub needs: bool,
    /// Words of the name.
    pub text: String,
}

/// One group in the list of `GET /console/api/groups`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedGroup {
    /// Unique in the site.
    pub slug: String,
    /// As members know it.
    pub name: String,
    /// Where it stands.
    pub standing: GroupStanding,
    /// It comes from a feed.
    pub fed: bool,
    /// What it lacks.
    pub needs: Vec<Need>,
    /// The meeting that is on or comes next.
    pub next_meeting: Option<Meeting>,
    /// IANA zone of its meetings.
    pub time_zone: Option<String>,
    /// People who have a place, with those who never joined here.
    pub members: i64,
    /// At most this many, where there is a limit.
    pub capacity: Option<u32>,
    /// People on the waiting list, or with an offer.
    pub waiting: i64,
    /// Requests that somebody must answer, or ring.
    pub requests: i64,
    /// Name of who looks after it.
    pub owner: Option<String>,
    /// `YYYY-MM-DD` on which a person last checked the listing.
    pub last_checked: Option<String>,
}

/// How many groups stand where; of those that the viewer may see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingCounts {
    /// Drafts.
    pub draft: u32,
    /// Published ones that meet.
    pub published: u32,
    /// Paused ones.
    pub paused: u32,
    /// Archived ones.
    pub archived: u32,
    /// Those that their feed no longer has.
    pub withdrawn: u32,
    /// Those that lack something, archived ones left out.
    pub needs: u32,
}

/// The answer of `GET /console/api/groups`, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupsOfStaff {
    /// One page.
    pub groups: Vec<ListedGroup>,
    /// How many fit in all.
    pub total: u32,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u32>,
    /// How many there are of each kind.
    pub counts: StandingCounts,
    /// Whether the viewer may make, publish and end groups.
    pub may_manage: bool,
}

/// Somebody on the staff, as far as it takes to name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeper {
    /// Stays the same for good.
    pub id: String,
    /// As they are called.
    pub name: String,
}

/// A group as staff edit it: the answer of `GET /console/api/groups/{group}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupToEdit {
    /// Unique in the site.
    pub slug: String,
    /// To be sent back with what is saved.
    pub revision: i64,
    /// Where it stands.
    pub standing: GroupStanding,
    /// The feed that brings it.
    pub feed: Option<String>,
    /// Fields that staff changed over what the feed brings, outermost names.
    pub edited: Vec<String>,
    /// The full record, as `kindred export` writes it; with `join` for who may work in the group.
    pub record: Value,
    /// Whether the viewer may change it.
    pub may_work: bool,
    /// Whether the viewer may publish and end it, and choose who looks after it.
    pub may_manage: bool,
    /// Who looks after it.
    pub owner: Option<Keeper>,
    /// Who gets what is overdue.
    pub deputy: Option<Keeper>,
    /// Who can be chosen for either; empty for who may not choose.
    pub keepers: Vec<Keeper>,
    /// What it lacks.
    pub needs: Vec<Need>,
    /// When it was changed last, RFC 3339.
    pub changed_at: String,
    /// Name of who did; absent for feeds and the command line.
    pub changed_by: Option<String>,
    /// The short address for slips and referrals.
    pub address: String,
}

/// Body of `POST /console/api/groups`: a draft is made, empty or as a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewGroupRequest {
    /// As members are to know it.
    pub name: String,
    /// The end of its address; made of the name where it is absent.
    #[serde(default)]
    pub slug: Option<String>,
    /// Slug of the group that it is a copy of.
    #[serde(default)]
    pub copy_of: Option<String>,
}

/// A group that is there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewGroup {
    /// Unique in the site.
    pub slug: String,
}

/// Body of `PUT /console/api/groups/{group}`: the whole record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveGroupRequest {
    /// The revision that it was opened at.
    pub revision: i64,
    /// The record as it is to be.
    pub record: Value,
}

/// The answer to a change of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSaved {
    /// The revision from now on.
    pub revision: i64,
}

/// Body of `POST /console/api/groups/{group}/standing`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetStandingRequest {
    /// `draft`, `published` or `archived`.
    pub standing: GroupStanding,
}

/// Body of `POST /console/api/groups/{group}/pause`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseGroupRequest {
    /// Whether it pauses.
    pub paused: bool,
}

/// Body of `POST /console/api/groups/{group}/keepers`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetKeepersRequest {
    /// Id of who looks after it.
    #[serde(default)]
    pub owner: Option<String>,
    /// Id of who gets what is overdue.
    #[serde(default)]
    pub deputy: Option<String>,
}

/// Body of `POST /console/api/groups/{group}/preview`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviewGroupRequest {
    /// The record as it would be.
    pub record: Value,
}

/// The answer to it: what members would see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupPreview {
    /// The very page of the public API.
    pub page: GroupPage,
    /// What the public API says of the site, in the language of who asks.
    pub site: Site,
}

/// Body of `POST /console/api/schedule-preview`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchedulePreviewRequest {
    /// A record's `schedule`.
    pub schedule: Value,
}

/// The answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchedulePreview {
    /// As members' browsers get it, to be said as a sentence.
    pub schedule: Schedule,
    /// The next ten meetings, within two years.
    pub meetings: Vec<Meeting>,
}

/// The answer of `GET /console/api/groups/{group}/meetings`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingsOfGroup {
    /// What the group is called.
    pub name: String,
    /// IANA zone of the group; absent where it has no schedule.
    pub time_zone: Option<String>,
    /// Coming meetings by start, and those that were cancelled.
    pub meetings: Vec<MeetingOfStaff>,
    /// Whether the viewer may change them.
    pub may_work: bool,
}

/// One meeting, as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingOfStaff {
    /// When it is, or would have been.
    #[serde(flatten)]
    pub meeting: Meeting,
    /// What was done to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeOfMeeting>,
}

/// What was done to one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeOfMeeting {
    /// It is cancelled; else it was moved.
    pub cancelled: bool,
    /// When it began by the schedule, RFC 3339.
    pub original: String,
    /// What members read about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Body of `POST /console/api/groups/{group}/meetings/change`: one meeting is cancelled or moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeMeetingRequest {
    /// When it begins now, RFC 3339.
    pub starts_at: String,
    /// Wall time in the group's zone at which it begins instead; absent, it is cancelled.
    #[serde(default)]
    pub moved_to: Option<String>,
    /// What members read about it, at most 400 characters.
    #[serde(default)]
    pub note: String,
}

/// Body of `POST /console/api/groups/{group}/meetings/undo`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndoMeetingRequest {
    /// When it began by the schedule, RFC 3339.
    pub original: String,
}

/// Who is told of a changed meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingTold {
    /// Members who get a letter.
    pub letters: u32,
    /// Members who can only be rung.
    pub to_ring: u32,
}

/// The answer of `GET /console/api/groups/{group}/slip`: what a slip to hand over shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slip {
    /// What everybody may know of the group.
    pub page: GroupPage,
    /// The organisation's name.
    pub site: String,
    /// The short address.
    pub address: String,
    /// The short address as a QR code.
    pub code: SquareCode,
}

/// A QR code, to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SquareCode {
    /// Modules a side, without the quiet zone.
    pub size: u32,
    /// Its dark modules as the data of an SVG path, one unit a module.
    pub path: String,
}
