//! Groups side by side, by one version.

use std::rc::Rc;

use api_types::{ComparedGroup, ComparedMeasure, SurveyComparison};

use super::{
    path,
    state::{mean_in, whole},
};
use crate::{
    console::{
        Console,
        parts::{Loaded, filters, table, way},
    },
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

pub(super) fn draw(console: Console, survey: &str, version: Option<&str>) -> El {
    super::title(console, console.say(keys::FEEDBACK_COMPARE));
    let survey = survey.to_owned();
    let (asked, version) = (survey.clone(), version.map(str::to_owned));
    let found = Loaded::new(console, move |line| {
        console
            .server()
            .compare_groups(&asked, version.as_deref(), line)
    });
    found.draw(move |found| page(console, found, &survey))
}

fn page(console: Console, found: &Rc<SurveyComparison>, survey: &str) -> El {
    let words = console.words();
    let title = words.fill(keys::FEEDBACK_COMPARE_NAMED, &[("survey", &found.title)]);
    super::title(console, &title);
    if found.groups.is_empty() {
        return el("p").say(words.say(keys::FEEDBACK_NOT_ASKED_YET));
    }
    let version = found.version.to_string();
    let mut csv = vec![("version", version.as_str())];
    csv.truncate(usize::from(found.version > 0));
    let file = ["feedback", "surveys", survey, "comparison.csv"];
    let link = el_of("a", "button quiet")
        .set_text("href", console.server().file(&file, &csv))
        .set("download", "")
        .say(words.say(keys::FEEDBACK_CSV));
    el_of("div", "stack feedback")
        .add(el("p").say(words.say(keys::FEEDBACK_COMPARE_INTRO)))
        .add_some((found.versions.len() > 1).then(|| versions(console, found, survey)))
        .add(compared(console, found, survey))
        .add(el_of("div", "buttons").add(link))
}

fn versions(console: Console, found: &SurveyComparison, survey: &str) -> El {
    let words = console.words();
    let all = found.versions.iter().map(|version| {
        let shown = console.intl().number(*version);
        let text = words.fill(keys::FEEDBACK_VERSION_N, &[("n", &shown)]);
        let to = [path(survey, "compare?version="), version.to_string()].concat();
        (text, to, *version == found.version)
    });
    filters(words.say(keys::FEEDBACK_VERSIONS), &all.collect::<Vec<_>>())
}

/// A row a group, a column a measure.
fn compared(console: Console, found: &SurveyComparison, survey: &str) -> El {
    let words = console.words();
    let measures = found.measures.iter().map(|one| named(console, one));
    let measures: Vec<String> = measures.collect();
    let mut columns = vec![
        words.say(keys::FEEDBACK_GROUP),
        words.say(keys::FEEDBACK_ANSWERED),
    ];
    columns.extend(measures.iter().map(String::as_str));
    let rows = found.groups.iter().map(|one| row(console, one, survey));
    let table = table(&found.title, &columns, rows.collect());
    el_of("div", "feedback-compared")
        .set("tabindex", "0")
        .set("role", "region")
        .set("aria-label", &found.title)
        .add(table)
}

/// A measure with its range, so that a mean can be read.
fn named(console: Console, one: &ComparedMeasure) -> String {
    console.words().fill(
        keys::FEEDBACK_MEASURE,
        &[
            ("text", &one.text),
            ("low", &one.range.0.to_string()),
            ("high", &one.range.1.to_string()),
        ],
    )
}

fn row(console: Console, one: &ComparedGroup, survey: &str) -> Vec<El> {
    let words = console.words();
    let number = |n: u64| console.intl().number(whole(n));
    let count = &one.count;
    let answered = if count.by_anyone {
        number(count.answered)
    } else {
        words.fill(
            keys::FEEDBACK_OF_ASKED,
            &[
                ("n", &number(count.answered)),
                ("asked", &number(count.invited)),
            ],
        )
    };
    let by_anyone = count
        .by_anyone
        .then(|| el_of("span", "hint").say(words.say(keys::FEEDBACK_ANYONE_SHORT)));
    let to = path(survey, &["groups/", &one.group.slug].concat());
    let name = el_of("span", "feedback-stacked")
        .add(way(&one.group.name, &to))
        .add_some(by_anyone);
    let means = one.means.iter().map(|mean| match mean {
        Some(mean) => el("span").text(mean_in(console, *mean)),
        None => few(console, count.counted == 0),
    });
    [name, el("span").text(answered)]
        .into_iter()
        .chain(means)
        .collect()
}

/// A dash, and why.
fn few(console: Console, is_early: bool) -> El {
    let dash =
        el_of("span", "feedback-stacked").add(el("span").set("aria-hidden", "true").say("–"));
    if !is_early {
        return dash.add(el_of("span", "hidden-words").say(console.say(keys::FEEDBACK_NO_MEAN)));
    }
    dash.add(el_of("span", "hint").say(console.say(keys::FEEDBACK_TOO_FEW)))
}
