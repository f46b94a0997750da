//! Fields and their faults in words.

use api_types::{ContactKind, JoinForm};

use super::{Flow, check::Fault, state::Field};
use crate::i18n::join_keys as keys;

/// The label of a field, in other words where somebody else fills it in.
pub(crate) fn label(flow: Flow, form: &JoinForm, field: Field) -> String {
    if let Field::Answer(at) = field {
        return form.questions[at].text.clone();
    }
    if let Field::Consent(at) = field {
        return form.consents[at].text.clone();
    }
    worded(flow, "label", field).unwrap_or_default()
}

/// The `lang` of a field's own words, where they are the site's and in another language than ours.
pub(super) fn language(flow: Flow, form: &JoinForm, field: Field) -> Option<String> {
    let is_the_sites = matches!(
        field,
        Field::Answer(_) | Field::Consent(_) | Field::Introduction
    );
    let foreign = || flow.words.foreign(&form.language);
    is_the_sites.then(foreign).flatten()
}

/// A text of a list by the field's name, in other words where somebody else fills it in.
pub(super) fn worded(flow: Flow, list: &str, field: Field) -> Option<String> {
    let words = flow.words;
    let other = flow.model().draft.peek().for_another();
    let for_other = other.then(|| words.find(&[list, "-other"].concat(), field.name()));
    let found = for_other
        .flatten()
        .or_else(|| words.find(list, field.name()));
    found.map(str::to_owned)
}

/// A fault in words: what to do about it.
pub(crate) fn fault_words(flow: Flow, field: Field, fault: &Fault) -> String {
    let words = flow.words;
    let years = |key, n: u8| words.fill(key, &[("n", &n.to_string())]);
    match fault {
        Fault::Missing => worded(flow, "missing", field)
            .unwrap_or_else(|| words.say(keys::FAULT_MISSING).to_owned()),
        Fault::Long(most) => {
            let most = flow.model().intl.number(*most);
            words.fill(keys::FAULT_LONG, &[("n", &most)])
        }
        Fault::Letters => words.say(keys::FAULT_LETTERS).to_owned(),
        Fault::Form => {
            let name = match field {
                Field::Correction if is_phone(flow) => Field::Phone.name(),
                Field::Correction | Field::LostLink | Field::NewEmail => Field::Email.name(),
                other => other.name(),
            };
            words.word("form", name)
        }
        Fault::Young(n) => years(keys::FAULT_YOUNG, *n),
        Fault::Old(n) => years(keys::FAULT_OLD, *n),
        Fault::Guardian(n) => years(keys::FAULT_GUARDIAN, *n),
        Fault::Refused(code) => words
            .find("refused", code)
            .unwrap_or(words.say(keys::FAULT_REFUSED))
            .to_owned(),
    }
}

fn is_phone(flow: Flow) -> bool {
    let model = flow.model();
    let receipt = model.receipt.peek();
    receipt
        .as_ref()
        .is_some_and(|receipt| receipt.contact_kind == ContactKind::Phone)
}
