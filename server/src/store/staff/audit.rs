//! The audit trail, which is only written on: triggers refuse to change or delete an event.

/// Writes down who did what to which thing, in the transaction in which it is done:
/// `add_event!(store, transaction, site, who, Deed::Invited, "staff", id, now)`.
macro_rules! add_event {
    ($store:expr, $transaction:ident, $site:expr, $who:expr, $deed:expr, $thing:literal, $id:expr, $now:expr) => {{
        let deed: $crate::domain::staff::Deed = $deed;
        sqlx::query(
            "INSERT INTO audit_events (site_id, id, who, what, thing, thing_id, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind($site.as_str())
        .bind($store.new_id($now))
        .bind($who)
        .bind(deed.as_str())
        .bind($thing)
        .bind($id)
        .bind($now)
        .execute(&mut *$transaction)
        .await?
    }};
}

pub(in crate::store) use add_event;
