//! `GET /console/api/rosters` and `/console/api/groups/{group}/members`: who is in which group, and
//! `POST /console/api/members/{member}/reach`: how to reach one of them.

use api_types::{
    GroupOfStaff, Pause, Reach, Roster, RosterList, RosterMember, RosterSummary, Silence,
};
use axum::{Json, extract::State};

use super::super::Signed;
use crate::{
    AppState,
    domain::{
        roster::missed,
        staff::{Deed, Power},
        time::rfc3339,
    },
    problems::Refusal,
    routes::PathParts,
    store::{RosterRow, StoredRoster},
};

/// Every group that the viewer may see, by name.
pub async fn list_rosters(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<RosterList>, Refusal> {
    let rosters = state.store.list_rosters(&signed.viewer).await?;
    let mut rosters: Vec<RosterSummary> = rosters
        .into_iter()
        .map(|(group, members)| RosterSummary {
            group: GroupOfStaff {
                slug: group.record.slug,
                name: group.record.name,
            },
            members: count(members),
        })
        .collect();
    rosters.sort_by(|a, b| (&a.group.name, &a.group.slug).cmp(&(&b.group.name, &b.group.slug)));
    Ok(Json(RosterList { rosters }))
}

/// Everybody in a group, by name.
pub async fn show_roster(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
) -> Result<Json<Roster>, Refusal> {
    let now = state.clock.now();
    let found = state.store.find_roster(&signed.viewer, &slug, now).await?;
    let found = found.ok_or_else(Refusal::not_found)?;
    let seen = ("group", found.group.id.as_str());
    state
        .store
        .note_seen(&signed.viewer, Deed::SawMembers, seen, &found.group.id, now)
        .await?;
    let works = state
        .store
        .find_group_of_staff(&signed.viewer, Power::Work, &slug)
        .await?;
    Ok(Json(roster(&signed, found, works.is_some())))
}

fn roster(signed: &Signed, found: StoredRoster, may_work: bool) -> Roster {
    let config = &signed.site.config;
    let shown = found.guidelines.shown(config.reading(None));
    let version = (!shown.items.is_empty()).then_some(shown.version);
    let join = found.join;
    let letters = config.join.as_ref();
    let members = found.members.into_iter();
    let registers = &found.registers;
    let mut members: Vec<RosterMember> = members
        .map(|row| member(row, (registers, version.as_deref()), may_work))
        .collect();
    members.sort_by_cached_key(|member| (member.name.to_lowercase(), member.id.clone()));
    Roster {
        has_way_in: join.url.is_some() || join.phone.is_some() || join.note.is_some(),
        plain_letters: letters.is_some_and(|join| join.plain_letters),
        replies_to: config.contact.email.clone(),
        group: GroupOfStaff {
            slug: found.group.record.slug,
            name: found.group.record.name,
        },
        guidelines: version,
        may_work,
        members,
    }
}

fn member(
    row: RosterRow,
    (registers, version): (&[i64], Option<&str>),
    may_work: bool,
) -> RosterMember {
    let RosterRow {
        request,
        acknowledged,
        last_seen,
    } = row;
    let application = request.application;
    let words = request.staff_words;
    RosterMember {
        newer_guidelines: version.is_some() && acknowledged.as_deref() != version,
        missed: missed(registers, last_seen, request.state_since),
        id: request.id,
        name: application.display_name,
        pronouns: application.pronouns,
        access_needs: application.access_needs,
        reference: request.reference,
        contact: application.contact.kind,
        since: rfc3339(request.state_since),
        acknowledged,
        reminders: request.reminders,
        messages: request.messages,
        last_seen: last_seen.map(rfc3339),
        silence: request
            .silent_since
            .zip(words.silence)
            .map(|(since, reason)| Silence {
                since: rfc3339(since),
                reason,
            }),
        pause: request.paused_since.map(|since| Pause {
            since: rfc3339(since),
            reason: words.pause.filter(|_| may_work),
        }),
    }
}

/// How to reach somebody. That it was asked is written down.
pub async fn reach_member(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(member): PathParts<String>,
) -> Result<Json<Reach>, Refusal> {
    let now = state.clock.now();
    let found = state
        .store
        .reach_member(&signed.viewer, &member, now)
        .await?;
    let found = found.ok_or_else(Refusal::not_found)?;
    let application = found.application;
    Ok(Json(Reach {
        contact: application.contact,
        filled_in_by: application.filled_in_by,
        language: application.language,
    }))
}

/// A count of the database's.
pub fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}
