//! `GET /console/api/today`: what waits, of all groups that the viewer may see.

use api_types::{
    CallReason, CallToMake, Concern, GroupOfStaff, MeetingAhead, QuietMember, RequestWaiting,
    StaffRole, Today,
};
use axum::{Json, extract::State};
use chrono_tz::Tz;

use super::super::{Signed, roster::count};
use crate::{
    AppState,
    domain::{
        group::GroupRecord, roster::zone_of, schedule::MeetingSpan, time::rfc3339, time::rfc3339_in,
    },
    problems::Refusal,
    store::{AheadRow, CallRow, ConcernRow, OfGroup, QuietRow, StoredRequest, StoredToday},
};

/// All of it.
pub async fn show_today(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<Today>, Refusal> {
    let now = state.clock.now();
    let found = state.store.find_today(&signed.viewer, now).await?;
    Ok(Json(today(&signed, found, now)))
}

fn today(signed: &Signed, found: StoredToday, now: i64) -> Today {
    let zone = signed.site.config.time_zone;
    let calls_in_all = count(found.to_prove_in_all + found.calls_in_all);
    let to_prove = found.to_prove.into_iter().map(|of| to_prove(of, now));
    let calls = to_prove.chain(found.calls.into_iter().map(call));
    Today {
        meetings: found
            .meetings
            .into_iter()
            .map(|of| ahead(of, zone))
            .collect(),
        requests: found
            .requests
            .into_iter()
            .map(|of| waiting(of, now))
            .collect(),
        requests_in_all: count(found.requests_in_all),
        calls: calls.collect(),
        calls_in_all,
        concerns: found.concerns.into_iter().map(concern).collect(),
        quiet: found.quiet.into_iter().map(quiet).collect(),
        may_work: signed.role != StaffRole::ReadOnly,
    }
}

/// A group, to choose it.
pub(super) fn named(group: &GroupRecord) -> GroupOfStaff {
    GroupOfStaff {
        slug: group.slug.clone(),
        name: group.name.clone(),
    }
}

fn ahead(OfGroup { group, of }: OfGroup<AheadRow>, site: Tz) -> MeetingAhead {
    meeting(&group, of.meeting, site, (of.members, of.came))
}

/// A meeting on the wire; `members` are how many the group has and how many came.
pub(super) fn meeting(
    group: &GroupRecord,
    span: MeetingSpan,
    site: Tz,
    members: (i64, i64),
) -> MeetingAhead {
    let zone = zone_of(group, site);
    MeetingAhead {
        group: named(group),
        key: span.starts_at,
        starts_at: rfc3339_in(span.starts_at, zone),
        ends_at: rfc3339_in(span.ends_at, zone),
        time_zone: zone.name().to_owned(),
        members: count(members.0),
        came: count(members.1),
    }
}

fn waiting(OfGroup { group, of }: OfGroup<StoredRequest>, now: i64) -> RequestWaiting {
    RequestWaiting {
        group: named(&group),
        reference: of.reference,
        name: of.application.display_name,
        state: of.state,
        since: rfc3339(of.proved_at.unwrap_or(of.created_at)),
        answer_by: rfc3339(of.answer_by),
        overdue: of.answer_by < now,
        id: of.id,
    }
}

fn to_prove(OfGroup { group, of }: OfGroup<StoredRequest>, now: i64) -> CallToMake {
    CallToMake {
        id: of.id.clone(),
        member: of.id,
        group: named(&group),
        name: of.application.display_name,
        reference: of.reference,
        reason: CallReason::Prove,
        message: None,
        since: rfc3339(of.created_at),
        promised_by: Some(rfc3339(of.answer_by)),
        overdue: of.answer_by < now,
    }
}

fn call(OfGroup { group, of }: OfGroup<CallRow>) -> CallToMake {
    CallToMake {
        id: of.id,
        member: of.request.id,
        group: named(&group),
        name: of.request.application.display_name,
        reference: of.request.reference,
        reason: CallReason::Message,
        message: Some((of.words.subject, of.words.text)),
        since: rfc3339(of.created_at),
        promised_by: None,
        overdue: false,
    }
}

fn concern(OfGroup { group, of }: OfGroup<ConcernRow>) -> Concern {
    Concern {
        id: of.id,
        member: of.request.id,
        group: named(&group),
        name: of.request.application.display_name,
        text: of.concern.words.text,
        ring: of.concern.words.ring,
        at: rfc3339(of.concern.created_at),
        seen_at: of.concern.seen_at.map(rfc3339),
        seen_by: of.seen_by,
    }
}

fn quiet(OfGroup { group, of }: OfGroup<QuietRow>) -> QuietMember {
    QuietMember {
        member: of.request.id,
        group: named(&group),
        name: of.request.application.display_name,
        missed: count(of.missed),
        last_seen: of.last_seen.map(rfc3339),
    }
}
