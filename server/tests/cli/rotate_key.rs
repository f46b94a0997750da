//! `kindred rotate-key`

use std::fs;

use crate::program::Kindred;

#[test]
fn afterwards_the_former_key_is_not_needed_any_more() {
    let kindred = Kindred::with_site();
    let file = kindred.write("groups.json", include_str!("../api/fixtures/groups.json"));
    assert_eq!(kindred.import("kindred", &file).code, 0);
    let export = ["export", "--site", "riverside", "--with-join-details"];
    let before = kindred.ok(&export);
    assert!(before.contains("hidden-room-77"));
    let key = kindred.path("data/kindred.key");
    let former = fs::read_to_string(&key).unwrap();
    fs::remove_file(&key).unwrap();
    let rotate = || {
        let mut command = kindred.command();
        command.arg("rotate-key").env("KINDRED_FORMER_KEY", &former);
        let output = command.output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let (code, said) = rotate();
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.starts_with("sealed anew 6, answers forgotten 0\n"),
        "{said}"
    );
    assert_ne!(fs::read_to_string(&key).unwrap(), former);
    assert_eq!(kindred.ok(&export), before, "with the other key alone");
    assert!(
        rotate().1.starts_with("sealed anew 0,"),
        "again is as good as once"
    );
    fs::write(&key, &former).unwrap();
    assert_eq!(kindred.run(&export).code, 1);
}

#[test]
fn a_lost_key_and_a_missing_one_are_named() {
    let kindred = Kindred::with_site();
    let said = kindred.run(&["rotate-key"]);
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("KINDRED_FORMER_KEY is not set"),
        "{}",
        said.err
    );
    let file = kindred.write("groups.json", include_str!("../api/fixtures/groups.json"));
    kindred.import("kindred", &file);
    fs::remove_file(kindred.path("data/kindred.key")).unwrap();
    let rotate = |former: &str| {
        let mut command = kindred.command();
        command.arg("rotate-key").env("KINDRED_FORMER_KEY", former);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(rotate("short").contains("KINDRED_FORMER_KEY: the key must be 32 bytes"));
    let strange = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    let lines = rotate(strange);
    assert_eq!(lines.lines().count(), 6, "{lines}");
    assert!(lines.contains("groups.join_details of "), "{lines}");
    assert!(
        lines.contains(" in riverside opens with neither key"),
        "{lines}"
    );
    assert!(!lines.contains(strange));
}
