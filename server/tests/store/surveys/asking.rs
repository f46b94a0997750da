//! Who is asked, and who is not.

use serde_json::json;
use server::{
    domain::{join::hash_of, letter::Series},
    store::Decision,
};

use super::{AWAKE, HOUR, open_to_all, plan, survey};
use crate::{
    joining::{DAY, Desk},
    support::{NOW, count, execute, on_each, on_each_at},
};

const FIVE: [&str; 5] = ["gina", "hugo", "ines", "jack", "kate"];

#[test]
fn who_joined_is_asked_once_by_day_and_nobody_who_joined_before_the_plan() {
    on_each(async |store| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.joins_at("rosa", NOW - DAY).await;
        desk.publishes(&survey(json!({}))).await;
        let plan = desk.plans(&plan(json!({ "days": 1 }))).await;
        desk.joins("will").await;
        assert_eq!(desk.asks_by(&plan, AWAKE - DAY, AWAKE).await, 0);
        let night = NOW + DAY + 20 * HOUR;
        assert_eq!(desk.asks_by(&plan, night - DAY, night).await, 0);
        let day = NOW + DAY + 8 * HOUR;
        assert_eq!(desk.asks_by(&plan, day - DAY, day).await, 1);
        desk.last("feedback", "will");
        assert!(desk.find("feedback", "rosa").is_none());
        assert_eq!(desk.asks_by(&plan, day, day + DAY).await, 0);
    });
}

#[test]
fn after_a_meeting_who_was_noted_away_or_joined_later_is_not_asked() {
    on_each_at(&async |store, url: &str| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        let plan = desk
            .plans(&plan(json!({ "occasion": "after-meeting" })))
            .await;
        for name in FIVE {
            desk.joins(name).await;
        }
        let meeting = NOW + HOUR;
        desk.joins_at("late", meeting + HOUR).await;
        let away = "INSERT INTO attendance SELECT site_id, group_id, MOMENT, id, CAME, 's', 0 \
                    FROM join_requests WHERE contact_hash IN (SELECT contact_hash FROM join_requests \
                    WHERE state_since <= MOMENT ORDER BY id LIMIT 1)";
        let away = away
            .replace("MOMENT", &meeting.to_string())
            .replace("CAME", "false");
        execute(url, away).await;
        assert_eq!(desk.asks_by(&plan, meeting, AWAKE).await, 4);
        assert!(desk.find("feedback", "late").is_none());
        // The same meeting is asked about once, the next one again.
        assert_eq!(desk.asks_by(&plan, meeting, AWAKE + HOUR).await, 0);
        let next = meeting + 7 * DAY;
        assert_eq!(desk.asks_by(&plan, next, AWAKE + 7 * DAY).await, 6);
    });
}

#[test]
fn nobody_is_asked_again_before_they_rested_whichever_the_plan() {
    on_each(async |store| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        desk.invites(&FIVE).await;
        let weekly = json!({ "occasion": "every-weeks", "weeks": 1, "rest_days": 30 });
        let weekly = desk.plans(&plan(weekly)).await;
        let later = AWAKE + 29 * DAY;
        assert_eq!(desk.asks_by(&weekly, later - 7 * DAY, later).await, 0);
        let later = AWAKE + 31 * DAY;
        assert_eq!(desk.asks_by(&weekly, later - 7 * DAY, later).await, 5);
    });
}

#[test]
fn who_does_not_want_to_be_asked_or_is_left_alone_is_not() {
    on_each_at(&async |store, url: &str| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        let names = ["rosa", "will"].into_iter().chain(FIVE);
        desk.invites(&names.collect::<Vec<_>>()).await;
        let stop = hash_of(&desk.last("feedback", "rosa").link);
        let stopped = store.unsubscribe(&desk.site, stop, Series::Feedback, AWAKE);
        assert!(stopped.await.unwrap());
        let link = desk.invited("will").link();
        let declined = async || store.decline_survey(&desk.site, &link, true, AWAKE).await;
        assert!(declined().await.unwrap());
        assert!(!declined().await.unwrap(), "it is used");
        let weekly = desk
            .plans(&plan(json!({ "occasion": "every-weeks", "weeks": 1 })))
            .await;
        let later = AWAKE + 40 * DAY;
        assert_eq!(desk.asks_by(&weekly, later - 7 * DAY, later).await, 5);
        let silent = "UPDATE join_requests SET silent_since = 1";
        execute(url, silent.to_owned()).await;
        let later = later + 40 * DAY;
        assert_eq!(desk.asks_by(&weekly, later - 7 * DAY, later).await, 0);
        assert_eq!(count(url, "survey_invitations").await, 12);
        let gone = store
            .forget_survey_links(later, "2027-01-01")
            .await
            .unwrap();
        assert_eq!(gone, 13, "and that one was declined");
    });
}

#[test]
fn who_leaves_is_asked_whenever_they_were_asked_last_and_who_is_taken_out_is_not() {
    on_each(async |store| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        desk.invites(&["rosa", "will"]).await;
        let leaving = json!({ "occasion": "on-leaving", "rest_days": 365 });
        let leaving = desk.plans(&plan(leaving)).await;
        assert_eq!(desk.asks_by(&leaving, AWAKE, AWAKE).await, 0);
        let link = desk.last("placed", "rosa").link;
        desk.decide(&link, Decision::Leave, AWAKE).await;
        assert_eq!(desk.asks_by(&leaving, AWAKE + HOUR, AWAKE + HOUR).await, 1);
        assert_eq!(desk.asks_by(&leaving, AWAKE + HOUR, AWAKE + HOUR).await, 0);
    });
}

#[test]
fn a_group_of_few_is_not_asked_how_it_is() {
    on_each(async |store| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        let few = &FIVE[..4];
        for name in few {
            desk.joins(name).await;
        }
        let weekly = json!({ "occasion": "every-weeks", "weeks": 1 });
        let weekly = desk.plans(&plan(weekly)).await;
        let later = AWAKE + 7 * DAY;
        assert_eq!(desk.asks_by(&weekly, later - 7 * DAY, later).await, 0);
        desk.joins(FIVE[4]).await;
        assert_eq!(desk.asks_by(&weekly, later - 7 * DAY, later).await, 5);
    });
}

#[test]
fn five_answers_are_of_three_people_at_least_whoever_plans() {
    on_each_at(&async |store, url: &str| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        for name in FIVE {
            desk.joins(name).await;
        }
        let weekly = json!({ "occasion": "every-weeks", "weeks": 1 });
        let mut asked = Vec::new();
        for week in 1..=5 {
            // Another plan each time does not help who wants one person's answers.
            let plan = desk.plans(&plan(weekly.clone())).await;
            let now = AWAKE + week * 7 * DAY;
            asked.push(desk.asks_by(&plan, now - 7 * DAY, now).await);
            // They answer, so that something waits.
            if week == 2 {
                let waits = "UPDATE survey_collections SET waiting = 1, month = '2026-01'";
                execute(url, waits.to_owned()).await;
            }
        }
        assert_eq!(asked, [5, 5, 0, 0, 0]);
        let later = AWAKE + 60 * DAY;
        let forgets = async || store.forget_survey_links(later, "2026-01-01").await;
        assert_eq!(
            forgets().await.unwrap(),
            0,
            "each may have an answer that waits"
        );
        assert_eq!(store.forget_lonely_answers("2026-01").await.unwrap(), 0);
        assert_eq!(store.forget_lonely_answers("2026-02").await.unwrap(), 1);
        assert_eq!(forgets().await.unwrap(), 10);
        let plan = desk.plans(&plan(weekly)).await;
        assert_eq!(desk.asks_by(&plan, later - 7 * DAY, later).await, 5);
    });
}
