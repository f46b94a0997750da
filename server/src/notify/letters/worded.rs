//! Which parts of which letter stand in which order: once, for every language. A language brings the words
//! alone (`words/text/<language>/letters.toml`).

mod joining;
mod meetings;
mod staff;

use chrono_tz::Tz;

use super::parts::{Part, text, written};
use crate::{
    domain::letter::Letter,
    words::{Key, Tongue, isolated, letters as keys},
};

/// One letter in one language, before the site adds what is its own.
pub(super) struct Worded {
    /// A subject that tells nothing.
    pub subject: &'static str,
    /// One that tells what it is about.
    pub plain_subject: String,
    /// First words that tell nothing.
    pub preview: &'static str,
    /// The letter itself.
    pub parts: Vec<Part>,
}

/// Who reads it: their language, and their clocks.
#[derive(Clone, Copy)]
struct Reader {
    tongue: Tongue,
    zone: Tz,
}

/// A letter's keys: subject, plain subject and preview. The plain one may have placeholders.
type Head = (Key, Key, Key);

impl Reader {
    fn letter(self, head: Head, named: &[(&str, &str)], parts: Vec<Part>) -> Worded {
        let (subject, plain, preview) = head;
        Worded {
            subject: self.tongue.say(subject),
            plain_subject: self.tongue.fill_plain(plain, named),
            preview: self.tongue.say(preview),
            parts,
        }
    }

    fn say(self, key: Key) -> Part {
        text(self.tongue.say(key))
    }

    fn fill(self, key: Key, values: &[(&str, &str)]) -> Part {
        text(self.tongue.fill(key, values))
    }

    fn fact(self, name: Key, value: &str) -> Part {
        let value = isolated(value, self.tongue.direction());
        Part::Fact(self.tongue.say(name).to_owned(), value.into_owned())
    }

    fn link(self, words: Key, url: &str) -> Part {
        Part::Link(self.tongue.say(words).to_owned(), url.to_owned())
    }

    fn page(self, url: &str) -> Part {
        self.link(keys::OPEN_PAGE, url)
    }

    fn moment(self, name: Key, instant: &str) -> Part {
        self.fact(name, &self.tongue.moment(instant, self.zone))
    }

    /// When a meeting is by the reader's clocks, and by the group's where those differ.
    fn times(self, name: Key, from_to: (&str, &str), group: &str) -> Vec<Part> {
        let (when, theirs) = self.tongue.both_times(from_to, self.zone, group);
        let mut parts = vec![self.fact(name, &when)];
        parts.extend(theirs.map(|theirs| self.fact(keys::FACT_GROUP_TIME, &theirs)));
        parts
    }

    /// What staff say about it, if anything.
    fn note(self, note: &str) -> Option<Part> {
        let note = Some(note.trim()).filter(|note| !note.is_empty());
        note.map(|note| self.fact(keys::FACT_NOTE, note))
    }
}

/// Words a letter for a reader in `zone`.
#[rustfmt::skip] // A table: one line a letter.
pub(super) fn word(tongue: Tongue, letter: &Letter, zone: Tz) -> Worded {
    use Letter as L;
    let to = Reader { tongue, zone };
    match letter {
        L::ProveAddress { code, link } => joining::prove_address(to, code, link),
        L::Received { group, reference, answer_by, link } => joining::received(to, group, reference, answer_by, link),
        L::Placed { group, link } => joining::placed(to, group, link),
        L::Waitlisted { group, link } => joining::waitlisted(to, group, link),
        L::Offered { group, until, link } => joining::offered(to, group, until, link),
        L::Question { group, text, link } => joining::question(to, group, text, link),
        L::Moved { group, from, state, answer_by, link } => joining::moved(to, (from, group), (*state, answer_by.as_deref()), link),
        L::Declined { group, text, others, link } => joining::declined(to, group, text.as_deref(), others, link),
        L::AnswerLate { group, reference, phone } => joining::answer_late(to, group, reference, phone.as_deref()),
        L::LinkAgain { link } => joining::link_again(to, link),
        L::NewAddress { link } => joining::new_address(to, link),
        L::AddressChanged { link } => joining::address_changed(to, link),
        L::AddressLeft => joining::address_left(to),
        L::Removed { group, text, link } => joining::removed(to, group, text, link),
        L::GuidelinesChanged { group, link, .. } => meetings::guidelines_changed(to, group, link),
        L::GroupMessage { group, subject, text, link, .. } => meetings::group_message(to, group, (subject, text), link),
        L::Feedback { group, day, link, .. } => meetings::feedback(to, group, day.as_deref(), link),
        L::Reminder { group, starts_at, ends_at, zone, prompt, link, .. } => {
            let times = to.times(keys::FACT_WHEN, (starts_at, ends_at), zone);
            meetings::reminder(to, group, times, prompt.as_deref(), link)
        }
        L::MeetingCancelled { group, starts_at, ends_at, zone, note, link } => {
            let times = to.times(keys::MEETING_CANCELLED_FACT_TIME, (starts_at, ends_at), zone);
            meetings::cancelled(to, group, times, note, link)
        }
        L::MeetingMoved { group, was_at, was_until, starts_at, ends_at, zone, note, link } => {
            let mut times = to.times(keys::MEETING_MOVED_FACT_NEW, (starts_at, ends_at), zone);
            // By the group's clocks, too, would be a fourth time to tell apart.
            let was = tongue.span(was_at, was_until, to.zone);
            times.push(to.fact(keys::MEETING_MOVED_FACT_OLD, &was));
            meetings::moved(to, group, times, note, link)
        }
        L::MeetingRestored { group, starts_at, ends_at, zone, link } => {
            let times = to.times(keys::FACT_WHEN, (starts_at, ends_at), zone);
            meetings::restored(to, group, times, link)
        }
        L::MemberNote { group, link } => staff::member_note(to, group, link),
        L::Concern { group, link } => staff::concern(to, group, link),
        L::GroupsToTend { without_dates, unchecked, link } => staff::groups_to_tend(to, without_dates, unchecked, link),
        L::NewRequest { group, reference, answer_by, review_link, console_link } => staff::new_request(to, (group, reference), answer_by, (review_link, console_link.as_deref())),
        L::AnswerOverdue { group, reference, review_link, console_link } => staff::answer_overdue(to, (group, reference), (review_link, console_link.as_deref())),
        L::ToReview { group, reference, review_link, console_link } => staff::to_review(to, (group, reference), (review_link, console_link.as_deref())),
        L::ToRing { group, reference, review_link, console_link } => staff::to_ring(to, (group, reference), (review_link, console_link.as_deref())),
        L::SignIn { link, until } => staff::sign_in(to, until, link),
        L::Invited { organisation, link, until } => staff::invited(to, organisation, until, link),
    }
}
