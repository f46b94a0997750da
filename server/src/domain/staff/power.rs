//! What each role may see and do, as a table. The store has the same in SQL (`staff_may!`); a
//! contract test walks this table and holds the two together.

use api_types::StaffRole;

/// Something that staff may be allowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// See a group and everything in it: requests, members, meetings.
    See,
    /// Change things in a group: answer requests, note who came, write to members.
    Work,
    /// Change who is on the staff, and what is the whole site's.
    Manage,
}

/// How far a power reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The whole site.
    Site,
    /// The groups that are theirs.
    OwnGroups,
    /// Nowhere.
    Nothing,
}

impl Power {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::See, Self::Work, Self::Manage];

    /// How far it reaches for who has this role.
    pub fn reach(self, role: StaffRole) -> Reach {
        match (role, self) {
            (StaffRole::Coordinator, _) | (StaffRole::ReadOnly, Self::See) => Reach::Site,
            (StaffRole::Facilitator, Self::See | Self::Work) => Reach::OwnGroups,
            (StaffRole::Facilitator, Self::Manage)
            | (StaffRole::ReadOnly, Self::Work | Self::Manage) => Reach::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api_types::Choice;

    #[test]
    fn who_only_reads_changes_nothing_and_only_coordinators_choose_the_staff() {
        for role in StaffRole::ALL {
            let may = |power: Power| power.reach(*role) != Reach::Nothing;
            assert!(may(Power::See));
            assert_eq!(may(Power::Work), *role != StaffRole::ReadOnly);
            assert_eq!(may(Power::Manage), *role == StaffRole::Coordinator);
        }
    }

    #[test]
    fn a_facilitator_never_reaches_beyond_their_groups() {
        for power in Power::ALL {
            assert_ne!(power.reach(StaffRole::Facilitator), Reach::Site);
        }
    }
}
