//! Another group fits better: staff move a request there, where the person gets a place, waits for
//! its facilitator or for a place, and reads that group's guidelines anew.

use api_types::{JoinPolicy, JoinState};
use sqlx::Row;

use crate::{
    domain::staff::Deed,
    store::{
        Store, StoreError, Viewer, in_transaction,
        joining::{
            News, Writer,
            of_staff::request_of_staff,
            prove::known_request,
            removal::policy_for,
            steps::{
                add_step, end_tokens, forget_kind, free_place, hold_place, joined_group,
                promise_answer, set_state, tell,
            },
        },
        staff::{add_event, staff_query},
    },
};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// Where they stand in the other group.
    Now(JoinState),
    /// It is in that group already.
    Before(JoinState),
    /// The person is in that group, or on the way to it, with another request.
    ThereAlready,
    /// The viewer has no such group to work on, or nobody joins it by a request.
    UnknownGroup,
    /// Only who waits is moved.
    WrongState(JoinState),
}

impl Store {
    /// Moves a request to another group by its slug: both are the viewer's to work on. What was
    /// acknowledged stays on record as the former group's. `None` where the viewer has no such
    /// request to work on. Safe to do twice.
    pub async fn move_request(
        &self,
        viewer: &Viewer,
        request: &str,
        to: &str,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Option<Moved>, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            let Some(mut found) = request_of_staff!(self, transaction, viewer, request) else {
                return Ok(None);
            };
            let target = staff_query!(
                viewer,
                Work("g.id"),
                "SELECT g.id FROM groups g WHERE g.site_id = $1 AND g.slug = $3 \
                 AND g.status = 'published' AND",
                ""
            );
            let target = target.bind(to).fetch_optional(&mut *transaction).await?;
            let Some(target) = target else {
                return Ok(Some(Moved::UnknownGroup));
            };
            let (target, left): (String, String) = (target.try_get("id")?, found.group_id.clone());
            if target == left {
                return Ok(Some(Moved::Before(found.state)));
            }
            let waits = [
                JoinState::Pending,
                JoinState::Waitlisted,
                JoinState::Offered,
            ];
            if !waits.contains(&found.state) {
                return Ok(Some(Moved::WrongState(found.state)));
            }
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let from = joined_group!(self, transaction, site, by_id, &left);
            let from = from.ok_or_else(|| StoreError::BadRequest(found.id.clone()))?;
            let group = joined_group!(self, transaction, site, by_id, &target);
            let group = group.ok_or_else(|| StoreError::BadRequest(found.id.clone()))?;
            if !matches!(group.policy, JoinPolicy::Approval | JoinPolicy::Open) {
                return Ok(Some(Moved::UnknownGroup));
            }
            let contact = &found.application.contact;
            if known_request!(self, transaction, site, group, contact).is_some() {
                return Ok(Some(Moved::ThereAlready));
            }
            let has_place = hold_place!(transaction, site, group);
            let policy = policy_for!(self, transaction, site, group, contact);
            let state = match (has_place, policy) {
                (false, _) => JoinState::Waitlisted,
                (true, JoinPolicy::Approval) => JoinState::Pending,
                (true, _) => JoinState::Approved,
            };
            set_state!(transaction, site, request, state, has_place, None, now);
            // What the former group had to say of it is not so any more.
            for kind in [
                "received",
                "waitlisted",
                "offered",
                "question",
                "answer-late",
            ] {
                forget_kind!(transaction, site, request, kind);
            }
            now_of_group!(transaction, site, request, &left, &target);
            // Staff of the former group have nothing more to do with it.
            for purpose in ["offer", "review"] {
                end_tokens!(transaction, site, request, purpose, now);
            }
            add_step!(transaction, site, request, "moved", "facilitator", now);
            let step = api_types::Choice::as_str(state);
            add_step!(transaction, site, request, step, "facilitator", now);
            if found.holds_place {
                free_place!(self, transaction, site, from, writer, now);
            }
            found.group_id = target;
            found.state = state;
            if state == JoinState::Pending {
                promise_answer!(transaction, site, found, group, writer, now);
            }
            let news = News::Moved {
                from: &from.record.name,
            };
            tell!(self, transaction, site, &found, group, news, writer, now);
            let deed = Deed::Moved;
            add_event!(self, transaction, viewer, deed, "request", request, now);
            Ok(Some(Moved::Now(state)))
        })
    }
}

/// Writes the other group into a request's row. Its receipts are the former group's from then on,
/// and the letter of the move asks to read the newest guidelines, so that no other needs to.
macro_rules! now_of_group {
    ($transaction:ident, $site:expr, $request:expr, $from:expr, $to:expr) => {{
        sqlx::query(
            "UPDATE acknowledgements SET former_group = $3 \
             WHERE site_id = $1 AND request_id = $2 AND former_group IS NULL",
        )
        .bind($site.as_str())
        .bind($request)
        .bind($from)
        .execute(&mut *$transaction)
        .await?;
        sqlx::query(
            "UPDATE join_requests SET group_id = $3, asked_at = NULL, question = NULL, \
             guidelines_asked = (\
             SELECT CAST(COALESCE(MAX(CASE WHEN v.group_id = '' THEN v.version END), 0) AS TEXT) \
             || '.' || \
             CAST(COALESCE(MAX(CASE WHEN v.group_id = $3 THEN v.version END), 0) AS TEXT) \
             FROM guidelines v WHERE v.site_id = $1) WHERE site_id = $1 AND id = $2",
        )
        .bind($site.as_str())
        .bind($request)
        .bind($to)
        .execute(&mut *$transaction)
        .await?;
    }};
}

use now_of_group;
