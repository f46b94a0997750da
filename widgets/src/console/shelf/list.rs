//! Finding something: by words, kind, subject and where people are. Where nothing is asked, the kinds.

use std::rc::Rc;

use api_types::{Choice, ShelfEntry, ShelfKind, ShelfList, ShelfTheme, Stage};
use wasm_bindgen::JsValue;

use super::{copy::copy_button, state::Asked};
use crate::{
    api::encode,
    browser::{self, Pause},
    console::{
        Console, Place,
        parts::{Kept, Loaded, Mood, badge, kept, way},
    },
    i18n::{Key, console_keys as keys},
    ui::{El, Look, button, el, el_of},
};

/// After so long without another letter the shelf is asked, ms.
const TYPED: u32 = 300;

/// What the page is about: what is asked, and the answer.
#[derive(Clone)]
struct Finding {
    console: Console,
    asked: Kept<Asked>,
    found: Loaded<ShelfList>,
}

pub(super) fn draw(console: Console, place: &Place) -> El {
    console.title(console.say(keys::SHELF_TITLE));
    let asked = kept(Asked::of(place));
    let now = asked.clone();
    let found = Loaded::new(console, move |line| {
        console.server().shelf(&now.peek().query(), line)
    });
    let finding = Finding {
        console,
        asked,
        found,
    };
    let shown = finding.clone();
    el_of("div", "stack")
        .add(el("p").say(console.say(keys::SHELF_INTRO)))
        .add(form(&finding))
        .add(finding.found.draw(move |list| results(&shown, list)))
}

impl Finding {
    fn ask(&self, name: &str, value: String) {
        self.asked.update(|asked| asked.set(name, value));
        self.again();
    }

    fn again(&self) {
        let path = self.asked.peek().path(encode);
        self.console.note_place(&path);
        self.found.again();
    }
}

fn form(finding: &Finding) -> El {
    let words = finding.console.words();
    let choices = |list: &str, all: &[&str]| -> Vec<(String, String)> {
        let words = all
            .iter()
            .map(|one| ((*one).to_owned(), words.word(list, one)));
        words.collect()
    };
    let kinds = choices("shelf-kind", ShelfKind::WORDS);
    let themes = choices("shelf-theme", ShelfTheme::WORDS);
    let stages = choices("stage", Stage::WORDS);
    let submitted = finding.clone();
    el_of("form", "shelf-form")
        .set("role", "search")
        .on("submit", move |event| {
            event.prevent_default();
            submitted.again();
        })
        .add(search_field(finding))
        .add(chooser(
            finding,
            ("kind", keys::SHELF_KIND, keys::SHELF_ANY_KIND),
            &kinds,
        ))
        .add(chooser(
            finding,
            ("theme", keys::SHELF_THEME, keys::SHELF_ANY_THEME),
            &themes,
        ))
        .add(chooser(
            finding,
            ("stage", keys::SHELF_STAGE, keys::SHELF_ANY_STAGE),
            &stages,
        ))
}

fn search_field(finding: &Finding) -> El {
    let (console, typing) = (finding.console, finding.clone());
    let (pause, value) = (Rc::new(Pause::default()), finding.asked.clone());
    let input = el_of("input", "field")
        .set("type", "search")
        .set("id", "shelf-text")
        .set("autocomplete", "off")
        .set("aria-describedby", "shelf-text-hint")
        .live_property("value", move || JsValue::from_str(&value.get().text))
        .on("input", move |event| {
            let text = browser::value(event);
            typing.asked.update(|asked| asked.set("text", text));
            let asking = typing.clone();
            pause.then(TYPED, move || asking.again());
        });
    let find = el_of("button", "button quiet")
        .set("type", "submit")
        .add(el("span").say(console.say(keys::SHELF_FIND)));
    el_of("div", "shelf-search")
        .add(
            el_of("label", "label")
                .set("for", "shelf-text")
                .say(console.say(keys::SHELF_SEARCH)),
        )
        .add(
            el_of("p", "hint")
                .set("id", "shelf-text-hint")
                .say(console.say(keys::SHELF_SEARCH_HINT)),
        )
        .add(el_of("div", "shelf-typed").add(input).add(find))
}

fn chooser(
    finding: &Finding,
    (name, label, any): (&'static str, Key, Key),
    choices: &[(String, String)],
) -> El {
    let console = finding.console;
    let id = ["shelf-", name].concat();
    let mut list = el_of("select", "field").set("id", &id);
    let first = (String::new(), console.say(any).to_owned());
    for (value, words) in [first].iter().chain(choices) {
        let chosen = finding.asked.peek().part(name) == *value;
        let option = el("option").set("value", value).flag("selected", chosen);
        list = list.add(option.say(words));
    }
    let (value, asking) = (finding.asked.clone(), finding.clone());
    let list = list
        .live_property("value", move || JsValue::from_str(value.get().part(name)))
        .on("change", move |event| {
            asking.ask(name, browser::value(event));
        });
    let label = el_of("label", "label")
        .set_text("for", id)
        .say(console.say(label));
    el("div").add(label).add(list)
}

fn results(finding: &Finding, list: &ShelfList) -> El {
    let console = finding.console;
    if finding.asked.peek().is_empty() {
        return front(console, list);
    }
    let many = u32::try_from(list.items.len()).unwrap_or(u32::MAX);
    let shown = console.intl().number(many);
    let found = console.words().count(keys::SHELF_FOUND, many, &shown, &[]);
    console.tell(&found);
    let clear = finding.clone();
    let clear = button(
        Look::Quiet,
        None,
        console.say(keys::SHELF_CLEAR),
        move |_| {
            clear.asked.set(Asked::default());
            clear.again();
            crate::console::screen::focus_soon("shelf-text");
        },
    );
    if list.items.is_empty() {
        return el_of("div", "stack shelf-nothing")
            .add(el_of("p", "strong").say(console.say(keys::SHELF_NOTHING)))
            .add(el("p").say(console.say(keys::SHELF_NOTHING_HINT)))
            .add(clear);
    }
    let head = el_of("div", "shelf-head")
        .add(el_of("h2", "shelf-count").text(found))
        .add(clear);
    let mut items = el_of("ul", "shelf-list").set("role", "list");
    for entry in &list.items {
        items = items.add(row(console, entry));
    }
    el_of("div", "stack").add(head).add(items)
}

/// What is found, in a line or two; a question can be copied at once.
fn row(console: Console, entry: &ShelfEntry) -> El {
    let words = console.words();
    let path = ["shelf/item/", &entry.slug].concat();
    let title = way(&entry.title, &path).set_some("lang", words.foreign(&entry.language));
    let summary = entry.summary.as_ref().map(|summary| {
        let summary = el("p").say(summary);
        summary.set_some("lang", words.foreign(&entry.language))
    });
    let copy = (entry.kind == ShelfKind::Prompt)
        .then(|| copy_button(console, &entry.title, keys::SHELF_COPY));
    el_of("li", "shelf-row")
        .add(
            el_of("div", "shelf-said")
                .add(el_of("h3", "shelf-row-title").add(title))
                .add_some(summary)
                .add(marks(console, entry)),
        )
        .add_some(copy)
}

/// What it is and what it is about.
pub(super) fn marks(console: Console, entry: &ShelfEntry) -> El {
    let words = console.words();
    let mut said = vec![words.word("shelf-kind", entry.kind.as_str())];
    said.extend(
        entry
            .themes
            .iter()
            .map(|one| words.word("shelf-theme", one.as_str())),
    );
    said.extend(
        entry
            .stages
            .iter()
            .map(|one| words.word("stage", one.as_str())),
    );
    let members = entry
        .for_members
        .then(|| badge(Mood::Good, words.say(keys::SHELF_FOR_MEMBERS)));
    let own = entry
        .own
        .then(|| badge(Mood::Calm, words.say(keys::SHELF_OWN)));
    el_of("p", "shelf-marks")
        .add(el("span").text(said.join(" · ")))
        .add_some(members)
        .add_some(own)
}

/// The kinds, each with how much there is, and what is urgent before all else.
fn front(console: Console, list: &ShelfList) -> El {
    let words = console.words();
    let urgent = way(words.say(keys::SHELF_URGENT_LINK), "shelf?kind=risk");
    let urgent = el_of("p", "shelf-urgent")
        .add(el("strong").text([words.say(keys::SHELF_URGENT), " "].concat()))
        .add(urgent);
    let mut cards = el_of("ul", "shelf-kinds").set("role", "list");
    for kind in ShelfKind::ALL {
        let many = list.items.iter().filter(|item| item.kind == *kind).count();
        let many = u32::try_from(many).unwrap_or(u32::MAX);
        if many == 0 {
            continue;
        }
        let path = ["shelf?kind=", kind.as_str()].concat();
        let shown = console.intl().number(many);
        let title = way(&words.word("shelf-kind", kind.as_str()), &path);
        let card = el_of("li", "card")
            .add(el_of("h2", "card-title").add(title))
            .add(el("p").text(words.word("shelf-about", kind.as_str())))
            .add(el_of("p", "hint").text(words.count(keys::SHELF_THERE, many, &shown, &[])));
        cards = cards.add(card);
    }
    let groups = el_of("div", "shelf-groups")
        .add(el_of("h2", "card-title").add(way(words.say(keys::SHELF_GROUPS), "shelf/groups")))
        .add(el_of("p", "hint").say(words.say(keys::SHELF_GROUPS_HINT)));
    el_of("div", "stack").add(urgent).add(cards).add(groups)
}
