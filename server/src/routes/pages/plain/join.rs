//! `/s/{site}/groups/{group}/join`: the join form without script. It is sent like the widget's, only without a proof
//! of work, so that a person looks at it first.

use api_types::{HandOver, JoinForm, JoinPolicy, JoinReceipt, ProblemCode};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use widgets::pages::{Filled, NotNow, Refilled, Ways};

use super::{Asked, list_address};
use crate::{
    AppState,
    gate::Caller,
    joining::IdempotencyKey,
    pages::Links,
    problems::{Fault, Refusal},
    routes::{
        PathParts,
        attempt::{Attempt, taken},
        hand_over,
        pages::door::{FormBody, Shown, TurnedAway},
        request_to_join, show_join_form,
    },
    set_up,
    store::Asked as Answered,
};

/// The control that names an attempt.
const KEY: &str = "key";

/// A group's form, in the language that it is asked for in.
struct JoinPage {
    asked: Asked,
    group: String,
    form: JoinForm,
    links: Links,
}

impl JoinPage {
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

    /// The form; `again` has the key under which it was sent, where that is to be tried once more, and why.
    fn form(&self, state: &AppState, filled: &Filled, again: Option<(&str, NotNow)>) -> String {
        let fresh = fresh_key(state);
        let action = format!("join{}", self.asked.ending());
        let again = Refilled {
            filled,
            action: &action,
            key: again.map_or(&fresh, |(key, _)| key),
            trouble: again.map(|(_, trouble)| trouble),
        };
        let teller = &self.asked.teller;
        teller.join(&self.form, &again, &self.links)
    }

    /// Whether the same page was sent before; then what was answered.
    async fn before(
        &self,
        state: &AppState,
        attempt: &Attempt,
    ) -> Result<Option<Answered>, Refusal> {
        let (site, now) = (&self.asked.site.id, state.clock.now());
        attempt.answered_before(state, site, now).await
    }

    /// Sends it on.
    async fn send(
        &self,
        state: &AppState,
        caller: &Caller,
        attempt: Attempt,
        filled: &Filled,
    ) -> Result<Answered, Refusal> {
        let slugs = (self.asked.site.slug.as_str(), self.group.as_str());
        if self.is_elsewhere() {
            let new = filled.hand_over(&self.form);
            return hand_over::go_on(state, slugs, caller, attempt, new).await;
        }
        let new = filled.request(&self.form, self.asked.teller.language());
        request_to_join::ask(state, slugs, caller, attempt, new).await
    }

    /// The page that follows.
    async fn next(
        &self,
        state: &AppState,
        filled: &Filled,
        asked: Answered,
    ) -> Result<String, Refusal> {
        let (teller, form) = (&self.asked.teller, &self.form);
        let answer = taken(asked)?;
        let group = state.store.find_group(&self.asked.site.id, &self.group);
        let group = group.await?;
        let set_up = group.map(|group| set_up::of_group(&group.record, teller.tongue()));
        if self.is_elsewhere() {
            let handed: HandOver = read(&answer)?;
            return Ok(teller.gone_on(form, &handed, set_up, &self.links));
        }
        let receipt: JoinReceipt = read(&answer)?;
        Ok(teller.joined(form, filled, &receipt, set_up, &self.links))
    }

    fn is_elsewhere(&self) -> bool {
        self.form.policy == JoinPolicy::Elsewhere
    }
}

fn fresh_key(state: &AppState) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(state.chance.bytes::<16>())
}

/// The name of what was sent: everything but the key that names it.
fn body_of(sent: &[(String, String)]) -> Vec<u8> {
    let rest: Vec<_> = sent.iter().filter(|(name, _)| name != KEY).collect();
    serde_json::to_vec(&rest).unwrap_or_default()
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
    let page = JoinPage::read(&state, slugs, query.as_deref(), &headers).await?;
    let html = page.form(&state, &Filled::default(), None);
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
    let mut page = JoinPage::read(&state, slugs.clone(), query.as_deref(), &headers).await?;
    // A link to another language would lose what was filled in, or the number on the receipt.
    page.links.languages.clear();
    let mut filled = Filled::read(&page.form, &sent);
    let sent_key = sent.iter().find(|(name, _)| name == KEY);
    let sent_key = sent_key.map_or("", |(_, key)| key.as_str());
    let attempt = |key: &str| {
        let key = IdempotencyKey::read(key);
        let key = key.ok_or_else(|| Refusal::new(ProblemCode::BadIdempotencyKey))?;
        Ok::<_, Refusal>(Attempt::new(key, &page.group, &body_of(&sent)))
    };
    // Before anything else: what held when it was sent first may not hold any more.
    let before = page.before(&state, &attempt(sent_key)?).await?;
    if let Some(before) = before.filter(|before| !matches!(before, Answered::KeyReused)) {
        return Ok(Html(page.next(&state, &filled, before).await?).into_response());
    }
    if !filled.is_whole() {
        let html = page.form(&state, &filled, None);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response());
    }
    let mut asked = page
        .send(&state, &caller, attempt(sent_key)?, &filled)
        .await;
    if matches!(&asked, Ok(Answered::KeyReused)) {
        // They went back and changed a word: that is another attempt.
        let fresh = attempt(&fresh_key(&state))?;
        asked = page.send(&state, &caller, fresh, &filled).await;
    }
    let refusal = match asked {
        Ok(asked) => match page.next(&state, &filled, asked).await {
            Ok(html) => return Ok(Html(html).into_response()),
            Err(refusal) => refusal,
        },
        Err(refusal) => refusal,
    };
    let again = match refusal.code() {
        ProblemCode::SlowDown => Some((sent_key, NotNow::Wait)),
        ProblemCode::ServerFault => Some((sent_key, NotNow::Failed)),
        ProblemCode::InvalidFields => {
            filled = filled.refused(&page.form, &refusal.document().errors);
            None
        }
        // The form as it is by now says what changed.
        ProblemCode::NoJoinForm | ProblemCode::GuidelinesChanged => {
            page = JoinPage::read(&state, slugs, query.as_deref(), &headers).await?;
            page.links.languages.clear();
            filled = Filled::read(&page.form, &sent);
            None
        }
        _ => return Err(refusal.into()),
    };
    Ok(redrawn(page.form(&state, &filled, again), refusal))
}

/// The form once more, with what the refusal says beside its words: its status, when to come back, and the inside of
/// a fault, which is for the log.
fn redrawn(html: String, refusal: Refusal) -> Response {
    let refused = refusal.into_response();
    let mut answer = (refused.status(), Html(html)).into_response();
    if let Some(when) = refused.headers().get(header::RETRY_AFTER) {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, when.clone());
    }
    if let Some(fault) = refused.extensions().get::<Fault>() {
        answer.extensions_mut().insert(fault.clone());
    }
    answer
}

/// Where things are, as seen from `/s/{site}/groups/{group}/join`.
fn links(state: &AppState, asked: &Asked) -> Links {
    let site = &asked.site.slug;
    Links {
        ways: Ways {
            list: format!("../../../{site}"),
            group: ("../".to_owned(), asked.ending()),
            calendar: asked.calendars("../../../../"),
            kept: asked.kept(),
        },
        style: "../../join.css".to_owned(),
        languages: asked.languages(""),
        list_address: list_address(state, &asked.site),
    }
}
