//! Counts: how often something happened in a group on a day, and words that were searched for in
//! vain. What belongs here: rows. What does not: what is counted when (`crate::insight`), and what of
//! it may be told (`domain/insight/`).

use std::collections::BTreeMap;

use sqlx::Row;

use super::{
    SiteId, Store, StoreError, Viewer, in_transaction, read, retention::over,
    staff::viewer::staff_query,
};
use crate::{
    domain::{
        insight::{Counted, LONGEST_WAIT},
        time::DAY,
    },
    seal::Cell,
};

/// Words that found nothing are told once they have come so often.
const TOLD_FROM: i64 = 5;
/// Words that found nothing go after so many days.
pub(super) const SEARCHES_KEPT_DAYS: i64 = 90;

/// What happened in a group on a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountedDay {
    /// The group: its slug when it is counted, its id when it is read.
    pub group: String,
    /// Days since 1970 in the site's zone.
    pub day: i64,
    /// What.
    pub what: Counted,
    /// Whole days until an answer; else 0.
    pub size: i64,
}

/// Where words that found nothing are sealed.
pub(super) fn words_cell<'a>(site: &'a SiteId, id: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "searches_in_vain",
        column: "words",
        row: id,
    }
}

/// Keeps a count that was made anew from its rows, unless it was larger before.
macro_rules! set_count {
    ($transaction:ident, $site:expr, $counted:expr, $n:expr) => {
        sqlx::query(
            "INSERT INTO counts (site_id, group_id, day, what, size, n) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (site_id, group_id, day, what, size) DO UPDATE SET n = \
             CASE WHEN excluded.n > counts.n THEN excluded.n ELSE counts.n END",
        )
        .bind($site.as_str())
        .bind(&$counted.group)
        .bind($counted.day)
        .bind($counted.what.as_str())
        .bind($counted.size)
        .bind($n)
        .execute(&mut *$transaction)
        .await?
    };
}

impl Store {
    /// Keyed hashes of words that found nothing, under the key in use first.
    pub(super) fn words_hashes(&self, site: &SiteId, words: &str) -> Vec<[u8; 32]> {
        let site = site.as_str();
        self.sealer
            .hashes(site, "searched in vain", words.as_bytes())
    }

    /// Adds to counts, each of a group by its slug. A group that is not there counts nothing.
    pub async fn add_counts(
        &self,
        site: &SiteId,
        counts: &BTreeMap<CountedDay, i64>,
    ) -> Result<(), StoreError> {
        in_transaction!(self, |transaction| {
            for (counted, n) in counts {
                sqlx::query(
                    "INSERT INTO counts (site_id, group_id, day, what, size, n) \
                     SELECT g.site_id, g.id, $3, $4, $5, $6 FROM groups g \
                     WHERE g.site_id = $1 AND g.slug = $2 \
                     ON CONFLICT (site_id, group_id, day, what, size) \
                     DO UPDATE SET n = counts.n + excluded.n",
                )
                .bind(site.as_str())
                .bind(&counted.group)
                .bind(counted.day)
                .bind(counted.what.as_str())
                .bind(counted.size)
                .bind(n)
                .execute(&mut *transaction)
                .await?;
            }
            Ok(())
        })
    }

    /// Counts once more that these words were searched for in vain, on a day.
    pub async fn add_search_in_vain(
        &self,
        site: &SiteId,
        words: &str,
        day: i64,
        now: i64,
    ) -> Result<(), StoreError> {
        let hashes = self.words_hashes(site, words);
        let id = self.new_id(now);
        in_transaction!(self, |transaction| {
            for hash in &hashes {
                let known = sqlx::query(
                    "UPDATE searches_in_vain SET n = n + 1, last_day = $3 \
                     WHERE site_id = $1 AND hash = $2",
                )
                .bind(site.as_str())
                .bind(&hash[..])
                .bind(day)
                .execute(&mut *transaction)
                .await?;
                if known.rows_affected() > 0 {
                    return Ok(());
                }
            }
            sqlx::query(
                "INSERT INTO searches_in_vain (site_id, id, hash, words, n, first_day, last_day) \
                 VALUES ($1, $2, $3, $4, 1, $5, $5) \
                 ON CONFLICT (site_id, hash) DO UPDATE SET n = searches_in_vain.n + 1, \
                 last_day = excluded.last_day",
            )
            .bind(site.as_str())
            .bind(&id)
            .bind(&hashes[0][..])
            .bind(self.sealer.seal(words_cell(site, &id), words.as_bytes()))
            .bind(day)
            .execute(&mut *transaction)
            .await?;
            Ok(())
        })
    }

    /// Counts what the steps of requests tell since a moment, by the days that `day_of` gives them.
    /// A count never gets smaller, so that it stays when the requests have gone.
    pub async fn count_requests(
        &self,
        site: &SiteId,
        since: i64,
        day_of: &(dyn Fn(i64) -> i64 + Sync),
    ) -> Result<(), StoreError> {
        let counts = self.steps_since(site, since, day_of).await?;
        if counts.is_empty() {
            return Ok(());
        }
        in_transaction!(self, |transaction| {
            for (counted, n) in &counts {
                set_count!(transaction, site, counted, *n);
            }
            Ok(())
        })
    }

    // `+ 0`: see `found!` in `joining/staff/queue.rs`.
    async fn steps_since(
        &self,
        site: &SiteId,
        since: i64,
        day_of: &(dyn Fn(i64) -> i64 + Sync),
    ) -> Result<BTreeMap<CountedDay, i64>, StoreError> {
        let mut counts = BTreeMap::new();
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT r.group_id, r.answer_by, s.step, s.actor, s.at, \
                 (SELECT MAX(p.at + 0) FROM join_steps p WHERE p.site_id = s.site_id \
                 AND p.request_id = s.request_id AND p.step = 'pending' AND p.number < s.number) \
                 AS waited_from FROM join_steps s JOIN join_requests r \
                 ON r.site_id = s.site_id AND r.id = s.request_id WHERE s.site_id = $1 \
                 AND s.at >= $2 AND s.step IN ('requested', 'approved', 'declined')",
            )
            .bind(site.as_str())
            .bind(since)
            .fetch_all(&mut *connection)
            .await?;
            for row in &rows {
                let (step, actor): (String, String) = (row.try_get("step")?, row.try_get("actor")?);
                let at: i64 = row.try_get("at")?;
                let group: String = row.try_get("group_id")?;
                let mut count = |what, size| {
                    let counted = CountedDay {
                        group: group.clone(),
                        day: day_of(at),
                        what,
                        size,
                    };
                    *counts.entry(counted).or_insert(0) += 1;
                };
                match (step.as_str(), actor.as_str()) {
                    ("requested", "member") => count(Counted::Finished, 0),
                    ("approved", _) => count(Counted::Approved, 0),
                    _ => {}
                }
                let waited_from: Option<i64> = row.try_get("waited_from")?;
                let is_answer = step != "requested" && !matches!(&*actor, "member" | "server");
                if let (Some(from), true) = (waited_from, is_answer) {
                    let is_in_time = at <= row.try_get::<i64, _>("answer_by")?;
                    let what = if is_in_time {
                        Counted::InTime
                    } else {
                        Counted::Late
                    };
                    count(what, ((at - from) / DAY).clamp(0, LONGEST_WAIT));
                }
            }
        });
        Ok(counts)
    }

    /// Counts who was at the meetings that began since a moment, as staff noted. What they took back is
    /// taken back here, too, from `anew_from` on (a day); before that a count never gets smaller, so that
    /// it stays when members have gone.
    pub async fn count_attendance(
        &self,
        site: &SiteId,
        since: i64,
        day_of: &(dyn Fn(i64) -> i64 + Sync),
        anew_from: i64,
    ) -> Result<(), StoreError> {
        let counts = self.came_since(site, since, day_of).await?;
        in_transaction!(self, |transaction| {
            sqlx::query(
                "DELETE FROM counts WHERE site_id = $1 AND day >= $2 \
                 AND what IN ('came', 'returned')",
            )
            .bind(site.as_str())
            .bind(anew_from)
            .execute(&mut *transaction)
            .await?;
            for (counted, n) in &counts {
                set_count!(transaction, site, counted, *n);
            }
            Ok(())
        })
    }

    async fn came_since(
        &self,
        site: &SiteId,
        since: i64,
        day_of: &(dyn Fn(i64) -> i64 + Sync),
    ) -> Result<BTreeMap<CountedDay, i64>, StoreError> {
        let mut counts = BTreeMap::new();
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT a.group_id, a.starts_at, EXISTS (SELECT 1 FROM attendance b \
                 WHERE b.site_id = a.site_id AND b.request_id = a.request_id \
                 AND b.group_id = a.group_id AND b.starts_at < a.starts_at AND b.came = true) \
                 AS has_come_before FROM attendance a \
                 JOIN groups g ON g.site_id = a.site_id AND g.id = a.group_id \
                 WHERE a.site_id = $1 AND a.starts_at >= $2 AND a.came = true",
            )
            .bind(site.as_str())
            .bind(since)
            .fetch_all(&mut *connection)
            .await?;
            for row in &rows {
                let group: String = row.try_get("group_id")?;
                let day = day_of(row.try_get("starts_at")?);
                let mut count = |what| {
                    let counted = CountedDay {
                        group: group.clone(),
                        day,
                        what,
                        size: 0,
                    };
                    *counts.entry(counted).or_insert(0) += 1;
                };
                count(Counted::Came);
                if row.try_get("has_come_before")? {
                    count(Counted::Returned);
                }
            }
        });
        Ok(counts)
    }

    /// What was counted in the groups that the viewer sees, by their ids, from one day to another.
    pub async fn list_counts(
        &self,
        viewer: &Viewer,
        (from, to): (i64, i64),
    ) -> Result<Vec<(CountedDay, u64)>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("c.group_id"),
                "SELECT c.group_id, c.day, c.what, c.size, c.n FROM counts c \
                 WHERE c.site_id = $1 AND c.day >= $3 AND c.day <= $4 AND",
                ""
            );
            let rows = rows.bind(from).bind(to).fetch_all(&mut *connection).await?;
            let mut counts = Vec::new();
            for row in &rows {
                let what: String = row.try_get("what")?;
                // A word of a later version is not known here.
                let Some(what) = Counted::from_word(&what) else {
                    continue;
                };
                let counted = CountedDay {
                    group: row.try_get("group_id")?,
                    day: row.try_get("day")?,
                    what,
                    size: row.try_get("size")?,
                };
                counts.push((counted, row.try_get::<i64, _>("n")?.unsigned_abs()));
            }
            Ok(counts)
        })
    }

    /// What was searched for in vain five times and more, the most frequent first; nothing for who
    /// does not see the whole site.
    pub async fn list_searches_in_vain(
        &self,
        viewer: &Viewer,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("''"),
                "SELECT v.id, v.words, v.n FROM searches_in_vain v WHERE v.site_id = $1 \
                 AND v.n >= $3 AND",
                ""
            );
            let rows = rows.bind(TOLD_FROM).fetch_all(&mut *connection).await?;
            let mut searches = Vec::new();
            for row in &rows {
                let id: String = row.try_get("id")?;
                let sealed: Vec<u8> = row.try_get("words")?;
                let words = self.sealer.open(words_cell(site, &id), &sealed)?;
                let times = row.try_get::<i64, _>("n")?.unsigned_abs();
                searches.push((String::from_utf8_lossy(&words).into_owned(), times));
            }
            searches.sort_by(|(a, few), (b, many)| many.cmp(few).then(a.cmp(b)));
            Ok(searches)
        })
    }

    /// Lets go of words that were searched for in vain: those that never came five times 90 days
    /// after the first, the others 90 days after the last. Says how many.
    pub async fn delete_old_searches(&self, site: &SiteId, today: i64) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            let done = sqlx::query(concat!(
                "DELETE FROM searches_in_vain WHERE site_id = $1 AND ",
                over!(searches, "$2")
            ))
            .bind(site.as_str())
            .bind(today - SEARCHES_KEPT_DAYS)
            .execute(&mut *transaction)
            .await?;
            Ok(done.rows_affected())
        })
    }
}
