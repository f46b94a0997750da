//! Staff write a request down for a caller, in the console.

use sqlx::Row;

use crate::{
    domain::staff::Deed,
    store::{
        Store, StoreError, Viewer, in_transaction,
        joining::{
            Writer,
            enter::{Entered, Entering, enter},
        },
        sites::move_revision,
        staff::{add_event, viewer::group_of_staff},
    },
};

impl Store {
    /// Keeps a request that staff entered for a caller in one of the viewer's groups, as
    /// [`Store::enter_request`] does; of others it knows nothing.
    pub async fn enter_request_of_staff(
        &self,
        viewer: &Viewer,
        entering: &Entering<'_>,
        writer: &dyn Writer,
    ) -> Result<Entered, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            move_revision!(transaction, site, 0);
            if group_of_staff!(transaction, viewer, Work, entering.group).is_none() {
                return Ok(Entered::UnknownGroup);
            }
            let entered = enter!(self, transaction, site, entering, writer);
            if let Entered::Now { reference, .. } = &entered {
                let id = sqlx::query(
                    "SELECT id FROM join_requests WHERE site_id = $1 AND reference = $2",
                )
                .bind(site.as_str())
                .bind(reference)
                .fetch_one(&mut *transaction)
                .await?;
                let (deed, id): (_, String) = (Deed::Entered, id.try_get("id")?);
                let now = entering.now;
                add_event!(self, transaction, viewer, deed, "request", &id, now);
            }
            Ok(entered)
        })
    }
}
