//! `/console/api/groups/{group}/meetings/{meeting}/…`: the day of a meeting, which goes by its start
//! in ms since 1970 UTC: who is in the group, who came, and its open question.

use api_types::{AttendanceRequest, Attendee, MeetingSheet, PromptRequest, SilenceReason, WayIn};
use axum::{Json, extract::State, http::StatusCode};

use super::{
    super::{Signed, found, roster::count},
    show_today::meeting,
};
use crate::{
    AppState,
    domain::{
        group::PlaceRecord,
        roster::{opens_at, read_text, zone_of},
        staff::{Deed, Power},
    },
    problems::Refusal,
    routes::{JsonBody, PathParts},
    store::{SheetRow, StoredSheet},
};

/// Longest question, characters.
const PROMPT: usize = 600;

/// A meeting's start from its address; what is no number is no meeting.
fn start(text: &str) -> Result<i64, Refusal> {
    text.parse().map_err(|_| Refusal::not_found())
}

/// All that one needs on the day.
pub async fn show_meeting(
    State(state): State<AppState>,
    signed: Signed,
    PathParts((slug, starts_at)): PathParts<(String, String)>,
) -> Result<Json<MeetingSheet>, Refusal> {
    let which = (slug.as_str(), start(&starts_at)?);
    let sheet = state
        .store
        .find_meeting_sheet(&signed.viewer, which)
        .await?;
    let sheet = sheet.ok_or_else(Refusal::not_found)?;
    let (group, now) = (&sheet.group.id, state.clock.now());
    let seen = ("group", group.as_str());
    state
        .store
        .note_seen(&signed.viewer, Deed::SawMembers, seen, group, now)
        .await?;
    let works = state
        .store
        .find_group_of_staff(&signed.viewer, Power::Work, &slug)
        .await?;
    Ok(Json(shown(&signed, sheet, works.is_some(), now)))
}

fn shown(signed: &Signed, sheet: StoredSheet, may_work: bool, now: i64) -> MeetingSheet {
    let site = signed.site.config.time_zone;
    let record = &sheet.group.record;
    // Who has died is not looked for in the room.
    let is_expected =
        |row: &&SheetRow| row.request.staff_words.silence != Some(SilenceReason::Died);
    let rows: Vec<&SheetRow> = sheet.members.iter().filter(is_expected).collect();
    let came = rows.iter().filter(|row| row.came == Some(true)).count();
    let to_remind = rows.iter().filter(|row| gets_reminder(row)).count();
    let reminded = rows.iter().filter(|row| row.reminded).count();
    let number = |many: usize| i64::try_from(many).unwrap_or_default();
    let place = record.place.as_ref();
    let way_in = may_work.then(|| WayIn {
        url: sheet.join.url.clone(),
        phone: sheet.join.phone.clone(),
        note: sheet.join.note.clone(),
        address: place.map_or_else(Vec::new, PlaceRecord::lines),
    });
    let counts = (number(rows.len()), number(came));
    let mut members: Vec<Attendee> = rows.into_iter().map(attendee).collect();
    members.sort_by_cached_key(|member| (member.name.to_lowercase(), member.id.clone()));
    MeetingSheet {
        meeting: meeting(record, sheet.meeting, site, counts),
        way_in,
        register_open: opens_at(sheet.meeting.starts_at, zone_of(record, site)) <= now,
        prompt: sheet.prompt,
        reminded: count(number(reminded)),
        to_remind: count(number(to_remind)),
        members,
        may_work,
    }
}

fn gets_reminder(row: &SheetRow) -> bool {
    let request = &row.request;
    request.reminders && request.silent_since.is_none() && request.proved_at.is_some()
}

fn attendee(row: &SheetRow) -> Attendee {
    let application = &row.request.application;
    Attendee {
        id: row.request.id.clone(),
        name: application.display_name.clone(),
        pronouns: application.pronouns.clone(),
        access_needs: application.access_needs.clone(),
        is_new: !row.came_before,
        came: row.came,
    }
}

/// Somebody came, or did not.
pub async fn note_attendance(
    State(state): State<AppState>,
    signed: Signed,
    PathParts((slug, starts_at, member)): PathParts<(String, String, String)>,
    JsonBody { value: asked, .. }: JsonBody<AttendanceRequest>,
) -> Result<StatusCode, Refusal> {
    note(
        &state,
        &signed,
        (&slug, &starts_at, &member),
        Some(asked.came),
    )
    .await
}

/// Nobody noted anything of them.
pub async fn forget_attendance(
    State(state): State<AppState>,
    signed: Signed,
    PathParts((slug, starts_at, member)): PathParts<(String, String, String)>,
) -> Result<StatusCode, Refusal> {
    note(&state, &signed, (&slug, &starts_at, &member), None).await
}

async fn note(
    state: &AppState,
    signed: &Signed,
    (slug, starts_at, member): (&str, &str, &str),
    came: Option<bool>,
) -> Result<StatusCode, Refusal> {
    let (zone, now) = (signed.site.config.time_zone, state.clock.now());
    let which = (slug, start(starts_at)?);
    let noted = state
        .store
        .note_attendance(&signed.viewer, which, (member, came), zone, now)
        .await?;
    found(noted)
}

/// The open question that goes into the reminder; an empty one takes it away.
pub async fn set_prompt(
    State(state): State<AppState>,
    signed: Signed,
    PathParts((slug, starts_at)): PathParts<(String, String)>,
    JsonBody { value: asked, .. }: JsonBody<PromptRequest>,
) -> Result<StatusCode, Refusal> {
    let which = (slug.as_str(), start(&starts_at)?);
    let words = if asked.text.trim().is_empty() {
        None
    } else {
        let read = read_text("/text", &asked.text, PROMPT);
        Some(read.map_err(|problem| Refusal::invalid_fields(vec![problem]))?)
    };
    let now = state.clock.now();
    let kept = state
        .store
        .set_meeting_prompt(&signed.viewer, which, words.as_deref(), now)
        .await?;
    found(kept)
}
