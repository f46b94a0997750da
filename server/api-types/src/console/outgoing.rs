//! Letters of staff's own: they wait ten minutes, are listed, read and stopped.

use serde::{Deserialize, Serialize};

/// The answer of `GET /console/api/outgoing`: what waits, soonest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingList {
    /// One's own; for coordinators, everybody's.
    pub batches: Vec<OutgoingBatch>,
}

/// Letters that were sent together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingBatch {
    /// By which they are stopped.
    pub id: String,
    /// Which letters, kebab-case: `placed`, `declined`, …
    pub kind: String,
    /// How many wait.
    pub letters: u32,
    /// Name of who sent them.
    pub sender: String,
    /// Whether that is who asks.
    pub own: bool,
    /// Name of the person whom they are to or about, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Id of that person's request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// Name of the group that they are about, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// RFC 3339.
    pub written_at: String,
    /// When the first goes, RFC 3339.
    pub due_at: String,
}

/// The answer of `GET /console/api/outgoing/{batch}`: what the letters say, one of each kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingLetters {
    /// At least one: what has gone or was stopped has no page.
    pub letters: Vec<ShownLetter>,
}

/// A letter as its reader will see it, but for its links.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownLetter {
    /// Kebab-case.
    pub kind: String,
    /// BCP 47.
    pub language: String,
    /// Subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
}

/// The answer of `POST /console/api/outgoing/{batch}/stop`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopResponse {
    /// So many letters do not go.
    pub stopped: u32,
    /// So many had gone, or were on their way.
    pub gone: u32,
}
