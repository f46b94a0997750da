//! Newer guidelines: what is new, and the boxes of rules that are new or changed.

use api_types::{Acknowledge, Membership};

use super::{
    Member, Message,
    frame::{became, buttons, press, title},
    state::Task,
};
use crate::{
    guidelines,
    i18n::join_keys as keys,
    join_form::{Field, summary, tick},
    ui::{El, Look, el, el_of},
};

pub(super) fn view(member: Member, membership: &Membership) -> El {
    let flow = member.flow;
    let words = flow.words;
    let (Some(form), Some(newer)) = (flow.form(), &membership.guidelines) else {
        return el("div");
    };
    let box_for = |field, key| tick(flow, &form, field, words.say(key));
    let each = newer.acknowledge == Acknowledge::Each;
    let list = guidelines::rules(words, flow.level(), newer, &|at, _| {
        each.then(|| box_for(Field::Rule(at), keys::RULE_AGREE))
    });
    let all = (!each).then(|| box_for(Field::Rules, keys::RULES_AGREE));
    let send = press(member, Look::Main, keys::RULES_SEND, Message::Acknowledged);
    el("div")
        .live(move || summary(flow))
        .add(title(member, words.say(keys::NEWER_RULES)))
        .add(el_of("p", "intro").say(words.say(keys::RULES_INTRO)))
        .add(list)
        .add_some(all)
        .add(became(member, Task::Rules))
        .add(buttons(member, send, keys::STEP_BACK))
}
