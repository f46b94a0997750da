//! What is wrong with what was filled in. The limits are the server's own
//! (`server/api-types/src/join.rs`), so that nobody is sent back after sending. Pure.

use api_types::{JoinForm, OnBehalfOf};

use super::draft::Draft;
use super::state::{Field, Step, fields, is_free_text, is_required};

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing is there.
    Missing,
    /// More characters than are taken: how many.
    Long(u32),
    /// Characters that cannot be seen, or that turn the text around.
    Letters,
    /// It does not look like an address, a number, an age, six digits.
    Form,
    /// Younger than the group is for, years.
    Young(u8),
    /// Older than the group is for, years.
    Old(u8),
    /// Below this age a guardian fills the form in, years.
    Guardian(u8),
    /// The server did not take it: its code.
    Refused(String),
}

/// Faults by field, in the order of the page.
pub(crate) type Faults = Vec<(Field, Fault)>;

/// The most characters of a field. An answer's and a relation's are ours: the wire names none.
pub(crate) fn limit(field: Field) -> Option<u32> {
    Some(match field {
        Field::Name => 60,
        Field::Pronouns => 40,
        Field::FilledInBy => 120,
        Field::Email | Field::Phone | Field::Correction | Field::LostLink | Field::NewEmail => 254,
        Field::Answer(_) => 500,
        Field::AccessNeeds => 1_000,
        Field::Introduction => 2_000,
        Field::Concern => 4_000,
        _ => return None,
    })
}

/// Everything that is wrong in a step.
pub(crate) fn faults(form: &JoinForm, draft: &Draft, step: Step) -> Faults {
    fields(form, draft, step)
        .into_iter()
        .filter_map(|field| Some((field, fault(form, draft, field)?)))
        .collect()
}

/// What is wrong with one field.
pub(crate) fn fault(form: &JoinForm, draft: &Draft, field: Field) -> Option<Fault> {
    let Some(text) = draft.said(field) else {
        return is_required(form, field).then_some(Fault::Missing);
    };
    if let Some(most) = limit(field)
        && text.chars().count() > most as usize
    {
        return Some(Fault::Long(most));
    }
    let one_line = match field {
        Field::Name | Field::Pronouns | Field::FilledInBy => true,
        Field::Answer(at) => is_free_text(form, at),
        _ => false,
    };
    if one_line && text.chars().any(is_unseen) {
        return Some(Fault::Letters);
    }
    match field {
        Field::Email | Field::LostLink | Field::NewEmail => {
            (!is_email(text)).then_some(Fault::Form)
        }
        Field::Phone => (!is_phone(text)).then_some(Fault::Form),
        Field::Age => age_fault(form, draft, text),
        _ => None,
    }
}

fn age_fault(form: &JoinForm, draft: &Draft, text: &str) -> Option<Fault> {
    let Some(age) = age(text) else {
        return Some(Fault::Form);
    };
    if let Some(from) = form.ages.from.filter(|from| age < *from) {
        return Some(Fault::Young(from));
    }
    if let Some(to) = form.ages.to.filter(|to| age > *to) {
        return Some(Fault::Old(to));
    }
    let alone = draft.behalf() == Some(OnBehalfOf::Me);
    (alone && age < form.age_of_consent).then_some(Fault::Guardian(form.age_of_consent))
}

/// An age in years; nobody was older than 122.
pub(crate) fn age(text: &str) -> Option<u8> {
    text.parse().ok().filter(|age| *age <= 122)
}

/// Enough of an address's form to catch a slip; whether it is right, the letter to it shows.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let has_dot = domain
        .split_once('.')
        .is_some_and(|(before, after)| !before.is_empty() && !after.is_empty());
    let fits = |c: char| !c.is_whitespace() && !is_unseen(c);
    !name.is_empty() && has_dot && !domain.ends_with('.') && text.chars().all(fits)
}

/// A number as people write it, with the digits that a telephone dials.
pub(crate) fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let fits = |c: char| c.is_ascii_digit() || " +-()./".contains(c);
    (5..=15).contains(&digits) && text.chars().all(fits)
}

/// Six digits, with or without spaces between them.
pub(crate) fn code(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// Control characters, and those that turn the direction of what follows (Unicode TR 9).
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What shows after a field was left: nothing is said to be missing that nobody began to fill in.
pub(crate) fn after_leaving(
    shown: &Faults,
    field: Field,
    found: Option<Fault>,
    began: bool,
) -> Faults {
    // One that shows keeps its place, lest the summary that somebody reads is drawn anew.
    if shown.iter().any(|(known, _)| *known == field) {
        return after_typing(shown, field, found);
    }
    let new = found.filter(|_| began).map(|found| (field, found));
    shown.iter().cloned().chain(new).collect()
}

/// What shows after a letter: what is put right is no fault any more; new ones wait.
pub(crate) fn after_typing(shown: &Faults, field: Field, found: Option<Fault>) -> Faults {
    match (shown.iter().any(|(known, _)| *known == field), found) {
        (true, Some(found)) => {
            let mut faults = shown.clone();
            for (known, fault) in &mut faults {
                if *known == field {
                    fault.clone_from(&found);
                }
            }
            faults
        }
        _ => without(shown, field),
    }
}

fn without(faults: &Faults, field: Field) -> Faults {
    let others = faults.iter().filter(|(known, _)| *known != field);
    others.cloned().collect()
}
