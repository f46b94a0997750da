//! What the link to a member's page opens: read for the widget and for the server's page alike.

use api_types::{
    Acknowledgement, AcknowledgementReceipt, ContactKind, FieldProblem, Guidelines, JoinState,
    MemberContact, MembershipChange, Resource, WayIn,
};

use super::{
    Desk, OwnPage,
    dates::{MEETINGS, MemberMeeting, member_meetings},
};
use crate::{
    domain::{
        group::PlaceRecord,
        guidelines::GroupGuidelines,
        join::{is_open, read_contact, read_words},
        schedule::Schedule,
        shelf::{self, ResourceRecord},
    },
    gate::{Act, Caller},
    pages::Held,
    problems::Refusal,
    store::{Closed, StoreError, StoredGroup, StoredRequest, Wishes},
};

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
        if !self.request.may_enter() {
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

    /// What staff laid out for the group, in the reader's language where the shelf has it: for approved
    /// members, and nobody else. What left the shelf, or is not fit for members any more, is not there.
    pub async fn resources(&self, asked: &str) -> Result<Vec<Resource>, StoreError> {
        if self.request.state != JoinState::Approved {
            return Ok(Vec::new());
        }
        let OwnPage { state, site, .. } = self.page;
        let (store, group) = (&state.store, &self.group.id);
        let stored = store.list_resources_for_members(&site.id, group).await?;
        let shown = stored.into_iter().filter_map(|one| match one.record {
            ResourceRecord::Link {
                title,
                url,
                language,
            } => Some(Resource {
                title,
                note: one.note,
                language,
                url: Some(url),
                text: Vec::new(),
            }),
            ResourceRecord::Shelf(slug) => {
                let item = site.shelf.find(&slug, Some(asked));
                let item = item.filter(|item| item.front.for_members)?;
                Some(Resource {
                    title: item.front.title.clone(),
                    note: one.note,
                    language: item.language.clone(),
                    url: None,
                    text: shelf::for_members(item),
                })
            }
        });
        Ok(shown.collect())
    }

    /// The next meetings, with those that staff cancelled or moved. Why, is for approved members alone.
    pub async fn meetings(&self) -> Result<Vec<MemberMeeting>, StoreError> {
        let (state, site) = (self.page.state, &self.page.site.id);
        let (store, group, now) = (&state.store, &self.group.id, state.clock.now());
        let schedule = self.group.record.schedule.as_ref();
        let schedule = schedule.and_then(|schedule| Schedule::of_checked(schedule).ok());
        let Some(schedule) = schedule else {
            return Ok(Vec::new());
        };
        let most = i64::try_from(MEETINGS).unwrap_or(i64::MAX);
        let spans = store.list_next_meetings(site, group, now, most).await?;
        let changes = store.list_meeting_changes(site, group, now).await?;
        let mut meetings = member_meetings(&schedule, &spans, changes);
        if !self.request.may_enter() {
            for one in &mut meetings {
                one.note = None;
            }
        }
        Ok(meetings)
    }

    /// Date by which an answer is promised, `YYYY-MM-DD` in the site's zone.
    pub fn answer_by(&self) -> String {
        Desk::new(self.page.state, self.page.site).date(self.request.answer_by)
    }

    /// Within how many working days coordinators read what is wrong in the group; `None` for who
    /// never was in it, and has nothing to say of it.
    pub fn concern_days(&self) -> Option<u8> {
        let was_in = self.request.may_tell_of_its_group();
        let config = &self.page.site.config;
        was_in.then(|| config.answer_within_days(&self.group.record))
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
            attendance: store.list_attendance(site, id).await?,
            calls: store.list_calls(site, id).await?,
            concerns: store.list_concerns(site, id).await?,
            notes: store.list_notes_of(site, id).await?,
            group: self.group.record.name.clone(),
            request: self.request.clone(),
        })
    }

    /// Changes what the member wants otherwise: all of it or nothing. What they write is held to
    /// the rules of the join form; `invalid-fields` by pointers into [`MembershipChange`]. A new
    /// address is written to, so it counts towards the caller's limit: `slow-down`.
    pub async fn change(&self, change: MembershipChange, caller: &Caller) -> Result<(), Refusal> {
        let OwnPage { state, site, hash } = self.page;
        let wishes = self.check(change).map_err(Refusal::invalid_fields)?;
        if wishes.new_email.is_some() {
            state.admit(&site.id, caller, Act::Correct)?;
        }
        let desk = Desk::new(state, site);
        let (store, now) = (&state.store, state.clock.now());
        let changed = store.change_request(&site.id, hash, &wishes, &desk, now);
        changed.await??;
        state.mail.wake();
        Ok(())
    }

    fn check(&self, change: MembershipChange) -> Result<Wishes, Vec<FieldProblem>> {
        let fields = self.page.site.config.fields_asked(&self.group.record);
        let mut faults = Vec::new();
        let written = change.written.and_then(|words| {
            let read = read_words(words, fields, &self.request.application);
            read.map_err(|found| faults.extend(found)).ok()
        });
        let new_email = change.new_email.and_then(|typed| {
            let read = self.read_new_email(typed);
            read.map_err(|found| faults.push(found)).ok()
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Wishes {
            written,
            new_email,
            reminders: change.reminders,
            take_place: change.take_place,
        })
    }

    fn read_new_email(&self, typed: String) -> Result<MemberContact, FieldProblem> {
        let fault = |code: &str, detail: &str| FieldProblem {
            field: "/new_email".to_owned(),
            code: code.to_owned(),
            detail: detail.to_owned(),
        };
        // A number is rung before it counts, so who is reached by one asks the contact.
        if self.request.application.contact.kind != ContactKind::Email {
            return Err(fault("not-asked", "they are reached by telephone"));
        }
        let typed = MemberContact {
            kind: ContactKind::Email,
            value: typed,
        };
        read_contact(&typed).map_err(|(code, detail)| fault(code, detail))
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
        if !self.request.may_enter() {
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
