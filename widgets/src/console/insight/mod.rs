//! How groups are found and kept: views, forms opened and sent, places given, waiting, meetings. Counts
//! only, and few are not told (`docs/insight.md`).

mod chart;
mod state;

use std::rc::Rc;

use api_types::{Choice, Insight, InsightPeriod, InsightSpan, Told};
use js_sys::Date;
use wasm_bindgen::JsValue;

use super::{
    Console, Place,
    parts::{Field, Form, Loaded, filters, kept, missing, table, way},
};
use crate::{
    i18n::console_keys as keys,
    js::call,
    ui::{El, el, el_of},
};
use chart::{Chart, told};

/// Draws the section's one page: its period and group are in the address.
pub(super) fn draw(console: Console, place: &Place) -> El {
    if !place.rest().is_empty() {
        return missing(console);
    }
    let words = console.words();
    console.title(words.say(keys::INSIGHT_TITLE));
    let asked = place.query("period").unwrap_or_default();
    let period = InsightPeriod::from_word(asked).unwrap_or(InsightPeriod::Days);
    let group = place.query("group").unwrap_or_default().to_owned();
    let asked = group.clone();
    let found = Loaded::new(console, move |line| {
        console.server().insight(period, &asked, line)
    });
    let periods = InsightPeriod::ALL.iter().map(|one| {
        let name = words.word("insight-period", one.as_str());
        (name, path(*one, &group), *one == period)
    });
    let periods: Vec<_> = periods.collect();
    el_of("div", "stack")
        .add(el("p").say(words.say(keys::INSIGHT_INTRO)))
        .add(filters(words.say(keys::INSIGHT_PERIOD), &periods))
        .add(found.draw(move |found| page(console, period, &group, found)))
        .add(explained(console))
}

fn path(period: InsightPeriod, group: &str) -> String {
    let of_group = if group.is_empty() {
        String::new()
    } else {
        ["&group=", group].concat()
    };
    ["insight?period=", period.as_str(), &of_group].concat()
}

fn page(console: Console, period: InsightPeriod, group: &str, found: &Rc<Insight>) -> El {
    let words = console.words();
    let steps: Vec<String> = found
        .spans
        .iter()
        .map(|span| named(console, period, span))
        .collect();
    let mut page = el_of("div", "stack").add_some(choice(console, period, group, found));
    let step = words.word("insight-step", period.as_str());
    for series in &found.series {
        let measure = series.measure.as_str();
        let title = words.word("insight-measure", measure);
        let summary = if state::is_empty(&series.counts) {
            words.word("insight-none", measure)
        } else {
            summary(console, &steps, &series.counts, series.total)
        };
        let drawn = chart::draw(
            console,
            &Chart {
                title: &title,
                summary,
                step: &step,
                steps: &steps,
                counts: &series.counts,
                total: series.total,
                is_of_time: true,
            },
        );
        page = page.add(drawn.add_some((measure == "came").then(|| returning(console, found))));
        // What people wait for stands where they wait: between sending and coming.
        if measure == "approved" {
            page = page.add(waiting(console, found));
        }
    }
    page.add_some(groups(console, period, found))
        .add_some(group.is_empty().then(|| searches(console, found)))
}

/// Which groups: all of them, or one.
fn choice(console: Console, period: InsightPeriod, group: &str, found: &Insight) -> Option<El> {
    if found.groups.len() < 2 {
        return None;
    }
    let words = console.words();
    let form = Form::new(console, "insight");
    let all = (
        String::new(),
        words.say(keys::INSIGHT_ALL_GROUPS).to_owned(),
    );
    let groups = found.groups.iter();
    let groups = groups.map(|group| (group.slug.clone(), group.name.clone()));
    let options: Vec<_> = [all].into_iter().chain(groups).collect();
    let chosen = kept(group.to_owned());
    let field = Field::new("/group", words.say(keys::INSIGHT_GROUP));
    let inside = el_of("div", "asked-for")
        .add(form.select(&field, &options, &chosen))
        .add(form.buttons(words.say(keys::INSIGHT_SHOW), None));
    Some(form.draw(inside, move || {
        // Nothing that could be lost.
        console.set_unsaved(false);
        console.go(&path(period, &chosen.peek()));
    }))
}

/// One sentence on a series: how many, and when the most.
fn summary(console: Console, steps: &[String], counts: &[Told], total: Told) -> String {
    let words = console.words();
    let total = told(console, total);
    let most = counts.iter().zip(steps);
    let most = most.max_by_key(|(count, _)| state::number(**count));
    match most {
        Some((count @ Told::Exactly(1..), step)) => words.fill(
            keys::INSIGHT_SUMMARY,
            &[
                ("total", &total),
                ("most", &told(console, *count)),
                ("step", step),
            ],
        ),
        _ => words.fill(keys::INSIGHT_SUMMARY_FEW, &[("total", &total)]),
    }
}

/// A step's name: a day, a week's first and last, a month.
fn named(console: Console, period: InsightPeriod, span: &InsightSpan) -> String {
    let day = [("day", "numeric"), ("month", "short")];
    match period {
        InsightPeriod::Days => date(console, &span.from, &day),
        InsightPeriod::Weeks => {
            let (from, to) = (&span.from, &span.to);
            [date(console, from, &day), date(console, to, &day)].join(" – ")
        }
        InsightPeriod::Months => date(
            console,
            &span.from,
            &[("month", "long"), ("year", "numeric")],
        ),
    }
}

fn date(console: Console, date: &str, options: &[(&str, &str)]) -> String {
    let mut options = options.to_vec();
    // A date without a time is midnight UTC, so that no zone can move it.
    options.push(("timeZone", "UTC"));
    console
        .intl()
        .formatter("DateTimeFormat", &options)
        .and_then(|format| call(&format, "format", &[JsValue::from_f64(Date::parse(date))]))
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| date.to_owned())
}

/// How long people waited, against what they were promised.
fn waiting(console: Console, found: &Insight) -> El {
    let (words, waiting) = (console.words(), &found.waiting);
    let title = words.say(keys::INSIGHT_WAITING);
    let steps: Vec<String> = waiting
        .lengths
        .iter()
        .map(|length| length_words(console, length.from_days, length.to_days))
        .collect();
    let counts: Vec<Told> = waiting.lengths.iter().map(|length| length.count).collect();
    let summary = if state::is_empty(&counts) {
        words.say(keys::INSIGHT_WAITING_NONE).to_owned()
    } else {
        let kept_promises = words.fill(
            keys::INSIGHT_PROMISE,
            &[
                ("in-time", &told(console, waiting.in_time)),
                ("late", &told(console, waiting.late)),
            ],
        );
        let median = waiting.median_days.map(|days| {
            let shown = console.intl().number(days);
            words.count(keys::INSIGHT_MEDIAN, days, &shown, &[])
        });
        let sentences: Vec<String> = median.into_iter().chain([kept_promises]).collect();
        sentences.join(" ")
    };
    chart::draw(
        console,
        &Chart {
            title,
            summary,
            step: words.say(keys::INSIGHT_WAITED),
            steps: &steps,
            counts: &counts,
            total: waiting.answered,
            is_of_time: false,
        },
    )
}

fn length_words(console: Console, from: u32, to: Option<u32>) -> String {
    let words = console.words();
    let shown = console.intl().number(from);
    match to {
        Some(0) => words.say(keys::INSIGHT_SAME_DAY).to_owned(),
        Some(to) if to == from => words.count(keys::INSIGHT_DAYS, from, &shown, &[]),
        Some(to) => {
            let to = console.intl().number(to);
            words.fill(keys::INSIGHT_FROM_TO, &[("from", &shown), ("to", &to)])
        }
        None => words.fill(keys::INSIGHT_AND_MORE, &[("from", &shown)]),
    }
}

/// Of those who came: who had been there before.
fn returning(console: Console, found: &Insight) -> El {
    let words = console.words();
    let text = match (found.returned, found.first_time) {
        (Told::Exactly(0), Told::Exactly(0)) => return el("div"),
        (returned @ Told::Exactly(_), first @ Told::Exactly(_)) => words.fill(
            keys::INSIGHT_RETURNED,
            &[
                ("returned", &told(console, returned)),
                ("first", &told(console, first)),
            ],
        ),
        _ => words.say(keys::INSIGHT_RETURNED_FEW).to_owned(),
    };
    el("p").text(text)
}

/// Each group over the whole period.
fn groups(console: Console, period: InsightPeriod, found: &Insight) -> Option<El> {
    if found.by_group.len() < 2 {
        return None;
    }
    let words = console.words();
    let measures = found.series.iter();
    let measures: Vec<String> = measures
        .map(|series| words.word("insight-measure", &series.measure))
        .collect();
    let mut columns = vec![words.say(keys::INSIGHT_GROUP)];
    columns.extend(measures.iter().map(String::as_str));
    let rows = found.by_group.iter().map(|row| {
        let name = match &row.group {
            Some(group) => way(&group.name, &path(period, &group.slug)),
            None => el("span").say(words.say(keys::INSIGHT_OTHER_GROUPS)),
        };
        let counts = row.counts.iter();
        let counts = counts.map(|count| el("span").text(told(console, *count)));
        [name].into_iter().chain(counts).collect()
    });
    let title = words.say(keys::INSIGHT_BY_GROUP);
    Some(
        el_of("section", "stack by-group")
            .add(el_of("h2", "card-title").say(title))
            .add(table(title, &columns, rows.collect())),
    )
}

/// What was searched for and found nothing.
fn searches(console: Console, found: &Insight) -> El {
    let words = console.words();
    let title = words.say(keys::INSIGHT_SEARCHES);
    let card = el_of("section", "card").add(el_of("h2", "card-title").say(title));
    if !found.searches.is_empty() {
        let columns = [
            words.say(keys::INSIGHT_SEARCHED),
            words.say(keys::INSIGHT_TIMES),
        ];
        let rows = found.searches.iter().map(|search| {
            let times = told(console, Told::Exactly(search.times));
            vec![el("span").say(&search.words), el("span").text(times)]
        });
        return card
            .add(el("p").say(words.say(keys::INSIGHT_SEARCHES_TEXT)))
            .add(table(title, &columns, rows.collect()));
    }
    let why = if found.sees_searches {
        keys::INSIGHT_SEARCHES_NONE
    } else {
        keys::INSIGHT_SEARCHES_UNSEEN
    };
    card.add(el("p").say(words.say(why)))
}

/// What is counted, for who wants to know.
fn explained(console: Console) -> El {
    let words = console.words();
    let mut list = el("ul");
    for key in [
        keys::INSIGHT_EXPLAIN_VIEWS,
        keys::INSIGHT_EXPLAIN_WHOLE,
        keys::INSIGHT_EXPLAIN_FEW,
        keys::INSIGHT_EXPLAIN_NOBODY,
    ] {
        list = list.add(el("li").say(words.say(key)));
    }
    el_of("details", "explained")
        .add(el("summary").say(words.say(keys::INSIGHT_EXPLAIN)))
        .add(list)
}
