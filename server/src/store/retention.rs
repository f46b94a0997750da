//! What goes when its time is over: the conditions by which rows are deleted, and what they would
//! delete, counted by the very same. What somebody said is wrong and nobody settled holds all that is
//! known of them back.

use sqlx::Row;

use super::{
    Store, StoreError, Viewer,
    insight::SEARCHES_KEPT_DAYS,
    joining::{ENDED_LINKS_KEPT, EndedBefore},
    outbox::KEPT as LETTERS_KEPT,
    read,
    staff::viewer::staff_query,
};
use crate::domain::time::DAY;

/// What goes within this time counts as going soon, ms.
const SOON: i64 = 30 * DAY;

/// What a row must be to be deleted, for each kind of thing; the moment before which it must have
/// been over is the query's parameter that is named. One text for who deletes and for who counts.
macro_rules! over {
    (requests, $before:literal) => {
        $crate::store::retention::over!(@ended "NOT EXISTS", $before)
    };
    (memberships, $before:literal) => {
        $crate::store::retention::over!(@ended "EXISTS", $before)
    };
    (@ended $was_member:literal, $before:literal) => {
        concat!(
            "r.state IN ('declined', 'left') AND r.state_since < ", $before, " AND ", $was_member,
            " (SELECT 1 FROM join_steps s WHERE s.site_id = r.site_id AND s.request_id = r.id \
             AND s.step = 'approved') AND NOT EXISTS (SELECT 1 FROM concerns u \
             WHERE u.site_id = r.site_id AND u.request_id = r.id AND u.settled_at IS NULL)"
        )
    };
    (hand_overs, $before:literal) => {
        concat!("handed_over_at < ", $before)
    };
    (letters, $before:literal) => {
        concat!("state <> 'waiting' AND created_at < ", $before)
    };
    (links, $before:literal) => {
        concat!("expires_at <= ", $before)
    };
    (searches, $before:literal) => {
        concat!("(CASE WHEN n < 5 THEN first_day ELSE last_day END) < ", $before)
    };
}

pub(super) use over;

/// A kind of thing that is held for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Held {
    /// Requests that came to nothing.
    Requests,
    /// What is held of who had a place, and left.
    Memberships,
    /// What members said is wrong and a coordinator settled: it goes with what is held of them.
    Concerns,
    /// Receipts of who went on to another platform.
    HandOvers,
    /// Letters that went, or were given up.
    Letters,
    /// Links that are over.
    Links,
    /// Words that were searched for and found nothing.
    Searches,
}

impl Held {
    /// Its word on the wire and at the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Memberships => "memberships",
            Self::Concerns => "concerns",
            Self::HandOvers => "hand-overs",
            Self::Letters => "letters",
            Self::Links => "links",
            Self::Searches => "searches",
        }
    }
}

/// What is held of one kind, and what of it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Going {
    /// Which.
    pub kind: Held,
    /// For how many days it is kept once it is over.
    pub kept_days: u32,
    /// How many are held and over, however long.
    pub held: u64,
    /// How many go when it is next looked at.
    pub now: u64,
    /// How many more go within 30 days.
    pub soon: u64,
    /// When the longest over of them was over, ms since 1970 UTC.
    pub oldest: Option<i64>,
}

/// One kind, counted in its table: `$at` is when a row was over, `$before` by when it must have been
/// to go, `$over_by` by when to count as over, `$soon` how much later is soon, all in one unit.
macro_rules! going {
    (
        $connection:ident, $site:expr, $kind:ident, $kept_days:expr,
        ($table:literal, $over:ident, $at:literal), ($before:expr, $soon:expr, $over_by:expr)
    ) => {{
        let row = sqlx::query(concat!(
            "SELECT CAST(COUNT(*) AS BIGINT) AS held, MIN(",
            $at,
            ") AS oldest, CAST(COALESCE(SUM(CASE WHEN ",
            over!($over, "$2"),
            " THEN 1 ELSE 0 END), 0) AS BIGINT) AS now, CAST(COALESCE(SUM(CASE WHEN ",
            over!($over, "$3"),
            " THEN 1 ELSE 0 END), 0) AS BIGINT) AS soon FROM ",
            $table,
            " r WHERE r.site_id = $1 AND ",
            over!($over, "$4")
        ))
        .bind($site.as_str())
        .bind($before)
        .bind($before + $soon)
        .bind($over_by)
        .fetch_one(&mut *$connection)
        .await?;
        let number = |name: &str| -> Result<u64, sqlx::Error> {
            Ok(row.try_get::<i64, _>(name)?.unsigned_abs())
        };
        let now = number("now")?;
        Going {
            kind: Held::$kind,
            kept_days: u32::try_from($kept_days).unwrap_or_default(),
            held: number("held")?,
            now,
            soon: number("soon")? - now,
            oldest: row.try_get("oldest")?,
        }
    }};
}

impl Going {
    /// Both together.
    fn and(self, other: Self) -> Self {
        let oldest = self.oldest.into_iter().chain(other.oldest);
        Self {
            held: self.held + other.held,
            now: self.now + other.now,
            soon: self.soon + other.soon,
            oldest: oldest.min(),
            ..self
        }
    }
}

/// Concerns of requests that are over, as requests or as memberships.
macro_rules! going_concerns {
    ($connection:ident, $site:expr, $kept_days:expr, $over:ident, $before:expr, $over_by:expr) => {
        going!(
            $connection,
            $site,
            Concerns,
            $kept_days,
            (
                "(SELECT q.site_id, q.id, q.state, q.state_since FROM join_requests q \
                 JOIN concerns c ON c.site_id = q.site_id AND c.request_id = q.id)",
                $over,
                "r.state_since"
            ),
            ($before, SOON, $over_by)
        )
    };
}

impl Store {
    /// What is held of each kind of thing of the viewer's site, and what of it would go now and
    /// within 30 days; nothing for who may not choose the staff. `kept` are the site's days for
    /// requests and memberships, `today` days since 1970 in its zone.
    pub async fn list_going(
        &self,
        viewer: &Viewer,
        kept: (u16, u16),
        today: i64,
        now: i64,
    ) -> Result<Vec<Going>, StoreError> {
        let site = viewer.site();
        let before = EndedBefore::of(kept, now);
        let ever = i64::MAX;
        read!(self, |connection| {
            let may = staff_query!(
                viewer,
                Manage,
                "SELECT 1 FROM (SELECT id AS site_id FROM sites) here WHERE here.site_id = $1 AND",
                ""
            );
            if may.fetch_optional(&mut *connection).await?.is_none() {
                return Ok(Vec::new());
            }
            let (left, sent) = (before.memberships, now - LETTERS_KEPT);
            let expired = now - ENDED_LINKS_KEPT;
            let searched = today - SEARCHES_KEPT_DAYS;
            let mut all = vec![
                going!(
                    connection,
                    site,
                    Requests,
                    kept.0,
                    ("join_requests", requests, "r.state_since"),
                    (before.requests, SOON, ever)
                ),
                going!(
                    connection,
                    site,
                    Memberships,
                    kept.1,
                    ("join_requests", memberships, "r.state_since"),
                    (left, SOON, ever)
                ),
                going_concerns!(connection, site, kept.1, memberships, left, ever).and(
                    going_concerns!(connection, site, kept.0, requests, before.requests, ever),
                ),
                going!(
                    connection,
                    site,
                    HandOvers,
                    kept.1,
                    ("hand_overs", hand_overs, "handed_over_at"),
                    (left, SOON, ever)
                ),
                going!(
                    connection,
                    site,
                    Letters,
                    LETTERS_KEPT / DAY,
                    ("outbox", letters, "created_at"),
                    (sent, SOON, ever)
                ),
                // A link that still holds is not over.
                going!(
                    connection,
                    site,
                    Links,
                    ENDED_LINKS_KEPT / DAY,
                    ("tokens", links, "expires_at"),
                    (expired, SOON, now)
                ),
                going!(
                    connection,
                    site,
                    Searches,
                    SEARCHES_KEPT_DAYS,
                    ("searches_in_vain", searches, "first_day"),
                    (searched, SOON / DAY, ever)
                ),
            ];
            if let Some(Going { oldest, .. }) = all.last_mut() {
                // Those are counted in days.
                *oldest = oldest.map(|day| day * DAY);
            }
            Ok(all)
        })
    }
}
