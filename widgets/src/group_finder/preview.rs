//! A group as the finder shows it, for the staff's console: its card and its page, drawn by the very views
//! that draw them for members. Nothing is asked of a server, and no button or link does anything; only what
//! folds, folds.

use std::{rc::Rc, sync::Arc};

use api_types::{GroupPage, Site};
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::{Finder, Model, card, page, state::Card};
use crate::{
    element,
    i18n::{FINDER, Words},
    ui::{El, el_of, heading},
    wire::{Json, Wire},
};

/// What is shown, and how it is introduced.
pub(crate) struct Preview {
    /// The finder's texts.
    words: Words,
    /// What members would be told of the site.
    site: Site,
    /// What they would be told of the group.
    page: GroupPage,
    /// The headings over card and page.
    titles: Vec<JsValue>,
    /// Their level.
    level: u8,
}

impl Preview {
    /// Reads what the console's page hands over: `text`, `lang`, `headingLevel`, `titles`, `site`, `page`.
    pub(crate) fn read(options: &JsValue) -> Option<Self> {
        let language = options.get("lang").text()?;
        // Headings have six levels.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let level = options.get("headingLevel").number()? as u8;
        Some(Self {
            words: Words::from_js(&FINDER, "", &language, &options.get("text")),
            site: Site::read(&options.get("site"))?,
            page: GroupPage::read(&options.get("page"))?,
            titles: options.get("titles").items(),
            level,
        })
    }
}

/// The group's card in the list, and its page.
pub(crate) fn preview(shown: Preview) -> El {
    let group = Card {
        group: Arc::new(shown.page.group.clone()),
        km: None,
    };
    let model = Model::of(shown.words);
    model.site.set(Some(Arc::new(shown.site)));
    let finder = Finder {
        words: shown.words,
        heading_level: shown.level,
        model: StoredValue::new_local(Rc::new(model)),
    };
    let below = Finder {
        heading_level: shown.level + 1,
        ..finder
    };
    let mut titles = shown.titles.iter().filter_map(Json::text);
    let mut title = || {
        let title = titles.next().unwrap_or_default();
        el_of(heading(shown.level), "section-title").text(title)
    };
    let (above_card, above_page) = (title(), title());
    let list = el_of("ol", "cards")
        .set("role", "list")
        .add(card::card(finder, &group));
    element::root(shown.words)
        .on("click", stay)
        .add(el_of("div", "list").add(above_card).add(list))
        .add(
            el_of("div", "page")
                .add(above_page)
                .add(page::ready(below, &shown.page)),
        )
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
