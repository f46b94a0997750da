//! Outside formats in and out. Everything here is pure: bytes in, records and notes out; nothing
//! touches a database, a clock or the network.

pub mod csv;
pub mod geonames;
pub mod ical;
pub mod kindred;
pub mod meeting_guide;
pub mod schema_org;

use std::fmt;

use crate::domain::group::GroupRecord;

/// Formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFormat {
    /// The Meeting Guide JSON format.
    MeetingGuide,
    /// Kindred's own JSON.
    Kindred,
}

/// What the rows of a feed mean where they do not say.
#[derive(Debug, Clone)]
pub struct FeedContext {
    /// Language of the groups, BCP 47.
    pub language: String,
    /// IANA zone of their times.
    pub time_zone: String,
    /// Country of their places, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Today, in the site's zone.
    pub today: chrono::NaiveDate,
}

/// One group that a feed brings.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedGroup {
    /// Which row of the feed, counted from 1.
    pub row: usize,
    /// The feed's own, stable name for it; unique within the feed.
    pub source_key: String,
    /// The group.
    pub record: GroupRecord,
}

/// Something to tell about one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowNote {
    /// Which row, counted from 1.
    pub row: usize,
    /// The row's name, where it has one.
    pub name: Option<String>,
    /// Which field.
    pub field: String,
    /// What is wrong with it, or how it was read.
    pub reason: String,
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FeedRead {
    /// How many rows there were.
    pub rows: usize,
    /// The groups that can be taken.
    pub groups: Vec<FeedGroup>,
    /// Rows that have no single meaning.
    pub refused: Vec<RowNote>,
    /// Rows that are out of format, but can mean only one thing.
    pub repaired: Vec<RowNote>,
    /// Rows that are taken, but lack what members would need.
    pub incomplete: Vec<RowNote>,
}

/// Why a whole feed cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedError {
    /// Line, from 1; 0 where the fault is the whole's.
    pub line: usize,
    /// Column, from 1; 0 where the fault is the whole's.
    pub column: usize,
    /// Why.
    pub reason: String,
}

impl FeedError {
    fn whole(reason: impl Into<String>) -> Self {
        Self {
            line: 0,
            column: 0,
            reason: reason.into(),
        }
    }
}

impl std::error::Error for FeedError {}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}, column {}: ", self.line, self.column)?;
        }
        f.write_str(&self.reason)
    }
}

impl From<serde_json::Error> for FeedError {
    fn from(error: serde_json::Error) -> Self {
        let text = error.to_string();
        // serde_json says the place, too, at the end.
        let reason = text
            .rsplit_once(" at line ")
            .map_or(text.as_str(), |(reason, _)| reason);
        Self {
            line: error.line(),
            column: error.column(),
            reason: reason.to_owned(),
        }
    }
}

/// Reads a feed.
pub fn read(
    format: FeedFormat,
    bytes: &[u8],
    context: &FeedContext,
) -> Result<FeedRead, FeedError> {
    match format {
        FeedFormat::MeetingGuide => meeting_guide::read(bytes, context),
        FeedFormat::Kindred => kindred::read(bytes),
    }
}

/// The text of a feed, or what it is instead: the commonest wrong files are named.
fn text_of(bytes: &[u8]) -> Result<&str, FeedError> {
    let other = |reason: &str| Err(FeedError::whole(reason));
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || bytes.iter().take(64).any(|byte| *byte == 0)
    {
        return other("this is UTF-16 or not text at all; save it as UTF-8");
    }
    let text = match std::str::from_utf8(bytes) {
        // Blanks around it stay: they count in the places of faults, and a last cell can be empty.
        Ok(text) => text,
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = before.split(|byte| *byte == b'\n').count();
            let column = 1 + before
                .iter()
                .rev()
                .take_while(|byte| **byte != b'\n')
                .count();
            let reason = "this is not UTF-8 (Latin-1 or Windows-1252, perhaps); save it as UTF-8";
            return Err(FeedError {
                line,
                column,
                reason: reason.to_owned(),
            });
        }
    };
    if text.trim().is_empty() {
        return other("it is empty");
    }
    let head: String = text
        .trim_start()
        .chars()
        .take(200)
        .collect::<String>()
        .to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<head") {
        return other("this is a web page, not a feed: look for the address of the feed itself");
    }
    if head.starts_with('<') {
        return other("this is XML, not a JSON feed");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_wrong_files_are_named() {
        let said = |bytes: &[u8]| text_of(bytes).unwrap_err().to_string();
        assert!(said(b"<!DOCTYPE html><p>Not found").contains("web page"));
        assert!(said(b"<rss/>").contains("XML"));
        assert!(said(b" \n").contains("empty"));
        assert!(said(b"\xff\xfe[\0]\0").contains("UTF-16"));
        assert_eq!(
            said(b"[\n \"Caf\xe9\"]"),
            "line 2, column 6: this is not UTF-8 (Latin-1 or Windows-1252, perhaps); save it as UTF-8"
        );
        assert_eq!(text_of(b"\xef\xbb\xbf[]\t").unwrap(), "[]\t");
    }
}
