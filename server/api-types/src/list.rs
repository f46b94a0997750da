//! A page of a list of groups.

use std::marker::PhantomData;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};

use crate::{Facet, Group};

/// Answer of `GET /v1/sites/{site}/groups`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GroupList {
    /// This page.
    pub groups: Vec<Group>,
    /// How many groups fit, on all pages.
    pub total: u32,
    /// How many groups there would be with each value, given everything else that is chosen.
    /// Values that would give none are left out.
    #[cfg_attr(feature = "schema", schema(value_type = std::collections::BTreeMap<String, std::collections::BTreeMap<String, u32>>))]
    pub facets: Facets,
    /// Where the next page starts; `null` on the last. Opaque.
    pub next: Option<String>,
}

/// Facet counts, in the order in which people should see facets and values.
///
/// On the wire an object of objects: `{ "focus": { "breast": 4 }, "language": { "en": 38 } }`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets(pub Vec<FacetCounts>);

/// The counts of one facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// Which facet.
    pub facet: Facet,
    /// Its values with how many groups each would give; never zero.
    pub values: Vec<(String, u32)>,
}

impl Facets {
    /// How many groups one value would give.
    pub fn count(&self, facet: Facet, value: &str) -> u32 {
        self.0
            .iter()
            .filter(|counts| counts.facet == facet)
            .flat_map(|counts| &counts.values)
            .find(|(word, _)| word == value)
            .map_or(0, |(_, count)| *count)
    }
}

/// The values of one facet, written as an object.
struct Values<'a>(&'a [(String, u32)]);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(word, count)| (word, count)))
    }
}

impl Serialize for Facets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|c| (c.facet, Values(&c.values))))
    }
}

/// The entries of an object in their order, which a map type would lose.
struct Entries<K, V>(Vec<(K, V)>);

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Entries<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<K, V>(PhantomData<(K, V)>);
        impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for InOrder<K, V> {
            type Value = Entries<K, V>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Facets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let facets = Entries::<Facet, Entries<String, u32>>::deserialize(deserializer)?.0;
        Ok(Self(
            facets
                .into_iter()
                .map(|(facet, values)| FacetCounts {
                    facet,
                    values: values.0,
                })
                .collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facets_are_an_object_of_objects_that_keeps_its_order() {
        let facets = Facets(vec![
            FacetCounts {
                facet: Facet::Language,
                values: vec![("es".into(), 2), ("en".into(), 1)],
            },
            FacetCounts {
                facet: Facet::Focus,
                values: vec![("lung".into(), 3)],
            },
        ]);
        let json = serde_json::to_string(&facets).unwrap();
        assert_eq!(json, r#"{"language":{"es":2,"en":1},"focus":{"lung":3}}"#);
        assert_eq!(serde_json::from_str::<Facets>(&json).unwrap(), facets);
    }
}
