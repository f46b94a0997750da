//! Who was taken out of a group and asks again: a person looks at it first, however the group is joined
//! otherwise. They are known by the keyed hash of their contact, for as long as the former request is
//! kept; after its retention or an erasure, or with another address, they are like anybody.

use sqlx::Row;

use super::{StoredRequest, steps::request_row};
use crate::store::{SiteId, Store, StoreError, read};

/// That somebody was taken out of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// When, ms since 1970 UTC.
    pub at: i64,
    /// Why, in staff's words.
    pub reason: Option<String>,
}

/// The last time that whoever has this contact was taken out of a group, if they were.
macro_rules! removal_of {
    ($store:expr, $connection:ident, $site:expr, $group:expr, $contact:expr) => {{
        let group: &str = $group;
        let mut last: Option<$crate::store::Removal> = None;
        for hash in $store.contact_hashes($site, $contact) {
            let row = sqlx::query(
                "SELECT r.*, s.at AS removed_at FROM join_requests r JOIN join_steps s \
                 ON s.site_id = r.site_id AND s.request_id = r.id AND s.step = 'removed' \
                 WHERE r.site_id = $1 AND r.group_id = $2 AND r.contact_hash = $3 \
                 AND r.state = 'left' ORDER BY s.at DESC LIMIT 1",
            )
            .bind($site.as_str())
            .bind(group)
            .bind(&hash[..])
            .fetch_optional(&mut *$connection)
            .await?;
            if let Some(row) = row {
                let at: i64 = row.try_get("removed_at")?;
                if last.as_ref().is_none_or(|known| known.at < at) {
                    let former = request_row!($store, $site, &row);
                    let reason = former.staff_words.removal;
                    let reason = reason.filter(|reason| !reason.is_empty());
                    last = Some($crate::store::Removal { at, reason });
                }
            }
        }
        last
    }};
}

/// How whoever has this contact joins a group: who was taken out of it, by a person's answer.
macro_rules! policy_for {
    ($store:expr, $transaction:ident, $site:expr, $group:expr, $contact:expr) => {{
        use $crate::store::joining::{removal::removal_of, steps::request_row};
        let removal = removal_of!($store, $transaction, $site, &$group.id, $contact);
        removal.map_or($group.policy, |_| api_types::JoinPolicy::Approval)
    }};
}

pub(super) use {policy_for, removal_of};

impl Store {
    /// When and why the person of a request was taken out of its group, if they were.
    pub async fn find_removal(
        &self,
        site: &SiteId,
        request: &StoredRequest,
    ) -> Result<Option<Removal>, StoreError> {
        let contact = &request.application.contact;
        read!(self, |connection| {
            let removal = removal_of!(self, connection, site, &request.group_id, contact);
            Ok(removal)
        })
    }
}
