//! How what staff do to a request or a member begins: with the row, if it is theirs to work on.

/// A request by its id, if the viewer may work in its group. Takes the site's lock first, as every
/// writer does.
macro_rules! request_of_staff {
    ($store:expr, $transaction:ident, $viewer:expr, $request:expr) => {{
        use $crate::store::{joining::steps::request_row, sites::move_revision};
        let site = $viewer.site();
        move_revision!($transaction, site, 0);
        let row = $crate::store::staff::staff_query!(
            $viewer,
            Work("r.group_id"),
            "SELECT r.* FROM join_requests r WHERE r.site_id = $1 AND r.id = $3 AND",
            ""
        );
        let row = row.bind($request).fetch_optional(&mut *$transaction);
        match row.await? {
            Some(row) => Some(request_row!($store, site, &row)),
            None => None,
        }
    }};
}

pub(in crate::store) use request_of_staff;
