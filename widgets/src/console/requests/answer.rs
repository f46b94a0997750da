//! What can be done about a request: presses, and forms that open one at a time.

use std::rc::Rc;

use api_types::{Choice, QueueState, RequestDetail};

use super::{
    done::Page,
    state::{Deed, begins_with, deeds},
};
use crate::{
    api::Line,
    console::{
        parts::{Ask, Field, Form, ask_button, kept},
        screen,
    },
    i18n::{Key, console_keys as keys},
    ui::{El, Live, Look, button, el, el_of},
};

/// Which form is open.
type Open = Rc<Live<Option<Deed>>>;

pub(super) fn draw(page: &Page, found: &Rc<RequestDetail>) -> El {
    let all = deeds(&found.request);
    let all: Vec<Deed> = all.into_iter().filter(|deed| *deed != Deed::Call).collect();
    // Nothing stands empty where nothing can be done.
    if all.is_empty() {
        return el("div");
    }
    let words = page.console.words();
    let open: Open = Rc::default();
    let mut buttons = el_of("div", "buttons deeds");
    for (at, deed) in all.iter().enumerate() {
        let look = if at == 0 { Look::Main } else { Look::Quiet };
        buttons = buttons.add(choice(page, *deed, look, &open));
    }
    let (page, found) = (page.clone(), found.clone());
    let forms = el_of("div", "deed")
        .set("id", "request-deed")
        .live(move || {
            Some(match (*open.get())? {
                Deed::Decline => decline(&page, &found, &open),
                Deed::Ask => ask(&page, &open),
                _ => move_on(&page, &found, &open),
            })
        });
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::REQUESTS_ANSWER)))
        .add(buttons)
        .add(forms)
}

/// A button for what can be done.
fn choice(page: &Page, deed: Deed, look: Look, open: &Open) -> El {
    let (text, path, done, tells) = match deed {
        Deed::Approve => (
            keys::REQUESTS_APPROVE,
            "approve",
            keys::REQUESTS_APPROVED,
            true,
        ),
        Deed::NoteAnswer => (
            keys::REQUESTS_ANSWERED,
            "answered",
            keys::REQUESTS_ANSWERED_DONE,
            false,
        ),
        Deed::Release => (
            keys::REQUESTS_RELEASE,
            "release",
            keys::REQUESTS_RELEASED,
            false,
        ),
        Deed::Offer => (
            keys::REQUESTS_OFFER,
            "offer",
            keys::REQUESTS_OFFERED_DONE,
            true,
        ),
        Deed::Skip => (keys::REQUESTS_SKIP, "skip", keys::REQUESTS_SKIPPED, false),
        Deed::Decline => return opens(page, deed, keys::REQUESTS_DECLINE, "decline-text", open),
        Deed::Ask => return opens(page, deed, keys::REQUESTS_ASK, "question-text", open),
        Deed::Move | Deed::Call => {
            return opens(page, deed, keys::REQUESTS_MOVE, "move-group", open);
        }
    };
    press(page, look, text, (path, done, tells))
}

/// Done by a press alone.
fn press(page: &Page, look: Look, text: Key, (path, said, tells): (&'static str, Key, bool)) -> El {
    let console = page.console;
    let (ask, done, late, line) = (page.clone(), page.clone(), page.clone(), Line::default());
    let asked = Ask::new(
        move || console.server().press_request(&ask.id, path, &line),
        move |found| done.did(said, tells, found),
    );
    let asked = asked.or(move |refused| late.was_late(refused).then(String::new));
    ask_button(console, look, console.say(text), asked)
}

/// Opens a form, or closes it, and leads to its first field.
fn opens(page: &Page, deed: Deed, text: Key, field: &'static str, open: &Open) -> El {
    let (is, turn) = (open.clone(), open.clone());
    button(Look::Quiet, None, page.console.say(text), move |_| {
        let now = *turn.peek() == Some(deed);
        turn.set((!now).then_some(deed));
        if !now {
            screen::focus_soon(field);
        }
    })
    .set("aria-controls", "request-deed")
    .live_attribute("aria-expanded", move || {
        Some((*is.get() == Some(deed)).to_string())
    })
}

fn cancel(page: &Page, open: &Open) -> El {
    let (console, open) = (page.console, open.clone());
    button(Look::Plain, None, console.say(keys::CANCEL), move |_| {
        console.set_unsaved(false);
        open.set(None);
    })
}

/// A refusal, in words that may be changed.
fn decline(page: &Page, found: &Rc<RequestDetail>, open: &Open) -> El {
    let console = page.console;
    let words = console.words();
    let form = Form::new(console, "decline");
    let texts: Vec<(String, String)> = found
        .decline_texts
        .iter()
        .map(|one| (one.reason.as_str().to_owned(), one.text.clone()))
        .collect();
    let first = texts.get(1).or(texts.first()).cloned().unwrap_or_default();
    let (reason, text) = (kept(first.0), kept(first.1));
    // Nobody is written to who is left alone, nor where nobody has confirmed the address.
    let untold = if found.request.silence.is_some() {
        Some(keys::SILENCE_HOLDS)
    } else {
        let unproved = found.request.queue == Some(QueueState::ToLookAt);
        unproved.then_some(keys::REQUESTS_DECLINE_UNTOLD)
    };
    let reasons: Vec<_> = texts
        .iter()
        .map(|(reason, _)| (reason.clone(), words.word("requests-reason", reason), None))
        .collect();
    let field = Field::new("/text", words.say(keys::REQUESTS_DECLINE_TEXT))
        .hint(words.say(keys::REQUESTS_DECLINE_HINT))
        .language(&found.request.person.language);
    let (chosen, shown) = (reason.clone(), text.clone());
    // Follows the reason, as long as nobody has changed the words.
    let follow = el("div").flag("hidden", true).live(move || {
        let reason = chosen.get().clone();
        let all: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        let of_reason = texts.iter().find(|(one, _)| *one == reason);
        let begins = of_reason.and_then(|(_, text)| begins_with(&shown.peek(), &all, text));
        if let Some(begins) = begins {
            shown.set(begins);
        }
        None
    });
    let (inside, press, done_text) = if let Some(why) = untold {
        let note = el("p").say(words.say(why));
        let note = note.set("id", "decline-text").set("tabindex", "-1");
        let inside = el_of("div", "stack").add(note);
        let said = keys::REQUESTS_DECLINED_UNTOLD;
        (inside, keys::REQUESTS_DECLINE_UNTOLD_SEND, said)
    } else {
        let inside = el_of("div", "stack")
            .add(form.radios(
                &Field::new("/reason", words.say(keys::REQUESTS_REASON)),
                &reasons,
                &reason,
            ))
            .add(follow)
            .add(form.area(&field, 9, &text));
        (inside, keys::REQUESTS_DECLINE_SEND, keys::REQUESTS_DECLINED)
    };
    let inside = inside.add(form.buttons(words.say(press), Some(cancel(page, open))));
    let (sent, page) = (form.clone(), page.clone());
    form.draw(inside, move || {
        let told = console
            .server()
            .decline(&page.id, text.peek().clone(), sent.line());
        let (done, late) = (page.clone(), page.clone());
        sent.send_or(
            told,
            "",
            move |found| done.did(done_text, true, found),
            move |refused| late.was_late(refused),
        );
    })
}

/// A question by email.
fn ask(page: &Page, open: &Open) -> El {
    let console = page.console;
    let words = console.words();
    let form = Form::new(console, "question");
    let text = kept(String::new());
    let field = Field::new("/text", words.say(keys::REQUESTS_QUESTION))
        .hint(words.say(keys::REQUESTS_QUESTION_HINT));
    let inside = el_of("div", "stack")
        .add(form.area(&field, 5, &text))
        .add(form.buttons(
            words.say(keys::REQUESTS_QUESTION_SEND),
            Some(cancel(page, open)),
        ));
    let (sent, page) = (form.clone(), page.clone());
    form.draw(inside, move || {
        let asked = text.peek().clone();
        let told = console.server().ask_applicant(&page.id, asked, sent.line());
        let (done, late) = (page.clone(), page.clone());
        sent.send_or(
            told,
            "",
            move |found| done.did(keys::REQUESTS_QUESTION_DONE, false, found),
            move |refused| late.was_late(refused),
        );
    })
}

/// Another group.
fn move_on(page: &Page, found: &Rc<RequestDetail>, open: &Open) -> El {
    let console = page.console;
    let words = console.words();
    if found.move_to.is_empty() {
        return el("p").say(words.say(keys::REQUESTS_MOVE_NOWHERE));
    }
    let form = Form::new(console, "move");
    let first = (
        String::new(),
        words.say(keys::REQUESTS_MOVE_CHOOSE).to_owned(),
    );
    let groups = found
        .move_to
        .iter()
        .map(|one| (one.slug.clone(), one.name.clone()));
    let groups: Vec<_> = std::iter::once(first).chain(groups).collect();
    let group = kept(String::new());
    let field = Field::new("/group", words.say(keys::REQUESTS_MOVE_TO))
        .hint(words.say(keys::REQUESTS_MOVE_HINT));
    let inside = el_of("div", "stack")
        .add(form.select(&field, &groups, &group))
        .add(form.buttons(
            words.say(keys::REQUESTS_MOVE_SEND),
            Some(cancel(page, open)),
        ));
    let (sent, page) = (form.clone(), page.clone());
    form.draw(inside, move || {
        let to = group.peek().clone();
        let missing = (
            "/group".to_owned(),
            words.say(keys::REQUESTS_MOVE_CHOOSE).to_owned(),
        );
        if !sent.check(if to.is_empty() {
            vec![missing]
        } else {
            Vec::new()
        }) {
            return;
        }
        let told = console.server().move_request(&page.id, to, sent.line());
        let (done, late) = (page.clone(), page.clone());
        sent.send_or(
            told,
            "",
            move |found| done.did(keys::REQUESTS_MOVED, true, found),
            move |refused| late.was_late(refused),
        );
    })
}
