//! Ballots: what an invitation is exchanged for.
//!
//! A ballot says what is answered and holds 256 bits of chance. It is signed and stored nowhere, so that no
//! row of the database leads from who was asked to what was answered.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{Datelike, Days, Months, NaiveDate};
use sha2::{Digest, Sha256};

use crate::domain::join::hash_of;

/// What stands between its parts; no part has it.
const BETWEEN: char = '~';
/// What it begins with.
const FORM: &str = "b1";

/// What a ballot is good for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// Id of the group.
    pub group_id: String,
    /// Slug of the survey.
    pub survey: String,
    /// The version that was shown.
    pub version: u32,
    /// Whether anybody could have it; else it came of an invitation.
    pub by_anyone: bool,
    /// The day that the answers are about, `YYYY-MM-DD`, or its month, `YYYY-MM`, where few were asked that day.
    pub day: String,
    /// The last day on which it is taken, `YYYY-MM-DD`: the last of a month, so that it tells no more of
    /// when it was made.
    pub until: String,
    /// Its chance, which nothing else has.
    pub chance: [u8; 32],
}

impl Ballot {
    /// As it travels. `sign` makes 32 bytes of a text that nobody else can make.
    pub fn to_text(&self, sign: impl Fn(&[u8]) -> [u8; 32]) -> String {
        let said = self.said();
        let signature = URL_SAFE_NO_PAD.encode(sign(said.as_bytes()));
        format!("{said}{BETWEEN}{signature}")
    }

    /// The last day, `YYYY-MM-DD`, on which any ballot is taken that could wait beside it: of those that are made by
    /// the last day of this one, one made that day holds longest, a month longer.
    pub fn longest_of_others(&self) -> String {
        let Ok(last) = self.until.parse::<NaiveDate>() else {
            return self.until.clone();
        };
        // The last of a month; so is the answer.
        let next = last.checked_add_days(Days::new(1));
        let after = next.and_then(|next| next.checked_add_months(Months::new(1)));
        let longest = after.and_then(|after| after.checked_sub_days(Days::new(1)));
        longest.unwrap_or(last).to_string()
    }

    /// Reads one. `verify` says whether 32 bytes are the signature of a text. `None` for what we did not
    /// sign.
    pub fn of_text(text: &str, verify: impl Fn(&[u8], &[u8]) -> bool) -> Option<Self> {
        let (said, signature) = text.rsplit_once(BETWEEN)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        if !verify(said.as_bytes(), &signature) {
            return None;
        }
        let parts: Vec<&str> = said.split(BETWEEN).collect();
        let [FORM, group_id, survey, version, whose, day, until, chance] = parts[..] else {
            return None;
        };
        Some(Self {
            group_id: group_id.to_owned(),
            survey: survey.to_owned(),
            version: version.parse().ok()?,
            by_anyone: whose == "a",
            day: day.to_owned(),
            until: until.to_owned(),
            chance: URL_SAFE_NO_PAD.decode(chance).ok()?.try_into().ok()?,
        })
    }

    fn said(&self) -> String {
        let version = self.version.to_string();
        let chance = URL_SAFE_NO_PAD.encode(self.chance);
        [
            FORM,
            &self.group_id,
            &self.survey,
            &version,
            if self.by_anyone { "a" } else { "i" },
            &self.day,
            &self.until,
            &chance,
        ]
        .join(&BETWEEN.to_string())
    }

    /// The id of its answers: a hash, from which nobody comes back to the ballot.
    pub fn id(&self) -> String {
        id_of(&[b"answers", &self.chance])
    }
}

/// A link that asks somebody, as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Under which the invitation stands, and with it who was asked.
    pub hash: [u8; 32],
    /// Under which it is noted that it was used. Nobody comes from one to the other without the token.
    pub used: String,
    /// The last day on which a ballot is taken that is made today, `YYYY-MM-DD`. No invitation holds longer.
    pub until: String,
}

impl Link {
    /// The link of a token, on a day of the site's.
    pub fn of(token: &str, today: NaiveDate) -> Self {
        Self {
            hash: hash_of(token),
            used: id_of(&[b"used", token.as_bytes()]),
            until: end_of_next_month(today).to_string(),
        }
    }
}

/// One attempt to get a ballot. Of the link's token (empty where anybody may answer) and of a number that the
/// device made; neither is stored, so that nobody comes from a row to the ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Under which it is known again.
    pub id: String,
    /// What the ballot is made of.
    pub chance: [u8; 32],
}

impl Attempt {
    /// With this token and this number.
    pub fn of(token: &str, number: &str) -> Self {
        let (token, number) = (token.as_bytes(), number.as_bytes());
        Self {
            id: id_of(&[b"attempt", token, number]),
            chance: digest(&[b"chance", token, number]),
        }
    }
}

/// A month is told and no day: at least a month is left.
fn end_of_next_month(today: NaiveDate) -> NaiveDate {
    let first = today.with_day(1).unwrap_or(today);
    let after_next = first.checked_add_months(Months::new(2));
    after_next
        .and_then(|day| day.checked_sub_days(Days::new(1)))
        .unwrap_or(today)
}

/// An id that is a hash of parts, which nobody can guess without them.
pub fn id_of(parts: &[&[u8]]) -> String {
    URL_SAFE_NO_PAD.encode(digest(parts))
}

fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// Whether a text may be an attempt's: 43 letters of base64url.
pub fn is_attempt(text: &str) -> bool {
    text.len() == 43
        && URL_SAFE_NO_PAD
            .decode(text)
            .is_ok_and(|bytes| bytes.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(said: &[u8]) -> [u8; 32] {
        Sha256::digest([b"key".as_slice(), said].concat()).into()
    }

    fn verify(said: &[u8], signature: &[u8]) -> bool {
        sign(said) == signature
    }

    #[test]
    fn a_link_and_an_attempt_are_known_by_hashes_that_lead_to_no_other() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(Link::of("token", day("2026-12-31")).until, "2027-01-31");
        let link = Link::of("token", day("2026-11-02"));
        assert_eq!(link.until, "2026-12-31");
        let attempt = Attempt::of("token", "number");
        assert_eq!(attempt, Attempt::of("token", "number"));
        for other in [
            ("token", "rebmun"),
            ("nekot", "number"),
            ("tokennumber", ""),
        ] {
            let other = Attempt::of(other.0, other.1);
            assert_ne!(attempt.id, other.id);
            assert_ne!(attempt.chance, other.chance);
        }
        let all = [URL_SAFE_NO_PAD.encode(link.hash), link.used, attempt.id];
        let all: std::collections::HashSet<_> = all.into_iter().collect();
        assert_eq!(all.len(), 3);
    }

    #[test]
    fn what_is_counted_is_known_for_as_long_as_any_ballot_holds_that_waited_beside_it() {
        let until = |until: &str| Ballot {
            group_id: String::new(),
            survey: String::new(),
            version: 1,
            by_anyone: false,
            day: String::new(),
            until: until.to_owned(),
            chance: [0; 32],
        };
        assert_eq!(until("2026-12-31").longest_of_others(), "2027-01-31");
        assert_eq!(until("2027-01-31").longest_of_others(), "2027-02-28");
        assert_eq!(until("2027-02-28").longest_of_others(), "2027-03-31");
    }

    #[test]
    fn a_ballot_is_read_as_it_was_signed_and_no_other() {
        let ballot = Ballot {
            group_id: "0190-a".to_owned(),
            survey: "after-meeting".to_owned(),
            version: 3,
            by_anyone: false,
            day: "2026-11-03".to_owned(),
            until: "2026-12-31".to_owned(),
            chance: [7; 32],
        };
        let text = ballot.to_text(sign);
        assert_eq!(Ballot::of_text(&text, verify).as_ref(), Some(&ballot));
        let forged = text.replacen("after-meeting", "leaving", 1);
        assert_eq!(Ballot::of_text(&forged, verify), None);
        assert_eq!(Ballot::of_text("b1~x", verify), None);
        let other = Ballot {
            chance: [8; 32],
            ..ballot.clone()
        };
        assert_ne!(ballot.id(), other.id());
        assert!(!text.contains(&ballot.id()));
    }
}
