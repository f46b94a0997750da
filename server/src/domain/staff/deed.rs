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
    /// Read the requests of a group, with what people wrote. Once a day, like all that was only seen.
    QueueRead,
    /// Read one request, with what the person wrote.
    RequestRead,
    /// Stopped letters before they went.
    MailStopped,
    /// Had a link that lets somebody in printed at the command line.
    LinkPrinted,
    /// Laid something out for a group's members, changed it, put it in order or took it away.
    ResourcesChanged,
    /// Made a group, as a draft.
    GroupAdded,
    /// Changed a group's record.
    GroupSaved,
    /// Took a group back from members' sight, to work on it.
    GroupWithdrawn,
    /// Published a group.
    GroupPublished,
    /// Ended a group.
    GroupArchived,
    /// Paused a group.
    GroupPaused,
    /// Let a group meet again.
    GroupResumed,
    /// Chose who looks after a group.
    KeepersChosen,
    /// Looked at a listing, and it was right.
    ListingChecked,
    /// Cancelled one meeting.
    MeetingCancelled,
    /// Moved one meeting.
    MeetingMoved,
    /// Let a meeting take place after all, or at its own time.
    MeetingRestored,
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
    /// Looked at who is in a group.
    SawMembers,
    /// The link in a letter about a request was opened, by its reader or by their mail's scanner.
    SawRequest,
    /// Published a version of a survey.
    SurveyPublished,
    /// Planned when members are asked.
    SurveyPlanned,
    /// Ended such a plan.
    SurveyPlanEnded,
    /// Read what a member said with their name.
    NoteRead,
    /// Wrote for members what came of their answers.
    SaidAndDone,
    /// Took that away.
    SaidAndDoneRemoved,
    /// Changed the site's settings in the console.
    SettingsSaved,
    /// Took a copy out: which, and never of whom.
    Exported,
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
            Self::ResourcesChanged => "resources-changed",
            Self::GroupAdded => "group-added",
            Self::GroupSaved => "group-saved",
            Self::GroupWithdrawn => "group-withdrawn",
            Self::GroupPublished => "group-published",
            Self::GroupArchived => "group-archived",
            Self::GroupPaused => "group-paused",
            Self::GroupResumed => "group-resumed",
            Self::KeepersChosen => "keepers-chosen",
            Self::ListingChecked => "listing-checked",
            Self::MeetingCancelled => "meeting-cancelled",
            Self::MeetingMoved => "meeting-moved",
            Self::MeetingRestored => "meeting-restored",
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
            Self::SawMembers => "saw-members",
            Self::SawRequest => "saw-request",
            Self::SurveyPublished => "survey-published",
            Self::SurveyPlanned => "survey-planned",
            Self::SurveyPlanEnded => "survey-plan-ended",
            Self::NoteRead => "note-read",
            Self::SaidAndDone => "said-and-done",
            Self::SaidAndDoneRemoved => "said-and-done-removed",
            Self::SettingsSaved => "settings-saved",
            Self::Exported => "exported",
        }
    }
}
