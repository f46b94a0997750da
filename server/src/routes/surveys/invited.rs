//! Who asks: somebody with an invitation, whose token stands in `Authorization: Bearer …`.

use std::sync::Arc;

use api_types::ProblemCode;
use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{
    AppState,
    config::ActiveSite,
    domain::survey::Link,
    feedback,
    gate::{Act, Caller},
    problems::Refusal,
    routes::{PathParts, bearer::bearer},
};

/// An invitation to the site of the path; it may have been used, or be over.
pub struct Invited {
    /// The site.
    pub site: Arc<ActiveSite>,
    /// Its link.
    pub link: Link,
    caller: Caller,
}

impl Invited {
    /// No such invitation, or not any more: who tries many that nobody has is refused with `slow-down`.
    pub fn unknown(&self, state: &AppState) -> Refusal {
        let counted = state.admit(&self.site.id, &self.caller, Act::UnknownLink);
        counted
            .err()
            .unwrap_or_else(|| Refusal::new(ProblemCode::UnknownToken))
    }
}

impl FromRequestParts<AppState> for Invited {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let caller = Caller::from_request_parts(parts, state).await?;
        let PathParts(slug) = PathParts::<String>::from_request_parts(parts, state).await?;
        let site = state.site(&slug).await?;
        let token = bearer(&parts.headers);
        let token = token.ok_or_else(|| Refusal::new(ProblemCode::UnknownToken))?;
        let link = Link::of(token, feedback::today(state, &site));
        let invited = Self { site, link, caller };
        // Before anything waits for its turn to write.
        let (site, link) = (&invited.site.id, &invited.link);
        if !state.store.knows_survey_link(site, link).await? {
            return Err(invited.unknown(state));
        }
        Ok(invited)
    }
}
