//! `/s/{site}/groups/{group}/join`: the join form without script. It is sent like the widget's, only without a proof
//! of work, so that a person looks at it first.

use api_types::{HandOver, JoinForm, JoinPolicy, JoinReceipt, ProblemCode};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use widgets::pages::{Filled, Refilled, Ways};

use super::{Asked, list_address};
use crate::{
    AppState,
    gate::Caller,
    joining::IdempotencyKey,
    pages::Links,
    problems::Refusal,
    routes::{
        PathParts,
        attempt::{Attempt, taken},
        hand_over,
        pages::door::{FormBody, Shown, TurnedAway},
        request_to_join, show_join_form,
    },
    set_up,
};

/// A group's form, in the language of the page.
struct Asks {
    asked: Asked,
    group: String,
    form: JoinForm,
    links: Links,
}

impl Asks {
    /// Reads an address; where there is no such group, a page that says so and leads on.
    async fn read(
        state: &AppState,
        (site, slug): (String, String),
        query: Option<&str>,
        headers: &HeaderMap,
    ) -> Result<Self, TurnedAway> {
        let asked = Asked::read(state, &site, query, headers).await?;
        let links = links(state, &asked);
        let snapshot = state.catalogue(&site).await?;
        let language = Some(asked.teller.language());
        match show_join_form::form(state, &snapshot, &slug, language).await {
            Ok(form) => Ok(Self {
                asked,
                group: slug,
                form,
                links,
            }),
            Err(refusal) if refusal.code() == ProblemCode::UnknownGroup => {
                let html = Html(asked.teller.missing(&links));
                Err(TurnedAway::page(StatusCode::NOT_FOUND, html))
            }
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// The form, under a key that nobody used yet.
    fn form(&self, state: &AppState, filled: &Filled, trouble: bool) -> String {
        let key = BASE64_URL_SAFE_NO_PAD.encode(state.chance.bytes::<16>());
        let action = match self.asked.kept().first() {
            Some((_, language)) => format!("join?lang={language}"),
            None => "join".to_owned(),
        };
        let again = Refilled {
            filled,
            action: &action,
            key: &key,
            trouble,
        };
        let teller = &self.asked.teller;
        teller.join(&self.form, &again, &self.links)
    }

    /// Sends it on; the page that follows.
    async fn send(
        &self,
        state: &AppState,
        caller: &Caller,
        key: IdempotencyKey,
        filled: &Filled,
    ) -> Result<String, Refusal> {
        let slugs = (self.asked.site.slug.as_str(), self.group.as_str());
        let teller = &self.asked.teller;
        let group = state.store.find_group(&self.asked.site.id, &self.group);
        let group = group.await?;
        let set_up = group.map(|group| set_up::of_group(&group.record, teller.tongue()));
        if self.form.policy == JoinPolicy::Elsewhere {
            let new = Filled::hand_over(&self.form);
            let attempt = Attempt::new(key, &self.group, &json(&new)?);
            let asked = hand_over::go_on(state, slugs, caller, attempt, new).await?;
            let handed: HandOver = read(&taken(asked)?)?;
            return Ok(teller.gone_on(&self.form, &handed, set_up, &self.links));
        }
        let new = filled.request(&self.form, teller.language());
        let attempt = Attempt::new(key, &self.group, &json(&new)?);
        let asked = request_to_join::ask(state, slugs, caller, attempt, new).await?;
        let receipt: JoinReceipt = read(&taken(asked)?)?;
        Ok(teller.joined(&self.form, filled, &receipt, set_up, &self.links))
    }
}

fn json(new: &impl serde::Serialize) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(new).map_err(Refusal::fault)
}

fn read<T: serde::de::DeserializeOwned>(answer: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(answer).map_err(Refusal::fault)
}

/// The form.
pub async fn show_plain_join(
    State(state): State<AppState>,
    PathParts(slugs): PathParts<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Shown {
    let asks = Asks::read(&state, slugs, query.as_deref(), &headers).await?;
    let html = asks.form(&state, &Filled::default(), false);
    Ok(Html(html).into_response())
}

/// What was filled in: taken, or shown again with what is wrong.
pub async fn send_plain_join(
    State(state): State<AppState>,
    PathParts(slugs): PathParts<(String, String)>,
    RawQuery(query): RawQuery,
    caller: Caller,
    headers: HeaderMap,
    FormBody(sent): FormBody<Vec<(String, String)>>,
) -> Shown {
    let asks = Asks::read(&state, slugs, query.as_deref(), &headers).await?;
    let filled = Filled::read(&asks.form, &sent);
    let again = |status: StatusCode, filled: &Filled, trouble: bool| {
        (status, Html(asks.form(&state, filled, trouble))).into_response()
    };
    if !filled.is_whole() {
        return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, &filled, false));
    }
    let key = sent.iter().find(|(name, _)| name == "key");
    let key = key.and_then(|(_, key)| IdempotencyKey::read(key));
    let key = key.ok_or_else(|| Refusal::new(ProblemCode::BadIdempotencyKey))?;
    let refusal = match asks.send(&state, &caller, key, &filled).await {
        Ok(html) => return Ok(Html(html).into_response()),
        Err(refusal) => refusal,
    };
    let document = refusal.document();
    let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::CONFLICT);
    Ok(match refusal.code() {
        ProblemCode::InvalidFields => {
            again(status, &filled.refused(&asks.form, &document.errors), false)
        }
        // It was sent before and changed since, or the group was: once more is all it takes.
        ProblemCode::IdempotencyKeyReused
        | ProblemCode::GuidelinesChanged
        | ProblemCode::NoJoinForm
        | ProblemCode::ServerFault => again(status, &filled, true),
        ProblemCode::SlowDown => later(again(status, &filled, true), refusal),
        _ => return Err(refusal.into()),
    })
}

/// The page with the header that says when to come back.
fn later(mut page: Response, refusal: Refusal) -> Response {
    let refused = refusal.into_response();
    let when: Option<&HeaderValue> = refused.headers().get(header::RETRY_AFTER);
    if let Some(when) = when {
        page.headers_mut().insert(header::RETRY_AFTER, when.clone());
    }
    page
}

/// Where things are, as seen from `/s/{site}/groups/{group}/join`.
fn links(state: &AppState, asked: &Asked) -> Links {
    let site = &asked.site.slug;
    let kept = asked.kept();
    let end = kept.first();
    let end = end.map_or_else(String::new, |(_, language)| format!("?lang={language}"));
    let calendars = format!("../../../../v1/sites/{site}/groups/");
    Links {
        ways: Ways {
            list: format!("../../../{site}"),
            group: ("../".to_owned(), end),
            calendar: (calendars, "/calendar.ics".to_owned()),
            kept,
        },
        style: "../../join.css".to_owned(),
        languages: asked.languages(""),
        list_address: list_address(state, &asked.site),
    }
}
