//! Guidelines as data: what was acknowledged, and what stays so when they change. Pure.

use api_types::{Acknowledgement, Guidelines};

/// What the server is told of guidelines that were read; `None` where there are no rules.
pub(crate) fn acknowledgement(read: &Guidelines) -> Option<Acknowledgement> {
    (!read.items.is_empty()).then(|| Acknowledgement {
        version: read.version.clone(),
        hash: read.hash.clone(),
        language: read.language.clone(),
    })
}

/// Whether these guidelines say how they differ from an earlier version.
pub(crate) fn differ(guidelines: &Guidelines) -> bool {
    !guidelines.what_changed.is_empty()
        || !guidelines.removed.is_empty()
        || guidelines.items.iter().any(|item| item.change.is_some())
}

/// Places of the rules that were the same before: who acknowledged one of these has read it.
pub(crate) fn unchanged(guidelines: &Guidelines) -> Vec<usize> {
    let items = guidelines.items.iter().enumerate();
    items
        .filter(|(_, item)| item.change.is_none())
        .map(|(at, _)| at)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::join_tests::guidelines;

    fn sample() -> Guidelines {
        serde_json::from_str(&guidelines()).unwrap()
    }

    fn plain() -> Guidelines {
        let mut plain = sample();
        plain.what_changed.clear();
        plain.removed.clear();
        for item in &mut plain.items {
            item.change = None;
        }
        plain
    }

    #[test]
    fn what_was_read_is_named_by_version_hash_and_language() {
        let read = acknowledgement(&sample()).unwrap();
        assert_eq!(
            (&*read.version, &*read.hash, &*read.language),
            ("3.1", "abc", "en")
        );
    }

    #[test]
    fn nothing_is_acknowledged_where_there_are_no_rules() {
        let mut none = sample();
        none.items.clear();
        assert_eq!(acknowledgement(&none), None);
    }

    #[test]
    fn a_changed_a_new_and_a_removed_rule_each_make_a_difference() {
        assert!(!differ(&plain()));
        let mut removed = plain();
        removed.removed = sample().removed;
        assert!(differ(&removed));
        let mut changed = plain();
        changed.items[0].change = sample().items[0].change;
        assert!(differ(&changed));
        let mut said = plain();
        said.what_changed = sample().what_changed;
        assert!(differ(&said));
    }

    #[test]
    fn only_rules_that_stayed_the_same_stay_acknowledged() {
        assert_eq!(unchanged(&sample()), [1]);
        assert_eq!(unchanged(&plain()), [0, 1]);
    }
}
