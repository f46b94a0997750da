//! Calls about what is held: copies, the audit trail, retention.

use api_types::{AuditTrail, Retention};

use super::{ConsoleServer, Line, Told};

impl ConsoleServer {
    /// A page of the audit trail; `asked` are names and values of what is asked for.
    pub(crate) fn audit(&self, asked: &[(&str, &str)], line: &Line) -> Told<AuditTrail> {
        self.get(&["audit"], asked, line)
    }

    /// What is kept for how long, and what would go.
    pub(crate) fn retention(&self, line: &Line) -> Told<Retention> {
        self.get(&["retention"], &[], line)
    }

    /// The address of a copy, such as `members.csv`, of one group or of all (empty).
    pub(crate) fn copy_of(&self, file: &str, group: &str) -> String {
        let of_group = [("group", group)];
        let query = if group.is_empty() {
            &[][..]
        } else {
            &of_group[..]
        };
        self.file(&["export", file], query)
    }
}
