//! A chart with its table beside it: bars of one colour, and every number to read.

use api_types::Told;

use super::state::{self, HEIGHT, STEP};
use crate::{
    console::Console,
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

/// What a chart is drawn of.
pub(super) struct Chart<'a> {
    /// What is counted.
    pub(super) title: &'a str,
    /// One sentence of what there is to see.
    pub(super) summary: String,
    /// What the steps are: "Day".
    pub(super) step: &'a str,
    /// A name for each step.
    pub(super) steps: &'a [String],
    pub(super) counts: &'a [Told],
    pub(super) total: Told,
    /// Whether the steps are of time: the newest is read first.
    pub(super) is_of_time: bool,
}

/// The chart, its table, and the sentence that both belong to.
pub(super) fn draw(console: Console, chart: &Chart<'_>) -> El {
    let heading = el_of("h2", "card-title").say(chart.title);
    let card = el_of("section", "card insight")
        .add(heading)
        .add(el("p").say(&chart.summary));
    if state::is_empty(chart.counts) {
        return card;
    }
    card.add(
        el_of("div", "beside")
            .add(bars(console, chart))
            .add(numbers(console, chart)),
    )
}

fn bars(console: Console, chart: &Chart<'_>) -> El {
    let bars = state::bars(chart.counts);
    let width = u64::try_from(chart.counts.len()).unwrap_or_default() * STEP;
    let drawing = el_of("svg", "bars")
        .set_text("viewBox", format!("0 0 {width} {HEIGHT}"))
        .set("preserveAspectRatio", "none")
        .set("role", "img")
        .set_text("aria-label", [chart.title, ". ", &chart.summary].concat())
        .set("focusable", "false")
        .add(el_of("path", "told").set_text("d", bars.told))
        .add(el_of("path", "untold").set_text("d", bars.untold));
    let end = |at: Option<&String>| el("span").say(at.map_or("", String::as_str));
    let ends = el_of("p", "ends")
        .set("aria-hidden", "true")
        .add(end(chart.steps.first()))
        .add(end(chart.steps.last()));
    let top = el_of("p", "top")
        .set("aria-hidden", "true")
        .text(number(console, bars.top));
    let drawn = el("div").add(top).add(drawing).add(ends);
    let few = state::has_untold(chart.counts);
    drawn.add_some(few.then(|| el_of("p", "hint").say(console.say(keys::INSIGHT_HOLLOW))))
}

/// Every number. It scrolls in a frame of its own, which the keyboard reaches.
fn numbers(console: Console, chart: &Chart<'_>) -> El {
    let words = console.words();
    let head = |text: &str| el("th").set("scope", "col").say(text);
    let mut body = el("tbody");
    let row = |name: &str, count: Told| {
        el("tr")
            .add(el("th").set("scope", "row").say(name))
            .add(el("td").text(told(console, count)))
    };
    let mut rows: Vec<_> = chart.steps.iter().zip(chart.counts).collect();
    if chart.is_of_time {
        rows.reverse();
    }
    for (name, count) in rows {
        body = body.add(row(name, *count));
    }
    let foot = el("tfoot").add(row(words.say(keys::INSIGHT_TOTAL), chart.total));
    let table = el_of("table", "numbers")
        .add(el_of("caption", "hidden-words").say(chart.title))
        .add(
            el("thead").add(
                el("tr")
                    .add(head(chart.step))
                    .add(head(words.say(keys::INSIGHT_NUMBER))),
            ),
        )
        .add(body)
        .add(foot);
    el_of("div", "scrolls")
        .set("tabindex", "0")
        .set("role", "region")
        .set_text(
            "aria-label",
            words.fill(keys::INSIGHT_NUMBERS_OF, &[("what", chart.title)]),
        )
        .add(table)
}

/// A count in words.
pub(super) fn told(console: Console, count: Told) -> String {
    match count {
        Told::Exactly(count) => number(console, count),
        Told::UnderFive => console.say(keys::INSIGHT_UNDER_FIVE).to_owned(),
        Told::Withheld => console.say(keys::INSIGHT_WITHHELD).to_owned(),
    }
}

fn number(console: Console, count: u64) -> String {
    console
        .intl()
        .number(u32::try_from(count).unwrap_or(u32::MAX))
}
