//! A way to reach a person: read as it was typed, and compared.

use api_types::{ContactKind, MemberContact};

use super::check::unfit;

/// Reads an address or a number; the error is a code and what would be taken.
pub fn read_contact(typed: &MemberContact) -> Result<MemberContact, (&'static str, &'static str)> {
    let value = typed.value.trim();
    if value.is_empty() {
        return Err(("missing", "a way to be reached"));
    }
    if value.chars().count() > 254 || value.contains(unfit) {
        return Err(("bad-characters", "at most 254 characters on one line"));
    }
    let value = match typed.kind {
        ContactKind::Email => {
            let address: lettre::Address = value
                .parse()
                .map_err(|_| ("bad-email", "an address such as name@example.org"))?;
            if !address.domain().contains('.') {
                return Err(("bad-email", "an address such as name@example.org"));
            }
            format!("{}@{}", address.user(), address.domain().to_lowercase())
        }
        ContactKind::Phone => {
            let digits = value.bytes().filter(u8::is_ascii_digit).count();
            let known = |letter: char| letter.is_ascii_digit() || " +-().,/#*x".contains(letter);
            // E.164 has at most 15 digits; an extension may follow.
            if !(5..=20).contains(&digits) || !value.chars().all(known) {
                return Err(("bad-phone", "a number such as +1 312 555 0100"));
            }
            value.to_owned()
        }
    };
    Ok(MemberContact {
        kind: typed.kind,
        value,
    })
}

/// What two ways of writing one contact have in common: small letters of an address, digits of a
/// number.
pub fn alike(contact: &MemberContact) -> String {
    match contact.kind {
        ContactKind::Email => contact.value.to_lowercase(),
        ContactKind::Phone => contact.value.chars().filter(char::is_ascii_digit).collect(),
    }
}
