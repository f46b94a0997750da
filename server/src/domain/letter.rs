//! Letters: what each one has to say, before anybody words it.
//!
//! What belongs here: the kinds of letters with their facts, and when one is no longer worth
//! sending. What does not: words (`notify/letters/`), rows (`store/outbox.rs`), sending.

use std::fmt;

use api_types::JoinState;
use chrono::DateTime;
use serde::{Deserialize, Serialize};

/// A letter that is to be sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewLetter {
    /// Id of the request that it is about; the letter goes when the request goes.
    pub request: Option<String>,
    /// Address, `name@host`.
    pub to: String,
    /// Language to write in, BCP 47; English where we do not have it.
    pub language: String,
    /// IANA zone of the reader; the site's where it is absent or unknown.
    pub time_zone: Option<String>,
    /// What it says.
    pub letter: Letter,
}

impl fmt::Debug for NewLetter {
    /// Never shows to whom or what: what is printed ends up in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewLetter({}, withheld)", self.letter.kind())
    }
}

/// Letters that come by themselves, again and again, and that their reader can stop (RFC 8058).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// Before each meeting.
    Reminders,
    /// When guidelines have changed.
    Guidelines,
    /// What the group's staff write to all members.
    Messages,
    /// When they are asked for feedback.
    Feedback,
}

impl Series {
    /// Every one.
    pub const ALL: [Self; 4] = [
        Self::Reminders,
        Self::Guidelines,
        Self::Messages,
        Self::Feedback,
    ];

    /// The kind of its letters, as [`Letter::kind`] has it.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Reminders => "reminder",
            Self::Guidelines => "guidelines-changed",
            Self::Messages => "group-message",
            Self::Feedback => "feedback",
        }
    }

    /// The step of a request that its letters were turned on or off.
    pub fn step(self, on: bool) -> &'static str {
        match (self, on) {
            (Self::Reminders, true) => "reminders-on",
            (Self::Reminders, false) => "reminders-off",
            (Self::Guidelines, true) => "guidelines-letters-on",
            (Self::Guidelines, false) => "guidelines-letters-off",
            (Self::Messages, true) => "messages-on",
            (Self::Messages, false) => "messages-off",
            (Self::Feedback, true) => "feedback-letters-on",
            (Self::Feedback, false) => "feedback-letters-off",
        }
    }
}

/// Another group that may fit, to offer with a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherGroup {
    /// The group's name.
    pub name: String,
    /// Where it can be seen, http(s).
    pub url: String,
}

/// What a letter says. `group` is a group's name, every `link` a whole http(s) address of this
/// server. Dates are `YYYY-MM-DD`, instants RFC 3339.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Letter {
    /// To an address that nobody has proved yet: names no person, group or condition, and holds
    /// nothing that the requester typed.
    ProveAddress {
        /// Six digits.
        code: String,
        /// A page with one button.
        link: String,
    },
    /// To the member: the address is proved, a person looks at the request now.
    Received {
        /// Which group.
        group: String,
        /// To read out on the phone.
        reference: String,
        /// Date by which somebody answers.
        answer_by: String,
        /// The member's page.
        link: String,
    },
    /// To the member: they have a place.
    Placed {
        /// Which group.
        group: String,
        /// The member's page.
        link: String,
    },
    /// To the member: they are on the waiting list.
    Waitlisted {
        /// Which group.
        group: String,
        /// The member's page.
        link: String,
    },
    /// To the member: a place became free for them.
    Offered {
        /// Which group.
        group: String,
        /// Instant until which the place is kept.
        until: String,
        /// A page with buttons to accept and to decline.
        link: String,
    },
    /// To the member: kindly declined.
    Declined {
        /// Which group.
        group: String,
        /// In the words of who declined; without them, in ours.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Groups that may fit better.
        others: Vec<OtherGroup>,
        /// The member's page.
        link: String,
    },
    /// To the member: staff ask something before they decide. Answers go to the site's address.
    Question {
        /// Which group.
        group: String,
        /// In the asker's words.
        text: String,
        /// The member's page.
        link: String,
    },
    /// To the member: their request is for another group now.
    Moved {
        /// Which.
        group: String,
        /// For which they had asked.
        from: String,
        /// Where they stand there.
        state: JoinState,
        /// Date by which somebody answers, where somebody has to.
        answer_by: Option<String>,
        /// The part of the member's page that has the other group's guidelines.
        link: String,
    },
    /// To the member: nobody answered within the promised time; whom to ring.
    AnswerLate {
        /// Which group.
        group: String,
        /// To read out on the phone.
        reference: String,
        /// A number, as people write it.
        phone: Option<String>,
    },
    /// To the member: the guidelines have a newer version to read.
    GuidelinesChanged {
        /// Which group.
        group: String,
        /// A page with what changed.
        link: String,
        /// Takes a POST without any question, RFC 8058.
        unsubscribe: String,
    },
    /// To whoever asked for their link again. The address may be unproved, so it names nothing.
    LinkAgain {
        /// The member's page.
        link: String,
    },
    /// To the new address that a member gave, before it is proved to be theirs: it names nothing,
    /// and holds nothing that was typed.
    NewAddress {
        /// A page with one button.
        link: String,
    },
    /// To the member, at the new address once it is proved: the link to their page, since those of
    /// earlier letters have ended.
    AddressChanged {
        /// The member's page.
        link: String,
    },
    /// To the address that was the member's until now. It may be somebody else's by now, so it
    /// names neither the group nor the new address, and has no link.
    AddressLeft,
    /// To the member: the next meeting.
    Reminder {
        /// Which group.
        group: String,
        /// Instant of the start.
        starts_at: String,
        /// Instant of the end.
        ends_at: String,
        /// The group's IANA zone.
        zone: String,
        /// An open question to think about beforehand, in the facilitator's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        prompt: Option<String>,
        /// The member's page, where the way in stands.
        link: String,
        /// Takes a POST without any question, RFC 8058.
        unsubscribe: String,
    },
    /// To the member: what the group's staff write to all members, each by a letter of their own.
    GroupMessage {
        /// Which group.
        group: String,
        /// Staff's words, one line.
        subject: String,
        /// Staff's words.
        text: String,
        /// The member's page.
        link: String,
        /// Takes a POST without any question, RFC 8058.
        unsubscribe: String,
    },
    /// To the member: they are asked a few questions. Neither subject nor first lines say what about.
    Feedback {
        /// Which group.
        group: String,
        /// The day of the meeting that it is about, if it is about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<String>,
        /// The page with the questions.
        link: String,
        /// Takes a POST without any question, RFC 8058.
        unsubscribe: String,
    },
    /// To who leads the group: a member said something with their name.
    MemberNote {
        /// Which group.
        group: String,
        /// Where it stands in the console.
        link: String,
    },
    /// To who was a member: staff took them out of the group, and say so kindly.
    Removed {
        /// Which group.
        group: String,
        /// Staff's words.
        text: String,
        /// The member's page, for what is held of them.
        link: String,
    },
    /// To a coordinator: a member says that something is wrong in a group. It names nobody.
    Concern {
        /// Which group.
        group: String,
        /// Where it can be read.
        link: String,
    },
    /// To the member: one meeting is cancelled.
    MeetingCancelled {
        /// Which group.
        group: String,
        /// Instant at which it would have begun.
        starts_at: String,
        /// Instant at which it would have ended.
        ends_at: String,
        /// The group's IANA zone.
        zone: String,
        /// What staff say about it; may be empty.
        note: String,
        /// The member's page.
        link: String,
    },
    /// To the member: one meeting is at another time.
    MeetingMoved {
        /// Which group.
        group: String,
        /// Instant at which it was to begin.
        was_at: String,
        /// Instant at which it was to end.
        was_until: String,
        /// Instant at which it begins.
        starts_at: String,
        /// Instant at which it ends.
        ends_at: String,
        /// The group's IANA zone.
        zone: String,
        /// What staff say about it; may be empty.
        note: String,
        /// The member's page.
        link: String,
    },
    /// To the member: a meeting that was cancelled or moved takes place at its own time.
    MeetingRestored {
        /// Which group.
        group: String,
        /// Instant at which it begins.
        starts_at: String,
        /// Instant at which it ends.
        ends_at: String,
        /// The group's IANA zone.
        zone: String,
        /// The member's page.
        link: String,
    },
    /// To staff: groups of theirs that somebody should look at.
    GroupsToTend {
        /// Names of those that have no meeting to come to any more.
        without_dates: Vec<String>,
        /// Names of those whose listing nobody has looked at for long.
        unchecked: Vec<String>,
        /// The groups in the console.
        link: String,
    },
    /// To staff: a request to look at.
    NewRequest {
        /// Which group.
        group: String,
        /// The request's reference.
        reference: String,
        /// Date by which an answer is promised.
        answer_by: String,
        /// A page with the request, and buttons to approve and to decline.
        review_link: String,
        /// The request in the console, for who has an account there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        console_link: Option<String>,
    },
    /// To staff: the promised time has passed.
    AnswerOverdue {
        /// Which group.
        group: String,
        /// The request's reference.
        reference: String,
        /// A page with the request.
        review_link: String,
        /// The request in the console, for who has an account there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        console_link: Option<String>,
    },
    /// To staff: a request came without proof of work, or looks like a program's. Nothing goes to
    /// its address before a person let it.
    ToReview {
        /// Which group.
        group: String,
        /// The request's reference.
        reference: String,
        /// A page with the request.
        review_link: String,
        /// The request in the console, for who has an account there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        console_link: Option<String>,
    },
    /// To staff: somebody gave a telephone number and waits for a call.
    ToRing {
        /// Which group.
        group: String,
        /// The request's reference.
        reference: String,
        /// A page with the request and the number.
        review_link: String,
        /// The request in the console, for who has an account there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        console_link: Option<String>,
    },
    /// To staff, or to whoever typed the address of one: a way into the console.
    SignIn {
        /// A page with one button.
        link: String,
        /// Instant until which the link holds.
        until: String,
    },
    /// To somebody who is to be on the staff.
    Invited {
        /// Whose staff.
        organisation: String,
        /// A page with one button.
        link: String,
        /// Instant until which the link holds.
        until: String,
    },
}

impl fmt::Debug for Letter {
    /// Never shows what it says: links and codes are keys, and group names tell a condition.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({}, withheld)", self.kind())
    }
}

impl Letter {
    /// Its kind in kebab-case, for rows, logs and counts.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ProveAddress { .. } => "prove-address",
            Self::Received { .. } => "received",
            Self::Placed { .. } => "placed",
            Self::Waitlisted { .. } => "waitlisted",
            Self::Offered { .. } => "offered",
            Self::Declined { .. } => "declined",
            Self::Question { .. } => "question",
            Self::Moved { .. } => "moved",
            Self::AnswerLate { .. } => "answer-late",
            Self::GuidelinesChanged { .. } => Series::Guidelines.kind(),
            Self::LinkAgain { .. } => "link-again",
            Self::NewAddress { .. } => "new-address",
            Self::AddressChanged { .. } => "address-changed",
            Self::AddressLeft => "address-left",
            Self::Reminder { .. } => Series::Reminders.kind(),
            Self::GroupMessage { .. } => Series::Messages.kind(),
            Self::Feedback { .. } => Series::Feedback.kind(),
            Self::MemberNote { .. } => "member-note",
            Self::Removed { .. } => "removed",
            Self::Concern { .. } => "concern",
            Self::MeetingCancelled { .. } => "meeting-cancelled",
            Self::MeetingMoved { .. } => "meeting-moved",
            Self::MeetingRestored { .. } => "meeting-restored",
            Self::GroupsToTend { .. } => "groups-to-tend",
            Self::NewRequest { .. } => "new-request",
            Self::AnswerOverdue { .. } => "answer-overdue",
            Self::ToReview { .. } => "to-review",
            Self::ToRing { .. } => "to-ring",
            Self::SignIn { .. } => "sign-in",
            Self::Invited { .. } => "invited",
        }
    }

    /// Whether it may go to an address that nobody has proved. Such letters hold nothing that
    /// was typed, name nothing, and are three a day at most to one address.
    pub fn is_to_unproved(&self) -> bool {
        matches!(
            self,
            Self::ProveAddress { .. } | Self::LinkAgain { .. } | Self::NewAddress { .. }
        )
    }

    /// Whether it goes to the coordinator, a facilitator or others on the staff.
    pub fn is_to_staff(&self) -> bool {
        matches!(
            self,
            Self::GroupsToTend { .. }
                | Self::Concern { .. }
                | Self::MemberNote { .. }
                | Self::NewRequest { .. }
                | Self::AnswerOverdue { .. }
                | Self::ToReview { .. }
                | Self::ToRing { .. }
                | Self::SignIn { .. }
                | Self::Invited { .. }
        )
    }

    /// Whether it may wait for its sender to think again, where staff caused it: letters that
    /// somebody sits and waits for, and those to staff themselves, never do.
    pub fn can_wait(&self) -> bool {
        !self.is_to_unproved() && !self.is_to_staff()
    }

    /// The same for the eyes of who sends it: what its links open is the reader's alone.
    #[must_use]
    pub fn without_links(self) -> Self {
        let Ok(mut told) = serde_json::to_value(&self) else {
            return self;
        };
        // One key, the letter's kind; a letter without facts is a word.
        let facts = told.as_object_mut().and_then(|one| one.values_mut().next());
        if let Some(facts) = facts.and_then(serde_json::Value::as_object_mut) {
            for (name, fact) in facts {
                if ["link", "review_link", "console_link", "unsubscribe"].contains(&name.as_str()) {
                    *fact = "…".into();
                }
            }
        }
        serde_json::from_value(told).unwrap_or(self)
    }

    /// Whether it asks for an answer by email.
    pub fn wants_answer(&self) -> bool {
        matches!(self, Self::Question { .. })
    }

    /// Where a reader stops letters of this kind, for those that come unasked or again and again.
    pub fn unsubscribe(&self) -> Option<&str> {
        match self {
            Self::Reminder { unsubscribe, .. }
            | Self::GuidelinesChanged { unsubscribe, .. }
            | Self::GroupMessage { unsubscribe, .. }
            | Self::Feedback { unsubscribe, .. } => Some(unsubscribe),
            _ => None,
        }
    }

    /// Whether it is no longer worth sending at `now` (ms since 1970 UTC): the meeting has begun,
    /// the offer or the link has lapsed. To send it late would mislead.
    pub fn is_too_late(&self, now: i64) -> bool {
        let last = match self {
            Self::Reminder { starts_at, .. }
            | Self::MeetingCancelled { starts_at, .. }
            | Self::MeetingRestored { starts_at, .. } => starts_at,
            // Whoever comes at the old time, or misses the new one, was told too late.
            Self::MeetingMoved {
                was_at, starts_at, ..
            } => was_at.max(starts_at),
            Self::Offered { until, .. }
            | Self::SignIn { until, .. }
            | Self::Invited { until, .. } => until,
            _ => return false,
        };
        DateTime::parse_from_rfc3339(last).is_ok_and(|last| last.timestamp_millis() <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered() -> Letter {
        Letter::Offered {
            group: "Tuesday circle".into(),
            until: "2026-01-08T18:00:00-06:00".into(),
            link: "https://groups.example.org/m/secret".into(),
        }
    }

    #[test]
    fn what_is_printed_tells_neither_reader_nor_content() {
        let letter = NewLetter {
            request: Some("r1".into()),
            to: "ana@example.org".into(),
            language: "en".into(),
            time_zone: None,
            letter: offered(),
        };
        assert_eq!(format!("{letter:?}"), "NewLetter(offered, withheld)");
        assert_eq!(format!("{:?}", letter.letter), "Letter(offered, withheld)");
    }

    #[test]
    fn an_offer_or_a_link_that_has_lapsed_is_not_worth_sending() {
        let lapses = 1_767_916_800_000;
        assert!(!offered().is_too_late(lapses - 1));
        assert!(offered().is_too_late(lapses));
        let link = Letter::LinkAgain {
            link: String::new(),
        };
        assert!(!link.is_too_late(i64::MAX));
        let sign_in = Letter::SignIn {
            link: String::new(),
            until: "2026-01-09T00:00:00Z".into(),
        };
        assert!(!sign_in.is_too_late(lapses - 1));
        assert!(sign_in.is_too_late(lapses), "its link is dead by then");
    }

    #[test]
    fn who_sends_a_letter_reads_all_of_it_but_what_its_links_open() {
        let shown = serde_json::to_string(&offered().without_links()).unwrap();
        assert!(shown.contains("Tuesday circle") && shown.contains("2026-01-08"));
        assert!(!shown.contains("secret"), "{shown}");
        assert_eq!(Letter::AddressLeft.without_links().kind(), "address-left");
    }

    #[test]
    fn a_reminder_of_a_meeting_that_has_begun_is_not_worth_sending() {
        let reminder = Letter::Reminder {
            group: "Tuesday circle".into(),
            starts_at: "2026-01-08T18:00:00-06:00".into(),
            ends_at: "2026-01-08T19:30:00-06:00".into(),
            zone: "America/Chicago".into(),
            prompt: None,
            link: String::new(),
            unsubscribe: String::new(),
        };
        let begins = 1_767_916_800_000;
        assert!(!reminder.is_too_late(begins - 1));
        assert!(reminder.is_too_late(begins));
    }
}
