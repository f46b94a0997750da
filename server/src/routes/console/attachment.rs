//! A file that staff save.

use axum::{
    body::Body,
    http::header,
    response::{IntoResponse, Response},
};

use super::Signed;
use crate::domain::insight::{date_of, day_of};

/// A table for a spreadsheet.
pub const CSV: &str = "text/csv; charset=utf-8; header=present";

/// `{of}-{day}-{file}`, the day by the site's clocks.
pub fn of(
    signed: &Signed,
    now: i64,
    (of, file): (&str, &str),
    kind: &str,
    body: impl Into<Body>,
) -> Response {
    let today = date_of(day_of(now, signed.site.config.time_zone));
    let name = format!("attachment; filename=\"{of}-{today}-{file}\"");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name.as_str()),
    ];
    (headers, body.into()).into_response()
}
