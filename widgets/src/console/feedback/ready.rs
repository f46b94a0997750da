//! What else could be asked: surveys that come with Kindred, and one of one's own.

use api_types::{FeedbackOverview, ReadyMadeSurvey};

use super::path;
use crate::{
    console::{Console, href},
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of, link},
};

/// For coordinators.
pub(super) fn more(console: Console, found: &FeedbackOverview) -> El {
    let words = console.words();
    let own = link(
        Look::Quiet,
        None,
        words.say(keys::FEEDBACK_WRITE),
        href("feedback/new"),
    );
    let section = el_of("section", "stack feedback-more");
    let own = el_of("div", "buttons").add(own);
    if found.ready_made.is_empty() {
        return section.add(own);
    }
    let mut list = el_of("ul", "feedback-ready offers").set("role", "list");
    for survey in &found.ready_made {
        list = list.add(item(console, survey));
    }
    section
        .add(
            el("div")
                .add(el_of("h2", "card-title").say(words.say(keys::FEEDBACK_READY)))
                .add(el_of("p", "hint").say(words.say(keys::FEEDBACK_READY_HINT))),
        )
        .add(list)
        .add(own)
}

fn item(console: Console, survey: &ReadyMadeSurvey) -> El {
    let words = console.words();
    let shown = console.intl().number(survey.questions);
    let questions = words.count(keys::FEEDBACK_QUESTIONS, survey.questions, &shown, &[]);
    let source = survey.source.as_ref();
    let look = link(
        Look::Quiet,
        None,
        words.say(keys::FEEDBACK_LOOK),
        href(&path(&survey.slug, "")),
    );
    let named = words.fill(keys::FEEDBACK_LOOK_NAMED, &[("survey", &survey.title)]);
    el("li")
        .add(
            el("div")
                .add(el_of("h3", "strong").say(&survey.title))
                .add(el_of("p", "hint").text(questions))
                .add_some(source.map(|source| terms(console, source))),
        )
        .add(look.set_text("aria-label", named))
}

/// Whose it is and on what terms: long, and read once.
pub(super) fn terms(console: Console, source: &str) -> El {
    el_of("details", "fold")
        .add(el("summary").say(console.say(keys::FEEDBACK_SOURCE)))
        .add(el_of("p", "hint").say(source))
}
