//! Members as their group's staff know them, on both databases.

use api_types::{JoinState, SilenceReason, StaffRole};
use serde_json::json;
use server::{
    clock::Chance,
    domain::{
        join::hash_of,
        letter::{Letter, NewLetter, Series},
        roster::ConcernWords,
        staff::StaffDetails,
    },
    store::{
        Asked, Message, MessageCounts, NewConcern, OneAttempt, RemovedMember, Reported, Store,
        StoredRequest, Viewer,
    },
};

use crate::{
    joining::{DAY, Desk, application, approval, caller, open, receipt},
    staff::Team,
    support::{NOW, count, on_each, on_each_at, own, record},
};

/// A desk with a group `evening`, who leads it, and everybody who does not.
pub struct House {
    pub desk: Desk,
    pub fay: Viewer,
    pub cleo: Viewer,
    /// Who only reads, who leads another group, and the coordinator of another site.
    pub others: Vec<Viewer>,
}

impl House {
    pub async fn open(store: &Store) -> Self {
        Self::with(store, json!({ "join_policy": "open" })).await
    }

    pub async fn with(store: &Store, changes: serde_json::Value) -> Self {
        let desk = Desk::open(store, changes).await;
        let other = own(vec![record("mornings", json!({ "join_policy": "open" }))]);
        store.apply_import(&desk.site, &other).await.unwrap();
        let elsewhere = store.add_site("lakeside", NOW).await.unwrap();
        let team = Team {
            store: store.clone(),
            site: desk.site.clone(),
            elsewhere,
            chance: Chance::seeded(78),
        };
        let (led, other): (&[&str], &[&str]) = (&["evening"], &["mornings"]);
        let site = &team.site;
        let (_, fay) = team.viewer(site, "fay", StaffRole::Facilitator, led).await;
        let (_, cleo) = team.viewer(site, "cleo", StaffRole::Coordinator, &[]).await;
        let (_, otto) = team
            .viewer(site, "otto", StaffRole::Facilitator, other)
            .await;
        let (_, rita) = team.viewer(site, "rita", StaffRole::ReadOnly, &[]).await;
        let place = (&team.elsewhere, StaffRole::Coordinator);
        let (_, ella) = team.viewer(place.0, "ella", place.1, &[]).await;
        Self {
            desk,
            fay,
            cleo,
            others: vec![rita, otto, ella],
        }
    }

    pub fn store(&self) -> &Store {
        &self.desk.store
    }

    pub async fn member(&self, name: &str) -> StoredRequest {
        let mut all = self.desk.requests().await.into_iter();
        all.find(|one| one.application.display_name == name)
            .expect("they asked")
    }

    pub async fn id(&self, name: &str) -> String {
        self.member(name).await.id
    }

    /// Somebody rings, and staff enter them: they are reached by telephone alone.
    async fn rings(&self, name: &str, number: &str) {
        let rosa = caller(name, number);
        let entering = server::store::Entering {
            group: "evening",
            application: &rosa,
            acknowledged: Some(&receipt()),
            reminders: false,
            answer_by: NOW + DAY,
            now: NOW,
        };
        let entered = self
            .store()
            .enter_request(&self.desk.site, &entering, &self.desk);
        Box::pin(entered).await.unwrap();
    }

    async fn write(&self, viewer: &Viewer) -> Option<MessageCounts> {
        let message = Message {
            subject: "Another room",
            text: "We meet upstairs.",
        };
        let store = self.store();
        let answer = |counts: MessageCounts| {
            let all = [
                counts.letters,
                counts.calls,
                counts.stopped,
                counts.left_out,
            ];
            serde_json::to_vec(&all).unwrap()
        };
        let key = store.sending(viewer, NOW).batch().to_owned();
        let attempt = OneAttempt {
            key: &key,
            body: b"We meet upstairs.",
            answer: &answer,
        };
        let sent = store.write_to_group(viewer, "evening", (message, &attempt), &self.desk, NOW);
        let Asked::Accepted(counts) = Box::pin(sent).await.unwrap()? else {
            panic!("a key of chance is nobody else's");
        };
        let [letters, calls, stopped, left_out] = serde_json::from_slice(&counts).unwrap();
        Some(MessageCounts {
            letters,
            calls,
            stopped,
            left_out,
        })
    }

    async fn silence(&self, viewer: &Viewer, member: &str) -> Option<u64> {
        let store = self.store();
        let done = store.silence_member(viewer, member, SilenceReason::Died, NOW);
        done.await.unwrap().map(|done| done.letters)
    }

    async fn remove(&self, viewer: &Viewer, member: &str, letter: Option<&str>) -> RemovedMember {
        let letter = letter.map(|text| (text, &self.desk as &dyn server::store::Writer));
        let words = ("It did not go well", letter);
        let done = self
            .store()
            .remove_member(viewer, member, words, &self.desk, NOW + 1);
        Box::pin(done).await.unwrap()
    }

    async fn reports(&self, name: &str, text: &str, now: i64) -> Reported {
        let words = ConcernWords {
            text: text.to_owned(),
            ring: true,
        };
        let letter = |staff: &StaffDetails| {
            Some(NewLetter {
                request: None,
                to: staff.email.clone(),
                language: staff.language.clone(),
                time_zone: None,
                letter: Letter::Concern {
                    group: String::new(),
                    link: String::new(),
                },
            })
        };
        let concern = NewConcern {
            words: &words,
            letter: &letter,
            else_letter: None,
        };
        let link = hash_of(&self.desk.last("placed", name).link);
        let told = self
            .store()
            .add_concern(&self.desk.site, link, &concern, now);
        told.await.unwrap()
    }
}

#[test]
fn a_roster_has_its_members_and_is_only_there_for_who_may_see_the_group() {
    on_each(async |store| {
        let house = House::open(&store).await;
        for name in ["rosa", "sam"] {
            house.desk.joins(name).await;
        }
        house.desk.asks("unproved").await;
        for viewer in [&house.fay, &house.cleo, &house.others[0]] {
            let roster = store.find_roster(viewer, "evening", NOW).await.unwrap();
            let roster = roster.expect("it is theirs to see");
            let mut names: Vec<_> = roster.members.iter().collect();
            names.sort_by_key(|row| &row.request.application.display_name);
            let names: Vec<_> = names
                .iter()
                .map(|row| row.request.application.display_name.as_str())
                .collect();
            assert_eq!(names, ["rosa", "sam"]);
            assert_eq!(roster.members[0].acknowledged.as_deref(), Some("1.0"));
            assert!(roster.join.url.is_some());
        }
        for viewer in &house.others[1..] {
            let roster = store.find_roster(viewer, "evening", NOW).await.unwrap();
            assert!(roster.is_none());
        }
        let lists = |viewer| store.list_rosters(viewer);
        assert_eq!(lists(&house.fay).await.unwrap()[0].1, 2);
        assert_eq!(lists(&house.fay).await.unwrap().len(), 1);
        assert_eq!(lists(&house.cleo).await.unwrap().len(), 2);
        assert_eq!(lists(&house.others[2]).await.unwrap().len(), 0);
    });
}

#[test]
fn how_to_reach_a_member_is_told_to_who_works_in_the_group_and_written_down() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        let rosa = house.id("rosa").await;
        for viewer in &house.others {
            let found = store.reach_member(viewer, &rosa, NOW).await.unwrap();
            assert!(found.is_none());
        }
        let seen = "audit_events WHERE what = 'saw-contact'";
        assert_eq!(count(url, seen).await, 0);
        let found = store.reach_member(&house.fay, &rosa, NOW).await.unwrap();
        let contact = found.expect("hers").application.contact.value;
        assert_eq!(contact, "rosa@example.org");
        let seen = format!("{seen} AND thing = 'member' AND thing_id = '{rosa}'");
        assert_eq!(count(url, &seen).await, 1);
    });
}

#[test]
fn who_is_not_to_be_written_to_gets_nothing_that_waits_and_nothing_more() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        house.desk.joins("sam").await;
        let rosa = house.id("rosa").await;
        house.write(&house.fay).await.unwrap();
        let waiting = format!("outbox WHERE state = 'waiting' AND request_id = '{rosa}'");
        assert!(count(url, &waiting).await >= 2);
        // One that a worker has is not tried again, either.
        store.claim_letters(NOW, 1_000, 1).await.unwrap();
        for viewer in &house.others {
            assert_eq!(house.silence(viewer, &rosa).await, None);
        }
        let before = count(url, &waiting).await;
        let stopped = house.silence(&house.fay, &rosa).await;
        assert_eq!(stopped.map(u64::cast_signed), Some(before));
        assert_eq!(count(url, &waiting).await, 0);
        // Whatever happens from now on, by whichever way.
        house.desk.send_again("rosa").await;
        let counts = house.write(&house.fay).await.unwrap();
        assert_eq!((counts.letters, counts.left_out), (1, 1));
        house.remove(&house.fay, &rosa, Some("Goodbye")).await;
        assert_eq!(count(url, &waiting).await, 0);
        let words = house.member("rosa").await.staff_words;
        assert_eq!(words.silence, Some(SilenceReason::Died));
    });
}

#[test]
fn that_nobody_writes_to_a_member_can_be_lifted() {
    on_each(async |store| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        let rosa = house.id("rosa").await;
        house.silence(&house.fay, &rosa).await;
        for viewer in &house.others {
            assert!(!store.unsilence_member(viewer, &rosa, NOW).await.unwrap());
        }
        assert!(house.member("rosa").await.silent_since.is_some());
        assert!(
            store
                .unsilence_member(&house.fay, &rosa, NOW)
                .await
                .unwrap()
        );
        assert!(house.member("rosa").await.silent_since.is_none());
        assert_eq!(house.write(&house.fay).await.unwrap().letters, 1);
        let steps = store.list_steps(&house.desk.site, &rosa).await.unwrap();
        let words: Vec<_> = steps.iter().map(|step| step.step.as_str()).collect();
        assert_eq!(words[words.len() - 2..], ["silenced", "unsilenced"]);
    });
}

#[test]
fn who_silences_a_member_hears_of_their_own_other_groups_with_the_same_address() {
    on_each(async |store| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        let rosa = application("rosa");
        let entering = server::store::Entering {
            group: "mornings",
            application: &rosa,
            acknowledged: None,
            reminders: false,
            answer_by: NOW + DAY,
            now: NOW,
        };
        let entered = store.enter_request(&house.desk.site, &entering, &house.desk);
        Box::pin(entered).await.unwrap();
        let id = house.id("rosa").await;
        let died = SilenceReason::Died;
        let done = store
            .silence_member(&house.fay, &id, died, NOW)
            .await
            .unwrap();
        assert_eq!(done.unwrap().also_in, [], "mornings is not hers");
        let done = store
            .silence_member(&house.cleo, &id, died, NOW)
            .await
            .unwrap();
        let also = done.unwrap().also_in;
        let told: Vec<_> = also
            .iter()
            .map(|one| (one.name.as_str(), one.is_member))
            .collect();
        assert_eq!(told, [("Group mornings", true)]);
    });
}

#[test]
fn who_pauses_has_no_way_in_no_calendar_and_no_letters_until_it_ends() {
    on_each(async |store| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        let (rosa, site) = (house.id("rosa").await, &house.desk.site);
        let link = hash_of(&house.desk.last("placed", "rosa").link);
        let calendar = store.make_calendar_link(site, link, NOW).await.unwrap();
        let calendar = calendar.unwrap().hash();
        for viewer in &house.others {
            let paused = store.pause_member(viewer, &rosa, "A quarrel", NOW).await;
            assert_eq!(paused.unwrap(), None);
        }
        let paused = store
            .pause_member(&house.fay, &rosa, "A quarrel", NOW)
            .await;
        assert_eq!(paused.unwrap(), Some(Ok(())));
        let member = house.member("rosa").await;
        assert!(!member.may_enter() && member.state == JoinState::Approved);
        assert_eq!(member.staff_words.pause.as_deref(), Some("A quarrel"));
        let purpose = server::domain::join::TokenPurpose::Calendar;
        let found = store.find_request_by_token(site, calendar, purpose, NOW);
        assert!(found.await.unwrap().is_none(), "the calendar has ended");
        assert_eq!(house.write(&house.fay).await.unwrap().left_out, 1);
        for viewer in &house.others {
            assert!(!store.resume_member(viewer, &rosa, NOW).await.unwrap());
        }
        assert!(store.resume_member(&house.fay, &rosa, NOW).await.unwrap());
        let member = house.member("rosa").await;
        assert!(member.may_enter() && member.staff_words.pause.is_none());
    });
}

#[test]
fn who_is_taken_out_makes_room_for_who_waits_and_reads_staffs_words() {
    on_each(async |store| {
        let house = House::with(&store, open(1)).await;
        house.desk.joins("rosa").await;
        assert_eq!(house.desk.joins("sam").await, JoinState::Waitlisted);
        let rosa = house.id("rosa").await;
        for viewer in &house.others {
            let removed = house.remove(viewer, &rosa, None).await;
            assert_eq!(removed, RemovedMember::Unknown);
        }
        let removed = house.remove(&house.fay, &rosa, Some("Thank you")).await;
        assert_eq!(removed, RemovedMember::Yes);
        assert_eq!(house.desk.last("removed", "rosa").code, "Thank you");
        assert_eq!(house.member("sam").await.state, JoinState::Offered);
        let member = house.member("rosa").await;
        assert_eq!(member.by_staff(), Some(api_types::ByStaff::Removed));
        let again = house.remove(&house.fay, &rosa, Some("Thank you")).await;
        assert_eq!(again, RemovedMember::Yes);
        assert_eq!(house.desk.count("removed"), 1, "one letter is enough");
        let sam = house.id("sam").await;
        let offered = house.remove(&house.fay, &sam, None).await;
        assert_eq!(offered, RemovedMember::WrongState(JoinState::Offered));
    });
}

#[test]
fn a_message_goes_to_each_by_a_letter_of_their_own_and_callers_are_to_be_rung() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        for name in ["rosa", "sam", "bea"] {
            house.desk.joins(name).await;
        }
        house.rings("ruth", "312-555-0142").await;
        for viewer in &house.others {
            assert_eq!(house.write(viewer).await, None);
        }
        house.write(&house.fay).await.unwrap();
        // Bea stops them by the link of the letter.
        let link = hash_of(&house.desk.last("message", "bea").link);
        let stopped = store.unsubscribe(&house.desk.site, link, Series::Messages, NOW);
        assert!(stopped.await.unwrap());
        let counts = house.write(&house.fay).await.unwrap();
        let wanted = MessageCounts {
            letters: 2,
            calls: 1,
            stopped: 1,
            left_out: 0,
        };
        assert_eq!(counts, wanted);
        let letters = "outbox WHERE kind = 'group-message' AND state = 'waiting'";
        assert_eq!(count(url, letters).await, 4, "hers of before is gone, too");
        let today = store.find_today(&house.fay, NOW).await.unwrap();
        assert_eq!((today.calls.len(), today.calls_in_all), (2, 2));
        let call = &today.calls[0].of;
        assert_eq!(call.words.text, "We meet upstairs.");
        assert_eq!(call.request.application.display_name, "ruth");
        for viewer in &house.others {
            assert!(!store.mark_call(viewer, &call.id, true, NOW).await.unwrap());
        }
        let marks = |done| store.mark_call(&house.fay, &call.id, done, NOW);
        assert!(marks(true).await.unwrap());
        assert_eq!(
            store
                .find_today(&house.fay, NOW)
                .await
                .unwrap()
                .calls_in_all,
            1
        );
        assert!(marks(false).await.unwrap());
        assert_eq!(
            store
                .find_today(&house.fay, NOW)
                .await
                .unwrap()
                .calls_in_all,
            2
        );
        // Nobody is to ring who has died.
        let ruth = house.id("ruth").await;
        house.silence(&house.fay, &ruth).await;
        assert_eq!(
            store
                .find_today(&house.fay, NOW)
                .await
                .unwrap()
                .calls_in_all,
            0
        );
    });
}

#[test]
fn what_is_wrong_reaches_the_coordinators_and_nobody_else() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        let (rosa, site) = (house.id("rosa").await, &house.desk.site);
        assert_eq!(
            house.reports("rosa", "He shouts.", NOW).await,
            Reported::Yes
        );
        assert_eq!(
            house.reports("rosa", "He shouts.", NOW).await,
            Reported::Yes
        );
        let letters = "outbox WHERE kind = 'concern' AND state = 'waiting'";
        assert_eq!(count(url, letters).await, 1, "once, to Cleo alone");
        // Who leads the group cannot take it back, nor learn of it.
        house.silence(&house.fay, &rosa).await;
        assert_eq!(count(url, letters).await, 1);
        let steps = store.list_steps(site, &rosa).await.unwrap();
        assert!(steps.iter().all(|step| !step.step.contains("concern")));
        for viewer in house.others.iter().chain([&house.fay]) {
            let today = store.find_today(viewer, NOW).await.unwrap();
            assert!(today.concerns.is_empty());
        }
        let mut today = store.find_today(&house.cleo, NOW).await.unwrap();
        let concern = today.concerns.remove(0).of;
        assert_eq!(concern.concern.words.text, "He shouts.");
        assert!(concern.seen_by.is_none());
        for viewer in house.others.iter().chain([&house.fay]) {
            let marked = store.mark_concern(viewer, &concern.id, true, NOW).await;
            assert!(!marked.unwrap());
        }
        let marks = |settled| store.mark_concern(&house.cleo, &concern.id, settled, NOW + 1);
        assert!(marks(false).await.unwrap());
        let mut today = store.find_today(&house.cleo, NOW).await.unwrap();
        assert_eq!(today.concerns.remove(0).of.seen_by.as_deref(), Some("cleo"));
        assert!(marks(true).await.unwrap());
        let today = store.find_today(&house.cleo, NOW).await.unwrap();
        assert!(today.concerns.is_empty());
        let held = store.list_concerns(site, &rosa).await.unwrap();
        assert_eq!(held[0].settled_at, Some(NOW + 1));
    });
}

#[test]
fn who_leads_a_group_hears_what_is_wrong_in_it_only_where_nobody_else_could() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        let site = &house.desk.site;
        let group = house.member("rosa").await.group_id;
        let group = server::store::GroupId::from(group.as_str());
        let staff = store.list_staff(&house.cleo).await.unwrap();
        let cleo = staff.iter().find(|one| one.details.name == "cleo").unwrap();
        let keepers = (Some(cleo.id.as_str()), None);
        let chosen = store.choose_keepers(&house.cleo, "evening", keepers, NOW);
        chosen.await.unwrap();
        let hears = async || store.leader_hears_concerns(site, &group).await.unwrap();
        assert!(hears().await, "nobody else is there");
        house.reports("rosa", "She shouts.", NOW).await;
        let letters = "outbox WHERE kind = 'concern'";
        assert_eq!(count(url, letters).await, 1);
        let today = store.find_today(&house.cleo, NOW).await.unwrap();
        let first = today.concerns[0].of.id.clone();
        let marks = async |viewer: &Viewer| {
            let marked = store.mark_concern(viewer, &first, false, NOW);
            marked.await.unwrap()
        };
        assert!(marks(&house.cleo).await);
        let team = Team {
            store: store.clone(),
            site: site.clone(),
            elsewhere: site.clone(),
            chance: Chance::seeded(79),
        };
        let (_, dora) = team.viewer(site, "dora", StaffRole::Coordinator, &[]).await;
        assert!(!hears().await);
        house.reports("rosa", "She shouts again.", NOW + 1).await;
        assert_eq!(count(url, letters).await, 2, "to Dora alone");
        let concerns = async |viewer: &Viewer| {
            let today = store.find_today(viewer, NOW).await.unwrap();
            today.concerns.len()
        };
        assert_eq!((concerns(&dora).await, concerns(&house.cleo).await), (2, 0));
        assert!(marks(&dora).await && !marks(&house.cleo).await);
        let deputy = (None, Some(cleo.id.as_str()));
        let chosen = store.choose_keepers(&house.cleo, "evening", deputy, NOW);
        chosen.await.unwrap();
        assert_eq!(concerns(&house.cleo).await, 0, "nor the deputy");
        let chosen = store.choose_keepers(&house.cleo, "evening", (None, None), NOW);
        chosen.await.unwrap();
        assert_eq!(concerns(&house.cleo).await, 2);
    });
}

#[test]
fn five_reports_a_day_say_enough() {
    on_each(async |store| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        for number in 0..5 {
            let text = format!("He shouts, {number}.");
            assert_eq!(house.reports("rosa", &text, NOW).await, Reported::Yes);
        }
        let more = house.reports("rosa", "And more.", NOW + 1).await;
        assert_eq!(more, Reported::TooOften);
        let next_day = house.reports("rosa", "And more.", NOW + DAY + 1).await;
        assert_eq!(next_day, Reported::Yes);
    });
}

#[test]
fn what_is_known_of_a_member_goes_with_them() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        house.reports("rosa", "He shouts.", NOW).await;
        let link = hash_of(&house.desk.last("placed", "rosa").link);
        let erased = store.erase_request(&house.desk.site, link, &house.desk, NOW);
        Box::pin(erased).await.unwrap();
        assert_eq!(count(url, "concerns").await, 0);
        assert_eq!(count(url, "calls").await, 0);
    });
}

#[test]
fn a_request_that_waits_is_in_today_for_who_sees_the_group() {
    on_each(async |store| {
        let house = House::with(&store, approval(None)).await;
        house.desk.joins("rosa").await;
        house.desk.gives_number("ruth", "312-555-0142").await;
        for viewer in [&house.fay, &house.cleo, &house.others[0]] {
            let today = store.find_today(viewer, NOW).await.unwrap();
            assert_eq!((today.requests_in_all, today.to_prove_in_all), (1, 1));
            assert_eq!(today.requests[0].group.slug, "evening");
            assert_eq!(today.to_prove[0].of.application.display_name, "ruth");
        }
        for viewer in &house.others[1..] {
            let today = store.find_today(viewer, NOW).await.unwrap();
            assert_eq!((today.requests_in_all, today.to_prove_in_all), (0, 0));
        }
    });
}
