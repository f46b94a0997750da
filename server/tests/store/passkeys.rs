//! Passkeys of staff and what browsers are asked for them, on both databases.

use api_types::StaffRole;
use server::{
    domain::{join::hash_of, staff::SessionToken},
    store::{NewPasskey, PasskeyDetails, Store, Viewer},
};

use crate::{
    staff::{MINUTE, Team, session},
    support::{NOW, count, on_each_at},
};

fn details(name: &str) -> PasskeyDetails {
    PasskeyDetails {
        name: name.to_owned(),
        key: "{\"counter\":0}".to_owned(),
    }
}

async fn add(store: &Store, viewer: &Viewer, name: &str) -> bool {
    let details = details(name);
    let new = NewPasskey {
        hash: hash_of(name),
        details: &details,
    };
    store.add_passkey(viewer, &new, NOW).await.unwrap()
}

async fn names(store: &Store, viewer: &Viewer) -> Vec<String> {
    let found = store.list_passkeys(viewer).await.unwrap();
    found.into_iter().map(|one| one.details.name).collect()
}

#[test]
fn a_passkey_is_its_owners_alone_to_see_and_to_remove() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let role = StaffRole::Coordinator;
        let (_, ana) = team.viewer(&team.site, "ana", role, &[]).await;
        let (_, ben) = team.viewer(&team.site, "ben", role, &[]).await;
        let (_, eve) = team.viewer(&team.elsewhere, "eve", role, &[]).await;
        assert!(add(&store, &ana, "phone").await);
        assert!(!add(&store, &eve, "phone").await, "one account's alone");
        assert!(add(&store, &eve, "laptop").await);
        assert_eq!(names(&store, &ana).await, ["phone"]);
        assert_eq!(names(&store, &ben).await, [""; 0]);
        assert_eq!(names(&store, &eve).await, ["laptop"]);
        let id = store.list_passkeys(&ana).await.unwrap().remove(0).id;
        for other in [&ben, &eve, &Viewer::operator(&team.site)] {
            assert!(!store.remove_passkey(other, &id, NOW).await.unwrap());
        }
        assert!(store.remove_passkey(&ana, &id, NOW).await.unwrap());
        assert!(!store.remove_passkey(&ana, &id, NOW).await.unwrap());
        let trail = "audit_events WHERE thing = 'passkey' AND what = 'passkey-";
        assert_eq!(count(url, &[trail, "added'"].concat()).await, 2);
        assert_eq!(count(url, &[trail, "removed'"].concat()).await, 1);
    });
}

#[test]
fn a_question_is_taken_once_in_time_and_by_whom_it_is_for() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let role = StaffRole::ReadOnly;
        let (_, ana) = team.viewer(&team.site, "ana", role, &[]).await;
        let (_, ben) = team.viewer(&team.site, "ben", role, &[]).await;
        let (one, late, any) = (hash_of("one"), hash_of("late"), hash_of("any"));
        let until = NOW + 10 * MINUTE;
        for hash in [one, late] {
            let asked = store.add_passkey_question(&ana, hash, "state", until);
            asked.await.unwrap();
        }
        let take = async |viewer: &Viewer, hash, now| {
            let taken = store.take_passkey_question(viewer, hash, now);
            taken.await.unwrap()
        };
        assert_eq!(take(&ben, one, NOW).await, None);
        let to_sign_in = store.take_sign_in_question(one, NOW).await.unwrap();
        assert_eq!(to_sign_in, None, "it is for a new passkey");
        assert_eq!(take(&ana, one, NOW).await.as_deref(), Some("state"));
        assert_eq!(take(&ana, one, NOW).await, None, "once");
        assert_eq!(take(&ana, late, until).await, None, "in time");

        store
            .add_sign_in_question(any, "asked", until)
            .await
            .unwrap();
        assert_eq!(take(&ana, any, NOW).await, None, "it is to sign in");
        let taken = store.take_sign_in_question(any, NOW).await.unwrap();
        assert_eq!(taken.as_deref(), Some("asked"));
        assert_eq!(store.take_sign_in_question(any, NOW).await.unwrap(), None);
        assert_eq!(count(url, "passkey_challenges").await, 1);
        store.delete_over_staff_access(until).await.unwrap();
        assert_eq!(count(url, "passkey_challenges").await, 0);
    });
}

#[test]
fn a_passkey_signs_in_whoever_is_still_on_the_staff() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let (id, ana) = team
            .viewer(&team.site, "ana", StaffRole::ReadOnly, &[])
            .await;
        add(&store, &ana, "phone").await;
        let hash = hash_of("phone");
        assert!(store.find_passkey("nobody", hash).await.unwrap().is_none());
        let mut found = store
            .find_passkey(id.as_str(), hash)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.site, team.site);
        found.details.key = "{\"counter\":1}".to_owned();
        let token = SessionToken::new(&team.chance);
        let new = session(&token);
        let entered = store.sign_in_by_passkey(&found, &new, NOW + 1);
        assert!(entered.await.unwrap());
        let signed_in = store.find_signed_in(token.hash(), NOW + 1).await.unwrap();
        assert_eq!(signed_in.unwrap().name, "ana");
        let kept = store.list_passkeys(&ana).await.unwrap().remove(0);
        assert_eq!(kept.details.key, "{\"counter\":1}");
        assert_eq!(kept.used_at, Some(NOW + 1));
        let trail = "audit_events WHERE what = 'signed-in' AND thing = 'passkey'";
        assert_eq!(count(url, trail).await, 1);

        let operator = Viewer::operator(&team.site);
        assert!(store.end_staff(&operator, &id, NOW).await.unwrap());
        assert!(
            store
                .find_passkey(id.as_str(), hash)
                .await
                .unwrap()
                .is_none()
        );
        let entered = store.sign_in_by_passkey(&found, &new, NOW);
        assert!(!entered.await.unwrap(), "found a moment too early");
        assert_eq!(count(url, "staff_passkeys").await, 0);
    });
}
