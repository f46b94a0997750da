//! `POST` and `PUT /console/api/groups/{group}/resources`, `PUT` and `DELETE …/{resource}`: staff lay
//! something out for a group's members, put it in order, change it or take it away. Each answers with
//! all there is then.

use api_types::{GroupResources, NewGroupResource, ProblemCode, ResourcesOrder};
use axum::{Json, extract::State, http::StatusCode};

use super::list_resources::resources;
use crate::{
    AppState,
    domain::shelf::{MOST_RESOURCES, ResourceRecord},
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed},
    store::ResourceChanged,
};

/// Lays something out.
pub async fn add_resource(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(group): PathParts<String>,
    JsonBody { value: typed, .. }: JsonBody<NewGroupResource>,
) -> Result<(StatusCode, Json<GroupResources>), Refusal> {
    let read = ResourceRecord::read(&typed, &signed.site.shelf);
    let (record, note) = read.map_err(Refusal::invalid_fields)?;
    let (new, now) = ((&record, note.as_deref()), state.clock.now());
    let added = state
        .store
        .add_resource(&signed.viewer, &group, new, now)
        .await?;
    done(added)?;
    let all = resources(&state, &signed, &group).await?;
    Ok((StatusCode::CREATED, Json(all)))
}

/// Puts something else in its place.
pub async fn change_resource(
    State(state): State<AppState>,
    signed: Signed,
    PathParts((group, resource)): PathParts<(String, String)>,
    JsonBody { value: typed, .. }: JsonBody<NewGroupResource>,
) -> Result<Json<GroupResources>, Refusal> {
    let read = ResourceRecord::read(&typed, &signed.site.shelf);
    let (record, note) = read.map_err(Refusal::invalid_fields)?;
    let (new, now) = ((&record, note.as_deref()), state.clock.now());
    let place = (group.as_str(), resource.as_str());
    let changed = state
        .store
        .change_resource(&signed.viewer, place, new, now)
        .await?;
    done(changed)?;
    Ok(Json(resources(&state, &signed, &group).await?))
}

/// Takes it away.
pub async fn remove_resource(
    State(state): State<AppState>,
    signed: Signed,
    PathParts((group, resource)): PathParts<(String, String)>,
) -> Result<Json<GroupResources>, Refusal> {
    let (place, now) = ((group.as_str(), resource.as_str()), state.clock.now());
    let removed = state
        .store
        .remove_resource(&signed.viewer, place, now)
        .await?;
    done(removed)?;
    Ok(Json(resources(&state, &signed, &group).await?))
}

/// Puts them in another order.
pub async fn order_resources(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(group): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<ResourcesOrder>,
) -> Result<Json<GroupResources>, Refusal> {
    let now = state.clock.now();
    let ordered = state
        .store
        .order_resources(&signed.viewer, &group, &asked.order, now)
        .await?;
    done(ordered)?;
    Ok(Json(resources(&state, &signed, &group).await?))
}

fn done(changed: ResourceChanged) -> Result<(), Refusal> {
    match changed {
        ResourceChanged::Yes => Ok(()),
        ResourceChanged::NotThere => Err(Refusal::not_found()),
        ResourceChanged::TooMany => Err(Refusal::new(ProblemCode::InvalidFields).field(
            "",
            "too-many-resources",
            format!("a group has at most {MOST_RESOURCES}"),
        )),
    }
}
