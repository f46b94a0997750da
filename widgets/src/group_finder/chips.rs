//! What a person chose, each with a way to drop it.

use api_types::{Choice, Facet};
use catalogue::Query;

use super::{
    Finder,
    state::{Message, Part, in_unit, whole},
};
use crate::{
    i18n::{capitalised, keys},
    ui::{El, Icon, Look, button, el, el_of},
};

/// The chips; nothing when nothing is chosen.
pub(crate) fn chips(finder: Finder) -> El {
    el_of("div", "chosen").live(move || {
        let model = finder.model();
        let view = model.view.get();
        let parts = single_parts(&view.query);
        if parts.is_empty() {
            return None;
        }
        let mut list = el_of("ul", "chips")
            .set("role", "list")
            .set("aria-label", finder.words.say(keys::CHOSEN_TITLE));
        for part in parts {
            let name = name(finder, &view.query, view.near_name.as_deref(), &part);
            list = list.add(el("li").add(chip(finder, part, &name)));
        }
        Some(list.add(el("li").add(clear(finder))))
    })
}

/// "Clear all".
pub(crate) fn clear(finder: Finder) -> El {
    button(
        Look::Plain,
        None,
        finder.words.say(keys::CLEAR_ALL),
        move |_| finder.send(Message::Cleared),
    )
}

fn chip(finder: Finder, part: Part, name: &str) -> El {
    let label = finder.words.fill(keys::CHIP_REMOVE, &[("name", name)]);
    button(Look::Chip, Some(Icon::Close), name, move |_| {
        finder.send(Message::Dropped(part.clone()));
    })
    .set_text("aria-label", label)
}

/// A part for each chip: every value by itself.
pub(super) fn single_parts(query: &Query) -> Vec<Part> {
    let mut parts = Vec::new();
    if !query.text.trim().is_empty() {
        parts.push(Part::Text);
    }
    if query.near.is_some() {
        parts.push(Part::Near);
    }
    parts.extend(
        query
            .chosen
            .iter()
            .map(|(facet, word)| Part::Value(*facet, word.clone())),
    );
    parts
}

/// A part in words: on a chip, and in "without …".
pub(crate) fn name(finder: Finder, query: &Query, near: Option<&str>, part: &Part) -> String {
    let words = finder.words;
    match part {
        Part::Text => words.fill(keys::CHIP_TEXT, &[("text", query.text.trim())]),
        Part::Near => {
            let place = near.unwrap_or(words.say(keys::NEAR_MY_POSITION));
            match query.within_km {
                None => words.fill(keys::CHIP_NEAR, &[("place", place)]),
                Some(km) => {
                    let distance = finder.distance(whole(in_unit(f64::from(km), finder.miles())));
                    words.fill(
                        keys::CHIP_NEAR_WITHIN,
                        &[("distance", &distance), ("place", place)],
                    )
                }
            }
        }
        Part::Value(facet, word) => value(finder, *facet, word),
        Part::Facet(facet) => {
            let chosen = query.chosen.iter().filter(|(of, _)| of == facet);
            let names: Vec<String> = chosen
                .map(|(_, word)| value(finder, *facet, word))
                .collect();
            [
                &words.word("facet", facet.as_str()),
                ": ",
                &words.list(&names),
            ]
            .concat()
        }
    }
}

/// A value of a facet in words.
pub(crate) fn value(finder: Finder, facet: Facet, word: &str) -> String {
    if facet == Facet::Language {
        return capitalised(&finder.model().intl.language(word));
    }
    finder.words.word(facet.as_str(), word)
}
