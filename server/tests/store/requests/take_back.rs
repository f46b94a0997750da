//! A decision is taken back: what it did is undone, where that can be.

use api_types::JoinState;
use server::{
    domain::join::hash_of,
    store::{Decision, Proof, Store, TakenBack},
};

use super::{House, MINUTE};
use crate::{
    joining::{DAY, approval},
    support::{NOW, count, on_each, on_each_at},
};

#[test]
fn an_approval_that_is_taken_back_leaves_everything_as_it_was() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, approval(Some(1))).await;
        house.desk.joins("rosa").await;
        house.desk.joins("wanda").await;
        house
            .decides(&house.fay, "rosa", Decision::Approve, NOW + MINUTE)
            .await;
        let back = house.takes_back(&house.fay, "rosa", NOW + 2 * MINUTE).await;
        assert_eq!(back, Some(TakenBack::Now(JoinState::Pending)));
        assert_eq!(house.desk.places_taken().await, 1);
        assert_eq!(house.state("wanda").await, JoinState::Waitlisted);
        assert_eq!(
            count(url, "outbox WHERE kind = 'placed' AND state = 'stopped'").await,
            1
        );
        let again = house.takes_back(&house.fay, "rosa", NOW + 2 * MINUTE).await;
        assert_eq!(again, Some(TakenBack::WrongState(JoinState::Pending)));
        // Somebody who waited goes back to where they stood in the line.
        house.desk.joins_at("willa", NOW + MINUTE).await;
        house.capacity(2).await;
        house
            .decides(&house.fay, "wanda", Decision::Approve, NOW + 3 * MINUTE)
            .await;
        house
            .takes_back(&house.fay, "wanda", NOW + 4 * MINUTE)
            .await;
        assert_eq!(
            house.line().await,
            [("wanda".into(), Some(1)), ("willa".into(), Some(2))]
        );
        assert_eq!(house.desk.places_taken().await, 1, "it was free before");
    });
}

#[test]
fn a_refusal_that_is_taken_back_takes_its_place_from_who_was_not_told_yet() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        house.desk.joins("rosa").await;
        house.desk.joins("wanda").await;
        house
            .decides(&house.fay, "rosa", Decision::Decline, NOW + MINUTE)
            .await;
        assert_eq!(house.state("wanda").await, JoinState::Offered);
        let back = house.takes_back(&house.fay, "rosa", NOW + 2 * MINUTE).await;
        assert_eq!(back, Some(TakenBack::Now(JoinState::Pending)));
        assert_eq!(house.state("wanda").await, JoinState::Waitlisted);
        assert_eq!(house.line().await, [("wanda".into(), Some(1))]);
        assert_eq!(house.desk.places_taken().await, 1);
        // Once the offer went, the place is theirs.
        house
            .decides(&house.fay, "rosa", Decision::Decline, NOW + 3 * MINUTE)
            .await;
        let batches = store.list_outgoing(&house.fay).await.unwrap();
        assert_eq!(batches.len(), 1, "{batches:?}");
        let claimed = store
            .claim_letters(NOW + 14 * MINUTE, MINUTE, 100)
            .await
            .unwrap();
        assert!(claimed.iter().any(|one| one.kind == "offered"));
        let late = house
            .takes_back(&house.fay, "rosa", NOW + 14 * MINUTE)
            .await;
        assert_eq!(late, Some(TakenBack::TooLate));
    });
}

#[test]
fn a_letter_that_was_stopped_leaves_a_day_to_take_the_decision_back() {
    on_each(async |store| {
        let house = House::open(&store, approval(None)).await;
        for name in ["rosa", "iris"] {
            house.desk.joins(name).await;
            house
                .decides(&house.fay, name, Decision::Approve, NOW)
                .await;
        }
        for batch in store.list_outgoing(&house.fay).await.unwrap() {
            let stopped = store.stop_outgoing(&house.fay, &batch.batch, NOW + MINUTE);
            assert_eq!(stopped.await.unwrap().unwrap().stopped, 1);
        }
        let back = house.takes_back(&house.fay, "rosa", NOW + DAY - 1).await;
        assert_eq!(back, Some(TakenBack::Now(JoinState::Pending)));
        let late = house.takes_back(&house.fay, "iris", NOW + DAY).await;
        assert_eq!(late, Some(TakenBack::TooLate));
    });
}

#[test]
fn a_decision_before_the_address_was_proved_gives_its_link_back() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        house.desk.asks("rosa").await;
        house
            .decides(&house.fay, "rosa", Decision::Decline, NOW + MINUTE)
            .await;
        assert_eq!(house.desk.places_taken().await, 0);
        let back = house.takes_back(&house.fay, "rosa", NOW + 2 * MINUTE).await;
        assert_eq!(back, Some(TakenBack::Now(JoinState::Requested)));
        assert_eq!(house.desk.places_taken().await, 1);
        let link = house.desk.last("prove", "rosa").link;
        house
            .desk
            .prove(Proof::Link(hash_of(&link)), NOW + 3 * MINUTE)
            .await;
        assert_eq!(house.state("rosa").await, JoinState::Pending);
    });
}

#[test]
fn nothing_that_was_on_its_way_reaches_who_left() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, approval(None)).await;
        house.desk.joins("rosa").await;
        let approve = Decision::Approve;
        house
            .decides(&house.fay, "rosa", approve, NOW + MINUTE)
            .await;
        let placed = "outbox WHERE kind = 'placed' AND state = 'waiting'";
        assert_eq!(count(url, placed).await, 1);
        let page = house.desk.last("pending", "rosa").code;
        house
            .desk
            .decide(&page, Decision::Leave, NOW + 2 * MINUTE)
            .await;
        assert_eq!(house.state("rosa").await, JoinState::Left);
        assert_eq!(count(url, placed).await, 0);
    });
}
