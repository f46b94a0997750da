//! All that is held about a person, to read and to take along.

use serde_json::{Value, json};

use super::{
    Frame,
    application::{steps, written},
    html::Html,
};
use crate::{
    domain::time::rfc3339,
    store::{
        NewNote, StoredCall, StoredConcern, StoredLetter, StoredLink, StoredRequest, StoredStep,
    },
    words::pages as keys,
};
use api_types::{AcknowledgementReceipt, Choice};

/// What the rows of one request hold.
pub struct Held {
    /// The request.
    pub request: StoredRequest,
    /// The group's name.
    pub group: String,
    /// What happened to it.
    pub steps: Vec<StoredStep>,
    /// What was acknowledged.
    pub receipts: Vec<AcknowledgementReceipt>,
    /// Letters to the person, and about them to staff.
    pub letters: Vec<StoredLetter>,
    /// Their links.
    pub links: Vec<StoredLink>,
    /// To which meetings they came, as staff noted it: start, and whether they came.
    pub attendance: Vec<(i64, bool)>,
    /// What they were to be told by telephone.
    pub calls: Vec<StoredCall>,
    /// What they said is wrong in the group.
    pub concerns: Vec<StoredConcern>,
    /// What they said with their name: when (ms since 1970 UTC), and what.
    pub notes: Vec<(i64, NewNote)>,
}

/// To read.
pub(super) fn readable(frame: Frame<'_>, held: &Held) -> Html {
    let words = frame.words;
    let application = &held.request.application;
    let zone = frame.zone_of(application);
    let letters = held.letters.len().to_string();
    let mut facts = vec![
        (words.say(keys::FACT_GROUP), Html::from(held.group.as_str())),
        (
            words.say(keys::FACT_REFERENCE),
            Html::reference(&held.request.reference),
        ),
        (
            words.say(keys::FACT_LANGUAGE),
            application.language.as_str().into(),
        ),
    ];
    let device = application.time_zone.as_deref();
    facts.extend(device.map(|zone| (words.say(keys::FACT_TIME_ZONE), zone.into())));
    let new_contact = held.request.new_contact.as_ref();
    facts.extend(new_contact.map(|contact| {
        (
            words.say(keys::FACT_NEW_ADDRESS),
            Html::typed(&contact.value),
        )
    }));
    facts.push((words.say(keys::FACT_LETTERS), letters.into()));
    written(words, application)
        .facts(facts)
        .p(words.say(keys::STEPS))
        .then(steps(words, &held.steps, zone))
}

/// To take along. Instants are RFC 3339 in UTC.
pub fn export(held: &Held) -> Value {
    let request = &held.request;
    let at = |ms: Option<i64>| ms.map(rfc3339);
    let steps = held
        .steps
        .iter()
        .map(|step| json!({ "step": step.step, "actor": step.actor, "at": rfc3339(step.at) }));
    let letters = held.letters.iter().map(|letter| {
        json!({
            "kind": letter.kind, "state": letter.state,
            "created_at": rfc3339(letter.created_at), "sent_at": at(letter.sent_at),
        })
    });
    let links = held.links.iter().map(|link| {
        json!({
            "purpose": link.purpose, "created_at": rfc3339(link.created_at),
            "expires_at": rfc3339(link.expires_at), "ended_at": at(link.ended_at),
        })
    });
    let attendance = held.attendance.iter();
    let attendance =
        attendance.map(|(start, came)| json!({ "meeting": rfc3339(*start), "came": came }));
    let calls = held.calls.iter().map(|call| {
        json!({
            "about": call.words.subject, "text": call.words.text,
            "created_at": rfc3339(call.created_at), "done_at": at(call.done_at),
        })
    });
    let concerns = held.concerns.iter().map(|concern| {
        json!({
            "text": concern.words.text, "ring": concern.words.ring,
            "at": rfc3339(concern.created_at), "read_at": at(concern.seen_at),
            "settled_at": at(concern.settled_at),
        })
    });
    let notes = held.notes.iter();
    let notes = notes.map(|(sent_at, said)| json!({ "sent_at": rfc3339(*sent_at), "said": said }));
    json!({
        "group": held.group,
        "reference": request.reference,
        "state": request.state.as_str(),
        "state_since": rfc3339(request.state_since),
        "requested_at": rfc3339(request.created_at),
        "address_proved_at": at(request.proved_at),
        "answer_promised_by": rfc3339(request.answer_by),
        "place_kept_until": at(request.held_until),
        "has_a_place": request.holds_place,
        "was_held_for_review": request.for_review,
        "reminders": request.reminders,
        "letters_about_new_guidelines": request.guidelines_letters,
        "messages_to_the_group": request.messages,
        "letters_that_ask_for_feedback": request.feedback_letters,
        "nobody_writes_since": at(request.silent_since),
        "paused_since": at(request.paused_since),
        "written_by_staff": request.staff_words,
        "attendance": attendance.collect::<Vec<_>>(),
        "calls": calls.collect::<Vec<_>>(),
        "told_the_coordinators": concerns.collect::<Vec<_>>(),
        "said_with_their_name": notes.collect::<Vec<_>>(),
        "written": request.application,
        "new_address": request.new_contact,
        "question_of_staff": request.question,
        "question_asked_at": at(request.asked_at),
        "guidelines_acknowledged": held.receipts,
        "steps": steps.collect::<Vec<_>>(),
        "letters": letters.collect::<Vec<_>>(),
        "links": links.collect::<Vec<_>>(),
    })
}
