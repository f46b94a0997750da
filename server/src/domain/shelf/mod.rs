//! The staff's shelf: texts to read and to use, in one language each, and which of them a site has.
//!
//! What belongs here: what such a text is and may say, how its Markdown is read, what is found by kind,
//! theme, stage and words, and what staff may lay out for members. What does not: files and folders
//! (`config/shelf_*.rs`), the texts themselves (`server/shelf/`), rows (`store/staff/resources.rs`).

mod find;
mod front;
mod resource;
mod text;

use std::sync::Arc;

use api_types::{ShelfEntry, ShelfKind};
use catalogue::fold;

pub use find::{Shelf, ShelfAsked};
pub use front::{FrontMatter, check_front};
pub use resource::{MOST_RESOURCES, ResourceRecord};
pub use text::{for_members, parts};

/// Longest text, characters.
pub const LONGEST: usize = 20_000;

/// Something on a shelf, in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct ShelfText {
    /// The same in every language.
    pub slug: String,
    /// BCP 47.
    pub language: String,
    /// What it is.
    pub kind: ShelfKind,
    /// Whether a site wrote it.
    pub own: bool,
    /// What stands before the text.
    pub front: FrontMatter,
    /// Markdown.
    pub body: String,
    /// Title, and all the words, as they are searched.
    folded: (String, String),
}

impl ShelfText {
    /// A text that was checked.
    pub fn new(
        (language, kind, slug): (&str, ShelfKind, &str),
        own: bool,
        front: FrontMatter,
        body: &str,
    ) -> Self {
        let title = fold(&front.title);
        let summary = front.summary.as_deref().unwrap_or_default();
        let all = fold(&[&front.title, summary, body].join(" "));
        Self {
            slug: slug.to_owned(),
            language: language.to_owned(),
            kind,
            own,
            front,
            body: body.to_owned(),
            folded: (title, all),
        }
    }

    /// What a list tells of it.
    pub fn entry(&self) -> ShelfEntry {
        ShelfEntry {
            slug: self.slug.clone(),
            kind: self.kind,
            title: self.front.title.clone(),
            summary: self.front.summary.clone(),
            language: self.language.clone(),
            themes: self.front.themes.clone(),
            stages: self.front.stages.clone(),
            formats: self.front.formats.clone(),
            for_members: self.front.for_members,
            own: self.own,
        }
    }
}

/// Shared, since every site has the shipped ones.
pub type Shared = Arc<ShelfText>;
