//! A group as the finder shows it, for the staff's console: its card and its page, drawn by the very views
//! that draw them for members. Nothing is asked of a server, and no button or link does anything; only what
//! folds, folds.

use std::{cell::OnceCell, rc::Rc, sync::Arc};

use api_types::{GroupPage, Site};
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::{Finder, Model, Page, card, page, state::Card};
use crate::{
    element,
    i18n::Words,
    intl::Intl,
    ui::{El, Live, el, el_of, heading},
};

/// What is shown, and how it is introduced.
pub(crate) struct Preview {
    /// The finder's texts.
    pub(crate) words: Words,
    /// What members would be told of the site.
    pub(crate) site: Site,
    /// What they would be told of the group.
    pub(crate) page: GroupPage,
    /// The headings over card and page.
    pub(crate) titles: [&'static str; 2],
    /// Their level.
    pub(crate) level: u8,
}

/// The group's card in the list, and its page.
pub(crate) fn preview(shown: Preview) -> El {
    let group = Card {
        group: Arc::new(shown.page.group.clone()),
        km: None,
    };
    let model = Model {
        view: Live::default(),
        list: Live::default(),
        all_facets: Live::default(),
        site: Live::new(Some(Arc::new(shown.site))),
        page: Live::new(Page::Ready(Arc::new(shown.page))),
        places: Live::default(),
        shared: Live::default(),
        filters_open: Live::default(),
        crisis_open: Live::default(),
        place_at: Live::default(),
        status: Live::default(),
        intl: Intl::new(shown.words.language()),
        number: String::new(),
        links: "#".to_owned(),
        join: Default::default(),
        prepare: None,
        calendar_links: ("#".to_owned(), String::new()),
        // Nobody hears what is pressed.
        send: OnceCell::new(),
    };
    let finder = Finder {
        words: shown.words,
        heading_level: shown.level,
        model: StoredValue::new_local(Rc::new(model)),
    };
    let below = Finder {
        heading_level: shown.level + 1,
        ..finder
    };
    let title = |at: usize| el_of(heading(shown.level), "section-title").say(shown.titles[at]);
    let list = el_of("ol", "cards")
        .set("role", "list")
        .add(card::card(finder, &group));
    element::root(shown.words)
        .on("click", stay)
        .add(el_of("div", "list").add(title(0)).add(list))
        .add(el("div").add(title(1)).add(page::page(below)))
}

/// No link leads away from here, so that nobody is rung or written to by a look.
fn stay(event: &Event) {
    let target = Reflect::get(event, &JsValue::from_str("target")).unwrap_or_default();
    let link = target
        .dyn_ref::<Element>()
        .and_then(|element| element.closest("a").ok().flatten());
    if link.is_some() {
        event.prevent_default();
    }
}
