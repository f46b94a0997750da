//! What coordinators set for their site, on both databases.

use api_types::StaffRole;
use server::store::{SETTINGS_KEPT, SettingsReplaced, Store};

use crate::{
    staff::Team,
    support::{NOW, count, on_each, on_each_at},
};

#[test]
fn settings_are_versions_and_whoever_saves_over_one_that_they_did_not_see_is_told() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let (id, cleo) = team
            .viewer(&team.site, "cleo", StaffRole::Coordinator, &[])
            .await;
        assert_eq!(store.list_settings(&cleo).await.unwrap(), Some(Vec::new()));
        assert_eq!(store.list_settings_in_force().await.unwrap(), []);
        let first = store.replace_settings(&cleo, 0, "a = 1", NOW).await;
        assert_eq!(first.unwrap(), SettingsReplaced::As(1));
        let late = store.replace_settings(&cleo, 0, "b = 1", NOW).await;
        assert_eq!(late.unwrap(), SettingsReplaced::ChangedSince);
        let second = store.replace_settings(&cleo, 1, "a = 2", NOW + 1).await;
        assert_eq!(second.unwrap(), SettingsReplaced::As(2));

        let versions = store.list_settings(&cleo).await.unwrap().unwrap();
        let told = versions.iter().map(|one| (one.version, one.written_at));
        assert_eq!(told.collect::<Vec<_>>(), [(2, NOW + 1), (1, NOW)]);
        for (version, text) in [(1, Some("a = 1")), (2, Some("a = 2")), (3, None)] {
            let found = store.find_settings(&cleo, version).await.unwrap();
            assert_eq!(found.as_deref(), text);
        }
        assert_eq!(versions[0].written_by, id);
        let found = store.find_settings_in_force(&team.site).await.unwrap();
        assert_eq!(found, Some((2, "a = 2".to_owned())));
        let in_force = store.list_settings_in_force().await.unwrap();
        assert_eq!(in_force, [("riverside".to_owned(), 2)]);
        let events = "audit_events WHERE what = 'settings-saved' AND thing = 'settings'";
        assert_eq!(count(url, events).await, 2);
    });
}

#[test]
fn settings_are_the_coordinators_of_their_site_alone() {
    on_each(async |store: Store| {
        let team = Team::open(&store).await;
        let (_, cleo) = team
            .viewer(&team.site, "cleo", StaffRole::Coordinator, &[])
            .await;
        store
            .replace_settings(&cleo, 0, "a = 1", NOW)
            .await
            .unwrap();
        let others = [
            ("fay", StaffRole::Facilitator, vec!["mornings"]),
            ("rita", StaffRole::ReadOnly, vec![]),
        ];
        for (name, role, groups) in others {
            let (_, viewer) = team.viewer(&team.site, name, role, &groups).await;
            assert_eq!(store.list_settings(&viewer).await.unwrap(), None, "{name}");
            assert_eq!(
                store.find_settings(&viewer, 1).await.unwrap(),
                None,
                "{name}"
            );
            let set = store.replace_settings(&viewer, 1, "b = 1", NOW).await;
            assert_eq!(set.unwrap(), SettingsReplaced::NotThere, "{name}");
        }
        let (_, ella) = team
            .viewer(&team.elsewhere, "ella", StaffRole::Coordinator, &[])
            .await;
        assert_eq!(store.list_settings(&ella).await.unwrap(), Some(Vec::new()));
        assert_eq!(store.find_settings(&ella, 1).await.unwrap(), None);
        let found = store.find_settings_in_force(&team.elsewhere).await.unwrap();
        assert_eq!(found, None);
    });
}

#[test]
fn the_newest_fifty_versions_are_kept() {
    on_each(async |store: Store| {
        let team = Team::open(&store).await;
        let (_, cleo) = team
            .viewer(&team.site, "cleo", StaffRole::Coordinator, &[])
            .await;
        for version in 0..SETTINGS_KEPT + 2 {
            let text = format!("a = {version}");
            let set = store.replace_settings(&cleo, version, &text, NOW).await;
            assert_eq!(set.unwrap(), SettingsReplaced::As(version + 1));
        }
        let versions = store.list_settings(&cleo).await.unwrap().unwrap();
        let numbers: Vec<i64> = versions.iter().map(|one| one.version).collect();
        let kept: Vec<i64> = (3..=SETTINGS_KEPT + 2).rev().collect();
        assert_eq!(numbers, kept);
    });
}
