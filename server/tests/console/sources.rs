//! What the compiler cannot hold: that whatever staff ask of the store is asked on their behalf, by
//! a query that says what they may.

use std::{fs, path::Path};

fn sources(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut waiting = vec![folder];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|of| of == "rs") {
                let name = path.display().to_string();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The functions of a file: what stands from one `fn` to the next.
fn functions(text: &str) -> Vec<&str> {
    text.split("pub async fn ").skip(1).collect()
}

/// The macro itself, and others of the store that begin with it.
fn ways_to_ask() -> Vec<String> {
    let mut ways = vec!["staff_query!(".to_owned()];
    for (_, text) in sources("src/store") {
        for of in text.split("macro_rules! ").skip(1) {
            let (name, body) = of.split_once(' ').unwrap();
            let (body, _) = body.split_once("\n}\n").unwrap();
            if name.ends_with("_of_staff") && body.contains("staff_query!(") {
                ways.push(format!("{name}!("));
            }
        }
    }
    ways
}

#[test]
fn every_store_method_for_staff_says_in_its_query_what_they_may() {
    let mut looked_at = 0;
    let ways = ways_to_ask();
    for (path, text) in sources("src/store") {
        for function in functions(&text) {
            let Some((signature, body)) = function.split_once("{\n") else {
                continue;
            };
            if signature.contains("viewer: &Viewer") {
                let name = signature.split('(').next().unwrap();
                let asks = ways.iter().any(|way| body.contains(way));
                assert!(asks, "{path}: {name}");
                looked_at += 1;
            }
        }
    }
    assert!(looked_at >= 10, "{looked_at}");
}

#[test]
fn every_endpoint_for_staff_asks_the_store_on_their_behalf() {
    let mut looked_at = 0;
    for (path, text) in sources("src/routes/console") {
        // Those who are not signed in yet, and the extractor itself, have no viewer.
        let signs_in = ["sign_in.rs", "follow_link.rs", "set_up.rs", "signed.rs"];
        if signs_in
            .iter()
            .any(|name| path.ends_with(&format!("/{name}")))
        {
            continue;
        }
        let calls = text.split(".await").filter(|call| call.contains("store"));
        for call in calls {
            let call = call.rsplit("store").next().unwrap();
            if call.trim_start().starts_with('.') {
                let arguments = call.split_once('(').map_or("", |(_, rest)| rest);
                let first = arguments.trim_start();
                assert!(first.starts_with("&signed.viewer"), "{path}: {call}");
                looked_at += 1;
            }
        }
        for other in ["site.id", "SiteId"] {
            assert!(!text.contains(other), "{path} names {other}");
        }
    }
    assert!(looked_at >= 8, "{looked_at}");
}

#[test]
fn only_the_command_line_acts_as_the_operator() {
    for (path, text) in sources("src") {
        let may = path.contains("/src/cli/") || path.ends_with("/store/staff/viewer.rs");
        assert!(may || !text.contains("Viewer::operator"), "{path}");
    }
}
