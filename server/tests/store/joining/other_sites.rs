//! No site touches the requests of another.

use std::sync::Arc;

use server::{
    domain::join::{TokenPurpose, hash_of},
    store::{Asked, Corrected, Decided, Decision, GroupId, Lapsed, Proof, Proved},
};

use super::{DAY, Desk, application, approval};
use crate::support::{NOW, on_each};

#[test]
fn under_another_sites_id_no_request_is_found_or_changed() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(Some(2))).await;
        desk.joins("rosa").await;
        let (_, follow_up) = desk.asks("sam").await;
        let rosa = desk.last("pending", "rosa");
        let sam = desk.last("prove", "sam");
        let other = Desk {
            store: store.clone(),
            site: store.add_site("lakeside", NOW).await.unwrap(),
            told: Arc::default(),
        };
        let before = desk.standing().await;
        assert_eq!(
            other.ask(&application("tess"), "k", b"b", NOW).await,
            Asked::UnknownGroup
        );
        for proof in [
            Proof::Link(hash_of(&sam.link)),
            Proof::Code(hash_of(&follow_up), &sam.code),
        ] {
            assert!(matches!(other.prove(proof, NOW).await, Proved::Unknown));
        }
        assert_eq!(
            other.decide(&rosa.link, Decision::Approve, NOW).await,
            Decided::Unknown
        );
        let contact = application("tess").contact;
        let corrected = other.correct(hash_of(&follow_up), &contact, NOW).await;
        assert_eq!(corrected, Corrected::Unknown);
        other.send_again("rosa").await;
        assert_eq!(other.count("link-again"), 0);
        assert_eq!(other.lapse(NOW + 99 * DAY).await, Lapsed::default());
        let review = hash_of(&rosa.link);
        let found = store.find_request_by_token(&other.site, review, TokenPurpose::Review, NOW);
        assert!(found.await.unwrap().is_none());
        let request = desk.requests().await.remove(0);
        let group = GroupId::from(request.group_id.as_str());
        assert!(
            store
                .list_requests(&other.site, &group)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            store
                .list_steps(&other.site, &request.id)
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(desk.standing().await, before);
    });
}
