//! Staff: who they are, the links and sessions by which they get in, and the audit trail.
//!
//! Whatever staff see or do goes through a query that begins with `staff_query!` (`viewer.rs`): site,
//! role and groups are part of the SQL, so that what is not theirs is not there. A method for staff
//! takes a [`Viewer`] in place of a site's id; a test of the sources holds it to the macro.

pub(super) mod audit;
mod groups;
mod links;
mod outgoing;
mod passkeys;
mod people;
mod resources;
mod sessions;
pub(super) mod viewer;

pub use audit::{EventsAsked, NamedStaff, StoredEvent};
pub use groups::NamedGroup;
pub use groups::{
    GroupMade, GroupOverview, GroupPress, GroupSaved, KeepersChosen, LONGEST_NOTE, MeetingChanged,
    MeetingWish, OpenedGroup, StandingSet, TendedMeeting, TendedMeetings,
};
pub(super) use groups::{has_meetings, note_cell};
pub use links::{FoundLink, SignIn};
pub use outgoing::{Stopped, StoredBatch};
pub use passkeys::{FoundPasskey, NewPasskey, PasskeyDetails, StoredPasskey};
pub use people::{Added, Invitation, StoredStaff};
pub use resources::{GroupLaidOut, ResourceChanged, StoredGroupResources, StoredResource};
pub use sessions::{NewSession, SignedIn, StoredSession};
pub use viewer::Viewer;

pub(super) use {
    audit::add_event,
    viewer::{staff_query, works_in},
};

use super::{SiteId, Store, StoreError};
use crate::{domain::staff::StaffDetails, seal::Cell};

/// Where a staff member's name and address stand.
pub(super) fn staff_cell<'a>(site: &'a SiteId, id: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "staff",
        column: "details",
        row: id,
    }
}

/// Where a session's device stands.
pub(super) fn device_cell<'a>(site: &'a SiteId, id: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "staff_sessions",
        column: "device",
        row: id,
    }
}

/// Where a passkey's name and key stand.
pub(super) fn passkey_cell<'a>(site: &'a SiteId, id: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "staff_passkeys",
        column: "details",
        row: id,
    }
}

impl Store {
    /// Keyed hashes of a staff member's address, under the key in use first. They are others than
    /// those of the same person's requests to join.
    pub(super) fn staff_hashes(&self, site: &SiteId, email: &str) -> Vec<[u8; 32]> {
        let email = email.to_lowercase();
        self.sealer.hashes(site.as_str(), "staff", email.as_bytes())
    }

    fn seal_staff(&self, site: &SiteId, id: &str, details: &StaffDetails) -> Vec<u8> {
        let plain = serde_json::to_vec(details).unwrap_or_default();
        self.sealer.seal(staff_cell(site, id), &plain)
    }

    pub(super) fn open_staff(
        &self,
        site: &SiteId,
        id: &str,
        sealed: &[u8],
    ) -> Result<StaffDetails, StoreError> {
        let plain = self.sealer.open(staff_cell(site, id), sealed)?;
        // The parser would quote what it cannot read.
        serde_json::from_slice(&plain).map_err(|_| StoreError::BadStaff(id.to_owned()))
    }
}
