//! Guidelines have changed: members who did not read the new version are asked to.

use sqlx::Row;

use super::{
    News, Writer,
    lapse::AT_ONCE,
    steps::{add_token, forget_kind, joined_group, request_row, tell, token},
};
use crate::{
    domain::{
        join::TokenPurpose,
        letter::Series,
        time::{DAY, HOUR},
    },
    store::{SiteId, Store, StoreError, in_transaction, read, sites::move_revision},
};

/// What each letter of this kind carries.
const STOP: TokenPurpose = TokenPurpose::Unsubscribe(Series::Guidelines);
/// Whoever publishes twice in a row is finishing: nobody is asked before the newest version has
/// stood so long, ms.
const SETTLES: i64 = HOUR;
/// Members are asked by email so long after a publication, ms: long enough for every request that
/// was on its way then, and for a server that was off. Later they are asked on their page alone.
const ASKED_FOR: i64 = 30 * DAY;

/// Nobody is asked more often than that, however often somebody publishes, ms.
const ONCE_IN: i64 = DAY;

/// Members whose group has a version, published from `$2` to `$3`, that they neither acknowledged
/// nor were asked about. The version is the site's and the group's own, as receipts have it. Whose
/// letter of this kind (by its link) is younger than `$4` is asked later.
const TO_ASK: &str = "\
    SELECT r.*, v.version AS newest FROM join_requests r JOIN (\
    SELECT g.id AS group_id, \
    CAST(COALESCE(s.version, 0) AS TEXT) || '.' || CAST(COALESCE(o.version, 0) AS TEXT) AS version, \
    CASE WHEN COALESCE(s.published_at, 0) > COALESCE(o.published_at, 0) \
    THEN s.published_at ELSE o.published_at END AS published_at \
    FROM groups g LEFT JOIN (SELECT group_id, MAX(version) AS version, \
    MAX(published_at) AS published_at FROM guidelines WHERE site_id = $1 GROUP BY group_id) o \
    ON o.group_id = g.id LEFT JOIN (SELECT group_id, MAX(version) AS version, \
    MAX(published_at) AS published_at FROM guidelines WHERE site_id = $1 AND group_id = '' \
    GROUP BY group_id) s ON s.group_id = '' WHERE g.site_id = $1) v ON v.group_id = r.group_id \
    WHERE r.site_id = $1 AND v.published_at >= $2 AND v.published_at <= $3 \
    AND r.state IN ('pending', 'waitlisted', 'offered', 'approved') \
    AND r.contact_kind = 'email' AND r.proved_at IS NOT NULL AND r.guidelines_letters = true \
    AND r.paused_since IS NULL AND r.silent_since IS NULL \
    AND (r.guidelines_asked IS NULL OR r.guidelines_asked <> v.version) \
    AND NOT EXISTS (SELECT 1 FROM acknowledgements a WHERE a.site_id = r.site_id \
    AND a.request_id = r.id AND a.version = v.version AND a.former_group IS NULL) \
    AND NOT EXISTS (SELECT 1 FROM tokens t WHERE t.site_id = r.site_id \
    AND t.request_id = r.id AND t.purpose = $5 AND t.created_at > $4) ORDER BY r.id LIMIT $6";

impl Store {
    /// Asks members to read the newest guidelines of their group, by a letter: some at a time, each
    /// once for each version. Says how many it asked; there may be more.
    pub async fn ask_to_read_guidelines(
        &self,
        site: &SiteId,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<usize, StoreError> {
        // Most of the time nothing was published, and nobody's row is looked at.
        if !self.has_new_guidelines(site, now).await? {
            return Ok(0);
        }
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let rows = sqlx::query(TO_ASK)
                .bind(site.as_str())
                .bind(now - ASKED_FOR)
                .bind(now - SETTLES)
                .bind(now - ONCE_IN)
                .bind(STOP.as_str())
                .bind(AT_ONCE)
                .fetch_all(&mut *transaction)
                .await?;
            for row in &rows {
                let request = request_row!(self, site, row);
                let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
                let group = joined_group!(self, transaction, site, by_id, &request.group_id);
                let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
                sqlx::query(
                    "UPDATE join_requests SET guidelines_asked = $3 \
                     WHERE site_id = $1 AND id = $2",
                )
                .bind(site.as_str())
                .bind(&request.id)
                .bind(row.try_get::<String, _>("newest")?)
                .execute(&mut *transaction)
                .await?;
                // One that still waits tells of an older version, and leads to the same page.
                forget_kind!(transaction, site, &request.id, Series::Guidelines.kind());
                let stop = token(self, STOP);
                add_token!(transaction, site, &request.id, &stop, now);
                let news = News::NewGuidelines { stop: &stop };
                tell!(self, transaction, site, &request, group, news, writer, now);
            }
            Ok(rows.len())
        })
    }

    /// Whether a version is new enough to be asked about.
    async fn has_new_guidelines(&self, site: &SiteId, now: i64) -> Result<bool, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query(
                "SELECT 1 FROM guidelines WHERE site_id = $1 AND published_at >= $2 \
                 AND published_at <= $3 LIMIT 1",
            )
            .bind(site.as_str())
            .bind(now - ASKED_FOR)
            .bind(now - SETTLES)
            .fetch_optional(&mut *connection)
            .await?;
            Ok(row.is_some())
        })
    }
}
