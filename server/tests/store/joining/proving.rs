//! They prove their address, or do not, or ask for their link again.

use api_types::JoinState;
use server::{
    domain::join::{TokenPurpose, hash_of},
    store::{Lapsed, Proof, Proved},
};

use super::{DAY, Desk, application, approval, open};
use crate::support::{NOW, on_each};

#[test]
fn six_digits_or_the_link_prove_an_address_once() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let (_, follow_up) = desk.asks("rosa").await;
        let told = desk.last("prove", "rosa");
        let wrong = if told.code == "123456" {
            "654321"
        } else {
            "123456"
        };
        let follow_up = hash_of(&follow_up);
        assert!(matches!(
            desk.prove(Proof::Code(follow_up, wrong), NOW).await,
            Proved::WrongCode
        ));
        let proved = desk
            .prove(Proof::Code(follow_up, &told.code), NOW + 1)
            .await;
        assert!(matches!(proved, Proved::Now(JoinState::Pending, _)));
        let again = desk.prove(Proof::Link(hash_of(&told.link)), NOW + 2).await;
        assert!(matches!(again, Proved::Before(JoinState::Pending)));
        assert_eq!(desk.count("pending"), 1);
        let unknown = desk.prove(Proof::Link([1; 32]), NOW).await;
        assert!(matches!(unknown, Proved::Unknown));
        // A capability of one kind is none of another.
        let other_kind = desk.prove(Proof::Link(follow_up), NOW).await;
        assert!(matches!(other_kind, Proved::Unknown));
    });
}

#[test]
fn a_code_is_dead_after_ten_wrong_ones() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let (_, follow_up) = desk.asks("rosa").await;
        let right = desk.last("prove", "rosa").code;
        let follow_up = hash_of(&follow_up);
        for _ in 0..10 {
            let wrong = desk.prove(Proof::Code(follow_up, "no"), NOW).await;
            assert!(matches!(wrong, Proved::WrongCode));
        }
        let right = desk.prove(Proof::Code(follow_up, &right), NOW).await;
        assert!(matches!(right, Proved::Spent));
    });
}

#[test]
fn an_unproved_place_is_free_again_after_two_days() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        desk.asks("rosa").await;
        assert_eq!(desk.joins("sam").await, JoinState::Waitlisted);
        assert_eq!(desk.lapse(NOW + 2 * DAY - 1).await, Lapsed::default());
        assert_eq!(
            desk.lapse(NOW + 2 * DAY).await,
            Lapsed {
                unproved: 1,
                offers: 0
            }
        );
        let standing = desk.standing().await;
        assert_eq!(standing[0], ("rosa".to_owned(), JoinState::Left));
        assert_eq!(standing[1], ("sam".to_owned(), JoinState::Offered));
        let link = desk.last("prove", "rosa").link;
        let late = desk
            .prove(Proof::Link(hash_of(&link)), NOW + 2 * DAY + 1)
            .await;
        assert!(matches!(late, Proved::Spent));
    });
}

#[test]
fn who_is_in_the_group_already_learns_so_by_their_own_mail_alone() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(3)).await;
        assert_eq!(desk.joins("rosa").await, JoinState::Approved);
        // Somebody asks with Rosa's address: the answer and the letter are as for anybody.
        desk.ask(&application("rosa"), "again", b"again", NOW + 1)
            .await;
        assert_eq!((desk.count("prove"), desk.places_taken().await), (2, 2));
        let link = desk.last("prove", "rosa").link;
        let proved = desk.prove(Proof::Link(hash_of(&link)), NOW + 2).await;
        let Proved::Now(JoinState::Approved, member) = proved else {
            panic!("Rosa keeps what she has")
        };
        assert_eq!(
            desk.places_taken().await,
            1,
            "the second place is free again"
        );
        let hers =
            store.find_request_by_token(&desk.site, member.hash(), TokenPurpose::Member, NOW + 3);
        assert_eq!(hers.await.unwrap().unwrap().created_at, NOW);
    });
}

#[test]
fn a_link_is_sent_again_to_members_alone() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(3)).await;
        desk.joins("rosa").await;
        desk.asks("sam").await;
        for name in ["rosa", "sam", "nobody"] {
            desk.send_again(name).await;
        }
        assert_eq!(desk.count("link-again"), 1);
        let link = hash_of(&desk.last("link-again", "rosa").link);
        let page = store.find_request_by_token(&desk.site, link, TokenPurpose::Member, NOW);
        assert!(page.await.unwrap().is_some());
    });
}
