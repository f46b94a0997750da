//! Somebody asks for a place.

use std::sync::Arc;

use api_types::JoinState;
use server::{
    domain::join::hash_of,
    gate::SpentChallenge,
    store::{Asked, Asking, Proof, Proved},
};

use super::{DAY, Desk, application, approval, asking, open};
use crate::support::{NOW, on_each};

#[test]
fn a_request_is_kept_once_however_often_it_is_sent() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let rosa = application("rosa");
        let first = desk.ask(&rosa, "key-1", b"body", NOW).await;
        let Asked::Accepted(answer) = &first else {
            panic!("{first:?}")
        };
        let again = desk.ask(&rosa, "key-1", b"body", NOW + DAY - 1).await;
        assert_eq!(again, Asked::Repeated(answer.clone()));
        assert_eq!(
            desk.ask(&rosa, "key-1", b"other", NOW + 1).await,
            Asked::KeyReused
        );
        let requests = desk.requests().await;
        assert_eq!((requests.len(), desk.count("prove")), (1, 1));
        assert_eq!(requests[0].application, rosa);
        assert_eq!(requests[0].state, JoinState::Requested);
        let steps = store.list_steps(&desk.site, &requests[0].id).await.unwrap();
        assert_eq!((steps[0].step.as_str(), steps[0].at), ("requested", NOW));
        assert_eq!(store.count_letters().await.unwrap().waiting, 1);
        // After a day the key is as good as new.
        let later = desk.ask(&rosa, "key-1", b"other", NOW + DAY).await;
        assert!(matches!(later, Asked::Accepted(_)), "{later:?}");
    });
}

#[test]
fn an_unknown_group_and_a_spent_proof_of_work_change_nothing() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let rosa = application("rosa");
        let spent = SpentChallenge {
            hash: [9; 32],
            expires_at: NOW + DAY,
        };
        let attempt = |group, key| Asking {
            group,
            spent: Some(&spent),
            ..asking(&rosa, key)
        };
        assert_eq!(
            desk.ask_so(&attempt("morning", "a")).await,
            Asked::UnknownGroup
        );
        assert!(matches!(
            desk.ask_so(&attempt("evening", "b")).await,
            Asked::Accepted(_)
        ));
        assert_eq!(
            desk.ask_so(&attempt("evening", "c")).await,
            Asked::ProofSpent
        );
        assert_eq!(desk.requests().await.len(), 1);
    });
}

#[test]
fn two_hundred_at_once_for_the_last_place_give_one_winner() {
    on_each(async |store| {
        let desk = Arc::new(Desk::open(&store, open(1)).await);
        let asking: Vec<_> = (0..200)
            .map(|number| {
                let desk = desk.clone();
                tokio::spawn(async move { desk.asks(&format!("person{number}")).await })
            })
            .collect();
        for one in asking {
            one.await.unwrap();
        }
        let requests = desk.requests().await;
        assert_eq!(requests.len(), 200);
        let winners = requests.iter().filter(|request| request.holds_place);
        assert_eq!((winners.count(), desk.places_taken().await), (1, 1));
    });
}

#[test]
fn a_second_request_makes_way_for_the_first_that_was_never_proved() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        let (_, old) = desk.asks("rosa").await;
        let mut better = application("rosa");
        better.contact.value = "ROSA@example.org".into();
        desk.ask(&better, "another", b"another", NOW + 1).await;
        let requests = desk.requests().await;
        let states: Vec<_> = requests
            .iter()
            .map(|one| (one.state, one.holds_place))
            .collect();
        assert_eq!(
            states,
            [(JoinState::Left, false), (JoinState::Requested, true)]
        );
        assert_eq!(desk.places_taken().await, 1, "the place was handed over");
        let proof = Proof::Code(hash_of(&old), "000000");
        assert!(matches!(desk.prove(proof, NOW + 2).await, Proved::Spent));
        assert_eq!(
            store.count_letters().await.unwrap().waiting,
            1,
            "the old letter stays here"
        );
    });
}

#[test]
fn members_read_that_the_last_place_went() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(5)).await;
        let revision = async || store.site_revision(&desk.site).await.unwrap();
        let before = revision().await;
        desk.asks("rosa").await;
        assert_eq!(revision().await, before, "five places read as four do");
        desk.asks("sam").await;
        assert_eq!(revision().await, before + 1, "few are left");
    });
}
