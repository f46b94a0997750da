//! Problem documents (RFC 9457): what went wrong, as a code that the widget puts into words.

use serde::{Deserialize, Serialize};

use crate::Choice;

/// A problem document. `title` and `detail` are for developers; members read the widget's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Problem {
    /// URI of the problem's kind: `/problems#{code}`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short, the same for each problem of the kind.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// Kebab-case; see [`ProblemCode`].
    pub code: String,
    /// This one, for a developer. Never repeats what a person typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What is wrong where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// One field or parameter that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Parameter name or JSON pointer.
    pub field: String,
    /// Kebab-case.
    pub code: String,
    /// For a developer: what would be taken.
    pub detail: String,
}

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $word:literal, $status:literal, $title:literal;)+) => {
        /// Every code that the server can answer with.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemCode { $($(#[$meta])* $name,)+ }

        impl ProblemCode {
            /// HTTP status.
            pub fn status(self) -> u16 { match self { $(Self::$name => $status,)+ } }
            /// Title of the kind.
            pub fn title(self) -> &'static str { match self { $(Self::$name => $title,)+ } }
        }

        impl Choice for ProblemCode {
            const ALL: &'static [Self] = &[$(Self::$name,)+];
            const WORDS: &'static [&'static str] = &[$($word,)+];
            fn index(self) -> usize { self as usize }
        }
    };
}

codes! {
    /// No such path.
    NotFound = "not-found", 404, "There is nothing at this address";
    /// No site of that name here.
    UnknownSite = "unknown-site", 404, "This server has no such site";
    /// The site has no such group, or not any more.
    UnknownGroup = "unknown-group", 404, "This site has no such group";
    /// The group asks no such survey.
    UnknownSurvey = "unknown-survey", 404, "This group has no such survey";
    /// The ballot is none of ours, or too old.
    BadBallot = "bad-ballot", 422, "The ballot cannot be taken";
    /// A query parameter has no meaning here.
    BadParameter = "bad-parameter", 400, "A parameter could not be understood";
    /// The cursor is not one of ours.
    BadCursor = "bad-cursor", 400, "The cursor is not one that this server gave";
    /// The path exists, but not for this method.
    MethodNotAllowed = "method-not-allowed", 405, "This address does not take that method";
    /// The body is larger than any that we take.
    TooLarge = "too-large", 413, "The request is too large";
    /// The address is longer than any that we take.
    UriTooLong = "uri-too-long", 414, "The address is too long";
    /// A write from a page whose origin the site does not list.
    ForeignOrigin = "foreign-origin", 403, "This page may not write to the site";
    /// The body is not the JSON that this address takes; `errors` says where.
    BadBody = "bad-body", 400, "The body could not be understood";
    /// The body is not `application/json`.
    NotJson = "not-json", 415, "This address takes application/json";
    /// Fields that cannot be taken as they are; `errors` names each.
    InvalidFields = "invalid-fields", 422, "Some fields need another look";
    /// There is no join form for this group; `detail` says why.
    NoJoinForm = "no-join-form", 409, "This group cannot be joined with a form";
    /// The acknowledged guidelines have a newer version.
    GuidelinesChanged = "guidelines-changed", 409, "The guidelines have changed";
    /// No such version was ever published.
    GuidelinesUnknown = "guidelines-unknown", 422, "There is no such version of the guidelines";
    /// The version is there, but what was read was something else.
    GuidelinesForged = "guidelines-forged", 422, "The guidelines that were read are not those of this version";
    /// A write without `Idempotency-Key`, or with one that is no key.
    BadIdempotencyKey = "bad-idempotency-key", 400, "The Idempotency-Key is missing or no key";
    /// The key was used for another body.
    IdempotencyKeyReused = "idempotency-key-reused", 422, "The Idempotency-Key belongs to another request";
    /// The proof of work is wrong, too old or was used before.
    BadProofOfWork = "bad-proof-of-work", 422, "The proof of work cannot be taken";
    /// No such link or capability, or of another site.
    UnknownToken = "unknown-token", 404, "This link is not known";
    /// The link was used, has expired or was revoked.
    SpentToken = "spent-token", 410, "This link can no longer be used";
    /// The six digits are others.
    WrongCode = "wrong-code", 422, "The code is another one";
    /// What is asked does not go with where the request stands.
    WrongState = "wrong-state", 409, "This cannot be done any more";
    /// Somebody decided about it before.
    AlreadyDecided = "already-decided", 409, "Somebody has decided about this already";
    /// The group has no place to give.
    GroupFull = "group-full", 409, "The group has no free place";
    /// The person is in that group, or on the way to it.
    AlreadyThere = "already-there", 409, "The person is in that group already";
    /// The person gave no address to write to.
    NoAddress = "no-address", 409, "There is no address to write to";
    /// Staff said that nobody is to write to them.
    LeftAlone = "left-alone", 409, "Nobody is to write to this person";
    /// It could have been undone for a while, and cannot any more.
    TooLate = "too-late", 409, "It is too late for that";
    /// Nobody is signed in, or not any more.
    NotSignedIn = "not-signed-in", 401, "Sign in first";
    /// Somebody of the site's staff has this address.
    AlreadyStaff = "already-staff", 409, "Somebody on the staff has this address";
    /// Somebody saved another version since it was opened.
    ChangedSince = "changed-since", 409, "Somebody has changed it since you opened it";
    /// The address is another group's.
    SlugTaken = "slug-taken", 409, "Another group has this address";
    /// Without a purpose no group is published.
    PurposeMissing = "purpose-missing", 422, "Say first what the group is for";
    /// No meeting begins then, or not any more.
    NoSuchMeeting = "no-such-meeting", 409, "No meeting begins then any more";
    /// The passkey was not asked for, is somebody's already, or does not hold.
    PasskeyRefused = "passkey-refused", 422, "This passkey cannot be taken";
    /// Too many requests in a short time.
    SlowDown = "slow-down", 429, "Too many requests";
    /// Our fault. The inside is in our log, not here.
    ServerFault = "server-fault", 500, "Something went wrong on our side";
    /// Starting, stopping or without a database.
    NotReady = "not-ready", 503, "The server is not ready";
}
