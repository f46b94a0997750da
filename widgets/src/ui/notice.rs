//! A notice: what happened, and what to do next.

use super::{El, Icon, el, el_of, icon};

/// A box with a sign, a heading of the given tag, and what the caller adds.
#[inline(never)]
pub(crate) fn notice(kind: &'static str, sign: Icon, heading: &'static str, title: &str) -> El {
    let title = el_of(heading, "notice-title")
        .set("tabindex", "-1")
        .add(icon(sign))
        .add(el("span").say(title));
    el_of("div", "notice").set("data-kind", kind).add(title)
}
