//! Counts, and searches in vain, on both databases.

use std::collections::BTreeMap;

use api_types::StaffRole;
use base64::{Engine, prelude::BASE64_STANDARD};
use server::{
    clock::Chance,
    domain::insight::Counted,
    seal::Sealer,
    store::{CountedDay, Decision, SealedColumn, SiteId, Store, Viewer},
};

use crate::{
    joining::{DAY, Desk, approval},
    staff::Team,
    support::{NOW, count, execute, on_each, on_each_at},
};

fn counted(group: &str, day: i64, what: Counted) -> CountedDay {
    CountedDay {
        group: group.to_owned(),
        day,
        what,
        size: 0,
    }
}

async fn read(store: &Store, viewer: &Viewer) -> Vec<(Counted, i64, i64, u64)> {
    let counts = store.list_counts(viewer, (i64::MIN, i64::MAX)).await;
    let mut read: Vec<_> = counts
        .unwrap()
        .into_iter()
        .map(|(of, n)| (of.what, of.day, of.size, n))
        .collect();
    read.sort();
    read
}

#[test]
fn counts_add_up_and_each_sees_those_of_their_groups() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        let role = StaffRole::Facilitator;
        let (_, fay) = team.viewer(&team.site, "fay", role, &["mornings"]).await;
        let role = StaffRole::ReadOnly;
        let (_, rita) = team.viewer(&team.site, "rita", role, &[]).await;
        let role = StaffRole::Coordinator;
        let (_, ella) = team.viewer(&team.elsewhere, "ella", role, &[]).await;
        let counts = BTreeMap::from([
            (counted("mornings", 7, Counted::Viewed), 3),
            (counted("evenings", 7, Counted::Viewed), 4),
            (counted("no-such-group", 7, Counted::Viewed), 5),
        ]);
        for _ in 0..2 {
            store.add_counts(&team.site, &counts).await.unwrap();
        }
        assert_eq!(read(&store, &fay).await, [(Counted::Viewed, 7, 0, 6)]);
        assert_eq!(read(&store, &rita).await.len(), 2);
        assert!(read(&store, &ella).await.is_empty());
        let within = async |days| store.list_counts(&rita, days).await.unwrap().len();
        assert_eq!((within((7, 7)).await, within((8, 9)).await), (2, 0));
    });
}

#[test]
fn what_requests_tell_is_counted_once_and_stays_when_they_have_gone() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        for name in ["rosa", "sam", "tia"] {
            desk.joins(name).await;
        }
        for (name, decision, days) in [
            ("rosa", Decision::Approve, 1),
            ("sam", Decision::Decline, 2),
            ("tia", Decision::Approve, 5),
        ] {
            let link = desk.last("pending", name).link;
            desk.decide(&link, decision, NOW + days * DAY).await;
        }
        let day_of = |at: i64| (at - NOW) / DAY;
        let counts = async |since| {
            let counting = store.count_requests(&desk.site, since, &day_of);
            counting.await.unwrap();
            read(&store, &Viewer::operator(&desk.site)).await
        };
        let operator = Viewer::operator(&desk.site);
        assert!(read(&store, &operator).await.is_empty());
        counts(NOW).await;
        let team = Team {
            store: store.clone(),
            elsewhere: desk.site.clone(),
            site: desk.site.clone(),
            chance: Chance::seeded(7),
        };
        let (_, rita) = team
            .viewer(&team.site, "rita", StaffRole::ReadOnly, &[])
            .await;
        let said = read(&store, &rita).await;
        assert_eq!(
            said,
            [
                (Counted::Finished, 0, 0, 3),
                (Counted::Approved, 1, 0, 1),
                (Counted::Approved, 5, 0, 1),
                (Counted::InTime, 1, 1, 1),
                (Counted::InTime, 2, 2, 1),
                (Counted::Late, 5, 5, 1),
            ]
        );
        counts(NOW).await;
        counts(NOW + 2 * DAY).await;
        assert_eq!(
            read(&store, &rita).await,
            said,
            "counted anew, not once more"
        );
        let gone = server::store::EndedBefore {
            requests: NOW + 99 * DAY,
            memberships: NOW + 99 * DAY,
        };
        assert_eq!(
            store.delete_ended(&desk.site, gone).await.unwrap().requests,
            1
        );
        counts(NOW).await;
        assert_eq!(read(&store, &rita).await, said);
    });
}

#[test]
fn who_came_is_counted_and_taken_back_for_a_week_and_stays_when_they_have_gone() {
    on_each_at(&async |store: Store, url: &str| {
        let desk = Desk::open(&store, approval(None)).await;
        for name in ["rosa", "sam"] {
            desk.joins(name).await;
        }
        let requests = desk.requests().await;
        let (site, group) = (desk.site.as_str(), &requests[0].group_id);
        for (at, days) in [(0, 0), (1, 0), (0, 7), (1, 20)] {
            let (id, starts) = (&requests[at].id, NOW + days * DAY);
            let insert = format!(
                "INSERT INTO attendance (site_id, group_id, starts_at, request_id, came, noted_by, \
                 noted_at) VALUES ('{site}', '{group}', {starts}, '{id}', true, 'x', {starts})"
            );
            execute(url, insert).await;
        }
        let day_of = |at: i64| (at - NOW) / DAY;
        let team = Team {
            store: store.clone(),
            elsewhere: desk.site.clone(),
            site: desk.site.clone(),
            chance: Chance::seeded(7),
        };
        let (_, rita) = team
            .viewer(&team.site, "rita", StaffRole::ReadOnly, &[])
            .await;
        let counts = async |anew_from| {
            let counting = store.count_attendance(&desk.site, NOW, &day_of, anew_from);
            counting.await.unwrap();
            read(&store, &rita).await
        };
        let all = [
            (Counted::Came, 0, 0, 2),
            (Counted::Came, 7, 0, 1),
            (Counted::Came, 20, 0, 1),
            (Counted::Returned, 7, 0, 1),
            (Counted::Returned, 20, 0, 1),
        ];
        assert_eq!(counts(12).await, all);
        assert_eq!(counts(12).await, all, "counted anew, not once more");
        execute(url, "UPDATE attendance SET came = false".to_owned()).await;
        let left = [all[0], all[1], all[3]];
        assert_eq!(counts(12).await, left, "the newest is taken back");
        execute(url, "DELETE FROM attendance".to_owned()).await;
        assert_eq!(counts(12).await, left);
    });
}

async fn searched(store: &Store, site: &SiteId, words: &str, times: i64) {
    for day in 0..times {
        let added = store.add_search_in_vain(site, words, day, NOW);
        added.await.unwrap();
    }
}

#[test]
fn words_are_told_once_they_have_come_five_times() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let role = StaffRole::Coordinator;
        let (_, cleo) = team.viewer(&team.site, "cleo", role, &[]).await;
        let (_, ella) = team.viewer(&team.elsewhere, "ella", role, &[]).await;
        let role = StaffRole::Facilitator;
        let (_, fay) = team.viewer(&team.site, "fay", role, &["mornings"]).await;
        let told = async |viewer| store.list_searches_in_vain(viewer).await.unwrap();
        searched(&store, &team.site, "lymph oedema", 4).await;
        searched(&store, &team.elsewhere, "lymph oedema", 1).await;
        assert!(told(&cleo).await.is_empty());
        let sealed = count(url, "searches_in_vain").await;
        assert_eq!(sealed, 2);
        searched(&store, &team.site, "lymph oedema", 1).await;
        searched(&store, &team.site, "harp", 6).await;
        let both = [("harp".to_owned(), 6), ("lymph oedema".to_owned(), 5)];
        assert_eq!(told(&cleo).await, both);
        assert!(told(&ella).await.is_empty());
        assert!(told(&fay).await.is_empty(), "not the whole site's");
    });
}

#[test]
fn words_are_found_again_under_another_key() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        searched(&store, &team.site, "harp", 3).await;
        let other = || Sealer::new([8; 32], Chance::seeded(21));
        let former = BASE64_STANDARD.encode([7; 32]);
        let both = other().with_former(&former).unwrap();
        let both = Store::open(url, both, Chance::seeded(31)).await.unwrap();
        searched(&both, &team.site, "harp", 1).await;
        let anew = both.seal_anew(&team.site, SealedColumn::Words, "");
        assert_eq!(anew.await.unwrap().sealed, 1);
        let other = Store::open(url, other(), Chance::seeded(41)).await.unwrap();
        searched(&other, &team.site, "harp", 1).await;
        assert_eq!(count(url, "searches_in_vain WHERE n = 5").await, 1);
        let role = StaffRole::Coordinator;
        let team = Team {
            store: other.clone(),
            ..team
        };
        let (_, cleo) = team.viewer(&team.site, "cleo", role, &[]).await;
        let told = other.list_searches_in_vain(&cleo).await.unwrap();
        assert_eq!(told, [("harp".to_owned(), 5)]);
    });
}
