//! The next meetings, with what staff did to them: a cancelled one stays where it would have been.

use api_types::{ChangedMeeting, Meeting, Membership};

use super::{Member, frame::section};
use crate::{
    i18n::join_keys as keys,
    meeting::{Instant, item, moment},
    ui::{El, el, el_of},
};

pub(super) fn meetings(member: Member, membership: &Membership) -> Option<El> {
    let shown = by_start(membership);
    if shown.is_empty() {
        return None;
    }
    let words = member.flow.words;
    let intl = &member.flow.model().intl;
    let zone = membership.time_zone.as_deref().unwrap_or("UTC");
    let mut list = el_of("ol", "dates").set("role", "list");
    for (meeting, change) in shown {
        let Some(mut line) = item(words, intl, zone, meeting) else {
            continue;
        };
        if let Some(change) = change {
            let cancelled = change.moved_to.is_none();
            let said = if cancelled {
                Some(words.say(keys::DATES_CANCELLED).to_owned())
            } else {
                moment(words, intl, &change.was.starts_at)
                    .map(|was| words.fill(keys::DATES_MOVED, &[("time", &was)]))
            };
            let note = change.note.as_ref();
            let changed = el_of("div", "changed")
                .add_some(said.map(|said| el("b").text(said)))
                .add_some(note.map(|note| el_of("p", "pre").say(note)));
            line = line.flag("data-cancelled", cancelled).add(changed);
        }
        list = list.add(line);
    }
    Some(section(member, keys::DATES_TITLE).add(list))
}

/// Those that take place and those that are cancelled, each with what was done to it.
fn by_start(membership: &Membership) -> Vec<(&Meeting, Option<&ChangedMeeting>)> {
    let changes = &membership.changed_meetings;
    let moved = |meeting: &Meeting| {
        let here = |change: &&ChangedMeeting| change.moved_to.as_ref() == Some(&meeting.starts_at);
        changes.iter().find(here)
    };
    let on = membership.meetings.iter();
    let mut all: Vec<_> = on.map(|meeting| (meeting, moved(meeting))).collect();
    let cancelled = changes.iter().filter(|change| change.moved_to.is_none());
    all.extend(cancelled.map(|change| (&change.was, Some(change))));
    all.sort_by_key(|(meeting, _)| Instant::parse(&meeting.starts_at).map(|start| start.at));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::membership_tests::membership;

    fn meeting(day: u32) -> Meeting {
        Meeting {
            starts_at: format!("2026-12-{day:02}T19:00:00-06:00"),
            ends_at: format!("2026-12-{day:02}T20:30:00-06:00"),
        }
    }

    #[test]
    fn a_cancelled_meeting_stays_in_its_place_and_a_moved_one_knows_from_where() {
        let mut sample: Membership = serde_json::from_str(&membership()).unwrap();
        sample.meetings = vec![meeting(1), meeting(16), meeting(22)];
        let change = |was, to: Option<u32>| ChangedMeeting {
            was: meeting(was),
            moved_to: to.map(|day| meeting(day).starts_at),
            note: None,
        };
        sample.changed_meetings = vec![change(8, None), change(15, Some(16))];
        let shown = by_start(&sample);
        let was = |at: usize| shown[at].1.map(|change| &change.was);
        let starts: Vec<&str> = shown.iter().map(|(one, _)| &one.starts_at[8..10]).collect();
        assert_eq!(starts, ["01", "08", "16", "22"]);
        assert_eq!((was(0), was(3)), (None, None));
        assert_eq!((was(1), was(2)), (Some(&meeting(8)), Some(&meeting(15))));
    }
}
