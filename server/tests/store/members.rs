//! What members do by the link to their page, and staff for them, on both databases.

use api_types::JoinState;
use serde_json::json;
use server::{
    domain::join::{Application, TokenPurpose, hash_of},
    store::{Released, SiteId},
};

use crate::{
    joining::{Desk, application},
    support::{NOW, feed, on_each, record},
};

const DAY: i64 = 24 * 60 * 60 * 1000;

pub async fn stranger(desk: &Desk) -> SiteId {
    desk.store.add_site("lakeside", NOW).await.unwrap()
}

/// Joins, and gives the hash of the link to their page.
pub async fn member(desk: &Desk, name: &str) -> [u8; 32] {
    desk.joins(name).await;
    page_of(desk, name)
}

/// The hash of the link to the page of somebody who joined.
pub fn page_of(desk: &Desk, name: &str) -> [u8; 32] {
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
