//! What a person wrote, for the person and for staff alike: with the questions and consents as
//! they were read.

use api_types::{Choice, ContactKind, OnBehalfOf};

use super::html::Html;
use crate::{
    domain::join::Application,
    domain::time::rfc3339,
    store::StoredStep,
    words::{Tongue, pages as keys},
};
use chrono_tz::Tz;

/// Everything that was written, in the form's order.
pub fn written(words: Tongue, application: &Application) -> Html {
    let mut facts: Vec<(&str, Html)> = vec![(
        words.say(keys::FACT_FILLED_IN),
        words
            .choose(keys::ON_BEHALF_OF, application.on_behalf_of.as_str())
            .into(),
    )];
    if application.on_behalf_of != OnBehalfOf::Me {
        let by = application.filled_in_by.as_deref().unwrap_or_default();
        facts.push((words.say(keys::FACT_FILLED_IN_BY), Html::typed(by)));
    }
    facts.push((
        words.say(keys::FACT_NAME),
        Html::typed(&application.display_name),
    ));
    facts.push((words.say(keys::FACT_REACH), contact(application)));
    let age = application.age.map(|age| age.to_string().into());
    facts.extend(age.map(|age| (words.say(keys::FACT_AGE), age)));
    let pronouns = application.pronouns.as_deref().map(Html::typed);
    facts.extend(pronouns.map(|pronouns| (words.say(keys::FACT_PRONOUNS), pronouns)));
    if !application.audience.is_empty() {
        let named = application.audience.iter();
        let named: Vec<&str> = named
            .map(|one| words.choose(keys::AUDIENCE, one.as_str()))
            .collect();
        facts.push((words.say(keys::FACT_AUDIENCE), words.list(&named).into()));
    }
    let stage = application
        .stage
        .map(|stage| words.choose(keys::STAGE, stage.as_str()));
    facts.extend(stage.map(|stage| (words.say(keys::FACT_STAGE), stage.into())));
    let needs = application.access_needs.as_deref().map(Html::typed);
    facts.extend(needs.map(|needs| (words.say(keys::FACT_ACCESS_NEEDS), needs)));
    if let Some(introduction) = &application.introduction {
        let shared = if application.share_introduction {
            words.say(keys::SHARED)
        } else {
            words.say(keys::NOT_SHARED)
        };
        let told = Html::typed(introduction).quiet(shared);
        facts.push((words.say(keys::FACT_INTRODUCTION), told));
    }
    for answered in &application.answers {
        let said = match (&answered.label, answered.answer.as_str()) {
            (Some(label), _) => label.as_str(),
            (None, "yes") => words.say(keys::YES),
            (None, "no") => words.say(keys::NO),
            (None, typed) => typed,
        };
        facts.push((&answered.asked, Html::typed(said)));
    }
    for consent in &application.consents {
        facts.push((words.say(keys::FACT_AGREED_TO), Html::typed(&consent.text)));
    }
    Html::new().facts(facts)
}

/// How to reach the person: a link that rings or writes.
fn contact(application: &Application) -> Html {
    let value = &application.contact.value;
    match application.contact.kind {
        ContactKind::Phone => Html::phone(value),
        ContactKind::Email => Html::email(value),
    }
}

/// What happened to a request, oldest first.
pub fn steps(words: Tongue, steps: &[StoredStep], zone: Tz) -> Html {
    let said = steps.iter().map(|one| {
        let at = words.moment(&rfc3339(one.at), zone);
        let what = words.choose(keys::STEP, &one.step);
        let itself = || words.choose(keys::ACTOR, "itself");
        let who = words.find(keys::ACTOR, &one.actor).unwrap_or_else(itself);
        let said = words.fill(keys::STEP_BY, &[("step", what), ("actor", who)]);
        Html::from(said).quiet(at)
    });
    Html::new().list(said.collect())
}
