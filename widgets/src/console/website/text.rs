//! The whole text: downloaded, changed, checked, put in the place of what is in force.

use std::rc::Rc;

use api_types::{TextChecked, Website, WebsiteFinding};
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::{
    api::{Line, console::Refused, encode},
    browser,
    console::{
        Console,
        parts::{Ask, Field, Form, Kept, Sign, ask_button, kept, sign},
    },
    i18n::console_keys as keys,
    js::{call, get},
    ui::{El, Live, Look, el, el_of},
};

/// What a check found; `None` before one.
type Found = Rc<Live<Option<Vec<WebsiteFinding>>>>;

pub(super) fn draw(console: Console, website: &Rc<Website>) -> El {
    let words = console.words();
    let form = Form::new(console, "website");
    let text = kept(website.text.clone());
    let found: Found = Rc::default();
    let field = Field::new("/text", words.say(keys::WEBSITE_TEXT))
        .hint(words.say(keys::WEBSITE_TEXT_FIELD_HINT));
    let inside = el_of("div", "stack website-text")
        .add(files(console, &form, &text))
        .add(form.area(&field, 20, &text))
        .add(findings(console, &found))
        .add(form.buttons(
            words.say(keys::WEBSITE_REPLACE),
            Some(check(console, &text, &found)),
        ));
    let version = kept(website.version);
    let sent = form.clone();
    let held: Vec<String> = website
        .keys
        .iter()
        .filter(|key| key.in_file)
        .map(|key| key.key.clone())
        .collect();
    let held = (!held.is_empty()).then(|| {
        let list = held.join(", ");
        el("p").text(words.fill(keys::WEBSITE_HELD_KEYS, &[("keys", &list)]))
    });
    el_of("div", "stack")
        .add(el("p").say(words.say(keys::WEBSITE_TEXT_TEXT)))
        .add_some(held)
        .add(form.draw(inside, move || {
            let server = console.server();
            let told = server.replace_website(*version.peek(), &text.peek(), sent.line());
            let (next, found) = (version.clone(), found.clone());
            let cleared = found.clone();
            let done = move |saved: api_types::WebsiteSaved| {
                cleared.set(None);
                next.set(saved.version);
            };
            let (line, form, typed) = (Line::default(), sent.clone(), text.clone());
            let saved = words.say(keys::WEBSITE_SAVED);
            sent.send_or(told, saved, done, move |refused| match refused {
                Refused::Problem(problem) if !problem.errors.is_empty() => {
                    let said = console.say(keys::WEBSITE_NOT_TAKEN).to_owned();
                    form.check(vec![("/text".to_owned(), said)]);
                    // The check says the same with lines and columns.
                    let told = console.server().check_website(&typed.peek(), &line);
                    browser::spawn(async move {
                        if let Ok(checked) = told.await {
                            found.set(Some(checked.findings));
                        }
                    });
                    true
                }
                _ => false,
            });
        }))
}

/// A way to take the text out, and one to bring another in.
fn files(console: Console, form: &Form, text: &Kept<String>) -> El {
    let words = console.words();
    let name = [&console.me().site.slug, ".toml"].concat();
    let shown = text.clone();
    let download = el_of("a", "button quiet")
        .set_text("download", name)
        .live_attribute("href", move || {
            Some(
                [
                    "data:application/toml;charset=utf-8,",
                    &encode(&shown.get()),
                ]
                .concat(),
            )
        })
        .add(sign(Sign::Download))
        .add(el("span").say(words.say(keys::WEBSITE_DOWNLOAD)));
    let (to, form) = (text.clone(), form.clone());
    let choose = el("input")
        .set("type", "file")
        .set("id", "website-file")
        .set("accept", ".toml,text/plain")
        .on("change", move |event| {
            let files = get(&get(event, "target"), "files");
            let read = call(&get(&files, "0"), "text", &[]);
            let Some(read) = read.and_then(|read| read.dyn_into::<Promise>().ok()) else {
                return;
            };
            let (to, form) = (to.clone(), form.clone());
            browser::spawn(async move {
                let read = JsFuture::from(read).await.ok();
                if let Some(text) = read.and_then(|text| text.as_string()) {
                    to.set(text);
                    form.touch();
                }
            });
        });
    let label = el_of("label", "label")
        .set("for", "website-file")
        .say(words.say(keys::WEBSITE_CHOOSE));
    el_of("div", "stack")
        .add(el_of("div", "buttons").add(download))
        .add(el_of("div", "form-field").add(label).add(choose))
}

/// The button that checks, and changes nothing.
fn check(console: Console, text: &Kept<String>, found: &Found) -> El {
    let (text, found, line) = (text.clone(), found.clone(), Line::default());
    let ask = Ask::new(
        move || console.server().check_website(&text.peek(), &line),
        move |checked: TextChecked| found.set(Some(checked.findings)),
    );
    ask_button(console, Look::Quiet, console.say(keys::WEBSITE_CHECK), ask)
}

/// What the check found: line, column, and what is wrong.
fn findings(console: Console, found: &Found) -> El {
    let found = found.clone();
    el("div").set("role", "status").live(move || {
        let words = console.words();
        let all = found.get();
        let all = all.as_ref()?;
        if all.is_empty() {
            return Some(el("p").say(words.say(keys::WEBSITE_CHECKED)));
        }
        let mut list = el_of("ul", "website-findings");
        for one in all {
            let (line, column) = (one.line.to_string(), one.column.to_string());
            let place = words.fill(keys::WEBSITE_PLACE, &[("line", &line), ("column", &column)]);
            let said = el("span").set("lang", "en").say(&one.problem);
            let place = el_of("span", "strong").text([&place, ": "].concat());
            list = list.add(el("li").add(place).add(said));
        }
        Some(list)
    })
}
