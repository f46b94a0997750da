//! The dry run of retention: it counts exactly what is deleted, on both databases.

use api_types::StaffRole;
use server::{
    clock::Chance,
    store::{Decision, EndedBefore, Going, Held, SiteId, Store, Viewer},
};

use crate::{
    joining::{DAY, Desk, approval},
    staff::Team,
    support::{NOW, count, execute, on_each_at},
};

const KEPT: (u16, u16) = (30, 60);

async fn going(store: &Store, site: &SiteId, now: i64) -> Vec<Going> {
    let viewer = Viewer::operator(site);
    let found = store.list_going(&viewer, KEPT, now / DAY, now);
    found.await.unwrap()
}

fn of(all: &[Going], kind: Held) -> (u64, u64, u64) {
    let one = all.iter().find(|one| one.kind == kind).unwrap();
    (one.held, one.now, one.soon)
}

/// Everything that was over for a while, and more that was not.
async fn filled(store: &Store, url: &str) -> Desk {
    let desk = Desk::open(store, approval(None)).await;
    for name in ["rosa", "sam", "tia", "una", "vera"] {
        desk.joins(name).await;
        let link = desk.last("pending", name).link;
        let decision = if name == "rosa" || name == "sam" {
            Decision::Approve
        } else {
            Decision::Decline
        };
        desk.decide(&link, decision, NOW).await;
    }
    let rosa = desk.last("placed", "rosa").link;
    desk.decide(&rosa, Decision::Leave, NOW + 10 * DAY).await;
    let letters = store.claim_letters(NOW, 1, 4).await.unwrap();
    for letter in letters {
        let sent = store.mark_letter_sent(&desk.site, &letter.id, NOW);
        sent.await.unwrap();
    }
    let (site, group) = (desk.site.as_str(), &desk.requests().await[0].group_id);
    for (reference, days) in [("OLD", 1), ("NEW", 50)] {
        let at = NOW + days * DAY;
        let insert = format!(
            "INSERT INTO hand_overs (site_id, reference, group_id, handed_over_at) \
             VALUES ('{site}', '{reference}', '{group}', {at})"
        );
        execute(url, insert).await;
    }
    for (words, days, times) in [("harp", 0, 1), ("violin", 0, 5), ("violin", 40, 1)] {
        for _ in 0..times {
            let day = NOW / DAY + days;
            let added = store.add_search_in_vain(&desk.site, words, day, NOW);
            added.await.unwrap();
        }
    }
    desk
}

#[test]
fn the_dry_run_counts_what_is_deleted_and_not_one_more() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = filled(&store, url).await;
        let site = &desk.site;
        for days in [0, 29, 30, 31, 45, 61, 69, 71, 95, 140] {
            let now = NOW + days * DAY + 1;
            let said = going(&store, site, now).await;
            let later = going(&store, site, now + 30 * DAY).await;
            for (now, later) in said.iter().zip(&later) {
                assert_eq!(now.now + now.soon, later.now, "{days} {:?}", now.kind);
                assert!(now.held >= now.now, "{days} {:?}", now.kind);
            }
            let rows = async |rows: &str| u64::try_from(count(url, rows).await).unwrap();
            let deleted = store
                .delete_ended(site, EndedBefore::of(KEPT, now))
                .await
                .unwrap();
            assert_eq!(deleted.requests, of(&said, Held::Requests).1, "{days}");
            assert_eq!(
                deleted.memberships,
                of(&said, Held::Memberships).1,
                "{days}"
            );
            let before = EndedBefore::of(KEPT, now).memberships;
            let handed = store.delete_hand_overs(site, before).await.unwrap();
            assert_eq!(handed, of(&said, Held::HandOvers).1, "{days}");
            let searches = store.delete_old_searches(site, now / DAY).await.unwrap();
            assert_eq!(searches, of(&said, Held::Searches).1, "{days}");
            // Letters and links of deleted requests went with them: what is left is compared.
            let said = going(&store, site, now).await;
            let letters = rows("outbox").await;
            store.delete_old_letters(now).await.unwrap();
            let deleted = letters - rows("outbox").await;
            assert_eq!(deleted, of(&said, Held::Letters).1, "{days}");
            let links = rows("tokens").await;
            store.delete_expired(now).await.unwrap();
            let deleted = links - rows("tokens").await;
            assert_eq!(deleted, of(&said, Held::Links).1, "{days}");
            for kind in going(&store, site, now).await {
                assert_eq!(kind.now, 0, "{days} {:?}", kind.kind);
            }
        }
        assert_eq!(
            count(url, "join_requests").await,
            1,
            "who has a place stays"
        );
        assert_eq!(count(url, "searches_in_vain").await, 0);
    });
}

#[test]
fn what_is_wrong_and_not_settled_holds_all_that_is_known_of_who_said_it_back() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = filled(&store, url).await;
        let site = &desk.site;
        let rosa = desk.requests().await.into_iter();
        let rosa = rosa
            .into_iter()
            .find(|one| one.application.display_name == "rosa");
        let (rosa, group) = rosa.map(|one| (one.id, one.group_id)).unwrap();
        let insert = format!(
            "INSERT INTO concerns (site_id, id, group_id, request_id, words, created_at) \
             VALUES ('{}', 'c', '{group}', '{rosa}', (SELECT details FROM join_requests \
             WHERE id = '{rosa}'), {NOW})",
            site.as_str()
        );
        execute(url, insert).await;
        let now = NOW + 99 * DAY;
        let deletes = async || {
            let deleted = store.delete_ended(site, EndedBefore::of(KEPT, now));
            deleted.await.unwrap().memberships
        };
        for _ in 0..2 {
            let said = going(&store, site, now).await;
            assert_eq!(of(&said, Held::Memberships), (0, 0, 0));
            assert_eq!(of(&said, Held::Concerns), (0, 0, 0));
            assert_eq!(deletes().await, 0);
        }
        assert_eq!(count(url, "concerns").await, 1);
        execute(url, format!("UPDATE concerns SET settled_at = {now}")).await;
        let said = going(&store, site, now).await;
        assert_eq!(of(&said, Held::Memberships), (1, 1, 0));
        assert_eq!(of(&said, Held::Concerns), (1, 1, 0));
        assert_eq!(deletes().await, 1);
        assert_eq!(count(url, "concerns").await, 0, "it goes with them");
    });
}

#[test]
fn ages_and_numbers_are_told() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = filled(&store, url).await;
        let said = going(&store, &desk.site, NOW + 32 * DAY).await;
        assert_eq!(of(&said, Held::Requests), (3, 3, 0));
        assert_eq!(of(&said, Held::Memberships), (1, 0, 0));
        assert_eq!(of(&said, Held::HandOvers), (2, 0, 1));
        assert_eq!(of(&said, Held::Searches), (2, 0, 0));
        assert_eq!(said[0].oldest, Some(NOW));
        assert_eq!((said[0].kept_days, said[1].kept_days), (30, 60));
        // Another site, and who may not choose the staff, read nothing of it.
        let team = Team {
            store: store.clone(),
            elsewhere: store.add_site("lakeside", NOW).await.unwrap(),
            site: desk.site.clone(),
            chance: Chance::seeded(7),
        };
        let elsewhere = going(&store, &team.elsewhere, NOW + 99 * DAY).await;
        assert!(elsewhere.iter().all(|one| one.held == 0 && one.now == 0));
        let (_, rita) = team
            .viewer(&team.site, "rita", StaffRole::ReadOnly, &[])
            .await;
        assert!(
            store
                .list_going(&rita, KEPT, 0, NOW)
                .await
                .unwrap()
                .is_empty()
        );
    });
}
