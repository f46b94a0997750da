//! `GET /console/api/export/{file}`: a copy of what the viewer may see, as `members.csv` or
//! `members.json`; `?group=` for one group alone.

use axum::{
    extract::{RawQuery, State},
    response::Response,
};

use crate::{
    AppState,
    domain::staff::Power,
    exports::{Copied, Copy, Shape},
    parameters,
    problems::Refusal,
    routes::{
        PathParts,
        console::{
            Signed,
            attachment::{self, CSV},
        },
    },
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
    let of = if group.is_empty() {
        signed.site.slug.clone()
    } else {
        group.clone()
    };
    let copy = Copy {
        state: state.clone(),
        viewer: signed.viewer.clone(),
        what,
        shape,
        group,
        zone: signed.site.config.time_zone,
    };
    let kind = match shape {
        Shape::Csv => CSV,
        Shape::Json => "application/json",
    };
    let body = copy.body().await?;
    Ok(attachment::of(&signed, now, (&of, &file), kind, body))
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
