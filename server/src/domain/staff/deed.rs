//! The words of the audit trail.

/// What was done. Its word never changes: the trail keeps it for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Became the first coordinator, by the set-up link.
    SetUp,
    /// Invited somebody, or took them on at the command line.
    Invited,
    /// Signed in, by a link.
    SignedIn,
    /// Ended sessions of their own, this one or others.
    SignedOut,
    /// Gave somebody another role, or other groups.
    RoleChanged,
    /// Took somebody off the staff.
    Ended,
    /// Stopped letters before they went.
    MailStopped,
    /// Had a link that lets somebody in printed at the command line.
    LinkPrinted,
    /// Looked at who is in a group. Once a day for each group, like all that was only seen.
    SawMembers,
    /// Took a copy out: which, and never of whom.
    Exported,
    /// Was shown how to reach a member.
    SawContact,
    /// Said that nobody is to write to a member.
    Silenced,
    /// Said that they may be written to again.
    Unsilenced,
    /// Kept a member out for a while.
    Paused,
    /// Let them in again.
    Resumed,
    /// Took a member out of the group.
    Removed,
    /// Was in touch with a member who had not been seen for a while.
    WasInTouch,
    /// Wrote to all members of a group.
    WroteToGroup,
    /// Rang a member, to tell them what others read.
    Rang,
    /// Noted who came to a meeting, or took it back.
    NotedAttendance,
    /// Wrote the question for a meeting.
    WrotePrompt,
    /// Read what a member says is wrong.
    SawConcern,
    /// Settled it.
    SettledConcern,
}

impl Deed {
    /// As it stands in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SetUp => "set-up",
            Self::Invited => "invited",
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::RoleChanged => "role-changed",
            Self::Ended => "ended",
            Self::MailStopped => "mail-stopped",
            Self::LinkPrinted => "link-printed",
            Self::SawMembers => "saw-members",
            Self::Exported => "exported",
            Self::SawContact => "saw-contact",
            Self::Silenced => "silenced",
            Self::Unsilenced => "unsilenced",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::Removed => "removed",
            Self::WasInTouch => "was-in-touch",
            Self::WroteToGroup => "wrote-to-group",
            Self::Rang => "rang",
            Self::NotedAttendance => "noted-attendance",
            Self::WrotePrompt => "wrote-prompt",
            Self::SawConcern => "saw-concern",
            Self::SettledConcern => "settled-concern",
        }
    }
}
