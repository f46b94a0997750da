//! Whose word counts, and how it is spelled.

use axum::http::HeaderValue;
use proptest::prelude::*;

use super::*;

const PROXY: &str = "10.0.0.1";
const CLIENT: &str = "203.0.113.9";

/// Who asks, when `peer` sends these lines and 10.0.0.0/8 and 2001:db8:f::/48 are trusted.
fn asks(peer: &str, lines: &[(&str, &str)]) -> String {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        let name: HeaderName = name.parse().unwrap();
        headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    let trusted = ["10.0.0.0/8", "2001:db8:f::/48"].map(|network| network.parse().unwrap());
    who_asks(peer.parse().unwrap(), &headers, &trusted).to_string()
}

fn x(value: &str) -> String {
    asks(PROXY, &[("x-forwarded-for", value)])
}

fn rfc(value: &str) -> String {
    asks(PROXY, &[("forwarded", value)])
}

#[test]
fn only_a_trusted_proxy_may_speak_for_another() {
    let lines = [
        ("x-forwarded-for", CLIENT),
        ("forwarded", "for=203.0.113.9"),
    ];
    assert_eq!(asks("192.0.2.1", &lines), "192.0.2.1");
    assert_eq!(asks(PROXY, &lines), CLIENT);
    assert_eq!(asks("::ffff:10.0.0.1", &lines), CLIENT);
    assert_eq!(asks("2001:db8:f::1", &lines), CLIENT);
    assert_eq!(asks("2001:db8:e::1", &lines), "2001:db8:e::1");
    assert_eq!(asks("::ffff:192.0.2.1", &[]), "192.0.2.1");
    assert_eq!(asks(PROXY, &[]), PROXY);
}

#[test]
fn a_proxy_that_is_not_trusted_is_noticed() {
    let trusted = ["10.0.0.0/8".parse().unwrap()];
    let says = HeaderMap::from_iter([(X_FORWARDED_FOR, HeaderValue::from_static(CLIENT))]);
    let of = |peer: &str, headers| is_unheard(peer.parse().unwrap(), headers, &trusted);
    assert!(of("192.0.2.1", &says));
    assert!(!of(PROXY, &says));
    assert!(!of("192.0.2.1", &HeaderMap::new()));
}

#[test]
fn the_rightmost_address_that_is_no_proxy_counts() {
    assert_eq!(x("198.51.100.1, 203.0.113.9"), CLIENT);
    assert_eq!(x("198.51.100.1,203.0.113.9 , 10.2.2.2,10.3.3.3"), CLIENT);
    assert_eq!(x("10.9.9.9, 10.2.2.2"), "10.9.9.9", "all are proxies");
    let lines = [
        ("x-forwarded-for", "198.51.100.1"),
        ("x-forwarded-for", "203.0.113.9, 10.2.2.2"),
    ];
    assert_eq!(asks(PROXY, &lines), CLIENT, "two lines are one list");
}

#[test]
fn what_is_no_address_ends_the_list() {
    assert_eq!(x("198.51.100.1, unknown"), PROXY);
    assert_eq!(x("198.51.100.1, unknown, 10.2.2.2"), "10.2.2.2");
    for none in [
        "",
        ",",
        "203.0.113.9,",
        "203.0.113",
        "a.example",
        "[::1",
        "fe80::1%eth0",
    ] {
        assert_eq!(x(none), PROXY, "{none:?}");
    }
    // Where the proxy hides whom it asks for, the other header is the client's own.
    let lines = [
        ("x-forwarded-for", "unknown"),
        ("forwarded", "for=198.51.100.1"),
    ];
    assert_eq!(asks(PROXY, &lines), PROXY);
}

#[test]
fn ports_brackets_and_mapped_addresses_are_read() {
    assert_eq!(x("203.0.113.9:4711"), CLIENT);
    assert_eq!(x("::ffff:203.0.113.9"), CLIENT);
    assert_eq!(x("2001:db8::1"), "2001:db8::1");
    assert_eq!(x("[2001:db8::1]"), "2001:db8::1");
    assert_eq!(x("[2001:db8::1]:4711"), "2001:db8::1");
}

#[test]
fn the_standard_header_is_read_as_the_standard_says() {
    assert_eq!(rfc("for=203.0.113.9"), CLIENT);
    assert_eq!(
        rfc("proto=https;For=\"203.0.113.9:47011\";by=10.0.0.1"),
        CLIENT
    );
    assert_eq!(
        rfc("for=198.51.100.1, for=203.0.113.9;proto=http, for=10.2.2.2"),
        CLIENT
    );
    assert_eq!(rfc("for=\"[2001:db8:cafe::17]:4711\""), "2001:db8:cafe::17");
    for none in [
        "for=_hidden",
        "for=unknown",
        "by=203.0.113.9",
        "for",
        "for=\"203.0.113.9",
    ] {
        assert_eq!(rfc(none), PROXY, "{none}");
    }
    assert_eq!(
        rfc("for=198.51.100.1;for=203.0.113.9"),
        PROXY,
        "one element, one for"
    );
    assert_eq!(
        rfc("for=\"x, for=203.0.113.9"),
        CLIENT,
        "an open quote hides nothing"
    );
}

#[test]
fn headers_that_disagree_count_for_the_proxy() {
    let lines = [
        ("x-forwarded-for", CLIENT),
        ("forwarded", "for=198.51.100.1"),
    ];
    assert_eq!(asks(PROXY, &lines), PROXY);
}

proptest! {
    #[test]
    fn nothing_that_a_client_sends_changes_who_asks(
        made_up in "[ -~]{0,60}",
        address: u128,
        short: bool,
    ) {
        let address = if short {
            // Outside of 10.0.0.0/8.
            IpAddr::from((u32::try_from(address % (1 << 24)).unwrap() | 0xcb00_0000).to_be_bytes())
        } else {
            IpAddr::from((address >> 3 | 1 << 126).to_be_bytes())
        };
        let shown = address.to_canonical().to_string();
        prop_assert_eq!(x(&format!("{made_up}, {address}, 10.2.2.2")), shown.clone());
        let quoted = format!("{made_up}, for=\"[{address}]\"").replace("[203.", "203.");
        let quoted = if short { format!("{made_up}, for={address}") } else { quoted };
        prop_assert_eq!(rfc(&quoted), shown.clone());
        prop_assert_eq!(asks(&shown, &[("x-forwarded-for", &made_up), ("forwarded", &made_up)]), shown);
    }

    #[test]
    fn no_header_is_too_strange(value in prop::collection::vec(0x20_u8..=0xff, 0..80)) {
        let Ok(value) = HeaderValue::from_bytes(&value) else { return Ok(()) };
        for name in [X_FORWARDED_FOR, FORWARDED] {
            let headers = HeaderMap::from_iter([(name, value.clone())]);
            let peer = PROXY.parse().unwrap();
            let asks = who_asks(peer, &headers, &["0.0.0.0/0".parse().unwrap()]);
            prop_assert!(asks == peer || value.as_bytes().contains(&b'.') || asks.is_ipv6());
        }
    }
}
