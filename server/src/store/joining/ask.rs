//! A request comes.

use api_types::{AcknowledgementReceipt, Choice, JoinState};
use sqlx::Row;

use super::{
    News, Writer,
    steps::{
        HELD_FOR, add_step, add_token, end_tokens, forget_letters, hold_place, joined_group,
        request_row, set_state, tell, token,
    },
};
use crate::{
    domain::join::{Application, TokenPurpose, reference, six_digits},
    gate::SpentChallenge,
    store::{
        SiteId, Store, StoreError,
        acknowledgements::add_acknowledgement,
        answers::{answered_before, keep_answer},
        in_transaction,
        sites::move_revision,
        spent_challenges::spend_challenge,
    },
};

/// A request that was checked and is to be kept.
pub struct Asking<'a> {
    /// The group's slug.
    pub group: &'a str,
    /// What the person wrote.
    pub application: &'a Application,
    /// What they acknowledged, where there are guidelines.
    pub acknowledged: Option<&'a AcknowledgementReceipt>,
    /// They want a note before each meeting.
    pub reminders: bool,
    /// A person looks at it before anything is sent.
    pub for_review: bool,
    /// Somebody answers until then, ms since 1970 UTC.
    pub answer_by: i64,
    /// The proof of work that is spent on it.
    pub spent: Option<&'a SpentChallenge>,
    /// The attempt's Idempotency-Key.
    pub key: &'a str,
    /// The body that the key belongs to, as it came.
    pub body: &'a [u8],
    /// Ms since 1970 UTC.
    pub now: i64,
}

/// What became of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Kept; the answer to give.
    Accepted(Vec<u8>),
    /// The same as before; the answer that was given then.
    Repeated(Vec<u8>),
    /// The key belongs to another body.
    KeyReused,
    /// The proof of work was used before.
    ProofSpent,
    /// Members cannot find such a group.
    UnknownGroup,
}

/// A request that was kept, for who words the answer.
pub struct Kept<'a> {
    /// To read out on the phone.
    pub reference: &'a str,
    /// What the widget may do until the address is proved.
    pub follow_up: &'a str,
    /// Until when an unproved place is held, ms since 1970 UTC.
    pub held_until: i64,
}

/// What a new row says beside what was asked.
pub(super) struct NewRow<'a> {
    pub id: &'a str,
    pub group: &'a str,
    pub reference: &'a str,
    pub contact_hash: [u8; 32],
    pub code_hash: Option<Vec<u8>>,
    pub holds_place: bool,
    pub held_until: i64,
    pub for_review: bool,
}

impl Store {
    /// Keeps a request, its receipt, its first letter and the answer, all or nothing. An earlier
    /// request of the same contact for the group that was never proved makes way for it, and
    /// hands over its place. Nothing tells whether the contact is known.
    pub async fn request_to_join(
        &self,
        site: &SiteId,
        asking: &Asking<'_>,
        answer: &(dyn Fn(&Kept<'_>) -> Vec<u8> + Send + Sync),
        writer: &dyn Writer,
    ) -> Result<Asked, StoreError> {
        let now = asking.now;
        let id = self.new_id(now);
        let contact = &asking.application.contact;
        let hashes = self.contact_hashes(site, contact);
        let attempts = self.attempts(site, asking.key, asking.body);
        let by_email = contact.kind == api_types::ContactKind::Email && !asking.for_review;
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            if let Some(before) = answered_before!(self, transaction, site, attempts, now) {
                return Ok(before);
            }
            let by_slug =
                "SELECT * FROM groups WHERE site_id = $1 AND slug = $2 AND status = 'published'";
            let group = joined_group!(self, transaction, site, by_slug, asking.group);
            let Some(group) = group else {
                return Ok(Asked::UnknownGroup);
            };
            if let Some(spent) = asking.spent
                && !spend_challenge!(transaction, site, spent)
            {
                return Ok(Asked::ProofSpent);
            }
            let mut holds_place = supersede!(transaction, site, group, hashes, now);
            if !holds_place {
                holds_place = hold_place!(transaction, site, group);
            }
            let reference = reference(&self.chance);
            let code = six_digits(&self.chance);
            // A number is rung within the promised time, so its place is kept as long.
            let held_until = if by_email {
                now + HELD_FOR
            } else {
                asking.answer_by.max(now + HELD_FOR)
            };
            let row = NewRow {
                id: &id,
                group: &group.id,
                reference: &reference,
                contact_hash: hashes[0],
                code_hash: by_email.then(|| self.code_hashes(site, &id, &code)[0].to_vec()),
                holds_place,
                held_until,
                for_review: asking.for_review,
            };
            insert_request!(self, transaction, site, asking, row);
            add_step!(transaction, site, &id, "requested", "member", now);
            if let Some(receipt) = asking.acknowledged {
                add_acknowledgement!(transaction, site, &id, receipt, now);
            }
            let follow_up = token(self, TokenPurpose::FollowUp);
            add_token!(transaction, site, &id, &follow_up, now);
            let prove = token(self, TokenPurpose::Prove);
            if by_email {
                add_token!(transaction, site, &id, &prove, now);
            }
            let row = sqlx::query("SELECT * FROM join_requests WHERE site_id = $1 AND id = $2")
                .bind(site.as_str())
                .bind(&id)
                .fetch_one(&mut *transaction)
                .await?;
            let request = request_row!(self, site, &row);
            let news = News::of_unproved(&request, &code, &prove);
            tell!(self, transaction, site, &request, group, news, writer, now);
            let answer = answer(&Kept {
                reference: &reference,
                follow_up: &follow_up.text,
                held_until,
            });
            keep_answer!(
                self,
                transaction,
                site,
                attempts[0],
                Some(&id),
                &answer,
                now
            );
            Ok(Asked::Accepted(answer))
        })
    }
}

/// Ends earlier requests of the same contact that were never proved, with their links and the
/// letters that did not go yet. Says whether one held a place, which is the new one's then.
macro_rules! supersede {
    ($transaction:ident, $site:expr, $group:expr, $hashes:expr, $now:expr) => {{
        let mut held = false;
        for hash in &$hashes {
            let earlier = sqlx::query(
                "SELECT id, holds_place FROM join_requests WHERE site_id = $1 \
                 AND group_id = $2 AND contact_hash = $3 AND state = 'requested'",
            )
            .bind($site.as_str())
            .bind(&$group.id)
            .bind(&hash[..])
            .fetch_all(&mut *$transaction)
            .await?;
            for row in earlier {
                let old: String = row.try_get("id")?;
                held |= row.try_get::<bool, _>("holds_place")?;
                set_state!(
                    $transaction,
                    $site,
                    &old,
                    JoinState::Left,
                    false,
                    None,
                    $now
                );
                add_step!($transaction, $site, &old, "superseded", "member", $now);
                end_tokens!($transaction, $site, &old, "", $now);
                forget_letters!($transaction, $site, &old);
            }
        }
        held
    }};
}

macro_rules! insert_request {
    ($store:expr, $transaction:ident, $site:expr, $asking:expr, $row:expr) => {
        sqlx::query(
            "INSERT INTO join_requests (site_id, id, group_id, reference, state, contact_kind, \
             contact_hash, details, code_hash, code_tries, holds_place, held_until, for_review, \
             reminders, answer_by, created_at, state_since) VALUES ($1, $2, $3, $4, 'requested', \
             $5, $6, $7, $8, 0, $9, $10, $11, $12, $13, $14, $14)",
        )
        .bind($site.as_str())
        .bind($row.id)
        .bind($row.group)
        .bind($row.reference)
        .bind($asking.application.contact.kind.as_str())
        .bind(&$row.contact_hash[..])
        .bind($store.seal_application($site, $row.id, $asking.application))
        .bind($row.code_hash)
        .bind($row.holds_place)
        .bind($row.held_until)
        .bind($row.for_review)
        .bind($asking.reminders)
        .bind($asking.answer_by)
        .bind($asking.now)
        .execute(&mut *$transaction)
        .await?
    };
}

pub(super) use {insert_request, supersede};
