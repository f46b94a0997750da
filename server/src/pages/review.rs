//! Staff's page on a request: all that the person wrote, and two buttons.

use api_types::{Choice, ContactKind, JoinState};

use super::{
    Frame,
    application::{steps, written},
    html::{Button, Html, quieter},
};
use crate::{
    domain::time::rfc3339,
    store::{Removal, StoredRequest, StoredStep},
    words::pages as keys,
};

/// What the page shows.
pub struct Review<'a> {
    /// The request.
    pub request: &'a StoredRequest,
    /// The group's name.
    pub group: &'a str,
    /// What happened so far.
    pub steps: &'a [StoredStep],
    /// Date by which an answer is promised, `YYYY-MM-DD`.
    pub answer_by: &'a str,
    /// That they were taken out of the group before.
    pub removal: Option<&'a Removal>,
    /// What has just been done, if anything.
    pub done: Option<Done>,
}

/// What staff did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// They have a place.
    Approved,
    /// Kindly declined.
    Declined,
    /// The letter to the address goes.
    Released,
    /// Their number is right.
    Rang,
    /// There was no place to give.
    Full,
    /// It was answered otherwise before.
    DecidedBefore,
}

/// The page.
pub fn review(frame: Frame<'_>, shown: &Review<'_>) -> String {
    let (words, request) = (frame.words, shown.request);
    let open = matches!(
        request.state,
        JoinState::Requested | JoinState::Pending | JoinState::Waitlisted | JoinState::Offered
    );
    let standing = words.choose(keys::STANDING, request.state.as_str());
    let mut facts = vec![
        (words.say(keys::FACT_GROUP), Html::from(shown.group)),
        (
            words.say(keys::FACT_REFERENCE),
            Html::reference(&request.reference),
        ),
        (words.say(keys::FACT_STATE), standing.into()),
    ];
    if open {
        facts.push((
            words.say(keys::FACT_ANSWER_BY),
            words.day(shown.answer_by).into(),
        ));
    }
    let mut body = Html::new()
        .h1(words.say(keys::REVIEW_TITLE))
        .then(notices(frame, shown))
        .facts(facts);
    if is_to_ring(request) {
        body = body.section(words.say(keys::RING), ring(frame, request));
    }
    body = body.section(words.say(keys::WROTE), written(words, &request.application));
    if open {
        body = body.section(words.say(keys::DECIDE), answers(frame, request));
    }
    let steps = steps(words, shown.steps, frame.zone());
    frame.page(
        words.say(keys::REVIEW_TITLE),
        body.section(words.say(keys::STEPS), steps),
    )
}

/// What was just done, and what is to be done before anything else.
fn notices(frame: Frame<'_>, shown: &Review<'_>) -> Html {
    let (words, request) = (frame.words, shown.request);
    let done = shown.done.map(|done| match done {
        Done::Approved => words.say(keys::APPROVED),
        Done::Declined if is_unproved(request) => words.say(keys::DECLINED_UNTOLD),
        Done::Declined => words.say(keys::DECLINED),
        Done::Released => words.say(keys::RELEASED),
        Done::Rang => words.say(keys::RANG),
        Done::Full => words.say(keys::FULL),
        Done::DecidedBefore => words.say(keys::ALREADY_DECIDED),
    });
    let mut notices = Html::new();
    if let Some(done) = done {
        notices = notices.notice(done);
    }
    if let Some(removal) = shown.removal {
        let at = words.moment(&rfc3339(removal.at), frame.zone());
        let said = match &removal.reason {
            Some(reason) => {
                let told = [("time", at.into()), ("reason", Html::typed(reason))];
                Html::filled(words.say(keys::REMOVED_BEFORE_WHY), &told)
            }
            None => words.fill(keys::REMOVED_BEFORE, &[("time", &at)]).into(),
        };
        notices = notices.notice(said);
    }
    let contact = &request.application.contact;
    if is_to_ring(request) {
        let phone = [("phone", Html::phone(&contact.value))];
        notices.notice(Html::filled(words.say(keys::REVIEW_RING), &phone))
    } else if request.state == JoinState::Requested && request.for_review {
        notices.notice(words.say(keys::REVIEW_HELD))
    } else {
        notices
    }
}

/// Whether it came by email, and nobody has proved the address.
fn is_unproved(request: &StoredRequest) -> bool {
    let by_email = request.application.contact.kind == ContactKind::Email;
    by_email && request.proved_at.is_none()
}

/// Whether somebody has to ring first.
fn is_to_ring(request: &StoredRequest) -> bool {
    request.state == JoinState::Requested && request.application.contact.kind == ContactKind::Phone
}

/// What to say on the telephone, and the button for afterwards. Whoever picks up need not be the
/// person, and must not learn of the group.
fn ring(frame: Frame<'_>, request: &StoredRequest) -> Html {
    let words = frame.words;
    let told = [
        ("name", request.application.display_name.as_str()),
        ("reference", request.reference.as_str()),
    ];
    let steps = [
        keys::RING_STEP_1,
        keys::RING_STEP_2,
        keys::RING_STEP_3,
        keys::RING_STEP_4,
        keys::RING_STEP_5,
    ];
    let steps = steps.map(|step| Html::from(words.fill(step, &told)));
    let rang = Button {
        choice: "rang",
        words: words.say(keys::RING_BUTTON),
        first: true,
    };
    Html::new()
        .steps(steps.into())
        .p(words.say(keys::RING_TEXT))
        .buttons("", &[rang])
}

/// The buttons.
fn answers(frame: Frame<'_>, request: &StoredRequest) -> Html {
    let words = frame.words;
    let mut inner = Html::new();
    let unproved = is_unproved(request);
    if unproved && request.for_review {
        let release = Button {
            choice: "release",
            words: words.say(keys::RELEASE),
            first: true,
        };
        inner = inner
            .p(words.say(keys::RELEASE_TEXT))
            .buttons("", &[release]);
    }
    if unproved {
        let decline = [quieter("decline", words.say(keys::DECLINE))];
        return inner
            .p(words.say(keys::DECIDE_UNPROVED))
            .buttons("", &decline);
    }
    let approve = Button {
        choice: "approve",
        words: words.say(keys::APPROVE),
        first: !is_to_ring(request),
    };
    inner
        .p(words.say(keys::DECIDE_TEXT))
        .buttons("", &[approve, quieter("decline", words.say(keys::DECLINE))])
}
