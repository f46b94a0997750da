//! An address is proved, by the link in the letter or by its six digits.

use api_types::{JoinPolicy, JoinState};
use sqlx::Row;

use super::{
    Writer,
    steps::{add_step, add_token, request_of_token, tell, token},
};
use crate::{
    domain::join::{Token, TokenPurpose},
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision},
};

/// So many wrong codes, and the code is dead: one in 100,000 to guess it.
const TRIES: i64 = 10;

/// What somebody has to show.
#[derive(Clone, Copy)]
pub enum Proof<'a> {
    /// Hash of the letter's link.
    Link([u8; 32]),
    /// Hash of the widget's capability, and the six digits.
    Code([u8; 32], &'a str),
}

/// What came of it.
pub enum Proved {
    /// Where the request stands now, and a link to the member's page.
    Now(JoinState, Token),
    /// It was proved before.
    Before(JoinState),
    /// The six digits are others.
    WrongCode,
    /// Too old, guessed at too often, or taken back.
    Spent,
    /// No such link or capability.
    Unknown,
}

impl Store {
    /// Proves a request's address: the person gets a place, waits for the facilitator or for a
    /// place. Safe to do twice. Who is in the group already keeps what they have, and gets its link.
    pub async fn prove_address(
        &self,
        site: &SiteId,
        proof: Proof<'_>,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Proved, StoreError> {
        let (hash, purpose, code) = match proof {
            Proof::Link(hash) => (hash, TokenPurpose::Prove, None),
            Proof::Code(hash, code) => (hash, TokenPurpose::FollowUp, Some(code)),
        };
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((mut request, holds)) = found else {
                return Ok(Proved::Unknown);
            };
            if request.proved_at.is_some() {
                return Ok(Proved::Before(request.state));
            }
            if !holds || request.state != JoinState::Requested {
                return Ok(Proved::Spent);
            }
            if let Some(code) = code {
                let row = sqlx::query(
                    "UPDATE join_requests SET code_tries = code_tries + 1 \
                     WHERE site_id = $1 AND id = $2 RETURNING code_hash, code_tries",
                )
                .bind(site.as_str())
                .bind(&request.id)
                .fetch_one(&mut *transaction)
                .await?;
                let right: Option<Vec<u8>> = row.try_get("code_hash")?;
                if row.try_get::<i64, _>("code_tries")? > TRIES {
                    return Ok(Proved::Spent);
                }
                let typed = self.code_hashes(site, &request.id, code);
                if !typed
                    .iter()
                    .any(|typed| right.as_deref() == Some(&typed[..]))
                {
                    return Ok(Proved::WrongCode);
                }
            }
            let proved = prove!(self, transaction, site, request, writer, "member", now);
            let (id, state, news, group) = proved;
            if let Some(news) = news {
                tell!(self, transaction, site, &request, group, news, writer, now);
            }
            let member = token(self, TokenPurpose::Member);
            add_token!(transaction, site, &id, &member, now);
            Ok(Proved::Now(state, member))
        })
    }
}

/// The request with which the same person is in the group already, or waits for it.
macro_rules! known_request {
    ($store:expr, $transaction:ident, $site:expr, $group:expr, $contact:expr) => {{
        use $crate::store::joining::steps::request_row;
        let mut known: Option<$crate::store::StoredRequest> = None;
        for hash in $store.contact_hashes($site, $contact) {
            let row = sqlx::query(
                "SELECT * FROM join_requests WHERE site_id = $1 AND group_id = $2 \
                 AND contact_hash = $3 AND proved_at IS NOT NULL \
                 AND state IN ('pending', 'waitlisted', 'offered', 'approved') \
                 ORDER BY created_at LIMIT 1",
            )
            .bind($site.as_str())
            .bind(&$group.id)
            .bind(&hash[..])
            .fetch_optional(&mut *$transaction)
            .await?;
            if let Some(row) = row {
                known = Some(request_row!($store, $site, &row));
            }
        }
        known
    }};
}

/// Ends a request whose contact is proved just now if the same person is in the group already or
/// waits for it, with another one; gives that other one.
macro_rules! known_already {
    ($store:expr, $transaction:ident, $site:expr, $request:expr, $group:expr, $writer:expr, $actor:literal, $now:expr) => {{
        use $crate::store::joining::{
            prove::known_request,
            steps::{add_step, end_tokens, free_place, set_state},
        };
        let contact = &$request.application.contact;
        let known = known_request!($store, $transaction, $site, $group, contact);
        if known.is_some() {
            for purpose in ["prove", "follow-up"] {
                end_tokens!($transaction, $site, &$request.id, purpose, $now);
            }
            let left = api_types::JoinState::Left;
            set_state!($transaction, $site, &$request.id, left, false, None, $now);
            add_step!(
                $transaction,
                $site,
                &$request.id,
                "known-already",
                $actor,
                $now
            );
            if $request.holds_place {
                free_place!($store, $transaction, $site, $group, $writer, $now);
            }
        }
        known
    }};
}

/// What happens when an address is proved, whoever says so. Gives the id of the request that
/// stands, where it stands, what is to be told of it, and the group.
macro_rules! prove {
    ($store:expr, $transaction:ident, $site:expr, $request:ident, $writer:expr, $actor:literal, $now:expr) => {{
        use $crate::store::joining::{
            News,
            prove::known_already,
            removal::policy_for,
            steps::{end_tokens, hold_place, joined_group, promise_answer, set_state},
        };
        let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
        let group = joined_group!($store, $transaction, $site, by_id, &$request.group_id);
        let group = group.ok_or_else(|| StoreError::BadRequest($request.id.clone()))?;
        let known = known_already!(
            $store,
            $transaction,
            $site,
            $request,
            group,
            $writer,
            $actor,
            $now
        );
        if let Some(known) = known {
            (known.id, known.state, None, group)
        } else {
            for purpose in ["prove", "follow-up"] {
                end_tokens!($transaction, $site, &$request.id, purpose, $now);
            }
            let has_place = $request.holds_place || hold_place!($transaction, $site, group);
            let contact = &$request.application.contact;
            let policy = policy_for!($store, $transaction, $site, group, contact);
            let (state, news) = match (has_place, policy) {
                (false, _) => (JoinState::Waitlisted, News::Waitlisted),
                (true, JoinPolicy::Approval) => (JoinState::Pending, News::Pending),
                (true, _) => (JoinState::Approved, News::Placed),
            };
            set_state!(
                $transaction,
                $site,
                &$request.id,
                state,
                has_place,
                None,
                $now
            );
            sqlx::query("UPDATE join_requests SET proved_at = $3 WHERE site_id = $1 AND id = $2")
                .bind($site.as_str())
                .bind(&$request.id)
                .bind($now)
                .execute(&mut *$transaction)
                .await?;
            add_step!(
                $transaction,
                $site,
                &$request.id,
                api_types::Choice::as_str(state),
                $actor,
                $now
            );
            if state == JoinState::Pending {
                promise_answer!($transaction, $site, $request, group, $writer, $now);
            }
            ($request.id.clone(), state, Some(news), group)
        }
    }};
}

pub(super) use {known_already, known_request, prove};
