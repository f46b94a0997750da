//! The programs: which widgets each has, and the handles of those that are mounted. Each file in
//! `bin/` exports one of them to JavaScript.

use std::{any::Any, cell::RefCell};

use wasm_bindgen::JsValue;
use web_sys::{HtmlElement, ShadowRoot};

use crate::{
    console,
    element::{Options, draw},
    feedback_survey::{
        self,
        preview::{Rehearsal, rehearse},
    },
    group_finder::{
        self,
        preview::{Preview, preview},
    },
    guidelines,
    i18n::{FINDER, JOIN, SURVEY},
    join_form,
    ui::{El, looks},
};

/// What a page's author reads in the console.
const NO_GROUP: &str = "a widget has no group; add group=\"…\", the slug of the group that it is about, to the element.";
/// The same.
const NO_SURVEY: &str = "a survey needs a group and a survey; add group=\"…\" and survey=\"…\", their slugs, to the element.";

thread_local! {
    // A slot a widget, by handle. Dropping what it holds takes the widget off the page.
    static MOUNTED: RefCell<Vec<Option<Box<dyn Any>>>> = const { RefCell::new(Vec::new()) };
}

/// Mounts the finder. Fails, saying why, on a kind or options that it does not know.
pub fn mount_finder(kind: &str, root: &ShadowRoot, options: &JsValue) -> Result<u32, JsValue> {
    if kind != "group-finder" {
        return Err(unknown(kind));
    }
    let options = Options::read(&FINDER, root, options)?;
    Ok(put(options, group_finder::finder))
}

/// Mounts guidelines or a join form. Fails, saying why, on a kind or options that it does not
/// know.
pub fn mount_join(kind: &str, root: &ShadowRoot, options: &JsValue) -> Result<u32, JsValue> {
    let widget = match kind {
        "guidelines" => guidelines::guidelines,
        "join-form" => join_form::join_form,
        _ => return Err(unknown(kind)),
    };
    let options = Options::read(&JOIN, root, options)?;
    if options.group.is_none() {
        return Err(JsValue::from_str(NO_GROUP));
    }
    Ok(put(options, widget))
}

/// Mounts a survey. Fails, saying why, on a kind or options that it does not know.
pub fn mount_survey(kind: &str, root: &ShadowRoot, options: &JsValue) -> Result<u32, JsValue> {
    if kind != "feedback-survey" {
        return Err(unknown(kind));
    }
    let options = Options::read(&SURVEY, root, options)?;
    let asked = feedback_survey::Asks::of(&options);
    let asked = asked.ok_or_else(|| JsValue::from_str(NO_SURVEY))?;
    Ok(put(options, |options| {
        feedback_survey::feedback_survey(options, asked)
    }))
}

/// Mounts the staff's console, which stays for as long as its page. Fails, saying why, on options that
/// it cannot read.
pub fn mount_console(root: &HtmlElement, options: &JsValue) -> Result<(), JsValue> {
    console::mount(&console::DAY, root, options)
}

/// The same with the sections that are for a desk.
pub fn mount_office(root: &HtmlElement, options: &JsValue) -> Result<(), JsValue> {
    console::mount(&console::OFFICE, root, options)
}

/// The same with what members are asked.
pub fn mount_feedback(root: &HtmlElement, options: &JsValue) -> Result<(), JsValue> {
    console::mount(&console::FEEDBACK, root, options)
}

/// The same with those that are looked up.
pub fn mount_records(root: &HtmlElement, options: &JsValue) -> Result<(), JsValue> {
    console::mount(&console::RECORDS, root, options)
}

/// Mounts a survey or a group as members see it, for staff. Fails, saying why, on options that it cannot read.
pub fn mount_preview(root: &ShadowRoot, options: &JsValue) -> Result<u32, JsValue> {
    if let Some(rehearsal) = Rehearsal::read(root, options) {
        return Ok(hold(draw(root, || rehearse(rehearsal))));
    }
    let shown = Preview::read(options).ok_or_else(|| JsValue::from_str("nothing to preview"))?;
    Ok(hold(draw(root, || preview(shown))))
}

/// Takes a widget off the page. An unknown handle does nothing.
pub fn unmount(handle: u32) {
    let held = MOUNTED.with_borrow_mut(|slots| slots.get_mut(handle as usize)?.take());
    drop(held);
}

/// Draws a member's widget, with the switches for its looks beneath.
fn put(options: Options, widget: impl FnOnce(Options) -> El + 'static) -> u32 {
    let (root, words, host) = (options.root.clone(), options.words, options.host.clone());
    hold(draw(&root, move || {
        widget(options).add(looks(words, &host))
    }))
}

fn hold(widget: impl Any) -> u32 {
    MOUNTED.with_borrow_mut(|slots| {
        let free = slots
            .iter()
            .position(Option::is_none)
            .unwrap_or(slots.len());
        if free == slots.len() {
            slots.push(None);
        }
        slots[free] = Some(Box::new(widget));
        u32::try_from(free).unwrap_or(u32::MAX)
    })
}

fn unknown(kind: &str) -> JsValue {
    JsValue::from_str(&["no widget is called ", kind].concat())
}
