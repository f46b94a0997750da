//! The queue: filters, the requests, and approving several at once.

use std::rc::Rc;

use api_types::{Choice, QueueState, RequestQueue};

use super::{
    CALLER,
    bulk::Chosen,
    card,
    state::{KINDS, kind_of, queue_path, row_after},
};
use crate::{
    browser,
    console::{
        Console, Place, href,
        parts::{Loaded, filters, pager},
        screen,
    },
    i18n::console_keys as keys,
    js::get,
    ui::{El, Look, el, el_of, link},
};

/// What the address asks for.
#[derive(Clone, Default)]
struct Asked {
    state: String,
    group: String,
    cursor: String,
}

impl Asked {
    fn of(place: &Place) -> Self {
        let text = |name| place.query(name).unwrap_or_default().to_owned();
        Self {
            // A word that is none is as good as nothing.
            state: kind_of(place.query("state"))
                .map_or_else(String::new, |kind| kind.as_str().to_owned()),
            group: text("group"),
            cursor: text("cursor"),
        }
    }
}

pub(super) fn draw(console: Console, place: &Place) -> El {
    console.title(console.say(keys::REQUESTS_TITLE));
    let asked = Asked::of(place);
    let wanted = asked.clone();
    let queue = Loaded::new(console, move |line| {
        let of = (
            wanted.state.as_str(),
            wanted.group.as_str(),
            wanted.cursor.as_str(),
        );
        console.server().requests(of, line)
    });
    let caller = link(
        Look::Quiet,
        None,
        console.say(keys::REQUESTS_CALLER),
        href(&["requests/", CALLER].concat()),
    );
    let caller = console.works().then(|| el_of("div", "buttons").add(caller));
    let chosen = Chosen::new(console, queue.clone());
    let inside = chosen.clone();
    el_of("div", "stack")
        .add_some(caller)
        .add(chosen.results())
        .add(queue.draw(move |found| page(console, &asked, found, &inside)))
}

fn page(console: Console, asked: &Asked, found: &Rc<RequestQueue>, chosen: &Chosen) -> El {
    let after = found.next.as_ref();
    let after = after.map(|cursor| queue_path(&asked.state, &asked.group, cursor));
    let first = (!asked.cursor.is_empty()).then(|| queue_path(&asked.state, &asked.group, ""));
    let pages = (after.is_some() || first.is_some())
        .then(|| pager(console, first.as_deref(), after.as_deref()));
    el_of("div", "stack")
        .add(kinds(console, asked, found))
        .add_some(groups(console, asked, found))
        .add(rows(console, asked, found, chosen))
        .add_some(pages)
        .add_some(console.works().then(|| chosen.bar()))
}

/// One link a kind, with how many there are.
fn kinds(console: Console, asked: &Asked, found: &RequestQueue) -> El {
    let words = console.words();
    let count = |kind: QueueState| {
        let found = found.counts.iter().find(|one| one.state == kind);
        found.map_or(0, |one| one.requests)
    };
    let open = KINDS.iter().filter(|kind| **kind != QueueState::Decided);
    let open: u32 = open.map(|kind| count(*kind)).sum();
    let with = |text: &str, many: u32| [text, " (", &console.intl().number(many), ")"].concat();
    let all = with(words.say(keys::REQUESTS_ALL), open);
    let mut ways = vec![(
        all,
        queue_path("", &asked.group, ""),
        asked.state.is_empty(),
    )];
    for kind in KINDS {
        let (many, word) = (count(kind), kind.as_str());
        if many > 0 || asked.state == word {
            let text = with(&words.word("requests-kind", word), many);
            ways.push((
                text,
                queue_path(word, &asked.group, ""),
                asked.state == word,
            ));
        }
    }
    filters(words.say(keys::REQUESTS_KINDS), &ways)
}

/// One of the groups, for who has several.
fn groups(console: Console, asked: &Asked, found: &RequestQueue) -> Option<El> {
    if found.groups.len() < 2 && asked.group.is_empty() {
        return None;
    }
    let words = console.words();
    let option = |slug: &str, name: &str| {
        el("option")
            .set("value", slug)
            .flag("selected", slug == asked.group)
            .say(name)
    };
    let state = asked.state.clone();
    let mut list = el_of("select", "field")
        .set("id", "requests-group")
        .on("change", move |event| {
            console.go(&queue_path(&state, &browser::value(event), ""));
        })
        .add(option("", words.say(keys::REQUESTS_ALL_GROUPS)));
    for group in &found.groups {
        list = list.add(option(&group.slug, &group.name));
    }
    Some(
        el_of("div", "queue-group")
            .add(
                el_of("label", "label")
                    .set("for", "requests-group")
                    .say(words.say(keys::REQUESTS_GROUP)),
            )
            .add(list),
    )
}

fn rows(console: Console, asked: &Asked, found: &Rc<RequestQueue>, chosen: &Chosen) -> El {
    let words = console.words();
    if found.requests.is_empty() {
        let none = if asked.state.is_empty() && asked.group.is_empty() {
            keys::REQUESTS_NONE
        } else {
            keys::REQUESTS_NONE_HERE
        };
        return el("p").say(words.say(none));
    }
    let rows = found.requests.len();
    let ids: Rc<Vec<String>> = Rc::new(found.requests.iter().map(|one| one.id.clone()).collect());
    let pick = chosen.clone();
    let mut list = el_of("ul", "queue")
        .set("role", "list")
        .on("keydown", move |event| {
            let at = get(&get(event, "target"), "id").as_string();
            let at = at.and_then(|id| ids.iter().position(|one| id == card::id(one)));
            let Some(at) = at else { return };
            let key = browser::key(event);
            if let Some(to) = row_after(&key, at, rows) {
                event.prevent_default();
                screen::focus_soon(&card::id(&ids[to]));
            } else if key == "x" {
                event.prevent_default();
                pick.turn(&ids[at]);
            }
        });
    for request in &found.requests {
        list = list.add(card::draw(console, request, chosen));
    }
    el_of("div", "stack")
        .add(list)
        .add(el_of("p", "hint queue-keys").say(words.say(keys::REQUESTS_KEYS)))
}
