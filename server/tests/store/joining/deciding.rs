//! Staff decide, and freed places go on down the waiting list.

use api_types::JoinState;
use server::{
    domain::join::{TokenPurpose, hash_of},
    store::{Asked, Decided, Decision, Lapsed, Proof, Released},
};

use super::{
    DAY, Desk, application, approval,
    desk::{asking, caller},
    open,
};
use crate::support::{NOW, on_each};

#[test]
fn staff_approve_and_decline_by_their_own_link() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(Some(2))).await;
        for name in ["rosa", "sam"] {
            assert_eq!(desk.joins(name).await, JoinState::Pending);
        }
        assert_eq!(desk.joins("tess").await, JoinState::Waitlisted);
        let rosa = desk.last("pending", "rosa");
        // The member's link decides nothing of the staff's.
        assert_eq!(
            desk.decide(&rosa.code, Decision::Approve, NOW).await,
            Decided::Unknown
        );
        let approved = desk.decide(&rosa.link, Decision::Approve, NOW + 1).await;
        assert_eq!(approved, Decided::Now(JoinState::Approved));
        assert_eq!(
            desk.decide(&rosa.link, Decision::Decline, NOW + 1).await,
            Decided::WrongState(JoinState::Approved)
        );
        let sam = desk.last("pending", "sam").link;
        let declined = desk.decide(&sam, Decision::Decline, NOW + 2).await;
        assert_eq!(declined, Decided::Now(JoinState::Declined));
        assert_eq!(
            (desk.count("declined"), desk.count("offered")),
            (1, 1),
            "Sam's place goes on"
        );
        let offer = desk.last("offered", "tess").link;
        let taken = desk.decide(&offer, Decision::TakeOffer, NOW + 3).await;
        assert_eq!(
            taken,
            Decided::Now(JoinState::Pending),
            "a facilitator still decides"
        );
        assert_eq!(desk.places_taken().await, 2);
    });
}

#[test]
fn a_number_is_to_be_rung_and_is_proved_by_the_call() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let review = desk.gives_number("rosa", "555-0100").await;
        assert_eq!(desk.count("prove"), 0);
        let approved = desk.decide(&review, Decision::Approve, NOW + 1).await;
        assert_eq!(approved, Decided::Now(JoinState::Approved));
        assert_eq!(desk.requests().await[0].proved_at, Some(NOW + 1));
    });
}

#[test]
fn an_address_that_nobody_proved_gets_no_place_but_the_letter_that_proves_it() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.asks_for_review(&application("rosa")).await;
        let review = desk.last("to-review", "rosa").link;
        for released in [Released::Now, Released::Before] {
            let decided = desk.decide(&review, Decision::Approve, NOW + 1).await;
            assert_eq!(decided, Decided::Released(released));
        }
        let rosa = desk.requests().await.remove(0);
        assert_eq!((rosa.state, rosa.proved_at), (JoinState::Requested, None));
        assert_eq!((desk.count("placed"), desk.count("prove")), (0, 1));
        let link = desk.last("prove", "rosa").link;
        desk.prove(Proof::Link(hash_of(&link)), NOW + 2).await;
        let approved = desk.decide(&review, Decision::Approve, NOW + 3).await;
        assert_eq!(approved, Decided::Now(JoinState::Approved));
    });
}

#[test]
fn an_approval_that_finds_no_place_changes_nothing() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(Some(1))).await;
        assert_eq!(desk.joins("rosa").await, JoinState::Pending);
        let sam = caller("sam", "312-555-0142");
        let Asked::Accepted(answer) = desk.ask_so(&asking(&sam, "sam")).await else {
            panic!("sam may ask")
        };
        let answer = String::from_utf8(answer).unwrap();
        let (_, follow_up) = answer.split_once(' ').unwrap();
        let review = desk.last("to-ring", "sam").link;
        let decided = desk.decide(&review, Decision::Approve, NOW + 1).await;
        assert_eq!(decided, Decided::Full);
        let hash = hash_of(follow_up);
        let purpose = TokenPurpose::FollowUp;
        let found = store.find_request_by_token(&desk.site, hash, purpose, NOW + 2);
        let sam = found.await.unwrap().expect("it still holds");
        assert_eq!((sam.state, sam.proved_at), (JoinState::Requested, None));
    });
}

#[test]
fn a_number_of_who_is_in_the_group_already_is_approved_into_nothing_more() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(Some(3))).await;
        let first = desk.gives_number("rosa", "312-555-0142").await;
        desk.decide(&first, Decision::Approve, NOW).await;
        let second = desk.gives_number("rosa again", "(312) 555 0142").await;
        assert_eq!(desk.places_taken().await, 2, "one is kept for her");
        let decided = desk.decide(&second, Decision::Approve, NOW + 1).await;
        assert_eq!(decided, Decided::KnownAlready(JoinState::Approved));
        let expected = [
            ("rosa", JoinState::Approved),
            ("rosa again", JoinState::Left),
        ];
        let expected = expected.map(|(name, state)| (name.to_owned(), state));
        assert_eq!(desk.standing().await, expected);
        assert_eq!((desk.places_taken().await, desk.count("placed")), (1, 1));
    });
}

#[test]
fn a_freed_place_is_offered_in_order_and_passed_on_when_its_time_is_over() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        assert_eq!(desk.joins("rosa").await, JoinState::Approved);
        for (name, now) in [("sam", NOW), ("tess", NOW + 1)] {
            assert_eq!(desk.joins_at(name, now).await, JoinState::Waitlisted);
        }
        let link = desk.last("placed", "rosa").link;
        let left = desk.decide(&link, Decision::Leave, NOW + 2).await;
        assert_eq!(left, Decided::Now(JoinState::Left));
        assert_eq!(
            desk.decide(&link, Decision::Leave, NOW + 1).await,
            Decided::Before(JoinState::Left)
        );
        let first = desk.last("offered", "sam").link;
        assert_eq!(desk.count("offered"), 1);
        // Sam misses the letter; two days later it is Tess's turn.
        assert_eq!(desk.lapse(NOW + DAY).await, Lapsed::default());
        let lapsed = desk.lapse(NOW + 2 * DAY + 2).await;
        assert_eq!(
            lapsed,
            Lapsed {
                unproved: 0,
                offers: 1
            }
        );
        let late = desk
            .decide(&first, Decision::TakeOffer, NOW + 2 * DAY + 3)
            .await;
        assert_eq!(late, Decided::Spent);
        let offer = desk.last("offered", "tess").link;
        let taken = desk
            .decide(&offer, Decision::TakeOffer, NOW + 3 * DAY)
            .await;
        assert_eq!(taken, Decided::Now(JoinState::Approved));
        let again = desk
            .decide(&offer, Decision::TakeOffer, NOW + 3 * DAY)
            .await;
        assert_eq!(again, Decided::Before(JoinState::Approved));
        // Sam is still on the list, and leaves it when a second offer lapses.
        let link = desk.last("placed", "tess").link;
        desk.decide(&link, Decision::Leave, NOW + 4 * DAY).await;
        assert_eq!(desk.count("offered"), 3);
        desk.lapse(NOW + 6 * DAY + 1).await;
        let states: Vec<_> = desk
            .standing()
            .await
            .into_iter()
            .map(|(_, state)| state)
            .collect();
        assert_eq!(states, [JoinState::Left; 3]);
        assert_eq!(desk.places_taken().await, 0);
    });
}
