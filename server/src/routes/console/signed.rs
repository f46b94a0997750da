//! Who is signed in, as an endpoint of the console takes it.

use std::sync::Arc;

use api_types::{ProblemCode, StaffRole};
use axum::{extract::FromRequestParts, http::request::Parts};

use super::cookie::session_of;
use crate::{
    AppState,
    config::ActiveSite,
    pages::Frame,
    problems::Refusal,
    store::{StaffId, Viewer},
};

/// The staff member whom a request comes from. An endpoint that takes it answers nobody else: with
/// 401, which pages turn into the way to sign in (`guard.rs`).
pub struct Signed {
    /// On whose behalf the store reads and writes.
    pub viewer: Viewer,
    /// Whose staff they are.
    pub site: Arc<ActiveSite>,
    /// Who they are.
    pub staff: StaffId,
    /// The session's id.
    pub session: String,
    /// As they are called.
    pub name: String,
    /// BCP 47.
    pub language: String,
    /// What they are to the site, to show it: what they may do is in the queries.
    pub role: StaffRole,
}

impl Signed {
    /// The frame of a page for them.
    pub fn frame(&self) -> Frame<'_> {
        Frame::of_console(Some(&self.site), &self.language)
    }
}

impl FromRequestParts<AppState> for Signed {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let nobody = || Refusal::new(ProblemCode::NotSignedIn);
        let hash = session_of(state, &parts.headers).ok_or_else(nobody)?;
        let now = state.clock.now();
        let found = state.store.find_signed_in(hash, now).await?;
        let found = found.ok_or_else(nobody)?;
        state.sites.look(&state.store, now).await?;
        // A site whose file is gone is not served to its staff, either.
        let site = state.sites.find_by_id(&found.site).ok_or_else(nobody)?;
        Ok(Self {
            viewer: found.viewer,
            site,
            staff: found.staff,
            session: found.session,
            name: found.name,
            language: found.language,
            role: found.role,
        })
    }
}
