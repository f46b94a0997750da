//! Lines to ring in a crisis, of the site's country.

use std::rc::Rc;

use api_types::{CrisisLine, CrisisLines, Website};

use super::{held, state};
use crate::{
    api::console::Refused,
    console::{
        Console,
        parts::{Field, Form, Kept, fact, kept},
    },
    i18n::{Key, console_keys as keys},
    ui::{El, Live, Look, button, el, el_of},
};

/// What a line has, in the order of the form.
const PARTS: [(&str, Key); 7] = [
    ("name", keys::WEBSITE_LINE_NAME),
    ("call", keys::WEBSITE_LINE_CALL),
    ("text", keys::WEBSITE_LINE_TEXT),
    ("text_word", keys::WEBSITE_LINE_WORD),
    ("hours", keys::WEBSITE_LINE_HOURS),
    ("language", keys::WEBSITE_LINE_LANGUAGE),
    ("url", keys::WEBSITE_LINE_URL),
];

/// A line as it is typed, in the order of [`PARTS`], and a number that stays its own.
type Line = (usize, [Kept<String>; 7]);
type Lines = Rc<Live<Vec<Line>>>;

pub(super) fn draw(console: Console, website: &Rc<Website>) -> El {
    let words = console.words();
    let (value, in_file) = state::key(website, "crisis");
    let page = el_of("div", "stack").add(el("p").say(words.say(keys::WEBSITE_CRISIS_TEXT)));
    let Some(country) = website.country.clone() else {
        return page.add(el("p").say(words.say(keys::WEBSITE_NO_COUNTRY)));
    };
    let shown = website.crisis.first();
    if in_file {
        return page
            .add(held(console))
            .add_some(shown.map(|lines| read_only(console, lines)));
    }
    let form = Form::new(console, "crisis");
    let emergency = kept(shown.map_or_else(String::new, |lines| lines.emergency.clone()));
    let typed = shown.into_iter().flat_map(|lines| &lines.lines).map(typed);
    let lines: Lines = Rc::new(Live::new((0..).zip(typed).collect()));
    let field = Field::new("/emergency", words.say(keys::WEBSITE_EMERGENCY)).kind("tel");
    let inside = el_of("div", "stack")
        .add(form.text(&field, &emergency))
        .add(all(console, &form, &lines))
        .add(add(console, &form, &lines))
        .add(form.buttons(words.say(keys::SAVE), None));
    let standing = kept((website.version, value.cloned()));
    let sent = form.clone();
    page.add(form.draw(inside, move || {
        let own = CrisisLines {
            country: country.clone(),
            emergency: emergency.peek().trim().to_owned(),
            lines: lines.peek().iter().map(line).collect(),
        };
        if !sent.check(faults(console, &own, &lines)) {
            return;
        }
        let (version, before) = standing.peek().clone();
        let value = state::crisis(before.as_ref(), &country, Some(&own));
        let server = console.server();
        let told = server.set_website_key("crisis", version, value.clone(), sent.line());
        let (next, form) = (standing.clone(), sent.clone());
        let done = move |saved: api_types::WebsiteSaved| next.set((saved.version, Some(value)));
        let saved = words.say(keys::WEBSITE_SAVED);
        sent.send_or(told, saved, done, move |refused| {
            let Refused::Problem(problem) = refused else {
                return false;
            };
            let faults = problem.errors.iter();
            let faults: Vec<_> = faults
                .map(|error| ("/emergency".to_owned(), error.detail.clone()))
                .collect();
            !faults.is_empty() && !form.check(faults)
        });
    }))
}

/// What is wrong before anything is sent: the server would say the same.
fn faults(console: Console, own: &CrisisLines, typed: &Lines) -> Vec<(String, String)> {
    let words = console.words();
    let mut faults = Vec::new();
    if own.emergency.is_empty() || own.lines.is_empty() {
        let said = words.say(keys::WEBSITE_NEEDS_LINES).to_owned();
        faults.push(("/emergency".to_owned(), said));
    }
    for (line, (id, _)) in own.lines.iter().zip(typed.peek().iter()) {
        let reachable = line.call.is_some() || line.text.is_some() || line.url.is_some();
        if line.name.is_empty() || !reachable {
            let said = words.say(keys::WEBSITE_NEEDS_WAY).to_owned();
            faults.push((at(*id, "name"), said));
        }
    }
    faults
}

fn at(id: usize, part: &str) -> String {
    ["/lines/", &id.to_string(), "/", part].concat()
}

fn typed(line: &CrisisLine) -> [Kept<String>; 7] {
    let some = |text: &Option<String>| kept(text.clone().unwrap_or_default());
    [
        kept(line.name.clone()),
        some(&line.call),
        some(&line.text),
        some(&line.text_word),
        some(&line.hours),
        some(&line.language),
        some(&line.url),
    ]
}

fn line((_, parts): &Line) -> CrisisLine {
    let [name, call, text, word, hours, language, url] =
        std::array::from_fn(|at| parts[at].peek().trim().to_owned());
    let some = |text: String| (!text.is_empty()).then_some(text);
    CrisisLine {
        name,
        call: some(call),
        text: some(text),
        text_word: some(word),
        language: some(language),
        hours: some(hours),
        url: some(url),
    }
}

/// Every line; one that stays keeps what is typed in it.
fn all(console: Console, form: &Form, lines: &Lines) -> El {
    let (form, lines) = (form.clone(), lines.clone());
    el_of("div", "stack").rows(move || {
        let row = |one: &Line| {
            let (form, lines, one) = (form.clone(), lines.clone(), one.clone());
            let key = one.0.to_string();
            let draw = move || card(console, &form, &lines, &one);
            (key, Box::new(draw) as Box<dyn FnOnce() -> El>)
        };
        lines.get().iter().map(row).collect()
    })
}

fn card(console: Console, form: &Form, lines: &Lines, (id, parts): &Line) -> El {
    let words = console.words();
    let mut fields = el_of("div", "card stack");
    for ((name, key), value) in PARTS.iter().zip(parts) {
        let field = Field::new(&at(*id, name), words.say(*key));
        let field = if *name == "name" {
            field
        } else {
            field.optional()
        };
        fields = fields.add(form.text(&field, value));
    }
    let (lines, form, id) = (lines.clone(), form.clone(), *id);
    let name = [
        words.say(keys::WEBSITE_LINE_REMOVE),
        ": ",
        &*parts[0].peek(),
    ]
    .concat();
    let remove = button(
        Look::Quiet,
        None,
        words.say(keys::WEBSITE_LINE_REMOVE),
        move |_| {
            lines.update(|all| all.retain(|(own, _)| *own != id));
            form.touch();
        },
    );
    fields.add(remove.set_text("aria-label", name))
}

fn add(console: Console, form: &Form, lines: &Lines) -> El {
    let (lines, form) = (lines.clone(), form.clone());
    button(
        Look::Quiet,
        None,
        console.say(keys::WEBSITE_LINE_ADD),
        move |_| {
            lines.update(|all| {
                let next = all.iter().map(|(id, _)| id + 1).max().unwrap_or(0);
                all.push((next, std::array::from_fn(|_| kept(String::new()))));
            });
            form.touch();
        },
    )
}

fn read_only(console: Console, lines: &CrisisLines) -> El {
    let emergency = console.say(keys::WEBSITE_EMERGENCY);
    let mut facts = el_of("dl", "facts").add(fact(emergency, &lines.emergency));
    for line in &lines.lines {
        let ways = [&line.call, &line.text, &line.url];
        let ways: Vec<String> = ways.into_iter().flatten().cloned().collect();
        facts = facts.add(fact(&line.name, &ways.join(", ")));
    }
    facts
}
