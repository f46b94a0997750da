//! Passkeys of staff. What browser and authenticator say to each other goes through as text, JSON: its
//! form is WebAuthn's.

use serde::{Deserialize, Serialize};

/// The answer of `GET /console/api/passkeys`: one's own, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyList {
    /// Whether this server has a name that passkeys can belong to.
    pub available: bool,
    /// Those there are.
    pub passkeys: Vec<PasskeyOfStaff>,
}

/// One of somebody's passkeys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyOfStaff {
    /// Stays the same for good.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added, RFC 3339.
    pub since: String,
    /// When somebody last signed in with it, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<String>,
}

/// What a browser is asked: by `POST /console/api/passkeys/question` for a new passkey, by
/// `POST /console/passkey/question` for any there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyQuestion {
    /// To be brought back with the answer, within ten minutes.
    pub token: String,
    /// What `navigator.credentials` takes, JSON with binary parts in base64url.
    pub options: String,
}

/// Body of `POST /console/api/passkeys`: a new passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPasskeyRequest {
    /// Of the question.
    pub token: String,
    /// What its owner calls it, at most 60 characters.
    pub name: String,
    /// What the browser gave, JSON as `PublicKeyCredential.toJSON` writes it.
    pub credential: String,
}

/// Body of `POST /console/passkey`: somebody signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyAnswer {
    /// Of the question.
    pub token: String,
    /// What the browser gave, JSON as `PublicKeyCredential.toJSON` writes it.
    pub credential: String,
    /// `today`, or `week` on a device of one's own.
    pub stay: String,
}
