//! What a person who searches can rely on.

use std::sync::Arc;

use api_types::{Choice, Facet, Focus, Format, Group, JoinPolicy, Place, Position, Sort, Status};
use catalogue::{Catalogue, Entry, Query};
use proptest::prelude::*;

const CHICAGO: Position = Position {
    lat: 41.88,
    lon: -87.63,
};

fn group(slug: &str, name: &str) -> Group {
    Group {
        slug: slug.into(),
        name: name.into(),
        summary: String::new(),
        language: "en".into(),
        other_languages: vec![],
        format: Format::InPerson,
        status: Status::Active,
        focus: vec![],
        audience: vec![],
        stage: vec![],
        purpose: None,
        leadership: None,
        openness: None,
        cost: None,
        accessibility: vec![],
        join_policy: JoinPolicy::Open,
        host_platform: None,
        availability: None,
        schedule: None,
        next_meeting: None,
        place: None,
        distance_km: None,
    }
}

fn catalogue(groups: Vec<Group>) -> Catalogue {
    let entry = |(at, group)| Entry {
        group: Arc::new(group),
        starts: vec![at],
    };
    Catalogue::new((0..).zip(groups).map(entry).collect())
}

fn slugs(catalogue: &Catalogue, query: &Query) -> Vec<String> {
    let found = catalogue.search(query);
    let slug = |hit: &(u32, _)| catalogue.entries()[hit.0 as usize].group.slug.clone();
    found.hits.iter().map(slug).collect()
}

fn text(text: &str) -> Query {
    Query {
        text: text.into(),
        ..Query::default()
    }
}

fn named() -> Catalogue {
    catalogue(vec![
        Group {
            summary: "We also talk about breast care.".into(),
            ..group("coffee", "Coffee morning")
        },
        Group {
            focus: vec![Focus::Breast],
            ..group("pink", "Breast friends")
        },
        Group {
            focus: vec![Focus::Blood],
            ..group("blood", "Blood brothers and sisters")
        },
        Group {
            language: "es-MX".into(),
            ..group("jose", "Grupo de José Núñez")
        },
        Group {
            focus: vec![Focus::Lung],
            ..group("air", "Breathing space")
        },
    ])
}

#[test]
fn a_slip_of_the_finger_still_finds() {
    assert_eq!(slugs(&named(), &text("brest")), ["pink", "coffee"]);
    assert_eq!(slugs(&named(), &text("leukemai")), ["blood"]);
}

#[test]
fn accents_are_not_needed() {
    for spelling in ["Jose", "josé", "NUNEZ", "núñez jose"] {
        assert_eq!(slugs(&named(), &text(spelling)), ["jose"], "{spelling}");
    }
}

#[test]
fn a_name_comes_before_a_description() {
    assert_eq!(slugs(&named(), &text("breast")), ["pink", "coffee"]);
}

#[test]
fn everyday_words_find_the_condition() {
    for words in ["leukaemia", "leukemia", "blood cancer", "lymphoma group"] {
        assert_eq!(slugs(&named(), &text(words)), ["blood"], "{words}");
    }
    assert_eq!(slugs(&named(), &text("mama")), ["pink"]);
}

#[test]
fn the_beginning_of_a_word_is_enough() {
    assert_eq!(slugs(&named(), &text("brea")), ["pink", "air", "coffee"]);
    assert_eq!(slugs(&named(), &text("b")).len(), 4);
}

#[test]
fn every_word_must_fit() {
    assert_eq!(slugs(&named(), &text("breast coffee")), ["coffee"]);
    assert!(slugs(&named(), &text("breast xylophone")).is_empty());
}

#[test]
fn idle_words_alone_do_not_hide_groups() {
    assert_eq!(slugs(&named(), &text("a group for breast")).len(), 2);
    assert_eq!(slugs(&named(), &text("grupo")), ["jose"]);
    assert_eq!(slugs(&named(), &text("  ")).len(), 5);
}

#[test]
fn a_dialect_is_found_under_its_language() {
    let mut query = Query::default();
    query.set("language", "es").unwrap();
    assert_eq!(slugs(&named(), &query), ["jose"]);
    query.chosen[0].1 = "cy".into();
    assert!(slugs(&named(), &query).is_empty());
}

fn placed() -> Catalogue {
    let at = |lat, lon| {
        Some(Place {
            position: Some(Position { lat, lon }),
            ..Place::default()
        })
    };
    catalogue(vec![
        Group {
            place: at(40.71, -74.01),
            ..group("far", "Far")
        },
        Group {
            format: Format::Online,
            ..group("web", "Web")
        },
        Group {
            place: at(41.9, -87.7),
            ..group("close", "Close")
        },
        group("nowhere", "Nowhere"),
    ])
}

#[test]
fn near_orders_by_distance_and_reach_keeps_what_needs_no_journey() {
    let mut query = Query {
        near: Some(CHICAGO),
        ..Query::default()
    };
    assert_eq!(slugs(&placed(), &query), ["close", "far", "web", "nowhere"]);
    query.within_km = Some(50);
    assert_eq!(slugs(&placed(), &query), ["close", "web"]);
    let distance = placed().search(&query).hits[0].1.unwrap();
    assert!((5.0..8.0).contains(&distance), "{distance}");
}

#[test]
fn orders_are_by_next_meeting_and_by_name() {
    let mut query = Query::default();
    assert_eq!(slugs(&placed(), &query), ["far", "web", "close", "nowhere"]);
    query.sort = Some(Sort::Name);
    assert_eq!(slugs(&placed(), &query), ["close", "far", "nowhere", "web"]);
    // Without a position there is no distance to sort by.
    query.sort = Some(Sort::Distance);
    assert_eq!(slugs(&placed(), &query), ["far", "web", "close", "nowhere"]);
}

#[test]
fn from_and_to_look_at_every_coming_meeting() {
    let entry = |slug: &str, starts: &[i64]| Entry {
        group: Arc::new(group(slug, slug)),
        starts: starts.to_vec(),
    };
    let catalogue = Catalogue::new(vec![
        entry("a", &[10, 20]),
        entry("b", &[30]),
        entry("c", &[]),
    ]);
    let between = |from, to| Query {
        from,
        to,
        ..Query::default()
    };
    assert_eq!(slugs(&catalogue, &between(Some(15), Some(30))), ["a"]);
    assert_eq!(slugs(&catalogue, &between(Some(20), None)), ["a", "b"]);
    assert_eq!(slugs(&catalogue, &between(None, Some(20))), ["a"]);
}

fn arbitrary_groups() -> impl Strategy<Value = Vec<Group>> {
    let one = (
        0..Focus::ALL.len(),
        0..Format::ALL.len(),
        0..3_usize,
        "[a-d]{1,3}",
    );
    proptest::collection::vec(one, 0..40).prop_map(|rows| {
        let made =
            |(at, (focus, format, language, name)): (usize, (usize, usize, usize, String))| Group {
                focus: vec![Focus::ALL[focus]],
                format: Format::ALL[format],
                language: ["en", "es", "cy"][language].into(),
                ..group(&format!("g{at}"), &name)
            };
        rows.into_iter().enumerate().map(made).collect()
    })
}

proptest! {
    /// The count beside a value is what a person gets who chooses it, whatever else is chosen.
    #[test]
    fn a_count_is_what_choosing_gives(
        groups in arbitrary_groups(),
        focus in 0..Focus::ALL.len(),
        format in 0..Format::ALL.len(),
        name in "[a-d]{0,2}",
    ) {
        let catalogue = catalogue(groups);
        let mut query = text(&name);
        query.set("focus", Focus::ALL[focus].as_str()).unwrap();
        query.set("format", Format::ALL[format].as_str()).unwrap();
        for counts in &catalogue.search(&query).facets.0 {
            for (word, count) in &counts.values {
                let mut other = query.clone();
                other.chosen.retain(|(facet, _)| *facet != counts.facet);
                other.set(counts.facet.as_str(), word).unwrap();
                prop_assert_eq!(catalogue.search(&other).hits.len(), *count as usize);
            }
        }
        let total = catalogue.search(&query).hits.len();
        let own = catalogue.search(&query).facets;
        prop_assert_eq!(own.count(Facet::Focus, Focus::ALL[focus].as_str()) as usize, total);
    }

    /// No text breaks the search, and more words never find more.
    #[test]
    fn more_words_never_find_more(groups in arbitrary_groups(), one in "\\PC{0,12}", two in "\\PC{0,12}") {
        let catalogue = catalogue(groups);
        let fewer = catalogue.search(&text(&one)).hits.len();
        let more = catalogue.search(&text(&format!("{one} x{two}"))).hits.len();
        prop_assert!(more <= fewer);
    }
}
