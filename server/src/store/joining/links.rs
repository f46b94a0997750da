//! Whose a link is, and the links that a member makes.

use sqlx::Row;

use super::steps::{add_token, end_tokens, request_of_token, token};
use crate::{
    domain::join::{Token, TokenPurpose},
    store::{SiteId, Store, StoreError, in_transaction, read, sites::move_revision},
};

impl Store {
    /// The site whose link this is (its hash), if there is one of this purpose, whether it still
    /// holds or not.
    ///
    /// Not a method of a tenant: a link names no site, and its 256 bits of chance are what opens
    /// this door. All that follows takes the site that is found here.
    pub async fn find_site_of_link(
        &self,
        hash: [u8; 32],
        purpose: TokenPurpose,
    ) -> Result<Option<SiteId>, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query("SELECT site_id FROM tokens WHERE hash = $1 AND purpose = $2")
                .bind(&hash[..])
                .bind(purpose.as_str())
                .fetch_optional(&mut *connection)
                .await?;
            let site = row.map(|row| row.try_get("site_id").map(SiteId));
            Ok(site.transpose()?)
        })
    }

    /// Makes a private calendar address for who holds a link to the member's page (its hash), and
    /// ends the one before. `None` where the link does not hold.
    pub async fn make_calendar_link(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        now: i64,
    ) -> Result<Option<Token>, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::Member;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((request, true)) = found else {
                return Ok(None);
            };
            end_tokens!(transaction, site, &request.id, "calendar", now);
            let calendar = token(self, TokenPurpose::Calendar);
            add_token!(transaction, site, &request.id, &calendar, now);
            Ok(Some(calendar))
        })
    }
}
