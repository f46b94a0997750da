//! `/outbox`: in a demo on this machine, the letters that went into its folder, as people would
//! see them. Without such a folder there is no such address.

use std::{fmt::Write, io, path::Path};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::get,
};
use html_escape::{encode_double_quoted_attribute as attribute, encode_text};

use super::PathParts;
use crate::{
    AppState,
    answer::NO_STORE,
    config::is_this_machine,
    notify::inbox::{self, Received},
    page,
    problems::Refusal,
};

/// A letter brings its own style, and may load nothing.
const LETTER_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
                             form-action 'none'; frame-ancestors 'none'";

/// The list and each letter, where letters go into a folder.
pub fn show_outbox(state: &AppState) -> Router<AppState> {
    if state.mail.folder().is_none() {
        return Router::new();
    }
    Router::new()
        .route("/outbox", get(list_letters))
        .route("/outbox/{letter}", get(show_letter))
        .layer(from_fn(refuse_other_hosts))
}

/// A page elsewhere could have its own name point at this machine, and read what is here.
async fn refuse_other_hosts(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if is_this_machine(host) {
        next.run(request).await
    } else {
        Refusal::not_found().into_response()
    }
}

async fn list_letters(State(state): State<AppState>) -> Result<Response, Refusal> {
    let letters = read(&state, inbox::list).await?.unwrap_or_default();
    let mut body = String::from("<main><h1>Letters of this demo</h1>");
    body += "<p>Nothing is sent to anybody: these are the letters that would have gone out, newest \
             first.</p>";
    if letters.is_empty() {
        body += "<p>There is none yet. Join a group, and look again.</p>";
    }
    for letter in &letters {
        body += &entry(letter);
    }
    body += "</main>";
    let (html, policy) = page::whole("Letters of this demo", &body);
    answer(html, &policy)
}

async fn show_letter(
    State(state): State<AppState>,
    PathParts(id): PathParts<String>,
) -> Result<Response, Refusal> {
    let found = read(&state, move |folder| inbox::find(folder, &id)).await?;
    let letter = found.flatten();
    let letter = letter.ok_or_else(Refusal::not_found)?;
    answer(letter.html, LETTER_POLICY)
}

/// One letter in the list: what a mail program shows, and the text behind it.
fn entry(letter: &Received) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<article><h2><a href=\"/outbox/{}\">{}</a></h2>\
         <p class=\"quiet\">From {}<br>To {}<br>{}</p>\
         <details><summary>As plain text</summary><pre>{}</pre></details></article>",
        attribute(&letter.id),
        encode_text(&letter.subject),
        encode_text(&letter.from),
        encode_text(&letter.to),
        encode_text(&letter.date),
        encode_text(&letter.text),
    );
    out
}

async fn read<T: Send + 'static>(
    state: &AppState,
    look: impl FnOnce(&Path) -> io::Result<T> + Send + 'static,
) -> Result<Option<T>, Refusal> {
    let Some(folder) = state.mail.folder().map(Path::to_owned) else {
        return Ok(None);
    };
    let looked = tokio::task::spawn_blocking(move || look(&folder)).await;
    looked
        .map_err(Refusal::fault)?
        .map(Some)
        .map_err(Refusal::fault)
}

fn answer(html: String, policy: &str) -> Result<Response, Refusal> {
    let policy = HeaderValue::from_str(policy).map_err(Refusal::fault)?;
    let headers = [
        (header::CONTENT_TYPE, page::HTML),
        (header::CACHE_CONTROL, NO_STORE),
        (page::POLICY, policy),
    ];
    Ok((headers, html).into_response())
}
