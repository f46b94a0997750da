//! Answering a survey: what a member is shown, and what goes back.
//!
//! An invitation (a link in a letter) knows who was asked. It is exchanged for a ballot, which does not:
//! answers go with the ballot, in a request of their own, without any header of the member's.

use serde::{Deserialize, Serialize};

use crate::{Survey, SurveyAnswers};

/// From so many answers on staff read any of them.
pub const ANSWERS_NEEDED: u8 = 5;
/// Longest note to a facilitator, characters.
pub const LONGEST_MEMBER_NOTE: usize = 4_000;

/// Answer of `GET /v1/sites/{site}/groups/{group}/surveys/{survey}`, texts in the asked language
/// (`?lang=`): the newest version, and what came of earlier answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SurveyForm {
    /// What is asked.
    pub survey: Survey,
    /// The group's name.
    pub group_name: String,
    /// Whether it can be answered without an invitation.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anyone: bool,
    /// Whether the group has somebody who reads notes: those are [`NewMemberNote`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub takes_notes: bool,
    /// "You said, we did", newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<SaidAndDone>,
}

/// What members said, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SaidAndDone {
    /// What members said, in staff's words.
    pub said: String,
    /// What the group did about it.
    pub did: String,
    /// BCP 47, of both.
    pub language: String,
    /// When staff wrote it, `YYYY-MM-DD` in the site's zone.
    pub on: String,
}

/// Answer of `GET /v1/sites/{site}/invitation`, with `Authorization: Bearer` and the token of the link. It
/// names nobody. `unknown-token` where it was used, or is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SurveyInvitation {
    /// Slug of the group.
    pub group: String,
    /// Slug of the survey.
    pub survey: String,
    /// The day of the meeting that it is about, `YYYY-MM-DD` in the group's zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_on: Option<String>,
}

/// Body of `POST /v1/sites/{site}/ballots`: an invitation (its token in `Authorization: Bearer`) is spent for
/// a ballot; or, where anybody may answer, a proof of work is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewBallot {
    /// Made by the device when the form opens: 43 letters of base64url, of chance. Asking again with the
    /// same gives the same ballot.
    pub attempt: String,
    /// Slug of the group.
    pub group: String,
    /// Slug of the survey.
    pub survey: String,
    /// The version that was shown.
    pub version: u32,
    /// As in [`crate::NewJoinRequest`], where there is no invitation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_of_work: Option<String>,
}

/// Answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Ballot {
    /// Good for one set of answers, and leads to nobody.
    pub ballot: String,
}

/// Body of `POST /v1/sites/{site}/answers`. The same again changes nothing and is answered alike: the first
/// answers of a ballot count. `invalid-fields` points to `/answers/<key of the question>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAnswers {
    /// The ballot.
    pub ballot: String,
    /// By the key of the question; at least one.
    pub answers: SurveyAnswers,
}

/// Body of `POST /v1/sites/{site}/invitation/answers`: answers with the member's name, which the group's
/// staff read at once and which are in no table of results. Spends the invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NamedAnswers {
    /// As in [`NewBallot`].
    pub attempt: String,
    /// The version that was shown.
    pub version: u32,
    /// By the key of the question; at least one.
    pub answers: SurveyAnswers,
}

/// Body of `POST /v1/sites/{site}/invitation/notes`: a note with the member's name, which the group's staff
/// get at once. The invitation stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMemberNote {
    /// Made by the device when the form opens, another than the ballot's; the same again is one note.
    pub attempt: String,
    /// At most [`LONGEST_MEMBER_NOTE`] characters.
    pub text: String,
}

/// Body of `POST /v1/sites/{site}/invitation/decline`: they will not answer. Spends the invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclineSurvey {
    /// Whether they do not want to be asked again in this group.
    pub never_again: bool,
}
