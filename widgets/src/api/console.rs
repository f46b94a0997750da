//! Calls of the staff's console: what every one has in common. The calls themselves are in a file a
//! part of the console, `console/<part>.rs`, as further methods of [`ConsoleServer`].
//!
//! Unlike in members' programs an answer is read by serde: staff's lines are not a patient's, and what
//! they ask for is large.

mod data;
mod feedback;
mod groups;
mod insight;
mod passkeys;
mod requests;
mod roster;
mod shelf;
mod staff;
mod today;
mod website;

use std::{pin::Pin, rc::Rc};

use api_types::{Me, Problem};
use serde::{Serialize, de::DeserializeOwned};

use super::{Call, Line, Request, encode, patiently, with_body};

/// The console's side of one server.
pub(crate) struct ConsoleServer {
    /// `https://groups.example.org`
    origin: String,
    /// What to do when nobody is signed in any more.
    signed_out: Rc<dyn Fn()>,
}

/// How a change is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Post,
    Put,
    Delete,
}

/// Why there is no answer, or not the one that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Refused {
    /// A newer call was made on the same line: nothing to say.
    Stale,
    /// The session is over. The frame says so (`console/signed_out.rs`); what was typed stays.
    SignedOut,
    /// There is no such thing, or it is not theirs.
    Missing,
    /// No connection, no answer in time, or one that cannot be read. It may have been taken all
    /// the same.
    Failed,
    /// The server says why: its code, and what is wrong in which field.
    Problem(Problem),
}

/// An answer on its way.
pub(crate) type Told<T> = Pin<Box<dyn Future<Output = Result<T, Refused>>>>;

impl ConsoleServer {
    pub(crate) fn new(origin: String, signed_out: Rc<dyn Fn()>) -> Self {
        Self { origin, signed_out }
    }

    /// Who is signed in.
    pub(crate) fn me(&self, line: &Line) -> Told<Me> {
        self.get(&["me"], &[], line)
    }

    /// The address of something that the browser itself fetches, such as a file to save.
    pub(crate) fn file(&self, path: &[&str], query: &[(&str, &str)]) -> String {
        self.url(path, query)
    }

    /// Asks for what is at `path` (its parts, below `/console/api`).
    pub(super) fn get<T: DeserializeOwned + 'static>(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
        line: &Line,
    ) -> Told<T> {
        self.told(Request::get(&self.url(path, query)), line)
    }

    /// Sends a change. `T` is `()` where the answer has no body.
    pub(super) fn send<T: DeserializeOwned + 'static>(
        &self,
        verb: Verb,
        path: &[&str],
        body: &impl Serialize,
        line: &Line,
    ) -> Told<T> {
        let Ok(body) = serde_json::to_string(body) else {
            return Box::pin(async { Err(Refused::Failed) });
        };
        self.told(with_body(self.request(verb, path), body), line)
    }

    /// The same, once: `key` names the attempt, so that the server knows it again.
    pub(super) fn send_once<T: DeserializeOwned + 'static>(
        &self,
        path: &[&str],
        body: &impl Serialize,
        key: &str,
        line: &Line,
    ) -> Told<T> {
        let Ok(body) = serde_json::to_string(body) else {
            return Box::pin(async { Err(Refused::Failed) });
        };
        let request = self
            .request(Verb::Post, path)
            .header("Idempotency-Key", key);
        self.told(with_body(request, body), line)
    }

    /// Sends a change that is all said by its address.
    pub(super) fn press<T: DeserializeOwned + 'static>(
        &self,
        verb: Verb,
        path: &[&str],
        line: &Line,
    ) -> Told<T> {
        self.told(self.request(verb, path), line)
    }

    fn request(&self, verb: Verb, path: &[&str]) -> Request {
        let url = self.url(path, &[]);
        match verb {
            Verb::Post => Request::post(&url),
            Verb::Put => Request::put(&url),
            Verb::Delete => Request::delete(&url),
        }
    }

    fn url(&self, path: &[&str], query: &[(&str, &str)]) -> String {
        let mut url = [&self.origin, "/console/api"].concat();
        for part in path {
            url.push('/');
            url.push_str(&encode(part));
        }
        for (at, (name, value)) in query.iter().enumerate() {
            url.push(if at == 0 { '?' } else { '&' });
            url.push_str(&[name, "=", &encode(value)].concat());
        }
        url
    }

    fn told<T: DeserializeOwned + 'static>(&self, request: Request, line: &Line) -> Told<T> {
        let text = self.text(request, line.stop());
        Box::pin(async move { serde_json::from_str(&text.await?).map_err(|_| Refused::Failed) })
    }

    /// The body of an answer that is one. Not generic, so that it is there once.
    fn text(&self, request: Request, call: Call) -> Told<String> {
        let signed_out = self.signed_out.clone();
        Box::pin(async move {
            let answer = patiently(fetch_text(request, &call), &call).await;
            let (status, body) = answer.ok_or(Refused::Stale)?.ok_or(Refused::Failed)?;
            match status {
                200..=299 if body.is_empty() => Ok("null".to_owned()),
                200..=299 => Ok(body),
                401 => {
                    signed_out();
                    Err(Refused::SignedOut)
                }
                404 => Err(Refused::Missing),
                _ => Err(serde_json::from_str(&body).map_or(Refused::Failed, Refused::Problem)),
            }
        })
    }
}

async fn fetch_text(request: Request, call: &Call) -> Option<(u16, String)> {
    let request = request.abort_signal(Some(&call.signal()));
    let response = request.send().await.ok()?;
    Some((response.status(), response.text().await.ok()?))
}
