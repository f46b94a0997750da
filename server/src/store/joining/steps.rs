//! What the things that can happen to a request have in common, each within a transaction.

use api_types::{Availability, Choice, JoinPolicy, JoinState};

use crate::{
    domain::{
        group::GroupRecord,
        join::{Token, TokenPurpose},
        listing,
        staff::StaffDetails,
        time::DAY,
    },
    store::{StaffId, StoreError, groups::GroupRow},
};

/// How long an unproved or an offered place is kept, ms.
pub const HELD_FOR: i64 = 2 * DAY;

/// Who looks after a group.
pub struct Keeper {
    /// Their id.
    pub id: StaffId,
    /// Name, address and language.
    pub details: StaffDetails,
}

/// A group as far as joining goes.
pub struct JoinedGroup {
    pub id: String,
    pub record: GroupRecord,
    pub policy: JoinPolicy,
    /// How many places Kindred has to give; as good as endless where there is no limit.
    pub limit: i64,
    /// Where the facilitator reads requests.
    pub staff: Option<String>,
    /// Who looks after it.
    pub owner: Option<Keeper>,
    /// Who gets what the owner left undone.
    pub deputy: Option<Keeper>,
}

impl JoinedGroup {
    pub fn of(
        row: &GroupRow,
        staff: Option<String>,
        [owner, deputy]: [Option<Keeper>; 2],
    ) -> Result<Self, StoreError> {
        let record = row.effective()?;
        Ok(Self {
            id: row.id.clone(),
            policy: record.join_policy,
            limit: listing::places_to_give(&record).unwrap_or(i64::MAX),
            record,
            staff,
            owner,
            deputy,
        })
    }

    /// Whether members read something else about places now that another number is taken.
    pub fn reads_otherwise(&self, before: i64, after: i64) -> bool {
        let read =
            |taken: i64| -> Option<Availability> { listing::availability(&self.record, taken) };
        read(before) != read(after)
    }
}

/// A new link or capability.
pub fn token(store: &crate::store::Store, purpose: TokenPurpose) -> Token {
    Token::new(purpose, &store.chance)
}

/// The word of a state from the database.
pub fn state_of(word: &str) -> Result<JoinState, sqlx::Error> {
    JoinState::from_word(word).map_err(|_| sqlx::Error::Decode("unknown state".into()))
}

/// Reads one row of `join_requests`, of either database, and opens what it seals.
macro_rules! request_row {
    ($store:expr, $site:expr, $row:expr) => {{
        let row = $row;
        let id: String = row.try_get("id")?;
        let sealed: Vec<u8> = row.try_get("details")?;
        let application = $store.open_application($site, &id, &sealed)?;
        let sealed: Option<Vec<u8>> = row.try_get("new_contact")?;
        let new_contact = sealed
            .map(|sealed| $store.open_new_contact($site, &id, &sealed))
            .transpose()?;
        let sealed: Option<Vec<u8>> = row.try_get("staff_words")?;
        let staff_words = sealed
            .map(|sealed| $store.open_staff_words($site, &id, &sealed))
            .transpose()?;
        let sealed: Option<Vec<u8>> = row.try_get("question")?;
        let question = sealed
            .map(|sealed| $store.open_question($site, &id, &sealed))
            .transpose()?;
        $crate::store::joining::StoredRequest {
            group_id: row.try_get("group_id")?,
            reference: row.try_get("reference")?,
            state: $crate::store::joining::steps::state_of(&row.try_get::<String, _>("state")?)?,
            application,
            new_contact,
            holds_place: row.try_get("holds_place")?,
            held_until: row.try_get("held_until")?,
            for_review: row.try_get("for_review")?,
            reminders: row.try_get("reminders")?,
            guidelines_letters: row.try_get("guidelines_letters")?,
            messages: row.try_get("messages")?,
            feedback_letters: row.try_get("feedback_letters")?,
            silent_since: row.try_get("silent_since")?,
            paused_since: row.try_get("paused_since")?,
            staff_words: staff_words.unwrap_or_default(),
            answer_by: row.try_get("answer_by")?,
            created_at: row.try_get("created_at")?,
            proved_at: row.try_get("proved_at")?,
            state_since: row.try_get("state_since")?,
            asked_at: row.try_get("asked_at")?,
            question,
            id,
        }
    }};
}

/// Somebody on the staff by their id, as long as they work in the group (its id).
macro_rules! keeper {
    ($store:expr, $transaction:ident, $site:expr, $id:expr, $group:expr) => {
        match $id {
            None => None,
            Some(id) => {
                let row = sqlx::query(concat!(
                    "SELECT s.details FROM staff s WHERE s.site_id = $1 AND s.id = $2 AND ",
                    $crate::store::staff::works_in!("$3")
                ))
                .bind($site.as_str())
                .bind(id)
                .bind($group)
                .fetch_optional(&mut *$transaction)
                .await?;
                match row {
                    Some(row) => {
                        let sealed: Vec<u8> = row.try_get("details")?;
                        Some($crate::store::Keeper {
                            id: $crate::store::StaffId(id.clone()),
                            details: $store.open_staff($site, id, &sealed)?,
                        })
                    }
                    None => None,
                }
            }
        }
    };
}

/// A group of the site by a column, whether members can find it or not; `None` for no such group.
macro_rules! joined_group {
    ($store:expr, $transaction:ident, $site:expr, $query:expr, $value:expr) => {{
        let row = sqlx::query($query)
            .bind($site.as_str())
            .bind($value)
            .fetch_optional(&mut *$transaction)
            .await?;
        match row {
            Some(row) => {
                let row = $crate::store::groups::group_row!(&row)?;
                let join = $store.open_join_details(
                    $site,
                    &row.id,
                    &row.join_details,
                    row.join_edits.as_deref(),
                )?;
                // Boxed: what every step of a request awaits stays small.
                let keepers = Box::pin(async {
                    Ok::<_, $crate::store::StoreError>([
                        $crate::store::joining::steps::keeper!(
                            $store,
                            $transaction,
                            $site,
                            &row.owner,
                            &row.id
                        ),
                        $crate::store::joining::steps::keeper!(
                            $store,
                            $transaction,
                            $site,
                            &row.deputy,
                            &row.id
                        ),
                    ])
                });
                let keepers = keepers.await?;
                Some($crate::store::joining::steps::JoinedGroup::of(
                    &row,
                    join.requests_to,
                    keepers,
                )?)
            }
            None => None,
        }
    }};
}

/// Adds to the places that are taken, by one conditional update, and moves the site's revision
/// where members read something else from then on. Says whether there was a place.
macro_rules! hold_place {
    ($transaction:ident, $site:expr, $group:expr) => {{
        let row = sqlx::query(
            "UPDATE groups SET places_taken = places_taken + 1 \
             WHERE site_id = $1 AND id = $2 AND places_taken < $3 RETURNING places_taken",
        )
        .bind($site.as_str())
        .bind(&$group.id)
        .bind($group.limit)
        .fetch_optional(&mut *$transaction)
        .await?;
        match row {
            Some(row) => {
                let taken: i64 = row.try_get("places_taken")?;
                if $group.reads_otherwise(taken - 1, taken) {
                    $crate::store::sites::move_revision!($transaction, $site, 1);
                }
                true
            }
            None => false,
        }
    }};
}

/// Writes down what happened to a request, and who did it.
macro_rules! add_step {
    ($transaction:ident, $site:expr, $request:expr, $step:expr, $actor:literal, $now:expr) => {
        sqlx::query(
            "INSERT INTO join_steps (site_id, request_id, number, step, actor, at) \
             SELECT $1, $2, CAST(COUNT(*) AS BIGINT) + 1, $3, $4, $5 FROM join_steps \
             WHERE site_id = $1 AND request_id = $2",
        )
        .bind($site.as_str())
        .bind($request)
        .bind($step)
        .bind($actor)
        .bind($now)
        .execute(&mut *$transaction)
        .await?
    };
}

/// Brings a request into a state. `$held` says until when its place is kept, if it is.
macro_rules! set_state {
    ($transaction:ident, $site:expr, $request:expr, $state:expr, $holds:expr, $held:expr, $now:expr) => {
        sqlx::query(
            "UPDATE join_requests SET state = $3, holds_place = $4, held_until = $5, \
             state_since = $6 WHERE site_id = $1 AND id = $2",
        )
        .bind($site.as_str())
        .bind($request)
        .bind(api_types::Choice::as_str($state))
        .bind($holds)
        .bind($held as Option<i64>)
        .bind($now)
        .execute(&mut *$transaction)
        .await?
    };
}

/// Promises an answer from now on: the day counts for the letters and for who watches over it.
macro_rules! promise_answer {
    ($transaction:ident, $site:expr, $request:ident, $group:expr, $writer:expr, $now:expr) => {{
        $request.answer_by = $writer.answer_by(&$group.record, $now);
        sqlx::query(
            "UPDATE join_requests SET answer_by = $3, reminded_at = NULL, escalated_at = NULL \
             WHERE site_id = $1 AND id = $2",
        )
        .bind($site.as_str())
        .bind(&$request.id)
        .bind($request.answer_by)
        .execute(&mut *$transaction)
        .await?
    }};
}

/// Writes a link's hash down; and, if it is one of the staff's own, who that is.
macro_rules! add_token {
    ($transaction:ident, $site:expr, $request:expr, $token:expr, $now:expr) => {
        $crate::store::joining::steps::add_token!($transaction, $site, $request, $token, $now, None)
    };
    ($transaction:ident, $site:expr, $request:expr, $token:expr, $now:expr, $staff:expr) => {{
        let token: &$crate::domain::join::Token = $token;
        let staff: Option<&$crate::store::StaffId> = $staff;
        sqlx::query(
            "INSERT INTO tokens (site_id, hash, request_id, purpose, created_at, expires_at, \
             staff_id) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind($site.as_str())
        .bind(&token.hash()[..])
        .bind($request)
        .bind(token.purpose.as_str())
        .bind($now)
        .bind($now + token.purpose.lifetime())
        .bind(staff.map($crate::store::StaffId::as_str))
        .execute(&mut *$transaction)
        .await?
    }};
}

/// Ends every link of a request that still holds, those of one purpose where it is named.
macro_rules! end_tokens {
    ($transaction:ident, $site:expr, $request:expr, $purpose:expr, $now:expr) => {
        sqlx::query(
            "UPDATE tokens SET ended_at = $4 WHERE site_id = $1 AND request_id = $2 \
             AND ended_at IS NULL AND ($3 = '' OR purpose = $3)",
        )
        .bind($site.as_str())
        .bind($request)
        .bind($purpose)
        .bind($now)
        .execute(&mut *$transaction)
        .await?
    };
}

/// Takes back the letters of a request that did not go yet.
macro_rules! forget_letters {
    ($transaction:ident, $site:expr, $request:expr) => {
        sqlx::query(
            "DELETE FROM outbox WHERE site_id = $1 AND request_id = $2 AND state = 'waiting'",
        )
        .bind($site.as_str())
        .bind($request)
        .execute(&mut *$transaction)
        .await?
    };
}

/// Takes back the letters to who asked that did not go yet. Those to staff about the request
/// (`Letter::is_to_staff`; tests/mail holds the two together) go on.
macro_rules! forget_letters_to_member {
    ($transaction:ident, $site:expr, $request:expr) => {
        sqlx::query(
            "DELETE FROM outbox WHERE site_id = $1 AND request_id = $2 AND state = 'waiting' \
             AND kind NOT IN ('new-request', 'answer-overdue', 'to-review', 'to-ring', 'member-note')",
        )
        .bind($site.as_str())
        .bind($request)
        .execute(&mut *$transaction)
        .await?
    };
}

/// Takes back the letters of one kind that did not go yet.
macro_rules! forget_kind {
    ($transaction:ident, $site:expr, $request:expr, $kind:expr) => {
        sqlx::query(
            "DELETE FROM outbox WHERE site_id = $1 AND request_id = $2 AND state = 'waiting' \
             AND kind = $3",
        )
        .bind($site.as_str())
        .bind($request)
        .bind($kind)
        .execute(&mut *$transaction)
        .await?
    };
}

/// Writes the letters of a piece of news, and down the links that they name.
macro_rules! tell {
    ($store:expr, $transaction:ident, $site:expr, $request:expr, $group:expr, $news:expr, $writer:expr, $now:expr) => {{
        let request: &$crate::store::joining::StoredRequest = $request;
        let about = $store.about(request, &$group);
        for letter in $writer.write(&about, $news) {
            let sending = $writer.sending().filter(|_| letter.letter.can_wait());
            $crate::store::outbox::add_letter!($store, $transaction, $site, &letter, $now, sending);
        }
        for (token, staff) in about.made() {
            $crate::store::joining::steps::add_token!(
                $transaction,
                $site,
                &request.id,
                token,
                $now,
                staff
            );
        }
    }};
}

/// Offers a place that is held already to somebody who waits.
macro_rules! offer_place {
    ($store:expr, $transaction:ident, $site:expr, $waiting:expr, $group:expr, $writer:expr, $actor:literal, $now:expr) => {{
        let waiting: $crate::store::joining::StoredRequest = $waiting;
        let until = $now + HELD_FOR;
        let offer = token($store, TokenPurpose::Offer);
        set_state!(
            $transaction,
            $site,
            &waiting.id,
            JoinState::Offered,
            true,
            Some(until),
            $now
        );
        add_step!($transaction, $site, &waiting.id, "offered", $actor, $now);
        add_token!($transaction, $site, &waiting.id, &offer, $now);
        let news = News::Offered {
            until,
            offer: &offer,
        };
        tell!(
            $store,
            $transaction,
            $site,
            &waiting,
            $group,
            news,
            $writer,
            $now
        );
    }};
}

/// Puts somebody who was offered a place back to where they waited, since nobody told them of it.
/// The place is the caller's then. Says whether they had not answered yet. (`+ 0`: see `found!` in
/// `staff/queue.rs`.)
macro_rules! back_in_line {
    ($transaction:ident, $site:expr, $request:expr, $now:expr) => {{
        let moved = sqlx::query(
            "UPDATE join_requests SET state = 'waitlisted', holds_place = $4, held_until = NULL, \
             state_since = COALESCE((SELECT MAX(s.at + 0) FROM join_steps s \
             WHERE s.site_id = join_requests.site_id AND s.request_id = join_requests.id \
             AND s.step IN ('waitlisted', 'lapsed', 'skipped')), $3) \
             WHERE site_id = $1 AND id = $2 AND state = 'offered'",
        )
        .bind($site.as_str())
        .bind($request)
        .bind($now)
        .bind(false)
        .execute(&mut *$transaction)
        .await?;
        let moved = moved.rows_affected() > 0;
        if moved {
            end_tokens!($transaction, $site, $request, "offer", $now);
            let step = "offer-withdrawn";
            add_step!($transaction, $site, $request, step, "facilitator", $now);
        }
        moved
    }};
}

/// Gives a place back that nobody is offered: it is one more to be had.
macro_rules! give_place_back {
    ($transaction:ident, $site:expr, $group:expr) => {{
        let row = sqlx::query(
            "UPDATE groups SET places_taken = places_taken - 1 \
             WHERE site_id = $1 AND id = $2 AND places_taken > 0 RETURNING places_taken",
        )
        .bind($site.as_str())
        .bind(&$group.id)
        .fetch_optional(&mut *$transaction)
        .await?;
        if let Some(row) = row {
            let taken: i64 = row.try_get("places_taken")?;
            if $group.reads_otherwise(taken + 1, taken) {
                $crate::store::sites::move_revision!($transaction, $site, 1);
            }
        }
    }};
}

/// Frees a place: it is offered to who has waited longest, else it is one more to be had. Says
/// whether somebody was offered it.
macro_rules! free_place {
    ($store:expr, $transaction:ident, $site:expr, $group:expr, $writer:expr, $now:expr) => {{
        use $crate::{
            domain::join::TokenPurpose,
            store::joining::{
                News,
                steps::{
                    HELD_FOR, add_step, add_token, give_place_back, offer_place, request_row,
                    set_state, tell, token,
                },
            },
        };
        let next = sqlx::query(
            "SELECT * FROM join_requests WHERE site_id = $1 AND group_id = $2 \
             AND state = 'waitlisted' AND silent_since IS NULL \
             ORDER BY state_since, id LIMIT 1",
        )
        .bind($site.as_str())
        .bind(&$group.id)
        .fetch_optional(&mut *$transaction)
        .await?;
        let is_offered = next.is_some();
        if let Some(row) = next {
            let waiting = request_row!($store, $site, &row);
            offer_place!(
                $store,
                $transaction,
                $site,
                waiting,
                $group,
                $writer,
                "server",
                $now
            );
        } else {
            give_place_back!($transaction, $site, $group);
        }
        is_offered
    }};
}

/// Whether a link `t` to a request `r` was written to nobody by name, or to one of the staff who
/// still works in the request's group.
macro_rules! reader_may {
    () => {
        concat!(
            "(t.staff_id IS NULL OR EXISTS (SELECT 1 FROM staff s WHERE s.site_id = t.site_id \
             AND s.id = t.staff_id AND ",
            $crate::store::staff::works_in!("r.group_id"),
            "))"
        )
    };
}

/// The request that a link of this purpose belongs to, and whether the link still holds.
macro_rules! request_of_token {
    ($store:expr, $transaction:ident, $site:expr, $hash:expr, $purpose:expr, $now:expr) => {{
        let row = sqlx::query(concat!(
            "SELECT t.request_id, t.expires_at, t.ended_at, ",
            $crate::store::joining::steps::reader_may!(),
            " AS reader_may FROM tokens t JOIN join_requests r ON r.site_id = t.site_id \
             AND r.id = t.request_id WHERE t.site_id = $1 AND t.hash = $2 AND t.purpose = $3"
        ))
        .bind($site.as_str())
        .bind(&$hash[..])
        .bind($purpose.as_str())
        .fetch_optional(&mut *$transaction)
        .await?;
        match row {
            None => None,
            Some(row) => {
                let id: String = row.try_get("request_id")?;
                let ended: Option<i64> = row.try_get("ended_at")?;
                let holds = ended.is_none()
                    && row.try_get::<i64, _>("expires_at")? > $now
                    && row.try_get("reader_may")?;
                let row = sqlx::query("SELECT * FROM join_requests WHERE site_id = $1 AND id = $2")
                    .bind($site.as_str())
                    .bind(&id)
                    .fetch_one(&mut *$transaction)
                    .await?;
                Some((
                    $crate::store::joining::steps::request_row!($store, $site, &row),
                    holds,
                ))
            }
        }
    }};
}

/// Writes down what staff did to a request by a link (its hash): who it was written to, as far as
/// that is known.
macro_rules! add_event_by_link {
    ($store:expr, $transaction:ident, $site:expr, $hash:expr, $deed:expr, $request:expr, $now:expr) => {{
        let deed: $crate::domain::staff::Deed = $deed;
        sqlx::query(
            "INSERT INTO audit_events (site_id, id, who, what, thing, thing_id, at) \
             SELECT $1, $2, COALESCE(t.staff_id, 'link'), $4, 'request', $5, $6 FROM tokens t \
             WHERE t.site_id = $1 AND t.hash = $3",
        )
        .bind($site.as_str())
        .bind($store.new_id($now))
        .bind(&$hash[..])
        .bind(deed.as_str())
        .bind($request)
        .bind($now)
        .execute(&mut *$transaction)
        .await?
    }};
}

pub(in crate::store) use {
    add_event_by_link, add_step, add_token, back_in_line, end_tokens, forget_kind, forget_letters,
    forget_letters_to_member, free_place, give_place_back, hold_place, joined_group, keeper,
    offer_place, promise_answer, reader_may, request_of_token, request_row, set_state, tell,
};
