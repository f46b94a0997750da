//! A site's file from its first line: `init`, `words`, `schema`

use std::{fs, path::Path};

use crate::program::Kindred;

#[test]
fn a_begun_site_is_one_that_works_and_a_file_that_is_there_stays() {
    let kindred = Kindred::new();
    let begun = kindred.ok(&["init", "lakeside", "--name", "Friends of \"Lakeside\""]);
    assert!(begun.contains("sites/lakeside.toml: written"), "{begun}");
    let path = kindred.path("data/sites/lakeside.toml");
    let checked = kindred.ok(&["check", path.to_str().unwrap()]);
    assert!(
        checked.contains("fine, the site Friends of \"Lakeside\""),
        "{checked}"
    );

    fs::write(&path, "mine").unwrap();
    let again = kindred.run(&["init", "lakeside"]);
    assert!(again.err.contains("exists already"), "{}", again.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    assert!(kindred.run(&["init", "Lake Side"]).err.contains("no slug"));
}

#[test]
fn all_words_can_stand_in_a_sites_file_as_they_are_printed() {
    let kindred = Kindred::new();
    kindred.ok(&["init", "lakeside"]);
    let path = kindred.path("data/sites/lakeside.toml");
    let words = kindred.ok(&["words", "es"]);
    assert!(words.contains("[wording.es.finder]\n") && words.contains("\"groups.one\" = "));
    let file = fs::read_to_string(&path).unwrap();
    fs::write(&path, file + &words).unwrap();
    kindred.ok(&["check", path.to_str().unwrap()]);
    let unknown = kindred.run(&["words", "xx"]).err;
    assert!(
        unknown.contains("there are ") && unknown.contains("en"),
        "{unknown}"
    );
}

#[test]
fn the_form_of_the_file_is_the_one_in_the_documents() {
    let kindred = Kindred::new();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/site.schema.json");
    let document = fs::read_to_string(path).unwrap();
    assert_eq!(kindred.ok(&["schema", "site"]), document);
}
