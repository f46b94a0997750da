//! Places are offered out of the line, and who asked here moves to another group.

use api_types::{JoinState, SilenceReason};
use server::store::{Decided, Decision, InLine, Moved, Store};

use super::{House, MINUTE};
use crate::{
    joining::{DAY, application, approval},
    support::{NOW, count, on_each, on_each_at, own, record},
};

#[test]
fn places_are_offered_in_the_line_and_out_of_it() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        house.desk.joins("rosa").await;
        for (name, at) in [("anna", 1), ("bea", 2), ("cora", 3)] {
            house.desk.joins_at(name, NOW + at).await;
        }
        assert_eq!(
            house.offers(&house.fay, "anna", NOW).await,
            Some(InLine::Full)
        );
        house.capacity(3).await;
        assert_eq!(
            house.offers(&house.fay, "bea", NOW + MINUTE).await,
            Some(InLine::Now)
        );
        assert_eq!(
            house.offers(&house.fay, "bea", NOW + MINUTE).await,
            Some(InLine::Now)
        );
        assert_eq!(
            house.line().await,
            [("anna".into(), Some(1)), ("cora".into(), Some(2))]
        );
        assert_eq!(
            house.skips(&house.fay, "anna", NOW + MINUTE).await,
            Some(InLine::Now)
        );
        assert_eq!(
            house.line().await,
            [("cora".into(), Some(1)), ("anna".into(), Some(2))]
        );
        assert_eq!(house.desk.places_taken().await, 2);
        let pending = Some(InLine::WrongState(JoinState::Pending));
        assert_eq!(house.skips(&house.fay, "rosa", NOW).await, pending);
        assert_eq!(house.offers(&house.fay, "rosa", NOW).await, pending);
    });
}

#[test]
fn who_moves_gives_a_place_back_takes_one_there_and_reads_anew() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        let others = own(vec![
            record("night", approval(Some(1))),
            record("walk", serde_json::json!({})),
        ]);
        store.apply_import(&house.desk.site, &others).await.unwrap();
        house.desk.joins("rosa").await;
        house.desk.joins("wanda").await;
        let rosa = house.id("rosa").await;
        let receipts = async || {
            store
                .list_acknowledgements(&house.desk.site, &rosa)
                .await
                .unwrap()
        };
        assert_eq!(receipts().await.len(), 1);
        for nowhere in ["night", "walk", "nothing"] {
            let moved = house.moves(&house.fay, &rosa, nowhere, NOW).await;
            assert_eq!(moved, Some(Moved::UnknownGroup), "{nowhere} is not hers");
        }
        let drop_in = house.moves(&house.cleo, &rosa, "walk", NOW).await;
        assert_eq!(
            drop_in,
            Some(Moved::UnknownGroup),
            "nobody joins it by a request"
        );
        let moved = house.moves(&house.cleo, &rosa, "night", NOW + MINUTE).await;
        assert_eq!(moved, Some(Moved::Now(JoinState::Pending)));
        assert_eq!(house.state("wanda").await, JoinState::Offered);
        assert_eq!(receipts().await, [], "those were of the other group");
        let twice = house.moves(&house.cleo, &rosa, "night", NOW + MINUTE).await;
        assert_eq!(twice, Some(Moved::Before(JoinState::Pending)));
        let (approve, sends) = (Decision::Approve, house.sends(&house.cleo, NOW));
        let decided = store.answer_request(&house.cleo, &rosa, approve, &sends, NOW + MINUTE);
        Box::pin(decided).await.unwrap();
        let approved = house
            .moves(&house.cleo, &rosa, "evening", NOW + MINUTE)
            .await;
        assert_eq!(approved, Some(Moved::WrongState(JoinState::Approved)));
    });
}

#[test]
fn who_is_in_the_other_group_already_is_not_moved_there() {
    on_each(async |store| {
        let house = House::open(&store, approval(None)).await;
        let night = own(vec![record("night", approval(None))]);
        store.apply_import(&house.desk.site, &night).await.unwrap();
        house.desk.joins("rosa").await;
        let (site, rosa) = (&house.desk.site, application("rosa"));
        let entering = server::store::Entering {
            group: "night",
            application: &rosa,
            acknowledged: None,
            reminders: false,
            answer_by: NOW + 3 * DAY,
            now: NOW,
        };
        let entered = Box::pin(store.enter_request(site, &entering, &house.desk));
        entered.await.unwrap();
        let id = house.id("rosa").await;
        let moved = house.moves(&house.cleo, &id, "night", NOW).await;
        assert_eq!(moved, Some(Moved::ThereAlready));
    });
}

#[test]
fn an_offer_is_stopped_by_a_press_of_its_own_and_its_turn_is_kept() {
    on_each_at(&async |store: Store, url: &str| {
        let house = House::open(&store, approval(Some(1))).await;
        for (place, name) in (0..).zip(["rosa", "wanda", "willa"]) {
            house.desk.joins_at(name, NOW + place).await;
        }
        let decline = Decision::Decline;
        house
            .decides(&house.fay, "rosa", decline, NOW + MINUTE)
            .await;
        let batch = store.list_outgoing(&house.fay).await.unwrap().remove(0);
        let stop = async || {
            let stopped = store.stop_outgoing(&house.fay, &batch.batch, NOW + 2 * MINUTE);
            stopped.await.unwrap().unwrap()
        };
        let first = stop().await;
        assert_eq!((first.stopped, first.gone), (1, 0));
        assert_eq!(house.state("wanda").await, JoinState::Offered);
        let waiting = "outbox WHERE kind = 'offered' AND state = 'waiting'";
        assert_eq!(count(url, waiting).await, 1, "wanda hears of her place");
        let second = stop().await;
        assert_eq!((second.stopped, second.gone), (2, 0));
        assert_eq!(house.state("wanda").await, JoinState::Waitlisted);
        assert_eq!(house.desk.places_taken().await, 0);
        let line = house.line().await;
        assert_eq!(line[0], ("wanda".into(), Some(1)), "not behind willa");
        assert_eq!(stop().await, second, "a press too many changes nothing");
    });
}

#[test]
fn a_place_is_not_offered_to_who_nobody_may_tell() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        for name in ["rosa", "wanda"] {
            house.desk.joins(name).await;
        }
        let (wanda, died) = (house.id("wanda").await, SilenceReason::Died);
        let silenced = store.silence_member(&house.fay, &wanda, died, NOW).await;
        assert!(silenced.unwrap().is_some());
        house.capacity(2).await;
        let offered = house.offers(&house.fay, "wanda", NOW).await;
        assert_eq!(offered, Some(InLine::Silent));
        assert_eq!(house.state("wanda").await, JoinState::Waitlisted);
        assert_eq!(house.desk.places_taken().await, 1);
    });
}

#[test]
fn who_nobody_may_tell_is_declined_unheard() {
    on_each(async |store| {
        let house = House::open(&store, approval(None)).await;
        for name in ["rosa", "wanda"] {
            house.desk.joins(name).await;
        }
        let (wanda, died) = (house.id("wanda").await, SilenceReason::Died);
        let silenced = store.silence_member(&house.fay, &wanda, died, NOW).await;
        assert!(silenced.unwrap().is_some());
        for (name, letters) in [("rosa", 1), ("wanda", 1)] {
            let declined = house
                .decides(&house.fay, name, Decision::Decline, NOW)
                .await;
            assert_eq!(declined, Some(Decided::Now(JoinState::Declined)));
            let outgoing = store.list_outgoing(&house.fay).await.unwrap();
            assert_eq!(outgoing.len(), letters, "after {name}");
        }
    });
}
