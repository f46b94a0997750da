//! What staff read: nothing below five, and whose it is to see.

use api_types::StaffRole;
use serde_json::json;
use server::{
    clock::Chance,
    domain::survey::Ballot,
    store::{AnswersKept, StoredRelease, StoredSaid},
};

use super::{AWAKE, open_to_all, survey};
use crate::{
    joining::Desk,
    staff::Team,
    support::{NOW, count, on_each, on_each_at},
};

#[test]
fn nobody_reads_an_answer_before_five_are_there_and_then_in_fives() {
    on_each(async |store| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        let people: Vec<String> = (0..11).map(|number| format!("person{number}")).collect();
        let names: Vec<&str> = people.iter().map(String::as_str).collect();
        desk.invites(&names).await;
        let team = Team {
            store: store.clone(),
            elsewhere: store.add_site("lakeside", NOW).await.unwrap(),
            site: desk.site.clone(),
            chance: Chance::seeded(7),
        };
        let (coordinator, facilitator) = (StaffRole::Coordinator, StaffRole::Facilitator);
        let (_, cleo) = team.viewer(&team.site, "cleo", coordinator, &[]).await;
        let (_, fay) = team.viewer(&team.site, "fay", facilitator, &[]).await;
        let (_, ella) = team.viewer(&team.elsewhere, "ella", coordinator, &[]).await;
        let read = async |viewer| {
            let found = store.find_survey_results(viewer, "after", "evening");
            found.await.unwrap()
        };
        for (number, name) in names.iter().enumerate() {
            let ballot = desk.ballot(name).await;
            let told = json!({ "heard": 1, "more": format!("{name} cries. Call 020 7946 0958.") });
            assert_eq!(desk.keep(&ballot, told).await, AnswersKept::Yes);
            let results = read(&cleo).await;
            let counted = (number + 1) / 5 * 5;
            let [collection] = &results.collections[..] else {
                panic!("{results:?}");
            };
            assert_eq!(collection.invited, 11);
            assert_eq!(collection.counted, i64::try_from(counted).unwrap());
            assert_eq!(
                collection.waiting,
                i64::try_from(number + 1 - counted).unwrap()
            );
            assert_eq!(results.releases.len(), counted / 5);
            assert_eq!(results.texts.len(), counted);
        }
        let results = read(&cleo).await;
        assert_eq!(results.releases[1].tally.questions["heard"].counts["1"], 5);
        for text in &results.texts {
            assert_eq!(text.text, "[…] cries. Call […].");
        }
        for other in [&fay, &ella] {
            assert!(read(other).await.collections.is_empty());
            assert!(
                store
                    .list_releases(other, "after", "")
                    .await
                    .unwrap()
                    .is_empty()
            );
        }
    });
}

#[test]
fn what_is_old_is_told_in_fewer_parts_and_nothing_of_it_is_lost() {
    on_each_at(&async |store, url: &str| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        desk.invites(&["rosa"]).await;
        let rosas = desk.ballot("rosa").await;
        let ballot = |number: u32| {
            let mut chance = [0; 32];
            chance[..4].copy_from_slice(&number.to_le_bytes());
            let day = format!("2026-01-{:02}", number / 20 + 1);
            Ballot {
                chance,
                day,
                ..rosas.clone()
            }
        };
        for number in 0..60 * 5 {
            let told = json!({ "heard": number % 5 + 1, "more": format!("Number {number}.") });
            let told = if number % 5 == 0 {
                told
            } else {
                json!({ "heard": 3 })
            };
            assert_eq!(desk.keep(&ballot(number), told).await, AnswersKept::Yes);
        }
        assert_eq!(count(url, "survey_releases").await, 30);
        let team = Team {
            store: store.clone(),
            elsewhere: store.add_site("lakeside", NOW).await.unwrap(),
            site: desk.site.clone(),
            chance: Chance::seeded(7),
        };
        let (_, cleo) = team
            .viewer(&team.site, "cleo", StaffRole::Coordinator, &[])
            .await;
        let read = store.find_survey_results(&cleo, "after", "evening");
        let read = read.await.unwrap();
        let answers: u32 = read.releases.iter().map(|one| one.tally.answers).sum();
        assert_eq!((answers, read.collections[0].counted), (300, 300));
        assert_eq!(read.releases[0].tally.questions["heard"].counts["3"], 8);
        let days = &read.releases[29].days;
        assert_eq!((&*days.0, &*days.1), ("2026-01-15", "2026-01-15"));
        assert_eq!(read.texts.len(), 60);
        for text in &read.texts {
            let of = |one: &&StoredRelease| one.number == text.number;
            let release = read.releases.iter().find(of).unwrap();
            assert_eq!(release.tally.questions["more"].answered, 2, "{text:?}");
        }
    });
}

#[test]
fn what_came_of_it_is_written_by_who_leads_the_group_and_read_by_its_members() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        let (_, fay) = team
            .viewer(&team.site, "fay", StaffRole::Facilitator, &["mornings"])
            .await;
        let new = |group: &str| StoredSaid {
            id: String::new(),
            group: group.to_owned(),
            said: "The room is cold.".to_owned(),
            did: "We have a heater now.".to_owned(),
            language: "en".to_owned(),
            written_at: 0,
        };
        let write = async |group: &str| store.add_said_and_done(&fay, &new(group), AWAKE).await;
        assert_eq!(write("evenings").await.unwrap(), None);
        let id = write("mornings").await.unwrap().unwrap();
        let group = store
            .find_group(&team.site, "mornings")
            .await
            .unwrap()
            .unwrap();
        let read = async || {
            store
                .list_said_and_done(&team.site, &group.id)
                .await
                .unwrap()
        };
        assert_eq!(read().await[0].did, "We have a heater now.");
        let (_, ella) = team
            .viewer(&team.elsewhere, "ella", StaffRole::Coordinator, &[])
            .await;
        // Her site has a group of this name, too.
        let of = ("mornings", id.as_str());
        let foreign = store.remove_said_and_done(&ella, of, AWAKE).await;
        foreign.unwrap();
        assert_eq!(read().await.len(), 1);
        assert!(
            store
                .list_said_and_done_of_staff(&ella)
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            store.list_said_and_done_of_staff(&fay).await.unwrap().len(),
            1
        );
        assert!(store.remove_said_and_done(&fay, of, AWAKE).await.unwrap());
        assert!(read().await.is_empty());
    });
}
