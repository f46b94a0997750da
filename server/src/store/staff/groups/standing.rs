//! Where a group stands (draft, published, paused, archived), and that somebody looked at it.

use api_types::{Choice, Status};
use serde_json::json;

use crate::{
    domain::staff::Deed,
    store::{
        GroupStatus, Store, StoreError, Viewer,
        groups::group_row,
        in_transaction,
        meetings::{meetings_of, replace_meetings},
        sites::move_revision,
        staff::{audit::add_event, viewer::group_of_staff},
    },
};

/// What came of a change of standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandingSet {
    /// It stands so now, as it did before or not.
    Yes,
    /// Nobody said what it is for.
    PurposeMissing,
    /// Its feed no longer has it: it cannot be published from here.
    Withdrawn,
    /// There is no such group, or it is not the viewer's to do.
    NotThere,
}

/// What staff say of a group's record by one press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupPress<'a> {
    /// It does not meet at present.
    Pause,
    /// It meets again.
    Resume,
    /// The listing is right; on this day, `YYYY-MM-DD`.
    Checked(&'a str),
}

impl GroupPress<'_> {
    fn deed(self) -> Deed {
        match self {
            Self::Pause => Deed::GroupPaused,
            Self::Resume => Deed::GroupResumed,
            Self::Checked(_) => Deed::ListingChecked,
        }
    }
}

impl Store {
    /// Publishes a group, takes it back as a draft, or archives it. Members of a group that nobody
    /// finds any more keep their pages; it has no meetings, so that nobody is reminded.
    pub async fn set_group_status(
        &self,
        viewer: &Viewer,
        slug: &str,
        status: GroupStatus,
        now: i64,
    ) -> Result<StandingSet, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Manage, slug) else {
                return Ok(StandingSet::NotThere);
            };
            let row = group_row!(&row)?;
            if row.status == status {
                return Ok(StandingSet::Yes);
            }
            if row.status == GroupStatus::Hidden && status != GroupStatus::Archived {
                return Ok(StandingSet::Withdrawn);
            }
            let record = row.effective()?;
            let deed = match status {
                GroupStatus::Published if record.purpose.is_none() => {
                    return Ok(StandingSet::PurposeMissing);
                }
                GroupStatus::Published => Deed::GroupPublished,
                GroupStatus::Archived => Deed::GroupArchived,
                GroupStatus::Draft | GroupStatus::Hidden => Deed::GroupWithdrawn,
            };
            sqlx::query(
                "UPDATE groups SET status = $3, updated_at = $4, revision = revision + 1 \
                 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(&row.id)
            .bind(status.as_str())
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            add_event!(self, transaction, viewer, deed, "group", &row.id, now);
            let touched = [(row.id.clone(), meetings_of(status, &record, now)?)];
            replace_meetings!(transaction, site, touched);
            move_revision!(transaction, site, 1);
            Ok(StandingSet::Yes)
        })
    }

    /// Says one thing of a group, over whatever its record says. False where there is no such
    /// group, or it is not the viewer's to change.
    pub async fn press_on_group(
        &self,
        viewer: &Viewer,
        slug: &str,
        press: GroupPress<'_>,
        now: i64,
    ) -> Result<bool, StoreError> {
        let site = viewer.site();
        let patch = match press {
            GroupPress::Pause => json!({ "status": Status::Paused.as_str() }),
            GroupPress::Resume => json!({ "status": Status::Active.as_str() }),
            GroupPress::Checked(day) => json!({ "last_checked": day }),
        };
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Work, slug) else {
                return Ok(false);
            };
            let mut row = group_row!(&row)?;
            let before = row.effective().ok();
            row.edit(&patch);
            if row.feed.is_none() {
                // A group of staff's own has one text, theirs.
                crate::domain::merge_patch::apply(&mut row.source, &row.edits);
                row.edits = json!({});
            }
            let record = row.effective()?;
            if before.as_ref() == Some(&record) {
                return Ok(true);
            }
            sqlx::query(
                "UPDATE groups SET source = $3, edits = $4, updated_at = $5, \
                 revision = revision + 1 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(&row.id)
            .bind(row.source.to_string())
            .bind(row.edits.to_string())
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            add_event!(
                self,
                transaction,
                viewer,
                press.deed(),
                "group",
                &row.id,
                now
            );
            let touched = [(row.id.clone(), meetings_of(row.status, &record, now)?)];
            replace_meetings!(transaction, site, touched);
            move_revision!(transaction, site, 1);
            Ok(true)
        })
    }
}
