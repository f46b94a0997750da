//! Reading the audit trail, and what is only seen, on both databases.

use api_types::StaffRole;
use server::{
    domain::staff::{Deed, Power},
    store::{EventsAsked, GroupId, Store, StoredEvent, Viewer},
};

use crate::{
    staff::Team,
    support::{NOW, count, on_each, on_each_at},
};

const DAY: i64 = 24 * 60 * 60 * 1_000;

async fn group(store: &Store, viewer: &Viewer, slug: &str) -> GroupId {
    let found = store.find_group_of_staff(viewer, Power::See, slug);
    found.await.unwrap().expect("they see it")
}

async fn events(store: &Store, viewer: &Viewer, asked: &EventsAsked<'_>) -> Vec<StoredEvent> {
    store.list_events(viewer, asked).await.unwrap()
}

fn all() -> EventsAsked<'static> {
    EventsAsked {
        limit: 100,
        ..EventsAsked::default()
    }
}

#[test]
fn what_is_seen_is_written_down_once_a_day_for_each_who_sees_it() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let (_, ana) = team
            .viewer(&team.site, "ana", StaffRole::ReadOnly, &[])
            .await;
        let (_, fay) = team
            .viewer(&team.site, "fay", StaffRole::Facilitator, &["mornings"])
            .await;
        let (mornings, evenings) = (
            group(&store, &ana, "mornings").await,
            group(&store, &ana, "evenings").await,
        );
        let sees = async |viewer: &Viewer, group: &GroupId, now| {
            let thing = ("group", group.as_str());
            let noted = store.note_seen(viewer, Deed::SawMembers, thing, group, now);
            noted.await.unwrap();
            count(url, "audit_events WHERE what = 'saw-members'").await
        };
        assert_eq!(sees(&ana, &mornings, NOW).await, 1);
        assert_eq!(
            sees(&ana, &mornings, NOW + DAY - 1).await,
            1,
            "the same day"
        );
        assert_eq!(sees(&ana, &evenings, NOW).await, 2, "another group");
        assert_eq!(sees(&fay, &mornings, NOW).await, 3, "somebody else");
        assert_eq!(sees(&fay, &evenings, NOW).await, 3, "not theirs to see");
        assert_eq!(sees(&ana, &mornings, NOW + DAY).await, 4, "the next day");
    });
}

#[test]
fn the_trail_is_read_in_pages_and_in_parts_by_coordinators_alone() {
    on_each(async |store| {
        let team = Team::open(&store).await;
        let (cleo_id, cleo) = team
            .viewer(&team.site, "cleo", StaffRole::Coordinator, &[])
            .await;
        let (_, rita) = team
            .viewer(&team.site, "rita", StaffRole::ReadOnly, &[])
            .await;
        let (_, ella) = team
            .viewer(&team.elsewhere, "ella", StaffRole::Coordinator, &[])
            .await;
        let mornings = group(&store, &cleo, "mornings").await;
        let noted = store.note_seen(
            &cleo,
            Deed::SawMembers,
            ("group", mornings.as_str()),
            &mornings,
            NOW + DAY,
        );
        noted.await.unwrap();
        let whole = events(&store, &cleo, &all()).await;
        assert!(whole.windows(2).all(|two| two[0].id > two[1].id));
        let newest = &whole[0];
        assert_eq!(
            (&*newest.what, &*newest.who),
            ("saw-members", cleo_id.as_str())
        );
        assert_eq!(newest.called.as_deref(), Some("mornings"));
        let mut paged = Vec::new();
        loop {
            let before = paged
                .last()
                .map_or("", |one: &StoredEvent| &one.id)
                .to_owned();
            let asked = EventsAsked {
                before: &before,
                limit: 2,
                ..EventsAsked::default()
            };
            let page = events(&store, &cleo, &asked).await;
            if page.is_empty() {
                break;
            }
            paged.extend(page);
        }
        assert_eq!(paged, whole);
        in_parts(
            &store,
            &cleo,
            (cleo_id.as_str(), mornings.as_str()),
            whole.len(),
        )
        .await;
        for other in [&rita, &team.nobody(&rita).await] {
            assert!(events(&store, other, &all()).await.is_empty());
            assert!(store.list_deeds(other).await.unwrap().is_empty());
            assert!(store.list_named_staff(other).await.unwrap().is_empty());
        }
        let theirs = events(&store, &ella, &all()).await;
        assert!(theirs.iter().all(|one| !whole.contains(one)));
        let deeds = store.list_deeds(&cleo).await.unwrap();
        assert_eq!(
            deeds,
            [
                "ended",
                "invited",
                "link-printed",
                "saw-members",
                "signed-in"
            ]
        );
    });
}

/// The trail of one who looked at one group once, a day later than all else.
async fn in_parts(
    store: &Store,
    cleo: &Viewer,
    (cleo_id, mornings): (&str, &str),
    all_of_them: usize,
) {
    for (asked, many) in [
        (
            EventsAsked {
                what: "saw-members",
                ..all()
            },
            1,
        ),
        (
            EventsAsked {
                who: cleo_id,
                ..all()
            },
            2,
        ),
        (
            EventsAsked {
                who: "operator",
                ..all()
            },
            all_of_them - 3,
        ),
        (
            EventsAsked {
                thing_id: mornings,
                ..all()
            },
            1,
        ),
        (
            EventsAsked {
                thing: "group",
                ..all()
            },
            1,
        ),
        (
            EventsAsked {
                from: Some(NOW + 1),
                ..all()
            },
            1,
        ),
        (
            EventsAsked {
                to: Some(NOW + DAY),
                ..all()
            },
            all_of_them - 1,
        ),
    ] {
        assert_eq!(events(store, cleo, &asked).await.len(), many, "{asked:?}");
    }
}

impl Team {
    /// Somebody who was taken off while they were signed in.
    async fn nobody(&self, of: &Viewer) -> Viewer {
        let operator = Viewer::operator(&self.site);
        let named = self.store.list_named_staff(&operator).await.unwrap();
        let rita = named.iter().find(|one| one.name == "rita").unwrap();
        let ended = self.store.end_staff(&operator, &rita.id, NOW).await;
        assert!(ended.unwrap());
        let named = self.store.list_named_staff(&operator).await.unwrap();
        assert!(named.iter().any(|one| one.name == "rita" && one.has_ended));
        of.clone()
    }
}

#[test]
fn a_copy_is_noted_with_what_and_never_of_whom() {
    on_each_at(&async |store: Store, url: &str| {
        let team = Team::open(&store).await;
        let (_, fay) = team
            .viewer(&team.site, "fay", StaffRole::Facilitator, &["mornings"])
            .await;
        let mornings = group(&store, &fay, "mornings").await;
        let takes = async |power, group| {
            let noted = store.note_export(&fay, power, ("members.csv", group), NOW);
            noted.await.unwrap()
        };
        assert!(takes(Power::See, Some(&mornings)).await);
        assert!(takes(Power::See, None).await);
        assert!(!takes(Power::Manage, None).await, "not a facilitator's");
        let of_group = format!(
            "audit_events WHERE what = 'exported' AND thing = 'members.csv' AND thing_id = '{}'",
            mornings.as_str()
        );
        assert_eq!(count(url, &of_group).await, 1);
        assert_eq!(count(url, "audit_events WHERE what = 'exported'").await, 2);
    });
}
