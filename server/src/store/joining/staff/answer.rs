//! Staff approve or decline, or let a letter go that was held until a person had looked.

use api_types::JoinState;
use sqlx::Row;

use crate::{
    domain::staff::Deed,
    store::{
        Decided, Decision, Released, Store, StoreError, Viewer, in_transaction,
        joining::{News, Writer, decide::decide, of_staff::request_of_staff, release::release},
        staff::add_event,
    },
};

impl Store {
    /// Approves or declines a request. `None` where the viewer has no such request to work on. Safe
    /// to do twice: of two who decide at once, the second reads where it stands.
    pub async fn answer_request(
        &self,
        viewer: &Viewer,
        request: &str,
        decision: Decision,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Option<Decided>, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            let Some(found) = request_of_staff!(self, transaction, viewer, request) else {
                return Ok(None);
            };
            let decided = decide!(self, transaction, site, found, decision, writer, now);
            if let Some(deed) = decided.deed(decision) {
                add_event!(self, transaction, viewer, deed, "request", request, now);
            }
            Ok(Some(decided))
        })
    }

    /// Lets the letter to an address go that was held until a person had looked at the request.
    /// `None` where the viewer has no such request to work on. Safe to do twice.
    pub async fn release_request(
        &self,
        viewer: &Viewer,
        request: &str,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Option<Released>, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            let Some(found) = request_of_staff!(self, transaction, viewer, request) else {
                return Ok(None);
            };
            let released = release!(self, transaction, site, found, writer, now);
            if released == Released::Now {
                let deed = Deed::Released;
                add_event!(self, transaction, viewer, deed, "request", request, now);
            }
            Ok(Some(released))
        })
    }
}
