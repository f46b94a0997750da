//! What guidelines may say: how many rules, how long, and that nobody's language is left out.

use std::collections::BTreeSet;

use super::{GuidelineRecord, GuidelinesRecord};
use crate::domain::check::{Check, FieldError, LINE};

/// More rules than anybody reads.
const MOST_ITEMS: usize = 40;
/// Longest reason and longest word on what changed, characters.
const LONGEST_TEXT: usize = 4_000;

/// Checks a record as it was written; the errors name every field that cannot stay so, with the
/// path to it. Each language of the site must have words everywhere, and so must any other that
/// the record names: half a translation is an oversight. Without `languages` (a file by itself)
/// the languages that it names count.
pub fn check_guidelines(
    record: &GuidelinesRecord,
    languages: &[String],
) -> Result<(), Vec<FieldError>> {
    let mut wanted = record.languages();
    wanted.extend(languages.iter().map(String::as_str));
    let mut check = Check::default();
    if let Some(words) = &record.what_changed {
        check.wording("what_changed", words, &wanted, text);
    }
    if record.items.is_empty() {
        check.fault("items", "missing", "guidelines have at least one rule");
    }
    for (at, item) in record.items.iter().enumerate() {
        if at == MOST_ITEMS {
            let path = format!("items.{at}");
            check.fault(
                &path,
                "too-many",
                format!("guidelines have at most {MOST_ITEMS} rules"),
            );
        }
        let mut own = Check::default();
        own.id("key", &item.key);
        let named = own.0.is_empty();
        if record.items[..at].iter().any(|other| other.key == item.key) {
            own.fault("key", "twice", "an earlier item has the same");
        }
        say_item(&mut own, item, &wanted);
        let name = if named {
            format!("item `{}`", item.key)
        } else {
            format!("item {}", at + 1)
        };
        check.0.extend(own.0.into_iter().map(|fault| FieldError {
            field: format!("items.{at}.{}", fault.field),
            code: fault.code,
            reason: format!("{name}, {}: {}", fault.field, fault.reason),
        }));
    }
    if check.0.is_empty() {
        Ok(())
    } else {
        Err(check.0)
    }
}

fn say_item(check: &mut Check, item: &GuidelineRecord, wanted: &BTreeSet<&str>) {
    let line = |check: &mut Check, field: &str, text: &str| check.line(field, text.trim(), LINE);
    check.wording("rule", &item.rule, wanted, line);
    if let Some(why) = &item.why {
        check.wording("why", why, wanted, text);
    }
}

fn text(check: &mut Check, field: &str, text: &str) {
    check.text(field, text.trim(), LONGEST_TEXT);
}
