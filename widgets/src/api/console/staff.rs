//! Calls about the site's staff.

use api_types::{ChangeRoleRequest, GroupNames, InviteStaffRequest, StaffList};

use super::{ConsoleServer, Line, Told, Verb};

impl ConsoleServer {
    /// The groups that whoever is signed in sees, by name.
    pub(crate) fn group_names(&self, line: &Line) -> Told<GroupNames> {
        self.get(&["group-names"], &[], line)
    }

    /// Everybody who works for the site.
    pub(crate) fn staff(&self, line: &Line) -> Told<StaffList> {
        self.get(&["staff"], &[], line)
    }

    /// Invites somebody by email.
    pub(crate) fn invite(&self, asked: &InviteStaffRequest, line: &Line) -> Told<()> {
        self.send(Verb::Post, &["staff"], asked, line)
    }

    /// What somebody is from now on.
    pub(crate) fn change_role(
        &self,
        staff: &str,
        asked: &ChangeRoleRequest,
        line: &Line,
    ) -> Told<()> {
        self.send(Verb::Post, &["staff", staff, "role"], asked, line)
    }

    /// Ends somebody's work here, and their sessions with it.
    pub(crate) fn end_staff(&self, staff: &str, line: &Line) -> Told<()> {
        self.press(Verb::Post, &["staff", staff, "end"], line)
    }
}
