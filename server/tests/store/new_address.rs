//! A member has another email address, on both databases.

use api_types::{ContactKind, JoinState, MemberContact};
use serde_json::json;
use server::{
    domain::{
        join::{TokenPurpose, hash_of},
        letter::Series,
    },
    store::{AddressChanged, Closed, Decision, SiteId, Store, Wishes},
};

use crate::{
    joining::{DAY, Desk, application, approval, open},
    members::{member, page_of, stranger},
    support::{NOW, count, on_each, on_each_at},
};

fn wishes(address: &str) -> Wishes {
    Wishes {
        new_email: Some(application(address).contact),
        ..Wishes::default()
    }
}

/// What came of a button, without the link.
fn word(changed: &AddressChanged) -> &'static str {
    match changed {
        AddressChanged::Now(_) => "now",
        AddressChanged::Before => "before",
        AddressChanged::InUse => "in use",
        AddressChanged::WrongState(_) => "wrong state",
        AddressChanged::Spent => "spent",
        AddressChanged::Unknown => "unknown",
    }
}

impl Desk {
    /// Somebody who joined gives another address, `address@example.org`.
    pub async fn gives(&self, name: &str, address: &str, now: i64) -> Result<(), Closed> {
        let wishes = wishes(address);
        self.change(&self.site, page_of(self, name), &wishes, now)
            .await
    }

    async fn presses(&self, site: &SiteId, hash: [u8; 32], now: i64) -> AddressChanged {
        let changed = self.store.change_address(site, hash, self, now);
        changed.await.unwrap()
    }

    /// The newest link to a new address of somebody's.
    fn link_of(&self, name: &str) -> [u8; 32] {
        hash_of(&self.last("new-address", name).link)
    }

    async fn new_address(&self, name: &str) -> Option<String> {
        let new = self.request_of(name).await.new_contact;
        new.map(|contact| contact.value)
    }
}

#[test]
fn a_new_address_counts_once_its_own_mailbox_says_so() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let other = stranger(&desk).await;
        let page = member(&desk, "rosa").await;
        let unknown = Err(Closed::Unknown);
        assert_eq!(desk.change(&other, page, &wishes("r2"), NOW).await, unknown);
        assert_eq!(desk.new_address("rosa").await, None);
        assert_eq!(desk.gives("rosa", "r2", NOW).await, Ok(()));
        let waits = desk.request_of("rosa").await;
        assert_eq!(waits.application.contact.value, "rosa@example.org");
        assert_eq!(desk.new_address("rosa").await.unwrap(), "r2@example.org");

        let link = desk.link_of("rosa");
        assert_eq!(word(&desk.presses(&other, link, NOW).await), "unknown");
        assert_eq!(word(&desk.presses(&desk.site, page, NOW).await), "unknown");
        let late = desk.presses(&desk.site, link, NOW + 2 * DAY).await;
        assert_eq!(word(&late), "spent");
        assert_eq!(desk.count("address-changed"), 0);

        let then = NOW + DAY;
        let changed = desk.presses(&desk.site, link, then).await;
        let AddressChanged::Now(opened) = changed else {
            panic!("{}", word(&changed))
        };
        let rosa = desk.request_of("rosa").await;
        assert_eq!(rosa.application.contact.value, "r2@example.org");
        assert_eq!((rosa.new_contact, rosa.state), (None, JoinState::Approved));
        let steps = ["requested", "approved", "address-asked", "address-changed"];
        assert_eq!(desk.steps(&desk.request_of("rosa").await).await, steps);
        for _ in 0..2 {
            let again = desk.presses(&desk.site, link, then + 1).await;
            assert_eq!(word(&again), "before");
        }
        assert_eq!(desk.count("address-changed"), 1);

        // Links are sent to the new address alone from now on, and its owner is known there.
        for hash in [
            opened.hash(),
            hash_of(&desk.last("address-changed", "rosa").link),
        ] {
            let purpose = TokenPurpose::Member;
            let found = store.find_request_by_token(&desk.site, hash, purpose, then);
            assert!(found.await.unwrap().is_some());
        }
        desk.send_again("rosa").await;
        assert_eq!(desk.count("link-again"), 0);
        desk.send_again("r2").await;
        assert_eq!(desk.count("link-again"), 1);
    });
}

#[test]
fn every_link_from_before_ends_and_what_waits_for_the_old_mailbox_does_not_go() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(Some(1))).await;
        let page = member(&desk, "rosa").await;
        let review = desk.last("pending", "rosa").link;
        let reminders = Wishes {
            reminders: Some(true),
            ..Wishes::default()
        };
        desk.change(&desk.site, page, &reminders, NOW)
            .await
            .unwrap();
        desk.decide(&review, Decision::Approve, NOW).await;
        let calendar = store.make_calendar_link(&desk.site, page, NOW).await;
        let calendar = calendar.unwrap().unwrap().hash();
        let zone = chrono_tz::America::Chicago;
        let remind = store.remind_of_meetings(&desk.site, &desk, (8 * DAY, zone), NOW + DAY / 8);
        assert_eq!(remind.await.unwrap().now, 1);
        let stop = hash_of(&desk.last("meets-soon", "rosa").link);
        desk.gives("rosa", "r2", NOW).await.unwrap();
        let link = desk.link_of("rosa");
        let waiting = async || count(url, "outbox WHERE state = 'waiting'").await;
        assert!(waiting().await > 2);
        assert_eq!(
            word(&desk.presses(&desk.site, link, NOW + DAY).await),
            "now"
        );
        assert_eq!(waiting().await, 1, "the one to the new address");

        for (hash, purpose) in [
            (page, TokenPurpose::Member),
            (calendar, TokenPurpose::Calendar),
            (stop, TokenPurpose::Unsubscribe(Series::Reminders)),
            (link, TokenPurpose::NewAddress),
        ] {
            let found = store.find_request_by_token(&desk.site, hash, purpose, NOW + DAY);
            assert!(found.await.unwrap().is_none(), "{purpose:?}");
        }
        let when = (8 * DAY, zone);
        let remind = store.remind_of_meetings(&desk.site, &desk, when, NOW + DAY / 8);
        assert_eq!(remind.await.unwrap().now, 1, "at the new address, too");
        let staffs = hash_of(&review);
        let found = store.find_request_by_token(&desk.site, staffs, TokenPurpose::Review, NOW);
        assert!(found.await.unwrap().is_some(), "that of staff holds");
    });
}

#[test]
fn whether_an_address_is_in_the_group_shows_to_who_reads_its_mail_alone() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        member(&desk, "rosa").await;
        member(&desk, "bea").await;
        desk.gives("rosa", "bea", NOW).await.unwrap();
        let link = desk.link_of("rosa");
        for _ in 0..2 {
            assert_eq!(word(&desk.presses(&desk.site, link, NOW).await), "in use");
        }
        assert_eq!(desk.count("address-changed"), 0);
        // As one whose letter nobody opened.
        let rosa = desk.request_of("rosa").await;
        assert_eq!(rosa.application.contact.value, "rosa@example.org");
        assert_eq!(desk.new_address("rosa").await.unwrap(), "bea@example.org");
        let steps = ["requested", "approved", "address-asked"];
        assert_eq!(desk.steps(&rosa).await, steps);
        let letters = store.list_letters(&desk.site, &rosa.id).await.unwrap();
        assert_eq!(letters.len(), 2, "to prove, and that there is a place");
        // It is free again once she has left.
        let page = page_of(&desk, "bea");
        let left = store.decide(&desk.site, page, Decision::Leave, &desk, NOW);
        left.await.unwrap();
        assert_eq!(word(&desk.presses(&desk.site, link, NOW).await), "now");
    });
}

#[test]
fn another_address_makes_way_for_the_next_and_the_old_one_calls_it_off() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        member(&desk, "rosa").await;
        desk.gives("rosa", "r2", NOW).await.unwrap();
        let first = desk.link_of("rosa");
        desk.gives("rosa", "R2", NOW + 1).await.unwrap();
        let again = desk.link_of("rosa");
        desk.gives("rosa", "r3", NOW + 2).await.unwrap();
        let other = desk.link_of("rosa");
        for link in [first, again] {
            let pressed = desk.presses(&desk.site, link, NOW + 3).await;
            assert_eq!(word(&pressed), "spent");
        }
        let waiting = "outbox WHERE kind = 'new-address' AND state = 'waiting'";
        assert_eq!(count(url, waiting).await, 1, "the one to the newest");
        desk.gives("rosa", "Rosa", NOW + 4).await.unwrap();
        assert_eq!(desk.new_address("rosa").await, None);
        assert_eq!(
            word(&desk.presses(&desk.site, other, NOW + 5).await),
            "spent"
        );
        assert_eq!(
            (count(url, waiting).await, desk.count("new-address")),
            (0, 3)
        );

        // Both letters to one address prove it.
        desk.gives("rosa", "r4", NOW + 6).await.unwrap();
        let first = desk.link_of("rosa");
        desk.gives("rosa", "r4", NOW + 7).await.unwrap();
        assert_eq!(word(&desk.presses(&desk.site, first, NOW + 8).await), "now");
        let second = desk.link_of("rosa");
        assert_eq!(
            word(&desk.presses(&desk.site, second, NOW + 9).await),
            "before"
        );
        assert_eq!(count(url, waiting).await, 0);
    });
}

#[test]
fn strangers_are_not_written_to_without_end() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        member(&desk, "rosa").await;
        for minute in 0..4 {
            desk.gives("rosa", "r2", NOW + minute).await.unwrap();
        }
        let letters = "outbox WHERE kind = 'new-address'";
        assert_eq!(count(url, letters).await, 3, "a day");
        desk.gives("rosa", "r3", NOW + 5).await.unwrap();
        let too_often = Err(Closed::AskedTooOften);
        assert_eq!(desk.gives("rosa", "r4", NOW + 6).await, too_often);
        assert_eq!(desk.new_address("rosa").await.unwrap(), "r3@example.org");
        assert_eq!(
            desk.gives("rosa", "rosa", NOW + 7).await,
            Ok(()),
            "called off"
        );
        assert_eq!(desk.gives("rosa", "r4", NOW + 30 * DAY).await, Ok(()));
    });
}

#[test]
fn an_address_that_nobody_proved_is_forgotten_after_two_days() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let other = stranger(&desk).await;
        member(&desk, "rosa").await;
        desk.gives("rosa", "r2", NOW).await.unwrap();
        let forget = async |site: &SiteId, now| {
            let forgotten = store.forget_new_addresses(site, now).await;
            forgotten.unwrap()
        };
        assert_eq!(forget(&desk.site, NOW + 2 * DAY - 1).await, 0);
        assert_eq!(forget(&other, NOW + 2 * DAY).await, 0);
        assert!(desk.new_address("rosa").await.is_some());
        assert_eq!(forget(&desk.site, NOW + 2 * DAY).await, 1);
        assert_eq!(desk.new_address("rosa").await, None);
        assert_eq!(forget(&desk.site, NOW + 2 * DAY).await, 0);
    });
}

#[test]
fn who_is_offered_a_place_gets_the_offer_again_and_who_has_left_changes_nothing() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        let first = member(&desk, "rosa").await;
        member(&desk, "bea").await;
        let left = store.decide(&desk.site, first, Decision::Leave, &desk, NOW);
        left.await.unwrap();
        let wrong = Err(Closed::WrongState(JoinState::Left));
        assert_eq!(desk.gives("rosa", "r2", NOW).await, wrong);

        let before = desk.last("offered", "bea").link;
        desk.gives("bea", "b2", NOW).await.unwrap();
        let link = desk.link_of("bea");
        assert_eq!(word(&desk.presses(&desk.site, link, NOW).await), "now");
        let take = Decision::TakeOffer;
        let spent = desk.decide(&before, take, NOW).await;
        assert_eq!(spent, server::store::Decided::Spent);
        let again = desk.last("offered", "bea").link;
        desk.decide(&again, take, NOW).await;
        assert_eq!(desk.request_of("bea").await.state, JoinState::Approved);

        let page = hash_of(&desk.last("address-changed", "bea").link);
        desk.change(&desk.site, page, &wishes("b3"), NOW + 1)
            .await
            .unwrap();
        let link = desk.link_of("bea");
        let left = store.decide(&desk.site, page, Decision::Leave, &desk, NOW + 2);
        left.await.unwrap();
        let late = desk.presses(&desk.site, link, NOW + 3).await;
        assert_eq!(word(&late), "wrong state");
    });
}

#[test]
fn who_is_reached_by_telephone_has_no_address_to_change() {
    on_each(async |store| {
        let desk = Desk::open(&store, json!({ "join_policy": "open" })).await;
        let mut rosa = application("rosa");
        rosa.contact = MemberContact {
            kind: ContactKind::Phone,
            value: "555-0123".to_owned(),
        };
        desk.ask(&rosa, "rosa", b"rosa", NOW).await;
        let review = hash_of(&desk.last("to-ring", "rosa").link);
        let rang = store.prove_by_ringing(&desk.site, review, &desk, NOW);
        Box::pin(rang).await.unwrap();
        let wrong = Err(Closed::WrongState(JoinState::Approved));
        assert_eq!(desk.gives("rosa", "r2", NOW).await, wrong);
    });
}
