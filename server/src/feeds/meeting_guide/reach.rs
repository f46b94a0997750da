//! How to reach a row's group, which everybody may know, and how to get into its meetings, which is
//! kept for members.

use api_types::{Contact, HostPlatform};

use super::row::Row;
use crate::domain::group::JoinDetails;

/// Longest telephone number of a contact, as people write it, characters.
const PHONE: usize = 40;
/// Longest address of a web page, characters.
const LINK: usize = 2_000;

/// Links and numbers that let people in: kept for members.
pub fn join(row: &mut Row<'_>) -> JoinDetails {
    let mut notes = Vec::new();
    let url = row.line("conference_url").and_then(|text| {
        // A passcode often stands behind the link; people need both.
        let (first, more) = text.split_once(' ').unwrap_or((&text, ""));
        let url = web_address(row, "conference_url", first)?;
        if !more.is_empty() {
            row.repair(
                "conference_url",
                Some("it goes on after the link; the rest is read as a note".to_owned()),
            );
            notes.push(more.to_owned());
        }
        Some(url)
    });
    notes.extend(row.text("conference_url_notes"));
    let phone = row.short("conference_phone");
    notes.extend(row.text("conference_phone_notes"));
    JoinDetails {
        url,
        phone,
        note: Some(notes.join("\n")).filter(|note| !note.is_empty()),
        requests_to: None,
    }
}

/// Whom to ask. Feeds name contacts of the meeting, or of the office that lists it.
pub fn contact(row: &mut Row<'_>) -> Contact {
    let email = email(row, "email").or_else(|| email(row, "contact_1_email"));
    let phone = phone(row, "phone").or_else(|| phone(row, "contact_1_phone"));
    let named = email.is_some() || phone.is_some();
    Contact {
        name: row.short("contact_1_name").filter(|_| named),
        email: email.or_else(|| self::email(row, "entity_email")),
        phone: phone.or_else(|| self::phone(row, "entity_phone")),
        url: link(row, "website").or_else(|| link(row, "url")),
    }
}

fn phone(row: &mut Row<'_>, field: &str) -> Option<String> {
    let text = row.line(field)?;
    let plain = text.chars().count() <= PHONE && text.contains(|c: char| c.is_ascii_digit());
    if !plain {
        let reason = format!("{text:?} is not a telephone number; it is left out");
        row.repair(field, Some(reason));
    }
    plain.then_some(text)
}

fn email(row: &mut Row<'_>, field: &str) -> Option<String> {
    let text = row.line(field)?;
    let bare = text.strip_prefix("mailto:").unwrap_or(&text);
    let (name, host) = bare.split_once('@').unwrap_or_default();
    let plain = !name.is_empty() && host.contains('.') && !bare.contains(' ') && bare.len() <= 254;
    if !plain {
        let reason = format!("{text:?} is not an email address; it is left out");
        row.repair(field, Some(reason));
    }
    plain.then(|| bare.to_owned())
}

fn link(row: &mut Row<'_>, field: &str) -> Option<String> {
    let text = row.line(field)?;
    web_address(row, field, &text)
}

/// A link, if it leads to the web.
fn web_address(row: &mut Row<'_>, field: &str, text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let named = !host.is_empty() && !text.contains(char::is_whitespace) && text.len() <= LINK;
    match scheme.to_ascii_lowercase().as_str() {
        known @ ("https" | "http") if named => return Some(format!("{known}://{rest}")),
        "" if named && host.contains('.') && !host.contains([':', '@']) => {
            row.repair(
                field,
                Some("it has no https:// in front; that is added".to_owned()),
            );
            return Some(format!("https://{text}"));
        }
        _ => {}
    }
    row.repair(
        field,
        Some("it is not a web address; it is left out".to_owned()),
    );
    None
}

/// Where a link leads, by its host.
pub fn platform(url: &str) -> HostPlatform {
    let rest = url.split("://").nth(1).unwrap_or_default();
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    let at = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
    match () {
        () if at("zoom.us") || at("zoomgov.com") => HostPlatform::Zoom,
        () if at("meet.google.com") => HostPlatform::GoogleMeet,
        () if at("teams.microsoft.com") || at("teams.live.com") => HostPlatform::Teams,
        () if at("meet.jit.si") => HostPlatform::Jitsi,
        () if at("facebook.com") => HostPlatform::FacebookGroups,
        () if at("meetup.com") => HostPlatform::Meetup,
        () => HostPlatform::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// What `read` makes of a row, and which fields it noted.
    fn of<T>(row: &Value, read: impl Fn(&mut Row<'_>) -> T) -> (T, Vec<String>) {
        let mut row = Row::new(1, row.as_object().expect("an object"));
        let read = read(&mut row);
        let noted = row.repaired.into_iter().map(|note| note.field).collect();
        (read, noted)
    }

    #[test]
    fn a_passcode_behind_a_link_becomes_a_note() {
        let row = json!({ "conference_url": "https://zoom.us/j/5550100 Passcode: 12" });
        let (join, noted) = of(&row, join);
        assert_eq!(join.url.as_deref(), Some("https://zoom.us/j/5550100"));
        assert_eq!(join.note.as_deref(), Some("Passcode: 12"));
        assert_eq!(noted, ["conference_url"]);
    }

    #[test]
    fn links_lead_to_the_web_or_nowhere() {
        let url = |text: &str| of(&json!({ "url": text }), contact).0.url;
        assert_eq!(
            url("HTTPS://example.org/a"),
            Some("https://example.org/a".into())
        );
        assert_eq!(
            url("www.example.org/a"),
            Some("https://www.example.org/a".into())
        );
        for bad in [
            "javascript:alert(1)",
            "https://",
            "ftp://example.org",
            "not a link",
            "mailto:a@example.org",
        ] {
            assert_eq!(url(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_meeting_s_own_contact_comes_before_the_office_that_lists_it() {
        let mut row = json!({
            "entity_email": "office@example.org", "entity_phone": "+1-708-555-0199",
            "contact_1_name": "Ana", "contact_1_phone": "708-555-0123",
        });
        let (both, noted) = of(&row, contact);
        assert_eq!(both.name.as_deref(), Some("Ana"));
        assert_eq!(both.phone.as_deref(), Some("708-555-0123"));
        assert_eq!(both.email.as_deref(), Some("office@example.org"));
        assert!(noted.is_empty());
        row["contact_1_phone"] = json!("ask at the door");
        let (office, noted) = of(&row, contact);
        assert_eq!((office.name, noted), (None, vec!["contact_1_phone".into()]));
        assert_eq!(office.phone.as_deref(), Some("+1-708-555-0199"));
    }

    #[test]
    fn what_is_no_email_address_is_left_out() {
        for bad in ["nobody", "a@b", "a b@example.org", "@example.org"] {
            let (contact, noted) = of(&json!({ "email": bad }), contact);
            assert_eq!(
                (contact.email, noted),
                (None, vec!["email".into()]),
                "{bad}"
            );
        }
        let (contact, _) = of(&json!({ "email": "mailto:a@example.org" }), contact);
        assert_eq!(contact.email.as_deref(), Some("a@example.org"));
    }

    #[test]
    fn platforms_are_known_by_their_host() {
        assert_eq!(platform("https://us02web.zoom.us/j/1"), HostPlatform::Zoom);
        assert_eq!(
            platform("https://zoom.us.example.org/"),
            HostPlatform::Other
        );
        assert_eq!(
            platform("https://meet.google.com?x=1"),
            HostPlatform::GoogleMeet
        );
    }
}
