//! Who was not seen for three meetings: a prompt to get in touch. Nothing is sent by itself.

use std::rc::Rc;

use api_types::{QuietMember, Today};

use super::front::part;
use crate::{
    api::Line,
    console::{
        Console,
        parts::{Ask, Loaded, ask_button, way},
    },
    i18n::console_keys as keys,
    ui::{El, Look, el_of},
};

pub(super) fn section(console: Console, today: &Rc<Today>, all: &Loaded<Today>) -> Option<El> {
    if today.quiet.is_empty() {
        return None;
    }
    let words = console.words();
    let section = part(words.say(keys::QUIET_TITLE));
    let mut section = section.add(el_of("p", "hint").say(words.say(keys::QUIET_HINT)));
    for one in &today.quiet {
        section = section.add(line(console, one, today.may_work, all));
    }
    Some(section)
}

fn line(console: Console, one: &QuietMember, may_work: bool, all: &Loaded<Today>) -> El {
    let words = console.words();
    let path = ["roster/", &one.group.slug, "/", &one.member].concat();
    let many = console.intl().number(one.missed);
    let missed = words.count(keys::ROSTER_MISSED, one.missed, &many, &[]);
    let touch = may_work.then(|| {
        let (id, asked, again) = (one.member.clone(), Line::default(), all.clone());
        let ask = Ask::new(
            move || console.server().in_touch(&id, &asked),
            move |()| {
                console.tell(console.say(keys::TOUCH_DONE));
                again.again();
            },
        );
        ask_button(console, Look::Quiet, words.say(keys::TOUCH_PRESS), ask)
    });
    el_of("div", "line")
        .add(way(&one.name, &path))
        .add(el_of("span", "plain").say(&one.group.name))
        .add(el_of("span", "small").text(missed))
        .add_some(touch)
}
