//! The last step for a group that lives on another platform: what is needed there, what others will
//! see, the receipt, and the link that the group gave. Nothing of the person's goes with it.

use api_types::{Choice, HandOver, JoinForm, SetUpPart};

use super::{Flow, next::reference};
use crate::{
    guidelines::{print, receipt},
    i18n::join_keys as keys,
    set_up::Shown,
    ui::{El, Look, el, el_of, link},
};

/// What is read before one goes.
const BEFORE: Shown = Shown {
    open: &[SetUpPart::Account, SetUpPart::Need, SetUpPart::Seen],
    others: true,
};

pub(crate) fn view(flow: Flow, _form: &JoinForm) -> El {
    el("div").live(move || {
        let form = flow.form()?;
        let handed = flow.model().handed.get().clone()?;
        Some(noted(flow, &form, &handed))
    })
}

pub(super) fn noted(flow: Flow, form: &JoinForm, handed: &HandOver) -> El {
    let words = flow.words;
    let platform = words.word("host_platform", handed.host_platform.as_str());
    let named = [("platform", platform.as_str())];
    let set_up = flow
        .setting()
        .section(keys::GO_NEED_TITLE, form.group_language.clone(), BEFORE);
    let read = handed.guidelines.as_ref();
    let read = read.map(|read| receipt(words, &flow.model().intl, read));
    // The stored link as it is; a new tab, so that the number stays here to be read.
    let go = handed.url.starts_with("http").then(|| {
        let text = words.fill(keys::GO_LINK, &named);
        link(Look::Main, None, &text, handed.url.clone())
            .set("target", "_blank")
            .set("rel", "noopener noreferrer")
    });
    el_of("div", "going")
        .add(reference(
            flow,
            keys::GO_REFERENCE,
            &handed.reference,
            keys::GO_REFERENCE_HINT,
        ))
        .add_some(read.map(|read| el_of("p", "hint").text(read)))
        .add_some(print(words))
        .add(set_up)
        .add(el("p").text(words.fill(keys::GO_TEXT, &named)))
        .add_some(go)
}
