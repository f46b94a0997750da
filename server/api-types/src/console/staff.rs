//! Staff of the console: who is signed in, who else works for the site, and how they are invited.

use serde::{Deserialize, Serialize};

use crate::StaffRole;

/// Who is signed in: the answer of `GET /console/api/me`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Stays the same for good.
    pub id: String,
    /// As they are called.
    pub name: String,
    /// In which they are written to, BCP 47: the console speaks it where it can.
    pub language: String,
    /// What they are to the site.
    pub role: StaffRole,
    /// Whose staff they are.
    pub site: SiteOfStaff,
    /// A facilitator's own groups, by name; who has the whole site has none here.
    pub groups: Vec<GroupOfStaff>,
}

/// The site whose staff somebody is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteOfStaff {
    /// Unique on the server.
    pub slug: String,
    /// In the staff member's language.
    pub name: String,
    /// IANA zone: the one that staff think in.
    pub time_zone: String,
    /// Languages that the site offers, BCP 47, first one first.
    pub languages: Vec<String>,
}

/// A group, as far as it takes to choose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupOfStaff {
    /// Unique in the site.
    pub slug: String,
    /// As members know it.
    pub name: String,
}

/// The answer of `GET /console/api/group-names`, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupNames {
    /// All that whoever asks may see.
    pub groups: Vec<GroupOfStaff>,
}

/// One of a site's staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// Stays the same for good.
    pub id: String,
    /// As they are called.
    pub name: String,
    /// Where letters to them go.
    pub email: String,
    /// In which letters and pages are written, BCP 47.
    pub language: String,
    /// What they are to the site.
    pub role: StaffRole,
    /// Slugs of a facilitator's own groups.
    pub groups: Vec<String>,
    /// Since when, RFC 3339.
    pub since: String,
}

/// The answer of `GET /console/api/staff`, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffList {
    /// All who have not ended.
    pub staff: Vec<StaffMember>,
}

/// Body of `POST /console/api/staff`: somebody is invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteStaffRequest {
    /// As they are called, at most 60 characters.
    pub name: String,
    /// Where the invitation goes.
    pub email: String,
    /// In which to write to them, BCP 47.
    pub language: String,
    /// What they are to be.
    pub role: StaffRole,
    /// Slugs of a facilitator's groups.
    #[serde(default)]
    pub groups: Vec<String>,
}

/// Body of `POST /console/api/staff/{staff}/role`: all of it takes the place of what was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRoleRequest {
    /// What they are from now on.
    pub role: StaffRole,
    /// Slugs of a facilitator's groups.
    #[serde(default)]
    pub groups: Vec<String>,
}
