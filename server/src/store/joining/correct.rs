//! The address is corrected before it is proved, and a link is sent again.

use api_types::{Choice, ContactKind, JoinState, MemberContact};
use sqlx::Row;

use super::{
    News, Writer,
    steps::{
        HELD_FOR, add_step, add_token, end_tokens, forget_letters, joined_group, request_of_token,
        request_row, tell, token,
    },
};
use crate::{
    domain::join::{TokenPurpose, six_digits},
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision},
};

/// Nobody mistypes more often, and a form is no way to write to strangers.
const CORRECTIONS: i64 = 5;

/// What came of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corrected {
    /// A new letter is on its way, or somebody rings the new number. The place is held until then,
    /// ms since 1970 UTC.
    Done(i64),
    /// Proved before, taken back, lapsed, or corrected too often.
    Spent,
    /// No such capability.
    Unknown,
}

impl Store {
    /// Corrects the contact of a request that is not proved yet, by the widget's capability (its
    /// hash). Letters to the old one that did not go stay here, and its code and link are dead.
    pub async fn correct_contact(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        contact: &MemberContact,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Corrected, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::FollowUp;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((mut request, holds)) = found else {
                return Ok(Corrected::Unknown);
            };
            let counted = sqlx::query(
                "SELECT COUNT(*) AS corrections FROM join_steps \
                 WHERE site_id = $1 AND request_id = $2 AND step = 'corrected'",
            )
            .bind(site.as_str())
            .bind(&request.id)
            .fetch_one(&mut *transaction)
            .await?;
            let often = counted.try_get::<i64, _>("corrections")? >= CORRECTIONS;
            if !holds || often || request.state != JoinState::Requested {
                return Ok(Corrected::Spent);
            }
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!(self, transaction, site, by_id, &request.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
            request.application.contact = contact.clone();
            let by_email = contact.kind == ContactKind::Email && !request.for_review;
            let code = six_digits(&self.chance);
            let held_until = request.held_until.unwrap_or_default().max(now + HELD_FOR);
            sqlx::query(
                "UPDATE join_requests SET contact_kind = $3, contact_hash = $4, details = $5, \
                 code_hash = $6, code_tries = 0, held_until = $7 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(&request.id)
            .bind(contact.kind.as_str())
            .bind(&self.contact_hashes(site, contact)[0][..])
            .bind(self.seal_application(site, &request.id, &request.application))
            .bind(by_email.then(|| self.code_hashes(site, &request.id, &code)[0].to_vec()))
            .bind(held_until)
            .execute(&mut *transaction)
            .await?;
            add_step!(transaction, site, &request.id, "corrected", "member", now);
            end_tokens!(transaction, site, &request.id, "prove", now);
            forget_letters!(transaction, site, &request.id);
            let prove = token(self, TokenPurpose::Prove);
            if by_email {
                add_token!(transaction, site, &request.id, &prove, now);
            }
            let news = News::of_unproved(&request, &code, &prove);
            tell!(self, transaction, site, &request, group, news, writer, now);
            Ok(Corrected::Done(held_until))
        })
    }

    /// Sends every member with this contact a new link to their page. Whether there is one shows
    /// in their mail alone.
    pub async fn send_links_again(
        &self,
        site: &SiteId,
        contact: &MemberContact,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<(), StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            for hash in self.contact_hashes(site, contact) {
                let rows = sqlx::query(
                    "SELECT * FROM join_requests WHERE site_id = $1 AND contact_hash = $2 \
                     AND contact_kind = 'email' AND proved_at IS NOT NULL \
                     AND state IN ('pending', 'waitlisted', 'offered', 'approved')",
                )
                .bind(site.as_str())
                .bind(&hash[..])
                .fetch_all(&mut *transaction)
                .await?;
                for row in &rows {
                    let request = request_row!(self, site, row);
                    let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
                    let group = joined_group!(self, transaction, site, by_id, &request.group_id);
                    let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
                    let news = News::LinkAgain;
                    tell!(self, transaction, site, &request, group, news, writer, now);
                }
            }
            Ok(())
        })
    }
}
