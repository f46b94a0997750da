//! `GET /console/api/group-names`: the groups that somebody may see, as far as it takes to choose one.

use api_types::{GroupNames, GroupOfStaff};
use axum::{Json, extract::State};

use super::Signed;
use crate::{AppState, domain::staff::Power, problems::Refusal, store::NamedGroup};

/// By name.
pub async fn list_group_names(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<GroupNames>, Refusal> {
    let groups = state
        .store
        .list_named_groups(&signed.viewer, Power::See)
        .await?;
    let named = |group: NamedGroup| GroupOfStaff {
        slug: group.slug,
        name: group.name,
    };
    let groups = groups.into_iter().map(named).collect();
    Ok(Json(GroupNames { groups }))
}
