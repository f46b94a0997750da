//! The program is killed at any moment. Long on purpose: `cargo xtask test --deep` runs these.

use std::{
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::json;

use crate::program::Kindred;

const GROUPS: usize = 400;
const ROUNDS: u32 = 40;

fn feed(name: &str) -> String {
    let row = |at: usize| {
        json!({
            "name": format!("{name} {at}"),
            "slug": format!("group-{at}"),
            "day": at % 7,
            "time": "19:00",
            "timezone": "America/Chicago",
            "conference_url": format!("https://meet.example.org/{name}-{at}"),
        })
    };
    json!((0..GROUPS).map(row).collect::<Vec<_>>()).to_string()
}

fn start(kindred: &Kindred, file: &str) -> Child {
    let mut command = kindred.command();
    command
        .args(["import", "--site", "riverside", "--format", "meeting-guide"])
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().unwrap()
}

/// The first words of all names that the site has, each once.
fn names(kindred: &Kindred) -> Vec<String> {
    let exported = kindred.exported();
    let groups = exported["groups"].as_array().unwrap();
    assert_eq!(groups.len(), GROUPS, "no group is lost and none is doubled");
    let first = |group: &serde_json::Value| {
        let name = group["name"].as_str().unwrap();
        name.split(' ').next().unwrap().to_owned()
    };
    let mut names: Vec<String> = groups.iter().map(first).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
#[ignore = "long: kills forty imports"]
fn an_import_that_is_killed_was_done_whole_or_not_at_all() {
    let kindred = Kindred::with_site();
    let files = ["old", "new"].map(|name| {
        let path = kindred.write(&format!("{name}.json"), feed(name));
        path.display().to_string()
    });
    let began = Instant::now();
    assert!(start(&kindred, &files[0]).wait().unwrap().success());
    assert!(start(&kindred, &files[1]).wait().unwrap().success());
    let whole = began.elapsed() / 2;
    let (mut before, mut after) = ("new".to_owned(), 0);
    for round in 0..ROUNDS {
        let wanted = usize::from(before == "old");
        let mut import = start(&kindred, &files[wanted]);
        // From a kill at once to one that comes after the end.
        thread::sleep(whole * round / (ROUNDS * 3 / 4) + Duration::from_millis(1));
        // On Unix this is SIGKILL: nothing can be put in order.
        import.kill().unwrap();
        import.wait().unwrap();
        let found = names(&kindred);
        assert_eq!(
            found.len(),
            1,
            "killed in round {round}: a half import is there"
        );
        after += u32::from(found[0] != before);
        before.clone_from(&found[0]);
    }
    assert!(
        (1..ROUNDS).contains(&after),
        "some were killed before their end and some after: {after}"
    );
}
