//! Holds `custom-elements.json` against the code.

use super::events;

const MANIFEST: &str = include_str!("../custom-elements.json");

fn names(field: &str) -> Vec<String> {
    let manifest: serde_json::Value = serde_json::from_str(MANIFEST).unwrap();
    let element = &manifest["modules"][0]["declarations"][0];
    let names = element[field]
        .as_array()
        .unwrap_or_else(|| panic!("{field} is listed"));
    names
        .iter()
        .map(|entry| entry["name"].as_str().unwrap().to_owned())
        .collect()
}

/// Every source file and style sheet of the crate, in one text.
fn sources(folder: &std::path::Path, ending: &str) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all += &sources(&path, ending);
        } else if path.to_string_lossy().ends_with(ending)
            && !path.to_string_lossy().ends_with("_tests.rs")
        {
            all += &std::fs::read_to_string(&path).unwrap();
        }
    }
    all
}

fn source(ending: &str) -> String {
    sources(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        ending,
    )
}

#[test]
fn every_event_is_written_down() {
    assert_eq!(names("events"), events::ALL);
}

#[test]
fn every_part_is_written_down() {
    let code = source(".rs");
    let mut parts: Vec<&str> = code
        .split(".set(\"part\", \"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(part, _)| part)
        .collect();
    parts.sort_unstable();
    parts.dedup();
    let mut listed = names("cssParts");
    listed.sort();
    assert_eq!(listed, parts);
}

#[test]
fn every_custom_property_is_written_down() {
    let styles = source(".css");
    let mut used: Vec<String> = styles
        .split("var(--kindred-")
        .skip(1)
        .filter_map(|rest| rest.split([',', ')']).next())
        .map(|name| format!("--kindred-{name}"))
        .collect();
    used.sort();
    used.dedup();
    let mut listed = names("cssProperties");
    listed.sort();
    assert_eq!(listed, used);
}
