//! What the join form asks, as data: its steps, and the fields that each has. Pure, so that every
//! rule is tested without a browser.
//!
//! What does not belong here: what a person wrote (`draft.rs`), what is wrong with it
//! (`check.rs`), what is sent (`request.rs`), and anything that touches the page.

use api_types::{Acknowledge, Choice, ContactKind, JoinField, JoinForm, JoinPolicy, QuestionKind};

use super::draft::Draft;

/// A step of the flow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Step {
    /// Is this the right group?
    #[default]
    Fit,
    /// About you.
    About,
    /// Guidelines.
    Rules,
    /// Check and send.
    Send,
    /// What happens next.
    Next,
    /// On to a group that lives on another platform.
    Go,
}

impl Step {
    const HERE: [Self; 5] = [Self::Fit, Self::About, Self::Rules, Self::Send, Self::Next];
    const ELSEWHERE: [Self; 3] = [Self::Fit, Self::Rules, Self::Go];

    /// The steps of this form: without guidelines there is nothing to acknowledge, and a group
    /// that lives elsewhere asks nothing.
    pub(crate) fn all(form: &JoinForm) -> Vec<Self> {
        let has_rules = !form.guidelines.items.is_empty();
        let all: &[Self] = if is_elsewhere(form) {
            &Self::ELSEWHERE
        } else {
            &Self::HERE
        };
        let fits = |step: &Self| *step != Self::Rules || has_rules;
        all.iter().copied().filter(fits).collect()
    }

    /// Whether there is nothing after it: it comes from the server's answer.
    pub(crate) fn is_last(self) -> bool {
        matches!(self, Self::Next | Self::Go)
    }

    /// Where guidelines are read anew: their own step, or the last before the end without them.
    pub(crate) fn to_read_again(form: &JoinForm) -> Self {
        if form.guidelines.items.is_empty() {
            let all = Self::all(form);
            all.iter().rfind(|step| !step.is_last()).copied()
        } else {
            Some(Self::Rules)
        }
        .unwrap_or_default()
    }

    /// Its place among the steps of this form, from 0.
    pub(crate) fn place(self, form: &JoinForm) -> usize {
        Self::all(form)
            .iter()
            .position(|step| *step == self)
            .unwrap_or(0)
    }

    /// The step `by` further on, or back; itself at either end.
    pub(crate) fn moved(self, form: &JoinForm, by: isize) -> Self {
        let to = self.place(form).checked_add_signed(by);
        to.and_then(|to| Self::all(form).get(to).copied())
            .unwrap_or(self)
    }
}

/// Whether the group lives on another platform: nothing is asked then.
pub(crate) fn is_elsewhere(form: &JoinForm) -> bool {
    form.policy == JoinPolicy::Elsewhere
}

/// Something to fill in. Those with a number are counted in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    Answer(usize),
    Behalf,
    FilledInBy,
    PersonAgrees,
    Age,
    Name,
    ContactKind,
    Email,
    Phone,
    Pronouns,
    Audience,
    Stage,
    AccessNeeds,
    Introduction,
    Share,
    Rule(usize),
    Rules,
    Consent(usize),
    Reminders,
    /// The trap for programs; people do not see it.
    Website,
    /// The six digits, after sending.
    Code,
    /// Another address or number, after sending.
    Correction,
    /// The address to send a lost link to.
    LostLink,
    /// Another address, on the member's page.
    NewEmail,
    /// What is wrong in the group, on the member's page.
    Concern,
    /// Whether they want to be rung about it.
    Ring,
}

impl Field {
    /// Where it is found on the page.
    pub(crate) fn id(self) -> String {
        let (name, at) = self.parts();
        match at {
            Some(at) => ["kd-", name, "-", &at.to_string()].concat(),
            None => ["kd-", name].concat(),
        }
    }

    /// Its name in the kept draft. Questions, rules and consents go by their own names, so that an
    /// answer never lands beside another question when the form was changed in between.
    pub(super) fn key(self, form: &JoinForm) -> String {
        let own = match self {
            Self::Answer(at) => form.questions.get(at).map(|question| question.id.clone()),
            // The site's rules and the group's may have the same key.
            Self::Rule(at) => {
                let rule = form.guidelines.items.get(at);
                rule.map(|rule| [rule.scope.as_str(), ":", &rule.key].concat())
            }
            Self::Consent(at) => form.consents.get(at).map(|consent| consent.id.clone()),
            _ => None,
        };
        match own {
            Some(own) => [self.parts().0, ":", &own].concat(),
            None => self.parts().0.to_owned(),
        }
    }

    /// What it is called among the words.
    pub(crate) fn name(self) -> &'static str {
        self.parts().0
    }

    fn parts(self) -> (&'static str, Option<usize>) {
        match self {
            Self::Answer(at) => ("answer", Some(at)),
            Self::Rule(at) => ("rule", Some(at)),
            Self::Consent(at) => ("consent", Some(at)),
            Self::Behalf => ("behalf", None),
            Self::FilledInBy => ("filled-in-by", None),
            Self::PersonAgrees => ("person-agrees", None),
            Self::Age => ("age", None),
            Self::Name => ("name", None),
            Self::ContactKind => ("contact-kind", None),
            Self::Email => ("email", None),
            Self::Phone => ("phone", None),
            Self::Pronouns => ("pronouns", None),
            Self::Audience => ("audience", None),
            Self::Stage => ("stage", None),
            Self::AccessNeeds => ("access-needs", None),
            Self::Introduction => ("introduction", None),
            Self::Share => ("share", None),
            Self::Rules => ("rules", None),
            Self::Reminders => ("reminders", None),
            Self::Website => ("website", None),
            Self::Code => ("code", None),
            Self::Correction => ("correction", None),
            Self::LostLink => ("lost-link", None),
            Self::NewEmail => ("new-email", None),
            Self::Concern => ("concern", None),
            Self::Ring => ("ring", None),
        }
    }
}

/// The fields that a step asks for now, in their order.
pub(crate) fn fields(form: &JoinForm, draft: &Draft, step: Step) -> Vec<Field> {
    match step {
        Step::Fit if is_elsewhere(form) => Vec::new(),
        Step::Fit => (0..form.questions.len()).map(Field::Answer).collect(),
        Step::About => about(form, draft),
        Step::Rules => match form.guidelines.acknowledge {
            Acknowledge::Each => (0..form.guidelines.items.len()).map(Field::Rule).collect(),
            Acknowledge::Together => vec![Field::Rules],
        },
        Step::Send => {
            let mut fields: Vec<Field> = (0..form.consents.len()).map(Field::Consent).collect();
            // They go by email; nobody is rung for them.
            if form.reminders && draft.contact_kind(form) == Some(ContactKind::Email) {
                fields.push(Field::Reminders);
            }
            fields
        }
        Step::Next | Step::Go => Vec::new(),
    }
}

fn about(form: &JoinForm, draft: &Draft) -> Vec<Field> {
    let mut fields = vec![Field::Behalf];
    if draft.for_another() {
        fields.extend([Field::FilledInBy, Field::PersonAgrees]);
    }
    if !form.ages.is_open() {
        fields.push(Field::Age);
    }
    fields.push(Field::Name);
    if form.contact_kinds.len() > 1 {
        fields.push(Field::ContactKind);
    }
    match draft.contact_kind(form) {
        Some(ContactKind::Email) => fields.push(Field::Email),
        Some(ContactKind::Phone) => fields.push(Field::Phone),
        None => {}
    }
    for asked in &form.fields {
        match asked.field {
            JoinField::Pronouns => fields.push(Field::Pronouns),
            JoinField::Audience => fields.push(Field::Audience),
            JoinField::Stage => fields.push(Field::Stage),
            JoinField::AccessNeeds => fields.push(Field::AccessNeeds),
            JoinField::Introduction => fields.extend([Field::Introduction, Field::Share]),
        }
    }
    fields
}

/// Every field that the form can ask for, whatever is chosen.
pub(super) fn every_field(form: &JoinForm) -> Vec<Field> {
    let mut all = vec![
        Field::Behalf,
        Field::FilledInBy,
        Field::PersonAgrees,
        Field::Age,
        Field::Name,
        Field::ContactKind,
        Field::Email,
        Field::Phone,
        Field::Pronouns,
        Field::Audience,
        Field::Stage,
        Field::AccessNeeds,
        Field::Introduction,
        Field::Share,
        Field::Rules,
        Field::Reminders,
    ];
    all.extend((0..form.questions.len()).map(Field::Answer));
    all.extend((0..form.guidelines.items.len()).map(Field::Rule));
    all.extend((0..form.consents.len()).map(Field::Consent));
    all
}

/// Which step asks for a field. What belongs to no draft is counted to the last.
pub(crate) fn step_of(field: Field) -> Step {
    match field {
        Field::Answer(_) => Step::Fit,
        Field::Rule(_) | Field::Rules => Step::Rules,
        Field::Consent(_) | Field::Reminders | Field::Website => Step::Send,
        Field::Code
        | Field::Correction
        | Field::LostLink
        | Field::NewEmail
        | Field::Concern
        | Field::Ring => Step::Next,
        _ => Step::About,
    }
}

/// Whether a field must be filled in.
pub(crate) fn is_required(form: &JoinForm, field: Field) -> bool {
    let asked = |wanted: JoinField| {
        let found = form.fields.iter().find(|asked| asked.field == wanted);
        found.is_some_and(|asked| asked.required)
    };
    match field {
        Field::Answer(at) => form.questions.get(at).is_some_and(|it| it.required),
        Field::Consent(at) => form.consents.get(at).is_some_and(|it| it.required),
        Field::Pronouns => asked(JoinField::Pronouns),
        Field::Audience => asked(JoinField::Audience),
        Field::Stage => asked(JoinField::Stage),
        Field::AccessNeeds => asked(JoinField::AccessNeeds),
        Field::Introduction => asked(JoinField::Introduction),
        Field::Share
        | Field::Reminders
        | Field::Website
        | Field::LostLink
        | Field::NewEmail
        | Field::Ring => false,
        _ => true,
    }
}

/// Whether a question is answered in words of one's own.
pub(crate) fn is_free_text(form: &JoinForm, at: usize) -> bool {
    form.questions
        .get(at)
        .is_some_and(|question| question.kind == QuestionKind::ShortText)
}
