//! The crisis notice and the disclaimer: in the list and on every page. The country comes from
//! the site, else from the group, never from a language; another one is a press away.

use api_types::{CrisisLine, CrisisLines, Site};
use leptos::prelude::*;

use super::{Finder, state::Message};
use crate::{
    browser,
    i18n::keys,
    ui::{El, Icon, Look, blocks, button, el, el_of, icon, memo},
};

/// Whom to reach now. `group_country` is the country of the open page's group.
pub(crate) fn crisis(finder: Finder, group_country: Option<String>) -> El {
    let label = finder.words.say(keys::CRISIS_LABEL);
    // Drawn anew for another country only, not for every letter of a search.
    let picked = memo(move || {
        finder
            .model()
            .view
            .get()
            .country
            .as_deref()
            .map_or(0, number)
    });
    el_of("div", "crisis")
        .set("part", "crisis")
        .set("role", "group")
        .set("aria-label", label)
        .live(move || {
            // Read, not only tracked: a memo that nobody reads follows nothing.
            let _ = picked.get();
            let model = finder.model();
            let picked = model.view.peek().country.clone();
            let site = model.site.get();
            let Some(site) = site.as_ref() else {
                return Some(without_lines(finder));
            };
            let country = picked
                .or_else(|| site.country.clone())
                .or_else(|| group_country.clone());
            Some(notice(finder, site, country.as_deref()))
        })
}

/// What is true everywhere, as long as the site's lines are not here: they may never come.
fn without_lines(finder: Finder) -> El {
    let text = el("p").say(finder.words.say(keys::CRISIS_ANYWHERE));
    el_of("div", "crisis-inner").add(title(finder)).add(text)
}

fn title(finder: Finder) -> El {
    el_of("p", "crisis-title")
        .add(icon(Icon::Help))
        .add(el("span").say(finder.words.say(keys::CRISIS_TITLE)))
}

/// A country's two letters as a number.
fn number(code: &str) -> u32 {
    code.bytes()
        .take(2)
        .fold(0, |number, byte| number << 8 | u32::from(byte))
}

fn notice(finder: Finder, site: &Site, country: Option<&str>) -> El {
    let words = finder.words;
    let lines = site
        .crisis
        .iter()
        .find(|lines| Some(&*lines.country) == country);
    let other = if lines.is_some() {
        keys::CRISIS_OTHER
    } else {
        keys::CRISIS_PICK
    };
    // Who has no lines yet is asked at once.
    let model = finder.model();
    let open = lines.is_none() || *model.crisis_open.get();
    let toggle = button(Look::Plain, None, words.say(other), move |_| {
        finder.model().crisis_open.update(|open| *open = !*open);
    });
    let inner = el_of("div", "crisis-inner")
        .add(title(finder))
        .add_some(lines.map(|lines| list(finder, lines, false)))
        .add(
            toggle
                .set("id", "kd-elsewhere")
                .set("aria-expanded", if open { "true" } else { "false" }),
        );
    if !open {
        return inner;
    }
    let label = el_of("label", "label small").set("for", "kd-country");
    inner.add(
        el_of("div", "crisis-other")
            .add_some(lines.map(|lines| list(finder, lines, true)))
            .add(label.say(words.say(keys::CRISIS_COUNTRY)))
            .add(countries(finder, site, country))
            .add(el_of("p", "hint").say(words.say(keys::CRISIS_UNLISTED))),
    )
}

/// The lines of a country and its emergency number: those in the page's language first. Lines
/// in yet another language (`foreign`) stand behind the press.
fn list(finder: Finder, lines: &CrisisLines, foreign: bool) -> El {
    let language = |line: &CrisisLine| match &line.language {
        None => 1,
        Some(language) if finder.foreign(language).is_none() => 0,
        Some(_) => 2,
    };
    let mut list = el_of("ul", "crisis-lines").set("role", "list");
    let shown: &[u8] = if foreign { &[2] } else { &[0, 1] };
    for wanted in shown {
        for line in lines.lines.iter().filter(|line| language(line) == *wanted) {
            list = list.add(crisis_line(finder, line));
        }
    }
    if foreign {
        return list;
    }
    let emergency = finder
        .words
        .fill(keys::CRISIS_EMERGENCY, &[("number", &lines.emergency)]);
    list.add(
        el("li").add(
            el("a")
                .set_text("href", tel(&lines.emergency))
                .text(emergency),
        ),
    )
}

fn crisis_line(finder: Finder, line: &CrisisLine) -> El {
    let words = finder.words;
    let name = el("strong")
        .set_some("lang", line.language.clone())
        .say(&line.name);
    let mut item = el("li").add(name);
    let mut before = ": ";
    let mut add = |item: El, href: String, text: String| {
        let item = item
            .say(before)
            .add(el("a").set_text("href", href).text(text));
        before = ", ";
        item
    };
    if let Some(number) = &line.call {
        item = add(
            item,
            tel(number),
            words.fill(keys::CRISIS_CALL, &[("number", number)]),
        );
    }
    if let Some(number) = &line.text {
        item = match &line.text_word {
            Some(word) => {
                let text = words.fill(
                    keys::CRISIS_TEXT_WORD,
                    &[("word", word), ("number", number)],
                );
                add(item, [&sms(number), "?body=", word].concat(), text)
            }
            None => add(
                item,
                sms(number),
                words.fill(keys::CRISIS_TEXT, &[("number", number)]),
            ),
        };
    }
    if let (Some(url), None, None) = (&line.url, &line.call, &line.text) {
        item = add(item, url.clone(), words.say(keys::CRISIS_WEB).to_owned());
    }
    let hours = line.hours.as_ref().map(|hours| [" (", hours, ")"].concat());
    item.add_some(hours.map(|hours| el_of("span", "small").text(hours)))
}

/// Every country that the site has lines for, by name.
fn countries(finder: Finder, site: &Site, country: Option<&str>) -> El {
    let intl = &finder.model().intl;
    let mut names: Vec<(String, &str)> = site
        .crisis
        .iter()
        .map(|lines| (intl.country(&lines.country), &*lines.country))
        .collect();
    names.sort_unstable();
    let mut select = el_of("select", "field")
        .set("id", "kd-country")
        .on("change", move |event| {
            let code = browser::value(event);
            if !code.is_empty() {
                finder.send(Message::Country(code));
            }
        })
        .add(
            el("option")
                .set("value", "")
                .say(finder.words.say(keys::CRISIS_PICK)),
        );
    for (name, code) in names {
        let here = country == Some(code);
        select = select.add(
            el("option")
                .set("value", code)
                .flag("selected", here)
                .text(name),
        );
    }
    select
}

/// What these groups are not, and how privacy is kept.
pub(crate) fn disclaimer(finder: Finder) -> El {
    let words = finder.words;
    el_of("div", "disclaimer")
        .set("part", "disclaimer")
        .live(move || {
            let model = finder.model();
            let site = model.site.get();
            let site = site.as_ref()?;
            let privacy = site.privacy_url.clone().map(|url| {
                let link = el("a").set_text("href", url).set("rel", "noopener");
                el("p").add(link.say(words.say(keys::PRIVACY)))
            });
            Some(
                el("div")
                    .set("role", "note")
                    .set("aria-label", words.say(keys::DISCLAIMER_LABEL))
                    .add(blocks(&site.disclaimer).set_some("lang", finder.foreign(&site.language)))
                    .add_some(privacy),
            )
        })
}

/// A link that rings.
pub(crate) fn tel(number: &str) -> String {
    ["tel:", &dialled(number)].concat()
}

fn sms(number: &str) -> String {
    ["sms:", &dialled(number)].concat()
}

/// What a telephone dials of a number as people write it.
fn dialled(number: &str) -> String {
    number
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '+' | '*' | '#'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::tel;

    #[test]
    fn a_telephone_dials_digits() {
        assert_eq!(tel("116 123"), "tel:116123");
        assert_eq!(tel("+1 (555) 010-0199"), "tel:+15550100199");
    }
}
