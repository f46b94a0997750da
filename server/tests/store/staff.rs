//! Who is on the staff and what they may, on both databases.

use api_types::{Choice, StaffRole};
use serde_json::json;
use server::{
    clock::Chance,
    domain::{
        join::hash_of,
        letter::{Letter, NewLetter},
        staff::{LinkPurpose, Power, Reach, SessionToken, StaffDetails, StaffLink, Stay},
    },
    store::{Added, Invitation, NewSession, SiteId, StaffId, Store, StoreError, Viewer},
};

use crate::support::{NOW, count, execute, on_each, on_each_at, own, record};

pub const MINUTE: i64 = 60 * 1_000;

/// Two sites with the groups `mornings` and `evenings` each.
pub struct Team {
    pub store: Store,
    pub site: SiteId,
    pub elsewhere: SiteId,
    pub chance: Chance,
}

impl Team {
    pub async fn open(store: &Store) -> Self {
        let mut sites = Vec::new();
        for slug in ["riverside", "lakeside"] {
            let site = store.add_site(slug, NOW).await.unwrap();
            let groups = ["mornings", "evenings"].map(|slug| record(slug, json!({})));
            store
                .apply_import(&site, &own(groups.into()))
                .await
                .unwrap();
            sites.push(site);
        }
        Self {
            store: store.clone(),
            elsewhere: sites.pop().unwrap(),
            site: sites.pop().unwrap(),
            chance: Chance::seeded(77),
        }
    }

    pub fn link(&self, purpose: LinkPurpose) -> StaffLink {
        StaffLink::new(purpose, &self.chance)
    }

    pub async fn add_as(
        &self,
        viewer: &Viewer,
        name: &str,
        role: StaffRole,
        groups: &[&str],
    ) -> Result<Added, StoreError> {
        let link = self.link(LinkPurpose::Invite);
        let invitation = Invitation {
            link: &link,
            letter: None,
        };
        let groups: Vec<String> = groups.iter().map(|&slug| slug.to_owned()).collect();
        self.store
            .add_staff(viewer, &details(name), (role, &groups), &invitation, NOW)
            .await
    }

    /// Takes somebody on in a site, at the command line.
    pub async fn add(
        &self,
        site: &SiteId,
        name: &str,
        role: StaffRole,
        groups: &[&str],
    ) -> StaffId {
        let added = self
            .add_as(&Viewer::operator(site), name, role, groups)
            .await;
        match added.unwrap() {
            Added::Yes(id) => id,
            other => panic!("{name}: {other:?}"),
        }
    }

    /// Signs somebody in; answers the hash of the session.
    pub async fn enter(&self, site: &SiteId, name: &str, now: i64) -> [u8; 32] {
        let link = self.link(LinkPurpose::SignIn);
        let email = format!("{name}@example.org");
        let operator = Viewer::operator(site);
        let added = self.store.add_printed_link(&operator, &email, &link, now);
        assert!(added.await.unwrap(), "{name}");
        let token = SessionToken::new(&self.chance);
        let session = session(&token);
        let entered = self.store.sign_in(site, link.hash(), &session, now);
        assert!(entered.await.unwrap().is_some(), "{name}");
        token.hash()
    }

    /// Takes somebody on and signs them in.
    pub async fn viewer(
        &self,
        site: &SiteId,
        name: &str,
        role: StaffRole,
        groups: &[&str],
    ) -> (StaffId, Viewer) {
        let id = self.add(site, name, role, groups).await;
        let hash = self.enter(site, name, NOW).await;
        let found = self.store.find_signed_in(hash, NOW).await.unwrap();
        (id, found.expect("they are signed in").viewer)
    }
}

pub fn session(token: &SessionToken) -> NewSession<'_> {
    NewSession {
        token,
        stay: Stay::Today,
        device: "Firefox, Linux",
        replaces: None,
    }
}

pub fn details(name: &str) -> StaffDetails {
    StaffDetails {
        name: name.to_owned(),
        email: format!("{name}@example.org"),
        language: "en".to_owned(),
    }
}

#[test]
fn what_a_role_may_is_in_the_query_as_it_is_in_the_table() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        for (site, other) in [(&team.site, &team.elsewhere), (&team.elsewhere, &team.site)] {
            for role in StaffRole::ALL {
                let name = role.as_str();
                let (_, viewer) = team.viewer(site, name, *role, &["mornings"]).await;
                for power in Power::ALL {
                    let reaches = async |slug: &str| {
                        let found = store.find_group_of_staff(&viewer, power, slug);
                        found.await.unwrap()
                    };
                    let (own, others) = match power.reach(*role) {
                        Reach::Site => (true, true),
                        Reach::OwnGroups => (true, false),
                        Reach::Nothing => (false, false),
                    };
                    let said = format!("{name} {power:?}");
                    let found = reaches("mornings").await;
                    assert_eq!(found.is_some(), own, "{said}");
                    if let Some(found) = found {
                        let theirs = store.find_group(site, "mornings").await.unwrap();
                        assert_eq!(theirs.unwrap().id, found, "{said}: of their own site");
                        let foreign = store.find_group(other, "mornings").await.unwrap();
                        assert_ne!(foreign.unwrap().id, found, "{said}");
                    }
                    assert_eq!(reaches("evenings").await.is_some(), others, "{said}");
                    assert_eq!(reaches("nights").await, None, "{said}");
                }
            }
        }
    });
}

#[test]
fn who_may_not_choose_the_staff_changes_nothing_and_learns_nothing() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let ana = team.add(&team.site, "ana", StaffRole::ReadOnly, &[]).await;
        let events = async || count(url, "audit_events").await;
        let cases = [
            (&team.site, StaffRole::Facilitator),
            (&team.site, StaffRole::ReadOnly),
            (&team.elsewhere, StaffRole::Coordinator),
        ];
        for (site, role) in cases {
            let (_, viewer) = team.viewer(site, role.as_str(), role, &["mornings"]).await;
            let before = events().await;
            let place = (StaffRole::Coordinator, &[][..]);
            let changed = store.change_staff_role(&viewer, &ana, place, NOW).await;
            assert!(!changed.unwrap(), "{role:?}");
            assert!(!store.end_staff(&viewer, &ana, NOW).await.unwrap());
            let link = team.link(LinkPurpose::SignIn);
            let printed = store.add_printed_link(&viewer, "ana@example.org", &link, NOW);
            assert!(!printed.await.unwrap());
            let listed = store.list_staff(&viewer).await.unwrap();
            assert!(listed.iter().all(|one| one.id != ana), "{role:?}");
            if *site == team.site {
                assert!(listed.is_empty());
                // Nobody learns so who is on the staff.
                for name in ["ana", "zoe"] {
                    let added = team.add_as(&viewer, name, role, &[]).await.unwrap();
                    assert_eq!(added, Added::NotAllowed);
                }
            }
            assert_eq!(events().await, before, "{role:?}");
        }
        let list = store
            .list_staff(&Viewer::operator(&team.site))
            .await
            .unwrap();
        let ana_now = list.iter().find(|one| one.id == ana).unwrap();
        assert_eq!(ana_now.role, StaffRole::ReadOnly);
    });
}

#[test]
fn a_coordinator_takes_on_changes_and_takes_off_others_but_never_themselves() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let coordinator = StaffRole::Coordinator;
        let (me, viewer) = team.viewer(&team.site, "cleo", coordinator, &[]).await;
        let facilitator = StaffRole::Facilitator;
        let added = team.add_as(&viewer, "ben", facilitator, &["mornings", "mornings"]);
        let Added::Yes(ben) = added.await.unwrap() else {
            panic!("a coordinator may")
        };
        let again = team.add_as(&viewer, "BEN", facilitator, &[]).await.unwrap();
        assert_eq!(again, Added::AlreadyStaff, "however it is written");
        let hash = team.enter(&team.site, "ben", NOW).await;
        let groups = async || {
            let found = store.find_signed_in(hash, NOW).await.unwrap().unwrap();
            let own = store.list_own_groups(&found.viewer).await.unwrap();
            own.into_iter().map(|(slug, _)| slug).collect::<Vec<_>>()
        };
        assert_eq!(groups().await, ["mornings"]);
        let evenings = ["evenings".to_owned()];
        let change = async |staff: &StaffId, place: (StaffRole, &[String])| {
            store.change_staff_role(&viewer, staff, place, NOW).await
        };
        assert!(change(&ben, (facilitator, &evenings)).await.unwrap());
        assert_eq!(groups().await, ["evenings"]);
        let unknown = ["mornings".to_owned(), "nights".to_owned()];
        let refused = change(&ben, (facilitator, &unknown)).await.unwrap_err();
        assert!(matches!(refused, StoreError::UnknownGroup(slug) if slug == "nights"));
        assert_eq!(groups().await, ["evenings"], "all or nothing");
        assert!(
            change(&ben, (StaffRole::ReadOnly, &evenings))
                .await
                .unwrap()
        );
        assert!(groups().await.is_empty(), "only facilitators have groups");

        assert!(!change(&me, (StaffRole::ReadOnly, &[])).await.unwrap());
        assert!(!store.end_staff(&viewer, &me, NOW).await.unwrap());
        assert!(store.end_staff(&viewer, &ben, NOW).await.unwrap());
        assert!(!store.end_staff(&viewer, &ben, NOW).await.unwrap(), "once");
        assert!(!change(&ben, (coordinator, &[])).await.unwrap());
        assert!(store.find_signed_in(hash, NOW).await.unwrap().is_none());
        let list = store.list_staff(&viewer).await.unwrap();
        assert_eq!(list.len(), 1);
        for (what, times) in [("invited", 2), ("role-changed", 2), ("ended", 1)] {
            let events = format!("audit_events WHERE what = '{what}'");
            assert_eq!(count(url, &events).await, times, "{what}");
        }
        let by_me = format!(
            "audit_events WHERE what = 'ended' AND who = '{}'",
            me.as_str()
        );
        assert_eq!(count(url, &by_me).await, 1);
        let thing = format!(
            "audit_events WHERE what = 'ended' AND thing_id = '{}'",
            ben.as_str()
        );
        assert_eq!(count(url, &thing).await, 1);
    });
}

#[test]
fn who_is_taken_off_is_forgotten_but_for_their_name_and_can_come_back() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let ana = team.add(&team.site, "ana", StaffRole::ReadOnly, &[]).await;
        let letter = NewLetter {
            request: None,
            to: "Ana@example.org".to_owned(),
            language: "en".to_owned(),
            time_zone: None,
            letter: Letter::SignIn {
                link: String::new(),
                until: String::new(),
            },
        };
        store.add_letter(&team.site, &letter, NOW).await.unwrap();
        store
            .add_letter(&team.elsewhere, &letter, NOW)
            .await
            .unwrap();
        let operator = Viewer::operator(&team.site);
        assert!(store.end_staff(&operator, &ana, NOW).await.unwrap());
        let left = async |rows: &str| count(url, rows).await;
        assert_eq!(left("staff WHERE LENGTH(email_hash) = 0").await, 1);
        assert_eq!(left("staff_links").await, 0, "the invitation went, too");
        assert_eq!(left("outbox").await, 1, "another site's letter stays");
        let found = store.find_staff_by_email(&team.site, "ana@example.org");
        assert!(found.await.unwrap().is_none());
        let again = team.add(&team.site, "ana", StaffRole::ReadOnly, &[]).await;
        assert_ne!(again, ana);
    });
}

#[test]
fn an_address_is_found_in_its_own_site_alone() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        let ana = team
            .add(&team.site, "ana", StaffRole::Coordinator, &[])
            .await;
        let find = async |site: &SiteId, email: &str| {
            let found = store.find_staff_by_email(site, email).await.unwrap();
            found.map(|staff| staff.id)
        };
        assert_eq!(find(&team.site, "ANA@example.org").await, Some(ana));
        assert_eq!(find(&team.elsewhere, "ana@example.org").await, None);
        assert_eq!(find(&team.site, "bea@example.org").await, None);
    });
}

#[test]
fn the_audit_trail_cannot_be_changed_and_goes_with_its_site_alone() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        team.add(&team.site, "ana", StaffRole::Coordinator, &[])
            .await;
        let refused = async |statement: &str| {
            let (url, statement) = (url.to_owned(), statement.to_owned());
            let tried = tokio::spawn(async move { execute(&url, statement).await });
            let panicked = tried.await.expect_err("it is refused").into_panic();
            let said = panicked.downcast_ref::<String>().unwrap();
            assert!(said.contains("audit events"), "{said}");
        };
        refused("UPDATE audit_events SET who = 'somebody else'").await;
        refused("DELETE FROM audit_events").await;
        if url.starts_with("postgres") {
            refused("TRUNCATE audit_events").await;
        }
        assert_eq!(count(url, "audit_events").await, 1);
        let site = team.site.as_str();
        execute(url, format!("DELETE FROM sites WHERE id = '{site}'")).await;
        assert_eq!(count(url, "audit_events").await, 0);
    });
}

#[test]
fn a_link_that_nobody_made_lets_nobody_in() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        let token = SessionToken::new(&team.chance);
        let session = session(&token);
        let entered = store.sign_in(&team.site, hash_of("x"), &session, NOW);
        assert_eq!(entered.await.unwrap(), None);
    });
}
