//! `GET /readyz`: requests can be served, and what an operator should look at.

use std::{collections::BTreeMap, time::Duration};

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{AppState, answer::NO_STORE, notify::MailCondition};

/// A database that takes longer than this does not answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// Answer of `GET /readyz`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ready {
    /// Whether requests can be served: true exactly with status 200.
    pub ready: bool,
    /// Whether the database answers.
    pub database: bool,
    /// Slugs of the sites that are served.
    pub sites: Vec<String>,
    /// What is wrong with which file of the `sites` folder; its last good state serves.
    pub files: BTreeMap<String, String>,
    /// How mail is.
    pub mail: MailCondition,
    /// Letters that wait to be sent; absent without a database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letters_waiting: Option<i64>,
    /// Letters that were given up within the last 30 days; somebody should look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letters_dead: Option<i64>,
    /// Why the loader cannot be served, if it cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assets: Option<String>,
}

/// Says whether requests can be served, and names every file that could not be read.
#[utoipa::path(get, path = "/readyz", tag = "operation",
    responses(
        (status = 200, description = "Requests can be served.", body = Ready),
        (status = 503, description = "The database does not answer.", body = Ready),
    ))]
pub async fn check_ready(State(state): State<AppState>) -> impl IntoResponse {
    let asked = tokio::time::timeout(PATIENCE, state.store.ping()).await;
    let database = matches!(asked, Ok(Ok(())));
    if database && let Err(error) = state.sites.look(&state.store, state.clock.now()).await {
        tracing::error!(%error, "the sites could not be read");
    }
    let counted = if database {
        state.store.count_letters().await.ok()
    } else {
        None
    };
    let ready = Ready {
        ready: database,
        database,
        sites: state
            .sites
            .list()
            .iter()
            .map(|site| site.slug.clone())
            .collect(),
        files: state.sites.problems(),
        mail: state.mail.condition(),
        letters_waiting: counted.map(|letters| letters.waiting),
        letters_dead: counted.map(|letters| letters.dead),
        assets: state.assets_problem(),
    };
    let status = if database {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, [(header::CACHE_CONTROL, NO_STORE)], Json(ready))
}
