//! `PUT /console/api/groups/{group}`: a whole record is saved over the revision that it was opened
//! at. What somebody else saved in between is never written over: the answer is `changed-since`, and
//! opening the group again shows theirs.

use api_types::{GroupSaved as Saved, ProblemCode, SaveGroupRequest};
use axum::{Json, extract::State};

use super::read_record::read_record;
use crate::{
    AppState,
    joining::Desk,
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed},
    store::GroupSaved,
};

/// Saves it. Where there are more places now, who waits is offered them, by letters that can be
/// stopped.
pub async fn save_group(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<SaveGroupRequest>,
) -> Result<Json<Saved>, Refusal> {
    let now = state.clock.now();
    // Before a word about the record: what is not theirs is not there.
    let may = crate::domain::staff::Power::Work;
    let found = state
        .store
        .find_group_of_staff(&signed.viewer, may, &slug)
        .await?;
    found.ok_or_else(Refusal::not_found)?;
    let record = read_record(asked.record, &slug)?;
    let sending = state.store.sending(&signed.viewer, now);
    let desk = Desk::new(&state, &signed.site).sent_by(sending);
    let version = (slug.as_str(), asked.revision);
    let saved = state
        .store
        .save_group(&signed.viewer, version, &record, &desk, now)
        .await?;
    state.mail.wake();
    match saved {
        GroupSaved::Yes(revision) => Ok(Json(Saved { revision })),
        GroupSaved::ChangedSince => Err(Refusal::new(ProblemCode::ChangedSince)),
        GroupSaved::NeedsPurpose => Err(Refusal::new(ProblemCode::InvalidFields).field(
            "/record/purpose",
            "missing",
            "people can find the group: it goes on saying what it is for",
        )),
        GroupSaved::NotThere => Err(Refusal::not_found()),
    }
}
