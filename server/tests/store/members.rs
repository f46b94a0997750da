//! What members do by the link to their page, and staff for them, on both databases.

use api_types::JoinState;
use serde_json::json;
use server::{
    domain::join::{Application, TokenPurpose, hash_of},
    store::{Decision, Erased, Released, SiteId},
};

use crate::{
    joining::{Desk, application},
    support::{NOW, feed, on_each, record},
};

const DAY: i64 = 24 * 60 * 60 * 1000;

async fn stranger(desk: &Desk) -> SiteId {
    desk.store.add_site("lakeside", NOW).await.unwrap()
}

/// A member's page: the hash of the link to it.
async fn member(desk: &Desk, name: &str) -> [u8; 32] {
    desk.joins(name).await;
    let told = ["placed", "pending", "waitlisted"];
    let told = told.iter().find_map(|news| desk.find(news, name));
    let told = told.expect("a letter with a link");
    hash_of(if told.news == "pending" {
        &told.code
    } else {
        &told.link
    })
}

#[test]
fn a_links_site_is_found_by_its_hash_and_its_purpose() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        stranger(&desk).await;
        let link = member(&desk, "rosa").await;
        let find = async |hash, purpose| store.find_site_of_link(hash, purpose).await.unwrap();
        let site = Some(desk.site.clone());
        assert_eq!(find(link, TokenPurpose::Member).await, site);
        assert_eq!(find(link, TokenPurpose::Review).await, None);
        assert_eq!(find([0; 32], TokenPurpose::Member).await, None);
        // Also of one that ended: its page says whom to ask.
        let prove = hash_of(&desk.last("prove", "rosa").link);
        assert_eq!(find(prove, TokenPurpose::Prove).await, site);
    });
}

#[test]
fn reminders_are_turned_on_and_off_by_the_members_link_alone() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let other = stranger(&desk).await;
        let link = member(&desk, "rosa").await;
        let set = async |site: &SiteId, hash, wanted, now| {
            store.set_reminders(site, hash, wanted, now).await.unwrap()
        };
        assert!(!set(&other, link, true, NOW).await);
        assert!(!set(&desk.site, [0; 32], true, NOW).await);
        assert!(!set(&desk.site, link, true, NOW + 401 * DAY).await);
        assert!(!desk.requests().await[0].reminders);
        for _ in 0..2 {
            assert!(set(&desk.site, link, true, NOW).await);
            assert!(desk.requests().await[0].reminders);
        }
        assert!(set(&desk.site, link, false, NOW).await);
        assert!(!desk.requests().await[0].reminders);
        let id = &desk.requests().await[0].id;
        let steps = store.list_steps(&desk.site, id).await.unwrap();
        let words: Vec<&str> = steps.iter().map(|one| one.step.as_str()).collect();
        assert_eq!(
            words,
            ["requested", "approved", "reminders-on", "reminders-off"]
        );
    });
}

#[test]
fn a_new_calendar_address_ends_the_one_before() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let other = stranger(&desk).await;
        let link = member(&desk, "rosa").await;
        let make =
            async |site: &SiteId, hash| store.make_calendar_link(site, hash, NOW).await.unwrap();
        assert!(make(&other, link).await.is_none());
        assert!(make(&desk.site, [0; 32]).await.is_none());
        let first = make(&desk.site, link).await.unwrap();
        let second = make(&desk.site, link).await.unwrap();
        let opens = async |hash, purpose| {
            let found = store.find_request_by_token(&desk.site, hash, purpose, NOW);
            found.await.unwrap().is_some()
        };
        assert!(!opens(first.hash(), TokenPurpose::Calendar).await);
        assert!(opens(second.hash(), TokenPurpose::Calendar).await);
        assert!(
            !opens(second.hash(), TokenPurpose::Member).await,
            "it only reads"
        );
        let id = &desk.requests().await[0].id;
        let links = store.list_links(&desk.site, id).await.unwrap();
        let calendars = links.iter().filter(|one| one.purpose == "calendar");
        assert_eq!(calendars.clone().count(), 2);
        assert_eq!(calendars.filter(|one| one.ended_at.is_none()).count(), 1);
        assert!(store.list_links(&other, id).await.unwrap().is_empty());
    });
}

#[test]
fn a_held_letter_goes_once_when_staff_let_it() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let other = stranger(&desk).await;
        desk.asks_for_review(&application("rosa")).await;
        assert_eq!(desk.count("prove"), 0);
        let review = hash_of(&desk.last("to-review", "rosa").link);
        let release = async |site: &SiteId, hash, now| {
            store.release_letter(site, hash, &desk, now).await.unwrap()
        };
        assert_eq!(release(&other, review, NOW).await, Released::Unknown);
        assert_eq!(release(&desk.site, [0; 32], NOW).await, Released::Unknown);
        assert_eq!(
            release(&desk.site, review, NOW + 31 * DAY).await,
            Released::Spent
        );
        assert_eq!(desk.count("prove"), 0);
        let later = NOW + 10 * DAY;
        assert_eq!(release(&desk.site, review, later).await, Released::Now);
        assert_eq!(release(&desk.site, review, later).await, Released::Before);
        assert_eq!(desk.count("prove"), 1);
        let request = &desk.requests().await[0];
        assert!(!request.for_review && request.held_until >= Some(later + 2 * DAY));
        let prove = desk.last("prove", "rosa").link;
        desk.prove(server::store::Proof::Link(hash_of(&prove)), later)
            .await;
        let state = Released::WrongState(JoinState::Approved);
        assert_eq!(release(&desk.site, review, later).await, state);
        let letters = store.list_letters(&desk.site, &request.id).await.unwrap();
        assert_eq!(letters.len(), 3, "to ring, to prove, placed");
        assert!(
            letters
                .iter()
                .all(|one| one.state == "waiting" && one.sent_at.is_none())
        );
        assert!(
            store
                .list_letters(&other, &request.id)
                .await
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn who_gave_a_number_has_no_letter_to_let_go() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let mut rosa: Application = application("rosa");
        rosa.contact =
            serde_json::from_value(json!({ "kind": "phone", "value": "555-0123" })).unwrap();
        desk.asks_for_review(&rosa).await;
        let review = hash_of(&desk.last("to-review", "rosa").link);
        let released = store
            .release_letter(&desk.site, review, &desk, NOW)
            .await
            .unwrap();
        assert_eq!(released, Released::WrongState(JoinState::Requested));
    });
}

#[test]
fn an_erasure_leaves_a_hash_and_nothing_else() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open", "capacity": 1 })).await;
        let other = stranger(&desk).await;
        // One that they gave up before is theirs, too.
        desk.asks("rosa").await;
        let again = desk
            .ask(&application("rosa"), "another-key", b"again", NOW)
            .await;
        assert!(matches!(again, server::store::Asked::Accepted(_)));
        let prove = hash_of(&desk.last("prove", "rosa").link);
        desk.prove(server::store::Proof::Link(prove), NOW).await;
        let link = hash_of(&desk.last("placed", "rosa").link);
        assert_eq!(desk.joins("bea").await, JoinState::Waitlisted);
        assert_eq!(desk.requests().await.len(), 3);

        let erase = async |site: &SiteId, hash, now| {
            store.erase_request(site, hash, &desk, now).await.unwrap()
        };
        assert_eq!(erase(&other, link, NOW).await, Erased::Unknown);
        assert_eq!(erase(&desk.site, [0; 32], NOW).await, Erased::Unknown);
        assert_eq!(
            erase(&desk.site, link, NOW + 401 * DAY).await,
            Erased::Spent
        );
        assert!(store.list_erasures(&desk.site).await.unwrap().is_empty());
        let requests = desk.requests().await.into_iter();
        let hers = requests.filter(|one| one.application.display_name == "rosa");
        let erased: Vec<String> = hers.map(|one| one.id).collect();
        assert_eq!(erased.len(), 2);

        assert_eq!(erase(&desk.site, link, NOW + 7).await, Erased::Done);
        assert_eq!(erase(&desk.site, link, NOW + 7).await, Erased::Unknown);
        let bea = [("bea".to_owned(), JoinState::Offered)];
        assert_eq!(desk.standing().await, bea, "the place goes to who waited");
        assert_eq!(desk.places_taken().await, 1);
        for id in &erased {
            assert!(store.list_steps(&desk.site, id).await.unwrap().is_empty());
            assert!(store.list_letters(&desk.site, id).await.unwrap().is_empty());
            assert!(store.list_links(&desk.site, id).await.unwrap().is_empty());
            assert!(
                store
                    .list_acknowledgements(&desk.site, id)
                    .await
                    .unwrap()
                    .is_empty()
            );
        }
        for (key, body) in [("rosa", &b"rosa"[..]), ("another-key", b"again")] {
            let answer = store.find_answer(&desk.site, key, body, NOW).await.unwrap();
            assert_eq!(answer, None, "the answer that was kept went, too");
        }
        let left = store.list_erasures(&desk.site).await.unwrap();
        assert_eq!(left.len(), 2);
        assert!(
            left.iter()
                .all(|one| one.erased_at == NOW + 7 && one.request_hash.len() == 32)
        );
        assert!(store.list_erasures(&other).await.unwrap().is_empty());
        // Whoever left before keeps a page, and can have that erased.
        let link = member(&desk, "cleo").await;
        let left = store
            .decide(&desk.site, link, Decision::Leave, &desk, NOW)
            .await;
        assert!(left.is_ok());
        assert_eq!(erase(&desk.site, link, NOW).await, Erased::Done);
        assert_eq!(desk.standing().await, bea);
    });
}

#[test]
fn a_groups_next_meetings_begin_with_the_one_that_is_on() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let other = stranger(&desk).await;
        let evening = store.find_group(&desk.site, "evening").await.unwrap();
        let id = evening.unwrap().id;
        let next = async |site: &SiteId, now, limit| {
            let found = store.list_next_meetings(site, &id, now, limit);
            found.await.unwrap()
        };
        let meetings = next(&desk.site, NOW, 3).await;
        assert_eq!(meetings.len(), 3);
        assert!(meetings.is_sorted_by_key(|one| one.starts_at));
        let first_ends = meetings[0].ends_at;
        assert_eq!(next(&desk.site, first_ends, 1).await[0], meetings[1]);
        assert_eq!(next(&desk.site, first_ends - 1, 1).await[0], meetings[0]);
        assert!(next(&other, NOW, 3).await.is_empty());
    });
}

#[test]
fn a_group_is_found_by_its_id_when_members_cannot_find_it_any_more() {
    on_each(async |store| {
        let site = store.add_site("riverside", NOW).await.unwrap();
        let other = store.add_site("lakeside", NOW).await.unwrap();
        let (stays, goes) = (record("stays", json!({})), record("goes", json!({})));
        let both = feed(vec![stays.clone(), goes]);
        store.apply_import(&site, &both).await.unwrap();
        let id = store.find_group(&site, "goes").await.unwrap().unwrap().id;
        store.apply_import(&site, &feed(vec![stays])).await.unwrap();
        assert!(store.find_group(&site, "goes").await.unwrap().is_none());
        let found = store.find_group_by_id(&site, &id).await.unwrap();
        assert_eq!(found.unwrap().record.slug, "goes");
        assert!(store.find_group_by_id(&other, &id).await.unwrap().is_none());
    });
}
