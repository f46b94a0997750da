//! A snapshot in the making: takes stored groups one by one, and keeps what everybody may see.

use std::{collections::HashMap, sync::Arc};

use catalogue::{Catalogue, Entry};

use super::Snapshot;
use crate::{
    config::ActiveSite,
    domain::{listing, schedule::MeetingSpan},
    store::{GroupId, StoredGroup, StoredMeeting},
};

/// Groups that were read so far.
pub struct Draft {
    site: Arc<ActiveSite>,
    revision: i64,
    valid_until: i64,
    coming: HashMap<GroupId, Vec<MeetingSpan>>,
    entries: Vec<Entry>,
    by_slug: HashMap<String, Box<[MeetingSpan]>>,
}

impl Draft {
    /// `meetings` are those of the site's groups that have not ended, by start.
    pub fn new(site: Arc<ActiveSite>, revision: i64, meetings: Vec<StoredMeeting>) -> Self {
        let mut coming: HashMap<GroupId, Vec<MeetingSpan>> = HashMap::new();
        for meeting in meetings {
            coming
                .entry(meeting.group_id)
                .or_default()
                .push(MeetingSpan {
                    starts_at: meeting.starts_at,
                    ends_at: meeting.ends_at,
                });
        }
        Self {
            site,
            revision,
            valid_until: i64::MAX,
            coming,
            entries: Vec::new(),
            by_slug: HashMap::new(),
        }
    }

    /// Takes a group.
    pub fn add(&mut self, stored: StoredGroup) {
        let spans = self.coming.remove(&stored.id).unwrap_or_default();
        let known = listing::Known {
            fed: stored.feed.is_some(),
            taken_here: stored.places_taken,
            meetings: &spans,
        };
        let group = listing::group(&stored.record, known);
        // Groups that pause, and those whose schedule cannot be read, show no meeting.
        let spans = match group.next_meeting {
            Some(_) => spans.into_boxed_slice(),
            None => Box::default(),
        };
        if let Some(next) = spans.first() {
            self.valid_until = self.valid_until.min(next.ends_at);
        }
        self.entries.push(Entry {
            group: Arc::new(group),
            starts: spans.iter().map(|span| span.starts_at).collect(),
        });
        self.by_slug.insert(stored.record.slug, spans);
    }

    /// Indexes the groups.
    pub fn finish(self) -> Snapshot {
        let catalogue = Catalogue::new(self.entries);
        Snapshot::new(
            self.site,
            (self.revision, self.valid_until),
            catalogue,
            self.by_slug,
        )
    }
}
