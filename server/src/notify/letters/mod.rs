//! Letters in words: what is said to whom in which language, as text and as HTML.
//!
//! What belongs here: pure functions from a letter's facts to its words. What does not: when a
//! letter is written, and how it is sent.
//!
//! Whoever sees a locked screen, or looks over a shoulder, sees sender, subject and the first
//! words. Those stay neutral unless the site chose `plain_letters`; the group is named further
//! down, and to an address that nobody has proved not at all.

mod en;
mod es;
mod parts;
mod texts;
mod when;
mod words;

use api_types::Contact;
use chrono_tz::Tz;

use crate::{config::SiteConfig, domain::letter::NewLetter};
use en::English;
use es::Spanish;
use parts::{as_html, as_text, link, text};
pub use texts::decline_text;
pub use when::{Tongue, both_times};
use words::{Words, word};

/// What a site adds to its letters.
#[derive(Debug, Clone)]
pub struct Letterhead {
    /// The organisation.
    pub name: String,
    /// From whom letters come, where the site says so.
    pub sender: Option<String>,
    /// Whether sender, subject and first words may tell what it is about.
    pub plain: bool,
    /// How to reach the organisation.
    pub contact: Contact,
    /// Where answers go that a letter asks for, if the organisation names no address.
    pub desk: Option<String>,
    /// The site's zone, for readers whose own is not known.
    pub time_zone: Tz,
}

impl Letterhead {
    /// A site's, for letters in a language (BCP 47).
    pub fn of(site: &SiteConfig, language: &str) -> Self {
        let join = site.join.as_ref();
        let languages = [language, site.language_for(Some(language))];
        Self {
            name: site.name.in_one_of(languages).to_owned(),
            sender: join.and_then(|join| join.sender_name.clone()),
            plain: join.is_some_and(|join| join.plain_letters),
            contact: site.contact.clone(),
            desk: join.and_then(|join| join.staff_email.clone()),
            time_zone: site.time_zone,
        }
    }
}

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The name beside the address that it comes from.
    pub sender: String,
    /// The address that an answer goes to, where it is not the sender's.
    pub reply_to: Option<String>,
    /// Subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// A whole HTML page.
    pub html: String,
}

/// Puts a letter into words.
pub fn write(letter: &NewLetter, head: &Letterhead) -> Written {
    let words: &dyn Words = match Tongue::of(&letter.language) {
        Tongue::English => &English,
        Tongue::Spanish => &Spanish,
    };
    let zone = letter.time_zone.as_deref();
    let zone = zone.and_then(|name| name.parse().ok());
    let worded = word(words, &letter.letter, zone.unwrap_or(head.time_zone));
    let sender = sender(head, words);
    let subject = if head.plain {
        worded.plain_subject
    } else {
        worded.subject.to_owned()
    };
    // The organisation's name and address may tell a condition.
    let may_name = head.plain || !letter.letter.is_to_unproved();
    let contact = (may_name && !letter.letter.is_to_staff()).then_some(&head.contact);

    let mut parts = vec![text(words.hello())];
    if !head.plain && !letter.letter.is_to_unproved() {
        parts.push(text(words.opening()));
    }
    parts.extend(worded.parts);
    if let Some(contact) = contact {
        let asked = words.ask(contact.phone.as_deref(), contact.email.as_deref());
        parts.extend(asked.map(text));
    }
    parts.push(text(if may_name { &head.name } else { &sender }));
    if let Some(url) = letter.letter.unsubscribe() {
        parts.push(link(words.unsubscribe(), url));
    }
    Written {
        html: as_html(words.tongue().tag(), &subject, worded.preview, &parts),
        text: as_text(&parts),
        reply_to: reply_to(letter, contact, head),
        sender,
        subject,
    }
}

/// An answer reaches the organisation, and never a facilitator's own address.
fn reply_to(letter: &NewLetter, contact: Option<&Contact>, head: &Letterhead) -> Option<String> {
    let named = contact.and_then(|contact| contact.email.clone());
    let desk = || head.desk.clone().filter(|_| letter.letter.wants_answer());
    named.or_else(desk)
}

fn sender(head: &Letterhead, words: &dyn Words) -> String {
    match &head.sender {
        Some(named) => named.clone(),
        None if head.plain => head.name.clone(),
        None => words.sender().to_owned(),
    }
}
