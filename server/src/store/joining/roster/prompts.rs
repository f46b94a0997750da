//! The open question of a meeting, which goes into its reminder.

use crate::{
    domain::{roster::meeting_at, staff::Deed},
    store::{
        Store, StoreError, Viewer,
        groups::group_row,
        in_transaction,
        staff::{audit::add_event, viewer::group_of_staff},
    },
};

impl Store {
    /// Keeps the question for a meeting that has not begun (its group's slug, its start), or takes
    /// it away. False where there is no such meeting, or it is not the viewer's to ask. Who was
    /// reminded already does not read a later one.
    pub async fn set_meeting_prompt(
        &self,
        viewer: &Viewer,
        (slug, starts_at): (&str, i64),
        words: Option<&str>,
        now: i64,
    ) -> Result<bool, StoreError> {
        let (site, who) = (viewer.site(), viewer.who());
        in_transaction!(self, |transaction| {
            let Some(row) = group_of_staff!(transaction, viewer, Work, slug) else {
                return Ok(false);
            };
            let group = group_row!(&row)?;
            if starts_at <= now || meeting_at(&group.effective()?, starts_at).is_none() {
                return Ok(false);
            }
            let query = match words {
                Some(words) => sqlx::query(
                    "INSERT INTO meeting_prompts (site_id, group_id, starts_at, words, \
                     written_by, written_at) VALUES ($1, $2, $3, $4, $5, $6) \
                     ON CONFLICT (site_id, group_id, starts_at) DO UPDATE \
                     SET words = excluded.words, written_by = excluded.written_by, \
                     written_at = excluded.written_at",
                )
                .bind(site.as_str())
                .bind(&group.id)
                .bind(starts_at)
                .bind(words)
                .bind(who)
                .bind(now),
                None => sqlx::query(
                    "DELETE FROM meeting_prompts WHERE site_id = $1 AND group_id = $2 \
                     AND starts_at = $3",
                )
                .bind(site.as_str())
                .bind(&group.id)
                .bind(starts_at),
            };
            query.execute(&mut *transaction).await?;
            let (deed, id) = (Deed::WrotePrompt, &group.id);
            add_event!(self, transaction, viewer, deed, "group", id, now);
            Ok(true)
        })
    }
}
