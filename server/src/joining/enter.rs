//! Staff enter a request for somebody who rang.
//!
//! What belongs here: checking it by the rules of the form that the caller would have seen. What
//! does not: where it is typed (`cli/`, the console), rows (`store/joining/enter.rs`).

use api_types::{Acknowledgement, FieldProblem, JoinForm, JoinPolicy, NewJoinRequest};

use super::Desk;
use crate::{
    AppState,
    config::ActiveSite,
    domain::{
        guidelines::receipt,
        join::{Application, answer_by},
        listing,
    },
    store::{Entered, Entering, Sending, StoreError, Viewer},
};

/// Why nothing was entered.
#[derive(Debug)]
pub enum CannotEnter {
    /// Members cannot find such a group.
    UnknownGroup,
    /// Nobody joins this group by a request; the word says why, as in the join form.
    NoJoinForm(&'static str),
    /// The group has guidelines, of this version, and nobody said that they were read out.
    GuidelinesNotRead(String),
    /// What needs another look, by JSON pointer.
    Fields(Vec<FieldProblem>),
    /// Our fault.
    Store(StoreError),
}

impl From<StoreError> for CannotEnter {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The form of a group as it is read out to a caller: `NoJoinForm` where nobody joins it by one.
pub async fn caller_form(
    state: &AppState,
    site: &ActiveSite,
    group: &str,
    asked: Option<&str>,
) -> Result<JoinForm, CannotEnter> {
    let stored = state.store.find_group(&site.id, group).await?;
    let stored = stored.ok_or(CannotEnter::UnknownGroup)?;
    let guidelines = state
        .store
        .find_group_guidelines(&site.id, &stored.id)
        .await?;
    let guidelines = guidelines.shown(site.config.reading(asked));
    let availability = listing::availability(&stored.record, stored.places_taken);
    let has_mail = state.mail.is_set_up();
    let config = &site.config;
    let form = config.join_form(&stored.record, availability, guidelines, asked, has_mail);
    if let Some(why) = form.unavailable {
        return Err(CannotEnter::NoJoinForm(api_types::Choice::as_str(why)));
    }
    if form.policy == JoinPolicy::Elsewhere {
        return Err(CannotEnter::NoJoinForm("elsewhere"));
    }
    Ok(form)
}

/// The staff member who enters it, in the console; without one it is the operator.
pub type EnteredBy<'a> = Option<(&'a Viewer, Sending)>;

/// Enters a request for a caller, by the same rules as the form's. `read_out` says that the
/// guidelines as they are now were read out to them and that they agreed: the receipt is of these,
/// and a step beside it says that staff read them. The call has proved how to reach the person.
pub async fn enter_request(
    state: &AppState,
    site: &ActiveSite,
    group: &str,
    mut new: NewJoinRequest,
    read_out: bool,
    by: EnteredBy<'_>,
) -> Result<Entered, CannotEnter> {
    let (store, now) = (&state.store, state.clock.now());
    let config = &site.config;
    let asked = Some(new.language.as_str());
    let form = caller_form(state, site, group, asked).await?;
    if new.guidelines.take().is_some() {
        let problem = FieldProblem {
            field: "/guidelines".to_owned(),
            code: "not-asked".to_owned(),
            detail: "those that hold now are acknowledged, by reading them out".to_owned(),
        };
        return Err(CannotEnter::Fields(vec![problem]));
    }
    let shown = &form.guidelines;
    let acknowledged = match (shown.items.is_empty(), read_out) {
        (true, _) => None,
        (false, false) => return Err(CannotEnter::GuidelinesNotRead(shown.version.clone())),
        (false, true) => Some(Acknowledgement {
            version: shown.version.clone(),
            hash: shown.hash.clone(),
            language: shown.language.clone(),
        }),
    };
    let acknowledged = acknowledged.map(|read| receipt(read, now));
    let reminders = new.reminders;
    let application = Application::read(new, &form).map_err(CannotEnter::Fields)?;
    let (until, _) = answer_by(now, form.answer_within_days, config.time_zone);
    let entering = Entering {
        group,
        application: &application,
        acknowledged: acknowledged.as_ref(),
        reminders,
        answer_by: until,
        now,
    };
    let mut desk = Desk::new(state, site);
    // All that may happen to it at once makes a large future.
    let entered = if let Some((viewer, sending)) = by {
        desk = desk.sent_by(sending);
        Box::pin(store.enter_request_of_staff(viewer, &entering, &desk)).await?
    } else {
        Box::pin(store.enter_request(&site.id, &entering, &desk)).await?
    };
    state.mail.wake();
    Ok(entered)
}
