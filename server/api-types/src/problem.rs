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
    /// Too many requests in a short time.
    SlowDown = "slow-down", 429, "Too many requests";
    /// Our fault. The inside is in our log, not here.
    ServerFault = "server-fault", 500, "Something went wrong on our side";
    /// Starting, stopping or without a database.
    NotReady = "not-ready", 503, "The server is not ready";
}
