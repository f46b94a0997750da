//! `GET /console/api/groups/{group}/resources`: what is laid out for a group's members; and
//! `GET /console/api/resources?item=`: in which groups something is.

use api_types::{GroupResource, GroupResources, GroupWithResources, GroupsWithResources};
use axum::{
    Json,
    extract::{RawQuery, State},
};

use crate::{
    AppState,
    domain::shelf::ResourceRecord,
    parameters,
    problems::Refusal,
    routes::{PathParts, console::Signed},
    store::StoredResource,
};

/// Everything, in the order in which members see it.
pub async fn list_resources(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(group): PathParts<String>,
) -> Result<Json<GroupResources>, Refusal> {
    Ok(Json(resources(&state, &signed, &group).await?))
}

/// The same, which every change answers with, too.
pub(super) async fn resources(
    state: &AppState,
    signed: &Signed,
    group: &str,
) -> Result<GroupResources, Refusal> {
    let found = state.store.find_resources(&signed.viewer, group).await?;
    let found = found.ok_or_else(Refusal::not_found)?;
    let resources = found.resources.into_iter();
    Ok(GroupResources {
        name: found.name,
        resources: resources.map(|one| shown(signed, one)).collect(),
        may_change: found.may_change,
    })
}

fn shown(signed: &Signed, stored: StoredResource) -> GroupResource {
    let (id, note) = (stored.id, stored.note);
    match stored.record {
        ResourceRecord::Shelf(slug) => {
            let item = signed.site.shelf.find(&slug, Some(&signed.language));
            let (title, language) = item.map_or((slug.as_str(), ""), |item| {
                (&item.front.title, &item.language)
            });
            GroupResource {
                id,
                title: title.to_owned(),
                note,
                language: language.to_owned(),
                url: None,
                gone: item.is_none_or(|item| !item.front.for_members),
                shelf: Some(slug),
            }
        }
        ResourceRecord::Link {
            title,
            url,
            language,
        } => GroupResource {
            id,
            title,
            note,
            language,
            shelf: None,
            url: Some(url),
            gone: false,
        },
    }
}

/// The groups that somebody sees, and whether an item of the shelf is laid out in each.
pub async fn list_groups_with_resources(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Json<GroupsWithResources>, Refusal> {
    let mut item = String::new();
    for (name, value) in parameters::pairs(query.as_deref())? {
        match name.as_str() {
            "item" => item = value,
            other => return Err(parameters::unknown(other, "item")),
        }
    }
    let store = &state.store;
    let groups = store
        .list_groups_with_resources(&signed.viewer, &item)
        .await?;
    let groups = groups.into_iter().map(|group| GroupWithResources {
        slug: group.slug,
        name: group.name,
        many: u32::try_from(group.many).unwrap_or(u32::MAX),
        resource: group.resource,
        may_change: group.may_change,
    });
    Ok(Json(GroupsWithResources {
        groups: groups.collect(),
    }))
}
