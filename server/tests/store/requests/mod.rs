//! What staff do to requests in the console, on both databases: what they reach, and what it does
//! to places, the line and links.

mod ask;
mod line;
mod take_back;

use api_types::{JoinState, QueueState, StaffRole};
use serde_json::Value;
use server::{
    domain::{
        group::GroupRecord,
        letter::{Letter, NewLetter},
    },
    store::{
        About, Call, Called, Decided, Decision, InLine, Moved, News, Question, Queue, QueueFilter,
        Sending, Store, TakenBack, Viewer, Writer,
    },
};

use crate::{
    joining::{DAY, Desk, approval},
    staff::Team,
    support::{NOW, count, on_each_at, own, record},
};

const MINUTE: i64 = 60_000;

/// Writes a letter that can wait for each piece of news to a member, on behalf of who does it.
struct Sends(Sending);

impl Writer for Sends {
    fn answer_by(&self, _: &GroupRecord, now: i64) -> i64 {
        now + 3 * DAY
    }

    fn sending(&self) -> Option<&Sending> {
        Some(&self.0)
    }

    fn write(&self, about: &About<'_>, news: News<'_>) -> Vec<NewLetter> {
        let (group, link) = (about.group.name.clone(), String::new());
        let letter = match news {
            News::Placed => Letter::Placed { group, link },
            News::Declined => Letter::Declined {
                group,
                text: None,
                others: Vec::new(),
                link,
            },
            News::Offered { .. } => Letter::Offered {
                group,
                until: String::new(),
                link,
            },
            News::Question { text } => Letter::Question {
                group,
                text: text.to_owned(),
                link,
            },
            _ => return Vec::new(),
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

/// A desk whose group has a facilitator.
struct House {
    desk: Desk,
    fay: Viewer,
    cleo: Viewer,
    /// Who may not work on the group: of another group, who only reads, of another site.
    others: Vec<Viewer>,
}

impl House {
    async fn open(store: &Store, changes: Value) -> Self {
        let team = Team::open(store).await;
        let desk = Desk::open(store, changes).await;
        let facilitator = StaffRole::Facilitator;
        let fay = team
            .viewer(&team.site, "fay", facilitator, &["evening"])
            .await
            .1;
        let cleo = team
            .viewer(&team.site, "cleo", StaffRole::Coordinator, &[])
            .await
            .1;
        let otto = team
            .viewer(&team.site, "otto", facilitator, &["mornings"])
            .await
            .1;
        let rita = team
            .viewer(&team.site, "rita", StaffRole::ReadOnly, &[])
            .await
            .1;
        let ella = team
            .viewer(&team.elsewhere, "ella", StaffRole::Coordinator, &[])
            .await
            .1;
        Self {
            desk,
            fay,
            cleo,
            others: vec![otto, rita, ella],
        }
    }

    fn sends(&self, viewer: &Viewer, now: i64) -> Sends {
        Sends(self.desk.store.sending(viewer, now))
    }

    async fn id(&self, name: &str) -> String {
        let all = self.desk.requests().await.into_iter();
        let mut of_name = all.filter(|one| one.application.display_name == name);
        of_name.next().expect("they asked").id
    }

    async fn state(&self, name: &str) -> JoinState {
        let all = self.desk.requests().await.into_iter();
        let mut of_name = all.filter(|one| one.application.display_name == name);
        of_name.next().expect("they asked").state
    }

    async fn decides(
        &self,
        viewer: &Viewer,
        name: &str,
        decision: Decision,
        now: i64,
    ) -> Option<Decided> {
        let (id, sends) = (self.id(name).await, self.sends(viewer, now));
        let decided = self
            .desk
            .store
            .answer_request(viewer, &id, decision, &sends, now);
        Box::pin(decided).await.unwrap()
    }

    async fn takes_back(&self, viewer: &Viewer, name: &str, now: i64) -> Option<TakenBack> {
        let id = self.id(name).await;
        let taken = self.desk.store.take_decision_back(viewer, &id, now);
        Box::pin(taken).await.unwrap()
    }

    async fn calls(&self, viewer: &Viewer, name: &str, call: Call, now: i64) -> Option<Called> {
        let (id, sends) = (self.id(name).await, self.sends(viewer, now));
        let called = self.desk.store.note_call(viewer, &id, call, &sends, now);
        Box::pin(called).await.unwrap()
    }

    async fn offers(&self, viewer: &Viewer, name: &str, now: i64) -> Option<InLine> {
        let (id, sends) = (self.id(name).await, self.sends(viewer, now));
        let offered = self.desk.store.offer_to_waiting(viewer, &id, &sends, now);
        Box::pin(offered).await.unwrap()
    }

    async fn skips(&self, viewer: &Viewer, name: &str, now: i64) -> Option<InLine> {
        let id = self.id(name).await;
        self.desk
            .store
            .skip_in_line(viewer, &id, now)
            .await
            .unwrap()
    }

    async fn moves(&self, viewer: &Viewer, id: &str, to: &str, now: i64) -> Option<Moved> {
        let sends = self.sends(viewer, now);
        let moved = self.desk.store.move_request(viewer, id, to, &sends, now);
        Box::pin(moved).await.unwrap()
    }

    async fn queue(&self, viewer: &Viewer, queue: Option<QueueState>) -> Queue {
        let filter = QueueFilter {
            queue,
            limit: 100,
            ..QueueFilter::default()
        };
        self.desk
            .store
            .list_queue(viewer, &filter, NOW)
            .await
            .unwrap()
    }

    async fn line(&self) -> Vec<(String, Option<i64>)> {
        let line = self
            .queue(&self.fay, Some(QueueState::Waitlisted))
            .await
            .requests;
        let line = line.into_iter();
        line.map(|one| (one.request.application.display_name, one.place_in_line))
            .collect()
    }

    async fn capacity(&self, capacity: u32) {
        let groups = own(vec![record("evening", approval(Some(capacity)))]);
        self.desk
            .store
            .apply_import(&self.desk.site, &groups)
            .await
            .unwrap();
    }
}

#[test]
fn nobody_but_who_works_on_the_group_changes_anything() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, approval(Some(2))).await;
        for name in ["rosa", "iris", "wanda"] {
            house.desk.joins(name).await;
        }
        house.desk.gives_number("ringo", "312-555-0142").await;
        let steps = count(url, "join_steps").await;
        let events = count(url, "audit_events").await;
        let rosa = house.id("rosa").await;
        let question = Question {
            text: "Why?".to_owned(),
        };
        for other in &house.others {
            for decision in [Decision::Approve, Decision::Decline] {
                assert_eq!(house.decides(other, "rosa", decision, NOW).await, None);
            }
            let sends = house.sends(other, NOW);
            let asked = store.ask_applicant(other, &rosa, &question, &sends, NOW);
            assert_eq!(asked.await.unwrap(), None);
            let noted = store.note_answer(other, &rosa, &sends, NOW);
            assert_eq!(noted.await.unwrap(), None);
            let released = store.release_request(other, &rosa, &sends, NOW);
            assert_eq!(Box::pin(released).await.unwrap(), None);
            for call in [Call::Reached, Call::NotReached, Call::WrongNumber] {
                assert_eq!(house.calls(other, "ringo", call, NOW).await, None);
            }
            assert_eq!(house.offers(other, "wanda", NOW).await, None);
            assert_eq!(house.skips(other, "wanda", NOW).await, None);
            assert_eq!(house.takes_back(other, "rosa", NOW).await, None);
            assert_eq!(house.moves(other, &rosa, "mornings", NOW).await, None);
        }
        assert_eq!(count(url, "join_steps").await, steps);
        assert_eq!(count(url, "audit_events").await, events);
        assert_eq!(house.desk.places_taken().await, 2);
    });
}

#[test]
fn the_queue_begins_with_what_waits_for_a_person_and_counts_each_kind() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, approval(Some(4))).await;
        house.desk.asks("unproved").await;
        house.desk.gives_number("ringo", "312-555-0142").await;
        house.desk.joins_at("rosa", NOW + DAY + MINUTE).await;
        house.desk.joins_at("iris", NOW + DAY).await;
        house.desk.joins("wanda").await;
        house.desk.joins_at("willa", NOW + 1).await;
        house
            .decides(&house.fay, "iris", Decision::Approve, NOW)
            .await;
        let names = |queue: Queue| -> Vec<String> {
            let all = queue.requests.into_iter();
            all.map(|one| one.request.application.display_name)
                .collect()
        };
        let open = house.queue(&house.fay, None).await;
        assert_eq!(open.counts[&QueueState::Waitlisted], 2);
        assert_eq!(open.counts[&QueueState::Decided], 1);
        assert_eq!(names(open), ["ringo", "rosa", "wanda", "willa"]);
        let decided = house.queue(&house.cleo, Some(QueueState::Decided)).await;
        assert_eq!(decided.requests[0].decided_by.as_ref().unwrap().name, "fay");
        assert_eq!(
            house.line().await,
            [("wanda".into(), Some(1)), ("willa".into(), Some(2))]
        );
        // Fay and Cleo looked, some of them more than once: it is written down once a day.
        let read = count(url, "audit_events WHERE what = 'requests-read'").await;
        assert_eq!(read, 2);
        store.find_today(&house.fay, NOW).await.unwrap();
        store.find_today(&house.cleo, NOW + DAY).await.unwrap();
        let read = count(url, "audit_events WHERE what = 'requests-read'").await;
        assert_eq!(read, 3, "Today tells of requests, too");
        let [otto, rita, ella] = &house.others[..] else {
            unreachable!()
        };
        assert!(house.queue(otto, None).await.requests.is_empty());
        assert!(house.queue(ella, None).await.counts.is_empty());
        assert_eq!(
            names(house.queue(rita, None).await).len(),
            4,
            "who reads sees all"
        );
    });
}

#[test]
fn of_two_decisions_the_first_counts() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, approval(None)).await;
        house.desk.joins("rosa").await;
        let first = house.decides(&house.fay, "rosa", Decision::Approve, NOW + 1);
        let second = house.decides(&house.cleo, "rosa", Decision::Decline, NOW + 1);
        let (first, second) = futures_util::future::join(first, second).await;
        let all = [first.unwrap(), second.unwrap()];
        let now = all.iter().filter(|one| matches!(one, Decided::Now(_)));
        let late = all
            .iter()
            .filter(|one| matches!(one, Decided::WrongState(_)));
        assert_eq!((now.count(), late.count()), (1, 1), "{all:?}");
        assert_eq!(count(url, "audit_events WHERE thing = 'request'").await, 1);
    });
}
