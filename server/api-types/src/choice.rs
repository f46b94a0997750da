//! Closed lists of choices, each spelled once.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A word that is not one of a closed list's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownChoice;

/// One closed list: kebab-case on the wire, a plain enum in Rust. Tables rather than code, since
/// the browser downloads what stands here.
pub trait Choice: Copy + Eq + 'static {
    /// Every value, in the order in which people should see them.
    const ALL: &'static [Self];
    /// The wire's word for each, in the same order.
    const WORDS: &'static [&'static str];
    /// Its place in [`Choice::ALL`].
    fn index(self) -> usize;
    /// The wire's word for it.
    fn as_str(self) -> &'static str {
        Self::WORDS[self.index()]
    }
    /// The value for a wire word.
    fn from_word(word: &str) -> Result<Self, UnknownChoice> {
        match place_of(word, Self::WORDS) {
            Some(at) => Ok(Self::ALL[at]),
            None => Err(UnknownChoice),
        }
    }
}

/// Not generic, and so there once.
fn place_of(word: &str, words: &[&str]) -> Option<usize> {
    words.iter().position(|known| *known == word)
}

macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $value:ident = $word:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$vmeta])* #[doc = concat!("`", $word, "`")] #[cfg_attr(feature = "schema", schema(rename = $word))] $value,)+
        }

        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$value,)+];
            const WORDS: &'static [&'static str] = &[$($word,)+];
            fn index(self) -> usize {
                self as usize
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize_word(deserializer)
            }
        }
    )+};
}

/// Reads one word of a closed list; the error names every word that would do.
fn deserialize_word<'de, D: Deserializer<'de>, C: Choice>(deserializer: D) -> Result<C, D::Error> {
    struct Word<C>(std::marker::PhantomData<C>);
    impl<C: Choice> serde::de::Visitor<'_> for Word<C> {
        type Value = C;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("one of: ")?;
            for (at, word) in C::WORDS.iter().enumerate() {
                if at > 0 {
                    f.write_str(", ")?;
                }
                f.write_str(word)?;
            }
            Ok(())
        }
        fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<C, E> {
            C::from_word(word)
                .map_err(|UnknownChoice| E::invalid_value(serde::de::Unexpected::Str(word), &self))
        }
    }
    deserializer.deserialize_str(Word(std::marker::PhantomData))
}

choices! {
    /// The condition that a group is about.
    Focus {
        Breast = "breast",
        Prostate = "prostate",
        Lung = "lung",
        Colorectal = "colorectal",
        Blood = "blood",
        Brain = "brain",
        Gynaecological = "gynaecological",
        HeadAndNeck = "head-and-neck",
        Skin = "skin",
        Childhood = "childhood",
        AnyCancer = "any-cancer",
        OtherChronicIllness = "other-chronic-illness",
    }

    /// Whom a group is for.
    Audience {
        PersonWithCancer = "person-with-cancer",
        PersonWithIllness = "person-with-illness",
        Carer = "carer",
        Family = "family",
        Parent = "parent",
        YoungAdult = "young-adult",
        Bereaved = "bereaved",
        Women = "women",
        Men = "men",
        Lgbtq = "lgbtq",
    }

    /// Where people are on their way.
    Stage {
        NewlyDiagnosed = "newly-diagnosed",
        InTreatment = "in-treatment",
        AfterTreatment = "after-treatment",
        AdvancedCancer = "living-with-advanced-cancer",
        Bereavement = "bereavement",
    }

    /// How a group meets.
    Format {
        Online = "online",
        InPerson = "in-person",
        Phone = "phone",
        Hybrid = "hybrid",
    }

    /// Who leads.
    Leadership {
        PeerLed = "peer-led",
        ProfessionallyLed = "professionally-led",
        Both = "both",
    }

    /// Whether newcomers can come at any time, or the circle is fixed for a while.
    Openness {
        Open = "open",
        Closed = "closed",
    }

    /// What it costs to take part.
    Cost {
        Free = "free",
        Donation = "donation",
        Paid = "paid",
    }

    /// What makes a group possible for people with access needs.
    Accessibility {
        StepFree = "step-free",
        HearingLoop = "hearing-loop",
        Captions = "captions",
        SignLanguage = "sign-language",
        PhoneOnly = "phone-only",
    }

    /// What a group is for.
    Purpose {
        EmotionalSupport = "emotional-support",
        Information = "information",
        Both = "both",
    }

    /// How a person becomes part of a group.
    JoinPolicy {
        /// A request is a place.
        Open = "open",
        /// A facilitator answers each request.
        Approval = "approval",
        /// No form: people come.
        DropIn = "drop-in",
        /// The group lives on another platform.
        Elsewhere = "elsewhere",
    }

    /// What a drop-in group asks of somebody who comes for the first time.
    DropIn {
        JustCome = "just-come",
        RingFirst = "ring-first",
    }

    /// Where the group lives online.
    HostPlatform {
        Kindred = "kindred",
        Zoom = "zoom",
        Teams = "teams",
        GoogleMeet = "google-meet",
        Jitsi = "jitsi",
        MentalHappy = "mentalhappy",
        FacebookGroups = "facebook-groups",
        Meetup = "meetup",
        Other = "other",
    }

    /// A part of what is told about getting into a meeting.
    SetUpPart {
        Need = "need",
        Account = "account",
        Seen = "seen",
        GetIn = "get-in",
        Phone = "phone",
        Mute = "mute",
        Chat = "chat",
        Captions = "captions",
        Name = "name",
        Leave = "leave",
    }

    /// Whether a person who asks today can expect a place.
    Availability {
        Open = "open",
        FewLeft = "few-left",
        WaitingList = "waiting-list",
    }

    /// Whether a group meets at present.
    Status {
        Active = "active",
        Paused = "paused",
    }

    /// Who may see the address.
    AddressVisibility {
        Public = "public",
        MembersOnly = "members-only",
    }

    /// A day of the week, in the group's own zone.
    Weekday {
        Monday = "monday",
        Tuesday = "tuesday",
        Wednesday = "wednesday",
        Thursday = "thursday",
        Friday = "friday",
        Saturday = "saturday",
        Sunday = "sunday",
    }

    /// A part of the day, in the group's own zone: before 12:00, before 17:00, later.
    Daypart {
        Morning = "morning",
        Afternoon = "afternoon",
        Evening = "evening",
    }

    /// The facets of the finder. `Language` holds free words (BCP 47), all others closed lists.
    Facet {
        Focus = "focus",
        Audience = "audience",
        Stage = "stage",
        Format = "format",
        Day = "day",
        Daypart = "daypart",
        Language = "language",
        Purpose = "purpose",
        Leadership = "leadership",
        Openness = "openness",
        Accessibility = "accessibility",
        Cost = "cost",
        Join = "join_policy",
        Availability = "availability",
        Platform = "host_platform",
    }

    /// The order of a list.
    Sort {
        NextMeeting = "next-meeting",
        Distance = "distance",
        Name = "name",
        /// Best match first; the default while there is a search text.
        Relevance = "relevance",
    }

    /// How guidelines are acknowledged.
    Acknowledge {
        /// Each rule by itself.
        Each = "each",
        /// All together, at the end.
        Together = "together",
    }

    /// Whose rule a guideline is.
    GuidelineScope {
        Site = "site",
        Group = "group",
    }

    /// How a guideline differs from an earlier version.
    GuidelineChange {
        New = "new",
        Changed = "changed",
    }

    /// A way to reach a person.
    ContactKind {
        Email = "email",
        Phone = "phone",
    }

    /// What the site wants to say to who gives an answer. It never refuses anybody.
    EligibilityHint {
        Fits = "fits",
        AskFirst = "ask-first",
        ProbablyNot = "probably-not",
    }

    /// Fields that a group may ask for beside name and contact.
    JoinField {
        Pronouns = "pronouns",
        Audience = "audience",
        Stage = "stage",
        AccessNeeds = "access-needs",
        Introduction = "introduction",
    }

    /// Where a request stands.
    JoinState {
        /// Sent; the contact is not proved.
        Requested = "requested",
        /// Proved; a facilitator decides.
        Pending = "pending",
        /// Proved; the group is full.
        Waitlisted = "waitlisted",
        /// A freed place is offered for a time.
        Offered = "offered",
        /// A member.
        Approved = "approved",
        /// Kindly declined.
        Declined = "declined",
        /// Taken back, left, or never proved.
        Left = "left",
    }

    /// What a staff member is to a site.
    StaffRole {
        /// Runs the whole site, its groups and its staff.
        Coordinator = "coordinator",
        /// Leads groups of their own.
        Facilitator = "facilitator",
        /// Sees the whole site and changes nothing.
        ReadOnly = "read-only",
    }

    /// Why nobody writes to a member any more.
    SilenceReason {
        /// They have died.
        Died = "died",
        /// They are too ill.
        TooIll = "too-ill",
        /// They asked for it.
        Asked = "asked",
    }

    /// What staff did to a membership, as its member reads it.
    ByStaff {
        /// They are kept out for a while.
        Paused = "paused",
        /// They are not in the group any more.
        Removed = "removed",
    }

    /// Where the join flow may stand.
    JoinSurface {
        /// In the host's page.
        Page = "page",
        /// In a frame of the server's own origin, for hosts that record sessions.
        Frame = "frame",
    }

    /// Why a group has no join form.
    JoinUnavailable {
        /// One just comes.
        DropIn = "drop-in",
        /// It does not meet at present.
        Paused = "paused",
        /// The site has not set joining up, or the group not where it lives.
        NotSetUp = "not-set-up",
        /// The server cannot send mail.
        NoMail = "no-mail",
    }

    /// Who fills a form in.
    OnBehalfOf {
        Me = "me",
        SomeoneICareFor = "someone-i-care-for",
        /// A professional, with the person's agreement.
        Professional = "professional",
    }

    /// How a question is answered.
    QuestionKind {
        ShortText = "short-text",
        Choice = "choice",
        YesNo = "yes-no",
    }

    /// How a survey's question is answered.
    SurveyKind {
        Rating = "rating",
        Smiley = "smiley",
        Scale = "scale",
        Single = "single",
        Multiple = "multiple",
        YesNo = "yes-no",
        ShortText = "short-text",
        LongText = "long-text",
    }

    /// When members are asked to answer a survey.
    SurveyOccasion {
        AfterMeeting = "after-meeting",
        EveryWeeks = "every-weeks",
        OnJoining = "on-joining",
        OnLeaving = "on-leaving",
    }

    /// What is wrong with an answer to a survey's question.
    AnswerFault {
        Missing = "missing",
        NotShown = "not-shown",
        WrongKind = "wrong-kind",
        OutOfRange = "out-of-range",
        UnknownOption = "unknown-option",
        Twice = "twice",
        TooLong = "too-long",
        UnknownQuestion = "unknown-question",
    }

    /// What something on the staff's shelf is.
    ShelfKind {
        GroundRules = "ground-rules",
        /// An open question for a meeting.
        Prompt = "prompt",
        /// How a meeting may go.
        Outline = "outline",
        DifficultMoment = "difficult-moment",
        /// Somebody may be in danger.
        Risk = "risk",
        Skill = "skill",
        CaseStudy = "case-study",
        /// Professionals to refer to, and when.
        Partner = "partner",
        Training = "training",
    }

    /// What something on the staff's shelf is about.
    ShelfTheme {
        Arriving = "arriving",
        Feelings = "feelings",
        Uncertainty = "uncertainty",
        Body = "body",
        Closeness = "closeness",
        Family = "family",
        CareTeam = "care-team",
        WorkAndMoney = "work-and-money",
        Strength = "strength",
        Meaning = "meaning",
        Grief = "grief",
        Group = "group",
        Safety = "safety",
    }

    /// What there is to do about a request, as the console's queue has it.
    QueueState {
        /// Somebody waits for a decision.
        ToAnswer = "to-answer",
        /// Somebody gave a number and waits for a call.
        ToRing = "to-ring",
        /// Nothing went to the address yet: a person looks first.
        ToLookAt = "to-look-at",
        /// Staff asked something and wait for the answer.
        QuestionAsked = "question-asked",
        /// A place is kept for somebody.
        Offered = "offered",
        /// On the waiting list.
        Waitlisted = "waitlisted",
        /// Staff decided of late.
        Decided = "decided",
    }

    /// Why somebody is declined: which text a letter begins with.
    DeclineReason {
        Full = "full",
        NotRight = "not-right",
        Other = "other",
    }

    /// How a call went.
    CallOutcome {
        Reached = "reached",
        NotReached = "not-reached",
        WrongNumber = "wrong-number",
    }
}
