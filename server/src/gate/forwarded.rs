//! For whom a proxy asks: `X-Forwarded-For`, and `Forwarded` (RFC 7239).
//!
//! Each proxy adds the address of its own peer at the right end, so the list is read from there:
//! as far as trusted proxies wrote it, it is true. What stands further left anybody may have
//! made up.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, header::FORWARDED};

use crate::config::Network;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address that a request counts for: the peer's, or, where the peer is a trusted proxy, the
/// nearest address that is none.
pub fn who_asks(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let peer = peer.to_canonical();
    let is_trusted = |address| is_in(trusted, address);
    if !is_trusted(peer) {
        return peer;
    }
    let told = |name, read| nearest(&elements(headers, name), read, is_trusted, peer);
    let common = told(X_FORWARDED_FOR, address as fn(&str) -> _);
    let standard = told(FORWARDED, forwarded_for);
    match (common, standard) {
        // A proxy writes one of the two and hands the other through as the client sent it. When
        // they disagree one is made up, and we can't tell which.
        (Some(one), Some(other)) if one != other => peer,
        (one, other) => one.or(other).unwrap_or(peer),
    }
}

/// Whether a peer speaks for another without being trusted.
pub fn is_unheard(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> bool {
    let speaks = headers.contains_key(X_FORWARDED_FOR) || headers.contains_key(FORWARDED);
    speaks && !is_in(trusted, peer)
}

fn is_in(networks: &[Network], address: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(address))
}

/// What a header says, from right to left, all its lines as one list. Split without regard to
/// quotes: no address has a comma, and a quote that somebody opened on the left must not swallow
/// what a proxy wrote on the right.
fn elements(headers: &HeaderMap, name: HeaderName) -> Vec<String> {
    let lines = headers.get_all(name).into_iter();
    let mut elements: Vec<String> = lines
        .flat_map(|line| {
            let line = String::from_utf8_lossy(line.as_bytes());
            let parts = line.split(',').map(|part| part.trim().to_owned());
            parts.collect::<Vec<_>>()
        })
        .collect();
    elements.reverse();
    elements
}

/// The first address that is no trusted proxy's; where all are, or where something else than an
/// address comes before, the last one that was true. `None` without the header.
fn nearest(
    elements: &[String],
    read: fn(&str) -> Option<IpAddr>,
    is_trusted: impl Fn(IpAddr) -> bool,
    peer: IpAddr,
) -> Option<IpAddr> {
    let mut last = (!elements.is_empty()).then_some(peer);
    for element in elements {
        let Some(address) = read(element) else { break };
        last = Some(address);
        if !is_trusted(address) {
            break;
        }
    }
    last
}

/// The `for` of one element of `Forwarded`.
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let mut found = element.split(';').filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let is_for = name.trim().eq_ignore_ascii_case("for");
        is_for.then(|| value.trim())
    });
    let value = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let unquoted = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
    address(unquoted.unwrap_or(value))
}

/// An address, perhaps with a port, IPv6 perhaps in brackets.
fn address(text: &str) -> Option<IpAddr> {
    let in_brackets = || {
        let inner = text.strip_prefix('[')?.strip_suffix(']')?;
        inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6)
    };
    let with_port = || text.parse::<SocketAddr>().ok().map(|of| of.ip());
    let plain = text.parse().ok();
    let address = plain.or_else(with_port).or_else(in_brackets)?;
    Some(address.to_canonical())
}

#[cfg(test)]
#[path = "forwarded_tests.rs"]
mod tests;
