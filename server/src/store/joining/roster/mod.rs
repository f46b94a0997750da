//! Members as their group's staff know them.
//!
//! One file a thing that staff do: `list.rs` (they read who is in a group), `reach.rs` (they are
//! shown how to reach somebody), `standing.rs` (nobody is to write to a member, who is kept out for a
//! while or is taken out of the group), `message.rs` (they write to all members), `calls.rs` (they
//! rang somebody), `concerns.rs` (a member says that something is wrong), `attendance.rs` (who came),
//! `sheet.rs` (the day of a meeting), `prompts.rs` (its open question), `today.rs` (what waits for
//! them). What does not belong here: what becomes of requests, which is the folder's above.

mod attendance;
mod calls;
mod concerns;
mod list;
mod message;
mod prompts;
mod reach;
mod sheet;
mod standing;
mod today;

use serde::{Serialize, de::DeserializeOwned};

pub use calls::StoredCall;
pub use concerns::{NewConcern, Reported, StoredConcern};
pub use list::{RosterRow, StoredRoster};
pub use message::{Message, MessageCounts, OneAttempt};
pub use sheet::{SheetRow, StoredSheet};
pub use standing::{RemovedMember, SilencedMember};
pub use today::{AheadRow, CallRow, ConcernRow, OfGroup, QuietRow, StoredToday};

use crate::{
    seal::Cell,
    store::{SiteId, Store, StoreError},
};

/// Where what somebody is to hear by telephone is sealed.
pub(in crate::store) fn call_cell<'a>(site: &'a SiteId, call: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "calls",
        column: "words",
        row: call,
    }
}

/// Where what a member says is wrong is sealed.
pub(in crate::store) fn concern_cell<'a>(site: &'a SiteId, concern: &'a str) -> Cell<'a> {
    Cell {
        table: "concerns",
        ..call_cell(site, concern)
    }
}

impl Store {
    pub(in crate::store) fn seal_words(&self, cell: Cell<'_>, words: &impl Serialize) -> Vec<u8> {
        self.sealer
            .seal(cell, &serde_json::to_vec(words).unwrap_or_default())
    }

    pub(in crate::store) fn open_words<T: DeserializeOwned>(
        &self,
        cell: Cell<'_>,
        sealed: &[u8],
    ) -> Result<T, StoreError> {
        let plain = self.sealer.open(cell, sealed)?;
        // The parser would quote what it cannot read.
        serde_json::from_slice(&plain).map_err(|_| StoreError::BadRequest(cell.row.to_owned()))
    }
}

/// The record of a group that a query joins, under `group_slug`, `group_source` and `group_edits`.
macro_rules! joined_record {
    ($row:expr) => {{
        let json = |name: &str| -> Result<serde_json::Value, sqlx::Error> {
            let text: String = $row.try_get(name)?;
            serde_json::from_str(&text).map_err(|error| sqlx::Error::Decode(error.into()))
        };
        let slug: String = $row.try_get("group_slug")?;
        let mut record = json("group_source")?;
        $crate::domain::merge_patch::apply(&mut record, &json("group_edits")?);
        $crate::store::groups::record_of(record, &slug)?
    }};
}

use joined_record;
