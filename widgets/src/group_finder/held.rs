//! All groups of a site in the browser: up to [`HELD`](super::state::HELD) of them the widget
//! answers by itself, at once, and what a person searches for stays on the device.

use std::sync::Arc;

use api_types::Group;
use catalogue::{Catalogue, Entry, Query};

use super::state::{Card, List, Phase, ways_out};
use crate::meeting::Instant;

/// A site's groups, ready to be searched.
pub(crate) struct Held(Catalogue);

impl Held {
    pub(crate) fn new(groups: Vec<Arc<Group>>) -> Self {
        let entry = |group: Arc<Group>| {
            let start = group
                .next_meeting
                .as_ref()
                .and_then(|meeting| Instant::parse(&meeting.starts_at));
            Entry {
                starts: start.map(|start| start.at).into_iter().collect(),
                group,
            }
        };
        Self(Catalogue::new(groups.into_iter().map(entry).collect()))
    }

    /// Answers a question with at most `shown` cards.
    pub(crate) fn list(&self, query: &Query, shown: usize) -> List {
        let found = self.0.search(query);
        let total = count(found.hits.len());
        let cards = found.hits.iter().take(shown).map(|&(at, km)| Card {
            group: self.0.entries()[at as usize].group.clone(),
            km,
        });
        List {
            phase: Phase::Ready,
            cards: cards.collect(),
            total,
            facets: found.facets,
            ways_out: if total == 0 {
                self.ways_out(query)
            } else {
                Vec::new()
            },
            next: None,
            more_failed: false,
        }
    }

    fn ways_out(&self, query: &Query) -> Vec<super::state::WayOut> {
        ways_out(query, |query| count(self.0.search(query).hits.len()))
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
