//! Letters that come by themselves are stopped, on both databases.

use chrono_tz::Tz;
use serde_json::json;
use server::{
    domain::{
        guidelines::GuidelinesRecord,
        join::{TokenPurpose, hash_of},
        letter::Series,
    },
    store::Store,
};

use crate::{
    joining::{DAY, Desk},
    support::{NOW, count, on_each_at},
};

/// Noon in Chicago, seven hours before the group meets, two after it has new guidelines.
const NOON: i64 = NOW + 6 * 60 * 60 * 1000;

/// Somebody who got one letter of each series; gives the links to stop them (their hashes).
async fn both_letters(desk: &Desk) -> ([u8; 32], [u8; 32]) {
    let (store, site) = (&desk.store, &desk.site);
    desk.joins("rosa").await;
    let page = hash_of(&desk.last("placed", "rosa").link);
    assert!(
        store
            .set_letters(site, page, (Series::Reminders, true), NOW)
            .await
            .unwrap()
    );
    let early = NOON - DAY / 12;
    for words in ["Be kind", "Be kind to yourself, too"] {
        let rules = json!({
            "what_changed": { "en": words }, "items": [{ "key": "a", "rule": { "en": words } }],
        });
        let rules: GuidelinesRecord = serde_json::from_value(rules).unwrap();
        let published = store.publish_guidelines(site, None, &rules, early).await;
        published.unwrap();
    }
    let when = (DAY, Tz::America__Chicago);
    let reminded = store.remind_of_meetings(site, desk, when, NOON).await;
    assert_eq!(reminded.unwrap().now, 1);
    let asked = store.ask_to_read_guidelines(site, desk, NOON).await;
    assert_eq!(asked.unwrap(), 1);
    let stop = |news: &str| hash_of(&desk.last(news, "rosa").link);
    (stop("meets-soon"), stop("new-guidelines"))
}

#[test]
fn a_link_stops_its_own_letters_and_can_do_nothing_else() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let (reminders, guidelines) = both_letters(&desk).await;
        let stop = async |hash, series| {
            let stopped = store.unsubscribe(&desk.site, hash, series, NOON).await;
            stopped.unwrap()
        };
        let gets = async || {
            let rosa = desk.requests().await.remove(0);
            (rosa.gets(Series::Reminders), rosa.gets(Series::Guidelines))
        };
        let waiting = async |kind: &str| {
            let rows = format!("outbox WHERE kind = '{kind}' AND state = 'waiting'");
            count(url, &rows).await
        };
        assert!(!stop(reminders, Series::Guidelines).await);
        assert!(!stop(guidelines, Series::Reminders).await);
        assert_eq!(gets().await, (true, true));
        for _ in 0..2 {
            assert!(stop(reminders, Series::Reminders).await);
            assert_eq!(gets().await, (false, true));
        }
        let left = (
            waiting("reminder").await,
            waiting("guidelines-changed").await,
        );
        assert_eq!(left, (0, 1), "what waits goes, too");
        for _ in 0..2 {
            assert!(stop(guidelines, Series::Guidelines).await);
            assert_eq!(gets().await, (false, false));
        }
        assert_eq!(waiting("guidelines-changed").await, 0);
        let id = desk.requests().await.remove(0).id;
        let steps = store.list_steps(&desk.site, &id).await.unwrap();
        let last: Vec<(&str, &str)> = steps[steps.len() - 2..]
            .iter()
            .map(|step| (step.step.as_str(), step.actor.as_str()))
            .collect();
        assert_eq!(
            last,
            [
                ("reminders-off", "member"),
                ("guidelines-letters-off", "member")
            ]
        );
        for purpose in [
            TokenPurpose::Member,
            TokenPurpose::Calendar,
            TokenPurpose::Offer,
            TokenPurpose::Review,
        ] {
            let found = store.find_request_by_token(&desk.site, reminders, purpose, NOON);
            assert!(found.await.unwrap().is_none());
        }
    });
}

#[test]
fn a_link_that_is_too_old_or_another_sites_stops_nothing() {
    on_each_at(&async |store: Store, _: &str| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let (reminders, _) = both_letters(&desk).await;
        let other = store.add_site("lakeside", NOW).await.unwrap();
        let stop = async |site, hash, now| {
            let stopped = store.unsubscribe(site, hash, Series::Reminders, now).await;
            stopped.unwrap()
        };
        assert!(!stop(&other, reminders, NOON).await);
        assert!(!stop(&desk.site, [0; 32], NOON).await);
        assert!(!stop(&desk.site, reminders, NOON + 400 * DAY).await);
        assert!(desk.requests().await[0].reminders);
        assert!(stop(&desk.site, reminders, NOON + 400 * DAY - 1).await);
        assert!(!desk.requests().await[0].reminders);
    });
}
