//! Holds `custom-elements.json` against the code.

use std::collections::BTreeSet;

const MANIFEST: &str = include_str!("../custom-elements.json");

/// Each element of the manifest: its tag, and the folders and files of its program's widgets.
const ELEMENTS: [(&str, &[&str]); 4] = [
    ("kindred-group-finder", &["group_finder"]),
    ("kindred-guidelines", &["guidelines"]),
    (
        "kindred-join-form",
        &["guidelines", "member_page", "set_up", "form", "join_form"],
    ),
    ("kindred-feedback-survey", &["form", "feedback_survey"]),
];

/// Attributes of the survey alone.
const OF_SURVEYS: [&str; 2] = ["survey", "invitation"];

fn elements() -> Vec<serde_json::Value> {
    let manifest: serde_json::Value = serde_json::from_str(MANIFEST).unwrap();
    let all = manifest["modules"][0]["declarations"].as_array().unwrap();
    all.clone()
}

fn element(tag: &str) -> serde_json::Value {
    let found = elements().into_iter().find(|one| one["tagName"] == tag);
    found.unwrap_or_else(|| panic!("{tag} is written down"))
}

fn names(tag: &str, field: &str) -> BTreeSet<String> {
    let element = element(tag);
    let names = element[field]
        .as_array()
        .unwrap_or_else(|| panic!("{tag}: {field} is listed"));
    let name = |entry: &serde_json::Value| entry["name"].as_str().unwrap().to_owned();
    names.iter().map(name).collect()
}

fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file or style sheet of a folder or with a name, in one text.
fn sources(path: &std::path::Path, ending: &str) -> String {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).unwrap();
        return entries
            .map(|entry| sources(&entry.unwrap().path(), ending))
            .collect();
    }
    let name = path.to_string_lossy();
    if name.ends_with(ending) && !name.ends_with("_tests.rs") {
        std::fs::read_to_string(path).unwrap()
    } else {
        String::new()
    }
}

/// What an element is made of: its own folders, and the shared files that draw.
fn code_of(folders: &[&str], ending: &str) -> String {
    let shared = [
        "ui",
        "theme.css",
        "element.rs",
        "crisis.rs",
        "contact.rs",
        "asking.rs",
    ];
    folders
        .iter()
        .chain(&shared)
        .map(|name| sources(&root().join(name), ending))
        .collect()
}

fn between<'a>(code: &'a str, before: &str, end: &[char]) -> BTreeSet<String> {
    let rest = code.split(before).skip(1);
    let word = |rest: &'a str| rest.split(end).next().unwrap_or_default().to_owned();
    rest.map(word).collect()
}

/// The words of a list that the loader has as one text.
fn listed(loader: &str, name: &str) -> BTreeSet<String> {
    let list = loader.split(&format!("const {name} = '")).nth(1).unwrap();
    let list = list.split('\'').next().unwrap();
    list.split(' ').map(str::to_owned).collect()
}

#[test]
fn every_element_that_there_is_is_written_down() {
    let tags: Vec<String> = elements()
        .iter()
        .map(|one| one["tagName"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(tags, ELEMENTS.map(|(tag, _)| tag));
    let loader = include_str!("../../public/kindred.js");
    for tag in tags {
        let kind = tag.strip_prefix("kindred-").unwrap();
        assert!(
            listed(loader, "KINDS").contains(kind),
            "the loader knows {kind}"
        );
    }
}

#[test]
fn every_attribute_that_the_loader_reads_is_written_down() {
    let loader = include_str!("../../public/kindred.js");
    let mut read = listed(loader, "NAMES");
    // The style sheets read these.
    read.extend(["theme", "text-size", "calm"].map(str::to_owned));
    for (tag, _) in ELEMENTS {
        let mut own = read.clone();
        if tag != "kindred-feedback-survey" {
            own.retain(|name| !OF_SURVEYS.contains(&name.as_str()));
        }
        assert_eq!(names(tag, "attributes"), own, "{tag}");
    }
}

#[test]
fn every_event_is_written_down() {
    let declared = between(
        &sources(&root().join("element.rs"), ".rs"),
        "&str = \"kindred-",
        &['"'],
    );
    let constants: Vec<(String, String)> = sources(&root().join("element.rs"), ".rs")
        .split("pub(crate) const ")
        .skip(1)
        .filter_map(|rest| {
            let (name, rest) = rest.split_once(": &str = \"")?;
            Some((name.to_owned(), rest.split('"').next()?.to_owned()))
        })
        .collect();
    assert_eq!(constants.len(), declared.len());
    let mut sent_by_any = BTreeSet::new();
    for (tag, folders) in ELEMENTS {
        // The guidelines are drawn by the join form, which does not start them.
        let own = &folders[folders.len() - 1..];
        let mut code: String = own
            .iter()
            .map(|name| sources(&root().join(name), ".rs"))
            .collect();
        if code.contains("emit_step(") {
            code.push_str("events::JOIN_STEP;");
        }
        let sent: BTreeSet<String> = between(&code, "events::", &[';', ',', ')', ' ', '\n'])
            .iter()
            .filter_map(|name| constants.iter().find(|(constant, _)| constant == name))
            .map(|(_, event)| event.clone())
            .collect();
        assert_eq!(names(tag, "events"), sent, "{tag}");
        sent_by_any.extend(sent);
    }
    assert_eq!(sent_by_any.len(), constants.len(), "every event is sent");
}

#[test]
fn every_part_is_written_down() {
    for (tag, folders) in ELEMENTS {
        let shared = ["element.rs"].map(|name| sources(&root().join(name), ".rs"));
        let own = folders
            .iter()
            .map(|name| sources(&root().join(name), ".rs"));
        let code: String = own.chain(shared).collect();
        let parts = between(&code, ".set(\"part\", \"", &['"']);
        assert_eq!(names(tag, "cssParts"), parts, "{tag}");
    }
}

#[test]
fn every_custom_property_is_written_down() {
    for (tag, folders) in ELEMENTS {
        let styles = code_of(folders, ".css");
        let used: BTreeSet<String> = between(&styles, "var(--kindred-", &[',', ')'])
            .iter()
            .map(|name| format!("--kindred-{name}"))
            .collect();
        assert_eq!(names(tag, "cssProperties"), used, "{tag}");
    }
}
