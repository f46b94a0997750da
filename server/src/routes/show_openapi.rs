//! `GET /openapi.json`: the API as a document for machines.

use std::sync::OnceLock;

use axum::{http::HeaderMap, response::Response};

use crate::{
    answer::{PUBLIC, Rendered},
    openapi,
    problems::Refusal,
};

/// This document.
#[utoipa::path(get, path = "/openapi.json", tag = "operation",
    responses((status = 200, description = "OpenAPI 3.1.", content_type = "application/json")))]
pub async fn show_openapi(headers: HeaderMap) -> Result<Response, Refusal> {
    static BODY: OnceLock<Rendered> = OnceLock::new();
    if let Some(body) = BODY.get() {
        return Ok(body.answer(&headers, PUBLIC));
    }
    let body = Rendered::json(&openapi::document())?;
    Ok(BODY.get_or_init(|| body).answer(&headers, PUBLIC))
}
