//! The overview: notes that nobody has read, what the site asks and when, how many answered, and for
//! coordinators what else could be asked.

use std::rc::Rc;

use api_types::{FeedbackOverview, SurveyCountInGroup, SurveyOfSite};

use super::{
    path, plans, ready,
    state::{Standing, standing, whole},
};
use crate::{
    console::{
        Console, href,
        parts::{Loaded, table, way},
    },
    i18n::console_keys as keys,
    ui::{El, Icon, Look, el, el_of, link, notice},
};

pub(super) fn draw(console: Console) -> El {
    console.title(console.say(keys::FEEDBACK_TITLE));
    let overview = Loaded::new(console, move |line| console.server().feedback(line));
    let shown = overview.clone();
    overview.draw(move |found| page(console, found, &shown))
}

fn page(console: Console, found: &Rc<FeedbackOverview>, overview: &Loaded<FeedbackOverview>) -> El {
    let words = console.words();
    let ways = el_of("nav", "feedback-ways")
        .set("aria-label", words.say(keys::FEEDBACK_WAYS))
        .add(way(words.say(keys::FEEDBACK_NOTES_TITLE), "feedback/notes"))
        .add(way(words.say(keys::FEEDBACK_SAID_TITLE), "feedback/said"));
    let mut page = el_of("div", "stack feedback")
        .add_some(unread(console, found.unread))
        .add(ways);
    if found.surveys.is_empty() {
        page = page.add(el("p").say(words.say(keys::FEEDBACK_EMPTY)));
    }
    for survey in &found.surveys {
        page = page.add(card(console, survey, overview));
    }
    page.add_some(console.coordinates().then(|| ready::more(console, found)))
}

/// What members wrote and nobody has read, before all else.
fn unread(console: Console, unread: u32) -> Option<El> {
    if unread == 0 {
        return None;
    }
    let words = console.words();
    let shown = console.intl().number(unread);
    let title = words.count(keys::FEEDBACK_UNREAD, unread, &shown, &[]);
    Some(notice("warning", Icon::Help, "h2", &title).add(link(
        Look::Main,
        None,
        words.say(keys::FEEDBACK_READ_NOTES),
        href("feedback/notes"),
    )))
}

fn card(console: Console, survey: &SurveyOfSite, overview: &Loaded<FeedbackOverview>) -> El {
    let words = console.words();
    let day = console.day_of(&survey.published_at);
    let version = console.intl().number(survey.version);
    let version = words.fill(
        keys::FEEDBACK_VERSION_SINCE,
        &[("n", &version), ("day", &day)],
    );
    let again = overview.clone();
    el_of("section", "card feedback-card")
        .add(
            el("div")
                .add(el_of("h2", "card-title").say(&survey.title))
                .add(el_of("p", "hint").text(version)),
        )
        .add(plans::list(console, &survey.plans, move || again.again()))
        .add_some(counts(console, survey))
        .add(buttons(console, survey))
}

fn buttons(console: Console, survey: &SurveyOfSite) -> El {
    let words = console.words();
    let to = |look, text, page| link(look, None, words.say(text), href(&path(&survey.slug, page)));
    let mut groups: Vec<&str> = survey
        .counts
        .iter()
        .map(|one| one.group.slug.as_str())
        .collect();
    groups.dedup();
    let compares = (groups.len() > 1).then(|| to(Look::Quiet, keys::FEEDBACK_COMPARE, "compare"));
    let row = el_of("div", "buttons");
    if console.coordinates() {
        let asks = to(Look::Quiet, keys::FEEDBACK_ASK, "ask");
        let edits = to(Look::Quiet, keys::FEEDBACK_EDIT, "");
        return row.add(asks).add(edits).add_some(compares);
    }
    row.add(to(Look::Quiet, keys::FEEDBACK_SEE, ""))
        .add_some(compares)
}

/// Each group from which there is something, each version by itself.
fn counts(console: Console, survey: &SurveyOfSite) -> Option<El> {
    if survey.counts.is_empty() {
        return None;
    }
    let words = console.words();
    let columns = [
        keys::FEEDBACK_GROUP,
        keys::FEEDBACK_VERSION,
        keys::FEEDBACK_ASKED,
        keys::FEEDBACK_ANSWERED,
        keys::FEEDBACK_STANDS,
    ];
    let columns = columns.map(|key| words.say(key));
    let rows = survey.counts.iter().map(|one| row(console, survey, one));
    let name = words.fill(keys::FEEDBACK_COUNTS_OF, &[("survey", &survey.title)]);
    Some(el_of("div", "feedback-counts").add(table(&name, &columns, rows.collect())))
}

fn row(console: Console, survey: &SurveyOfSite, one: &SurveyCountInGroup) -> Vec<El> {
    let number = |n: u64| el("span").text(console.intl().number(whole(n)));
    let (group, count) = (&one.group, &one.count);
    let to = path(&survey.slug, &["groups/", &group.slug].concat());
    let asked = if count.by_anyone {
        el("span").say(console.say(keys::FEEDBACK_ANYONE_SHORT))
    } else {
        number(count.invited)
    };
    vec![
        way(&group.name, &to),
        number(u64::from(count.version)),
        asked,
        number(count.answered),
        el("span").text(stands(console, standing(count))),
    ]
}

/// How it stands, in words.
pub(super) fn stands(console: Console, standing: Standing) -> String {
    let words = console.words();
    let number = |n: u32| console.intl().number(n);
    match standing {
        Standing::Waiting(missing) => {
            words.count(keys::FEEDBACK_NEEDED, missing, &number(missing), &[])
        }
        Standing::Told(told, missing) => {
            let told = number(told);
            words.count(
                keys::FEEDBACK_COUNTED,
                missing,
                &number(missing),
                &[("counted", &told)],
            )
        }
    }
}
