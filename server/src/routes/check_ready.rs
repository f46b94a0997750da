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

use crate::{AppState, answer::NO_STORE};

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
        assets: state.assets_problem(),
    };
    let status = if database {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, [(header::CACHE_CONTROL, NO_STORE)], Json(ready))
}
