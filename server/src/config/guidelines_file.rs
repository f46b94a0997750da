//! A file of guidelines, as staff write it for `kindred guidelines publish`.

use super::toml_file::{Finding, Key, TomlFile, table, value};
use crate::domain::guidelines::{GuidelinesRecord, check_guidelines};

/// Every key of a file of guidelines.
const KEYS: &[Key] = &[
    value("what_changed"),
    table("items", &[value("key"), value("rule"), value("why")]),
];

/// Whether a TOML text is meant as guidelines: no other file of ours has their keys.
pub fn is_guidelines_file(text: &str) -> bool {
    TomlFile::parse(text).is_ok_and(|file| KEYS.iter().any(|key| file.has(key.name)))
}

/// Reads guidelines for a site that speaks `languages`; the error has every finding. Without
/// languages (no site is known) those count that the file names.
pub fn read_guidelines_file(
    text: &str,
    languages: &[String],
) -> Result<GuidelinesRecord, Vec<Finding>> {
    let file = TomlFile::parse(text)?;
    let mut findings = file.unknown_keys(KEYS);
    match file.read::<GuidelinesRecord>() {
        Ok(record) => {
            let faults = check_guidelines(&record, languages).err();
            for fault in faults.unwrap_or_default() {
                findings.push(file.finding(&fault.field, fault.reason));
            }
            if findings.is_empty() {
                return Ok(record.settled(languages));
            }
        }
        Err(finding) => findings.push(finding),
    }
    findings.sort();
    Err(findings)
}
