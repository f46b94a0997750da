//! The join form on a page without script: its own steps one below the other, sent at once, and what comes after.
//!
//! What belongs here: what a form that was sent says, and the pages. What does not: addresses and what stands around
//! a page (the server's), and what a request may hold (`check.rs`, `request.rs`).

use std::{collections::HashMap, fmt, rc::Rc};

use api_types::{
    ContactKind, FieldProblem, HandOver, JoinForm, JoinReceipt, NewHandOver, NewJoinRequest,
    OnBehalfOf, SetUp,
};
use leptos::prelude::*;

use super::{
    Draft, Faults, Field, Flow, Kind, Model, Summary,
    about::{further, trap},
    actions::has_form,
    check::faults,
    fields::{Options, choice, is_free, text, tick},
    fit, frame, go, label,
    next::{self, otherwise, reference, what_comes},
    request, rules,
    state::{Step, every_field, fields, is_elsewhere},
    stepper::summary,
    without::reason,
};
use crate::{
    Intl,
    api::Server,
    asking::Asked,
    crisis, crisis_words,
    group_finder::plain::crisis_of,
    guidelines::state::acknowledgement,
    i18n::{Key, Words, join_keys as keys},
    pages::{NotNow, Plain, Refilled},
    set_up::Setting,
    ui::{El, Icon, Look, el, el_of, link, notice},
};

/// The control that says which guidelines were on the page.
const GUIDELINES: &str = "guidelines";

/// What somebody filled in, and what is wrong with it.
#[derive(Default)]
pub struct Filled {
    draft: Draft,
    faults: Faults,
    summary: Summary,
    rules_changed: bool,
}

impl fmt::Debug for Filled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filled(withheld)")
    }
}

impl Filled {
    /// Reads what was sent: names and values of controls, in any order. What this form does not ask is passed by.
    pub fn read(form: &JoinForm, sent: &[(String, String)]) -> Self {
        let read = sent.iter().find(|(name, _)| name == GUIDELINES);
        let same_rules = read.is_some_and(|(_, hash)| *hash == form.guidelines.hash);
        let mut filled = Self {
            rules_changed: !same_rules && !form.guidelines.items.is_empty(),
            ..Self::default()
        };
        let mut asked = every_field(form);
        asked.push(Field::Website);
        let asked: HashMap<String, Field> = asked
            .into_iter()
            .map(|field| (field.key(form), field))
            .collect();
        for (name, value) in sent {
            let Some(field) = asked.get(name) else {
                continue;
            };
            match *field {
                // Rules that are others now were not read.
                Field::Rule(_) | Field::Rules if !same_rules => {}
                Field::Rule(_)
                | Field::Rules
                | Field::Consent(_)
                | Field::PersonAgrees
                | Field::Share
                | Field::Reminders => filled.draft.tick(*field, true),
                Field::Audience => filled.draft.choose(*field, value, true),
                field => filled.draft.set(field, &value.replace("\r\n", "\n")),
            }
        }
        let steps = Step::all(form).into_iter();
        filled.faults = steps
            .flat_map(|step| faults(form, &filled.draft, step))
            .collect();
        if !filled.faults.is_empty() {
            filled.summary = Summary::Faults;
        }
        filled
    }

    /// Whether it can be sent on.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty() && !self.rules_changed
    }

    /// The request, in the page's language.
    pub fn request(&self, form: &JoinForm, language: &str) -> NewJoinRequest {
        request::request(form, &self.draft, language, None)
    }

    /// What is noted before somebody goes on to another platform, once it is whole.
    pub fn hand_over(&self, form: &JoinForm) -> NewHandOver {
        debug_assert!(self.is_whole());
        NewHandOver {
            guidelines: acknowledgement(&form.guidelines),
        }
    }

    /// The same with the server's complaints, as far as they have a field here; of others it says that there are some.
    #[must_use]
    pub fn refused(mut self, form: &JoinForm, errors: &[FieldProblem]) -> Self {
        let (faults, others) = request::refused(form, &self.draft, errors);
        self.faults = faults;
        self.summary = if others {
            Summary::More
        } else {
            Summary::Faults
        };
        self
    }

    /// Free texts that read like a crisis.
    fn alarming(&self, words: Words, form: &JoinForm) -> Vec<Field> {
        let phrases = words.say(keys::CRISIS_PHRASES);
        let free = every_field(form)
            .into_iter()
            .filter(|field| is_free(form, *field));
        free.filter(|field| crisis_words::alarms(self.draft.text(*field), phrases))
            .collect()
    }
}

impl Refilled<'_> {
    /// What the page's name begins with: where a screen reader begins, too.
    pub(crate) fn state(&self) -> Option<Key> {
        match (self.trouble, self.filled.summary) {
            (Some(_), _) => Some(keys::NOT_SENT),
            (None, Summary::No) => None,
            (None, _) => Some(keys::FAULTS_TITLE),
        }
    }
}

/// A page's name, with what has become of the form before it.
pub(crate) fn title(plain: &Plain<'_>, form: &JoinForm, state: Option<Key>) -> String {
    let words = words(plain);
    let title = words.fill(keys::JOIN_GROUP, &[("group", &form.name)]);
    match state {
        Some(state) => [words.say(state), " – ", &title].concat(),
        None => title,
    }
}

fn words(plain: &Plain<'_>) -> Words {
    Words::of_join(plain.language, plain.wording)
}

/// What the views draw from. Headings of steps are the page's second.
fn flow(plain: &Plain<'_>, form: &JoinForm, filled: &Filled) -> Flow {
    let words = words(plain);
    let level = 2;
    let server = Server::nowhere(words.language());
    let setting = Setting::new(words, level, server, String::new());
    let model = Model {
        intl: Intl::of(plain.speech.clone()),
        ..Model::of(words, setting)
    };
    model.form.set(Asked::Yes(Rc::new(form.clone())));
    model.site.set(Some(Rc::new(plain.site.clone())));
    model.draft.set(filled.draft.clone());
    model.faults.set(filled.faults.clone());
    model.summary.set(filled.summary);
    model.crisis.set(filled.alarming(words, form));
    model.rules_changed.set(filled.rules_changed);
    Flow {
        words,
        level,
        model: StoredValue::new_local(Rc::new(model)),
    }
}

/// Around everything: the way back, whom to reach now, the title, the disclaimer.
fn page(plain: &Plain<'_>, form: &JoinForm, flow: Flow, content: El) -> El {
    let title = title(plain, form, None);
    let group = [
        plain.ways.group.0.as_str(),
        &form.group,
        &plain.ways.group.1,
    ]
    .concat();
    let back = link(Look::Plain, Some(Icon::Back), &form.name, group);
    el_of("div", "plain-page join")
        .add(el_of("div", "back").add(back))
        .add(crisis_of(plain))
        .add(el_of("h1", "title").text(title))
        .add(content)
        .add(el_of("div", "disclaimer").add(crisis::disclaimer(flow.words, plain.site)))
}

/// The form, or why there is none. Sent again under the same key it is one request.
pub(crate) fn form(plain: &Plain<'_>, form: &JoinForm, again: &Refilled<'_>) -> El {
    let flow = flow(plain, form, again.filled);
    if !has_form(form) {
        return page(plain, form, flow, reason(flow, form));
    }
    let hidden = |name: &str, value: &str| {
        let control = el("input").set("type", "hidden");
        control.set("name", name).set("value", value)
    };
    let mut all = el_of("form", "flow")
        .set("method", "post")
        .set("action", again.action)
        // What is wrong we say ourselves, in the page's language.
        .set("novalidate", "")
        .add(hidden("key", again.key))
        .add(hidden(GUIDELINES, &form.guidelines.hash));
    let steps = Step::all(form);
    for step in steps.iter().filter(|step| !step.is_last()) {
        all = all.add(section(flow, form, *step));
    }
    let text = match (is_elsewhere(form), form.guidelines.items.is_empty()) {
        (false, _) => keys::SEND,
        (true, false) => keys::RULES_SEND,
        (true, true) => keys::CONTINUE,
    };
    let send = el_of("button", "button main").set("type", "submit");
    let send = send.add(el("span").say(flow.words.say(text)));
    all = all.add(el_of("div", "step-buttons").add(send));
    let content = el("div")
        .add_some(again.trouble.map(|trouble| not_sent(flow, trouble)))
        .add_some(summary(flow))
        .add(all);
    page(plain, form, flow, content)
}

fn section(flow: Flow, form: &JoinForm, step: Step) -> El {
    let title = el_of(flow.heading(0), "title").say(flow.words.say(frame::name(step)));
    let content = match step {
        Step::Fit => fit::view(flow, form),
        Step::About => about(flow, form),
        Step::Rules => rules::view(flow, form),
        _ => send(flow, form),
    };
    el_of("section", "step").add(title).add(content)
}

/// Every field that somebody may need: the style sheet shows those that go with what is chosen, where the browser
/// can.
fn about(flow: Flow, form: &JoinForm) -> El {
    let who = Options::of::<OnBehalfOf>(flow, false, "behalf", &[]);
    let agrees = label(flow, form, Field::PersonAgrees);
    let for_another = el_of("div", "for-another")
        .add(text(flow, form, Field::FilledInBy, Kind::Line("name")))
        .add(tick(flow, form, Field::PersonAgrees, &agrees));
    let mut view = el("div")
        .add(choice(flow, form, Field::Behalf, &who))
        .add(for_another);
    if !form.ages.is_open() {
        view = view.add(text(flow, form, Field::Age, Kind::Digits("off")));
    }
    view = view.add(text(flow, form, Field::Name, Kind::Line("nickname")));
    if form.contact_kinds.len() > 1 {
        let kinds = Options::of(flow, false, "contact", &form.contact_kinds);
        view = view.add(choice(flow, form, Field::ContactKind, &kinds));
    }
    for kind in &form.contact_kinds {
        view = view.add(match kind {
            ContactKind::Email => {
                el_of("div", "by-email").add(text(flow, form, Field::Email, Kind::Email))
            }
            ContactKind::Phone => {
                el_of("div", "by-phone").add(text(flow, form, Field::Phone, Kind::Phone))
            }
        });
    }
    for asked in &form.fields {
        view = view.add(further(flow, form, *asked));
    }
    view.add(trap(flow))
}

/// What one is asked to agree to, and what was promised.
fn send(flow: Flow, form: &JoinForm) -> El {
    let mut view = el("div");
    for field in fields(form, &flow.model().draft.peek(), Step::Send) {
        if field != Field::Reminders {
            view = view.add(tick(flow, form, field, &label(flow, form, field)));
        }
    }
    if form.reminders && form.contact_kinds.contains(&ContactKind::Email) {
        let text = label(flow, form, Field::Reminders);
        let reminders = tick(flow, form, Field::Reminders, &text);
        view = view.add(el_of("div", "by-email").add(reminders));
    }
    let days = u32::from(form.answer_within_days);
    let promise = flow
        .words
        .count(keys::SEND_PROMISE, days, &days.to_string(), &[]);
    view.add(el_of("p", "promise").text(promise))
}

/// The server could not take it now; everything is still there.
fn not_sent(flow: Flow, trouble: NotNow) -> El {
    let words = flow.words;
    let text = match trouble {
        NotNow::Wait => keys::NOT_SENT_WAIT,
        NotNow::Failed => keys::NOT_SENT_FAILED,
    };
    notice(
        "error",
        Icon::Help,
        flow.heading(0),
        words.say(keys::NOT_SENT),
    )
    .set("role", "alert")
    .add(el("p").say(words.say(text)))
}

/// What comes next, for who asked for a place.
pub(crate) fn joined(
    plain: &Plain<'_>,
    form: &JoinForm,
    filled: &Filled,
    receipt: &JoinReceipt,
    set_up: Option<SetUp>,
) -> El {
    let flow = flow(plain, form, filled);
    let words = flow.words;
    let model = flow.model();
    flow.setting().tell(set_up);
    let near = !model.crisis.peek().is_empty();
    let near = near.then(|| {
        let lines = crisis::lines_of(words, Some(plain.site));
        el_of("div", "crisis-near").add(crisis::near(words.say(keys::CRISIS_NEAR), lines))
    });
    let content = el_of("section", "step")
        .add_some(near)
        .add(el_of(flow.heading(0), "title").say(words.say(keys::STEP_NEXT)))
        .add(reference(
            flow,
            keys::NEXT_REFERENCE,
            &receipt.reference,
            keys::NEXT_REFERENCE_HINT,
        ))
        .add(what_comes(flow, form, receipt))
        .add(otherwise(flow, form, receipt.contact_kind))
        .add(next::set_up(flow, form))
        .add_some(next::read(flow, receipt));
    page(plain, form, flow, content)
}

/// How to get to a group that lives on another platform.
pub(crate) fn gone_on(
    plain: &Plain<'_>,
    form: &JoinForm,
    handed: &HandOver,
    set_up: Option<SetUp>,
) -> El {
    let flow = flow(plain, form, &Filled::default());
    flow.setting().tell(set_up);
    let content = el_of("section", "step")
        .add(el_of(flow.heading(0), "title").say(flow.words.say(keys::STEP_GO)))
        .add(go::noted(flow, form, handed));
    page(plain, form, flow, content)
}
