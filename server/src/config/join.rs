//! The `[join]` table of a site file: how people join this site's groups. Without it, groups show
//! their contact instead of a form.

use api_types::{Acknowledge, ContactKind, FieldAsked, JoinSurface};
use serde::Deserialize;

use super::toml_file::{Key, table, value};
use crate::domain::wording::Wording;

/// Every key of `[join]`.
pub(super) const KEYS: &[Key] = &[
    value("controller"),
    value("purpose"),
    value("readers"),
    value("requests_kept_days"),
    value("memberships_kept_days"),
    value("answer_within_days"),
    value("remind_hours_before"),
    value("age_of_consent"),
    value("acknowledge"),
    value("surface"),
    value("staff_email"),
    value("plain_letters"),
    value("sender_name"),
    value("sender_address"),
    value("contact_kinds"),
    table("fields", &[value("field"), value("required")]),
    value("introduction_prompt"),
    table("consents", &[value("id"), value("text"), value("required")]),
];

/// How people join this site's groups.
#[derive(Debug, Clone, PartialEq, Deserialize, utoipa::ToSchema)]
pub struct JoinConfig {
    /// Who is responsible for what people write, with an address: one text, or one per language.
    /// `kindred check` refuses a join form without it, and without the site's `privacy_url` or `privacy_notice`.
    pub controller: Option<Wording>,
    /// What it is for; the shipped words stand where it is absent.
    pub purpose: Option<Wording>,
    /// Who reads it; the shipped words stand where it is absent.
    pub readers: Option<Wording>,
    /// Declined, withdrawn and unproved requests are deleted after so many days.
    #[serde(default = "thirty")]
    pub requests_kept_days: u16,
    /// What is held of a member is deleted so many days after they left.
    #[serde(default = "thirty")]
    pub memberships_kept_days: u16,
    /// A person answers within so many working days.
    #[serde(default = "three")]
    pub answer_within_days: u8,
    /// Who wants reminders gets one so many hours before a meeting, and not at night where they are
    /// if the next morning will do.
    #[serde(default = "a_day")]
    pub remind_hours_before: u8,
    /// Below this age a guardian completes the form, years.
    #[serde(default = "sixteen")]
    pub age_of_consent: u8,
    /// Each guideline acknowledged by itself, or all together at the end.
    #[serde(default = "together")]
    pub acknowledge: Acknowledge,
    /// Whether the flow stands in the host's page or in a frame of this server's own origin.
    #[serde(default = "page")]
    pub surface: JoinSurface,
    /// Where letters to the coordinator go, and those to facilitators of groups that name no
    /// address of their own.
    pub staff_email: Option<String>,
    /// True where letters may name the group before it is opened: in sender, subject, preview and
    /// calendar titles. They stay neutral without it.
    #[serde(default)]
    pub plain_letters: bool,
    /// Who letters come from; neutral words stand where it is absent.
    pub sender_name: Option<String>,
    /// The address that this site's letters come from; the server's `mail_from` stands where it is absent. Its
    /// domain must let the server's mail server send for it (SPF, DKIM), or letters end among the junk.
    pub sender_address: Option<String>,
    /// Ways to reach a person, for groups that name none; absent, email and phone.
    #[serde(default)]
    pub contact_kinds: Vec<ContactKind>,
    /// What else is asked, in order, for groups that do not say; absent, an introduction that may be left out.
    pub fields: Option<Vec<FieldAsked>>,
    /// What stands over the introduction, for groups that do not say.
    pub introduction_prompt: Option<Wording>,
    /// What people are asked to agree to, each by itself.
    #[serde(default)]
    pub consents: Vec<ConsentConfig>,
}

/// Something to agree to.
#[derive(Debug, Clone, PartialEq, Deserialize, utoipa::ToSchema)]
pub struct ConsentConfig {
    /// `[a-z0-9-]{1,60}`, unique in the site. New words need a new id: what people agreed to is
    /// kept with its words.
    pub id: String,
    /// Its words: one text, or one per language.
    pub text: Wording,
    /// Whether there is no place without it.
    #[serde(default)]
    pub required: bool,
}

/// So many days requests and memberships are kept where a site does not say otherwise.
pub const KEPT_DAYS: u16 = 30;

/// So many hours before a meeting members are reminded of it where a site does not say otherwise.
pub const REMIND_HOURS_BEFORE: u8 = 24;

fn a_day() -> u8 {
    REMIND_HOURS_BEFORE
}

fn thirty() -> u16 {
    KEPT_DAYS
}

fn three() -> u8 {
    3
}

fn sixteen() -> u8 {
    16
}

fn together() -> Acknowledge {
    Acknowledge::Together
}

fn page() -> JoinSurface {
    JoinSurface::Page
}

/// A short name: `[a-z0-9-]{1,60}`.
pub(super) fn is_id(id: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=60).contains(&id.len()) && id.bytes().all(letter)
}
