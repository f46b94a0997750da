//! What the console asks of its own document: title, focus, dialogs. The one file here that knows
//! `document`.

use gloo::utils::document;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

use crate::{
    browser,
    i18n::Words,
    js::{call, get, has},
};

/// The heading of every page of the console.
pub(super) const HEADING: &str = "heading";

pub(super) fn set_title(title: &str) {
    document().set_title(title);
}

/// The document speaks the language of the program's texts.
pub(super) fn set_language(words: Words) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", words.language());
        let _ = root.set_attribute("dir", words.direction());
    }
}

pub(crate) fn find(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus to an element of this id once what changed is drawn.
pub(crate) fn focus_soon(id: &str) {
    let id = id.to_owned();
    browser::after(0, move || {
        if let Some(element) = find(&id) {
            let _ = element.focus();
        }
    });
}

/// To the top of the page, with the focus on its heading: as if it had been loaded.
pub(super) fn begin_page() {
    browser::after(0, || {
        browser::window().scroll_to_with_x_and_y(0.0, 0.0);
        if let Some(heading) = find(HEADING) {
            let _ = heading.focus();
        }
    });
}

/// Opens a `<dialog>` of this id above everything else, as soon as it is drawn.
pub(super) fn show_dialog(id: &'static str) {
    browser::after(0, move || {
        let Some(dialog) = find(id) else { return };
        if !get(&dialog, "open").is_truthy() {
            call(&dialog, "showModal", &[]);
        }
    });
}

/// Closes a `<dialog>`; the browser gives the focus back to what had it before.
pub(super) fn close_dialog(id: &str) {
    if let Some(dialog) = find(id) {
        call(&dialog, "close", &[]);
    }
}

/// The link that something pressed is, or is in.
pub(super) fn link_of(target: &JsValue) -> Option<Element> {
    let element: &Element = target.dyn_ref()?;
    element.closest("a[href]").ok().flatten()
}

/// Asks before the page is left in a way that the console cannot see coming.
pub(super) fn hold_page(event: &web_sys::Event) {
    event.prevent_default();
    // What older browsers ask for.
    let _ = Reflect::set(event, &JsValue::from_str("returnValue"), &JsValue::TRUE);
}

/// Puts a text into the clipboard; says whether it is there. Without a secure context there is none.
/// Not shared with the finder's way of handing a link over: one more future there costs members bytes.
pub(crate) async fn copy(text: &str) -> bool {
    let navigator = browser::window().navigator();
    if !has(&navigator, "clipboard") {
        return false;
    }
    let copied: Promise = navigator.clipboard().write_text(text).unchecked_into();
    JsFuture::from(copied).await.is_ok()
}

/// Hands a file of the browser's own over to be saved under a name.
pub(crate) fn save_file(url: &str, name: &str) {
    let Ok(link) = document().create_element("a") else {
        return;
    };
    let _ = link.set_attribute("href", url);
    let _ = link.set_attribute("download", name);
    call(&link, "click", &[]);
}
