//! Letters of staff's own that wait: listed by what was sent together, and stopped.
//!
//! Who sent them reaches them, and whoever coordinates the site. What a letter is about is told as
//! far as the viewer sees the group.

use std::collections::HashMap;

use sqlx::Row;

use super::{
    audit::add_event,
    viewer::{Viewer, staff_query},
};
use crate::{
    domain::{letter::NewLetter, staff::Deed},
    store::{
        GroupId, Store, StoreError,
        groups::group_row,
        in_transaction,
        joining::steps::{add_step, back_in_line, end_tokens, give_place_back, joined_group},
        read,
        sites::move_revision,
    },
};

/// So many different letters of a batch are shown.
const SHOWN: i64 = 5;

/// Letters that were sent together and wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBatch {
    /// Its id.
    pub batch: String,
    /// Name of the staff member who sent them.
    pub sender: String,
    /// Whether that is the viewer.
    pub is_own: bool,
    /// Which letters, kebab-case.
    pub kind: String,
    /// How many wait.
    pub letters: i64,
    /// The only request that they are about, where there is one: id, and the person's name.
    pub person: Option<(String, String)>,
    /// Name of the only group that they are about.
    pub group: Option<String>,
    /// When they were written, ms since 1970 UTC.
    pub created_at: i64,
    /// When the first goes, ms since 1970 UTC.
    pub due_at: i64,
}

/// What became of a batch that somebody stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped {
    /// So many letters do not go.
    pub stopped: i64,
    /// So many had gone, or were on their way.
    pub gone: i64,
}

impl Store {
    /// What waits, soonest first: the viewer's own, and everybody's for who coordinates.
    pub async fn list_outgoing(&self, viewer: &Viewer) -> Result<Vec<StoredBatch>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                OwnOrManage("o.sender_id"),
                "SELECT o.batch, o.sender_id, s.details, COUNT(*) AS letters, \
                 MIN(o.kind) AS kind, MIN(o.created_at) AS created_at, MIN(o.due_at) AS due_at, \
                 MIN(o.request_id) AS request_id, COUNT(DISTINCT o.request_id) AS requests, \
                 MIN(r.group_id) AS group_id, COUNT(DISTINCT r.group_id) AS groups_of_it \
                 FROM outbox o JOIN staff s ON s.site_id = o.site_id AND s.id = o.sender_id \
                 LEFT JOIN join_requests r ON r.site_id = o.site_id AND r.id = o.request_id \
                 WHERE o.site_id = $1 AND o.batch IS NOT NULL AND o.state = 'waiting' AND",
                "GROUP BY o.batch, o.sender_id, s.details ORDER BY MIN(o.due_at), o.batch"
            );
            let rows = rows.fetch_all(&mut *connection).await?;
            let mut batches = Vec::new();
            for row in &rows {
                let sender: String = row.try_get("sender_id")?;
                let sealed: Vec<u8> = row.try_get("details")?;
                let mut batch = StoredBatch {
                    batch: row.try_get("batch")?,
                    sender: self.open_staff(viewer.site(), &sender, &sealed)?.name,
                    is_own: sender == viewer.who(),
                    kind: row.try_get("kind")?,
                    letters: row.try_get("letters")?,
                    person: None,
                    group: None,
                    created_at: row.try_get("created_at")?,
                    due_at: row.try_get("due_at")?,
                };
                if row.try_get::<i64, _>("groups_of_it")? == 1 {
                    let request: String = row.try_get("request_id")?;
                    let only = row.try_get::<i64, _>("requests")? == 1;
                    let seen = staff_query!(
                        viewer,
                        See("g.id"),
                        "SELECT g.*, r.details AS told FROM groups g JOIN join_requests r \
                         ON r.site_id = g.site_id AND r.group_id = g.id \
                         WHERE g.site_id = $1 AND r.id = $3 AND",
                        ""
                    );
                    let seen = seen.bind(&request).fetch_optional(&mut *connection).await?;
                    if let Some(row) = seen {
                        let told: Vec<u8> = row.try_get("told")?;
                        batch.group = Some(group_row!(&row)?.effective()?.name);
                        if only {
                            let told = self.open_application(viewer.site(), &request, &told)?;
                            batch.person = Some((request, told.display_name));
                        }
                    }
                }
                batches.push(batch);
            }
            Ok(batches)
        })
    }

    /// Some letters of a batch that waits, one of each kind and language, for who may stop them;
    /// none where nothing of it waits any more. That somebody read them is written down in the audit
    /// trail.
    pub async fn list_letters_of_batch(
        &self,
        viewer: &Viewer,
        batch: &str,
        now: i64,
    ) -> Result<Vec<NewLetter>, StoreError> {
        let (letters, read) = read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                OwnOrManage("o.sender_id"),
                "SELECT o.id, o.letter, o.request_id, r.group_id FROM outbox o \
                 LEFT JOIN join_requests r ON r.site_id = o.site_id AND r.id = o.request_id \
                 WHERE o.site_id = $1 AND o.batch = $3 AND o.state = 'waiting' AND",
                "ORDER BY o.kind, o.id LIMIT $4"
            );
            let rows = rows.bind(batch).bind(SHOWN).fetch_all(&mut *connection);
            let mut letters: Vec<NewLetter> = Vec::new();
            let mut read = HashMap::new();
            for row in rows.await? {
                let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("letter")?);
                let Some(letter) = self.open_letter(viewer.site(), &id, &sealed) else {
                    continue;
                };
                let alike = |one: &NewLetter| {
                    one.letter.kind() == letter.letter.kind() && one.language == letter.language
                };
                if letters.iter().any(alike) {
                    continue;
                }
                letters.push(letter);
                if let Some(request) = row.try_get::<Option<String>, _>("request_id")? {
                    read.insert(request, GroupId(row.try_get("group_id")?));
                }
            }
            Ok::<_, StoreError>((letters, read))
        })?;
        self.note_all_seen(viewer, Deed::RequestRead, "request", read, now)
            .await?;
        Ok(letters)
    }

    /// Stops what of a batch has not gone yet, and forgets what it said. What it was about stays as
    /// it is: only the letters do not go. But an offer that nobody hears of would lapse and cost
    /// somebody their turn: those that go with other letters are stopped last, by a press of their
    /// own, and whom they were for waits again as before. `None` where the viewer has no such batch.
    pub async fn stop_outgoing(
        &self,
        viewer: &Viewer,
        batch: &str,
        now: i64,
    ) -> Result<Option<Stopped>, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            move_revision!(transaction, site, 0);
            let offers = staff_query!(
                viewer,
                OwnOrManage("o.sender_id"),
                "SELECT r.id, r.group_id FROM outbox o \
                 JOIN join_requests r ON r.site_id = o.site_id AND r.id = o.request_id \
                 WHERE o.site_id = $1 AND o.batch = $3 AND o.kind = 'offered' \
                 AND o.state = 'waiting' AND o.leased_until <= $4 AND NOT EXISTS (\
                 SELECT 1 FROM outbox x WHERE x.site_id = o.site_id AND x.batch = o.batch \
                 AND x.kind <> 'offered' AND x.state = 'waiting' AND x.leased_until <= $4) AND",
                ""
            );
            let offers = offers.bind(batch).bind(now);
            let offers = offers.fetch_all(&mut *transaction).await?;
            let stopped = staff_query!(
                viewer,
                OwnOrManage("sender_id"),
                "UPDATE outbox SET state = 'stopped', letter = $5, trouble = NULL \
                 WHERE site_id = $1 AND batch = $3 AND state = 'waiting' AND leased_until <= $4 \
                 AND (kind <> 'offered' OR $6 = true) AND",
                ""
            );
            let stopped = stopped.bind(batch).bind(now).bind(Vec::<u8>::new());
            let stopped = stopped.bind(!offers.is_empty());
            let stopped = stopped.execute(&mut *transaction).await?.rows_affected();
            for offer in &offers {
                let (id, group): (String, String) =
                    (offer.try_get("id")?, offer.try_get("group_id")?);
                let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
                let group = joined_group!(self, transaction, site, by_id, &group);
                let group = group.ok_or_else(|| StoreError::BadRequest(id.clone()))?;
                if back_in_line!(transaction, site, &id, now) {
                    give_place_back!(transaction, site, group);
                }
            }
            let others = staff_query!(
                viewer,
                OwnOrManage("o.sender_id"),
                "SELECT COUNT(*) AS letters, \
                 CAST(COALESCE(SUM(CASE WHEN o.state = 'stopped' THEN 1 ELSE 0 END), 0) AS BIGINT) \
                 AS stopped, \
                 CAST(COALESCE(SUM(CASE WHEN o.state = 'waiting' AND o.leased_until <= $4 \
                 THEN 1 ELSE 0 END), 0) AS BIGINT) AS waiting \
                 FROM outbox o WHERE o.site_id = $1 AND o.batch = $3 AND",
                ""
            );
            let others = others
                .bind(batch)
                .bind(now)
                .fetch_one(&mut *transaction)
                .await?;
            let letters: i64 = others.try_get("letters")?;
            if letters == 0 {
                return Ok(None);
            }
            if stopped > 0 {
                let deed = Deed::MailStopped;
                add_event!(self, transaction, viewer, deed, "batch", batch, now);
            }
            let all_stopped: i64 = others.try_get("stopped")?;
            Ok(Some(Stopped {
                stopped: all_stopped,
                gone: letters - all_stopped - others.try_get::<i64, _>("waiting")?,
            }))
        })
    }
}
