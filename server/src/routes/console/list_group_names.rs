//! `GET /console/api/group-names`: the groups that somebody may see, as far as it takes to choose one.

use api_types::{GroupNames, GroupOfStaff};
use axum::{Json, extract::State};

use super::Signed;
use crate::{AppState, problems::Refusal};

/// By name.
pub async fn list_group_names(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<GroupNames>, Refusal> {
    let groups = state.store.list_group_names(&signed.viewer).await?;
    let groups = groups.into_iter();
    Ok(Json(GroupNames {
        groups: groups
            .map(|(slug, name)| GroupOfStaff { slug, name })
            .collect(),
    }))
}
