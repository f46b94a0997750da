//! What answers of one group came to, each version by itself. Before five are in nothing of them is told.

use std::rc::Rc;

use api_types::{CollectionResults, QuestionResults, ReleaseSpan, ScoreResults, SurveyResults};

use super::{
    figures::{bands, days, distribution, lines_of, trend},
    state::{Standing, mean_in, percent, standing, whole},
};
use crate::{
    console::{Console, parts::Loaded},
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

pub(super) fn draw(console: Console, survey: &str, group: &str) -> El {
    super::title(console, console.say(keys::FEEDBACK_RESULTS));
    let (survey, group) = (survey.to_owned(), group.to_owned());
    let asked = (survey.clone(), group.clone());
    let found = Loaded::new(console, move |line| {
        console.server().survey_results((&asked.0, &asked.1), line)
    });
    found.draw(move |found| page(console, found, (&survey, &group)))
}

fn page(console: Console, found: &Rc<SurveyResults>, (survey, group): (&str, &str)) -> El {
    let words = console.words();
    let title = words.fill(
        keys::FEEDBACK_RESULTS_OF,
        &[("survey", &found.title), ("group", &found.group.name)],
    );
    super::title(console, &title);
    if found.collections.is_empty() {
        return el("p").say(words.say(keys::FEEDBACK_NOT_ASKED_YET));
    }
    let several = found.collections.len() > 1;
    let tells = found.collections.iter().any(|one| one.count.counted > 0);
    let file = [
        "feedback",
        "surveys",
        survey,
        "groups",
        group,
        "results.csv",
    ];
    let csv = tells.then(|| download(console, &file));
    let mut page = el_of("div", "stack feedback")
        .add_some(several.then(|| el("p").say(words.say(keys::FEEDBACK_APART))))
        .add_some(several.then(|| jumps(console, found)))
        .add_some(csv);
    for (at, one) in found.collections.iter().enumerate() {
        page = page.add(collection(console, at, one));
    }
    page
}

/// A file of the page's numbers.
pub(super) fn download(console: Console, path: &[&str]) -> El {
    let link = el_of("a", "button quiet")
        .set_text("href", console.server().file(path, &[]))
        .set("download", "")
        .say(console.say(keys::FEEDBACK_CSV));
    el_of("div", "buttons").add(link)
}

/// From version to version.
fn jumps(console: Console, found: &SurveyResults) -> El {
    let mut list = el_of("ul", "filters").set("role", "list");
    for (at, one) in found.collections.iter().enumerate() {
        let id = heading_id(at);
        let to = id.clone();
        let link = el("a")
            .set_text("href", ["#", &id].concat())
            .on("click", move |event| {
                event.prevent_default();
                crate::console::screen::focus_soon(&to);
            })
            .text(heading(console, one));
        list = list.add(el("li").add(link));
    }
    el("nav")
        .set("aria-label", console.say(keys::FEEDBACK_VERSIONS))
        .add(list)
}

fn heading_id(at: usize) -> String {
    ["collection-", &at.to_string()].concat()
}

fn heading(console: Console, one: &CollectionResults) -> String {
    let version = console.intl().number(one.count.version);
    let key = if one.count.by_anyone {
        keys::FEEDBACK_VERSION_ANYONE
    } else {
        keys::FEEDBACK_VERSION_ASKED
    };
    console.words().fill(key, &[("n", &version)])
}

fn collection(console: Console, at: usize, one: &CollectionResults) -> El {
    let words = console.words();
    let day = console.day_of(&one.published_at);
    let since = words.fill(keys::FEEDBACK_SINCE, &[("day", &day)]);
    let section = el_of("section", "stack feedback-collection").add(
        el("div")
            .add(
                el_of("h2", "feedback-version")
                    .set_text("id", heading_id(at))
                    .set("tabindex", "-1")
                    .text(heading(console, one)),
            )
            .add(el_of("p", "hint").text(since)),
    );
    let section = section.add(el_of("p", "strong").text(rate(console, one)));
    match standing(&one.count) {
        Standing::Waiting(missing) => {
            let shown = console.intl().number(missing);
            let text = words.count(keys::FEEDBACK_NOBODY_READS, missing, &shown, &[]);
            section.add(el("p").text(text))
        }
        told @ Standing::Told(..) => {
            let told = super::list::stands(console, told);
            let mut section = section.add(
                el("div")
                    .add(el("p").text(told))
                    .add(el_of("p", "hint").text(spans(console, &one.releases))),
            );
            for question in &one.questions {
                section = section.add(self::question(console, question, &one.releases));
            }
            for score in &one.scores {
                section = section.add(self::score(console, score, &one.releases));
            }
            section
        }
    }
}

/// How many of those who were asked answered.
fn rate(console: Console, one: &CollectionResults) -> String {
    let words = console.words();
    let number = |n: u64| console.intl().number(whole(n));
    let count = &one.count;
    match percent(count.answered, count.invited) {
        Some(percent) if !count.by_anyone => words.fill(
            keys::FEEDBACK_RATE,
            &[
                ("answered", &number(count.answered)),
                ("asked", &number(count.invited)),
                ("percent", &percent.to_string()),
            ],
        ),
        _ => words.count(
            keys::FEEDBACK_ANSWERS,
            whole(count.answered),
            &number(count.answered),
            &[],
        ),
    }
}

/// From the first day to the last that is told of.
fn spans(console: Console, releases: &[ReleaseSpan]) -> String {
    let (Some(first), Some(last)) = (releases.first(), releases.last()) else {
        return String::new();
    };
    let whole = ReleaseSpan {
        from: first.from.clone(),
        to: last.to.clone(),
        answers: 0,
    };
    let days = days(console, &whole);
    console
        .words()
        .fill(keys::FEEDBACK_ABOUT_DAYS, &[("days", &days)])
}

fn question(console: Console, question: &QuestionResults, releases: &[ReleaseSpan]) -> El {
    let words = console.words();
    let number = |n: u32| console.intl().number(n);
    let answered = words.fill(
        keys::FEEDBACK_QUESTION_ANSWERED,
        &[
            ("n", &number(question.answered)),
            ("shown", &number(question.shown)),
        ],
    );
    let card = el_of("article", "card feedback-result")
        .add(el_of("h3", "card-title").say(&question.text))
        .add(el_of("p", "hint").text(answered))
        .add_some(
            question
                .waits
                .then(|| el_of("p", "hint").say(words.say(keys::FEEDBACK_WAITS))),
        );
    if question.kind.is_text() {
        return card.add(texts(console, question));
    }
    let lines = lines_of(console, question);
    let table = (question.answered > 0).then(|| distribution(console, &question.text, &lines));
    let range = question.kind.range().unwrap_or((0, 1));
    let range = (u32::from(range.0), u32::from(range.1));
    card.add_some(question.mean.map(|mean| mean_line(console, mean, range)))
        .add_some(table)
        .add_some(trend(
            console,
            (&question.text, range),
            releases,
            &question.means,
        ))
}

fn mean_line(console: Console, mean: f64, range: (u32, u32)) -> El {
    let text = console.words().fill(
        keys::FEEDBACK_MEAN_OF,
        &[
            ("mean", &mean_in(console, mean)),
            ("low", &range.0.to_string()),
            ("high", &range.1.to_string()),
        ],
    );
    el_of("p", "strong").text(text)
}

/// What was written.
fn texts(console: Console, question: &QuestionResults) -> El {
    let words = console.words();
    if question.texts.is_empty() {
        return el("p").say(words.say(keys::FEEDBACK_NO_TEXTS));
    }
    let mut list = el_of("ul", "feedback-quotes").set("role", "list");
    for text in &question.texts {
        list = list.add(el("li").add(el_of("blockquote", "pre").set("dir", "auto").say(text)));
    }
    el_of("div", "stack")
        .add(el_of("p", "hint").say(words.say(keys::FEEDBACK_TEXTS_HINT)))
        .add(list)
}

fn score(console: Console, score: &ScoreResults, releases: &[ReleaseSpan]) -> El {
    let words = console.words();
    let people = console.intl().number(score.people);
    let people = words.count(keys::FEEDBACK_SCORE_PEOPLE, score.people, &people, &[]);
    let lines = bands(console, &score.bands, score.people);
    let table = (score.people > 0 && !lines.is_empty())
        .then(|| distribution(console, &score.title, &lines));
    el_of("article", "card feedback-result")
        .add(el_of("h3", "card-title").say(&score.title))
        .add(el_of("p", "hint").text(people))
        .add_some(
            score
                .waits
                .then(|| el_of("p", "hint").say(words.say(keys::FEEDBACK_SCORE_WAITS))),
        )
        .add_some(score.mean.map(|mean| mean_line(console, mean, score.range)))
        .add_some(table)
        .add_some(trend(
            console,
            (&score.title, score.range),
            releases,
            &score.means,
        ))
}
