//! Feedback in the console: surveys and when members are asked, what answers come to, what members say with
//! their name, and what came of it.
//!
//! What belongs here: reading and answering requests. What answers come to is worked out in
//! `feedback/results.rs`; what a survey may say is in `domain/survey/`.

mod files;
mod notes;
mod overview;
mod plans;
mod results;
mod said;
mod surveys;

pub use files::*;
pub use notes::*;
pub use overview::*;
pub use plans::*;
pub use results::*;
pub use said::*;
pub use surveys::*;

use api_types::GroupOfStaff;

use super::Signed;
use crate::{AppState, domain::staff::Power, problems::Refusal, store::NamedGroup};

/// The groups over which the viewer has a power, by name.
async fn named_groups(
    state: &AppState,
    signed: &Signed,
    power: Power,
) -> Result<Vec<NamedGroup>, Refusal> {
    let groups = state.store.list_named_groups(&signed.viewer, power).await?;
    Ok(groups)
}

fn told(group: &NamedGroup) -> GroupOfStaff {
    GroupOfStaff {
        slug: group.slug.clone(),
        name: group.name.clone(),
    }
}
