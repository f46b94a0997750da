//! A group in the list: is it for me, when in my own time, how and where, is there a place.

use api_types::{Availability, Choice, Format, Group, JoinPolicy, Place, Status};

use super::{
    Finder,
    state::{Card, Message, in_unit, whole},
    when::when,
};
use crate::{
    browser,
    i18n::{joined, keys},
    ui::{El, Icon, el, el_of, icon},
};

/// The card.
pub(crate) fn card(finder: Finder, card: &Card) -> El {
    let group = &*card.group;
    let foreign = finder.foreign(&group.language);
    let mut main = el_of("div", "card-main")
        .add(name(finder, group))
        .add(who(finder, group));
    if !group.summary.is_empty() {
        main = main.add(
            el_of("p", "summary")
                .set_some("lang", foreign.clone())
                .say(&group.summary),
        );
    }
    if foreign.is_some() {
        main = main.add(in_language(finder, group));
    }
    let facts = el_of("div", "facts")
        .add(when_fact(finder, group))
        .add(where_fact(finder, group, card.km))
        .add_some(place_fact(finder, group));
    el_of("li", "card")
        .set("part", "group")
        .set("data-slug", &group.slug)
        .add(el_of("article", "card-inner").add(main).add(facts))
}

/// The name, a real link: it opens in a new tab as well, and its whole card can be pressed.
fn name(finder: Finder, group: &Group) -> El {
    let slug = group.slug.clone();
    let link = el("a")
        .set_text("id", ["kd-g-", &group.slug].concat())
        .set("part", "open")
        .set_text("href", finder.link_to(&group.slug))
        .set_some("lang", finder.foreign(&group.language))
        .on("click", move |event| {
            if !browser::wants_new_tab(event) {
                event.prevent_default();
                finder.send(Message::Opened(slug.clone()));
            }
        });
    el_of(finder.heading(1), "name").add(link.say(&group.name))
}

/// For whom: condition, people, stage.
pub(crate) fn who(finder: Finder, group: &Group) -> El {
    el_of("p", "who")
        .add(hidden_label(finder.words.say(keys::CARD_WHO)))
        .text(who_words(finder, group))
}

pub(crate) fn who_words(finder: Finder, group: &Group) -> String {
    let words = finder.words;
    let parts = [
        choices(finder, "focus", &group.focus),
        choices(finder, "audience", &group.audience),
        choices(finder, "stage", &group.stage),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        words.say(keys::EVERYONE).to_owned()
    } else {
        joined(&parts, " · ")
    }
}

/// Choices in words, with commas.
pub(crate) fn choices<C: Choice>(finder: Finder, list: &str, values: &[C]) -> String {
    let words = finder.words;
    let mut out = String::new();
    for value in values {
        if !out.is_empty() {
            out.push_str(words.say(keys::LIST_MORE));
        }
        out.push_str(&words.word(list, value.as_str()));
    }
    out
}

fn in_language(finder: Finder, group: &Group) -> El {
    let name = finder.model().intl.language(&group.language);
    let mut text = finder.words.fill(keys::IN_LANGUAGE, &[("language", &name)]);
    if !group.other_languages.is_empty() {
        text = [
            &text,
            finder.words.say(keys::LIST_MORE),
            &also_in(finder, group),
        ]
        .concat();
    }
    el_of("p", "language").text(text)
}

pub(crate) fn also_in(finder: Finder, group: &Group) -> String {
    let intl = &finder.model().intl;
    let names: Vec<String> = group
        .other_languages
        .iter()
        .map(|tag| intl.language(tag))
        .collect();
    finder
        .words
        .fill(keys::ALSO_IN, &[("languages", &finder.words.list(&names))])
}

/// A label that only a screen reader needs.
fn hidden_label(label: &str) -> El {
    el_of("span", "hidden-words").text([label, ": "].concat())
}

/// A line with a sign: `facts` are what stands in it.
fn fact(sign: Icon, label: &str, facts: El) -> El {
    el_of("div", "fact")
        .add(icon(sign))
        .add(hidden_label(label))
        .add(facts)
}

fn small(text: String) -> El {
    el_of("span", "small").text(text)
}

fn when_fact(finder: Finder, group: &Group) -> El {
    let words = finder.words;
    let said = when(words, &finder.model().intl, group);
    let main = if said.yours {
        [&said.main, " ", words.say(keys::YOUR_TIME)].concat()
    } else {
        said.main
    };
    let next = said.next.filter(|_| group.status == Status::Active);
    let starts = group
        .next_meeting
        .as_ref()
        .map(|meeting| meeting.starts_at.clone());
    let next = next.map(|next| {
        let time = el_of("time", "small")
            .set_some("datetime", starts)
            .text(next);
        time.set("data-now", if said.now { "true" } else { "" })
    });
    let facts = el_of("span", "fact-words")
        .add(el("strong").text(main))
        .add_some(next)
        .add_some(said.group.map(small));
    fact(Icon::Clock, words.say(keys::CARD_WHEN), facts)
}

fn where_fact(finder: Finder, group: &Group, km: Option<f64>) -> El {
    let sign = match group.format {
        Format::Online => Icon::Screen,
        Format::Phone => Icon::Phone,
        Format::InPerson | Format::Hybrid => Icon::Pin,
    };
    let away = km
        .filter(|_| group.format != Format::Online)
        .map(|km| distance(finder, km));
    let paper = group.place.as_ref().and_then(address);
    let facts = el_of("span", "fact-words")
        .add(el("span").text(where_words(finder, group)))
        .add_some(away.map(small))
        .add_some(paper.map(|address| el_of("span", "small only-print").text(address)));
    fact(sign, finder.words.say(keys::CARD_WHERE), facts)
}

/// How and where, in a few words.
pub(crate) fn where_words(finder: Finder, group: &Group) -> String {
    let words = finder.words;
    let place = group
        .place
        .as_ref()
        .map(|place| place_words(finder, place))
        .filter(|text| !text.is_empty());
    let format = words.word("format", group.format.as_str());
    match (group.format, place) {
        (Format::Online, _) => match group.host_platform {
            Some(platform) => {
                let platform = words.word("host_platform", platform.as_str());
                words.fill(keys::ONLINE_ON, &[("platform", &platform)])
            }
            None => format,
        },
        (Format::Phone, _) => words.say(keys::BY_PHONE).to_owned(),
        (Format::InPerson, Some(place)) => place,
        (Format::Hybrid, Some(place)) => words.fill(keys::ONLINE_AND, &[("place", &place)]),
        (_, None) => format,
    }
}

fn place_words(finder: Finder, place: &Place) -> String {
    let town = place
        .town
        .clone()
        .or_else(|| place.region.clone())
        .unwrap_or_default();
    if place.members_only {
        return if town.is_empty() {
            finder.words.say(keys::MEMBERS_ADDRESS).to_owned()
        } else {
            finder.words.fill(keys::MEETS_IN, &[("town", &town)])
        };
    }
    join([place.venue.clone(), Some(town)])
}

/// The address in one line, as far as everyone may know.
pub(crate) fn address(place: &Place) -> Option<String> {
    let line = join([
        place.venue.clone(),
        place.address.clone(),
        place.town.clone(),
        place.region.clone(),
        place.postcode.clone(),
    ]);
    (!place.members_only && !line.is_empty()).then_some(line)
}

fn join<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    joined(&parts, ", ")
}

/// How far away, in the unit people count in here.
pub(crate) fn distance(finder: Finder, km: f64) -> String {
    let n = in_unit(km, finder.miles());
    let (key, n) = if n < 1.0 {
        (keys::DISTANCE_UNDER, 1)
    } else {
        (keys::DISTANCE_AWAY, whole(n))
    };
    finder.words.fill(key, &[("distance", &finder.distance(n))])
}

/// Whether there is a place; nothing where nobody counts.
pub(crate) fn place_fact(finder: Finder, group: &Group) -> Option<El> {
    let words = finder.words;
    let (kind, sign, text) = if group.status == Status::Paused {
        ("paused", Icon::Help, words.say(keys::PAUSED).to_owned())
    } else if let Some(availability) = group.availability {
        let sign = if availability == Availability::Open {
            Icon::Tick
        } else {
            Icon::People
        };
        (
            availability.as_str(),
            sign,
            words.word("availability", availability.as_str()),
        )
    } else if group.join_policy == JoinPolicy::DropIn {
        (
            "open",
            Icon::Tick,
            words.say(keys::DROP_IN_SHORT).to_owned(),
        )
    } else {
        return None;
    };
    let facts = el_of("span", "fact-words place").text(text);
    Some(fact(sign, words.say(keys::CARD_PLACE), facts).set("data-kind", kind))
}
