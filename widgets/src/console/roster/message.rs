//! A message to a group: to every member an email of their own, which waits ten minutes.

use std::rc::Rc;

use api_types::{MessageRequest, MessageSent, Roster, StopResponse};

use super::state::readers;
use crate::{
    api::Line,
    browser,
    console::{
        Console,
        parts::{Ask, Field, Form, Kept, Loaded, ask_button, kept, way},
    },
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of},
};

/// What was typed, what came of it, and whether that was stopped: outside of what is drawn anew.
#[derive(Clone)]
struct Writing {
    subject: Kept<String>,
    text: Kept<String>,
    /// Names the attempt, until it is known to have come through.
    key: Kept<String>,
    sent: Kept<Option<MessageSent>>,
    stopped: Kept<Option<StopResponse>>,
}

pub(super) fn draw(console: Console, slug: &str) -> El {
    let title = console.say(keys::MESSAGE_TITLE);
    let path = super::path_of(slug);
    console.title_under(title, Some((console.say(keys::ROSTER_TITLE), &path)));
    let slug = slug.to_owned();
    let roster = Loaded::new(console, move |line| console.server().roster(&slug, line));
    let writing = Writing {
        subject: kept(String::new()),
        text: kept(String::new()),
        key: kept(browser::random_key()),
        sent: kept(None),
        stopped: kept(None),
    };
    roster.draw(move |found| {
        let group = (found.group.slug.as_str(), found.group.name.as_str());
        super::title_in(console, title, group);
        if !found.may_work {
            return crate::console::parts::missing(console);
        }
        let (found, writing) = (found.clone(), writing.clone());
        el("div").live(move || {
            let sent = writing.sent.get().clone();
            Some(match sent {
                Some(sent) => after(console, &found, &writing, &sent),
                None => form(console, &found, &writing),
            })
        })
    })
}

/// Who reads it, in a sentence a kind.
fn who(console: Console, (letters, calls, nobody): (u32, u32, u32)) -> El {
    let words = console.words();
    let mut list = el("ul");
    for (many, key) in [
        (letters, keys::MESSAGE_LETTERS),
        (calls, keys::MESSAGE_CALLS),
        (nobody, keys::MESSAGE_NOBODY),
    ] {
        if many > 0 {
            let shown = console.intl().number(many);
            list = list.add(el("li").text(words.count(key, many, &shown, &[])));
        }
    }
    list
}

fn form(console: Console, roster: &Rc<Roster>, writing: &Writing) -> El {
    let words = console.words();
    let form = Form::new(console, "message");
    let hint = if roster.plain_letters {
        keys::MESSAGE_SUBJECT_PLAIN
    } else {
        keys::MESSAGE_SUBJECT_HINT
    };
    let subject = Field::new("/subject", words.say(keys::MESSAGE_SUBJECT)).hint(words.say(hint));
    let text = Field::new("/text", words.say(keys::MESSAGE_TEXT));
    let replies = match &roster.replies_to {
        Some(to) => words.fill(keys::MESSAGE_REPLIES, &[("address", to)]),
        None => words.say(keys::MESSAGE_REPLIES_SITE).to_owned(),
    };
    let inside = el_of("div", "stack")
        .add(form.text(&subject, &writing.subject))
        .add(form.area(&text, 10, &writing.text))
        .add(form.buttons(words.say(keys::MESSAGE_SEND), None));
    let (sent, writing, slug) = (form.clone(), writing.clone(), roster.group.slug.clone());
    let form = form.draw(inside, move || {
        let asked = MessageRequest {
            subject: writing.subject.peek().clone(),
            text: writing.text.peek().clone(),
        };
        let told = console
            .server()
            .message(&slug, &asked, &writing.key.peek(), sent.line());
        let writing = writing.clone();
        sent.send(told, "", move |done: MessageSent| {
            console.tell(console.say(keys::MESSAGE_WAITS));
            writing.key.set(browser::random_key());
            writing.sent.set(Some(done));
        });
    });
    el_of("div", "stack")
        .add(el("p").say(words.say(keys::MESSAGE_INTRO)))
        .add(who(console, readers(roster)))
        .add(el_of("p", "hint").text(replies))
        .add(form)
}

/// What happens to it now, and how to stop it.
fn after(console: Console, roster: &Rc<Roster>, writing: &Writing, sent: &MessageSent) -> El {
    let words = console.words();
    let nobody = sent.stopped + sent.left_out;
    let shown = writing.stopped.clone();
    let stop = sent.batch.clone().map(|batch| {
        let (line, stopped) = (Line::default(), writing.stopped.clone());
        let ask = Ask::new(
            move || console.server().stop_message(&batch, &line),
            move |done| stopped.set(Some(done)),
        );
        ask_button(console, Look::Quiet, words.say(keys::MESSAGE_STOP), ask)
    });
    let again = writing.clone();
    let told = el("div").set("role", "status").live(move || {
        let stopped = shown.get();
        let stopped = stopped.as_ref()?;
        let many = console.intl().number(stopped.stopped);
        let text = words.count(keys::MESSAGE_STOPPED, stopped.stopped, &many, &[]);
        let again = again.clone();
        let edit = crate::ui::button(
            Look::Quiet,
            None,
            words.say(keys::MESSAGE_EDIT),
            move |_| {
                again.stopped.set(None);
                again.sent.set(None);
            },
        );
        Some(el_of("div", "stack").add(el("p").text(text)).add(edit))
    });
    let calls =
        (sent.calls > 0).then(|| el("p").add(way(words.say(keys::MESSAGE_TO_CALLS), "today")));
    el_of("section", "card")
        .add(
            el_of("h2", "card-title").say(words.say(if sent.batch.is_some() {
                keys::MESSAGE_WAITS
            } else {
                keys::MESSAGE_NO_LETTERS
            })),
        )
        .add(who(console, (sent.letters, sent.calls, nobody)))
        .add_some(stop)
        .add(told)
        .add_some(calls)
        .add(el("p").add(way(
            words.say(keys::MESSAGE_BACK),
            &super::path_of(&roster.group.slug),
        )))
}
