//! One earlier version: its text, and the way back to it.

use std::rc::Rc;

use api_types::{Website, WebsiteText};

use crate::{
    api::Line,
    console::{
        Console,
        parts::{Confirm, Loaded, confirm_asking},
    },
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

pub(super) fn draw(console: Console, version: &str) -> El {
    let name = console
        .words()
        .fill(keys::WEBSITE_VERSION_OF, &[("n", version)]);
    super::title(console, &name);
    let website = Loaded::new(console, move |line| console.server().website(line));
    let version = version.to_owned();
    website.draw(move |website| {
        let (website, number) = (website.clone(), version.clone());
        let asked = number.clone();
        let text = Loaded::new(console, move |line| {
            console.server().website_version(&asked, line)
        });
        text.draw(move |text| page(console, &website, &number, text))
    })
}

fn page(console: Console, website: &Rc<Website>, version: &str, text: &Rc<WebsiteText>) -> El {
    let words = console.words();
    let shown = el("pre").set("tabindex", "0").say(&text.text);
    let page = el_of("div", "stack").add(el_of("div", "website-pre").add(shown));
    if website.version.to_string() == version {
        return page.add(el("p").say(words.say(keys::WEBSITE_IN_FORCE)));
    }
    let (based_on, text, number) = (website.version, text.clone(), version.to_owned());
    page.add(button(
        Look::Main,
        None,
        words.say(keys::WEBSITE_TAKE_BACK),
        move |_| {
            let question = Confirm {
                title: words.fill(keys::WEBSITE_TAKE_BACK_TITLE, &[("n", &number)]),
                text: words.say(keys::WEBSITE_TAKE_BACK_TEXT).to_owned(),
                yes: words.say(keys::WEBSITE_TAKE_BACK).to_owned(),
                no: words.say(keys::CANCEL).to_owned(),
            };
            let (text, line) = (text.clone(), Line::default());
            confirm_asking(
                console,
                question,
                move || {
                    let server = console.server();
                    server.replace_website(based_on, &text.text, &line)
                },
                move |_| console.go_saying("website", words.say(keys::WEBSITE_SAVED)),
            );
        },
    ))
}
