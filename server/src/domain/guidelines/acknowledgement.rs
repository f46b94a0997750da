//! What it means that somebody read guidelines: which words they were, and whether they still
//! hold.

use api_types::{Acknowledgement, AcknowledgementReceipt, Choice, ProblemCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::{
    GuidelinesVersion,
    of_group::{GroupGuidelines, Shown},
};
use crate::domain::time::rfc3339;

/// SHA-256 of what is shown, base64url without padding: the language, then scope, key, rule and
/// reason of each rule in order. Each part is preceded by its length in bytes (64 bits, little
/// end first), so that no two contents are written alike.
pub(super) fn hash(language: &str, rules: &[Shown<'_>]) -> String {
    let mut hasher = Sha256::new();
    let mut part = |text: &str| {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text);
    };
    part(language);
    for rule in rules {
        part(rule.scope.as_str());
        part(rule.key);
        part(rule.rule);
        part(rule.why);
    }
    URL_SAFE_NO_PAD.encode(hasher.finalize())
}

impl GroupGuidelines {
    /// Whether an acknowledgement is of what holds now. `languages` are the site's. The errors:
    /// `GuidelinesUnknown` where no such version was published, `GuidelinesForged` where what was
    /// read is not what that version says in that language, `GuidelinesChanged` where it is, and
    /// a newer version holds.
    pub fn check_acknowledgement(
        &self,
        acknowledgement: &Acknowledgement,
        languages: &[String],
    ) -> Result<(), ProblemCode> {
        let version: GuidelinesVersion = acknowledgement
            .version
            .parse()
            .map_err(|_| ProblemCode::GuidelinesUnknown)?;
        if !self.has(version) {
            return Err(ProblemCode::GuidelinesUnknown);
        }
        // A site may have given up a language while somebody was reading it.
        let language = acknowledgement.language.as_str();
        let spoken = languages.iter().any(|known| known == language)
            || self.languages_of(version).contains(&language);
        let was_shown = spoken && self.has_words_in(version, language);
        if !was_shown || acknowledgement.hash != hash(language, &self.rules(version, language)) {
            return Err(ProblemCode::GuidelinesForged);
        }
        if version == self.version() {
            Ok(())
        } else {
            Err(ProblemCode::GuidelinesChanged)
        }
    }
}

/// What the member is given, and the server keeps; `at` is ms since 1970 UTC.
pub fn receipt(acknowledgement: Acknowledgement, at: i64) -> AcknowledgementReceipt {
    AcknowledgementReceipt {
        version: acknowledgement.version,
        hash: acknowledgement.hash,
        language: acknowledgement.language,
        acknowledged_at: rfc3339(at),
    }
}
