//! Staff's page on a request: all that the person wrote, and two buttons.

use api_types::{ContactKind, JoinState};

use super::{
    Frame,
    application::{steps, written},
    html::{Button, Html, quieter},
};
use crate::{
    domain::time::rfc3339,
    store::{Removal, StoredRequest, StoredStep},
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
    let mut facts = vec![
        (words.group, Html::from(shown.group)),
        (words.reference, request.reference.as_str().into()),
        (words.state, (words.standing)(request.state).into()),
    ];
    if open {
        facts.push((words.answer_by, words.tongue.day(shown.answer_by).into()));
    }
    let mut body = Html::new()
        .h1(words.review_title)
        .then(notices(frame, shown))
        .facts(facts);
    if is_to_ring(request) {
        body = body.section(words.ring, ring(frame, request));
    }
    body = body.section(words.wrote, written(words, &request.application));
    if open {
        body = body.section(words.decide, answers(frame, request));
    }
    let steps = steps(words, shown.steps, frame.zone());
    frame.page(words.review_title, body.section(words.steps, steps))
}

/// What was just done, and what is to be done before anything else.
fn notices(frame: Frame<'_>, shown: &Review<'_>) -> Html {
    let (words, request) = (frame.words, shown.request);
    let done = shown.done.map(|done| match done {
        Done::Approved => words.approved,
        Done::Declined if is_unproved(request) => words.declined_untold,
        Done::Declined => words.declined,
        Done::Released => words.released,
        Done::Rang => words.rang,
        Done::Full => words.full,
        Done::DecidedBefore => words.already_decided,
    });
    let mut notices = Html::new();
    if let Some(done) = done {
        notices = notices.notice(done);
    }
    if let Some(removal) = shown.removal {
        let at = words.tongue.moment(&rfc3339(removal.at), frame.zone());
        let said = Html::from(words.removed_before.replace("{time}", &at));
        let why = removal.reason.as_ref().map(|reason| {
            let said = Html::from(format!(" {} ", words.removed_why));
            said.then(Html::typed(reason))
        });
        notices = notices.notice(said.then(why.unwrap_or_default()));
    }
    let contact = &request.application.contact;
    if is_to_ring(request) {
        let ring = Html::from(format!("{} ", words.review_ring));
        notices.notice(ring.then(Html::phone(&contact.value)))
    } else if request.state == JoinState::Requested && request.for_review {
        notices.notice(words.review_held)
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
    let steps = words.ring_steps.iter().map(|step| {
        step.replace("{name}", &request.application.display_name)
            .replace("{reference}", &request.reference)
    });
    let rang = Button {
        choice: "rang",
        words: words.ring_button,
        first: true,
    };
    Html::new()
        .steps(steps.map(|step| Html::from(step.as_str())).collect())
        .p(words.ring_text)
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
            words: words.release,
            first: true,
        };
        inner = inner.p(words.release_text).buttons("", &[release]);
    }
    if unproved {
        let decline = [quieter("decline", words.decline)];
        return inner.p(words.decide_unproved).buttons("", &decline);
    }
    let approve = Button {
        choice: "approve",
        words: words.approve,
        first: !is_to_ring(request),
    };
    inner
        .p(words.decide_text)
        .buttons("", &[approve, quieter("decline", words.decline)])
}
