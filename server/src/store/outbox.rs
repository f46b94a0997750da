//! Letters to send: added in the transaction of what they are about, claimed by a lease, tried
//! again with growing pauses.
//!
//! What belongs here: the rows. What does not: words and sending (`notify/`), and when a letter
//! is written (the aggregates that add it).

use sqlx::Row;

use super::{SiteId, Store, StoreError, Viewer, in_transaction, read, retention::over};
use crate::{
    domain::{
        letter::NewLetter,
        time::{DAY, HOUR, MINUTE},
    },
    seal::Cell,
};

/// How long a letter waits after each attempt that failed. After the last one it is dead: two
/// days, in which most mail servers come back.
const PAUSES: &[i64] = &[
    MINUTE,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    6 * HOUR,
    6 * HOUR,
    6 * HOUR,
    6 * HOUR,
    6 * HOUR,
    6 * HOUR,
    6 * HOUR,
];
/// Letters to an address that nobody has proved, within [`UNPROVED_WITHIN`].
pub(super) const UNPROVED_AT_MOST: i64 = 3;
/// The time in which those are counted, ms.
pub(super) const UNPROVED_WITHIN: i64 = DAY;
/// What became of a letter is known for so long, ms.
pub(super) const KEPT: i64 = 30 * DAY;

/// How long a letter of staff's waits, so that they can stop it, ms.
pub const STAFFS_MAIL_WAITS: i64 = 10 * MINUTE;

/// Whose letters they are that go with something that staff do. They wait for
/// [`STAFFS_MAIL_WAITS`], are listed as one batch, and can be stopped until a worker takes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    sender: String,
    batch: String,
}

impl Sending {
    /// The id under which these letters are listed and stopped together.
    pub fn batch(&self) -> &str {
        &self.batch
    }

    /// The staff member's id.
    pub(super) fn sender(&self) -> &str {
        &self.sender
    }
}

/// A letter that a worker has to itself until its lease ends.
#[derive(Debug, Clone)]
pub struct ClaimedLetter {
    /// Whose.
    pub site: SiteId,
    /// Its id in the site.
    pub id: String,
    /// Its kind, kebab-case.
    pub kind: String,
    /// The `Message-ID`, angle brackets included: the same on each attempt.
    pub message_id: String,
    /// Which attempt this is, from 1.
    pub attempt: i64,
    /// When it was added, ms since 1970 UTC.
    pub created_at: i64,
    /// What it says; `None` when it does not open, as with a wrong key.
    pub letter: Option<NewLetter>,
}

/// Letters by what becomes of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LetterCounts {
    /// Still to be sent.
    pub waiting: i64,
    /// Sent within the last 30 days.
    pub sent: i64,
    /// Given up within the last 30 days.
    pub dead: i64,
}

/// Whether a failed letter is worth another attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It may go another time.
    Later,
    /// It never will: no such address, or what it is about is over.
    Never,
}

/// Where a letter's text stands.
pub(super) fn letter_cell<'a>(site: &'a SiteId, id: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "outbox",
        column: "letter",
        row: id,
    }
}

impl Store {
    /// The row's text, sealed.
    pub(super) fn seal_letter(&self, site: &SiteId, id: &str, letter: &NewLetter) -> Vec<u8> {
        let plain = serde_json::to_vec(letter).unwrap_or_default();
        self.sealer.seal(letter_cell(site, id), &plain)
    }

    pub(super) fn open_letter(&self, site: &SiteId, id: &str, sealed: &[u8]) -> Option<NewLetter> {
        let plain = self.sealer.open(letter_cell(site, id), sealed).ok()?;
        serde_json::from_slice(&plain).ok()
    }

    /// Whose letters they are that go with one thing that a staff member does.
    pub fn sending(&self, viewer: &Viewer, now: i64) -> Sending {
        Sending {
            sender: viewer.who().to_owned(),
            batch: self.new_id(now),
        }
    }

    /// Keyed hashes of an address, under the key in use first.
    pub(super) fn address_hashes(&self, site: &SiteId, address: &str) -> Vec<[u8; 32]> {
        let address = address.to_lowercase();
        self.sealer
            .hashes(site.as_str(), "contact", address.as_bytes())
    }

    /// Adds a letter that is about nothing else that is written at the same time. Says whether
    /// it was added; see `add_letter!`.
    pub async fn add_letter(
        &self,
        site: &SiteId,
        letter: &NewLetter,
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            Ok(add_letter!(self, transaction, site, letter, now))
        })
    }

    /// Takes at most `limit` letters that are due, of all sites, so that nobody else has them for
    /// `lease` ms. Safe with several servers on one database.
    pub async fn claim_letters(
        &self,
        now: i64,
        lease: i64,
        limit: i64,
    ) -> Result<Vec<ClaimedLetter>, StoreError> {
        let rows: Result<_, StoreError> = in_transaction!(self, |transaction| {
            let rows = sqlx::query(
                "UPDATE outbox SET leased_until = $2, attempts = attempts + 1 \
                 WHERE (site_id, id) IN (SELECT site_id, id FROM outbox \
                 WHERE state = 'waiting' AND due_at <= $1 AND leased_until <= $1 \
                 ORDER BY due_at LIMIT $3) \
                 AND state = 'waiting' AND leased_until <= $1 \
                 RETURNING site_id, id, kind, message_id, attempts, created_at, letter",
            )
            .bind(now)
            .bind(now.saturating_add(lease))
            .bind(limit)
            .fetch_all(&mut *transaction)
            .await?;
            let mut claimed = Vec::new();
            for row in rows {
                let sealed: Vec<u8> = row.try_get("letter")?;
                let letter = ClaimedLetter {
                    site: SiteId(row.try_get("site_id")?),
                    id: row.try_get("id")?,
                    kind: row.try_get("kind")?,
                    message_id: row.try_get("message_id")?,
                    attempt: row.try_get("attempts")?,
                    created_at: row.try_get("created_at")?,
                    letter: None,
                };
                claimed.push((letter, sealed));
            }
            Ok(claimed)
        });
        let opened = rows?.into_iter().map(|(mut claimed, sealed)| {
            claimed.letter = self.open_letter(&claimed.site, &claimed.id, &sealed);
            claimed
        });
        Ok(opened.collect())
    }

    /// Notes that a letter was sent, and forgets what it said.
    pub async fn mark_letter_sent(
        &self,
        site: &SiteId,
        id: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        in_transaction!(self, |transaction| {
            sqlx::query(
                "UPDATE outbox SET state = 'sent', sent_at = $3, letter = $4, trouble = NULL \
                 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(id)
            .bind(now)
            .bind(Vec::<u8>::new())
            .execute(&mut *transaction)
            .await?;
            Ok(())
        })
    }

    /// Notes that attempt number `attempt` failed, and why: words without any address. The
    /// letter is due again after a pause, or dead. An attempt that lost its lease to a later one
    /// changes nothing. Says whether the letter is dead now.
    pub async fn mark_letter_failed(
        &self,
        site: &SiteId,
        id: &str,
        attempt: i64,
        (again, trouble): (Again, &str),
        now: i64,
    ) -> Result<bool, StoreError> {
        let failed = usize::try_from(attempt).unwrap_or_default();
        let pause = PAUSES.get(failed.saturating_sub(1)).copied();
        let due = pause.filter(|_| again == Again::Later);
        in_transaction!(self, |transaction| {
            let changed = sqlx::query(
                "UPDATE outbox SET state = $4, due_at = $5, leased_until = 0, trouble = $6 \
                 WHERE site_id = $1 AND id = $2 AND attempts = $3 AND state = 'waiting'",
            )
            .bind(site.as_str())
            .bind(id)
            .bind(attempt)
            .bind(if due.is_some() { "waiting" } else { "dead" })
            .bind(now.saturating_add(due.unwrap_or_default()))
            .bind(trouble)
            .execute(&mut *transaction)
            .await?;
            Ok(due.is_none() && changed.rows_affected() > 0)
        })
    }

    /// How many letters of all sites wait, went and were given up.
    pub async fn count_letters(&self) -> Result<LetterCounts, StoreError> {
        read!(self, |connection| {
            let query = "SELECT state, COUNT(*) AS letters FROM outbox GROUP BY state";
            let rows = sqlx::query(query).fetch_all(&mut *connection).await?;
            let mut counts = LetterCounts::default();
            for row in rows {
                let letters = row.try_get("letters")?;
                match row.try_get::<String, _>("state")?.as_str() {
                    "waiting" => counts.waiting = letters,
                    "sent" => counts.sent = letters,
                    "dead" => counts.dead = letters,
                    // Stopped by who sent it.
                    _ => {}
                }
            }
            Ok(counts)
        })
    }

    /// Deletes what became of letters 30 days ago. Answers how many.
    pub async fn delete_old_letters(&self, now: i64) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            let query = concat!("DELETE FROM outbox WHERE ", over!(letters, "$1"));
            let deleted = sqlx::query(query)
                .bind(now.saturating_sub(KEPT))
                .execute(&mut *transaction)
                .await?;
            Ok(deleted.rows_affected())
        })
    }
}

/// Adds a letter within a transaction, so that it goes exactly if the rest is committed:
/// `add_letter!(store, transaction, site, letter, now)` with a `&Store`, the transaction's name, a
/// `&SiteId`, a `&NewLetter` and ms since 1970. Says whether it was added: an address that nobody
/// has proved gets three letters within 24 hours, and no more; and a member of whom staff said that
/// nobody is to write to them gets none. This is the one place where a letter begins, and so the one
/// where that holds.
///
/// A sixth argument, `Option<&Sending>`, makes it a letter of staff's: it waits ten minutes, in which
/// they can stop it. Letters that somebody sits and waits for are none.
///
/// For letters to unproved addresses it takes the site's lock, so that two transactions do not both count two.
/// Whoever changes groups or their places in the same transaction takes that lock first, by
/// `move_revision!(transaction, site, 0)`, as all do.
macro_rules! add_letter {
    ($store:expr, $transaction:ident, $site:expr, $letter:expr, $now:expr) => {
        $crate::store::outbox::add_letter!($store, $transaction, $site, $letter, $now, None)
    };
    ($store:expr, $transaction:ident, $site:expr, $letter:expr, $now:expr, $sending:expr) => {{
        use sqlx::Row as _;
        use $crate::store::outbox::{STAFFS_MAIL_WAITS, UNPROVED_AT_MOST, UNPROVED_WITHIN};
        let sending: Option<&$crate::store::Sending> = $sending;
        let (store, site): (&$crate::store::Store, &$crate::store::SiteId) = ($store, $site);
        let (letter, now): (&$crate::domain::letter::NewLetter, i64) = ($letter, $now);
        let hashes = store.address_hashes(site, &letter.to);
        let mut before: i64 = 0;
        if letter.letter.is_to_unproved() {
            $crate::store::sites::move_revision!($transaction, site, 0);
            for hash in &hashes {
                let row = sqlx::query(
                    "SELECT COUNT(*) AS letters FROM outbox WHERE site_id = $1 AND to_hash = $2 \
                     AND created_at > $3 \
                     AND kind IN ('prove-address', 'link-again', 'new-address')",
                )
                .bind(site.as_str())
                .bind(&hash[..])
                .bind(now.saturating_sub(UNPROVED_WITHIN))
                .fetch_one(&mut *$transaction)
                .await?;
                before += row.try_get::<i64, _>("letters")?;
            }
        }
        let mut fits = before < UNPROVED_AT_MOST;
        // Nobody writes to somebody of whom staff said so; about them, staff may be written to.
        if let Some(request) = letter
            .request
            .as_deref()
            .filter(|_| !letter.letter.is_to_staff())
        {
            let silent = sqlx::query(
                "SELECT 1 FROM join_requests WHERE site_id = $1 AND id = $2 \
                 AND silent_since IS NOT NULL",
            )
            .bind(site.as_str())
            .bind(request)
            .fetch_optional(&mut *$transaction)
            .await?;
            fits &= silent.is_none();
        }
        if fits {
            let id = store.new_id(now);
            let due = sending.map_or(now, |_| now.saturating_add(STAFFS_MAIL_WAITS));
            sqlx::query(
                "INSERT INTO outbox (site_id, id, request_id, kind, to_hash, letter, message_id, \
                 state, due_at, leased_until, attempts, created_at, sender_id, batch) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $9, 0, 0, $8, $10, $11)",
            )
            .bind(site.as_str())
            .bind(&id)
            .bind(letter.request.as_deref())
            .bind(letter.letter.kind())
            .bind(&hashes[0][..])
            .bind(store.seal_letter(site, &id, letter))
            .bind(format!("<{id}@{}>", store.mail_domain))
            .bind(now)
            .bind(due)
            .bind(sending.map($crate::store::Sending::sender))
            .bind(sending.map($crate::store::Sending::batch))
            .execute(&mut *$transaction)
            .await?;
        }
        fits
    }};
}

pub(super) use add_letter;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::Chance, domain::letter::Letter, seal::Sealer, store::Database};

    #[tokio::test]
    async fn what_a_letter_said_is_gone_once_it_was_sent() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("kindred.db").display());
        let sealer = Sealer::new([7; 32], Chance::seeded(1));
        let store = Store::open(&url, sealer, Chance::seeded(2)).await.unwrap();
        let site = store.add_site("s", 0).await.unwrap();
        let letter = NewLetter {
            request: None,
            to: "ana@example.org".to_owned(),
            language: "en".to_owned(),
            time_zone: None,
            letter: Letter::LinkAgain {
                link: String::new(),
            },
        };
        store.add_letter(&site, &letter, 0).await.unwrap();
        let length = async || {
            let Database::Sqlite { read, .. } = &store.database else {
                unreachable!("the URL is SQLite's");
            };
            let row = sqlx::query("SELECT LENGTH(letter) FROM outbox");
            let row = row.fetch_one(read).await.unwrap();
            row.try_get::<i64, _>(0).unwrap()
        };
        assert!(length().await > 0);
        let id = store.claim_letters(0, 1, 1).await.unwrap().remove(0).id;
        store.mark_letter_sent(&site, &id, 0).await.unwrap();
        assert_eq!(length().await, 0);
    }
}
