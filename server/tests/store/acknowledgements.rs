use api_types::Acknowledgement;
use serde_json::json;
use server::store::{GroupId, SiteId, Store};

use crate::support::{NOW, execute, feed, on_each_at, record};

fn of_version(version: &str) -> Acknowledgement {
    Acknowledgement {
        version: version.to_owned(),
        hash: format!("hash of {version}"),
        language: "es".to_owned(),
    }
}

/// A join request of a group, as far as an acknowledgement needs one.
fn request(site: &SiteId, group: &GroupId, id: &str) -> String {
    let (site, group) = (site.as_str(), group.as_str());
    format!(
        "INSERT INTO join_requests (site_id, id, group_id, reference, state, contact_kind, \
         contact_hash, details, code_tries, holds_place, for_review, reminders, answer_by, \
         created_at, state_since) VALUES ('{site}', '{id}', '{group}', 'KIN-{id}', 'requested', \
         'email', '', '', 0, false, false, false, 0, 0, 0)"
    )
}

#[test]
fn an_acknowledgement_is_kept_once_with_its_first_time_and_for_its_own_request() {
    on_each_at(&async |store: Store, url: &str| {
        let site = store.add_site("s", NOW).await.unwrap();
        let other = store.add_site("t", NOW).await.unwrap();
        let import = feed(vec![record("a", json!({}))]);
        store.apply_import(&site, &import).await.unwrap();
        let group = store.find_group(&site, "a").await.unwrap().unwrap().id;
        execute(url, request(&site, &group, "r1")).await;
        execute(url, request(&site, &group, "r2")).await;
        for (version, later) in [("1.0", 0), ("2.0", 60_000), ("1.0", 90_000)] {
            store
                .add_acknowledgement(&site, "r1", &of_version(version), NOW + later)
                .await
                .unwrap();
        }
        let kept = store.list_acknowledgements(&site, "r1").await.unwrap();
        let kept: Vec<(&str, &str, &str, &str)> = kept
            .iter()
            .map(|of| (&*of.version, &*of.hash, &*of.language, &*of.acknowledged_at))
            .collect();
        assert_eq!(
            kept,
            [
                ("1.0", "hash of 1.0", "es", "2026-01-06T12:00:00Z"),
                ("2.0", "hash of 2.0", "es", "2026-01-06T12:01:00Z"),
            ]
        );
        assert_eq!(store.list_acknowledgements(&site, "r2").await.unwrap(), []);
        assert_eq!(store.list_acknowledgements(&other, "r1").await.unwrap(), []);
        for (site, request) in [(&other, "r1"), (&site, "nobody")] {
            let refused = store
                .add_acknowledgement(site, request, &of_version("1.0"), NOW)
                .await;
            assert!(refused.is_err(), "{request}");
        }
    });
}
