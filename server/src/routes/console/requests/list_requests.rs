//! `GET /console/api/requests?state=&group=&cursor=`: what waits, most urgent first.

use api_types::{Choice, ProblemCode, QueueCount, QueueState, RequestQueue};
use axum::{
    Json,
    extract::{RawQuery, State},
};

use super::told::{group, told};
use crate::{
    AppState, domain::staff::Power, parameters, problems::Refusal, routes::console::Signed,
    store::QueueFilter,
};

/// So many requests a page.
const PAGE: usize = 50;
const KNOWN: &str = "state, group, cursor";

#[derive(Default)]
struct Asked {
    queue: Option<QueueState>,
    group: Option<String>,
    after: Option<(i64, String)>,
}

impl Asked {
    fn read(query: Option<&str>) -> Result<Self, Refusal> {
        let mut asked = Self::default();
        for (name, value) in parameters::pairs(query)? {
            match name.as_str() {
                _ if value.is_empty() => {}
                "state" => {
                    let state = QueueState::from_word(&value);
                    let wrong = || {
                        let words = QueueState::WORDS.join(", ");
                        Refusal::bad_parameter("state", "unknown-value", words)
                    };
                    asked.queue = Some(state.map_err(|_| wrong())?);
                }
                "group" => asked.group = Some(value),
                "cursor" => {
                    let place = value.split_once('~');
                    let place = place.and_then(|(at, id)| Some((at.parse().ok()?, id.to_owned())));
                    asked.after = Some(place.ok_or(Refusal::new(ProblemCode::BadCursor))?);
                }
                other => return Err(parameters::unknown(other, KNOWN)),
            }
        }
        Ok(asked)
    }
}

/// One page of the queue.
pub async fn list_requests(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Json<RequestQueue>, Refusal> {
    let asked = Asked::read(query.as_deref())?;
    let of_group = match &asked.group {
        None => None,
        Some(slug) => {
            let found = state
                .store
                .find_group_of_staff(&signed.viewer, Power::See, slug)
                .await?;
            Some(found.ok_or_else(Refusal::not_found)?)
        }
    };
    let now = state.clock.now();
    let filter = QueueFilter {
        queue: asked.queue,
        group: of_group.as_ref(),
        request: None,
        after: asked.after,
        limit: i64::try_from(PAGE).unwrap_or_default() + 1,
    };
    let mut queue = state.store.list_queue(&signed.viewer, &filter, now).await?;
    let more = queue.requests.len() > PAGE;
    queue.requests.truncate(PAGE);
    let last = queue.requests.last().filter(|_| more);
    let next = last.map(|last| format!("{}~{}", last.urgency, last.request.id));
    let groups = state.store.list_joinable_groups(&signed.viewer).await?;
    let counts = queue
        .counts
        .into_iter()
        .map(|(state, requests)| QueueCount {
            state,
            requests: u32::try_from(requests).unwrap_or(u32::MAX),
        });
    Ok(Json(RequestQueue {
        counts: counts.collect(),
        requests: queue
            .requests
            .into_iter()
            .map(|one| told(one, now))
            .collect(),
        groups: groups.into_iter().map(group).collect(),
        next,
    }))
}
