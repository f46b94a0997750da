//! The day of a meeting, on both databases: who came, who was not seen for a while, and the open
//! question that goes into the reminder.

use chrono_tz::Tz;
use server::{
    domain::{
        letter::{Letter, Series},
        roster::missed,
    },
    store::{Store, Viewer},
};

use crate::{
    joining::DAY,
    roster::House,
    support::{NOW, count, on_each, on_each_at},
};

const HOUR: i64 = 60 * 60 * 1000;
const WEEK: i64 = 7 * DAY;
const CHICAGO: Tz = Tz::America__Chicago;
/// Tuesday at seven in the evening, in Chicago. `NOW` is six in the morning there.
const MEETING: i64 = NOW + 13 * HOUR;

impl House {
    async fn note(
        &self,
        viewer: &Viewer,
        start: i64,
        name: &str,
        came: Option<bool>,
        now: i64,
    ) -> bool {
        let id = self.id(name).await;
        let of = (id.as_str(), came);
        let store = self.store();
        let noted = store.note_attendance(viewer, ("evening", start), of, CHICAGO, now);
        noted.await.unwrap()
    }

    async fn came(&self, name: &str, start: i64) -> Option<bool> {
        let id = self.id(name).await;
        let sheet = self
            .store()
            .find_meeting_sheet(&self.fay, ("evening", start));
        let sheet = sheet.await.unwrap().expect("there is such a meeting");
        let mut members = sheet.members.iter();
        members.find(|row| row.request.id == id).unwrap().came
    }
}

#[test]
fn who_came_is_noted_and_taken_back_by_who_works_in_the_group() {
    on_each(async |store| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        let now = MEETING + HOUR;
        for viewer in &house.others {
            assert!(!house.note(viewer, MEETING, "rosa", Some(true), now).await);
        }
        assert_eq!(house.came("rosa", MEETING).await, None);
        let fay = house.fay.clone();
        for came in [Some(true), Some(false), None] {
            assert!(house.note(&fay, MEETING, "rosa", came, now).await);
            assert_eq!(house.came("rosa", MEETING).await, came);
        }
    });
}

#[test]
fn it_is_noted_from_the_day_of_a_meeting_on_and_of_meetings_alone() {
    on_each(async |store| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        let fay = house.fay.clone();
        let midnight = MEETING - 19 * HOUR;
        let notes = async |start, now| house.note(&fay, start, "rosa", Some(true), now).await;
        assert!(!notes(MEETING, midnight - 1).await);
        assert!(notes(MEETING, midnight).await);
        assert!(!notes(MEETING + HOUR, MEETING + HOUR).await, "no meeting");
        assert!(notes(MEETING, MEETING + 59 * DAY).await);
        assert!(!notes(MEETING, MEETING + 60 * DAY).await, "long ago");
        assert!(!notes(MEETING + WEEK, MEETING).await, "next week");
    });
}

#[test]
fn who_was_not_seen_for_three_meetings_is_named_until_staff_were_in_touch() {
    on_each(async |store| {
        let house = House::open(&store).await;
        for name in ["rosa", "sam"] {
            house.desk.joins(name).await;
        }
        let fay = house.fay.clone();
        for week in 0..4 {
            let start = MEETING + week * WEEK;
            assert!(
                house
                    .note(&fay, start, "sam", Some(true), start + HOUR)
                    .await
            );
            if week == 0 {
                assert!(
                    house
                        .note(&fay, start, "rosa", Some(true), start + HOUR)
                        .await
                );
            }
        }
        let third = MEETING + 3 * WEEK;
        let quiet = async |now| store.find_today(&fay, now).await.unwrap().quiet;
        assert!(
            quiet(third + HOUR).await.is_empty(),
            "it is still being noted"
        );
        let found = quiet(third + DAY).await;
        assert_eq!(found.len(), 1);
        let rosa = &found[0].of;
        assert_eq!((rosa.missed, rosa.last_seen), (3, Some(MEETING)));
        let roster = store
            .find_roster(&fay, "evening", third + DAY)
            .await
            .unwrap()
            .unwrap();
        for row in &roster.members {
            let theirs = missed(&roster.registers, row.last_seen, row.request.state_since);
            let is_rosa = row.request.application.display_name == "rosa";
            assert_eq!(theirs, if is_rosa { 3 } else { 0 });
        }
        for viewer in &house.others[1..] {
            let today = store.find_today(viewer, third + DAY).await.unwrap();
            assert!(today.quiet.is_empty());
        }
        let id = house.id("rosa").await;
        for viewer in &house.others {
            assert!(
                !store
                    .mark_member_in_touch(viewer, &id, third + DAY)
                    .await
                    .unwrap()
            );
        }
        assert!(
            store
                .mark_member_in_touch(&fay, &id, third + DAY)
                .await
                .unwrap()
        );
        assert!(quiet(third + DAY + 1).await.is_empty());
    });
}

#[test]
fn a_meeting_has_its_sheet_for_who_sees_the_group() {
    on_each(async |store| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        for viewer in [&house.fay, &house.cleo, &house.others[0]] {
            let sheet = store.find_meeting_sheet(viewer, ("evening", MEETING)).await;
            let sheet = sheet.unwrap().expect("theirs to see");
            assert_eq!(sheet.meeting.ends_at, MEETING + 90 * 60_000);
            assert!(!sheet.members[0].came_before);
        }
        for viewer in &house.others[1..] {
            let sheet = store.find_meeting_sheet(viewer, ("evening", MEETING)).await;
            assert!(sheet.unwrap().is_none());
        }
        let none = store
            .find_meeting_sheet(&house.fay, ("evening", MEETING + 1))
            .await;
        assert!(none.unwrap().is_none(), "nothing begins then");
        let today = store.find_today(&house.fay, NOW).await.unwrap();
        let starts: Vec<_> = today
            .meetings
            .iter()
            .map(|of| of.of.meeting.starts_at)
            .collect();
        assert_eq!(
            starts,
            [MEETING],
            "the one in a week begins later than that"
        );
        assert_eq!(today.meetings[0].of.members, 1);
    });
}

#[test]
fn a_question_goes_into_the_reminder_of_its_meeting() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        let link = server::domain::join::hash_of(&house.desk.last("placed", "rosa").link);
        let site = &house.desk.site;
        assert!(
            store
                .set_letters(site, link, (Series::Reminders, true), NOW)
                .await
                .unwrap()
        );
        let ask = |viewer, words, start, now| {
            store.set_meeting_prompt(viewer, ("evening", start), words, now)
        };
        for viewer in &house.others {
            assert!(
                !ask(viewer, Some("What helped?"), MEETING, NOW)
                    .await
                    .unwrap()
            );
        }
        assert!(
            !ask(&house.fay, Some("Late"), MEETING, MEETING)
                .await
                .unwrap()
        );
        assert!(
            !ask(&house.fay, Some("Never"), MEETING + 1, NOW)
                .await
                .unwrap()
        );
        assert!(
            ask(&house.fay, Some("Gone"), MEETING + WEEK, NOW)
                .await
                .unwrap()
        );
        assert!(ask(&house.fay, None, MEETING + WEEK, NOW).await.unwrap());
        assert!(
            ask(&house.fay, Some("What helped?"), MEETING, NOW)
                .await
                .unwrap()
        );
        assert_eq!(count(url, "meeting_prompts").await, 1);
        let when = (DAY, CHICAGO);
        let reminded = store.remind_of_meetings(site, &house.desk, when, NOW + 4 * HOUR);
        assert_eq!(reminded.await.unwrap().now, 1);
        let letters = store.claim_letters(NOW + 4 * HOUR, 1, 100).await.unwrap();
        let mut letters = letters.into_iter().filter_map(|claimed| claimed.letter);
        let prompt = letters.find_map(|letter| match letter.letter {
            Letter::Reminder { prompt, .. } => Some(prompt),
            _ => None,
        });
        assert_eq!(prompt.flatten().as_deref(), Some("What helped?"));
    });
}

#[test]
fn what_was_noted_of_a_member_goes_with_them_and_stands_in_what_is_held() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        house.desk.joins("rosa").await;
        let fay = house.fay.clone();
        house.note(&fay, MEETING, "rosa", Some(true), MEETING).await;
        let (id, site) = (house.id("rosa").await, &house.desk.site);
        let held = store.list_attendance(site, &id).await.unwrap();
        assert_eq!(held, [(MEETING, true)]);
        let link = server::domain::join::hash_of(&house.desk.last("placed", "rosa").link);
        let erased = store.erase_request(site, link, &house.desk, MEETING);
        Box::pin(erased).await.unwrap();
        assert_eq!(count(url, "attendance").await, 0);
    });
}
