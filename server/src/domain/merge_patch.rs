//! JSON merge patches (RFC 7396): what staff changed by hand, kept apart from the source, so that
//! a feed can go on changing everything else. A library exists for applying them, none that is
//! kept for finding them; both together are smaller than a dependency.

use serde_json::{Map, Value};

/// Applies a patch: members of objects are replaced one by one, `null` removes, anything else
/// (arrays included) replaces as a whole.
pub fn apply(target: &mut Value, patch: &Value) {
    let Value::Object(changes) = patch else {
        target.clone_from(patch);
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(members) = target else {
        return;
    };
    for (name, change) in changes {
        if change.is_null() {
            members.remove(name);
        } else {
            apply(members.entry(name.as_str()).or_insert(Value::Null), change);
        }
    }
}

/// The patch that makes `target` of `source`; an empty object where they are the same.
pub fn between(source: &Value, target: &Value) -> Value {
    let (Value::Object(before), Value::Object(after)) = (source, target) else {
        return target.clone();
    };
    let mut changes = Map::new();
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        changes.insert(name.clone(), Value::Null);
    }
    for (name, wanted) in after {
        match before.get(name) {
            Some(old) if old == wanted => {}
            Some(old) => {
                changes.insert(name.clone(), between(old, wanted));
            }
            None => {
                changes.insert(name.clone(), wanted.clone());
            }
        }
    }
    Value::Object(changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn examples_of_the_rfc_come_out_as_it_says() {
        let cases = [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (
                json!({"a": "b", "b": "c"}),
                json!({"a": null}),
                json!({"b": "c"}),
            ),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (
                json!({"a": {"b": "c"}}),
                json!({"a": {"b": "d", "c": null}}),
                json!({"a": {"b": "d"}}),
            ),
            (
                json!(["a"]),
                json!({"a": {"bb": {"ccc": null}}}),
                json!({"a": {"bb": {}}}),
            ),
        ];
        for (mut target, patch, result) in cases {
            apply(&mut target, &patch);
            assert_eq!(target, result);
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            "[a-c]{0,2}".prop_map(Value::from)
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                proptest::collection::btree_map("[a-d]", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_patch_between_two_makes_one_of_the_other(source in value(), target in value()) {
            let mut patched = source.clone();
            apply(&mut patched, &between(&source, &target));
            prop_assert_eq!(patched, target);
        }
    }
}
