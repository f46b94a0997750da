//! The search for the counter whose key begins as the challenge says: a hash a try.

use api_types::Challenge;

use super::sha256::{Digest, hash};

/// Tries between two looks at the budget: a quarter of a millisecond on a mid-range phone.
pub(super) const TRIES_A_LOOK: u32 = 256;

/// A search that can be interrupted and goes on where it stopped.
#[derive(Debug)]
pub(super) struct Search {
    /// Salt and nonce.
    first: [u32; 8],
    prefix: [u32; 4],
    counter: u32,
}

/// What was searched for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) counter: u32,
    pub(super) key: Digest,
}

impl Search {
    /// `None` for a challenge of a kind that our server does not make.
    pub(super) fn of(challenge: &Challenge) -> Option<Self> {
        let asked = &challenge.parameters;
        if asked.algorithm != "SHA-256" || asked.cost != 1 || asked.key_length != 32 {
            return None;
        }
        // It is only sent back; but what is written into JSON must be what we think it is.
        words::<8>(&challenge.signature)?;
        let mut first = [0; 8];
        first[..4].copy_from_slice(&words::<4>(&asked.salt)?);
        first[4..].copy_from_slice(&words::<4>(&asked.nonce)?);
        Some(Self {
            first,
            prefix: words(&asked.key_prefix)?,
            counter: 0,
        })
    }

    /// Goes on while there is budget, which is asked every [`TRIES_A_LOOK`] tries.
    pub(super) fn step(&mut self, mut budget: impl FnMut() -> bool) -> Option<Found> {
        loop {
            for _ in 0..TRIES_A_LOOK {
                let counter = self.counter;
                let key = hash(&self.first, counter);
                if key[..4] == self.prefix {
                    return Some(Found { counter, key });
                }
                self.counter = counter.wrapping_add(1);
            }
            if !budget() {
                return None;
            }
        }
    }
}

impl Found {
    /// The protocol's JSON: the challenge as it came, and its solution.
    pub(super) fn payload(&self, challenge: &Challenge) -> String {
        let asked = &challenge.parameters;
        let mut key = String::new();
        for word in self.key {
            push_hex(&mut key, word);
        }
        [
            r#"{"challenge":{"parameters":{"algorithm":"SHA-256","cost":1,"data":{"expires_at":"#,
            &asked.data.expires_at.to_string(),
            r#"},"keyLength":32,"keyPrefix":""#,
            &asked.key_prefix,
            r#"","nonce":""#,
            &asked.nonce,
            r#"","salt":""#,
            &asked.salt,
            r#""},"signature":""#,
            &challenge.signature,
            r#""},"solution":{"counter":"#,
            &self.counter.to_string(),
            r#","derivedKey":""#,
            &key,
            r#""}}"#,
        ]
        .concat()
    }
}

/// `N` words of eight hexadecimal digits each.
fn words<const N: usize>(hex: &str) -> Option<[u32; N]> {
    if hex.len() != 8 * N || !hex.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut words = [0; N];
    for (at, word) in words.iter_mut().enumerate() {
        *word = u32::from_str_radix(&hex[8 * at..8 * at + 8], 16).ok()?;
    }
    Some(words)
}

/// A word as eight hexadecimal digits.
fn push_hex(text: &mut String, word: u32) {
    for at in (0..8).rev() {
        let digit = (word >> (4 * at)) & 15;
        text.extend(char::from_digit(digit, 16));
    }
}
