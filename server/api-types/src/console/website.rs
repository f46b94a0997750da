//! The site's settings in the console: looks, own words, crisis lines, and the whole text.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::CrisisLines;

/// The longest text that is taken, bytes.
pub const LONGEST_SITE_TEXT: usize = 48_000;

/// Answer of `GET /console/api/website`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Website {
    /// The newest version; 0 where nothing was set yet.
    pub version: u32,
    /// Its text, TOML.
    pub text: String,
    /// What can be set, in the order of the documents.
    pub keys: Vec<WebsiteKey>,
    /// Languages of the site in which there are texts to word otherwise: tags of two or three letters.
    pub worded: Vec<String>,
    /// The site's country, whose crisis lines come first; absent where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Crisis lines of that country, as members see them.
    pub crisis: Vec<CrisisLines>,
    /// Every version that is kept, newest first.
    pub versions: Vec<WebsiteVersion>,
    /// What is wrong with the site's files and settings, by the file's name; it is served as it last was.
    pub problems: Vec<WebsiteProblem>,
}

/// A key at the top of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WebsiteKey {
    /// Its name.
    pub key: String,
    /// The site's file on the server has it: it can only be changed there.
    pub in_file: bool,
    /// What the file says, or else the text; absent where neither says anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// A version that is or was in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebsiteVersion {
    /// From 1.
    pub version: u32,
    /// Who wrote it.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// What is wrong with a file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebsiteProblem {
    /// Its name below `sites/`.
    pub file: String,
    /// Line, column, and what is wrong.
    pub problem: String,
}

/// Answer of `GET /console/api/website/versions/{version}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebsiteText {
    /// The text as it was written.
    pub text: String,
}

/// Answer of `GET /console/api/website/words/{language}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebsiteWords {
    /// By part: `finder`, `join`, `survey`, `shared`.
    pub parts: Vec<WebsitePart>,
}

/// The texts of one part that ship.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebsitePart {
    /// Its name.
    pub part: String,
    /// Key and text, by key.
    pub texts: Vec<(String, String)>,
}

/// Body of `POST /console/api/website/check`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextToCheck {
    /// TOML.
    pub text: String,
}

/// Its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextChecked {
    /// Everything that is wrong; nothing for a text that could be taken.
    pub findings: Vec<WebsiteFinding>,
}

/// Something wrong in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebsiteFinding {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// What is wrong, and what would do.
    pub problem: String,
}

/// Body of `PUT /console/api/website`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextToReplace {
    /// The version that it was made of; 0 for none.
    pub version: u32,
    /// TOML.
    pub text: String,
}

/// Body of `PUT /console/api/website/keys/{key}`. Faults are pointers into it. That of a colour which cannot be
/// read says in backquotes which colour on which, and last the nearest that can be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyToSet {
    /// The version that it was made of; 0 for none.
    pub version: u32,
    /// What it is to be, as JSON; null takes it out.
    pub value: Value,
}

/// Answer of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebsiteSaved {
    /// The version that is in force now.
    pub version: u32,
}
