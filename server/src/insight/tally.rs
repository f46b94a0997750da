//! What was counted since it was last written down: in memory, and nobody's.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{
    domain::insight::{Counted, kept_words},
    store::{CountedDay, SiteId},
};

/// Whoever types on does so within this time, ms; what was typed last is what was searched for.
const TYPING: i64 = 30_000;
/// Searches in vain that count in a day from one address.
const SEARCHES_OF_ONE: u32 = 10;
/// Searches in vain that are remembered in a day; a flood of them counts no further.
const SEARCHES_OF_ALL: usize = 10_000;
/// Groups that are opened from one address within a minute; a flood counts no further.
const RECENT: usize = 20_000;

/// Who asks, as a hash that is good for today.
pub type Someone = [u8; 32];

/// What is counted, until it is written down.
#[derive(Debug, Default)]
pub struct Tally(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    counts: BTreeMap<SiteId, BTreeMap<CountedDay, i64>>,
    /// Who did what since it was last written down: once is enough.
    recent: HashSet<(Someone, String, Counted)>,
    /// What people are typing that finds nothing.
    typing: HashMap<Someone, Typed>,
    /// The day of those below.
    day: i64,
    /// What each has searched for in vain today, so that it counts once.
    searched: HashSet<(Someone, String)>,
    /// And how much of it.
    how_many: HashMap<Someone, u32>,
    in_vain: Vec<InVain>,
}

#[derive(Debug)]
struct Typed {
    words: InVain,
    at: i64,
}

/// Words that found nothing, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InVain {
    /// Where.
    pub site: SiteId,
    /// The words.
    pub words: String,
    /// Days since 1970 in the site's zone.
    pub day: i64,
}

/// What is taken out to be written down.
#[derive(Debug, Default)]
pub struct Taken {
    /// By site.
    pub counts: BTreeMap<SiteId, BTreeMap<CountedDay, i64>>,
    /// In the order in which they came.
    pub in_vain: Vec<InVain>,
}

impl Tally {
    /// Counts that somebody did something in a group (its slug) on a day. The same again before it
    /// is written down counts once: a page that is loaded anew is not a second person.
    pub fn count(&self, site: &SiteId, (group, day): (&str, i64), what: Counted, who: Someone) {
        let mut kept = self.kept();
        if kept.recent.len() >= RECENT || !kept.recent.insert((who, group.to_owned(), what)) {
            return;
        }
        let counted = CountedDay {
            group: group.to_owned(),
            day,
            what,
            size: 0,
        };
        let of_site = kept.counts.entry(site.clone()).or_default();
        *of_site.entry(counted).or_insert(0) += 1;
    }

    /// Hears what somebody searched for, and whether it found anything. Whoever types on says one
    /// thing in many: only the last counts, and nothing if that is found.
    pub fn hear_search(
        &self,
        site: &SiteId,
        text: &str,
        is_in_vain: bool,
        (who, day, now): (Someone, i64, i64),
    ) {
        let mut kept = self.kept();
        if let Some(before) = kept.typing.remove(&who) {
            let before_words = &before.words.words;
            let text = text.trim().to_lowercase();
            let goes_on =
                text.starts_with(before_words.as_str()) || before_words.starts_with(text.as_str());
            if !(goes_on && now - before.at < TYPING) {
                kept.settle(who, before.words);
            }
        }
        let Some(words) = kept_words(text).filter(|_| is_in_vain) else {
            return;
        };
        if kept.typing.len() < SEARCHES_OF_ALL {
            let site = site.clone();
            let words = InVain { site, words, day };
            kept.typing.insert(who, Typed { words, at: now });
        }
    }

    /// Takes out all that is counted and settled; `at_the_end` also what is still being typed.
    pub fn take(&self, now: i64, at_the_end: bool) -> Taken {
        let mut kept = self.kept();
        kept.recent.clear();
        let typing = mem::take(&mut kept.typing);
        for (who, typed) in typing {
            if at_the_end || now - typed.at >= TYPING {
                kept.settle(who, typed.words);
            } else {
                kept.typing.insert(who, typed);
            }
        }
        Taken {
            counts: mem::take(&mut kept.counts),
            in_vain: mem::take(&mut kept.in_vain),
        }
    }

    /// Puts back what could not be written down.
    pub fn put_back(&self, site: &SiteId, counts: BTreeMap<CountedDay, i64>) {
        let mut kept = self.kept();
        let of_site = kept.counts.entry(site.clone()).or_default();
        for (counted, n) in counts {
            *of_site.entry(counted).or_insert(0) += n;
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Takes words as searched for in vain, once a day for each who did.
    fn settle(&mut self, who: Someone, words: InVain) {
        if self.day != words.day {
            self.day = words.day;
            self.searched.clear();
            self.how_many.clear();
        }
        let before = self.how_many.entry(who).or_insert(0);
        if *before >= SEARCHES_OF_ONE || self.searched.len() >= SEARCHES_OF_ALL {
            return;
        }
        let key = format!("{} {}", words.site.as_str(), words.words);
        if self.searched.insert((who, key)) {
            *before += 1;
            self.in_vain.push(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: Someone = [1; 32];
    const BEN: Someone = [2; 32];

    fn site() -> SiteId {
        SiteId::from("s")
    }

    fn words(taken: &Taken) -> Vec<&str> {
        taken.in_vain.iter().map(|one| one.words.as_str()).collect()
    }

    #[test]
    fn a_page_that_is_loaded_anew_counts_once() {
        let tally = Tally::default();
        for (who, what) in [
            (ANA, Counted::Viewed),
            (ANA, Counted::Viewed),
            (BEN, Counted::Viewed),
            (ANA, Counted::Started),
        ] {
            tally.count(&site(), ("evening", 7), what, who);
        }
        let taken = tally.take(0, false);
        let counts: Vec<i64> = taken.counts[&site()].values().copied().collect();
        assert_eq!(counts, [2, 1]);
        assert!(tally.take(0, false).counts.is_empty());
        tally.put_back(&site(), taken.counts[&site()].clone());
        tally.count(&site(), ("evening", 7), Counted::Viewed, ANA);
        let counts = tally.take(0, false).counts.remove(&site()).unwrap();
        assert_eq!(counts.into_values().collect::<Vec<_>>(), [3, 1]);
    }

    #[test]
    fn whoever_types_on_searches_for_one_thing() {
        let tally = Tally::default();
        let hear = |who, text: &str, in_vain, now| {
            tally.hear_search(&site(), text, in_vain, (who, 7, now));
        };
        for (at, text) in ["xyl", "xylo", "xyloph", "xylophone", "xylophon"]
            .iter()
            .enumerate()
        {
            hear(ANA, text, true, i64::try_from(at).unwrap() * 500);
        }
        assert!(words(&tally.take(3_000, false)).is_empty(), "still typing");
        assert_eq!(words(&tally.take(40_000, false)), ["xylophon"]);
        hear(ANA, "lym", true, 50_000);
        hear(ANA, "lymph", false, 50_400);
        assert!(words(&tally.take(99_000, false)).is_empty(), "it was found");
        hear(ANA, "harp", true, 100_000);
        hear(ANA, "violin", true, 101_000);
        assert_eq!(words(&tally.take(102_000, true)), ["harp", "violin"]);
    }

    #[test]
    fn the_same_words_of_one_count_once_a_day() {
        let tally = Tally::default();
        let hear = |who, day, now| tally.hear_search(&site(), "harp", true, (who, day, now));
        for hour in 0..5 {
            hear(ANA, 7, hour * 3_600_000);
        }
        hear(BEN, 7, 0);
        assert_eq!(words(&tally.take(0, true)).len(), 2);
        hear(ANA, 8, 90_000_000);
        assert_eq!(words(&tally.take(0, true)).len(), 1, "another day");
    }

    #[test]
    fn one_who_searches_for_everything_counts_for_little() {
        let tally = Tally::default();
        for letter in b'a'..=b'z' {
            let text = char::from(letter).to_string().repeat(5);
            tally.hear_search(&site(), &text, true, (ANA, 7, 0));
        }
        let most = usize::try_from(SEARCHES_OF_ONE).unwrap();
        assert_eq!(words(&tally.take(0, true)).len(), most);
    }
}
