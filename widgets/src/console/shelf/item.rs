//! One text of the shelf: to read, to print, to copy, and to show to members.

use std::rc::Rc;

use api_types::{Choice, ShelfItem, ShelfKind};
use js_sys::Date;
use wasm_bindgen::JsValue;

use super::{copy::copy_button, list::marks, show, text::text};
use crate::{
    browser,
    console::{
        Console,
        parts::{Loaded, Sign, sign, way},
    },
    crisis,
    i18n::console_keys as keys,
    js::call,
    ui::{El, Look, button, el, el_of},
};

pub(super) fn draw(console: Console, slug: &str) -> El {
    let shelf = console.say(keys::SHELF_TITLE);
    console.title_under(shelf, Some((shelf, "shelf")));
    let asked = slug.to_owned();
    let item = Loaded::new(console, move |line| {
        console.server().shelf_item(&asked, line)
    });
    item.draw(move |found| page(console, found))
}

fn page(console: Console, item: &Rc<ShelfItem>) -> El {
    let (words, entry) = (console.words(), &item.entry);
    let kind = words.word("shelf-kind", entry.kind.as_str());
    let up = ["shelf?kind=", entry.kind.as_str()].concat();
    console.title_under(&entry.title, Some((&kind, &up)));
    let foreign = words.foreign(&entry.language);
    let only = foreign.is_some().then(|| {
        let language = console.intl().language(&entry.language);
        el_of("p", "hint").text(words.fill(keys::SHELF_IN_LANGUAGE, &[("language", &language)]))
    });
    let summary = entry.summary.as_ref();
    let summary = summary.map(|summary| el_of("p", "shelf-summary").say(summary));
    let article = el_of("article", "shelf-article")
        .set_some("lang", foreign)
        .add_some(summary)
        .add(text(&item.text, &entry.title));
    let members = (entry.for_members && console.works()).then(|| show::draw(console, &entry.slug));
    el_of("div", "stack")
        .add(marks(console, entry))
        .add_some(only)
        .add_some(whom_to_ring(console, item))
        .add(actions(console, item))
        .add(article)
        .add_some(links(console, item))
        .add_some(see(console, item))
        .add_some(members)
}

fn actions(console: Console, item: &ShelfItem) -> El {
    let copy = (item.entry.kind == ShelfKind::Prompt)
        .then(|| copy_button(console, &item.entry.title, keys::SHELF_COPY_QUESTION));
    let print = button(Look::Quiet, None, console.say(keys::SHELF_PRINT), |_| {
        browser::print();
    });
    el_of("div", "buttons").add_some(copy).add(print)
}

/// The site's own lines: no number stands in a text.
fn whom_to_ring(console: Console, item: &ShelfItem) -> Option<El> {
    if item.crisis.is_empty() {
        return None;
    }
    let words = console.words();
    let title = el_of("h2", "card-title shelf-ring-title")
        .add(sign(Sign::Phone))
        .add(el("span").say(words.say(keys::SHELF_CRISIS)));
    let mut card = el_of("section", "card shelf-ring").add(title);
    let many = item.crisis.len() > 1;
    for lines in &item.crisis {
        let country = many.then(|| {
            let name = console.intl().country(&lines.country);
            el_of("h3", "shelf-country").text(name)
        });
        card = card
            .add_some(country)
            .add(crisis::emergency(words, lines).set("class", "button main"))
            .add(crisis::lines(words, lines, crisis::HELPLINES))
            .add(crisis::lines(words, lines, crisis::FOREIGN));
    }
    Some(card)
}

fn links(console: Console, item: &ShelfItem) -> Option<El> {
    let words = console.words();
    let mut list = el_of("ul", "shelf-links");
    for link in &item.links {
        let lead = el("a")
            .set("href", &link.url)
            .set("rel", "noopener noreferrer")
            .say(&link.title);
        list = list.add(el("li").add(lead));
    }
    let checked = item.checked.as_ref().map(|month| {
        let month = month_in_words(console, month);
        let text = words.fill(keys::SHELF_LINKS_CHECKED, &[("month", &month)]);
        el_of("p", "hint").text(text)
    });
    (!item.links.is_empty()).then(|| {
        el("section")
            .add(el_of("h2", "shelf-heading").say(words.say(keys::SHELF_LINKS)))
            .add_some(checked)
            .add(list)
    })
}

fn see(console: Console, item: &ShelfItem) -> Option<El> {
    let mut list = el_of("ul", "shelf-links");
    for other in &item.see {
        let path = ["shelf/item/", &other.slug].concat();
        list = list.add(el("li").add(way(&other.title, &path)));
    }
    (!item.see.is_empty()).then(|| {
        el_of("section", "shelf-see")
            .add(el_of("h2", "shelf-heading").say(console.say(keys::SHELF_SEE)))
            .add(list)
    })
}

/// `2026-11` as "November 2026".
fn month_in_words(console: Console, month: &str) -> String {
    let options = [("month", "long"), ("year", "numeric"), ("timeZone", "UTC")];
    let middle = Date::parse(&[month, "-15"].concat());
    let format = console.intl().formatter("DateTimeFormat", &options);
    format
        .and_then(|format| call(&format, "format", &[JsValue::from_f64(middle)]))
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| month.to_owned())
}
