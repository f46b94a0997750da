//! Links and sessions of staff, on both databases.

use api_types::StaffRole;
use server::{
    domain::letter::{Letter, NewLetter},
    domain::staff::{LinkPurpose, SessionToken, Stay},
    store::{FoundLink, NewSession, SignIn, SiteId, StaffId, Store, Viewer},
};

use crate::{
    staff::{MINUTE, Team, details, session},
    support::{NOW, count, on_each, on_each_at},
};

const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Team {
    /// A letter with one link for what somebody is in these sites; gives the link's hash.
    async fn send_link(&self, staff: &[(SiteId, StaffId)]) -> [u8; 32] {
        let link = self.link(LinkPurpose::SignIn);
        let letter = NewLetter {
            request: None,
            to: "ana@example.org".to_owned(),
            language: "en".to_owned(),
            time_zone: None,
            letter: Letter::SignIn {
                link: link.path(),
                until: String::new(),
            },
        };
        let sign_in = SignIn {
            staff,
            link: &link,
            letter: (&staff[0].0, &letter),
        };
        self.store.add_sign_in_link(&sign_in, NOW).await.unwrap();
        link.hash()
    }

    async fn spend(&self, site: &SiteId, link: [u8; 32], now: i64) -> Option<StaffId> {
        let token = SessionToken::new(&self.chance);
        let session = session(&token);
        self.store.sign_in(site, link, &session, now).await.unwrap()
    }

    async fn set_up(&self, site: &SiteId, link: [u8; 32], now: i64) -> Option<StaffId> {
        let token = SessionToken::new(&self.chance);
        let (session, ana) = (session(&token), details("ana"));
        let done = self.store.set_up_console(site, link, &ana, &session, now);
        done.await.unwrap()
    }
}

#[test]
fn a_link_lets_in_once_in_time_and_only_where_it_stands() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let ana = team
            .add(&team.site, "ana", StaffRole::Coordinator, &[])
            .await;
        let staff = [(team.site.clone(), ana.clone())];
        let link = team.send_link(&staff).await;
        let later = team.send_link(&staff).await;
        assert_eq!(team.spend(&team.elsewhere, link, NOW).await, None);
        assert_eq!(team.spend(&team.site, link, NOW + 15 * MINUTE).await, None);
        let holds = async |link| {
            let found = store.find_staff_links(link, &[LinkPurpose::SignIn], NOW);
            found.await.unwrap().iter().any(|found| found.holds)
        };
        assert!(holds(link).await, "to try it elsewhere spends nothing");
        let none = store.find_staff_links(link, &[LinkPurpose::SetUp], NOW);
        assert_eq!(none.await.unwrap(), []);
        let in_time = NOW + 15 * MINUTE - 1;
        assert_eq!(team.spend(&team.site, link, in_time).await, Some(ana));
        assert_eq!(team.spend(&team.site, link, in_time).await, None, "once");
        assert!(!holds(later).await, "who is in needs no other link");
        assert_eq!(count(url, "audit_events WHERE what = 'signed-in'").await, 1);
        assert_eq!(count(url, "outbox WHERE kind = 'sign-in'").await, 2);
    });
}

#[test]
fn one_link_to_two_sites_lets_into_one_of_them() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        let here = team
            .add(&team.site, "ana", StaffRole::Coordinator, &[])
            .await;
        let there = team
            .add(&team.elsewhere, "ana", StaffRole::ReadOnly, &[])
            .await;
        let staff = [
            (team.site.clone(), here),
            (team.elsewhere.clone(), there.clone()),
        ];
        let link = team.send_link(&staff).await;
        let found = store.find_staff_links(link, &[LinkPurpose::SignIn], NOW);
        assert_eq!(found.await.unwrap().len(), 2);
        let entered = team.spend(&team.elsewhere, link, NOW).await;
        assert_eq!(entered, Some(there), "as what they are there");
        assert_eq!(team.spend(&team.site, link, NOW).await, None);
    });
}

#[test]
fn of_many_who_press_at_once_one_gets_in() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let ana = team
            .add(&team.site, "ana", StaffRole::Coordinator, &[])
            .await;
        let link = team.send_link(&[(team.site.clone(), ana)]).await;
        let presses = (0..8).map(|_| team.spend(&team.site, link, NOW));
        let entered = futures_util::future::join_all(presses).await;
        assert_eq!(entered.into_iter().flatten().count(), 1);
        assert_eq!(count(url, "staff_sessions").await, 1);
    });
}

#[test]
fn a_set_up_link_makes_one_coordinator_of_its_own_site() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let add = async |anew: bool, now: i64| {
            let link = team.link(LinkPurpose::SetUp);
            let added = store.add_set_up_link(&team.site, &link, anew, now);
            (added.await.unwrap(), link.hash())
        };
        let (added, first) = add(false, NOW).await;
        assert!(added);
        assert!(!add(false, NOW + DAY - 1).await.0, "one holds still");
        let (added, second) = add(true, NOW).await;
        assert!(added);
        assert_eq!(team.set_up(&team.site, first, NOW).await, None, "replaced");
        assert_eq!(team.set_up(&team.elsewhere, second, NOW).await, None);
        assert_eq!(
            team.spend(&team.site, second, NOW).await,
            None,
            "no way to sign in"
        );
        assert_eq!(
            team.set_up(&team.site, second, NOW + DAY).await,
            None,
            "too late"
        );
        let ana = team
            .set_up(&team.site, second, NOW)
            .await
            .expect("the first");
        assert_eq!(team.set_up(&team.site, second, NOW).await, None, "once");
        assert!(!add(true, NOW).await.0, "there is staff");
        let list = store
            .list_staff(&Viewer::operator(&team.site))
            .await
            .unwrap();
        assert_eq!((list.len(), &list[0].id), (1, &ana));
        assert_eq!(list[0].role, StaffRole::Coordinator);
        assert_eq!(count(url, "audit_events WHERE what = 'set-up'").await, 1);
    });
}

#[test]
fn a_set_up_link_is_void_once_there_is_staff() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        let link = team.link(LinkPurpose::SetUp);
        let added = store.add_set_up_link(&team.site, &link, false, NOW).await;
        assert!(added.unwrap());
        team.add(&team.site, "bea", StaffRole::Coordinator, &[])
            .await;
        assert_eq!(team.set_up(&team.site, link.hash(), NOW).await, None);
        let found = store.find_staff_links(link.hash(), &[LinkPurpose::SetUp], NOW);
        let site = team.site.clone();
        assert_eq!(found.await.unwrap(), [FoundLink { site, holds: true }]);
    });
}

#[test]
fn a_session_ends_when_it_lies_unused_and_at_its_end_however_it_is_used() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        team.add(&team.site, "ana", StaffRole::Coordinator, &[])
            .await;
        let idle = team.enter(&team.site, "ana", NOW).await;
        let used = team.enter(&team.site, "ana", NOW).await;
        let holds = async |hash, now| store.find_signed_in(hash, now).await.unwrap().is_some();
        for hour in 1..12 {
            assert!(holds(used, NOW + hour * HOUR).await, "{hour}");
        }
        assert!(holds(used, NOW + 12 * HOUR - 1).await);
        assert!(!holds(used, NOW + 12 * HOUR).await, "the day is over");
        assert!(!holds(idle, NOW + 2 * HOUR).await);
        assert!(holds(idle, NOW + 2 * HOUR - 1).await);
        assert!(!holds([0; 32], NOW).await);
    });
}

#[test]
fn use_is_noted_once_a_minute_at_most() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        team.add(&team.site, "ana", StaffRole::Coordinator, &[])
            .await;
        let hash = team.enter(&team.site, "ana", NOW).await;
        let seen =
            async |at: i64| count(url, &format!("staff_sessions WHERE seen_at = {at}")).await;
        store.find_signed_in(hash, NOW + MINUTE - 1).await.unwrap();
        assert_eq!(seen(NOW).await, 1, "no write for every request");
        store.find_signed_in(hash, NOW + MINUTE).await.unwrap();
        assert_eq!(seen(NOW + MINUTE).await, 1);
    });
}

#[test]
fn everybody_sees_and_ends_their_own_sessions_and_nobody_elses() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        let role = StaffRole::Coordinator;
        let (_, ana) = team.viewer(&team.site, "ana", role, &[]).await;
        let hash = team.enter(&team.site, "ana", NOW + MINUTE).await;
        let (_, bea) = team.viewer(&team.site, "bea", role, &[]).await;
        let (_, far) = team.viewer(&team.elsewhere, "ana", role, &[]).await;
        let list = async |viewer| store.list_sessions(viewer, NOW + MINUTE).await.unwrap();
        let mine = list(&ana).await;
        assert_eq!(mine.len(), 2);
        assert_eq!(mine[0].device, "Firefox, Linux");
        assert_eq!(mine[0].created_at, NOW + MINUTE, "the newest first");
        let end = async |viewer, id: &str| store.end_session(viewer, id, NOW).await.unwrap();
        for other in [&bea, &far] {
            assert_eq!(list(other).await.len(), 1);
            assert!(!end(other, &mine[0].id).await);
            assert_eq!(store.end_other_sessions(other, "", NOW).await.unwrap(), 1);
        }
        assert_eq!(list(&ana).await, mine);
        assert_eq!(
            store
                .end_other_sessions(&ana, &mine[1].id, NOW)
                .await
                .unwrap(),
            1
        );
        assert!(store.find_signed_in(hash, NOW).await.unwrap().is_none());
        assert!(end(&ana, &mine[1].id).await);
        assert!(list(&ana).await.is_empty());
    });
}

#[test]
fn signing_in_anew_ends_what_the_browser_had_before() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        let ana = team
            .add(&team.site, "ana", StaffRole::Coordinator, &[])
            .await;
        let before = team.enter(&team.site, "ana", NOW).await;
        let link = team.send_link(&[(team.site.clone(), ana)]).await;
        let token = SessionToken::new(&team.chance);
        let new = NewSession {
            stay: Stay::Week,
            replaces: Some(before),
            ..session(&token)
        };
        store.sign_in(&team.site, link, &new, NOW).await.unwrap();
        assert!(store.find_signed_in(before, NOW).await.unwrap().is_none());
        let after = NOW + 3 * DAY - 1;
        assert!(
            store
                .find_signed_in(token.hash(), after)
                .await
                .unwrap()
                .is_some()
        );
    });
}

#[test]
fn what_is_over_is_deleted_and_what_holds_stays() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        team.add(&team.site, "ana", StaffRole::Coordinator, &[])
            .await;
        team.enter(&team.site, "ana", NOW).await;
        team.enter(&team.elsewhere_with_ana().await, "ana", NOW + HOUR)
            .await;
        let delete = async |now| store.delete_over_staff_access(now).await.unwrap();
        assert_eq!(delete(NOW + 2 * HOUR - 1).await, 0);
        assert_eq!(delete(NOW + 2 * HOUR).await, 1);
        assert_eq!(count(url, "staff_sessions").await, 1);
        let links = count(url, "staff_links").await;
        assert_eq!(delete(NOW + 3 * HOUR).await, 1);
        assert_eq!(
            count(url, "staff_links").await,
            links,
            "a used link is still known"
        );
        assert_eq!(delete(NOW + 40 * DAY).await, u64::try_from(links).unwrap());
    });
}

impl Team {
    async fn elsewhere_with_ana(&self) -> SiteId {
        self.add(&self.elsewhere, "ana", StaffRole::Coordinator, &[])
            .await;
        self.elsewhere.clone()
    }
}
