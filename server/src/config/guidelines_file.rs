//! A file of guidelines, as staff write it for `kindred guidelines publish`.

use super::toml_file::{Finding, Key, TomlFile, table, value};
use crate::domain::guidelines::{GuidelinesRecord, check_guidelines};

/// Every key of a file of guidelines.
const KEYS: &[Key] = &[value("what_changed"), table("items", RULE_KEYS)];
/// Every key of one rule.
pub(super) const RULE_KEYS: &[Key] = &[value("key"), value("rule"), value("why")];

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn both() -> [String; 2] {
        ["en", "es"].map(str::to_owned)
    }

    /// Pieces of good files, so that some texts are one and many are near to one.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "\\[\\[items\\]\\]\nkey = \"[a-z]{1,3}\"\nrule = \"[a-z ]{1,3}\"\n",
            "\\[\\[items\\]\\]\nkey = \"[a-z]{1,3}\"\nrule = \\{ en = \"[a-z]{1,3}\", es = \" [a-z]\" \\}\n",
            "key = \"[a-zA-Z -]{0,4}\"\n",
            "(rule|why|what_changed) = \"\\PC{0,6}\"\n",
            "(rule|why|what_changed)\\.(en|es|fr) = '''[a-z \\n\u{202e}]{0,6}'''\n",
            "\\PC{0,10}\n",
        ];
        proptest::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn a_file_is_known_by_its_keys() {
        assert!(is_guidelines_file("[[items]]\n") && is_guidelines_file("what_changed = \"\"\n"));
        assert!(!is_guidelines_file("name = \"A\"\n") && !is_guidelines_file("items = [\n"));
    }

    #[test]
    fn findings_stand_in_the_order_of_the_file() {
        let text = "what_changed.en = \"x\"\n[[items]]\nkey = \"a\"\nrule.en = \"x\"\n[[item]]\n";
        let findings = read_guidelines_file(text, &both()).unwrap_err();
        let places: Vec<(usize, usize)> = findings.iter().map(|of| (of.line, of.column)).collect();
        assert_eq!(places, [(1, 1), (4, 1), (5, 3)]);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader_and_what_it_takes_can_be_kept(text in text()) {
            for languages in [&both()[..], &both()[..1], &[]] {
                match read_guidelines_file(&text, languages) {
                    Err(findings) => prop_assert!(!findings.is_empty()),
                    Ok(record) => {
                        prop_assert!(check_guidelines(&record, languages).is_ok());
                        let kept = serde_json::to_string(&record).unwrap();
                        let read: GuidelinesRecord = serde_json::from_str(&kept).unwrap();
                        prop_assert_eq!(read, record);
                    }
                }
            }
        }
    }
}
