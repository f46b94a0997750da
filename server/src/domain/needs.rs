//! What a group lacks, so that somebody should look at it. It can be kept as it is all the same.

use api_types::{Format, JoinPolicy, Need, Status};
use chrono::{DateTime, Days, NaiveDate};

use super::group::{GroupRecord, JoinDetails};

/// A listing that nobody has looked at for so many days may have become wrong.
pub const CHECKED_FOR_DAYS: u64 = 90;

/// What is known of a group beside its record.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Facts<'a> {
    /// Whether it comes from a feed, which vouches for what it brings.
    pub fed: bool,
    /// Whether somebody on the staff looks after it.
    pub has_owner: bool,
    /// Whether somebody gets what is overdue.
    pub has_deputy: bool,
    /// Whether a meeting is coming.
    pub meets: bool,
    /// How members get in.
    pub join: &'a JoinDetails,
    /// Since when it is there, ms since 1970 UTC.
    pub created_at: i64,
}

/// All that a group lacks at `now`, ms since 1970 UTC.
pub fn needs(record: &GroupRecord, facts: Facts<'_>, now: i64) -> Vec<Need> {
    // A directory of a thousand groups from a feed is nobody's to look after one by one, until
    // somebody takes one on or people join it here.
    let joined_here = matches!(record.join_policy, JoinPolicy::Open | JoinPolicy::Approval);
    let is_kept = !facts.fed || facts.has_owner || joined_here;
    let found = [
        (Need::NoPurpose, record.purpose.is_none()),
        (Need::NoMeetings, lacks_meetings(record, facts.meets)),
        (
            Need::NoWayIn,
            joined_here && lacks_way_in(record, facts.join),
        ),
        (Need::NoOwner, is_kept && !facts.has_owner),
        (Need::NoDeputy, is_kept && !facts.has_deputy),
        (
            Need::NotChecked,
            (!facts.fed || facts.has_owner) && is_unchecked(record, facts.created_at, now),
        ),
    ];
    let lacking = found.into_iter().filter(|(_, lacks)| *lacks);
    lacking.map(|(need, _)| need).collect()
}

/// Whether a group that meets by a schedule has no meeting to come to.
pub fn lacks_meetings(record: &GroupRecord, meets: bool) -> bool {
    record.status == Status::Active && record.schedule.is_some() && !meets
}

/// Whether nobody has looked at the listing for too long.
pub fn is_unchecked(record: &GroupRecord, created_at: i64, now: i64) -> bool {
    let day = |ms: i64| {
        DateTime::from_timestamp_millis(ms)
            .unwrap_or_default()
            .date_naive()
    };
    let checked = record.last_checked.as_deref();
    let checked = checked.and_then(|date| date.parse::<NaiveDate>().ok());
    let last = checked.unwrap_or_else(|| day(created_at));
    last.checked_add_days(Days::new(CHECKED_FOR_DAYS))
        .is_some_and(|until| until < day(now))
}

fn lacks_way_in(record: &GroupRecord, join: &JoinDetails) -> bool {
    let elsewhere = matches!(
        record.format,
        Format::Online | Format::Phone | Format::Hybrid
    );
    elsewhere && join.url.is_none() && join.phone.is_none() && join.note.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DAY;
    use serde_json::{Value, json};

    /// 6 January 2026, noon UTC.
    const NOW: i64 = 1_767_700_800_000;

    #[allow(clippy::needless_pass_by_value, reason = "`json!` makes a value")]
    fn record(changes: Value) -> GroupRecord {
        let mut record = json!({
            "slug": "a", "name": "A", "language": "en", "format": "online",
            "join_policy": "approval", "purpose": "both", "last_checked": "2026-01-01",
            "schedule": { "starts_at": "2026-01-06T19:00", "duration_minutes": 60, "time_zone": "UTC" },
        });
        crate::domain::merge_patch::apply(&mut record, &changes);
        serde_json::from_value(record).unwrap()
    }

    fn facts(join: &JoinDetails) -> Facts<'_> {
        Facts {
            fed: false,
            has_owner: true,
            has_deputy: true,
            meets: true,
            join,
            created_at: NOW,
        }
    }

    fn way_in() -> JoinDetails {
        JoinDetails {
            url: Some("https://meet.example.org/a".into()),
            ..JoinDetails::default()
        }
    }

    #[test]
    fn a_group_that_is_looked_after_lacks_nothing() {
        let join = way_in();
        assert_eq!(needs(&record(json!({})), facts(&join), NOW), []);
    }

    #[test]
    fn everything_that_a_group_lacks_is_named() {
        let no_way = JoinDetails::default();
        let bare = Facts {
            has_owner: false,
            has_deputy: false,
            meets: false,
            ..facts(&no_way)
        };
        let record = record(json!({ "purpose": null, "last_checked": "2025-09-01" }));
        let all = [
            Need::NoPurpose,
            Need::NoMeetings,
            Need::NoWayIn,
            Need::NoOwner,
            Need::NoDeputy,
            Need::NotChecked,
        ];
        assert_eq!(needs(&record, bare, NOW), all);
    }

    #[test]
    fn a_group_of_a_directory_is_nobodys_until_somebody_takes_it_on() {
        let none = JoinDetails::default();
        let listed = Facts {
            fed: true,
            has_owner: false,
            has_deputy: false,
            created_at: NOW - 200 * DAY,
            ..facts(&none)
        };
        let drop_in = record(json!({ "join_policy": "drop-in", "last_checked": null }));
        assert_eq!(needs(&drop_in, listed, NOW), []);
        let owned = Facts {
            has_owner: true,
            ..listed
        };
        assert_eq!(
            needs(&drop_in, owned, NOW),
            [Need::NoDeputy, Need::NotChecked]
        );
    }

    #[test]
    fn a_listing_is_right_for_ninety_days() {
        let checked = |date: &str| is_unchecked(&record(json!({ "last_checked": date })), 0, NOW);
        assert!(!checked("2025-10-08"), "ninety days ago");
        assert!(checked("2025-10-07"));
        let never = record(json!({ "last_checked": null }));
        assert!(!is_unchecked(&never, NOW - 90 * DAY, NOW));
        assert!(is_unchecked(&never, NOW - 91 * DAY, NOW));
    }

    #[test]
    fn a_group_that_pauses_or_meets_by_appointment_needs_no_date() {
        assert!(!lacks_meetings(
            &record(json!({ "status": "paused" })),
            false
        ));
        assert!(!lacks_meetings(&record(json!({ "schedule": null })), false));
        assert!(lacks_meetings(&record(json!({})), false));
    }
}
