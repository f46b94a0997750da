//! The facets: real boxes to tick, in a fold each.

use api_types::{Choice, Facet};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{Finder, chips::value, panel::badge, state::Message};
use crate::{
    i18n::keys,
    ui::{El, el, el_of, memo},
};

/// Unfolded from the start.
const OPEN_AT_FIRST: usize = 3;

/// Shown when the site does not say which.
const USUAL: &[Facet] = &[
    Facet::Focus,
    Facet::Format,
    Facet::Audience,
    Facet::Stage,
    Facet::Day,
    Facet::Daypart,
    Facet::Language,
    Facet::Accessibility,
    Facet::Cost,
];

/// A fold for each facet that can tell groups apart. They are drawn when it is known which values
/// exist; counts and ticks then change in place, so that no box is drawn anew under a finger or
/// a focus.
pub(crate) fn facets(finder: Finder) -> El {
    // Once: what is heard of the site later, as other countries' crisis lines, draws none anew.
    let here = memo(move || u32::from(finder.model().site.get().is_some()));
    el_of("div", "facets").live(move || {
        here.get();
        let model = finder.model();
        let site = model.site.peek();
        let wanted = site.as_ref().map_or(USUAL, |site| &site.facets);
        let all = model.all_facets.get();
        let mut folds = el("div");
        let mut open = 0;
        for facet in wanted {
            let counts = all
                .0
                .iter()
                .find(|counts| counts.facet == *facet && counts.values.len() > 1);
            if let Some(counts) = counts {
                folds = folds.add(fold(finder, *facet, &counts.values, open < OPEN_AT_FIRST));
                open += 1;
            }
        }
        Some(folds)
    })
}

fn fold(finder: Finder, facet: Facet, values: &[(String, u32)], open: bool) -> El {
    let name = finder.words.word("facet", facet.as_str());
    let chosen = memo(move || {
        let model = finder.model();
        let view = model.view.get();
        let chosen = view
            .query
            .chosen
            .iter()
            .filter(|(of, _)| *of == facet)
            .count();
        u32::try_from(chosen).unwrap_or(0)
    });
    let summary = el("summary")
        .add(el("span").say(&name))
        .live(move || badge(finder, chosen.get()));
    let mut boxes = el("fieldset").add(el_of("legend", "hidden-words").text(name));
    for (word, _) in values {
        boxes = boxes.add(option(finder, facet, word));
    }
    el_of("details", "fold")
        .flag("open", open)
        .add(summary)
        .add(boxes)
}

fn option(finder: Finder, facet: Facet, word: &str) -> El {
    let name = value(finder, facet, word);
    let (counted, ticked, sent) = (word.to_owned(), word.to_owned(), word.to_owned());
    let count = memo(move || finder.model().list.get().facets.count(facet, &counted));
    let none = memo(move || u32::from(count.get() == 0));
    let said = move || [" ", &finder.count(keys::OPTION_COUNT, count.get())].concat();
    let tick = el("input")
        .set("type", "checkbox")
        .live_property("checked", move || {
            JsValue::from_bool(finder.model().view.get().query.has(facet, &ticked))
        })
        .on("change", move |_| {
            finder.send(Message::Toggled(facet, sent.clone()));
        });
    el_of("label", "option")
        .live_flag("data-none", none)
        .add(tick)
        .add(el_of("span", "option-name").text(name))
        .add(
            el_of("span", "count")
                .set("aria-hidden", "true")
                .live_text(move || finder.model().intl.number(count.get())),
        )
        .add(el_of("span", "hidden-words").live_text(said))
}
