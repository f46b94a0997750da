//! Imports: what a feed brings is laid beside what is there, in one transaction. What becomes of
//! each group is decided in `import_steps.rs`.

use super::{
    SiteId, Store, StoreError,
    groups::group_row,
    import_steps::{Existing, Step, check_keys, missing},
    in_transaction,
    meetings::{coming, meetings_of, replace_meetings},
    sites::move_revision,
};
use crate::{domain::schedule::MeetingSpan, feeds::FeedGroup};

/// What to import.
#[derive(Debug, Clone)]
pub struct Import {
    /// The feed that brings the groups; `None` for staff's own writing, where a group that came
    /// from a feed is edited rather than replaced.
    pub feed: Option<String>,
    /// The groups.
    pub groups: Vec<FeedGroup>,
    /// Whether a group that the feed no longer has is hidden.
    pub removes_missing: bool,
    /// Whether the feed may lose most of its groups at once.
    pub allow_shrink: bool,
    /// Now, ms since 1970 UTC.
    pub now: i64,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Groups that were not there before.
    pub added: usize,
    /// Groups that differ now, those that came back included.
    pub changed: usize,
    /// Groups that are as they were.
    pub unchanged: usize,
    /// Groups that are hidden now, because the feed no longer has them.
    pub removed: usize,
}

impl Store {
    /// Applies an import in one transaction: all of it, or nothing. Importing the same again
    /// changes nothing. What staff changed by hand stays, as a patch over whatever the feed says.
    pub async fn apply_import(
        &self,
        site: &SiteId,
        import: &Import,
    ) -> Result<ImportSummary, StoreError> {
        check_keys(import)?;
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let rows = sqlx::query("SELECT * FROM groups WHERE site_id = $1")
                .bind(site.as_str())
                .fetch_all(&mut *transaction)
                .await?;
            let rows = rows
                .iter()
                .map(|row| group_row!(row))
                .collect::<Result<Vec<_>, _>>()?;
            let feed = import.feed.as_deref();
            let mut existing = Existing::new(rows, feed);
            let mut summary = ImportSummary::default();
            let mut touched: Vec<(String, Vec<MeetingSpan>)> = Vec::new();
            for group in &import.groups {
                match self.step(site, feed, group, &mut existing, import.now)? {
                    Step::Keep => summary.unchanged += 1,
                    Step::Add(row, record) => {
                        sqlx::query(
                            "INSERT INTO groups (site_id, id, slug, status, feed, source_key, \
                             source, edits, join_details, created_at, updated_at) \
                             VALUES ($1, $2, $3, 'published', $4, $5, $6, $7, $8, $9, $9)",
                        )
                        .bind(site.as_str())
                        .bind(&row.id)
                        .bind(&row.slug)
                        .bind(&row.feed)
                        .bind(&row.source_key)
                        .bind(row.source.to_string())
                        .bind(row.edits.to_string())
                        .bind(&row.join_details)
                        .bind(import.now)
                        .execute(&mut *transaction)
                        .await?;
                        touched.push((row.id, coming(&record, import.now)?));
                        summary.added += 1;
                    }
                    Step::Change(row, record) => {
                        sqlx::query(
                            "UPDATE groups SET source = $3, edits = $4, join_details = $5, \
                             join_edits = $6, updated_at = $7, revision = revision + 1, \
                             status = $8 WHERE site_id = $1 AND id = $2",
                        )
                        .bind(site.as_str())
                        .bind(&row.id)
                        .bind(row.source.to_string())
                        .bind(row.edits.to_string())
                        .bind(&row.join_details)
                        .bind(&row.join_edits)
                        .bind(import.now)
                        .bind(row.status.as_str())
                        .execute(&mut *transaction)
                        .await?;
                        touched.push((row.id, meetings_of(row.status, &record, import.now)?));
                        summary.changed += 1;
                    }
                }
            }
            for missing in missing(import, &existing)? {
                sqlx::query(
                    "UPDATE groups SET status = 'hidden', updated_at = $3, \
                     revision = revision + 1 WHERE site_id = $1 AND id = $2",
                )
                .bind(site.as_str())
                .bind(&missing)
                .bind(import.now)
                .execute(&mut *transaction)
                .await?;
                touched.push((missing, Vec::new()));
                summary.removed += 1;
            }
            replace_meetings!(transaction, site, touched);
            if !touched.is_empty() {
                move_revision!(transaction, site, 1);
            }
            Ok(summary)
        })
    }
}
