//! The short address of a group, for slips and referrals.

use crate::{AppState, routes::console::Signed};

/// The whole address that leads to a group; its path alone where nobody has said how people reach
/// this server.
pub fn short_address(state: &AppState, signed: &Signed, group: &str) -> String {
    let base = state.public_url.as_ref().map_or("", |url| url.as_str());
    format!(
        "{}/g/{}/{group}",
        base.trim_end_matches('/'),
        signed.site.slug
    )
}
