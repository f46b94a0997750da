//! `kindred request`

use std::{io::Write, process::Stdio};

use serde_json::{Value, json};

use crate::program::{Kindred, Said};

const MAIL: &str = "smtp = \"smtp://127.0.0.1:1\"\nmail_from = \"groups@example.org\"\n\
                    public_url = \"http://127.0.0.1:8080\"\n";
const ADD: [&str; 6] = [
    "request",
    "add",
    "--site",
    "riverside",
    "--group",
    "evening-circle",
];

/// A site where people can join, with six groups.
fn kindred() -> Kindred {
    let kindred = Kindred::new();
    kindred.write("data/kindred.toml", MAIL);
    kindred.write(
        "data/sites/riverside.toml",
        include_str!("../api/fixtures/riverside.toml"),
    );
    let file = kindred.write("groups.json", include_str!("../api/fixtures/groups.json"));
    assert_eq!(kindred.import("kindred", &file).code, 0);
    kindred
}

fn caller() -> Value {
    json!({
        "on_behalf_of": "me", "display_name": "Rosa", "language": "es",
        "contact": { "kind": "phone", "value": "312-555-0142" }, "consents": ["keep"],
    })
}

fn add(kindred: &Kindred, more: &[&str], caller: &Value) -> Said {
    kindred.write("caller.json", caller.to_string());
    kindred.run(&[&ADD[..], more, &["caller.json"]].concat())
}

#[test]
fn a_caller_is_entered_once_and_hears_a_reference() {
    let kindred = kindred();
    let said = add(&kindred, &[], &caller());
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let (reference, standing) = said.out.trim_end().split_once(": ").unwrap();
    assert_eq!((reference.len(), standing), (9, "the facilitator answers"));
    let again = add(&kindred, &[], &caller());
    assert_eq!(
        again.out,
        format!(
            "nothing was added: they have asked before. {reference}: the facilitator answers\n"
        )
    );
}

#[test]
fn answers_come_by_standard_input_too_and_never_as_arguments() {
    let kindred = kindred();
    let mut child = kindred
        .command()
        .args(ADD)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(caller().to_string().as_bytes()).unwrap();
    drop(input);
    let said: Said = child.wait_with_output().unwrap().into();
    assert_eq!(said.code, 0);
    assert!(
        said.out.ends_with(": the facilitator answers\n"),
        "{}",
        said.out
    );
}

#[test]
fn what_needs_another_look_is_named_by_its_place() {
    let kindred = kindred();
    let mut bad = caller();
    bad["contact"]["value"] = json!("call me");
    bad["consents"] = json!([]);
    let said = add(&kindred, &[], &bad);
    assert_eq!(said.code, 1);
    assert_eq!(
        said.err,
        "kindred: caller.json: /contact/value: bad-phone: a number such as +1 312 555 0100\n\
         caller.json: /consents/keep: missing: there is no place without it\n"
    );
    kindred.write("caller.json", "{\n  \"on_behalf_of\": \"nobody\"\n}");
    let said = kindred.run(&[&ADD[..], &["caller.json"]].concat());
    assert!(
        said.err
            .starts_with("kindred: caller.json:2:26: /on_behalf_of: invalid value"),
        "{}",
        said.err
    );
    let said = kindred.run(&[
        "request",
        "add",
        "--site",
        "riverside",
        "--group",
        "nobody",
        "caller.json",
    ]);
    assert_eq!(said.code, 1);
}

#[test]
fn guidelines_are_read_out_first() {
    let kindred = kindred();
    kindred.write(
        "rules.toml",
        "[[items]]\nkey = \"a\"\nrule = { en = \"Ask.\", es = \"Pregunta.\" }\n",
    );
    kindred.ok(&["guidelines", "publish", "--site", "riverside", "rules.toml"]);
    let said = add(&kindred, &[], &caller());
    assert_eq!(
        (said.code, said.err.as_str()),
        (
            1,
            "kindred: evening-circle has guidelines (version 1.0): read them out to the caller, \
             and say so with --guidelines-read-out\n"
        )
    );
    let mut typed = caller();
    typed["guidelines"] = json!({ "version": "1.0", "hash": "h", "language": "es" });
    let said = add(&kindred, &["--guidelines-read-out"], &typed);
    assert!(said.err.contains("/guidelines: not-asked"), "{}", said.err);
    let said = add(&kindred, &["--guidelines-read-out"], &caller());
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn nobody_is_entered_where_nobody_joins_by_a_request() {
    let kindred = kindred();
    let of = |group: &str| {
        kindred.write("caller.json", caller().to_string());
        let args = [
            "request",
            "add",
            "--site",
            "riverside",
            "--group",
            group,
            "caller.json",
        ];
        kindred.run(&args).err
    };
    assert_eq!(of("nobody"), "kindred: the site has no group nobody\n");
    assert!(of("one-talk").ends_with("by a request: elsewhere\n"));
    assert!(of("circulo-de-apoyo").ends_with("by a request: drop-in\n"));
    assert!(of("resting").ends_with("by a request: paused\n"));
    kindred.write("data/kindred.toml", "");
    assert!(of("evening-circle").starts_with("kindred: no mail is set up"));
}

#[test]
fn a_reference_that_leads_nowhere_says_so() {
    let kindred = kindred();
    let said = kindred.run(&["request", "receipt", "--site", "riverside", "7f3k-2qmd"]);
    assert_eq!(
        (said.code, said.err.as_str()),
        (
            1,
            "kindred: 7F3K-2QMD leads to no receipt: it may be mistyped, or too old\n"
        )
    );
}
