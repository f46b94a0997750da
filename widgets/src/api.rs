//! Every HTTP call, typed. The one home of reqwasm and of URLs of the server.
//!
//! An answer is read by the browser's own JSON.parse and turned into our types in `wire.rs`. A call has twenty
//! seconds; after that it has failed, so that nothing turns for ever.

use std::{
    cell::{Cell, RefCell},
    pin::Pin,
    rc::Rc,
};

use api_types::{GroupList, GroupPage, PlaceList, Site};
use js_sys::Promise;
use reqwasm::http::Request;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use crate::{browser::Pause, wire::Wire};

/// How long a call may take.
pub(crate) const PATIENCE_MS: u32 = 20_000;

/// One site on one server.
#[derive(Clone)]
pub(crate) struct Server {
    /// `https://groups.example.org/v1/sites/riverside`
    base: String,
    language: &'static str,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// A newer question was asked on the same line: nothing to say.
    Stale,
    /// The site has no such group.
    Missing,
    /// No connection, a refusal, or an answer that cannot be read.
    Failed,
}

/// One call, which can be stopped.
type Call = Rc<AbortController>;

/// A line on which only the newest call counts: a call stops the one before it, and a stopped
/// call never gives an answer, not even one that was already on its way.
#[derive(Default)]
pub(crate) struct Line(RefCell<Option<Call>>);

impl Line {
    /// Stops the call that is on its way, if one is, and makes room for the next.
    pub(crate) fn stop(&self) -> Call {
        // Every browser that runs our Wasm has it.
        let call = Rc::new(AbortController::new().expect("AbortController"));
        if let Some(before) = self.0.replace(Some(call.clone())) {
            before.abort();
        }
        call
    }
}

/// An answer on its way. Boxed, so that whoever waits for it does not carry its code.
pub(crate) type Answer<T> = Pin<Box<dyn Future<Output = Result<Box<T>, Failure>>>>;

/// Asks [`Server::site`] for the crisis lines of every country.
pub(crate) const EVERY_COUNTRY: &str = "&crisis=all";

impl Server {
    pub(crate) fn new(server: &str, site: &str, language: &'static str) -> Self {
        Self {
            base: [server, "/v1/sites/", &encode(site)].concat(),
            language,
        }
    }

    /// The site's name, contact, notices; the crisis lines of every country where `more` is
    /// [`EVERY_COUNTRY`].
    pub(crate) fn site(&self, more: &str, line: &Line) -> Answer<Site> {
        get([&self.base, "?lang=", self.language, more].concat(), line)
    }

    /// A page of groups. `query` is [`catalogue::Query::to_query_string`].
    pub(crate) fn groups(
        &self,
        query: &str,
        limit: u32,
        cursor: Option<&str>,
        line: &Line,
    ) -> Answer<GroupList> {
        let mut url = [&self.base, "/groups?limit=", &limit.to_string()].concat();
        if !query.is_empty() {
            url.push('&');
            url.push_str(query);
        }
        if let Some(cursor) = cursor {
            url.push_str("&cursor=");
            url.push_str(&encode(cursor));
        }
        get(url, line)
    }

    /// A group's page.
    pub(crate) fn group(&self, slug: &str, line: &Line) -> Answer<GroupPage> {
        get([&self.base, "/groups/", &encode(slug)].concat(), line)
    }

    /// Towns and postcodes.
    pub(crate) fn places(&self, text: &str, line: &Line) -> Answer<PlaceList> {
        get([&self.base, "/places?text=", &encode(text)].concat(), line)
    }

    /// Where a group's calendar file is: what stands before and after its slug, which is fit for
    /// an address as it is.
    pub(crate) fn calendar(&self) -> (String, String) {
        (
            [&self.base, "/groups/"].concat(),
            "/calendar.ics".to_owned(),
        )
    }
}

/// What the loader asked for while the Wasm was on its way.
pub(crate) fn early<T: Wire + 'static>(promise: Promise) -> Answer<T> {
    Box::pin(async move { read(JsFuture::from(promise).await.map_err(|_| Failure::Failed)) })
}

fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn get<T: Wire + 'static>(url: String, line: &Line) -> Answer<T> {
    let answer: Pin<Box<dyn Future<Output = _>>> = Box::pin(get_json(url, line.stop()));
    Box::pin(async move { read(answer.await) })
}

fn read<T: Wire>(value: Result<JsValue, Failure>) -> Result<Box<T>, Failure> {
    T::read(&value?).map(Box::new).ok_or(Failure::Failed)
}

/// Asks, and gives up after [`PATIENCE_MS`].
async fn get_json(url: String, call: Call) -> Result<JsValue, Failure> {
    let late = Rc::new(Cell::new(false));
    let timer = Pause::default();
    let (too_late, stopped) = (late.clone(), call.clone());
    timer.then(PATIENCE_MS, move || {
        too_late.set(true);
        stopped.abort();
    });
    let answer = fetch_json(&url, &call).await;
    timer.cancel();
    if call.signal().aborted() && !late.get() {
        return Err(Failure::Stale);
    }
    answer
}

async fn fetch_json(url: &str, call: &Call) -> Result<JsValue, Failure> {
    let request = Request::get(url).abort_signal(Some(&call.signal()));
    let response = request.send().await.map_err(|_| Failure::Failed)?;
    if !response.ok() {
        return Err(if response.status() == 404 {
            Failure::Missing
        } else {
            Failure::Failed
        });
    }
    let body = response.as_raw().json().map_err(|_| Failure::Failed)?;
    JsFuture::from(body).await.map_err(|_| Failure::Failed)
}
