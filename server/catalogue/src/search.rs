//! The catalogue and its one question.

use std::sync::Arc;

use api_types::{Facets, Format, Group, Sort};

use crate::{
    Query, distance_km,
    facets::{self, Bits, Languages, Tally},
    fold,
    index::Index,
};

/// One group and the starts of its coming meetings.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The group, its `next_meeting` filled in.
    pub group: Arc<Group>,
    /// Starts of its meetings in the next weeks, ms since 1970 UTC, ascending; the meeting that
    /// is on now first. The browser knows the next one alone.
    pub starts: Vec<i64>,
}

/// A site's groups, indexed.
pub struct Catalogue {
    entries: Vec<Entry>,
    bits: Vec<Bits>,
    /// Place of each entry in the order of names.
    by_name: Vec<u32>,
    languages: Languages,
    index: Index,
}

/// Which groups fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Every fitting group in order: its place in [`Catalogue::entries`], and kilometres where a
    /// position was asked and the group has one.
    pub hits: Vec<(u32, Option<f64>)>,
    /// Counts for the current selection.
    pub facets: Facets,
}

impl Catalogue {
    /// Indexes the groups. They are kept in the order of their next meetings; those without one
    /// come last, and names decide between equals.
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut named: Vec<(i64, String, Entry)> = entries
            .into_iter()
            .map(|entry| {
                let next = entry.starts.first().copied().unwrap_or(i64::MAX);
                (next, fold(&entry.group.name), entry)
            })
            .collect();
        named.sort_by(|a, b| {
            let slugs = || a.2.group.slug.cmp(&b.2.group.slug);
            a.0.cmp(&b.0).then_with(|| a.1.cmp(&b.1)).then_with(slugs)
        });
        let mut order: Vec<u32> = (0..).take(named.len()).collect();
        order.sort_by(|&a, &b| named[a as usize].1.cmp(&named[b as usize].1));
        let mut by_name = vec![0; named.len()];
        for (place, at) in (0..).zip(order) {
            by_name[at as usize] = place;
        }
        let entries: Vec<Entry> = named.into_iter().map(|(_, _, entry)| entry).collect();
        let groups = || entries.iter().map(|entry| &*entry.group);
        let languages = Languages::of(groups());
        let bits = groups()
            .map(|group| facets::bits(group, &languages))
            .collect();
        let index = Index::new(groups());
        Self {
            entries,
            bits,
            by_name,
            languages,
            index,
        }
    }

    /// The groups, in the order of their next meetings.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Answers a question.
    pub fn search(&self, query: &Query) -> Found {
        let scores = self.index.scores(&query.text);
        let chosen = facets::chosen(&query.chosen, &self.languages);
        let mut tally = Tally::new();
        let mut hits: Vec<(u32, Option<f64>)> = Vec::new();
        for (at, entry) in (0_u32..).zip(&self.entries) {
            if scores
                .as_ref()
                .is_some_and(|scores| scores[at as usize] == 0)
                || !in_time(entry, query)
            {
                continue;
            }
            let distance = distance(&entry.group, query);
            if in_reach(&entry.group, distance, query)
                && tally.add(&self.bits[at as usize], &chosen)
            {
                hits.push((at, distance));
            }
        }
        self.sort(&mut hits, query, scores.as_deref());
        Found {
            hits,
            facets: tally.named(&self.languages),
        }
    }

    /// Orders the hits, which come in the order of next meetings.
    fn sort(&self, hits: &mut [(u32, Option<f64>)], query: &Query, scores: Option<&[u32]>) {
        let order = query.order();
        if order == Sort::NextMeeting {
            return;
        }
        // One key for all orders: each sort that is written out is a quarter of a kilobyte in the browser.
        hits.sort_by_key(|&(at, distance)| match order {
            Sort::Name => u64::from(self.by_name[at as usize]),
            Sort::Distance => distance.map_or(u64::MAX, |km| km.max(0.0).to_bits()),
            Sort::Relevance | Sort::NextMeeting => {
                let score = scores.map_or(0, |scores| scores[at as usize]);
                u64::from(u32::MAX - score)
            }
        });
    }
}

/// Whether the group has a meeting that starts in the asked time.
fn in_time(entry: &Entry, query: &Query) -> bool {
    if query.from.is_none() && query.to.is_none() {
        return true;
    }
    let from = query.from.unwrap_or(i64::MIN);
    let to = query.to.unwrap_or(i64::MAX);
    entry.starts.iter().any(|start| (from..to).contains(start))
}

fn distance(group: &Group, query: &Query) -> Option<f64> {
    let position = group.place.as_ref()?.position?;
    Some(distance_km(query.near?, position))
}

/// Whether a person can get there: by distance, or because nobody has to go anywhere.
fn in_reach(group: &Group, distance: Option<f64>, query: &Query) -> bool {
    let (Some(_), Some(limit)) = (query.near, query.within_km) else {
        return true;
    };
    match group.format {
        Format::Online | Format::Phone => true,
        Format::InPerson | Format::Hybrid => distance.is_some_and(|km| km <= f64::from(limit)),
    }
}
