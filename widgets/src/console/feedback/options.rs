//! The answers that a question gives to choose from.

use std::rc::Rc;

use super::{
    asked::{Choice, Question},
    fields::{Sheet, Text},
};
use crate::{
    console::{parts::Field, screen},
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

/// All of a question's, drawn anew when one is added, moved or taken away.
pub(super) fn draw(sheet: &Sheet, at: &str, one: &Rc<Question>) -> El {
    let pointer = [at, "/options"].concat();
    let (drawn, place, question) = (sheet.clone(), pointer.clone(), one.clone());
    let list = el("div").live(move || {
        let all = question.options.get().clone();
        let mut list = el_of("div", "feedback-options");
        for (number, choice) in all.iter().enumerate() {
            let at = [&place, "/", &number.to_string()].concat();
            list = list.add(option(&drawn, (&at, number, all.len()), &question, choice));
        }
        Some(list)
    });
    let (add, question, place) = (sheet.clone(), one.clone(), pointer.clone());
    let more = button(
        Look::Quiet,
        None,
        sheet.say(keys::FEEDBACK_OPTION_ADD),
        move |_| {
            let number = question.options.peek().len();
            let choice = add.draft.new_choice();
            question.options.update(|all| all.push(choice));
            add.form.touch();
            screen::focus_soon(&label_id(&add, &place, number));
        },
    );
    let field = Field::new(&pointer, sheet.say(keys::FEEDBACK_OPTIONS));
    sheet.form.group(
        &field.hint(sheet.say(keys::FEEDBACK_OPTIONS_HINT)),
        el_of("div", "stack")
            .add(list)
            .add(el_of("div", "buttons").add(more)),
    )
}

/// The id of the first field of an answer.
fn label_id(sheet: &Sheet, options: &str, number: usize) -> String {
    let first = sheet.draft.languages.first().map_or("", String::as_str);
    let at = [options, "/", &number.to_string(), "/label/", first].concat();
    sheet.form.id_of(&at)
}

fn option(
    sheet: &Sheet,
    (at, number, many): (&str, usize, usize),
    question: &Rc<Question>,
    choice: &Rc<Choice>,
) -> El {
    let words = sheet.console.words();
    let name = words.fill(keys::FEEDBACK_OPTION_N, &[("n", &(number + 1).to_string())]);
    let label = sheet.text(&[at, "/label"].concat(), &Text::new(&name), &choice.label);
    // Points are for scores: where nothing is added up, nobody needs to see them.
    let has_points = *question.kind.peek() == "single" && !sheet.draft.scores().is_empty();
    let points = has_points.then(|| {
        let field = Field::new(&[at, "/points"].concat(), sheet.say(keys::FEEDBACK_POINTS));
        let field = field.kind("number").optional();
        el_of("div", "feedback-points").add(sheet.form.text(&field, &choice.points))
    });
    let press = |key, change: fn(&mut Vec<Rc<Choice>>, usize)| {
        let (sheet, question) = (sheet.clone(), question.clone());
        let named = [sheet.say(key), ": ", &name].concat();
        button(Look::Plain, None, sheet.say(key), move |_| {
            question.options.update(|all| change(all, number));
            sheet.form.touch();
            let options = sheet.draft.place(&question.token).map(|(page, at)| {
                let (page, at) = (page.to_string(), at.to_string());
                [super::pages::AT, "/", &page, "/questions/", &at, "/options"].concat()
            });
            screen::focus_soon(&sheet.form.id_of(&options.unwrap_or_default()));
        })
        .set_text("aria-label", named)
    };
    let up = (number > 0).then(|| press(keys::FEEDBACK_UP, |all, at| all.swap(at, at - 1)));
    let down =
        (number + 1 < many).then(|| press(keys::FEEDBACK_DOWN, |all, at| all.swap(at, at + 1)));
    let gone = (many > 2).then(|| {
        press(keys::FEEDBACK_OPTION_REMOVE, |all, at| {
            all.remove(at);
        })
    });
    el_of("div", "feedback-option")
        .add(label)
        .add_some(points)
        .add(
            el_of("div", "buttons feedback-small")
                .add_some(up)
                .add_some(down)
                .add_some(gone),
        )
}
