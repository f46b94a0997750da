//! What is known of something: a name and its value, in a `dl` of the class `facts`.

use crate::ui::{El, el};

/// One, whose value is text.
pub(crate) fn fact(name: &str, value: &str) -> El {
    fact_of(name, el("dd").say(value))
}

/// One, whose `dd` is the caller's own.
pub(crate) fn fact_of(name: &str, value: El) -> El {
    el("div").add(el("dt").say(name)).add(value)
}
