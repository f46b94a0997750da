//! `kindred retention`. What is counted, and that just this is deleted, stands in `store/retention.rs`.

use crate::program::Kindred;

const DRY: [&str; 2] = ["retention", "--dry-run"];

#[test]
fn a_dry_run_says_of_each_kind_what_would_go_and_for_how_long_it_is_kept() {
    let kindred = Kindred::with_site();
    let said = kindred.run(&DRY);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let mut lines = said.out.lines();
    assert_eq!(lines.next(), Some("riverside"));
    let lines: Vec<&str> = lines.collect();
    assert_eq!(lines.len(), 7, "{}", said.out);
    for line in lines {
        assert!(
            line.contains("0 would go now,") && line.contains(" days)"),
            "{line}"
        );
    }
    assert!(!said.out.contains("Deleted."), "{}", said.out);
}

#[test]
fn without_it_what_is_over_goes() {
    let kindred = Kindred::with_site();
    let said = kindred.run(&["retention"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("0 go now,"), "{}", said.out);
    assert!(said.out.ends_with("Deleted.\n"), "{}", said.out);
}

#[test]
fn one_site_is_told_of_by_its_slug_and_never_deleted_from_alone() {
    let kindred = Kindred::with_site();
    let one = kindred.run(&[&DRY[..], &["--site", "riverside"]].concat());
    assert_eq!(one.out, kindred.run(&DRY).out);
    let unknown = kindred.run(&[&DRY[..], &["--site", "seaside"]].concat());
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("seaside"), "{}", unknown.err);
    assert_eq!(
        kindred.run(&["retention", "--site", "riverside"]).code,
        2,
        "a site is for the dry run"
    );
}
