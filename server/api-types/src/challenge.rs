//! Proof of work: a small search that a device does, in place of a puzzle that a person would.
//!
//! Names and shapes are those of ALTCHA's protocol, version 2, which other solvers speak too;
//! hence the `camelCase`.

use serde::{Deserialize, Serialize};

/// Answer of `GET /v1/sites/{site}/challenge`. The solution goes into
/// [`crate::NewJoinRequest::proof_of_work`]: `{"challenge": …, "solution": {"counter": …,
/// "derivedKey": "…"}}` as JSON, in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// What is searched for, and where.
    pub parameters: ChallengeParameters,
    /// The server's signature over the parameters, hexadecimal.
    pub signature: String,
}

/// What is searched for: the counter whose key begins with `key_prefix`. The key is the hash of
/// salt, nonce and the counter as four bytes, the most significant first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChallengeParameters {
    /// `SHA-256`.
    pub algorithm: String,
    /// How often is hashed for one key.
    pub cost: u32,
    /// Ours, signed with the rest.
    pub data: ChallengeData,
    /// Length of the key, bytes.
    pub key_length: u32,
    /// Its first bytes, hexadecimal.
    pub key_prefix: String,
    /// 16 random bytes, hexadecimal.
    pub nonce: String,
    /// 16 random bytes, hexadecimal.
    pub salt: String,
}

/// What the challenge says beside the protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ChallengeData {
    /// A solution is taken until then, seconds since 1970, UTC.
    pub expires_at: u32,
}
