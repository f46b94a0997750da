//! A slip to print and hand over: what a group is, when and where, whom to ring, and a short address with
//! its QR code. Never how to get in.

use api_types::{Choice, GroupPage, Slip};

use super::{pages, sentence::sentence};
use crate::{
    browser,
    console::{
        Console,
        parts::{Loaded, fact},
    },
    contact::contact_links,
    i18n::console_keys as keys,
    ui::{El, Icon, Look, button, el, el_of},
};

pub(super) fn draw(console: Console, slug: &str) -> El {
    super::title(console, console.say(keys::GROUPS_PAGE_SLIP));
    let asked = slug.to_owned();
    let slip = Loaded::new(console, move |line| console.server().slip(&asked, line));
    let print = button(
        Look::Main,
        Some(Icon::Print),
        console.say(keys::GROUPS_PRINT),
        move |_| {
            browser::print();
        },
    );
    el_of("div", "stack groups-slip-page")
        .add(pages(console, slug, "slip"))
        .add(el_of("p", "hint no-print").say(console.say(keys::GROUPS_SLIP_TEXT)))
        .add(el_of("div", "buttons no-print").add(print))
        .add(slip.draw(move |found| shown(console, found)))
}

fn shown(console: Console, slip: &Slip) -> El {
    let (words, group) = (console.words(), &slip.page.group);
    let mut about = el_of("div", "stack")
        .add(el_of("p", "hint").say(&slip.site))
        .add(el_of("h2", "groups-slip-name").say(&group.name));
    if !group.summary.is_empty() {
        about = about.add(el("p").say(&group.summary));
    }
    about = about.add(facts(console, &slip.page));
    if !slip.page.contact.is_empty() {
        about = about.add(contact_links(words, &slip.page.contact));
    }
    let code = el_of("figure", "groups-code").add(square(slip)).add(
        el("figcaption")
            .add(el("p").say(console.say(keys::GROUPS_SLIP_SCAN)))
            .add(el_of("p", "strong").say(&slip.address)),
    );
    el_of("article", "card groups-slip")
        .set_some("lang", words.foreign(&group.language))
        .add(about)
        .add(code)
}

/// The QR code, dark on light whatever the screen's colours are: cameras expect it so.
fn square(slip: &Slip) -> El {
    let size = slip.code.size;
    // Four modules of quiet on each side (ISO/IEC 18004).
    let across = (size + 8).to_string();
    let frame = ["-4 -4 ", &across, " ", &across].concat();
    el("svg")
        .set_text("viewBox", frame)
        .set("role", "img")
        .set_text("aria-label", slip.address.clone())
        .add(
            el("path")
                .set_text(
                    "d",
                    ["M-4 -4h", &across, "v", &across, "h-", &across, "z"].concat(),
                )
                .set("fill", "#fff"),
        )
        .add(
            el("path")
                .set_text("d", slip.code.path.clone())
                .set("fill", "#000"),
        )
}

/// The facts at a glance.
fn facts(console: Console, page: &GroupPage) -> El {
    let (words, group) = (console.words(), &page.group);
    let when = group.schedule.as_ref().map_or_else(
        || words.say(keys::GROUPS_BY_APPOINTMENT).to_owned(),
        |schedule| sentence(words, console.intl(), schedule),
    );
    let all = |list: &str, choices: Vec<&'static str>| {
        let choices: Vec<String> = choices.iter().map(|one| words.word(list, one)).collect();
        choices.join(", ")
    };
    let place = group.place.as_ref().map_or_else(String::new, |place| {
        let parts = [
            &place.venue,
            &place.address,
            &place.town,
            &place.region,
            &place.postcode,
        ];
        let mut parts: Vec<String> = parts.into_iter().flatten().cloned().collect();
        if place.members_only {
            parts.push(words.say(keys::GROUPS_MEMBERS_ONLY).to_owned());
        }
        parts.join(", ")
    });
    let format = words.word("groups-format", group.format.as_str());
    let whom = [
        all(
            "groups-focus",
            group.focus.iter().map(|one| one.as_str()).collect(),
        ),
        all(
            "groups-audience",
            group.audience.iter().map(|one| one.as_str()).collect(),
        ),
        all(
            "groups-stage",
            group.stage.iter().map(|one| one.as_str()).collect(),
        ),
    ];
    let whom: Vec<String> = whom.into_iter().filter(|text| !text.is_empty()).collect();
    let word = |list: &str, value: Option<&'static str>| {
        value.map_or_else(String::new, |value| words.word(list, value))
    };
    let note = |note: &Option<String>| note.clone().unwrap_or_default();
    let joined = |parts: [String; 2]| {
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(". ")
    };
    let rows = [
        ("when", when),
        ("where", joined([format, place])),
        ("whom", whom.join(" · ")),
        (
            "purpose",
            word("groups-purpose", group.purpose.map(Choice::as_str)),
        ),
        (
            "join",
            words.word("groups-join_policy", group.join_policy.as_str()),
        ),
        (
            "cost",
            joined([
                word("groups-cost", group.cost.map(Choice::as_str)),
                note(&page.cost_note),
            ]),
        ),
        (
            "access",
            joined([
                all(
                    "groups-accessibility",
                    group.accessibility.iter().map(|one| one.as_str()).collect(),
                ),
                note(&page.accessibility_note),
            ]),
        ),
    ];
    let mut list = el_of("dl", "facts");
    for (name, value) in rows {
        if !value.is_empty() {
            let term = words.word("groups-fact", name);
            list = list.add(fact(&term, &value));
        }
    }
    list
}
