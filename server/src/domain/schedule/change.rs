//! One meeting of a schedule that is cancelled, moved, or takes place after all. The schedule keeps
//! it as RFC 5545 does: what is left out is an EXDATE, its new time an RDATE of the same length.

use chrono::NaiveDateTime;

use super::{MeetingSpan, Schedule, instant, parse_local};
use crate::domain::group::ScheduleRecord;

/// What becomes of one meeting. Instants are ms since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingChange {
    /// When it began, as the rule or a date by hand says.
    pub original_at: i64,
    /// When it begins now; `None` where it is cancelled.
    pub moved_to: Option<i64>,
}

/// Why a meeting stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// None begins then.
    #[error("no meeting begins then")]
    NoSuchMeeting,
    /// The new time is not a wall time.
    #[error("a local time such as 2026-01-06T19:00")]
    BadTime,
    /// Another meeting begins then, or was left out there.
    #[error("another meeting begins then, or was cancelled there")]
    Taken,
}

impl Schedule {
    /// The meeting that begins at an instant, and the wall time that the record has for it.
    fn meeting_at(&self, starts_at: i64) -> Option<(NaiveDateTime, MeetingSpan)> {
        let local = chrono::DateTime::from_timestamp_millis(starts_at)?;
        let (day, slack) = (local.naive_utc(), chrono::Duration::days(2));
        let times = self.wall_times(day - slack, day + slack).into_iter();
        let mut spans = times.map(|at| (at, self.span(at)));
        spans.find(|(_, span)| span.starts_at == starts_at)
    }

    /// The meeting that begins at an instant.
    pub fn find_meeting(&self, starts_at: i64) -> Option<MeetingSpan> {
        self.meeting_at(starts_at).map(|(_, span)| span)
    }

    /// Whether the record still leaves this meeting out; staff may have written another schedule
    /// since.
    pub fn leaves_out(&self, original_at: i64) -> bool {
        self.exdates.iter().any(|at| self.ms(*at) == original_at)
    }

    /// How long each meeting is, as a meeting that begins at an instant.
    pub fn span_from(&self, starts_at: i64) -> MeetingSpan {
        MeetingSpan {
            starts_at,
            ends_at: starts_at + self.duration.num_milliseconds(),
        }
    }

    /// The instant of a wall time in the group's zone.
    pub fn instant_of(&self, local: &str) -> Result<i64, ChangeError> {
        let at = parse_local(local).map_err(|_| ChangeError::BadTime)?;
        Ok(self.ms(at))
    }

    /// The record in which the meeting that begins at `starts_at` is cancelled, or moved to the
    /// wall time `to`. `before` is what was done to this meeting earlier.
    pub fn with_change(
        &self,
        starts_at: i64,
        to: Option<&str>,
        before: Option<&MeetingChange>,
    ) -> Result<(ScheduleRecord, MeetingChange), ChangeError> {
        let (local, _) = self
            .meeting_at(starts_at)
            .ok_or(ChangeError::NoSuchMeeting)?;
        let mut record = self.record.clone();
        let original_at = before.map_or(starts_at, |before| before.original_at);
        if before.is_some() {
            // It stands where it was moved to; what leaves its first time out stays.
            record.rdates = self.without(&record.rdates, starts_at);
        } else {
            record.exdates.push(wall(local));
        }
        let Some(to) = to else {
            let moved_to = None;
            return Ok((
                record,
                MeetingChange {
                    original_at,
                    moved_to,
                },
            ));
        };
        let at = parse_local(to).map_err(|_| ChangeError::BadTime)?;
        let moved_to = self.ms(at);
        let back = before.is_some() && moved_to == original_at;
        if !back && (self.find_meeting(moved_to).is_some() || self.leaves_out(moved_to)) {
            return Err(ChangeError::Taken);
        }
        if back {
            let undone = MeetingChange {
                original_at,
                moved_to: Some(starts_at),
            };
            let record = self.without_change(&undone);
            let moved_to = Some(moved_to);
            return Ok((
                record,
                MeetingChange {
                    original_at,
                    moved_to,
                },
            ));
        }
        record.rdates.push(wall(at));
        let moved_to = Some(moved_to);
        Ok((
            record,
            MeetingChange {
                original_at,
                moved_to,
            },
        ))
    }

    /// The record in which a change was never made.
    pub fn without_change(&self, change: &MeetingChange) -> ScheduleRecord {
        let mut record = self.record.clone();
        record.exdates = self.without(&record.exdates, change.original_at);
        if let Some(moved_to) = change.moved_to {
            record.rdates = self.without(&record.rdates, moved_to);
        }
        record
    }

    /// The wall times that are another instant.
    fn without(&self, times: &[String], instant: i64) -> Vec<String> {
        let is_other =
            |text: &&String| parse_local(text).map_or(true, |local| self.ms(local) != instant);
        times.iter().filter(is_other).cloned().collect()
    }

    fn ms(&self, local: NaiveDateTime) -> i64 {
        instant(self.zone, local).timestamp_millis()
    }
}

/// A wall time as records write it.
fn wall(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weekly() -> Schedule {
        schedule(&ScheduleRecord {
            starts_at: "2026-01-06T19:00".into(),
            duration_minutes: 90,
            time_zone: "America/Chicago".into(),
            rrule: Some("FREQ=WEEKLY;BYDAY=TU".into()),
            exdates: Vec::new(),
            rdates: Vec::new(),
        })
    }

    fn schedule(record: &ScheduleRecord) -> Schedule {
        Schedule::try_from(record).unwrap()
    }

    fn at(local: &str) -> i64 {
        weekly().instant_of(local).unwrap()
    }

    /// The starts from the sixth to the end of January, as the group's clocks show them.
    fn january(record: &ScheduleRecord) -> Vec<String> {
        let schedule = schedule(record);
        let spans = schedule.meetings(at("2026-01-06T00:00"), at("2026-02-01T00:00"));
        let starts = spans.iter().map(|span| schedule.rfc3339(span.starts_at));
        starts.map(|text| text[5..16].to_owned()).collect()
    }

    #[test]
    fn a_cancelled_meeting_is_left_out_and_comes_back() {
        let thirteenth = at("2026-01-13T19:00");
        let (record, change) = weekly().with_change(thirteenth, None, None).unwrap();
        assert_eq!(
            january(&record),
            ["01-06T19:00", "01-20T19:00", "01-27T19:00"]
        );
        assert_eq!(record.exdates, ["2026-01-13T19:00"]);
        let schedule = schedule(&record);
        assert!(schedule.leaves_out(change.original_at));
        let again = schedule.with_change(thirteenth, None, None);
        assert_eq!(again.unwrap_err(), ChangeError::NoSuchMeeting);
        let back = schedule.without_change(&change);
        assert_eq!(back, weekly().record);
    }

    #[test]
    fn a_moved_meeting_can_be_moved_again_cancelled_and_put_back() {
        let thirteenth = at("2026-01-13T19:00");
        let to = Some("2026-01-14T18:30");
        let (record, change) = weekly().with_change(thirteenth, to, None).unwrap();
        assert_eq!(january(&record)[1], "01-14T18:30");
        let moved = schedule(&record);
        let (from, to) = (change.moved_to.unwrap(), Some("2026-01-15T10:00"));
        let (record, change) = moved.with_change(from, to, Some(&change)).unwrap();
        assert_eq!(january(&record)[1], "01-15T10:00");
        assert_eq!(record.rdates.len(), 1);
        let moved = schedule(&record);
        let from = change.moved_to.unwrap();
        let home = moved.with_change(from, Some("2026-01-13T19:00"), Some(&change));
        assert_eq!(january(&home.unwrap().0), january(&weekly().record));
        assert_eq!(moved.without_change(&change), weekly().record);
        let (record, change) = moved.with_change(from, None, Some(&change)).unwrap();
        assert_eq!((january(&record).len(), record.rdates.len()), (3, 0));
        let cancelled = schedule(&record);
        assert_eq!(cancelled.without_change(&change), weekly().record);
    }

    #[test]
    fn a_date_by_hand_is_cancelled_like_one_of_the_rule() {
        let mut by_hand = weekly().record;
        by_hand.rdates = vec!["2026-01-09T10:00".into()];
        let (record, change) = schedule(&by_hand)
            .with_change(at("2026-01-09T10:00"), None, None)
            .unwrap();
        assert_eq!(january(&record).len(), 4);
        assert_eq!(schedule(&record).without_change(&change), by_hand);
    }

    #[test]
    fn a_meeting_moves_neither_onto_another_nor_to_no_time_at_all() {
        let thirteenth = at("2026-01-13T19:00");
        let moved = |to| {
            weekly()
                .with_change(thirteenth, Some(to), None)
                .unwrap_err()
        };
        assert_eq!(moved("2026-01-20T19:00"), ChangeError::Taken);
        assert_eq!(moved("2026-01-13T19:00"), ChangeError::Taken);
        assert_eq!(moved("next week"), ChangeError::BadTime);
        let (record, _) = weekly().with_change(thirteenth, None, None).unwrap();
        let onto =
            schedule(&record).with_change(at("2026-01-20T19:00"), Some("2026-01-13T19:00"), None);
        assert_eq!(onto.unwrap_err(), ChangeError::Taken);
    }

    #[test]
    fn a_time_that_clocks_skip_is_found_by_its_instant() {
        let mut record = weekly().record;
        record.starts_at = "2026-03-01T02:30".into();
        record.rrule = Some("FREQ=WEEKLY;BYDAY=SU".into());
        let skipped = schedule(&record);
        let starts = at("2026-03-08T02:30");
        let (record, change) = skipped.with_change(starts, None, None).unwrap();
        assert_eq!(record.exdates, ["2026-03-08T02:30"]);
        assert!(schedule(&record).leaves_out(change.original_at));
    }
}
