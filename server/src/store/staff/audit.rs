//! The audit trail, which is only written on: triggers refuse to change or delete an event. What is
//! changed is written down each time; what is only seen, once a day.

use std::collections::HashMap;

use sqlx::Row;

use super::viewer::{Viewer, staff_query};
use crate::{
    domain::{
        staff::{Deed, Power},
        time::DAY,
    },
    store::{GroupId, StaffId, Store, StoreError, in_transaction, read},
};

/// Who looks at the same thing again within this time, ms, is not written down again: the trail
/// tells who has seen what, and would drown in how often.
pub(in crate::store) const SEEN_AGAIN_AFTER: i64 = DAY;

/// Writes down who did what to which thing, in the transaction in which it is done:
/// `add_event!(store, transaction, viewer, Deed::Invited, "staff", id, now)`, or `site, who` in place of
/// `viewer` where who did it only now gets in.
macro_rules! add_event {
    ($store:expr, $transaction:ident, $viewer:expr, $deed:expr, $thing:literal, $id:expr, $now:expr) => {{
        let viewer: &$crate::store::Viewer = $viewer;
        $crate::store::staff::audit::add_event!(
            $store,
            $transaction,
            viewer.site(),
            viewer.who(),
            $deed,
            $thing,
            $id,
            $now
        )
    }};
    ($store:expr, $transaction:ident, $site:expr, $who:expr, $deed:expr, $thing:literal, $id:expr, $now:expr) => {{
        let deed: $crate::domain::staff::Deed = $deed;
        sqlx::query(
            "INSERT INTO audit_events (site_id, id, who, what, thing, thing_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind($site.as_str())
        .bind($store.new_id($now))
        .bind($who)
        .bind(deed.as_str())
        .bind($thing)
        .bind($id)
        .bind($now)
        .execute(&mut *$transaction)
        .await?
    }};
}

pub(in crate::store) use add_event;

/// An event of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its id; ids sort by time.
    pub id: String,
    /// Id of the staff member; `operator` for the command line.
    pub who: String,
    /// A word of [`Deed`], perhaps of a later version.
    pub what: String,
    /// The kind of thing that it was done to.
    pub thing: String,
    /// Its id.
    pub thing_id: String,
    /// What people call it, where that is no name of theirs and still there: a group's slug, a
    /// request's reference.
    pub called: Option<String>,
    /// Ms since 1970 UTC.
    pub at: i64,
}

/// Which events are asked for; what is empty asks for all.
#[derive(Debug, Clone, Default)]
pub struct EventsAsked<'a> {
    /// Id of who did it.
    pub who: &'a str,
    /// What was done.
    pub what: &'a str,
    /// The kind of thing.
    pub thing: &'a str,
    /// Its id.
    pub thing_id: &'a str,
    /// From when on, ms since 1970 UTC.
    pub from: Option<i64>,
    /// Until before when, ms since 1970 UTC.
    pub to: Option<i64>,
    /// Only those before this event (its id).
    pub before: &'a str,
    /// At most so many.
    pub limit: i64,
}

/// Somebody who is or was on the staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedStaff {
    /// Stays the same for good.
    pub id: StaffId,
    /// As they are called.
    pub name: String,
    /// Whether they were taken off.
    pub has_ended: bool,
}

impl Store {
    /// Writes down that somebody looked at a thing (its kind and id) of a group, unless the same was
    /// written within the last 24 hours. Who may not see the group leaves nothing here.
    pub async fn note_seen(
        &self,
        viewer: &Viewer,
        deed: Deed,
        (thing, id): (&str, &str),
        group: &GroupId,
        now: i64,
    ) -> Result<(), StoreError> {
        let seen = [(id.to_owned(), group.clone())];
        self.note_all_seen(viewer, deed, thing, seen.into(), now)
            .await
    }

    /// The same for several things of one kind, each with its group.
    pub(in crate::store) async fn note_all_seen(
        &self,
        viewer: &Viewer,
        deed: Deed,
        thing: &str,
        mut seen: HashMap<String, GroupId>,
        now: i64,
    ) -> Result<(), StoreError> {
        if seen.is_empty() {
            return Ok(());
        }
        // Looked for apart from the write, so that most who look wait for nobody who writes.
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT DISTINCT thing_id FROM audit_events WHERE site_id = $1 AND who = $2 \
                 AND what = $3 AND thing = $4 AND at > $5",
            );
            let rows = rows
                .bind(viewer.site().as_str())
                .bind(viewer.who())
                .bind(deed.as_str())
                .bind(thing)
                .bind(now - SEEN_AGAIN_AFTER);
            for row in rows.fetch_all(&mut *connection).await? {
                seen.remove(&row.try_get::<String, _>("thing_id")?);
            }
            Ok::<_, StoreError>(())
        })?;
        if seen.is_empty() {
            return Ok(());
        }
        in_transaction!(self, |transaction| {
            for (id, group) in &seen {
                let insert = staff_query!(
                    viewer,
                    See("g.id"),
                    "INSERT INTO audit_events (site_id, id, who, what, thing, thing_id, at) \
                     SELECT $1, $3, $2, $4, $5, $6, $7 FROM groups g \
                     WHERE g.site_id = $1 AND g.id = $8 AND",
                    ""
                );
                insert
                    .bind(self.new_id(now))
                    .bind(deed.as_str())
                    .bind(thing)
                    .bind(id)
                    .bind(now)
                    .bind(group.as_str())
                    .execute(&mut *transaction)
                    .await?;
            }
            Ok(())
        })
    }

    /// Writes down that somebody takes a copy out: which file, and of which group if it is of one.
    /// Says whether they may at all; `Manage` for what only coordinators read.
    pub async fn note_export(
        &self,
        viewer: &Viewer,
        power: Power,
        (file, group): (&str, Option<&GroupId>),
        now: i64,
    ) -> Result<bool, StoreError> {
        let event = self.new_id(now);
        in_transaction!(self, |transaction| {
            let insert = match power {
                Power::Manage => staff_query!(
                    viewer,
                    Manage,
                    "INSERT INTO audit_events (site_id, id, who, what, thing, thing_id, at) \
                     SELECT $1, $3, $2, $4, $5, $6, $7 FROM staff s \
                     WHERE s.site_id = $1 AND s.id = $2 AND",
                    ""
                ),
                Power::See | Power::Work => staff_query!(
                    viewer,
                    Own("s.id"),
                    "INSERT INTO audit_events (site_id, id, who, what, thing, thing_id, at) \
                     SELECT $1, $3, $2, $4, $5, $6, $7 FROM staff s \
                     WHERE s.site_id = $1 AND",
                    ""
                ),
            };
            let insert = insert
                .bind(&event)
                .bind(Deed::Exported.as_str())
                .bind(file)
                .bind(group.map_or("", GroupId::as_str))
                .bind(now);
            Ok(insert.execute(&mut *transaction).await?.rows_affected() > 0)
        })
    }

    /// Events of the trail, the newest first; none for who may not choose the staff.
    pub async fn list_events(
        &self,
        viewer: &Viewer,
        asked: &EventsAsked<'_>,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Manage,
                "SELECT e.id, e.who, e.what, e.thing, e.thing_id, e.at, \
                 COALESCE(g.slug, r.reference) AS called FROM audit_events e \
                 LEFT JOIN groups g ON g.site_id = e.site_id AND g.id = e.thing_id \
                 LEFT JOIN join_requests r ON r.site_id = e.site_id AND r.id = e.thing_id \
                 WHERE e.site_id = $1 AND ($3 = '' OR e.who = $3) AND ($4 = '' OR e.what = $4) \
                 AND ($5 = '' OR e.thing = $5) AND ($6 = '' OR e.thing_id = $6) \
                 AND e.at >= $7 AND e.at < $8 AND ($9 = '' OR e.id < $9) AND",
                "ORDER BY e.id DESC LIMIT $10"
            );
            let rows = rows
                .bind(asked.who)
                .bind(asked.what)
                .bind(asked.thing)
                .bind(asked.thing_id)
                .bind(asked.from.unwrap_or(i64::MIN))
                .bind(asked.to.unwrap_or(i64::MAX))
                .bind(asked.before)
                .bind(asked.limit);
            let mut events = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                events.push(StoredEvent {
                    id: row.try_get("id")?,
                    who: row.try_get("who")?,
                    what: row.try_get("what")?,
                    thing: row.try_get("thing")?,
                    thing_id: row.try_get("thing_id")?,
                    called: row.try_get("called")?,
                    at: row.try_get("at")?,
                });
            }
            Ok(events)
        })
    }

    /// The words of all that was ever done, sorted; none for who may not choose the staff.
    pub async fn list_deeds(&self, viewer: &Viewer) -> Result<Vec<String>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Manage,
                "SELECT DISTINCT e.what FROM audit_events e WHERE e.site_id = $1 AND",
                ""
            );
            let rows = rows.fetch_all(&mut *connection).await?;
            let words: Result<Vec<String>, _> =
                rows.iter().map(|row| row.try_get("what")).collect();
            let mut words = words?;
            words.sort();
            Ok(words)
        })
    }

    /// Everybody who is or was on the staff, by name; nobody for who may not choose the staff.
    pub async fn list_named_staff(&self, viewer: &Viewer) -> Result<Vec<NamedStaff>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Manage,
                "SELECT s.id, s.details, s.ended_at FROM staff s WHERE s.site_id = $1 AND",
                ""
            );
            let mut staff = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                let id: String = row.try_get("id")?;
                let sealed: Vec<u8> = row.try_get("details")?;
                let ended: Option<i64> = row.try_get("ended_at")?;
                staff.push(NamedStaff {
                    name: self.open_staff(site, &id, &sealed)?.name,
                    has_ended: ended.is_some(),
                    id: StaffId(id),
                });
            }
            staff.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
            Ok(staff)
        })
    }
}
