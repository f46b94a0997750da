//! Challenges solved by the crate's own solver, and solutions that are none.

use altcha::SolveChallengeOptions;
use serde_json::{Value, json};

use super::*;

const NOW: i64 = 1_767_636_000_500;
const LIFETIME_MS: i64 = LIFETIME_S * 1_000;

fn sealer(key: u8) -> Sealer {
    Sealer::new([key; 32], Chance::seeded(1))
}

fn here() -> SiteId {
    SiteId::from("here")
}

fn made() -> Challenge {
    challenge(&sealer(7), &here(), NOW, &Chance::seeded(1)).unwrap()
}

/// A solution as the protocol has it, with changes laid over it.
fn solved(challenge: &Challenge, change: impl FnOnce(&mut Value)) -> String {
    let wire = serde_json::to_value(challenge).unwrap();
    let theirs: altcha::Challenge = serde_json::from_value(wire.clone()).unwrap();
    // The same chance drew the counter, so the search need not begin at the beginning.
    let counter = u32::from_le_bytes(Chance::seeded(1).bytes()) % TRIES;
    let options = SolveChallengeOptions {
        counter_start: counter,
        ..SolveChallengeOptions::new(&theirs)
    };
    let solution = altcha::solve_challenge(options).unwrap().unwrap();
    assert_eq!(solution.counter, counter);
    let mut payload = json!({ "challenge": wire, "solution": solution });
    change(&mut payload);
    BASE64_STANDARD.encode(payload.to_string())
}

fn verified(solution: &str, now: i64) -> Result<SpentChallenge, Refusal> {
    verify(&sealer(7), &here(), solution, now)
}

fn is_refused(solution: &str) -> bool {
    let refusal = verified(solution, NOW).unwrap_err();
    assert_eq!(refusal.code(), ProblemCode::BadProofOfWork);
    let said = format!("{:?}", refusal.document());
    solution.is_empty() || !said.contains(solution)
}

#[test]
fn a_solved_challenge_is_taken_until_it_expires() {
    let solution = solved(&made(), |_| {});
    let spent = verified(&solution, NOW).unwrap();
    let whole_second = NOW - 500;
    assert_eq!(spent.expires_at, whole_second + LIFETIME_MS);
    assert_eq!(
        verified(&solution, spent.expires_at).as_ref().ok(),
        Some(&spent)
    );
    assert!(verified(&solution, spent.expires_at + 1).is_err());
}

#[test]
fn two_challenges_are_never_the_same_and_are_spent_each_by_itself() {
    let (one, other) = (made(), made());
    assert_ne!(one.parameters.nonce, other.parameters.nonce);
    let spent = |challenge| verified(&solved(challenge, |_| {}), NOW).unwrap().hash;
    assert_ne!(spent(&one), spent(&other));
    // Told in another way, it is still the same one.
    let solution = solved(&one, |payload| payload["more"] = json!("x"));
    assert_eq!(verified(&solution, NOW).unwrap().hash, spent(&one));
}

#[test]
fn a_challenge_is_good_for_its_own_site_and_its_own_server() {
    let solution = solved(&made(), |_| {});
    assert!(verify(&sealer(7), &SiteId::from("there"), &solution, NOW).is_err());
    assert!(verify(&sealer(8), &here(), &solution, NOW).is_err());
    // A second server on the same database, and one whose key has just been replaced.
    assert!(verify(&sealer(7), &here(), &solution, NOW).is_ok());
    let former = BASE64_STANDARD.encode([7; 32]);
    let replaced = sealer(8).with_former(&former).unwrap();
    assert!(verify(&replaced, &here(), &solution, NOW).is_ok());
}

#[test]
fn what_was_changed_is_refused() {
    let challenge = made();
    let changes: [(&str, Value); 11] = [
        ("/solution/counter", json!(0)),
        ("/solution/derivedKey", json!("00")),
        ("/challenge/parameters/keyPrefix", json!("")),
        ("/challenge/parameters/cost", json!(2)),
        ("/challenge/parameters/keyLength", json!(16)),
        ("/challenge/parameters/nonce", json!("00")),
        ("/challenge/parameters/salt", json!("00")),
        ("/challenge/parameters/algorithm", json!("SHA-512")),
        (
            "/challenge/parameters/data/expires_at",
            json!(4_000_000_000_u32),
        ),
        ("/challenge/parameters/data", json!({})),
        (
            "/challenge/signature",
            json!(challenge.signature.to_uppercase()),
        ),
    ];
    for (pointer, value) in changes {
        let solution = solved(&challenge, |payload| {
            *payload.pointer_mut(pointer).unwrap() = value;
        });
        assert!(is_refused(&solution), "{pointer}");
    }
    let unsigned = solved(&challenge, |payload| {
        payload["challenge"]
            .as_object_mut()
            .unwrap()
            .remove("signature");
    });
    assert!(is_refused(&unsigned));
}

#[test]
fn what_is_no_solution_is_refused_without_being_repeated() {
    let texts = ["", "?", "e30=", "bnVsbA==", "////", "W10="];
    for text in texts
        .map(str::to_owned)
        .into_iter()
        .chain(["A".repeat(3_000)])
    {
        assert!(is_refused(&text), "{text}");
    }
}

#[test]
fn a_solution_fits_well_below_the_longest_that_is_read() {
    assert!(solved(&made(), |_| {}).len() < LONGEST / 2);
}
