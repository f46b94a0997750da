//! A group's record as staff open, make and save it.

use api_types::Need;
use serde_json::{Map, Value};
use sqlx::Row;

use crate::{
    domain::{
        group::{GroupRecord, JoinDetails},
        needs::{Facts, needs},
        schedule::Schedule,
        staff::Deed,
    },
    store::{
        GroupId, GroupStatus, SiteId, Store, StoreError, Viewer, Writer,
        groups::{GroupRow, group_row},
        import_steps::source_of,
        in_transaction,
        join_details::JoinColumn,
        joining::offer_free_places,
        meetings::{HORIZON_MS, meetings_of, replace_meetings},
        read,
        sites::move_revision,
        staff::{
            audit::add_event,
            viewer::{group_of_staff, staff_query},
        },
    },
};

/// A group as staff open it.
#[derive(Debug, Clone)]
pub struct OpenedGroup {
    /// Its id, for good.
    pub id: GroupId,
    /// To be given back with what is saved.
    pub revision: i64,
    /// Who may find it.
    pub status: GroupStatus,
    /// The effective record, with the way in for who may work in the group.
    pub record: GroupRecord,
    /// The feed that brings it.
    pub feed: Option<String>,
    /// Fields that staff changed over the feed's.
    pub edited: Vec<String>,
    /// Whether the viewer may change it.
    pub may_work: bool,
    /// Whether the viewer may publish and end it.
    pub may_manage: bool,
    /// Id and name of who looks after it.
    pub owner: Option<(String, String)>,
    /// Id and name of who gets what is overdue.
    pub deputy: Option<(String, String)>,
    /// Ids and names of those who could, for who may choose; by name.
    pub keepers: Vec<(String, String)>,
    /// What it lacks.
    pub needs: Vec<Need>,
    /// When it was changed last, ms since 1970 UTC.
    pub changed_at: i64,
    /// Name of the staff member who did.
    pub changed_by: Option<String>,
    /// Places that are taken or held through Kindred.
    pub places_taken: i64,
}

/// What came of making a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupMade {
    /// It is there, as a draft.
    Yes,
    /// Another group has this slug.
    SlugTaken,
    /// There is no group to copy, or it is not the viewer's to do.
    NotThere,
}

/// What came of saving a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupSaved {
    /// It is saved, and has this revision from now on.
    Yes(i64),
    /// Somebody saved another version since; nothing was changed.
    ChangedSince,
    /// People can find it, and it would say no more what it is for; nothing was changed.
    NeedsPurpose,
    /// There is no such group, or it is not the viewer's to change.
    NotThere,
}

impl Store {
    /// A group as staff edit it, whatever its status; the way in and what the viewer may are as
    /// the queries say.
    pub async fn open_group(
        &self,
        viewer: &Viewer,
        slug: &str,
        now: i64,
    ) -> Result<Option<OpenedGroup>, StoreError> {
        let site = viewer.site();
        let found = read!(self, |connection| {
            match group_of_staff!(connection, viewer, See, slug) {
                Some(row) => Some((group_row!(&row)?, row.try_get::<i64, _>("created_at")?)),
                None => None,
            }
        });
        let Some((row, created_at)) = found else {
            return Ok(None);
        };
        let powers = self.powers_over(viewer, slug).await?;
        let names = self.list_keepers_of_groups(viewer).await?;
        let keeper = |id: &Option<String>| {
            let id = id.as_ref()?;
            names.get(id).map(|name| (id.clone(), name.clone()))
        };
        let mut record = row.effective()?;
        let join = self.join_details_of(site, &row, JoinColumn::Edited)?;
        let facts = Facts {
            fed: row.feed.is_some(),
            has_owner: keeper(&row.owner).is_some(),
            has_deputy: keeper(&row.deputy).is_some(),
            meets: has_meetings(&record, now),
            join: &join,
            created_at,
        };
        let needs = needs(&record, facts, now);
        if powers.work {
            record.join = join;
        }
        let edits = row.edits.as_object();
        Ok(Some(OpenedGroup {
            revision: row.revision,
            status: row.status,
            edited: edits.map_or_else(Vec::new, |edits| edits.keys().cloned().collect()),
            may_work: powers.work,
            may_manage: powers.manage,
            owner: keeper(&row.owner),
            deputy: keeper(&row.deputy),
            keepers: self.list_who_can_keep(viewer, &row.id).await?,
            needs,
            changed_at: row.updated_at,
            changed_by: self
                .find_last_editor(viewer, &row.id, row.updated_at)
                .await?,
            places_taken: row.places_taken,
            feed: row.feed,
            id: GroupId(row.id),
            record,
        }))
    }

    /// The name of the staff member who made the change of this moment to a group; `None` for a
    /// feed or the command line.
    async fn find_last_editor(
        &self,
        viewer: &Viewer,
        group: &str,
        at: i64,
    ) -> Result<Option<String>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let row = staff_query!(
                viewer,
                See("e.thing_id"),
                "SELECT s.id, s.details FROM audit_events e JOIN staff s \
                 ON s.site_id = e.site_id AND s.id = e.who WHERE e.site_id = $1 \
                 AND e.thing = 'group' AND e.thing_id = $3 AND e.at = $4 AND",
                "ORDER BY e.id DESC LIMIT 1"
            );
            let row = row.bind(group).bind(at);
            let Some(row) = row.fetch_optional(&mut *connection).await? else {
                return Ok(None);
            };
            let id: String = row.try_get("id")?;
            let sealed: Vec<u8> = row.try_get("details")?;
            Ok(Some(self.open_staff(site, &id, &sealed)?.name))
        })
    }

    /// Makes a draft: of a record, or of the group `copy_of` with the record's name and slug. What
    /// is a group's very own is not copied: the way in, its places, single meetings, its check.
    pub async fn add_group(
        &self,
        viewer: &Viewer,
        record: &GroupRecord,
        copy_of: Option<&str>,
        now: i64,
    ) -> Result<GroupMade, StoreError> {
        let (site, id) = (viewer.site(), self.new_id(now));
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let may = staff_query!(
                viewer,
                Manage,
                "SELECT 1 FROM (SELECT id AS site_id FROM sites) here WHERE here.site_id = $1 AND",
                ""
            );
            if may.fetch_optional(&mut *transaction).await?.is_none() {
                return Ok(GroupMade::NotThere);
            }
            let mut made = record.clone();
            if let Some(copied) = copy_of {
                let row = sqlx::query("SELECT * FROM groups WHERE site_id = $1 AND slug = $2")
                    .bind(site.as_str())
                    .bind(copied)
                    .fetch_optional(&mut *transaction)
                    .await?;
                let Some(row) = row else {
                    return Ok(GroupMade::NotThere);
                };
                made = copied_record(group_row!(&row)?.effective()?, record);
            }
            let join = JoinDetails::default();
            let added = sqlx::query(
                "INSERT INTO groups (site_id, id, slug, status, source, edits, join_details, \
                 created_at, updated_at) VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $7) \
                 ON CONFLICT (site_id, slug) DO NOTHING",
            )
            .bind(site.as_str())
            .bind(&id)
            .bind(&made.slug)
            .bind(source_of(&made).to_string())
            .bind(Value::Object(Map::new()).to_string())
            .bind(self.seal_join_details(site, &id, JoinColumn::Brought, &join))
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            if added.rows_affected() == 0 {
                return Ok(GroupMade::SlugTaken);
            }
            add_event!(
                self,
                transaction,
                viewer,
                Deed::GroupAdded,
                "group",
                &id,
                now
            );
            Ok(GroupMade::Yes)
        })
    }

    /// Saves a whole record over the revision that it was opened at. The slug stays. Where there
    /// are more places now, who waits is offered them.
    pub async fn save_group(
        &self,
        viewer: &Viewer,
        (slug, revision): (&str, i64),
        record: &GroupRecord,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<GroupSaved, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Work, slug) else {
                return Ok(GroupSaved::NotThere);
            };
            let mut row = group_row!(&row)?;
            if row.revision != revision {
                return Ok(GroupSaved::ChangedSince);
            }
            let before = row.effective()?;
            self.take_record(site, &mut row, record)?;
            let record = row.effective()?;
            // What people can find goes on saying what it is for. A feed's group may never have.
            let is_out = row.status == GroupStatus::Published;
            if is_out && before.purpose.is_some() && record.purpose.is_none() {
                return Ok(GroupSaved::NeedsPurpose);
            }
            sqlx::query(
                "UPDATE groups SET source = $3, edits = $4, join_details = $5, join_edits = $6, \
                 updated_at = $7, revision = revision + 1 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(&row.id)
            .bind(row.source.to_string())
            .bind(row.edits.to_string())
            .bind(&row.join_details)
            .bind(&row.join_edits)
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            add_event!(
                self,
                transaction,
                viewer,
                Deed::GroupSaved,
                "group",
                &row.id,
                now
            );
            let touched = [(row.id.clone(), meetings_of(row.status, &record, now)?)];
            replace_meetings!(transaction, site, touched);
            move_revision!(transaction, site, 1);
            offer_free_places!(self, transaction, site, &row.id, writer, now);
            Ok(GroupSaved::Yes(revision + 1))
        })
    }

    /// Lays what staff wrote over a row.
    fn take_record(
        &self,
        site: &SiteId,
        row: &mut GroupRow,
        record: &GroupRecord,
    ) -> Result<(), StoreError> {
        let mut wanted = record.clone();
        wanted.slug.clone_from(&row.slug);
        if self.join_details_of(site, row, JoinColumn::Edited)? != record.join {
            self.write_join_over(site, row, &record.join)?;
        }
        row.write_over(source_of(&wanted));
        Ok(())
    }
}

/// Whether a meeting is coming, now or later than meetings are written ahead.
pub(in crate::store) fn has_meetings(record: &GroupRecord, now: i64) -> bool {
    /// Groups that meet once a year do meet.
    const AHEAD: i64 = 5 * HORIZON_MS;
    let schedule = record.schedule.as_ref();
    let schedule = schedule.and_then(|schedule| Schedule::of_checked(schedule).ok());
    schedule.is_some_and(|schedule| !schedule.meetings(now, now + AHEAD).is_empty())
}

/// A copy of a group's record under another name and slug.
fn copied_record(from: GroupRecord, named: &GroupRecord) -> GroupRecord {
    let schedule = from.schedule.map(|mut schedule| {
        schedule.exdates.clear();
        // Without a rule they are the dates by hand, else single meetings that were moved.
        if schedule.rrule.is_some() {
            schedule.rdates.clear();
        }
        schedule
    });
    GroupRecord {
        slug: named.slug.clone(),
        name: named.name.clone(),
        status: api_types::Status::Active,
        places_taken: 0,
        join: JoinDetails::default(),
        last_checked: None,
        schedule,
        ..from
    }
}
