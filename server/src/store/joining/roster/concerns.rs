//! A member says that something is wrong in their group: to the coordinators, and to nobody else. Of
//! these, who looks after the group hears of it only where nobody else could.
//!
//! Nothing of it stands in the request's steps, which the group's facilitators read. The letter to
//! the coordinators is about no request: what staff do to the member takes back their own letters,
//! and must not take back this one.

use sqlx::Row;

use super::{
    super::{Closed, steps::request_of_token},
    concern_cell,
};
use crate::{
    domain::{
        join::TokenPurpose,
        letter::NewLetter,
        roster::ConcernWords,
        staff::{Deed, StaffDetails},
        time::DAY,
    },
    store::{
        GroupId, SiteId, Store, StoreError, Viewer, in_transaction,
        outbox::add_letter,
        read,
        sites::move_revision,
        staff::{audit::add_event, viewer::staff_query},
    },
};

/// So many in a day say enough; more would bury the first.
const MOST_A_DAY: usize = 5;

/// What a member says, and the letters that tell of it.
pub struct NewConcern<'a> {
    /// What happened; it was checked.
    pub words: &'a ConcernWords,
    /// The letter to one of the coordinators, in their language; `None` without mail.
    pub letter: &'a (dyn Fn(&StaffDetails) -> Option<NewLetter> + Sync),
    /// The letter to the address for staff, where nobody is a coordinator yet.
    pub else_letter: Option<&'a NewLetter>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// The coordinators have it.
    Yes,
    /// They have so many of this member's today that they know.
    TooOften,
    /// The link does not do it.
    Closed(Closed),
}

/// What a member said, as they read it themselves in what is held of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredConcern {
    /// What happened.
    pub words: ConcernWords,
    /// When, ms since 1970 UTC.
    pub created_at: i64,
    /// When a coordinator read it, ms since 1970 UTC.
    pub seen_at: Option<i64>,
    /// When it was settled, ms since 1970 UTC.
    pub settled_at: Option<i64>,
}

/// Whether one of the coordinators, by the column or value of their id, hears what is wrong in the
/// group `g`: who looks after it does only where no other coordinator is there.
macro_rules! hears {
    ($staff:literal) => {
        concat!(
            "(",
            $staff,
            " NOT IN (COALESCE(g.owner_id, ''), COALESCE(g.deputy_id, '')) \
             OR NOT EXISTS (SELECT 1 FROM staff o WHERE o.site_id = $1 AND o.ended_at IS NULL \
             AND o.role = 'coordinator' \
             AND o.id NOT IN (COALESCE(g.owner_id, ''), COALESCE(g.deputy_id, ''))))"
        )
    };
}

pub(super) use hears;

impl Store {
    /// Whether who looks after a group (its id) hears what its members say is wrong: they coordinate
    /// the site, and nobody else does.
    pub async fn leader_hears_concerns(
        &self,
        site: &SiteId,
        group: &GroupId,
    ) -> Result<bool, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query(concat!(
                "SELECT 1 FROM staff s JOIN groups g ON g.site_id = s.site_id \
                 AND s.id IN (COALESCE(g.owner_id, ''), COALESCE(g.deputy_id, '')) \
                 WHERE s.site_id = $1 AND g.id = $2 AND s.ended_at IS NULL \
                 AND s.role = 'coordinator' AND ",
                hears!("s.id")
            ));
            let row = row.bind(site.as_str()).bind(group.as_str());
            Ok(row.fetch_optional(&mut *connection).await?.is_some())
        })
    }

    /// Keeps what a member says is wrong, for who holds a link to their page (its hash), and writes
    /// to the coordinators who hear it. The same words again on the same day are the same report.
    pub async fn add_concern(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        concern: &NewConcern<'_>,
        now: i64,
    ) -> Result<Reported, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::Member;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let request = match found {
                None => return Ok(Reported::Closed(Closed::Unknown)),
                Some((_, false)) => return Ok(Reported::Closed(Closed::Spent)),
                Some((request, true)) => request,
            };
            let rows = sqlx::query(
                "SELECT id, words FROM concerns WHERE site_id = $1 AND request_id = $2 \
                 AND created_at > $3",
            );
            let rows = rows.bind(site.as_str()).bind(&request.id).bind(now - DAY);
            let rows = rows.fetch_all(&mut *transaction).await?;
            for row in &rows {
                let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("words")?);
                let before: ConcernWords = self.open_words(concern_cell(site, &id), &sealed)?;
                if before == *concern.words {
                    return Ok(Reported::Yes);
                }
            }
            if rows.len() >= MOST_A_DAY {
                return Ok(Reported::TooOften);
            }
            let id = self.new_id(now);
            sqlx::query(
                "INSERT INTO concerns (site_id, id, group_id, request_id, words, created_at) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(site.as_str())
            .bind(&id)
            .bind(&request.group_id)
            .bind(&request.id)
            .bind(self.seal_words(concern_cell(site, &id), concern.words))
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            let coordinators = sqlx::query(concat!(
                "SELECT s.id, s.details FROM staff s JOIN groups g ON g.site_id = s.site_id \
                 WHERE s.site_id = $1 AND g.id = $2 AND s.ended_at IS NULL \
                 AND s.role = 'coordinator' AND ",
                hears!("s.id"),
                " ORDER BY s.id"
            ));
            let coordinators = coordinators.bind(site.as_str()).bind(&request.group_id);
            let coordinators = coordinators.fetch_all(&mut *transaction).await?;
            let nobody = coordinators.is_empty();
            for row in coordinators {
                let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("details")?);
                let staff = self.open_staff(site, &id, &sealed)?;
                if let Some(letter) = (concern.letter)(&staff) {
                    add_letter!(self, transaction, site, &letter, now);
                }
            }
            if let Some(letter) = concern.else_letter.filter(|_| nobody) {
                add_letter!(self, transaction, site, letter, now);
            }
            Ok(Reported::Yes)
        })
    }

    /// What a member said is wrong, oldest first.
    pub async fn list_concerns(
        &self,
        site: &SiteId,
        request: &str,
    ) -> Result<Vec<StoredConcern>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT id, words, created_at, seen_at, settled_at FROM concerns \
                 WHERE site_id = $1 AND request_id = $2 ORDER BY created_at, id",
            );
            let rows = rows.bind(site.as_str()).bind(request);
            let mut concerns = Vec::new();
            for row in rows.fetch_all(&mut *connection).await? {
                let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("words")?);
                concerns.push(StoredConcern {
                    words: self.open_words(concern_cell(site, &id), &sealed)?,
                    created_at: row.try_get("created_at")?,
                    seen_at: row.try_get("seen_at")?,
                    settled_at: row.try_get("settled_at")?,
                });
            }
            Ok(concerns)
        })
    }

    /// A coordinator read what a member said, or settled it. False where there is no such thing, or
    /// it is not theirs. Who read it first stays.
    pub async fn mark_concern(
        &self,
        viewer: &Viewer,
        concern: &str,
        is_settled: bool,
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            let theirs = sqlx::query(concat!(
                "SELECT 1 FROM concerns c JOIN groups g ON g.site_id = c.site_id \
                 AND g.id = c.group_id WHERE c.site_id = $1 AND c.id = $3 AND ",
                hears!("$2")
            ));
            let theirs = theirs
                .bind(viewer.site().as_str())
                .bind(viewer.who())
                .bind(concern);
            if theirs.fetch_optional(&mut *transaction).await?.is_none() {
                return Ok(false);
            }
            let update = if is_settled {
                staff_query!(
                    viewer,
                    Manage,
                    "UPDATE concerns SET settled_at = $4, settled_by = $2, \
                     seen_at = COALESCE(seen_at, $4), seen_by = COALESCE(seen_by, $2) \
                     WHERE site_id = $1 AND id = $3 AND",
                    ""
                )
            } else {
                staff_query!(
                    viewer,
                    Manage,
                    "UPDATE concerns SET settled_at = NULL, settled_by = NULL, \
                     seen_at = COALESCE(seen_at, $4), seen_by = COALESCE(seen_by, $2) \
                     WHERE site_id = $1 AND id = $3 AND",
                    ""
                )
            };
            let update = update.bind(concern).bind(now);
            if update.execute(&mut *transaction).await?.rows_affected() == 0 {
                return Ok(false);
            }
            let deed = if is_settled {
                Deed::SettledConcern
            } else {
                Deed::SawConcern
            };
            add_event!(self, transaction, viewer, deed, "concern", concern, now);
            Ok(true)
        })
    }
}
