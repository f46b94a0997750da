//! What can be set, what is wrong, and what stood there before.

use std::rc::Rc;

use api_types::Website;

use crate::{
    api::encode,
    console::{
        Console,
        parts::{Loaded, table, way},
    },
    i18n::{Key, console_keys as keys},
    ui::{El, Icon, el, el_of, notice},
};

pub(super) fn draw(console: Console) -> El {
    console.title(console.say(keys::WEBSITE_TITLE));
    let website = Loaded::new(console, move |line| console.server().website(line));
    website.draw(move |found| page(console, found))
}

fn page(console: Console, website: &Rc<Website>) -> El {
    let words = console.words();
    let preview = ["/preview?site=", &encode(&console.me().site.slug)].concat();
    let preview = el("a")
        .set_text("href", preview)
        .set("target", "_blank")
        .say(words.say(keys::WEBSITE_PREVIEW));
    el_of("div", "stack")
        .add(el("p").say(words.say(keys::WEBSITE_INTRO)))
        .add_some(problems(console, website))
        .add(more(
            console,
            (keys::WEBSITE_LOOKS, "website/looks"),
            keys::WEBSITE_LOOKS_HINT,
        ))
        .add(more(
            console,
            (keys::WEBSITE_WORDS, "website/words"),
            keys::WEBSITE_WORDS_HINT,
        ))
        .add(more(
            console,
            (keys::WEBSITE_CRISIS, "website/crisis"),
            keys::WEBSITE_CRISIS_HINT,
        ))
        .add(more(
            console,
            (keys::WEBSITE_TEXT, "website/text"),
            keys::WEBSITE_TEXT_HINT,
        ))
        .add(el("p").add(preview))
        .add(versions(console, website))
}

fn more(console: Console, (name, path): (Key, &str), hint: Key) -> El {
    el_of("section", "card")
        .add(el_of("h2", "card-title").add(way(console.say(name), path)))
        .add(el("p").say(console.say(hint)))
}

/// What is wrong with the site's files.
fn problems(console: Console, website: &Website) -> Option<El> {
    let words = console.words();
    if website.problems.is_empty() {
        return None;
    }
    let mut list = el("ul");
    for one in &website.problems {
        let file = el_of("span", "strong").say(&one.file);
        let said = el("span").set("lang", "en").say(&one.problem);
        list = list.add(el("li").add(file).say(": ").add(said));
    }
    let title = words.say(keys::WEBSITE_PROBLEMS);
    Some(
        notice("error", Icon::Help, "h2", title)
            .add(el("p").say(words.say(keys::WEBSITE_PROBLEMS_TEXT)))
            .add(list),
    )
}

/// Every version that is kept.
fn versions(console: Console, website: &Website) -> El {
    let words = console.words();
    let section = el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::WEBSITE_VERSIONS)));
    if website.versions.is_empty() {
        return section.add(el("p").say(words.say(keys::WEBSITE_VERSIONS_NONE)));
    }
    let columns = [
        words.say(keys::WEBSITE_VERSION),
        words.say(keys::WEBSITE_WHEN),
        words.say(keys::WEBSITE_WHO),
    ];
    let row = |version: &api_types::WebsiteVersion| {
        let number = version.version.to_string();
        let name = words.fill(keys::WEBSITE_VERSION_OF, &[("n", &number)]);
        vec![
            way(&name, &["website/versions/", &number].concat()),
            el("span").text(console.moment(&version.at)),
            el("span").say(&version.by),
        ]
    };
    let rows = website.versions.iter().map(row).collect();
    section
        .add(el("p").say(words.say(keys::WEBSITE_VERSIONS_TEXT)))
        .add(table(words.say(keys::WEBSITE_VERSIONS), &columns, rows))
}
