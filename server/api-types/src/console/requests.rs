//! Requests to join, as staff read and answer them.

use serde::{Deserialize, Serialize};

use crate::{
    Audience, CallOutcome, DeclineReason, GroupOfStaff, JoinState, MemberContact, NewJoinRequest,
    OnBehalfOf, QueueState, ShownLetter, SilenceReason, Stage,
};

/// The answer of `GET /console/api/requests?state=&group=&cursor=`: what is most urgent first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestQueue {
    /// At most fifty.
    pub requests: Vec<QueuedRequest>,
    /// How many there are of each kind, in the groups that were asked for.
    pub counts: Vec<QueueCount>,
    /// The viewer's groups that people join by a request, by name: to choose from.
    pub groups: Vec<GroupOfStaff>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// How many of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueCount {
    /// Which.
    pub state: QueueState,
    /// So many.
    pub requests: u32,
}

/// A request, with all that the person told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedRequest {
    /// In addresses.
    pub id: String,
    /// To read out on the phone.
    pub reference: String,
    /// What there is to do; absent where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<QueueState>,
    /// Where it stands.
    pub state: JoinState,
    /// Which group.
    pub group: GroupOfStaff,
    /// Who asks, and what they told.
    pub person: Applicant,
    /// When it came, RFC 3339.
    pub requested_at: String,
    /// Since when it stands there, RFC 3339.
    pub since: String,
    /// Until when an answer is promised, RFC 3339.
    pub answer_by: String,
    /// Whether somebody waits longer than that.
    pub overdue: bool,
    /// The newest version of the guidelines that they acknowledged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidelines: Option<String>,
    /// How often nobody was reached.
    pub calls: u32,
    /// When last, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_call: Option<String>,
    /// What staff asked last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Since when they wait for the answer, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<String>,
    /// Their place in the waiting list, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_in_line: Option<u32>,
    /// Until when a place is kept for them, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<String>,
    /// Who decided, where somebody did in the console.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Decider>,
    /// Why nobody is to write to or ring them; absent while one may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<SilenceReason>,
    /// That they were taken out of this group before, where there is something to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed_before: Option<RemovedBefore>,
}

/// That somebody was taken out of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedBefore {
    /// When, RFC 3339.
    pub at: String,
    /// Why, as it was written then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Who decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decider {
    /// As they are called.
    pub name: String,
    /// Whether that is who asks.
    pub own: bool,
}

/// What a person told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// What the group may call them.
    pub display_name: String,
    /// How to reach them; absent for who only reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<MemberContact>,
    /// Language to write to them in, BCP 47.
    pub language: String,
    /// Who filled it in.
    pub on_behalf_of: OnBehalfOf,
    /// Name and relation of who did so for somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_in_by: Option<String>,
    /// Years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
    /// As typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
    /// As what they come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Audience>,
    /// Where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// As typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_needs: Option<String>,
    /// As typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// The group may read it, too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub share_introduction: bool,
    /// The group's own questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerTold>,
    /// What they agreed to, in the words that they read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<String>,
}

/// An answer with its question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerTold {
    /// The question as it was read.
    pub asked: String,
    /// What was typed, the choice as it was read, or `yes` or `no`.
    pub answer: String,
    /// Whether it is `yes` or `no`, which the reader's language has words for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub yes_no: bool,
}

/// The answer of `GET /console/api/requests/{request}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestDetail {
    /// The request.
    pub request: QueuedRequest,
    /// What happened to it, oldest first.
    pub history: Vec<RequestStep>,
    /// Letters about it, oldest first.
    pub letters: Vec<LetterOfRequest>,
    /// Groups to which it can be moved, by name.
    pub move_to: Vec<GroupOfStaff>,
    /// Kind words to begin a refusal with, in the person's language.
    pub decline_texts: Vec<DeclineText>,
    /// Whether what was decided can be taken back still.
    pub can_take_back: bool,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestStep {
    /// A state, or what else happened; kebab-case.
    pub step: String,
    /// member, facilitator, coordinator or server.
    pub actor: String,
    /// RFC 3339.
    pub at: String,
}

/// A letter, as far as its row tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterOfRequest {
    /// Kebab-case.
    pub kind: String,
    /// waiting, sent, stopped or dead.
    pub state: String,
    /// When it was written, RFC 3339.
    pub written_at: String,
    /// When it went, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<String>,
}

/// Words to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclineText {
    /// For which reason.
    pub reason: DeclineReason,
    /// The words.
    pub text: String,
}

/// The answer to whatever is done about a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestDone {
    /// Where it stands now.
    pub state: JoinState,
    /// What goes out in ten minutes, if anything does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<MailOnItsWay>,
}

/// Letters that wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailOnItsWay {
    /// By which it is stopped.
    pub batch: String,
    /// When it goes, RFC 3339.
    pub due_at: String,
    /// What it says, one of each kind.
    pub letters: Vec<ShownLetter>,
}

/// Body of `POST …/decline`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclineRequest {
    /// What the letter says, 1 to 2,000 characters.
    pub text: String,
}

/// Body of `POST …/question`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionRequest {
    /// What is asked, 1 to 2,000 characters.
    pub text: String,
}

/// Body of `POST …/move`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveRequest {
    /// Slug of the other group.
    pub group: String,
}

/// Body of `POST …/call`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallRequest {
    /// How it went.
    pub outcome: CallOutcome,
}

/// Body of `POST /console/api/requests/approve`: several at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApproveRequests {
    /// Their ids, 1 to 100.
    pub requests: Vec<String>,
}

/// What came of several: each is approved wholly or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovedRequests {
    /// In the order in which they were named.
    pub results: Vec<ApprovedRequest>,
    /// What goes out in ten minutes, if anything does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<MailOnItsWay>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovedRequest {
    /// Its id.
    pub request: String,
    /// The code of why it was not approved, as single requests are refused; absent if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// Body of `POST /console/api/groups/{group}/requests`: somebody rang.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnterRequest {
    /// What they said, as the group's join form asks it.
    pub said: NewJoinRequest,
    /// The guidelines were read out to them, and they agreed.
    #[serde(default)]
    pub read_out: bool,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnteredRequest {
    /// To read out.
    pub reference: String,
    /// Where they stand.
    pub state: JoinState,
    /// They had asked before, so nothing was added.
    pub before: bool,
    /// What goes out in ten minutes, if anything does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<MailOnItsWay>,
}
