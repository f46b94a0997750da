//! Somebody stops letters that come by themselves.

use sqlx::Row;

use super::{
    steps::{add_step, forget_kind, request_of_token},
    wishes::want_letters,
};
use crate::{
    domain::{join::TokenPurpose, letter::Series},
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision},
};

impl Store {
    /// Stops the letters of a series, those that wait included, for who holds a link of such a
    /// letter (its hash). Says whether the link holds. Safe to do twice.
    pub async fn unsubscribe(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        series: Series,
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::Unsubscribe(series);
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((request, true)) = found else {
                return Ok(false);
            };
            if !request.gets(series) {
                return Ok(true);
            }
            want_letters!(transaction, site, request, series, false, now);
            forget_kind!(transaction, site, &request.id, series.kind());
            Ok(true)
        })
    }
}
