//! One letter of each kind, about invented people and groups.

use api_types::JoinState;
use server::{
    domain::letter::{Letter, NewLetter, OtherGroup},
    notify::letters::Letterhead,
};

pub const GROUP: &str = "Tuesday breast cancer circle";

fn url(path: &str) -> String {
    format!("https://groups.example.org/{path}")
}

/// Every kind once.
#[rustfmt::skip] // A table.
pub fn letters() -> Vec<Letter> {
    let (group, reference) = (GROUP.to_owned(), "KIN-7F3K-2Q".to_owned());
    let link = url("m/m3mb3r");
    let review_link = url("review/r3v13w");
    let console_link = Some(url("console/requests/0190c2f0-7b1c-7e00-9d3f-0a1b2c3d4e5f"));
    let unsubscribe = url("unsubscribe/jZ8kQm2wX0c_TtR7vN5bYh3L-pEaGd9sUoI1fK4MnWq");
    let answer_by = "2026-01-09".to_owned();
    let others = vec![
        OtherGroup { name: "Evening circle".into(), url: url("g/evening-circle") },
        OtherGroup { name: "Walk & talk".into(), url: url("g/walk-and-talk") },
    ];
    let (starts_at, ends_at) = ("2026-01-06T19:00:00-06:00".to_owned(), "2026-01-06T20:30:00-06:00".to_owned());
    vec![
        Letter::ProveAddress { code: "493027".into(), link: url("prove/pr0v3") },
        Letter::Received { group: group.clone(), reference: reference.clone(), answer_by: answer_by.clone(), link: link.clone() },
        Letter::Placed { group: group.clone(), link: link.clone() },
        Letter::Waitlisted { group: group.clone(), link: link.clone() },
        Letter::Offered { group: group.clone(), until: "2026-01-08T18:00:00-06:00".into(), link: link.clone() },
        Letter::Question { group: group.clone(), text: "Do you need a lift to the hall?\n\nWe can fetch you.".into(), link: link.clone() },
        Letter::Moved { group: group.clone(), from: "Evening circle".into(), state: JoinState::Pending, answer_by: Some(answer_by.clone()), link: url("m/m3mb3r#guidelines") },
        Letter::Declined { group: group.clone(), text: None, others, link: link.clone() },
        Letter::AnswerLate { group: group.clone(), reference: reference.clone(), phone: Some("708-555-0100".into()) },
        Letter::GuidelinesChanged { group: group.clone(), link: link.clone(), unsubscribe: unsubscribe.clone() },
        Letter::LinkAgain { link: link.clone() },
        Letter::NewAddress { link: url("address/n3w") },
        Letter::AddressChanged { link: link.clone() },
        Letter::AddressLeft,
        Letter::Reminder { group: group.clone(), starts_at, ends_at, zone: "America/Chicago".into(), prompt: Some("What has carried you through a hard week?\nNobody has to answer.".into()), link: link.clone(), unsubscribe: unsubscribe.clone() },
        Letter::GroupMessage { group: group.clone(), subject: "We meet in another room".into(), text: "Dear all,\n\nthe lift is being mended.\nWe meet on the ground floor.\n\nNina".into(), link: link.clone(), unsubscribe: unsubscribe.clone() },
        Letter::Feedback { group: group.clone(), day: Some("2026-01-06".into()), link: url("survey/5urv3y"), unsubscribe },
        Letter::MemberNote { group: group.clone(), link: url("console/feedback") },
        Letter::Removed { group: group.clone(), text: "Thank you for the time that you gave the group.".into(), link },
        Letter::Concern { group: group.clone(), link: url("console/today") },
        Letter::MeetingCancelled { group: group.clone(), starts_at: "2026-01-06T19:00:00-06:00".into(), ends_at: "2026-01-06T20:30:00-06:00".into(), zone: "America/Chicago".into(), note: "Bea has the flu. She is all right.".into(), link: url("m/m3mb3r") },
        Letter::MeetingMoved { group: group.clone(), was_at: "2026-01-06T19:00:00-06:00".into(), was_until: "2026-01-06T20:30:00-06:00".into(), starts_at: "2026-01-08T18:00:00-06:00".into(), ends_at: "2026-01-08T19:30:00-06:00".into(), zone: "America/Chicago".into(), note: String::new(), link: url("m/m3mb3r") },
        Letter::MeetingRestored { group: group.clone(), starts_at: "2026-01-06T19:00:00-06:00".into(), ends_at: "2026-01-06T20:30:00-06:00".into(), zone: "America/Chicago".into(), link: url("m/m3mb3r") },
        Letter::GroupsToTend { without_dates: vec![group.clone()], unchecked: vec!["Evening circle".into(), "Walk & talk".into()], link: url("console/groups?needs=yes") },
        Letter::NewRequest { group: group.clone(), reference: reference.clone(), answer_by, review_link: review_link.clone(), console_link: console_link.clone() },
        Letter::AnswerOverdue { group: group.clone(), reference: reference.clone(), review_link: review_link.clone(), console_link: console_link.clone() },
        Letter::ToReview { group: group.clone(), reference: reference.clone(), review_link: review_link.clone(), console_link: console_link.clone() },
        Letter::ToRing { group, reference, review_link, console_link },
        Letter::SignIn { link: url("console/link/s1gn1n"), until: "2026-01-06T18:15:00-06:00".into() },
        Letter::Invited { organisation: "Riverside Cancer Care".into(), link: url("console/link/1nv1t3"), until: "2026-01-13T18:00:00-06:00".into() },
    ]
}

/// A letter to Ana, who lives in New York.
pub fn to_ana(language: &str, letter: Letter) -> NewLetter {
    NewLetter {
        request: None,
        to: "ana@example.org".to_owned(),
        language: language.to_owned(),
        time_zone: Some("America/New_York".to_owned()),
        letter,
    }
}

/// A site whose name tells a condition.
pub fn riverside() -> Letterhead {
    Letterhead {
        name: "Riverside Cancer Care".to_owned(),
        sender: None,
        plain: false,
        contact: api_types::Contact {
            phone: Some("708-555-0100".to_owned()),
            email: Some("groups@riverside.example.org".to_owned()),
            ..api_types::Contact::default()
        },
        desk: Some("desk@riverside.example.org".to_owned()),
        time_zone: chrono_tz::America::Chicago,
    }
}
