//! What is laid out for the members of a group: seen, put in order, changed and taken away.

use std::rc::Rc;

use api_types::{GroupResource, GroupResources, GroupsWithResources};

use super::{link_form, state::moved};
use crate::{
    api::Line,
    console::{
        Console,
        parts::{
            Ask, Confirm, Kept, Loaded, Mood, ask_button, badge, close, confirm_asking, kept, open,
            table, way,
        },
        screen,
    },
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

/// The list's heading, which takes the focus when what had it is gone.
const LIST: &str = "laid-out";

/// The groups, each with how much there is.
pub(super) fn groups(console: Console) -> El {
    let shelf = console.say(keys::SHELF_TITLE);
    console.title_under(
        console.say(keys::SHELF_GROUPS_TITLE),
        Some((shelf, "shelf")),
    );
    let found = Loaded::new(console, move |line| {
        console.server().groups_with_resources("", line)
    });
    el_of("div", "stack")
        .add(el("p").say(console.say(keys::SHELF_GROUPS_INTRO)))
        .add(found.draw(move |found| rows(console, found)))
}

fn rows(console: Console, found: &GroupsWithResources) -> El {
    if found.groups.is_empty() {
        return el("p").say(console.say(keys::SHELF_GROUPS_NONE));
    }
    let words = console.words();
    let columns = [
        words.say(keys::SHELF_GROUP),
        words.say(keys::SHELF_LAID_OUT),
    ];
    let rows = found.groups.iter().map(|group| {
        let path = ["shelf/groups/", &group.slug].concat();
        let many = console.intl().number(group.many);
        vec![
            el("span").add(way(&group.name, &path)),
            el("span").text(words.count(keys::SHELF_THERE, group.many, &many, &[])),
        ]
    });
    table(
        words.say(keys::SHELF_GROUPS_TITLE),
        &columns,
        rows.collect(),
    )
}

/// What one group's page needs to change something.
#[derive(Clone)]
struct LaidOut {
    console: Console,
    group: Rc<str>,
    all: Loaded<GroupResources>,
    /// Known with the first answer.
    may_add: Kept<bool>,
}

/// One group's.
pub(super) fn draw(console: Console, group: &str) -> El {
    let back = console.say(keys::SHELF_GROUPS_TITLE);
    console.title_under(back, Some((back, "shelf/groups")));
    let group: Rc<str> = group.into();
    let asked = group.clone();
    let all = Loaded::new(console, move |line| {
        console.server().resources(&asked, line)
    });
    let laid = LaidOut {
        console,
        group,
        all: all.clone(),
        may_add: kept(false),
    };
    let (shown, forms, may) = (laid.clone(), laid.clone(), laid.may_add.clone());
    // Outside of what is drawn anew with the list, so that nothing typed is lost.
    let more = el("div").live(move || {
        let target = || link_form::Target::new(console, &forms.group, forms.all.clone());
        (*may.get()).then(|| link_form::both(&target()))
    });
    el_of("div", "stack")
        .add(el("p").say(console.say(keys::SHELF_RESOURCES_HINT)))
        .add(all.draw(move |found| list(&shown, found)))
        .add(more)
}

fn list(laid: &LaidOut, found: &GroupResources) -> El {
    let console = laid.console;
    let words = console.words();
    let title = words.fill(keys::SHELF_RESOURCES_OF, &[("group", &found.name)]);
    let back = (console.say(keys::SHELF_GROUPS_TITLE), "shelf/groups");
    console.title_under(&title, Some(back));
    if found.may_change != *laid.may_add.peek() {
        laid.may_add.set(found.may_change);
    }
    let head = el_of("h2", "shelf-heading")
        .set("id", LIST)
        .set("tabindex", "-1")
        .say(words.say(keys::SHELF_LAID_OUT));
    if found.resources.is_empty() {
        let none = el("p").say(words.say(keys::SHELF_RESOURCES_NONE));
        return el_of("div", "stack").add(head).add(none);
    }
    let mut rows = el_of("ol", "shelf-list").set("role", "list");
    for at in 0..found.resources.len() {
        rows = rows.add(row(laid, found, at));
    }
    el_of("div", "stack").add(head).add(rows)
}

fn row(laid: &LaidOut, found: &GroupResources, at: usize) -> El {
    let one = &found.resources[at];
    let words = laid.console.words();
    let title = match (&one.shelf, &one.url) {
        (Some(slug), _) if !one.gone => way(&one.title, &["shelf/item/", slug].concat()),
        (None, Some(url)) => el("a")
            .set("href", url)
            .set("rel", "noopener noreferrer")
            .say(&one.title),
        _ => el("span").say(&one.title),
    };
    let gone = one
        .gone
        .then(|| badge(Mood::Late, words.say(keys::SHELF_GONE)));
    let note = one.note.as_ref().map(|note| el("p").say(note));
    let address = one
        .url
        .as_ref()
        .map(|url| el_of("p", "hint shelf-url").say(url));
    let buttons = found.may_change.then(|| buttons(laid, found, at));
    el_of("li", "shelf-row")
        .set_text("id", ["laid-out-", &one.id].concat())
        .set("tabindex", "-1")
        .add(
            el_of("div", "shelf-said")
                .add(el_of("h3", "shelf-row-title").add(title))
                .add_some(note)
                .add_some(address)
                .add_some(gone),
        )
        .add_some(buttons)
}

fn buttons(laid: &LaidOut, found: &GroupResources, at: usize) -> El {
    let (console, one) = (laid.console, &found.resources[at]);
    let last = found.resources.len() - 1;
    let up = (at > 0).then(|| move_button(laid, found, at, true));
    let down = (at < last).then(|| move_button(laid, found, at, false));
    let name = |key| console.words().fill(key, &[("title", &one.title)]);
    let (editing, edited) = (laid.clone(), one.clone());
    let edit = button(
        Look::Quiet,
        None,
        console.say(keys::SHELF_EDIT_SHORT),
        move |_| {
            change(&editing, &edited);
        },
    );
    let (removing, removed) = (laid.clone(), one.clone());
    let remove = button(
        Look::Quiet,
        None,
        console.say(keys::SHELF_REMOVE_SHORT),
        move |_| {
            remove(&removing, &removed);
        },
    );
    el_of("div", "buttons shelf-buttons")
        .set("role", "group")
        .set("aria-label", &one.title)
        .add_some(up)
        .add_some(down)
        .add(edit.set_text("aria-label", name(keys::SHELF_EDIT)))
        .add(remove.set_text("aria-label", name(keys::SHELF_REMOVE)))
}

fn move_button(laid: &LaidOut, found: &GroupResources, at: usize, up: bool) -> El {
    let ids: Vec<String> = found.resources.iter().map(|one| one.id.clone()).collect();
    let row = ["laid-out-", &ids[at]].concat();
    let order = moved(&ids, at, up);
    let (console, group) = (laid.console, laid.group.clone());
    let line = Line::default();
    let all = laid.all.clone();
    let ask = Ask::new(
        move || {
            console
                .server()
                .order_resources(&group, order.clone(), &line)
        },
        move |found| {
            all.set(found);
            console.tell(console.say(keys::SHELF_MOVED));
            screen::focus_soon(&row);
        },
    );
    let key = if up {
        keys::SHELF_UP_SHORT
    } else {
        keys::SHELF_DOWN_SHORT
    };
    ask_button(console, Look::Quiet, console.say(key), ask)
}

fn change(laid: &LaidOut, one: &GroupResource) {
    let (console, one) = (laid.console, one.clone());
    let title = console
        .words()
        .fill(keys::SHELF_EDIT, &[("title", &one.title)]);
    let target = link_form::Target::new(console, &laid.group, laid.all.clone());
    open(console, &title, move || {
        let id = one.id.clone();
        link_form::edit(&target, &one, move || {
            close(console);
            screen::focus_soon(&["laid-out-", &id].concat());
        })
    });
}

fn remove(laid: &LaidOut, one: &GroupResource) {
    let console = laid.console;
    let words = console.words();
    let question = Confirm {
        title: words.say(keys::SHELF_REMOVE_TITLE).to_owned(),
        text: words.fill(keys::SHELF_REMOVE_TEXT, &[("title", &one.title)]),
        yes: words.say(keys::SHELF_REMOVE_YES).to_owned(),
        no: words.say(keys::SHELF_KEEP).to_owned(),
    };
    let (group, id, line) = (laid.group.clone(), one.id.clone(), Line::default());
    let all = laid.all.clone();
    confirm_asking(
        console,
        question,
        move || console.server().remove_resource((&group, &id), &line),
        move |found| {
            all.set(found);
            screen::focus_soon(LIST);
        },
    );
}
