//! A group as staff write it and feeds bring it: the full record, private parts included.

use api_types::{
    Accessibility, AddressVisibility, AgeRange, Audience, Contact, ContactKind, Cost, DropIn,
    EligibilityHint, Facilitator, FieldAsked, Focus, Format, HostPlatform, JoinPolicy, Leadership,
    Openness, Position, Purpose, QuestionKind, Stage, Status,
};
use serde::{Deserialize, Serialize};

use super::wording::Wording;

/// A group's full record, and one element of the `groups` array of Kindred's own JSON
/// (`kindred export`, `kindred import --format kindred`). What members see of it is made in
/// `domain::listing`; `join` and a members-only address never leave the server through it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupRecord {
    /// `[a-z0-9-]{1,80}`, unique in the site.
    pub slug: String,
    /// 1 to 200 characters.
    pub name: String,
    /// Plain text, at most 400 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Markdown, at most 10,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// BCP 47.
    pub language: String,
    /// Further languages in which a member can take part, BCP 47.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_languages: Vec<String>,
    /// How it meets.
    pub format: Format,
    /// Whether it meets at present.
    #[serde(default = "active")]
    pub status: Status,
    /// Conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub focus: Vec<Focus>,
    /// Whom it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Audience>,
    /// Stages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stage: Vec<Stage>,
    /// Emotional support, information or both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Who leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leadership: Option<Leadership>,
    /// The people who lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facilitators: Vec<Facilitator>,
    /// Open or closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openness: Option<Openness>,
    /// Cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// More about cost, plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_note: Option<String>,
    /// What makes it possible for people with access needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<Accessibility>,
    /// More about access, plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessibility_note: Option<String>,
    /// How one joins.
    pub join_policy: JoinPolicy,
    /// What a drop-in group asks of newcomers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drop_in: Option<DropIn>,
    /// At most this many members; `None` for no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Places that are taken today.
    #[serde(default)]
    pub places_taken: u32,
    /// Where it lives online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_platform: Option<HostPlatform>,
    /// Where a group of the policy `elsewhere` lives: a plain link, http(s). It is given to who
    /// has acknowledged the guidelines, as it stands here, and is in no other answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_url: Option<String>,
    /// Markdown: what one needs, in plain words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub technical_setup: String,
    /// What a first meeting is like.
    #[serde(default)]
    pub first_meeting: FirstMeetingRecord,
    /// When it meets; `None` for groups by appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<ScheduleRecord>,
    /// Where it meets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceRecord>,
    /// Public: how to reach the group.
    #[serde(default)]
    pub contact: Contact,
    /// Private: for approved members only.
    #[serde(default)]
    pub join: JoinDetails,
    /// What the join form asks beside a name and a way to be reached.
    #[serde(default, skip_serializing_if = "JoinFormRecord::is_plain")]
    pub join_form: JoinFormRecord,
    /// `YYYY-MM-DD` on which a person last checked the listing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_checked: Option<String>,
}

impl GroupRecord {
    /// Whom to ask: the group's own contact, or the site's where it names nobody.
    pub fn contact_or<'a>(&'a self, site: &'a Contact) -> &'a Contact {
        if self.contact.is_empty() {
            site
        } else {
            &self.contact
        }
    }
}

fn active() -> Status {
    Status::Active
}

/// When a group meets, in local wall time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleRecord {
    /// First meeting, local wall time: `2026-01-06T19:00`.
    pub starts_at: String,
    /// 1 to 10,080.
    pub duration_minutes: u32,
    /// IANA name.
    pub time_zone: String,
    /// RRULE value without the `RRULE:` prefix; `None` for a single meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rrule: Option<String>,
    /// Local wall times of meetings left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exdates: Vec<String>,
    /// Local wall times of meetings added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rdates: Vec<String>,
}

/// Where a group meets, in full.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceRecord {
    /// Building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// Street.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Town, always public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
    /// State, county or other area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Exact position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Who may see venue, address, postcode and exact position. `None` means: everyone for
    /// drop-in groups and those from a feed, members alone for all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<AddressVisibility>,
}

impl PlaceRecord {
    /// All that is known of where a group meets, one line each: for approved members.
    pub fn lines(&self) -> Vec<String> {
        let town = [&self.postcode, &self.town, &self.region];
        let town: Vec<&str> = town.into_iter().flatten().map(String::as_str).collect();
        let lines = [
            self.venue.clone(),
            self.address.clone(),
            Some(town.join(" ")),
        ];
        let lines = lines.into_iter().flatten();
        lines.filter(|line| !line.is_empty()).collect()
    }
}

/// What a newcomer asks; `None` means that nobody said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstMeetingRecord {
    /// May I only listen?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_listen: Option<bool>,
    /// May my camera stay off?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub camera_off: Option<bool>,
    /// May I bring someone?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bring_someone: Option<bool>,
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What the join form of a group asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinFormRecord {
    /// Ways to reach a person that the group can use; empty means email and phone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact_kinds: Vec<ContactKind>,
    /// Further fields, in order; absent means an introduction that may be left out, and an empty list that
    /// nothing further is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<FieldAsked>>,
    /// Youngest and oldest age.
    #[serde(default, skip_serializing_if = "AgeRange::is_open")]
    pub ages: AgeRange,
    /// The facilitator's open prompt over the introduction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction_prompt: Option<Wording>,
    /// Screening questions, at most ten.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionRecord>,
    /// Answered within so many working days; absent means as the site says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_within_days: Option<u8>,
}

impl JoinFormRecord {
    /// True when it says nothing of its own.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// A question that the facilitator asks beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionRecord {
    /// `[a-z0-9-]{1,60}`, unique in the form.
    pub id: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The question.
    pub text: Wording,
    /// A line beneath it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Wording>,
    /// Whether it must be answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// The choices, for `choice`; for `yes-no` only those that have a hint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionRecord>,
}

/// One choice of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionRecord {
    /// `[a-z0-9-]{1,60}`, unique in the question; `yes` or `no` for `yes-no`.
    pub value: String,
    /// What people read; absent for `yes-no`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Wording>,
    /// What the site wants to say to who chooses this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<EligibilityHint>,
    /// The hint's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint_text: Option<Wording>,
}

/// How members get into a meeting. Never in a public answer, a log or a calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinDetails {
    /// Link, http(s).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Number and code to dial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Anything else, plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Email address of the facilitator who reads requests; absent means the site's
    /// `staff_email`. Not even members see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requests_to: Option<String>,
}
