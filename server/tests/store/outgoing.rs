//! Letters of staff's own, on both databases: they wait, and can be stopped until they go.

use api_types::StaffRole;
use serde_json::json;
use server::{
    domain::{
        group::GroupRecord,
        join::hash_of,
        letter::{Letter, NewLetter},
    },
    store::{
        About, Again, Decision, News, STAFFS_MAIL_WAITS, Sending, Stopped, Store, StoredBatch,
        Viewer, Writer,
    },
};

use crate::{
    joining::{DAY, Desk, approval},
    staff::Team,
    support::{NOW, count, on_each, on_each_at},
};

/// Writes that somebody has a place, on behalf of who decided it.
struct Sends(Option<Sending>);

impl Writer for Sends {
    fn answer_by(&self, _: &GroupRecord, now: i64) -> i64 {
        now + 3 * DAY
    }

    fn sending(&self) -> Option<&Sending> {
        self.0.as_ref()
    }

    fn write(&self, about: &About<'_>, news: News<'_>) -> Vec<NewLetter> {
        let link = "https://groups.example.org/m/secret".to_owned();
        let group = about.group.name.clone();
        let letter = match news {
            News::Placed => Letter::Placed { group, link },
            _ => Letter::LinkAgain { link },
        };
        vec![NewLetter {
            request: Some(about.request.id.clone()),
            to: about.request.application.contact.value.clone(),
            language: "en".to_owned(),
            time_zone: None,
            letter,
        }]
    }
}

/// A desk with a facilitator of its group, and who else might look.
struct House {
    desk: Desk,
    fay: Viewer,
    others: Vec<Viewer>,
    cleo: Viewer,
    elsewhere: Viewer,
}

impl House {
    async fn open(store: &Store) -> Self {
        let team = Team::open(store).await;
        let desk = Desk::open(store, approval(None)).await;
        let (own, coordinator) = (StaffRole::Facilitator, StaffRole::Coordinator);
        let mut all = Vec::new();
        for (site, name, role, groups) in [
            (&team.site, "fay", own, &["evening"][..]),
            (&team.site, "cleo", coordinator, &[]),
            (&team.elsewhere, "ella", coordinator, &[]),
            (&team.site, "fran", own, &["evening"]),
            (&team.site, "rita", StaffRole::ReadOnly, &[]),
        ] {
            all.push(team.viewer(site, name, role, groups).await.1);
        }
        let mut all = all.into_iter();
        let mut next = || all.next().unwrap();
        Self {
            desk,
            fay: next(),
            cleo: next(),
            elsewhere: next(),
            others: all.collect(),
        }
    }

    /// Fay approves somebody; gives the batch.
    async fn approves(&self, name: &str) -> String {
        self.desk.joins(name).await;
        let link = self.desk.last("pending", name).link;
        let sending = self.desk.store.sending(&self.fay, NOW);
        let batch = sending.batch().to_owned();
        let (store, site) = (&self.desk.store, &self.desk.site);
        let sends = Sends(Some(sending));
        let decided = store.decide(site, hash_of(&link), Decision::Approve, &sends, NOW);
        decided.await.unwrap();
        batch
    }

    async fn lists(&self, viewer: &Viewer) -> Vec<StoredBatch> {
        self.desk.store.list_outgoing(viewer).await.unwrap()
    }

    async fn stops(&self, viewer: &Viewer, batch: &str, now: i64) -> Option<Stopped> {
        let stopped = self.desk.store.stop_outgoing(viewer, batch, now);
        stopped.await.unwrap()
    }

    /// Kinds of what a worker takes.
    async fn claims(&self, now: i64) -> Vec<(String, String)> {
        let claimed = self.desk.store.claim_letters(now, 1_000, 100).await;
        let claimed = claimed.unwrap().into_iter();
        claimed.map(|one| (one.kind, one.id)).collect()
    }
}

#[test]
fn a_letter_of_staff_waits_ten_minutes_and_goes() {
    on_each(async |store| {
        let house = House::open(&store).await;
        house.approves("rosa").await;
        house.claims(NOW).await;
        let due = NOW + STAFFS_MAIL_WAITS;
        let placed =
            |claimed: Vec<(String, String)>| claimed.into_iter().any(|(kind, _)| kind == "placed");
        assert!(!placed(house.claims(due - 1).await));
        assert!(placed(house.claims(due).await));
    });
}

#[test]
fn who_sent_it_and_who_coordinates_see_it_and_nobody_else() {
    on_each(async |store| {
        let house = House::open(&store).await;
        let batch = house.approves("rosa").await;
        let mine = house.lists(&house.fay).await;
        assert_eq!(mine.len(), 1);
        let one = &mine[0];
        assert_eq!((one.batch.as_str(), one.kind.as_str()), (&*batch, "placed"));
        assert_eq!((one.letters, one.is_own), (1, true));
        let (_, person) = one.person.clone().unwrap();
        assert_eq!(
            (person.as_str(), one.group.as_deref()),
            ("rosa", Some("Group evening"))
        );
        assert_eq!((one.created_at, one.due_at), (NOW, NOW + STAFFS_MAIL_WAITS));
        let seen = house.lists(&house.cleo).await;
        assert_eq!((seen[0].is_own, seen[0].sender.as_str()), (false, "fay"));
        let told = store.list_letters_of_batch(&house.cleo, &batch, NOW).await;
        assert_eq!(told.unwrap()[0].letter.kind(), "placed");
        for other in house.others.iter().chain([&house.elsewhere]) {
            assert_eq!(house.lists(other).await, []);
            let told = store.list_letters_of_batch(other, &batch, NOW).await;
            assert_eq!(told.unwrap(), []);
            assert_eq!(house.stops(other, &batch, NOW).await, None);
        }
        assert_eq!(
            house.lists(&house.fay).await.len(),
            1,
            "nothing was stopped"
        );
    });
}

#[test]
fn what_is_stopped_never_goes_and_what_it_was_about_stays() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        let batch = house.approves("rosa").await;
        let all = Stopped {
            stopped: 1,
            gone: 0,
        };
        assert_eq!(house.stops(&house.fay, "nothing", NOW).await, None);
        assert_eq!(house.stops(&house.fay, &batch, NOW).await, Some(all));
        assert_eq!(
            house.stops(&house.cleo, &batch, NOW).await,
            Some(all),
            "twice"
        );
        assert_eq!(house.lists(&house.fay).await, []);
        let claimed = house.claims(NOW + DAY).await;
        assert!(
            claimed.iter().all(|(kind, _)| kind != "placed"),
            "{claimed:?}"
        );
        let standing = house.desk.standing().await;
        assert_eq!(
            standing,
            [("rosa".to_owned(), api_types::JoinState::Approved)]
        );
        assert_eq!(
            count(url, "outbox WHERE state = 'stopped' AND LENGTH(letter) = 0").await,
            1
        );
        assert_eq!(
            count(url, "audit_events WHERE what = 'mail-stopped'").await,
            1
        );
        let counts = store.count_letters().await.unwrap();
        assert_eq!(counts.dead, 0, "it was not given up");
    });
}

#[test]
fn what_a_worker_has_taken_is_too_late_and_what_has_to_wait_again_is_not() {
    on_each(async |store| {
        let house = House::open(&store).await;
        let batch = house.approves("rosa").await;
        let due = NOW + STAFFS_MAIL_WAITS;
        let claimed = house.claims(due).await.into_iter();
        let (_, id) = claimed
            .into_iter()
            .find(|(kind, _)| kind == "placed")
            .unwrap();
        let late = Stopped {
            stopped: 0,
            gone: 1,
        };
        assert_eq!(house.stops(&house.fay, &batch, due).await, Some(late));
        let why = (Again::Later, "421");
        let failed = store.mark_letter_failed(&house.desk.site, &id, 1, why, due);
        failed.await.unwrap();
        let stopped = Stopped {
            stopped: 1,
            gone: 0,
        };
        assert_eq!(house.stops(&house.fay, &batch, due).await, Some(stopped));
    });
}

#[test]
fn letters_that_somebody_waits_for_and_letters_of_nobody_go_at_once() {
    on_each(async |store| {
        let house = House::open(&store).await;
        let sending = store.sending(&house.fay, NOW);
        let desk = &house.desk;
        desk.joins("rosa").await;
        // Not on behalf of staff.
        let link = desk.last("pending", "rosa").link;
        let decided = store.decide(
            &desk.site,
            hash_of(&link),
            Decision::Approve,
            &Sends(None),
            NOW,
        );
        decided.await.unwrap();
        // A way to prove an address, on behalf of staff.
        desk.asks_for_review(&crate::joining::application("sam"))
            .await;
        let link = desk.last("to-review", "sam").link;
        let sends = Sends(Some(sending));
        let released = store.release_letter(&desk.site, hash_of(&link), &sends, NOW);
        released.await.unwrap();
        let claimed = house.claims(NOW).await;
        for kind in ["placed", "link-again"] {
            assert!(
                claimed.iter().any(|(one, _)| one == kind),
                "{kind} {claimed:?}"
            );
        }
        assert_eq!(house.lists(&house.fay).await, []);
    });
}

#[test]
fn what_is_told_of_a_batch_goes_no_further_than_the_viewer_sees() {
    on_each(async |store| {
        let house = House::open(&store).await;
        house.approves("rosa").await;
        // Fay leads another group by now.
        let team = store.list_staff(&house.cleo).await.unwrap().into_iter();
        let fay = team
            .into_iter()
            .find(|one| one.details.name == "fay")
            .unwrap();
        let place = (StaffRole::Facilitator, &["mornings".to_owned()][..]);
        let changed = store.change_staff_role(&house.cleo, &fay.id, place, NOW);
        assert!(changed.await.unwrap());
        let mine = house.lists(&house.fay).await;
        assert_eq!(
            (mine[0].person.as_ref(), mine[0].group.as_ref()),
            (None, None)
        );
        assert_eq!(mine[0].letters, 1);
        assert_eq!(json!(mine[0].kind), "placed");
    });
}
