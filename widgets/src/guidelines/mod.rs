//! A group's guidelines: rules to be read, each with its why. The view is for this widget and for
//! the join form, which puts a box beside each rule, or one at the end. The outer component here
//! shows them alone.

pub(crate) mod state;

use std::{cell::Cell, rc::Rc};

use api_types::{AcknowledgementReceipt, Choice, Guideline, Guidelines};
use leptos::prelude::*;

use crate::{
    Intl,
    api::{Line, Server, early_or},
    asking::{Asked, answer, leave_with, outcome},
    browser,
    element::{self, Options, emit, events, show_fallback},
    i18n::{Words, join_keys as keys},
    ui::{El, Icon, Live, Look, blocks, button, el, el_of, heading, icon},
};

/// The outer component.
pub(crate) fn guidelines(options: Options) -> El {
    let words = options.words;
    let level = options.heading_level;
    let world = Rc::new(World {
        server: Server::new(&options.server, &options.site, words.language()),
        line: Line::default(),
        asked: Live::default(),
        gone: Cell::default(),
        options,
    });
    world.load();
    leave_with(world.clone(), |world| {
        world.gone.set(true);
        let _ = world.line.stop();
    });
    let world = StoredValue::new_local(world);
    element::root(words).add(el_of("div", "sheet").live(move || {
        let world = world.get_value();
        let asked = world.asked.get();
        Some(match &*asked {
            Asked::Yes(guidelines) => alone(words, level, guidelines),
            other => {
                let again = world.clone();
                outcome(words, level, other, keys::RULES_TITLE, move || {
                    again.retry();
                })
            }
        })
    }))
}

/// The outside of this widget.
struct World {
    options: Options,
    server: Server,
    line: Line,
    asked: Live<Asked<Guidelines>>,
    gone: Cell<bool>,
}

impl World {
    fn load(self: &Rc<Self>) {
        let world = self.clone();
        browser::spawn(async move {
            let group = world.options.group.clone().unwrap_or_default();
            let found = early_or(world.options.first_data.clone(), || {
                world.server.guidelines(&group, None, &world.line)
            })
            .await;
            if world.gone.get() {
                return;
            }
            let Some(asked) = answer(found) else { return };
            let (event, detail) = match &asked {
                Asked::Yes(_) => (events::READY, None),
                _ => (events::ERROR, Some(("code", browser::trouble()))),
            };
            // What the page says instead is a way to a person.
            show_fallback(&world.options.root, !matches!(asked, Asked::Yes(_)));
            world.asked.set(asked);
            emit(&world.options.host, event, detail.as_slice());
        });
    }

    fn retry(self: &Rc<Self>) {
        self.asked.set(Asked::Waiting);
        self.load();
    }
}

/// The guidelines as a page of their own, to read and to print.
fn alone(words: Words, level: u8, guidelines: &Guidelines) -> El {
    let title = el_of(heading(level), "title").say(words.say(keys::RULES_TITLE));
    if guidelines.items.is_empty() {
        return el("div")
            .add(title)
            .add(el_of("p", "intro").say(words.say(keys::RULES_NONE)));
    }
    el("div")
        .add(title)
        .add(el_of("p", "intro").say(words.say(keys::RULES_INTRO)))
        .add(rules(words, level, guidelines, &|_, _| None))
        .add_some(print(words))
}

/// What somebody acknowledged, in a sentence: version, language, date.
pub(crate) fn receipt(words: Words, intl: &Intl, read: &AcknowledgementReceipt) -> String {
    let date = read.acknowledged_at.get(..10).unwrap_or_default();
    words.fill(
        keys::NEXT_RULES,
        &[
            ("version", &read.version),
            ("language", &intl.language(&read.language)),
            ("date", &intl.date(date)),
        ],
    )
}

/// The button that prints, where there is script to press it.
pub(crate) fn print(words: Words) -> Option<El> {
    let press = || {
        button(
            Look::Quiet,
            Some(Icon::Print),
            words.say(keys::PRINT),
            |_| browser::print(),
        )
    };
    (!cfg!(feature = "ssr")).then(|| el_of("div", "tools").add(press()))
}

/// The rules in order, each with its why; `tick` gives the box that belongs to a rule. Headings
/// begin one level below `level`.
pub(crate) fn rules(
    words: Words,
    level: u8,
    guidelines: &Guidelines,
    tick: &dyn Fn(usize, &Guideline) -> Option<El>,
) -> El {
    let mut list = el_of("ol", "rules").set("role", "list");
    for (at, item) in guidelines.items.iter().enumerate() {
        let change = item.change.map(|change| {
            let word = words.word("change", change.as_str());
            el_of("span", "badge").text(word)
        });
        let rule = el_of(heading(level + 1), "rule")
            .add(el_of("span", "rule-number").text([&(at + 1).to_string(), "."].concat()))
            .add(el("span").say(&item.rule))
            .add_some(change);
        list = list.add(
            el("li")
                .add(rule)
                .add(blocks(&item.why))
                .add_some(tick(at, item)),
        );
    }
    el_of("div", "guidelines")
        .set("part", "guidelines")
        .set_some("lang", words.foreign(&guidelines.language))
        .add_some(difference(words, level, guidelines))
        .add(list)
}

/// What is new since an earlier version, in words.
fn difference(words: Words, level: u8, guidelines: &Guidelines) -> Option<El> {
    if !state::differ(guidelines) {
        return None;
    }
    let title = el_of(heading(level + 1), "notice-title")
        .add(icon(Icon::Help))
        .add(el("span").say(words.say(keys::RULES_CHANGED)));
    let mut notice = el_of("div", "notice")
        .set("data-kind", "changed")
        .add(title)
        .add(blocks(&guidelines.what_changed));
    if !guidelines.removed.is_empty() {
        let mut gone = el("ul");
        for rule in &guidelines.removed {
            gone = gone.add(el("li").add(el("del").say(rule)));
        }
        notice = notice
            .add(el_of("p", "strong").say(words.say(keys::RULES_REMOVED)))
            .add(el_of("div", "text").add(gone));
    }
    Some(notice)
}
