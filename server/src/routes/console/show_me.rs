//! `GET /console/api/me`: who is signed in.

use api_types::{GroupOfStaff, Me, SiteOfStaff};
use axum::{Json, extract::State};

use super::Signed;
use crate::{AppState, problems::Refusal};

/// Name, role, site and own groups.
pub async fn show_me(State(state): State<AppState>, signed: Signed) -> Result<Json<Me>, Refusal> {
    Ok(Json(me(&state, &signed).await?))
}

/// The same, for pages.
pub(super) async fn me(state: &AppState, signed: &Signed) -> Result<Me, Refusal> {
    let groups = state.store.list_own_groups(&signed.viewer).await?;
    let groups = groups.into_iter();
    let config = &signed.site.config;
    Ok(Me {
        id: signed.staff.as_str().to_owned(),
        name: signed.name.clone(),
        language: signed.language.clone(),
        role: signed.role,
        site: SiteOfStaff {
            slug: signed.site.slug.clone(),
            name: signed.frame().named(&signed.site),
            time_zone: config.time_zone.name().to_owned(),
            languages: config.languages.clone(),
        },
        groups: groups
            .map(|(slug, name)| GroupOfStaff { slug, name })
            .collect(),
    })
}
