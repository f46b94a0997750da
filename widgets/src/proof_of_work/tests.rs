//! The solver against ALTCHA's own crate.

use std::{
    cell::Cell,
    pin::pin,
    task::{Context, Poll, Waker},
};

use altcha::{CreateChallengeOptions, Payload, SolveChallengeOptions, VerifySolutionOptions};
use serde_json::{Value, json};

use super::{search::TRIES_A_LOOK, *};

/// A challenge as our server makes it, with the counter to be found.
fn made(counter: u32) -> Challenge {
    let made = altcha::create_challenge(CreateChallengeOptions {
        algorithm: "SHA-256".into(),
        cost: 1,
        counter: Some(counter),
        data: Some([("expires_at".to_owned(), json!(1_767_637_200))].into()),
        hmac_signature_secret: Some("secret".into()),
        ..CreateChallengeOptions::default()
    });
    read(&serde_json::to_value(made.unwrap()).unwrap())
}

fn read(json: &Value) -> Challenge {
    serde_json::from_value(json.clone()).unwrap()
}

#[test]
fn what_is_found_is_what_the_official_solver_finds_and_the_official_server_takes() {
    let around = [
        0,
        1,
        TRIES_A_LOOK - 1,
        TRIES_A_LOOK,
        TRIES_A_LOOK + 1,
        5_000,
    ];
    for counter in around {
        let challenge = made(counter);
        let found = Search::of(&challenge).unwrap().step(|| true).unwrap();
        let payload: Payload = serde_json::from_str(&found.payload(&challenge)).unwrap();
        let options = SolveChallengeOptions::new(&payload.challenge);
        let theirs = altcha::solve_challenge(options).unwrap().unwrap();
        let ours = &payload.solution;
        assert_eq!(ours.counter, counter);
        assert_eq!(
            (ours.counter, &ours.derived_key),
            (theirs.counter, &theirs.derived_key)
        );
        let options = VerifySolutionOptions::new(&payload.challenge, ours, "secret");
        assert!(
            altcha::verify_solution(options).unwrap().verified,
            "{counter}"
        );
        let sent = serde_json::to_value(&payload.challenge).unwrap();
        assert_eq!(sent, serde_json::to_value(&challenge).unwrap());
    }
}

#[test]
fn a_search_stops_with_its_budget_and_goes_on_where_it_stopped() {
    let mut search = Search::of(&made(3 * TRIES_A_LOOK + 7)).unwrap();
    for _ in 0..3 {
        assert_eq!(search.step(|| false), None);
    }
    let found = search.step(|| false).unwrap();
    assert_eq!(found.counter, 3 * TRIES_A_LOOK + 7);
}

#[test]
fn a_challenge_of_another_kind_is_left_alone() {
    let good = serde_json::to_value(made(1)).unwrap();
    assert!(Search::of(&read(&good)).is_some());
    let others = [
        ("/parameters/algorithm", json!("PBKDF2/SHA-256")),
        ("/parameters/cost", json!(2)),
        ("/parameters/keyLength", json!(64)),
        ("/parameters/keyPrefix", json!("00")),
        ("/parameters/nonce", json!("")),
        ("/parameters/nonce", json!("+".repeat(32))),
        ("/parameters/salt", json!("é".repeat(16))),
        ("/signature", json!("\"".repeat(64))),
    ];
    for (pointer, value) in others {
        let mut other = good.clone();
        *other.pointer_mut(pointer).unwrap() = value;
        assert!(Search::of(&read(&other)).is_none(), "{pointer}");
    }
}

/// Works with a clock that moves by `tick` ms with each look, 256 tries apart, until a time that may come
/// nearer meanwhile; answers what was found, the longest slice, and how long it took, ms.
fn worked(counter: u32, tick: f64, until: impl Fn(f64) -> f64) -> (Option<u32>, f64, f64) {
    let (time, slice, longest) = (Cell::new(0.0), Cell::new(0.0), Cell::new(0.0_f64));
    let now = || {
        time.set(time.get() + tick);
        time.get()
    };
    let pause = async || {
        longest.set(longest.get().max(time.get() - slice.get()));
        time.set(time.get() + 4.0);
        slice.set(time.get());
    };
    let search = Search::of(&made(counter)).unwrap();
    let mut working = pin!(work(search, now, || until(time.get()), pause));
    let Poll::Ready(found) = working
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    else {
        unreachable!("no pause here takes any time");
    };
    (found.map(|found| found.counter), longest.get(), time.get())
}

#[test]
fn a_slice_is_shorter_than_eight_milliseconds_on_a_slow_device() {
    let (found, longest, _) = worked(40_000, 0.5, |_| 5_000.0);
    assert_eq!(found, Some(40_000));
    assert!(longest > 4.0 && longest < 8.0, "{longest}");
}

#[test]
fn a_slice_ends_when_the_clock_stands_still() {
    let pauses = Cell::new(0);
    let pause = async || pauses.set(pauses.get() + 1);
    let search = Search::of(&made(100_000)).unwrap();
    let mut working = pin!(work(search, || 0.0, || 5_000.0, pause));
    let polled = working
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(polled, Poll::Ready(Some(_))));
    assert_eq!(pauses.get(), 100_000 / (TRIES_A_LOOK * MOST_LOOKS));
}

#[test]
fn a_device_that_is_not_done_in_time_gives_up_and_sooner_once_somebody_waits() {
    let (found, _, took) = worked(1_000_000, 1.0, |_| 5_000.0);
    assert_eq!(found, None);
    assert!((5_000.0..5_020.0).contains(&took), "{took}");
    // After two seconds the button is pressed, and one more is waited.
    let until = |now: f64| if now < 2_000.0 { 30_000.0 } else { 3_000.0 };
    let (found, _, took) = worked(1_000_000, 1.0, until);
    assert_eq!(found, None);
    assert!((3_000.0..3_020.0).contains(&took), "{took}");
}
