//! What members want otherwise, and what they have read, on both databases.

use api_types::{Acknowledgement, JoinState, MemberWords};
use serde_json::json;
use server::{
    domain::{join::hash_of, letter::Series},
    store::{Closed, Decision, SiteId, StoredRequest, Wishes},
};

use crate::{
    joining::{DAY, Desk, approval, open},
    members::{member, stranger},
    support::{NOW, on_each},
};

#[test]
fn reminders_are_turned_on_and_off_by_the_members_link_alone() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let other = stranger(&desk).await;
        let link = member(&desk, "rosa").await;
        let set = async |site: &SiteId, hash, wanted, now| {
            store
                .set_letters(site, hash, (Series::Reminders, wanted), now)
                .await
                .unwrap()
        };
        assert!(!set(&other, link, true, NOW).await);
        assert!(!set(&desk.site, [0; 32], true, NOW).await);
        assert!(!set(&desk.site, link, true, NOW + 401 * DAY).await);
        assert!(!desk.requests().await[0].reminders);
        for _ in 0..2 {
            assert!(set(&desk.site, link, true, NOW).await);
            assert!(desk.requests().await[0].reminders);
        }
        assert!(set(&desk.site, link, false, NOW).await);
        assert!(!desk.requests().await[0].reminders);
        let id = &desk.requests().await[0].id;
        let steps = store.list_steps(&desk.site, id).await.unwrap();
        let words: Vec<&str> = steps.iter().map(|one| one.step.as_str()).collect();
        assert_eq!(
            words,
            ["requested", "approved", "reminders-on", "reminders-off"]
        );
    });
}

fn words() -> MemberWords {
    MemberWords {
        display_name: "Rosario".into(),
        pronouns: Some("she".into()),
        access_needs: None,
        introduction: Some("It is better now.".into()),
        share_introduction: true,
    }
}

impl Desk {
    pub async fn change(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        wishes: &Wishes,
        now: i64,
    ) -> Result<(), Closed> {
        let changed = self.store.change_request(site, hash, wishes, self, now);
        changed.await.unwrap()
    }

    pub async fn steps(&self, request: &StoredRequest) -> Vec<String> {
        let steps = self
            .store
            .list_steps(&self.site, &request.id)
            .await
            .unwrap();
        steps.into_iter().map(|one| one.step).collect()
    }
}

#[test]
fn what_a_member_wants_otherwise_is_done_by_their_link_alone_and_whole() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let other = stranger(&desk).await;
        let link = member(&desk, "rosa").await;
        let all = Wishes {
            written: Some(words()),
            reminders: Some(true),
            ..Wishes::default()
        };
        let before = desk.request_of("rosa").await.application;
        let unknown = Err(Closed::Unknown);
        assert_eq!(desk.change(&other, link, &all, NOW).await, unknown);
        assert_eq!(desk.change(&desk.site, [0; 32], &all, NOW).await, unknown);
        let late = NOW + 401 * DAY;
        let spent = desk.change(&desk.site, link, &all, late).await;
        assert_eq!(spent, Err(Closed::Spent));
        // Nothing of it, where a part cannot be done.
        let impossible = Wishes {
            take_place: Some(false),
            ..all.clone()
        };
        let refused = desk.change(&desk.site, link, &impossible, NOW).await;
        assert_eq!(refused, Err(Closed::WrongState(JoinState::Pending)));
        let rosa = desk.request_of("rosa").await;
        assert!(rosa.application == before && !rosa.reminders);
        assert_eq!(desk.steps(&rosa).await, ["requested", "pending"]);

        for _ in 0..2 {
            assert_eq!(desk.change(&desk.site, link, &all, NOW).await, Ok(()));
        }
        let rosa = desk.request_of("Rosario").await;
        assert_eq!((rosa.application.words(), rosa.reminders), (words(), true));
        assert_eq!(rosa.application.contact, before.contact);
        let steps = ["requested", "pending", "details-changed", "reminders-on"];
        assert_eq!(desk.steps(&rosa).await, steps, "each once");
        assert_eq!(desk.count("pending"), 1, "no letter about it");

        let left = store
            .decide(&desk.site, link, Decision::Leave, &desk, NOW)
            .await;
        assert!(left.is_ok());
        let refused = desk.change(&desk.site, link, &all, NOW).await;
        assert_eq!(refused, Err(Closed::WrongState(JoinState::Left)));
    });
}

#[test]
fn an_offered_place_is_taken_or_left_by_the_link_to_the_page() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        let first = member(&desk, "rosa").await;
        let second = member(&desk, "bea").await;
        desk.joins_at("cleo", NOW + 1).await;
        let third = hash_of(&desk.last("waitlisted", "cleo").link);
        let take = |takes| Wishes {
            take_place: Some(takes),
            ..Wishes::default()
        };
        let early = desk.change(&desk.site, second, &take(true), NOW).await;
        assert_eq!(early, Err(Closed::WrongState(JoinState::Waitlisted)));
        let left = store
            .decide(&desk.site, first, Decision::Leave, &desk, NOW)
            .await;
        assert!(left.is_ok());
        for _ in 0..2 {
            assert_eq!(
                desk.change(&desk.site, second, &take(false), NOW).await,
                Ok(())
            );
        }
        assert_eq!(desk.request_of("bea").await.state, JoinState::Left);
        assert_eq!(
            desk.request_of("cleo").await.state,
            JoinState::Offered,
            "passed on"
        );
        let wishes = Wishes {
            written: Some(words()),
            ..take(true)
        };
        for _ in 0..2 {
            assert_eq!(desk.change(&desk.site, third, &wishes, NOW).await, Ok(()));
        }
        let cleo = desk.request_of("Rosario").await;
        assert_eq!((cleo.state, cleo.holds_place), (JoinState::Approved, true));
        assert_eq!((desk.places_taken().await, desk.count("placed")), (1, 2));
        assert_eq!(cleo.application.words(), words());
    });
}

#[test]
fn an_acknowledgement_is_kept_once_with_its_first_time_and_for_its_own_request() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let other = stranger(&desk).await;
        let (rosa, bea) = (member(&desk, "rosa").await, member(&desk, "bea").await);
        let of_version = |version: &str| Acknowledgement {
            version: version.to_owned(),
            hash: format!("hash of {version}"),
            language: "es".to_owned(),
        };
        let acknowledge = async |site: &SiteId, link, version: &str, now| {
            let read = of_version(version);
            let kept = store.acknowledge(site, link, &read, now);
            kept.await.unwrap().map(|receipt| receipt.acknowledged_at)
        };
        let unknown = Err(Closed::Unknown);
        assert_eq!(acknowledge(&other, rosa, "2.0", NOW).await, unknown);
        assert_eq!(acknowledge(&desk.site, [0; 32], "2.0", NOW).await, unknown);
        let late = acknowledge(&desk.site, rosa, "2.0", NOW + 401 * DAY).await;
        assert_eq!(late, Err(Closed::Spent));
        let first = Ok("2026-01-06T12:01:00Z".to_owned());
        for (version, later) in [("2.0", 60_000), ("3.0", 90_000), ("2.0", 95_000)] {
            let kept = acknowledge(&desk.site, rosa, version, NOW + later).await;
            assert!(version == "3.0" || kept == first, "{kept:?}");
        }
        let (of_rosa, of_bea) = (
            desk.request_of("rosa").await.id,
            desk.request_of("bea").await.id,
        );
        let kept = store.list_acknowledgements(&desk.site, &of_rosa).await;
        let kept: Vec<_> = kept.unwrap().into_iter().map(|one| one.version).collect();
        assert_eq!(
            kept,
            ["1.0", "2.0", "3.0"],
            "oldest first, that of the form too"
        );
        let others = store.list_acknowledgements(&desk.site, &of_bea).await;
        assert_eq!(others.unwrap().len(), 1);
        let elsewhere = store.list_acknowledgements(&other, &of_rosa).await;
        assert_eq!(elsewhere.unwrap(), []);
        let left = store
            .decide(&desk.site, bea, Decision::Leave, &desk, NOW)
            .await;
        assert!(left.is_ok());
        let over = acknowledge(&desk.site, bea, "2.0", NOW).await;
        assert_eq!(over, Err(Closed::WrongState(JoinState::Left)));
    });
}
