//! A slip to print and hand over: what a group is, when and where, whom to ring, and a short address with
//! its QR code. Never how to get in.

use api_types::Slip;

use super::{pages, preview};
use crate::{
    browser,
    console::{Console, parts::Loaded},
    contact::contact_links,
    i18n::console_keys as keys,
    ui::{El, Icon, Look, button, el, el_of},
};

pub(super) fn draw(console: Console, slug: &str) -> El {
    super::title(console, console.say(keys::GROUPS_PAGE_SLIP));
    let asked = slug.to_owned();
    let slip = Loaded::new(console, move |line| console.server().slip(&asked, line));
    let print = button(
        Look::Main,
        Some(Icon::Print),
        console.say(keys::GROUPS_PRINT),
        move |_| {
            browser::print();
        },
    );
    el_of("div", "stack groups-slip-page")
        .add(pages(console, slug, "slip"))
        .add(el_of("p", "hint no-print").say(console.say(keys::GROUPS_SLIP_TEXT)))
        .add(el_of("div", "buttons no-print").add(print))
        .add(slip.draw(move |found| shown(console, found)))
}

fn shown(console: Console, slip: &Slip) -> El {
    let (words, group) = (console.words(), &slip.page.group);
    let mut about = el_of("div", "stack")
        .add(el_of("p", "hint").say(&slip.site))
        .add(el_of("h2", "groups-slip-name").say(&group.name));
    if !group.summary.is_empty() {
        about = about.add(el("p").say(&group.summary));
    }
    about = about.add(preview::facts(console, &slip.page));
    if !slip.page.contact.is_empty() {
        about = about.add(contact_links(words, &slip.page.contact));
    }
    let code = el_of("figure", "groups-code")
        .add(square(slip))
        .add(el("figcaption").say(&slip.address));
    el_of("article", "card groups-slip")
        .set_some("lang", words.foreign(&group.language))
        .add(about)
        .add(code)
}

/// The QR code, dark on light whatever the screen's colours are: cameras expect it so.
fn square(slip: &Slip) -> El {
    let size = slip.code.size;
    // Four modules of quiet on each side (ISO/IEC 18004).
    let across = (size + 8).to_string();
    let frame = ["-4 -4 ", &across, " ", &across].concat();
    el("svg")
        .set_text("viewBox", frame)
        .set("role", "img")
        .set_text("aria-label", slip.address.clone())
        .add(
            el("path")
                .set_text(
                    "d",
                    ["M-4 -4h", &across, "v", &across, "h-", &across, "z"].concat(),
                )
                .set("fill", "#fff"),
        )
        .add(
            el("path")
                .set_text("d", slip.code.path.clone())
                .set("fill", "#000"),
        )
}
