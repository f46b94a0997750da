//! Buttons and links: 44 px high, an icon only beside words.

use web_sys::Event;

use super::{El, Icon, el, el_of, icon};

/// How much a button asks for attention.
#[derive(Clone, Copy)]
pub(crate) enum Look {
    /// The one next step.
    Main,
    /// One of several.
    Quiet,
    /// In a line of text.
    Plain,
    /// Something chosen, to be dropped.
    Chip,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Main => "button main",
            Self::Quiet => "button quiet",
            Self::Plain => "button plain",
            Self::Chip => "chip",
        }
    }
}

/// A button that does something here.
pub(crate) fn button(
    look: Look,
    sign: Option<Icon>,
    text: &str,
    press: impl FnMut(&Event) + 'static,
) -> El {
    pressed(look, sign, text).on("click", press)
}

#[inline(never)]
fn pressed(look: Look, sign: Option<Icon>, text: &str) -> El {
    inside(
        el_of("button", look.class()).set("type", "button"),
        sign,
        text,
    )
}

/// A link that leads somewhere, drawn as a button.
#[inline(never)]
pub(crate) fn link(look: Look, sign: Option<Icon>, text: &str, href: String) -> El {
    inside(el_of("a", look.class()).set_text("href", href), sign, text)
}

fn inside(frame: El, sign: Option<Icon>, text: &str) -> El {
    // A long email address breaks before its @, and not in the middle of a name.
    let (before, rest) = text.split_at(text.find('@').unwrap_or(text.len()));
    let mut words = el("span").say(before);
    if !rest.is_empty() {
        words = words.add(el("wbr")).say(rest);
    }
    frame.add_some(sign.map(icon)).add(words)
}
