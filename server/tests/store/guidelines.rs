use serde_json::json;
use server::{
    domain::guidelines::{GuidelinesRecord, Publication, PublishedGuidelines},
    store::{GroupId, SiteId, Store, StoreError},
};

use crate::support::{NOW, feed, on_each, record};

/// One rule in these words, with what changed.
fn rules(words: &str) -> GuidelinesRecord {
    serde_json::from_value(json!({
        "what_changed": { "en": format!("Now: {words}") },
        "items": [{ "key": "a", "rule": { "en": words } }],
    }))
    .unwrap()
}

/// A site with the group `a`.
async fn site_with_group(store: &Store, slug: &str) -> (SiteId, GroupId) {
    let site = store.add_site(slug, NOW).await.unwrap();
    let import = feed(vec![record("a", json!({}))]);
    store.apply_import(&site, &import).await.unwrap();
    let group = store.find_group(&site, "a").await.unwrap().unwrap();
    (site, group.id)
}

fn summary(versions: &[PublishedGuidelines]) -> Vec<(i64, i64, &str)> {
    let mut summary = Vec::new();
    for of in versions {
        let words = of.content.items[0].rule.in_one_of(["en"]);
        summary.push((of.version, of.published_at, words));
    }
    summary
}

#[test]
fn a_version_is_added_to_those_before_it_and_changes_none() {
    on_each(async |store| {
        let (site, group) = site_with_group(&store, "s").await;
        let publish = async |of: Option<&GroupId>, words: &str, later: i64| {
            let record = rules(words);
            let done = store.publish_guidelines(&site, of, &record, NOW + later);
            done.await.unwrap()
        };
        assert_eq!(publish(None, "One", 0).await, Publication::Published(1));
        let first = store.list_guidelines(&site, None).await.unwrap();
        assert_eq!(first[0].content, rules("One"));
        assert_eq!(publish(None, "Two", 1).await, Publication::Published(2));
        assert_eq!(
            publish(Some(&group), "Ours", 2).await,
            Publication::Published(1)
        );
        let of_site = store.list_guidelines(&site, None).await.unwrap();
        assert_eq!(summary(&of_site), [(1, NOW, "One"), (2, NOW + 1, "Two")]);
        assert_eq!(of_site[0], first[0]);
        let all = store.find_group_guidelines(&site, &group).await.unwrap();
        assert_eq!(all.of_site, of_site);
        assert_eq!(summary(&all.of_group), [(1, NOW + 2, "Ours")]);
        assert_eq!(all.version().to_string(), "2.1");
    });
}

#[test]
fn the_same_rules_again_change_nothing_and_other_ones_must_say_what_is_new() {
    on_each(async |store| {
        let (site, _) = site_with_group(&store, "s").await;
        let publish = async |record: &GuidelinesRecord| {
            let done = store
                .publish_guidelines(&site, None, record, NOW)
                .await
                .unwrap();
            (done, store.site_revision(&site).await.unwrap())
        };
        let before = store.site_revision(&site).await.unwrap();
        let (done, revision) = publish(&rules("One")).await;
        assert_eq!(done, Publication::Published(1));
        assert!(revision > before, "what is in memory must be renewed");
        assert_eq!(
            publish(&rules("One")).await,
            (Publication::Unchanged(1), revision)
        );
        let mut silent = rules("Two");
        silent.what_changed = None;
        assert_eq!(
            publish(&silent).await,
            (Publication::WhatChangedIsMissing(1), revision)
        );
        assert_eq!(store.list_guidelines(&site, None).await.unwrap().len(), 1);
    });
}

#[test]
fn all_who_publish_at_once_get_a_number_of_their_own() {
    on_each(async |store| {
        let (site, group) = site_with_group(&store, "s").await;
        let publishing = (0..8).map(|n| {
            let (store, site, group) = (store.clone(), site.clone(), group.clone());
            tokio::spawn(async move {
                let record = rules(&format!("Rule {n}"));
                let done = store.publish_guidelines(&site, Some(&group), &record, NOW);
                (done.await.unwrap(), record)
            })
        });
        let publishing: Vec<_> = publishing.collect();
        let mut done = Vec::new();
        for one in publishing {
            done.push(one.await.unwrap());
        }
        let versions = store.list_guidelines(&site, Some(&group)).await.unwrap();
        let numbers: Vec<i64> = versions.iter().map(|of| of.version).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
        for (publication, record) in done {
            let Publication::Published(number) = publication else {
                panic!("{publication:?}");
            };
            let kept = versions.iter().find(|of| of.version == number).unwrap();
            assert_eq!(kept.content, record);
        }
    });
}

#[test]
fn guidelines_are_their_own_sites_and_groups() {
    on_each(async |store| {
        let (here, group) = site_with_group(&store, "here").await;
        let (there, _) = site_with_group(&store, "there").await;
        for of in [None, Some(&group)] {
            store
                .publish_guidelines(&here, of, &rules("One"), NOW)
                .await
                .unwrap();
            assert_eq!(store.list_guidelines(&there, of).await.unwrap(), []);
        }
        let found = store.find_group_guidelines(&there, &group).await.unwrap();
        assert_eq!(found.version().to_string(), "0.0");
        let foreign = store
            .publish_guidelines(&there, Some(&group), &rules("Two"), NOW)
            .await;
        assert!(
            matches!(foreign, Err(StoreError::UnknownGroup(_))),
            "{foreign:?}"
        );
        let nobody = SiteId::from("nobody");
        let nowhere = store
            .publish_guidelines(&nobody, None, &rules("Two"), NOW)
            .await;
        assert!(nowhere.is_err());
        let kept = store.find_group_guidelines(&here, &group).await.unwrap();
        assert_eq!(kept.version().to_string(), "1.1");
    });
}

#[test]
fn first_guidelines_are_published_where_there_are_none_and_nowhere_else() {
    on_each(async |store| {
        let (site, _) = site_with_group(&store, "s").await;
        let first = async |words: &str, later: i64| {
            let record = rules(words);
            let done = store.publish_first_guidelines(&site, &record, NOW + later);
            done.await.unwrap()
        };
        assert_eq!(first("One", 0).await, Publication::Published(1));
        assert_eq!(first("Two", 1).await, Publication::Unchanged(1));
        let versions = store.list_guidelines(&site, None).await.unwrap();
        assert_eq!(summary(&versions), [(1, NOW, "One")]);
        let other = store.add_site("other", NOW).await.unwrap();
        assert_eq!(store.list_guidelines(&other, None).await.unwrap(), []);
    });
}
