//! What stands before a text of the shelf: its title, and by what it is found.

use api_types::{Format, ShelfKind, ShelfLink, ShelfTheme, Stage};
use serde::Deserialize;

use super::LONGEST;
use crate::domain::check::{Check, FieldError, LINE, NOTE};

/// A file's front matter, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct FrontMatter {
    /// Its title; of a prompt, the question itself.
    pub title: String,
    /// What it is good for, in a line.
    pub summary: Option<String>,
    /// What it is about.
    pub themes: Vec<ShelfTheme>,
    /// For whom; none is for everybody.
    pub stages: Vec<Stage>,
    /// For groups that meet so; none is for all.
    pub formats: Vec<Format>,
    /// Whether members may read it.
    pub for_members: bool,
    /// Whether the site's crisis lines stand beside it.
    pub crisis: bool,
    /// Its place among those of its kind: small numbers first.
    pub order: Option<u16>,
    /// Where there is more.
    pub links: Vec<ShelfLink>,
    /// When somebody last followed the links, `YYYY-MM`.
    pub checked: Option<String>,
    /// Slugs of what else helps.
    pub see: Vec<String>,
}

/// Checks a front matter with the text behind it; the errors name every field that cannot stay so.
/// What is wrong with the text itself is under `body`.
pub fn check_front(
    front: &FrontMatter,
    kind: ShelfKind,
    body: &str,
) -> Result<(), Vec<FieldError>> {
    let mut check = Check::default();
    check.required("title", &front.title);
    check.optional("summary", front.summary.as_deref(), NOTE);
    check.choices("themes", &front.themes);
    check.choices("stages", &front.stages);
    check.choices("formats", &front.formats);
    check.list("links", front.links.len());
    for (at, link) in front.links.iter().enumerate() {
        let path = |field: &str| format!("links.{at}.{field}");
        check.required(&path("title"), &link.title);
        check.link(&path("url"), Some(&link.url));
        if !link.url.starts_with("https://") {
            check.fault(&path("url"), "bad-url", "a link begins with https://");
        }
    }
    if front
        .checked
        .as_deref()
        .is_some_and(|month| !is_month(month))
    {
        check.fault("checked", "bad-month", "a month such as 2026-11");
    }
    check.choices("see", &front.see);
    for (at, slug) in front.see.iter().enumerate() {
        check.line(&format!("see.{at}"), slug, LINE);
    }
    // A prompt may be its question alone.
    if body.trim().is_empty() && kind != ShelfKind::Prompt {
        check.fault("body", "missing", "there is no text below the second +++");
    }
    check.text("body", body, LONGEST);
    if check.0.is_empty() {
        Ok(())
    } else {
        Err(check.0)
    }
}

fn is_month(text: &str) -> bool {
    chrono::NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").is_ok() && text.len() == 7
}
