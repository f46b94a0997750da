//! What staff lay out for the members of a group, on both databases.

use api_types::StaffRole;
use server::{
    domain::{shelf::ResourceRecord, staff::Power},
    store::{GroupId, ResourceChanged, Store, StoredResource, Viewer},
};

use crate::{
    staff::Team,
    support::{NOW, count, on_each, on_each_at},
};

fn item(slug: &str) -> ResourceRecord {
    ResourceRecord::Shelf(slug.to_owned())
}

fn link(title: &str) -> ResourceRecord {
    ResourceRecord::Link {
        title: title.to_owned(),
        url: "https://example.org/leaflet.pdf".to_owned(),
        language: "en".to_owned(),
    }
}

async fn mornings(store: &Store, viewer: &Viewer) -> GroupId {
    let found = store.find_group_of_staff(viewer, Power::See, "mornings");
    found.await.unwrap().expect("they may see it")
}

async fn add(store: &Store, viewer: &Viewer, record: &ResourceRecord) -> ResourceChanged {
    let new = (record, Some("For you"));
    let added = store.add_resource(viewer, "mornings", new, NOW);
    added.await.unwrap()
}

async fn laid_out(store: &Store, viewer: &Viewer) -> Vec<StoredResource> {
    let found = store.find_resources(viewer, "mornings").await.unwrap();
    found.map_or_else(Vec::new, |found| found.resources)
}

async fn listed(store: &Store, viewer: &Viewer) -> Vec<(String, ResourceRecord)> {
    let all = laid_out(store, viewer).await;
    all.into_iter().map(|one| (one.id, one.record)).collect()
}

#[test]
fn what_is_laid_out_is_kept_changed_put_in_order_and_taken_away() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let groups: &[&str] = &["mornings"];
        let (_, fay) = team
            .viewer(&team.site, "fay", StaffRole::Facilitator, groups)
            .await;
        let group = mornings(&store, &fay).await;
        for record in [item("rules"), link("A leaflet"), item("listening")] {
            assert_eq!(add(&store, &fay, &record).await, ResourceChanged::Yes);
        }
        // What is there already only gets the new line.
        let again = item("rules");
        let again = store.add_resource(&fay, "mornings", (&again, None), NOW);
        assert_eq!(again.await.unwrap(), ResourceChanged::Yes);
        let all = listed(&store, &fay).await;
        let records: Vec<_> = all.iter().map(|(_, record)| record.clone()).collect();
        assert_eq!(
            records,
            [item("rules"), link("A leaflet"), item("listening")]
        );
        let notes = laid_out(&store, &fay).await;
        assert_eq!(notes[0].note, None);
        assert_eq!(notes[1].note.as_deref(), Some("For you"));

        let place = ("mornings", all[1].0.as_str());
        let new = link("Another leaflet");
        let changed = store.change_resource(&fay, place, (&new, None), NOW).await;
        assert_eq!(changed.unwrap(), ResourceChanged::Yes);
        let order = [all[2].0.clone(), "nothing".to_owned(), all[1].0.clone()];
        let ordered = store.order_resources(&fay, "mornings", &order, NOW).await;
        assert_eq!(ordered.unwrap(), ResourceChanged::Yes);
        let removed = store
            .remove_resource(&fay, ("mornings", &all[2].0), NOW)
            .await;
        assert_eq!(removed.unwrap(), ResourceChanged::Yes);
        let now = store
            .list_resources_for_members(&team.site, &group)
            .await
            .unwrap();
        let records: Vec<_> = now.into_iter().map(|one| one.record).collect();
        assert_eq!(records, [link("Another leaflet"), item("rules")]);
        let events = "audit_events WHERE what = 'resources-changed' AND thing = 'group'";
        assert_eq!(count(url, events).await, 7);
    });
}

#[test]
fn who_leads_another_group_only_reads_or_is_of_another_site_changes_nothing() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let groups: &[&str] = &["mornings"];
        let (_, fay) = team
            .viewer(&team.site, "fay", StaffRole::Facilitator, groups)
            .await;
        assert_eq!(
            add(&store, &fay, &item("rules")).await,
            ResourceChanged::Yes
        );
        let group = mornings(&store, &fay).await;
        let id = listed(&store, &fay).await[0].0.clone();
        let others: &[&str] = &["evenings"];
        let (_, otto) = team
            .viewer(&team.site, "otto", StaffRole::Facilitator, others)
            .await;
        let (_, rita) = team
            .viewer(&team.site, "rita", StaffRole::ReadOnly, &[])
            .await;
        let (_, ella) = team
            .viewer(&team.elsewhere, "ella", StaffRole::Coordinator, &[])
            .await;
        let before = count(url, "audit_events").await;
        for viewer in [&otto, &rita, &ella] {
            let mornings = ("mornings", id.as_str());
            let new = link("x");
            let changed = store.change_resource(viewer, mornings, (&new, None), NOW);
            assert_eq!(changed.await.unwrap(), ResourceChanged::NotThere);
            // The other site has a group of this name, and nothing in it.
            store.remove_resource(viewer, mornings, NOW).await.unwrap();
        }
        for viewer in [&otto, &rita] {
            let removed = store.remove_resource(viewer, ("mornings", &id), NOW);
            assert_eq!(removed.await.unwrap(), ResourceChanged::NotThere);
            assert_eq!(
                add(&store, viewer, &item("x")).await,
                ResourceChanged::NotThere
            );
            let ordered = store.order_resources(viewer, "mornings", &[], NOW);
            assert_eq!(ordered.await.unwrap(), ResourceChanged::NotThere);
        }
        assert_eq!(count(url, "audit_events").await, before);
        assert_eq!(listed(&store, &rita).await.len(), 1, "who reads, sees it");
        for viewer in [&otto, &ella] {
            assert_eq!(listed(&store, viewer).await, []);
        }
        let elsewhere = store.list_resources_for_members(&team.elsewhere, &group);
        assert_eq!(elsewhere.await.unwrap(), []);
    });
}

#[test]
fn a_group_has_room_for_forty() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        let (_, cleo) = team
            .viewer(&team.site, "cleo", StaffRole::Coordinator, &[])
            .await;
        for number in 0..40 {
            let link = link(&number.to_string());
            assert_eq!(add(&store, &cleo, &link).await, ResourceChanged::Yes);
        }
        assert_eq!(
            add(&store, &cleo, &link("x")).await,
            ResourceChanged::TooMany
        );
        assert_eq!(listed(&store, &cleo).await.len(), 40);
    });
}
