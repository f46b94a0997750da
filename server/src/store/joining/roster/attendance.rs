//! Who came to a meeting, as staff note it.

use chrono_tz::Tz;
use sqlx::Row;

use crate::{
    domain::{
        roster::{meeting_at, opens_at, zone_of},
        staff::Deed,
        time::DAY,
    },
    store::{
        SiteId, Store, StoreError, Viewer,
        groups::group_row,
        in_transaction, read,
        staff::{audit::add_event, viewer::staff_query},
    },
};

/// A note can be made and changed for so long, ms: later nobody remembers.
const OPEN_FOR: i64 = 60 * DAY;

impl Store {
    /// To which meetings a member came, as it was noted: start, and whether they came.
    pub async fn list_attendance(
        &self,
        site: &SiteId,
        request: &str,
    ) -> Result<Vec<(i64, bool)>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT starts_at, came FROM attendance WHERE site_id = $1 AND request_id = $2 \
                 ORDER BY starts_at",
            );
            let rows = rows.bind(site.as_str()).bind(request);
            let mut noted = Vec::new();
            for row in rows.fetch_all(&mut *connection).await? {
                noted.push((row.try_get("starts_at")?, row.try_get("came")?));
            }
            Ok(noted)
        })
    }

    /// Notes whether a member came to a meeting of their group, or with `None` that nobody noted
    /// anything. `meeting` is the group's slug and the meeting's start; `zone` the site's. False
    /// where there is no such meeting or member, or it is not the viewer's to note, or its day has
    /// not come. Safe to do twice.
    pub async fn note_attendance(
        &self,
        viewer: &Viewer,
        (slug, starts_at): (&str, i64),
        (member, came): (&str, Option<bool>),
        zone: Tz,
        now: i64,
    ) -> Result<bool, StoreError> {
        let (site, who) = (viewer.site(), viewer.who());
        in_transaction!(self, |transaction| {
            let row = staff_query!(
                viewer,
                Work("g.id"),
                "SELECT g.* FROM groups g JOIN join_requests r ON r.site_id = g.site_id \
                 AND r.group_id = g.id WHERE g.site_id = $1 AND g.slug = $3 AND r.id = $4 \
                 AND r.state = 'approved' AND",
                ""
            );
            let row = row.bind(slug).bind(member);
            let Some(row) = row.fetch_optional(&mut *transaction).await? else {
                return Ok(false);
            };
            let group = group_row!(&row)?;
            let record = group.effective()?;
            let noted = sqlx::query(
                "SELECT 1 FROM attendance WHERE site_id = $1 AND group_id = $2 AND starts_at = $3",
            );
            let noted = noted.bind(site.as_str()).bind(&group.id).bind(starts_at);
            // A meeting at which somebody was noted was one, whatever the schedule is by now.
            let was = noted.fetch_optional(&mut *transaction).await?.is_some();
            if !was && meeting_at(&record, starts_at).is_none() {
                return Ok(false);
            }
            let opens = opens_at(starts_at, zone_of(&record, zone));
            if !(opens..starts_at.saturating_add(OPEN_FOR)).contains(&now) {
                return Ok(false);
            }
            let query = match came {
                Some(came) => sqlx::query(
                    "INSERT INTO attendance (site_id, group_id, starts_at, request_id, came, \
                     noted_by, noted_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                     ON CONFLICT (site_id, group_id, starts_at, request_id) DO UPDATE \
                     SET came = excluded.came, noted_by = excluded.noted_by, \
                     noted_at = excluded.noted_at",
                )
                .bind(site.as_str())
                .bind(&group.id)
                .bind(starts_at)
                .bind(member)
                .bind(came)
                .bind(who)
                .bind(now),
                None => sqlx::query(
                    "DELETE FROM attendance WHERE site_id = $1 AND group_id = $2 \
                     AND starts_at = $3 AND request_id = $4",
                )
                .bind(site.as_str())
                .bind(&group.id)
                .bind(starts_at)
                .bind(member),
            };
            query.execute(&mut *transaction).await?;
            let deed = Deed::NotedAttendance;
            add_event!(self, transaction, viewer, deed, "member", member, now);
            Ok(true)
        })
    }
}
