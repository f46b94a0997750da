//! `GET /console/api/groups/{group}/meetings`, and `POST …/meetings/change` and `…/meetings/undo`: one
//! meeting is cancelled, moved, or takes place after all.

use api_types::{
    ChangeMeetingRequest, ChangeOfMeeting, MeetingOfStaff, MeetingTold, MeetingsOfGroup,
    ProblemCode, UndoMeetingRequest,
};
use axum::{Json, extract::State};
use chrono::DateTime;

use super::list_groups::meeting;
use crate::{
    AppState,
    domain::{
        check::turns_direction,
        schedule::{ChangeError, Schedule},
        time::HOUR,
    },
    joining::Desk,
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed},
    store::{LONGEST_NOTE, MeetingChanged, MeetingWish, TendedMeeting, TendedMeetings},
};

/// So many coming meetings are shown.
const SHOWN: usize = 30;
/// Letters about a meeting that begins within the hour do not wait for their sender to think again.
const TOO_SOON_TO_WAIT: i64 = HOUR;

/// Coming meetings, and those that were cancelled.
pub async fn list_meetings(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
) -> Result<Json<MeetingsOfGroup>, Refusal> {
    let now = state.clock.now();
    let found = state
        .store
        .list_meetings_of_staff(&signed.viewer, &slug, SHOWN, now)
        .await?;
    let found = found.ok_or_else(Refusal::not_found)?;
    let schedule = found.schedule.as_ref();
    let meetings = schedule.map_or_else(Vec::new, |schedule| {
        let tended = found.meetings.into_iter();
        tended.map(|one| told(schedule, one)).collect()
    });
    Ok(Json(MeetingsOfGroup {
        name: found.name,
        time_zone: schedule.map(|schedule| schedule.zone().name().to_owned()),
        meetings,
        may_work: found.may_work,
    }))
}

fn told(schedule: &Schedule, tended: TendedMeeting) -> MeetingOfStaff {
    MeetingOfStaff {
        meeting: meeting(schedule, tended.span),
        change: tended.change.map(|(change, note)| ChangeOfMeeting {
            cancelled: change.moved_to.is_none(),
            original: schedule.rfc3339(change.original_at),
            note,
        }),
    }
}

/// Cancels or moves one meeting; its members are told.
pub async fn change_meeting(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<ChangeMeetingRequest>,
) -> Result<Json<MeetingTold>, Refusal> {
    let now = state.clock.now();
    let group = theirs(&state, &signed, &slug, now).await?;
    let note = asked.note.trim();
    if note.chars().count() > LONGEST_NOTE {
        return Err(refuse("/note", "too-long"));
    }
    if note
        .contains(|letter: char| letter.is_control() && letter != '\n' || turns_direction(letter))
    {
        return Err(refuse("/note", "bad-characters"));
    }
    let wish = MeetingWish {
        starts_at: instant(&asked.starts_at, "/starts_at")?,
        moved_to: asked.moved_to.as_deref(),
        note,
    };
    let moved_to = group.schedule.zip(wish.moved_to);
    let moved_to = moved_to.and_then(|(schedule, to)| schedule.instant_of(to).ok());
    let desk = desk(&state, &signed, (wish.starts_at, moved_to), now);
    let changed = state
        .store
        .change_meeting(&signed.viewer, &slug, &wish, &desk, now)
        .await?;
    state.mail.wake();
    answer(changed)
}

/// Undoes what was done to a meeting; who was told of it is told.
pub async fn undo_meeting(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<UndoMeetingRequest>,
) -> Result<Json<MeetingTold>, Refusal> {
    let now = state.clock.now();
    let group = theirs(&state, &signed, &slug, now).await?;
    let original = instant(&asked.original, "/original")?;
    let mut changes = group.meetings.iter().filter_map(|one| one.change.as_ref());
    let undone = changes.find(|(change, _)| change.original_at == original);
    let moved_to = undone.and_then(|(change, _)| change.moved_to);
    let desk = desk(&state, &signed, (original, moved_to), now);
    let restored = state
        .store
        .restore_meeting(&signed.viewer, &slug, original, &desk, now)
        .await?;
    state.mail.wake();
    answer(restored)
}

/// The meetings of a group whose work the viewer does.
async fn theirs(
    state: &AppState,
    signed: &Signed,
    slug: &str,
    now: i64,
) -> Result<TendedMeetings, Refusal> {
    let found = state
        .store
        .list_meetings_of_staff(&signed.viewer, slug, SHOWN, now)
        .await?;
    let theirs = found.filter(|group| group.may_work);
    theirs.ok_or_else(Refusal::not_found)
}

/// Letters wait ten minutes for their sender to think again, unless the meeting is too near, at the one
/// time or the other: whoever would come too early or miss it is told in time.
fn desk<'a>(
    state: &'a AppState,
    signed: &'a Signed,
    (at, other): (i64, Option<i64>),
    now: i64,
) -> Desk<'a> {
    let desk = Desk::new(state, &signed.site);
    if other.map_or(at, |other| other.min(at)) - now < TOO_SOON_TO_WAIT {
        return desk;
    }
    desk.sent_by(state.store.sending(&signed.viewer, now))
}

fn answer(changed: MeetingChanged) -> Result<Json<MeetingTold>, Refusal> {
    let many = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match changed {
        MeetingChanged::Yes { letters, to_ring } => Ok(Json(MeetingTold {
            letters: many(letters),
            to_ring: many(to_ring),
        })),
        MeetingChanged::No(ChangeError::NoSuchMeeting) => {
            Err(Refusal::new(ProblemCode::NoSuchMeeting))
        }
        MeetingChanged::No(ChangeError::BadTime) => Err(refuse("/moved_to", "bad-time")),
        MeetingChanged::No(ChangeError::Taken) => Err(refuse("/moved_to", "taken")),
        MeetingChanged::NotThere => Err(Refusal::not_found()),
    }
}

fn refuse(field: &str, code: &str) -> Refusal {
    let detail = match code {
        "too-long" => "at most 400 characters",
        "bad-characters" => "no control characters",
        "taken" => "a time at which no other meeting begins or was cancelled",
        _ => "a coming time such as 2026-01-06T19:00",
    };
    Refusal::new(ProblemCode::InvalidFields).field(field, code, detail)
}

fn instant(text: &str, field: &str) -> Result<i64, Refusal> {
    let read = DateTime::parse_from_rfc3339(text);
    read.map(|at| at.timestamp_millis())
        .map_err(|_| Refusal::new(ProblemCode::InvalidFields).field(field, "bad-time", "RFC 3339"))
}
