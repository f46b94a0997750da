//! A file of a survey, as staff write it: JSON.

use super::toml_file::{Finding, unknown_key};
use crate::{
    domain::survey::{SurveyRecord, check_survey},
    json_places,
};

/// Whether a JSON text is meant as a survey: no other file of ours has pages.
pub fn is_survey_file(text: &str) -> bool {
    let value = serde_json::from_str::<serde_json::Value>(text);
    value.is_ok_and(|value| value.get("pages").is_some())
}

/// Reads a survey for a site that speaks `languages`; the error has every finding. Without languages (no
/// site is known) those count that the file names.
pub fn read_survey_file(text: &str, languages: &[String]) -> Result<SurveyRecord, Vec<Finding>> {
    let record: SurveyRecord =
        serde_json::from_str(text).map_err(|error| vec![located(text, &error)])?;
    let faults = check_survey(&record, languages).err().unwrap_or_default();
    if faults.is_empty() {
        return Ok(record);
    }
    let finding = |fault: &crate::domain::check::FieldError| {
        let byte = json_places::field_of(text, &fault.field);
        Finding::at(text, byte, format!("{}: {}", fault.field, fault.reason))
    };
    let mut findings: Vec<Finding> = faults.iter().map(finding).collect();
    findings.sort();
    Err(findings)
}

/// What the reader says, without its own words for the place, and with the nearest key that exists.
fn located(text: &str, error: &serde_json::Error) -> Finding {
    let mut byte = json_places::byte_at(text, error.line(), error.column());
    let said = error.to_string();
    let reason = said.split(" at line ").next().unwrap_or_default();
    if !reason.starts_with("unknown field `") {
        return Finding::at(text, byte, reason);
    }
    let mut quoted = reason.split('`').skip(1).step_by(2);
    let key = quoted.next().unwrap_or_default();
    // The reader stops behind the key's closing quote.
    byte = byte.saturating_sub(key.len() + 1);
    Finding::at(
        text,
        byte,
        unknown_key("", key, &quoted.collect::<Vec<_>>()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{
  "slug": "after", "title": { "en": "After a meeting" },
  "pages": [{ "questions": [
    { "key": "heard", "kind": "rating", "text": { "en": "Did you feel heard?" } },
    { "key": "why", "kind": "long-text", "text": { "en": "Why?" },
      "show_if": [{ "question": "heard", "at_most": 2 }] }
  ] }]
}"#;

    fn told(from: &str, to: &str) -> Vec<String> {
        assert!(GOOD.contains(from), "{from}");
        let read = read_survey_file(&GOOD.replacen(from, to, 1), &["en".to_owned()]);
        read.unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_good_file_is_read_and_known_from_others() {
        assert!(read_survey_file(GOOD, &["en".to_owned()]).is_ok());
        assert!(
            is_survey_file(GOOD) && !is_survey_file(r#"{ "groups": [] }"#) && !is_survey_file("{")
        );
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands() {
        insta::assert_snapshot!(
            [
                told("at_most", "atmost"),
                told("\"rating\"", "\"stars\""),
                told("\"at_most\": 2", "\"at_most\": 9"),
                told("\"at_most\": 2", "\"at_most\": 2, \"at_least\": 4"),
                told("\"question\": \"heard\"", "\"question\": \"herd\""),
                told("\"question\": \"heard\"", "\"question\": \"why\""),
                told("{ \"en\": \"Why?\" }", "{ \"es\": \"¿Por qué?\" }"),
                told("]\n}", "]\n"),
            ]
            .concat()
            .join("\n")
        );
    }
}
