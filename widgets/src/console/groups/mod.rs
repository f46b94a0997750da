//! Groups: the list, one group's record and where it stands, its meetings, and a slip to hand over.
//!
//! `record.rs`, `questions.rs` and `timing.rs` are pure; the rest draws. What the form of a record cannot
//! say stays in the record as it was.

mod as_members;
mod asked;
mod asks;
mod changed;
mod edit;
mod fields;
mod list;
mod make;
mod meetings;
mod preview;
mod questions;
mod record;
mod schedule;
mod sentence;
mod slip;
mod stand;
mod timing;

use api_types::{GroupStanding, GroupToEdit};

use super::{
    Console, Place,
    parts::{Mood, badge, filters, missing},
};
use crate::{
    i18n::{Words, console_keys as keys},
    ui::El,
};

/// Draws a page of the section.
pub(super) fn draw(console: Console, place: &Place) -> El {
    match place.rest() {
        [] => list::draw(console, place),
        [page] if page == "new" => make::draw(console, place.query("copy")),
        [slug] => edit::draw(console, slug),
        [slug, page] if page == "meetings" => meetings::draw(console, slug),
        [slug, page] if page == "slip" => slip::draw(console, slug),
        _ => missing(console),
    }
}

/// The path of a group's page; `page` is empty for its record.
fn path(slug: &str, page: &str) -> String {
    if page.is_empty() {
        return ["groups/", slug].concat();
    }
    ["groups/", slug, "/", page].concat()
}

/// The heading of a group's page, with the way back to the list.
fn title(console: Console, name: &str) {
    console.title_under(name, Some((console.say(keys::GROUPS_TITLE), "groups")));
}

/// The pages of one group, of which `page` shows.
fn pages(console: Console, slug: &str, page: &str) -> El {
    let all = [
        ("", keys::GROUPS_PAGE_RECORD),
        ("meetings", keys::GROUPS_PAGE_MEETINGS),
        ("slip", keys::GROUPS_PAGE_SLIP),
    ];
    let all: Vec<(String, String, bool)> = all
        .iter()
        .map(|(own, name)| (console.say(*name).to_owned(), path(slug, own), *own == page))
        .collect();
    filters(console.say(keys::GROUPS_PAGES), &all)
}

/// Where a group stands, as its word in texts.
fn standing_word(standing: GroupStanding) -> &'static str {
    match standing {
        GroupStanding::Draft => "draft",
        GroupStanding::Published => "published",
        GroupStanding::Paused => "paused",
        GroupStanding::Archived => "archived",
        GroupStanding::Withdrawn => "withdrawn",
    }
}

/// The word that says where a group stands.
fn standing(words: Words, standing: GroupStanding) -> El {
    let mood = match standing {
        GroupStanding::Published => Mood::Good,
        GroupStanding::Draft | GroupStanding::Paused => Mood::Waiting,
        GroupStanding::Archived | GroupStanding::Withdrawn => Mood::Calm,
    };
    badge(
        mood,
        &words.word("groups-standing", standing_word(standing)),
    )
}

/// The word of something that a group lacks.
fn need_word(need: api_types::Need) -> &'static str {
    use api_types::Need;
    match need {
        Need::NoPurpose => "no-purpose",
        Need::NoMeetings => "no-meetings",
        Need::NotChecked => "not-checked",
        Need::NoOwner => "no-owner",
        Need::NoDeputy => "no-deputy",
        Need::NoWayIn => "no-way-in",
    }
}

/// The name that a record has.
fn name_of(group: &GroupToEdit) -> String {
    record::text(&group.record, "/name")
}
