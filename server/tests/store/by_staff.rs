//! What staff say of a request: they rang its number, or they enter it for a caller.

use api_types::JoinState;
use server::{
    domain::join::{Application, hash_of},
    store::{Decision, Entered, Entering, Rang, SiteId},
};

use crate::{
    joining::{DAY, Desk, application, approval, caller, open, receipt},
    support::{NOW, on_each},
};

impl Desk {
    async fn enters(&self, site: &SiteId, group: &str, application: &Application) -> Entered {
        let entering = Entering {
            group,
            application,
            acknowledged: Some(&receipt()),
            reminders: false,
            answer_by: NOW + 3 * DAY,
            now: NOW,
        };
        let entered = Box::pin(self.store.enter_request(site, &entering, self));
        entered.await.unwrap()
    }

    async fn rang(&self, site: &SiteId, link: &str, now: i64) -> Rang {
        let rang = self.store.prove_by_ringing(site, hash_of(link), self, now);
        // All that may happen to it at once makes a large future.
        Box::pin(rang).await.unwrap()
    }

    /// What happened to the only request of somebody, and who did it.
    async fn history(&self, name: &str) -> Vec<String> {
        let requests = self.requests().await.into_iter();
        let mut of_name = requests.filter(|one| one.application.display_name == name);
        let id = of_name.next().expect("they asked").id;
        let steps = self.store.list_steps(&self.site, &id).await.unwrap();
        let said = steps
            .iter()
            .map(|one| format!("{} {}", one.step, one.actor));
        said.collect()
    }
}

fn state(entered: &Entered) -> JoinState {
    match entered {
        Entered::Now { state, .. } => *state,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_caller_is_entered_with_who_did_it_and_waits_for_the_facilitator() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let rosa = application("rosa");
        let entered = desk.enters(&desk.site, "evening", &rosa).await;
        assert_eq!(state(&entered), JoinState::Pending);
        assert_eq!(
            desk.history("rosa").await,
            [
                "requested coordinator",
                "guidelines-read-out coordinator",
                "pending coordinator"
            ]
        );
        let request = desk.requests().await.remove(0);
        assert_eq!((request.proved_at, request.application), (Some(NOW), rosa));
        let receipts = store.list_acknowledgements(&desk.site, &request.id).await;
        assert_eq!(receipts.unwrap()[0].version, "1.0");
        assert_eq!((desk.count("pending"), desk.count("prove")), (1, 0));
        let links = store.list_links(&desk.site, &request.id).await.unwrap();
        let purposes: Vec<_> = links.iter().map(|link| link.purpose.as_str()).collect();
        assert_eq!(purposes, ["member"], "the letter's; none that nobody holds");
    });
}

#[test]
fn a_caller_gets_a_place_or_the_end_of_the_list() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        let (rosa, sam) = (
            caller("rosa", "312-555-0142"),
            caller("sam", "312-555-0143"),
        );
        let first = desk.enters(&desk.site, "evening", &rosa).await;
        assert_eq!(state(&first), JoinState::Approved);
        let second = desk.enters(&desk.site, "evening", &sam).await;
        assert_eq!(state(&second), JoinState::Waitlisted);
        assert_eq!(desk.places_taken().await, 1);
    });
}

#[test]
fn who_asked_before_is_told_so_and_what_was_never_proved_makes_way() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(Some(1))).await;
        desk.asks("rosa").await;
        let entered = desk
            .enters(&desk.site, "evening", &application("rosa"))
            .await;
        let Entered::Now { reference, state } = entered else {
            panic!("{entered:?}")
        };
        assert_eq!(state, JoinState::Pending, "the place that was held for her");
        let again = desk
            .enters(&desk.site, "evening", &application("rosa"))
            .await;
        assert_eq!(again, Entered::Before { reference, state });
        assert_eq!(desk.requests().await.len(), 2);
        assert_eq!(desk.places_taken().await, 1);
    });
}

#[test]
fn a_caller_is_entered_for_a_group_of_the_site_alone() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let other = store.add_site("lakeside", NOW).await.unwrap();
        let rosa = application("rosa");
        for (site, group) in [(&other, "evening"), (&desk.site, "morning")] {
            let entered = desk.enters(site, group, &rosa).await;
            assert_eq!(entered, Entered::UnknownGroup);
        }
        assert!(desk.requests().await.is_empty());
    });
}

#[test]
fn a_number_that_was_rung_is_proved_once() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let link = desk.gives_number("rosa", "312-555-0142").await;
        let other = store.add_site("lakeside", NOW).await.unwrap();
        assert_eq!(desk.rang(&other, &link, NOW + 1).await, Rang::Unknown);
        assert_eq!(
            desk.rang(&desk.site, "nothing", NOW + 1).await,
            Rang::Unknown
        );
        let pending = JoinState::Pending;
        assert_eq!(
            desk.rang(&desk.site, &link, NOW + 1).await,
            Rang::Now(pending)
        );
        assert_eq!(
            desk.rang(&desk.site, &link, NOW + 2).await,
            Rang::Before(pending)
        );
        assert_eq!(
            desk.history("rosa").await,
            ["requested member", "pending facilitator"]
        );
        assert_eq!(desk.requests().await[0].proved_at, Some(NOW + 1));
        assert_eq!(desk.count("pending"), 0, "who rang knows of it");
        // The link goes on to answer.
        desk.decide(&link, Decision::Approve, NOW + 3).await;
        assert_eq!(desk.requests().await[0].state, JoinState::Approved);
        assert_eq!(desk.requests().await[0].proved_at, Some(NOW + 1));
    });
}

#[test]
fn who_is_rung_gets_a_place_where_nobody_has_to_answer() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        let rosa = desk.gives_number("rosa", "312-555-0142").await;
        let sam = desk.gives_number("sam", "312-555-0143").await;
        let rang = desk.rang(&desk.site, &rosa, NOW).await;
        assert_eq!(rang, Rang::Now(JoinState::Approved));
        let rang = desk.rang(&desk.site, &sam, NOW).await;
        assert_eq!(rang, Rang::Now(JoinState::Waitlisted));
        // The same person once more: what they have stands, and the second request goes.
        let again = desk.gives_number("rosa again", "(312) 555 0142").await;
        let rang = desk.rang(&desk.site, &again, NOW).await;
        assert_eq!(rang, Rang::Now(JoinState::Approved));
        assert_eq!(
            desk.history("rosa again").await,
            ["requested member", "known-already facilitator"]
        );
        assert_eq!(desk.places_taken().await, 1);
    });
}

#[test]
fn only_a_number_that_waits_is_rung() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.asks_for_review(&application("sam")).await;
        let sam = desk.last("to-review", "sam").link;
        let requested = Rang::WrongState(JoinState::Requested);
        assert_eq!(desk.rang(&desk.site, &sam, NOW).await, requested);
        let rosa = desk.gives_number("rosa", "312-555-0142").await;
        desk.decide(&rosa, Decision::Decline, NOW).await;
        let declined = Rang::WrongState(JoinState::Declined);
        assert_eq!(desk.rang(&desk.site, &rosa, NOW).await, declined);
        let late = desk.rang(&desk.site, &sam, NOW + 40 * DAY).await;
        assert_eq!(late, Rang::Spent);
    });
}
