//! The parts of a path, decoded; what cannot be decoded is no address of ours.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use crate::problems::Refusal;

/// The named parts of the matched path, in their order.
#[derive(Debug)]
pub struct PathParts<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for PathParts<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(decoded)) => Ok(Self(decoded)),
            Err(_) => Err(Refusal::not_found()),
        }
    }
}
