//! The roster of one group.

use std::rc::Rc;

use api_types::{ContactKind, Roster, RosterMember};

use super::state::{AT_ONCE, Show, is_quiet, matching};
use crate::{
    browser,
    console::{
        Console, href,
        parts::{Kept, Loaded, Mood, badge, filters, kept, table, way},
    },
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of, link},
};

/// What is looked for, and how many rows may be drawn.
#[derive(Clone)]
struct Looking {
    show: Show,
    typed: Kept<String>,
    most: Kept<usize>,
}

pub(super) fn draw(console: Console, slug: &str, show: Option<&str>) -> El {
    console.title_under(
        console.say(keys::ROSTER_TITLE),
        Some((console.say(keys::ROSTER_TITLE), "roster")),
    );
    let slug = slug.to_owned();
    let roster = Loaded::new(console, move |line| console.server().roster(&slug, line));
    let looking = Looking {
        show: Show::of(show),
        typed: kept(String::new()),
        most: kept(AT_ONCE),
    };
    roster.draw(move |found| shown(console, found, &looking))
}

fn shown(console: Console, roster: &Rc<Roster>, looking: &Looking) -> El {
    super::title_of_group(console, &roster.group.name);
    let words = console.words();
    let path = super::path_of(&roster.group.slug);
    if roster.members.is_empty() {
        return el_of("div", "stack")
            .add(el("p").say(words.say(keys::ROSTER_EMPTY)))
            .add(el_of("p", "hint").say(words.say(keys::ROSTER_EMPTY_HINT)));
    }
    let message = roster.may_work.then(|| {
        let to = href(&[&path, "/message"].concat());
        let write = link(Look::Main, None, words.say(keys::ROSTER_WRITE), to);
        el_of("div", "buttons").add(write)
    });
    let ways: Vec<_> = Show::ALL
        .into_iter()
        .map(|show| {
            let many = roster.members.iter().filter(|one| show.has(one)).count();
            let many = console
                .intl()
                .number(u32::try_from(many).unwrap_or_default());
            let name = [&words.word("roster-show", show.word()), " (", &many, ")"].concat();
            let path = match show {
                Show::All => path.clone(),
                other => [&path, "?show=", other.word()].concat(),
            };
            (name, path, show == looking.show)
        })
        .collect();
    let (list, of_list) = (roster.clone(), looking.clone());
    el_of("div", "stack")
        .add_some(message)
        .add(search(console, looking))
        .add(filters(words.say(keys::ROSTER_SHOW), &ways))
        .add(el("div").live(move || Some(rows(console, &list, &of_list))))
}

fn search(console: Console, looking: &Looking) -> El {
    let typed = looking.typed.clone();
    let field = el_of("input", "field")
        .set("id", "roster-search")
        .set("type", "search")
        .set("autocomplete", "off")
        .on("input", move |event| typed.set(browser::value(event)));
    let label = el_of("label", "label").set("for", "roster-search");
    el_of("div", "roster-search")
        .add(label.say(console.say(keys::ROSTER_SEARCH)))
        .add(field)
}

fn rows(console: Console, roster: &Rc<Roster>, looking: &Looking) -> El {
    let words = console.words();
    let found: Vec<_> = matching(roster, looking.show, &looking.typed.get()).collect();
    let many = u32::try_from(found.len()).unwrap_or_default();
    let shown = console.intl().number(many);
    let count = words.count(keys::ROSTER_COUNT, many, &shown, &[]);
    let frame = el_of("div", "stack").add(el("p").set("role", "status").text(count));
    if found.is_empty() {
        return frame.add(el_of("p", "hint").say(words.say(keys::ROSTER_NONE)));
    }
    let columns = [
        words.say(keys::ROSTER_MEMBER),
        words.say(keys::ROSTER_NEEDS),
        words.say(keys::ROSTER_RULES),
        words.say(keys::ROSTER_SEEN),
        words.say(keys::ROSTER_LETTERS),
    ];
    let most = *looking.most.get();
    let rows = found.iter().take(most).map(|one| row(console, roster, one));
    let frame = frame.add(el_of("div", "roster-table").add(table(
        words.say(keys::ROSTER_TITLE),
        &columns,
        rows.collect(),
    )));
    let more = looking.most.clone();
    frame.add_some((found.len() > most).then(|| {
        button(Look::Quiet, None, words.say(keys::ROSTER_MORE), move |_| {
            let most = *more.peek();
            more.set(most + AT_ONCE);
        })
    }))
}

fn row(console: Console, roster: &Roster, one: &RosterMember) -> Vec<El> {
    let words = console.words();
    let path = [&super::path_of(&roster.group.slug), "/", &one.id].concat();
    let name = el_of("span", "roster-name")
        .add(way(&one.name, &path))
        .add_some(
            one.pronouns
                .as_ref()
                .map(|text| el_of("span", "small").say(text)),
        )
        .add_some(apart(console, one));
    let needs = one.access_needs.as_deref().unwrap_or("–");
    let rules = match (&one.acknowledged, one.newer_guidelines) {
        (_, true) => badge(Mood::Waiting, words.say(keys::ROSTER_RULES_NEWER)),
        (Some(_), false) => el("span").say(words.say(keys::ROSTER_RULES_READ)),
        (None, false) => el("span").say("–"),
    };
    vec![
        name,
        el_of("span", "pre").say(needs),
        rules,
        seen(console, one),
        el("span").text(letters(console, one)),
    ]
}

/// That nobody writes to them, or that they pause, where it is so.
pub(super) fn apart(console: Console, one: &RosterMember) -> Option<El> {
    let words = console.words();
    if let Some(silence) = &one.silence {
        let reason = words.word("silence", api_types::Choice::as_str(silence.reason));
        let text = words.fill(keys::ROSTER_SILENT, &[("reason", &reason)]);
        return Some(badge(Mood::Late, &text));
    }
    let paused = one.pause.as_ref();
    paused.map(|_| badge(Mood::Calm, words.say(keys::ROSTER_PAUSED)))
}

/// When they were seen last; and that it is long ago.
fn seen(console: Console, one: &RosterMember) -> El {
    let words = console.words();
    let last = one.last_seen.as_deref();
    let last = last.map_or_else(
        || words.say(keys::ROSTER_NEVER_SEEN).to_owned(),
        |at| console.day_of(at),
    );
    el_of("span", "roster-seen")
        .add(el("span").text(last))
        .add_some(is_quiet(one).then(|| {
            let many = console.intl().number(one.missed);
            let text = words.count(keys::ROSTER_MISSED, one.missed, &many, &[]);
            badge(Mood::Waiting, &text)
        }))
}

fn letters(console: Console, one: &RosterMember) -> String {
    let words = console.words();
    if one.contact == ContactKind::Phone {
        return words.say(keys::ROSTER_BY_PHONE).to_owned();
    }
    let reminders = if one.reminders {
        keys::ROSTER_REMINDERS
    } else {
        keys::ROSTER_NO_REMINDERS
    };
    words.say(reminders).to_owned()
}
