//! What is held, for staff: the audit trail, and what retention will delete.

use serde::{Deserialize, Serialize};

/// A page of the audit trail: the answer of `GET /console/api/audit`, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditTrail {
    /// What was done.
    pub events: Vec<AuditEvent>,
    /// Everybody who is or was on the staff, by name: whom one can ask for.
    pub people: Vec<AuditPerson>,
    /// The words of all that was ever done, sorted: what one can ask for.
    pub deeds: Vec<String>,
    /// For the next page, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Something that staff did or looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEvent {
    /// Stays the same for good.
    pub id: String,
    /// When, RFC 3339.
    pub at: String,
    /// Id of who did it; `operator` for the command line.
    pub who: String,
    /// What was done, a kebab-case word.
    pub what: String,
    /// The kind of thing that it was done to, a kebab-case word.
    pub thing: String,
    /// Its id.
    pub thing_id: String,
    /// What staff call it, where it is still there: a group's name, a colleague's, the reference of
    /// a request. Never the name of a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called: Option<String>,
}

/// Somebody who is or was on the staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPerson {
    /// Stays the same for good.
    pub id: String,
    /// As they are called.
    pub name: String,
    /// Whether they were taken off.
    #[serde(default)]
    pub ended: bool,
}

/// What goes when: the answer of `GET /console/api/retention`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// Each kind of thing that is held for a time.
    pub kinds: Vec<RetentionKind>,
}

/// One kind of thing that is held for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionKind {
    /// Which, a kebab-case word: `requests`, `memberships`, `concerns`, `hand-overs`, `letters`,
    /// `links`, `searches`.
    pub kind: String,
    /// For how many days it is kept once it is over.
    pub kept_days: u32,
    /// How many are held, over or not.
    pub held: u64,
    /// How many go when it is next looked at, within a day.
    pub now: u64,
    /// How many more go within the thirty days from now, if nothing else happens to them.
    pub soon: u64,
    /// When the longest ended of those that are held was over, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest: Option<String>,
}
