//! The next meetings as a group's members see them: those that take place, and those that staff cancelled.

use crate::domain::schedule::{MeetingChange, MeetingSpan, Schedule};

/// So many meetings that take place are shown.
pub const MEETINGS: usize = 5;

/// A meeting on a member's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberMeeting {
    /// When it is; of a cancelled one, when it would have been.
    pub span: MeetingSpan,
    /// What staff did to it.
    pub change: Option<MeetingChange>,
    /// What they say about it.
    pub note: Option<String>,
}

impl MemberMeeting {
    /// Whether it does not take place.
    pub fn is_cancelled(&self) -> bool {
        let moved = |change: &MeetingChange| change.moved_to.is_some();
        self.change.as_ref().is_some_and(|change| !moved(change))
    }
}

/// Meetings that take place, and what staff did to them and to others up to the last of them, by start.
/// A schedule that was written anew since knows nothing of some changes.
pub fn member_meetings(
    schedule: &Schedule,
    spans: &[MeetingSpan],
    changes: Vec<(MeetingChange, String)>,
) -> Vec<MemberMeeting> {
    let mut shown: Vec<MemberMeeting> = spans
        .iter()
        .map(|span| MemberMeeting {
            span: *span,
            change: None,
            note: None,
        })
        .collect();
    // What lies beyond the last one is not shown yet.
    let last = spans.get(MEETINGS - 1).map(|span| span.starts_at);
    for (change, note) in changes {
        if !schedule.leaves_out(change.original_at) {
            continue;
        }
        let note = Some(note).filter(|note| !note.is_empty());
        if let Some(to) = change.moved_to {
            if let Some(moved) = shown.iter_mut().find(|one| one.span.starts_at == to) {
                moved.note = note;
                moved.change = Some(change);
            }
        } else if last.is_none_or(|last| change.original_at < last) {
            shown.push(MemberMeeting {
                span: schedule.span_from(change.original_at),
                change: Some(change),
                note,
            });
        }
    }
    shown.sort_by_key(|one| one.span.starts_at);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{group::ScheduleRecord, time::DAY};

    const WEEK: i64 = 7 * DAY;

    fn weekly(exdates: &[&str]) -> Schedule {
        let record = ScheduleRecord {
            starts_at: "2026-01-06T19:00".into(),
            duration_minutes: 90,
            time_zone: "America/Chicago".into(),
            rrule: Some("FREQ=WEEKLY;BYDAY=TU".into()),
            exdates: exdates.iter().map(|&at| at.to_owned()).collect(),
            rdates: Vec::new(),
        };
        Schedule::try_from(&record).unwrap()
    }

    fn change(original_at: i64, moved_to: Option<i64>) -> (MeetingChange, String) {
        let change = MeetingChange {
            original_at,
            moved_to,
        };
        (change, "Flu.".to_owned())
    }

    #[test]
    fn a_cancelled_meeting_stands_where_it_would_have_been_and_a_moved_one_knows_from_where() {
        let schedule = weekly(&["2026-01-13T19:00", "2026-01-20T19:00"]);
        let first = schedule.instant_of("2026-01-06T19:00").unwrap();
        let (second, third) = (first + WEEK, first + 2 * WEEK);
        let moved = third + 60_000;
        let spans = [first, moved].map(|at| schedule.span_from(at));
        let changes = vec![change(second, None), change(third, Some(moved))];
        let shown = member_meetings(&schedule, &spans, changes);
        let starts: Vec<i64> = shown.iter().map(|one| one.span.starts_at).collect();
        assert_eq!(starts, [first, second, moved]);
        let cancelled: Vec<bool> = shown.iter().map(MemberMeeting::is_cancelled).collect();
        assert_eq!(cancelled, [false, true, false]);
        assert_eq!(shown[2].change.as_ref().unwrap().original_at, third);
        assert_eq!(shown[1].note.as_deref(), Some("Flu."));
    }

    #[test]
    fn what_the_schedule_forgot_and_what_is_far_away_is_not_shown() {
        let schedule = weekly(&["2026-03-24T19:00"]);
        let first = schedule.instant_of("2026-01-06T19:00").unwrap();
        let far = schedule.instant_of("2026-03-24T19:00").unwrap();
        let spans: Vec<MeetingSpan> = (0..5)
            .map(|week| schedule.span_from(first + week * WEEK))
            .collect();
        let changes = || vec![change(first + WEEK, None), change(far, None)];
        assert_eq!(member_meetings(&schedule, &spans, changes()).len(), 5);
        // With fewer left it is the next thing to know.
        let shown = member_meetings(&schedule, &spans[..2], changes());
        assert_eq!(shown.len(), 3);
        assert!(shown[2].is_cancelled());
    }
}
