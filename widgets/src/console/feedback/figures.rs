//! Numbers as a table whose bars are decoration: every number is there to be read.

use api_types::{OptionCount, QuestionResults, ReleaseSpan, ScoreBand};

use super::state::{mean_in, percent};
use crate::{
    console::Console,
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

/// A line of a table: what, how many, and of how many.
pub(super) struct Line {
    name: String,
    count: u64,
    all: u64,
}

/// What was chosen how often, the highest number first where there are numbers.
pub(super) fn lines_of(console: Console, question: &QuestionResults) -> Vec<Line> {
    let line = |one: &OptionCount| Line {
        name: named(console, question, one),
        count: u64::from(one.count),
        all: u64::from(question.answered),
    };
    let mut lines: Vec<Line> = question.counts.iter().map(line).collect();
    if question.kind.range().is_some() {
        lines.reverse();
    }
    lines
}

/// How a choice is called: its words, and at the ends of a scale what they mean.
fn named(console: Console, question: &QuestionResults, one: &OptionCount) -> String {
    if let Some(label) = &one.label {
        return label.clone();
    }
    let Some((low, high)) = question.kind.range() else {
        return console.words().word("feedback-yes-no", &one.value);
    };
    let end = if one.value == low.to_string() {
        question.low.as_ref()
    } else if one.value == high.to_string() {
        question.high.as_ref()
    } else {
        None
    };
    end.map_or_else(
        || one.value.clone(),
        |end| [&one.value, " – ", end].concat(),
    )
}

/// Bands of a score, the highest first.
pub(super) fn bands(console: Console, bands: &[ScoreBand], people: u32) -> Vec<Line> {
    let line = |band: &ScoreBand| Line {
        name: console.words().fill(
            keys::FEEDBACK_FROM_TO,
            &[
                ("from", &band.from.to_string()),
                ("to", &band.to.to_string()),
            ],
        ),
        count: u64::from(band.count),
        all: u64::from(people),
    };
    bands.iter().rev().map(line).collect()
}

/// The table: name, bar, number and percent.
pub(super) fn distribution(console: Console, title: &str, lines: &[Line]) -> El {
    let words = console.words();
    let heads = [
        (keys::FEEDBACK_CHOSEN, "col"),
        (keys::FEEDBACK_PEOPLE, "col"),
        (keys::FEEDBACK_SHARE, "col"),
    ];
    let mut head = el("tr");
    for (key, scope) in heads {
        head = head.add(el("th").set("scope", scope).say(words.say(key)));
    }
    let mut body = el("tbody");
    for line in lines {
        let share = percent(line.count, line.all).unwrap_or(0);
        // An SVG's own width: a style attribute is not allowed by the page's policy.
        let bar = el_of("svg", "feedback-bar")
            .set("viewBox", "0 0 100 10")
            .set("preserveAspectRatio", "none")
            .set("aria-hidden", "true")
            .set("focusable", "false")
            .add(el("path").set_text("d", ["M0 0H", &share.to_string(), "V10H0z"].concat()));
        body = body.add(
            el("tr")
                .add(
                    el("th")
                        .set("scope", "row")
                        .add(el("span").say(&line.name))
                        .add(bar),
                )
                .add(el("td").text(console.intl().number(super::state::whole(line.count))))
                .add(el("td").text([&share.to_string(), " %"].concat())),
        );
    }
    el_of("table", "feedback-table")
        .add(el_of("caption", "hidden-words").say(title))
        .add(el_of("thead", "feedback-table-head").add(head))
        .add(body)
}

/// A mean, release by release: a table, where there is more than one.
pub(super) fn trend(
    console: Console,
    (title, range): (&str, (u32, u32)),
    releases: &[ReleaseSpan],
    means: &[Option<f64>],
) -> Option<El> {
    if means.len() < 2 || means.len() != releases.len() {
        return None;
    }
    let words = console.words();
    let mut body = el("tbody");
    for (release, mean) in releases.iter().zip(means) {
        let shown = mean.map_or_else(|| "–".to_owned(), |mean| mean_in(console, mean));
        let answers = console.intl().number(release.answers);
        body = body.add(
            el("tr")
                .add(el("th").set("scope", "row").text(days(console, release)))
                .add(el("td").text(answers))
                .add(el("td").text(shown)),
        );
    }
    let head = [
        keys::FEEDBACK_DAYS_OF,
        keys::FEEDBACK_ANSWERED,
        keys::FEEDBACK_MEAN,
    ];
    let mut heads = el("tr");
    for key in head {
        heads = heads.add(el("th").set("scope", "col").say(words.say(key)));
    }
    let named = words.fill(keys::FEEDBACK_TREND_OF, &[("what", title)]);
    let table = el_of("table", "feedback-table feedback-trend-table")
        .add(el_of("caption", "hidden-words").text(named))
        .add(el("thead").add(heads))
        .add(body);
    Some(
        el_of("details", "fold")
            .add(el("summary").say(words.say(keys::FEEDBACK_TREND)))
            .add(line(range, means))
            .add(table),
    )
}

/// The days that a release is about, or their months.
pub(super) fn days(console: Console, release: &ReleaseSpan) -> String {
    let told = |day: &str| match day.len() {
        7 => console.intl().month(day),
        _ => console.intl().date(day),
    };
    let from = told(&release.from);
    if release.from == release.to {
        return from;
    }
    [&from, " – ", &told(&release.to)].concat()
}

/// The means as a line. The table says the same.
fn line(range: (u32, u32), means: &[Option<f64>]) -> El {
    el_of("svg", "feedback-line")
        .set("viewBox", "0 0 100 40")
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .set("focusable", "false")
        .add(el("path").set_text("d", super::state::line(range, means)))
}
