//! The words of the audit trail.

/// What was done. Its word never changes: the trail keeps it for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Became the first coordinator, by the set-up link.
    SetUp,
    /// Invited somebody, or took them on at the command line.
    Invited,
    /// Signed in, by a link or a passkey.
    SignedIn,
    /// Added a passkey of their own.
    PasskeyAdded,
    /// Removed one.
    PasskeyRemoved,
    /// Ended sessions of their own, this one or others.
    SignedOut,
    /// Gave somebody another role, or other groups.
    RoleChanged,
    /// Took somebody off the staff.
    Ended,
    /// Had a link that lets somebody in printed at the command line.
    LinkPrinted,
}

impl Deed {
    /// As it stands in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SetUp => "set-up",
            Self::Invited => "invited",
            Self::SignedIn => "signed-in",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::SignedOut => "signed-out",
            Self::RoleChanged => "role-changed",
            Self::Ended => "ended",
            Self::LinkPrinted => "link-printed",
        }
    }
}
