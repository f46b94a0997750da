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
    /// Approved a request to join.
    Approved,
    /// Declined one.
    Declined,
    /// Let the letter to an address go that was held until a person had looked.
    Released,
    /// Asked somebody something before deciding.
    QuestionAsked,
    /// Noted that the answer came.
    AnswerNoted,
    /// Rang somebody, who was there.
    Reached,
    /// Rang somebody, who was not there.
    NotReached,
    /// Rang a number that is not theirs.
    WrongNumber,
    /// Offered a place to somebody on the waiting list.
    PlaceOffered,
    /// Put somebody at the end of the waiting list.
    Skipped,
    /// Moved a request to another group.
    Moved,
    /// Took a decision back.
    TakenBack,
    /// Wrote a request down for a caller.
    Entered,
    /// Read requests, with what people wrote.
    QueueRead,
    /// Read one request, with what the person wrote.
    RequestRead,
    /// Stopped letters before they went.
    MailStopped,
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
            Self::SignedOut => "signed-out",
            Self::RoleChanged => "role-changed",
            Self::Ended => "ended",
            Self::Approved => "request-approved",
            Self::Declined => "request-declined",
            Self::Released => "request-released",
            Self::QuestionAsked => "question-asked",
            Self::AnswerNoted => "answer-noted",
            Self::Reached => "call-reached",
            Self::NotReached => "call-not-reached",
            Self::WrongNumber => "call-wrong-number",
            Self::PlaceOffered => "place-offered",
            Self::Skipped => "moved-back-in-line",
            Self::Moved => "request-moved",
            Self::TakenBack => "decision-taken-back",
            Self::Entered => "request-entered",
            Self::QueueRead => "requests-read",
            Self::RequestRead => "request-read",
            Self::MailStopped => "mail-stopped",
            Self::LinkPrinted => "link-printed",
        }
    }
}
