//! Copies that staff take out: which there are, and how their rows become a file.
//!
//! What belongs here: pages of rows, one after another, as CSV or JSON. What does not: who asks
//! (`routes/console/`), what they may see (`store/exports.rs`, in its queries), and how a spreadsheet
//! is kept from carrying out what people write (`feeds/csv.rs`).

mod tables;

use std::{collections::HashSet, mem};

use axum::body::{Body, Bytes};
use chrono::DateTime;
use chrono_tz::Tz;
use futures_util::stream;
use serde_json::Value;

use crate::{
    AppState,
    domain::staff::Power,
    feeds::csv,
    problems::Refusal,
    store::{StoreError, Viewer},
};

/// What there is to take out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// Groups, without their links and codes.
    Groups,
    /// Who has a place.
    Members,
    /// Every request that is held.
    Requests,
    /// Who acknowledged which guidelines.
    Receipts,
    /// Who was at which meeting.
    Attendance,
    /// The audit trail.
    Audit,
}

/// As what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// For a spreadsheet.
    Csv,
    /// For a program: exactly as it is held.
    Json,
}

impl Copied {
    const ALL: [(Self, &str); 6] = [
        (Self::Groups, "groups"),
        (Self::Members, "members"),
        (Self::Requests, "requests"),
        (Self::Receipts, "receipts"),
        (Self::Attendance, "attendance"),
        (Self::Audit, "audit"),
    ];

    /// What a file's name asks for: `members.csv`.
    pub fn of_file(file: &str) -> Option<(Self, Shape)> {
        let (word, ending) = file.split_once('.')?;
        let shape = match ending {
            "csv" => Shape::Csv,
            "json" => Shape::Json,
            _ => return None,
        };
        let (what, _) = Self::ALL.into_iter().find(|(_, known)| *known == word)?;
        Some((what, shape))
    }

    /// What it takes to have it.
    pub fn power(self) -> Power {
        match self {
            Self::Audit => Power::Manage,
            _ => Power::See,
        }
    }

    /// Whether it can be of one group alone.
    pub fn is_of_groups(self) -> bool {
        self != Self::Audit
    }
}

/// A copy that is being made.
pub struct Copy {
    /// What requests can reach.
    pub state: AppState,
    /// On whose behalf.
    pub viewer: Viewer,
    /// What is copied.
    pub what: Copied,
    /// As what.
    pub shape: Shape,
    /// Slug of the one group that it is of; empty for all that the viewer sees.
    pub group: String,
    /// The site's zone: spreadsheets show local times.
    pub zone: Tz,
}

/// Where a copy stands.
struct Writing {
    copy: Copy,
    /// Ids of groups in which the viewer works, and so reads how people are reached.
    works: HashSet<String>,
    after: Option<tables::After>,
    is_first: bool,
}

impl Copy {
    /// The file's body, made page by page as it is taken. A fault on the first page is an answer of
    /// its own; one further on breaks the download off, so that no file looks whole and is not.
    pub async fn body(self) -> Result<Body, Refusal> {
        let works = self
            .state
            .store
            .list_named_groups(&self.viewer, Power::Work);
        let works = works.await?.into_iter();
        let mut writing = Writing {
            works: works.map(|group| group.id.as_str().to_owned()).collect(),
            copy: self,
            after: Some(tables::After::default()),
            is_first: true,
        };
        let first = writing.next().await?.unwrap_or_default();
        let rest = stream::try_unfold((Some(first), writing), async |(first, mut writing)| {
            let bytes = match first {
                Some(first) => Some(first),
                None => writing.next().await?,
            };
            Ok::<_, StoreError>(bytes.map(|bytes| (Bytes::from(bytes), (None, writing))))
        });
        Ok(Body::from_stream(rest))
    }
}

impl Writing {
    /// The next page as bytes; `None` at the end.
    async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(after) = self.after.take() else {
            return Ok(None);
        };
        let (rows, next) = tables::page(&self.copy, &self.works, after).await?;
        let is_first = mem::replace(&mut self.is_first, false);
        let bytes = match self.copy.shape {
            Shape::Csv => self.csv(&rows, is_first),
            Shape::Json => json(&rows, is_first, next.is_none()),
        };
        self.after = next;
        Ok(Some(bytes))
    }

    fn csv(&self, rows: &[Value], is_first: bool) -> Vec<u8> {
        let columns = tables::columns(self.copy.what);
        let mut bytes = Vec::new();
        let mut table: Vec<Vec<String>> = Vec::new();
        if is_first {
            bytes.extend(csv::BYTE_ORDER_MARK);
            let names = columns.iter().map(|path| path[1..].replace('/', "_"));
            table.push(names.collect());
        }
        for row in rows {
            let cells = columns
                .iter()
                .map(|path| self.cell(path, row.pointer(path)));
            table.push(cells.collect());
        }
        bytes.extend(csv::rows(table.iter().map(Vec::as_slice)));
        bytes
    }

    /// A value as a spreadsheet shows it: moments on the site's own clock, lists with semicolons.
    fn cell(&self, path: &str, value: Option<&Value>) -> String {
        match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) if tables::is_moment(path) => self.local(text),
            Some(value) => text(value),
        }
    }

    fn local(&self, instant: &str) -> String {
        match DateTime::parse_from_rfc3339(instant) {
            Ok(at) => {
                let at = at.with_timezone(&self.copy.zone);
                at.format("%Y-%m-%d %H:%M").to_string()
            }
            Err(_) => instant.to_owned(),
        }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(all) => all.iter().map(text).collect::<Vec<_>>().join("; "),
        Value::Object(all) => all.values().map(text).collect::<Vec<_>>().join(": "),
    }
}

fn json(rows: &[Value], is_first: bool, is_last: bool) -> Vec<u8> {
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        text.push_str(if is_first && at == 0 { "[\n" } else { ",\n" });
        text.push_str(&row.to_string());
    }
    if is_first && rows.is_empty() {
        text.push('[');
    }
    if is_last {
        text.push_str("\n]\n");
    }
    text.into_bytes()
}
