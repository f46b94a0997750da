use crate::support::{NOW, feed, on_each, own, record};
use serde_json::json;
use server::{
    domain::group::JoinDetails,
    store::{GroupId, SiteId, StoreError},
};

#[test]
fn groups_are_listed_and_found_without_their_join_details() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let records = vec![
            record("b", json!({})),
            record("a", json!({ "name": "José" })),
        ];
        store.apply_import(&site, &feed(records)).await.unwrap();
        let groups = store.list_groups(&site).await.unwrap();
        let slugs: Vec<&str> = groups
            .iter()
            .map(|group| group.record.slug.as_str())
            .collect();
        assert_eq!(slugs, ["a", "b"]);
        assert_eq!(groups[0].record.name, "José");
        assert_eq!(groups[0].feed.as_deref(), Some("town"));
        assert_eq!(groups[0].updated_at, NOW);
        assert!(
            groups
                .iter()
                .all(|group| group.record.join == JoinDetails::default())
        );
        assert_eq!(
            store.find_group(&site, "a").await.unwrap().as_ref(),
            Some(&groups[0])
        );
        assert_eq!(store.find_group(&site, "c").await.unwrap(), None);
    });
}

#[test]
fn join_details_open_for_their_own_group_and_site() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .apply_import(&site, &feed(vec![record("a", json!({}))]))
            .await
            .unwrap();
        let id = store.find_group(&site, "a").await.unwrap().unwrap().id;
        let join = store.find_join_details(&site, &id).await.unwrap().unwrap();
        assert_eq!(
            join.url.as_deref(),
            Some("https://meet.example.org/a-secret")
        );
        let nobody = GroupId::from("nobody");
        assert_eq!(store.find_join_details(&site, &nobody).await.unwrap(), None);
    });
}

#[test]
fn an_edit_stays_over_whatever_the_feed_brings() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let brought =
            |name: &str| feed(vec![record("a", json!({ "name": name, "summary": name }))]);
        store.apply_import(&site, &brought("One")).await.unwrap();
        store
            .edit_group(&site, "a", &json!({ "name": "Ours" }), NOW)
            .await
            .unwrap();
        let revision = store.site_revision(&site).await.unwrap();
        let same = store.apply_import(&site, &brought("One")).await.unwrap();
        assert_eq!((same.unchanged, same.changed), (1, 0));
        assert_eq!(store.site_revision(&site).await.unwrap(), revision);
        store.apply_import(&site, &brought("Two")).await.unwrap();
        let group = store.find_group(&site, "a").await.unwrap().unwrap();
        assert_eq!(
            (group.record.name.as_str(), group.record.summary.as_str()),
            ("Ours", "Two")
        );
    });
}

#[test]
fn an_edit_changes_neither_slug_nor_join_details_and_must_make_sense() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .apply_import(&site, &own(vec![record("a", json!({}))]))
            .await
            .unwrap();
        let patch = json!({ "slug": "z", "join": { "url": "https://x.example.org" } });
        store.edit_group(&site, "a", &patch, NOW).await.unwrap();
        let group = store.find_group(&site, "a").await.unwrap().unwrap();
        // In the record, it would be public.
        assert_eq!(group.record.join, JoinDetails::default());
        let join = store
            .find_join_details(&site, &group.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            join.url.as_deref(),
            Some("https://meet.example.org/a-secret")
        );
        let revision = store.site_revision(&site).await.unwrap();
        for bad in [
            json!({ "format": "telepathy" }),
            json!({ "schedule": { "rrule": "FREQ=NOW" } }),
            json!({ "colour": "blue" }),
            json!("nonsense"),
        ] {
            let refused = store.edit_group(&site, "a", &bad, NOW).await;
            assert!(
                matches!(refused, Err(StoreError::BadRecord { .. })),
                "{bad}"
            );
        }
        let missing = store.edit_group(&site, "b", &json!({}), NOW).await;
        assert!(matches!(missing, Err(StoreError::UnknownGroup(_))));
        assert_eq!(store.site_revision(&site).await.unwrap(), revision);
        assert_eq!(store.find_group(&site, "a").await.unwrap(), Some(group));
    });
}

#[test]
fn under_another_sites_id_nothing_is_found_or_changed() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .apply_import(&site, &feed(vec![record("a", json!({}))]))
            .await
            .unwrap();
        let group = store.find_group(&site, "a").await.unwrap().unwrap();
        let meetings = store.list_meetings(&site, NOW, i64::MAX).await.unwrap();
        for other in [
            store.add_site("other", NOW).await.unwrap(),
            SiteId::from("nobody"),
        ] {
            assert!(store.list_groups(&other).await.unwrap().is_empty());
            assert_eq!(store.find_group(&other, "a").await.unwrap(), None);
            assert_eq!(
                store.find_join_details(&other, &group.id).await.unwrap(),
                None
            );
            assert!(
                store
                    .list_meetings(&other, 0, i64::MAX)
                    .await
                    .unwrap()
                    .is_empty()
            );
            assert_eq!(store.renew_meetings(&other, NOW).await.unwrap(), 0);
            let edit = store
                .edit_group(&other, "a", &json!({ "name": "Theirs" }), NOW)
                .await;
            assert!(matches!(edit, Err(StoreError::UnknownGroup(_))));
        }
        let other = store.find_site("other").await.unwrap().unwrap();
        let import = feed(vec![record("a", json!({ "name": "Theirs" }))]);
        assert_eq!(store.apply_import(&other, &import).await.unwrap().added, 1);
        assert_eq!(store.find_group(&site, "a").await.unwrap(), Some(group));
        assert_eq!(
            store.list_meetings(&site, NOW, i64::MAX).await.unwrap(),
            meetings
        );
    });
}

#[test]
fn an_edit_that_changes_nothing_moves_no_revision() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .apply_import(&site, &feed(vec![record("a", json!({}))]))
            .await
            .unwrap();
        let before = (
            store.site_revision(&site).await.unwrap(),
            store.find_group(&site, "a").await.unwrap(),
        );
        for nothing in [json!({}), json!({ "name": "Group a", "summary": null })] {
            store
                .edit_group(&site, "a", &nothing, NOW + 1)
                .await
                .unwrap();
        }
        let after = (
            store.site_revision(&site).await.unwrap(),
            store.find_group(&site, "a").await.unwrap(),
        );
        assert_eq!(before, after);
        let rename = json!({ "name": "Ours" });
        store.edit_group(&site, "a", &rename, NOW).await.unwrap();
        assert!(store.site_revision(&site).await.unwrap() > before.0);
    });
}

#[test]
fn an_edit_of_the_schedule_moves_the_meetings_and_keeps_it_whole() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let brought = |changes| feed(vec![record("a", changes)]);
        store
            .apply_import(&site, &brought(json!({})))
            .await
            .unwrap();
        let earlier = json!({ "schedule": { "starts_at": "2025-01-07T18:00" } });
        store.edit_group(&site, "a", &earlier, NOW).await.unwrap();
        let first = async || {
            let meetings = store.list_meetings(&site, NOW, i64::MAX).await.unwrap();
            meetings.first().map(|meeting| meeting.starts_at)
        };
        let six = Some(NOW + 12 * 60 * 60 * 1000);
        assert_eq!(first().await, six);
        // Half of staff's and half of the feed's would be a time that nobody meant.
        let friday = json!({ "schedule": {
            "starts_at": "2025-01-10T19:00", "rrule": "FREQ=WEEKLY;BYDAY=FR",
            "exdates": ["2026-01-06T18:00"],
        }});
        for later in [friday, json!({ "schedule": null })] {
            store
                .apply_import(&site, &brought(later.clone()))
                .await
                .unwrap();
            assert_eq!(first().await, six, "{later}");
        }
    });
}
