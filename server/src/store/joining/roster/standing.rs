//! Nobody is to write to a member; a member is kept out for a while, or taken out of the group.

use api_types::{ByStaff, JoinState, SilenceReason};
use sqlx::Row;

use super::super::{
    News, StoredRequest, Writer,
    of_staff::request_of_staff,
    steps::{
        add_step, end_tokens, forget_kind, forget_letters, free_place, joined_group, set_state,
        tell,
    },
};
use crate::{
    domain::{letter::Series, roster::StaffWords, staff::Deed},
    store::{
        Store, StoreError, Viewer,
        groups::group_row,
        in_transaction,
        staff::{audit::add_event, viewer::staff_query},
    },
};

/// What came of it that nobody writes to a member any more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SilencedMember {
    /// Letters that waited and do not go.
    pub letters: u64,
    /// Other groups of the viewer's in which the same contact is or asks to be, by name.
    pub also_in: Vec<Elsewhere>,
}

/// Somebody with the same contact in another group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Slug of the group.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Id of the request there.
    pub request: String,
    /// Whether it is a membership.
    pub is_member: bool,
}

/// What came of taking somebody out of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemovedMember {
    /// They are out.
    Yes,
    /// They have no place there, or not any more.
    WrongState(JoinState),
    /// Nobody like that, or not the viewer's.
    Unknown,
}

/// Writes down what staff wrote about a member.
macro_rules! set_staff_words {
    ($store:expr, $transaction:ident, $site:expr, $request:expr, $words:expr) => {
        sqlx::query("UPDATE join_requests SET staff_words = $3 WHERE site_id = $1 AND id = $2")
            .bind($site.as_str())
            .bind(&$request.id)
            .bind($store.seal_staff_words($site, &$request.id, $words))
            .execute(&mut *$transaction)
            .await?
    };
}

impl Store {
    /// Sees to it that nobody writes to a member any more: letters that wait are taken back at
    /// once, and no other begins (`outbox.rs`); nobody is to ring them, either. `None` where there
    /// is nobody, or it is not the viewer's to say. Safe to do twice; the newer reason counts.
    pub async fn silence_member(
        &self,
        viewer: &Viewer,
        member: &str,
        reason: SilenceReason,
        now: i64,
    ) -> Result<Option<SilencedMember>, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            let Some(request) = request_of_staff!(self, transaction, viewer, member) else {
                return Ok(None);
            };
            let words = StaffWords {
                silence: Some(reason),
                ..request.staff_words.clone()
            };
            set_staff_words!(self, transaction, site, request, &words);
            let since = request.silent_since.unwrap_or(now);
            sqlx::query(
                "UPDATE join_requests SET silent_since = $3 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(member)
            .bind(since)
            .execute(&mut *transaction)
            .await?;
            // Those that a worker has are let go, too: one that does not get through is not tried
            // again.
            let letters = forget_letters!(transaction, site, member).rows_affected();
            sqlx::query(
                "DELETE FROM calls WHERE site_id = $1 AND request_id = $2 AND done_at IS NULL",
            )
            .bind(site.as_str())
            .bind(member)
            .execute(&mut *transaction)
            .await?;
            if request.silent_since.is_none() {
                add_step!(transaction, site, member, "silenced", "facilitator", now);
            }
            let deed = Deed::Silenced;
            add_event!(self, transaction, viewer, deed, "member", member, now);
            let also_in = elsewhere!(self, transaction, viewer, &request);
            Ok(Some(SilencedMember { letters, also_in }))
        })
    }

    /// Lets a member be written to again. False where there is nobody, or it is not the viewer's to
    /// say. Safe to do twice.
    pub async fn unsilence_member(
        &self,
        viewer: &Viewer,
        member: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            let Some(request) = request_of_staff!(self, transaction, viewer, member) else {
                return Ok(false);
            };
            if request.silent_since.is_some() {
                let words = StaffWords {
                    silence: None,
                    ..request.staff_words.clone()
                };
                set_staff_words!(self, transaction, site, request, &words);
                let query =
                    "UPDATE join_requests SET silent_since = NULL WHERE site_id = $1 AND id = $2";
                let lift = sqlx::query(query).bind(site.as_str()).bind(member);
                lift.execute(&mut *transaction).await?;
                add_step!(transaction, site, member, "unsilenced", "facilitator", now);
                let deed = Deed::Unsilenced;
                add_event!(self, transaction, viewer, deed, "member", member, now);
            }
            Ok(true)
        })
    }

    /// Keeps a member out for a while: their page shows no way in, their calendar ends, and no
    /// reminder or message to all members comes. `None` where there is nobody, or it is not the
    /// viewer's to do; an error with where they stand who have no place. Safe to do twice; the newer
    /// reason counts.
    pub async fn pause_member(
        &self,
        viewer: &Viewer,
        member: &str,
        reason: &str,
        now: i64,
    ) -> Result<Option<Result<(), JoinState>>, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            let Some(request) = request_of_staff!(self, transaction, viewer, member) else {
                return Ok(None);
            };
            if request.state != JoinState::Approved {
                return Ok(Some(Err(request.state)));
            }
            let words = StaffWords {
                pause: Some(reason.to_owned()),
                ..request.staff_words.clone()
            };
            set_staff_words!(self, transaction, site, request, &words);
            let since = request.paused_since.unwrap_or(now);
            sqlx::query(
                "UPDATE join_requests SET paused_since = $3 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(member)
            .bind(since)
            .execute(&mut *transaction)
            .await?;
            end_tokens!(transaction, site, member, "calendar", now);
            for series in [Series::Reminders, Series::Messages, Series::Feedback] {
                forget_kind!(transaction, site, member, series.kind());
            }
            if request.paused_since.is_none() {
                add_step!(transaction, site, member, "paused", "facilitator", now);
            }
            let deed = Deed::Paused;
            add_event!(self, transaction, viewer, deed, "member", member, now);
            Ok(Some(Ok(())))
        })
    }

    /// Lets a member in again. False where there is nobody, or it is not the viewer's to do. Safe to
    /// do twice.
    pub async fn resume_member(
        &self,
        viewer: &Viewer,
        member: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            let Some(request) = request_of_staff!(self, transaction, viewer, member) else {
                return Ok(false);
            };
            if request.paused_since.is_some() {
                let words = StaffWords {
                    pause: None,
                    ..request.staff_words.clone()
                };
                set_staff_words!(self, transaction, site, request, &words);
                let query =
                    "UPDATE join_requests SET paused_since = NULL WHERE site_id = $1 AND id = $2";
                let lift = sqlx::query(query).bind(site.as_str()).bind(member);
                lift.execute(&mut *transaction).await?;
                add_step!(transaction, site, member, "resumed", "facilitator", now);
                let deed = Deed::Resumed;
                add_event!(self, transaction, viewer, deed, "member", member, now);
            }
            Ok(true)
        })
    }

    /// Takes a member out of the group: access ends at once, the place goes to who has waited
    /// longest, and what waited to be sent does not go. A letter of staff's own words goes where
    /// there is one, by a writer of its own: they can stop that and not the offer to the next. Safe to
    /// do twice: the first words count.
    pub async fn remove_member(
        &self,
        viewer: &Viewer,
        member: &str,
        (reason, letter): (&str, Option<(&str, &dyn Writer)>),
        writer: &dyn Writer,
        now: i64,
    ) -> Result<RemovedMember, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            let Some(request) = request_of_staff!(self, transaction, viewer, member) else {
                return Ok(RemovedMember::Unknown);
            };
            if request.by_staff() == Some(ByStaff::Removed) {
                return Ok(RemovedMember::Yes);
            }
            if request.state != JoinState::Approved {
                return Ok(RemovedMember::WrongState(request.state));
            }
            let request: StoredRequest = request;
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!(self, transaction, site, by_id, &request.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
            let words = StaffWords {
                pause: None,
                removal: Some(reason.to_owned()),
                ..request.staff_words.clone()
            };
            set_staff_words!(self, transaction, site, request, &words);
            set_state!(transaction, site, member, JoinState::Left, false, None, now);
            let query =
                "UPDATE join_requests SET paused_since = NULL WHERE site_id = $1 AND id = $2";
            let lift = sqlx::query(query).bind(site.as_str()).bind(member);
            lift.execute(&mut *transaction).await?;
            add_step!(transaction, site, member, "removed", "facilitator", now);
            // Who was taken out still sees that, and what is held of them.
            for purpose in ["calendar", "prove", "follow-up", "offer"] {
                end_tokens!(transaction, site, member, purpose, now);
            }
            forget_letters!(transaction, site, member);
            if request.holds_place {
                free_place!(self, transaction, site, group, writer, now);
            }
            if let Some((text, staffs)) = letter {
                let news = News::Removed { text };
                tell!(self, transaction, site, &request, group, news, staffs, now);
            }
            let deed = Deed::Removed;
            add_event!(self, transaction, viewer, deed, "member", member, now);
            Ok(RemovedMember::Yes)
        })
    }
}

/// The viewer's other groups in which somebody with the same contact is or asks to be, and may still
/// be written to.
macro_rules! elsewhere {
    ($store:expr, $transaction:ident, $viewer:expr, $request:expr) => {{
        let request: &StoredRequest = $request;
        let mut groups = Vec::new();
        for hash in $store.contact_hashes($viewer.site(), &request.application.contact) {
            let rows = staff_query!(
                $viewer,
                Work("g.id"),
                "SELECT g.*, r.id AS request, r.state AS stands FROM groups g \
                 JOIN join_requests r ON r.site_id = g.site_id AND r.group_id = g.id \
                 WHERE g.site_id = $1 AND r.contact_hash = $3 AND r.group_id <> $4 \
                 AND r.silent_since IS NULL AND r.state NOT IN ('declined', 'left') AND",
                ""
            );
            let rows = rows.bind(hash.to_vec()).bind(&request.group_id);
            for row in rows.fetch_all(&mut *$transaction).await? {
                let group = group_row!(&row)?;
                groups.push(Elsewhere {
                    name: group.effective()?.name,
                    slug: group.slug,
                    request: row.try_get("request")?,
                    is_member: row.try_get::<String, _>("stands")? == "approved",
                });
            }
        }
        groups.sort_by(|a, b| a.name.cmp(&b.name));
        groups
    }};
}

use elsewhere;
