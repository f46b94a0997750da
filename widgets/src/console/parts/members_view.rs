//! Something as members see it: their own programs' views draw it, with their style and words, in a root of
//! its own in the console's page. They come as a program of their own, once somebody wants to look. The
//! console's style does not reach in, and the members' not out.

use std::{cell::RefCell, rc::Rc};

use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::Loaded;
use crate::{
    api::console::Refused,
    browser,
    console::{Console, screen},
    i18n::Key,
    ui::{El, el_of},
};

/// What takes a drawing away again, which is done when nobody holds it any more.
struct Drawn(Function);

impl Drop for Drawn {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// Where it is drawn, and what stands there in words.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    /// Of the element that the drawing is in; there is one at a time.
    pub(crate) id: &'static str,
    pub(crate) name: Key,
    pub(crate) hint: Key,
}

/// What members see. `options` says what the members' program is given; it is drawn anew when a signal that
/// it read changes, and not at all where there is nothing.
pub(crate) fn members_view(
    console: Console,
    frame: Frame,
    options: impl Fn() -> Option<JsValue> + 'static,
) -> El {
    let program = Loaded::<Function>::new(console, move |_| {
        Box::pin(async move {
            let brought = console.bring_preview().ok_or(Refused::Failed)?;
            let draw = JsFuture::from(brought).await;
            let draw = draw.map_err(|_| Refused::Failed)?;
            draw.dyn_into().map_err(|_| Refused::Failed)
        })
    });
    let options = Rc::new(options);
    program.draw(move |draw| {
        // What is drawn lives as long as what this is drawn in.
        let drawn: Rc<RefCell<Option<Drawn>>> = Rc::default();
        let (options, draw) = (options.clone(), draw.clone());
        let waiting = Rc::downgrade(&drawn);
        StoredValue::new_local(drawn);
        let follow = move || {
            let given = options()?;
            let (draw, waiting) = (draw.clone(), waiting.clone());
            browser::after(0, move || {
                if let Some((host, drawn)) = screen::find(frame.id).zip(waiting.upgrade()) {
                    // One drawing at a time in the root.
                    drawn.replace(None);
                    let undo = draw.call2(&JsValue::NULL, &host, &given);
                    let undo = undo.ok().and_then(|undo| undo.dyn_into().ok());
                    drawn.replace(undo.map(Drawn));
                }
            });
            None
        };
        let hint = [frame.id, "-hint"].concat();
        el_of("div", "stack")
            .add(
                el_of("p", "hint")
                    .set("id", &hint)
                    .say(console.say(frame.hint)),
            )
            .add(
                el_of("div", "members-view")
                    .set("id", frame.id)
                    .set("role", "group")
                    .set("aria-label", console.say(frame.name))
                    .set("aria-describedby", &hint),
            )
            .live(follow)
    })
}
