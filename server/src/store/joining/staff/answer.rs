//! Staff approve or decline, or let a letter go that was held until a person had looked.

use api_types::JoinState;
use sqlx::Row;

use crate::{
    domain::staff::Deed,
    store::{
        Decided, Decision, Released, Store, StoreError, Viewer, in_transaction,
        joining::{News, Writer, decide::decide, release::release, steps::request_row},
        sites::move_revision,
        staff::{add_event, staff_query},
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
            move_revision!(transaction, site, 0);
            let row = staff_query!(
                viewer,
                Work("r.group_id"),
                "SELECT r.* FROM join_requests r WHERE r.site_id = $1 AND r.id = $3 AND",
                ""
            );
            let row = row.bind(request).fetch_optional(&mut *transaction).await?;
            let Some(row) = row else { return Ok(None) };
            let found = request_row!(self, site, &row);
            let decided = decide!(self, transaction, site, found, decision, writer, now);
            if let Some(deed) = decided.deed(decision) {
                add_event!(
                    self,
                    transaction,
                    site,
                    viewer.who(),
                    deed,
                    "request",
                    request,
                    now
                );
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
            move_revision!(transaction, site, 0);
            let row = staff_query!(
                viewer,
                Work("r.group_id"),
                "SELECT r.* FROM join_requests r WHERE r.site_id = $1 AND r.id = $3 AND",
                ""
            );
            let row = row.bind(request).fetch_optional(&mut *transaction).await?;
            let Some(row) = row else { return Ok(None) };
            let found = request_row!(self, site, &row);
            let released = release!(self, transaction, site, found, writer, now);
            if released == Released::Now {
                let deed = Deed::Released;
                add_event!(
                    self,
                    transaction,
                    site,
                    viewer.who(),
                    deed,
                    "request",
                    request,
                    now
                );
            }
            Ok(Some(released))
        })
    }
}
