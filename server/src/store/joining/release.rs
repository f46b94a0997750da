//! A request that was held for review is let go on: the letter that proves its address is sent.

use api_types::JoinState;
use sqlx::Row;

use super::{
    News, Writer,
    steps::{add_event_by_link, request_of_token},
};
use crate::{
    domain::{join::TokenPurpose, staff::Deed},
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision},
};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Released {
    /// The letter is on its way.
    Now,
    /// It went before.
    Before,
    /// There is no address to write to, or the request stands elsewhere.
    WrongState(JoinState),
    /// The link has ended.
    Spent,
    /// No such link.
    Unknown,
}

impl Store {
    /// Lets the letter to an unproved address go, by staff's link to the request (its hash): a
    /// person has looked at it. The place is held for as long as the letter's link. Safe to do
    /// twice.
    pub async fn release_letter(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Released, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::Review;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((request, holds)) = found else {
                return Ok(Released::Unknown);
            };
            if !holds {
                return Ok(Released::Spent);
            }
            let id = request.id.clone();
            let released = release!(self, transaction, site, request, writer, now);
            if released == Released::Now {
                let deed = Deed::Released;
                add_event_by_link!(self, transaction, site, hash, deed, &id, now);
            }
            Ok(released)
        })
    }
}

/// What happens when a held letter is let go.
macro_rules! release {
    ($store:expr, $transaction:ident, $site:expr, $request:expr, $writer:expr, $now:expr) => {
        'released: {
            use api_types::ContactKind;
            use $crate::{
                domain::join::{TokenPurpose, six_digits},
                store::joining::steps::{
                    HELD_FOR, add_step, add_token, end_tokens, joined_group, tell, token,
                },
            };
            let mut request: $crate::store::joining::StoredRequest = $request;
            let by_email = request.application.contact.kind == ContactKind::Email;
            if request.state != JoinState::Requested || !by_email {
                break 'released Released::WrongState(request.state);
            }
            if !request.for_review {
                break 'released Released::Before;
            }
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!($store, $transaction, $site, by_id, &request.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
            request.for_review = false;
            let code = six_digits(&$store.chance);
            let held_until = request.held_until.unwrap_or_default().max($now + HELD_FOR);
            sqlx::query(
                "UPDATE join_requests SET for_review = $3, code_hash = $4, code_tries = 0, \
                 held_until = $5 WHERE site_id = $1 AND id = $2",
            )
            .bind($site.as_str())
            .bind(&request.id)
            .bind(false)
            .bind(&$store.code_hashes($site, &request.id, &code)[0][..])
            .bind(held_until)
            .execute(&mut *$transaction)
            .await?;
            add_step!(
                $transaction,
                $site,
                &request.id,
                "released",
                "facilitator",
                $now
            );
            end_tokens!($transaction, $site, &request.id, "prove", $now);
            let prove = token($store, TokenPurpose::Prove);
            add_token!($transaction, $site, &request.id, &prove, $now);
            let news = News::ProveAddress {
                code: &code,
                prove: &prove,
            };
            tell!(
                $store,
                $transaction,
                $site,
                &request,
                group,
                news,
                $writer,
                $now
            );
            Released::Now
        }
    };
}

pub(super) use release;
