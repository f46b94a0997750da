//! `kindred guidelines`

use std::{fs, path::Path};

use crate::program::{Kindred, Said};

const FIRST: &str = "[[items]]\nkey = \"phones\"\nrule = \"Phones are quiet.\"\nwhy = \"So.\"\n";

/// A site in English and Spanish with the groups `evening-circle` and five more.
fn two_languages() -> Kindred {
    let kindred = Kindred::new();
    kindred.write(
        "data/sites/riverside.toml",
        include_str!("../api/fixtures/riverside.toml"),
    );
    let groups = include_str!("../api/fixtures/groups.json");
    let file = kindred.write("groups.json", groups);
    assert_eq!(kindred.import("kindred", &file).code, 0);
    kindred
}

fn publish(kindred: &Kindred, text: &str) -> Said {
    kindred.write("rules.toml", text);
    kindred.run(&["guidelines", "publish", "--site", "riverside", "rules.toml"])
}

#[test]
fn versions_are_published_and_listed_the_newest_first() {
    let kindred = Kindred::with_site();
    let list = || kindred.ok(&["guidelines", "list", "--site", "riverside"]);
    let nothing = "nothing was published yet of the guidelines of riverside\n";
    assert_eq!(list(), nothing);
    assert_eq!(
        publish(&kindred, FIRST).out,
        "published version 1 of the guidelines of riverside: 1 rule in en\n"
    );
    let again = publish(&kindred, FIRST);
    assert_eq!(
        (again.code, again.out.as_str()),
        (
            0,
            "unchanged: version 1 of the guidelines of riverside has the same rules\n"
        )
    );
    let more = "[[items]]\nkey = \"b\"\nrule = \"Be kind.\"\n";
    let silent = publish(&kindred, &format!("{FIRST}{more}"));
    assert_eq!(silent.code, 1);
    assert_eq!(
        silent.err,
        "kindred: rules.toml:1:1: these rules differ from version 1: say in `what_changed` what \
         is new, in en\n"
    );
    let second = format!("what_changed = \"One more:\\n- kindness\"\n{FIRST}{more}");
    assert_eq!(
        publish(&kindred, &second).out,
        "published version 2 of the guidelines of riverside: 2 rules in en\n"
    );
    let listed = list();
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines[0].starts_with("version 2  20") && lines[0].ends_with("Z  2 rules in en"));
    assert_eq!(lines[1..3], ["  One more:", "  - kindness"]);
    assert!(lines[3].starts_with("version 1  20"), "{listed}");
}

#[test]
fn a_group_has_guidelines_of_its_own_and_an_unknown_one_is_answered_with_a_known() {
    let kindred = two_languages();
    let text = "[[items]]\nkey = \"a\"\nrule = { en = \"Ask.\", es = \"Pregunta.\" }\n";
    kindred.write("rules.toml", text);
    let publish = |group: &str| {
        let args = [
            "guidelines",
            "publish",
            "--site",
            "riverside",
            "--group",
            group,
            "rules.toml",
        ];
        kindred.run(&args)
    };
    assert_eq!(
        publish("evening-circle").out,
        "published version 1 of the guidelines of riverside's group evening-circle: 1 rule in \
         en, es\n"
    );
    for (asked, near) in [
        ("evening", "evening-circle"),
        ("men-und-mugs", "men-and-mugs"),
    ] {
        let refused = publish(asked);
        assert_eq!(refused.code, 1);
        assert_eq!(
            refused.err,
            format!("kindred: the site has no group {asked}; did you mean {near}?\n")
        );
    }
    let list = |more: &[&str]| {
        kindred.ok(&[&["guidelines", "list", "--site", "riverside"], more].concat())
    };
    assert!(list(&["--group", "evening-circle"]).starts_with("version 1  "));
    assert!(list(&["--group", "men-and-mugs"]).starts_with("nothing"));
    assert!(list(&[]).starts_with("nothing"), "the site's are others");
    let nowhere = kindred.run(&["guidelines", "list", "--site", "riversid"]);
    assert_eq!(nowhere.code, 1);
    assert!(
        nowhere.err.contains("did you mean riverside?"),
        "{}",
        nowhere.err
    );
}

#[test]
fn a_mistake_has_file_line_and_column_and_publishes_nothing() {
    let kindred = two_languages();
    let cases = [
        (
            "[[items]]\nkey = \"a\"\nrule.en = \"Ask.\"\n",
            "3:1: item `a`, rule: there are no words in `es`",
        ),
        (
            "[[items]]\nkey = \"a\"\nrule = \"Ask.\"\n",
            "3:8: item `a`, rule: one text, but several languages: en, es",
        ),
        (
            "[[items]]\nkey = \"a\"\nrule = { en = \"Ask.\", es = \"\" }\n",
            "3:28: item `a`, rule.es: there are no words",
        ),
        (
            "# Ours\n[[items]]\nkey = \"a\"\nrul = \"Ask.\"\n",
            "2:1: missing field `rule`\nrules.toml:4:1: unknown key `rul` in `items`; did you \
             mean `rule`?\n",
        ),
        (
            "items = 3\n",
            "1:9: invalid type: integer `3`, expected a sequence",
        ),
        ("items = [\n", "1:10: unclosed array"),
        ("", "1:1: missing field `items`"),
    ];
    for (text, expected) in cases {
        let said = publish(&kindred, text);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{text}");
        let expected = format!("kindred: rules.toml:{expected}");
        assert!(said.err.starts_with(&expected), "{text}: {}", said.err);
    }
    kindred.write("rules.toml", b"items = \"\xff\"");
    let said = kindred.run(&["guidelines", "publish", "--site", "riverside", "rules.toml"]);
    assert_eq!(said.err, "kindred: rules.toml:1:10: not UTF-8 text\n");
    let listed = kindred.ok(&["guidelines", "list", "--site", "riverside"]);
    assert!(listed.starts_with("nothing"), "{listed}");
}

#[test]
fn the_sample_organisations_guidelines_can_be_published() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/riverside");
    let kindred = Kindred::new();
    let site = fs::read_to_string(examples.join("riverside.toml")).unwrap();
    kindred.write("data/sites/riverside.toml", site);
    assert_eq!(
        kindred
            .import("kindred", &examples.join("groups.json"))
            .code,
        0
    );
    let publish = |more: &[&str]| {
        kindred.ok(&[&["guidelines", "publish", "--site", "riverside"], more].concat())
    };
    let file = examples.join("guidelines.toml").display().to_string();
    let said = publish(&[&file]);
    assert!(said.ends_with("8 rules in en, es\n"), "{said}");
    let mut groups = 0;
    for file in fs::read_dir(examples.join("guidelines")).unwrap() {
        let path = file.unwrap().path();
        let group = path.file_stem().unwrap().to_str().unwrap();
        publish(&["--group", group, &path.display().to_string()]);
        groups += 1;
    }
    assert!(groups > 0);
}

#[test]
fn help_shows_a_file_that_can_be_published() {
    let kindred = two_languages();
    let help = kindred.ok(&["guidelines", "publish", "--help"]);
    let (_, file) = help.split_once("English and Spanish:\n").unwrap();
    let (file, _) = file.split_once("\n\nA site of one").unwrap();
    let said = publish(&kindred, file);
    assert_eq!(said.code, 0, "{}", said.err);
    let help = kindred.ok(&["guidelines", "list", "--help"]);
    assert!(help.contains("Examples:"), "{help}");
}
