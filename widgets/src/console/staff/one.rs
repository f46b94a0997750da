//! One of the staff: what is known, another role, and the end of their work here.

use std::rc::Rc;

use api_types::{ChangeRoleRequest, GroupNames, StaffList, StaffMember};

use super::role::Chosen;
use crate::{
    api::Line,
    console::{
        Console,
        parts::{Confirm, Form, Loaded, confirm_asking, fact, missing},
    },
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

pub(super) fn draw(console: Console, id: &str) -> El {
    super::title(console, console.say(keys::STAFF_ONE));
    let staff = Loaded::new(console, move |line| console.server().staff(line));
    let id = id.to_owned();
    staff.draw(move |found: &Rc<StaffList>| {
        let one = found.staff.iter().find(|one| one.id == id);
        match one {
            Some(one) => person(console, one),
            None => missing(console),
        }
    })
}

fn person(console: Console, one: &StaffMember) -> El {
    super::title(console, &one.name);
    let words = console.words();
    let facts = el_of("dl", "facts")
        .add(fact(words.say(keys::STAFF_EMAIL), &one.email))
        .add(fact(
            words.say(keys::STAFF_LANGUAGE),
            &console.intl().language(&one.language),
        ))
        .add(fact(
            words.say(keys::STAFF_SINCE),
            &console.day_of(&one.since),
        ));
    let page = el_of("div", "stack").add(facts);
    if one.id == console.me().id {
        return page.add(el("p").say(words.say(keys::STAFF_YOURSELF)));
    }
    let names = Loaded::new(console, move |line| console.server().group_names(line));
    let known = one.clone();
    page.add(names.draw(move |names| change(console, &known, names)))
        .add(end(console, one))
}

/// Another role, other groups.
fn change(console: Console, one: &StaffMember, names: &Rc<GroupNames>) -> El {
    let words = console.words();
    let form = Form::new(console, "role");
    let chosen = Chosen::new(one.role, &one.groups);
    let inside = el_of("div", "stack")
        .add(chosen.draw(console, &form, names))
        .add(form.buttons(words.say(keys::SAVE), None));
    let (sent, id) = (form.clone(), one.id.clone());
    let form = form.draw(inside, move || {
        let asked = ChangeRoleRequest {
            role: chosen.role(),
            groups: chosen.groups(),
        };
        let told = console.server().change_role(&id, &asked, sent.line());
        sent.send(told, words.say(keys::SAVED), |()| {});
    });
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::STAFF_CHANGE)))
        .add(form)
}

/// Asked once.
fn end(console: Console, one: &StaffMember) -> El {
    let words = console.words();
    let (id, name) = (one.id.clone(), one.name.clone());
    let press = button(Look::Quiet, None, words.say(keys::STAFF_END), move |_| {
        let question = Confirm {
            title: words.fill(keys::STAFF_END_TITLE, &[("name", &name)]),
            text: words.fill(keys::STAFF_END_TEXT, &[("name", &name)]),
            yes: words.say(keys::STAFF_END_YES).to_owned(),
            no: words.say(keys::CANCEL).to_owned(),
        };
        let (id, done) = (
            id.clone(),
            words.fill(keys::STAFF_ENDED, &[("name", &name)]),
        );
        let line = Line::default();
        confirm_asking(
            console,
            question,
            move || console.server().end_staff(&id, &line),
            move |()| console.go_saying("staff", &done),
        );
    });
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::STAFF_END_HEADING)))
        .add(el("p").say(words.say(keys::STAFF_END_HINT)))
        .add(press)
}
