//! Guidelines from what staff write to what members read, without a database.

use api_types::{
    Acknowledge, Acknowledgement, BlockKind, GuidelineChange, GuidelineScope, Guidelines,
    ProblemCode,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    GroupGuidelines, GuidelinesRecord, GuidelinesVersion, NoSuchVersion, Publication,
    PublishedGuidelines, Reading, check_guidelines,
};

fn both() -> Vec<String> {
    vec!["en".to_owned(), "es".to_owned()]
}

/// Rules of these keys in English and Spanish; `=` after a key gives other words.
fn record(keys: &[&str], what_changed: Option<&str>) -> GuidelinesRecord {
    let items = keys.iter().map(|key| {
        let (key, words) = key.split_once('=').unwrap_or((key, key));
        json!({
            "key": key,
            "rule": { "en": format!("Rule {words}"), "es": format!("Regla {words}") },
            "why": { "en": "Because.", "es": "Porque sí." },
        })
    });
    let said = what_changed.map(|what| json!({ "en": what, "es": format!("{what} (es)") }));
    let items: Vec<Value> = items.collect();
    serde_json::from_value(json!({ "what_changed": said, "items": items })).unwrap()
}

fn published(version: i64, published_at: i64, content: GuidelinesRecord) -> PublishedGuidelines {
    PublishedGuidelines {
        version,
        published_at,
        content,
    }
}

/// Two versions of the site, and one of the group that was published between them.
fn guidelines() -> GroupGuidelines {
    let second = record(&["listen=anew", "new", "keep"], Some("We say more."));
    GroupGuidelines {
        of_site: vec![
            published(1, 1_000, record(&["keep", "listen", "old"], None)),
            published(2, 3_000, second),
        ],
        of_group: vec![published(
            1,
            2_000,
            record(&["cameras"], Some("The group's first.")),
        )],
    }
}

fn reading<'a>(languages: &'a [String], asked: &'a str) -> Reading<'a> {
    Reading {
        languages,
        asked: Some(asked),
        acknowledge: Acknowledge::Together,
    }
}

fn acknowledged(shown: &Guidelines) -> Acknowledgement {
    Acknowledgement {
        version: shown.version.clone(),
        hash: shown.hash.clone(),
        language: shown.language.clone(),
    }
}

fn version(text: &str) -> GuidelinesVersion {
    text.parse().unwrap()
}

fn faults(changes: &Value, languages: &[String]) -> Vec<String> {
    let mut written = serde_json::to_value(record(&["a", "b"], None)).unwrap();
    crate::domain::merge_patch::apply(&mut written, changes);
    let record: GuidelinesRecord = serde_json::from_value(written).unwrap();
    let faults = check_guidelines(&record, languages)
        .err()
        .unwrap_or_default();
    let lines = faults.into_iter();
    lines
        .map(|of| format!("{} {}", of.field, of.reason))
        .collect()
}

#[test]
fn every_fault_is_named_by_its_path_its_item_and_its_language() {
    assert_eq!(faults(&json!({}), &both()), [""; 0]);
    let one = |rule: Value| json!({ "items": [{ "key": "a", "rule": rule }] });
    let words = |en: &str| one(json!({ "en": en, "es": "Sí" }));
    let long = "x".repeat(201);
    let cases = [
        (
            json!({ "items": [] }),
            "items guidelines have at least one rule",
        ),
        (
            json!({ "items": [{ "key": "A b", "rule": { "en": "x", "es": "y" } }] }),
            "items.0.key item 1, key: 1 to 60 small letters, digits and hyphens",
        ),
        (
            one(json!({ "en": "x" })),
            "items.0.rule item `a`, rule: there are no words in `es`",
        ),
        (
            one(json!("x")),
            "items.0.rule item `a`, rule: one text, but several languages: en, es",
        ),
        (
            words("  "),
            "items.0.rule.en item `a`, rule.en: there are no words",
        ),
        (
            words("a\nb"),
            "items.0.rule.en item `a`, rule.en: it has a control character or a line break in it",
        ),
        (
            words("a\u{202e}b"),
            "items.0.rule.en item `a`, rule.en: it has characters in it that turn the direction of the text",
        ),
        (
            words(&long),
            "items.0.rule.en item `a`, rule.en: longer than 200 characters",
        ),
        (
            one(json!({ "en": "x", "es": "y", "spanish!": "z" })),
            "items.0.rule.spanish! item `a`, rule.spanish!: a language tag such as en or es-MX",
        ),
        (
            json!({ "what_changed": { "es": "Algo" } }),
            "what_changed there are no words in `en`",
        ),
        (
            json!({ "what_changed": { "en": "a\u{0}", "es": "b" } }),
            "what_changed.en it has a control character in it",
        ),
    ];
    for (changes, expected) in cases {
        assert_eq!(faults(&changes, &both()), [expected], "{changes}");
    }
    let item = |key: &str, why: &str| json!({ "key": key, "rule": "x", "why": why });
    let english = ["en".to_owned()];
    let of = |items: Value| faults(&json!({ "items": items }), &english);
    assert_eq!(
        of(json!([item("a", "b"), item("a", "b")])),
        ["items.1.key item `a`, key: an earlier item has the same"]
    );
    let why = "x".repeat(4_001);
    assert_eq!(
        of(json!([item("a", &why)])),
        ["items.0.why item `a`, why: longer than 4000 characters"]
    );
    let many: Vec<Value> = (0..42).map(|at| item(&format!("k{at}"), "b")).collect();
    assert_eq!(
        of(json!(many)),
        ["items.40 guidelines have at most 40 rules"]
    );
}

#[test]
fn a_file_by_itself_must_keep_to_the_languages_that_it_names() {
    assert_eq!(faults(&json!({}), &[]), [""; 0]);
    let half = json!({ "what_changed": { "en": "x", "es": "y", "fr": "z" } });
    let said = faults(&half, &[]);
    assert_eq!(
        said.len(),
        4,
        "two rules and two reasons lack French: {said:?}"
    );
    assert!(
        said.iter().all(|one| one.ends_with("no words in `fr`")),
        "{said:?}"
    );
    let mexico = ["es-MX".to_owned()];
    assert_eq!(
        faults(&json!({}), &mexico),
        [""; 0],
        "es is good enough for es-MX"
    );
}

#[test]
fn a_single_text_is_kept_under_the_sites_language() {
    let written = json!({ "items": [{ "key": "a", "rule": " Be kind ", "why": "So.\n" }] });
    let record: GuidelinesRecord = serde_json::from_value(written).unwrap();
    assert_eq!(
        serde_json::to_value(record.settled(&["en".to_owned()])).unwrap(),
        json!({ "items": [{ "key": "a", "rule": { "en": "Be kind" }, "why": { "en": "So." } }] })
    );
}

#[test]
fn a_second_version_says_what_changed_and_the_same_rules_are_no_version() {
    let first = published(1, 0, record(&["a"], None));
    let after = |record: GuidelinesRecord| record.after(Some(&first));
    assert_eq!(record(&["a"], None).after(None), Publication::Published(1));
    assert_eq!(after(record(&["a"], None)), Publication::Unchanged(1));
    assert_eq!(
        after(record(&["a"], Some("Words alone"))),
        Publication::Unchanged(1)
    );
    assert_eq!(
        after(record(&["a=b"], None)),
        Publication::WhatChangedIsMissing(1)
    );
    assert_eq!(
        after(record(&["a=b"], Some("x"))),
        Publication::Published(2)
    );
}

#[test]
fn a_version_is_written_in_one_way() {
    assert_eq!(version("12.0"), GuidelinesVersion { site: 12, group: 0 });
    let bad = [
        "",
        "1",
        "1.",
        ".1",
        "01.0",
        "+1.0",
        "-1.0",
        "1.0.0",
        "1.-0",
        "1. 0",
        "1.99999999999999999999",
    ];
    for text in bad {
        assert_eq!(
            text.parse::<GuidelinesVersion>(),
            Err(NoSuchVersion),
            "{text}"
        );
    }
}

#[test]
fn a_group_has_its_sites_newest_rules_and_then_its_own() {
    let languages = both();
    let shown = guidelines().shown(reading(&languages, "es-MX"));
    assert_eq!(
        (shown.version.as_str(), shown.language.as_str()),
        ("2.1", "es")
    );
    assert_eq!(shown.published_at.as_deref(), Some("1970-01-01T00:00:03Z"));
    let rules: Vec<(GuidelineScope, &str)> = shown
        .items
        .iter()
        .map(|item| (item.scope, item.rule.as_str()))
        .collect();
    let (of_site, of_group) = (GuidelineScope::Site, GuidelineScope::Group);
    assert_eq!(
        rules,
        [
            (of_site, "Regla anew"),
            (of_site, "Regla new"),
            (of_site, "Regla keep"),
            (of_group, "Regla cameras"),
        ]
    );
    assert_eq!(shown.items[0].why[0].kind, BlockKind::Paragraph);
    let none = GroupGuidelines::default().shown(reading(&languages, "fr"));
    assert_eq!(
        (none.version.as_str(), none.language.as_str()),
        ("0.0", "en")
    );
    assert!(none.items.is_empty() && none.published_at.is_none());
}

#[test]
fn a_language_that_was_added_later_is_not_put_over_anothers_words() {
    let languages = ["fr", "en", "es"].map(str::to_owned);
    let shown = |asked| guidelines().shown(reading(&languages, asked));
    assert_eq!(shown("fr").language, "en", "the first that has words");
    assert_eq!(shown("es").language, "es");
    let mexican = ["fr", "es-MX"].map(str::to_owned);
    let shown_there = guidelines().shown(reading(&mexican, "en"));
    assert_eq!(shown_there.language, "es-MX", "es is good enough for it");
    assert_eq!(shown_there.items[0].rule, "Regla anew");
    let read = acknowledged(&shown_there);
    assert_eq!(guidelines().check_acknowledgement(&read, &mexican), Ok(()));
    // Where a part has words, the others are shown as they are.
    let mut mixed = guidelines();
    let english = json!({ "items": [{ "key": "a", "rule": { "en": "English alone" } }] });
    mixed.of_group[0].content = serde_json::from_value(english).unwrap();
    let shown = mixed.shown(reading(&languages, "es"));
    assert_eq!(shown.items[0].rule, "Regla anew");
    assert_eq!(shown.items[3].rule, "English alone");
}

#[test]
fn the_difference_names_what_is_new_changed_and_gone_and_why() {
    let languages = both();
    let since = |text| guidelines().shown_since(version(text), reading(&languages, "en"));
    let shown = since("1.0").unwrap();
    let changes: Vec<_> = shown.items.iter().map(|item| item.change).collect();
    let (new, reworded) = (Some(GuidelineChange::New), Some(GuidelineChange::Changed));
    assert_eq!(changes, [reworded, new, None, new]);
    assert_eq!(shown.removed, ["Rule old"]);
    let said: Vec<&str> = shown
        .what_changed
        .iter()
        .map(|block| block.items[0][0].text.as_str())
        .collect();
    assert_eq!(said, ["The group's first.", "We say more."], "oldest first");
    let current = since("2.1").unwrap();
    assert!(current.items.iter().all(|item| item.change.is_none()));
    assert!(current.removed.is_empty() && current.what_changed.is_empty());
    assert_eq!(
        current.hash, shown.hash,
        "the difference is no part of the content"
    );
    assert!(
        since("0.0")
            .unwrap()
            .items
            .iter()
            .all(|item| item.change == new)
    );
    for unknown in ["3.0", "2.2"] {
        assert_eq!(since(unknown), Err(NoSuchVersion), "{unknown}");
    }
}

#[test]
fn an_acknowledgement_is_current_older_unknown_or_forged() {
    let languages = both();
    let now = guidelines();
    let before = GroupGuidelines {
        of_site: now.of_site[..1].to_vec(),
        of_group: now.of_group.clone(),
    };
    let good = acknowledged(&now.shown(reading(&languages, "es")));
    let old = acknowledged(&before.shown(reading(&languages, "es")));
    let check = |of: &Acknowledgement| now.check_acknowledgement(of, &languages);
    assert_eq!(check(&good), Ok(()));
    assert_eq!(check(&old), Err(ProblemCode::GuidelinesChanged));
    let with = |change: fn(&mut Acknowledgement)| {
        let mut of = good.clone();
        change(&mut of);
        check(&of)
    };
    let (forged, unknown) = (
        Err(ProblemCode::GuidelinesForged),
        Err(ProblemCode::GuidelinesUnknown),
    );
    assert_eq!(with(|of| of.hash.push('x')), forged);
    assert_eq!(with(|of| of.language = "en".to_owned()), forged);
    assert_eq!(
        with(|of| of.version = "1.1".to_owned()),
        forged,
        "another version's words"
    );
    assert_eq!(with(|of| of.version = "3.1".to_owned()), unknown);
    assert_eq!(with(|of| of.version = "2".to_owned()), unknown);
    let mut old_forged = old.clone();
    old_forged.hash = good.hash.clone();
    assert_eq!(check(&old_forged), forged);
    let english = ["en".to_owned()];
    assert_eq!(
        now.check_acknowledgement(&good, &english),
        Ok(()),
        "the site gave Spanish up while somebody read it"
    );
}

#[test]
fn nobody_can_have_read_a_language_that_has_no_words() {
    let now = guidelines();
    let hash =
        |language| super::acknowledgement::hash(language, &now.rules(now.version(), language));
    for language in ["fr", "xx"] {
        let made_up = Acknowledgement {
            version: "2.1".to_owned(),
            hash: hash(language),
            language: language.to_owned(),
        };
        let spoken = ["en", "fr"].map(str::to_owned);
        assert_eq!(
            now.check_acknowledgement(&made_up, &spoken),
            Err(ProblemCode::GuidelinesForged),
            "{language}"
        );
    }
}

#[test]
fn a_hash_is_of_what_is_shown_and_stays_what_it_is() {
    let languages = both();
    let hash = |of: &GroupGuidelines| of.shown(reading(&languages, "en")).hash;
    let one = |record| GroupGuidelines {
        of_site: vec![published(1, 0, record)],
        of_group: Vec::new(),
    };
    let plain = hash(&one(record(&["a", "b"], None)));
    // Receipts hold it for years: no change of the code may change it. A few lines of Python made
    // the same of the description alone.
    assert_eq!(plain, "VeEQmR431McuNGagAXUATw0GD1lCWkjct5DgW3Vf4pk");
    let later = GroupGuidelines {
        of_site: vec![published(7, 9, record(&["a", "b"], Some("x")))],
        of_group: Vec::new(),
    };
    assert_eq!(
        hash(&later),
        plain,
        "neither version nor time is part of it"
    );
    let of_group = GroupGuidelines {
        of_site: Vec::new(),
        of_group: vec![published(1, 0, record(&["a", "b"], None))],
    };
    let others = [
        one(record(&["b", "a"], None)),
        one(record(&["a"], None)),
        one(record(&["a", "b=c"], None)),
        of_group,
    ];
    for other in &others {
        assert_ne!(hash(other), plain);
    }
    let spanish = one(record(&["a", "b"], None)).shown(reading(&languages, "es"));
    assert_ne!(spanish.hash, plain);
}

proptest! {
    #[test]
    fn words_that_move_to_the_next_place_make_another_hash(
        rule in "[a-z\\PC]{1,12}", why in "[a-z\\PC]{1,12}", cut in any::<prop::sample::Index>(),
    ) {
        let all: Vec<char> = format!("{rule}{why}").chars().collect();
        // Both parts keep a letter at least.
        let cut = 1 + cut.index(all.len() - 1);
        let text = |part: &[char]| part.iter().collect::<String>();
        let hash = |rule: &str, why: &str| {
            let shown = super::of_group::Shown { scope: GuidelineScope::Site, key: "k", rule, why };
            super::acknowledgement::hash("en", &[shown])
        };
        let same = text(&all[..cut]) == rule;
        prop_assert_eq!(hash(&text(&all[..cut]), &text(&all[cut..])) == hash(&rule, &why), same);
    }
}
