//! Groups that somebody should look at: their last meeting has passed, or nobody has checked the
//! listing for long. Who looks after them gets one letter about all.

use std::collections::BTreeMap;

use sqlx::Row;

use super::{
    SiteId, Store, StoreError, groups::group_row, in_transaction, joining::steps::keeper,
    outbox::add_letter, sites::move_revision, staff::has_meetings,
};
use crate::domain::{
    letter::NewLetter,
    needs::{CHECKED_FOR_DAYS, is_unchecked, lacks_meetings},
    staff::StaffDetails,
    time::DAY,
};

/// As often as that somebody is asked about the same listing, ms.
const ASKED_EVERY: i64 = CHECKED_FOR_DAYS.cast_signed() * DAY;

/// What one person is written to about.
#[derive(Default)]
pub struct ToTend {
    /// Who looks after the groups; `None` where nobody on the staff does.
    pub keeper: Option<StaffDetails>,
    /// Names of groups that have no meeting to come to any more.
    pub without_dates: Vec<String>,
    /// Names of groups whose listing nobody has looked at for long.
    pub unchecked: Vec<String>,
}

/// Groups that count as asked about once the letter is written, each with the statement that says so.
type Marks = Vec<(String, &'static str)>;

impl Store {
    /// Writes to everybody who looks after groups that need it: once when a group has had its last
    /// meeting, and once in 90 days about a listing. `write` makes the letter, or none where there
    /// is nobody to write to; then nothing counts as asked. Says how many letters there are.
    pub async fn tend_groups(
        &self,
        site: &SiteId,
        write: &(dyn Fn(&ToTend) -> Option<NewLetter> + Send + Sync),
        now: i64,
    ) -> Result<usize, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let rows = sqlx::query(
                "SELECT g.*, (SELECT COUNT(*) FROM meetings m WHERE m.site_id = g.site_id \
                 AND m.group_id = g.id AND m.ends_at > $2) AS coming \
                 FROM groups g WHERE g.site_id = $1 AND g.status = 'published'",
            )
            .bind(site.as_str())
            .bind(now)
            .fetch_all(&mut *transaction)
            .await?;
            // By the id of who is written to; groups of nobody's by "".
            let mut all = BTreeMap::<String, (ToTend, Marks)>::new();
            for row in &rows {
                let dates_asked: Option<i64> = row.try_get("dates_asked_at")?;
                let check_asked: Option<i64> = row.try_get("check_asked_at")?;
                let (coming, created_at): (i64, i64) =
                    (row.try_get("coming")?, row.try_get("created_at")?);
                let row = group_row!(row)?;
                // One that cannot be read is aloud in the log whenever meetings are renewed.
                let Ok(record) = row.effective() else {
                    continue;
                };
                if row.feed.is_some() && row.owner.is_none() {
                    continue;
                }
                let meets = coming > 0 || has_meetings(&record, now);
                if meets && dates_asked.is_some() {
                    let forget = "UPDATE groups SET dates_asked_at = NULL \
                                  WHERE site_id = $1 AND id = $2";
                    let forget = sqlx::query(forget).bind(site.as_str()).bind(&row.id);
                    forget.execute(&mut *transaction).await?;
                }
                let without_dates = dates_asked.is_none() && lacks_meetings(&record, meets);
                let unchecked = check_asked.is_none_or(|asked| asked + ASKED_EVERY < now)
                    && is_unchecked(&record, created_at, now);
                if !without_dates && !unchecked {
                    continue;
                }
                let mut whom = (String::new(), None);
                for id in [&row.owner, &row.deputy].into_iter().flatten() {
                    let keeper = keeper!(self, transaction, site, Some(id), &row.id);
                    if whom.1.is_none() && keeper.is_some() {
                        whom = (id.clone(), keeper.map(|keeper| keeper.details));
                    }
                }
                let (to_tend, asked) = all.entry(whom.0).or_default();
                to_tend.keeper = whom.1;
                if without_dates {
                    to_tend.without_dates.push(record.name.clone());
                    asked.push((row.id.clone(), MARK_DATES));
                }
                if unchecked {
                    to_tend.unchecked.push(record.name);
                    asked.push((row.id, MARK_CHECK));
                }
            }
            let mut letters = 0;
            for (to_tend, asked) in all.values_mut() {
                to_tend.without_dates.sort();
                to_tend.unchecked.sort();
                let Some(letter) = write(to_tend) else {
                    continue;
                };
                add_letter!(self, transaction, site, &letter, now);
                letters += 1;
                for (group, mark) in asked {
                    let mark = sqlx::query(*mark)
                        .bind(site.as_str())
                        .bind(&*group)
                        .bind(now);
                    mark.execute(&mut *transaction).await?;
                }
            }
            Ok(letters)
        })
    }
}

const MARK_DATES: &str = "UPDATE groups SET dates_asked_at = $3 WHERE site_id = $1 AND id = $2";
const MARK_CHECK: &str = "UPDATE groups SET check_asked_at = $3 WHERE site_id = $1 AND id = $2";
