//! The groups that somebody sees, by where they stand and what they lack.

use api_types::{GroupStanding, GroupsOfStaff, ListedGroup};

use super::{need_word, path, standing, standing_word};
use crate::{
    browser,
    console::{
        Console, Place, href,
        parts::{Loaded, Mood, badge, filters, pager, table, way},
    },
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of, link},
};

/// As many as the server puts on a page.
const ON_A_PAGE: u32 = 100;

/// What the address asks for.
#[derive(Clone, Default)]
struct Asked {
    standing: String,
    needs: bool,
    text: String,
    from: u32,
}

impl Asked {
    fn of(place: &Place) -> Self {
        let asked = |name: &str| place.query(name).unwrap_or_default().to_owned();
        Self {
            standing: asked("standing"),
            needs: place.query("needs") == Some("yes"),
            text: asked("text"),
            from: asked("from").parse().unwrap_or_default(),
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.standing.is_empty() {
            pairs.push(("standing", self.standing.clone()));
        }
        if self.needs {
            pairs.push(("needs", "yes".to_owned()));
        }
        if !self.text.is_empty() {
            pairs.push(("text", self.text.clone()));
        }
        if self.from > 0 {
            pairs.push(("from", self.from.to_string()));
        }
        pairs
    }

    /// The path of this question.
    fn path(&self) -> String {
        let mut path = "groups".to_owned();
        for (at, (name, value)) in self.pairs().into_iter().enumerate() {
            path.push(if at == 0 { '?' } else { '&' });
            path.push_str(name);
            path.push('=');
            path.push_str(&String::from(js_sys::encode_uri_component(&value)));
        }
        path
    }
}

pub(super) fn draw(console: Console, place: &Place) -> El {
    console.title(console.say(keys::GROUPS_TITLE));
    let asked = Asked::of(place);
    let query = asked.clone();
    let groups = Loaded::new(console, move |line| {
        let pairs = query.pairs();
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        console.server().groups(&pairs, line)
    });
    let make = console.coordinates().then(|| {
        let make = link(
            Look::Main,
            None,
            console.say(keys::GROUPS_MAKE),
            href("groups/new"),
        );
        el_of("div", "buttons").add(make)
    });
    let search = search(console, asked.clone());
    el_of("div", "stack")
        .add_some(make)
        .add(search)
        .add(groups.draw(move |found| {
            el_of("div", "stack")
                .add(ways(console, &asked, found))
                .add(rows(console, &asked, found))
        }))
}

/// The field that looks for a name. It stays while the list below it changes.
fn search(console: Console, asked: Asked) -> El {
    let first = asked.text.clone();
    let typed = std::rc::Rc::new(std::cell::RefCell::new(first.clone()));
    let kept = typed.clone();
    let input = el_of("input", "field")
        .set("type", "search")
        .set("id", "groups-text")
        .set("autocomplete", "off")
        .set_text("value", first)
        .on("input", move |event| {
            kept.replace(browser::value(event));
        });
    let label = el_of("label", "label")
        .set("for", "groups-text")
        .say(console.say(keys::GROUPS_SEARCH));
    let send = el_of("button", "button quiet")
        .set("type", "submit")
        .add(el("span").say(console.say(keys::GROUPS_SEARCH_GO)));
    el_of("form", "groups-search")
        .set("role", "search")
        .on("submit", move |event| {
            event.prevent_default();
            let wanted = Asked {
                text: typed.borrow().trim().to_owned(),
                from: 0,
                ..asked.clone()
            };
            console.go(&wanted.path());
        })
        .add(label)
        .add(el_of("div", "groups-search-row").add(input).add(send))
}

fn ways(console: Console, asked: &Asked, found: &GroupsOfStaff) -> El {
    let words = console.words();
    let counts = found.counts;
    let all = counts.draft + counts.published + counts.paused + counts.withdrawn;
    let with = |standing: &str, needs: bool| Asked {
        standing: standing.to_owned(),
        needs,
        text: asked.text.clone(),
        from: 0,
    };
    let numbered = |text: &str, n: u32| [text, " (", &console.intl().number(n), ")"].concat();
    let mut ways = vec![
        (
            numbered(words.say(keys::GROUPS_ALL), all),
            with("", false).path(),
            asked.standing.is_empty() && !asked.needs,
        ),
        (
            numbered(words.say(keys::GROUPS_NEEDY), counts.needs),
            with("", true).path(),
            asked.needs,
        ),
    ];
    for (kind, n) in [
        (GroupStanding::Published, counts.published),
        (GroupStanding::Draft, counts.draft),
        (GroupStanding::Paused, counts.paused),
        (GroupStanding::Withdrawn, counts.withdrawn),
        (GroupStanding::Archived, counts.archived),
    ] {
        let word = standing_word(kind);
        let holds = asked.standing == word;
        if n > 0 || holds {
            let text = numbered(&words.word("groups-standings", word), n);
            ways.push((text, with(word, false).path(), holds));
        }
    }
    filters(words.say(keys::GROUPS_WAYS), &ways)
}

fn rows(console: Console, asked: &Asked, found: &GroupsOfStaff) -> El {
    let words = console.words();
    if found.groups.is_empty() {
        let text = if asked.needs {
            keys::GROUPS_NONE_NEEDY
        } else if !asked.text.is_empty() || !asked.standing.is_empty() {
            keys::GROUPS_NONE_FIT
        } else if found.may_manage {
            keys::GROUPS_NONE_YET
        } else {
            keys::GROUPS_NONE_YOURS
        };
        return el_of("p", "card").say(words.say(text));
    }
    let columns = [
        words.say(keys::GROUPS_COLUMN_NAME),
        words.say(keys::GROUPS_COLUMN_NEXT),
        words.say(keys::GROUPS_COLUMN_PEOPLE),
        words.say(keys::GROUPS_COLUMN_OWNER),
        words.say(keys::GROUPS_COLUMN_NEEDS),
    ];
    let rows = found
        .groups
        .iter()
        .map(|group| row(console, group))
        .collect();
    let page = |from: u32| {
        Asked {
            from,
            ..asked.clone()
        }
        .path()
    };
    let before = (asked.from > 0).then(|| page(asked.from.saturating_sub(ON_A_PAGE)));
    let after = found.next.map(page);
    let pager = (before.is_some() || after.is_some())
        .then(|| pager(console, before.as_deref(), after.as_deref()));
    el_of("div", "stack groups-list")
        .add(table(words.say(keys::GROUPS_TITLE), &columns, rows))
        .add_some(pager)
}

fn row(console: Console, group: &ListedGroup) -> Vec<El> {
    let words = console.words();
    let mut name = el_of("span", "groups-name").add(way(&group.name, &path(&group.slug, "")));
    // Most are published: a word on each would say nothing.
    if group.standing != GroupStanding::Published {
        name = name.add(standing(words, group.standing));
    }
    if group.fed {
        name = name.add(badge(Mood::Calm, words.say(keys::GROUPS_FED)));
    }
    let next = group.next_meeting.as_ref();
    let next = next.map_or_else(
        || words.say(keys::GROUPS_NO_DATE).to_owned(),
        |meeting| console.moment(&meeting.starts_at),
    );
    let owner = group
        .owner
        .as_deref()
        .unwrap_or(words.say(keys::GROUPS_NOBODY));
    let mut needs = el_of("ul", "groups-needs").set("role", "list");
    for need in &group.needs {
        needs = needs.add(el("li").text(words.word("groups-need-short", need_word(*need))));
    }
    if group.needs.is_empty() {
        needs = el("span").say(words.say(keys::GROUPS_NEEDS_NOTHING));
    }
    vec![
        name,
        el("span").text(next),
        people(console, group),
        el("span").say(owner),
        needs,
    ]
}

/// Members, who waits, and who asks.
fn people(console: Console, group: &ListedGroup) -> El {
    let words = console.words();
    let number = |n: i64| u32::try_from(n).unwrap_or_default();
    let said = |plural, n: i64| {
        let n = number(n);
        words.count(plural, n, &console.intl().number(n), &[])
    };
    let members = match group.capacity {
        Some(most) => words.fill(
            keys::GROUPS_MEMBERS_OF,
            &[
                ("n", &console.intl().number(number(group.members))),
                ("most", &console.intl().number(most)),
            ],
        ),
        None => said(keys::GROUPS_MEMBERS, group.members),
    };
    let mut people = el_of("span", "groups-people").add(el("span").text(members));
    if group.requests > 0 {
        people = people.add(badge(
            Mood::Late,
            &said(keys::GROUPS_REQUESTS, group.requests),
        ));
    }
    if group.waiting > 0 {
        people = people.add(badge(
            Mood::Waiting,
            &said(keys::GROUPS_WAITING, group.waiting),
        ));
    }
    people
}
