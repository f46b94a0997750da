//! What members say with their name: notes, and answers that carry it.

use std::rc::Rc;

use api_types::{AnswerWithName, MemberNoteOfStaff, MemberNotes, SurveyKind};

use crate::{
    api::{Line, console::Told},
    console::{
        Console,
        parts::{Ask, Loaded, Mood, ask_button, badge, way},
        screen,
    },
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of},
};

pub(super) fn draw(console: Console) -> El {
    super::title(console, console.say(keys::FEEDBACK_NOTES_TITLE));
    let notes = Loaded::new(console, move |line| console.server().member_notes(line));
    let shown = notes.clone();
    el_of("div", "stack")
        .add(el("p").say(console.say(keys::FEEDBACK_NOTES_HINT)))
        .add(notes.draw(move |found| list(console, found, &shown)))
}

fn list(console: Console, found: &Rc<MemberNotes>, notes: &Loaded<MemberNotes>) -> El {
    if found.notes.is_empty() {
        return el("p").say(console.say(keys::FEEDBACK_NO_NOTES));
    }
    let mut list = el_of("ul", "feedback-notes").set("role", "list");
    for note in &found.notes {
        list = list.add(item(console, note, notes));
    }
    list
}

fn item(console: Console, note: &MemberNoteOfStaff, notes: &Loaded<MemberNotes>) -> El {
    let words = console.words();
    let is_new = note.read_at.is_none();
    let head = el_of("div", "feedback-note-head")
        .add(
            el_of("h2", "card-title")
                .set_text("id", heading_of(note))
                .set("tabindex", "-1")
                .add(way(&note.person, &["requests/", &note.request].concat())),
        )
        .add_some(is_new.then(|| badge(Mood::Waiting, words.say(keys::FEEDBACK_UNREAD_ONE))));
    let when = [&note.group.name, " · ", &console.moment(&note.sent_at)].concat();
    let text = note.text.as_ref();
    let survey = note.survey.as_ref();
    el("li").add(
        el_of("article", "card")
            .add(head)
            .add(el_of("p", "hint").text(when))
            .add_some(text.map(|text| el_of("p", "pre").set("dir", "auto").say(text)))
            .add_some(survey.map(|survey| el_of("p", "strong").say(survey)))
            .add_some((!note.answers.is_empty()).then(|| answers(console, &note.answers)))
            .add(if is_new {
                read_button(console, note, notes)
            } else {
                read_line(console, note)
            }),
    )
}

fn heading_of(note: &MemberNoteOfStaff) -> String {
    ["note-", &note.id].concat()
}

fn read_line(console: Console, note: &MemberNoteOfStaff) -> El {
    let at = note.read_at.as_deref().unwrap_or_default();
    let at = console.moment(at);
    let text = console.words().fill(keys::FEEDBACK_READ_AT, &[("at", &at)]);
    el_of("p", "hint").text(text)
}

fn read_button(console: Console, note: &MemberNoteOfStaff, notes: &Loaded<MemberNotes>) -> El {
    let words = console.words();
    let (id, line, notes) = (note.id.clone(), Line::default(), notes.clone());
    let heading = heading_of(note);
    let ask = Ask::new(
        move || -> Told<MemberNotes> {
            let marked = console.server().mark_note_read(&id, &line);
            let (then, line) = (console.server(), Line::default());
            Box::pin(async move {
                marked.await?;
                then.member_notes(&line).await
            })
        },
        move |found| {
            console.tell(words.say(keys::FEEDBACK_NOTED_READ));
            notes.set(found);
            // The button that was pressed is gone.
            screen::focus_soon(&heading);
        },
    );
    ask_button(
        console,
        Look::Quiet,
        words.say(keys::FEEDBACK_HAVE_READ),
        ask,
    )
}

fn answers(console: Console, answers: &[AnswerWithName]) -> El {
    let mut list = el_of("dl", "facts");
    for one in answers {
        let said = one
            .answer
            .iter()
            .map(|answer| said(console, one.kind, answer));
        let said: Vec<String> = said.collect();
        list = list.add(
            el("div")
                .add(el("dt").say(&one.question))
                .add(el_of("dd", "pre").set("dir", "auto").text(said.join(", "))),
        );
    }
    list
}

/// An answer as somebody reads it: of a scale beside its highest number.
fn said(console: Console, kind: SurveyKind, answer: &str) -> String {
    let words = console.words();
    match (kind, kind.range()) {
        (SurveyKind::YesNo, _) => words.word("feedback-yes-no", answer),
        (_, Some((_, high))) => words.fill(
            keys::FEEDBACK_OF_HIGHEST,
            &[("n", answer), ("high", &high.to_string())],
        ),
        _ => answer.to_owned(),
    }
}
