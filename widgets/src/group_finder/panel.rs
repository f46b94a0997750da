//! The search box, and the panel of filters beside the list or, where it is narrow, above it.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{
    Finder, facets, near,
    state::{Message, parts},
};
use crate::{
    browser,
    i18n::keys,
    ui::{El, Icon, Look, button, el, el_of, icon, memo},
};

/// The search form. Sending it only takes the keyboard away: the list has followed each letter.
pub(crate) fn search(finder: Finder) -> El {
    let words = finder.words;
    let field = el_of("input", "field")
        .set("type", "search")
        .set("id", "kd-text")
        .set("part", "search")
        .set("autocomplete", "off")
        .set("enterkeyhint", "search")
        .set("maxlength", "200")
        .set("aria-describedby", "kd-text-hint")
        .live_property("value", move || {
            JsValue::from_str(&finder.model().view.get().query.text)
        })
        .on("input", move |event| {
            finder.send(Message::Typed(browser::value(event)));
        });
    let submit = el_of("button", "button main")
        .set("type", "submit")
        .add(icon(Icon::Search))
        .add(el("span").say(words.say(keys::SEARCH_BUTTON)));
    el_of("form", "search")
        .set("role", "search")
        .set_text("aria-label", finder.landmark(words.say(keys::SEARCH_LABEL)))
        .on("submit", move |event| {
            event.prevent_default();
            finder.send(Message::Submitted);
        })
        .add(
            el_of("label", "label")
                .set("for", "kd-text")
                .say(words.say(keys::SEARCH_LABEL)),
        )
        .add(
            el_of("p", "hint")
                .set("id", "kd-text-hint")
                .say(words.say(keys::SEARCH_HINT)),
        )
        .add(el_of("div", "search-row").add(field).add(submit))
}

/// Near you, and every facet. In a narrow widget it unfolds below its button.
pub(crate) fn filters(finder: Finder) -> El {
    let words = finder.words;
    let open = memo(move || u32::from(*finder.model().filters_open.get()));
    let panel = el_of("div", "filters")
        .set("id", "kd-filters")
        .set("part", "filters")
        .set("role", "group")
        .set("aria-label", words.say(keys::FILTERS_TITLE))
        .live_flag("data-open", open)
        .add(near::near(finder))
        .add(facets::facets(finder))
        .add(done(finder));
    el_of("div", "side")
        .add(el_of("div", "filters-toggle").add(toggle(finder)))
        .add(panel)
}

fn toggle(finder: Finder) -> El {
    let chosen =
        memo(move || u32::try_from(parts(&finder.model().view.get().query).len()).unwrap_or(0));
    button(
        Look::Quiet,
        Some(Icon::Filter),
        finder.words.say(keys::FILTERS_OPEN),
        move |_| {
            finder.model().filters_open.update(|open| *open = !*open);
        },
    )
    .set("aria-controls", "kd-filters")
    .live_attribute("aria-expanded", move || {
        let open = *finder.model().filters_open.get();
        Some((if open { "true" } else { "false" }).to_owned())
    })
    .live(move || badge(finder, chosen.get()))
}

/// How many are chosen; nothing for none.
pub(crate) fn badge(finder: Finder, n: u32) -> Option<El> {
    (n > 0).then(|| el_of("span", "badge").text(finder.count(keys::CHOSEN_COUNT, n)))
}

/// Back to the list that the choices made.
fn done(finder: Finder) -> El {
    el_of("button", "button main filters-done")
        .set("type", "button")
        .on("click", move |_| {
            finder.model().filters_open.set(false);
            finder.send(Message::Submitted);
        })
        .live_text(move || {
            let total = finder.model().list.get().total;
            finder.count(keys::FILTERS_DONE, total)
        })
}
