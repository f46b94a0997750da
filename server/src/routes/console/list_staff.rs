//! `GET /console/api/staff`: who works for the site. For coordinators.

use api_types::{StaffList, StaffMember};
use axum::{Json, extract::State};

use super::Signed;
use crate::{AppState, domain::time::rfc3339, problems::Refusal, store::StoredStaff};

/// All of them, by name.
pub async fn list_staff(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<StaffList>, Refusal> {
    let staff = state.store.list_staff(&signed.viewer).await?;
    // Who may see the list is on it.
    if staff.is_empty() {
        return Err(Refusal::not_found());
    }
    let staff = staff.into_iter().map(told).collect();
    Ok(Json(StaffList { staff }))
}

fn told(staff: StoredStaff) -> StaffMember {
    StaffMember {
        id: staff.id.as_str().to_owned(),
        name: staff.details.name,
        email: staff.details.email,
        language: staff.details.language,
        role: staff.role,
        groups: staff.groups,
        since: rfc3339(staff.created_at),
    }
}
