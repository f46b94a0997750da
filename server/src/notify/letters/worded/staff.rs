//! Letters to the staff of a site: a function a letter, named as in `domain/letter.rs`.

use super::{Reader, Worded};
use crate::{
    notify::letters::parts::{Part, text},
    words::{Key, letters as keys},
};

/// A request's group and its reference.
type Request<'a> = (&'a str, &'a str);

/// Where a request can be read: the page of a letter's own link, and the console.
type Ways<'a> = (&'a str, Option<&'a str>);

pub fn member_note(to: Reader, group: &str, url: &str) -> Worded {
    let head = (
        keys::MEMBER_NOTE_SUBJECT,
        keys::MEMBER_NOTE_PLAIN_SUBJECT,
        keys::MEMBER_NOTE_PREVIEW,
    );
    let named = [("group", group)];
    let parts = vec![
        to.fill(keys::MEMBER_NOTE_TEXT, &named),
        to.link(keys::MEMBER_NOTE_LINK, url),
    ];
    to.letter(head, &named, parts)
}

pub fn concern(to: Reader, group: &str, url: &str) -> Worded {
    let head = (
        keys::CONCERN_SUBJECT,
        keys::CONCERN_PLAIN_SUBJECT,
        keys::CONCERN_PREVIEW,
    );
    let named = [("group", group)];
    let parts = vec![
        to.fill(keys::CONCERN_TEXT, &named),
        to.link(keys::CONCERN_LINK, url),
    ];
    to.letter(head, &named, parts)
}

/// Names of groups that have no date any more, and of those that nobody looked at for long.
pub fn groups_to_tend(
    to: Reader,
    without_dates: &[String],
    unchecked: &[String],
    url: &str,
) -> Worded {
    let first = without_dates.first().or(unchecked.first());
    let subject = keys::GROUPS_TO_TEND_SUBJECT;
    let plain = first.map_or(subject, |_| keys::GROUPS_TO_TEND_PLAIN_SUBJECT);
    let head = (subject, plain, keys::STAFF_PREVIEW);
    let mut parts = vec![to.say(keys::GROUPS_TO_TEND_TEXT)];
    for (what, names) in [
        (keys::GROUPS_TO_TEND_WITHOUT_DATES, without_dates),
        (keys::GROUPS_TO_TEND_UNCHECKED, unchecked),
    ] {
        if !names.is_empty() {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            parts.push(to.say(what));
            parts.push(text(to.tongue.list(&names)));
        }
    }
    parts.push(to.link(keys::GROUPS_TO_TEND_LINK, url));
    let group = first.map_or("", String::as_str);
    to.letter(head, &[("group", group)], parts)
}

pub fn new_request(to: Reader, of: Request<'_>, answer_by: &str, ways: Ways<'_>) -> Worded {
    let subjects = (keys::NEW_REQUEST_SUBJECT, keys::NEW_REQUEST_PLAIN_SUBJECT);
    let date = to.tongue.day(answer_by);
    let what = to.fill(keys::NEW_REQUEST_TEXT, &[("group", of.0), ("date", &date)]);
    request(to, subjects, what, of, ways)
}

pub fn answer_overdue(to: Reader, of: Request<'_>, ways: Ways<'_>) -> Worded {
    let subjects = (
        keys::ANSWER_OVERDUE_SUBJECT,
        keys::ANSWER_OVERDUE_PLAIN_SUBJECT,
    );
    let what = to.fill(keys::ANSWER_OVERDUE_TEXT, &[("group", of.0)]);
    request(to, subjects, what, of, ways)
}

pub fn to_review(to: Reader, of: Request<'_>, ways: Ways<'_>) -> Worded {
    let subjects = (keys::TO_REVIEW_SUBJECT, keys::TO_REVIEW_PLAIN_SUBJECT);
    let what = to.fill(keys::TO_REVIEW_TEXT, &[("group", of.0)]);
    request(to, subjects, what, of, ways)
}

pub fn to_ring(to: Reader, of: Request<'_>, ways: Ways<'_>) -> Worded {
    let subjects = (keys::TO_RING_SUBJECT, keys::TO_RING_PLAIN_SUBJECT);
    let what = to.fill(keys::TO_RING_TEXT, &[("group", of.0)]);
    request(to, subjects, what, of, ways)
}

/// What is to be done about a request, and where it can be read.
fn request(
    to: Reader,
    (subject, plain): (Key, Key),
    what: Part,
    (group, reference): Request<'_>,
    (page, console): Ways<'_>,
) -> Worded {
    let mut parts = vec![
        what,
        to.fact(keys::STAFF_FACT_REFERENCE, reference),
        to.link(keys::STAFF_OPEN_REQUEST, page),
    ];
    parts.extend(console.map(|url| to.link(keys::STAFF_OPEN_IN_CONSOLE, url)));
    let named = [("group", group), ("reference", reference)];
    to.letter((subject, plain, keys::STAFF_PREVIEW), &named, parts)
}

pub fn sign_in(to: Reader, until: &str, url: &str) -> Worded {
    let head = (
        keys::SIGN_IN_SUBJECT,
        keys::SIGN_IN_PLAIN_SUBJECT,
        keys::SIGN_IN_PREVIEW,
    );
    let parts = vec![
        to.say(keys::SIGN_IN_TEXT),
        to.link(keys::SIGN_IN_LINK, url),
        to.moment(keys::FACT_WORKS_ONCE, until),
        to.say(keys::SIGN_IN_NOT_ASKED),
    ];
    to.letter(head, &[], parts)
}

pub fn invited(to: Reader, organisation: &str, until: &str, url: &str) -> Worded {
    let head = (
        keys::INVITED_SUBJECT,
        keys::INVITED_PLAIN_SUBJECT,
        keys::INVITED_PREVIEW,
    );
    let named = [("organisation", organisation)];
    let parts = vec![
        to.fill(keys::INVITED_TEXT, &named),
        to.link(keys::INVITED_LINK, url),
        to.moment(keys::FACT_WORKS_ONCE, until),
        to.say(keys::INVITED_LATER),
    ];
    to.letter(head, &named, parts)
}
