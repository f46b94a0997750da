//! What is kept for how long, and what would go: counted by the very conditions by which it goes.

use api_types::{Retention, RetentionKind};

use crate::{
    console::{
        Console,
        parts::{Loaded, missing, table},
    },
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

pub(super) fn draw(console: Console) -> El {
    if !console.coordinates() {
        return missing(console);
    }
    let words = console.words();
    super::title(console, words.say(keys::DATA_RETENTION));
    let found = Loaded::new(console, move |line| console.server().retention(line));
    el_of("div", "stack")
        .add(el("p").say(words.say(keys::DATA_RETENTION_TEXT)))
        .add(found.draw(move |found| going(console, found)))
        .add(el_of("p", "hint").say(words.say(keys::DATA_RETENTION_SETTING)))
}

fn going(console: Console, found: &Retention) -> El {
    let words = console.words();
    let now: u64 = found.kinds.iter().map(|kind| kind.now).sum();
    let sentence = if now == 0 {
        words.say(keys::DATA_NOTHING_GOES).to_owned()
    } else {
        let shown = number(console, now);
        let now = u32::try_from(now).unwrap_or(u32::MAX);
        words.count(keys::DATA_GOES_NOW, now, &shown, &[])
    };
    let columns = [
        words.say(keys::DATA_KIND),
        words.say(keys::DATA_KEPT),
        words.say(keys::DATA_NOW),
        words.say(keys::DATA_SOON),
        words.say(keys::DATA_OLDEST),
    ];
    let rows = found.kinds.iter().map(|kind| row(console, kind));
    let name = words.say(keys::DATA_RETENTION);
    el_of("div", "stack by-group")
        .add(el_of("p", "strong").text(sentence))
        .add(table(name, &columns, rows.collect()))
}

fn row(console: Console, kind: &RetentionKind) -> Vec<El> {
    let words = console.words();
    let text = |text: String| el("span").text(text);
    let days = console.intl().number(kind.kept_days);
    let oldest = kind.oldest.as_ref().map(|at| console.day_of(at));
    vec![
        text(words.word("data-kind", &kind.kind)),
        text(words.count(keys::DATA_KEPT_DAYS, kind.kept_days, &days, &[])),
        text(number(console, kind.now)),
        text(number(console, kind.soon)),
        text(oldest.unwrap_or_else(|| words.say(keys::DATA_NONE).to_owned())),
    ]
}

fn number(console: Console, count: u64) -> String {
    console
        .intl()
        .number(u32::try_from(count).unwrap_or(u32::MAX))
}
