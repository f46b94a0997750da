//! A clock that moves, and those who ask again and again.

use std::net::Ipv4Addr;

use super::*;
use crate::domain::time::MINUTE;

/// Noon, so that no test meets midnight unawares.
const NOW: i64 = 20_000 * DAY + DAY / 2;

fn limits() -> Limits {
    Limits::new(Chance::seeded(3))
}

fn site(name: &str) -> SiteId {
    SiteId::from(name)
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

/// How many of `tries` are taken.
fn taken(limits: &Limits, from: &str, act: Act, now: i64, tries: u32) -> usize {
    let all = (0..tries).map(|_| limits.count(&site("here"), address(from), act, now));
    all.flatten().count()
}

#[test]
fn a_clinic_behind_one_address_has_thirty_an_hour_and_they_come_back_evenly() {
    let limits = limits();
    assert_eq!(taken(&limits, "192.0.2.1", Act::Join, NOW, 40), 30);
    let wait = limits.count(&site("here"), address("192.0.2.1"), Act::Join, NOW);
    assert_eq!(wait, Err(2 * MINUTE));
    assert_eq!(
        taken(&limits, "192.0.2.1", Act::Join, NOW + 2 * MINUTE - 1, 2),
        0
    );
    assert_eq!(
        taken(&limits, "192.0.2.1", Act::Join, NOW + 2 * MINUTE, 2),
        1
    );
    assert_eq!(
        taken(&limits, "192.0.2.1", Act::Join, NOW + 3 * HOUR, 40),
        30
    );
}

#[test]
fn one_address_takes_nothing_from_another_nor_one_act_from_another() {
    let limits = limits();
    taken(&limits, "192.0.2.1", Act::Join, NOW, 40);
    assert_eq!(taken(&limits, "192.0.2.2", Act::Join, NOW, 40), 30);
    assert_eq!(taken(&limits, "192.0.2.1", Act::GuessCode, NOW, 40), 20);
    for act in [Act::JoinWithoutProof, Act::Correct, Act::SendLink] {
        assert_eq!(taken(&limits, "192.0.2.1", act, NOW, 40), 10, "{act:?}");
    }
    assert_eq!(taken(&limits, "192.0.2.1", Act::UnknownLink, NOW, 40), 20);
}

#[test]
fn an_address_is_one_whichever_site_it_asks() {
    let limits = limits();
    taken(&limits, "192.0.2.1", Act::Join, NOW, 30);
    let elsewhere = limits.count(&site("there"), address("192.0.2.1"), Act::Join, NOW);
    assert!(elsewhere.is_err());
}

#[test]
fn a_site_has_three_hundred_an_hour_and_another_site_has_its_own() {
    let limits = limits();
    let from = |n: u32| IpAddr::V4(Ipv4Addr::from_bits(0xc000_0200 + n));
    let count = |name: &str, n, now| limits.count(&site(name), from(n), Act::Join, now);
    let here = (0..400).filter(|n| count("here", *n, NOW).is_ok()).count();
    assert_eq!(here, 300);
    assert_eq!(count("here", 1_000, NOW), Err(12_000));
    assert_eq!(count("there", 1_000, NOW), Ok(()));
    assert_eq!(count("here", 1_000, NOW + 12_000), Ok(()));
}

#[test]
fn what_one_bucket_refuses_costs_the_other_nothing() {
    let limits = limits();
    taken(&limits, "192.0.2.1", Act::Join, NOW, 400);
    let others =
        (0..20).map(|n| taken(&limits, &format!("192.0.2.{}", n + 10), Act::Join, NOW, 30));
    assert_eq!(
        others.sum::<usize>(),
        270,
        "370 refusals took nothing from the site"
    );
}

#[test]
fn a_household_is_one_in_both_families() {
    let limits = limits();
    taken(&limits, "2001:db8:0:7::1", Act::Join, NOW, 40);
    assert_eq!(
        taken(&limits, "2001:db8:0:7:ffff::2", Act::Join, NOW, 40),
        0
    );
    assert_eq!(taken(&limits, "2001:db8:0:8::1", Act::Join, NOW, 40), 30);
    taken(&limits, "192.0.2.1", Act::Join, NOW, 40);
    assert_eq!(taken(&limits, "::ffff:192.0.2.1", Act::Join, NOW, 40), 0);
}

#[test]
fn addresses_are_kept_as_hashes_that_nobody_can_follow_past_midnight() {
    let limits = limits();
    let kept = |limits: &Limits| {
        let buckets = limits.buckets.lock().unwrap();
        buckets.addresses.keys().copied().collect::<Vec<_>>()
    };
    taken(&limits, "192.0.2.1", Act::Join, NOW, 40);
    let today = kept(&limits);
    assert_eq!(today.len(), 1);
    assert!(!today[0].windows(4).any(|bytes| bytes == [192, 0, 2, 1]));
    let other = Limits::new(Chance::seeded(4));
    taken(&other, "192.0.2.1", Act::Join, NOW, 1);
    assert_ne!(kept(&other), today, "the key is made by chance");
    let midnight = NOW + DAY / 2;
    taken(&limits, "192.0.2.1", Act::Join, midnight, 1);
    let tomorrow = kept(&limits);
    assert_eq!(tomorrow.len(), 1);
    assert_ne!(tomorrow, today);
}

#[test]
fn a_flood_from_everywhere_leaves_few_addresses_behind() {
    let limits = limits();
    let known = |limits: &Limits| limits.buckets.lock().unwrap().addresses.len();
    for n in 0..5_000 {
        let from = IpAddr::V4(Ipv4Addr::from_bits(n));
        let _ = limits.count(&site("here"), from, Act::Join, NOW);
    }
    assert_eq!(known(&limits), 300);
    // A day's worth on many sites: what is full again goes.
    for n in 0..20_000 {
        let from = IpAddr::V4(Ipv4Addr::from_bits(n));
        let name = site(&format!("site-{}", n % 100));
        let now = NOW + i64::from(n) * 1_000;
        limits.count(&name, from, Act::Join, now).unwrap();
        assert!(known(&limits) <= SWEEP_AT, "{n}");
    }
}

#[test]
fn a_clock_that_is_set_back_locks_nobody_out() {
    let limits = limits();
    let join = |now| limits.count(&site("here"), address("192.0.2.1"), Act::Join, now);
    for _ in 0..30 {
        join(NOW + 5 * HOUR).unwrap();
    }
    assert!(join(NOW + 5 * HOUR).is_err());
    assert_eq!(join(NOW), Ok(()));
}

#[test]
fn an_account_gets_six_letters_an_hour_and_then_always_one_that_still_holds() {
    let limits = limits();
    let letters = |account: &str, now: i64| {
        let all = (0..40).filter(|_| limits.count_account(account, now));
        all.count()
    };
    assert_eq!(letters("ana@example.org", NOW), 6);
    assert_eq!(letters("bea@example.org", NOW), 6, "another has their own");
    for later in 1..20 {
        let now = NOW + later * 10 * MINUTE;
        assert_eq!(letters("ana@example.org", now - 1), 0);
        assert_eq!(letters("ana@example.org", now), 1);
    }
}

#[test]
fn nobody_keeps_all_staff_from_signing_in() {
    let limits = limits();
    assert_eq!(taken(&limits, "192.0.2.1", Act::SignIn, NOW, 40), 20);
    assert_eq!(taken(&limits, "192.0.2.1", Act::Join, NOW, 40), 30);
    let of_one: usize = (0..2_000)
        .map(|net| {
            taken(
                &limits,
                &format!("2001:db8:0:{net:x}::1"),
                Act::SignIn,
                NOW,
                20,
            )
        })
        .sum();
    assert_eq!(
        of_one, 20,
        "who rents a server has many networks, and is one sender"
    );
    let joins = taken(&limits, "2001:db8:0:1::1", Act::Join, NOW, 40);
    let others = taken(&limits, "2001:db8:0:2::1", Act::Join, NOW, 40);
    assert_eq!((joins, others), (30, 30), "households are not");
    assert_eq!(
        taken(&limits, "198.51.100.1", Act::SignIn, NOW, 40),
        20,
        "staff come in"
    );
}
