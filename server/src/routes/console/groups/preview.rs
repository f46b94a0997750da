//! `POST /console/api/groups/{group}/preview` and `POST /console/api/schedule-preview`: what members
//! would see of what somebody is writing, made by the very functions that make the public pages.
//! Nothing is kept.

use api_types::{
    GroupPreview, PreviewGroupRequest, ProblemCode, SchedulePreview, SchedulePreviewRequest,
};
use axum::{Json, extract::State};

use super::{list_groups::meeting, read_record::read_record};
use crate::{
    AppState,
    domain::{
        group::{GroupRecord, ScheduleRecord},
        listing,
        schedule::{MeetingSpan, Schedule},
        time::DAY,
    },
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed, json_body::pointer},
    store::OpenedGroup,
};

/// So many meetings are shown while somebody writes a schedule.
const SHOWN: usize = 10;
/// Two years, ms: a group that meets once a quarter shows eight dates.
const AHEAD: i64 = 2 * 366 * DAY;

/// The page of the record as it would be.
pub async fn preview_group(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<PreviewGroupRequest>,
) -> Result<Json<GroupPreview>, Refusal> {
    let now = state.clock.now();
    let opened = state.store.open_group(&signed.viewer, &slug, now).await?;
    let opened = opened.ok_or_else(Refusal::not_found)?;
    let record = read_record(asked.record, &slug)?;
    let page = page_of(&state, &signed, &opened, &record);
    let config = &signed.site.config;
    let site = config.wire(&signed.site.slug, Some(&signed.language), false);
    Ok(Json(GroupPreview { page, site }))
}

/// The public page of a group's record, whoever may find it today.
pub(super) fn page_of(
    state: &AppState,
    signed: &Signed,
    opened: &OpenedGroup,
    record: &GroupRecord,
) -> api_types::GroupPage {
    let schedule = record.schedule.as_ref();
    let schedule = schedule.and_then(|schedule| Schedule::of_checked(schedule).ok());
    let now = state.clock.now();
    let meetings = schedule.map_or_else(Vec::new, |schedule| next(&schedule, now));
    let known = listing::Known {
        fed: opened.feed.is_some(),
        taken_here: opened.places_taken,
        meetings: &meetings,
    };
    let config = &signed.site.config;
    let unavailable = config.join_unavailable(record, state.mail.is_set_up());
    listing::page(record, known, &config.contact, unavailable.is_some())
}

fn next(schedule: &Schedule, now: i64) -> Vec<MeetingSpan> {
    let mut meetings = schedule.meetings(now, now + AHEAD);
    meetings.truncate(SHOWN);
    meetings
}

/// The sentence's facts and the next ten meetings of a schedule; or what is wrong with it, by field.
pub async fn preview_schedule(
    State(state): State<AppState>,
    _: Signed,
    JsonBody { value: asked, .. }: JsonBody<SchedulePreviewRequest>,
) -> Result<Json<SchedulePreview>, Refusal> {
    let refuse = |field: &str, code: &str, detail: String| {
        let refusal = Refusal::new(ProblemCode::InvalidFields);
        refusal.field(&format!("/schedule{field}"), code, detail)
    };
    let read: Result<ScheduleRecord, _> = serde_path_to_error::deserialize(asked.schedule);
    let record = read.map_err(|error| {
        refuse(
            &pointer(error.path()),
            "not-taken",
            "a schedule of a record".to_owned(),
        )
    })?;
    let schedule = Schedule::try_from(&record).map_err(|error| {
        let field = format!("/{}", error.field);
        refuse(&field, error.code(), error.reason)
    })?;
    let meetings = next(&schedule, state.clock.now());
    Ok(Json(SchedulePreview {
        schedule: schedule.wire(),
        meetings: meetings
            .into_iter()
            .map(|span| meeting(&schedule, span))
            .collect(),
    }))
}
