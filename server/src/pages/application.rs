//! What a person wrote, for the person and for staff alike: with the questions and consents as
//! they were read.

use api_types::{ContactKind, OnBehalfOf};

use super::{html::Html, words::Words};
use crate::{domain::join::Application, domain::time::rfc3339, store::StoredStep};
use chrono_tz::Tz;

/// Everything that was written, in the form's order.
pub fn written(words: &Words, application: &Application) -> Html {
    let mut facts: Vec<(&str, Html)> = vec![(
        words.filled_in,
        (words.on_behalf_of)(application.on_behalf_of).into(),
    )];
    if application.on_behalf_of != OnBehalfOf::Me {
        let by = application.filled_in_by.as_deref().unwrap_or_default();
        facts.push((words.filled_in_by, Html::typed(by)));
    }
    facts.push((words.name, Html::typed(&application.display_name)));
    facts.push((words.reach, contact(application)));
    let age = application.age.map(|age| age.to_string().into());
    facts.extend(age.map(|age| (words.age, age)));
    let pronouns = application.pronouns.as_deref().map(Html::typed);
    facts.extend(pronouns.map(|pronouns| (words.pronouns, pronouns)));
    if !application.audience.is_empty() {
        let named = application.audience.iter();
        let named: Vec<&str> = named.map(|one| (words.audience_of)(*one)).collect();
        facts.push((words.audience, named.join(", ").into()));
    }
    let stage = application.stage.map(words.stage_of);
    facts.extend(stage.map(|stage| (words.stage, stage.into())));
    let needs = application.access_needs.as_deref().map(Html::typed);
    facts.extend(needs.map(|needs| (words.access_needs, needs)));
    if let Some(introduction) = &application.introduction {
        let shared = if application.share_introduction {
            words.shared
        } else {
            words.not_shared
        };
        let told = Html::typed(introduction).quiet(shared);
        facts.push((words.introduction, told));
    }
    for answered in &application.answers {
        let said = match (&answered.label, answered.answer.as_str()) {
            (Some(label), _) => label.as_str(),
            (None, "yes") => words.yes,
            (None, "no") => words.no,
            (None, typed) => typed,
        };
        facts.push((&answered.asked, Html::typed(said)));
    }
    for consent in &application.consents {
        facts.push((words.agreed_to, Html::typed(&consent.text)));
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
pub fn steps(words: &Words, steps: &[StoredStep], zone: Tz) -> Html {
    let said = steps.iter().map(|one| {
        let at = words.tongue.moment(&rfc3339(one.at), zone);
        let what = (words.step)(&one.step).unwrap_or(&one.step);
        let who = (words.actor)(&one.actor);
        Html::from(format!("{what} ({who})")).quiet(at)
    });
    Html::new().list(said.collect())
}
