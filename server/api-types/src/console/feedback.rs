//! Surveys in the console: what is asked and when, what answers come to, what members say with their name,
//! and what came of it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::GroupOfStaff;
use crate::{Site, SurveyForm, SurveyKind, SurveyOccasion};

/// Longest text of "You said, we did", characters, each of the two.
pub const LONGEST_SAID: usize = 1_000;
/// A member is asked again after so many days at the latest.
pub const MOST_REST_DAYS: u16 = 365;
/// After joining or leaving they are asked after so many days at the latest.
pub const MOST_PLAN_DAYS: u8 = 90;
/// And every so many weeks at the least often.
pub const MOST_PLAN_WEEKS: u8 = 52;

/// Answer of `GET /console/api/feedback`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeedbackOverview {
    /// What the site asks, by slug.
    pub surveys: Vec<SurveyOfSite>,
    /// What comes with Kindred and is not published yet.
    pub ready_made: Vec<ReadyMadeSurvey>,
    /// How many notes of members nobody has read.
    pub unread: u32,
    /// Groups that a plan can be for, by name.
    pub groups: Vec<GroupOfStaff>,
}

/// A published survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurveyOfSite {
    /// Its slug.
    pub slug: String,
    /// Its name, in the reader's language where there is one.
    pub title: String,
    /// The newest version.
    pub version: u32,
    /// When that was published, RFC 3339.
    pub published_at: String,
    /// When members are asked; none where they are only asked on a page of the website.
    pub plans: Vec<SurveyPlan>,
    /// Groups from which there is something, and how much.
    pub counts: Vec<SurveyCountInGroup>,
}

/// A survey that comes with Kindred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyMadeSurvey {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// How many questions.
    pub questions: u32,
    /// Whose it is and on what terms, where it is somebody else's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// When members are asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyPlan {
    /// Its id.
    pub id: String,
    /// On which occasion.
    pub occasion: SurveyOccasion,
    /// For `every-weeks`: how many, 1 to [`MOST_PLAN_WEEKS`].
    pub weeks: u8,
    /// For `on-joining` and `on-leaving`: so many days later, 0 to [`MOST_PLAN_DAYS`].
    pub days: u8,
    /// Nobody is asked again within so many days, whichever the survey; 0 to [`MOST_REST_DAYS`].
    pub rest_days: u16,
    /// The group whose members are asked; absent for every group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupOfStaff>,
}

/// Body of `POST /console/api/feedback/plans`. Numbers that the occasion does not use are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSurveyPlan {
    /// Slug of the survey.
    pub survey: String,
    /// On which occasion.
    pub occasion: SurveyOccasion,
    /// See [`SurveyPlan::weeks`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u8>,
    /// See [`SurveyPlan::days`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u8>,
    /// See [`SurveyPlan::rest_days`].
    pub rest_days: u16,
    /// Slug of the group; absent for every group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// How many were asked and answered one version, in one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyCount {
    /// The version.
    pub version: u32,
    /// Whether these are answers of who found the survey on a page, without being asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_anyone: bool,
    /// How many were asked.
    pub invited: u64,
    /// How many answered.
    pub answered: u64,
    /// How many of them are told of below.
    pub counted: u64,
    /// How many more answers it takes until the next are told of.
    pub missing: u8,
}

/// The same with its group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyCountInGroup {
    /// The group.
    pub group: GroupOfStaff,
    /// How many.
    pub count: SurveyCount,
}

/// Answer of `GET /console/api/feedback/surveys/{survey}`: one that is published, or comes with Kindred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyOfStaff {
    /// Its name.
    pub title: String,
    /// The newest version as it was written, in the form of a survey's file.
    pub record: Value,
    /// Every version, newest first; none where it only comes with Kindred.
    pub versions: Vec<SurveyVersion>,
    /// Languages that it has to speak: the site's.
    pub languages: Vec<String>,
    /// Whose it is and on what terms, where it is somebody else's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyVersion {
    /// From 1.
    pub version: u32,
    /// RFC 3339.
    pub published_at: String,
}

/// Body of `PUT /console/api/feedback/surveys/{survey}`, and of
/// `POST /console/api/feedback/surveys/{survey}/preview`. What is wrong is `invalid-fields`, by pointers that
/// begin with `/record`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyToPublish {
    /// In the form of a survey's file. Its slug is the path's.
    pub record: Value,
    /// BCP 47: the language in which to preview it; for publishing it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Answer to the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyPublished {
    /// The newest version.
    pub version: u32,
    /// False where it was that already, word for word.
    pub is_new: bool,
}

/// Answer to the second: what a member's browser would be given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurveyPreview {
    /// What is asked.
    pub form: SurveyForm,
    /// What members are told of the site.
    pub site: Site,
}

/// Answer of `GET /console/api/feedback/surveys/{survey}/groups/{group}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurveyResults {
    /// The survey's name.
    pub title: String,
    /// The group.
    pub group: GroupOfStaff,
    /// Each version by itself, newest first; of one version answers of who was asked come before those of
    /// who found it on a page.
    pub collections: Vec<CollectionResults>,
}

/// What answers to one version came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CollectionResults {
    /// How many.
    pub count: SurveyCount,
    /// Since when this version is asked, RFC 3339.
    pub published_at: String,
    /// When answers were told of, five or more at a time; in the order of their days.
    pub releases: Vec<ReleaseSpan>,
    /// Each question, in its order; none before the first release.
    pub questions: Vec<QuestionResults>,
    /// Each score.
    pub scores: Vec<ScoreResults>,
}

/// Answers that were told of together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseSpan {
    /// The first day that they are about, `YYYY-MM-DD` in the group's zone; its month, `YYYY-MM`, where some of them
    /// are of a day about which fewer than five were asked.
    pub from: String,
    /// The last.
    pub to: String,
    /// How many.
    pub answers: u32,
}

/// What one question came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionResults {
    /// Its key.
    pub key: String,
    /// How it is answered.
    pub kind: SurveyKind,
    /// What is asked.
    pub text: String,
    /// What its lowest number means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// What its highest number means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// To how many it showed.
    pub shown: u32,
    /// How many answered.
    pub answered: u32,
    /// How many chose what, in the order of the choices, and of none, too. Empty for texts.
    pub counts: Vec<OptionCount>,
    /// The mean of numbers; absent for words and where nobody answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// The same of each release.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub means: Vec<Option<f64>>,
    /// What was written, without names and ways to reach somebody; in no order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// Whether not everybody saw it, so that some of it waits until five did and five did not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
}

/// How many chose something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionCount {
    /// A number, or an option's value.
    pub value: String,
    /// What members read; absent for numbers and for yes and no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How many.
    pub count: u32,
}

/// What a score came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreResults {
    /// Its key.
    pub key: String,
    /// Its name.
    pub title: String,
    /// The lowest and the highest that it can be.
    pub range: (u32, u32),
    /// How many people have one.
    pub people: u32,
    /// How many are in each fifth of the range, the lowest first; none where its questions are answered in
    /// different ways, since sums could tell then which answers are one person's.
    pub bands: Vec<ScoreBand>,
    /// The mean; absent where nobody has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// The same of each release.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub means: Vec<Option<f64>>,
    /// As in [`QuestionResults::waits`]: not everybody has one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
}

/// A part of a score's range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreBand {
    /// The lowest in it.
    pub from: u32,
    /// The highest in it.
    pub to: u32,
    /// How many people.
    pub count: u32,
}

/// Answer of `GET /console/api/feedback/surveys/{survey}/comparison` (`?version=`): groups side by side, by
/// one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurveyComparison {
    /// The survey's name.
    pub title: String,
    /// The version that is compared.
    pub version: u32,
    /// Those from which there is anything, newest first.
    pub versions: Vec<u32>,
    /// What is compared: questions that are answered with a number, and scores.
    pub measures: Vec<ComparedMeasure>,
    /// Each group from which there is anything, by name.
    pub groups: Vec<ComparedGroup>,
}

/// Something that is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedMeasure {
    /// Key of the question or score.
    pub key: String,
    /// What is asked, or its name.
    pub text: String,
    /// The lowest and the highest that it can be.
    pub range: (u32, u32),
}

/// A group beside others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparedGroup {
    /// The group.
    pub group: GroupOfStaff,
    /// How many were asked and answered.
    pub count: SurveyCount,
    /// The mean of each measure; absent before the first release, and where nobody answered.
    pub means: Vec<Option<f64>>,
}

/// Answer of `GET /console/api/feedback/notes`: what members say with their name, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberNotes {
    /// Each.
    pub notes: Vec<MemberNoteOfStaff>,
}

/// A note of a member, or answers with their name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberNoteOfStaff {
    /// Its id.
    pub id: String,
    /// The group.
    pub group: GroupOfStaff,
    /// What the group calls who wrote it.
    pub person: String,
    /// Id of their request.
    pub request: String,
    /// RFC 3339.
    pub sent_at: String,
    /// When somebody on the staff read it, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<String>,
    /// The note; absent for answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Name of the survey that is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub survey: Option<String>,
    /// Its questions with what was answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerWithName>,
}

/// A question with what somebody answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerWithName {
    /// What is asked.
    pub question: String,
    /// How it is answered.
    pub kind: SurveyKind,
    /// What was answered: a number, what was written, or the labels of what was chosen; `yes` and `no` for
    /// those.
    pub answer: Vec<String>,
}

/// Answer of `GET /console/api/feedback/said`: "You said, we did" of the groups that one sees, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidAndDoneList {
    /// Each.
    pub notes: Vec<SaidAndDoneOfStaff>,
    /// Groups for which one can write one, by name.
    pub groups: Vec<GroupOfStaff>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidAndDoneOfStaff {
    /// Its id.
    pub id: String,
    /// For whom.
    pub group: GroupOfStaff,
    /// What members said.
    pub said: String,
    /// What was done.
    pub did: String,
    /// BCP 47, of both.
    pub language: String,
    /// RFC 3339.
    pub written_at: String,
}

/// Body of `POST /console/api/groups/{group}/said`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSaidAndDone {
    /// What members said, in one's own words; at most [`LONGEST_SAID`] characters.
    pub said: String,
    /// What was done about it; as long.
    pub did: String,
    /// BCP 47, of both: one of the site's.
    pub language: String,
}
