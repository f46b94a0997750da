use crate::support::{NOW, feed, on_each, own, record};
use serde_json::json;
use server::{
    domain::group::GroupRecord,
    store::{Import, ImportSummary, SiteId, Store, StoreError},
};

fn summary(added: usize, changed: usize, unchanged: usize, removed: usize) -> ImportSummary {
    ImportSummary {
        added,
        changed,
        unchanged,
        removed,
    }
}

async fn slugs(store: &Store, site: &SiteId) -> Vec<String> {
    let groups = store.list_groups(site).await.unwrap();
    groups.into_iter().map(|group| group.record.slug).collect()
}

fn numbered(count: usize) -> Vec<GroupRecord> {
    (0..count)
        .map(|n| record(&format!("g{n:03}"), json!({})))
        .collect()
}

#[test]
fn the_same_import_again_changes_nothing() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let import = feed(numbered(3));
        assert_eq!(
            store.apply_import(&site, &import).await.unwrap(),
            summary(3, 0, 0, 0)
        );
        let before = (
            store.list_groups(&site).await.unwrap(),
            store.site_revision(&site).await.unwrap(),
        );
        let later = Import {
            now: NOW + 1000,
            ..import
        };
        assert_eq!(
            store.apply_import(&site, &later).await.unwrap(),
            summary(0, 0, 3, 0)
        );
        let after = (
            store.list_groups(&site).await.unwrap(),
            store.site_revision(&site).await.unwrap(),
        );
        assert_eq!(before, after);
    });
}

#[test]
fn positions_come_back_to_the_last_bit() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let records: Vec<GroupRecord> = (0..200)
            .map(|n| {
                // Seventeen digits, as feeds have them.
                let lat = 37.0 + f64::from(n) / 7.3;
                let place = json!({ "town": "T", "position": { "lat": lat, "lon": -lat / 3.1 } });
                record(&format!("g{n}"), json!({ "place": place }))
            })
            .collect();
        store
            .apply_import(&site, &feed(records.clone()))
            .await
            .unwrap();
        let again = store.apply_import(&site, &feed(records)).await.unwrap();
        assert_eq!(again, summary(0, 0, 200, 0));
    });
}

#[test]
fn what_the_feed_changed_is_changed_and_its_meetings_with_it() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store.apply_import(&site, &feed(numbered(2))).await.unwrap();
        let group = store.find_group(&site, "g000").await.unwrap().unwrap();
        let moved = json!({ "schedule": { "rrule": "FREQ=WEEKLY;BYDAY=FR" }, "join": null });
        let import = feed(vec![record("g000", moved), record("g001", json!({}))]);
        assert_eq!(
            store.apply_import(&site, &import).await.unwrap(),
            summary(0, 1, 1, 0)
        );
        let meetings = store.list_meetings(&site, NOW, i64::MAX).await.unwrap();
        let first = meetings
            .iter()
            .find(|meeting| meeting.group_id == group.id)
            .unwrap();
        // Friday, 9 January 2026, 19:00 in Chicago.
        assert_eq!(first.starts_at, 1_768_006_800_000);
        let join = store
            .find_join_details(&site, &group.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(join.url, None);
        assert_eq!(
            store.find_group(&site, "g000").await.unwrap().unwrap().id,
            group.id
        );
    });
}

#[test]
fn a_new_join_link_alone_is_a_change() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store.apply_import(&site, &feed(numbered(1))).await.unwrap();
        let import = feed(vec![record(
            "g000",
            json!({ "join": { "url": "https://new.example.org" } }),
        )]);
        assert_eq!(
            store.apply_import(&site, &import).await.unwrap(),
            summary(0, 1, 0, 0)
        );
        let id = store.find_group(&site, "g000").await.unwrap().unwrap().id;
        let join = store.find_join_details(&site, &id).await.unwrap().unwrap();
        assert_eq!(join.url.as_deref(), Some("https://new.example.org"));
    });
}

#[test]
fn both_of_two_groups_with_one_slug_are_kept_under_slugs_that_stay() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let twin = |key: &str, name: &str| {
            let mut import = feed(vec![record("same", json!({ "name": name }))]);
            key.clone_into(&mut import.groups[0].source_key);
            import.groups.remove(0)
        };
        let both = Import {
            groups: vec![twin("same", "A"), twin("same#2", "B")],
            ..feed(vec![])
        };
        store.apply_import(&site, &both).await.unwrap();
        assert_eq!(slugs(&store, &site).await, ["same", "same-2"]);
        let turned = Import {
            groups: vec![twin("same#2", "B"), twin("same", "A")],
            ..feed(vec![])
        };
        assert_eq!(
            store.apply_import(&site, &turned).await.unwrap(),
            summary(0, 0, 2, 0)
        );
        let second = store.find_group(&site, "same-2").await.unwrap().unwrap();
        assert_eq!(second.record.name, "B");
    });
}

#[test]
fn a_group_that_vanished_is_hidden_and_comes_back_as_itself() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store.apply_import(&site, &feed(numbered(3))).await.unwrap();
        let gone = store.find_group(&site, "g002").await.unwrap().unwrap();
        let shorter = feed(numbered(2));
        assert_eq!(
            store.apply_import(&site, &shorter).await.unwrap(),
            summary(0, 0, 2, 1)
        );
        assert_eq!(slugs(&store, &site).await, ["g000", "g001"]);
        assert_eq!(store.find_group(&site, "g002").await.unwrap(), None);
        assert_eq!(
            store.apply_import(&site, &shorter).await.unwrap(),
            summary(0, 0, 2, 0)
        );
        assert_eq!(
            store.apply_import(&site, &feed(numbered(3))).await.unwrap(),
            summary(0, 1, 2, 0)
        );
        assert_eq!(
            store.find_group(&site, "g002").await.unwrap().unwrap().id,
            gone.id
        );
    });
}

#[test]
fn a_feed_leaves_the_groups_of_others_alone() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .apply_import(&site, &own(vec![record("ours", json!({}))]))
            .await
            .unwrap();
        let other = Import {
            feed: Some("other".into()),
            ..feed(vec![record("theirs", json!({}))])
        };
        store.apply_import(&site, &other).await.unwrap();
        let import = feed(vec![record("ours", json!({ "name": "From the feed" }))]);
        assert_eq!(
            store.apply_import(&site, &import).await.unwrap(),
            summary(1, 0, 0, 0)
        );
        assert_eq!(slugs(&store, &site).await, ["ours", "ours-2", "theirs"]);
    });
}

#[test]
fn a_feed_that_lost_most_of_its_groups_changes_nothing_until_confirmed() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .apply_import(&site, &feed(numbered(40)))
            .await
            .unwrap();
        let renamed = record("g000", json!({ "name": "Renamed" }));
        let shrunk = feed(vec![renamed]);
        let refused = store.apply_import(&site, &shrunk).await;
        assert!(matches!(
            refused,
            Err(StoreError::FeedShrank {
                before: 40,
                missing: 39,
                ..
            })
        ));
        assert_eq!(slugs(&store, &site).await.len(), 40);
        let first = store.find_group(&site, "g000").await.unwrap().unwrap();
        assert_eq!(first.record.name, "Group g000");
        let meant = Import {
            allow_shrink: true,
            ..shrunk
        };
        assert_eq!(
            store.apply_import(&site, &meant).await.unwrap(),
            summary(0, 1, 0, 39)
        );
    });
}

#[test]
fn our_own_json_over_a_feeds_group_is_an_edit_that_stays() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let brought = feed(vec![record("a", json!({ "summary": "First" }))]);
        store.apply_import(&site, &brought).await.unwrap();
        let mut exported = store.find_group(&site, "a").await.unwrap().unwrap().record;
        exported.name = "A better name".into();
        let edit = own(vec![exported]);
        assert_eq!(
            store.apply_import(&site, &edit).await.unwrap(),
            summary(0, 1, 0, 0)
        );
        assert_eq!(
            store.apply_import(&site, &edit).await.unwrap(),
            summary(0, 0, 1, 0)
        );
        let later = feed(vec![record("a", json!({ "summary": "Second" }))]);
        assert_eq!(
            store.apply_import(&site, &later).await.unwrap(),
            summary(0, 1, 0, 0)
        );
        let group = store.find_group(&site, "a").await.unwrap().unwrap();
        assert_eq!(group.record.name, "A better name");
        assert_eq!(group.record.summary, "Second");
        let join = store
            .find_join_details(&site, &group.id)
            .await
            .unwrap()
            .unwrap();
        assert!(join.url.is_some());
    });
}

#[test]
fn an_export_read_back_takes_no_join_link_away() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store.apply_import(&site, &own(numbered(1))).await.unwrap();
        let group = store.find_group(&site, "g000").await.unwrap().unwrap();
        let again = own(vec![group.record.clone()]);
        assert_eq!(
            store.apply_import(&site, &again).await.unwrap(),
            summary(0, 0, 1, 0)
        );
        let join = store
            .find_join_details(&site, &group.id)
            .await
            .unwrap()
            .unwrap();
        assert!(join.url.is_some());
    });
}

#[test]
fn one_bad_group_leaves_everything_as_it_was() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let revision = store.site_revision(&site).await.unwrap();
        let mut records = numbered(5);
        records[4].schedule.as_mut().unwrap().time_zone = "Mars/Olympus".into();
        let refused = store.apply_import(&site, &feed(records)).await;
        assert!(matches!(refused, Err(StoreError::BadRecord { .. })));
        assert!(slugs(&store, &site).await.is_empty());
        assert_eq!(store.site_revision(&site).await.unwrap(), revision);
    });
}

#[test]
fn imports_at_the_same_time_take_turns() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let running: Vec<_> = (0..6)
            .map(|_| {
                let (store, site) = (store.clone(), site.clone());
                tokio::spawn(
                    async move { store.apply_import(&site, &feed(numbered(5))).await.unwrap() },
                )
            })
            .collect();
        let mut added = 0;
        for import in running {
            added += import.await.unwrap().added;
        }
        assert_eq!(added, 5);
        assert_eq!(slugs(&store, &site).await.len(), 5);
    });
}

#[test]
fn a_hidden_group_has_no_meetings_and_takes_no_edits() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store.apply_import(&site, &feed(numbered(2))).await.unwrap();
        let all = store.list_meetings(&site, NOW, i64::MAX).await.unwrap();
        store.apply_import(&site, &feed(numbered(1))).await.unwrap();
        let left = store.list_meetings(&site, NOW, i64::MAX).await.unwrap();
        assert_eq!((all.len(), left.len()), (24, 12));
        let edit = store
            .edit_group(&site, "g001", &json!({ "name": "x" }), NOW)
            .await;
        assert!(matches!(edit, Err(StoreError::UnknownGroup(_))));
        // Staff who write about it want it to be seen.
        let ours = own(vec![numbered(2).remove(1)]);
        assert_eq!(
            store.apply_import(&site, &ours).await.unwrap(),
            summary(0, 1, 0, 0)
        );
        let back = store.list_meetings(&site, NOW, i64::MAX).await.unwrap();
        assert_eq!(back.len(), 24);
    });
}

#[test]
fn a_feed_that_names_all_its_groups_anew_is_a_feed_that_lost_them() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .apply_import(&site, &feed(numbered(40)))
            .await
            .unwrap();
        let renamed = (0..80).map(|n| record(&format!("new{n}"), json!({})));
        let refused = store
            .apply_import(&site, &feed(renamed.collect()))
            .await
            .unwrap_err();
        let said = refused.to_string();
        assert!(said.contains("hide 40 of the 40"), "{said}");
    });
}

#[test]
fn a_join_link_that_staff_wrote_over_a_feeds_stays() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let brought = |name: &str, url: &str| {
            let join = json!({ "url": format!("https://{url}.example.org") });
            record("a", json!({ "name": name, "join": join }))
        };
        let old = brought("One", "old");
        store
            .apply_import(&site, &feed(vec![old.clone()]))
            .await
            .unwrap();
        let ours = own(vec![brought("One", "ours")]);
        assert_eq!(
            store.apply_import(&site, &ours).await.unwrap(),
            summary(0, 1, 0, 0)
        );
        assert_eq!(
            store.apply_import(&site, &ours).await.unwrap(),
            summary(0, 0, 1, 0)
        );
        let url = async || {
            let id = store.find_group(&site, "a").await.unwrap().unwrap().id;
            let join = store.find_join_details(&site, &id).await.unwrap().unwrap();
            join.url.unwrap()
        };
        assert_eq!(url().await, "https://ours.example.org");
        let later = feed(vec![brought("Two", "new")]);
        assert_eq!(
            store.apply_import(&site, &later).await.unwrap(),
            summary(0, 1, 0, 0)
        );
        assert_eq!(url().await, "https://ours.example.org");
        // What staff write when they agree with the feed again.
        store
            .apply_import(&site, &own(vec![brought("Two", "new")]))
            .await
            .unwrap();
        store.apply_import(&site, &feed(vec![old])).await.unwrap();
        assert_eq!(url().await, "https://old.example.org");
    });
}

#[test]
fn an_export_of_edited_groups_read_back_changes_nothing() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .apply_import(&site, &own(vec![record("ours", json!({}))]))
            .await
            .unwrap();
        let brought = |name: &str| feed(vec![record("theirs", json!({ "name": name }))]);
        store.apply_import(&site, &brought("One")).await.unwrap();
        let edit = json!({ "name": "Two", "place": { "town": "Riverside" } });
        for slug in ["ours", "theirs"] {
            store.edit_group(&site, slug, &edit, NOW).await.unwrap();
        }
        // The feed says now what staff said before.
        store.apply_import(&site, &brought("Two")).await.unwrap();
        let exported = store.list_groups(&site).await.unwrap();
        let again = own(exported.iter().map(|group| group.record.clone()).collect());
        assert_eq!(
            store.apply_import(&site, &again).await.unwrap(),
            summary(0, 0, 2, 0)
        );
        assert_eq!(store.list_groups(&site).await.unwrap(), exported);
    });
}

#[test]
fn two_groups_under_one_key_are_refused_with_their_row() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let mut twins = feed(vec![record("a", json!({})), record("b", json!({}))]);
        twins.groups[1].row = 2;
        "a".clone_into(&mut twins.groups[1].source_key);
        let refused = store.apply_import(&site, &twins).await.unwrap_err();
        assert!(refused.to_string().contains("row 2"), "{refused}");
        let twins = own(vec![record("a", json!({})), record("a", json!({}))]);
        assert!(store.apply_import(&site, &twins).await.is_err());
        assert!(slugs(&store, &site).await.is_empty());
    });
}

#[test]
fn an_unknown_site_takes_no_import() {
    on_each(async |store| {
        let nobody = SiteId::from("nobody");
        assert!(
            store
                .apply_import(&nobody, &feed(numbered(1)))
                .await
                .is_err()
        );
        assert!(store.list_groups(&nobody).await.unwrap().is_empty());
    });
}
