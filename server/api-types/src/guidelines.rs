//! A group's guidelines: the site's rules and the group's own, in one published version.

use serde::{Deserialize, Serialize};

use crate::{Acknowledge, Block, GuidelineChange, GuidelineScope};

/// Answer of `GET /v1/sites/{site}/groups/{group}/guidelines`, texts in the asked language
/// (`?lang=`), compared with an earlier version where asked (`?since=`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Guidelines {
    /// The site's version and the group's, `3.1`; 0 where nothing was ever published. It names
    /// one content for good.
    pub version: String,
    /// SHA-256 of what is shown here (rules, reasons, their order, the language), base64url.
    pub hash: String,
    /// Language of the texts here, BCP 47.
    pub language: String,
    /// Whether each rule is acknowledged by itself or all at the end.
    pub acknowledge: Acknowledge,
    /// When the newest part was published, RFC 3339, UTC; `None` while there is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<String>,
    /// The rules in order; empty where neither site nor group has any.
    pub items: Vec<Guideline>,
    /// In the publisher's words, what is new since `since`, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub what_changed: Vec<Block>,
    /// Rules of `since` that are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Guideline {
    /// Stays the same while the rule is reworded: `[a-z0-9-]{1,60}`, unique in its scope.
    pub key: String,
    /// Whose rule it is.
    pub scope: GuidelineScope,
    /// One short sentence.
    pub rule: String,
    /// Why, and what it means in practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Block>,
    /// How it differs from `since`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<GuidelineChange>,
}

/// Which guidelines somebody acknowledged: what they were shown, named so that it can be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// [`Guidelines::version`].
    pub version: String,
    /// [`Guidelines::hash`].
    pub hash: String,
    /// [`Guidelines::language`].
    pub language: String,
}

/// What the server keeps of an acknowledgement, and what the member is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AcknowledgementReceipt {
    /// The version.
    pub version: String,
    /// Its content hash.
    pub hash: String,
    /// The language in which it was read.
    pub language: String,
    /// When, RFC 3339, UTC.
    pub acknowledged_at: String,
}
