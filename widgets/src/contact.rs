//! How to reach somebody: large links to ring, to write to, to visit. For every program.

use api_types::Contact;

use crate::{
    i18n::{Words, shared},
    ui::{El, Icon, Look, el, el_of, link},
};

/// Every way to reach somebody, as large links.
pub(crate) fn contact_links(words: Words, contact: &Contact) -> El {
    let mut links = el_of("div", "contact");
    if let Some(name) = &contact.name {
        links = links.add(el("p").text(words.fill(shared::CONTACT_ASK, &[("name", name)])));
    }
    if let Some(phone) = &contact.phone {
        let text = words.fill(shared::CONTACT_CALL, &[("phone", phone)]);
        links = links.add(link(Look::Quiet, Some(Icon::Phone), &text, tel(phone)));
    }
    if let Some(email) = &contact.email {
        let text = words.fill(shared::CONTACT_WRITE, &[("email", email)]);
        links = links.add(link(
            Look::Quiet,
            Some(Icon::Mail),
            &text,
            ["mailto:", email].concat(),
        ));
    }
    if let Some(url) = contact.url.as_ref().filter(|url| url.starts_with("http")) {
        let web = link(
            Look::Quiet,
            Some(Icon::Home),
            words.say(shared::CONTACT_WEB),
            url.clone(),
        );
        links = links.add(web.set("rel", "noopener noreferrer"));
    }
    links
}

/// A link that rings.
pub(crate) fn tel(number: &str) -> String {
    ["tel:", &dialled(number)].concat()
}

/// A link that writes a text message.
pub(crate) fn sms(number: &str) -> String {
    ["sms:", &dialled(number)].concat()
}

/// What a telephone dials of a number as people write it.
fn dialled(number: &str) -> String {
    number
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '+' | '*' | '#'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::tel;

    #[test]
    fn a_telephone_dials_digits() {
        assert_eq!(tel("116 123"), "tel:116123");
        assert_eq!(tel("+1 (555) 010-0199"), "tel:+15550100199");
    }
}
