//! Staff decided by mistake, and take it back before anybody was told.

use api_types::JoinState;
use sqlx::Row;

use crate::{
    domain::{staff::Deed, time::DAY},
    store::{
        STAFFS_MAIL_WAITS, Store, StoreError, Viewer, in_transaction,
        joining::{
            StoredLetter, StoredRequest, StoredStep,
            of_staff::request_of_staff,
            steps::{
                HELD_FOR, add_step, back_in_line, end_tokens, give_place_back, hold_place,
                joined_group,
            },
        },
        staff::add_event,
    },
};

/// Once its letter was stopped, a decision can be taken back for so long, ms: later the person has
/// read it on their page.
const STOPPED_FOR: i64 = DAY;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenBack {
    /// Where the request stands again.
    Now(JoinState),
    /// The person was told, or knows by now.
    TooLate,
    /// The place that it had has gone to somebody else.
    Full,
    /// Staff did not bring it where it stands.
    WrongState(JoinState),
}

/// Where a request stood before staff decided, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Before {
    state: JoinState,
    since: i64,
}

impl StoredRequest {
    /// Where a decision of staff would lead back to; `Err` says why it cannot be taken back.
    fn decision_to_take_back(
        &self,
        steps: &[StoredStep],
        letters: &[StoredLetter],
        now: i64,
    ) -> Result<Before, TakenBack> {
        let wrong = TakenBack::WrongState(self.state);
        let word = match self.state {
            JoinState::Approved => "approved",
            JoinState::Declined => "declined",
            JoinState::Left => "wrong-number",
            _ => return Err(wrong),
        };
        let [earlier @ .., last] = steps else {
            return Err(wrong);
        };
        let decided =
            last.step == word && last.actor == "facilitator" && last.at == self.state_since;
        let before = earlier.iter().rev().find_map(|step| {
            let state = match step.step.as_str() {
                "requested" => JoinState::Requested,
                "pending" => JoinState::Pending,
                "offered" => JoinState::Offered,
                "waitlisted" | "lapsed" | "skipped" => JoinState::Waitlisted,
                _ => return None,
            };
            let since = step.at;
            Some(Before { state, since })
        });
        let before = before.filter(|_| decided).ok_or(wrong)?;
        let told: Vec<_> = letters
            .iter()
            .filter(|one| {
                one.created_at == self.state_since && ["placed", "declined"].contains(&&*one.kind)
            })
            .collect();
        let until = if told.is_empty() {
            STAFFS_MAIL_WAITS
        } else {
            STOPPED_FOR
        };
        let went = told
            .iter()
            .any(|one| !["waiting", "stopped"].contains(&&*one.state));
        if went || now >= self.state_since + until {
            return Err(TakenBack::TooLate);
        }
        Ok(before)
    }

    /// Whether staff can take back what they decided about it.
    pub fn can_be_taken_back(
        &self,
        steps: &[StoredStep],
        letters: &[StoredLetter],
        now: i64,
    ) -> bool {
        self.decision_to_take_back(steps, letters, now).is_ok()
    }
}

impl Store {
    /// Takes a decision back that nobody was told of yet: its letter was stopped or waits still, and
    /// then does not go. Where there is no letter, ten minutes are time for it. `None` where the
    /// viewer has no such request to work on.
    pub async fn take_decision_back(
        &self,
        viewer: &Viewer,
        request: &str,
        now: i64,
    ) -> Result<Option<TakenBack>, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            let Some(found) = request_of_staff!(self, transaction, viewer, request) else {
                return Ok(None);
            };
            let steps = steps_of!(transaction, site, request);
            let letters = letters_of!(transaction, site, request, now);
            let before = match found.decision_to_take_back(&steps, &letters, now) {
                Ok(before) => before,
                Err(why) => return Ok(Some(why)),
            };
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!(self, transaction, site, by_id, &found.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(found.id.clone()))?;
            let decided_at = found.state_since;
            let holds_place = if before.state == JoinState::Waitlisted {
                if found.holds_place {
                    give_place_back!(transaction, site, group);
                }
                false
            } else {
                found.holds_place
                    || hold_place!(transaction, site, group)
                    || withdraw_offer!(transaction, site, group, decided_at, now)
            };
            if !holds_place && matches!(before.state, JoinState::Pending | JoinState::Offered) {
                return Ok(Some(TakenBack::Full));
            }
            stands_again!(transaction, site, found, before, holds_place, now);
            stop_letters!(transaction, site, request, decided_at);
            add_step!(transaction, site, request, "taken-back", "facilitator", now);
            let deed = Deed::TakenBack;
            add_event!(self, transaction, viewer, deed, "request", request, now);
            Ok(Some(TakenBack::Now(before.state)))
        })
    }
}

/// What happened to a request.
macro_rules! steps_of {
    ($transaction:ident, $site:expr, $request:expr) => {{
        let rows = sqlx::query(
            "SELECT step, actor, at FROM join_steps WHERE site_id = $1 AND request_id = $2 \
             ORDER BY number",
        )
        .bind($site.as_str())
        .bind($request)
        .fetch_all(&mut *$transaction)
        .await?;
        let mut steps = Vec::new();
        for row in &rows {
            steps.push(StoredStep {
                step: row.try_get("step")?,
                actor: row.try_get("actor")?,
                at: row.try_get("at")?,
            });
        }
        steps
    }};
}

/// Its letters; one that a worker has is as good as sent.
macro_rules! letters_of {
    ($transaction:ident, $site:expr, $request:expr, $now:expr) => {{
        let rows = sqlx::query(
            "SELECT kind, CASE WHEN state = 'waiting' AND leased_until > $3 THEN 'sent' \
             ELSE state END AS state, created_at FROM outbox \
             WHERE site_id = $1 AND request_id = $2 ORDER BY created_at, id",
        )
        .bind($site.as_str())
        .bind($request)
        .bind($now)
        .fetch_all(&mut *$transaction)
        .await?;
        let mut letters = Vec::new();
        for row in &rows {
            letters.push(StoredLetter {
                kind: row.try_get("kind")?,
                state: row.try_get("state")?,
                created_at: row.try_get("created_at")?,
                sent_at: None,
            });
        }
        letters
    }};
}

/// Stops the letters of one deed.
macro_rules! stop_letters {
    ($transaction:ident, $site:expr, $request:expr, $at:expr) => {
        sqlx::query(
            "UPDATE outbox SET state = 'stopped', letter = $4 WHERE site_id = $1 \
             AND request_id = $2 AND created_at = $3 AND state = 'waiting' \
             AND batch IS NOT NULL",
        )
        .bind($site.as_str())
        .bind($request)
        .bind($at)
        .bind(Vec::<u8>::new())
        .execute(&mut *$transaction)
        .await?
    };
}

/// Brings a request back to where it stood, in the line where it was, with the links that it had; those
/// that a move ended for staff of the former group stay ended.
macro_rules! stands_again {
    ($transaction:ident, $site:expr, $request:expr, $before:expr, $holds:expr, $now:expr) => {{
        let unproved = $before.state == JoinState::Requested;
        let held_until = match $before.state {
            JoinState::Requested => Some($request.answer_by.max($now + HELD_FOR)),
            JoinState::Offered => Some($now + HELD_FOR),
            _ => None,
        };
        let proved_at = $request.proved_at.filter(|_| !unproved);
        sqlx::query(
            "UPDATE join_requests SET state = $3, state_since = $4, holds_place = $5, \
             held_until = $6, proved_at = $7 WHERE site_id = $1 AND id = $2",
        )
        .bind($site.as_str())
        .bind(&$request.id)
        .bind(api_types::Choice::as_str($before.state))
        .bind($before.since)
        .bind($holds)
        .bind(held_until)
        .bind(proved_at)
        .execute(&mut *$transaction)
        .await?;
        sqlx::query(
            "UPDATE tokens SET ended_at = NULL WHERE site_id = $1 AND request_id = $2 \
             AND ended_at = $3 AND purpose <> 'review'",
        )
        .bind($site.as_str())
        .bind(&$request.id)
        .bind($request.state_since)
        .execute(&mut *$transaction)
        .await?;
    }};
}

/// Withdraws the offer that a decision brought to somebody else, as long as they were not told of
/// it either. Says whether there is a place now.
macro_rules! withdraw_offer {
    ($transaction:ident, $site:expr, $group:expr, $decided_at:expr, $now:expr) => {{
        let offered = sqlx::query(
            "SELECT r.id FROM join_requests r WHERE r.site_id = $1 AND r.group_id = $2 \
             AND r.state = 'offered' AND r.state_since = $3 AND NOT EXISTS (\
             SELECT 1 FROM outbox o WHERE o.site_id = r.site_id AND o.request_id = r.id \
             AND o.kind = 'offered' AND o.created_at = $3 AND (o.batch IS NULL \
             OR o.state IN ('sent', 'dead') OR o.leased_until > $4)) ORDER BY r.id LIMIT 1",
        )
        .bind($site.as_str())
        .bind(&$group.id)
        .bind($decided_at)
        .bind($now)
        .fetch_optional(&mut *$transaction)
        .await?;
        if let Some(row) = &offered {
            let id: String = row.try_get("id")?;
            back_in_line!($transaction, $site, &id, $now);
            stop_letters!($transaction, $site, &id, $decided_at);
        }
        offered.is_some()
    }};
}

use {letters_of, stands_again, steps_of, stop_letters, withdraw_offer};
