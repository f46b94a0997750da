//! `docs/data.md` says everything that is held about people: compared with the migrations, with
//! what is sealed, and with what a person can write.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use api_types::{ContactKind, MemberContact, OnBehalfOf, Stage};
use server::{
    domain::join::{AgreedTo, Answered, Application},
    store::SealedColumn,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Every `table.column` of the migrations, with its type.
fn columns() -> BTreeMap<String, String> {
    let folder = root().join("server/migrations/sqlite");
    let mut columns = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let without_comments = text.lines().filter(|line| !line.trim().starts_with("--"));
        let sql = without_comments.collect::<Vec<_>>().join("\n");
        for statement in sql.split(';').map(str::trim) {
            let words: Vec<&str> = statement.split_whitespace().collect();
            match words.as_slice() {
                ["CREATE", "TABLE", table, ..] => {
                    // One column a line.
                    for line in statement.lines().skip(1) {
                        let words: Vec<&str> = line.split_whitespace().collect();
                        if let [column, kind, ..] = words.as_slice()
                            && column
                                .chars()
                                .all(|letter| letter.is_ascii_lowercase() || letter == '_')
                        {
                            let kind = kind.trim_end_matches(',').to_owned();
                            columns.insert(format!("{table}.{column}"), kind);
                        }
                    }
                }
                ["ALTER", "TABLE", table, "ADD", "COLUMN", column, kind, ..] => {
                    columns.insert(format!("{table}.{column}"), (*kind).to_owned());
                }
                // `END` closes a trigger.
                ["CREATE", "INDEX" | "TRIGGER", ..]
                | ["CREATE", "UNIQUE", "INDEX", ..]
                | ["DELETE", "FROM", ..]
                | ["END"]
                | [] => {}
                other => panic!("this test cannot read {other:?}"),
            }
        }
    }
    columns
}

/// The rows of the page's tables: under which heading, which names, and the other cells.
fn documented() -> Vec<(String, String, Vec<String>)> {
    let text = fs::read_to_string(root().join("docs/data.md")).unwrap();
    let (mut heading, mut rows) = (String::new(), Vec::new());
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("### ") {
            heading = title.replace('`', "");
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if !line.starts_with("| `") {
            continue;
        }
        for name in cells[0].split(", ") {
            let name = name.trim_matches('`').to_owned();
            let others = cells[1..].iter().map(|&cell| cell.to_owned()).collect();
            rows.push((heading.clone(), name, others));
        }
    }
    rows
}

/// Every documented `table.column`, with how it is kept.
fn kept() -> BTreeMap<String, String> {
    let mut kept = BTreeMap::new();
    for (table, column, cells) in documented() {
        if table.starts_with("Inside ") {
            continue;
        }
        let name = format!("{table}.{column}");
        assert_eq!(cells.len(), 5, "{name}: what, why, who, how long, how");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{name}");
        assert!(
            kept.insert(name.clone(), cells[4].clone()).is_none(),
            "{name} stands there twice"
        );
    }
    kept
}

#[test]
fn every_column_has_a_line_and_every_line_a_column() {
    let written: BTreeSet<String> = kept().into_keys().collect();
    let there: BTreeSet<String> = columns().into_keys().collect();
    assert!(there.contains("join_requests.details") && there.contains("groups.join_edits"));
    let missing: Vec<_> = there.difference(&written).collect();
    assert!(
        missing.is_empty(),
        "docs/data.md says nothing of {missing:?}"
    );
    let gone: Vec<_> = written.difference(&there).collect();
    assert!(gone.is_empty(), "docs/data.md speaks of {gone:?}");
}

#[test]
fn what_is_said_to_be_sealed_is_sealed_anew_when_the_key_changes() {
    let columns = columns();
    let mut sealed = BTreeSet::new();
    for (name, how) in kept() {
        let bytes = columns.get(&name).is_some_and(|kind| kind == "BLOB");
        match how.as_str() {
            "sealed" => drop(sealed.insert(name.clone())),
            "hashed" => {}
            "plain" => assert!(!bytes, "{name} holds bytes: are they sealed or hashed?"),
            other => panic!("{name}: {other:?} is neither sealed, hashed nor plain"),
        }
        let in_clear = how != "plain" && !bytes;
        assert!(!in_clear, "{name} is said to be {how}, and is text");
    }
    // Answers are deleted instead, after a day or with the key.
    assert!(sealed.remove("idempotent_answers.answer"));
    let renewed = SealedColumn::ALL.map(|column| column.name().to_owned());
    assert_eq!(sealed, BTreeSet::from(renewed));
}

#[test]
fn everything_that_a_person_can_write_has_a_line() {
    let some = || Some("x".to_owned());
    // Every field by name: the compiler asks for a new one here, and the page for its line.
    let application = Application {
        on_behalf_of: OnBehalfOf::Me,
        filled_in_by: some(),
        age: Some(40),
        display_name: "Rosa".into(),
        contact: MemberContact {
            kind: ContactKind::Email,
            value: "rosa@example.org".into(),
        },
        pronouns: some(),
        audience: vec![api_types::Audience::Carer],
        stage: Some(Stage::InTreatment),
        access_needs: some(),
        introduction: some(),
        share_introduction: true,
        answers: vec![Answered {
            question: "q".into(),
            asked: "Q?".into(),
            answer: "a".into(),
            label: some(),
        }],
        consents: vec![AgreedTo {
            id: "c".into(),
            text: "C.".into(),
        }],
        language: "en".into(),
        time_zone: some(),
    };
    let json = serde_json::to_value(&application).unwrap();
    let there: BTreeSet<String> = json.as_object().unwrap().keys().cloned().collect();
    let rows = documented().into_iter();
    let inside = rows.filter(|(heading, ..)| heading == "Inside join_requests.details");
    let written: BTreeSet<String> = inside.map(|(_, field, _)| field).collect();
    assert_eq!(written, there);
}
