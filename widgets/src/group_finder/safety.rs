//! The crisis notice and the disclaimer: in the list and on every page. The country comes from
//! the site, else from the group, never from a language; another one is a press away.

use api_types::CrisisLines;
use leptos::prelude::*;

use super::{Finder, page::country_of, state::Message};
use crate::{
    browser, crisis,
    i18n::keys,
    ui::{El, Look, Row, button, el, el_of, memo},
};

/// Whom to reach now; `on_page` where the open group's country counts, too.
///
/// The button and the field stay while what is around them changes, since they hold the focus.
pub(crate) fn crisis(finder: Finder, on_page: bool) -> El {
    let words = finder.words;
    let country = memo(move || known_country(finder, on_page));
    let open = memo(move || {
        let model = finder.model();
        let here = model.site.get().is_some();
        // Who has no lines yet is asked at once.
        u32::from(here && (*model.crisis_open.get() || country.get() == 0))
    });
    let lines = move |foreign| {
        move || {
            let wanted = country.get();
            let site = finder.model().site.peek().clone();
            let is_wanted = |lines: &&CrisisLines| number(&lines.country) == wanted;
            match site
                .as_ref()
                .and_then(|site| site.crisis.iter().find(is_wanted))
            {
                Some(lines) if foreign => Some(crisis::lines(words, lines, crisis::FOREIGN)),
                Some(lines) => Some(crisis::lines(words, lines, crisis::HERE)),
                None if foreign => None,
                // What is true everywhere, as long as the lines are not here: they may never come.
                None => Some(el("p").both(words.say(keys::CRISIS_ANYWHERE))),
            }
        }
    };
    let toggle = button(
        Look::Plain,
        None,
        words.say(keys::CRISIS_OTHER),
        move |_| {
            finder.model().crisis_open.update(|open| *open = !*open);
        },
    );
    let toggle = toggle
        .live_attribute("aria-expanded", move || Some((open.get() != 0).to_string()))
        .live_attribute("hidden", move || (country.get() == 0).then(String::new));
    let label = el_of("label", "label small").say(words.say(keys::CRISIS_COUNTRY));
    let other = el_of("div", "crisis-other")
        .live_attribute("hidden", move || (open.get() == 0).then(String::new))
        .live(lines(true))
        .add(label.add(countries(finder, country)))
        .add(el_of("p", "hint").say(words.say(keys::CRISIS_UNLISTED)));
    crisis::notice(words, |inner| {
        inner.live(lines(false)).add(toggle).add(other)
    })
    .set("part", "crisis")
}

/// The country whose lines are shown, as a number; 0 where none is known or it has no lines.
fn known_country(finder: Finder, on_page: bool) -> u32 {
    let model = finder.model();
    let picked = model.view.get().country.clone();
    let of_group = on_page.then(|| country_of(&model.page.get())).flatten();
    let site = model.site.get();
    let Some(site) = site.as_ref() else { return 0 };
    let country = picked.or_else(|| site.country.clone()).or(of_group);
    let country = country.as_deref().map_or(0, number);
    let listed = |lines: &CrisisLines| number(&lines.country) == country;
    if site.crisis.iter().any(listed) {
        country
    } else {
        0
    }
}

/// A country's two letters as a number.
fn number(code: &str) -> u32 {
    code.bytes()
        .take(2)
        .fold(0, |number, byte| number << 8 | u32::from(byte))
}

/// Every country that the site has lines for, by name.
fn countries(finder: Finder, country: Memo<u32>) -> El {
    let pick = el("option").set("value", "");
    el_of("select", "field")
        .on("change", move |event| {
            let code = browser::value(event);
            if !code.is_empty() {
                // The field stays open under the hand that chose.
                finder.model().crisis_open.set(true);
                finder.send(Message::Country(code));
            }
        })
        .add(pick.say(finder.words.say(keys::CRISIS_PICK)))
        .rows(move || {
            let model = finder.model();
            let site = model.site.get();
            let crisis = site.iter().flat_map(|site| &site.crisis);
            let mut names: Vec<(String, String)> = crisis
                .map(|lines| (model.intl.country(&lines.country), lines.country.clone()))
                .collect();
            names.sort_unstable();
            names
                .into_iter()
                .map(|(name, code)| -> Row {
                    let this = number(&code);
                    let option = el("option").set("value", &code).text(name);
                    let chosen = move || (country.get() == this).into();
                    let draw = move || option.live_property("selected", chosen);
                    (code, Box::new(draw))
                })
                .collect()
        })
}

/// What these groups are not, and how privacy is kept.
pub(crate) fn disclaimer(finder: Finder) -> El {
    el_of("div", "disclaimer")
        .set("part", "disclaimer")
        .live(move || {
            let model = finder.model();
            let site = model.site.get();
            let site = site.as_ref()?;
            Some(crisis::disclaimer(finder.words, site))
        })
}
