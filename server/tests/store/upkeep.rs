//! What time does to requests, on both databases.

use api_types::JoinState;
use server::{
    clock::Chance,
    domain::join::hash_of,
    store::{Decision, Deleted, EndedBefore, Proof, Store, StoredRequest},
};

use crate::{
    joining::{DAY, Desk, application, approval, open},
    support::{NOW, count, execute, on_each, on_each_at, sealer},
};

impl Desk {
    pub async fn request_of(&self, name: &str) -> StoredRequest {
        let requests = self.requests().await.into_iter();
        let mut of_name = requests.filter(|one| one.application.display_name == name);
        of_name.next().expect("they asked")
    }

    async fn tell_overdue(&self, now: i64) -> usize {
        let told = self.store.tell_overdue(&self.site, self, now);
        told.await.unwrap()
    }

    async fn delete_ended(&self, now: i64, requests: i64, memberships: i64) -> Deleted {
        let before = EndedBefore {
            requests: now - requests * DAY,
            memberships: now - memberships * DAY,
        };
        self.store.delete_ended(&self.site, before).await.unwrap()
    }
}

fn deleted(requests: u64, memberships: u64) -> Deleted {
    Deleted {
        requests,
        memberships,
    }
}

#[test]
fn a_promise_that_was_not_kept_is_told_of_once() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.joins("rosa").await;
        desk.joins("sam").await;
        let sam = desk.last("pending", "sam").link;
        desk.decide(&sam, Decision::Approve, NOW + 1).await;
        desk.asks("nobody").await;
        assert_eq!(desk.tell_overdue(NOW + 3 * DAY).await, 0, "not over yet");
        assert_eq!(desk.tell_overdue(NOW + 3 * DAY + 1).await, 1);
        assert_eq!(desk.tell_overdue(NOW + 9 * DAY).await, 0);
        assert_eq!(desk.count("overdue"), 1);
        let link = desk.last("overdue", "rosa").link;
        let rosa = desk.request_of("rosa").await;
        let steps = store.list_steps(&desk.site, &rosa.id).await.unwrap();
        let last = steps.last().unwrap();
        assert_eq!(
            (last.step.as_str(), last.actor.as_str()),
            ("overdue", "server")
        );
        // The letter's link decides.
        desk.decide(&link, Decision::Approve, NOW + 4 * DAY).await;
        assert_eq!(desk.request_of("rosa").await.state, JoinState::Approved);
    });
}

#[test]
fn two_servers_at_once_tell_of_it_once() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        for number in 0..60 {
            desk.joins(&format!("person{number}")).await;
        }
        let other = Store::open(url, sealer(), Chance::seeded(6)).await.unwrap();
        let mut servers = tokio::task::JoinSet::new();
        for store in [store.clone(), other.clone(), store.clone(), other] {
            let desk = Desk {
                store,
                site: desk.site.clone(),
                told: desk.told.clone(),
            };
            servers.spawn(async move { desk.tell_overdue(NOW + 4 * DAY).await });
        }
        let told: usize = servers.join_all().await.into_iter().sum();
        assert_eq!((told, desk.count("overdue")), (60, 60));
    });
}

#[test]
fn a_number_that_nobody_rang_is_kept_two_days_longer() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        desk.gives_number("rosa", "312-555-0142").await;
        let late = NOW + 3 * DAY + 1;
        assert_eq!(desk.tell_overdue(late).await, 1);
        desk.lapse(late).await;
        let rosa = desk.request_of("rosa").await;
        assert_eq!((rosa.state, rosa.holds_place), (JoinState::Requested, true));
        assert_eq!(desk.lapse(late + 2 * DAY).await.unproved, 1);
        assert_eq!(desk.places_taken().await, 0);
    });
}

#[test]
fn who_comes_up_from_the_waiting_list_is_promised_an_answer_from_then_on() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(Some(1))).await;
        desk.joins("rosa").await;
        let rosa = desk.last("pending", "rosa").link;
        desk.decide(&rosa, Decision::Approve, NOW).await;
        desk.joins("sam").await;
        let late = NOW + 20 * DAY;
        assert_eq!(desk.tell_overdue(late).await, 0, "nobody answers a list");
        let page = desk.last("placed", "rosa").link;
        desk.decide(&page, Decision::Leave, late).await;
        let offer = desk.last("offered", "sam").link;
        desk.decide(&offer, Decision::TakeOffer, late).await;
        assert_eq!(desk.request_of("sam").await.state, JoinState::Pending);
        assert_eq!(desk.tell_overdue(late + 3 * DAY).await, 0);
        assert_eq!(desk.tell_overdue(late + 3 * DAY + 1).await, 1);
    });
}

#[test]
fn who_proves_an_address_late_is_promised_an_answer_from_then_on() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.joins_at("rosa", NOW + DAY).await;
        assert_eq!(desk.request_of("rosa").await.answer_by, NOW + 4 * DAY);
        assert_eq!(desk.tell_overdue(NOW + 4 * DAY).await, 0);
        assert_eq!(desk.tell_overdue(NOW + 4 * DAY + 1).await, 1);
        // Also where somebody was told before that nobody had looked at it.
        desk.asks_for_review(&application("sam")).await;
        let late = NOW + 4 * DAY + 1;
        assert_eq!(desk.tell_overdue(late).await, 1);
        let review = hash_of(&desk.last("overdue", "sam").link);
        let released = store.release_letter(&desk.site, review, &desk, late).await;
        assert!(released.is_ok());
        let prove = hash_of(&desk.last("prove", "sam").link);
        desk.prove(Proof::Link(prove), late).await;
        assert_eq!(desk.tell_overdue(late + 3 * DAY).await, 0);
        assert_eq!(desk.tell_overdue(late + 3 * DAY + 1).await, 1);
    });
}

#[test]
fn what_ended_is_deleted_when_its_time_has_come_with_all_that_hangs_on_it() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        for name in ["declined", "left", "waits"] {
            desk.joins(name).await;
        }
        desk.asks("unproved").await;
        let declined = desk.last("pending", "declined").link;
        desk.decide(&declined, Decision::Decline, NOW).await;
        let left = desk.last("pending", "left").link;
        desk.decide(&left, Decision::Approve, NOW).await;
        let page = desk.last("placed", "left").link;
        desk.decide(&page, Decision::Leave, NOW + DAY).await;
        desk.lapse(NOW + 2 * DAY).await;
        let tables = ["join_steps", "acknowledgements", "tokens", "outbox"];
        let (mut before, kept) = (Vec::new(), desk.request_of("waits").await.id);
        for table in tables {
            before.push(count(url, table).await);
        }
        let now = NOW + 30 * DAY;
        assert_eq!(desk.delete_ended(now, 30, 40).await, deleted(0, 0));
        assert_eq!(desk.delete_ended(now + 1, 30, 40).await, deleted(1, 0));
        assert_eq!(
            desk.delete_ended(now + 2 * DAY + 1, 30, 40).await,
            deleted(1, 0)
        );
        let members = NOW + 41 * DAY + 1;
        assert_eq!(desk.delete_ended(members, 30, 40).await, deleted(0, 1));
        assert_eq!(
            desk.standing().await,
            [("waits".to_owned(), JoinState::Pending)]
        );
        for (table, before) in tables.iter().zip(before) {
            let left = count(url, table).await;
            let own = count(url, &format!("{table} WHERE request_id = '{kept}'")).await;
            assert!(0 < own && own == left && left < before, "{table}: {left}");
        }
    });
}

#[test]
fn old_requests_go_in_small_batches() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        for number in 0..60 {
            desk.asks(&format!("person{number}")).await;
        }
        while desk.lapse(NOW + 2 * DAY).await.unproved > 0 {}
        let now = NOW + 99 * DAY;
        let mut batches = Vec::new();
        loop {
            match desk.delete_ended(now, 30, 30).await.requests {
                0 => break,
                more => batches.push(more),
            }
        }
        assert_eq!(batches, [50, 10]);
    });
}

#[test]
fn answers_go_after_a_day_and_links_a_month_after_they_ended() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        let (_, follow_up) = desk.asks("rosa").await;
        assert_eq!(store.delete_expired(NOW + DAY - 1).await.unwrap(), 0);
        assert_eq!(store.delete_expired(NOW + DAY).await.unwrap(), 1);
        assert_eq!(count(url, "idempotent_answers").await, 0);
        let contact = application("rosa").contact;
        let late = desk.correct(hash_of(&follow_up), &contact, NOW + 9 * DAY);
        assert_eq!(
            late.await,
            server::store::Corrected::Spent,
            "it is known to be over"
        );
        assert_eq!(store.delete_expired(NOW + 32 * DAY - 1).await.unwrap(), 0);
        assert_eq!(store.delete_expired(NOW + 32 * DAY).await.unwrap(), 2);
        assert_eq!(count(url, "tokens").await, 0);
        // More than go at once.
        for hash in 0..501 {
            let row = format!(
                "INSERT INTO idempotent_answers (site_id, key_hash, body_hash, answer, expires_at) \
                 VALUES ('{}', '{hash}', 'b', 'a', 0)",
                desk.site.as_str()
            );
            execute(url, row).await;
        }
        assert_eq!(store.delete_expired(NOW).await.unwrap(), 500);
        assert_eq!(store.delete_expired(NOW).await.unwrap(), 1);
    });
}

#[test]
fn under_another_sites_id_nothing_is_told_of_or_deleted() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.joins("rosa").await;
        desk.joins("sam").await;
        let sam = desk.last("pending", "sam").link;
        desk.decide(&sam, Decision::Decline, NOW).await;
        let other = Desk {
            store: store.clone(),
            site: store.add_site("lakeside", NOW).await.unwrap(),
            told: desk.told.clone(),
        };
        let late = NOW + 99 * DAY;
        assert_eq!(other.tell_overdue(late).await, 0);
        assert_eq!(other.delete_ended(late, 0, 0).await, deleted(0, 0));
        assert_eq!(desk.tell_overdue(late).await, 1);
        assert_eq!(desk.delete_ended(late, 0, 0).await, deleted(1, 0));
    });
}
