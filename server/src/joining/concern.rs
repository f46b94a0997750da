//! A member says that something is wrong in their group: it reaches the site's coordinators and
//! never who leads the group, whose own address for requests is not even looked at. Where who leads it
//! is the site's only coordinator, the form says so.

use api_types::{NewConcern as Written, ProblemCode};

use super::{Opened, OwnPage};
use crate::{
    domain::{
        letter::{Letter, NewLetter},
        roster::{ConcernWords, read_text},
        staff::StaffDetails,
        time::DAY,
    },
    problems::Refusal,
    store::{NewConcern, Reported, StoreError},
};

/// How long it may be, characters.
const LONGEST: usize = 4_000;
/// Where coordinators read it.
const READ_AT: &str = "/console/today";

impl Opened<'_> {
    /// Whether who leads the group reads it as well, since nobody else coordinates the site. False for
    /// who cannot say that anything is wrong.
    pub async fn leader_hears_concerns(&self) -> Result<bool, StoreError> {
        if self.concern_days().is_none() {
            return Ok(false);
        }
        let OwnPage { state, site, .. } = self.page;
        let hears = state.store.leader_hears_concerns(&site.id, &self.group.id);
        hears.await
    }
}

impl OwnPage<'_> {
    /// Tells the coordinators; `invalid-fields` for `/text`, `slow-down` after many on one day. Safe
    /// to do twice.
    pub async fn tell_coordinators(self, written: &Written) -> Result<(), Refusal> {
        let text = read_text("/text", &written.text, LONGEST);
        let text = text.map_err(|problem| Refusal::invalid_fields(vec![problem]))?;
        let opened = self.open().await?;
        let group = opened.group.record.name;
        let words = ConcernWords {
            text,
            ring: written.ring,
        };
        let letter_to = |to: &str, language: &str| {
            let link = self.state.mail.link(READ_AT)?;
            Some(NewLetter {
                // About no request: what staff do to the member takes back their own letters alone.
                request: None,
                to: to.to_owned(),
                language: language.to_owned(),
                time_zone: None,
                letter: Letter::Concern {
                    group: group.clone(),
                    link,
                },
            })
        };
        let config = &self.site.config;
        let join = config.join.as_ref();
        let desk = join.and_then(|join| join.staff_email.as_deref());
        let else_letter = desk.and_then(|to| letter_to(to, config.language_for(None)));
        let concern = NewConcern {
            words: &words,
            letter: &|staff: &StaffDetails| letter_to(&staff.email, &staff.language),
            else_letter: else_letter.as_ref(),
        };
        let (store, now) = (&self.state.store, self.state.clock.now());
        let told = store.add_concern(&self.site.id, self.hash, &concern, now);
        let told = told.await?;
        self.state.mail.wake();
        match told {
            Reported::Yes => Ok(()),
            Reported::TooOften => Err(Refusal::new(ProblemCode::SlowDown).retry_after_ms(DAY)),
            Reported::Closed(closed) => Err(closed.into()),
        }
    }
}
