//! Members are reminded of meetings, on both databases.

use chrono_tz::Tz;
use serde_json::{Value, json};
use server::{
    clock::Chance,
    domain::{
        group::GroupRecord,
        join::hash_of,
        letter::{NewLetter, Series},
    },
    store::{About, Decision, News, Reminded, Store, Writer},
};

use crate::{
    joining::{DAY, Desk, application, approval},
    support::{NOW, count, on_each, on_each_at, own, record, sealer},
};

const HOUR: i64 = 60 * 60 * 1000;
/// Tuesday at seven in the evening, in Chicago. `NOW` is six in the morning there.
const MEETING: i64 = NOW + 13 * HOUR;
/// Reminders that wait to be sent.
const WAITING: &str = "outbox WHERE kind = 'reminder' AND state = 'waiting'";

fn drop_in() -> Value {
    json!({ "join_policy": "open" })
}

impl Desk {
    /// Somebody has a place, and wants reminders.
    async fn wants_reminders(&self, name: &str) {
        self.joins(name).await;
        self.turns_reminders(name, true).await;
    }

    async fn turns_reminders(&self, name: &str, on: bool) {
        let link = hash_of(&self.last("placed", name).link);
        let set = self
            .store
            .set_letters(&self.site, link, (Series::Reminders, on), NOW);
        assert!(set.await.unwrap());
    }

    async fn remind(&self, now: i64) -> (usize, usize) {
        let when = (DAY, Tz::America__Chicago);
        let step = self.store.remind_of_meetings(&self.site, self, when, now);
        let Reminded { now, later } = step.await.unwrap();
        (now, later)
    }

    async fn changes(&self, changes: Value) {
        let group = own(vec![record("evening", changes)]);
        self.store.apply_import(&self.site, &group).await.unwrap();
    }

    /// Of which starts somebody was told, oldest first.
    fn starts(&self, name: &str) -> Vec<i64> {
        let told = self.told.lock().unwrap();
        let told = told.iter();
        told.filter(|one| one.news == "meets-soon" && one.who == name)
            .map(|one| one.code.parse().unwrap())
            .collect()
    }
}

/// The group's schedule, with another time of day and a day that is left out.
fn at(time: &str, without: &[&str]) -> Value {
    json!({ "join_policy": "open", "schedule": {
        "starts_at": format!("2025-01-07T{time}"), "duration_minutes": 90,
        "time_zone": "America/Chicago", "rrule": "FREQ=WEEKLY;BYDAY=TU", "exdates": without,
    } })
}

#[test]
fn who_wants_reminders_gets_one_before_each_meeting_and_none_at_night() {
    on_each(async |store| {
        let desk = Desk::open(&store, drop_in()).await;
        desk.wants_reminders("rosa").await;
        desk.joins("bea").await;
        assert_eq!(desk.remind(NOW).await, (0, 1), "six in the morning");
        assert_eq!(desk.remind(NOW + HOUR).await, (0, 0));
        assert_eq!(desk.remind(NOW + 2 * HOUR).await, (1, 0));
        assert_eq!(desk.remind(NOW + 2 * HOUR).await, (0, 0));
        let next = MEETING + 7 * DAY;
        assert_eq!(desk.remind(MEETING).await, (0, 0), "it has begun");
        assert_eq!(desk.remind(next - DAY - 1).await, (0, 0));
        assert_eq!(desk.remind(next - DAY).await, (1, 0));
        assert_eq!(desk.remind(next - 1).await, (0, 0));
        assert_eq!(desk.starts("rosa"), [MEETING, next]);
        assert_eq!(desk.count("meets-soon"), 2, "who did not ask gets none");
    });
}

#[test]
fn only_who_has_a_place_and_an_address_is_reminded() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.joins("pending").await;
        let page = hash_of(&desk.last("pending", "pending").code);
        let set = store.set_letters(&desk.site, page, (Series::Reminders, true), NOW);
        assert!(set.await.unwrap());
        let noon = NOW + 6 * HOUR;
        assert_eq!(desk.remind(noon).await, (0, 0));
        let review = desk.last("pending", "pending").link;
        desk.decide(&review, Decision::Approve, NOW).await;
        // By telephone nobody is reminded, whatever they ask for.
        let mut phone = application("phone");
        phone.contact =
            serde_json::from_value(json!({ "kind": "phone", "value": "312-555-0142" })).unwrap();
        desk.asks_for_review(&phone).await;
        let review = desk.last("to-review", "phone").link;
        desk.decide(&review, Decision::Approve, NOW).await;
        desk.turns_reminders("phone", true).await;
        let with = desk.requests().await.into_iter();
        assert_eq!(with.filter(|request| request.reminders).count(), 1);
        assert_eq!(desk.remind(noon).await, (1, 0));
        assert_eq!(desk.starts("pending"), [MEETING]);

        let page = desk.last("placed", "pending").link;
        desk.decide(&page, Decision::Leave, noon).await;
        assert_eq!(desk.remind(MEETING + 6 * DAY).await, (0, 0));
    });
}

#[test]
fn a_meeting_that_is_moved_is_told_of_anew_and_its_old_letter_is_taken_back() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, drop_in()).await;
        desk.wants_reminders("rosa").await;
        let noon = NOW + 6 * HOUR;
        assert_eq!(desk.remind(noon).await, (1, 0));
        // The mail server is away, so that the letter still waits.
        assert_eq!(count(url, WAITING).await, 1);
        desk.changes(at("18:00", &[])).await;
        assert_eq!(desk.remind(noon + 1).await, (1, 0));
        assert_eq!(desk.starts("rosa"), [MEETING, MEETING - HOUR]);
        assert_eq!(count(url, WAITING).await, 1);
        desk.changes(at("18:00", &["2026-01-06T18:00"])).await;
        assert_eq!(desk.remind(noon + 2).await, (0, 0));
        assert_eq!(count(url, WAITING).await, 0, "it was cancelled");
    });
}

#[test]
fn who_stops_them_or_leaves_gets_no_letter_that_still_waits() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, drop_in()).await;
        for name in ["rosa", "bea", "cleo"] {
            desk.wants_reminders(name).await;
        }
        let noon = NOW + 6 * HOUR;
        assert_eq!(desk.remind(noon).await, (3, 0));
        desk.turns_reminders("rosa", false).await;
        let page = desk.last("placed", "bea").link;
        desk.decide(&page, Decision::Leave, noon).await;
        assert_eq!(desk.remind(noon).await, (0, 0));
        assert_eq!(count(url, WAITING).await, 1);
        // What a worker has already is let go.
        let claimed = store.claim_letters(noon, HOUR, 50).await.unwrap();
        assert!(claimed.iter().any(|letter| letter.kind == "reminder"));
        desk.turns_reminders("cleo", false).await;
        assert_eq!(desk.remind(noon + 1).await, (0, 0));
        assert_eq!(count(url, WAITING).await, 1);
    });
}

#[test]
fn who_sleeps_when_a_meeting_is_moved_before_the_morning_is_told_all_the_same() {
    on_each(async |store| {
        let desk = Desk::open(&store, drop_in()).await;
        desk.wants_reminders("rosa").await;
        assert_eq!(desk.remind(NOW).await, (0, 1), "not before eight");
        desk.changes(at("08:30", &[])).await;
        assert_eq!(desk.remind(NOW + HOUR).await, (1, 0));
        assert_eq!(desk.starts("rosa"), [NOW + 5 * HOUR / 2]);
    });
}

#[test]
fn of_two_meetings_in_one_day_the_next_is_told_of_first() {
    on_each(async |store| {
        let twice = json!({ "join_policy": "open", "schedule": {
            "starts_at": "2026-01-06T10:00", "duration_minutes": 30,
            "time_zone": "America/Chicago", "rrule": null, "rdates": ["2026-01-06T14:00"],
        } });
        let desk = Desk::open(&store, twice).await;
        desk.wants_reminders("rosa").await;
        let first = NOW + 4 * HOUR;
        for now in [first - 2 * HOUR, first - 1, first, first + 1] {
            desk.remind(now).await;
        }
        assert_eq!(desk.starts("rosa"), [first, first + 4 * HOUR]);
    });
}

#[test]
fn two_servers_at_once_remind_once_in_small_steps() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, drop_in()).await;
        for number in 0..60 {
            desk.wants_reminders(&format!("person{number}")).await;
        }
        let noon = NOW + 6 * HOUR;
        let other = Store::open(url, sealer(), Chance::seeded(6)).await.unwrap();
        let mut servers = tokio::task::JoinSet::new();
        for store in [store.clone(), other.clone(), store.clone(), other] {
            let desk = Desk {
                store,
                site: desk.site.clone(),
                told: desk.told.clone(),
            };
            servers.spawn(async move { desk.remind(noon).await.0 });
        }
        let mut steps = servers.join_all().await;
        steps.sort_unstable();
        assert_eq!(steps, [0, 0, 10, 50]);
        assert_eq!(desk.count("meets-soon"), 60);
        assert_eq!(count(url, WAITING).await, 60);
    });
}

/// Dies before its letter is written.
struct Dies;

impl Writer for Dies {
    fn answer_by(&self, _: &GroupRecord, now: i64) -> i64 {
        now
    }

    fn write(&self, _: &About<'_>, _: News<'_>) -> Vec<NewLetter> {
        panic!("the power fails")
    }
}

#[test]
fn who_was_not_reminded_because_the_server_died_is_reminded_by_the_next() {
    on_each(async |store| {
        let desk = Desk::open(&store, drop_in()).await;
        desk.wants_reminders("rosa").await;
        let (noon, when) = (NOW + 6 * HOUR, (DAY, Tz::America__Chicago));
        let (dying, site) = (store.clone(), desk.site.clone());
        let died = tokio::spawn(async move {
            let step = dying.remind_of_meetings(&site, &Dies, when, noon);
            step.await.unwrap();
        });
        assert!(died.await.unwrap_err().is_panic());
        assert_eq!(desk.remind(noon).await, (1, 0));
    });
}

#[test]
fn under_another_sites_id_nobody_is_reminded_and_no_letter_taken_back() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, drop_in()).await;
        desk.wants_reminders("rosa").await;
        let other = Desk {
            store: store.clone(),
            site: store.add_site("lakeside", NOW).await.unwrap(),
            told: desk.told.clone(),
        };
        let noon = NOW + 6 * HOUR;
        assert_eq!(other.remind(noon).await, (0, 0));
        assert_eq!(desk.remind(noon).await, (1, 0));
        desk.turns_reminders("rosa", false).await;
        assert_eq!(other.remind(noon).await, (0, 0));
        assert_eq!(count(url, WAITING).await, 1);
    });
}
