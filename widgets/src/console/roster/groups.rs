//! The groups whose members one may see. Who has one group alone begins with its roster.

use api_types::RosterList;

use crate::{
    console::{
        Console,
        parts::{Loaded, table, way},
    },
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

pub(super) fn draw(console: Console) -> El {
    console.title(console.say(keys::ROSTER_TITLE));
    let rosters = Loaded::new(console, move |line| console.server().rosters(line));
    el_of("div", "stack").add(rosters.draw(move |found| shown(console, found)))
}

fn shown(console: Console, found: &RosterList) -> El {
    let words = console.words();
    match found.rosters.as_slice() {
        [] => el("p").say(words.say(keys::ROSTER_NO_GROUPS)),
        [only] => super::list::draw(console, &only.group.slug, None),
        all => {
            let columns = [
                words.say(keys::ROSTER_GROUP),
                words.say(keys::ROSTER_MEMBERS),
            ];
            let rows = all.iter().map(|one| {
                vec![
                    el("span").add(way(&one.group.name, &super::path_of(&one.group.slug))),
                    el("span").text(console.intl().number(one.members)),
                ]
            });
            table(words.say(keys::ROSTER_TITLE), &columns, rows.collect())
        }
    }
}
