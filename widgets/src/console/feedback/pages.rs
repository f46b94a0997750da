//! The pages of a survey in its editor, each with its questions.

use std::rc::Rc;

use super::{
    asked::Page,
    fields::{Sheet, Text},
    question,
};
use crate::{
    console::{
        parts::{Confirm, Field, confirm},
        screen,
    },
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

/// Where they are in what is sent.
pub(super) const AT: &str = "/record/pages";

/// All of them. They are drawn anew when one is added, moved or taken away; what is typed stays.
pub(super) fn draw(sheet: &Sheet) -> El {
    let drawn = sheet.clone();
    let list = el("div").live(move || {
        let pages = drawn.draft.pages.get().clone();
        let mut list = el_of("div", "stack");
        let mut before = 0;
        for (at, one) in pages.iter().enumerate() {
            let questions = one.questions.get().clone();
            list = list.add(page(&drawn, (at, pages.len(), before), one));
            before += questions.len();
        }
        Some(list)
    });
    let add = sheet.clone();
    let more = button(
        Look::Quiet,
        None,
        sheet.say(keys::FEEDBACK_PAGE_ADD),
        move |_| {
            let page = add.draft.new_page();
            let token = page.questions.peek()[0].token.clone();
            add.draft.pages.update(|all| all.push(page));
            add.form.touch();
            screen::focus_soon(&question::head_id(&token));
        },
    );
    let group = Field::new(AT, sheet.say(keys::FEEDBACK_PAGES));
    sheet.form.group(
        &group.hint(sheet.say(keys::FEEDBACK_PAGES_HINT)),
        el_of("div", "stack")
            .add(list)
            .add(el_of("div", "buttons").add(more)),
    )
}

/// A page: which of how many, and how many questions come before it.
fn page(sheet: &Sheet, (at, many, before): (usize, usize, usize), one: &Rc<Page>) -> El {
    let words = sheet.console.words();
    let pointer = [AT, "/", &at.to_string()].concat();
    let name = words.fill(
        keys::FEEDBACK_PAGE,
        &[("n", &(at + 1).to_string()), ("all", &many.to_string())],
    );
    let title = Text::new(sheet.say(keys::FEEDBACK_PAGE_TITLE)).optional();
    // Of a short survey a page is only what is seen together: its title can wait behind a fold.
    let is_open = !one.title.is_blank();
    let title = el_of("details", "fold")
        .flag("open", is_open)
        .add(el("summary").say(sheet.say(keys::FEEDBACK_PAGE_TITLE)))
        .add(sheet.text(&[&pointer, "/title"].concat(), &title, &one.title));
    let questions = one.questions.peek();
    let mut list = el_of("div", "feedback-questions");
    for (number, question) in questions.iter().enumerate() {
        let place = [&pointer, "/questions/", &number.to_string()].concat();
        list = list.add(question::draw(sheet, &place, before + number + 1, question));
    }
    let (add, page) = (sheet.clone(), one.clone());
    let more = button(
        Look::Quiet,
        None,
        sheet.say(keys::FEEDBACK_QUESTION_ADD),
        move |_| {
            let question = add.draft.new_question();
            let token = question.token.clone();
            page.questions.update(|all| all.push(question));
            add.form.touch();
            screen::focus_soon(&question::head_id(&token));
        },
    );
    let gone = (many > 1).then(|| remove(sheet, one));
    let field = Field::new(&[&pointer, "/questions"].concat(), &name);
    sheet.form.group(
        &field,
        el_of("div", "stack feedback-page")
            .add(title)
            .add(list)
            .add(el_of("div", "buttons").add(more).add_some(gone)),
    )
}

fn remove(sheet: &Sheet, one: &Rc<Page>) -> El {
    let (console, sheet, page) = (sheet.console, sheet.clone(), one.clone());
    button(
        Look::Plain,
        None,
        console.say(keys::FEEDBACK_PAGE_REMOVE),
        move |_| {
            let (sheet, page) = (sheet.clone(), page.clone());
            let question = Confirm {
                title: console.say(keys::FEEDBACK_PAGE_REMOVE_TITLE).to_owned(),
                text: console.say(keys::FEEDBACK_PAGE_REMOVE_TEXT).to_owned(),
                yes: console.say(keys::FEEDBACK_PAGE_REMOVE).to_owned(),
                no: console.say(keys::CANCEL).to_owned(),
            };
            confirm(console, question, move || {
                let pages = &sheet.draft.pages;
                pages.update(|all| all.retain(|other| !Rc::ptr_eq(other, &page)));
                sheet.form.touch();
                screen::focus_soon(&sheet.form.id_of(AT));
            });
        },
    )
}
