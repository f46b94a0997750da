//! What a member wants otherwise.

use api_types::ContactKind;
use sqlx::Row;

use super::steps::{add_step, request_of_token};
use crate::{
    domain::join::TokenPurpose,
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision},
};

impl Store {
    /// Turns notes before each meeting on or off, for who holds a link to the member's page (its
    /// hash). Says whether the link holds. Safe to do twice. Nobody is reminded on the telephone:
    /// for who gave a number they stay off.
    pub async fn set_reminders(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        wanted: bool,
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::Member;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((request, true)) = found else {
                return Ok(false);
            };
            let wanted = wanted && request.application.contact.kind == ContactKind::Email;
            if request.reminders == wanted {
                return Ok(true);
            }
            sqlx::query("UPDATE join_requests SET reminders = $3 WHERE site_id = $1 AND id = $2")
                .bind(site.as_str())
                .bind(&request.id)
                .bind(wanted)
                .execute(&mut *transaction)
                .await?;
            let step = if wanted {
                "reminders-on"
            } else {
                "reminders-off"
            };
            add_step!(transaction, site, &request.id, step, "member", now);
            Ok(true)
        })
    }
}
