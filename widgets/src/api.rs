//! Every HTTP call, typed. The one home of reqwasm and of URLs of the server.
//!
//! An answer is read by the browser's own JSON.parse and turned into our types in `wire.rs`. A call has twenty
//! seconds; after that it has failed, so that nothing turns for ever.

pub(crate) mod console;
mod feedback;
mod member;

use std::{
    cell::{Cell, RefCell},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use api_types::{
    Challenge, Choice, CorrectedContact, GroupList, GroupPage, Guidelines, HandOver, JoinForm,
    JoinReceipt, MemberContact, NewHandOver, NewJoinRequest, PlaceList, Problem, ProblemCode,
    SetUp, Site, Standing,
};
use js_sys::Promise;
use reqwasm::http::Request;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use crate::{
    browser::Pause,
    wire::{Wire, write},
};

/// Where the server's own pages with a widget stand.
const OWN_PAGES: &str = "/frame/";

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

/// Why a request was not taken.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Refusal {
    /// A newer call was made on the same line: nothing to say.
    Stale,
    /// No connection, no answer in time, or one that cannot be read. It may have been taken all
    /// the same.
    Failed,
    /// The server says why; `None` for a code that is not known here.
    Problem(Option<ProblemCode>, Problem),
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

/// What became of a request, on its way.
pub(crate) type Reply<T> = Pin<Box<dyn Future<Output = Result<Box<T>, Refusal>>>>;

/// Asks [`Server::site`] for the crisis lines of every country.
pub(crate) const EVERY_COUNTRY: &str = "&crisis=all";

impl Server {
    pub(crate) fn new(server: &str, site: &str, language: &'static str) -> Self {
        Self {
            base: [server, "/v1/sites/", &encode(site)].concat(),
            language,
        }
    }

    /// One that cannot be asked, for pages without script.
    #[cfg(feature = "ssr")]
    pub(crate) fn nowhere(language: &'static str) -> Self {
        Self {
            base: String::new(),
            language,
        }
    }

    /// The site's name, contact, notices; the crisis lines of every country where `more` is
    /// [`EVERY_COUNTRY`].
    pub(crate) fn site(&self, more: &str, line: &Line) -> Answer<Site> {
        get(&[&self.base, "?lang=", self.language, more].concat(), line)
    }

    /// Proof of work for a request to join.
    pub(crate) fn challenge(&self, line: &Line) -> Answer<Challenge> {
        get(&[&self.base, "/challenge"].concat(), line)
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
        get(&url, line)
    }

    /// A group's page.
    pub(crate) fn group(&self, slug: &str, line: &Line) -> Answer<GroupPage> {
        get(&[&self.base, "/groups/", &encode(slug)].concat(), line)
    }

    /// Towns and postcodes.
    pub(crate) fn places(&self, text: &str, line: &Line) -> Answer<PlaceList> {
        get(&[&self.base, "/places?text=", &encode(text)].concat(), line)
    }

    /// A group's guidelines; `since` names an earlier version to compare them with.
    pub(crate) fn guidelines(
        &self,
        group: &str,
        since: Option<&str>,
        line: &Line,
    ) -> Answer<Guidelines> {
        let mut url = self.of_group(group, "/guidelines?lang=");
        url.push_str(self.language);
        if let Some(since) = since {
            url.push_str("&since=");
            url.push_str(&encode(since));
        }
        get(&url, line)
    }

    /// What a group's join form asks.
    pub(crate) fn join_form(&self, group: &str, line: &Line) -> Answer<JoinForm> {
        let url = self.of_group(group, "/join-form?lang=");
        get(&[&url, self.language].concat(), line)
    }

    /// Sends a join request. `key` names the attempt: the same key and body are one request.
    pub(crate) fn request_to_join(
        &self,
        group: &str,
        key: &str,
        request: &NewJoinRequest,
        line: &Line,
    ) -> Reply<JoinReceipt> {
        let url = self.of_group(group, "/join-requests");
        post(&url, Some(key), write::join_request(request), line)
    }

    /// Proves an address by the six digits that were sent to it.
    pub(crate) fn prove(&self, follow_up: &str, code: &str, line: &Line) -> Reply<Standing> {
        let body = write::Object::new()
            .text("follow_up", follow_up)
            .text("code", code);
        let url = [&self.base, "/join-requests/prove"].concat();
        post(&url, None, body.done(), line)
    }

    /// Corrects an address that is not proved yet.
    pub(crate) fn correct(
        &self,
        follow_up: &str,
        contact: &MemberContact,
        line: &Line,
    ) -> Reply<CorrectedContact> {
        let body = write::Object::new()
            .text("follow_up", follow_up)
            .json("contact", &write::member_contact(contact));
        let url = [&self.base, "/join-requests/correct"].concat();
        post(&url, None, body.done(), line)
    }

    /// Sends the link to a member's page again, to who has one. The answer is always the same.
    pub(crate) fn send_link(&self, contact: &MemberContact, line: &Line) -> Reply<()> {
        let body = write::Object::new().json("contact", &write::member_contact(contact));
        let url = [&self.base, "/join-requests/send-link"].concat();
        post(&url, None, body.done(), line)
    }

    /// What it takes to be at a group's meetings.
    pub(crate) fn set_up(&self, group: &str, line: &Line) -> Answer<SetUp> {
        let url = self.of_group(group, "/set-up?lang=");
        get(&[&url, self.language].concat(), line)
    }

    /// Goes on to a group on another platform. `key` names the attempt.
    pub(crate) fn hand_over(
        &self,
        group: &str,
        key: &str,
        new: &NewHandOver,
        line: &Line,
    ) -> Reply<HandOver> {
        let url = self.of_group(group, "/hand-overs");
        post(&url, Some(key), write::hand_over(new), line)
    }

    fn of_group(&self, group: &str, rest: &str) -> String {
        [&self.base, "/groups/", &encode(group), rest].concat()
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

/// What the loader asked for while the Wasm was on its way; what `ask` finds where it asked for nothing or that
/// failed.
pub(crate) async fn early_or<T: Wire + 'static>(
    early: Option<Promise>,
    ask: impl FnOnce() -> Answer<T>,
) -> Result<Box<T>, Failure> {
    if let Some(promise) = early {
        let found: Answer<T> = read(Box::pin(async move {
            JsFuture::from(promise).await.map_err(|_| Failure::Failed)
        }));
        if let Ok(found) = found.await {
            return Ok(found);
        }
    }
    ask().await
}

/// The join form on a page of the server's own; `told` is what its element there is told.
pub(crate) fn own_page(server: &str, told: &[(&str, &str)]) -> String {
    let mut url = [server, OWN_PAGES, "join"].concat();
    let mut mark = "?";
    for (name, value) in told {
        for part in [mark, name, "=", &encode(value)] {
            url.push_str(part);
        }
        mark = "&";
    }
    url
}

/// Whether an address is one of [`own_page`]'s.
pub(crate) fn is_own_page(server: &str, address: &str) -> bool {
    let rest = address.strip_prefix(server);
    rest.is_some_and(|rest| rest.starts_with(OWN_PAGES))
}

pub(crate) fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn get<T: Wire + 'static>(url: &str, line: &Line) -> Answer<T> {
    read(found(fetch(Request::get(url), line.stop())))
}

/// What was asked for, or why it is not here. Boxed and not generic, so that it is there once.
fn found(fetched: Fetched) -> Pin<Box<dyn Future<Output = Result<JsValue, Failure>>>> {
    Box::pin(async move {
        match fetched.await? {
            (200..=299, body) => Ok(body),
            (404, _) => Err(Failure::Missing),
            _ => Err(Failure::Failed),
        }
    })
}

fn post<T: Wire + 'static>(url: &str, key: Option<&str>, body: String, line: &Line) -> Reply<T> {
    let mut request = with_body(Request::post(url), body);
    if let Some(key) = key {
        request = request.header("Idempotency-Key", key);
    }
    reply(request, line)
}

fn with_body(request: Request, body: String) -> Request {
    request
        .header("Content-Type", "application/json")
        .body(body)
}

fn reply<T: Wire + 'static>(request: Request, line: &Line) -> Reply<T> {
    Box::pin(Reading {
        parsed: taken(fetch(request, line.stop())),
        read: T::read,
        unread: || Refusal::Failed,
    })
}

/// What a request that was taken is answered with. Boxed and not generic, so that it is there once.
fn taken(fetched: Fetched) -> Pin<Box<dyn Future<Output = Result<JsValue, Refusal>>>> {
    Box::pin(async move {
        let (status, body) = fetched.await.map_err(|failure| match failure {
            Failure::Stale => Refusal::Stale,
            _ => Refusal::Failed,
        })?;
        if (200..=299).contains(&status) {
            return Ok(body);
        }
        let problem = Problem::read(&body).ok_or(Refusal::Failed)?;
        let code = ProblemCode::from_word(&problem.code).ok();
        Err(Refusal::Problem(code, problem))
    })
}

/// An answer that becomes a type of ours when it is here. By hand: an `async` block writes its code
/// anew for each type, and this one is little more than a call.
struct Reading<T, E> {
    parsed: Pin<Box<dyn Future<Output = Result<JsValue, E>>>>,
    read: fn(&JsValue) -> Option<T>,
    /// What is said of an answer that cannot be read.
    unread: fn() -> E,
}

impl<T, E> Future for Reading<T, E> {
    type Output = Result<Box<T>, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Poll::Ready(parsed) = self.parsed.as_mut().poll(context) else {
            return Poll::Pending;
        };
        let read = |value: JsValue| (self.read)(&value).map(Box::new).ok_or_else(self.unread);
        Poll::Ready(parsed.and_then(read))
    }
}

fn read<T: Wire + 'static>(
    parsed: Pin<Box<dyn Future<Output = Result<JsValue, Failure>>>>,
) -> Answer<T> {
    Box::pin(Reading {
        parsed,
        read: T::read,
        unread: || Failure::Failed,
    })
}

/// "Accepted" and "no content": what says all by its status.
const WITHOUT_BODY: [u16; 2] = [202, 204];

/// Status and body; `null` where a refusal has none that can be read, and where there is none.
type Fetched = Pin<Box<dyn Future<Output = Result<(u16, JsValue), Failure>>>>;

/// Asks, and gives up after [`PATIENCE_MS`].
fn fetch(request: Request, call: Call) -> Fetched {
    Box::pin(async move {
        let answer = patiently(fetch_json(request, &call), &call).await;
        answer.unwrap_or(Err(Failure::Stale))
    })
}

/// What comes of a call that is stopped after [`PATIENCE_MS`]. `None` where a newer one was made on
/// its line.
async fn patiently<T>(answer: impl Future<Output = T>, call: &Call) -> Option<T> {
    let late = Rc::new(Cell::new(false));
    let timer = Pause::default();
    let (too_late, stopped) = (late.clone(), call.clone());
    timer.then(PATIENCE_MS, move || {
        too_late.set(true);
        stopped.abort();
    });
    let answer = answer.await;
    timer.cancel();
    let is_stale = call.signal().aborted() && !late.get();
    (!is_stale).then_some(answer)
}

async fn fetch_json(request: Request, call: &Call) -> Result<(u16, JsValue), Failure> {
    let request = request.abort_signal(Some(&call.signal()));
    let response = request.send().await.map_err(|_| Failure::Failed)?;
    let body = response.as_raw().json().map_err(|_| Failure::Failed)?;
    let status = response.status();
    match JsFuture::from(body).await {
        Ok(body) => Ok((status, body)),
        Err(_) if !response.ok() || WITHOUT_BODY.contains(&status) => Ok((status, JsValue::NULL)),
        Err(_) => Err(Failure::Failed),
    }
}
