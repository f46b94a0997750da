//! Who asks: the address that a request comes from, as far as it can be believed.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    sync::atomic::Ordering,
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
        let gate = &state.gate;
        if forwarded::is_unheard(peer.ip(), &parts.headers, &gate.trusted_proxies)
            && !gate.said.swap(true, Ordering::Relaxed)
        {
            tracing::warn!(
                "a request says for whom it asks, but comes from no trusted proxy: all people \
                 behind it count as one; if it is yours, name it in trusted_proxies"
            );
        }
        let asks = forwarded::who_asks(peer.ip(), &parts.headers, &gate.trusted_proxies);
        Ok(Self(asks))
    }
}
