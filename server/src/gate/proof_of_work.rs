//! Proof of work by ALTCHA's protocol, version 2, with its official crate: what a program that
//! sends a thousand requests pays for, and a person's device does while the person types.
//!
//! A challenge is signed with a key of its site, which every server on one database derives from
//! the key that seals, so nothing is stored until a solution is spent. The counter to be found
//! is chosen here: the search then never takes longer than all tries, where a search by luck
//! takes one device in a hundred five times its usual time.
//!
//! Measured on one core of a small server: to make a challenge 3 µs, to verify a solution 4 µs.
//! The widget's solver, built for size, does 2.5 million tries a second there in Chromium, so about
//! one million on a mid-range phone. It works in slices and rests as long in between: a second
//! until it is done on average, two at most. In Chromium slowed four times, on a busy machine, it
//! took 2 to 3 s on average and 3.7 at most. PBKDF2 in WebCrypto hashes three times faster and
//! needs no slices, but is there on encrypted pages alone.

use std::collections::BTreeMap;

use altcha::{CreateChallengeOptions, Payload, VerifySolutionOptions};
use api_types::{Challenge, ChallengeData, ChallengeParameters, ProblemCode};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use crate::{clock::Chance, problems::Refusal, seal::Sealer, store::SiteId};

/// One block of SHA-256 a try, so that a solver needs little code.
const ALGORITHM: &str = "SHA-256";
/// What the signing key is for, so that it is no other's.
const PURPOSE: &str = "proof of work";
/// How often is hashed for one try.
const COST: u32 = 1;
/// Among so many counters is the right one: half as many tries on average.
const TRIES: u32 = 1_000_000;
/// How long a solution is taken, seconds. The widget asks when the form is nearly done.
const LIFETIME_S: i64 = 20 * 60;
/// Longer than any solution, bytes of base64.
const LONGEST: usize = 2_048;
/// Where the challenge says until when it is good. The protocol has a field for it, but the crate
/// holds that one against the machine's own clock.
const EXPIRES_AT: &str = "expires_at";

/// A challenge whose solution was taken. It is written in the transaction of what it is spent
/// for; who finds it there already refuses with `bad-proof-of-work`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpentChallenge {
    /// Names the challenge: SHA-256 of its signature.
    pub hash: [u8; 32],
    /// The row may go then, ms since 1970, UTC.
    pub expires_at: i64,
}

/// A new challenge for a site.
pub fn challenge(
    sealer: &Sealer,
    site: &SiteId,
    now: i64,
    chance: &Chance,
) -> Result<Challenge, Refusal> {
    let expires_at = u32::try_from(now / 1_000 + LIFETIME_S).map_err(Refusal::fault)?;
    let secret = sealer.hash(site.as_str(), PURPOSE, b"");
    let made = altcha::create_challenge(CreateChallengeOptions {
        algorithm: ALGORITHM.to_owned(),
        cost: COST,
        counter: Some(u32::from_le_bytes(chance.bytes()) % TRIES),
        data: Some(BTreeMap::from([(EXPIRES_AT.to_owned(), expires_at.into())])),
        hmac_signature_secret: Some(BASE64_STANDARD.encode(secret)),
        ..CreateChallengeOptions::default()
    })
    .map_err(Refusal::fault)?;
    let parameters = made.parameters;
    Ok(Challenge {
        parameters: ChallengeParameters {
            algorithm: parameters.algorithm,
            cost: parameters.cost,
            data: ChallengeData { expires_at },
            key_length: u32::try_from(parameters.key_length).map_err(Refusal::fault)?,
            key_prefix: parameters.key_prefix,
            nonce: parameters.nonce,
            salt: parameters.salt,
        },
        signature: made.signature.unwrap_or_default(),
    })
}

/// Reads a solution (base64 of the protocol's JSON) and verifies it for a site. Whether it was
/// spent before, the database says.
pub fn verify(
    sealer: &Sealer,
    site: &SiteId,
    solution: &str,
    now: i64,
) -> Result<SpentChallenge, Refusal> {
    let payload = read(solution).ok_or_else(|| refused("It is not a solution in base64."))?;
    let keys = sealer.hashes(site.as_str(), PURPOSE, b"");
    if !keys.iter().any(|key| is_right(&payload, key)) {
        return Err(refused("It does not solve a challenge of this site."));
    }
    let signed = payload.challenge.parameters.data.as_ref();
    let expires_at = signed.and_then(|data| data.get(EXPIRES_AT)?.as_i64());
    let expires_at = expires_at.unwrap_or_default() * 1_000;
    if expires_at < now {
        return Err(refused("It is too old: ask for a new challenge."));
    }
    let signature = payload.challenge.signature.unwrap_or_default();
    Ok(SpentChallenge {
        hash: Sha256::digest(signature.as_bytes()).into(),
        expires_at,
    })
}

fn refused(detail: &str) -> Refusal {
    Refusal::new(ProblemCode::BadProofOfWork).detail(detail)
}

fn read(solution: &str) -> Option<Payload> {
    if solution.len() > LONGEST {
        return None;
    }
    let json = BASE64_STANDARD.decode(solution).ok()?;
    serde_json::from_slice(&json).ok()
}

/// Whether this key signed the challenge, and the solution solves it.
fn is_right(payload: &Payload, key: &[u8; 32]) -> bool {
    let secret = BASE64_STANDARD.encode(key);
    let options = VerifySolutionOptions::new(&payload.challenge, &payload.solution, secret);
    altcha::verify_solution(options).is_ok_and(|result| result.verified)
}

#[cfg(test)]
#[path = "proof_of_work_tests.rs"]
mod tests;
