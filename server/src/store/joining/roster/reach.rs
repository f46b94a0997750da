//! Staff are shown how to reach somebody, and say that they were in touch.

use sqlx::Row;

use super::super::{StoredRequest, steps::request_row};
use crate::{
    domain::staff::Deed,
    store::{
        Store, StoreError, Viewer, in_transaction,
        sites::move_revision,
        staff::{audit::add_event, viewer::staff_query},
    },
};

impl Store {
    /// A member or who asks to be one, to reach them; that it was asked is written down. `None`
    /// where there is nobody, or it is not the viewer's to know.
    pub async fn reach_member(
        &self,
        viewer: &Viewer,
        member: &str,
        now: i64,
    ) -> Result<Option<StoredRequest>, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            let row = staff_query!(
                viewer,
                Work("r.group_id"),
                "SELECT r.* FROM join_requests r WHERE r.site_id = $1 AND r.id = $3 AND",
                ""
            );
            let Some(row) = row.bind(member).fetch_optional(&mut *transaction).await? else {
                return Ok(None);
            };
            let request = request_row!(self, site, &row);
            let deed = Deed::SawContact;
            add_event!(self, transaction, viewer, deed, "member", member, now);
            Ok(Some(request))
        })
    }

    /// Notes that staff were in touch with who had not been seen for a while. False where there is
    /// nobody, or it is not the viewer's to say.
    pub async fn mark_member_in_touch(
        &self,
        viewer: &Viewer,
        member: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let update = staff_query!(
                viewer,
                Work("join_requests.group_id"),
                "UPDATE join_requests SET in_touch_at = $4 WHERE site_id = $1 AND id = $3 \
                 AND state = 'approved' AND",
                ""
            );
            let update = update.bind(member).bind(now);
            if update.execute(&mut *transaction).await?.rows_affected() == 0 {
                return Ok(false);
            }
            let deed = Deed::WasInTouch;
            add_event!(self, transaction, viewer, deed, "member", member, now);
            Ok(true)
        })
    }
}
