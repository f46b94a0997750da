//! DESIGN's invariants, held against Cargo's own account and the sources.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Direct dependencies of each crate of the workspace, those for tests left out.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--offline",
            "--no-deps",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages
        .map(|package| {
            let list = package["dependencies"].as_array().unwrap().iter();
            let normal = list.filter(|one| one["kind"].is_null());
            let names = normal.map(|one| one["name"].as_str().unwrap().to_owned());
            (
                package["name"].as_str().unwrap().to_owned(),
                names.collect(),
            )
        })
        .collect()
}

/// Source files under a folder of the workspace, with their text.
fn sources(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.extension().is_some_and(|of| of == ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty(), "{folder} has no .{ending}");
    let relative = |path: &Path| path.strip_prefix(root()).unwrap().display().to_string();
    found
        .iter()
        .map(|path| (relative(path), fs::read_to_string(path).unwrap()))
        .collect()
}

/// The code of a file without its comments.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Files under `folder` whose code has `word`, those under `allowed` left out.
fn offenders(folder: &str, word: &str, allowed: &[&str]) -> Vec<String> {
    sources(folder, "rs")
        .into_iter()
        .filter(|(path, _)| !allowed.iter().any(|start| path.starts_with(start)))
        .filter(|(_, text)| code(text).contains(word))
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn the_wire_and_the_catalogue_do_no_input_or_output() {
    let dependencies = dependencies();
    for name in ["api-types", "catalogue"] {
        for foreign in [
            "axum", "sqlx", "leptos", "tokio", "reqwasm", "web-sys", "server",
        ] {
            assert!(
                !dependencies[name].contains(foreign),
                "{name} depends on {foreign}"
            );
        }
        let folder = format!("server/{name}/src");
        for word in [
            "std::fs",
            "std::net",
            "std::env",
            "SystemTime",
            "Instant::now",
        ] {
            assert_eq!(offenders(&folder, word, &[]), [""; 0], "{word}");
        }
    }
}

#[test]
fn widgets_know_the_wire_and_the_catalogue_but_not_the_server() {
    let dependencies = dependencies();
    assert!(!dependencies["widgets"].contains("server"));
    let own: BTreeSet<&str> = dependencies["widgets"]
        .iter()
        .map(String::as_str)
        .filter(|name| dependencies.contains_key(*name))
        .collect();
    assert!(
        own.is_subset(&BTreeSet::from(["api-types", "catalogue"])),
        "{own:?}"
    );
    let manifest = fs::read_to_string(root().join("widgets/Cargo.toml")).unwrap();
    let default = manifest.lines().find(|line| line.starts_with("default ="));
    assert!(
        default.is_none_or(|line| line.contains("[]")),
        "{default:?}"
    );
}

#[test]
fn only_one_file_of_the_widgets_makes_requests() {
    for word in ["reqwasm", "gloo_net", "gloo::net"] {
        assert_eq!(
            offenders("widgets/src", word, &["widgets/src/api.rs"]),
            [""; 0],
            "{word}"
        );
    }
}

#[test]
fn only_the_store_names_the_database() {
    for word in ["sqlx", "SqlitePool", "PgPool"] {
        assert_eq!(
            offenders("server/src", word, &["server/src/store"]),
            [""; 0],
            "{word}"
        );
    }
}

#[test]
fn only_the_mail_room_speaks_to_mail_servers() {
    // The configuration and the join form know what an address is.
    let room = [
        "server/src/notify",
        "server/src/config",
        "server/src/domain/join/contact.rs",
    ];
    for word in ["lettre", "mail_parser"] {
        assert_eq!(offenders("server/src", word, &room), [""; 0], "{word}");
    }
}

#[test]
fn the_environment_is_read_where_a_program_begins() {
    let begins = ["server/src/main.rs", "server/src/bin/"];
    for word in ["std::env", "env::var", "env::args"] {
        assert_eq!(offenders("server/src", word, &begins), [""; 0], "{word}");
    }
}

#[test]
fn the_domain_never_awaits_and_never_reads_a_clock() {
    for word in [
        ".await",
        "async fn",
        "Utc::now",
        "Instant::now",
        "SystemTime",
        "sqlx",
        "axum",
    ] {
        assert_eq!(offenders("server/src/domain", word, &[]), [""; 0], "{word}");
    }
}

#[test]
fn time_and_chance_have_one_home() {
    let home = ["server/src/clock.rs"];
    for word in [
        "Utc::now",
        "Local::now",
        "SystemTime::now",
        "Instant::now",
        "getrandom",
        "rand::",
    ] {
        assert_eq!(offenders("server/src", word, &home), [""; 0], "{word}");
    }
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<String> {
        let sources = sources(&format!("server/migrations/{folder}"), "sql");
        let paths = sources.into_iter();
        paths
            .map(|(path, _)| path.rsplit('/').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn every_module_says_what_belongs_there() {
    for folder in [
        "server/src",
        "server/api-types/src",
        "server/catalogue/src",
        "widgets/src",
    ] {
        for (path, text) in sources(folder, "rs") {
            assert!(
                text.starts_with("//!") || text.starts_with("#!["),
                "{path} begins without a word"
            );
        }
    }
}
