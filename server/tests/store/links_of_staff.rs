//! Links in letters to staff: they open for who may work in the group, and the trail knows of it.

use api_types::{JoinState, StaffRole};
use server::{
    domain::join::{TokenPurpose, hash_of},
    store::{Decided, Decision, KeepersChosen, Moved, Rang, Released, StaffId, Store, Viewer},
};

use crate::{
    joining::{DAY, Desk, application, approval},
    staff::Team,
    support::{NOW, count, execute, on_each, on_each_at, own, record},
};

/// A desk whose group fay looks after, and the coordinator cleo.
struct House {
    desk: Desk,
    cleo: Viewer,
    fay: StaffId,
}

impl House {
    async fn open(store: &Store) -> Self {
        let team = Team::open(store).await;
        let desk = Desk::open(store, approval(None)).await;
        let coordinator = StaffRole::Coordinator;
        let (_, cleo) = team.viewer(&team.site, "cleo", coordinator, &[]).await;
        let groups = ["evening", "mornings"];
        let fay = team.add(&team.site, "fay", StaffRole::Facilitator, &groups);
        let house = Self {
            desk,
            cleo,
            fay: fay.await,
        };
        house.chooses(Some(&house.fay), None).await;
        house
    }

    async fn chooses(&self, owner: Option<&StaffId>, deputy: Option<&StaffId>) {
        let keepers = (owner.map(StaffId::as_str), deputy.map(StaffId::as_str));
        let chosen = self
            .desk
            .store
            .choose_keepers(&self.cleo, "evening", keepers, NOW);
        assert_eq!(chosen.await.unwrap(), KeepersChosen::Yes);
    }

    /// Gives fay other groups, or another role.
    async fn gives_fay(&self, role: StaffRole, groups: &[&str]) {
        let groups: Vec<String> = groups.iter().map(|&slug| slug.to_owned()).collect();
        let changed =
            self.desk
                .store
                .change_staff_role(&self.cleo, &self.fay, (role, &groups), NOW);
        assert!(changed.await.unwrap());
    }

    /// Whether a link opens the request.
    async fn opens(&self, link: &str) -> bool {
        let (store, site) = (&self.desk.store, &self.desk.site);
        let purpose = TokenPurpose::Review;
        let found = store.find_request_by_token(site, hash_of(link), purpose, NOW + 1);
        found.await.unwrap().is_some()
    }
}

#[test]
fn a_link_opens_for_as_long_as_its_reader_works_in_the_group() {
    on_each(async |store| {
        let house = House::open(&store).await;
        let desk = &house.desk;
        for name in ["rosa", "sam"] {
            desk.joins(name).await;
        }
        let ringo = desk.gives_number("ringo", "312-555-0142").await;
        let (rosa, sam) = (
            desk.last("pending", "rosa").link,
            desk.last("pending", "sam").link,
        );
        assert!(house.opens(&rosa).await);
        house.gives_fay(StaffRole::Facilitator, &["mornings"]).await;
        assert!(!house.opens(&rosa).await, "she leads another group");
        assert_eq!(
            desk.decide(&rosa, Decision::Approve, NOW + 1).await,
            Decided::Spent
        );
        let rang = store.prove_by_ringing(&desk.site, hash_of(&ringo), desk, NOW + 1);
        assert_eq!(Box::pin(rang).await.unwrap(), Rang::Spent);
        let let_go = store.release_letter(&desk.site, hash_of(&ringo), desk, NOW + 1);
        assert_eq!(Box::pin(let_go).await.unwrap(), Released::Spent);
        house.gives_fay(StaffRole::ReadOnly, &[]).await;
        assert!(!house.opens(&rosa).await, "she only reads");
        house.gives_fay(StaffRole::Facilitator, &["evening"]).await;
        assert!(house.opens(&rosa).await, "she leads it again");
        let approved = desk.decide(&rosa, Decision::Approve, NOW + 1).await;
        assert_eq!(approved, Decided::Now(JoinState::Approved));
        assert!(store.end_staff(&house.cleo, &house.fay, NOW).await.unwrap());
        assert!(!house.opens(&sam).await, "she is nobody's any more");
        let declined = desk.decide(&sam, Decision::Decline, NOW + 1).await;
        assert_eq!(declined, Decided::Spent);
    });
}

#[test]
fn who_works_in_a_group_no_more_looks_after_it_no_more() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        let fay = house.fay.as_str().to_owned();
        let keeps =
            async |column: &str| count(url, &format!("groups WHERE {column} = '{fay}'")).await;
        let hers = format!("tokens WHERE staff_id = '{fay}'");
        house.gives_fay(StaffRole::Facilitator, &["evening"]).await;
        assert_eq!(keeps("owner_id").await, 1, "she works there still");
        house.gives_fay(StaffRole::Facilitator, &["mornings"]).await;
        assert_eq!(keeps("owner_id").await, 0);
        // Even where the group's row says so still.
        let again = format!("UPDATE groups SET owner_id = '{fay}' WHERE slug = 'evening'");
        execute(url, again).await;
        house.desk.joins("rosa").await;
        assert_eq!(count(url, &hers).await, 0, "no new link is hers");
        house.gives_fay(StaffRole::Coordinator, &[]).await;
        house.desk.joins("sam").await;
        assert_eq!(count(url, &hers).await, 1, "it works");
        house.chooses(None, Some(&house.fay)).await;
        assert!(store.end_staff(&house.cleo, &house.fay, NOW).await.unwrap());
        assert_eq!(keeps("deputy_id").await, 0);
    });
}

#[test]
fn a_deputy_who_left_is_waited_for_by_nobody() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        let (desk, site) = (&house.desk, &house.desk.site);
        house.gives_fay(StaffRole::Facilitator, &["mornings"]).await;
        let fay = house.fay.as_str();
        let deputy = format!("UPDATE groups SET deputy_id = '{fay}' WHERE slug = 'evening'");
        execute(url, deputy).await;
        desk.joins("rosa").await;
        let overdue = NOW + 4 * DAY;
        assert_eq!(store.tell_overdue(site, desk, overdue).await.unwrap(), 1);
        let still = store.tell_still_overdue(site, desk, overdue + 2 * DAY);
        assert_eq!(still.await.unwrap(), 0, "the coordinator had it at once");
    });
}

#[test]
fn a_request_that_moves_takes_the_links_of_its_former_group_with_it() {
    on_each(async |store| {
        let house = House::open(&store).await;
        let night = own(vec![record(
            "night",
            serde_json::json!({ "join_policy": "open" }),
        )]);
        store.apply_import(&house.desk.site, &night).await.unwrap();
        house.chooses(None, None).await;
        house.desk.joins("rosa").await;
        let link = house.desk.last("pending", "rosa").link;
        assert!(house.opens(&link).await);
        let id = house.desk.requests().await[0].id.clone();
        let moved = store.move_request(&house.cleo, &id, "night", &house.desk, NOW + 1);
        let moved = Box::pin(moved).await.unwrap();
        assert_eq!(moved, Some(Moved::Now(JoinState::Approved)));
        assert!(!house.opens(&link).await);
        // Nor does it open again when the place there is taken back.
        let back = store.take_decision_back(&house.cleo, &id, NOW + 1);
        Box::pin(back).await.unwrap();
        assert!(!house.opens(&link).await);
    });
}

#[test]
fn what_is_read_and_decided_by_a_link_is_in_the_trail() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store).await;
        let (desk, site) = (&house.desk, &house.desk.site);
        desk.joins("rosa").await;
        let fay = house.fay.as_str();
        let events = async |who: &str, what: &str| {
            let of = format!("audit_events WHERE who = '{who}' AND what = '{what}'");
            count(url, &of).await
        };
        let rosa = hash_of(&desk.last("pending", "rosa").link);
        let id = desk.requests().await[0].id.clone();
        for (now, times) in [(NOW, 1), (NOW + DAY - 1, 1), (NOW + DAY + 1, 2)] {
            let noted = store.note_read_by_link(site, rosa, &id, now);
            noted.await.unwrap();
            assert_eq!(events(fay, "saw-request").await, times, "once a day");
        }
        let decided = store.decide(site, rosa, Decision::Approve, desk, NOW);
        Box::pin(decided).await.unwrap();
        assert_eq!(events(fay, "request-approved").await, 1);
        // A link to an address of the site's is whoever's reads there.
        house.chooses(None, None).await;
        let ringo = desk.gives_number("ringo", "312-555-0142").await;
        let rang = store.prove_by_ringing(site, hash_of(&ringo), desk, NOW);
        Box::pin(rang).await.unwrap();
        desk.decide(&ringo, Decision::Decline, NOW).await;
        desk.asks_for_review(&application("hedda")).await;
        let hedda = hash_of(&desk.last("to-review", "hedda").link);
        let let_go = store.release_letter(site, hedda, desk, NOW);
        assert_eq!(Box::pin(let_go).await.unwrap(), Released::Now);
        for what in ["call-reached", "request-declined", "request-released"] {
            assert_eq!(events("link", what).await, 1, "{what}");
        }
    });
}
