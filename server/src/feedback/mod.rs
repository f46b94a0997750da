//! Feedback: from an invitation to answers.
//!
//! What belongs here: what a survey's form shows, what a ballot is made of, when members are asked, what staff read of
//! answers. What does
//! not: rows (`store/surveys/`), what a survey may say and what answers add up to (`domain/survey/`).

mod asking;
mod ballots;
mod form;
mod results;
mod tables;

pub use asking::{ask_members, blur_traces, forget_what_is_over};
pub use ballots::{read_ballot, write_ballot};
pub use form::{checked, find_survey, form};
pub use results::{compare, count, results};
pub use tables::{comparison_table, results_table};

use chrono::NaiveDate;

use crate::{AppState, config::ActiveSite};

/// The day by the site's clocks.
pub fn today(state: &AppState, site: &ActiveSite) -> NaiveDate {
    let now = chrono::DateTime::from_timestamp_millis(state.clock.now()).unwrap_or_default();
    now.with_timezone(&site.config.time_zone).date_naive()
}
