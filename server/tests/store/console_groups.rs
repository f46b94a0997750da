//! Groups as staff keep them, on both databases.

use api_types::{Need, StaffRole};
use serde_json::{Value, json};
use server::{
    domain::{
        group::GroupRecord,
        letter::{Letter, NewLetter, Series},
        schedule::ChangeError,
    },
    store::{
        Decision, GroupMade, GroupPress, GroupSaved, GroupStatus, KeepersChosen, MeetingChanged,
        MeetingWish, OpenedGroup, StaffId, StandingSet, Store, ToTend, Viewer,
    },
};

use crate::{
    joining::{DAY, Desk, approval},
    staff::Team,
    support::{NOW, count, execute, feed, on_each, on_each_at, record},
};

const HOUR: i64 = 60 * 60 * 1_000;
/// Tuesday at seven in the evening, in Chicago.
const FIRST: i64 = NOW + 13 * HOUR;
const SECOND: i64 = FIRST + 7 * DAY;

/// A site with the group `evening`, its coordinator, and somebody of another site.
struct House {
    desk: Desk,
    team: Team,
    cleo: Viewer,
    cleo_id: StaffId,
    ella: Viewer,
}

impl House {
    async fn open(store: &Store, changes: Value) -> Self {
        let team = Team::open(store).await;
        let desk = Desk::open(store, changes).await;
        let coordinator = StaffRole::Coordinator;
        let (cleo_id, cleo) = team.viewer(&team.site, "cleo", coordinator, &[]).await;
        let (_, ella) = team.viewer(&team.elsewhere, "ella", coordinator, &[]).await;
        Self {
            desk,
            team,
            cleo,
            cleo_id,
            ella,
        }
    }

    fn store(&self) -> &Store {
        &self.desk.store
    }

    async fn opened(&self) -> OpenedGroup {
        let opened = self.store().open_group(&self.cleo, "evening", NOW).await;
        opened.unwrap().expect("it is there")
    }

    async fn saves(&self, revision: i64, record: &GroupRecord, now: i64) -> GroupSaved {
        let version = ("evening", revision);
        let saved = self
            .store()
            .save_group(&self.cleo, version, record, &self.desk, now);
        saved.await.unwrap()
    }

    async fn changes(&self, starts_at: i64, to: Option<&str>, now: i64) -> MeetingChanged {
        let wish = MeetingWish {
            starts_at,
            moved_to: to,
            note: "Bea has the flu.",
        };
        let changed = self
            .store()
            .change_meeting(&self.cleo, "evening", &wish, &self.desk, now);
        changed.await.unwrap()
    }

    async fn restores(&self, original: i64, now: i64) -> MeetingChanged {
        let restored = self
            .store()
            .restore_meeting(&self.cleo, "evening", original, &self.desk, now);
        restored.await.unwrap()
    }

    async fn set(&self, status: GroupStatus) -> StandingSet {
        let set = self
            .store()
            .set_group_status(&self.cleo, "evening", status, NOW);
        set.await.unwrap()
    }

    /// The starts that members find.
    async fn starts(&self) -> Vec<i64> {
        let (store, site) = (self.store(), &self.desk.site);
        let opened = self.opened().await;
        let next = store.list_next_meetings(site, &opened.id, NOW, 3);
        let next = next.await.unwrap().into_iter();
        next.map(|span| span.starts_at).collect()
    }

    async fn is_found(&self) -> bool {
        let found = self.store().find_group(&self.desk.site, "evening").await;
        found.unwrap().is_some()
    }
}

fn told(letters: usize, to_ring: usize) -> MeetingChanged {
    MeetingChanged::Yes { letters, to_ring }
}

#[test]
fn a_draft_is_staffs_alone_until_it_is_published_with_a_purpose() {
    on_each(async |store| {
        let house = House::open(&store, json!({})).await;
        assert_eq!(house.set(GroupStatus::Draft).await, StandingSet::Yes);
        assert!(!house.is_found().await);
        assert_eq!(house.starts().await, [0; 0], "nobody is reminded of it");
        let refused = house.set(GroupStatus::Published).await;
        assert_eq!(refused, StandingSet::PurposeMissing);
        let mut opened = house.opened().await;
        opened.record.purpose = Some(api_types::Purpose::Both);
        let saved = house.saves(opened.revision, &opened.record, NOW).await;
        assert_eq!(saved, GroupSaved::Yes(opened.revision + 1));
        assert!(!house.is_found().await, "to save is not to publish");
        assert_eq!(house.set(GroupStatus::Published).await, StandingSet::Yes);
        assert!(house.is_found().await);
        assert_eq!(house.starts().await[..2], [FIRST, SECOND]);
        assert_eq!(house.set(GroupStatus::Archived).await, StandingSet::Yes);
        assert!(!house.is_found().await);
    });
}

#[test]
fn nobody_writes_over_a_change_that_they_did_not_see() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, json!({})).await;
        let opened = house.opened().await;
        assert!(opened.may_work && opened.may_manage);
        let mut mine = opened.record.clone();
        mine.name = "Mine".to_owned();
        mine.join.url = Some("https://meet.example.org/mine".to_owned());
        let mut theirs = opened.record.clone();
        theirs.name = "Theirs".to_owned();
        let saved = house.saves(opened.revision, &mine, NOW).await;
        assert_eq!(saved, GroupSaved::Yes(opened.revision + 1));
        let late = house.saves(opened.revision, &theirs, NOW + 1).await;
        assert_eq!(late, GroupSaved::ChangedSince);
        let now = house.opened().await;
        assert_eq!(now.record, mine);
        assert_eq!(now.changed_by.as_deref(), Some("cleo"));
        assert_eq!(
            count(url, "audit_events WHERE what = 'group-saved'").await,
            1
        );
        // A press moves the revision, too.
        let press = GroupPress::Checked("2026-01-06");
        let pressed = store
            .press_on_group(&house.cleo, "evening", press, NOW)
            .await;
        assert!(pressed.unwrap());
        let opened = house.opened().await;
        assert_eq!(opened.revision, now.revision + 1);
        assert_eq!(opened.record.last_checked.as_deref(), Some("2026-01-06"));
        assert!(!opened.needs.contains(&Need::NotChecked));
    });
}

#[test]
fn what_staff_write_over_a_feed_stays_and_what_they_ended_does_not_come_back() {
    on_each(async |store| {
        let house = House::open(&store, json!({})).await;
        let site = &house.desk.site;
        let brought = |name: &str| {
            let town = feed(vec![record(
                "owls",
                json!({ "name": name, "summary": name }),
            )]);
            let store = store.clone();
            async move { store.apply_import(site, &town).await.unwrap() }
        };
        brought("Owls").await;
        let opened = store
            .open_group(&house.cleo, "owls", NOW)
            .await
            .unwrap()
            .unwrap();
        let mut written = opened.record.clone();
        written.summary = "Ours".to_owned();
        written.join.note = Some("Ring twice".to_owned());
        let version = ("owls", opened.revision);
        let saved = store
            .save_group(&house.cleo, version, &written, &house.desk, NOW)
            .await;
        assert!(matches!(saved.unwrap(), GroupSaved::Yes(_)));
        assert_eq!(brought("Night owls").await.changed, 1);
        let opened = store
            .open_group(&house.cleo, "owls", NOW)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(opened.record.name, "Night owls");
        assert_eq!(opened.record.summary, "Ours");
        assert_eq!(opened.edited, ["summary"]);
        assert_eq!(opened.record.join, written.join);
        let ended = store
            .set_group_status(&house.cleo, "owls", GroupStatus::Archived, NOW)
            .await;
        assert_eq!(ended.unwrap(), StandingSet::Yes);
        brought("Owls again").await;
        assert!(store.find_group(site, "owls").await.unwrap().is_none());
        // The feed forgets it, and has it again.
        store.apply_import(site, &feed(vec![])).await.unwrap();
        brought("Owls again").await;
        assert!(store.find_group(site, "owls").await.unwrap().is_none());
    });
}

#[test]
fn a_copy_has_everything_but_what_is_a_groups_very_own() {
    on_each(async |store| {
        let house = House::open(&store, json!({ "capacity": 8, "places_taken": 3 })).await;
        house.changes(SECOND, None, NOW).await;
        let mut named = record("copy", json!({}));
        named.name = "Copy".to_owned();
        let copied = async |slug: &str, from: Option<&str>| {
            let named = GroupRecord {
                slug: slug.to_owned(),
                ..named.clone()
            };
            store
                .add_group(&house.cleo, &named, from, NOW)
                .await
                .unwrap()
        };
        assert_eq!(copied("copy", Some("evening")).await, GroupMade::Yes);
        assert_eq!(copied("copy", Some("evening")).await, GroupMade::SlugTaken);
        assert_eq!(copied("other", Some("nothing")).await, GroupMade::NotThere);
        let copy = store
            .open_group(&house.cleo, "copy", NOW)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(copy.status, GroupStatus::Draft);
        assert_eq!(
            (copy.record.name.as_str(), copy.record.capacity),
            ("Copy", Some(8))
        );
        assert_eq!(copy.record.places_taken, 0);
        assert_eq!(
            copy.record.join,
            server::domain::group::JoinDetails::default()
        );
        let schedule = copy.record.schedule.unwrap();
        assert_eq!(
            (schedule.exdates.len(), schedule.rrule.is_some()),
            (0, true)
        );
    });
}

#[test]
fn a_cancelled_meeting_is_gone_for_everybody_and_each_member_gets_one_letter() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, json!({ "join_policy": "open" })).await;
        for name in ["rosa", "sam", "lea"] {
            house.desk.joins(name).await;
        }
        let lea = house.desk.last("placed", "lea").link;
        house.desk.decide(&lea, Decision::Leave, NOW).await;
        assert_eq!(house.changes(SECOND, None, NOW).await, told(2, 0));
        assert_eq!(
            house.starts().await,
            [FIRST, SECOND + 7 * DAY, SECOND + 14 * DAY]
        );
        assert_eq!(house.desk.count("cancelled"), 2);
        let letter = house.desk.last("cancelled", "rosa");
        assert_eq!(letter.code, SECOND.to_string());
        assert_eq!(letter.link, "Bea has the flu.");
        let again = house.changes(SECOND, None, NOW + 1).await;
        assert_eq!(again, MeetingChanged::No(ChangeError::NoSuchMeeting));
        assert_eq!(house.desk.count("cancelled"), 2, "once");
        let begun = house.changes(FIRST, None, FIRST).await;
        assert_eq!(begun, MeetingChanged::No(ChangeError::NoSuchMeeting));
        let meetings = store.list_meetings_of_staff(&house.cleo, "evening", 3, NOW);
        let meetings = meetings.await.unwrap().unwrap().meetings;
        assert_eq!(meetings.len(), 4, "staff still see it");
        let (change, note) = meetings[1].change.clone().expect("it was cancelled");
        assert_eq!((change.original_at, change.moved_to), (SECOND, None));
        assert_eq!(note, "Bea has the flu.");
        let sealed = "meeting_changes WHERE CAST(note AS TEXT) LIKE '%flu%'";
        if url.starts_with("sqlite") {
            assert_eq!(count(url, sealed).await, 0);
        }
    });
}

#[test]
fn who_is_reminded_of_a_meeting_is_not_once_it_is_cancelled() {
    on_each(async |store| {
        let house = House::open(&store, json!({ "join_policy": "open" })).await;
        house.desk.joins("rosa").await;
        let page = server::domain::join::hash_of(&house.desk.last("placed", "rosa").link);
        let set = store.set_letters(&house.desk.site, page, (Series::Reminders, true), NOW);
        assert!(set.await.unwrap());
        house.changes(FIRST, None, NOW).await;
        let when = (DAY, chrono_tz::America::Chicago);
        let (site, noon) = (&house.desk.site, NOW + 6 * HOUR);
        let reminded = store.remind_of_meetings(site, &house.desk, when, noon);
        assert_eq!(reminded.await.unwrap().now, 0);
        house.restores(FIRST, NOW + HOUR).await;
        let reminded = store.remind_of_meetings(site, &house.desk, when, noon);
        assert_eq!(reminded.await.unwrap().now, 1);
    });
}

#[test]
fn what_is_undone_before_the_letters_go_nobody_hears_of() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, json!({ "join_policy": "open" })).await;
        house.desk.joins("rosa").await;
        assert_eq!(house.changes(SECOND, None, NOW + 1).await, told(1, 0));
        assert_eq!(house.restores(SECOND, NOW + 2).await, told(0, 0));
        assert_eq!(count(url, "outbox WHERE kind LIKE 'meeting-%'").await, 0);
        assert_eq!(house.starts().await[..2], [FIRST, SECOND]);
        let nothing = house.restores(SECOND, NOW + 3).await;
        assert_eq!(nothing, MeetingChanged::No(ChangeError::NoSuchMeeting));
        // Once a letter went, it is taken back by another.
        house.changes(SECOND, None, NOW + 4).await;
        let sent = "UPDATE outbox SET state = 'sent' WHERE kind LIKE 'meeting-%'";
        execute(url, sent.to_owned()).await;
        house.desk.joins("sam").await;
        assert_eq!(house.restores(SECOND, NOW + 5).await, told(1, 0));
        assert_eq!(house.desk.last("restored", "rosa").code, SECOND.to_string());
        assert!(house.desk.find("restored", "sam").is_none());
    });
}

#[test]
fn a_meeting_moves_and_everybody_reads_from_the_time_that_they_know() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, json!({ "join_policy": "open" })).await;
        house.desk.joins("rosa").await;
        let wednesday = SECOND + DAY;
        let to = Some("2026-01-14T19:00");
        assert_eq!(house.changes(SECOND, to, NOW + 1).await, told(1, 0));
        assert_eq!(house.starts().await[1], wednesday);
        // The first letter did not go: the second tells of Tuesday.
        let thursday = Some("2026-01-15T19:00");
        assert_eq!(
            house.changes(wednesday, thursday, NOW + 2).await,
            told(1, 0)
        );
        let letter = house.desk.last("moved", "rosa");
        assert_eq!(letter.code, SECOND.to_string());
        assert_eq!(letter.link, (wednesday + DAY).to_string());
        assert_eq!(count(url, "outbox WHERE kind LIKE 'meeting-%'").await, 1);
        let sent = "UPDATE outbox SET state = 'sent' WHERE kind LIKE 'meeting-%'";
        execute(url, sent.to_owned()).await;
        house.changes(wednesday + DAY, None, NOW + 3).await;
        let letter = house.desk.last("cancelled", "rosa");
        assert_eq!(letter.code, (wednesday + DAY).to_string());
        let taken = house
            .changes(FIRST, Some("2026-01-20T19:00"), NOW + 4)
            .await;
        assert_eq!(taken, MeetingChanged::No(ChangeError::Taken));
        let past = house
            .changes(FIRST, Some("2026-01-05T19:00"), NOW + 4)
            .await;
        assert_eq!(past, MeetingChanged::No(ChangeError::BadTime));
        assert_eq!(house.restores(SECOND, NOW + 5).await, told(1, 0));
        assert_eq!(house.starts().await[..2], [FIRST, SECOND]);
        assert_eq!(count(url, "meeting_changes").await, 0);
    });
}

#[test]
fn more_places_are_offered_to_who_has_waited_longest() {
    on_each(async |store| {
        let house = House::open(&store, json!({ "join_policy": "open", "capacity": 1 })).await;
        for (after, name) in (0..).zip(["rosa", "sam", "lea"]) {
            house.desk.joins_at(name, NOW + after).await;
        }
        let mut opened = house.opened().await;
        opened.record.capacity = Some(2);
        house.saves(opened.revision, &opened.record, NOW).await;
        assert!(house.desk.find("offered", "sam").is_some());
        assert!(house.desk.find("offered", "lea").is_none());
        assert_eq!(house.desk.places_taken().await, 2);
    });
}

#[test]
fn more_places_go_past_who_is_not_written_to() {
    on_each(async |store| {
        let house = House::open(&store, crate::joining::open(1)).await;
        for name in ["rosa", "sam", "tia"] {
            house.desk.joins(name).await;
        }
        let silences = async |name: &str| {
            let all = house.desk.requests().await.into_iter();
            let mut of_name = all.filter(|one| one.application.display_name == name);
            let id = of_name.next().unwrap().id;
            let reason = api_types::SilenceReason::Asked;
            let done = store.silence_member(&house.cleo, &id, reason, NOW);
            assert!(done.await.unwrap().is_some());
        };
        silences("sam").await;
        for (capacity, offers) in [(2, 1), (3, 1)] {
            let opened = house.opened().await;
            let mut record = opened.record.clone();
            record.capacity = Some(capacity);
            let saving = house.saves(opened.revision, &record, NOW);
            let saved = tokio::time::timeout(std::time::Duration::from_secs(20), saving).await;
            assert!(
                matches!(saved, Ok(GroupSaved::Yes(_))),
                "it ends: {saved:?}"
            );
            assert_eq!(house.desk.count("offered"), offers, "Tia's alone");
            assert_eq!(house.desk.places_taken().await, 2);
        }
    });
}

#[test]
fn who_looks_after_a_group_works_in_it_and_counts_until_they_end() {
    on_each(async |store| {
        let house = House::open(&store, json!({})).await;
        let (team, site) = (&house.team, &house.team.site);
        let fay = team
            .add(site, "fay", StaffRole::Facilitator, &["evening"])
            .await;
        let otto = team
            .add(site, "otto", StaffRole::Facilitator, &["mornings"])
            .await;
        let rita = team.add(site, "rita", StaffRole::ReadOnly, &[]).await;
        let choose = async |owner: &StaffId, deputy: &StaffId| {
            let keepers = (Some(owner.as_str()), Some(deputy.as_str()));
            let chosen = store.choose_keepers(&house.cleo, "evening", keepers, NOW);
            chosen.await.unwrap()
        };
        assert_eq!(choose(&otto, &fay).await, KeepersChosen::NotTheOwner);
        assert_eq!(choose(&fay, &rita).await, KeepersChosen::NotTheDeputy);
        assert_eq!(choose(&fay, &house.cleo_id).await, KeepersChosen::Yes);
        let opened = house.opened().await;
        let names: Vec<_> = opened
            .keepers
            .iter()
            .map(|(_, name)| name.as_str())
            .collect();
        assert_eq!(names, ["cleo", "fay"]);
        assert_eq!(opened.owner.unwrap().1, "fay");
        assert_eq!(opened.deputy.unwrap().1, "cleo");
        assert!(store.end_staff(&house.cleo, &fay, NOW).await.unwrap());
        let opened = house.opened().await;
        assert!(opened.owner.is_none() && opened.needs.contains(&Need::NoOwner));
    });
}

#[test]
fn where_the_deputy_does_not_answer_the_coordinator_is_told_once() {
    on_each(async |store| {
        let house = House::open(&store, approval(None)).await;
        house.desk.joins("rosa").await;
        let (site, desk) = (&house.desk.site, &house.desk);
        let overdue = NOW + 4 * DAY;
        assert_eq!(store.tell_overdue(site, desk, overdue).await.unwrap(), 1);
        let still = async |now: i64| store.tell_still_overdue(site, desk, now).await.unwrap();
        assert_eq!(still(overdue + 3 * DAY).await, 0, "there is no deputy");
        let cleo = Some(house.cleo_id.as_str());
        let chosen = store.choose_keepers(&house.cleo, "evening", (None, cleo), NOW);
        assert_eq!(chosen.await.unwrap(), KeepersChosen::Yes);
        assert_eq!(still(overdue + DAY).await, 0);
        assert_eq!(still(overdue + 2 * DAY).await, 1);
        assert_eq!(still(overdue + 9 * DAY).await, 0);
        let link = house.desk.last("still-overdue", "rosa").link;
        house
            .desk
            .decide(&link, Decision::Approve, overdue + 9 * DAY)
            .await;
    });
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "the store asks for a letter or none"
)]
fn letter_of(to_tend: &ToTend) -> Option<NewLetter> {
    let keeper = to_tend.keeper.as_ref();
    Some(NewLetter {
        request: None,
        to: keeper
            .map_or("desk@example.org", |keeper| &keeper.email)
            .to_owned(),
        language: "en".to_owned(),
        time_zone: None,
        letter: Letter::GroupsToTend {
            without_dates: to_tend.without_dates.clone(),
            unchecked: to_tend.unchecked.clone(),
            link: String::new(),
        },
    })
}

#[test]
fn a_group_without_dates_is_told_of_once_and_a_listing_every_ninety_days() {
    on_each_at(&async |store: Store, url: &str| {
        let once = json!({ "last_checked": "2026-01-01", "schedule": {
            "starts_at": "2026-01-08T19:00", "duration_minutes": 60, "time_zone": "UTC",
            "rrule": null,
        } });
        let house = House::open(&store, once).await;
        let site = &house.desk.site;
        let tend = async |now: i64| {
            store.renew_meetings(site, now).await.unwrap();
            store.tend_groups(site, &letter_of, now).await.unwrap()
        };
        assert_eq!(tend(NOW).await, 0);
        let over = NOW + 4 * DAY;
        assert_eq!(store.tend_groups(site, &|_| None, over).await.unwrap(), 0);
        assert_eq!(tend(over).await, 1, "nobody could be told before");
        assert_eq!(tend(over + DAY).await, 0);
        let cleo = Some(house.cleo_id.as_str());
        store
            .choose_keepers(&house.cleo, "evening", (cleo, None), NOW)
            .await
            .unwrap();
        // Three months on: this one, and the two that nobody looks after.
        assert_eq!(tend(NOW + 91 * DAY).await, 2);
        assert_eq!(tend(NOW + 92 * DAY).await, 0);
        let press = GroupPress::Checked("2026-04-10");
        store
            .press_on_group(&house.cleo, "evening", press, NOW + 94 * DAY)
            .await
            .unwrap();
        assert_eq!(tend(NOW + 183 * DAY).await, 1, "the two others again");
        assert_eq!(tend(NOW + 186 * DAY).await, 1, "cleo, of her own");
        assert_eq!(count(url, "outbox WHERE kind = 'groups-to-tend'").await, 5);
    });
}

#[test]
fn for_another_sites_staff_none_of_it_is_there() {
    on_each(async |store| {
        let house = House::open(&store, json!({ "purpose": "both" })).await;
        let (ella, desk) = (&house.ella, &house.desk);
        let evening = record("evening", json!({}));
        assert!(
            store
                .open_group(ella, "evening", NOW)
                .await
                .unwrap()
                .is_none()
        );
        let saved = store.save_group(ella, ("evening", 1), &evening, desk, NOW);
        assert_eq!(saved.await.unwrap(), GroupSaved::NotThere);
        let other = record("x", json!({}));
        let made = store.add_group(ella, &other, Some("evening"), NOW);
        assert_eq!(made.await.unwrap(), GroupMade::NotThere);
        let set = store.set_group_status(ella, "evening", GroupStatus::Draft, NOW);
        assert_eq!(set.await.unwrap(), StandingSet::NotThere);
        let pressed = store.press_on_group(ella, "evening", GroupPress::Pause, NOW);
        assert!(!pressed.await.unwrap());
        let chosen = store.choose_keepers(ella, "evening", (None, None), NOW);
        assert_eq!(chosen.await.unwrap(), KeepersChosen::NotThere);
        let meetings = store.list_meetings_of_staff(ella, "evening", 3, NOW);
        assert!(meetings.await.unwrap().is_none());
        let wish = MeetingWish {
            starts_at: SECOND,
            moved_to: None,
            note: "",
        };
        let changed = store.change_meeting(ella, "evening", &wish, desk, NOW);
        assert_eq!(changed.await.unwrap(), MeetingChanged::NotThere);
        house.changes(SECOND, None, NOW).await;
        let restored = store.restore_meeting(ella, "evening", SECOND, desk, NOW);
        assert_eq!(restored.await.unwrap(), MeetingChanged::NotThere);
        let there = &house.team.elsewhere;
        let opened = house.opened().await;
        let listed = store.list_meeting_changes(there, &opened.id, NOW).await;
        assert_eq!(listed.unwrap(), []);
        let forgotten = store.forget_meeting_changes(there, NOW + 99 * DAY).await;
        assert_eq!(forgotten.unwrap(), 0);
        assert!(house.is_found().await && house.starts().await.len() == 3);
    });
}

#[test]
fn a_list_says_how_many_are_in_each_group_and_ask_to_be() {
    on_each(async |store| {
        let house = House::open(&store, json!({ "join_policy": "approval", "capacity": 1 })).await;
        for name in ["rosa", "sam", "lea"] {
            house.desk.joins(name).await;
        }
        let review = house.desk.last("pending", "rosa").link;
        house.desk.decide(&review, Decision::Approve, NOW).await;
        let of = async |viewer: &Viewer| store.list_groups_of_staff(viewer, NOW).await.unwrap();
        let all = of(&house.cleo).await;
        assert_eq!(all.len(), 3);
        let evening = all.iter().find(|one| one.record.slug == "evening").unwrap();
        let counts = (evening.members, evening.waiting, evening.requests);
        assert_eq!(counts, (1, 2, 0));
        assert_eq!(evening.next.unwrap().starts_at, FIRST);
        assert_eq!(
            evening.record.join,
            server::domain::group::JoinDetails::default()
        );
        let (_, fay) = house
            .team
            .viewer(
                &house.team.site,
                "fay",
                StaffRole::Facilitator,
                &["mornings"],
            )
            .await;
        let own = of(&fay).await;
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].record.slug, "mornings");
        assert_eq!(own[0].requests, 0);
    });
}
