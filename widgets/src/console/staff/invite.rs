//! Somebody is invited, by email.

use std::rc::Rc;

use api_types::{GroupNames, InviteStaffRequest, StaffRole};

use super::role::Chosen;
use crate::{
    console::{
        Console, href,
        parts::{Field, Form, Loaded, kept},
    },
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of, link},
};

/// Languages that letters and console are written in.
const LANGUAGES: [&str; 2] = ["en", "es"];

pub(super) fn draw(console: Console) -> El {
    super::title(console, console.say(keys::STAFF_INVITE));
    let names = Loaded::new(console, move |line| console.server().group_names(line));
    names.draw(move |names| fields(console, names))
}

fn fields(console: Console, names: &Rc<GroupNames>) -> El {
    let words = console.words();
    let form = Form::new(console, "invite");
    let (name, email) = (kept(String::new()), kept(String::new()));
    let first = console.me().site.languages.first().cloned();
    let first = first.filter(|tag| LANGUAGES.contains(&tag.as_str()));
    let language = kept(first.unwrap_or_else(|| LANGUAGES[0].to_owned()));
    let languages = LANGUAGES.map(|tag| (tag.to_owned(), console.intl().language(tag)));
    let chosen = Chosen::new(StaffRole::Facilitator, &[]);
    let inside = el_of("div", "stack")
        .add(el("p").say(words.say(keys::STAFF_INVITE_TEXT)))
        .add(form.text(
            &Field::new("/name", words.say(keys::STAFF_NAME_LABEL)),
            &name,
        ))
        .add(form.text(
            &Field::new("/email", words.say(keys::STAFF_EMAIL_LABEL)).kind("email"),
            &email,
        ))
        .add(
            form.select(
                &Field::new("/language", words.say(keys::STAFF_LANGUAGE))
                    .hint(words.say(keys::STAFF_LANGUAGE_HINT)),
                &languages,
                &language,
            ),
        )
        .add(chosen.draw(console, &form, names))
        .add(form.buttons(
            words.say(keys::STAFF_SEND),
            Some(link(
                Look::Quiet,
                None,
                words.say(keys::CANCEL),
                href("staff"),
            )),
        ));
    let sent = form.clone();
    form.draw(inside, move || {
        let asked = InviteStaffRequest {
            name: name.peek().clone(),
            email: email.peek().trim().to_owned(),
            language: language.peek().clone(),
            role: chosen.role(),
            groups: chosen.groups(),
        };
        let told = console.server().invite(&asked, sent.line());
        sent.send(told, "", move |()| {
            let done = words.fill(keys::STAFF_INVITED, &[("email", &asked.email)]);
            console.go_saying("staff", &done);
        });
    })
}
