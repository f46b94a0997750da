//! Requests as the console reads them.

use api_types::{
    AnswerTold, Applicant, Decider, GroupOfStaff, JoinState, QueueState, QueuedRequest,
    RemovedBefore,
};

use crate::{
    domain::{join::Application, time::rfc3339},
    store::{self, QueueGroup},
};

/// One request. Who only reads does not learn how to reach anybody.
pub(super) fn told(queued: store::QueuedRequest, now: i64) -> QueuedRequest {
    let may_work = queued.may_work;
    let request = queued.request;
    let waits_for_us = matches!(
        queued.queue,
        Some(QueueState::ToAnswer | QueueState::ToRing | QueueState::ToLookAt)
    );
    let asked_at = request
        .asked_at
        .filter(|_| request.state == JoinState::Pending);
    QueuedRequest {
        queue: queued.queue,
        state: request.state,
        group: group(queued.group),
        requested_at: rfc3339(request.created_at),
        since: rfc3339(request.state_since),
        answer_by: rfc3339(request.answer_by),
        overdue: waits_for_us && request.answer_by < now,
        guidelines: queued.guidelines,
        calls: u32::try_from(queued.calls.0).unwrap_or(u32::MAX),
        last_call: queued.calls.1.map(rfc3339),
        question: request.question.map(|question| question.text),
        asked_at: asked_at.map(rfc3339),
        place_in_line: queued.place_in_line.and_then(|place| place.try_into().ok()),
        held_until: request.held_until.map(rfc3339),
        decided_by: queued.decided_by.map(|by| Decider {
            name: by.name,
            own: by.is_own,
        }),
        silence: request.silent_since.and(request.staff_words.silence),
        removed_before: queued.removal.map(|removal| RemovedBefore {
            at: rfc3339(removal.at),
            reason: removal.reason.filter(|_| may_work),
        }),
        person: person(request.application, may_work),
        reference: request.reference,
        id: request.id,
    }
}

/// A group to choose.
pub(super) fn group(group: QueueGroup) -> GroupOfStaff {
    GroupOfStaff {
        slug: group.slug,
        name: group.name,
    }
}

fn person(written: Application, may_work: bool) -> Applicant {
    let answers = written.answers.into_iter().map(|one| AnswerTold {
        yes_no: one.label.is_none() && ["yes", "no"].contains(&one.answer.as_str()),
        answer: one.label.unwrap_or(one.answer),
        asked: one.asked,
    });
    Applicant {
        answers: answers.collect(),
        consents: written.consents.into_iter().map(|one| one.text).collect(),
        display_name: written.display_name,
        contact: may_work.then_some(written.contact),
        language: written.language,
        on_behalf_of: written.on_behalf_of,
        filled_in_by: written.filled_in_by,
        age: written.age,
        pronouns: written.pronouns,
        audience: written.audience,
        stage: written.stage,
        access_needs: written.access_needs,
        introduction: written.introduction,
        share_introduction: written.share_introduction,
    }
}
