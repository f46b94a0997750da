//! In which groups members see a text: a tick a group, which counts at once.

use api_types::{GroupResources, GroupWithResources, GroupsWithResources, NewGroupResource};
use wasm_bindgen::JsValue;

use crate::{
    api::{Line, console::Told},
    browser,
    console::{
        Console,
        parts::{Kept, Loaded, kept, way},
    },
    i18n::{Key, console_keys as keys},
    ui::{El, el, el_of},
};

pub(super) fn draw(console: Console, item: &str) -> El {
    let asked = item.to_owned();
    let groups = Loaded::new(console, move |line| {
        console.server().groups_with_resources(&asked, line)
    });
    let item = item.to_owned();
    el_of("section", "card shelf-show")
        .add(el_of("h2", "card-title").say(console.say(keys::SHELF_SHOW)))
        .add(el_of("p", "hint").say(console.say(keys::SHELF_SHOW_HINT)))
        .add(groups.draw(move |found| ticks(console, &item, found)))
}

fn ticks(console: Console, item: &str, found: &GroupsWithResources) -> El {
    let theirs = found.groups.iter().filter(|group| group.may_change);
    let rows: Vec<El> = theirs.map(|group| row(console, item, group)).collect();
    if rows.is_empty() {
        return el("p").say(console.say(keys::SHELF_GROUPS_NONE));
    }
    let mut all = el_of("div", "shelf-ticks");
    for row in rows {
        all = all.add(row);
    }
    el("div").add(all).add(
        el_of("p", "shelf-to-groups").add(way(console.say(keys::SHELF_GROUPS), "shelf/groups")),
    )
}

/// One group's tick: what it holds, and what became of the last press.
#[derive(Clone)]
struct Tick {
    console: Console,
    item: String,
    group: GroupWithResources,
    /// Under which id the text is laid out there.
    resource: Kept<Option<String>>,
    said: Kept<Option<(&'static str, String)>>,
    busy: Kept<bool>,
}

fn row(console: Console, item: &str, group: &GroupWithResources) -> El {
    let tick = Tick {
        console,
        item: item.to_owned(),
        group: group.clone(),
        resource: kept(group.resource.clone()),
        said: kept(None),
        busy: kept(false),
    };
    let (shown, pressed, said) = (tick.clone(), tick.clone(), tick.said.clone());
    let input = el("input")
        .set("type", "checkbox")
        .live_property("checked", move || {
            JsValue::from_bool(shown.resource.get().is_some())
        })
        .on("change", move |event| {
            pressed.press(browser::is_ticked(event));
        });
    let name = console.words();
    let name = name.fill(keys::SHELF_SHOW_IN, &[("group", &group.name)]);
    let told = el_of("span", "asked").set("role", "status").live(move || {
        let (kind, text) = (*said.get()).clone()?;
        Some(el("span").set("data-kind", kind).text(text))
    });
    let label = el_of("label", "tick").add(input).add(el("span").text(name));
    el_of("div", "shelf-tick").add(label).add(told)
}

impl Tick {
    fn press(&self, on: bool) {
        if *self.busy.peek() {
            self.show_what_holds();
            return;
        }
        self.busy.set(true);
        let working = self.console.say(keys::WORKING).to_owned();
        self.said.set(Some(("asking", working)));
        let (tick, told) = (self.clone(), self.ask(on));
        browser::spawn(async move {
            let answer = told.await;
            tick.busy.set(false);
            let Ok(all) = answer else {
                tick.show_what_holds();
                tick.say("failed", keys::FAILED_TEXT);
                return;
            };
            let of_item = |slug: &Option<String>| slug.as_deref() == Some(&tick.item);
            let mut there = all.resources.into_iter();
            let there = there.find(|one| of_item(&one.shelf)).map(|one| one.id);
            let done = if there.is_some() {
                keys::SHELF_ADDED
            } else {
                keys::SHELF_REMOVED
            };
            tick.resource.set(there);
            tick.say("done", done);
        });
    }

    /// The browser has moved the tick already.
    fn show_what_holds(&self) {
        let holds = self.resource.peek().clone();
        self.resource.set(holds);
    }

    fn ask(&self, on: bool) -> Told<GroupResources> {
        let (server, line) = (self.console.server(), Line::default());
        let there = self.resource.peek().clone().filter(|_| !on);
        if let Some(id) = there {
            return server.remove_resource((&self.group.slug, &id), &line);
        }
        let new = NewGroupResource {
            shelf: Some(self.item.clone()),
            ..NewGroupResource::default()
        };
        server.add_resource(&self.group.slug, &new, &line)
    }

    fn say(&self, kind: &'static str, key: Key) {
        let text = self
            .console
            .words()
            .fill(key, &[("group", &self.group.name)]);
        self.said.set(Some((kind, text)));
    }
}
