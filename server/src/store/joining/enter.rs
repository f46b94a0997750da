//! Staff write a request down for somebody who rang.

use api_types::{AcknowledgementReceipt, JoinState};
use sqlx::Row;

use super::Writer;
use crate::{
    domain::join::Application,
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision},
};

/// A request that was checked and is to be kept.
pub struct Entering<'a> {
    /// The group's slug.
    pub group: &'a str,
    /// What the person said.
    pub application: &'a Application,
    /// The guidelines that were read out to them, where there are any.
    pub acknowledged: Option<&'a AcknowledgementReceipt>,
    /// They want a note before each meeting.
    pub reminders: bool,
    /// Somebody answers until then, ms since 1970 UTC.
    pub answer_by: i64,
    /// Ms since 1970 UTC.
    pub now: i64,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// Kept.
    Now {
        /// To read out.
        reference: String,
        /// Where it stands.
        state: JoinState,
    },
    /// The person is in the group already, or has asked before; nothing was changed.
    Before {
        /// The earlier request's.
        reference: String,
        /// Where that one stands.
        state: JoinState,
    },
    /// Members cannot find such a group.
    UnknownGroup,
}

impl Store {
    /// Keeps a request that staff entered for a caller. The call has proved how to reach them, so
    /// they get a place, wait for the facilitator or for a place at once, with the letters that go
    /// with it. A request of theirs that was never proved makes way.
    pub async fn enter_request(
        &self,
        site: &SiteId,
        entering: &Entering<'_>,
        writer: &dyn Writer,
    ) -> Result<Entered, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            Ok(enter!(self, transaction, site, entering, writer))
        })
    }
}

/// What happens when a request is written down for a caller.
macro_rules! enter {
    ($store:expr, $transaction:ident, $site:expr, $entering:expr, $writer:expr) => {
        'entered: {
            use api_types::{Choice, JoinPolicy, JoinState};
            use $crate::{
                domain::join::reference,
                store::{
                    acknowledgements::add_acknowledgement,
                    joining::{
                        ask::{NewRow, insert_request, supersede},
                        prove::{known_request, prove},
                        steps::{
                            add_step, end_tokens, forget_letters, hold_place, joined_group,
                            request_row, set_state, tell,
                        },
                    },
                },
            };
            let now = $entering.now;
            let id = $store.new_id(now);
            let contact = &$entering.application.contact;
            let hashes = $store.contact_hashes($site, contact);
            let by_slug =
                "SELECT * FROM groups WHERE site_id = $1 AND slug = $2 AND status = 'published'";
            let group = joined_group!($store, $transaction, $site, by_slug, $entering.group);
            let Some(group) = group else {
                break 'entered Entered::UnknownGroup;
            };
            if let Some(known) = known_request!($store, $transaction, $site, group, contact) {
                break 'entered Entered::Before {
                    reference: known.reference,
                    state: known.state,
                };
            }
            let mut holds_place = supersede!($transaction, $site, group, hashes, now);
            if !holds_place {
                holds_place = hold_place!($transaction, $site, group);
            }
            let reference = reference(&$store.chance);
            let row = NewRow {
                id: &id,
                group: &group.id,
                reference: &reference,
                contact_hash: hashes[0],
                code_hash: None,
                holds_place,
                held_until: $entering.answer_by,
                for_review: false,
            };
            insert_request!($store, $transaction, $site, $entering, row);
            add_step!($transaction, $site, &id, "requested", "coordinator", now);
            if let Some(receipt) = $entering.acknowledged {
                add_acknowledgement!($transaction, $site, &id, receipt, now);
                let step = "guidelines-read-out";
                add_step!($transaction, $site, &id, step, "coordinator", now);
            }
            let row = sqlx::query("SELECT * FROM join_requests WHERE site_id = $1 AND id = $2")
                .bind($site.as_str())
                .bind(&id)
                .fetch_one(&mut *$transaction)
                .await?;
            let mut request = request_row!($store, $site, &row);
            let proved = prove!(
                $store,
                $transaction,
                $site,
                request,
                $writer,
                "coordinator",
                now
            );
            let (_, state, news, group) = proved;
            if let Some(news) = news {
                tell!(
                    $store,
                    $transaction,
                    $site,
                    &request,
                    group,
                    news,
                    $writer,
                    now
                );
            }
            Entered::Now { reference, state }
        }
    };
}

pub(super) use enter;
