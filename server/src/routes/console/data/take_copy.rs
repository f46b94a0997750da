//! `GET /console/api/export/{file}`: a copy of what the viewer may see, as `members.csv` or
//! `members.json`; `?group=` for one group alone.

use axum::{
    extract::{RawQuery, State},
    http::header,
    response::{IntoResponse, Response},
};

use crate::{
    AppState,
    domain::{
        insight::{date_of, day_of},
        staff::Power,
    },
    exports::{Copied, Copy, Shape},
    parameters,
    problems::Refusal,
    routes::{PathParts, console::Signed},
};

/// The file. That it was taken is in the audit trail before the first byte leaves.
pub async fn take_copy(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(file): PathParts<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let (what, shape) = Copied::of_file(&file).ok_or_else(Refusal::not_found)?;
    let group = asked_group(query.as_deref(), what)?;
    let found = match group.as_str() {
        "" => None,
        slug => {
            let found = state
                .store
                .find_group_of_staff(&signed.viewer, Power::See, slug);
            Some(found.await?.ok_or_else(Refusal::not_found)?)
        }
    };
    let now = state.clock.now();
    let file_of = (file.as_str(), found.as_ref());
    let may = state
        .store
        .note_export(&signed.viewer, what.power(), file_of, now)
        .await?;
    if !may {
        return Err(Refusal::not_found());
    }
    let zone = signed.site.config.time_zone;
    let today = date_of(day_of(now, zone));
    let of = if group.is_empty() {
        &signed.site.slug
    } else {
        &group
    };
    let name = format!("attachment; filename=\"{of}-{today}-{file}\"");
    let copy = Copy {
        state: state.clone(),
        viewer: signed.viewer,
        what,
        shape,
        group,
        zone,
    };
    let kind = match shape {
        Shape::Csv => "text/csv; charset=utf-8; header=present",
        Shape::Json => "application/json",
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name.as_str()),
    ];
    Ok((headers, copy.body().await?).into_response())
}

/// The one group that is asked for; empty for all.
fn asked_group(query: Option<&str>, what: Copied) -> Result<String, Refusal> {
    let mut group = String::new();
    for (name, value) in parameters::pairs(query)? {
        match name.as_str() {
            "group" if what.is_of_groups() => group = value,
            other => return Err(parameters::unknown(other, "group")),
        }
    }
    Ok(group)
}
