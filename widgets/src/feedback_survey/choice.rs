//! What is chosen: numbers, faces, words. All are the browser's own radio buttons and boxes; the style sheet
//! draws what stands beside them.

use std::cell::Cell;

use api_types::{SurveyKind, YES_NO};
use wasm_bindgen::JsValue;

use super::{Flow, Message, question::Asked, state::Field};
use crate::{
    browser,
    i18n::{Words, survey_keys as keys},
    ui::{El, Look, button, drawn, el, el_of},
};

/// Faces from unhappy to happy, on the icons' grid; the words beside them say the same.
const FACES: [&str; 5] = [
    "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19M8.5 9.5v.6M15.5 9.5v.6M7.5 17c1.8-3.6 7.2-3.6 9 0",
    "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19M8.5 9.5v.6M15.5 9.5v.6M8 16.2c2-1.9 6-1.9 8 0",
    "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19M8.5 9.5v.6M15.5 9.5v.6M8 15.3h8",
    "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19M8.5 9.5v.6M15.5 9.5v.6M8 14.2c2 1.9 6 1.9 8 0",
    "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19M8.5 9.5v.6M15.5 9.5v.6M7.5 13.4c1.8 3.8 7.2 3.8 9 0z",
];

/// One thing to choose: what is sent, and what people see.
struct Pick {
    word: String,
    label: El,
}

/// The choices of a question, and the way to take an answer back.
pub(super) fn view(asked: Asked<'_>) -> El {
    let question = asked.question;
    let (class, ends) = match question.kind {
        SurveyKind::Rating => ("picks numbers", true),
        SurveyKind::Scale => ("picks numbers many", true),
        SurveyKind::Smiley => ("picks faces", false),
        SurveyKind::YesNo => ("picks pair", false),
        _ => ("picks", false),
    };
    let mut list = el_of("div", class);
    let drawing = next_drawing();
    for (at, pick) in picks(asked).into_iter().enumerate() {
        list = list.add(option(asked, at, pick, &drawing));
    }
    el("div")
        .add(list)
        .add_some(ends.then(|| ends_line(asked)).flatten())
        .add_some(clear(asked))
}

fn picks(asked: Asked<'_>) -> Vec<Pick> {
    let question = asked.question;
    let words = asked.flow.words;
    if let Some((low, high)) = question.kind.range() {
        let face = |number: u8| {
            let word = face_word(asked, number);
            let face = FACES[usize::from(number - low)];
            el("span").add(drawn(face)).add(word)
        };
        let number = |number: u8| {
            el("span")
                .text(number.to_string())
                .add_some(end(asked, number).map(|word| {
                    // Beside the number the eye finds it below the row.
                    el_of("span", "hidden-words")
                        .set_some("lang", asked.foreign())
                        .text([", ", word].concat())
                }))
        };
        let is_face = question.kind == SurveyKind::Smiley;
        let pick = |of: u8| Pick {
            word: of.to_string(),
            label: if is_face { face(of) } else { number(of) },
        };
        return (low..=high).map(pick).collect();
    }
    if question.kind == SurveyKind::YesNo {
        let pick = |(word, key): (&str, _)| Pick {
            word: word.to_owned(),
            label: el("span").say(words.say(key)),
        };
        let keys = [keys::YES, keys::NO];
        return YES_NO.into_iter().zip(keys).map(pick).collect();
    }
    let pick = |option: &api_types::SurveyOption| Pick {
        word: option.value.clone(),
        label: el("span")
            .set_some("lang", asked.foreign())
            .say(&option.label),
    };
    question.options.iter().map(pick).collect()
}

/// What the survey calls the lowest and the highest number.
fn end(asked: Asked<'_>, number: u8) -> Option<&str> {
    let (low, high) = asked.question.kind.range()?;
    let end = if number == low {
        &asked.question.low
    } else if number == high {
        &asked.question.high
    } else {
        &None
    };
    end.as_deref()
}

/// The words of a face: the survey's own at the ends, where it has some.
fn face_word(asked: Asked<'_>, number: u8) -> El {
    match end(asked, number) {
        Some(own) => el("span").set_some("lang", asked.foreign()).say(own),
        None => el("span").text(smiley(asked.flow.words, number)),
    }
}

fn smiley(words: Words, number: u8) -> String {
    words.word("smiley", &number.to_string())
}

/// Below a row of numbers: what its ends mean. A screen reader hears it with the numbers.
fn ends_line(asked: Asked<'_>) -> Option<El> {
    let (low, high) = asked.question.kind.range()?;
    if asked.question.low.is_none() && asked.question.high.is_none() {
        return None;
    }
    let mut line = el_of("p", "ends")
        .set("aria-hidden", "true")
        .set_some("lang", asked.foreign());
    for number in [low, high] {
        let text = end(asked, number).map_or_else(String::new, |end| {
            [&number.to_string(), " = ", end].concat()
        });
        line = line.add(el("span").text(text));
    }
    Some(line)
}

/// Once a radio button with the focus was taken off the page, Chromium's Tab passes by all others
/// of its name. So no two drawings share one.
fn next_drawing() -> String {
    thread_local! {
        static DRAWN: Cell<u32> = const { Cell::new(0) };
    }
    let drawn = DRAWN.get();
    DRAWN.set(drawn + 1);
    drawn.to_string()
}

fn option(asked: Asked<'_>, place: usize, pick: Pick, drawing: &str) -> El {
    let (flow, at) = (asked.flow, asked.at);
    let several = asked.question.kind == SurveyKind::Multiple;
    let id = Field::Question(at).id();
    let name = [&id, "-", drawing].concat();
    let id = match place {
        // A press on a fault leads here.
        0 => id,
        place => [&id, "-", &place.to_string()].concat(),
    };
    let (key, word) = (asked.question.key.clone(), pick.word);
    let sent = word.clone();
    let control = el("input")
        .set("type", if several { "checkbox" } else { "radio" })
        .set_text("id", id)
        .set_text("name", name)
        // "Clear answer" takes the mark away in place.
        .live_property("checked", move || {
            JsValue::from_bool(is_chosen(flow, &key, &word))
        })
        .on("change", move |event| {
            flow.send(if several {
                Message::Chose(at, sent.clone(), browser::is_ticked(event))
            } else {
                Message::Picked(at, sent.clone())
            });
        });
    el_of("label", "option")
        .add(asked.described(control))
        .add(pick.label)
}

fn is_chosen(flow: Flow, key: &str, word: &str) -> bool {
    let model = flow.model();
    let draft = model.draft.get();
    match draft.answers.get(key) {
        Some(api_types::SurveyAnswer::Number(number)) => number.to_string() == word,
        _ => draft.has(key, word),
    }
}

/// A radio button cannot be taken back by itself.
fn clear(asked: Asked<'_>) -> Option<El> {
    if asked.question.required || asked.question.kind == SurveyKind::Multiple {
        return None;
    }
    let (flow, at) = (asked.flow, asked.at);
    let key = asked.question.key.clone();
    let clear = button(Look::Plain, None, flow.words.say(keys::CLEAR), move |_| {
        flow.send(Message::Cleared(at));
    });
    Some(clear.live_attribute("hidden", move || {
        let model = flow.model();
        let none = !model.draft.get().answers.contains_key(&key);
        none.then(String::new)
    }))
}
