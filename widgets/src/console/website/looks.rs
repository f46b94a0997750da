//! Colours, room and letters of the site's widgets.

use std::rc::Rc;

use api_types::{Problem, Website};
use wasm_bindgen::JsValue;

use super::{held, state};
use crate::{
    api::console::Refused,
    browser,
    console::{
        Console,
        parts::{Field, Form, Kept, kept},
    },
    i18n::{Key, console_keys as keys},
    ui::{El, Live, Look, button, el, el_of},
};

/// What somebody can start from.
const PRESETS: [&str; 6] = ["leaflet", "clear", "garden", "plum", "slate", "contrast"];
const DENSITIES: [&str; 3] = ["compact", "comfortable", "roomy"];
const SCHEMES: [&str; 3] = ["auto", "light", "dark"];
const COLOURS: [(&str, Key); 3] = [
    ("brand", keys::WEBSITE_BRAND),
    ("surface", keys::WEBSITE_SURFACE),
    ("text", keys::WEBSITE_INK),
];

/// What is typed: a name and its text.
type Typed = Rc<Vec<(&'static str, Kept<String>)>>;
/// Colours that cannot be read: whose, which on which, and the nearest that can be.
type Unreadable = Rc<Live<Vec<(String, (String, String, Option<String>))>>>;

pub(super) fn draw(console: Console, website: &Rc<Website>) -> El {
    let words = console.words();
    let (value, in_file) = state::key(website, "theme");
    let page = el_of("div", "stack").add(el("p").say(words.say(keys::WEBSITE_LOOKS_TEXT)));
    if in_file {
        return page.add(held(console)).add(shown(console, value));
    }
    let form = Form::new(console, "looks");
    let before = value.cloned();
    let typed_as = |name| (name, kept(state::text_of(value, name)));
    let names = [
        "preset", "brand", "surface", "text", "radius", "density", "font", "scheme",
    ];
    let typed: Typed = Rc::new(names.map(typed_as).to_vec());
    let unreadable: Unreadable = Rc::default();
    let inside = fields(console, &form, &typed, &unreadable);
    let version = Rc::new(Live::new((website.version, before)));
    let sent = form.clone();
    page.add(form.draw(inside, move || {
        let fields: Vec<_> = typed
            .iter()
            .map(|(name, text)| (*name, text.peek().clone()))
            .collect();
        if !sent.check(faults(console, &fields)) {
            return;
        }
        let (number, before) = version.peek().clone();
        let looks = state::looks(before.as_ref(), &fields);
        let server = console.server();
        let told = server.set_website_key("theme", number, looks.clone(), sent.line());
        let (next, faulty, told_form) = (version.clone(), unreadable.clone(), sent.clone());
        let cleared = unreadable.clone();
        let done = move |saved: api_types::WebsiteSaved| {
            cleared.set(Vec::new());
            next.set((saved.version, Some(looks)));
        };
        let saved = words.say(keys::WEBSITE_SAVED);
        sent.send_or(told, saved, done, move |refused| match refused {
            Refused::Problem(problem) if !problem.errors.is_empty() => {
                refuse(console, &told_form, &faulty, problem);
                true
            }
            _ => false,
        });
    }))
}

/// What is wrong before anything is sent.
fn faults(console: Console, fields: &[(&str, String)]) -> Vec<(String, String)> {
    let radius = fields.iter().find(|(name, _)| *name == "radius");
    let typed = radius.map_or("", |(_, text)| text.trim());
    let fits = typed.is_empty() || typed.parse::<u8>().is_ok_and(|px| px <= 24);
    let fault = || {
        let said = console.say(keys::WEBSITE_RADIUS_HINT).to_owned();
        ("/value/radius".to_owned(), said)
    };
    (!fits).then(fault).into_iter().collect()
}

/// What is wrong, in words: of a colour which it cannot be read on, of anything else what the server says.
fn refuse(console: Console, form: &Form, unreadable: &Unreadable, problem: &Problem) {
    let words = console.words();
    let mut faults = Vec::new();
    let mut found = Vec::new();
    for error in &problem.errors {
        // Colours of dark pages are in the text alone; what is wrong with them is said at the light one's.
        let at = error.field.replace("/dark", "");
        match state::unreadable(&error.detail) {
            Some(colours) => {
                let (front, back, _) = &colours;
                let said = words.fill(
                    keys::WEBSITE_UNREADABLE,
                    &[("front", front), ("back", back)],
                );
                faults.push((at, said));
                if !error.field.contains("/dark") {
                    found.push((error.field.clone(), colours));
                }
            }
            None => faults.push((at, error.detail.clone())),
        }
    }
    unreadable.set(found);
    form.check(faults);
}

fn fields(console: Console, form: &Form, typed: &Typed, unreadable: &Unreadable) -> El {
    let words = console.words();
    let of = |name: &str| {
        let found = typed.iter().find(|(own, _)| *own == name);
        found.map_or_else(|| kept(String::new()), |(_, text)| text.clone())
    };
    let choices = |list: &str, all: &[&str]| -> Vec<(String, String)> {
        let unsaid = (
            String::new(),
            words.say(keys::WEBSITE_AS_SHIPPED).to_owned(),
        );
        let said = all.iter();
        let said = said.map(|one| ((*one).to_owned(), words.word(list, one)));
        [unsaid].into_iter().chain(said).collect()
    };
    let field = |name: &str, key| Field::new(&["/value/", name].concat(), words.say(key));
    let mut inside = el_of("div", "stack").add(form.select(
        &field("preset", keys::WEBSITE_PRESET),
        &choices("website-preset", &PRESETS),
        &of("preset"),
    ));
    for (name, key) in COLOURS {
        let field = field(name, key)
            .optional()
            .hint(words.say(keys::WEBSITE_COLOUR_HINT));
        let value = of(name);
        inside = inside
            .add(
                el_of("div", "website-colour")
                    .add(form.text(&field, &value))
                    .add(picker(console, form, key, &value)),
            )
            .add(advice(console, form, name, &value, unreadable));
    }
    inside
        .add(
            form.text(
                &field("radius", keys::WEBSITE_RADIUS)
                    .kind("number")
                    .optional()
                    .hint(words.say(keys::WEBSITE_RADIUS_HINT)),
                &of("radius"),
            ),
        )
        .add(form.select(
            &field("density", keys::WEBSITE_DENSITY),
            &choices("website-density", &DENSITIES),
            &of("density"),
        ))
        .add(
            form.text(
                &field("font", keys::WEBSITE_FONT)
                    .optional()
                    .hint(words.say(keys::WEBSITE_FONT_HINT)),
                &of("font"),
            ),
        )
        .add(form.select(
            &field("scheme", keys::WEBSITE_SCHEME),
            &choices("website-scheme", &SCHEMES),
            &of("scheme"),
        ))
        .add(form.buttons(words.say(keys::SAVE), None))
}

/// The browser's own field for a colour, beside its digits.
fn picker(console: Console, form: &Form, name: Key, value: &Kept<String>) -> El {
    let label = console
        .words()
        .fill(keys::WEBSITE_PICK, &[("name", console.say(name))]);
    let (from, to, form) = (value.clone(), value.clone(), form.clone());
    el_of("input", "website-pick")
        .set("type", "color")
        .set_text("aria-label", label)
        .live_property("value", move || {
            let text = from.get();
            let shown = if state::is_hex(&text) {
                text.as_str()
            } else {
                "#808080"
            };
            JsValue::from_str(shown)
        })
        .on("input", move |event| {
            to.set(browser::value(event));
            form.touch();
        })
}

/// The button that takes the nearest colour that can be read.
fn advice(
    console: Console,
    form: &Form,
    name: &'static str,
    value: &Kept<String>,
    unreadable: &Unreadable,
) -> El {
    let (at, value, all) = (
        ["/value/", name].concat(),
        value.clone(),
        unreadable.clone(),
    );
    let form = form.clone();
    el("div").live(move || {
        let found = all.get();
        let (_, (_, _, nearest)) = found.iter().find(|(field, _)| *field == at)?;
        let colour = nearest.clone()?;
        let text = console
            .words()
            .fill(keys::WEBSITE_TAKE, &[("colour", &colour)]);
        let (value, form) = (value.clone(), form.clone());
        Some(button(Look::Quiet, None, &text, move |_| {
            value.set(colour.clone());
            form.touch();
        }))
    })
}

/// Looks that can only be changed in the site's file.
fn shown(console: Console, value: Option<&serde_json::Value>) -> El {
    let words = console.words();
    let mut facts = el_of("dl", "facts");
    for (name, key) in COLOURS.into_iter().chain([
        ("preset", keys::WEBSITE_PRESET),
        ("radius", keys::WEBSITE_RADIUS),
        ("density", keys::WEBSITE_DENSITY),
        ("font", keys::WEBSITE_FONT),
        ("scheme", keys::WEBSITE_SCHEME),
    ]) {
        let text = state::text_of(value, name);
        if !text.is_empty() {
            facts = facts.add(crate::console::parts::fact(words.say(key), &text));
        }
    }
    facts
}
