//! `GET /console/api/groups/{group}`: a group as staff edit it.

use api_types::{GroupToEdit, Keeper};
use axum::{Json, extract::State};

use super::{address::short_address, standing};
use crate::{
    AppState,
    domain::time::rfc3339,
    problems::Refusal,
    routes::{PathParts, console::Signed},
};

/// The whole record, with the way in for who may work in the group.
pub async fn open_group(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
) -> Result<Json<GroupToEdit>, Refusal> {
    let now = state.clock.now();
    let opened = state.store.open_group(&signed.viewer, &slug, now).await?;
    let opened = opened.ok_or_else(Refusal::not_found)?;
    let keeper = |(id, name): (String, String)| Keeper { id, name };
    Ok(Json(GroupToEdit {
        standing: standing(opened.status, &opened.record),
        record: serde_json::to_value(&opened.record).map_err(Refusal::fault)?,
        revision: opened.revision,
        feed: opened.feed,
        edited: opened.edited,
        may_work: opened.may_work,
        may_manage: opened.may_manage,
        owner: opened.owner.map(keeper),
        deputy: opened.deputy.map(keeper),
        keepers: opened.keepers.into_iter().map(keeper).collect(),
        needs: opened.needs,
        changed_at: rfc3339(opened.changed_at),
        changed_by: opened.changed_by,
        address: short_address(&state, &signed, &slug),
        slug,
    }))
}
