//! The first step: is this the right group? Whom it is for, what joining means, who will read
//! what is written, and the questions that the group asks beforehand.

use api_types::{
    AgeRange, Availability, Choice, EligibilityHint, JoinForm, JoinPolicy, QuestionKind,
    QuestionOption, ScreeningQuestion,
};
use leptos::prelude::*;

use super::{
    Flow,
    fields::{Kind, Options, choice, text},
    state::{Field, is_elsewhere},
};
use crate::{
    i18n::{capitalised, join_keys as keys, joined},
    ui::{El, Icon, el, el_of, icon, memo},
};

pub(crate) fn view(flow: Flow, form: &JoinForm) -> El {
    let mut view = el("div").add(facts(flow, form));
    if is_elsewhere(form) {
        return view.add(el_of("p", "promise").say(flow.words.say(keys::FIT_NOTHING_ASKED)));
    }
    view = view.add(privacy(flow, form));
    for (at, question) in form.questions.iter().enumerate() {
        view = view.add(ask(flow, form, at, question));
    }
    view
}

/// Whom the group is for and what happens with a request, as a list of terms.
fn facts(flow: Flow, form: &JoinForm) -> El {
    let words = flow.words;
    let people: Vec<String> = form
        .audience
        .iter()
        .map(|one| words.word("for", one.as_str()))
        .collect();
    let stages: Vec<String> = form
        .stage
        .iter()
        .map(|one| words.word("stage", one.as_str()))
        .collect();
    let people = if people.is_empty() {
        words.say(keys::FIT_EVERYONE).to_owned()
    } else {
        capitalised(&words.list(&people))
    };
    let places = form
        .availability
        .map(|places| words.word("places", places.as_str()));
    let full = form.availability == Some(Availability::WaitingList);
    let how = match (form.policy, full) {
        (JoinPolicy::Elsewhere, _) => keys::FIT_ELSEWHERE,
        (_, true) => keys::FIT_FULL,
        (JoinPolicy::Approval, _) => keys::FIT_APPROVAL,
        _ => keys::FIT_OPEN,
    };
    let days = u32::from(form.answer_within_days);
    let answer = words.count(keys::FIT_ANSWER, days, &days.to_string(), &[]);
    let rows = [
        (keys::FIT_FOR, Some(people)),
        (
            keys::FIT_STAGE,
            (!stages.is_empty()).then(|| joined(&stages, " · ")),
        ),
        (keys::FIT_AGES, ages(flow, form.ages)),
        (keys::FIT_PLACES, places),
        (keys::FIT_HOW, Some(words.say(how).to_owned())),
        (keys::FIT_WHEN, (!is_elsewhere(form)).then_some(answer)),
    ];
    let mut list = el_of("dl", "terms");
    for (term, text) in rows {
        if let Some(text) = text {
            list = list.add(
                el("div")
                    .add(el("dt").say(words.say(term)))
                    .add(el("dd").both(&text)),
            );
        }
    }
    list
}

fn ages(flow: Flow, ages: AgeRange) -> Option<String> {
    let words = flow.words;
    let (from, to) = (
        ages.from.map(|age| age.to_string()),
        ages.to.map(|age| age.to_string()),
    );
    Some(match (&from, &to) {
        (Some(from), Some(to)) => words.fill(keys::AGES_BETWEEN, &[("from", from), ("to", to)]),
        (Some(from), None) => words.fill(keys::AGES_FROM, &[("from", from)]),
        (None, Some(to)) => words.fill(keys::AGES_TO, &[("to", to)]),
        (None, None) => return None,
    })
}

/// Who handles what is written here, before anything is.
fn privacy(flow: Flow, form: &JoinForm) -> El {
    let words = flow.words;
    let privacy = &form.privacy;
    let days = |n: u16| flow.model().intl.number(u32::from(n));
    let kept = words.fill(
        keys::PRIVACY_KEPT,
        &[
            ("requests", &days(privacy.requests_kept_days)),
            ("members", &days(privacy.memberships_kept_days)),
        ],
    );
    let rows = [
        (keys::PRIVACY_WHO, privacy.controller.clone()),
        (keys::PRIVACY_WHY, privacy.purpose.clone()),
        (keys::PRIVACY_READERS, privacy.readers.clone()),
        (keys::PRIVACY_HOW_LONG, kept),
    ];
    let mut list = el_of("dl", "terms");
    for (term, text) in rows {
        list = list.add(
            el("div")
                .add(el("dt").say(words.say(term)))
                // The site's own words may run the other way.
                .add(el("dd").add(el("bdi").text(text))),
        );
    }
    let title = el_of(flow.heading(1), "section-title").say(words.say(keys::PRIVACY_TITLE));
    let mut section = el_of("section", "privacy").add(title).add(list);
    if privacy.url.starts_with("http") {
        // In a tab of its own, so that what is typed stays where it is.
        let link = el("a")
            .set("href", &privacy.url)
            .set("target", "_blank")
            .set("rel", "noopener")
            .say(words.say(keys::PRIVACY_NOTICE));
        section = section.add(el("p").add(link));
    }
    section
}

/// A question of the group's, and what the site says to who gives an answer.
fn ask(flow: Flow, form: &JoinForm, at: usize, question: &ScreeningQuestion) -> El {
    let field = Field::Answer(at);
    if question.kind == QuestionKind::ShortText {
        return text(flow, form, field, Kind::Line("off"));
    }
    let label = |option: &QuestionOption| {
        let worded = || flow.words.word("answer", &option.value);
        let text = option.label.clone().unwrap_or_else(worded);
        (option.value.clone(), text)
    };
    let mut all: Vec<(String, String)> = question.options.iter().map(label).collect();
    if all.is_empty() && question.kind == QuestionKind::YesNo {
        all = ["yes", "no"]
            .map(|word| (word.to_owned(), flow.words.word("answer", word)))
            .to_vec();
    }
    let options = Options {
        several: false,
        all,
    };
    let answers: Vec<_> = question.options.clone();
    if cfg!(feature = "ssr") {
        // Nobody is there to see which was chosen: each says beforehand what goes with it.
        let mut all = el("div").add(choice(flow, form, field, &options));
        for (option, (_, text)) in answers.iter().zip(&options.all) {
            all = all.add_some(eligible(flow, option, Some(text)));
        }
        return all;
    }
    let chosen = {
        let answers = answers.clone();
        memo(move || {
            let model = flow.model();
            let draft = model.draft.get();
            let word = draft.text(field);
            let found = answers.iter().position(|option| option.value == word);
            found.map_or(0, |at| u32::try_from(at).unwrap_or(0) + 1)
        })
    };
    let hint = el("div").set("role", "status").live(move || {
        let option = answers.get((chosen.get() as usize).checked_sub(1)?)?;
        eligible(flow, option, None)
    });
    el("div").add(choice(flow, form, field, &options)).add(hint)
}

/// What the site says to who gives an answer; with the answer's words where it stands by itself.
fn eligible(flow: Flow, option: &QuestionOption, answer: Option<&str>) -> Option<El> {
    let kind = option.hint?;
    let worded = || flow.words.word("eligible", kind.as_str());
    let text = option.hint_text.clone().unwrap_or_else(worded);
    let sign = match kind {
        EligibilityHint::Fits => Icon::Tick,
        EligibilityHint::AskFirst | EligibilityHint::ProbablyNot => Icon::Help,
    };
    let answer = answer.map(|answer| el("strong").text([answer, ": "].concat()));
    Some(
        el_of("p", "eligible")
            .set("data-kind", kind.as_str())
            .add(icon(sign))
            .add(el("span").add_some(answer).add(el("span").text(text))),
    )
}
