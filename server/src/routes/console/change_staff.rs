//! `POST /console/api/staff/{staff}/role` and `…/end`: a coordinator gives somebody else another
//! role or other groups, or takes them off. Themselves they cannot, so that one always stays.

use api_types::ChangeRoleRequest;
use axum::{extract::State, http::StatusCode};

use super::{Signed, found, invite_staff::unknown_group};
use crate::{
    AppState,
    problems::Refusal,
    routes::{JsonBody, PathParts},
    store::StaffId,
};

/// Changes role and groups.
pub async fn change_staff_role(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(staff): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<ChangeRoleRequest>,
) -> Result<StatusCode, Refusal> {
    let place = (asked.role, asked.groups.as_slice());
    let (staff, now) = (StaffId::from(staff.as_str()), state.clock.now());
    let changed = state
        .store
        .change_staff_role(&signed.viewer, &staff, place, now)
        .await
        .map_err(unknown_group)?;
    found(changed)
}

/// Takes somebody off the staff: they are signed out everywhere at once.
pub async fn end_staff(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(staff): PathParts<String>,
) -> Result<StatusCode, Refusal> {
    let (staff, now) = (StaffId::from(staff.as_str()), state.clock.now());
    found(state.store.end_staff(&signed.viewer, &staff, now).await?)
}
