//! Parts of a group's page: what a first time is like, the next meetings, who leads.

use api_types::{FirstMeeting, GroupPage};

use super::Finder;
use crate::{
    i18n::{Key, keys},
    meeting,
    ui::{El, Icon, blocks, el, el_of, icon},
};

/// A section with a heading.
#[inline(never)]
pub(crate) fn section(finder: Finder, title: Key) -> El {
    el_of("section", "section")
        .add(el_of(finder.heading(1), "section-title").say(finder.words.say(title)))
}

/// What a first meeting is like; `None` when nobody said.
pub(crate) fn first_meeting(finder: Finder, page: &GroupPage) -> Option<El> {
    let FirstMeeting {
        may_listen,
        camera_off,
        bring_someone,
        text,
    } = &page.first_meeting;
    let answers = [
        (may_listen, keys::FIRST_LISTEN_YES, keys::FIRST_LISTEN_NO),
        (camera_off, keys::FIRST_CAMERA_YES, keys::FIRST_CAMERA_NO),
        (bring_someone, keys::FIRST_BRING_YES, keys::FIRST_BRING_NO),
    ];
    let mut list = el_of("ul", "ticks").set("role", "list");
    let mut said = false;
    for (answer, yes, no) in answers {
        if let Some(answer) = *answer {
            said = true;
            let (sign, key) = if answer {
                (Icon::Tick, yes)
            } else {
                (Icon::Help, no)
            };
            list = list.add(
                el("li")
                    .add(icon(sign))
                    .add(el("span").say(finder.words.say(key))),
            );
        }
    }
    if !said && text.is_empty() {
        return None;
    }
    let text = blocks(text).set_some("lang", finder.foreign(&page.group.language));
    Some(
        section(finder, keys::FIRST_TITLE)
            .add_some(said.then_some(list))
            .add(text),
    )
}

/// Dates that show at once; the rest is unfolded.
const DATES_AT_FIRST: usize = 4;

/// The next meetings in the member's time, with the group's beside it where they differ.
pub(crate) fn dates(finder: Finder, page: &GroupPage) -> Option<El> {
    let zone = &page.group.schedule.as_ref()?.time_zone;
    if page.next_meetings.is_empty() {
        return None;
    }
    let intl = &finder.model().intl;
    let (first, rest) = page
        .next_meetings
        .split_at(DATES_AT_FIRST.min(page.next_meetings.len()));
    let more = (!rest.is_empty()).then(|| {
        let summary = el("summary").say(finder.words.say(keys::DATES_MORE));
        el_of("details", "fold")
            .add(summary)
            .add(meeting::list(finder.words, intl, zone, rest))
    });
    let section =
        section(finder, keys::DATES_TITLE).add(meeting::list(finder.words, intl, zone, first));
    Some(section.add_some(more))
}

/// Who leads, and what they learned for it.
pub(crate) fn leaders(finder: Finder, page: &GroupPage) -> Option<El> {
    if page.facilitators.is_empty() {
        return None;
    }
    let mut list = el_of("ul", "people").set("role", "list");
    for person in &page.facilitators {
        let mut item = el("li")
            .set_some("lang", finder.foreign(&page.group.language))
            .add(el("strong").say(&person.name));
        if let Some(role) = &person.role {
            item = item.add(el_of("span", "role").say(role));
        }
        if let Some(training) = &person.training {
            item = item.add(el_of("span", "small").say(training));
        }
        list = list.add(item);
    }
    Some(section(finder, keys::LEADS_TITLE).add(list))
}
