//! What the browser is asked for besides HTTP and history: focus, position, sharing, printing,
//! idle time. Each call copes with a browser that lacks it.

use std::{cell::RefCell, pin::Pin, rc::Rc};

use api_types::Position;
use gloo::{events::EventListener, timers::callback::Timeout};
use js_sys::{Array, Function, JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, Event, FocusOptions, HtmlElement, HtmlInputElement, Navigator, PositionOptions,
    ScrollIntoViewOptions, ScrollLogicalPosition, ShadowRoot, ShareData, Storage, Window,
};

use crate::js::{call, get, has, make, object};

pub(crate) fn window() -> Window {
    gloo::utils::window()
}

fn navigator() -> Navigator {
    window().navigator()
}

pub(crate) fn is_offline() -> bool {
    !navigator().on_line()
}

/// Why data could not be had, as hosts are told: `offline` or `server`.
pub(crate) fn trouble() -> &'static str {
    if is_offline() { "offline" } else { "server" }
}

/// The language that the person reads, as the browser says it; may be nonsense such as `C`.
pub(crate) fn language() -> String {
    navigator().language().unwrap_or_default()
}

/// The value of the field or list that an event came from.
pub(crate) fn value(event: &Event) -> String {
    get(&get(event, "target"), "value")
        .as_string()
        .unwrap_or_default()
}

/// The key of an event of the keyboard.
pub(crate) fn key(event: &Event) -> String {
    get(event, "key").as_string().unwrap_or_default()
}

/// Whether a key of the keyboard sends what stands in a field; while letters are being put
/// together it only takes the suggested one.
pub(crate) fn is_enter(event: &Event) -> bool {
    key(event) == "Enter" && !has(event, "isComposing")
}

/// Whether a press asks for a new tab or window: the browser's business, then.
pub(crate) fn wants_new_tab(event: &Event) -> bool {
    ["ctrlKey", "metaKey", "shiftKey"]
        .iter()
        .any(|key| has(event, key))
}

/// Where a focus lands on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Landing {
    /// At the top, below a host's sticky header (`--kindred-scroll-offset`).
    Top,
    /// Wherever it takes the least movement.
    Near,
}

/// Moves the focus to an element of the widget, if it is there.
pub(crate) fn focus(root: &ShadowRoot, id: &str, landing: Landing) {
    let Some(element) = root.get_element_by_id(id) else {
        return;
    };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element
        .unchecked_ref::<HtmlElement>()
        .focus_with_options(&options);
    bring_into_view(&element, landing);
}

/// Moves the page so that an element can be seen.
fn bring_into_view(element: &Element, landing: Landing) {
    let scroll = ScrollIntoViewOptions::new();
    scroll.set_block(match landing {
        Landing::Top => ScrollLogicalPosition::Start,
        Landing::Near => ScrollLogicalPosition::Nearest,
    });
    element.scroll_into_view_with_scroll_into_view_options(&scroll);
}

/// Lays an element of no look of its own over a part of what it stands in, in pixels from the top,
/// and moves the page so that this part can be seen.
pub(crate) fn look_at(element: &Element, top: u32, height: u32, landing: Landing) {
    let style = get(element, "style");
    for (name, pixels) in [("top", top), ("height", height)] {
        let length = [&pixels.to_string(), "px"].concat();
        let _ = Reflect::set(
            &style,
            &JsValue::from_str(name),
            &JsValue::from_str(&length),
        );
    }
    bring_into_view(element, landing);
}

/// Takes the keyboard of a phone away after a search was sent.
pub(crate) fn blur(root: &ShadowRoot, id: &str) {
    if let Some(element) = root.get_element_by_id(id) {
        let _ = element.unchecked_ref::<HtmlElement>().blur();
    }
}

/// Runs once the browser has nothing better to do; soon in browsers that cannot tell.
pub(crate) fn when_idle(work: impl FnOnce() + 'static) {
    let work: Box<dyn FnOnce()> = Box::new(work);
    let work = Closure::once_into_js(work);
    match get(&window(), "requestIdleCallback")
        .dyn_into::<Function>()
        .ok()
    {
        Some(idle) => {
            let _ = idle.call1(&window(), &work);
        }
        None => after(200, move || {
            let _ = work.unchecked_ref::<Function>().call0(&JsValue::NULL);
        }),
    }
}

/// Runs after the view was drawn: microtasks first, then this.
pub(crate) fn after(ms: u32, work: impl FnOnce() + 'static) {
    timer(ms, Box::new(work)).forget();
}

/// Lets the browser do what it has to, for `ms` at least.
pub(crate) async fn pause(ms: u32) {
    let over = Promise::new(&mut |resolve, _| {
        after(ms, move || {
            let _ = resolve.call0(&JsValue::NULL);
        });
    });
    // A promise that is never rejected.
    let _ = JsFuture::from(over).await;
}

/// One copy of the timer's code for all kinds of work.
#[inline(never)]
fn timer(ms: u32, work: Box<dyn FnOnce()>) -> Timeout {
    Timeout::new(ms, work)
}

/// A task of its own, which ends with the page at the latest.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(task));
}

#[inline(never)]
fn spawn_boxed(task: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(task);
}

/// Work that waits for a pause; what comes anew takes its place.
#[derive(Clone, Default)]
pub(crate) struct Pause(Rc<RefCell<Option<Timeout>>>);

impl Pause {
    pub(crate) fn then(&self, ms: u32, work: impl FnOnce() + 'static) {
        *self.0.borrow_mut() = Some(timer(ms, Box::new(work)));
    }

    pub(crate) fn cancel(&self) {
        *self.0.borrow_mut() = None;
    }
}

/// Listens on `window` for as long as what comes back lives.
pub(crate) fn listen(name: &'static str, hear: Box<dyn FnMut(&Event)>) -> EventListener {
    EventListener::new(&window(), name, hear)
}

/// What a frame's page says in a message; `None` where another page says it.
pub(crate) fn said_by(frame: &Element, origin: &str, event: &Event) -> Option<JsValue> {
    let window = get(frame, "contentWindow");
    let own = window.is_object()
        && get(event, "source") == window
        && get(event, "origin").as_string().as_deref() == Some(origin);
    own.then(|| get(event, "data"))
}

/// The address of this page.
pub(crate) fn address() -> String {
    window().location().href().unwrap_or_default()
}

/// Asks the device where it is. The answer is rounded to two decimals (about a kilometre) before
/// anything else sees it.
pub(crate) fn position(answer: impl Fn(Option<Position>) + 'static) {
    let answer = Rc::new(answer);
    let Ok(geolocation) = navigator().geolocation() else {
        answer(None);
        return;
    };
    let found = {
        let answer = answer.clone();
        Closure::once_into_js(move |position: JsValue| {
            let coords = get(&position, "coords");
            let rounded = |name: &str| Some((get(&coords, name).as_f64()? * 100.0).round() / 100.0);
            let position = rounded("latitude").zip(rounded("longitude"));
            answer(position.map(|(lat, lon)| Position { lat, lon }));
        })
    };
    let failed = {
        let answer = answer.clone();
        Closure::once_into_js(move |_: JsValue| answer(None))
    };
    let options = PositionOptions::new();
    options.set_timeout(15_000);
    options.set_maximum_age(600_000);
    let asked = geolocation.get_current_position_with_error_callback_and_options(
        found.unchecked_ref(),
        Some(failed.unchecked_ref()),
        &options,
    );
    if asked.is_err() {
        answer(None);
    }
}

/// How a link was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handed {
    /// By the device's own sheet, or the person closed it.
    Over,
    /// To the clipboard.
    Copied,
    /// Not at all: show the link.
    No,
}

/// Shares a link: with the device's own sheet, else by the clipboard.
pub(crate) async fn share(title: &str, url: &str) -> Handed {
    let navigator = navigator();
    if has(&navigator, "share") {
        let data = ShareData::new();
        data.set_title(title);
        data.set_url(url);
        let shared = JsFuture::from(navigator.share_with_data(&data)).await;
        let name = shared
            .err()
            .and_then(|error| get(&error, "name").as_string());
        if name.is_none_or(|name| name == "AbortError") {
            return Handed::Over;
        }
    }
    // Without a secure context there is no clipboard.
    if has(&navigator, "clipboard") {
        let copied: Promise = navigator.clipboard().write_text(url).unchecked_into();
        if JsFuture::from(copied).await.is_ok() {
            return Handed::Copied;
        }
    }
    Handed::No
}

/// Selects the text of a field, so that it can be copied by hand.
pub(crate) fn select(event: &Event) {
    if let Some(field) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    {
        field.select();
    }
}

/// ASCII in base64, with padding.
pub(crate) fn base64(text: &str) -> String {
    // Only text beyond Latin-1 is refused.
    window().btoa(text).unwrap_or_default()
}

pub(crate) fn print() {
    let _ = window().print();
}

/// Something of the widgets' that outlives a reload of this tab and nothing more. In browsers and
/// frames that forbid it nothing is kept.
pub(crate) fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text for [`kept`]; `None` forgets it.
pub(crate) fn keep(name: &str, text: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match text {
        Some(text) => storage.set_item(name, text),
        None => storage.remove_item(name),
    };
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}

/// 128 random bits, hexadecimal: a name that nothing else has.
pub(crate) fn random_key() -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut bytes = [0_u8; 16];
    fill_by_chance(&mut bytes);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from(HEX[usize::from(digit)]))
        .collect()
}

/// 256 random bits in 43 letters of base64url: a name that nobody can guess.
pub(crate) fn random_token() -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut bytes = [0_u8; 43];
    fill_by_chance(&mut bytes);
    // 43 letters have room for 258 bits; a strict reader wants the last two to be none.
    bytes[42] &= 0b11_1100;
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte & 63)]);
    bytes.iter().map(letter).collect()
}

fn fill_by_chance(bytes: &mut [u8]) {
    let filled = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(bytes));
    if filled.is_err() {
        // Every browser that runs our Wasm has it, also outside of secure contexts.
        wasm_bindgen::throw_str("no random numbers");
    }
}

/// Calls `hear` whenever an element of ours takes another size, and once soon; for as long as what comes
/// back lives.
pub(crate) fn watch_size(
    root: &ShadowRoot,
    id: &str,
    hear: impl FnMut() + 'static,
) -> Option<Watch> {
    let element = root.get_element_by_id(id)?;
    let ear = Closure::<dyn FnMut()>::new(hear);
    let observer = make(
        &window(),
        "ResizeObserver",
        &Array::of1(ear.as_ref().unchecked_ref()),
    )?;
    call(&observer, "observe", &[element.into()])?;
    Some(Watch {
        observer,
        _ear: ear,
    })
}

/// See [`watch_size`].
pub(crate) struct Watch {
    observer: JsValue,
    _ear: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        call(&self.observer, "disconnect", &[]);
    }
}

/// Whether an element of ours is drawn at all: style sheets can take it away.
pub(crate) fn is_drawn(root: &ShadowRoot, id: &str) -> bool {
    let element = root.get_element_by_id(id);
    element.is_some_and(|element| element.client_width() > 0)
}

/// The id of what has the focus in the widget.
pub(crate) fn focused(root: &ShadowRoot) -> Option<String> {
    Some(root.active_element()?.id())
}

/// Whether the box that an event came from is ticked.
pub(crate) fn is_ticked(event: &Event) -> bool {
    has(&get(event, "target"), "checked")
}

/// Something parsed as a JSON file, readable by people, as an address of the browser's own. It
/// holds memory until [`forget_file`].
pub(crate) fn file_of(parsed: &JsValue) -> Option<String> {
    let text = JSON::stringify_with_replacer_and_space(parsed, &JsValue::NULL, &2.into()).ok()?;
    let kind = object(&[("type", "application/json".into())]);
    let content = Array::of2(&Array::of1(&text), &kind);
    let file = make(&window(), "Blob", &content)?;
    call(&get(&window(), "URL"), "createObjectURL", &[file])?.as_string()
}

/// Frees what [`file_of`] made.
pub(crate) fn forget_file(url: &str) {
    call(&get(&window(), "URL"), "revokeObjectURL", &[url.into()]);
}
