//! Who did and saw what.

use std::rc::Rc;

use api_types::{AuditEvent, AuditTrail};

use crate::{
    console::{
        Console, Place,
        parts::{Field, Form, Kept, Loaded, kept, missing, pager, table},
    },
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

/// What can be asked for, as the address and the server name it.
const ASKED: [&str; 4] = ["who", "what", "from", "to"];
/// The command line, where a colleague's id stands.
const OPERATOR: &str = "operator";
/// Whoever reads at an address of the site's or a group's own, by the link in a letter.
const LINK: &str = "link";

pub(super) fn draw(console: Console, place: &Place) -> El {
    if !console.coordinates() {
        return missing(console);
    }
    let words = console.words();
    super::title(console, words.say(keys::DATA_TRAIL));
    let read = |name: &str| place.query(name).unwrap_or_default().to_owned();
    let asked = ASKED.map(read);
    let cursor = read("cursor");
    let (of_call, of_cursor) = (asked.clone(), cursor.clone());
    let found = Loaded::new(console, move |line| {
        let mut all: Vec<(&str, &str)> = ASKED
            .into_iter()
            .zip(of_call.iter().map(String::as_str))
            .collect();
        all.push(("cursor", &of_cursor));
        all.retain(|(_, value)| !value.is_empty());
        console.server().audit(&all, line)
    });
    el_of("div", "stack")
        .add(el("p").say(words.say(keys::DATA_TRAIL_TEXT)))
        .add(found.draw(move |found| page(console, &asked, !cursor.is_empty(), found)))
}

fn page(console: Console, asked: &[String; 4], is_later: bool, found: &Rc<AuditTrail>) -> El {
    let words = console.words();
    let columns = [
        words.say(keys::DATA_WHEN),
        words.say(keys::DATA_WHO),
        words.say(keys::DATA_WHAT),
        words.say(keys::DATA_ABOUT),
    ];
    let rows = found.events.iter().map(|event| {
        vec![
            el("span").text(console.moment(&event.at)),
            el("span").text(who(console, found, &event.who)),
            el("span").text(deed(console, &event.what)),
            el("span").text(about(console, event)),
        ]
    });
    let list = if found.events.is_empty() {
        el("p").say(words.say(keys::DATA_TRAIL_NONE))
    } else {
        table(words.say(keys::DATA_TRAIL), &columns, rows.collect())
    };
    let first = is_later.then(|| path(asked, ""));
    let next = found.next.as_ref().map(|cursor| path(asked, cursor));
    el_of("div", "stack")
        .add(filter(console, asked, found))
        .add(list)
        .add(pager(console, first.as_deref(), next.as_deref()))
}

/// The address of a page of what is asked for.
fn path(asked: &[String; 4], cursor: &str) -> String {
    let mut path = "data/trail".to_owned();
    let all = ASKED.into_iter().zip(asked.iter().map(String::as_str));
    let pairs = all.chain([("cursor", cursor)]);
    for (at, (name, value)) in pairs.filter(|(_, value)| !value.is_empty()).enumerate() {
        path.push(if at == 0 { '?' } else { '&' });
        path.push_str(&[name, "=", value].concat());
    }
    path
}

/// What to show of the trail.
fn filter(console: Console, asked: &[String; 4], found: &AuditTrail) -> El {
    let words = console.words();
    let form = Form::new(console, "trail");
    let holds: [Kept<String>; 4] = asked.clone().map(kept);
    let everybody = (String::new(), words.say(keys::DATA_EVERYBODY).to_owned());
    let people = found.people.iter().map(|one| {
        let name = if one.ended {
            words.fill(keys::DATA_FORMER, &[("name", &one.name)])
        } else {
            one.name.clone()
        };
        (one.id.clone(), name)
    });
    let operator = (
        OPERATOR.to_owned(),
        words.say(keys::DATA_OPERATOR).to_owned(),
    );
    let by_link = (LINK.to_owned(), words.say(keys::DATA_BY_LINK).to_owned());
    let people: Vec<_> = [everybody]
        .into_iter()
        .chain(people)
        .chain([operator, by_link])
        .collect();
    let anything = (String::new(), words.say(keys::DATA_ANYTHING).to_owned());
    let deeds = found.deeds.iter();
    let mut deeds: Vec<_> = deeds
        .map(|word| (word.clone(), deed(console, word)))
        .collect();
    deeds.sort_by(|(_, a), (_, b)| a.cmp(b));
    let deeds: Vec<_> = [anything].into_iter().chain(deeds).collect();
    let field = |at: &str, key| Field::new(at, words.say(key));
    let inside = el_of("div", "asked-for")
        .add(form.select(&field("/who", keys::DATA_WHO), &people, &holds[0]))
        .add(form.select(&field("/what", keys::DATA_WHAT), &deeds, &holds[1]))
        .add(form.text(&field("/from", keys::DATA_FROM).kind("date"), &holds[2]))
        .add(form.text(&field("/to", keys::DATA_TO).kind("date"), &holds[3]))
        .add(form.buttons(words.say(keys::DATA_SHOW), None));
    form.draw(inside, move || {
        // Nothing that could be lost.
        console.set_unsaved(false);
        let asked = holds.clone().map(|one| one.peek().clone());
        console.go(&path(&asked, ""));
    })
}

fn who(console: Console, found: &AuditTrail, id: &str) -> String {
    if id == OPERATOR {
        return console.say(keys::DATA_OPERATOR).to_owned();
    }
    if id == LINK {
        return console.say(keys::DATA_BY_LINK).to_owned();
    }
    let known = found.people.iter().find(|one| one.id == id);
    known.map_or_else(|| id.to_owned(), |one| one.name.clone())
}

/// What was done, in words; a word that this version does not know as it stands.
fn deed(console: Console, word: &str) -> String {
    let known = console.words().find("data-deed", word);
    known.map_or_else(|| word.replace('-', " "), str::to_owned)
}

/// What it was done to: a name that staff know, or the kind of thing.
fn about(console: Console, event: &AuditEvent) -> String {
    let words = console.words();
    // A file that was taken out: which, and of which group.
    if let Some((what, shape)) = event.thing.split_once('.') {
        let what = words.word("data-copy", what);
        let of = event.called.iter().cloned();
        let parts: Vec<String> = [what, shape.to_uppercase()].into_iter().chain(of).collect();
        return parts.join(", ");
    }
    match &event.called {
        Some(called) => called.clone(),
        None => words
            .find("data-thing", &event.thing)
            .map_or_else(|| event.thing.replace('-', " "), str::to_owned),
    }
}
