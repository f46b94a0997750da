//! A member's own page: what the link to it opens and does, in the widget (`routes/membership/`)
//! and on the server's page (`routes/pages/`) alike.

use api_types::{
    Acknowledgement, AcknowledgementReceipt, Choice, FieldProblem, Guidelines, JoinState,
    MemberWords, ProblemCode, WayIn,
};

use super::{Desk, erasing};
use crate::{
    AppState,
    config::{ActiveSite, fields_asked},
    domain::{
        group::PlaceRecord,
        guidelines::GroupGuidelines,
        join::{TokenPurpose, is_open, read_words},
        schedule::MeetingSpan,
    },
    pages::Held,
    problems::Refusal,
    store::{
        Closed, Decided, Decision, Erased, GroupId, StoreError, StoredGroup, StoredRequest, Wishes,
    },
};

/// So many meetings are shown.
const MEETINGS: i64 = 5;

/// A member's page: whose site, and which link (its hash). The errors of its methods are
/// `unknown-token`, `spent-token`, `wrong-state` and those that they name.
#[derive(Clone, Copy)]
pub struct OwnPage<'a> {
    /// What requests can reach.
    pub state: &'a AppState,
    /// The site.
    pub site: &'a ActiveSite,
    /// Hash of the link.
    pub hash: [u8; 32],
}

/// What it opens.
pub struct Opened<'a> {
    page: OwnPage<'a>,
    /// The request.
    pub request: StoredRequest,
    /// Its group.
    pub group: StoredGroup,
}

impl From<Closed> for Refusal {
    fn from(closed: Closed) -> Self {
        match closed {
            Closed::WrongState(state) => {
                Self::new(ProblemCode::WrongState).detail(format!("It is {}.", state.as_str()))
            }
            Closed::Spent => Self::new(ProblemCode::SpentToken),
            Closed::Unknown => Self::new(ProblemCode::UnknownToken),
        }
    }
}

impl<'a> OwnPage<'a> {
    /// The request, as long as the link holds.
    pub async fn request(self) -> Result<StoredRequest, Refusal> {
        let (store, site, now) = (&self.state.store, &self.site.id, self.state.clock.now());
        let purpose = TokenPurpose::Member;
        let found = store.find_request_by_token(site, self.hash, purpose, now);
        if let Some(request) = found.await? {
            return Ok(request);
        }
        // Another site's link is nobody's here.
        let held = store.find_site_of_link(self.hash, purpose).await?;
        Err(Refusal::from(if held.as_ref() == Some(site) {
            Closed::Spent
        } else {
            Closed::Unknown
        }))
    }

    /// The request with its group.
    pub async fn open(self) -> Result<Opened<'a>, Refusal> {
        let request = self.request().await?;
        let id = GroupId::from(request.group_id.as_str());
        let group = self
            .state
            .store
            .find_group_by_id(&self.site.id, &id)
            .await?;
        let group = group.ok_or_else(|| Refusal::fault("a request without its group"))?;
        Ok(Opened {
            page: self,
            request,
            group,
        })
    }

    /// Changes what the member wants otherwise: all of it or nothing. What they wrote was checked
    /// ([`Opened::check`]).
    pub async fn change(self, wishes: &Wishes) -> Result<(), Refusal> {
        let desk = Desk::new(self.state, self.site);
        let (store, now) = (&self.state.store, self.state.clock.now());
        let changed = store.change_request(&self.site.id, self.hash, wishes, &desk, now);
        changed.await??;
        self.state.mail.wake();
        Ok(())
    }

    /// Leaves the group, or takes the request back; safe to do twice.
    pub async fn leave(self) -> Result<JoinState, Refusal> {
        let desk = Desk::new(self.state, self.site);
        let (store, now) = (&self.state.store, self.state.clock.now());
        let decided = store.decide(&self.site.id, self.hash, Decision::Leave, &desk, now);
        let decided = decided.await?;
        self.state.mail.wake();
        match decided {
            Decided::Now(state) | Decided::Before(state) => Ok(state),
            Decided::WrongState(state) => Err(Closed::WrongState(state).into()),
            Decided::Full => Err(Refusal::new(ProblemCode::WrongState)),
            Decided::Spent => Err(Closed::Spent.into()),
            Decided::Unknown => Err(Closed::Unknown.into()),
        }
    }

    /// Erases everything; it lasts when this returns.
    pub async fn erase(self) -> Result<(), Refusal> {
        match erasing::erase(self.state, self.site, self.hash).await? {
            Erased::Done(_) => Ok(()),
            Erased::Spent => Err(Closed::Spent.into()),
            Erased::Unknown => Err(Closed::Unknown.into()),
        }
    }
}

impl Opened<'_> {
    /// How to get in: for approved members, and nobody else.
    pub async fn way_in(&self) -> Result<Option<WayIn>, StoreError> {
        if self.request.state != JoinState::Approved {
            return Ok(None);
        }
        let (store, site) = (&self.page.state.store, &self.page.site.id);
        let join = store.find_join_details(site, &self.group.id).await?;
        let join = join.unwrap_or_default();
        let place = self.group.record.place.as_ref();
        Ok(Some(WayIn {
            url: join.url,
            phone: join.phone,
            note: join.note,
            address: place.map_or_else(Vec::new, PlaceRecord::lines),
        }))
    }

    /// The next meetings.
    pub async fn meetings(&self) -> Result<Vec<MeetingSpan>, StoreError> {
        let (state, site) = (self.page.state, &self.page.site.id);
        let now = state.clock.now();
        let meetings = state
            .store
            .list_next_meetings(site, &self.group.id, now, MEETINGS);
        meetings.await
    }

    /// Date by which an answer is promised, `YYYY-MM-DD` in the site's zone.
    pub fn answer_by(&self) -> String {
        Desk::new(self.page.state, self.page.site).date(self.request.answer_by)
    }

    /// Every version of the group's guidelines.
    pub async fn all_guidelines(&self) -> Result<GroupGuidelines, StoreError> {
        let store = &self.page.state.store;
        let all = store.find_group_guidelines(&self.page.site.id, &self.group.id);
        all.await
    }

    /// Guidelines that are newer than what was acknowledged, with the difference: for who is in the
    /// group or on the way. `asked` is the reader's language.
    pub fn newer_guidelines(
        &self,
        all: &GroupGuidelines,
        receipts: &[AcknowledgementReceipt],
        asked: &str,
    ) -> Option<Guidelines> {
        let on_the_way = is_open(self.request.state) && self.request.proved_at.is_some();
        let last = receipts.last().map(|receipt| receipt.version.as_str());
        let newer = || all.newer_than(last, self.page.site.config.reading(Some(asked)));
        on_the_way.then(newer).flatten()
    }

    /// What was acknowledged, oldest first.
    pub async fn receipts(&self) -> Result<Vec<AcknowledgementReceipt>, StoreError> {
        let (store, site) = (&self.page.state.store, &self.page.site.id);
        store.list_acknowledgements(site, &self.request.id).await
    }

    /// All that is held.
    pub async fn held(&self) -> Result<Held, StoreError> {
        let (store, site, id) = (&self.page.state.store, &self.page.site.id, &self.request.id);
        Ok(Held {
            steps: store.list_steps(site, id).await?,
            receipts: self.receipts().await?,
            letters: store.list_letters(site, id).await?,
            links: store.list_links(site, id).await?,
            group: self.group.record.name.clone(),
            request: self.request.clone(),
        })
    }

    /// Checks what is written anew, by the rules of the join form.
    pub fn check(&self, words: MemberWords) -> Result<MemberWords, Vec<FieldProblem>> {
        let fields = fields_asked(&self.group.record);
        read_words(words, fields, &self.request.application)
    }

    /// Keeps that the guidelines were acknowledged; `guidelines-changed`, `guidelines-unknown` and
    /// `guidelines-forged` where they are not those that hold.
    pub async fn acknowledge(
        &self,
        given: &Acknowledgement,
    ) -> Result<AcknowledgementReceipt, Refusal> {
        let OwnPage { state, site, hash } = self.page;
        let all = self.all_guidelines().await?;
        let checked = all.check_acknowledgement(given, &site.config.languages);
        checked.map_err(|code| Refusal::new(code).detail("Show the guidelines that hold now."))?;
        let kept = state
            .store
            .acknowledge(&site.id, hash, given, state.clock.now());
        Ok(kept.await??)
    }

    /// Makes a private calendar address, https; the one before ends. For who has a place.
    pub async fn make_calendar(&self) -> Result<String, Refusal> {
        let OwnPage { state, site, hash } = self.page;
        if self.request.state != JoinState::Approved {
            return Err(Closed::WrongState(self.request.state).into());
        }
        let made = state
            .store
            .make_calendar_link(&site.id, hash, state.clock.now());
        let calendar = made.await?.ok_or(Closed::Spent)?;
        let path = format!("/calendar/{}/dates.ics", calendar.text);
        Ok(state.mail.link(&path).unwrap_or(path))
    }
}
