//! The open question of a meeting: written here, read in the reminder.

use std::rc::Rc;

use api_types::{MeetingSheet, PromptRequest};

use crate::{
    console::{
        Console,
        parts::{Field, Form, kept},
    },
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

/// The form; for who only reads, the question alone.
pub(super) fn draw(
    console: Console,
    sheet: &Rc<MeetingSheet>,
    heading: &'static str,
) -> Option<El> {
    let words = console.words();
    let asked = sheet.prompt.clone();
    if !sheet.may_work || has_begun(sheet) {
        let text = asked?;
        return Some(
            el("div")
                .add(el_of(heading, "small-title").say(words.say(keys::PROMPT_TITLE)))
                .add(el_of("blockquote", "to-say").say(&text)),
        );
    }
    let form = Form::new(console, "prompt");
    let text = kept(asked.clone().unwrap_or_default());
    let field =
        Field::new("/text", words.say(keys::PROMPT_LABEL)).hint(words.say(keys::PROMPT_HINT));
    let numbers = (
        console.intl().number(sheet.reminded),
        console.intl().number(sheet.to_remind),
    );
    let goes = if sheet.reminded > 0 {
        words.fill(
            keys::PROMPT_REMINDED,
            &[("n", &numbers.0), ("all", &numbers.1)],
        )
    } else if sheet.to_remind == 0 {
        words.say(keys::PROMPT_NOBODY).to_owned()
    } else {
        words.count(keys::PROMPT_READERS, sheet.to_remind, &numbers.1, &[])
    };
    let inside = el_of("div", "stack")
        .add(form.area(&field, 3, &text))
        .add(el_of("p", "hint").text(goes))
        .add(form.buttons(words.say(keys::PROMPT_SAVE), None));
    let (sent, group, start) = (
        form.clone(),
        sheet.meeting.group.slug.clone(),
        sheet.meeting.key.to_string(),
    );
    let form = form.draw(inside, move || {
        let asked = PromptRequest {
            text: text.peek().clone(),
        };
        let place = (group.as_str(), start.as_str());
        let told = console.server().prompt(place, &asked, sent.line());
        sent.send(told, console.say(keys::SAVED), |()| {});
    });
    Some(
        el_of("details", "fold")
            .flag("open", asked.is_some())
            .add(el("summary").say(words.say(keys::PROMPT_TITLE)))
            .add(form),
    )
}

/// Whether it is too late to ask anything beforehand.
fn has_begun(sheet: &MeetingSheet) -> bool {
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds have room in a number"
    )]
    let starts = sheet.meeting.key as f64;
    starts <= js_sys::Date::now()
}
