//! What a language must be able to say: one method a letter, so that none can be left out.

use api_types::JoinState;
use chrono_tz::Tz;

use super::{
    parts::Part,
    when::{Tongue, both_times},
};
use crate::domain::letter::Letter;

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

/// A language's words. `url` is where the letter leads.
pub(super) trait Words {
    fn tongue(&self) -> Tongue;
    /// The sender's name where the site gives none.
    fn sender(&self) -> &'static str;
    fn hello(&self) -> &'static str;
    /// Stands before a neutral letter names what it is about; long enough to fill a preview.
    fn opening(&self) -> &'static str;
    fn unsubscribe(&self) -> &'static str;
    /// Whom to ask.
    fn ask(&self, phone: Option<&str>, email: Option<&str>) -> Option<String>;

    fn prove_address(&self, code: &str, url: &str) -> Worded;
    fn link_again(&self, url: &str) -> Worded;
    fn new_address(&self, url: &str) -> Worded;
    fn address_changed(&self, url: &str) -> Worded;
    fn address_left(&self) -> Worded;
    fn received(&self, group: &str, reference: &str, answer_by: &str, url: &str) -> Worded;
    fn placed(&self, group: &str, url: &str) -> Worded;
    fn waitlisted(&self, group: &str, url: &str) -> Worded;
    fn offered(&self, group: &str, until: &str, url: &str, zone: Tz) -> Worded;
    /// `written` are the words of who declined, `others` names and addresses of groups that may fit.
    fn declined(
        &self,
        group: &str,
        written: Option<&str>,
        others: Vec<(String, String)>,
        url: &str,
    ) -> Worded;
    fn question(&self, group: &str, written: &str, url: &str) -> Worded;
    fn moved(&self, groups: (&str, &str), standing: (JoinState, Option<&str>), url: &str)
    -> Worded;
    fn answer_late(&self, group: &str, reference: &str, phone: Option<&str>) -> Worded;
    fn guidelines_changed(&self, group: &str, url: &str) -> Worded;
    /// When it is by the reader's clocks, and by the group's where those differ.
    /// `prompt` is an open question in the facilitator's words.
    fn reminder(
        &self,
        group: &str,
        times: (String, Option<String>),
        prompt: Option<&str>,
        url: &str,
    ) -> Worded;
    /// `written` are staff's own words: subject and text.
    fn group_message(&self, group: &str, written: (&str, &str), url: &str) -> Worded;
    /// `day` is that of the meeting, if it is about one.
    fn feedback(&self, group: &str, day: Option<&str>, url: &str) -> Worded;
    fn member_note(&self, group: &str, url: &str) -> Worded;
    /// `text` are staff's own words.
    fn removed(&self, group: &str, text: &str, url: &str) -> Worded;
    fn concern(&self, group: &str, url: &str) -> Worded;
    /// When it would have been, as for a reminder; `note` is what staff say, if anything.
    fn meeting_cancelled(
        &self,
        group: &str,
        times: (String, Option<String>),
        note: Option<&str>,
        url: &str,
    ) -> Worded;
    /// When it was to be, and when it is.
    fn meeting_moved(
        &self,
        group: &str,
        was: (String, Option<String>),
        times: (String, Option<String>),
        note: Option<&str>,
        url: &str,
    ) -> Worded;
    fn meeting_restored(&self, group: &str, times: (String, Option<String>), url: &str) -> Worded;
    /// Names of groups that have no date any more, and of those that nobody looked at for long.
    fn groups_to_tend(&self, without_dates: &[String], unchecked: &[String], url: &str) -> Worded;
    fn new_request(&self, group: &str, reference: &str, answer_by: &str, ways: Ways<'_>) -> Worded;
    fn answer_overdue(&self, group: &str, reference: &str, ways: Ways<'_>) -> Worded;
    fn to_review(&self, group: &str, reference: &str, ways: Ways<'_>) -> Worded;
    fn to_ring(&self, group: &str, reference: &str, ways: Ways<'_>) -> Worded;
    fn sign_in(&self, until: &str, url: &str, zone: Tz) -> Worded;
    fn invited(&self, organisation: &str, until: &str, url: &str, zone: Tz) -> Worded;
}

/// Where a request can be read: the page of a letter's own link, and the console.
pub(super) type Ways<'a> = (&'a str, Option<&'a str>);

/// Words a letter for a reader in `zone`.
#[rustfmt::skip] // A table: one line a letter.
pub(super) fn word(words: &dyn Words, letter: &Letter, zone: Tz) -> Worded {
    use Letter as L;
    match letter {
        L::ProveAddress { code, link } => words.prove_address(code, link),
        L::Received { group, reference, answer_by, link } => words.received(group, reference, answer_by, link),
        L::Placed { group, link } => words.placed(group, link),
        L::Waitlisted { group, link } => words.waitlisted(group, link),
        L::Offered { group, until, link } => words.offered(group, until, link, zone),
        L::Question { group, text, link } => words.question(group, text, link),
        L::Moved { group, from, state, answer_by, link } => words.moved((from, group), (*state, answer_by.as_deref()), link),
        L::Declined { group, text, others, link } => {
            let others = others.iter().map(|other| (other.name.clone(), other.url.clone()));
            words.declined(group, text.as_deref(), others.collect(), link)
        }
        L::AnswerLate { group, reference, phone } => words.answer_late(group, reference, phone.as_deref()),
        L::GuidelinesChanged { group, link, .. } => words.guidelines_changed(group, link),
        L::LinkAgain { link } => words.link_again(link),
        L::NewAddress { link } => words.new_address(link),
        L::AddressChanged { link } => words.address_changed(link),
        L::AddressLeft => words.address_left(),
        L::Reminder { group, starts_at, ends_at, zone: theirs, prompt, link, .. } => {
            let times = both_times(words.tongue(), (starts_at, ends_at), zone, theirs);
            words.reminder(group, times, prompt.as_deref(), link)
        }
        L::GroupMessage { group, subject, text, link, .. } => words.group_message(group, (subject, text), link),
        L::Feedback { group, day, link, .. } => words.feedback(group, day.as_deref(), link),
        L::MemberNote { group, link } => words.member_note(group, link),
        L::Removed { group, text, link } => words.removed(group, text, link),
        L::Concern { group, link } => words.concern(group, link),
        L::MeetingCancelled { group, starts_at, ends_at, zone: theirs, note, link } => {
            let times = both_times(words.tongue(), (starts_at, ends_at), zone, theirs);
            words.meeting_cancelled(group, times, said(note), link)
        }
        L::MeetingMoved { group, was_at, was_until, starts_at, ends_at, zone: theirs, note, link } => {
            let was = both_times(words.tongue(), (was_at, was_until), zone, theirs);
            let times = both_times(words.tongue(), (starts_at, ends_at), zone, theirs);
            words.meeting_moved(group, was, times, said(note), link)
        }
        L::MeetingRestored { group, starts_at, ends_at, zone: theirs, link } => {
            let times = both_times(words.tongue(), (starts_at, ends_at), zone, theirs);
            words.meeting_restored(group, times, link)
        }
        L::GroupsToTend { without_dates, unchecked, link } => words.groups_to_tend(without_dates, unchecked, link),
        L::NewRequest { group, reference, answer_by, review_link, console_link } => words.new_request(group, reference, answer_by, (review_link, console_link.as_deref())),
        L::AnswerOverdue { group, reference, review_link, console_link } => words.answer_overdue(group, reference, (review_link, console_link.as_deref())),
        L::ToReview { group, reference, review_link, console_link } => words.to_review(group, reference, (review_link, console_link.as_deref())),
        L::ToRing { group, reference, review_link, console_link } => words.to_ring(group, reference, (review_link, console_link.as_deref())),
        L::SignIn { link, until } => words.sign_in(until, link, zone),
        L::Invited { organisation, link, until } => words.invited(organisation, until, link, zone),
    }
}

/// What staff added, if they did.
fn said(note: &str) -> Option<&str> {
    Some(note.trim()).filter(|note| !note.is_empty())
}
