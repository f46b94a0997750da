//! When members are asked, in words, and asking no more.

use api_types::{Choice, SurveyOccasion, SurveyPlan};

use super::state::has_days;
use crate::{
    api::Line,
    console::{
        Console,
        parts::{Confirm, confirm_asking},
        screen,
    },
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

/// A plan as one line: on which occasion, how often at most, where.
pub(super) fn in_words(console: Console, plan: &SurveyPlan) -> String {
    let words = console.words();
    let number = |n: u32| console.intl().number(n);
    let occasion = match plan.occasion {
        SurveyOccasion::EveryWeeks => {
            let weeks = u32::from(plan.weeks);
            words.count(keys::FEEDBACK_EVERY_WEEKS, weeks, &number(weeks), &[])
        }
        other if has_days(other) && plan.days > 0 => {
            let days = u32::from(plan.days);
            let plural = if other == SurveyOccasion::OnJoining {
                keys::FEEDBACK_AFTER_JOINING
            } else {
                keys::FEEDBACK_AFTER_LEAVING
            };
            words.count(plural, days, &number(days), &[])
        }
        other => words.word("feedback-asked", other.as_str()),
    };
    let mut parts = vec![occasion];
    if plan.rest_days > 0 {
        let days = u32::from(plan.rest_days);
        parts.push(words.count(keys::FEEDBACK_REST, days, &number(days), &[]));
    }
    parts.push(match &plan.group {
        Some(group) => words.fill(keys::FEEDBACK_IN_GROUP, &[("group", &group.name)]),
        None => words.say(keys::FEEDBACK_IN_EVERY_GROUP).to_owned(),
    });
    parts.join(", ")
}

/// Every plan of a survey; for coordinators each with a way to end it, after which `again` is done.
pub(super) fn list(
    console: Console,
    plans: &[SurveyPlan],
    again: impl Fn() + Clone + 'static,
) -> El {
    if plans.is_empty() {
        return el("p").say(console.say(keys::FEEDBACK_NO_PLANS));
    }
    let mut list = el_of("ul", "feedback-plans").set("role", "list");
    for plan in plans {
        let text = in_words(console, plan);
        let ends = console
            .coordinates()
            .then(|| stop(console, plan, &text, again.clone()));
        list = list.add(el("li").add(el("span").text(text)).add_some(ends));
    }
    list
}

fn stop(console: Console, plan: &SurveyPlan, text: &str, again: impl Fn() + Clone + 'static) -> El {
    let words = console.words();
    let (id, text) = (plan.id.clone(), text.to_owned());
    let named = words.fill(keys::FEEDBACK_STOP_NAMED, &[("plan", &text)]);
    button(
        Look::Plain,
        None,
        words.say(keys::FEEDBACK_STOP),
        move |_| {
            let question = Confirm {
                title: words.say(keys::FEEDBACK_STOP_TITLE).to_owned(),
                text: words.fill(keys::FEEDBACK_STOP_TEXT, &[("plan", &text)]),
                yes: words.say(keys::FEEDBACK_STOP).to_owned(),
                no: words.say(keys::CANCEL).to_owned(),
            };
            let (id, line, again) = (id.clone(), Line::default(), again.clone());
            let ask = move || console.server().end_survey_plan(&id, &line);
            confirm_asking(console, question, ask, move |()| {
                console.tell(words.say(keys::FEEDBACK_STOPPED));
                again();
                // The button that was pressed is gone.
                screen::focus_soon(screen::HEADING);
            });
        },
    )
    .set_text("aria-label", named)
}
