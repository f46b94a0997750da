//! Exchanges, answers and what is said with a name.

use serde_json::json;
use server::store::{AnswersKept, Exchanged, NewNote, NoteKept, SurveyPublication};

use super::{AWAKE, HOUR, MONTH, TODAY, answers, open_to_all, survey};
use crate::{
    joining::Desk,
    support::{NOW, count, on_each, on_each_at},
};

#[test]
fn a_survey_that_is_the_same_is_the_same_version() {
    on_each(async |store| {
        let desk = Desk::open(&store, open_to_all()).await;
        let viewer = desk.operator();
        let publish = async |changes| {
            let record = survey(changes);
            store.publish_survey(&viewer, &record, NOW).await.unwrap()
        };
        let first = publish(json!({})).await;
        assert_eq!(first, Some(SurveyPublication::Published(1)));
        let same = publish(json!({})).await;
        assert_eq!(same, Some(SurveyPublication::Unchanged(1)));
        let second = publish(json!({ "title": "After the meeting" })).await;
        assert_eq!(second, Some(SurveyPublication::Published(2)));
        let versions = store
            .list_survey_versions(&desk.site, "after")
            .await
            .unwrap();
        let numbers: Vec<u32> = versions.iter().map(|version| version.version).collect();
        assert_eq!(numbers, [2, 1]);
        let old = store.find_survey(&desk.site, "after", Some(1)).await;
        assert_eq!(old.unwrap().unwrap().record, survey(json!({})));
    });
}

#[test]
fn an_invitation_gives_one_ballot_to_one_attempt() {
    on_each_at(&async |store, url: &str| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        desk.invites(&["rosa"]).await;
        let mut invited = desk.invited("rosa");
        assert_eq!(desk.exchange(&invited, 9).await, Exchanged::NoSuchVersion);
        let ballot = desk.ballot("rosa").await;
        assert_eq!(desk.ballot("rosa").await, ballot, "the answer was lost");
        invited.attempt = "another device".to_owned();
        assert_eq!(desk.exchange(&invited, 1).await, Exchanged::Unknown);
        assert_eq!(
            desk.keep(&ballot, json!({ "heard": 4 })).await,
            AnswersKept::Yes
        );
        let again = desk.keep(&ballot, json!({ "heard": 1 })).await;
        assert_eq!(again, AnswersKept::Before);
        assert_eq!(count(url, "survey_answers").await, 1);
    });
}

#[test]
fn what_is_said_with_a_name_is_there_once_and_spends_the_invitation_where_it_answers() {
    on_each_at(&async |store, url: &str| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        desk.invites(&["rosa"]).await;
        let link = desk.invited("rosa").link();
        let say = async |attempt: &str, note: &NewNote| {
            let said = store.add_member_note(&desk.site, &link, (attempt, note), &desk, AWAKE);
            said.await.unwrap()
        };
        let note = NewNote::Note("Could we begin at six?".to_owned());
        assert_eq!(say("one", &note).await, NoteKept::Yes);
        assert_eq!(say("one", &note).await, NoteKept::Yes);
        assert_eq!(count(url, "member_notes").await, 1);
        let named = NewNote::Answers(1, answers(json!({ "heard": 2 })));
        assert_eq!(say("two", &named).await, NoteKept::Yes);
        assert_eq!(
            say("two", &named).await,
            NoteKept::Yes,
            "the answer was lost"
        );
        assert_eq!(say("three", &named).await, NoteKept::Unknown);
        assert_eq!(
            desk.exchange(&desk.invited("rosa"), 1).await,
            Exchanged::Unknown
        );
        assert_eq!(say("four", &note).await, NoteKept::Yes, "always");
        assert_eq!(count(url, "survey_answers").await, 0, "it is in no table");
        assert_eq!(desk.last("member-note", "rosa").who, "rosa");
    });
}

#[test]
fn so_many_notes_that_nobody_read_are_enough() {
    on_each(async |store| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        desk.invites(&["rosa"]).await;
        let link = desk.invited("rosa").link();
        let mut kept = Vec::new();
        for number in 0..6 {
            let (attempt, note) = (number.to_string(), NewNote::Note("Please.".to_owned()));
            let said = store.add_member_note(&desk.site, &link, (&attempt, &note), &desk, AWAKE);
            kept.push(said.await.unwrap());
        }
        assert_eq!(kept[4..], [NoteKept::Yes, NoteKept::TooOften]);
    });
}

#[test]
fn what_a_page_no_longer_shows_is_not_answered() {
    on_each(async |store| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        desk.invites(&["rosa", "will"]).await;
        let second = survey(json!({ "title": "After the meeting" }));
        // A page that was open while it was published may be answered for a day.
        let operator = desk.operator();
        let published = store.publish_survey(&operator, &second, AWAKE - HOUR);
        published.await.unwrap();
        desk.ballot("rosa").await;
        let will = desk.invited("will");
        assert_eq!(
            desk.exchange_at(&will, 1, AWAKE + 24 * HOUR).await,
            Exchanged::NoSuchVersion
        );
        let newest = desk.exchange_at(&will, 2, AWAKE + 24 * HOUR).await;
        assert!(matches!(newest, Exchanged::Ballot(ballot) if ballot.version == 2));
    });
}

#[test]
fn a_day_is_told_where_five_were_asked_about_it() {
    on_each(async |store| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        let plan = desk.invites(&["rosa", "will", "gina", "hugo"]).await;
        assert_eq!(desk.ballot("rosa").await.day, MONTH);
        desk.joins("ines").await;
        assert_eq!(desk.asks_by(&plan, AWAKE, AWAKE).await, 1);
        assert_eq!(desk.ballot("will").await.day, TODAY);
        assert_eq!(desk.ballot("rosa").await.day, MONTH, "as it was told");
    });
}
