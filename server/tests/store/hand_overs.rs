//! People who go on to a group on another platform, on both databases.

use api_types::AcknowledgementReceipt;
use serde_json::json;
use server::store::{Asked, HandingOver, SiteId, Store};

use crate::support::{NOW, on_each, own, record};

const DAY: i64 = 24 * 60 * 60 * 1_000;

fn receipt() -> AcknowledgementReceipt {
    AcknowledgementReceipt {
        version: "1.0".into(),
        hash: "h".into(),
        language: "es".into(),
        acknowledged_at: "2026-01-06T12:00:00Z".into(),
    }
}

async fn open(store: &Store) -> (SiteId, SiteId) {
    let site = store.add_site("riverside", NOW).await.unwrap();
    let other = store.add_site("lakeside", NOW).await.unwrap();
    let elsewhere = json!({ "join_policy": "elsewhere", "host_url": "https://example.org/g" });
    let groups = own(vec![record("walks", elsewhere)]);
    store.apply_import(&site, &groups).await.unwrap();
    (site, other)
}

async fn goes(store: &Store, site: &SiteId, key: &str, body: &[u8], now: i64) -> Asked {
    let receipt = receipt();
    let handing = HandingOver {
        group: "walks",
        acknowledged: Some(&receipt).filter(|_| body != b"nothing read"),
        key,
        body,
        now,
    };
    let answer = |reference: &str| reference.as_bytes().to_vec();
    store.hand_over(site, &handing, &answer).await.unwrap()
}

fn reference(asked: Asked) -> String {
    let Asked::Accepted(answer) = asked else {
        panic!("{asked:?}")
    };
    String::from_utf8(answer).unwrap()
}

#[test]
fn a_reference_leads_to_what_was_read_and_to_nobody() {
    on_each(async |store| {
        let (site, other) = open(&store).await;
        let with = reference(goes(&store, &site, "a", b"body", NOW).await);
        let without = reference(goes(&store, &site, "b", b"nothing read", NOW + 1).await);
        assert_ne!(with, without);
        let kept = store.find_hand_over(&site, &with).await.unwrap().unwrap();
        let group = store.find_group(&site, "walks").await.unwrap().unwrap();
        assert_eq!(kept.group_id, group.id.as_str());
        assert_eq!(kept.acknowledged, Some(receipt()));
        let kept = store
            .find_hand_over(&site, &without)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((kept.acknowledged, kept.handed_over_at), (None, NOW + 1));
        assert_eq!(store.find_hand_over(&other, &with).await.unwrap(), None);
        assert_eq!(store.find_hand_over(&site, "nothing").await.unwrap(), None);
    });
}

#[test]
fn an_attempt_that_is_repeated_is_one() {
    on_each(async |store| {
        let (site, other) = open(&store).await;
        let first = reference(goes(&store, &site, "key", b"body", NOW).await);
        let again = goes(&store, &site, "key", b"body", NOW + 60_000).await;
        assert_eq!(again, Asked::Repeated(first.clone().into_bytes()));
        let found = store.find_answer(&site, "key", b"body", NOW + 1).await;
        assert_eq!(found.unwrap(), Some(Asked::Repeated(first.into_bytes())));
        let reused = goes(&store, &site, "key", b"other", NOW).await;
        assert_eq!(reused, Asked::KeyReused);
        let late = goes(&store, &site, "key", b"body", NOW + DAY).await;
        assert!(matches!(late, Asked::Accepted(_)), "{late:?}");
        let elsewhere = goes(&store, &other, "key", b"body", NOW).await;
        assert_eq!(elsewhere, Asked::UnknownGroup);
    });
}

#[test]
fn receipts_go_by_their_age_and_those_of_another_site_stay() {
    on_each(async |store| {
        let (site, other) = open(&store).await;
        let old = reference(goes(&store, &site, "old", b"body", NOW).await);
        let new = reference(goes(&store, &site, "new", b"body", NOW + DAY).await);
        assert_eq!(store.delete_hand_overs(&other, NOW + DAY).await.unwrap(), 0);
        assert_eq!(store.delete_hand_overs(&site, NOW).await.unwrap(), 0);
        assert_eq!(store.delete_hand_overs(&site, NOW + DAY).await.unwrap(), 1);
        assert_eq!(store.find_hand_over(&site, &old).await.unwrap(), None);
        assert!(store.find_hand_over(&site, &new).await.unwrap().is_some());
    });
}
