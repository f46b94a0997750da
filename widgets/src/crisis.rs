//! Crisis lines and the disclaimer in words. For every program; which country's lines show, and
//! when, is each widget's to say.

use api_types::{CrisisLine, CrisisLines, Site};

use crate::{
    contact::{sms, tel},
    i18n::{Words, shared},
    ui::{El, Icon, blocks, el, el_of, icon},
};

/// The notice; `fill` adds the lines beneath its title. Each widget names it as a part of its own.
pub(crate) fn notice(words: Words, fill: impl FnOnce(El) -> El) -> El {
    let title = el_of("p", "crisis-title")
        .add(icon(Icon::Help))
        .add(el("span").both(words.say(shared::CRISIS_TITLE)));
    el_of("div", "crisis")
        .set("role", "group")
        .set("aria-label", words.say(shared::CRISIS_LABEL))
        .add(fill(el_of("div", "crisis-inner").add(title)))
}

/// Lines in the page's language, then those in none, then the emergency number.
pub(crate) const HERE: &[u8] = &[0, 1, EMERGENCY];
/// The same without the emergency number, for who shows it apart.
pub(crate) const HELPLINES: &[u8] = &[0, 1];
/// Lines in yet another language, which stand behind a press.
pub(crate) const FOREIGN: &[u8] = &[2];
const EMERGENCY: u8 = 3;

/// Those lines of a country that are `wanted`, in that order.
pub(crate) fn lines(words: Words, lines: &CrisisLines, wanted: &[u8]) -> El {
    let language = |line: &CrisisLine| match &line.language {
        None => 1,
        Some(language) if words.foreign(language).is_none() => 0,
        Some(_) => 2,
    };
    let mut list = el_of("ul", "crisis-lines").set("role", "list");
    for wanted in wanted {
        if *wanted == EMERGENCY {
            list = list.add(el("li").add(emergency(words, lines)));
        }
        for line in lines.lines.iter().filter(|line| language(line) == *wanted) {
            list = list.add(crisis_line(words, line));
        }
    }
    list
}

/// The lines of the site's own country, or what is true everywhere.
pub(crate) fn lines_of(words: Words, site: Option<&Site>) -> El {
    let found = site.and_then(|site| {
        let country = site.country.as_ref()?;
        site.crisis.iter().find(|lines| lines.country == *country)
    });
    match found {
        Some(found) => lines(words, found, HERE),
        None => el_of("p", "crisis-anywhere").both(words.say(shared::CRISIS_ANYWHERE)),
    }
}

/// Whom to reach now, beside what was written: `said` is why, `lines` are whom.
pub(crate) fn near(said: &str, lines: El) -> El {
    el_of("div", "crisis-inner")
        .add(el("p").both(said))
        .add(lines)
}

/// The way to a country's emergency number.
pub(crate) fn emergency(words: Words, lines: &CrisisLines) -> El {
    let text = words.fill(shared::CRISIS_EMERGENCY, &[("number", &lines.emergency)]);
    el("a")
        .set_text("href", tel(&lines.emergency))
        .add(el("span").both(&text))
}

fn crisis_line(words: Words, line: &CrisisLine) -> El {
    let name = el("strong")
        .set_some("lang", line.language.clone())
        .say(&line.name);
    let mut item = el("li").add(name);
    let mut before = ": ";
    let mut add = |item: El, href: String, text: String| {
        let item = item
            .say(before)
            .add(el("a").set_text("href", href).text(text));
        before = words.say(shared::LIST_MORE);
        item
    };
    if let Some(number) = &line.call {
        item = add(
            item,
            tel(number),
            words.fill(shared::CRISIS_CALL, &[("number", number)]),
        );
    }
    if let Some(number) = &line.text {
        item = match &line.text_word {
            Some(word) => {
                let text = words.fill(
                    shared::CRISIS_TEXT_WORD,
                    &[("word", word), ("number", number)],
                );
                add(item, [&sms(number), "?body=", word].concat(), text)
            }
            None => add(
                item,
                sms(number),
                words.fill(shared::CRISIS_TEXT, &[("number", number)]),
            ),
        };
    }
    if let (Some(url), None, None) = (&line.url, &line.call, &line.text) {
        item = add(item, url.clone(), words.say(shared::CRISIS_WEB).to_owned());
    }
    let hours = line.hours.as_ref().map(|hours| [" (", hours, ")"].concat());
    item.add_some(hours.map(|hours| el_of("span", "small").text(hours)))
}

/// What these groups are not, and how privacy is kept.
pub(crate) fn disclaimer(words: Words, site: &Site) -> El {
    let privacy = site.privacy_url.clone().map(|url| {
        let link = el("a").set_text("href", url).set("rel", "noopener");
        el("p").add(link.say(words.say(shared::PRIVACY)))
    });
    el("div")
        .set("role", "note")
        .set("aria-label", words.say(shared::DISCLAIMER_LABEL))
        .add(blocks(&site.disclaimer).set_some("lang", words.foreign(&site.language)))
        .add_some(privacy)
}
