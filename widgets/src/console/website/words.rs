//! What members read, in the site's own words: text by text, beside what ships.

use std::rc::Rc;

use api_types::{Website, WebsiteWords};
use wasm_bindgen::JsValue;

use super::{
    held,
    state::{self, Own},
};
use crate::{
    api::console::Refused,
    browser,
    console::{
        Console,
        parts::{Field, Form, Kept, Loaded, kept},
    },
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

/// So many texts show at once; more are found by searching.
const SHOWN: usize = 25;

/// What the page is about.
#[derive(Clone)]
struct Wording {
    console: Console,
    form: Form,
    own: Kept<Own>,
    language: Kept<String>,
    part: Kept<String>,
    search: Kept<String>,
    words: Loaded<WebsiteWords>,
    read_only: bool,
    /// Whether something is typed that was not sent. Choosing which texts show is nothing to lose.
    is_changed: Kept<bool>,
}

pub(super) fn draw(console: Console, website: &Rc<Website>) -> El {
    let words = console.words();
    let (value, read_only) = state::key(website, "wording");
    let language = kept(website.worded.first().cloned().unwrap_or_default());
    let asked = language.clone();
    let page = Wording {
        console,
        form: Form::new(console, "wording"),
        own: kept(state::own(value)),
        language,
        part: kept("finder".to_owned()),
        search: kept(String::new()),
        words: Loaded::new(console, move |line| {
            console.server().website_words(&asked.peek(), line)
        }),
        read_only,
        is_changed: kept(false),
    };
    let inside = el_of("div", "stack")
        .add(choices(&page, website))
        .add(texts(&page));
    let shown = el_of("div", "stack").add(el("p").say(words.say(keys::WEBSITE_WORDS_TEXT)));
    if read_only {
        return shown.add(held(console)).add(inside);
    }
    let inside = inside.add(page.form.buttons(words.say(keys::SAVE), None));
    let version = kept(website.version);
    let sent = page.clone();
    shown.add(page.form.draw(inside, move || save(&sent, &version)))
}

fn save(page: &Wording, version: &Kept<u32>) {
    let words = page.console.words();
    if !page.form.check(faults(page)) {
        return;
    }
    let value = state::wording(&page.own.peek());
    let server = page.console.server();
    let told = server.set_website_key("wording", *version.peek(), value, page.form.line());
    let (next, form, console) = (version.clone(), page.form.clone(), page.console);
    let is_changed = page.is_changed.clone();
    let done = move |saved: api_types::WebsiteSaved| {
        next.set(saved.version);
        is_changed.set(false);
    };
    page.form
        .send_or(told, words.say(keys::WEBSITE_SAVED), done, move |refused| {
            let Refused::Problem(problem) = refused else {
                return false;
            };
            let said = |error: &api_types::FieldProblem| {
                let text = [console.say(keys::WEBSITE_WORDS_FAULT), " ", &error.detail].concat();
                (error.field.clone(), text)
            };
            let faults: Vec<_> = problem.errors.iter().map(said).collect();
            !faults.is_empty() && !form.check(faults)
        });
}

/// Texts whose placeholders are others than those of the shipped ones, in the language that shows: with each a
/// text would lose what belongs there.
fn faults(page: &Wording) -> Vec<(String, String)> {
    let Some(shipped) = page.words.peek() else {
        return Vec::new();
    };
    let language = page.language.peek();
    let mut faults = Vec::new();
    for ((_, part, key), own) in page
        .own
        .peek()
        .iter()
        .filter(|((of, ..), _)| *of == *language)
    {
        let parts = shipped.parts.iter().filter(|one| one.part == *part);
        let text = parts
            .flat_map(|one| &one.texts)
            .find(|(name, _)| name == key);
        let Some((_, text)) = text.filter(|_| !own.trim().is_empty()) else {
            continue;
        };
        let wanted = state::placeholders(text);
        if state::placeholders(own) != wanted {
            let list = wanted.join(", ");
            let said = page
                .console
                .words()
                .fill(keys::WEBSITE_PLACEHOLDERS, &[("list", &list)]);
            faults.push((state::pointer(&language, part, key), said));
        }
    }
    faults
}

/// Which texts: of which language and part, and with which words.
fn choices(page: &Wording, website: &Website) -> El {
    let (console, words) = (page.console, page.console.words());
    // Nothing here is sent; choosing another text loses none.
    let form = Form::new(console, "which");
    let is_changed = page.is_changed.clone();
    let languages: Vec<_> = website
        .worded
        .iter()
        .map(|tag| (tag.clone(), console.intl().language(tag)))
        .collect();
    let parts = ["finder", "join", "survey", "shared"];
    let parts = parts.map(|part| (part.to_owned(), words.word("website-part", part)));
    let again = page.words.clone();
    let language = form
        .select(
            &Field::new("/language", words.say(keys::WEBSITE_LANGUAGE)),
            &languages,
            &page.language,
        )
        .on("change", move |_| again.again());
    let (from, to) = (page.search.clone(), page.search.clone());
    let search = el_of("input", "field")
        .set("type", "search")
        .set("id", "website-search")
        .set("autocomplete", "off")
        .live_property("value", move || JsValue::from_str(&from.peek()))
        .on("input", move |event| to.set(browser::value(event)));
    let label = el_of("label", "label")
        .set("for", "website-search")
        .say(words.say(keys::WEBSITE_SEARCH));
    el_of("div", "website-which")
        .add(language)
        .add(form.select(
            &Field::new("/part", words.say(keys::WEBSITE_PART)),
            &parts,
            &page.part,
        ))
        .add(el_of("div", "form-field").add(label).add(search))
        .on("input", move |_| console.set_unsaved(*is_changed.peek()))
}

/// The texts that were chosen.
fn texts(page: &Wording) -> El {
    let shown = page.clone();
    page.words.draw(move |found| {
        let (list, found) = (shown.clone(), found.clone());
        el("div").live(move || Some(of_part(&list, &found)))
    })
}

fn of_part(page: &Wording, found: &WebsiteWords) -> El {
    let words = page.console.words();
    let (language, part) = (page.language.peek().clone(), page.part.get().clone());
    let search = page.search.get().clone();
    let parts = found.parts.iter().filter(|one| one.part == part);
    let own = page.own.peek();
    let place = |key: &String| (language.clone(), part.clone(), key.clone());
    let fits = |(key, text): &&(String, String)| {
        let own = own.get(&place(key)).map_or("", String::as_str);
        // Forms that a language does not have are empty.
        !text.is_empty() && state::answers(&search, [text, own])
    };
    let fitting: Vec<_> = parts.flat_map(|one| &one.texts).filter(fits).collect();
    let mut list = el_of("div", "stack website-texts");
    for (key, text) in fitting.iter().take(SHOWN) {
        list = list.add(one(page, &place(key), text));
    }
    let hidden = fitting.len().saturating_sub(SHOWN);
    let more = (hidden > 0).then(|| {
        let number = hidden.to_string();
        el_of("p", "hint").text(words.fill(keys::WEBSITE_MORE_TEXTS, &[("n", &number)]))
    });
    let none = fitting
        .is_empty()
        .then(|| el("p").say(words.say(keys::WEBSITE_NO_TEXTS)));
    list.add_some(more).add_some(none)
}

/// One text: what ships, and what stands for it here.
fn one(page: &Wording, place: &(String, String, String), shipped: &str) -> El {
    let (language, part, key) = place;
    let own = page.own.peek().get(place).cloned().unwrap_or_default();
    if page.read_only {
        return el_of("div", "form-field")
            .add(
                el_of("p", "label")
                    .set_text("lang", language.clone())
                    .say(shipped),
            )
            .add_some(
                (!own.is_empty()).then(|| el("p").set_text("lang", language.clone()).say(&own)),
            );
    }
    let value = kept(own);
    let field = Field::new(&state::pointer(language, part, key), shipped).language(language);
    let (all, place, typed) = (page.own.clone(), place.clone(), value.clone());
    let is_changed = page.is_changed.clone();
    page.form.area(&field, 1, &value).on("input", move |_| {
        is_changed.set(true);
        let text = typed.peek().clone();
        all.update(|all| {
            all.insert(place.clone(), text);
        });
    })
}
