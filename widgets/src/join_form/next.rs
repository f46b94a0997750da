//! The last step: the reference to read out, what comes when and from whom, what to do otherwise,
//! the six digits, another address, the way to the member's page, and setting up.

use api_types::{Choice, ContactKind, JoinForm, JoinPolicy, JoinReceipt, JoinState};
use leptos::prelude::*;

use super::{
    Flow, Message, Proof,
    fields::{Kind, text},
    request::contact_field,
    state::Field,
    without::by_voice,
};
use crate::{
    contact::contact_links,
    guidelines::{print, receipt},
    i18n::{Key, join_keys as keys},
    set_up::Shown,
    ui::{El, Icon, Look, button, el, el_of, link, memo, notice},
};

pub(crate) fn view(flow: Flow, _form: &JoinForm) -> El {
    el("div").live(move || {
        let form = flow.form()?;
        let receipt = flow.model().receipt.get().clone()?;
        Some(sent(flow, &form, &receipt))
    })
}

fn sent(flow: Flow, form: &JoinForm, receipt: &JoinReceipt) -> El {
    let words = flow.words;
    // Nothing is sent to an address before a person let it.
    let has_code = receipt.contact_kind == ContactKind::Email && !receipt.held_for_review;
    el("div")
        .add(reference(
            flow,
            keys::NEXT_REFERENCE,
            &receipt.reference,
            keys::NEXT_REFERENCE_HINT,
        ))
        .add(what_comes(flow, form, receipt).live_flag("hidden", settled(flow)))
        .add_some(has_code.then(|| prove(flow, form)))
        .live(move || proof(flow))
        .add(correct(flow, form, receipt).live_flag("hidden", settled(flow)))
        .add(otherwise(flow, form, receipt.contact_kind).live_flag("hidden", placed(flow)))
        .add(set_up(flow, form))
        .add_some(read(flow, receipt))
        .add_some(print(words))
}

/// What it takes to be at the meetings.
pub(super) fn set_up(flow: Flow, form: &JoinForm) -> El {
    let shown = Shown {
        open: &[],
        others: true,
    };
    flow.setting()
        .section(keys::SET_UP_TITLE, form.group_language.clone(), shown)
}

/// Which guidelines were acknowledged.
pub(super) fn read(flow: Flow, sent: &JoinReceipt) -> Option<El> {
    let read = sent.guidelines.as_ref()?;
    Some(el_of("p", "hint").text(receipt(flow.words, &flow.model().intl, read)))
}

/// A number to keep, in large letters.
pub(super) fn reference(flow: Flow, what: Key, number: &str, hint: Key) -> El {
    let words = flow.words;
    let number = el_of("p", "reference-code")
        .set("translate", "no")
        .say(number);
    el_of("div", "reference")
        .add(el("p").say(words.say(what)))
        .add(number)
        .add(el_of("p", "hint").say(words.say(hint)))
}

/// In order: what comes, from whom, and when.
pub(super) fn what_comes(flow: Flow, form: &JoinForm, receipt: &JoinReceipt) -> El {
    let words = flow.words;
    let model = flow.model();
    let draft = model.draft.peek();
    let address = draft
        .text(contact_field(receipt.contact_kind))
        .trim()
        .to_owned();
    let held = receipt.held_until.get(..10).unwrap_or_default();
    let held = model.intl.date(held);
    let by = model.intl.date(&receipt.answer_by);
    let first = match receipt.contact_kind {
        _ if receipt.held_for_review => keys::NEXT_REVIEW,
        ContactKind::Email => keys::NEXT_EMAIL,
        ContactKind::Phone => keys::NEXT_PHONE,
    };
    let then = match form.policy {
        JoinPolicy::Approval => keys::NEXT_APPROVAL,
        _ => keys::NEXT_OPEN,
    };
    let list = el_of("ol", "text")
        .add(el("li").text(words.fill(first, &[("address", &address), ("date", &held)])))
        .add(el("li").text(words.fill(then, &[("date", &by)])));
    el("section")
        .add(el_of(flow.heading(1), "section-title").say(words.say(keys::NEXT_COMES)))
        .add(list)
}

fn busy(flow: Flow) -> Memo<u32> {
    memo(move || u32::from(*flow.model().proof.get() == Proof::Now))
}

/// Whether there is nothing left to prove or to correct.
fn settled(flow: Flow) -> Memo<u32> {
    memo(move || {
        let proof = *flow.model().proof.get();
        u32::from(matches!(proof, Proof::Proved(_) | Proof::Spent))
    })
}

/// Whether they have a place: then nothing is waited for any more.
fn placed(flow: Flow) -> Memo<u32> {
    memo(move || {
        let proof = *flow.model().proof.get();
        u32::from(matches!(proof, Proof::Proved(JoinState::Approved)))
    })
}

/// The six digits of the email.
fn prove(flow: Flow, form: &JoinForm) -> El {
    let busy = busy(flow);
    let press = button(Look::Main, None, flow.words.say(keys::PROVE), move |_| {
        flow.send(Message::Proved);
    })
    .live_attribute("aria-disabled", move || {
        (busy.get() != 0).then(|| "true".to_owned())
    });
    el_of("section", "prove")
        .live_flag("hidden", settled(flow))
        .add(text(flow, form, Field::Code, Kind::Digits("one-time-code")))
        .add(press)
}

/// What became of the digits or of the other address.
fn proof(flow: Flow) -> Option<El> {
    let words = flow.words;
    let (kind, sign, title, text) = match *flow.model().proof.get() {
        Proof::No => return None,
        Proof::Now => return Some(el("p").set("role", "status").say(words.say(keys::CHECKING))),
        Proof::Proved(state) => (
            "done",
            Icon::Tick,
            keys::PROVED,
            words.word("state", state.as_str()),
        ),
        Proof::Spent => (
            "error",
            Icon::Help,
            keys::SPENT,
            words.say(keys::SPENT_TEXT).to_owned(),
        ),
        Proof::Failed => (
            "error",
            Icon::Help,
            keys::NOT_PROVED,
            words.say(keys::NOT_PROVED_TEXT).to_owned(),
        ),
        Proof::Corrected => (
            "done",
            Icon::Tick,
            keys::CORRECTED,
            words.say(keys::CORRECTED_TEXT).to_owned(),
        ),
    };
    Some(
        notice(kind, sign, flow.heading(1), words.say(title))
            .set("id", "kd-proof")
            .set("role", "status")
            .set("tabindex", "-1")
            .add(el("p").text(text))
            .add_some(own_page(flow)),
    )
}

/// The way to the member's page: here at once, and by itself.
fn own_page(flow: Flow) -> Option<El> {
    let model = flow.model();
    let standing = model.standing.get().clone()?;
    standing.member.as_ref()?;
    let open = button(
        Look::Main,
        None,
        flow.words.say(keys::PAGE_OPEN),
        move |_| {
            flow.send(Message::Page(true));
        },
    );
    let url = standing.member_page.clone();
    Some(
        el("div")
            .add(open)
            .add_some(url.map(|url| by_itself(flow, url))),
    )
}

/// The member's page by itself. In a tab of its own: what shows here stands in no address.
pub(crate) fn by_itself(flow: Flow, url: String) -> El {
    let link = link(Look::Plain, None, flow.words.say(keys::PAGE_BY_ITSELF), url)
        .set("target", "_blank")
        .set("rel", "noopener noreferrer");
    el_of("p", "by-itself").add(link)
}

/// Whom to ask, by voice or letter.
pub(crate) fn ask(flow: Flow, form: &JoinForm) -> El {
    contact_links(flow.words, &by_voice(form))
}

/// Another address or number, folded away until it is needed.
fn correct(flow: Flow, form: &JoinForm, receipt: &JoinReceipt) -> El {
    let words = flow.words;
    let kind = match receipt.contact_kind {
        ContactKind::Email => Kind::Email,
        ContactKind::Phone => Kind::Phone,
    };
    let busy = busy(flow);
    let press = button(Look::Quiet, None, words.say(keys::CORRECT), move |_| {
        flow.send(Message::Corrected);
    })
    .live_attribute("aria-disabled", move || {
        (busy.get() != 0).then(|| "true".to_owned())
    });
    el_of("details", "fold correct")
        .add(el("summary").say(words.say(keys::CORRECT_TITLE)))
        .add(text(flow, form, Field::Correction, kind))
        .add(press)
}

pub(super) fn otherwise(flow: Flow, form: &JoinForm, kind: ContactKind) -> El {
    let words = flow.words;
    let contact = by_voice(form);
    let what = match kind {
        ContactKind::Email => keys::NEXT_OTHERWISE_EMAIL,
        ContactKind::Phone => keys::NEXT_OTHERWISE_PHONE,
    };
    let mut section = el("section")
        .add(el_of(flow.heading(1), "section-title").say(words.say(keys::NEXT_OTHERWISE)))
        .add(el("p").say(words.say(what)));
    if !contact.is_empty() {
        section = section.add(contact_links(words, &contact));
    }
    section
}
