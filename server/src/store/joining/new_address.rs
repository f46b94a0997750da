//! A member has another email address: it is kept beside the one that holds until they prove it, by
//! the link in a letter to it.
//!
//! What belongs here: asking, proving and letting go of it. What does not: the address that was
//! mistyped before anybody proved it (`correct.rs`).

use api_types::{JoinState, MemberContact};
use sqlx::Row;

use super::{
    News, StoredRequest, Writer,
    prove::known_request,
    steps::{add_step, add_token, forget_kind, joined_group, request_of_token, tell, token},
};
use crate::{
    domain::join::{Token, TokenPurpose, alike, is_open},
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision},
};

/// So many new addresses may be given within [`ASKED_WITHIN`]: a page is no way to write to
/// strangers. Memberships last for years, so it is not for good.
pub(super) const ASKED_AT_MOST: i64 = 5;
/// The time in which those are counted, ms.
pub(super) const ASKED_WITHIN: i64 = 30 * 24 * 60 * 60 * 1_000;

/// What came of a button that says "this is my address".
pub enum AddressChanged {
    /// It is the member's from now on; a link to their page.
    Now(Token),
    /// This link made it theirs before.
    Before,
    /// Somebody is in the group with it already, or waits for it. Nothing has changed.
    InUse,
    /// The request has ended.
    WrongState(JoinState),
    /// Too old, or another address was given since.
    Spent,
    /// No such link.
    Unknown,
}

impl Store {
    /// Makes a new address the member's, for who holds the link that was sent to it (its hash).
    /// Safe to do twice.
    ///
    /// The mailbox before may be somebody else's by now, which is often why people change: every
    /// link from before ends, what waits for it stays here, and it gets a note that says no more
    /// than that.
    ///
    /// Whether the new address is in the group already is told here alone, to who reads its mail
    /// and so may know. Who holds nothing but the member's link reads the same whatever there is:
    /// the address waits until its time is over, as one does whose letter nobody opened.
    pub async fn change_address(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        writer: &dyn Writer,
        now: i64,
    ) -> Result<AddressChanged, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::NewAddress;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((mut request, holds)) = found else {
                return Ok(AddressChanged::Unknown);
            };
            if has_changed_it!(transaction, site, hash) {
                return Ok(AddressChanged::Before);
            }
            let Some(contact) = request.new_contact.take().filter(|_| holds) else {
                return Ok(AddressChanged::Spent);
            };
            if !is_open(request.state) {
                return Ok(AddressChanged::WrongState(request.state));
            }
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!(self, transaction, site, by_id, &request.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
            let known = known_request!(self, transaction, site, group, &contact);
            if known.is_some_and(|known| known.id != request.id) {
                return Ok(AddressChanged::InUse);
            }
            forget_letters_to!(self, transaction, site, request);
            forget_kind!(transaction, site, &request.id, "new-address");
            let left = std::mem::replace(&mut request.application.contact, contact);
            // Who was reminded or asked at the old mailbox may not have read it, so both come anew.
            sqlx::query(
                "UPDATE join_requests SET contact_hash = $3, details = $4, new_contact = NULL, \
                 reminded_of = NULL, guidelines_asked = NULL \
                 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(&request.id)
            .bind(&self.contact_hashes(site, &request.application.contact)[0][..])
            .bind(self.seal_application(site, &request.id, &request.application))
            .execute(&mut *transaction)
            .await?;
            // Those of staff are no business of the mailbox.
            sqlx::query(
                "UPDATE tokens SET ended_at = $3 WHERE site_id = $1 AND request_id = $2 \
                 AND ended_at IS NULL AND purpose <> 'review'",
            )
            .bind(site.as_str())
            .bind(&request.id)
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            add_step!(
                transaction,
                site,
                &request.id,
                "address-changed",
                "member",
                now
            );
            let news = News::AddressChanged { left: &left };
            tell!(self, transaction, site, &request, group, news, writer, now);
            // The link to the offer has ended, too.
            if let (JoinState::Offered, Some(until)) = (request.state, request.held_until) {
                let offer = token(self, TokenPurpose::Offer);
                add_token!(transaction, site, &request.id, &offer, now);
                let news = News::Offered {
                    until,
                    offer: &offer,
                };
                tell!(self, transaction, site, &request, group, news, writer, now);
            }
            let member = token(self, TokenPurpose::Member);
            add_token!(transaction, site, &request.id, &member, now);
            Ok(AddressChanged::Now(member))
        })
    }

    /// Lets go of new addresses that nobody proved in time. Says how many.
    pub async fn forget_new_addresses(&self, site: &SiteId, now: i64) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let forgotten = sqlx::query(
                "UPDATE join_requests SET new_contact = NULL \
                 WHERE site_id = $1 AND new_contact IS NOT NULL AND NOT EXISTS (\
                 SELECT 1 FROM tokens t WHERE t.site_id = join_requests.site_id \
                 AND t.request_id = join_requests.id AND t.purpose = 'new-address' \
                 AND t.ended_at IS NULL AND t.expires_at > $2)",
            )
            .bind(site.as_str())
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            Ok(forgotten.rows_affected())
        })
    }
}

/// Whether it is another address than the one that holds.
pub(super) fn is_new_address(request: &StoredRequest, contact: &MemberContact) -> bool {
    alike(contact) != alike(&request.application.contact)
}

/// Whether a link ended because its address became the member's: at the same moment.
macro_rules! has_changed_it {
    ($transaction:ident, $site:expr, $hash:expr) => {
        sqlx::query(
            "SELECT 1 FROM tokens t JOIN join_steps s ON s.site_id = t.site_id \
             AND s.request_id = t.request_id AND s.at = t.ended_at AND s.step = 'address-changed' \
             WHERE t.site_id = $1 AND t.hash = $2",
        )
        .bind($site.as_str())
        .bind(&$hash[..])
        .fetch_optional(&mut *$transaction)
        .await?
        .is_some()
    };
}

/// Takes back the letters to a request's address that did not go yet; those to staff go.
macro_rules! forget_letters_to {
    ($store:expr, $transaction:ident, $site:expr, $request:expr) => {
        for hash in $store.address_hashes($site, &$request.application.contact.value) {
            sqlx::query(
                "DELETE FROM outbox WHERE site_id = $1 AND request_id = $2 \
                 AND state = 'waiting' AND to_hash = $3",
            )
            .bind($site.as_str())
            .bind(&$request.id)
            .bind(&hash[..])
            .execute(&mut *$transaction)
            .await?;
        }
    };
}

/// Whether new addresses were given so often that this one is refused.
macro_rules! asked_too_often {
    ($transaction:ident, $site:expr, $request:expr, $now:expr) => {{
        use $crate::store::joining::new_address::{ASKED_AT_MOST, ASKED_WITHIN};
        let counted = sqlx::query(
            "SELECT COUNT(*) AS asked FROM join_steps \
             WHERE site_id = $1 AND request_id = $2 AND step = 'address-asked' AND at > $3",
        )
        .bind($site.as_str())
        .bind(&$request.id)
        .bind($now - ASKED_WITHIN)
        .fetch_one(&mut *$transaction)
        .await?;
        counted.try_get::<i64, _>("asked")? >= ASKED_AT_MOST
    }};
}

/// Keeps a new address until it is proved, and writes to it. Another one that was given before makes
/// way, with its links and letters; the same one keeps them, since each proves it, and one of its
/// letters may be the last that may go today. The address that holds already calls off the change.
macro_rules! ask_new_address {
    ($store:expr, $transaction:ident, $site:expr, $request:ident, $contact:expr, $writer:expr, $now:expr) => {{
        use $crate::{
            domain::join::alike,
            store::joining::{
                new_address::is_new_address,
                steps::{add_token, end_tokens, forget_kind, joined_group, tell, token},
            },
        };
        let before = $request.new_contact.as_ref();
        let is_new = is_new_address(&$request, $contact);
        if before.is_some_and(|before| alike(before) != alike($contact)) {
            end_tokens!($transaction, $site, &$request.id, "new-address", $now);
            forget_kind!($transaction, $site, &$request.id, "new-address");
        }
        let sealed = is_new.then(|| $store.seal_new_contact($site, &$request.id, $contact));
        sqlx::query("UPDATE join_requests SET new_contact = $3 WHERE site_id = $1 AND id = $2")
            .bind($site.as_str())
            .bind(&$request.id)
            .bind(sealed)
            .execute(&mut *$transaction)
            .await?;
        if is_new {
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!($store, $transaction, $site, by_id, &$request.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest($request.id.clone()))?;
            add_step!(
                $transaction,
                $site,
                &$request.id,
                "address-asked",
                "member",
                $now
            );
            let prove = token($store, TokenPurpose::NewAddress);
            add_token!($transaction, $site, &$request.id, &prove, $now);
            let news = News::NewAddress {
                to: $contact,
                prove: &prove,
            };
            tell!(
                $store,
                $transaction,
                $site,
                &$request,
                group,
                news,
                $writer,
                $now
            );
        }
    }};
}

pub(super) use {ask_new_address, asked_too_often};
use {forget_letters_to, has_changed_it};
