//! What stands around every step: the crisis notice, the stepper, the summary of faults, the
//! buttons, the disclaimer; and what stands in place of a form where there is none.

use api_types::{Choice, Contact, HostPlatform, JoinForm, JoinUnavailable};
use leptos::prelude::*;

use super::{
    Flow, Message, Sending, Summary, about,
    actions::has_form,
    check::Fault,
    fields::{fault_words, label},
    fit, next, rules, send,
    state::{Field, Step},
};
use crate::{
    asking::{Asked, outcome},
    contact::contact_links,
    crisis, element,
    i18n::join_keys as keys,
    ui::{El, Icon, Look, button, el, el_of, icon, link, memo, notice},
};

/// All that the widget shows.
pub(crate) fn draw(flow: Flow) -> El {
    let status = el_of("p", "hidden-words")
        .set("role", "status")
        .live_text(move || flow.model().status.get().clone());
    let disclaimer = el_of("div", "disclaimer").live(move || {
        let model = flow.model();
        let site = model.site.get();
        Some(crisis::disclaimer(flow.words, site.as_ref()?))
    });
    element::root(flow.words).add(
        el_of("div", "sheet")
            .add(notice_of_crisis(flow))
            .live(move || Some(body(flow)))
            .add(disclaimer.set("part", "disclaimer"))
            .add(status),
    )
}

/// Whom to reach now, in the site's country.
fn notice_of_crisis(flow: Flow) -> El {
    let words = flow.words;
    let title = el_of("p", "crisis-title")
        .add(icon(Icon::Help))
        .add(el("span").say(words.say(keys::CRISIS_TITLE)));
    el_of("div", "crisis")
        .set("part", "crisis")
        .set("role", "group")
        .set("aria-label", words.say(keys::CRISIS_LABEL))
        .add(
            el_of("div", "crisis-inner")
                .add(title)
                .live(move || Some(crisis_lines(flow))),
        )
}

/// The lines of the site's country, or what is true everywhere.
pub(super) fn crisis_lines(flow: Flow) -> El {
    let words = flow.words;
    let model = flow.model();
    let site = model.site.get();
    let found = site.as_ref().and_then(|site| {
        let country = site.country.as_ref()?;
        site.crisis.iter().find(|lines| lines.country == *country)
    });
    match found {
        Some(lines) => crisis::lines(words, lines, false),
        None => el_of("p", "crisis-anywhere").say(words.say(keys::CRISIS_ANYWHERE)),
    }
}

fn body(flow: Flow) -> El {
    let model = flow.model();
    let asked = model.form.get();
    match &*asked {
        Asked::Yes(form) if has_form(form) => steps(flow, form),
        Asked::Yes(form) => without_form(flow, form),
        other => outcome(flow.words, flow.level, other, keys::JOIN_TITLE, move || {
            flow.send(Message::Retried);
        }),
    }
}

/// Why there is nothing to fill in here, and whom to ask.
fn without_form(flow: Flow, form: &JoinForm) -> El {
    let words = flow.words;
    let why = form.unavailable.unwrap_or(JoinUnavailable::DropIn);
    let title = words.fill(keys::JOIN_GROUP, &[("group", &form.name)]);
    notice("empty", Icon::People, flow.heading(0), &title)
        .set("id", "kd-step")
        .set("tabindex", "-1")
        .add(el("p").text(words.word("unavailable", why.as_str())))
        .add_some(elsewhere(flow, form))
        .add_some(reach(flow, form))
}

/// The group's or the site's people, as the server gives them.
pub(crate) fn reach(flow: Flow, form: &JoinForm) -> Option<El> {
    (!form.contact.is_empty()).then(|| contact_links(flow.words, &form.contact))
}

/// For a group that lives on another platform: what is needed there, what others will see, and
/// the link that the group gave. Nothing of the member's goes with it.
pub(crate) fn elsewhere(flow: Flow, form: &JoinForm) -> Option<El> {
    if form.policy != api_types::JoinPolicy::Elsewhere {
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
        el_of("div", "elsewhere")
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

fn steps(flow: Flow, form: &JoinForm) -> El {
    let place = memo(move || {
        let place = flow.form().map_or(0, |form| flow.step().place(&form));
        u32::try_from(place).unwrap_or(0)
    });
    let title = flow.words.fill(keys::JOIN_GROUP, &[("group", &form.name)]);
    el_of("div", "flow")
        .add(el_of("p", "caption").text(title))
        .live(move || {
            let form = flow.form()?;
            let step = *Step::all(&form).get(place.get() as usize)?;
            Some(draw_step(flow, &form, step))
        })
}

fn draw_step(flow: Flow, form: &JoinForm, step: Step) -> El {
    let content = match step {
        Step::Fit => fit::view(flow, form),
        Step::About => about::view(flow, form),
        Step::Rules => rules::view(flow, form),
        Step::Send => send::view(flow, form),
        Step::Next => next::view(flow, form),
    };
    let title = el_of(flow.heading(0), "title")
        .set("id", "kd-step")
        .set("tabindex", "-1")
        .say(flow.words.say(name(step)));
    let section = el_of("section", "step")
        .set("part", "step")
        .add(stepper(flow, form, step))
        .live(move || summary(flow))
        .add(title)
        .add(content);
    if step == Step::Next {
        return section;
    }
    section.add(buttons(flow, step))
}

/// A step's question, as its heading.
fn name(step: Step) -> crate::i18n::Key {
    match step {
        Step::Fit => keys::STEP_FIT,
        Step::About => keys::STEP_ABOUT,
        Step::Rules => keys::STEP_RULES,
        Step::Send => keys::STEP_SEND,
        Step::Next => keys::STEP_NEXT,
    }
}

/// Where one is: in a sentence, and as a list where there is room.
fn stepper(flow: Flow, form: &JoinForm, now: Step) -> El {
    let words = flow.words;
    let all = Step::all(form);
    let at = now.place(form);
    let count = words.fill(
        keys::STEP_COUNT,
        &[
            ("n", &(at + 1).to_string()),
            ("total", &all.len().to_string()),
        ],
    );
    let mut list = el_of("ol", "steps").set("role", "list");
    for (place, step) in all.into_iter().enumerate() {
        let mark = if place < at {
            icon(Icon::Tick)
        } else {
            el_of("span", "step-number").text((place + 1).to_string())
        };
        let state = match place.cmp(&at) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "later",
        };
        let done = (place < at).then(|| {
            el_of("span", "hidden-words").text([" (", words.say(keys::STEP_DONE), ")"].concat())
        });
        let name = el("span")
            .text(words.word("step", step_word(step)))
            .add_some(done);
        let mut item = el("li").set("data-state", state).add(mark).add(name);
        if place == at {
            item = item.set("aria-current", "step");
        }
        list = list.add(item);
    }
    el("nav")
        .set("aria-label", words.say(keys::STEPS_LABEL))
        .set("class", "stepper")
        .add(el_of("p", "step-count").text(count))
        .add(list)
}

fn step_word(step: Step) -> &'static str {
    match step {
        Step::Fit => "fit",
        Step::About => "about",
        Step::Rules => "rules",
        Step::Send => "send",
        Step::Next => "next",
    }
}

/// What is wrong, above the step: each a link to its field.
fn summary(flow: Flow) -> Option<El> {
    let model = flow.model();
    let kind = *model.summary.get();
    if kind == Summary::No {
        return None;
    }
    let words = flow.words;
    let mut list = el_of("ul", "faults").set("role", "list");
    for (field, fault) in model.faults.get().iter() {
        let field = *field;
        let link = el("a")
            .set_text("href", ["#", &field.id()].concat())
            .text(named_fault(flow, field, fault))
            .on("click", move |event| {
                // The page's own fragment cannot reach into a shadow root.
                event.prevent_default();
                flow.send(Message::Look(field));
            });
        list = list.add(el("li").add(link));
    }
    let more = (kind == Summary::More).then(|| el("p").say(words.say(keys::FAULT_OTHER)));
    Some(
        notice(
            "error",
            Icon::Help,
            flow.heading(1),
            words.say(keys::FAULTS_TITLE),
        )
        .set("id", "kd-summary")
        .set("role", "alert")
        .set("tabindex", "-1")
        .add(list)
        .add_some(more),
    )
}

/// A fault in words that make sense away from its field.
fn named_fault(flow: Flow, field: Field, fault: &Fault) -> String {
    let words = fault_words(flow, field, fault);
    let by_itself = !matches!(field, Field::Answer(_) | Field::Consent(_))
        && !matches!(fault, Fault::Long(_) | Fault::Letters | Fault::Refused(_));
    match flow.form() {
        Some(form) if !by_itself => [&label(flow, &form, field), ": ", &words].concat(),
        _ => words,
    }
}

fn buttons(flow: Flow, step: Step) -> El {
    let words = flow.words;
    let busy = memo(move || u32::from(matches!(*flow.model().sending.get(), Sending::Now(_))));
    let on = if step == Step::Send {
        button(Look::Main, None, words.say(keys::SEND), move |_| {
            flow.send(Message::Sent);
        })
        .live_attribute("aria-disabled", move || {
            (busy.get() != 0).then(|| "true".to_owned())
        })
        // "Try again" stands in the notice that says what happened.
        .live_attribute("hidden", move || {
            let failed = matches!(*flow.model().sending.get(), Sending::Failed(_));
            failed.then(String::new)
        })
    } else {
        button(Look::Main, None, words.say(keys::CONTINUE), move |_| {
            flow.send(Message::Continued);
        })
    };
    let mut row = el_of("div", "step-buttons").add(on.set("part", "continue"));
    if step != Step::Fit {
        let back = button(
            Look::Quiet,
            Some(Icon::Back),
            words.say(keys::STEP_BACK),
            move |_| flow.send(Message::WentBack),
        );
        row = row.add(back);
    }
    row
}
