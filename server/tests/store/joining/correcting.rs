//! They mistyped their address.

use api_types::JoinState;
use server::{
    domain::join::hash_of,
    store::{Corrected, Proof, Proved},
};

use super::{DAY, Desk, application, open};
use crate::support::{NOW, on_each};

#[test]
fn a_mistyped_address_is_corrected_and_its_letter_taken_back() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        let (_, follow_up) = desk.asks("roza").await;
        let old = desk.last("prove", "roza");
        let rosa = application("rosa").contact;
        let follow_up = hash_of(&follow_up);
        let corrected = desk.correct(follow_up, &rosa, NOW + 1).await;
        assert_eq!(corrected, Corrected::Done(NOW + 1 + 2 * DAY));
        assert_eq!(store.count_letters().await.unwrap().waiting, 1);
        let dead = desk.prove(Proof::Link(hash_of(&old.link)), NOW + 2).await;
        assert!(matches!(dead, Proved::Spent));
        let new = desk.last("prove", "roza");
        let proved = desk.prove(Proof::Code(follow_up, &new.code), NOW + 2).await;
        assert!(matches!(proved, Proved::Now(JoinState::Approved, _)));
        assert_eq!(desk.requests().await[0].application.contact, rosa);
        assert_eq!(
            desk.correct(follow_up, &rosa, NOW + 3).await,
            Corrected::Spent
        );
        assert_eq!(
            desk.correct([3; 32], &rosa, NOW + 3).await,
            Corrected::Unknown
        );
    });
}

#[test]
fn an_address_is_corrected_five_times_at_most() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        let (_, follow_up) = desk.asks("rosa").await;
        let follow_up = hash_of(&follow_up);
        for number in 0..6 {
            let contact = application(&format!("rosa{number}")).contact;
            let done = matches!(
                desk.correct(follow_up, &contact, NOW).await,
                Corrected::Done(_)
            );
            assert_eq!(done, number < 5);
        }
    });
}
