//! Words to groups: an inverted index that forgives accents, endings and slips of the finger.

use api_types::Group;

use crate::{fold, synonyms};

/// How much a word counts by where it stands.
mod weight {
    pub const NAME: u8 = 8;
    pub const MEANING: u8 = 5;
    pub const PLACE: u8 = 4;
    pub const REST: u8 = 2;
}

/// How well a word of the text fits a word of a group.
mod fit {
    pub const EXACT: u32 = 10;
    pub const PREFIX: u32 = 7;
    pub const NEAR: u32 = 4;
    pub const NEAR_PREFIX: u32 = 2;
}

/// One word and the groups that have it.
struct Word {
    letters: Box<str>,
    /// Which group, and the largest weight that the word has there.
    groups: Vec<(u32, u8)>,
}

/// One word of one group, by its place in the text of all words.
struct Occurrence {
    start: usize,
    length: usize,
    group: u32,
    weight: u8,
}

/// All words of a site's groups, sorted.
pub struct Index {
    words: Vec<Word>,
    size: usize,
}

impl Index {
    /// Indexes the groups; a group is known by its place in the sequence.
    pub fn new<'a>(groups: impl Iterator<Item = &'a Group>) -> Self {
        // All words in one text, and where each stands: ten thousand groups have half a million.
        let mut letters = String::new();
        let mut found: Vec<Occurrence> = Vec::new();
        let mut size = 0;
        for group in groups {
            let at = u32::try_from(size).unwrap_or(u32::MAX);
            each_text(group, &mut |text, weight| {
                for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
                    found.push(Occurrence {
                        start: letters.len(),
                        length: word.len(),
                        group: at,
                        weight,
                    });
                    letters.push_str(word);
                }
            });
            size += 1;
        }
        let word_at = |one: &Occurrence| &letters[one.start..one.start + one.length];
        found.sort_unstable_by(|a, b| {
            let order = word_at(a).cmp(word_at(b)).then(a.group.cmp(&b.group));
            order.then(a.weight.cmp(&b.weight))
        });
        let mut words: Vec<Word> = Vec::new();
        for one in &found {
            let (letters, group, weight) = (word_at(one), one.group, one.weight);
            match words.last_mut() {
                Some(word) if *word.letters == *letters => match word.groups.last_mut() {
                    // Sorted by weight within a group, so the last is the largest.
                    Some(last) if last.0 == group => last.1 = weight,
                    _ => word.groups.push((group, weight)),
                },
                _ => words.push(Word {
                    letters: letters.into(),
                    groups: vec![(group, weight)],
                }),
            }
        }
        Self { words, size }
    }

    /// Scores each group for a text: zero where a word of it is missing. `None` when the text
    /// says nothing, so that every group fits.
    pub fn scores(&self, text: &str) -> Option<Vec<u32>> {
        let folded = fold(text);
        let mut asked: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        if asked
            .iter()
            .any(|word| !synonyms::IDLE_WORDS.contains(word))
        {
            asked.retain(|word| !synonyms::IDLE_WORDS.contains(word));
        }
        let (first, rest) = asked.split_first()?;
        let mut total = self.scores_of_word(first);
        for word in rest {
            for (sum, score) in total.iter_mut().zip(self.scores_of_word(word)) {
                *sum = if *sum == 0 || score == 0 {
                    0
                } else {
                    *sum + score
                };
            }
        }
        Some(total)
    }

    fn scores_of_word(&self, asked: &str) -> Vec<u32> {
        let mut scores = vec![0; self.size];
        if self.add_prefixes(asked, &mut scores) {
            return scores;
        }
        // Slips count only where nothing fits as typed: `lung` must not find "long".
        let slips = allowed_slips(asked);
        if slips > 0 && !self.add_slips(asked, slips, false, &mut scores) {
            self.add_slips(asked, slips, true, &mut scores);
        }
        scores
    }

    /// Adds the word itself and every word that begins with it; says whether there was any.
    fn add_prefixes(&self, asked: &str, scores: &mut [u32]) -> bool {
        let start = self.words.partition_point(|word| *word.letters < *asked);
        let mut any = false;
        for word in self.words[start..]
            .iter()
            .take_while(|word| word.letters.starts_with(asked))
        {
            let fit = if word.letters.len() == asked.len() {
                fit::EXACT
            } else {
                fit::PREFIX
            };
            add(word, fit, scores);
            any = true;
        }
        any
    }

    /// Adds the words that are a slip or two away, or whose beginning is.
    fn add_slips(&self, asked: &str, slips: usize, beginnings: bool, scores: &mut [u32]) -> bool {
        let asked: Vec<char> = asked.chars().collect();
        let fit = if beginnings {
            fit::NEAR_PREFIX
        } else {
            fit::NEAR
        };
        let mut any = false;
        for word in &self.words {
            if within(&asked, &word.letters, slips, beginnings) {
                add(word, fit, scores);
                any = true;
            }
        }
        any
    }
}

fn add(word: &Word, fit: u32, scores: &mut [u32]) {
    for &(group, weight) in &word.groups {
        let score = &mut scores[group as usize];
        *score = (*score).max(fit * u32::from(weight));
    }
}

/// A short word has no room for a slip: `men` is not `mean`.
fn allowed_slips(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Whether `word`, or with `beginnings` some beginning of it, is at most `slips` away from
/// `asked`: letters missing, added, changed or swapped with the next (optimal string alignment).
fn within(asked: &[char], word: &str, slips: usize, beginnings: bool) -> bool {
    let word: Vec<char> = word.chars().collect();
    if word.len() + slips < asked.len() || (!beginnings && word.len() > asked.len() + slips) {
        return false;
    }
    let word = &word[..word.len().min(asked.len() + slips)];
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=word.len()).collect();
    for (row, &wanted) in asked.iter().enumerate() {
        let mut this = vec![row + 1];
        for (column, &found) in word.iter().enumerate() {
            let mut least =
                (above[column] + usize::from(wanted != found)).min(above[column + 1] + 1);
            least = least.min(this[column] + 1);
            if row > 0 && column > 0 && wanted == word[column - 1] && asked[row - 1] == found {
                least = least.min(before[column - 1] + 1);
            }
            this.push(least);
        }
        if this.iter().all(|&distance| distance > slips) {
            return false;
        }
        before = std::mem::replace(&mut above, this);
    }
    if beginnings {
        above.iter().any(|&distance| distance <= slips)
    } else {
        above[word.len()] <= slips
    }
}

/// Every text under which a group should be found, with its weight.
fn each_text(group: &Group, tell: &mut dyn FnMut(&str, u8)) {
    tell(&group.name, weight::NAME);
    for &focus in &group.focus {
        tell(synonyms::focus(focus), weight::MEANING);
    }
    for &audience in &group.audience {
        tell(synonyms::audience(audience), weight::MEANING);
    }
    for &stage in &group.stage {
        tell(synonyms::stage(stage), weight::MEANING);
    }
    if let Some(place) = &group.place {
        for text in [
            &place.town,
            &place.venue,
            &place.postcode,
            &place.region,
            &place.address,
        ] {
            tell(text.as_deref().unwrap_or_default(), weight::PLACE);
        }
    }
    tell(&group.summary, weight::REST);
    tell(synonyms::format(group.format), weight::REST);
    tell(
        group.host_platform.map_or("", synonyms::platform),
        weight::REST,
    );
    tell(
        group.leadership.map_or("", synonyms::leadership),
        weight::REST,
    );
    tell(group.purpose.map_or("", synonyms::purpose), weight::REST);
    tell(group.cost.map_or("", synonyms::cost), weight::REST);
    for &accessibility in &group.accessibility {
        tell(synonyms::accessibility(accessibility), weight::REST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(asked: &str, word: &str, slips: usize, beginnings: bool) -> bool {
        within(&asked.chars().collect::<Vec<_>>(), word, slips, beginnings)
    }

    #[test]
    fn one_slip_is_a_letter_missing_added_changed_or_swapped() {
        for asked in ["brest", "breasst", "broast", "braest"] {
            assert!(near(asked, "breast", 1, false), "{asked}");
        }
        assert!(!near("braset", "breast", 1, false));
        assert!(!near("brst", "breast", 1, false));
    }

    #[test]
    fn the_beginning_of_a_word_may_have_a_slip_too() {
        assert!(near("leukm", "leukaemia", 1, true));
        assert!(!near("leukm", "leukaemia", 1, false));
    }

    #[test]
    fn short_words_allow_no_slip() {
        assert_eq!(allowed_slips("men"), 0);
        assert_eq!(allowed_slips("lung"), 1);
        assert_eq!(allowed_slips("leukaemia"), 2);
    }
}
