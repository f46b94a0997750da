//! What the link to a member's page opens: read for the widget and for the server's page alike.

use api_types::{
    Acknowledgement, AcknowledgementReceipt, FieldProblem, Guidelines, JoinState, MemberWords,
    WayIn,
};

use super::{Desk, OwnPage};
use crate::{
    config::fields_asked,
    domain::{
        group::PlaceRecord,
        guidelines::GroupGuidelines,
        join::{is_open, read_words},
        schedule::MeetingSpan,
    },
    pages::Held,
    problems::Refusal,
    store::{Closed, StoreError, StoredGroup, StoredRequest},
};

/// So many meetings are shown.
const MEETINGS: i64 = 5;

/// What a member's page shows.
pub struct Opened<'a> {
    pub(super) page: OwnPage<'a>,
    /// The request.
    pub request: StoredRequest,
    /// Its group.
    pub group: StoredGroup,
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
