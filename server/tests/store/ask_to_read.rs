//! Members are asked to read guidelines that have changed, on both databases.

use api_types::Acknowledgement;
use serde_json::json;
use server::{
    clock::Chance,
    domain::{
        guidelines::{GuidelinesRecord, Publication},
        join::hash_of,
        letter::Series,
    },
    store::{Decision, GroupId, Store},
};

use crate::{
    joining::{DAY, Desk, application, approval, open},
    members::page_of,
    support::{NOW, count, on_each, on_each_at, own, record, sealer},
};

const HOUR: i64 = 60 * 60 * 1000;
const WAITING: &str = "outbox WHERE kind = 'guidelines-changed' AND state = 'waiting'";

impl Desk {
    /// Publishes the next version, the site's or the group's own.
    async fn publish(&self, of: Option<&GroupId>, words: &str, now: i64) {
        let rules: GuidelinesRecord = serde_json::from_value(json!({
            "what_changed": { "en": words }, "items": [{ "key": "a", "rule": { "en": words } }],
        }))
        .unwrap();
        let published = self.store.publish_guidelines(&self.site, of, &rules, now);
        let published = published.await.unwrap();
        assert!(matches!(published, Publication::Published(_)));
    }

    async fn ask_to_read(&self, now: i64) -> usize {
        let asked = self
            .store
            .ask_to_read_guidelines(&self.site, self, now)
            .await;
        asked.unwrap()
    }

    async fn id_of(&self, name: &str) -> String {
        let requests = self.requests().await.into_iter();
        let mut named = requests.filter(|one| one.application.display_name == name);
        named.next().unwrap().id
    }

    async fn versions_read(&self, name: &str) -> Vec<String> {
        let id = self.id_of(name).await;
        let receipts = self.store.list_acknowledgements(&self.site, &id).await;
        let receipts = receipts.unwrap().into_iter();
        receipts.map(|receipt| receipt.version).collect()
    }

    async fn reads(&self, name: &str, version: &str) {
        let acknowledgement = Acknowledgement {
            version: version.into(),
            hash: "h".into(),
            language: "en".into(),
        };
        let page = page_of(self, name);
        let read = self
            .store
            .acknowledge(&self.site, page, &acknowledgement, NOW);
        assert!(read.await.unwrap().is_ok());
    }
}

#[test]
fn who_read_an_older_version_is_asked_once_an_hour_after_the_newest() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.publish(None, "One", NOW).await;
        for name in ["rosa", "read"] {
            desk.joins(name).await;
        }
        assert_eq!(
            desk.ask_to_read(NOW + DAY).await,
            0,
            "they read it when they joined"
        );
        let second = NOW + 2 * DAY;
        desk.publish(None, "Two", second).await;
        desk.publish(None, "Three", second + HOUR / 2).await;
        assert_eq!(desk.ask_to_read(second + HOUR).await, 0, "not finished yet");
        desk.reads("read", "3.0").await;
        let settled = second + HOUR * 3 / 2;
        assert_eq!(desk.ask_to_read(settled - 1).await, 0);
        assert_eq!(desk.ask_to_read(settled).await, 1);
        assert_eq!(desk.ask_to_read(settled + DAY).await, 0);
        assert!(desk.find("new-guidelines", "rosa").is_some());
        assert_eq!(
            desk.versions_read("rosa").await,
            ["1.0"],
            "no receipt is invented"
        );
    });
}

#[test]
fn whatever_is_published_nobody_is_asked_twice_in_a_day() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.publish(None, "One", NOW).await;
        desk.joins("rosa").await;
        desk.publish(None, "Two", NOW).await;
        let first = NOW + HOUR;
        assert_eq!(desk.ask_to_read(first).await, 1);
        desk.publish(None, "Three", NOW + 3 * HOUR).await;
        desk.publish(None, "Four", NOW + 6 * HOUR).await;
        assert_eq!(desk.ask_to_read(first + DAY - 1).await, 0);
        assert_eq!(desk.ask_to_read(first + DAY).await, 1);
        assert_eq!(desk.ask_to_read(first + 2 * DAY).await, 0);
        assert_eq!(count(url, WAITING).await, 1, "the older letter made way");
    });
}

#[test]
fn a_groups_own_guidelines_are_for_its_own_members() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let both = own(vec![record("morning", approval(None))]);
        store.apply_import(&desk.site, &both).await.unwrap();
        let group = async |slug| {
            store
                .find_group(&desk.site, slug)
                .await
                .unwrap()
                .unwrap()
                .id
        };
        let (evening, morning) = (group("evening").await, group("morning").await);
        desk.publish(None, "One", NOW).await;
        desk.joins("rosa").await;
        desk.publish(Some(&morning), "Ours", NOW + 1).await;
        assert_eq!(desk.ask_to_read(NOW + 2 * HOUR).await, 0);
        desk.publish(Some(&evening), "Ours", NOW + DAY).await;
        assert_eq!(desk.ask_to_read(NOW + 2 * DAY).await, 1);
        // A change of the site's moves both.
        desk.publish(None, "Two", NOW + 3 * DAY).await;
        desk.reads("rosa", "2.1").await;
        assert_eq!(desk.ask_to_read(NOW + 4 * DAY).await, 0);
    });
}

#[test]
fn whoever_waits_or_has_a_place_is_asked_and_nobody_else() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        desk.publish(None, "One", NOW).await;
        for name in ["place", "offered", "waits", "left", "stopped"] {
            desk.joins(name).await;
        }
        desk.asks("unproved").await;
        let mut phone = application("phone");
        phone.contact =
            serde_json::from_value(json!({ "kind": "phone", "value": "312-555-0142" })).unwrap();
        desk.asks_for_review(&phone).await;
        let left = desk.last("waitlisted", "left").link;
        desk.decide(&left, Decision::Leave, NOW).await;
        let place = desk.last("placed", "place").link;
        desk.decide(&place, Decision::Leave, NOW).await;
        desk.publish(None, "Two", NOW).await;
        assert_eq!(desk.ask_to_read(NOW + HOUR).await, 3);
        let stop = hash_of(&desk.last("new-guidelines", "stopped").link);
        let stopped = store.unsubscribe(&desk.site, stop, Series::Guidelines, NOW);
        assert!(stopped.await.unwrap());
        desk.publish(None, "Three", NOW + 2 * DAY).await;
        assert_eq!(desk.ask_to_read(NOW + 3 * DAY).await, 2);
        for name in ["offered", "waits"] {
            assert!(desk.find("new-guidelines", name).is_some(), "{name}");
        }
    });
}

#[test]
fn what_was_published_long_ago_is_asked_about_on_the_page_alone() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.publish(None, "One", NOW).await;
        desk.joins("rosa").await;
        desk.publish(None, "Two", NOW).await;
        assert_eq!(desk.ask_to_read(NOW + 30 * DAY + 1).await, 0);
        assert_eq!(desk.ask_to_read(NOW + 30 * DAY).await, 1);
    });
}

#[test]
fn two_servers_at_once_ask_everybody_once_in_small_steps() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.publish(None, "One", NOW).await;
        for number in 0..60 {
            desk.joins(&format!("person{number}")).await;
        }
        desk.publish(None, "Two", NOW).await;
        let other = Store::open(url, sealer(), Chance::seeded(6)).await.unwrap();
        let mut servers = tokio::task::JoinSet::new();
        for store in [store.clone(), other.clone(), store.clone(), other] {
            let desk = Desk {
                store,
                site: desk.site.clone(),
                told: desk.told.clone(),
            };
            servers.spawn(async move { desk.ask_to_read(NOW + HOUR).await });
        }
        let mut steps = servers.join_all().await;
        steps.sort_unstable();
        assert_eq!(steps, [0, 0, 10, 50]);
        assert_eq!(count(url, WAITING).await, 60);
    });
}

#[test]
fn under_another_sites_id_nobody_is_asked_to_read() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.publish(None, "One", NOW).await;
        desk.joins("rosa").await;
        desk.publish(None, "Two", NOW).await;
        let other = Desk {
            store: store.clone(),
            site: store.add_site("lakeside", NOW).await.unwrap(),
            told: desk.told.clone(),
        };
        other.publish(None, "Theirs", NOW).await;
        assert_eq!(other.ask_to_read(NOW + HOUR).await, 0);
        assert_eq!(desk.ask_to_read(NOW + HOUR).await, 1);
    });
}
