//! The third step: the guidelines, acknowledged each by itself or all at the end.

use api_types::{Acknowledge, JoinForm};

use super::{Flow, fields::tick, state::Field};
use crate::{
    guidelines::{print, rules},
    i18n::join_keys as keys,
    ui::{El, Icon, el, el_of, notice},
};

pub(crate) fn view(flow: Flow, form: &JoinForm) -> El {
    let words = flow.words;
    let each = form.guidelines.acknowledge == Acknowledge::Each;
    let text = |key| words.say(key);
    let list = rules(words, flow.level, &form.guidelines, &|at, _| {
        each.then(|| tick(flow, form, Field::Rule(at), text(keys::RULE_AGREE)))
    });
    let all = (!each).then(|| tick(flow, form, Field::Rules, text(keys::RULES_AGREE)));
    let changed = *flow.model().rules_changed.peek();
    let changed = changed.then(|| {
        notice(
            "changed",
            Icon::Help,
            flow.heading(1),
            words.say(keys::RULES_NEW_VERSION),
        )
        .add(el("p").say(words.say(keys::RULES_NEW_VERSION_TEXT)))
    });
    el("div")
        .add_some(changed)
        .add(el_of("p", "intro").say(words.say(keys::RULES_INTRO)))
        .add(list)
        .add_some(all)
        .add_some(print(words))
}
