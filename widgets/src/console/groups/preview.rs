//! What members see of a group, from the very page that the public API would give them.

use std::rc::Rc;

use api_types::{Choice, GroupPage, PreviewGroupRequest};
use serde_json::Value;

use super::{edit::Editor, sentence::sentence};
use crate::{
    api::{Line, console::Refused},
    console::{
        Console,
        parts::{Ask, Loaded, ask_button, open},
    },
    contact::contact_links,
    i18n::{Key, console_keys as keys},
    meeting,
    ui::{El, Look, blocks, el, el_of, heading},
};

/// The button that shows what is typed as members would see it.
pub(super) fn button(editor: &Rc<Editor>) -> El {
    let (console, asked, line) = (editor.console, editor.clone(), Line::default());
    let ask = Ask::new(
        move || {
            let request = PreviewGroupRequest {
                record: asked.record(),
            };
            console.server().preview_group(&asked.slug, &request, &line)
        },
        move |preview| {
            let preview = Rc::new(preview);
            open(console, console.say(keys::GROUPS_PREVIEW), move || {
                page(console, &preview.page, 3)
            });
        },
    );
    let ask = ask.or(move |refused| match refused {
        Refused::Problem(problem) if !problem.errors.is_empty() => {
            Some(console.say(keys::GROUPS_PREVIEW_FAULTS).to_owned())
        }
        _ => None,
    });
    ask_button(
        console,
        Look::Quiet,
        console.say(keys::GROUPS_PREVIEW_GO),
        ask,
    )
}

/// The same for a record as it is, for who only reads.
pub(super) fn of_record(editor: &Rc<Editor>, record: &Value) -> El {
    let (console, slug) = (editor.console, editor.slug.clone());
    let request = PreviewGroupRequest {
        record: record.clone(),
    };
    let preview = Loaded::new(console, move |line| {
        console.server().preview_group(&slug, &request, line)
    });
    preview.draw(move |found| page(console, &found.page, 2))
}

/// The page; `level` is that of its heading.
fn page(console: Console, page: &GroupPage, level: u8) -> El {
    let part =
        |title: Key| el_of("section", "stack").add(el(heading(level + 1)).say(console.say(title)));
    let (words, group) = (console.words(), &page.group);
    let foreign = words.foreign(&group.language);
    let mut shown = el_of("article", "groups-preview stack")
        .set_some("lang", foreign)
        .add(el_of(heading(level), "groups-preview-name").say(&group.name));
    if !group.summary.is_empty() {
        shown = shown.add(el("p").say(&group.summary));
    }
    shown = shown.add(facts(console, page));
    let texts = [
        (keys::GROUPS_PREVIEW_ABOUT, &page.description),
        (keys::GROUPS_PREVIEW_FIRST, &page.first_meeting.text),
        (keys::GROUPS_PREVIEW_SETUP, &page.technical_setup),
    ];
    for (title, text) in texts {
        if !text.is_empty() {
            shown = shown.add(part(title).add(blocks(text)));
        }
    }
    if let Some(schedule) = &group.schedule
        && !page.next_meetings.is_empty()
    {
        let zone = &schedule.time_zone;
        let dates = meeting::list(words, console.intl(), zone, &page.next_meetings);
        shown = shown.add(part(keys::DATES_TITLE).add(dates));
    }
    if !page.facilitators.is_empty() {
        let mut list = el("ul");
        for person in &page.facilitators {
            let said = [
                Some(&person.name),
                person.role.as_ref(),
                person.training.as_ref(),
            ];
            let said: Vec<&str> = said.into_iter().flatten().map(String::as_str).collect();
            list = list.add(el("li").text(said.join(", ")));
        }
        shown = shown.add(part(keys::GROUPS_PREVIEW_LEADS).add(list));
    }
    if !page.contact.is_empty() {
        shown =
            shown.add(part(keys::GROUPS_PREVIEW_CONTACT).add(contact_links(words, &page.contact)));
    }
    shown
}

/// The facts at a glance.
pub(super) fn facts(console: Console, page: &GroupPage) -> El {
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
            parts.push(words.say(keys::GROUPS_PREVIEW_MEMBERS_ONLY).to_owned());
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
            list = list.add(el("div").add(el("dt").text(term)).add(el("dd").text(value)));
        }
    }
    list
}
