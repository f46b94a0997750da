//! What stands around every view of the page: its heading, the way back, what became of what was
//! pressed.

use super::{
    Member, Message, concern, edit, keep, page, rules,
    state::{Doing, Hitch, Task, View},
};
use crate::{
    asking::outcome,
    i18n::{Key, join_keys as keys},
    join_form,
    ui::{El, Icon, Look, button, el, el_of, notice},
};

/// The view that shows.
pub(crate) fn draw(member: Member) -> El {
    el_of("div", "flow member-page")
        .set("part", "member-page")
        .live(move || {
            let model = member.model();
            let view = *model.view.get();
            match view {
                View::Erased => return Some(end(member, keys::ERASED_TITLE, keys::ERASED_TEXT)),
                View::Closed => return Some(end(member, keys::CLOSED_TITLE, keys::CLOSED_TEXT)),
                _ => {}
            }
            let Some(membership) = member.membership() else {
                return Some(not_here(member));
            };
            Some(match view {
                View::Edit => edit::view(member, &membership),
                View::Rules => rules::view(member, &membership),
                View::Concern => concern::view(member, &membership),
                View::Leave => keep::leave(member, &membership),
                View::Erase => keep::erase(member),
                _ => page::view(member, &membership),
            })
        })
}

fn not_here(member: Member) -> El {
    let model = member.model();
    let asked = model.asked.peek();
    outcome(
        member.flow.words,
        member.flow.level(),
        &*asked,
        keys::PAGE_TITLE,
        move || member.send(Message::Opened),
    )
    .add(to_steps(member))
}

/// Where the page has come to its end.
fn end(member: Member, title: Key, text: Key) -> El {
    let words = member.flow.words;
    let ask = member
        .flow
        .form()
        .map(|form| join_form::ask(member.flow, &form));
    notice("done", Icon::Tick, member.flow.heading(0), words.say(title))
        .set("id", "kd-page")
        .set("tabindex", "-1")
        .add(el("p").say(words.say(text)))
        .add_some(ask)
}

/// A view's heading, which the focus goes to.
pub(super) fn title(member: Member, text: &str) -> El {
    el_of(member.flow.heading(0), "title")
        .set("id", "kd-page")
        .set("tabindex", "-1")
        .say(text)
}

/// A section of the page.
#[inline(never)]
pub(super) fn section(member: Member, title: Key) -> El {
    let head = el_of(member.flow.heading(1), "section-title").say(member.flow.words.say(title));
    el("section").add(head)
}

/// A button that goes to another view.
#[inline(never)]
pub(super) fn to_view(member: Member, look: Look, text: Key, view: View) -> El {
    press(member, look, text, Message::Went(view))
}

/// A button that says something.
#[inline(never)]
pub(super) fn press(member: Member, look: Look, text: Key, message: Message) -> El {
    button(look, None, member.flow.words.say(text), move |_| {
        member.send(message);
    })
}

/// The way back to the page, beside the one button that does something.
pub(super) fn buttons(member: Member, on: El, back: Key) -> El {
    el_of("div", "step-buttons")
        .add(on)
        .add(to_view(member, Look::Quiet, back, View::Page))
}

/// The way back to what the join form said last.
pub(super) fn to_steps(member: Member) -> El {
    let back = button(
        Look::Plain,
        Some(Icon::Back),
        member.flow.words.say(keys::PAGE_BACK),
        move |_| member.flow.send(join_form::Message::Page(false)),
    );
    el_of("div", "back").add(back)
}

/// What became of something that was pressed, beside it.
pub(super) fn became(member: Member, task: Task) -> El {
    el("div").set("role", "status").live(move || {
        let words = member.flow.words;
        let key = match *member.model().doing.get() {
            Doing::Now(now) if now == task => keys::CHECKING,
            Doing::Failed(now, hitch) if now == task => match hitch {
                Hitch::Offline => keys::HITCH_OFFLINE,
                Hitch::Failed => keys::HITCH_FAILED,
                Hitch::Wait => keys::HITCH_WAIT,
                Hitch::Changed => keys::HITCH_CHANGED,
            },
            _ => return None,
        };
        Some(el_of("p", "became").say(words.say(key)))
    })
}
