//! Staff rang somebody who gave a number: it is right, nobody answered, or it is somebody else's.

use api_types::{ContactKind, JoinPolicy, JoinState};
use sqlx::Row;

use crate::{
    domain::staff::Deed,
    store::{
        Store, StoreError, Viewer, in_transaction,
        joining::{
            Writer,
            of_staff::request_of_staff,
            prove::prove,
            steps::{HELD_FOR, add_step, end_tokens, free_place, joined_group, set_state, tell},
        },
        staff::add_event,
    },
};

/// How a call went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// The person was there, and the number is right.
    Reached,
    /// Nobody, or somebody else: to be tried again.
    NotReached,
    /// It is not theirs. There is no other way to reach them, so the request ends.
    WrongNumber,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// Where the person stands now, with this request or with an earlier one.
    Now(JoinState),
    /// There is no number to ring, or the request stands elsewhere.
    WrongState(JoinState),
}

impl Store {
    /// Notes how a call went. `None` where the viewer has no such request to work on. A place that is
    /// held for somebody who was not reached is kept two days longer at least.
    pub async fn note_call(
        &self,
        viewer: &Viewer,
        request: &str,
        call: Call,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Option<Called>, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            let Some(mut found) = request_of_staff!(self, transaction, viewer, request) else {
                return Ok(None);
            };
            let by_phone = found.application.contact.kind == ContactKind::Phone;
            if !by_phone || found.state != JoinState::Requested {
                return Ok(Some(Called::WrongState(found.state)));
            }
            let (state, deed) = match call {
                Call::Reached => {
                    let proved = prove!(self, transaction, site, found, writer, "facilitator", now);
                    let (_, state, news, group) = proved;
                    // Who rang has the request before them, so no letter says that it is there.
                    if let Some(news) = news.filter(|_| state != JoinState::Pending) {
                        tell!(self, transaction, site, &found, group, news, writer, now);
                    }
                    (state, Deed::Reached)
                }
                Call::NotReached => {
                    not_reached!(transaction, site, found, now);
                    (JoinState::Requested, Deed::NotReached)
                }
                Call::WrongNumber => {
                    wrong_number!(self, transaction, site, found, writer, now);
                    (JoinState::Left, Deed::WrongNumber)
                }
            };
            add_event!(self, transaction, viewer, deed, "request", request, now);
            Ok(Some(Called::Now(state)))
        })
    }
}

macro_rules! not_reached {
    ($transaction:ident, $site:expr, $request:expr, $now:expr) => {{
        let longer = $now + HELD_FOR;
        let held_until = $request.held_until.map(|until| until.max(longer));
        sqlx::query("UPDATE join_requests SET held_until = $3 WHERE site_id = $1 AND id = $2")
            .bind($site.as_str())
            .bind(&$request.id)
            .bind(held_until)
            .execute(&mut *$transaction)
            .await?;
        add_step!(
            $transaction,
            $site,
            &$request.id,
            "not-reached",
            "facilitator",
            $now
        );
    }};
}

macro_rules! wrong_number {
    ($store:expr, $transaction:ident, $site:expr, $request:expr, $writer:expr, $now:expr) => {{
        let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
        let group = joined_group!($store, $transaction, $site, by_id, &$request.group_id);
        let group = group.ok_or_else(|| StoreError::BadRequest($request.id.clone()))?;
        let left = JoinState::Left;
        set_state!($transaction, $site, &$request.id, left, false, None, $now);
        add_step!(
            $transaction,
            $site,
            &$request.id,
            "wrong-number",
            "facilitator",
            $now
        );
        for purpose in ["prove", "follow-up"] {
            end_tokens!($transaction, $site, &$request.id, purpose, $now);
        }
        if $request.holds_place {
            free_place!($store, $transaction, $site, group, $writer, $now);
        }
    }};
}

use {not_reached, wrong_number};
