//! The waiting list: staff offer a free place to somebody on it, or let somebody wait behind the
//! others.

use api_types::JoinState;
use sqlx::Row;

use crate::{
    domain::{join::TokenPurpose, staff::Deed},
    store::{
        Store, StoreError, Viewer, in_transaction,
        joining::{
            News, Writer,
            of_staff::request_of_staff,
            steps::{
                HELD_FOR, add_step, add_token, hold_place, joined_group, offer_place, set_state,
                tell, token,
            },
        },
        staff::add_event,
    },
};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InLine {
    /// It is done.
    Now,
    /// The group has no place to offer.
    Full,
    /// Nobody is to write to them, so nobody can offer them anything.
    Silent,
    /// They are not on the list.
    WrongState(JoinState),
}

impl Store {
    /// Offers one of the group's free places to somebody on its waiting list, wherever they stand in
    /// it: who waits before them keeps their turn. `None` where the viewer has no such request to
    /// work on. Safe to do twice.
    pub async fn offer_to_waiting(
        &self,
        viewer: &Viewer,
        request: &str,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Option<InLine>, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            let Some(waiting) = request_of_staff!(self, transaction, viewer, request) else {
                return Ok(None);
            };
            match waiting.state {
                JoinState::Waitlisted => {}
                JoinState::Offered => return Ok(Some(InLine::Now)),
                other => return Ok(Some(InLine::WrongState(other))),
            }
            // Nobody would tell them: it would lapse, and others wait for it meanwhile.
            if waiting.silent_since.is_some() {
                return Ok(Some(InLine::Silent));
            }
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!(self, transaction, site, by_id, &waiting.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(waiting.id.clone()))?;
            if !hold_place!(transaction, site, group) {
                return Ok(Some(InLine::Full));
            }
            offer_place!(
                self,
                transaction,
                site,
                waiting,
                group,
                writer,
                "facilitator",
                now
            );
            let deed = Deed::PlaceOffered;
            add_event!(self, transaction, viewer, deed, "request", request, now);
            Ok(Some(InLine::Now))
        })
    }

    /// Puts somebody at the end of the waiting list, as it would if an offer had lapsed: they asked
    /// for it, or cannot come yet. `None` where the viewer has no such request to work on.
    pub async fn skip_in_line(
        &self,
        viewer: &Viewer,
        request: &str,
        now: i64,
    ) -> Result<Option<InLine>, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            let Some(waiting) = request_of_staff!(self, transaction, viewer, request) else {
                return Ok(None);
            };
            if waiting.state != JoinState::Waitlisted {
                return Ok(Some(InLine::WrongState(waiting.state)));
            }
            let stays = JoinState::Waitlisted;
            set_state!(transaction, site, request, stays, false, None, now);
            add_step!(transaction, site, request, "skipped", "facilitator", now);
            let deed = Deed::Skipped;
            add_event!(self, transaction, viewer, deed, "request", request, now);
            Ok(Some(InLine::Now))
        })
    }
}
