//! `kindred survey`, and `kindred schema survey`

use std::path::Path;

use crate::program::{Kindred, Said};

const OWN: &str = r#"{
  "slug": "rooms", "title": "Rooms",
  "pages": [{ "questions": [{ "key": "warm", "kind": "yes-no", "text": "Is it warm?" }] }]
}"#;

fn publish(kindred: &Kindred, text: &str) -> Said {
    kindred.write("rooms.json", text);
    kindred.run(&["survey", "publish", "--site", "riverside", "rooms.json"])
}

fn list(kindred: &Kindred) -> String {
    kindred.ok(&["survey", "list", "--site", "riverside"])
}

#[test]
fn a_survey_is_published_from_a_file_or_as_it_comes_and_listed() {
    let kindred = Kindred::with_site();
    assert!(list(&kindred).starts_with("after-meeting  comes with Kindred, not published\n"));
    assert_eq!(
        publish(&kindred, OWN).out,
        "published version 1 of rooms: 1 questions\n"
    );
    assert_eq!(
        publish(&kindred, OWN).out,
        "unchanged: version 1 of rooms is the same\n"
    );
    let reworded = OWN.replace("Is it warm?", "Is it warm enough?");
    assert!(
        publish(&kindred, &reworded)
            .out
            .starts_with("published version 2")
    );
    let ready_made = ["survey", "publish", "--site", "riverside", "--ready-made"];
    let taken = kindred.run(&[&ready_made[..], &["leaving"]].concat());
    assert_eq!(taken.code, 0, "{}", taken.err);
    let listed = list(&kindred);
    assert!(listed.contains("rooms  version 2  20"), "{listed}");
    assert!(!listed.contains("leaving  comes with"), "{listed}");
    let unknown = kindred.run(&[&ready_made[..], &["weather"]].concat());
    assert_eq!(unknown.code, 1);
    assert!(
        unknown.err.starts_with(
            "kindred: no survey weather comes with Kindred; there are: after-meeting,"
        ),
        "{}",
        unknown.err
    );
}

#[test]
fn a_file_that_is_no_survey_is_refused_where_it_is_wrong() {
    let kindred = Kindred::with_site();
    for (from, to, said) in [
        (
            "yes-no",
            "song",
            "kindred: rooms.json:3:59: invalid value: string \"song\", expected one of: rating,",
        ),
        (
            "\"kind\"",
            "\"kin\"",
            "kindred: rooms.json:3:46: unknown key `kin`; did you mean `kind`?",
        ),
    ] {
        let refused = publish(&kindred, &OWN.replace(from, to));
        assert_eq!(refused.code, 1);
        assert!(refused.err.starts_with(said), "{}", refused.err);
    }
    let listed = list(&kindred);
    assert!(!listed.contains("rooms"), "{listed}");
}

#[test]
fn members_are_asked_by_a_plan_until_it_ends() {
    let kindred = Kindred::with_site();
    let plan = |survey: &str, more: &[&str]| {
        let plan = ["survey", "plan", "--site", "riverside", survey];
        kindred.run(&[&plan[..], more].concat())
    };
    let refused = plan("rooms", &["--when", "after-meeting"]);
    assert_eq!(
        refused.err,
        "kindred: the site has no survey rooms; publish it first\n"
    );
    publish(&kindred, OWN);
    let refused = plan("room", &["--when", "after-meeting"]);
    assert_eq!(
        refused.err,
        "kindred: the site has no survey room; did you mean rooms?\n"
    );
    let refused = plan("rooms", &["--when", "on-joining", "--group", "nothing"]);
    assert_eq!(refused.err, "kindred: the site has no group nothing\n");
    let refused = plan("rooms", &["--when", "every-weeks", "--weeks", "60"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    let planned = plan("rooms", &["--when", "every-weeks", "--weeks", "6"]);
    assert!(
        planned
            .out
            .ends_with(": rooms, every 6 weeks, at most every 14 days\n"),
        "{}{}",
        planned.out,
        planned.err
    );
    let id = planned.out["plan ".len()..].split(':').next().unwrap();
    let line = format!("\n  plan {id}  every 6 weeks, at most every 14 days\n");
    assert!(list(&kindred).contains(&line));
    let end = || kindred.run(&["survey", "end-plan", "--site", "riverside", id]);
    assert_eq!(end().out, format!("plan {id} has ended\n"));
    assert_eq!(end().err, format!("kindred: the site has no plan {id}\n"));
    assert!(!list(&kindred).contains("every 6 weeks"));
}

#[test]
fn the_form_of_the_file_is_the_one_in_the_documents() {
    let kindred = Kindred::new();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/survey.schema.json");
    let document = std::fs::read_to_string(path).unwrap();
    assert_eq!(kindred.ok(&["schema", "survey"]), document);
}
