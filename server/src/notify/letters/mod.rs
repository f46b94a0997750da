//! Letters in words: what is said to whom in which language, as text and as HTML.
//!
//! What belongs here: pure functions from a letter's facts to its parts. What does not: the words
//! (`words/text/`), when a letter is written, and how it is sent.
//!
//! Whoever sees a locked screen, or looks over a shoulder, sees sender, subject and the first
//! words. Those stay neutral unless the site chose `plain_letters`; the group is named further
//! down, and to an address that nobody has proved not at all.

mod parts;
mod texts;
mod worded;

use api_types::Contact;
use chrono_tz::Tz;

use crate::{
    config::SiteConfig,
    domain::letter::NewLetter,
    words::{Tongue, letters as keys},
};
use parts::{Part, as_html, as_text, text};
pub use texts::decline_text;
use worded::word;

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
    let tongue = Tongue::of(&letter.language);
    let zone = letter.time_zone.as_deref();
    let zone = zone.and_then(|name| name.parse().ok());
    let worded = word(tongue, &letter.letter, zone.unwrap_or(head.time_zone));
    let sender = sender(head, tongue);
    let subject = if head.plain {
        worded.plain_subject
    } else {
        worded.subject.to_owned()
    };
    // The organisation's name and address may tell a condition.
    let may_name = head.plain || !letter.letter.is_to_unproved();
    let contact = (may_name && !letter.letter.is_to_staff()).then_some(&head.contact);

    let mut parts = vec![text(tongue.say(keys::HELLO))];
    if !head.plain && !letter.letter.is_to_unproved() {
        parts.push(text(tongue.say(keys::OPENING)));
    }
    parts.extend(worded.parts);
    if let Some(contact) = contact {
        parts.extend(whom_to_ask(tongue, contact));
    }
    parts.push(text(if may_name { &head.name } else { &sender }));
    if let Some(url) = letter.letter.unsubscribe() {
        let words = tongue.say(keys::UNSUBSCRIBE);
        parts.push(Part::Link(words.to_owned(), url.to_owned()));
    }
    Written {
        html: as_html(tongue, &subject, worded.preview, &parts),
        text: as_text(tongue, &parts),
        reply_to: reply_to(letter, contact, head),
        sender,
        subject,
    }
}

/// Telephone number and address of the organisation, as far as it has them.
fn whom_to_ask(tongue: Tongue, contact: &Contact) -> Option<Part> {
    let (phone, email) = (contact.phone.as_deref(), contact.email.as_deref());
    let key = match (phone, email) {
        (Some(_), Some(_)) => keys::ASK_PHONE_EMAIL,
        (Some(_), None) => keys::ASK_PHONE,
        (None, Some(_)) => keys::ASK_EMAIL,
        (None, None) => return None,
    };
    let [phone, email] = [phone, email].map(Option::unwrap_or_default);
    let ways = [("phone", phone), ("email", email)];
    Some(text(tongue.fill(key, &ways)))
}

/// An answer reaches the organisation, and never a facilitator's own address.
fn reply_to(letter: &NewLetter, contact: Option<&Contact>, head: &Letterhead) -> Option<String> {
    let named = contact.and_then(|contact| contact.email.clone());
    let desk = || head.desk.clone().filter(|_| letter.letter.wants_answer());
    named.or_else(desk)
}

fn sender(head: &Letterhead, tongue: Tongue) -> String {
    match &head.sender {
        Some(named) => named.clone(),
        None if head.plain => head.name.clone(),
        None => tongue.say(keys::SENDER).to_owned(),
    }
}
