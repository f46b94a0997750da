//! Letters to members about their group: its meetings, its guidelines, and what staff write or ask. A function a
//! letter, named as in `domain/letter.rs`.

use super::{Reader, Worded, written};
use crate::{notify::letters::parts::Part, words::letters as keys};

pub fn guidelines_changed(to: Reader, group: &str, url: &str) -> Worded {
    let head = (
        keys::GUIDELINES_CHANGED_SUBJECT,
        keys::GUIDELINES_CHANGED_PLAIN_SUBJECT,
        keys::GUIDELINES_CHANGED_PREVIEW,
    );
    let named = [("group", group)];
    let parts = vec![
        to.fill(keys::GUIDELINES_CHANGED_TEXT, &named),
        to.link(keys::GUIDELINES_CHANGED_LINK, url),
    ];
    to.letter(head, &named, parts)
}

/// `times` say when it is; `prompt` is an open question in the facilitator's words.
pub fn reminder(
    to: Reader,
    group: &str,
    times: Vec<Part>,
    prompt: Option<&str>,
    url: &str,
) -> Worded {
    let head = (
        keys::REMINDER_SUBJECT,
        keys::REMINDER_PLAIN_SUBJECT,
        keys::REMINDER_PREVIEW,
    );
    let named = [("group", group)];
    let mut parts = vec![to.fill(keys::REMINDER_TEXT, &named)];
    parts.extend(times);
    if let Some(prompt) = prompt {
        parts.push(to.say(keys::REMINDER_PROMPT));
        parts.extend(written(to.tongue, prompt));
    }
    parts.push(to.say(keys::REMINDER_WAY_IN));
    parts.push(to.page(url));
    to.letter(head, &named, parts)
}

/// `times` say when it would have been; `note` is what staff say, if anything.
pub fn cancelled(to: Reader, group: &str, times: Vec<Part>, note: &str, url: &str) -> Worded {
    let head = (
        keys::DATES_SUBJECT,
        keys::MEETING_CANCELLED_PLAIN_SUBJECT,
        keys::DATES_PREVIEW,
    );
    let named = [("group", group)];
    let mut parts = vec![to.fill(keys::MEETING_CANCELLED_TEXT, &named)];
    parts.extend(times);
    parts.extend(to.note(note));
    parts.push(to.say(keys::MEETING_CANCELLED_PAGE));
    parts.push(to.page(url));
    to.letter(head, &named, parts)
}

/// `times` say when it is, and when it was to be.
pub fn moved(to: Reader, group: &str, times: Vec<Part>, note: &str, url: &str) -> Worded {
    let head = (
        keys::DATES_SUBJECT,
        keys::MEETING_MOVED_PLAIN_SUBJECT,
        keys::DATES_PREVIEW,
    );
    let named = [("group", group)];
    let mut parts = vec![to.fill(keys::MEETING_MOVED_TEXT, &named)];
    parts.extend(times);
    parts.extend(to.note(note));
    parts.push(to.say(keys::WAY_IN_AS_ALWAYS));
    parts.push(to.page(url));
    to.letter(head, &named, parts)
}

pub fn restored(to: Reader, group: &str, times: Vec<Part>, url: &str) -> Worded {
    let head = (
        keys::DATES_SUBJECT,
        keys::MEETING_RESTORED_PLAIN_SUBJECT,
        keys::DATES_PREVIEW,
    );
    let named = [("group", group)];
    let mut parts = vec![to.fill(keys::MEETING_RESTORED_TEXT, &named)];
    parts.extend(times);
    parts.push(to.say(keys::WAY_IN_AS_ALWAYS));
    parts.push(to.page(url));
    to.letter(head, &named, parts)
}

/// Subject and text are staff's own words.
pub fn group_message(to: Reader, group: &str, (subject, words): (&str, &str), url: &str) -> Worded {
    let head = (
        keys::GROUP_MESSAGE_SUBJECT,
        keys::GROUP_MESSAGE_PLAIN_SUBJECT,
        keys::GROUP_MESSAGE_PREVIEW,
    );
    let mut parts = vec![
        to.fill(keys::GROUP_MESSAGE_TEXT, &[("group", group)]),
        to.fact(keys::GROUP_MESSAGE_FACT_ABOUT, subject),
    ];
    parts.extend(written(to.tongue, words));
    parts.push(to.page(url));
    to.letter(head, &[("group", group), ("subject", subject)], parts)
}

/// `day` is that of the meeting, if it is about one.
pub fn feedback(to: Reader, group: &str, day: Option<&str>, url: &str) -> Worded {
    let head = (
        keys::FEEDBACK_SUBJECT,
        keys::FEEDBACK_SUBJECT,
        keys::FEEDBACK_PREVIEW,
    );
    let about = match day {
        Some(day) => {
            let date = to.tongue.day(day);
            to.fill(keys::FEEDBACK_MEETING, &[("group", group), ("date", &date)])
        }
        None => to.fill(keys::FEEDBACK_GROUP, &[("group", group)]),
    };
    let parts = vec![
        about,
        to.say(keys::FEEDBACK_TEXT),
        to.link(keys::FEEDBACK_LINK, url),
    ];
    to.letter(head, &[], parts)
}
