//! Applicants are asked something, or rung.

use api_types::{JoinState, QueueState};
use server::store::{Call, Called, Question, Questioned, TakenBack};

use super::{House, MINUTE};
use crate::{
    joining::{DAY, approval},
    support::{NOW, on_each},
};

#[test]
fn a_question_lets_the_promise_rest_for_a_week_and_no_longer() {
    on_each(async |store| {
        let house = House::open(&store, approval(None)).await;
        house.desk.joins("rosa").await;
        let (rosa, sends) = (house.id("rosa").await, house.sends(&house.fay, NOW));
        let question = Question {
            text: "Do you need a lift?".to_owned(),
        };
        let ask = async || {
            let asked = store.ask_applicant(&house.fay, &rosa, &question, &sends, NOW);
            asked.await.unwrap()
        };
        assert_eq!(ask().await, Some(Questioned::Now));
        assert_eq!(ask().await, Some(Questioned::Before));
        let request = house.desk.requests().await.remove(0);
        assert_eq!(
            (request.asked_at, request.answer_by),
            (Some(NOW), NOW + 10 * DAY)
        );
        assert_eq!(request.question.as_ref(), Some(&question));
        let counts = house.queue(&house.fay, None).await.counts;
        assert_eq!(counts[&QueueState::QuestionAsked], 1);
        let overdue = async |at| {
            store
                .tell_overdue(&house.desk.site, &house.desk, at)
                .await
                .unwrap()
        };
        assert_eq!(overdue(NOW + 9 * DAY).await, 0);
        assert_eq!(overdue(NOW + 11 * DAY).await, 1, "nobody is forgotten");
        let noted = store
            .note_answer(&house.fay, &rosa, &sends, NOW + DAY)
            .await;
        assert_eq!(noted.unwrap(), Some(Questioned::Now));
        let request = house.desk.requests().await.remove(0);
        assert_eq!((request.asked_at, request.answer_by), (None, NOW + 4 * DAY));
    });
}

#[test]
fn who_is_not_reached_is_rung_again_and_a_wrong_number_frees_the_place() {
    on_each(async |store| {
        let house = House::open(&store, approval(Some(1))).await;
        house.desk.gives_number("ringo", "312-555-0142").await;
        let late = NOW + 3 * DAY - 1;
        let again = Some(Called::Now(JoinState::Requested));
        for at in [NOW, late] {
            assert_eq!(
                house.calls(&house.fay, "ringo", Call::NotReached, at).await,
                again
            );
        }
        let queued = house
            .queue(&house.fay, Some(QueueState::ToRing))
            .await
            .requests
            .remove(0);
        assert_eq!(queued.calls, (2, Some(late)));
        assert_eq!(
            house.desk.lapse(NOW + 4 * DAY).await.unproved,
            0,
            "kept two days longer"
        );
        house.desk.joins("wanda").await;
        let wrong = house
            .calls(&house.fay, "ringo", Call::WrongNumber, NOW + 4 * DAY)
            .await;
        assert_eq!(wrong, Some(Called::Now(JoinState::Left)));
        assert_eq!(house.state("wanda").await, JoinState::Offered);
        let back = house
            .takes_back(&house.fay, "ringo", NOW + 4 * DAY + MINUTE)
            .await;
        assert_eq!(
            back,
            Some(TakenBack::Now(JoinState::Requested)),
            "a slip of the finger"
        );
        let reached = house
            .calls(&house.fay, "ringo", Call::Reached, NOW + 4 * DAY)
            .await;
        assert_eq!(reached, Some(Called::Now(JoinState::Pending)));
    });
}
