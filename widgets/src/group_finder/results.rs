//! The list: how many, in which order, the cards, and more of them.

use api_types::{Choice, Sort};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{
    Finder, card, chips, outcome, page,
    state::{Card, Message, PAGE, Phase},
};
use crate::{
    browser,
    i18n::keys,
    ui::{El, Icon, Look, Row, button, el, el_of, memo},
};

/// The column of results.
pub(crate) fn results(finder: Finder) -> El {
    el_of("div", "results")
        .set("part", "results")
        .live_attribute("aria-busy", move || {
            let phase = finder.model().list.get().phase;
            matches!(phase, Phase::Loading | Phase::Busy).then(|| "true".to_owned())
        })
        .add(bar(finder))
        .add(chips::chips(finder))
        .add(outcome::outcome(finder))
        .add(cards(finder))
        .add(more(finder))
        .add(tools(finder))
}

/// How many groups, and the order.
fn bar(finder: Finder) -> El {
    let count = move || {
        let model = finder.model();
        let list = model.list.get();
        match list.phase {
            Phase::Loading => finder.words.say(keys::LOADING).to_owned(),
            Phase::Failed { .. } if list.cards.is_empty() => String::new(),
            _ => finder.count(keys::GROUPS, list.total),
        }
    };
    // Where nothing came there is nothing to count or to order.
    let idle = memo(move || {
        let model = finder.model();
        let list = model.list.get();
        u32::from(matches!(list.phase, Phase::Failed { .. }) && list.cards.is_empty())
    });
    el_of("div", "bar")
        .live_flag("hidden", idle)
        .add(
            el_of("p", "total")
                .set("id", "kd-count")
                .set("tabindex", "-1")
                .live_text(count),
        )
        .add(order(finder))
}

fn order(finder: Finder) -> El {
    let chosen = memo(move || {
        let order = finder.model().view.get().query.order();
        u32::try_from(order.index()).unwrap_or(0)
    });
    let mut select = el_of("select", "field")
        .set("id", "kd-sort")
        .on("change", move |event| {
            if let Ok(sort) = Sort::from_word(&browser::value(event)) {
                finder.send(Message::Sorted(sort));
            }
        });
    for sort in Sort::ALL {
        select = select.add(option(finder, *sort));
    }
    let select = select.live_property("value", move || {
        JsValue::from_str(
            Sort::ALL
                .get(chosen.get() as usize)
                .map_or("", |sort| sort.as_str()),
        )
    });
    el_of("div", "order")
        .add(
            el("label")
                .set("for", "kd-sort")
                .say(finder.words.say(keys::SORT_LABEL)),
        )
        .add(select)
}

/// An order that makes no sense at present cannot be chosen.
fn option(finder: Finder, sort: Sort) -> El {
    let useless = memo(move || {
        let model = finder.model();
        let query = &model.view.get().query;
        u32::from(match sort {
            Sort::Distance => query.near.is_none(),
            Sort::Relevance => query.text.trim().is_empty(),
            _ => false,
        })
    });
    let chosen = memo(move || u32::from(finder.model().view.get().query.order() == sort));
    el("option")
        .set("value", sort.as_str())
        .live_flag("disabled", useless)
        .live_flag("hidden", useless)
        .live_flag("selected", chosen)
        .text(finder.words.word("sort", sort.as_str()))
}

/// The cards, by key: one that stays in the list stays the same element.
fn cards(finder: Finder) -> El {
    let none = memo(move || u32::from(finder.model().list.get().cards.is_empty()));
    el_of("ol", "cards")
        .live_flag("hidden", none)
        .set("role", "list")
        .set("part", "list")
        .rows(move || {
            let model = finder.model();
            let list = model.list.get();
            let row = |card: &Card| -> Row {
                let key = card.key();
                let card = card.clone();
                (key, Box::new(move || card::card(finder, &card)))
            };
            list.cards.iter().map(row).collect()
        })
}

fn more(finder: Finder) -> El {
    let left = memo(move || {
        let model = finder.model();
        let list = model.list.get();
        list.total
            .saturating_sub(u32::try_from(list.cards.len()).unwrap_or(0))
    });
    let failed = memo(move || u32::from(finder.model().list.get().more_failed));
    el_of("div", "more")
        .live(move || {
            let left = left.get();
            (left > 0).then(|| show_more(finder, left))
        })
        .live(move || {
            let text = finder.words.say(keys::MORE_FAILED);
            (failed.get() != 0).then(|| el("p").set("role", "alert").say(text))
        })
}

fn show_more(finder: Finder, left: u32) -> El {
    let model = finder.model();
    let total = model.list.peek().total;
    let so_far = finder.words.fill(
        keys::GROUPS_SHOWN,
        &[
            ("n", &model.intl.number(total - left)),
            ("total", &model.intl.number(total)),
        ],
    );
    let text = finder.count(keys::SHOW_MORE, left.min(PAGE));
    el("div").add(el_of("p", "hint").text(so_far)).add(button(
        Look::Quiet,
        None,
        &text,
        move |_| finder.send(Message::More),
    ))
}

fn tools(finder: Finder) -> El {
    let some = memo(move || u32::from(finder.model().list.get().total > 0));
    el_of("div", "tools")
        .live(move || (some.get() != 0).then(|| tool_row(finder)))
        .live(move || page::shared(finder))
}

fn tool_row(finder: Finder) -> El {
    let words = finder.words;
    el_of("div", "tool-row")
        .add(button(
            Look::Plain,
            Some(Icon::Share),
            words.say(keys::SHARE_LIST),
            move |_| {
                finder.send(Message::Shared);
            },
        ))
        .add(button(
            Look::Plain,
            Some(Icon::Print),
            words.say(keys::PRINT_LIST),
            move |_| {
                finder.send(Message::Printed);
            },
        ))
}
