//! What stands around every page of the console: whose it is, who is signed in, the ways to the
//! sections, the heading, and what is said to a screen reader.

use super::{
    Console, href,
    parts::{Sign, drawn_dialog, missing, sign},
    screen::HEADING,
    sections::{self, SECTIONS, Section},
    signed_out,
};
use crate::{
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

/// Where the skip link leads.
const MAIN: &str = "main";

pub(super) fn frame(console: Console) -> El {
    el_of("div", "console")
        .add(skip(console))
        .add(header(console))
        .add(
            el_of("div", "console-body")
                .add(menu(console))
                .add(main(console)),
        )
        .add(
            el_of("p", "hidden-words")
                .set("role", "status")
                .live_text(move || console.0.said.get().clone()),
        )
        .add(drawn_dialog(console))
        .add(signed_out::dialog(console))
}

fn skip(console: Console) -> El {
    el_of("a", "skip")
        .set_text("href", ["#", MAIN].concat())
        .say(console.say(keys::SKIP))
}

/// The site, and who is signed in.
fn header(console: Console) -> El {
    let site = el_of("p", "site-name").live_text(move || console.0.me.get().site.name.clone());
    let me = el_of("a", "who")
        .set_text("href", href("you"))
        .add(sign(Sign::Person))
        .add(el("span").live_text(move || console.0.me.get().name.clone()));
    let out = el("form")
        .set("method", "post")
        .set("action", "/console/sign-out")
        .add(
            el_of("button", "button plain")
                .set("name", "choice")
                .set("value", "yes")
                .add(el("span").say(console.say(keys::SIGN_OUT))),
        );
    el_of("header", "console-header")
        .add(site)
        .add(el_of("div", "console-who").add(me).add(out))
}

/// The ways to the sections; on a phone behind one button.
fn menu(console: Console) -> El {
    let open = move || *console.0.menu_open.get();
    let button = el_of("button", "button quiet menu-button")
        .set("type", "button")
        .set("aria-controls", "menu")
        .live_attribute("aria-expanded", move || Some(open().to_string()))
        .on("click", move |_| {
            let open = *console.0.menu_open.peek();
            console.0.menu_open.set(!open);
        })
        .add(sign(Sign::Menu))
        .add(el("span").say(console.say(keys::MENU)));
    let list = el("ul")
        .set("role", "list")
        .set("id", "menu")
        .live_attribute("data-open", move || open().then(String::new))
        .rows(move || {
            let me = console.0.me.get().clone();
            let seen = SECTIONS.iter().filter(|section| (section.shows)(&me));
            let row = |section: &'static Section| {
                let draw: Box<dyn FnOnce() -> El> = Box::new(move || way(console, section));
                (section.path.to_owned(), draw)
            };
            seen.map(row).collect()
        });
    el_of("nav", "console-menu")
        .set("aria-label", console.say(keys::MENU_LABEL))
        .add(button)
        .add(list)
}

fn way(console: Console, section: &'static Section) -> El {
    let here = move || {
        let (me, place) = (console.0.me.get().clone(), console.0.place.get().clone());
        sections::find(&me, &place).is_some_and(|found| found.path == section.path)
    };
    let link = el("a")
        .set_text("href", href(section.path))
        .live_attribute("aria-current", move || here().then(|| "page".to_owned()))
        .add(sign(section.sign))
        .add(el("span").say(console.say(section.name)));
    el("li").add(link)
}

/// The heading, and the section's page below it.
fn main(console: Console) -> El {
    let back = move || {
        let (words, path) = console.0.heading.get().back.clone()?;
        let link = el_of("a", "way-back")
            .set_text("href", href(&path))
            .add(sign(Sign::Back))
            .add(el("span").say(&words));
        Some(el("p").add(link))
    };
    let heading = el_of("h1", "title")
        .set("id", HEADING)
        .set("tabindex", "-1")
        .live_text(move || console.0.heading.get().title.clone());
    el("main")
        .set("id", MAIN)
        .set("tabindex", "-1")
        .live(back)
        .add(heading)
        .live(move || {
            let done = console.0.done.get().clone()?;
            Some(
                el_of("p", "done")
                    .add(sign(Sign::Tick))
                    .add(el("span").say(&done)),
            )
        })
        .live(move || {
            let (me, place) = (console.0.me.get().clone(), console.0.place.get().clone());
            console.set_unsaved(false);
            let draw =
                sections::find(&me, &place).and_then(|found| console.0.program.draw(found.path));
            Some(match draw {
                Some(draw) => draw(console, &place),
                None => missing(console),
            })
        })
}
