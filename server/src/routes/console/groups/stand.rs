//! `POST /console/api/groups/{group}/standing`, `…/pause`, `…/checked` and `…/keepers`: where a group
//! stands, that its listing is right, and who looks after it.

use api_types::{
    GroupStanding, PauseGroupRequest, ProblemCode, SetKeepersRequest, SetStandingRequest,
};
use axum::{extract::State, http::StatusCode};

use super::super::{Signed, found};
use crate::{
    AppState,
    joining::Desk,
    problems::Refusal,
    routes::{JsonBody, PathParts},
    store::{GroupPress, GroupStatus, KeepersChosen, StandingSet},
};

/// A coordinator publishes a group, takes it back, or archives it.
pub async fn set_standing(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<SetStandingRequest>,
) -> Result<StatusCode, Refusal> {
    let status = match asked.standing {
        GroupStanding::Draft => GroupStatus::Draft,
        GroupStanding::Published => GroupStatus::Published,
        GroupStanding::Archived => GroupStatus::Archived,
        GroupStanding::Paused | GroupStanding::Withdrawn => {
            let refusal = Refusal::new(ProblemCode::InvalidFields);
            return Err(refusal.field("/standing", "not-taken", "draft, published or archived"));
        }
    };
    let now = state.clock.now();
    let set = state
        .store
        .set_group_status(&signed.viewer, &slug, status, now)
        .await?;
    match set {
        StandingSet::Yes => Ok(StatusCode::NO_CONTENT),
        StandingSet::PurposeMissing => Err(Refusal::new(ProblemCode::PurposeMissing).field(
            "/record/purpose",
            "missing",
            "emotional-support, information or both",
        )),
        StandingSet::Withdrawn => Err(Refusal::new(ProblemCode::WrongState)),
        StandingSet::NotThere => Err(Refusal::not_found()),
    }
}

/// A group pauses, or meets again.
pub async fn pause_group(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<PauseGroupRequest>,
) -> Result<StatusCode, Refusal> {
    let press = if asked.paused {
        GroupPress::Pause
    } else {
        GroupPress::Resume
    };
    let now = state.clock.now();
    let pressed = state
        .store
        .press_on_group(&signed.viewer, &slug, press, now)
        .await?;
    found(pressed)
}

/// Somebody looked at the listing, and it is still right.
pub async fn check_listing(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
) -> Result<StatusCode, Refusal> {
    let now = state.clock.now();
    let today = Desk::new(&state, &signed.site).date(now);
    let press = GroupPress::Checked(&today);
    let pressed = state
        .store
        .press_on_group(&signed.viewer, &slug, press, now)
        .await?;
    found(pressed)
}

/// A coordinator chooses who looks after a group, and who gets what is overdue.
pub async fn choose_keepers(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<SetKeepersRequest>,
) -> Result<StatusCode, Refusal> {
    let keepers = (asked.owner.as_deref(), asked.deputy.as_deref());
    let now = state.clock.now();
    let chosen = state
        .store
        .choose_keepers(&signed.viewer, &slug, keepers, now)
        .await?;
    let not_of_it = |field: &str| {
        let refusal = Refusal::new(ProblemCode::InvalidFields);
        refusal.field(
            field,
            "not-staff",
            "a coordinator, or the group's facilitator",
        )
    };
    match chosen {
        KeepersChosen::Yes => Ok(StatusCode::NO_CONTENT),
        KeepersChosen::NotTheOwner => Err(not_of_it("/owner")),
        KeepersChosen::NotTheDeputy => Err(not_of_it("/deputy")),
        KeepersChosen::NotThere => Err(Refusal::not_found()),
    }
}
