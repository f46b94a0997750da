//! Staff's mail on its way: it waits ten minutes, is read here, and stopped.

use std::rc::Rc;

use api_types::{
    MailOnItsWay, Me, OutgoingBatch, OutgoingList, ShownLetter, StaffRole, StopResponse,
};

use super::{
    Console, Place, href,
    parts::{Ask, Loaded, ask_button, missing},
};
use crate::{
    api::Line,
    i18n::{Words, console_keys as keys},
    ui::{El, Live, Look, el, el_of, link},
};

/// For whom there is a way here.
pub(super) fn shows(me: &Me) -> bool {
    me.role != StaffRole::ReadOnly
}

/// Draws the section's page.
pub(super) fn draw(console: Console, place: &Place) -> El {
    if !place.rest().is_empty() {
        return missing(console);
    }
    console.title(console.say(keys::OUTGOING_TITLE));
    let list = Loaded::new(console, move |line| console.server().outgoing(line));
    el_of("div", "stack")
        .add(el("p").say(console.say(keys::OUTGOING_INTRO)))
        .add(list.draw(move |found| batches(console, found)))
}

fn batches(console: Console, found: &OutgoingList) -> El {
    if found.batches.is_empty() {
        let to_requests = link(
            Look::Quiet,
            None,
            console.say(keys::OUTGOING_TO_REQUESTS),
            href("requests"),
        );
        return el_of("div", "stack")
            .add(el("p").say(console.say(keys::OUTGOING_NONE)))
            .add(el_of("div", "buttons").add(to_requests));
    }
    let mut list = el_of("ul", "outgoing").set("role", "list");
    for batch in &found.batches {
        list = list.add(el_of("li", "card").add(card(console, batch)));
    }
    list
}

fn card(console: Console, batch: &OutgoingBatch) -> El {
    let words = console.words();
    let by = if batch.own {
        words.say(keys::OUTGOING_BY_YOU).to_owned()
    } else {
        words.fill(keys::OUTGOING_BY, &[("name", &batch.sender)])
    };
    let parts = [batch.group.clone().unwrap_or_default(), by];
    let about: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mail = OnItsWay {
        batch: batch.id.clone(),
        due_at: batch.due_at.clone(),
        letters: batch.letters,
        shown: None,
    };
    el_of("div", "stack")
        .add(el_of("h2", "card-title").text(to_whom(words, console, batch)))
        .add(el_of("p", "hint").text(about.join(" · ")))
        .add(on_its_way(console, mail))
}

/// Which letter to whom.
fn to_whom(words: Words, console: Console, batch: &OutgoingBatch) -> String {
    let kind = mail_kind(words, &batch.kind);
    let to = batch.person.clone().unwrap_or_else(|| {
        let shown = console.intl().number(batch.letters);
        words.count(keys::OUTGOING_PEOPLE, batch.letters, &shown, &[])
    });
    words.fill(keys::OUTGOING_TO, &[("kind", &kind), ("to", &to)])
}

/// A kind of letter in words.
pub(super) fn mail_kind(words: Words, kind: &str) -> String {
    let known = words.find("outgoing-kind", kind);
    known
        .unwrap_or(words.say(keys::OUTGOING_OTHER_KIND))
        .to_owned()
}

/// Letters that wait.
pub(super) struct OnItsWay {
    batch: String,
    /// RFC 3339.
    due_at: String,
    letters: u32,
    /// What they say, where that is known already.
    shown: Option<Rc<Vec<ShownLetter>>>,
}

impl OnItsWay {
    /// So many letters, of which the server just told, with what they say.
    pub(super) fn told(mail: &MailOnItsWay, letters: u32) -> Self {
        Self {
            batch: mail.batch.clone(),
            due_at: mail.due_at.clone(),
            letters,
            shown: Some(Rc::new(mail.letters.clone())),
        }
    }
}

/// When they go, what they say, and the button that stops them.
pub(super) fn on_its_way(console: Console, mail: OnItsWay) -> El {
    let stopped: Rc<Live<Option<StopResponse>>> = Rc::default();
    let now = stopped.clone();
    el_of("div", "mail").live(move || {
        Some(match *now.get() {
            Some(stopped) => el("p")
                .set("role", "status")
                .text(what_stopped(console, stopped)),
            None => waits(console, &mail, stopped.clone()),
        })
    })
}

fn waits(console: Console, mail: &OnItsWay, stopped: Rc<Live<Option<StopResponse>>>) -> El {
    let words = console.words();
    let when = [
        ("at", console.moment(&mail.due_at)),
        ("away", console.away(&mail.due_at)),
    ];
    let when = [
        (when[0].0, when[0].1.as_str()),
        (when[1].0, when[1].1.as_str()),
    ];
    let shown = console.intl().number(mail.letters);
    let goes = words.count(keys::OUTGOING_GOES, mail.letters, &shown, &when);
    let batch = mail.batch.clone();
    let line = Line::default();
    let stop = Ask::new(
        move || console.server().stop_outgoing(&batch, &line),
        move |found: StopResponse| {
            stopped.set(Some(found));
            console.tell(&what_stopped(console, found));
        },
    );
    el_of("div", "stack")
        .add(el("p").text(goes))
        .add(letters(console, mail))
        .add(ask_button(
            console,
            Look::Quiet,
            words.say(keys::OUTGOING_STOP),
            stop,
        ))
}

/// What they say, folded; asked for when it is opened, if it is not known.
fn letters(console: Console, mail: &OnItsWay) -> El {
    let summary = el("summary").say(console.say(keys::OUTGOING_READ));
    let folded = el_of("details", "fold").add(summary);
    if let Some(shown) = &mail.shown {
        return folded.add(each(shown));
    }
    let opened: Rc<Live<bool>> = Rc::new(Live::new(false));
    let (open, batch) = (opened.clone(), mail.batch.clone());
    folded
        .on("toggle", move |_| {
            if !*opened.peek() {
                opened.set(true);
            }
        })
        .live(move || {
            if !*open.get() {
                return None;
            }
            let batch = batch.clone();
            let told = Loaded::new(console, move |line| {
                console.server().outgoing_letters(&batch, line)
            });
            Some(told.draw(|found| each(&found.letters)))
        })
}

fn each(letters: &[ShownLetter]) -> El {
    let mut all = el_of("div", "letters");
    for letter in letters {
        all = all.add(
            el_of("div", "letter")
                .set("lang", &letter.language)
                .add(el_of("p", "strong").say(&letter.subject))
                .add(el_of("p", "letter-text pre").say(&letter.text)),
        );
    }
    all
}

fn what_stopped(console: Console, stopped: StopResponse) -> String {
    let words = console.words();
    let number = |many| console.intl().number(many);
    if stopped.gone == 0 {
        return words.say(keys::OUTGOING_STOPPED).to_owned();
    }
    if stopped.stopped == 0 {
        return words.say(keys::OUTGOING_TOO_LATE).to_owned();
    }
    let (stops, gone) = (number(stopped.stopped), number(stopped.gone));
    words.fill(keys::OUTGOING_SOME, &[("stopped", &stops), ("gone", &gone)])
}
