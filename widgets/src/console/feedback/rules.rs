//! When a question shows: conditions on the answers to earlier ones.

use std::rc::Rc;

use super::{
    asked::{self, Question, Rule},
    fields::Sheet,
};
use crate::{
    console::{parts::Field, screen},
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

/// All conditions of a question.
pub(super) fn draw(sheet: &Sheet, at: &str, one: &Rc<Question>) -> El {
    let pointer = [at, "/show_if"].concat();
    let field = Field::new(&pointer, sheet.say(keys::FEEDBACK_RULES));
    let (drawn, place, question) = (sheet.clone(), pointer.clone(), one.clone());
    let list = el("div").live(move || {
        let rules = question.rules.get().clone();
        let hint = if rules.is_empty() {
            keys::FEEDBACK_RULES_NONE
        } else {
            keys::FEEDBACK_RULES_ALL
        };
        let mut list = el_of("div", "stack").add(el_of("p", "hint").say(drawn.say(hint)));
        for (number, one) in rules.iter().enumerate() {
            let at = [&place, "/", &number.to_string()].concat();
            list = list.add(rule(&drawn, &at, &question, one));
        }
        Some(list)
    });
    let asks = !sheet.draft.earlier(&one.token).is_empty();
    let more = asks.then(|| add(sheet, &pointer, one));
    sheet.form.group(
        &field,
        el_of("div", "stack")
            .add(list)
            .add_some(more.map(|more| el_of("div", "buttons").add(more))),
    )
}

fn add(sheet: &Sheet, at: &str, one: &Rc<Question>) -> El {
    let (sheet, question, at) = (sheet.clone(), one.clone(), at.to_owned());
    let text = sheet.say(keys::FEEDBACK_RULE_ADD);
    button(Look::Quiet, None, text, move |_| {
        let Some(last) = sheet.draft.earlier(&question.token).pop() else {
            return;
        };
        let number = question.rules.peek().len().to_string();
        question.rules.update(|all| all.push(Rule::of(&last.token)));
        sheet.form.touch();
        let field = [&at, "/", &number, "/question"].concat();
        screen::focus_soon(&sheet.form.id_of(&field));
    })
}

fn rule(sheet: &Sheet, at: &str, question: &Rc<Question>, one: &Rc<Rule>) -> El {
    let words = sheet.console.words();
    let earlier = sheet.draft.earlier(&question.token);
    let name = |(number, other): (usize, &Rc<Question>)| {
        let number = (number + 1).to_string();
        let text = other.text.first();
        let said = words.fill(
            keys::FEEDBACK_QUESTION_N,
            &[("n", &number), ("text", &text)],
        );
        (other.token.clone(), said)
    };
    let mut asked: Vec<_> = earlier.iter().enumerate().map(name).collect();
    let token = one.question.peek().clone();
    if asked.iter().all(|(other, _)| *other != token) {
        // It comes later by now, or is gone: that shows, and the server says so.
        asked.push((token, sheet.say(keys::FEEDBACK_RULE_LATER).to_owned()));
    }
    let field = Field::new(
        &[at, "/question"].concat(),
        sheet.say(keys::FEEDBACK_RULE_QUESTION),
    );
    let (drawn, place, shown) = (sheet.clone(), at.to_owned(), one.clone());
    let (sheet_gone, owner, gone) = (sheet.clone(), question.clone(), one.clone());
    let remove = button(
        Look::Plain,
        None,
        sheet.say(keys::FEEDBACK_RULE_REMOVE),
        move |_| {
            owner
                .rules
                .update(|all| all.retain(|other| !Rc::ptr_eq(other, &gone)));
            sheet_gone.form.touch();
            screen::focus_soon(&super::question::head_id(&owner.token));
        },
    );
    el_of("div", "stack feedback-rule")
        .add(sheet.form.select(&field, &asked, &one.question))
        .add(el("div").live(move || answers(&drawn, &place, &earlier, &shown)))
        .add(el_of("div", "buttons feedback-small").add(remove))
}

/// Which answers count, by how the asked question is answered.
fn answers(sheet: &Sheet, at: &str, earlier: &[Rc<Question>], rule: &Rc<Rule>) -> Option<El> {
    let words = sheet.console.words();
    let token = rule.question.get().clone();
    let asked = earlier.iter().find(|one| one.token == token)?;
    let kind = asked.kind.get().clone();
    if let Some((low, high)) = asked::range(&kind) {
        let any = (String::new(), sheet.say(keys::FEEDBACK_RULE_ANY).to_owned());
        let numbers = (low..=high).map(|number| (number.to_string(), number.to_string()));
        let numbers: Vec<_> = [any].into_iter().chain(numbers).collect();
        let bound = |name: &str, key| Field::new(&[at, "/", name].concat(), sheet.say(key));
        return Some(
            el_of("div", "feedback-bounds")
                .add(sheet.form.select(
                    &bound("at_least", keys::FEEDBACK_AT_LEAST),
                    &numbers,
                    &rule.at_least,
                ))
                .add(sheet.form.select(
                    &bound("at_most", keys::FEEDBACK_AT_MOST),
                    &numbers,
                    &rule.at_most,
                )),
        );
    }
    if !asked.has_answers() {
        return Some(el_of("p", "hint").say(sheet.say(keys::FEEDBACK_RULE_WRITTEN)));
    }
    let choices: Vec<(String, String)> = if kind == "yes-no" {
        let both = ["yes", "no"].into_iter();
        both.map(|one| (one.to_owned(), words.word("feedback-yes-no", one)))
            .collect()
    } else {
        let options = asked.options.get().clone();
        options
            .iter()
            .map(|one| (one.token.clone(), one.label.first()))
            .filter(|(_, label)| !label.is_empty())
            .collect()
    };
    let field = Field::new(
        &[at, "/any_of"].concat(),
        sheet.say(keys::FEEDBACK_RULE_ANSWERS),
    );
    let field = field.hint(sheet.say(keys::FEEDBACK_RULE_ANSWERS_HINT));
    Some(sheet.form.ticks(&field, &choices, &rule.any_of))
}
