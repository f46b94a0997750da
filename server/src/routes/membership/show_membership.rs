//! `GET /v1/sites/{site}/membership`: a request or membership as its member sees it.

use api_types::{ChangedMeeting, ContactKind, JoinState, Meeting, Membership, Problem};
use axum::{
    extract::{RawQuery, State},
    response::Response,
};

use super::member::Member;
use crate::{
    AppState,
    answer::private,
    config::ActiveSite,
    domain::{group::GroupRecord, join::is_open, listing, schedule::MeetingSpan, time::rfc3339},
    joining::{MemberMeeting, Opened},
    parameters,
    problems::Refusal,
};

/// A member's own page.
///
/// `way_in` stands there for approved members alone; `guidelines` when there are newer ones than
/// those that were acknowledged last, compared with them.
#[utoipa::path(get, path = "/v1/sites/{site}/membership", tag = "membership",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("lang" = Option<String>, Query, description = "Language of the texts (BCP 47); the member's own where it is absent.", example = "es"),
    ),
    security(("member" = [])),
    responses(
        (status = 200, description = "How it stands.", body = Membership),
        (status = 400, description = "`bad-parameter`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show_membership(
    State(state): State<AppState>,
    member: Member,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let asked = parameters::language(query.as_deref())?;
    let page = member.page(&state);
    let opened = page.open().await?;
    Ok(private(
        &membership(&opened, page.site, asked.as_deref()).await?,
    ))
}

/// What the member sees.
pub(super) async fn membership(
    opened: &Opened<'_>,
    site: &ActiveSite,
    asked: Option<&str>,
) -> Result<Membership, Refusal> {
    let (request, record) = (&opened.request, &opened.group.record);
    let receipts = opened.receipts().await?;
    let all = opened.all_guidelines().await?;
    let asked = asked.unwrap_or(&request.application.language);
    let guidelines = opened.newer_guidelines(&all, &receipts, asked);
    let (meetings, changed_meetings) = if is_open(request.state) {
        in_two(record, opened.meetings().await?)
    } else {
        Default::default()
    };
    let pending = request.state == JoinState::Pending;
    let offered = request
        .held_until
        .filter(|_| request.state == JoinState::Offered);
    let zone = record.schedule.as_ref();
    let new_email = request.new_contact.as_ref();
    Ok(Membership {
        group: record.slug.clone(),
        name: record.name.clone(),
        group_language: record.language.clone(),
        reference: request.reference.clone(),
        state: request.state,
        by_staff: request.by_staff(),
        answer_by: pending.then(|| opened.answer_by()),
        held_until: offered.map(rfc3339),
        way_in: opened.way_in().await?,
        meetings,
        changed_meetings,
        time_zone: zone.map(|schedule| schedule.time_zone.clone()),
        host_platform: record.host_platform,
        reminders: (request.application.contact.kind == ContactKind::Email)
            .then_some(request.reminders),
        written: request.application.words(),
        contact: request.application.contact.clone(),
        new_email: new_email.map(|contact| contact.value.clone()),
        receipts,
        guidelines,
        resources: opened.resources(asked).await?,
        ask: record.contact_or(&site.config.contact).clone(),
        concern_days: opened.concern_days(),
        concern_by_leader: opened.leader_hears_concerns().await?,
    })
}

/// Those that take place, as programs that know nothing of changes read them too; and what was changed.
fn in_two(record: &GroupRecord, shown: Vec<MemberMeeting>) -> (Vec<Meeting>, Vec<ChangedMeeting>) {
    let on = shown.iter().filter(|one| !one.is_cancelled());
    let on: Vec<MeetingSpan> = on.map(|one| one.span).collect();
    let wire = |span| listing::meetings(record, &[span]).pop();
    let changed = shown.into_iter().filter_map(|one| {
        let (change, span) = (one.change?, one.span);
        let was = MeetingSpan {
            starts_at: change.original_at,
            ends_at: change.original_at + span.ends_at - span.starts_at,
        };
        Some(ChangedMeeting {
            was: wire(was)?,
            moved_to: change
                .moved_to
                .and_then(|_| wire(span))
                .map(|now| now.starts_at),
            note: one.note,
        })
    });
    (listing::meetings(record, &on), changed.collect())
}
