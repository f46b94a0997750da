//! Who asks: the address that a request comes from, as far as it can be believed.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};

use super::forwarded;
use crate::{AppState, problems::Refusal};

/// Who asks. The address lives as long as the request, and is never printed: what is kept of it
/// is a keyed hash (`limits.rs`).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Caller(IpAddr);

impl Caller {
    pub(super) fn address(&self) -> IpAddr {
        self.0
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Caller(address withheld)")
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let ConnectInfo(peer) = ConnectInfo::<SocketAddr>::from_request_parts(parts, state)
            .await
            .map_err(|_| Refusal::fault("the app runs without its peers' addresses"))?;
        let trusted = &state.gate.trusted_proxies;
        let asks = forwarded::who_asks(peer.ip(), &parts.headers, trusted);
        Ok(Self(asks))
    }
}
