//! A support group as members see it: in a list, and on a page of its own.

use serde::{Deserialize, Serialize};

use crate::{
    Accessibility, Audience, Availability, Block, Cost, Daypart, DropIn, Focus, Format,
    HostPlatform, JoinPolicy, Leadership, Openness, Purpose, Stage, Status, Weekday,
};

/// One group in a list: all that a card shows and all that search looks at.
///
/// Nothing here is private: no join link, no dial-in code, and no address that the group keeps
/// for its members.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Group {
    /// Unique in its site, stable, fit for a URL: `[a-z0-9-]{1,80}`.
    pub slug: String,
    /// The group's name, in its own language.
    pub name: String,
    /// One or two plain sentences; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Language of the meetings and of the text here, BCP 47 (`en`, `es`).
    pub language: String,
    /// Further languages in which a member can take part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_languages: Vec<String>,
    /// How it meets.
    pub format: Format,
    /// Whether it meets at present.
    #[serde(default = "active", skip_serializing_if = "is_active")]
    pub status: Status,
    /// Conditions; empty when the source does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub focus: Vec<Focus>,
    /// Whom it is for; empty means everyone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Audience>,
    /// Stages; empty means any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stage: Vec<Stage>,
    /// Emotional support, information or both, where the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Who leads, where the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leadership: Option<Leadership>,
    /// Open or closed, where the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openness: Option<Openness>,
    /// Cost, where the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// Access; empty when the source does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<Accessibility>,
    /// How one joins.
    pub join_policy: JoinPolicy,
    /// Where it lives online, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_platform: Option<HostPlatform>,
    /// Whether a place can be had; `None` for groups without a limit or a form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// When it meets; `None` for groups by appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// The meeting that is on now or comes next, within twelve weeks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_meeting: Option<Meeting>,
    /// Where it meets, as far as everyone may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Kilometres from the asked position; only in answers to `near`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_km: Option<f64>,
}

fn active() -> Status {
    Status::Active
}

// serde hands over a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_active(status: &Status) -> bool {
    *status == Status::Active
}

/// When a group meets: RFC 5545 recurrence in an IANA time zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Schedule {
    /// RRULE value (`FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`); `None` for a single meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rrule: Option<String>,
    /// First meeting, RFC 3339 with the group's offset (DTSTART).
    pub starts_at: String,
    /// Length of each meeting, minutes.
    pub duration_minutes: u32,
    /// IANA zone in which the rule is read (`America/Chicago`).
    pub time_zone: String,
    /// Meetings that are left out, RFC 3339 (EXDATE).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exdates: Vec<String>,
    /// Meetings that are added, RFC 3339 (RDATE).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rdates: Vec<String>,
    /// The rule in a form that can be said as a sentence without a parser.
    pub pattern: Pattern,
    /// Days of the week on which it meets, in the group's zone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Weekday>,
    /// Part of the day in which it starts, in the group's zone.
    pub daypart: Daypart,
}

/// A recurrence as people say it. `kind` tells which fields count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Pattern {
    /// Which sentence.
    pub kind: PatternKind,
    /// Every how many weeks, months or days; 1 for each.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub interval: u32,
    /// Which weekdays of the month: 1 to 5, or -1 for the last. Only for `monthly-by-weekday`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nth: Vec<i8>,
    /// Day of the month; only for `monthly-by-date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month_day: Option<u8>,
}

fn one() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one(interval: &u32) -> bool {
    *interval == 1
}

/// The sentence that says a recurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PatternKind {
    /// One meeting.
    Once,
    /// Every `interval` days.
    Daily,
    /// Every `interval` weeks on the schedule's `days`.
    Weekly,
    /// Every `interval` months on the `nth` of the schedule's `days`.
    MonthlyByWeekday,
    /// Every `interval` months on `month_day`.
    MonthlyByDate,
    /// Anything else: show the next dates instead of a sentence.
    Other,
}

/// One occurrence, RFC 3339 with the group's offset on that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Meeting {
    /// When it starts.
    pub starts_at: String,
    /// When it ends; may be on the next day.
    pub ends_at: String,
}

/// Where a group meets, as far as everyone may know.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Place {
    /// Building; absent when the address is for members only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// Street; absent when the address is for members only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Town, always public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
    /// State, county or other area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postcode; absent when the address is for members only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Position; to one decimal (about 11 km) when the address is for members only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// True when the full address exists and only members see it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub members_only: bool,
}

/// A point on the Earth, WGS 84 degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Position {
    /// Latitude, -90 to 90.
    pub lat: f64,
    /// Longitude, -180 to 180.
    pub lon: f64,
}

/// A group's own page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GroupPage {
    /// What the list says, too.
    pub group: Group,
    /// The long description.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub description: Vec<Block>,
    /// What a first meeting is like.
    #[serde(default)]
    pub first_meeting: FirstMeeting,
    /// Who leads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facilitators: Vec<Facilitator>,
    /// What one needs, technically, in plain words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub technical_setup: Vec<Block>,
    /// More about access.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessibility_note: Option<String>,
    /// More about cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_note: Option<String>,
    /// For drop-in groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drop_in: Option<DropIn>,
    /// True when there is no join form here: one comes, or asks whom `contact` names.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_form: bool,
    /// How to reach the group, or else its site.
    #[serde(default)]
    pub contact: Contact,
    /// The next meetings, at most ten.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next_meetings: Vec<Meeting>,
    /// Date on which a person last checked this listing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_checked: Option<String>,
}

/// What a newcomer asks before the first time. `None` means that nobody said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FirstMeeting {
    /// May I only listen?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_listen: Option<bool>,
    /// May my camera stay off?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub camera_off: Option<bool>,
    /// May I bring someone?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bring_someone: Option<bool>,
    /// In the facilitator's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<Block>,
}

/// A person who leads a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Facilitator {
    /// As members call them.
    pub name: String,
    /// What they do in the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Training and certificates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<String>,
}

/// How to reach somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Whom to ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Telephone, as people write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Email address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Web page, http(s).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Contact {
    /// True when there is no way to reach anybody.
    pub fn is_empty(&self) -> bool {
        self.phone.is_none() && self.email.is_none() && self.url.is_none()
    }
}
