//! Joining a group: what the form asks, what comes in, and what the person is told at once.

use serde::{Deserialize, Serialize};

use crate::{
    Acknowledgement, AcknowledgementReceipt, Audience, Availability, Contact, ContactKind,
    EligibilityHint, Guidelines, HostPlatform, JoinField, JoinPolicy, JoinState, JoinSurface,
    JoinUnavailable, OnBehalfOf, QuestionKind, Stage,
};

/// Answer of `GET /v1/sites/{site}/groups/{group}/join-form`: everything that the form needs,
/// texts in the asked language (`?lang=`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JoinForm {
    /// Slug of the group.
    pub group: String,
    /// The group's name.
    pub name: String,
    /// Language of the group's own texts, BCP 47.
    pub group_language: String,
    /// Language of the texts here, BCP 47.
    pub language: String,
    /// How one joins.
    pub policy: JoinPolicy,
    /// Why there is no form; the group's contact is shown instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unavailable: Option<JoinUnavailable>,
    /// Whether a place can be had; `None` for groups without a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// Whom it is for; empty means everyone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Audience>,
    /// Stages; empty means any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stage: Vec<Stage>,
    /// Youngest and oldest age, years.
    #[serde(default, skip_serializing_if = "AgeRange::is_open")]
    pub ages: AgeRange,
    /// Below this age a guardian completes the form, years.
    pub age_of_consent: u8,
    /// Ways to reach a person that the group can use; at least one.
    pub contact_kinds: Vec<ContactKind>,
    /// Further fields, in order.
    pub fields: Vec<FieldAsked>,
    /// The facilitator's open prompt over the introduction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction_prompt: Option<String>,
    /// Screening questions, at most ten.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<ScreeningQuestion>,
    /// What one is asked to agree to, each by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<ConsentAsked>,
    /// Who handles what is written here, and how.
    pub privacy: JoinPrivacy,
    /// Somebody answers within so many working days.
    pub answer_within_days: u8,
    /// Whether a note before each meeting can be asked for, by who is reached by email.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reminders: bool,
    /// The guidelines to acknowledge.
    pub guidelines: Guidelines,
    /// Where the flow may stand: in the page, or in a frame of the server's own origin.
    pub surface: JoinSurface,
    /// Whom to ask instead.
    pub contact: Contact,
    /// Where the group lives; what is needed there is the widget's to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_platform: Option<HostPlatform>,
}

/// Youngest and oldest age, years; `None` for no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AgeRange {
    /// Youngest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u8>,
    /// Oldest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u8>,
}

impl AgeRange {
    /// True when everybody is old enough and young enough.
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

/// One field of the form beside name and contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldAsked {
    /// Which.
    pub field: JoinField,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
}

/// A question that the facilitator asks beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ScreeningQuestion {
    /// `[a-z0-9-]{1,60}`, unique in the form.
    pub id: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The question.
    pub text: String,
    /// A line beneath it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Whether it must be answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// The choices, for `choice`; two for `yes-no`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<QuestionOption>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct QuestionOption {
    /// What is sent: `[a-z0-9-]{1,60}`; `yes` and `no` for `yes-no`.
    pub value: String,
    /// What people read; absent for `yes-no`, which the widget words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What the site wants to say to who chooses this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<EligibilityHint>,
    /// The hint's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint_text: Option<String>,
}

/// Something to agree to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ConsentAsked {
    /// `[a-z0-9-]{1,60}`, unique in the form.
    pub id: String,
    /// Its words, which are stored beside the answer.
    pub text: String,
    /// Whether there is no place without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
}

/// Who handles what is written, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JoinPrivacy {
    /// The site's privacy notice, http(s).
    pub url: String,
    /// Who is responsible.
    pub controller: String,
    /// What for.
    pub purpose: String,
    /// Who reads it.
    pub readers: String,
    /// Requests that came to nothing are deleted after so many days.
    pub requests_kept_days: u16,
    /// What is held of a member is deleted so many days after they left.
    pub memberships_kept_days: u16,
}

/// Body of `POST /v1/sites/{site}/groups/{group}/join-requests`. The header `Idempotency-Key`
/// names the attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewJoinRequest {
    /// Who is filling it in.
    pub on_behalf_of: OnBehalfOf,
    /// Name and relation of who fills it in, when it is somebody else; at most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_in_by: Option<String>,
    /// True when somebody else confirms that the person agrees.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub person_agrees: bool,
    /// Age in years, where the group or the site asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
    /// What the group may call the person, 1 to 60 characters.
    pub display_name: String,
    /// One way to reach them.
    pub contact: MemberContact,
    /// At most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
    /// As what they come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Audience>,
    /// Where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// At most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_needs: Option<String>,
    /// At most 2,000 characters; read by the facilitator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// The introduction may be shown to the group.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub share_introduction: bool,
    /// Answers to the screening questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<ScreeningAnswer>,
    /// What they agreed to: ids of consents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<String>,
    /// Which guidelines they acknowledged; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidelines: Option<Acknowledgement>,
    /// They want a note before each meeting. It comes by email: beside a number this counts for
    /// nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reminders: bool,
    /// Language to write to them in, BCP 47.
    pub language: String,
    /// IANA zone of their device, for times in letters to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Solved proof of work, base64; absent when the device was not done in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_of_work: Option<String>,
    /// A field that people do not see. Whoever fills it in is a program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
}

/// One way to reach a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberContact {
    /// Which.
    pub kind: ContactKind,
    /// Address or number as typed, at most 254 characters.
    pub value: String,
}

impl std::fmt::Debug for MemberContact {
    /// Never shows the value: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MemberContact({:?}, withheld)", self.kind)
    }
}

/// An answer to a screening question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ScreeningAnswer {
    /// Id of the question.
    pub question: String,
    /// Free text, or a value of the options.
    pub answer: String,
}

/// Answer to an accepted join request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JoinReceipt {
    /// To read out on the phone: `KIN-7F3K-2Q`.
    pub reference: String,
    /// Where the request stands. Always `requested`, whatever is known of the person.
    pub state: JoinState,
    /// Capability to prove, to correct the address and to withdraw until the address is proved.
    pub follow_up: String,
    /// How they are reached.
    pub contact_kind: ContactKind,
    /// Somebody answers by this date, `YYYY-MM-DD` in the site's zone.
    pub answer_by: String,
    /// An unproved place is held until then, RFC 3339, UTC.
    pub held_until: String,
    /// True when a person looks at it before anything is sent, as when the proof of work is
    /// missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held_for_review: bool,
    /// Receipt of the acknowledged guidelines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidelines: Option<AcknowledgementReceipt>,
}

/// Body of `POST /v1/sites/{site}/join-requests/prove`: the six digits of the letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProveAddress {
    /// [`JoinReceipt::follow_up`].
    pub follow_up: String,
    /// Six digits; spaces between them do no harm.
    pub code: String,
}

/// Body of `POST /v1/sites/{site}/join-requests/correct`: the address was mistyped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectContact {
    /// [`JoinReceipt::follow_up`].
    pub follow_up: String,
    /// The right one.
    pub contact: MemberContact,
}

/// Answer to a corrected contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CorrectedContact {
    /// How they are reached now.
    pub contact_kind: ContactKind,
    /// An unproved place is held until then, RFC 3339, UTC.
    pub held_until: String,
}

/// Body of `POST /v1/sites/{site}/join-requests/take-back`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TakeBack {
    /// [`JoinReceipt::follow_up`].
    pub follow_up: String,
}

/// Body of `POST /v1/sites/{site}/join-requests/send-link`: the link to a member's page got lost.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendLink {
    /// The address that they joined with.
    pub contact: MemberContact,
}

/// Where a request stands.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Standing {
    /// Where.
    pub state: JoinState,
    /// The link to the member's page, the first time that it stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_page: Option<String>,
    /// The token of that link, for the same page within the widget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
}
