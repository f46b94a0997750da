//! Staff approve or decline, and members take an offer or take their request back.

use api_types::{JoinPolicy, JoinState};
use sqlx::Row;

use super::{
    News, Writer,
    release::Released,
    steps::{add_event_by_link, request_of_token},
};
use crate::{
    domain::{join::TokenPurpose, staff::Deed},
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision},
};

/// What somebody decides, by a link of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Staff: they have a place. Also says that a number was proved, by ringing; an address is
    /// proved by who reads there alone.
    Approve,
    /// Staff: kindly declined.
    Decline,
    /// Who was offered a place takes it.
    TakeOffer,
    /// Who was offered a place leaves it, and the list.
    LeaveOffer,
    /// The member takes the request back, or leaves the group.
    Leave,
    /// The same, before the address is proved.
    TakeBack,
}

impl Decision {
    /// The kind of link that may decide so.
    pub fn purpose(self) -> TokenPurpose {
        match self {
            Self::Approve | Self::Decline => TokenPurpose::Review,
            Self::TakeOffer | Self::LeaveOffer => TokenPurpose::Offer,
            Self::Leave => TokenPurpose::Member,
            Self::TakeBack => TokenPurpose::FollowUp,
        }
    }

    /// Where the request stands then; `None` where that cannot be decided any more.
    pub(super) fn leads_to(self, from: JoinState, policy: JoinPolicy) -> Option<JoinState> {
        use JoinState::{Approved, Declined, Left, Offered, Pending, Requested, Waitlisted};
        let open = matches!(from, Requested | Pending | Waitlisted | Offered);
        let state = match self {
            Self::Approve if open => Approved,
            Self::Decline if open => Declined,
            Self::TakeOffer if from == Offered && policy == JoinPolicy::Approval => Pending,
            Self::TakeOffer if from == Offered => Approved,
            Self::LeaveOffer if from == Offered => Left,
            Self::TakeBack if from == Requested => Left,
            Self::Leave if from == Approved || open && from != Requested => Left,
            _ => return None,
        };
        Some(state)
    }

    /// Whether a request in this state shows that it was decided so before.
    pub(super) fn is_done(self, state: JoinState) -> bool {
        match self {
            Self::Approve => state == JoinState::Approved,
            Self::Decline => state == JoinState::Declined,
            Self::TakeOffer => matches!(state, JoinState::Approved | JoinState::Pending),
            Self::LeaveOffer | Self::Leave | Self::TakeBack => state == JoinState::Left,
        }
    }

    /// What staff do with it; `None` for what members decide.
    pub(super) fn deed(self) -> Option<Deed> {
        match self {
            Self::Approve => Some(Deed::Approved),
            Self::Decline => Some(Deed::Declined),
            Self::TakeOffer | Self::LeaveOffer | Self::Leave | Self::TakeBack => None,
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// Where the request stands now.
    Now(JoinState),
    /// It was decided so before.
    Before(JoinState),
    /// The group is full.
    Full,
    /// It stands elsewhere, so that this cannot be decided any more.
    WrongState(JoinState),
    /// Nobody has proved the address yet, so that nobody is let in: what came of letting the letter
    /// go that asks for it. A place that the request holds is kept meanwhile.
    Released(Released),
    /// The person is in the group already, or waits for it, with another request, which stands
    /// here; this one has ended.
    KnownAlready(JoinState),
    /// The link has ended.
    Spent,
    /// No such link.
    Unknown,
}

impl Decided {
    /// What staff did, if they changed anything.
    pub(super) fn deed(self, decision: Decision) -> Option<Deed> {
        match self {
            Self::Now(_) => decision.deed(),
            // As where a call or a link proves a contact that is known.
            Self::KnownAlready(_) => Some(Deed::Reached),
            Self::Released(Released::Now) => Some(Deed::Released),
            _ => None,
        }
    }
}

impl Store {
    /// Decides about a request by a link (its hash). Safe to do twice.
    pub async fn decide(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        decision: Decision,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Decided, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = decision.purpose();
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((request, holds)) = found else {
                return Ok(Decided::Unknown);
            };
            if decision.is_done(request.state) {
                return Ok(Decided::Before(request.state));
            }
            if !holds {
                return Ok(Decided::Spent);
            }
            let id = request.id.clone();
            let decided = decide!(self, transaction, site, request, decision, writer, now);
            if let Some(deed) = decided.deed(decision) {
                add_event_by_link!(self, transaction, site, hash, deed, &id, now);
            }
            Ok(decided)
        })
    }
}

/// What happens when it is decided about a request, by a link that holds.
macro_rules! decide {
    ($store:expr, $transaction:ident, $site:expr, $request:expr, $decision:expr, $writer:expr, $now:expr) => {
        'decided: {
            use $crate::store::joining::{
                prove::known_already,
                release::{Released, release},
                removal::policy_for,
                steps::{
                    add_step, end_tokens, forget_letters_to_member, free_place, hold_place,
                    joined_group, promise_answer, set_state, tell,
                },
            };
            let mut request: $crate::store::joining::StoredRequest = $request;
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!($store, $transaction, $site, by_id, &request.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
            if $decision.is_done(request.state) {
                break 'decided Decided::Before(request.state);
            }
            let policy = if $decision == Decision::TakeOffer {
                let contact = &request.application.contact;
                policy_for!($store, $transaction, $site, group, contact)
            } else {
                group.policy
            };
            let Some(state) = $decision.leads_to(request.state, policy) else {
                break 'decided Decided::WrongState(request.state);
            };
            if $decision == Decision::Approve && request.proved_at.is_none() {
                if request.application.contact.kind == api_types::ContactKind::Email {
                    let released = release!($store, $transaction, $site, request, $writer, $now);
                    break 'decided Decided::Released(released);
                }
                let known = known_already!(
                    $store,
                    $transaction,
                    $site,
                    request,
                    group,
                    $writer,
                    "facilitator",
                    $now
                );
                if let Some(known) = known {
                    break 'decided Decided::KnownAlready(known.state);
                }
            }
            let stays = matches!(state, JoinState::Approved | JoinState::Pending);
            if stays && !request.holds_place && !hold_place!($transaction, $site, group) {
                break 'decided Decided::Full;
            }
            set_state!($transaction, $site, &request.id, state, stays, None, $now);
            if $decision == Decision::Approve && request.proved_at.is_none() {
                let query = "UPDATE join_requests SET proved_at = $3 \
                             WHERE site_id = $1 AND id = $2";
                sqlx::query(query)
                    .bind($site.as_str())
                    .bind(&request.id)
                    .bind($now)
                    .execute(&mut *$transaction)
                    .await?;
            }
            let step = api_types::Choice::as_str(state);
            if $decision.deed().is_some() {
                add_step!($transaction, $site, &request.id, step, "facilitator", $now);
            } else {
                add_step!($transaction, $site, &request.id, step, "member", $now);
            }
            if state == JoinState::Left {
                // Nothing that was on its way still reaches who is gone.
                forget_letters_to_member!($transaction, $site, &request.id);
            }
            // Who left or was declined still sees that, and what is held of them.
            for purpose in ["prove", "follow-up", "offer"] {
                end_tokens!($transaction, $site, &request.id, purpose, $now);
            }
            if request.holds_place && !stays {
                free_place!($store, $transaction, $site, group, $writer, $now);
            }
            if state == JoinState::Pending {
                promise_answer!($transaction, $site, request, group, $writer, $now);
            }
            let news = match state {
                JoinState::Approved => Some(News::Placed),
                JoinState::Pending => Some(News::Pending),
                JoinState::Declined => Some(News::Declined),
                _ => None,
            };
            if let Some(news) = news {
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
            }
            Decided::Now(state)
        }
    };
}

pub(super) use decide;
