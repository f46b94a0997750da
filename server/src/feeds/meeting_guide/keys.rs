//! Keys by which a feed's groups are known again the next time. What belongs elsewhere are the slugs
//! in addresses, which the store keeps distinct in the whole site.

use std::collections::HashMap;

use crate::{domain::group::GroupRecord, feeds::FeedGroup};

/// Makes the keys of groups that share one distinct, by what they say and not by their order: the
/// first by day, time and name keeps the key itself.
pub fn make_distinct(groups: &mut [FeedGroup]) {
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        by_key.entry(group.source_key.clone()).or_default().push(at);
    }
    for (key, mut places) in by_key.into_iter().filter(|(_, places)| places.len() > 1) {
        places.sort_by_key(|at| said_by(&groups[*at].record));
        let mut before: Option<String> = None;
        let mut copies = 0;
        for (number, at) in places.into_iter().enumerate() {
            let said = said_by(&groups[at].record);
            copies = if before.as_ref() == Some(&said) {
                copies + 1
            } else {
                0
            };
            if number > 0 {
                groups[at].source_key = format!("{key}#{said}#{copies}");
            }
            before = Some(said);
        }
    }
}

fn said_by(record: &GroupRecord) -> String {
    let schedule = record.schedule.as_ref();
    let when = schedule.map_or(String::new(), |schedule| {
        let rule = schedule.rrule.as_deref().unwrap_or_default();
        format!("{}|{rule}", schedule.starts_at)
    });
    format!("{when}|{}", record.name)
}
