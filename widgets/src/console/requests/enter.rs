//! Somebody rang: the group's own form is gone through with them, and its guidelines are read out.

use std::rc::Rc;

use api_types::{Choice, EnterRequest, EnteredRequest, JoinForm, RequestQueue};

use super::{CALLER, enter_fields::Said};
use crate::{
    browser,
    console::{
        Console, href,
        outgoing::{OnItsWay, on_its_way},
        parts::{Field, Form, Kept, Loaded, kept, way},
        screen,
    },
    i18n::console_keys as keys,
    ui::{El, Look, blocks, el, el_of, link},
};

/// Languages that letters are written in.
const LANGUAGES: [&str; 2] = ["en", "es"];

/// For which group?
pub(super) fn choose(console: Console) -> El {
    super::title(console, console.say(keys::REQUESTS_CALLER));
    let queue = Loaded::new(console, move |line| {
        console.server().requests(("", "", ""), line)
    });
    el_of("div", "stack")
        .add(el("p").say(console.say(keys::REQUESTS_CALLER_TEXT)))
        .add(queue.draw(move |found| groups(console, found)))
}

fn groups(console: Console, found: &RequestQueue) -> El {
    if found.groups.is_empty() {
        return el("p").say(console.say(keys::REQUESTS_CALLER_NOWHERE));
    }
    let mut list = el_of("ul", "caller-groups").set("role", "list");
    for group in &found.groups {
        let path = ["requests/", CALLER, "/", &group.slug].concat();
        list = list.add(el("li").add(way(&group.name, &path)));
    }
    el("nav")
        .set("aria-label", console.say(keys::REQUESTS_GROUP))
        .add(list)
}

/// The form of a group, in the caller's language.
pub(super) fn draw(console: Console, group: &str, language: Option<&str>) -> El {
    super::title(console, console.say(keys::REQUESTS_CALLER));
    let own = console.words().language();
    let language = language.unwrap_or(own).to_owned();
    let (slug, tag) = (group.to_owned(), language.clone());
    let form = Loaded::new(console, move |line| {
        console.server().caller_form(&slug, &tag, line)
    });
    let entered: Kept<Option<Rc<EnteredRequest>>> = Rc::default();
    let (shown, slug) = (entered.clone(), group.to_owned());
    el("div").live(move || {
        let entered = entered.clone();
        if let Some(done) = &*shown.get() {
            return Some(written(console, done, &slug));
        }
        let (slug, language) = (slug.clone(), language.clone());
        Some(form.draw(move |found| fields(console, found, (&slug, &language), &entered)))
    })
}

fn fields(
    console: Console,
    asked: &Rc<JoinForm>,
    (group, language): (&str, &str),
    entered: &Kept<Option<Rc<EnteredRequest>>>,
) -> El {
    super::title(console, &asked.name);
    let words = console.words();
    let form = Form::new(console, "caller");
    let said = Rc::new(Said::new(asked, language));
    let read_out = kept(false);
    let rules =
        (!asked.guidelines.items.is_empty()).then(|| rules(console, &form, asked, &read_out));
    let inside = el_of("div", "stack")
        .add(spoken(console, group, language))
        .add(el("p").say(words.say(keys::REQUESTS_CALLER_SAY)))
        .add(said.draw(console, &form, asked))
        .add_some(rules)
        .add(form.buttons(
            words.say(keys::REQUESTS_CALLER_SEND),
            Some(link(
                Look::Quiet,
                None,
                words.say(keys::CANCEL),
                href("requests"),
            )),
        ));
    let (sent, group, entered) = (form.clone(), group.to_owned(), entered.clone());
    form.draw(inside, move || {
        let body = EnterRequest {
            said: said.read(),
            read_out: *read_out.peek(),
        };
        let told = console.server().enter_request(&group, &body, sent.line());
        let entered = entered.clone();
        sent.send(told, "", move |found| {
            entered.set(Some(Rc::new(found)));
            screen::focus_soon("caller-done");
        });
    })
}

/// The language in which to speak: the form's texts are read out as they stand.
fn spoken(console: Console, group: &str, language: &str) -> El {
    let path = ["requests/", CALLER, "/", group, "?lang="].concat();
    let mut list = el_of("select", "field")
        .set("id", "caller-spoken")
        .on("change", move |event| {
            console.go(&[&path, browser::value(event).as_str()].concat());
        });
    for tag in LANGUAGES {
        list = list.add(
            el("option")
                .set("value", tag)
                .flag("selected", tag == language)
                .text(console.intl().language(tag)),
        );
    }
    el_of("div", "form-field")
        .add(
            el_of("label", "label")
                .set("for", "caller-spoken")
                .say(console.say(keys::REQUESTS_CALLER_LANGUAGE)),
        )
        .add(list)
}

/// The guidelines, to be read out, and the box that says so.
fn rules(console: Console, form: &Form, asked: &JoinForm, read_out: &Kept<bool>) -> El {
    let mut list = el_of("ol", "script").set("lang", &asked.guidelines.language);
    for item in &asked.guidelines.items {
        let why = (!item.why.is_empty()).then(|| blocks(&item.why));
        list = list.add(
            el("li")
                .add(el_of("p", "strong").say(&item.rule))
                .add_some(why),
        );
    }
    let field = Field::new("/read_out", console.say(keys::REQUESTS_CALLER_READ));
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(console.say(keys::REQUESTS_CALLER_RULES)))
        .add(list)
        .add(form.tick(&field, read_out))
}

/// What to say at the end of the call.
fn written(console: Console, done: &EnteredRequest, group: &str) -> El {
    let words = console.words();
    let state = words.word("requests-caller-state", done.state.as_str());
    let title = if done.before {
        words.say(keys::REQUESTS_CALLER_BEFORE)
    } else {
        words.say(keys::REQUESTS_CALLER_DONE)
    };
    let mail = done
        .mail
        .as_ref()
        .map(|mail| on_its_way(console, OnItsWay::told(mail, 1)));
    let again = ["requests/", CALLER, "/", group].concat();
    let to = |text, path: &str, look| link(look, None, words.say(text), href(path));
    el_of("div", "stack").add(
        el_of("section", "card did")
            .set("id", "caller-done")
            .set("tabindex", "-1")
            .add(el_of("h2", "card-title").say(title))
            .add(el("p").text(state))
            .add(
                el("p")
                    .say(words.say(keys::REQUESTS_CALLER_REFERENCE))
                    .say(" ")
                    .add(el_of("strong", "reference").say(&done.reference)),
            )
            .add_some(mail)
            .add(
                el_of("div", "buttons")
                    .add(to(keys::REQUESTS_TO_QUEUE, "requests", Look::Main))
                    .add(to(keys::REQUESTS_CALLER_ANOTHER, &again, Look::Quiet)),
            ),
    )
}
