//! An empty stand-in for the crate `wasm-streams`.
//!
//! Leptos always brings its server functions along, and they this crate. Its classes are exported
//! to JavaScript, so no linker may drop them: about 5 kB (brotli) of Wasm and glue for every
//! member, for something that no widget uses. `[patch.crates-io]` in the workspace puts this in
//! its place, with the few calls that Leptos's crates make: a stream that ends at once.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;
use wasm_bindgen::{JsValue, UnwrapThrowExt};

/// A readable stream that nobody reads.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes the browser's stream.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// An empty stream of the browser's; what `stream` would have brought is not read.
    pub fn from_stream<S>(_stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(web_sys::ReadableStream::new().unwrap_throw())
    }

    /// The browser's stream.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream that is at its end.
    pub fn into_stream(self) -> Ended {
        Ended
    }
}

/// A stream that is at its end.
#[derive(Debug)]
pub struct Ended;

impl Stream for Ended {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
