//! The forms that lay something out for a group: a text of the shelf, or a link; and the one that
//! changes it.

use std::rc::Rc;

use api_types::{GroupResource, GroupResources, NewGroupResource, ShelfList};

use crate::{
    api::console::Told,
    console::{
        Console,
        parts::{Field, Form, Kept, Loaded, kept},
    },
    i18n::console_keys as keys,
    ui::{El, el_of},
};

/// Languages that are offered beside the site's own, since leaflets come in many.
const LANGUAGES: &[&str] = &[
    "ar", "de", "en", "es", "fr", "hi", "it", "ko", "pl", "pt", "ru", "tl", "uk", "vi", "zh",
];

/// The group for which something is laid out, and the list that shows it then.
#[derive(Clone)]
pub(super) struct Target {
    console: Console,
    group: Rc<str>,
    all: Loaded<GroupResources>,
}

impl Target {
    pub(super) fn new(console: Console, group: &Rc<str>, all: Loaded<GroupResources>) -> Self {
        Self {
            console,
            group: group.clone(),
            all,
        }
    }
}

/// What is typed for a link, or for the line beside a text.
#[derive(Clone)]
struct Typed {
    title: Kept<String>,
    url: Kept<String>,
    language: Kept<String>,
    note: Kept<String>,
}

impl Typed {
    fn of(console: Console, one: Option<&GroupResource>) -> Self {
        let of = |text: Option<&String>| kept(text.cloned().unwrap_or_default());
        let languages = &console.me().site.languages;
        let first = languages.first().cloned().unwrap_or_default();
        Self {
            title: of(one.map(|one| &one.title)),
            url: of(one.and_then(|one| one.url.as_ref())),
            language: kept(one.map_or(first, |one| one.language.clone())),
            note: of(one.and_then(|one| one.note.as_ref())),
        }
    }

    fn link(&self) -> NewGroupResource {
        NewGroupResource {
            shelf: None,
            title: Some(self.title.peek().clone()),
            url: Some(self.url.peek().clone()),
            language: Some(self.language.peek().clone()),
            note: Some(self.note.peek().clone()),
        }
    }

    fn clear(&self) {
        for text in [&self.title, &self.url, &self.note] {
            text.set(String::new());
        }
    }
}

/// Choosing from the shelf, and adding a link.
pub(super) fn both(target: &Target) -> El {
    let console = target.console;
    let texts = Loaded::new(console, move |line| {
        console.server().shelf(&[("members", "true")], line)
    });
    let picking = target.clone();
    el_of("div", "stack")
        .add(
            el_of("section", "card")
                .add(el_of("h2", "card-title").say(console.say(keys::SHELF_RESOURCES_PICK)))
                .add(texts.draw(move |list| pick(&picking, list))),
        )
        .add(
            el_of("section", "card")
                .add(el_of("h2", "card-title").say(console.say(keys::SHELF_LINK_ADD)))
                .add(el_of("p", "hint").say(console.say(keys::SHELF_LINK_ADD_HINT)))
                .add(add_link(target)),
        )
}

fn pick(target: &Target, list: &ShelfList) -> El {
    let console = target.console;
    let options: Vec<(String, String)> = list
        .items
        .iter()
        .map(|item| (item.slug.clone(), item.title.clone()))
        .collect();
    let first = options.first().map(|(slug, _)| slug.clone());
    let (chosen, note) = (kept(first.unwrap_or_default()), kept(String::new()));
    let form = Form::new(console, "shelf-pick");
    let field = Field::new("/shelf", console.say(keys::SHELF_RESOURCES_PICK));
    let inside = el_of("div", "stack")
        .add(form.select(&field, &options, &chosen))
        .add(form.text(&note_field(console), &note))
        .add(form.buttons(console.say(keys::SHELF_LINK_SAVE), None));
    let (sent, target) = (form.clone(), target.clone());
    form.draw(inside, move || {
        let new = NewGroupResource {
            shelf: Some(chosen.peek().clone()),
            note: Some(note.peek().clone()),
            ..NewGroupResource::default()
        };
        let told = console
            .server()
            .add_resource(&target.group, &new, sent.line());
        let note = note.clone();
        send(&sent, &target, told, move || note.set(String::new()));
    })
}

fn add_link(target: &Target) -> El {
    let (console, target) = (target.console, target.clone());
    let typed = Typed::of(console, None);
    let form = Form::new(console, "shelf-link");
    let inside = link_fields(console, &form, &typed)
        .add(form.buttons(console.say(keys::SHELF_LINK_SAVE), None));
    let sent = form.clone();
    form.draw(inside, move || {
        let (server, new) = (console.server(), typed.link());
        let told = server.add_resource(&target.group, &new, sent.line());
        let typed = typed.clone();
        send(&sent, &target, told, move || typed.clear());
    })
}

/// Changes something that is laid out: all of a link, the line beside a text. `done` when it is.
pub(super) fn edit(target: &Target, one: &GroupResource, done: impl Fn() + 'static) -> El {
    let console = target.console;
    let typed = Typed::of(console, Some(one));
    let form = Form::new(console, "shelf-edit");
    let inside = match &one.shelf {
        Some(_) => el_of("div", "stack").add(form.text(&note_field(console), &typed.note)),
        None => link_fields(console, &form, &typed),
    };
    let inside = inside.add(form.buttons(console.say(keys::SAVE), None));
    let (sent, target, one, done) = (form.clone(), target.clone(), one.clone(), Rc::new(done));
    form.draw(inside, move || {
        let new = match &one.shelf {
            Some(slug) => NewGroupResource {
                shelf: Some(slug.clone()),
                note: Some(typed.note.peek().clone()),
                ..NewGroupResource::default()
            },
            None => typed.link(),
        };
        let place = (&*target.group, one.id.as_str());
        let told = console.server().change_resource(place, &new, sent.line());
        let done = done.clone();
        send(&sent, &target, told, move || done());
    })
}

fn send(form: &Form, target: &Target, told: Told<GroupResources>, done: impl FnOnce() + 'static) {
    let (console, all) = (target.console, target.all.clone());
    form.send(told, console.say(keys::SHELF_LINK_SAVED), move |found| {
        all.set(found);
        done();
    });
}

fn note_field(console: Console) -> Field {
    Field::new("/note", console.say(keys::SHELF_NOTE)).optional()
}

fn link_fields(console: Console, form: &Form, typed: &Typed) -> El {
    let title = Field::new("/title", console.say(keys::SHELF_LINK_TITLE));
    let url = Field::new("/url", console.say(keys::SHELF_LINK_URL))
        .hint(console.say(keys::SHELF_LINK_URL_HINT))
        .kind("url");
    let language = Field::new("/language", console.say(keys::SHELF_LINK_LANGUAGE));
    el_of("div", "stack")
        .add(form.text(&title, &typed.title))
        .add(form.text(&url, &typed.url))
        .add(form.select(
            &language,
            &languages(console, &typed.language.peek()),
            &typed.language,
        ))
        .add(form.text(&note_field(console), &typed.note))
}

/// The site's languages first, then others by their names.
fn languages(console: Console, chosen: &str) -> Vec<(String, String)> {
    let own = &console.me().site.languages;
    let named = |tag: &str| (tag.to_owned(), console.intl().language(tag));
    let mut all: Vec<_> = own.iter().map(|tag| named(tag)).collect();
    let mut others: Vec<_> = LANGUAGES
        .iter()
        .copied()
        .chain(Some(chosen).filter(|tag| !tag.is_empty()))
        .filter(|tag| own.iter().all(|own| own != tag))
        .map(named)
        .collect();
    others.sort_by(|(_, a), (_, b)| a.cmp(b));
    others.dedup();
    all.append(&mut others);
    all
}
