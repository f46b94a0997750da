//! Letters to who joins a group, waits for it, or is taken out of it: a function a letter, named as in
//! `domain/letter.rs`, which says what each is for.

use api_types::JoinState;

use super::{Reader, Worded, written};
use crate::{
    domain::letter::OtherGroup,
    notify::letters::parts::Part,
    words::{isolated, letters as keys},
};

pub fn prove_address(to: Reader, code: &str, url: &str) -> Worded {
    let head = (
        keys::PROVE_ADDRESS_SUBJECT,
        keys::PROVE_ADDRESS_PLAIN_SUBJECT,
        keys::PROVE_ADDRESS_PREVIEW,
    );
    let parts = vec![
        to.say(keys::PROVE_ADDRESS_TEXT),
        Part::Code(code.to_owned()),
        to.say(keys::PROVE_ADDRESS_OR),
        to.link(keys::PROVE_ADDRESS_LINK, url),
        to.say(keys::NOT_ASKED_DELETE),
    ];
    to.letter(head, &[], parts)
}

pub fn link_again(to: Reader, url: &str) -> Worded {
    let head = (
        keys::LINK_AGAIN_SUBJECT,
        keys::LINK_AGAIN_SUBJECT,
        keys::LINK_AGAIN_PREVIEW,
    );
    let parts = vec![
        to.say(keys::LINK_AGAIN_TEXT),
        to.page(url),
        to.say(keys::LINK_AGAIN_NOT_ASKED),
    ];
    to.letter(head, &[], parts)
}

pub fn new_address(to: Reader, url: &str) -> Worded {
    let head = (
        keys::NEW_ADDRESS_SUBJECT,
        keys::NEW_ADDRESS_PLAIN_SUBJECT,
        keys::NEW_ADDRESS_PREVIEW,
    );
    let parts = vec![
        to.say(keys::NEW_ADDRESS_TEXT),
        to.link(keys::NEW_ADDRESS_LINK, url),
        to.say(keys::NOT_ASKED_DELETE),
    ];
    to.letter(head, &[], parts)
}

pub fn address_changed(to: Reader, url: &str) -> Worded {
    let head = (
        keys::ADDRESS_CHANGED_SUBJECT,
        keys::ADDRESS_CHANGED_PLAIN_SUBJECT,
        keys::ADDRESS_CHANGED_PREVIEW,
    );
    let parts = vec![
        to.say(keys::ADDRESS_CHANGED_TEXT),
        to.page(url),
        to.say(keys::ADDRESS_CHANGED_KEEP),
    ];
    to.letter(head, &[], parts)
}

pub fn address_left(to: Reader) -> Worded {
    let head = (
        keys::ADDRESS_LEFT_SUBJECT,
        keys::ADDRESS_LEFT_SUBJECT,
        keys::ADDRESS_LEFT_PREVIEW,
    );
    let parts = vec![
        to.say(keys::ADDRESS_LEFT_TEXT),
        to.say(keys::ADDRESS_LEFT_NOT_YOU),
    ];
    to.letter(head, &[], parts)
}

pub fn received(to: Reader, group: &str, reference: &str, answer_by: &str, url: &str) -> Worded {
    let head = (
        keys::RECEIVED_SUBJECT,
        keys::RECEIVED_PLAIN_SUBJECT,
        keys::RECEIVED_PREVIEW,
    );
    let date = to.tongue.day(answer_by);
    let parts = vec![
        to.fill(keys::RECEIVED_TEXT, &[("group", group), ("date", &date)]),
        to.fact(keys::RECEIVED_FACT_REFERENCE, reference),
        to.say(keys::RECEIVED_PAGE),
        to.page(url),
    ];
    to.letter(head, &[("group", group)], parts)
}

pub fn placed(to: Reader, group: &str, url: &str) -> Worded {
    let head = (
        keys::NEWS_SUBJECT,
        keys::PLACED_PLAIN_SUBJECT,
        keys::NEWS_PREVIEW,
    );
    let named = [("group", group)];
    let parts = vec![
        to.fill(keys::PLACED_TEXT, &named),
        to.say(keys::PLACED_PAGE),
        to.page(url),
        to.say(keys::PLACED_KEEP),
    ];
    to.letter(head, &named, parts)
}

pub fn waitlisted(to: Reader, group: &str, url: &str) -> Worded {
    let head = (
        keys::NEWS_SUBJECT,
        keys::WAITLISTED_PLAIN_SUBJECT,
        keys::NEWS_PREVIEW,
    );
    let named = [("group", group)];
    let parts = vec![
        to.fill(keys::WAITLISTED_TEXT, &named),
        to.say(keys::WAITLISTED_PAGE),
        to.page(url),
    ];
    to.letter(head, &named, parts)
}

pub fn offered(to: Reader, group: &str, until: &str, url: &str) -> Worded {
    let head = (
        keys::OFFERED_SUBJECT,
        keys::OFFERED_PLAIN_SUBJECT,
        keys::OFFERED_PREVIEW,
    );
    let named = [("group", group)];
    let parts = vec![
        to.fill(keys::OFFERED_TEXT, &named),
        to.moment(keys::OFFERED_FACT_UNTIL, until),
        to.say(keys::OFFERED_ANSWER),
        to.link(keys::OFFERED_LINK, url),
    ];
    to.letter(head, &named, parts)
}

/// `words` are those of who declined, `others` groups that may fit.
pub fn declined(
    to: Reader,
    group: &str,
    words: Option<&str>,
    others: &[OtherGroup],
    url: &str,
) -> Worded {
    let head = (
        keys::NEWS_SUBJECT,
        keys::DECLINED_PLAIN_SUBJECT,
        keys::NEWS_PREVIEW,
    );
    let named = [("group", group)];
    let ours = || vec![to.fill(keys::DECLINED_TEXT, &named)];
    let mut parts = words.map_or_else(ours, |words| written(to.tongue, words));
    if !others.is_empty() {
        let link = |other: &OtherGroup| {
            let name = isolated(&other.name, to.tongue.direction());
            (name.into_owned(), other.url.clone())
        };
        parts.push(to.say(keys::DECLINED_OTHERS));
        parts.push(Part::Links(others.iter().map(link).collect()));
    }
    parts.push(to.page(url));
    to.letter(head, &named, parts)
}

pub fn question(to: Reader, group: &str, words: &str, url: &str) -> Worded {
    let head = (
        keys::QUESTION_SUBJECT,
        keys::QUESTION_PLAIN_SUBJECT,
        keys::QUESTION_PREVIEW,
    );
    let named = [("group", group)];
    let mut parts = vec![to.fill(keys::QUESTION_TEXT, &named)];
    parts.extend(written(to.tongue, words));
    parts.push(to.say(keys::QUESTION_ANSWER));
    parts.push(to.page(url));
    to.letter(head, &named, parts)
}

pub fn moved(
    to: Reader,
    (from, group): (&str, &str),
    (state, answer_by): (JoinState, Option<&str>),
    url: &str,
) -> Worded {
    let head = (
        keys::NEWS_SUBJECT,
        keys::MOVED_PLAIN_SUBJECT,
        keys::MOVED_PREVIEW,
    );
    let named = [("group", group)];
    let standing = match (state, answer_by) {
        (JoinState::Approved, _) => to.fill(keys::MOVED_APPROVED, &named),
        (JoinState::Waitlisted, _) => to.fill(keys::MOVED_WAITLISTED, &named),
        (_, Some(day)) => {
            let date = to.tongue.day(day);
            to.fill(keys::MOVED_ANSWER_BY, &[("group", group), ("date", &date)])
        }
        _ => to.fill(keys::MOVED_PENDING, &named),
    };
    let parts = vec![
        to.fill(keys::MOVED_TEXT, &[("from", from), ("group", group)]),
        standing,
        to.say(keys::MOVED_RULES),
        to.link(keys::MOVED_LINK, url),
    ];
    to.letter(head, &named, parts)
}

pub fn answer_late(to: Reader, group: &str, reference: &str, phone: Option<&str>) -> Worded {
    let head = (
        keys::ANSWER_LATE_SUBJECT,
        keys::ANSWER_LATE_PLAIN_SUBJECT,
        keys::ANSWER_LATE_PREVIEW,
    );
    let named = [("group", group)];
    let next = phone.map_or_else(
        || to.say(keys::ANSWER_LATE_WRITE),
        |phone| to.fill(keys::ANSWER_LATE_RING, &[("phone", phone)]),
    );
    let parts = vec![
        to.fill(keys::ANSWER_LATE_TEXT, &named),
        next,
        to.fact(keys::ANSWER_LATE_FACT_REFERENCE, reference),
    ];
    to.letter(head, &named, parts)
}

/// `words` are those of staff.
pub fn removed(to: Reader, group: &str, words: &str, url: &str) -> Worded {
    let head = (
        keys::REMOVED_SUBJECT,
        keys::REMOVED_PLAIN_SUBJECT,
        keys::REMOVED_PREVIEW,
    );
    let named = [("group", group)];
    let mut parts = vec![to.fill(keys::REMOVED_TEXT, &named)];
    parts.extend(written(to.tongue, words));
    parts.push(to.say(keys::REMOVED_PAGE));
    parts.push(to.page(url));
    to.letter(head, &named, parts)
}
