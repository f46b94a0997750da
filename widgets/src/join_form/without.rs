//! What stands where there is nothing to fill in: why, and whom to ask.

use api_types::{Choice, Contact, JoinForm, JoinUnavailable};

use super::{Flow, lost::lost_link, state::is_elsewhere};
use crate::{
    contact::contact_links,
    i18n::join_keys as keys,
    ui::{El, Icon, el, notice},
};

/// Why there is nothing to fill in here, and whom to ask.
pub(super) fn without_form(flow: Flow, form: &JoinForm) -> El {
    // Only where letters are sent, and where somebody may have joined before.
    let may_have = form.unavailable == Some(JoinUnavailable::Paused) && !is_elsewhere(form);
    reason(flow, form).add_some(may_have.then(|| lost_link(flow, form)))
}

/// The same without a way for who joined before.
pub(super) fn reason(flow: Flow, form: &JoinForm) -> El {
    let words = flow.words;
    let why = form.unavailable.unwrap_or(JoinUnavailable::DropIn);
    let title = words.fill(keys::JOIN_GROUP, &[("group", &form.name)]);
    notice("empty", Icon::People, flow.heading(0), &title)
        .set("id", "kd-step")
        .set("tabindex", "-1")
        .add(el("p").text(words.word("unavailable", why.as_str())))
        .add(contact_links(words, &form.contact))
}

/// The same ways to reach somebody without the page that a link leads to.
pub(crate) fn by_voice(form: &JoinForm) -> Contact {
    Contact {
        url: None,
        ..form.contact.clone()
    }
}
