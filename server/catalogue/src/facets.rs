//! Facets as bits: which values a group has, which are chosen, and how many each would give.

use api_types::{
    Accessibility, Audience, Availability, Choice, Cost, Daypart, Facet, FacetCounts, Facets,
    Focus, Format, Group, HostPlatform, JoinPolicy, Leadership, Openness, Purpose, Stage, Weekday,
};

/// How many facets there are.
const FACETS: usize = Facet::ALL.len();

/// One bit for each value, facet by facet.
pub type Bits = [u64; FACETS];

/// The languages of a site's groups; each has a bit, at most 64.
pub struct Languages(Vec<String>);

impl Languages {
    /// The languages that occur, most frequent first. What comes after the 64th can be read, but
    /// not filtered by.
    pub fn of<'a>(groups: impl Iterator<Item = &'a Group>) -> Self {
        let mut counts: Vec<(String, u32)> = Vec::new();
        for group in groups {
            for tag in tags(group) {
                match counts.iter_mut().find(|(known, _)| *known == primary(tag)) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((primary(tag).to_owned(), 1)),
                }
            }
        }
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts.truncate(64);
        Self(counts.into_iter().map(|(tag, _)| tag).collect())
    }

    fn bit(&self, tag: &str) -> u64 {
        let at = self.0.iter().position(|known| known == primary(tag));
        at.map_or(0, |at| 1 << at)
    }
}

/// `es` of `es-MX`: a dialect is no reason not to find a group.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn tags(group: &Group) -> impl Iterator<Item = &str> {
    std::iter::once(group.language.as_str())
        .chain(group.other_languages.iter().map(String::as_str))
        .filter(|tag| !tag.is_empty())
}

fn one<C: Choice>(value: C) -> u64 {
    1 << value.index()
}

fn all<C: Choice>(values: &[C]) -> u64 {
    values.iter().fold(0, |bits, value| bits | one(*value))
}

/// The values that a group has.
pub fn bits(group: &Group, languages: &Languages) -> Bits {
    let mut bits = [0; FACETS];
    let mut set = |facet: Facet, value: u64| bits[facet.index()] = value;
    set(Facet::Focus, all(&group.focus));
    set(Facet::Audience, all(&group.audience));
    set(Facet::Stage, all(&group.stage));
    set(Facet::Format, one(group.format));
    set(
        Facet::Language,
        tags(group).fold(0, |bits, tag| bits | languages.bit(tag)),
    );
    set(Facet::Purpose, group.purpose.map_or(0, one));
    set(Facet::Leadership, group.leadership.map_or(0, one));
    set(Facet::Openness, group.openness.map_or(0, one));
    set(Facet::Accessibility, all(&group.accessibility));
    set(Facet::Cost, group.cost.map_or(0, one));
    set(Facet::Join, one(group.join_policy));
    set(Facet::Availability, group.availability.map_or(0, one));
    set(Facet::Platform, group.host_platform.map_or(0, one));
    if let Some(schedule) = &group.schedule {
        set(Facet::Day, all(&schedule.days));
        set(Facet::Daypart, one(schedule.daypart));
    }
    bits
}

/// The wire words of a closed facet, in bit order; `None` for languages.
pub fn words(facet: Facet) -> Option<&'static [&'static str]> {
    Some(match facet {
        Facet::Focus => Focus::WORDS,
        Facet::Audience => Audience::WORDS,
        Facet::Stage => Stage::WORDS,
        Facet::Format => Format::WORDS,
        Facet::Day => Weekday::WORDS,
        Facet::Daypart => Daypart::WORDS,
        Facet::Language => return None,
        Facet::Purpose => Purpose::WORDS,
        Facet::Leadership => Leadership::WORDS,
        Facet::Openness => Openness::WORDS,
        Facet::Accessibility => Accessibility::WORDS,
        Facet::Cost => Cost::WORDS,
        Facet::Join => JoinPolicy::WORDS,
        Facet::Availability => Availability::WORDS,
        Facet::Platform => HostPlatform::WORDS,
    })
}

/// What is chosen in one facet: nothing, or any of these values. A choice that no group can
/// have, such as a language that does not occur, is zero bits and fits nothing.
pub type Chosen = [Option<u64>; FACETS];

/// The chosen values as bits.
pub fn chosen(values: &[(Facet, String)], languages: &Languages) -> Chosen {
    let mut chosen = [None; FACETS];
    for (facet, value) in values {
        let bit = match words(*facet) {
            None => languages.bit(value),
            Some(words) => words
                .iter()
                .position(|word| word == value)
                .map_or(0, |at| 1 << at),
        };
        *chosen[facet.index()].get_or_insert(0) |= bit;
    }
    chosen
}

/// Counts, for each facet, the groups that fit everything chosen in all other facets.
pub struct Tally {
    counts: [[u32; 64]; FACETS],
}

impl Tally {
    pub fn new() -> Self {
        Self {
            counts: [[0; 64]; FACETS],
        }
    }

    /// Counts one group; says whether it fits everything.
    pub fn add(&mut self, bits: &Bits, chosen: &Chosen) -> bool {
        let fails = |facet: usize| chosen[facet].is_some_and(|wanted| bits[facet] & wanted == 0);
        let mut failed = (0..FACETS).filter(|&facet| fails(facet));
        match (failed.next(), failed.next()) {
            (None, _) => {
                for (facet, &values) in bits.iter().enumerate() {
                    self.count(facet, values);
                }
                true
            }
            // It fails in one facet alone, so another choice there would bring it in.
            (Some(facet), None) => {
                self.count(facet, bits[facet]);
                false
            }
            _ => false,
        }
    }

    fn count(&mut self, facet: usize, mut values: u64) {
        while values != 0 {
            self.counts[facet][values.trailing_zeros() as usize] += 1;
            values &= values - 1;
        }
    }

    /// The counts with their names.
    pub fn named(&self, languages: &Languages) -> Facets {
        let named = |facet: &Facet| {
            let counts = &self.counts[facet.index()];
            let mut values = Vec::new();
            let mut add = |at: usize, word: &str| {
                if counts[at] > 0 {
                    values.push((word.to_owned(), counts[at]));
                }
            };
            match words(*facet) {
                Some(words) => words
                    .iter()
                    .enumerate()
                    .for_each(|(at, word)| add(at, word)),
                None => languages
                    .0
                    .iter()
                    .enumerate()
                    .for_each(|(at, tag)| add(at, tag)),
            }
            FacetCounts {
                facet: *facet,
                values,
            }
        };
        let facets = Facet::ALL.iter().map(named);
        Facets(facets.filter(|counts| !counts.values.is_empty()).collect())
    }
}
