//! A survey as a file: taken away to keep or pass on, and filled in from one.

use std::rc::Rc;

use js_sys::{JSON, Promise};
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;

use super::edit::Editor;
use crate::{
    browser,
    console::screen,
    i18n::console_keys as keys,
    js::{call, get},
    ui::{El, Live, Look, button, el, el_of},
};

/// No survey is larger, bytes.
const MOST: f64 = 1_000_000.0;

/// Both ways.
pub(super) fn draw(editor: &Rc<Editor>) -> El {
    let console = editor.console;
    let saves = editor.clone();
    let save = button(
        Look::Quiet,
        None,
        console.say(keys::FEEDBACK_FILE_SAVE),
        move |_| save(&saves),
    );
    let said: Rc<Live<Option<String>>> = Rc::default();
    let (takes, says) = (editor.clone(), said.clone());
    let input = el("input")
        .set("type", "file")
        .set("id", "feedback-file")
        .set("accept", ".json,application/json")
        .set("aria-describedby", "feedback-file-said")
        .on("change", move |event| take(&takes, &says, event));
    let told = el("div").set("id", "feedback-file-said").live(move || {
        let text = said.get().clone()?;
        Some(el_of("p", "fault").set("role", "alert").text(text))
    });
    el_of("details", "fold feedback-files")
        .add(el("summary").say(console.say(keys::FEEDBACK_FILES)))
        .add(
            el_of("div", "stack")
                .add(el_of("div", "buttons").add(save))
                .add(
                    el("div")
                        .add(
                            el_of("label", "label")
                                .set("for", "feedback-file")
                                .say(console.say(keys::FEEDBACK_FILE_TAKE)),
                        )
                        .add(el_of("p", "hint").say(console.say(keys::FEEDBACK_FILE_TAKE_HINT)))
                        .add(told)
                        .add(input),
                ),
        )
}

fn save(editor: &Rc<Editor>) {
    let text = editor.draft.peek().write().to_string();
    let url = JSON::parse(&text)
        .ok()
        .and_then(|parsed| browser::file_of(&parsed));
    if let Some(url) = url {
        screen::save_file(&url, &[&editor.slug, ".json"].concat());
        // The browser has begun to save it by then.
        browser::after(60_000, move || browser::forget_file(&url));
    }
}

fn take(editor: &Rc<Editor>, said: &Rc<Live<Option<String>>>, event: &Event) {
    let target = get(event, "target");
    let file = get(&get(&target, "files"), "0");
    if !file.is_object() {
        return;
    }
    let (editor, said) = (editor.clone(), said.clone());
    browser::spawn(async move {
        let words = editor.console.words();
        let too_large = get(&file, "size").as_f64().is_none_or(|size| size > MOST);
        let reading = call(&file, "text", &[]).and_then(|one| one.dyn_into::<Promise>().ok());
        let text = match reading.filter(|_| !too_large) {
            Some(reading) => JsFuture::from(reading).await.ok(),
            None => None,
        };
        let text = text.and_then(|text| text.as_string()).unwrap_or_default();
        match read(&text) {
            Ok(record) => {
                said.set(None);
                editor.take(&record);
                editor.console.tell(words.say(keys::FEEDBACK_FILE_TAKEN));
            }
            Err(Some((line, column))) => {
                let (line, column) = (line.to_string(), column.to_string());
                let at = [("line", line.as_str()), ("column", column.as_str())];
                said.set(Some(words.fill(keys::FEEDBACK_FILE_NO_JSON, &at)));
            }
            Err(None) => said.set(Some(words.say(keys::FEEDBACK_FILE_NO_SURVEY).to_owned())),
        }
        // The same file can be chosen again once it is mended.
        let _ = js_sys::Reflect::set(&target, &"value".into(), &"".into());
    });
}

/// A record, or where it is no JSON: line and column; nothing where it is some other JSON.
fn read(text: &str) -> Result<Value, Option<(usize, usize)>> {
    let read: Result<Value, _> = serde_json::from_str(text);
    let record = read.map_err(|error| Some((error.line(), error.column())))?;
    let is_survey = record.get("pages").is_some_and(Value::is_array);
    if is_survey { Ok(record) } else { Err(None) }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_file_is_a_survey_or_said_to_be_none() {
        assert!(read(r#"{ "title": "T", "pages": [] }"#).is_ok());
        assert_eq!(read("{\n  \"title\": T }"), Err(Some((2, 12))));
        assert_eq!(read("[1]"), Err(None));
        assert_eq!(read(r#"{ "pages": 3 }"#), Err(None));
    }
}
