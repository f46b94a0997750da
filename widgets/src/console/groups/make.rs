//! A group is made: an empty draft, or a copy of another.

use api_types::NewGroupRequest;

use super::path;
use crate::{
    console::{
        Console, href,
        parts::{Field, Form, kept},
    },
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of, link},
};

pub(super) fn draw(console: Console, copy: Option<&str>) -> El {
    let words = console.words();
    let (heading, text) = match copy {
        Some(_) => (keys::GROUPS_COPY, keys::GROUPS_COPY_TEXT),
        None => (keys::GROUPS_MAKE, keys::GROUPS_MAKE_TEXT),
    };
    super::title(console, words.say(heading));
    let form = Form::new(console, "newgroup");
    let (name, slug) = (kept(String::new()), kept(String::new()));
    let name_field = Field::new("/name", words.say(keys::GROUPS_NEW_NAME))
        .hint(words.say(keys::GROUPS_NEW_NAME_HINT));
    let slug_field = Field::new("/slug", words.say(keys::GROUPS_NEW_SLUG))
        .hint(words.say(keys::GROUPS_NEW_SLUG_HINT))
        .optional();
    let cancel = link(Look::Quiet, None, words.say(keys::CANCEL), href("groups"));
    let inside = el_of("div", "stack")
        .add(el("p").say(words.say(text)))
        .add(form.text(&name_field, &name))
        .add(form.text(&slug_field, &slug))
        .add(form.buttons(words.say(keys::GROUPS_MAKE_GO), Some(cancel)));
    let (sent, copy_of) = (form.clone(), copy.map(str::to_owned));
    form.draw(inside, move || {
        let chosen = slug.peek().trim().to_owned();
        let asked = NewGroupRequest {
            name: name.peek().clone(),
            slug: Some(chosen).filter(|slug| !slug.is_empty()),
            copy_of: copy_of.clone(),
        };
        let told = console.server().make_group(&asked, sent.line());
        sent.send(told, "", move |made| {
            console.go_saying(&path(&made.slug, ""), words.say(keys::GROUPS_MADE));
        });
    })
}
