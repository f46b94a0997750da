//! Links that we email and capabilities that a widget holds: 256 bits of chance, of which the
//! database keeps a hash alone.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::{
    clock::Chance,
    domain::{letter::Series, time::DAY},
};

/// What the holder of a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenPurpose {
    /// In the widget, right after sending: enter the code, correct the address, take it back.
    FollowUp,
    /// In the letter to an unproved address: prove it.
    Prove,
    /// The member's own page.
    Member,
    /// The member's calendar feed; reads and nothing else.
    Calendar,
    /// Take or leave an offered place.
    Offer,
    /// Read a request, approve or decline it.
    Review,
    /// In the letter to a member's new address: prove that it is theirs.
    NewAddress,
    /// Stop letters that come by themselves, and nothing else.
    Unsubscribe(Series),
}

impl TokenPurpose {
    /// As it stands in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FollowUp => "follow-up",
            Self::Prove => "prove",
            Self::Member => "member",
            Self::Calendar => "calendar",
            Self::Offer => "offer",
            Self::Review => "review",
            Self::NewAddress => "new-address",
            Self::Unsubscribe(Series::Reminders) => "unsubscribe-reminders",
            Self::Unsubscribe(Series::Guidelines) => "unsubscribe-guidelines",
            Self::Unsubscribe(Series::Messages) => "unsubscribe-messages",
            Self::Unsubscribe(Series::Feedback) => "unsubscribe-feedback",
        }
    }

    /// How long it holds, ms.
    pub fn lifetime(self) -> i64 {
        match self {
            Self::FollowUp | Self::Prove | Self::Offer | Self::NewAddress => 2 * DAY,
            Self::Review => 30 * DAY,
            // Letters are kept: who opens an old one can still stop the next.
            Self::Member | Self::Calendar | Self::Unsubscribe(_) => 400 * DAY,
        }
    }
}

/// A new token; its text goes to one person and is never stored open.
pub struct Token {
    /// What it may do.
    pub purpose: TokenPurpose,
    /// 43 letters of base64url.
    pub text: String,
}

impl Token {
    /// A token that nobody can guess.
    pub fn new(purpose: TokenPurpose, chance: &Chance) -> Self {
        Self {
            purpose,
            text: secret(chance),
        }
    }

    /// What the database keeps of it.
    pub fn hash(&self) -> [u8; 32] {
        hash_of(&self.text)
    }
}

/// 43 letters of base64url that nobody can guess.
pub fn secret(chance: &Chance) -> String {
    URL_SAFE_NO_PAD.encode(chance.bytes::<32>())
}

/// What the database keeps of a token's text. A plain hash will do: there are too many tokens to
/// try.
pub fn hash_of(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Six digits to type from a letter, each equally likely.
pub fn six_digits(chance: &Chance) -> String {
    const CODES: u64 = 1_000_000;
    // Numbers above the last whole million would make some codes likelier.
    const FAIR: u64 = u64::MAX - u64::MAX % CODES;
    loop {
        let number = u64::from_le_bytes(chance.bytes());
        if number < FAIR {
            return format!("{:06}", number % CODES);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_their_hash_is_that_of_their_text() {
        let chance = Chance::seeded(1);
        let (a, b) = (
            Token::new(TokenPurpose::Member, &chance),
            Token::new(TokenPurpose::Member, &chance),
        );
        assert_ne!(a.text, b.text);
        assert_eq!((a.text.len(), a.hash()), (43, hash_of(&a.text)));
    }

    #[test]
    fn a_code_has_six_digits_even_when_it_is_small() {
        let chance = Chance::seeded(2);
        for _ in 0..2_000 {
            let code = six_digits(&chance);
            assert!(code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()));
        }
    }
}
