//! `GET /healthz`: the process runs.

use axum::{Json, http::header, response::IntoResponse};
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::NO_STORE;

/// Answer of `GET /healthz`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Alive {
    /// Always `alive`.
    pub status: &'static str,
    /// Version of the server.
    pub version: &'static str,
}

/// Says that the process runs; asks nothing of the database.
#[utoipa::path(get, path = "/healthz", tag = "operation",
    responses((status = 200, description = "The process runs.", body = Alive)))]
pub async fn check_alive() -> impl IntoResponse {
    let alive = Alive {
        status: "alive",
        version: env!("CARGO_PKG_VERSION"),
    };
    ([(header::CACHE_CONTROL, NO_STORE)], Json(alive))
}
