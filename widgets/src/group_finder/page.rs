//! A group's page.

use api_types::{
    Availability, Block, Choice, Contact, DropIn, Format, Group, GroupPage, HostPlatform,
    JoinPolicy, Status,
};

use super::{
    Finder, Page, Shared,
    card::{address, also_in, choices, place_fact, where_words, who_words},
    details::{dates, first_meeting, leaders, section},
    outcome::{ask_person, bones, next_step},
    safety,
    state::Message,
    when::when,
};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    browser,
    contact::contact_links,
    i18n::{Key, capitalised, keys},
    ui::{El, Icon, Look, blocks, button, el, el_of, link, memo, notice},
};

/// Whatever is known of the open group.
pub(crate) fn page(finder: Finder) -> El {
    let joining = memo(move || u32::from(finder.model().view.get().joining));
    el_of("div", "page").set("part", "page").live(move || {
        Some(if joining.get() != 0 {
            joined(finder)
        } else {
            group(finder)
        })
    })
}

/// The way back from a page, or from the join form.
fn way_back(finder: Finder, text: Key, back: fn() -> Message) -> El {
    let press = button(
        Look::Plain,
        Some(Icon::Back),
        finder.words.say(text),
        move |_| finder.send(back()),
    );
    el_of("div", "back").add(press.set("part", "back"))
}

/// The join form, an element of its own in the page. Until it is there, and if it never comes, it
/// shows whom to ask.
fn joined(finder: Finder) -> El {
    let model = finder.model();
    let slug = model.view.peek().open.clone().unwrap_or_default();
    let [server, site] = &model.join;
    let form = el("kindred-join-form")
        .set("server", server)
        .set("site", site)
        .set_text("group", slug)
        .set_text("heading-level", finder.heading_level.to_string())
        .set("id", "kd-join")
        .set("tabindex", "-1")
        .set("autofocus", "")
        .add_some(match &*model.page.peek() {
            Page::Ready(page) => Some(reach(finder, page)),
            _ => None,
        });
    el("div")
        .add(way_back(finder, keys::JOIN_BACK, || {
            Message::Joining(false)
        }))
        .add(form)
}

/// The page of the group.
fn group(finder: Finder) -> El {
    el("div")
        .add(way_back(finder, keys::BACK, || Message::Closed))
        .add(safety::crisis(finder, true))
        .live(move || {
            let model = finder.model();
            Some(match &*model.page.get() {
                Page::Closed | Page::Loading(None) => waiting(finder),
                Page::Loading(Some(group)) => known(finder, group),
                Page::Ready(page) => ready(finder, page),
                Page::Missing => missing(finder),
                Page::Failed(group) => failed(finder, group.as_deref()),
            })
        })
        .add(safety::disclaimer(finder))
}

/// Where the open group meets, ISO 3166-1 alpha-2.
pub(super) fn country_of(page: &Page) -> Option<String> {
    let group = match page {
        Page::Ready(page) => &page.group,
        Page::Loading(Some(group)) | Page::Failed(Some(group)) => group,
        _ => return None,
    };
    group.place.as_ref()?.country.clone()
}

/// The page's heading, which the focus goes to.
fn title(finder: Finder) -> El {
    el_of(finder.heading(0), "title")
        .set("id", "kd-page")
        .set("tabindex", "-1")
}

fn waiting(finder: Finder) -> El {
    let title = title(finder).say(finder.words.say(keys::PAGE_LABEL));
    el("div").add(title).add(bones().set("aria-hidden", "true"))
}

fn missing(finder: Finder) -> El {
    let words = finder.words;
    let back = button(Look::Main, None, words.say(keys::BACK), move |_| {
        finder.send(Message::Closed);
    });
    notice(
        "empty",
        Icon::Help,
        finder.heading(0),
        words.say(keys::PAGE_MISSING),
    )
    .set("id", "kd-page")
    .set("tabindex", "-1")
    .add(el("p").say(words.say(keys::PAGE_MISSING_TEXT)))
    .add(back)
    .live(move || ask_person(finder))
}

fn failed(finder: Finder, group: Option<&Group>) -> El {
    let text = if browser::is_offline() {
        keys::OFFLINE_TEXT
    } else {
        keys::ERROR_TEXT
    };
    let what = notice(
        "error",
        Icon::Help,
        finder.heading(1),
        finder.words.say(keys::PAGE_FAILED),
    );
    let rest = match group {
        Some(group) => known(finder, group),
        None => title(finder).say(finder.words.say(keys::PAGE_LABEL)),
    };
    el("div").add(rest).add(next_step(finder, what, text))
}

/// What the list knew, until the rest is here: nothing of it moves then.
fn known(finder: Finder, group: &Group) -> El {
    let columns = el_of("div", "page-columns").add(glance(finder, group, None));
    el("article").add(head(finder, group)).add(columns)
}

/// All that is known of it.
pub(super) fn ready(finder: Finder, page: &GroupPage) -> El {
    told(finder, page, join(finder, page), tools(finder, &page.group))
}

/// The same around how to join, and what can be done with it.
#[inline]
pub(super) fn told(finder: Finder, page: &GroupPage, join: El, tools: El) -> El {
    let group = &page.group;
    let text = |title: Key, text: &[Block]| {
        let text = (!text.is_empty())
            .then(|| blocks(text).set_some("lang", finder.foreign(&group.language)));
        text.map(|text| section(finder, title).add(text))
    };
    let columns = el_of("div", "page-columns")
        .add(glance(finder, group, Some(page)))
        .add(join);
    let checked = page.last_checked.as_ref().map(|date| {
        let date = finder.model().intl.date(date);
        el_of("p", "hint checked").text(finder.words.fill(keys::CHECKED, &[("date", &date)]))
    });
    el("article")
        .add(head(finder, group))
        .add(columns)
        .add_some(text(keys::ABOUT_TITLE, &page.description))
        .add_some(first_meeting(finder, page))
        .add_some(dates(finder, page))
        .add_some(text(keys::SETUP_TITLE, &page.technical_setup))
        .add_some(leaders(finder, page))
        .add_some(contact(finder, page))
        .add(tools)
        .add_some(checked)
}

fn head(finder: Finder, group: &Group) -> El {
    let foreign = finder.foreign(&group.language);
    let mut head = el_of("header", "page-head").add(
        title(finder)
            .set_some("lang", foreign.clone())
            .say(&group.name),
    );
    if !group.summary.is_empty() {
        head = head.add(
            el_of("p", "intro")
                .set_some("lang", foreign)
                .say(&group.summary),
        );
    }
    head.add_some(place_fact(finder, group))
}

/// The facts, as a list of terms.
fn glance(finder: Finder, group: &Group, page: Option<&GroupPage>) -> El {
    let words = finder.words;
    let word = |list: &str, value: Option<&'static str>| {
        value.map_or_else(String::new, |value| words.word(list, value))
    };
    let cost = word("cost", group.cost.map(Choice::as_str));
    let access = choices(finder, "accessibility", &group.accessibility);
    let note = |note: Option<&String>| note.cloned().unwrap_or_default();
    let rows = [
        (keys::PAGE_WHEN, when_lines(finder, group)),
        (keys::PAGE_WHERE, where_lines(finder, group)),
        (keys::PAGE_FOR, vec![who_words(finder, group)]),
        (
            keys::PAGE_PURPOSE,
            vec![word("purpose", group.purpose.map(Choice::as_str))],
        ),
        (keys::PAGE_LANGUAGE, vec![languages(finder, group)]),
        (
            keys::PAGE_LEADS,
            vec![word("leadership", group.leadership.map(Choice::as_str))],
        ),
        (
            keys::PAGE_OPENNESS,
            vec![word("openness", group.openness.map(Choice::as_str))],
        ),
        (
            keys::PAGE_COST,
            vec![cost, note(page.and_then(|page| page.cost_note.as_ref()))],
        ),
        (
            keys::PAGE_ACCESS,
            vec![
                access,
                note(page.and_then(|page| page.accessibility_note.as_ref())),
            ],
        ),
    ];
    let mut list = el("dl");
    for (term, lines) in rows {
        let mut row = el("div").add(el("dt").say(words.say(term)));
        let mut said = false;
        for line in lines {
            if !line.is_empty() {
                said = true;
                row = row.add(el("dd").text(line));
            }
        }
        if said {
            list = list.add(row);
        }
    }
    let title = el_of(finder.heading(1), "section-title").say(words.say(keys::GLANCE_TITLE));
    el_of("section", "glance").add(title).add(list)
}

fn when_lines(finder: Finder, group: &Group) -> Vec<String> {
    let words = finder.words;
    let said = when(words, &finder.model().intl, group);
    let main = if said.yours {
        [&said.main, " ", words.say(keys::YOUR_TIME)].concat()
    } else {
        said.main
    };
    [Some(main), said.group, said.next]
        .into_iter()
        .flatten()
        .collect()
}

fn where_lines(finder: Finder, group: &Group) -> Vec<String> {
    let short = where_words(finder, group);
    match (group.place.as_ref().and_then(address), group.format) {
        (Some(address), Format::InPerson) => vec![address],
        (Some(address), Format::Hybrid) => vec![finder.words.word("format", "hybrid"), address],
        _ => vec![short],
    }
}

fn languages(finder: Finder, group: &Group) -> String {
    let main = capitalised(&finder.model().intl.language(&group.language));
    if group.other_languages.is_empty() {
        return main;
    }
    [&main, ", ", &also_in(finder, group)].concat()
}

/// How to become part of it: the next step, and the group's people.
fn join(finder: Finder, page: &GroupPage) -> El {
    let section = how_to_join(finder, page);
    if page.without_form {
        return section;
    }
    let text = finder
        .words
        .fill(keys::JOIN, &[("group", &page.group.name)]);
    let mut press = button(Look::Main, None, &text, move |_| {
        finder.send(Message::Joined);
    });
    for soon in ["pointerenter", "focus"] {
        press = press.on(soon, move |_| prepare(finder));
    }
    section.add(press.set("part", "join-button").set("id", "kd-join"))
}

/// The same without the button that opens the form.
#[inline]
pub(super) fn how_to_join(finder: Finder, page: &GroupPage) -> El {
    let words = finder.words;
    let group = &page.group;
    let contact = own_or_site_contact(finder, page);
    let mut section = section(finder, keys::JOIN_HOW_TITLE)
        .set("data-join", "")
        .set("part", "join");
    section = section.add(el("p").text(join_words(finder, page)));
    if page.without_form {
        // Who may just come, or waits until the group meets again, has read so already.
        if has_requests(group) {
            section = section.add(el("p").say(words.say(keys::JOIN_ASK)));
        }
        return section.add(contact_links(finder.words, &contact));
    }
    if group.availability == Some(Availability::WaitingList) {
        section = section.add(el("p").say(words.say(keys::JOIN_WAITING)));
    } else if group.join_policy == JoinPolicy::Approval {
        section = section.add(el("p").say(words.say(keys::JOIN_APPROVAL)));
    }
    section
}

/// The join form's program is on its way before the button is pressed.
fn prepare(finder: Finder) {
    if let Some(prepare) = &finder.model().prepare {
        let _ = prepare.call0(&JsValue::NULL);
    }
}

/// Whom to ask to join.
pub(super) fn reach(finder: Finder, page: &GroupPage) -> El {
    // A page of the server's has no form that could be on its way.
    let said = if cfg!(feature = "ssr") {
        keys::JOIN_ASK
    } else {
        keys::JOIN_REACH
    };
    el_of("div", "reach")
        .add(el_of("p", "strong").say(finder.words.say(said)))
        .add(contact_links(
            finder.words,
            &own_or_site_contact(finder, page),
        ))
}

/// Whether one asks for a place in the group.
fn has_requests(group: &Group) -> bool {
    group.status == Status::Active && group.join_policy != JoinPolicy::DropIn
}

/// Whom to ask: the group's people, else the site's.
fn contact(finder: Finder, page: &GroupPage) -> Option<El> {
    let contact = own_or_site_contact(finder, page);
    // Without a form the box that says how to join names them at once.
    (!page.without_form && !contact.is_empty())
        .then(|| section(finder, keys::CONTACT_TITLE).add(contact_links(finder.words, &contact)))
}

fn join_words(finder: Finder, page: &GroupPage) -> String {
    let words = finder.words;
    let group = &page.group;
    let key = match (group.status, group.join_policy) {
        (Status::Paused, _) => keys::JOIN_PAUSED,
        (_, JoinPolicy::DropIn) if page.drop_in == Some(DropIn::RingFirst) => keys::JOIN_RING_FIRST,
        (_, JoinPolicy::DropIn) => keys::JOIN_JUST_COME,
        (_, JoinPolicy::Elsewhere) => {
            let platform = group.host_platform.unwrap_or(HostPlatform::Other);
            let platform = words.word("host_platform", platform.as_str());
            return words.fill(keys::JOIN_ELSEWHERE, &[("platform", &platform)]);
        }
        (_, JoinPolicy::Open) => {
            return words.word("openness", group.openness.map_or("open", Choice::as_str));
        }
        (_, JoinPolicy::Approval) => return words.word("join_policy", "approval"),
    };
    words.say(key).to_owned()
}

fn own_or_site_contact(finder: Finder, page: &GroupPage) -> Contact {
    if !page.contact.is_empty() {
        return page.contact.clone();
    }
    finder
        .model()
        .site
        .peek()
        .as_ref()
        .map(|site| site.contact.clone())
        .unwrap_or_default()
}

fn tools(finder: Finder, group: &Group) -> El {
    let words = finder.words;
    let mut row = el_of("div", "tool-row");
    if group.schedule.is_some() {
        let file = finder.calendar_of(&group.slug);
        let calendar = link(
            Look::Quiet,
            Some(Icon::Calendar),
            words.say(keys::CALENDAR),
            file,
        );
        row = row.add(calendar.set("download", ""));
    }
    let row = row
        .add(button(
            Look::Quiet,
            Some(Icon::Share),
            words.say(keys::SHARE),
            move |_| {
                finder.send(Message::Shared);
            },
        ))
        .add(button(
            Look::Quiet,
            Some(Icon::Print),
            words.say(keys::PRINT),
            move |_| {
                finder.send(Message::Printed);
            },
        ));
    el_of("div", "tools").add(row).live(move || shared(finder))
}

/// What became of a shared link.
pub(crate) fn shared(finder: Finder) -> Option<El> {
    let words = finder.words;
    let model = finder.model();
    match &*model.shared.get() {
        Shared::None => None,
        Shared::Copied => Some(el_of("p", "shared").say(words.say(keys::SHARE_DONE))),
        Shared::ByHand(url) => {
            let field = el_of("input", "field")
                .set("id", "kd-link")
                .set("readonly", "")
                .set("value", url)
                .on("focus", browser::select);
            let label = el_of("label", "label small")
                .set("for", "kd-link")
                .say(words.say(keys::SHARE_LINK));
            Some(el_of("div", "shared").add(label).add(field))
        }
    }
}
