//! What stands where there is nothing to fill in: whom to ask, and the way to a group that lives on
//! another platform.

use api_types::{Choice, Contact, HostPlatform, JoinForm, JoinPolicy, JoinUnavailable};

use super::Flow;
use crate::{
    contact::contact_links,
    i18n::join_keys as keys,
    ui::{El, Icon, Look, el, el_of, link, notice},
};

/// Why there is nothing to fill in here, and whom to ask.
pub(super) fn without_form(flow: Flow, form: &JoinForm) -> El {
    let words = flow.words;
    let why = form.unavailable.unwrap_or(JoinUnavailable::DropIn);
    let title = words.fill(keys::JOIN_GROUP, &[("group", &form.name)]);
    let frame = notice("empty", Icon::People, flow.heading(0), &title)
        .set("id", "kd-step")
        .set("tabindex", "-1");
    if let Some(elsewhere) = elsewhere(flow, form) {
        return frame
            .add(elsewhere)
            .add(contact_links(words, &by_voice(form)));
    }
    frame
        .add(el("p").text(words.word("unavailable", why.as_str())))
        .add(contact_links(words, &form.contact))
}

/// For a group that lives on another platform: what is needed there, what others will see, and
/// the link that the group gave. Nothing of the member's goes with it.
pub(crate) fn elsewhere(flow: Flow, form: &JoinForm) -> Option<El> {
    if form.policy != JoinPolicy::Elsewhere {
        return None;
    }
    let words = flow.words;
    let which = form.host_platform.unwrap_or(HostPlatform::Other).as_str();
    let platform = words.word("host_platform", which);
    let named = [("platform", platform.as_str())];
    let url = form
        .contact
        .url
        .clone()
        .filter(|url| url.starts_with("http"));
    let go = url.map(|url| {
        let text = words.fill(keys::ELSEWHERE_LINK, &named);
        link(Look::Main, None, &text, url).set("rel", "noopener noreferrer")
    });
    Some(
        el_of("section", "elsewhere")
            .add(el_of(flow.heading(1), "section-title").say(words.say(keys::ELSEWHERE_TITLE)))
            .add(el("p").text(words.fill(keys::ELSEWHERE_NEED, &named)))
            .add(el("p").text(words.fill(keys::ELSEWHERE_SEEN, &named)))
            .add_some(go),
    )
}

/// The same ways to reach somebody without the page that a link leads to.
pub(crate) fn by_voice(form: &JoinForm) -> Contact {
    Contact {
        url: None,
        ..form.contact.clone()
    }
}
