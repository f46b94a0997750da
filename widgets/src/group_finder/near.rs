//! Near you: by the device's position, only after a press, or by a town or postcode.

use api_types::NamedPlace;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::{
    Finder, Places,
    chips::name,
    state::{Message, Part, reaches},
};
use crate::{
    browser,
    i18n::keys,
    ui::{El, Icon, Look, button, el, el_of, memo},
};

/// The fieldset.
pub(crate) fn near(finder: Finder) -> El {
    let placed = memo(move || u32::from(finder.model().view.get().query.near.is_some()));
    el_of("fieldset", "near")
        .add(el_of("legend", "label").say(finder.words.say(keys::NEAR_TITLE)))
        .live(move || {
            Some(if placed.get() != 0 {
                chosen(finder)
            } else {
                choose(finder)
            })
        })
        .live(move || answer(finder))
}

/// Nothing is chosen: the two ways to say where.
fn choose(finder: Finder) -> El {
    let words = finder.words;
    let here = button(
        Look::Quiet,
        Some(Icon::Pin),
        words.say(keys::NEAR_HERE),
        move |_| finder.send(Message::Here),
    );
    el("div")
        .add(here.set("aria-describedby", "kd-here-hint"))
        .add(
            el_of("p", "hint")
                .set("id", "kd-here-hint")
                .say(words.say(keys::NEAR_HERE_HINT)),
        )
        .add(
            el_of("label", "label small")
                .set("for", "kd-place")
                .say(words.say(keys::NEAR_LABEL)),
        )
        .add(field(finder))
}

/// The field for a town, with its suggestions below (ARIA's pattern of a combobox with a list).
fn field(finder: Finder) -> El {
    let at = memo(move || *finder.model().place_at.get());
    let open = move || matches!(&*finder.model().places.get(), Places::Found(places) if !places.is_empty());
    el_of("input", "field")
        .set("type", "text")
        .set("id", "kd-place")
        .set("role", "combobox")
        .set("aria-autocomplete", "list")
        .set("aria-controls", "kd-places")
        .set("maxlength", "80")
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .live_attribute("aria-expanded", move || Some(open().to_string()))
        .live_attribute("aria-activedescendant", move || {
            (at.get() > 0).then(|| option_id(at.get()))
        })
        .on("input", move |event| {
            finder.send(Message::PlaceTyped(browser::value(event)));
        })
        .on("keydown", move |event| key(finder, event))
}

fn option_id(at: u32) -> String {
    ["kd-place-", &at.to_string()].concat()
}

/// Arrows go through the suggestions, Enter takes one, Escape folds them away.
fn key(finder: Finder, event: &Event) {
    let model = finder.model();
    let at = *model.place_at.peek();
    let places = model.places.peek();
    let Places::Found(found) = &*places else {
        return;
    };
    let count = u32::try_from(found.len()).unwrap_or(0);
    let to = match browser::key(event).as_str() {
        "ArrowDown" => {
            if at < count {
                at + 1
            } else {
                1
            }
        }
        "ArrowUp" => {
            if at > 1 {
                at - 1
            } else {
                count
            }
        }
        "Enter" => {
            let place = at
                .checked_sub(1)
                .and_then(|at| found.get(at as usize))
                .cloned();
            drop(places);
            if let Some(place) = place {
                take(finder, &place);
            }
            return;
        }
        "Escape" => {
            drop(places);
            return model.places.set(Places::None);
        }
        _ => return,
    };
    drop(places);
    event.prevent_default();
    model.place_at.set(to);
}

fn take(finder: Finder, place: &NamedPlace) {
    finder.model().places.set(Places::None);
    finder.send(Message::Placed(Some(place.name.clone()), place.position));
}

/// A place is chosen: how far from it, and the way to forget it.
fn chosen(finder: Finder) -> El {
    let words = finder.words;
    let place = move || {
        let model = finder.model();
        let view = model.view.get();
        name(
            finder,
            &catalogue::Query::default(),
            view.near_name.as_deref(),
            &Part::Near,
        )
    };
    let within = memo(move || finder.model().view.get().query.within_km.unwrap_or(0));
    let mut reach = el_of("select", "field")
        .set("id", "kd-within")
        .live_property("value", move || {
            JsValue::from_str(&within.get().to_string())
        })
        .on("change", move |event| {
            let km = browser::value(event).parse().ok();
            finder.send(Message::Within(km.filter(|km| *km > 0)));
        })
        .add(option(0, within, words.say(keys::NEAR_ANY)));
    for (n, km) in reaches(finder.miles()) {
        reach = reach.add(option(km, within, &finder.distance(n)));
    }
    let forget = button(Look::Plain, None, words.say(keys::NEAR_CLEAR), move |_| {
        finder.send(Message::Dropped(Part::Near));
    });
    el("div")
        .add(el_of("p", "near-place").live_text(place))
        .add(
            el_of("label", "label small")
                .set("for", "kd-within")
                .say(words.say(keys::NEAR_WITHIN)),
        )
        .add(reach)
        .add(el_of("p", "hint").say(words.say(keys::NEAR_ONLINE)))
        .add(forget)
}

fn option(km: u32, within: Memo<u32>, text: &str) -> El {
    el("option")
        .set_text("value", km.to_string())
        .flag("selected", within.get_untracked() == km)
        .say(text)
}

/// What came of looking for a place.
fn answer(finder: Finder) -> Option<El> {
    let model = finder.model();
    let key = match &*model.places.get() {
        Places::None => return None,
        Places::Found(places) if !places.is_empty() => return Some(suggestions(finder, places)),
        Places::Found(_) => keys::NEAR_NONE,
        Places::Asking => keys::NEAR_ASKING,
        Places::Denied => keys::NEAR_DENIED,
        Places::Failed => keys::NEAR_FAILED,
    };
    Some(
        el_of("p", "near-answer")
            .set("role", "status")
            .say(finder.words.say(key)),
    )
}

fn suggestions(finder: Finder, places: &[NamedPlace]) -> El {
    let n = u32::try_from(places.len()).unwrap_or(0);
    let mut list = el_of("ul", "places")
        .set("id", "kd-places")
        .set("role", "listbox")
        .set("aria-label", finder.words.say(keys::NEAR_CHOOSE));
    for (at, place) in (1..).zip(places) {
        list = list.add(suggestion(finder, at, place));
    }
    el_of("div", "near-answer")
        .add(
            el_of("p", "hint")
                .set("role", "status")
                .text(finder.count(keys::NEAR_FOUND, n)),
        )
        .add(list)
}

fn suggestion(finder: Finder, at: u32, place: &NamedPlace) -> El {
    let full = match &place.region {
        Some(region) => [&place.name, ", ", region].concat(),
        None => place.name.clone(),
    };
    let chosen = memo(move || u32::from(*finder.model().place_at.get() == at));
    let place = place.clone();
    el("li")
        .set("role", "option")
        .set_text("id", option_id(at))
        .live_attribute("aria-selected", move || {
            Some((chosen.get() != 0).to_string())
        })
        .on("click", move |_| take(finder, &place))
        .text(full)
}
