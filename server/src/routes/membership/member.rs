//! Who asks: the member whose link's token stands in `Authorization: Bearer …`.

use std::sync::Arc;

use api_types::ProblemCode;
use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{
    AppState,
    config::ActiveSite,
    domain::join::hash_of,
    gate::{Act, Caller},
    joining::OwnPage,
    problems::Refusal,
    routes::{PathParts, bearer::bearer},
};

/// A member whose link holds for the site of the path. Others are refused with `unknown-token` or
/// `spent-token`; who tries many that nobody has, with `slow-down`.
pub struct Member {
    site: Arc<ActiveSite>,
    hash: [u8; 32],
}

impl Member {
    /// Their page.
    pub fn page<'a>(&'a self, state: &'a AppState) -> OwnPage<'a> {
        OwnPage {
            state,
            site: &self.site,
            hash: self.hash,
        }
    }
}

impl FromRequestParts<AppState> for Member {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let caller = Caller::from_request_parts(parts, state).await?;
        let PathParts(slug) = PathParts::<String>::from_request_parts(parts, state).await?;
        let site = state.site(&slug).await?;
        // Who names none tries none.
        let token = bearer(&parts.headers);
        let token = token.ok_or_else(|| Refusal::new(ProblemCode::UnknownToken))?;
        let member = Self {
            hash: hash_of(token),
            site,
        };
        match member.page(state).request().await {
            Ok(_) => Ok(member),
            Err(refusal) => {
                if refusal.code() == ProblemCode::UnknownToken {
                    state.admit(&member.site.id, &caller, Act::UnknownLink)?;
                }
                Err(refusal)
            }
        }
    }
}
