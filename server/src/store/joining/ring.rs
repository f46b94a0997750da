//! Staff rang the number of a request, and it is right.

use api_types::{ContactKind, JoinPolicy, JoinState};
use sqlx::Row;

use super::{
    Writer,
    prove::prove,
    steps::{add_event_by_link, add_step, request_of_token, tell},
};
use crate::{
    domain::{join::TokenPurpose, staff::Deed},
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision},
};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rang {
    /// Where the person stands now, with this request or with an earlier one.
    Now(JoinState),
    /// The number was proved before.
    Before(JoinState),
    /// There is no number to ring, or the request stands elsewhere.
    WrongState(JoinState),
    /// The link has ended.
    Spent,
    /// No such link.
    Unknown,
}

impl Store {
    /// Proves a request's number by staff's link to the request (its hash): somebody rang it. The
    /// person gets a place, waits for the facilitator or for a place. Safe to do twice.
    pub async fn prove_by_ringing(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Rang, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::Review;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((mut request, holds)) = found else {
                return Ok(Rang::Unknown);
            };
            if !holds {
                return Ok(Rang::Spent);
            }
            if request.application.contact.kind != ContactKind::Phone {
                return Ok(Rang::WrongState(request.state));
            }
            if request.proved_at.is_some() {
                return Ok(Rang::Before(request.state));
            }
            if request.state != JoinState::Requested {
                return Ok(Rang::WrongState(request.state));
            }
            let proved = prove!(self, transaction, site, request, writer, "facilitator", now);
            let (_, state, news, group) = proved;
            let deed = Deed::Reached;
            add_event_by_link!(self, transaction, site, hash, deed, &request.id, now);
            // Who rang has the request before them, so no letter says that it is there.
            if let Some(news) = news.filter(|_| state != JoinState::Pending) {
                tell!(self, transaction, site, &request, group, news, writer, now);
            }
            Ok(Rang::Now(state))
        })
    }
}
