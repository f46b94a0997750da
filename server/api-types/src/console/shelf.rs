//! The shelf: what staff may read and use, from ground rules to crisis guidance.

use serde::{Deserialize, Serialize};

use crate::{Block, CrisisLines, Format, ShelfKind, ShelfTheme, Span, Stage};

/// The answer of `GET /console/api/shelf`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfList {
    /// What was asked for, in the shelf's order: by kind, then by title.
    pub items: Vec<ShelfEntry>,
}

/// Something on the shelf, as far as a list tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfEntry {
    /// Unique on the site's shelf, the same in every language.
    pub slug: String,
    /// What it is.
    pub kind: ShelfKind,
    /// Its title; of a prompt, the question itself.
    pub title: String,
    /// What it is good for, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// In which it is written, BCP 47: the asked one where the shelf has it.
    pub language: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<ShelfTheme>,
    /// Where people are on their way; none where it is for everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    /// How the group meets; none where it does not matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formats: Vec<Format>,
    /// Whether it is fit to be shown to members.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_members: bool,
    /// Whether the site wrote it itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
}

/// The answer of `GET /console/api/shelf/{item}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfItem {
    /// What a list tells of it.
    pub entry: ShelfEntry,
    /// The text.
    pub text: Vec<ShelfPart>,
    /// Where there is more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<ShelfLink>,
    /// When somebody last looked whether the links lead where they say, `YYYY-MM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
    /// What else on the shelf helps with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub see: Vec<ShelfSee>,
    /// Whom to ring: the site's own lines, where a life may be in danger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crisis: Vec<CrisisLines>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShelfPart {
    /// Headings, paragraphs and lists.
    Text(Vec<Block>),
    /// A table.
    Table(ShelfTable),
}

/// A table: what its columns are called, and its rows, whose first cell says what the row is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfTable {
    /// One cell a column.
    pub head: Vec<Vec<Span>>,
    /// Each as long as the head.
    pub rows: Vec<Vec<Vec<Span>>>,
}

/// A link to somebody else's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShelfLink {
    /// Whose page, and what is there.
    pub title: String,
    /// https.
    pub url: String,
}

/// Something else on the shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfSee {
    /// Which.
    pub slug: String,
    /// Its title.
    pub title: String,
}
