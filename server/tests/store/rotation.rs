//! Another key takes over, on both databases.

use std::sync::Arc;

use api_types::{JoinState, StaffRole};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;
use server::{
    clock::Chance,
    domain::join::hash_of,
    seal::Sealer,
    store::{Asked, Proof, Proved, SealedColumn, Store, Viewer},
};

use crate::{
    joining::{DAY, Desk, application, approval},
    staff::Team,
    support::{NOW, count, feed, on_each_at, own, record},
};

/// The other key, and the former one beside it.
fn both() -> Sealer {
    let former = BASE64_STANDARD.encode([7; 32]);
    other().with_former(&former).unwrap()
}

fn other() -> Sealer {
    Sealer::new([8; 32], Chance::seeded(21))
}

async fn opened(url: &str, sealer: Sealer, seed: u64) -> Store {
    Store::open(url, sealer, Chance::seeded(seed))
        .await
        .unwrap()
}

/// The same desk with another store.
fn at(desk: &Desk, store: &Store) -> Desk {
    Desk {
        store: store.clone(),
        site: desk.site.clone(),
        told: desk.told.clone(),
    }
}

/// Seals a whole site anew; how many values, and which open with no key.
async fn seal_all(desk: &Desk) -> (usize, Vec<String>) {
    let (mut sealed, mut closed) = (0, Vec::new());
    for column in SealedColumn::ALL {
        let mut after = String::new();
        loop {
            let some = desk.store.seal_anew(&desk.site, column, &after);
            let some = some.await.unwrap();
            sealed += some.sealed;
            closed.extend(some.closed);
            match some.last {
                Some(last) => after = last,
                None => break,
            }
        }
    }
    (sealed, closed)
}

async fn filled(store: &Store) -> Desk {
    let desk = Desk::open(store, approval(None)).await;
    let owls = |url: &str| record("owls", json!({ "join": { "url": url } }));
    let brought = feed(vec![owls("https://meet.example.org/brought")]);
    store.apply_import(&desk.site, &brought).await.unwrap();
    let written = own(vec![owls("https://meet.example.org/written")]);
    store.apply_import(&desk.site, &written).await.unwrap();
    for number in 0..103 {
        desk.asks(&format!("person{number}")).await;
    }
    desk.joins("sam").await;
    desk.gives("sam", "samuel", NOW).await.unwrap();
    desk
}

#[test]
fn after_a_rotation_everything_opens_with_the_other_key_alone() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = filled(&store).await;
        let desk = at(&desk, &opened(url, both(), 31).await);
        // A batch, as if it was stopped then; it is begun again from the start.
        let stopped = desk.store.seal_anew(&desk.site, SealedColumn::Details, "");
        assert_eq!(stopped.await.unwrap().sealed, 100);
        let (sealed, closed) = seal_all(&desk).await;
        // Three join details, four requests that were left, a new address, and 106 letters.
        assert_eq!((sealed, closed.len()), (3 + 4 + 1 + 106, 0));
        assert_eq!(seal_all(&desk).await.0, 0, "nothing is left to do");

        let desk = at(&desk, &opened(url, other(), 41).await);
        assert_eq!(desk.requests().await.len(), 104);
        for (slug, secret) in [("evening", "evening-secret"), ("owls", "written")] {
            let group = desk
                .store
                .find_group(&desk.site, slug)
                .await
                .unwrap()
                .unwrap();
            let join = desk.store.find_join_details(&desk.site, &group.id);
            let link = join.await.unwrap().unwrap().url.unwrap();
            assert_eq!(link, format!("https://meet.example.org/{secret}"));
        }
        let letters = desk.store.claim_letters(NOW, 1, 500).await.unwrap();
        assert_eq!(letters.len(), 106);
        assert!(letters.iter().all(|claimed| claimed.letter.is_some()));
        desk.send_again("sam").await;
        assert_eq!(desk.count("link-again"), 1, "the contact is found");
        let new = desk.request_of("sam").await.new_contact.unwrap();
        assert_eq!(new.value, "samuel@example.org");
        // The six digits went, the link holds.
        let link = hash_of(&desk.last("prove", "person7").link);
        let proved = desk.prove(Proof::Link(link), NOW).await;
        assert!(matches!(proved, Proved::Now(JoinState::Pending, _)));
    });
}

#[test]
fn until_then_codes_and_repeated_requests_from_before_are_known() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        let (reference, follow_up) = desk.asks("rosa").await;
        let code = desk.last("prove", "rosa").code;
        let desk = at(&desk, &opened(url, both(), 31).await);
        let again = desk.ask(&application("rosa"), "rosa", b"rosa", NOW).await;
        let Asked::Repeated(answer) = again else {
            panic!("{again:?}")
        };
        assert!(answer.starts_with(reference.as_bytes()));
        let reused = desk.ask(&application("rosa"), "rosa", b"other", NOW).await;
        assert_eq!(reused, Asked::KeyReused);
        let proof = Proof::Code(hash_of(&follow_up), &code);
        let proved = desk.prove(proof, NOW).await;
        assert!(matches!(proved, Proved::Now(JoinState::Pending, _)));
    });
}

#[test]
fn hashes_that_cannot_be_made_anew_go_and_newer_ones_stay() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.asks("rosa").await;
        let desk = at(&desk, &opened(url, both(), 31).await);
        let letter = desk.store.claim_letters(NOW, 1, 1).await.unwrap().remove(0);
        let sent = desk.store.mark_letter_sent(&desk.site, &letter.id, NOW);
        sent.await.unwrap();
        let sam = desk.ask(&application("sam"), "sam", b"sam", NOW).await;
        let forget = async |now| {
            let forgotten = desk.store.forget_former_hashes(&desk.site, now);
            forgotten.await.unwrap()
        };
        let empty = async || count(url, "outbox WHERE LENGTH(to_hash) = 0").await;
        assert_eq!((forget(NOW + DAY - 1).await, empty().await), (1, 0));
        assert_eq!((forget(NOW + DAY).await, empty().await), (0, 1));
        let again = desk.ask(&application("sam"), "sam", b"sam", NOW).await;
        let (Asked::Accepted(first), Asked::Repeated(second)) = (sam, again) else {
            panic!("the answer under the key in use is kept")
        };
        assert_eq!(first, second);
    });
}

#[test]
fn what_opens_with_no_key_is_named_and_left_and_another_site_is_not_touched() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.asks("rosa").await;
        let desk = at(&desk, &opened(url, both(), 31).await);
        let elsewhere = Desk {
            store: desk.store.clone(),
            site: store.add_site("lakeside", NOW).await.unwrap(),
            told: Arc::default(),
        };
        assert_eq!(seal_all(&elsewhere).await, (0, Vec::new()));
        let late = NOW + 9 * DAY;
        let forgotten = desk.store.forget_former_hashes(&elsewhere.site, late);
        assert_eq!(forgotten.await.unwrap(), 0);
        let stranger = at(&desk, &opened(url, other(), 41).await);
        let (sealed, closed) = seal_all(&stranger).await;
        assert_eq!((sealed, closed.len()), (0, 3), "group, request, letter");
        assert!(closed.contains(&desk.requests().await[0].id));
        assert_eq!(seal_all(&desk).await, (3, Vec::new()));
    });
}

#[test]
fn staff_are_found_by_their_address_and_known_by_their_session_under_the_other_key() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let role = StaffRole::Coordinator;
        team.add(&team.site, "ana", role, &[]).await;
        let ben = team.add(&team.site, "ben", role, &[]).await;
        let session = team.enter(&team.site, "ana", NOW).await;
        let operator = Viewer::operator(&team.site);
        assert!(store.end_staff(&operator, &ben, NOW).await.unwrap());
        let desk = Desk {
            store: opened(url, both(), 31).await,
            site: team.site.clone(),
            told: Arc::default(),
        };
        let ana = async |store: &Store| {
            let found = store.find_staff_by_email(&team.site, "ana@example.org");
            found.await.unwrap().map(|staff| staff.details.email)
        };
        let known = Some("ana@example.org".to_owned());
        assert_eq!(ana(&desk.store).await, known, "by the former key's hash");
        // Two groups' join details, two people, one device.
        let (sealed, closed) = seal_all(&desk).await;
        assert_eq!((sealed, closed.len()), (2 + 2 + 1, 0));
        let store = opened(url, other(), 41).await;
        assert_eq!(ana(&store).await, known);
        let found = store.find_signed_in(session, NOW).await.unwrap().unwrap();
        assert_eq!(found.name, "ana");
        let sessions = store.list_sessions(&found.viewer, NOW).await.unwrap();
        assert_eq!(sessions[0].device, "Firefox, Linux");
        let nameless = "staff WHERE ended_at IS NOT NULL AND LENGTH(email_hash) = 0";
        assert_eq!(count(url, nameless).await, 1);
    });
}
