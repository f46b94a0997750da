//! A group meets soon: who wants a note before each meeting gets one.

use chrono_tz::Tz;
use sqlx::Row;

use super::{
    News, Writer,
    lapse::AT_ONCE,
    steps::{add_token, forget_kind, joined_group, request_row, tell, token},
};
use crate::{
    domain::{
        join::{TokenPurpose, remind_at},
        letter::Series,
        schedule::MeetingSpan,
        time::HOUR,
    },
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision},
};

/// Letters that wait (as for a mail server) and are wrong by now: the meeting was moved or
/// cancelled, or who was to be reminded left or does not want to be. One that a worker has is let
/// go. `$2` is now.
const FORGET_STALE: &str = "\
    DELETE FROM outbox WHERE site_id = $1 AND kind = $3 AND state = 'waiting' \
    AND leased_until <= $2 AND NOT EXISTS (SELECT 1 FROM join_requests r JOIN meetings m \
    ON m.site_id = r.site_id AND m.group_id = r.group_id AND m.starts_at = r.reminded_of \
    WHERE r.site_id = outbox.site_id AND r.id = outbox.request_id \
    AND r.state = 'approved' AND r.reminders = true AND r.paused_since IS NULL)";

/// Members who were not reminded of their group's next meeting yet: it begins after `$2` and by
/// `$3`. Who sleeps is left alone until `remind_after`, unless the meeting was moved and begins
/// within the hour `$4` after it.
const TO_REMIND: &str = "\
    SELECT r.*, m.starts_at, m.ends_at, p.words AS prompt FROM meetings m JOIN join_requests r \
    ON r.site_id = m.site_id AND r.group_id = m.group_id AND r.state = 'approved' \
    LEFT JOIN meeting_prompts p ON p.site_id = m.site_id AND p.group_id = m.group_id \
    AND p.starts_at = m.starts_at \
    WHERE m.site_id = $1 AND m.starts_at > $2 AND m.starts_at <= $3 \
    AND r.reminders = true AND r.contact_kind = 'email' AND r.proved_at IS NOT NULL \
    AND r.paused_since IS NULL AND r.silent_since IS NULL \
    AND (r.reminded_of IS NULL OR r.reminded_of <> m.starts_at) \
    AND (r.remind_after IS NULL OR r.remind_after <= $2 OR r.remind_after > m.starts_at - $4) \
    AND NOT EXISTS (SELECT 1 FROM meetings n WHERE n.site_id = m.site_id \
    AND n.group_id = m.group_id AND n.starts_at > $2 AND n.starts_at < m.starts_at) \
    ORDER BY m.starts_at, r.id LIMIT $5";

/// What came of one step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reminded {
    /// Members who got a letter.
    pub now: usize,
    /// Members who sleep, and get it in the morning.
    pub later: usize,
}

impl Store {
    /// Reminds members of their group's next meeting when it begins within `ahead` ms: some at a
    /// time, each once for each start. A meeting that is moved after they were reminded has another
    /// start, and they hear of that. `zone` is the site's, for readers whose own is not known.
    pub async fn remind_of_meetings(
        &self,
        site: &SiteId,
        writer: &dyn Writer,
        (ahead, zone): (i64, Tz),
        now: i64,
    ) -> Result<Reminded, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            sqlx::query(FORGET_STALE)
                .bind(site.as_str())
                .bind(now)
                .bind(Series::Reminders.kind())
                .execute(&mut *transaction)
                .await?;
            let rows = sqlx::query(TO_REMIND)
                .bind(site.as_str())
                .bind(now)
                .bind(now + ahead)
                .bind(HOUR)
                .bind(AT_ONCE)
                .fetch_all(&mut *transaction)
                .await?;
            let mut reminded = Reminded::default();
            for row in &rows {
                let request = request_row!(self, site, row);
                let meeting = MeetingSpan {
                    starts_at: row.try_get("starts_at")?,
                    ends_at: row.try_get("ends_at")?,
                };
                let reader = request.application.zone_or(zone);
                let at = remind_at(meeting.starts_at, now, reader);
                let is_due = at <= now;
                let (of, after) = if is_due {
                    (Some(meeting.starts_at), None)
                } else {
                    (row.try_get("reminded_of")?, Some(at))
                };
                sqlx::query(
                    "UPDATE join_requests SET reminded_of = $3, remind_after = $4 \
                     WHERE site_id = $1 AND id = $2",
                )
                .bind(site.as_str())
                .bind(&request.id)
                .bind(of)
                .bind(after)
                .execute(&mut *transaction)
                .await?;
                if !is_due {
                    reminded.later += 1;
                    continue;
                }
                let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
                let group = joined_group!(self, transaction, site, by_id, &request.group_id);
                let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
                forget_kind!(transaction, site, &request.id, Series::Reminders.kind());
                let stop = token(self, TokenPurpose::Unsubscribe(Series::Reminders));
                add_token!(transaction, site, &request.id, &stop, now);
                let prompt: Option<String> = row.try_get("prompt")?;
                let news = News::MeetsSoon {
                    meeting,
                    prompt: prompt.as_deref(),
                    stop: &stop,
                };
                tell!(self, transaction, site, &request, group, news, writer, now);
                reminded.now += 1;
            }
            Ok(reminded)
        })
    }
}
