//! The part of a form that says what somebody is: the role and, of a facilitator, the groups.

use std::rc::Rc;

use api_types::{Choice, GroupNames, StaffRole};

use crate::{
    console::{
        Console,
        parts::{Field, Form, Kept, kept},
    },
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

/// What is chosen.
#[derive(Clone)]
pub(super) struct Chosen {
    role: Kept<String>,
    groups: Kept<Vec<String>>,
}

impl Chosen {
    pub(super) fn new(role: StaffRole, groups: &[String]) -> Self {
        Self {
            role: kept(role.as_str().to_owned()),
            groups: kept(groups.to_vec()),
        }
    }

    pub(super) fn role(&self) -> StaffRole {
        StaffRole::from_word(&self.role.peek()).unwrap_or(StaffRole::Facilitator)
    }

    /// A facilitator's groups; nobody else has any.
    pub(super) fn groups(&self) -> Vec<String> {
        match self.role() {
            StaffRole::Facilitator => self.groups.peek().clone(),
            _ => Vec::new(),
        }
    }

    /// The fields.
    pub(super) fn draw(&self, console: Console, form: &Form, names: &Rc<GroupNames>) -> El {
        let words = console.words();
        let roles: Vec<_> = StaffRole::ALL
            .iter()
            .map(|role| {
                let hint = words.word("staff-role-hint", role.as_str());
                (
                    role.as_str().to_owned(),
                    super::role_words(words, *role),
                    Some(hint),
                )
            })
            .collect();
        let role = Field::new("/role", words.say(keys::STAFF_ROLE));
        let (chosen, inside, names) = (self.clone(), form.clone(), names.clone());
        el_of("div", "stack")
            .add(form.radios(&role, &roles, &self.role))
            .add(el("div").live(move || {
                (*chosen.role.get() == StaffRole::Facilitator.as_str())
                    .then(|| groups(console, &inside, &chosen, &names))
            }))
    }
}

fn groups(console: Console, form: &Form, chosen: &Chosen, names: &GroupNames) -> El {
    let field = Field::new("/groups", console.say(keys::STAFF_GROUPS))
        .hint(console.say(keys::STAFF_GROUPS_HINT));
    let names: Vec<_> = names
        .groups
        .iter()
        .map(|group| (group.slug.clone(), group.name.clone()))
        .collect();
    form.ticks(&field, &names, &chosen.groups)
}
