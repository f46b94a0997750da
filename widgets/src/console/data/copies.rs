//! Copies to take out, and the ways to the section's other pages.

use std::rc::Rc;

use api_types::GroupNames;

use crate::{
    console::{
        Console,
        parts::{Field, Form, Kept, Loaded, Sign, kept, sign, way},
    },
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

/// What there is to take out, and whether it is of groups.
const COPIES: [(&str, bool); 6] = [
    ("members", true),
    ("requests", true),
    ("attendance", true),
    ("receipts", true),
    ("groups", true),
    ("audit", false),
];

pub(super) fn draw(console: Console) -> El {
    let words = console.words();
    console.title(words.say(keys::DATA_TITLE));
    let names = Loaded::new(console, move |line| console.server().group_names(line));
    let page = el_of("div", "stack")
        .add(el("p").say(words.say(keys::DATA_INTRO)))
        .add(names.draw(move |names| copies(console, names)));
    if !console.coordinates() {
        return page;
    }
    page.add(more(
        console,
        (keys::DATA_TRAIL, "data/trail"),
        keys::DATA_TRAIL_HINT,
    ))
    .add(more(
        console,
        (keys::DATA_RETENTION, "data/retention"),
        keys::DATA_RETENTION_HINT,
    ))
}

fn more(console: Console, (name, path): (crate::i18n::Key, &str), hint: crate::i18n::Key) -> El {
    el_of("section", "card")
        .add(el_of("h2", "card-title").add(way(console.say(name), path)))
        .add(el("p").say(console.say(hint)))
}

fn copies(console: Console, names: &Rc<GroupNames>) -> El {
    let words = console.words();
    let form = Form::new(console, "copies");
    let all = (String::new(), words.say(keys::DATA_ALL_GROUPS).to_owned());
    let groups = names.groups.iter();
    let groups = groups.map(|group| (group.slug.clone(), group.name.clone()));
    let options: Vec<_> = [all].into_iter().chain(groups).collect();
    let chosen = kept(String::new());
    let mut list = el_of("ul", "copies offers").set("role", "list");
    for (what, of_groups) in COPIES {
        if of_groups || console.coordinates() {
            list = list.add(copy(console, what, of_groups.then_some(&chosen)));
        }
    }
    let field = Field::new("/group", words.say(keys::DATA_WHICH_GROUPS));
    // Nothing here is ever sent or lost: the links follow what is chosen.
    let choice = form.select(&field, &options, &chosen);
    let choice = choice.on("input", move |_| console.set_unsaved(false));
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::DATA_COPIES)))
        .add(el("p").say(words.say(keys::DATA_COPIES_TEXT)))
        .add_some((names.groups.len() > 1).then(|| el_of("div", "asked-for").add(choice)))
        .add(list)
        .add(el_of("p", "hint").say(words.say(keys::DATA_SPREADSHEET)))
}

/// One copy: what it is, and a link for each shape.
fn copy(console: Console, what: &'static str, group: Option<&Kept<String>>) -> El {
    let words = console.words();
    let name = words.word("data-copy", what);
    let mut links = el_of("span", "buttons");
    for (ending, shape) in [("csv", keys::DATA_CSV), ("json", keys::DATA_JSON)] {
        let file = [what, ".", ending].concat();
        let group = group.cloned();
        let link = el_of("a", "button quiet")
            .set("download", "")
            .set_text("aria-label", [console.say(shape), ": ", &name].concat())
            .live_attribute("href", move || {
                let of = group.as_ref().map(|group| group.get().clone());
                Some(console.server().copy_of(&file, &of.unwrap_or_default()))
            })
            .add(sign(Sign::Download))
            .add(el("span").say(console.say(shape)));
        links = links.add(link);
    }
    let words_of = el("div")
        .add(el_of("p", "strong").say(&name))
        .add(el_of("p", "hint").text(words.word("data-copy-hint", what)));
    el("li").add(words_of).add(links)
}
