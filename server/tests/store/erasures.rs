//! What was erased stays erased, on both databases.

use api_types::JoinState;
use serde_json::json;
use server::{
    domain::join::hash_of,
    store::{Decision, Erased, Erasure, SiteId, Store},
};

use crate::{
    joining::{DAY, Desk, application},
    members::{member, stranger},
    support::{NOW, execute, on_each, on_each_at},
};

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

        let done = erase(&desk.site, link, NOW + 7).await;
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
        assert!(left.iter().all(|one| one.erased_at == NOW + 7));
        let Erased::Done(mut told) = done else {
            panic!("{done:?}")
        };
        told.sort_by_key(|one| one.request_hash);
        assert_eq!(told, left);
        assert!(store.list_erasures(&other).await.unwrap().is_empty());
        // Whoever left before keeps a page, and can have that erased.
        let link = member(&desk, "cleo").await;
        let left = store
            .decide(&desk.site, link, Decision::Leave, &desk, NOW)
            .await;
        assert!(left.is_ok());
        let done = erase(&desk.site, link, NOW).await;
        assert!(matches!(done, Erased::Done(_)), "{done:?}");
        assert_eq!(desk.standing().await, bea);
    });
}

#[test]
fn what_a_backup_brings_back_is_erased_again_and_frees_its_place() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, json!({ "join_policy": "open", "capacity": 1 })).await;
        let other = stranger(&desk).await;
        let rosa = member(&desk, "rosa").await;
        assert_eq!(desk.joins("bea").await, JoinState::Waitlisted);
        let run = async |statement: &str| execute(url, statement.to_owned()).await;
        run("CREATE TABLE backup AS SELECT * FROM join_requests").await;
        let erased = store.erase_request(&desk.site, rosa, &desk, NOW + 7).await;
        let Erased::Done(erasures) = erased.unwrap() else {
            panic!("it is erased")
        };
        for statement in [
            "DELETE FROM join_requests",
            "DELETE FROM erasures",
            "INSERT INTO join_requests SELECT * FROM backup",
            "UPDATE groups SET places_taken = 1",
        ] {
            run(statement).await;
        }
        let before = [
            ("rosa".to_owned(), JoinState::Approved),
            ("bea".to_owned(), JoinState::Waitlisted),
        ];
        assert_eq!(desk.standing().await, before);

        let again = async |site: &SiteId, erasures: &[Erasure]| {
            let done = store.erase_again(site, erasures, &desk, NOW + DAY);
            done.await.unwrap()
        };
        assert_eq!(again(&other, &erasures).await, 0);
        let strange = Erasure {
            request_hash: [0; 32],
            erased_at: NOW,
        };
        assert_eq!(again(&desk.site, &[strange]).await, 0);
        assert_eq!(desk.standing().await, before);
        assert_eq!(again(&desk.site, &erasures).await, 1);
        let bea = [("bea".to_owned(), JoinState::Offered)];
        assert_eq!(desk.standing().await, bea, "the place goes to who waited");
        assert_eq!(desk.places_taken().await, 1);
        assert_eq!(again(&desk.site, &erasures).await, 0);
        let known = store.list_erasures(&desk.site).await.unwrap();
        assert_eq!(known, [strange, erasures[0]], "with the time of the first");
    });
}
