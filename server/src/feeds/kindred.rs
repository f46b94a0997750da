//! Kindred's own JSON: `{ "groups": [ … ] }`, each a full record. What `kindred export` writes and
//! what the samples are written in.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{FeedError, FeedGroup, FeedRead, RowNote, text_of};
use crate::domain::{
    check::{check_group, lacking},
    group::GroupRecord,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows<'a> {
    #[serde(borrow)]
    groups: Vec<&'a RawValue>,
}

#[derive(Serialize)]
struct Groups<'a> {
    groups: &'a [GroupRecord],
}

/// Reads groups. A group that does not hold together is refused; the others are taken.
pub fn read(bytes: &[u8]) -> Result<FeedRead, FeedError> {
    let rows: Rows<'_> = serde_json::from_str(text_of(bytes)?)?;
    let mut read = FeedRead {
        rows: rows.groups.len(),
        ..FeedRead::default()
    };
    let mut slugs = HashSet::new();
    for (row, raw) in (1..).zip(rows.groups) {
        match group(raw, &mut slugs) {
            Ok(record) => {
                let lacks = lacking(&record).into_iter();
                read.incomplete.extend(lacks.map(|fault| RowNote {
                    row,
                    name: Some(record.name.clone()),
                    field: fault.field,
                    reason: fault.reason,
                }));
                read.groups.push(FeedGroup {
                    row,
                    source_key: record.slug.clone(),
                    record,
                });
            }
            Err((name, faults)) => {
                read.refused
                    .extend(faults.into_iter().map(|(field, reason)| RowNote {
                        row,
                        name: name.clone(),
                        field,
                        reason,
                    }));
            }
        }
    }
    Ok(read)
}

type Faults = (Option<String>, Vec<(String, String)>);

fn group(raw: &RawValue, slugs: &mut HashSet<String>) -> Result<GroupRecord, Faults> {
    #[derive(Deserialize)]
    struct Named {
        name: Option<String>,
    }
    let name = serde_json::from_str::<Named>(raw.get())
        .ok()
        .and_then(|named| named.name);
    let mut text = serde_json::Deserializer::from_str(raw.get());
    let record: GroupRecord = match serde_path_to_error::deserialize(&mut text) {
        Ok(record) => record,
        Err(error) => {
            let field = match error.path().to_string() {
                path if path == "." => "group".to_owned(),
                path => path,
            };
            let text = error.inner().to_string();
            let reason = text
                .rsplit_once(" at line ")
                .map_or(text.as_str(), |(reason, _)| reason);
            return Err((name, vec![(field, reason.to_owned())]));
        }
    };
    check_group(&record).map_err(|faults| {
        let pairs = faults.into_iter().map(|fault| (fault.field, fault.reason));
        (name.clone(), pairs.collect())
    })?;
    if !slugs.insert(record.slug.clone()) {
        let reason = format!(
            "{:?} is another group's slug in this file, too",
            record.slug
        );
        return Err((name, vec![("slug".to_owned(), reason)]));
    }
    Ok(record)
}

/// Writes groups, one field a line, so that a version control shows what changed.
pub fn write(groups: &[GroupRecord]) -> String {
    let mut text = serde_json::to_string_pretty(&Groups { groups }).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever replaces a part of a good file, it is read or refused.
        #[test]
        fn no_file_breaks_it(at in 0..60_usize, length in 0..20_usize, text in "[\"{}\\[\\],:a-z0-9 é]{0,12}") {
            let good = format!("{{\"groups\":[{GOOD}]}}");
            let bad = format!("{}{text}{}", &good[..at], &good[at + length..]);
            let _ = read(bad.as_bytes());
        }
    }

    const GOOD: &str =
        r#"{"slug":"a","name":"A","language":"en","format":"online","join_policy":"open"}"#;

    fn refused(group: &str) -> (String, String) {
        let text = format!("{{\"groups\":[{GOOD},{group}]}}");
        let mut read = read(text.as_bytes()).unwrap();
        assert_eq!(
            (read.rows, read.groups.len(), read.refused.len()),
            (2, 1, 1),
            "{group}"
        );
        let note = read.refused.remove(0);
        assert_eq!(note.row, 2);
        (note.field, note.reason)
    }

    #[test]
    fn what_was_written_reads_back() {
        let text = format!("{{\"groups\":[{GOOD}]}}");
        let records: Vec<GroupRecord> = read(text.as_bytes())
            .unwrap()
            .groups
            .into_iter()
            .map(|group| group.record)
            .collect();
        let again = read(write(&records).as_bytes()).unwrap();
        assert_eq!(again.groups[0].record, records[0]);
        assert!(again.refused.is_empty());
    }

    #[test]
    fn a_group_that_does_not_hold_together_is_refused_with_its_field() {
        let b = GOOD.replace("\"a\"", "\"b\"");
        assert_eq!(refused(GOOD).0, "slug");
        assert_eq!(refused(&b.replace("\"A\"", "\"\"")).0, "name");
        assert_eq!(refused(&b.replace("name", "nome")).0, "nome");
        assert!(
            refused(&b.replace("online", "telepathy"))
                .1
                .contains("one of: online")
        );
        assert_eq!(refused("7").0, "group");
    }

    #[test]
    fn a_group_without_the_link_to_where_it_lives_is_taken_with_a_note() {
        let elsewhere = GOOD.replace("open", "elsewhere");
        let read = read(format!("{{\"groups\":[{elsewhere}]}}").as_bytes()).unwrap();
        assert_eq!((read.groups.len(), read.refused.len()), (1, 0));
        let note = &read.incomplete[0];
        assert_eq!((note.row, note.field.as_str()), (1, "host_url"));
    }

    #[test]
    fn a_broken_file_says_where() {
        let said = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
        assert!(said("{\"groups\":[]} x").starts_with("line 1, column 15: trailing characters"));
        assert!(said("{\"groops\":[]}").contains("unknown field `groops`"));
        assert!(said("[]").contains("line 1"));
    }
}
