//! What staff do to requests in the console, on both databases: what they reach, and what it does
//! to places, the line and links.

use api_types::{JoinState, QueueState, SilenceReason, StaffRole};
use serde_json::Value;
use server::{
    domain::{
        group::GroupRecord,
        join::hash_of,
        letter::{Letter, NewLetter},
    },
    store::{
        About, Call, Called, Decided, Decision, InLine, Moved, News, Proof, Question, Questioned,
        Queue, QueueFilter, Sending, Store, TakenBack, Viewer, Writer,
    },
};

use crate::{
    joining::{DAY, Desk, application, approval},
    staff::Team,
    support::{NOW, count, on_each, on_each_at, own, record},
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

#[test]
fn an_approval_that_is_taken_back_leaves_everything_as_it_was() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, approval(Some(1))).await;
        house.desk.joins("rosa").await;
        house.desk.joins("wanda").await;
        house
            .decides(&house.fay, "rosa", Decision::Approve, NOW + MINUTE)
            .await;
        let back = house.takes_back(&house.fay, "rosa", NOW + 2 * MINUTE).await;
        assert_eq!(back, Some(TakenBack::Now(JoinState::Pending)));
        assert_eq!(house.desk.places_taken().await, 1);
        assert_eq!(house.state("wanda").await, JoinState::Waitlisted);
        assert_eq!(
            count(url, "outbox WHERE kind = 'placed' AND state = 'stopped'").await,
            1
        );
        let again = house.takes_back(&house.fay, "rosa", NOW + 2 * MINUTE).await;
        assert_eq!(again, Some(TakenBack::WrongState(JoinState::Pending)));
        // Somebody who waited goes back to where they stood in the line.
        house.desk.joins_at("willa", NOW + MINUTE).await;
        house.capacity(2).await;
        house
            .decides(&house.fay, "wanda", Decision::Approve, NOW + 3 * MINUTE)
            .await;
        house
            .takes_back(&house.fay, "wanda", NOW + 4 * MINUTE)
            .await;
        assert_eq!(
            house.line().await,
            [("wanda".into(), Some(1)), ("willa".into(), Some(2))]
        );
        assert_eq!(house.desk.places_taken().await, 1, "it was free before");
    });
}

#[test]
fn a_refusal_that_is_taken_back_takes_its_place_from_who_was_not_told_yet() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        house.desk.joins("rosa").await;
        house.desk.joins("wanda").await;
        house
            .decides(&house.fay, "rosa", Decision::Decline, NOW + MINUTE)
            .await;
        assert_eq!(house.state("wanda").await, JoinState::Offered);
        let back = house.takes_back(&house.fay, "rosa", NOW + 2 * MINUTE).await;
        assert_eq!(back, Some(TakenBack::Now(JoinState::Pending)));
        assert_eq!(house.state("wanda").await, JoinState::Waitlisted);
        assert_eq!(house.line().await, [("wanda".into(), Some(1))]);
        assert_eq!(house.desk.places_taken().await, 1);
        // Once the offer went, the place is theirs.
        house
            .decides(&house.fay, "rosa", Decision::Decline, NOW + 3 * MINUTE)
            .await;
        let batches = store.list_outgoing(&house.fay).await.unwrap();
        assert_eq!(batches.len(), 1, "{batches:?}");
        let claimed = store
            .claim_letters(NOW + 14 * MINUTE, MINUTE, 100)
            .await
            .unwrap();
        assert!(claimed.iter().any(|one| one.kind == "offered"));
        let late = house
            .takes_back(&house.fay, "rosa", NOW + 14 * MINUTE)
            .await;
        assert_eq!(late, Some(TakenBack::TooLate));
    });
}

#[test]
fn an_offer_is_stopped_by_a_press_of_its_own_and_its_turn_is_kept() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, approval(Some(1))).await;
        for name in ["rosa", "wanda", "willa"] {
            house.desk.joins(name).await;
        }
        let decline = Decision::Decline;
        house
            .decides(&house.fay, "rosa", decline, NOW + MINUTE)
            .await;
        let batch = store.list_outgoing(&house.fay).await.unwrap().remove(0);
        let stop = async || {
            let stopped = store.stop_outgoing(&house.fay, &batch.batch, NOW + 2 * MINUTE);
            stopped.await.unwrap().unwrap()
        };
        let first = stop().await;
        assert_eq!((first.stopped, first.gone), (1, 0));
        assert_eq!(house.state("wanda").await, JoinState::Offered);
        let waiting = "outbox WHERE kind = 'offered' AND state = 'waiting'";
        assert_eq!(count(url, waiting).await, 1, "wanda hears of her place");
        let second = stop().await;
        assert_eq!((second.stopped, second.gone), (2, 0));
        assert_eq!(house.state("wanda").await, JoinState::Waitlisted);
        assert_eq!(house.desk.places_taken().await, 0);
        let line = house.line().await;
        assert_eq!(line[0], ("wanda".into(), Some(1)), "not behind willa");
        assert_eq!(stop().await, second, "a press too many changes nothing");
    });
}

#[test]
fn nothing_that_was_on_its_way_reaches_who_left() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, approval(None)).await;
        house.desk.joins("rosa").await;
        let approve = Decision::Approve;
        house
            .decides(&house.fay, "rosa", approve, NOW + MINUTE)
            .await;
        let placed = "outbox WHERE kind = 'placed' AND state = 'waiting'";
        assert_eq!(count(url, placed).await, 1);
        let page = house.desk.last("pending", "rosa").code;
        house
            .desk
            .decide(&page, Decision::Leave, NOW + 2 * MINUTE)
            .await;
        assert_eq!(house.state("rosa").await, JoinState::Left);
        assert_eq!(count(url, placed).await, 0);
    });
}

#[test]
fn a_place_is_not_offered_to_who_nobody_may_tell() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        for name in ["rosa", "wanda"] {
            house.desk.joins(name).await;
        }
        let (wanda, died) = (house.id("wanda").await, SilenceReason::Died);
        let silenced = store.silence_member(&house.fay, &wanda, died, NOW).await;
        assert!(silenced.unwrap().is_some());
        house.capacity(2).await;
        let offered = house.offers(&house.fay, "wanda", NOW).await;
        assert_eq!(offered, Some(InLine::Silent));
        assert_eq!(house.state("wanda").await, JoinState::Waitlisted);
        assert_eq!(house.desk.places_taken().await, 1);
    });
}

#[test]
fn a_letter_that_was_stopped_leaves_a_day_to_take_the_decision_back() {
    on_each(async |store| {
        let house = House::open(&store, approval(None)).await;
        for name in ["rosa", "iris"] {
            house.desk.joins(name).await;
            house
                .decides(&house.fay, name, Decision::Approve, NOW)
                .await;
        }
        for batch in store.list_outgoing(&house.fay).await.unwrap() {
            let stopped = store.stop_outgoing(&house.fay, &batch.batch, NOW + MINUTE);
            assert_eq!(stopped.await.unwrap().unwrap().stopped, 1);
        }
        let back = house.takes_back(&house.fay, "rosa", NOW + DAY - 1).await;
        assert_eq!(back, Some(TakenBack::Now(JoinState::Pending)));
        let late = house.takes_back(&house.fay, "iris", NOW + DAY).await;
        assert_eq!(late, Some(TakenBack::TooLate));
    });
}

#[test]
fn a_decision_before_the_address_was_proved_gives_its_link_back() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        house.desk.asks("rosa").await;
        house
            .decides(&house.fay, "rosa", Decision::Decline, NOW + MINUTE)
            .await;
        assert_eq!(house.desk.places_taken().await, 0);
        let back = house.takes_back(&house.fay, "rosa", NOW + 2 * MINUTE).await;
        assert_eq!(back, Some(TakenBack::Now(JoinState::Requested)));
        assert_eq!(house.desk.places_taken().await, 1);
        let link = house.desk.last("prove", "rosa").link;
        house
            .desk
            .prove(Proof::Link(hash_of(&link)), NOW + 3 * MINUTE)
            .await;
        assert_eq!(house.state("rosa").await, JoinState::Pending);
    });
}

#[test]
fn a_question_lets_the_promise_rest_for_a_week_and_no_longer() {
    on_each(async |store| {
        let house = House::open(&store, approval(None)).await;
        house.desk.joins("rosa").await;
        let (rosa, sends) = (house.id("rosa").await, house.sends(&house.fay, NOW));
        let question = Question {
            text: "Do you need a lift?".to_owned(),
        };
        let ask = async || {
            let asked = store.ask_applicant(&house.fay, &rosa, &question, &sends, NOW);
            asked.await.unwrap()
        };
        assert_eq!(ask().await, Some(Questioned::Now));
        assert_eq!(ask().await, Some(Questioned::Before));
        let request = house.desk.requests().await.remove(0);
        assert_eq!(
            (request.asked_at, request.answer_by),
            (Some(NOW), NOW + 10 * DAY)
        );
        assert_eq!(request.question.as_ref(), Some(&question));
        let counts = house.queue(&house.fay, None).await.counts;
        assert_eq!(counts[&QueueState::QuestionAsked], 1);
        let overdue = async |at| {
            store
                .tell_overdue(&house.desk.site, &house.desk, at)
                .await
                .unwrap()
        };
        assert_eq!(overdue(NOW + 9 * DAY).await, 0);
        assert_eq!(overdue(NOW + 11 * DAY).await, 1, "nobody is forgotten");
        let noted = store
            .note_answer(&house.fay, &rosa, &sends, NOW + DAY)
            .await;
        assert_eq!(noted.unwrap(), Some(Questioned::Now));
        let request = house.desk.requests().await.remove(0);
        assert_eq!((request.asked_at, request.answer_by), (None, NOW + 4 * DAY));
    });
}

#[test]
fn who_is_not_reached_is_rung_again_and_a_wrong_number_frees_the_place() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        house.desk.gives_number("ringo", "312-555-0142").await;
        let late = NOW + 3 * DAY - 1;
        let again = Some(Called::Now(JoinState::Requested));
        for at in [NOW, late] {
            assert_eq!(
                house.calls(&house.fay, "ringo", Call::NotReached, at).await,
                again
            );
        }
        let queued = house
            .queue(&house.fay, Some(QueueState::ToRing))
            .await
            .requests
            .remove(0);
        assert_eq!(queued.calls, (2, Some(late)));
        assert_eq!(
            house.desk.lapse(NOW + 4 * DAY).await.unproved,
            0,
            "kept two days longer"
        );
        house.desk.joins("wanda").await;
        let wrong = house
            .calls(&house.fay, "ringo", Call::WrongNumber, NOW + 4 * DAY)
            .await;
        assert_eq!(wrong, Some(Called::Now(JoinState::Left)));
        assert_eq!(house.state("wanda").await, JoinState::Offered);
        let back = house
            .takes_back(&house.fay, "ringo", NOW + 4 * DAY + MINUTE)
            .await;
        assert_eq!(
            back,
            Some(TakenBack::Now(JoinState::Requested)),
            "a slip of the finger"
        );
        let reached = house
            .calls(&house.fay, "ringo", Call::Reached, NOW + 4 * DAY)
            .await;
        assert_eq!(reached, Some(Called::Now(JoinState::Pending)));
    });
}

#[test]
fn places_are_offered_in_the_line_and_out_of_it() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        house.desk.joins("rosa").await;
        for (name, at) in [("anna", 1), ("bea", 2), ("cora", 3)] {
            house.desk.joins_at(name, NOW + at).await;
        }
        assert_eq!(
            house.offers(&house.fay, "anna", NOW).await,
            Some(InLine::Full)
        );
        house.capacity(3).await;
        assert_eq!(
            house.offers(&house.fay, "bea", NOW + MINUTE).await,
            Some(InLine::Now)
        );
        assert_eq!(
            house.offers(&house.fay, "bea", NOW + MINUTE).await,
            Some(InLine::Now)
        );
        assert_eq!(
            house.line().await,
            [("anna".into(), Some(1)), ("cora".into(), Some(2))]
        );
        assert_eq!(
            house.skips(&house.fay, "anna", NOW + MINUTE).await,
            Some(InLine::Now)
        );
        assert_eq!(
            house.line().await,
            [("cora".into(), Some(1)), ("anna".into(), Some(2))]
        );
        assert_eq!(house.desk.places_taken().await, 2);
        let pending = Some(InLine::WrongState(JoinState::Pending));
        assert_eq!(house.skips(&house.fay, "rosa", NOW).await, pending);
        assert_eq!(house.offers(&house.fay, "rosa", NOW).await, pending);
    });
}

#[test]
fn who_moves_gives_a_place_back_takes_one_there_and_reads_anew() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        let others = own(vec![
            record("night", approval(Some(1))),
            record("walk", serde_json::json!({})),
        ]);
        store.apply_import(&house.desk.site, &others).await.unwrap();
        house.desk.joins("rosa").await;
        house.desk.joins("wanda").await;
        let rosa = house.id("rosa").await;
        let receipts = async || {
            store
                .list_acknowledgements(&house.desk.site, &rosa)
                .await
                .unwrap()
        };
        assert_eq!(receipts().await.len(), 1);
        for nowhere in ["night", "walk", "nothing"] {
            let moved = house.moves(&house.fay, &rosa, nowhere, NOW).await;
            assert_eq!(moved, Some(Moved::UnknownGroup), "{nowhere} is not hers");
        }
        let drop_in = house.moves(&house.cleo, &rosa, "walk", NOW).await;
        assert_eq!(
            drop_in,
            Some(Moved::UnknownGroup),
            "nobody joins it by a request"
        );
        let moved = house.moves(&house.cleo, &rosa, "night", NOW + MINUTE).await;
        assert_eq!(moved, Some(Moved::Now(JoinState::Pending)));
        assert_eq!(house.state("wanda").await, JoinState::Offered);
        assert_eq!(receipts().await, [], "those were of the other group");
        let twice = house.moves(&house.cleo, &rosa, "night", NOW + MINUTE).await;
        assert_eq!(twice, Some(Moved::Before(JoinState::Pending)));
        let (approve, sends) = (Decision::Approve, house.sends(&house.cleo, NOW));
        let decided = store.answer_request(&house.cleo, &rosa, approve, &sends, NOW + MINUTE);
        Box::pin(decided).await.unwrap();
        let approved = house
            .moves(&house.cleo, &rosa, "evening", NOW + MINUTE)
            .await;
        assert_eq!(approved, Some(Moved::WrongState(JoinState::Approved)));
    });
}

#[test]
fn who_is_in_the_other_group_already_is_not_moved_there() {
    on_each(async |store| {
        let house = House::open(&store, approval(None)).await;
        let night = own(vec![record("night", approval(None))]);
        store.apply_import(&house.desk.site, &night).await.unwrap();
        house.desk.joins("rosa").await;
        let (site, rosa) = (&house.desk.site, application("rosa"));
        let entering = server::store::Entering {
            group: "night",
            application: &rosa,
            acknowledged: None,
            reminders: false,
            answer_by: NOW + 3 * DAY,
            now: NOW,
        };
        let entered = Box::pin(store.enter_request(site, &entering, &house.desk));
        entered.await.unwrap();
        let id = house.id("rosa").await;
        let moved = house.moves(&house.cleo, &id, "night", NOW).await;
        assert_eq!(moved, Some(Moved::ThereAlready));
    });
}
