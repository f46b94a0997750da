//! Copies that staff take, page by page, on both databases.

use api_types::{JoinState, StaffRole};
use server::{
    clock::Chance,
    store::{Decision, ExportedReceipt, SiteId, Store, Viewer},
};

use crate::{
    joining::{DAY, Desk, approval},
    staff::Team,
    support::{NOW, execute, feed, on_each, on_each_at, own, record},
};

/// Who reads: the coordinator, a facilitator of nothing, and the coordinator of another site.
async fn readers(store: &Store, site: &SiteId) -> [Viewer; 3] {
    let team = Team {
        store: store.clone(),
        elsewhere: store.add_site("lakeside", NOW).await.unwrap(),
        site: site.clone(),
        chance: Chance::seeded(7),
    };
    let role = StaffRole::Coordinator;
    let (_, cleo) = team.viewer(&team.site, "cleo", role, &[]).await;
    let (_, fay) = team
        .viewer(&team.site, "fay", StaffRole::Facilitator, &[])
        .await;
    let (_, ella) = team.viewer(&team.elsewhere, "ella", role, &[]).await;
    [cleo, fay, ella]
}

#[test]
fn requests_come_in_pages_and_to_who_sees_them() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        for number in 0..205 {
            desk.asks(&format!("person{number}")).await;
        }
        desk.joins("rosa").await;
        let link = desk.last("pending", "rosa").link;
        desk.decide(&link, Decision::Approve, NOW + DAY).await;
        let [cleo, fay, ella] = readers(&store, &desk.site).await;
        let page =
            async |viewer, of, after: &str| store.export_requests(viewer, of, after).await.unwrap();
        let first = page(&cleo, ("", ""), "").await;
        assert_eq!(first.len(), 200);
        let rest = page(&cleo, ("evening", ""), &first[199].id).await;
        assert_eq!(rest.len(), 6);
        let members = page(&cleo, ("", "approved"), "").await;
        assert_eq!(members.len(), 1);
        let rosa = &members[0];
        assert_eq!(
            (rosa.state, rosa.state_since),
            (JoinState::Approved, NOW + DAY)
        );
        assert_eq!(rosa.application.display_name, "rosa");
        assert_eq!(rosa.guidelines.as_deref(), Some("1.0"));
        assert!(page(&cleo, ("no-such-group", ""), "").await.is_empty());
        for other in [&fay, &ella] {
            assert!(page(other, ("", ""), "").await.is_empty());
        }
    });
}

#[test]
fn receipts_are_of_those_here_and_of_those_who_went_on() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        desk.joins("rosa").await;
        let rosa = desk.requests().await.remove(0);
        let (site, group) = (desk.site.as_str(), &rosa.group_id);
        for (reference, version) in [("A-WENT-ON", "'2.0', 'h', 'es'"), ("B", "NULL, NULL, NULL")] {
            let insert = format!(
                "INSERT INTO hand_overs (site_id, reference, group_id, version, hash, language, \
                 handed_over_at) VALUES ('{site}', '{reference}', '{group}', {version}, {NOW})"
            );
            execute(url, insert).await;
        }
        let [cleo, fay, ella] = readers(&store, &desk.site).await;
        let page = async |viewer, after| {
            let page: Vec<ExportedReceipt> =
                store.export_receipts(viewer, "", after).await.unwrap();
            page
        };
        let mut all = page(&cleo, ("", "", "")).await;
        all.sort_by_key(|one| one.way.clone());
        assert_eq!(all.len(), 2, "one read nothing");
        assert_eq!(
            (&*all[0].way, &*all[0].reference),
            ("elsewhere", "A-WENT-ON")
        );
        assert_eq!((&*all[1].way, &all[1].reference), ("here", &rosa.reference));
        assert_eq!((&*all[1].version, &*all[1].group), ("1.0", "evening"));
        let last = (&*all[1].reference, &*all[1].version, &*all[1].hash);
        let after = page(&cleo, last).await;
        assert!(after.iter().all(|one| one.way == "elsewhere"));
        for other in [&fay, &ella] {
            assert!(page(other, ("", "", "")).await.is_empty());
        }
    });
}

#[test]
fn rules_of_a_group_that_somebody_left_are_not_those_of_the_next() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        let both = ["evening", "mornings"].map(|slug| record(slug, approval(None)));
        store
            .apply_import(&desk.site, &own(both.into()))
            .await
            .unwrap();
        desk.joins("rosa").await;
        let rosa = desk.requests().await.remove(0);
        let [cleo, ..] = readers(&store, &desk.site).await;
        let moved = store.move_request(&cleo, &rosa.id, "mornings", &desk, NOW);
        Box::pin(moved).await.unwrap();
        execute(
            url,
            "UPDATE join_requests SET state = 'approved'".to_owned(),
        )
        .await;
        let all = store
            .export_requests(&cleo, ("mornings", ""), "")
            .await
            .unwrap();
        assert_eq!(all[0].guidelines, None);
        let receipts = store
            .export_receipts(&cleo, "", ("", "", ""))
            .await
            .unwrap();
        assert_eq!((receipts.len(), &*receipts[0].group), (1, "evening"));
        let roster = store.find_roster(&cleo, "mornings", NOW).await.unwrap();
        assert_eq!(roster.unwrap().members[0].acknowledged, None);
    });
}

#[test]
fn groups_come_without_their_links() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let brought =
            (0..201).map(|number| record(&format!("g{number:03}"), serde_json::json!({})));
        let import = feed(brought.collect());
        store.apply_import(&desk.site, &import).await.unwrap();
        let [cleo, fay, ella] = readers(&store, &desk.site).await;
        let page =
            async |viewer, after: &str| store.export_groups(viewer, "", after).await.unwrap();
        let first = page(&cleo, "").await;
        assert_eq!((first.len(), &*first[0].0), (200, "evening"));
        assert!(first.iter().all(|(_, record)| record.join.url.is_none()));
        assert_eq!(page(&cleo, &first[199].0).await.len(), 2);
        for other in [&fay, &ella] {
            assert!(page(other, "").await.is_empty());
        }
    });
}
