//! What a member wants otherwise, and what they have read.

use api_types::{
    Acknowledgement, AcknowledgementReceipt, ContactKind, JoinState, MemberContact, MemberWords,
};
use sqlx::Row;

use super::{
    Decided, Decision, News, Writer,
    decide::decide,
    new_address::{ask_new_address, asked_too_often, is_new_address},
    steps::{add_step, request_of_token},
};
use crate::{
    domain::{
        guidelines::receipt,
        join::{TokenPurpose, is_open},
        letter::Series,
    },
    store::{
        SiteId, Store, StoreError, acknowledgements::add_acknowledgement, in_transaction,
        sites::move_revision,
    },
};

/// What a member wants otherwise, all at once; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// What they write anew; it was checked.
    pub written: Option<MemberWords>,
    /// The email address at which they are to be reached once they prove it; it was checked.
    pub new_email: Option<MemberContact>,
    /// Whether a note is to come before each meeting.
    pub reminders: Option<bool>,
    /// Whether an offered place is taken or left.
    pub take_place: Option<bool>,
}

/// Why a link to a member's page does not do what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// It does not go with where the request stands.
    WrongState(JoinState),
    /// Another address was given too often of late.
    AskedTooOften,
    /// The link has ended.
    Spent,
    /// No such link.
    Unknown,
}

impl Store {
    /// Changes what the member wants otherwise, for who holds a link to their page (its hash): all
    /// of it or nothing. Safe to do twice; a new address gets a letter each time.
    pub async fn change_request(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        wishes: &Wishes,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Result<(), Closed>, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::Member;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let mut request = match found {
                None => return Ok(Err(Closed::Unknown)),
                Some((_, false)) => return Ok(Err(Closed::Spent)),
                Some((request, true)) => request,
            };
            if wishes.written.is_some() && !is_open(request.state) {
                return Ok(Err(Closed::WrongState(request.state)));
            }
            if let Some(contact) = &wishes.new_email {
                // Who is rung has no address to change, and only a letter proves one.
                let by_email = request.application.contact.kind == ContactKind::Email;
                if !by_email || request.proved_at.is_none() || !is_open(request.state) {
                    return Ok(Err(Closed::WrongState(request.state)));
                }
                if is_new_address(&request, contact)
                    && asked_too_often!(transaction, site, request, now)
                {
                    return Ok(Err(Closed::AskedTooOften));
                }
            }
            // Before the others, since it alone can still be refused.
            if let Some(takes) = wishes.take_place {
                let decision = if takes {
                    Decision::TakeOffer
                } else {
                    Decision::LeaveOffer
                };
                let asked = request.clone();
                let decided = decide!(self, transaction, site, asked, decision, writer, now);
                if !matches!(decided, Decided::Now(_) | Decided::Before(_)) {
                    return Ok(Err(Closed::WrongState(request.state)));
                }
            }
            if let Some(words) = &wishes.written
                && *words != request.application.words()
            {
                request.application.rewrite(words.clone());
                sqlx::query("UPDATE join_requests SET details = $3 WHERE site_id = $1 AND id = $2")
                    .bind(site.as_str())
                    .bind(&request.id)
                    .bind(self.seal_application(site, &request.id, &request.application))
                    .execute(&mut *transaction)
                    .await?;
                add_step!(
                    transaction,
                    site,
                    &request.id,
                    "details-changed",
                    "member",
                    now
                );
            }
            if let Some(contact) = &wishes.new_email {
                ask_new_address!(self, transaction, site, request, contact, writer, now);
            }
            if let Some(wanted) = wishes.reminders {
                let series = Series::Reminders;
                want_letters!(transaction, site, request, series, wanted, now);
            }
            Ok(Ok(()))
        })
    }

    /// Turns the letters of a series on or off, for who holds a link to the member's page (its hash).
    /// Says whether the link holds. Safe to do twice. For who gave a number they stay off.
    pub async fn set_letters(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        (series, wanted): (Series, bool),
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::Member;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((request, true)) = found else {
                return Ok(false);
            };
            want_letters!(transaction, site, request, series, wanted, now);
            Ok(true)
        })
    }

    /// Keeps that a member acknowledged guidelines, which were checked before, for who holds a
    /// link to their page (its hash). The same again keeps its first time.
    pub async fn acknowledge(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        acknowledgement: &Acknowledgement,
        now: i64,
    ) -> Result<Result<AcknowledgementReceipt, Closed>, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::Member;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let request = match found {
                None => return Ok(Err(Closed::Unknown)),
                Some((_, false)) => return Ok(Err(Closed::Spent)),
                Some((request, true)) => request,
            };
            if !is_open(request.state) {
                return Ok(Err(Closed::WrongState(request.state)));
            }
            add_acknowledgement!(transaction, site, &request.id, acknowledgement, now);
            let row = sqlx::query(
                "SELECT acknowledged_at FROM acknowledgements \
                 WHERE site_id = $1 AND request_id = $2 AND version = $3 AND hash = $4",
            )
            .bind(site.as_str())
            .bind(&request.id)
            .bind(&acknowledgement.version)
            .bind(&acknowledgement.hash)
            .fetch_one(&mut *transaction)
            .await?;
            let at = row.try_get("acknowledged_at")?;
            Ok(Ok(receipt(acknowledgement.clone(), at)))
        })
    }
}

/// Turns notes on or off, and writes it down where that is something new.
macro_rules! want_letters {
    ($transaction:ident, $site:expr, $request:expr, $series:expr, $wanted:expr, $now:expr) => {{
        let (request, series): (&$crate::store::StoredRequest, Series) = (&$request, $series);
        // Nobody is rung for them: for who gave a number they stay off.
        let wanted = $wanted && request.application.contact.kind == api_types::ContactKind::Email;
        if request.gets(series) != wanted {
            let update = match series {
                Series::Reminders => "UPDATE join_requests SET reminders = $3 WHERE site_id = $1 AND id = $2",
                Series::Guidelines => {
                    "UPDATE join_requests SET guidelines_letters = $3 WHERE site_id = $1 AND id = $2"
                }
                Series::Messages => "UPDATE join_requests SET messages = $3 WHERE site_id = $1 AND id = $2",
                Series::Feedback => {
                    "UPDATE join_requests SET feedback_letters = $3 WHERE site_id = $1 AND id = $2"
                }
            };
            sqlx::query(update)
                .bind($site.as_str())
                .bind(&request.id)
                .bind(wanted)
                .execute(&mut *$transaction)
                .await?;
            let step = series.step(wanted);
            add_step!($transaction, $site, &request.id, step, "member", $now);
        }
    }};
}

pub(super) use want_letters;
