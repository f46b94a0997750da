//! Requests to join, and the memberships that come of them.
//!
//! One file a thing that can happen to a request: `ask.rs` (it comes), `correct.rs` (its address was
//! mistyped, or a link got lost), `enter.rs` (staff write it down for somebody who rang), `prove.rs`
//! (its address is proved), `ring.rs` (staff rang its number), `decide.rs` (staff or the member end
//! it, an offer is taken), `release.rs` (its letter may go), `lapse.rs` (a time is over),
//! `overdue.rs` (nobody answered in time), `retain.rs` (it ended long ago), `remind.rs` (its group
//! meets soon), `ask_to_read.rs` (guidelines have changed), `unsubscribe.rs` (no more such letters),
//! `new_address.rs` (the member has another address), `removal.rs` (who was taken out asks again),
//! `tell_members.rs` (one meeting is cancelled or moved),
//! `staff/` (staff do it in the console; `of_staff.rs` is how that begins),
//! `wishes.rs` (the member wants it otherwise, or has read guidelines), `erase.rs` (nothing is left
//! of it), `look.rs` (somebody reads it), `links.rs` (whose a link is), `roster/` (its group's staff know them
//! as a member). `steps.rs` has what they
//! share: holding and freeing a place, minting a link, writing down a step.
//!
//! Every writer takes the site's lock first (`move_revision!(…, 0)`), so that on Postgres, too, one
//! transaction at a time changes a site's requests and places. A place is taken by one conditional
//! update all the same: no count is ever read first and written later.
//!
//! What letters say is not decided here: whoever calls hands in a [`Writer`], which is asked within
//! the transaction, so that row, receipt and letter are there together or not at all.

mod ask;
mod ask_to_read;
mod correct;
mod decide;
mod enter;
mod erase;
mod lapse;
mod links;
mod look;
mod new_address;
mod of_staff;
mod overdue;
mod prove;
mod release;
mod remind;
mod removal;
mod retain;
mod ring;
mod roster;
mod staff;
pub(super) mod steps;
pub(super) mod tell_members;
mod unsubscribe;
mod wishes;

use std::sync::OnceLock;

use api_types::{ByStaff, ContactKind, JoinState, MemberContact};

pub use ask::{Asked, Asking, Kept};
pub use correct::Corrected;
pub use decide::{Decided, Decision};
pub use enter::{Entered, Entering};
pub use erase::{Erased, Erasure};
pub use lapse::Lapsed;
pub use look::{StoredLetter, StoredLink, StoredStep};
pub use new_address::AddressChanged;
pub use prove::{Proof, Proved};
pub use release::Released;
pub use remind::Reminded;
pub use removal::Removal;
pub(super) use retain::ENDED_LINKS_KEPT;
pub use retain::{Deleted, EndedBefore};
pub use ring::Rang;
pub use roster::{
    AheadRow, CallRow, ConcernRow, Message, MessageCounts, NewConcern, OfGroup, OneAttempt,
    QuietRow, RemovedMember, Reported, RosterRow, SheetRow, SilencedMember, StoredCall,
    StoredConcern, StoredRoster, StoredSheet, StoredToday,
};
pub(super) use roster::{call_cell, concern_cell};
pub(super) use staff::question_cell;
pub use staff::{
    Call, Called, DecidedBy, History, InLine, Moved, Question, Questioned, Queue, QueueFilter,
    QueueGroup, QueuedRequest, TakenBack,
};
pub use steps::Keeper;
pub(super) use tell_members::{Change, Known, MeetingNews, offer_free_places, tell_members};
pub use wishes::{Closed, Wishes};

use super::{Sending, SiteId, StaffId, Store, StoreError};
use crate::{
    clock::Chance,
    domain::{
        group::GroupRecord,
        join::{Application, Token, TokenPurpose},
        letter::{NewLetter, Series},
        roster::StaffWords,
        schedule::MeetingSpan,
    },
    seal::Cell,
};
use steps::JoinedGroup;
pub(super) use steps::state_of;

/// A request as it stands.
#[derive(Debug, Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a column, and they do not hang together"
)]
pub struct StoredRequest {
    /// Its id in the site.
    pub id: String,
    /// The group's id.
    pub group_id: String,
    /// To read out on the phone.
    pub reference: String,
    /// Where it stands.
    pub state: JoinState,
    /// What the person wrote.
    pub application: Application,
    /// The address that is to be the member's once they prove it.
    pub new_contact: Option<MemberContact>,
    /// Whether one of the group's places is taken or held for it.
    pub holds_place: bool,
    /// Until when a held or offered place is kept, ms since 1970 UTC.
    pub held_until: Option<i64>,
    /// A person looks at it before anything is sent.
    pub for_review: bool,
    /// They want a note before each meeting.
    pub reminders: bool,
    /// They are asked by email to read newer guidelines.
    pub guidelines_letters: bool,
    /// They get what staff write to all members.
    pub messages: bool,
    /// Whether letters that ask for feedback come.
    pub feedback_letters: bool,
    /// Since when nothing is sent to them, ms since 1970 UTC.
    pub silent_since: Option<i64>,
    /// Since when they are kept out for a while, ms since 1970 UTC.
    pub paused_since: Option<i64>,
    /// What staff wrote about it.
    pub staff_words: StaffWords,
    /// Somebody answers until then, ms since 1970 UTC.
    pub answer_by: i64,
    /// When it came, ms since 1970 UTC.
    pub created_at: i64,
    /// When its address was proved, ms since 1970 UTC.
    pub proved_at: Option<i64>,
    /// Since when it has its state, ms since 1970 UTC.
    pub state_since: i64,
    /// Since when staff wait for the answer to a question, ms since 1970 UTC.
    pub asked_at: Option<i64>,
    /// What they asked last.
    pub question: Option<Question>,
}

impl StoredRequest {
    /// Whether letters of a series are to come.
    pub fn gets(&self, series: Series) -> bool {
        match series {
            Series::Reminders => self.reminders,
            Series::Guidelines => self.guidelines_letters,
            Series::Messages => self.messages,
            Series::Feedback => self.feedback_letters,
        }
    }

    /// Whether the way in is theirs now: a place, and nobody who keeps them out for a while.
    pub fn may_enter(&self) -> bool {
        self.state == JoinState::Approved && self.paused_since.is_none()
    }

    /// Whether its member is or was in the group, as far as is known, and may say what is wrong in it.
    pub fn may_tell_of_its_group(&self) -> bool {
        matches!(self.state, JoinState::Approved | JoinState::Left) && self.proved_at.is_some()
    }

    /// What staff did to it, as its member reads it.
    pub fn by_staff(&self) -> Option<ByStaff> {
        match self.state {
            JoinState::Approved => self.paused_since.map(|_| ByStaff::Paused),
            JoinState::Left => self.staff_words.removal.as_ref().map(|_| ByStaff::Removed),
            _ => None,
        }
    }
}

/// What has happened, for who writes the letters.
#[derive(Clone, Copy)]
pub enum News<'a> {
    /// It came by email: the code and the link that prove the address.
    ProveAddress {
        /// Six digits.
        code: &'a str,
        /// A page with one button.
        prove: &'a Token,
    },
    /// It came without proof of work, or looks like a program's: a person looks at it first.
    ToReview,
    /// It came with a telephone number.
    ToRing,
    /// Proved, and a facilitator decides.
    Pending,
    /// Proved, and the group is full.
    Waitlisted,
    /// A place became free.
    Offered {
        /// Until when it is kept, ms since 1970 UTC.
        until: i64,
        /// A page with two buttons.
        offer: &'a Token,
    },
    /// They have a place.
    Placed,
    /// Kindly declined.
    Declined,
    /// Staff ask them something before they decide.
    Question {
        /// In the asker's words.
        text: &'a str,
    },
    /// Their request was moved to this group.
    Moved {
        /// Name of the group for which they had asked.
        from: &'a str,
    },
    /// They asked for their link.
    LinkAgain,
    /// They gave another address.
    NewAddress {
        /// Which.
        to: &'a MemberContact,
        /// A page with one button.
        prove: &'a Token,
    },
    /// The other address is proved, and is theirs from now on.
    AddressChanged {
        /// The one before.
        left: &'a MemberContact,
    },
    /// The promised time has passed, and nobody answered.
    Overdue,
    /// Nor did the deputy, who was told of it.
    StillOverdue,
    /// The group meets soon, and they want to be reminded.
    MeetsSoon {
        /// When.
        meeting: MeetingSpan,
        /// An open question to think about beforehand.
        prompt: Option<&'a str>,
        /// Stops reminders.
        stop: &'a Token,
    },
    /// One meeting of their group is cancelled.
    MeetingCancelled {
        /// Which.
        meeting: MeetingSpan,
        /// What staff say about it; may be empty.
        note: &'a str,
    },
    /// One meeting of their group is at another time.
    MeetingMoved {
        /// When it was to be.
        from: MeetingSpan,
        /// When it is.
        to: MeetingSpan,
        /// What staff say about it; may be empty.
        note: &'a str,
    },
    /// A meeting takes place after all, or at its own time.
    MeetingRestored {
        /// Which.
        meeting: MeetingSpan,
    },
    /// The guidelines have a version that they did not read.
    NewGuidelines {
        /// Stops such letters.
        stop: &'a Token,
    },
    /// The group's staff write to all members.
    Message {
        /// One line.
        subject: &'a str,
        /// The message.
        text: &'a str,
        /// Stops such letters.
        stop: &'a Token,
    },
    /// They are asked a few questions.
    AskedForFeedback {
        /// The invitation's token.
        link: &'a str,
        /// The day of the meeting that it is about, `YYYY-MM-DD`, if it is about one.
        day: Option<&'a str>,
        /// Stops such letters.
        stop: &'a Token,
    },
    /// They said something with their name, for who leads the group.
    MemberNote,
    /// Staff took them out of the group.
    Removed {
        /// What staff want to say about it.
        text: &'a str,
    },
}

impl<'a> News<'a> {
    /// What is told of a contact that nobody has proved.
    fn of_unproved(request: &StoredRequest, code: &'a str, prove: &'a Token) -> Self {
        match request.application.contact.kind {
            _ if request.for_review => Self::ToReview,
            ContactKind::Email => Self::ProveAddress { code, prove },
            ContactKind::Phone => Self::ToRing,
        }
    }
}

/// What a letter may be about. A link is made when a letter first names it, so that no link
/// exists that nobody holds.
pub struct About<'a> {
    /// The request.
    pub request: &'a StoredRequest,
    /// The group's record.
    pub group: &'a GroupRecord,
    /// Where the group's facilitator reads requests, if it is another place than the site's.
    pub staff: Option<&'a str>,
    /// Who looks after the group.
    pub owner: Option<&'a Keeper>,
    /// Who gets what the owner left undone.
    pub deputy: Option<&'a Keeper>,
    chance: &'a Chance,
    member: OnceLock<Token>,
    reviews: [OnceLock<Token>; 3],
}

/// To whom a letter to staff goes: a link in it opens for them alone, as long as they may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// An address of the site or of the group, whoever reads there.
    House,
    /// Who looks after the group.
    Owner,
    /// Who gets what the owner left undone.
    Deputy,
}

impl<'a> About<'a> {
    /// A new link to the member's page.
    pub fn member(&self) -> &Token {
        self.member
            .get_or_init(|| Token::new(TokenPurpose::Member, self.chance))
    }

    /// A new link to the staff's page on the request.
    pub fn review_by(&self, reader: Reader) -> &Token {
        self.reviews[reader as usize].get_or_init(|| Token::new(TokenPurpose::Review, self.chance))
    }

    /// The links that were made, and whose they are of the staff.
    pub(super) fn made(&self) -> impl Iterator<Item = (&Token, Option<&StaffId>)> {
        let id = |keeper: Option<&'a Keeper>| keeper.map(|keeper| &keeper.id);
        let readers = [None, id(self.owner), id(self.deputy)];
        let reviews = self.reviews.iter().zip(readers);
        let reviews = reviews.filter_map(|(token, reader)| Some((token.get()?, reader)));
        let member = self.member.get().map(|token| (token, None));
        member.into_iter().chain(reviews)
    }
}

/// Writes the letters that go with a piece of news, and knows what the site promises in them.
pub trait Writer: Send + Sync {
    /// By when somebody answers who begins to wait now: ms since 1970 UTC.
    fn answer_by(&self, group: &GroupRecord, now: i64) -> i64;
    /// Whose letters they are, where staff's deed brings them: those that can wait do.
    fn sending(&self) -> Option<&Sending> {
        None
    }
    /// The letters.
    fn write(&self, about: &About<'_>, news: News<'_>) -> Vec<NewLetter>;
}

/// Where a request's answers are sealed.
pub(super) fn details_cell<'a>(site: &'a SiteId, request: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "join_requests",
        column: "details",
        row: request,
    }
}

/// Where an address that is not proved yet is sealed.
pub(super) fn new_contact_cell<'a>(site: &'a SiteId, request: &'a str) -> Cell<'a> {
    Cell {
        column: "new_contact",
        ..details_cell(site, request)
    }
}

/// Where what staff wrote about a member is sealed.
pub(super) fn staff_words_cell<'a>(site: &'a SiteId, request: &'a str) -> Cell<'a> {
    Cell {
        column: "staff_words",
        ..details_cell(site, request)
    }
}

impl Store {
    /// What staff wrote, sealed; nothing where they wrote nothing.
    pub(super) fn seal_staff_words(
        &self,
        site: &SiteId,
        id: &str,
        words: &StaffWords,
    ) -> Option<Vec<u8>> {
        if *words == StaffWords::default() {
            return None;
        }
        let plain = serde_json::to_vec(words).unwrap_or_default();
        Some(self.sealer.seal(staff_words_cell(site, id), &plain))
    }

    pub(in crate::store) fn open_staff_words(
        &self,
        site: &SiteId,
        id: &str,
        sealed: &[u8],
    ) -> Result<StaffWords, StoreError> {
        let plain = self.sealer.open(staff_words_cell(site, id), sealed)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::BadRequest(id.to_owned()))
    }

    pub(super) fn seal_application(
        &self,
        site: &SiteId,
        id: &str,
        application: &Application,
    ) -> Vec<u8> {
        let plain = serde_json::to_vec(application).unwrap_or_default();
        self.sealer.seal(details_cell(site, id), &plain)
    }

    pub(in crate::store) fn open_application(
        &self,
        site: &SiteId,
        id: &str,
        sealed: &[u8],
    ) -> Result<Application, StoreError> {
        let plain = self.sealer.open(details_cell(site, id), sealed)?;
        // The parser would quote what it cannot read.
        serde_json::from_slice(&plain).map_err(|_| StoreError::BadRequest(id.to_owned()))
    }

    fn seal_new_contact(&self, site: &SiteId, id: &str, contact: &MemberContact) -> Vec<u8> {
        let plain = serde_json::to_vec(contact).unwrap_or_default();
        self.sealer.seal(new_contact_cell(site, id), &plain)
    }

    pub(super) fn open_new_contact(
        &self,
        site: &SiteId,
        id: &str,
        sealed: &[u8],
    ) -> Result<MemberContact, StoreError> {
        let plain = self.sealer.open(new_contact_cell(site, id), sealed)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::BadRequest(id.to_owned()))
    }

    /// Keyed hashes by which requests of the same contact are found, the key in use first.
    pub(super) fn contact_hashes(&self, site: &SiteId, contact: &MemberContact) -> Vec<[u8; 32]> {
        let alike = crate::domain::join::alike(contact);
        self.sealer
            .hashes(site.as_str(), "contact", alike.as_bytes())
    }

    pub(super) fn about<'a>(
        &'a self,
        request: &'a StoredRequest,
        group: &'a JoinedGroup,
    ) -> About<'a> {
        About {
            request,
            group: &group.record,
            staff: group.staff.as_deref(),
            owner: group.owner.as_ref(),
            deputy: group.deputy.as_ref(),
            chance: &self.chance,
            member: OnceLock::new(),
            reviews: Default::default(),
        }
    }

    /// Keyed hashes of a request's six digits, the key in use first.
    fn code_hashes(&self, site: &SiteId, request: &str, code: &str) -> Vec<[u8; 32]> {
        let value = format!("{request}/{code}");
        self.sealer.hashes(site.as_str(), "code", value.as_bytes())
    }
}
