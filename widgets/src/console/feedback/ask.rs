//! When members are asked a survey: another plan.

use api_types::{Choice, FeedbackOverview, NewSurveyPlan, SurveyOccasion, SurveyOfSite};

use super::{plans, state::has_days};
use crate::{
    console::{
        Console, href,
        parts::{Field, Form, Kept, Loaded, kept, missing},
    },
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of, link},
};

/// What is typed.
#[derive(Clone)]
struct Typed {
    occasion: Kept<String>,
    weeks: Kept<String>,
    days: Kept<String>,
    rest: Kept<String>,
    group: Kept<String>,
}

pub(super) fn draw(console: Console, survey: &str) -> El {
    super::title(console, console.say(keys::FEEDBACK_ASK_TITLE));
    let survey = survey.to_owned();
    let overview = Loaded::new(console, move |line| console.server().feedback(line));
    overview.draw(move |found| {
        let asked = found.surveys.iter().find(|one| one.slug == survey);
        asked.map_or_else(|| missing(console), |asked| page(console, found, asked))
    })
}

fn page(console: Console, found: &FeedbackOverview, survey: &SurveyOfSite) -> El {
    let words = console.words();
    let title = words.fill(keys::FEEDBACK_ASK_NAMED, &[("survey", &survey.title)]);
    super::title(console, &title);
    let so_far = (!survey.plans.is_empty()).then(|| {
        let mut list = el("ul");
        for plan in &survey.plans {
            list = list.add(el("li").text(plans::in_words(console, plan)));
        }
        el_of("div", "feedback-so-far")
            .add(el_of("p", "strong").say(words.say(keys::FEEDBACK_SO_FAR)))
            .add(list)
    });
    el_of("div", "stack")
        .add(el("p").say(words.say(keys::FEEDBACK_ASK_INTRO)))
        .add_some(so_far)
        .add(form(console, found, survey))
}

fn form(console: Console, found: &FeedbackOverview, survey: &SurveyOfSite) -> El {
    let words = console.words();
    let typed = Typed {
        occasion: kept(SurveyOccasion::AfterMeeting.as_str().to_owned()),
        weeks: kept("4".to_owned()),
        days: kept("0".to_owned()),
        rest: kept("14".to_owned()),
        group: kept(String::new()),
    };
    let occasions = SurveyOccasion::WORDS.iter().map(|one| {
        let hint = words.find("feedback-occasion-hint", one);
        let name = words.word("feedback-occasion", one);
        ((*one).to_owned(), name, hint.map(str::to_owned))
    });
    let everywhere = (
        String::new(),
        words.say(keys::FEEDBACK_EVERY_GROUP).to_owned(),
    );
    let groups = found.groups.iter();
    let groups = groups.map(|group| (group.slug.clone(), group.name.clone()));
    let groups: Vec<_> = [everywhere].into_iter().chain(groups).collect();
    let form = Form::new(console, "plan");
    let field = |at, key| Field::new(at, words.say(key));
    let number = |at, key| field(at, key).kind("number");
    let rest = number("/rest_days", keys::FEEDBACK_REST_DAYS);
    let inside = el_of("div", "stack feedback-ask")
        .add(form.radios(
            &field("/occasion", keys::FEEDBACK_OCCASION),
            &occasions.collect::<Vec<_>>(),
            &typed.occasion,
        ))
        .add(timing(console, &form, &typed))
        .add(form.text(
            &rest.hint(words.say(keys::FEEDBACK_REST_DAYS_HINT)),
            &typed.rest,
        ))
        .add(form.select(
            &field("/group", keys::FEEDBACK_WHERE),
            &groups,
            &typed.group,
        ))
        .add(form.buttons(
            words.say(keys::FEEDBACK_BEGIN),
            Some(link(
                Look::Plain,
                None,
                words.say(keys::CANCEL),
                href("feedback"),
            )),
        ));
    let (sent, slug) = (form.clone(), survey.slug.clone());
    form.draw(inside, move || {
        let Some(plan) = read(console, &sent, &slug, &typed) else {
            return;
        };
        let told = console.server().add_survey_plan(&plan, sent.line());
        sent.send(told, words.say(keys::SAVED), move |()| {
            console.go_saying("feedback", words.say(keys::FEEDBACK_BEGUN));
        });
    })
}

/// How many weeks or days, where the occasion needs them.
fn timing(console: Console, form: &Form, typed: &Typed) -> El {
    let (form, typed) = (form.clone(), typed.clone());
    let words = console.words();
    el("div").live(move || {
        let occasion = SurveyOccasion::from_word(&typed.occasion.get()).ok()?;
        let number = |at, key| Field::new(at, words.say(key)).kind("number");
        if occasion == SurveyOccasion::EveryWeeks {
            return Some(form.text(&number("/weeks", keys::FEEDBACK_WEEKS), &typed.weeks));
        }
        let field = number("/days", keys::FEEDBACK_DAYS).hint(words.say(keys::FEEDBACK_DAYS_HINT));
        has_days(occasion).then(|| form.text(&field, &typed.days))
    })
}

/// What is typed, as it is sent; nothing, and the fault said, where it is no number.
fn read(console: Console, form: &Form, survey: &str, typed: &Typed) -> Option<NewSurveyPlan> {
    let occasion = SurveyOccasion::from_word(&typed.occasion.peek()).ok()?;
    let mut faults = Vec::new();
    let mut number = |at: &str, text: &str| -> u16 {
        let parsed = text.trim().parse();
        parsed.unwrap_or_else(|_| {
            let said = console.say(keys::FEEDBACK_NO_NUMBER).to_owned();
            faults.push((at.to_owned(), said));
            0
        })
    };
    // Beyond what a small number holds it is out of range all the same.
    let small = |number: u16| u8::try_from(number).unwrap_or(u8::MAX);
    let weeks = (occasion == SurveyOccasion::EveryWeeks)
        .then(|| small(number("/weeks", &typed.weeks.peek())));
    let days = has_days(occasion).then(|| small(number("/days", &typed.days.peek())));
    let rest_days = number("/rest_days", &typed.rest.peek());
    let group = Some(typed.group.peek().clone()).filter(|group| !group.is_empty());
    form.check(faults).then(|| NewSurveyPlan {
        survey: survey.to_owned(),
        occasion,
        weeks,
        days,
        rest_days,
        group,
    })
}
