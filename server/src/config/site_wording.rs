//! The `[wording]` tables of a site file: what members read, in the site's own words.
//!
//! A text is named by language, program and key, as the widgets' text files have it. The browser is told which
//! shipped text becomes which, not the key: widgets hold their texts by place, and the places of an older
//! copy are others.

use std::collections::BTreeMap;

use widgets::texts::TEXTS;

use super::{site::SiteConfig, toml_file::nearest};
use crate::domain::wording::primary;

/// What somebody agrees to, and where they turn in danger: the texts that have the English beside them in a language
/// that no native reader of the site has read. Widgets draw the two apart where a line ends.
const WEIGHTY: [(&str, &str); 8] = [
    ("shared", "crisis-title"),
    ("shared", "crisis-emergency"),
    ("shared", "crisis-anywhere"),
    ("join", "crisis-near"),
    ("survey", "crisis-near"),
    ("join", "rule-agree"),
    ("join", "rules-agree"),
    ("join", "label.person-agrees"),
];

/// Texts by language, program and key.
pub type SiteWording = BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>;

/// The texts of one part that ship in a language, by key.
pub type ShippedTexts = (&'static str, &'static [(&'static str, &'static str)]);

/// Every text that a site can word otherwise in a language, part by part; none for one that does not ship.
pub fn shipped_texts(language: &str) -> Vec<ShippedTexts> {
    let own = TEXTS.iter().filter(|(_, tongue, _)| *tongue == language);
    own.map(|(part, _, texts)| (*part, *texts)).collect()
}

impl SiteConfig {
    /// What the site words otherwise in a language: the shipped text, and its own.
    pub fn own_words(&self, language: &str) -> BTreeMap<String, String> {
        let programs = self.wording.get(primary(language)).into_iter().flatten();
        let words = programs.flat_map(|(program, words)| {
            let shipped = move |key: &str| shipped(program, primary(language), key);
            words
                .iter()
                .filter_map(move |(key, own)| Some((shipped(key)?.to_owned(), own.clone())))
        });
        let mut words: BTreeMap<String, String> = words.collect();
        if self.needs_english_beside(language) {
            // Two of them may ship with the same words: each is read before any is written.
            let both = WEIGHTY.iter().filter_map(|(program, key)| {
                let shipped = shipped(program, primary(language), key)?;
                let own = words.get(shipped).map_or(shipped, String::as_str);
                let both = format!("{own}\n{}", self.english(program, key));
                Some((shipped.to_owned(), both))
            });
            let both: Vec<_> = both.collect();
            words.extend(both);
        }
        words
    }

    /// A text in English, in the site's own words where it has some.
    fn english(&self, program: &str, key: &str) -> &str {
        let own = || self.wording.get("en")?.get(program)?.get(key);
        let shipped = || shipped(program, "en", key).unwrap_or_default();
        own().map_or_else(shipped, String::as_str)
    }

    /// What is wrong with the site's words, each with the path to it.
    pub(super) fn wording_problems(&self) -> Vec<(String, String)> {
        let mut problems = Vec::new();
        for (language, programs) in &self.wording {
            let place = format!("wording.{language}");
            if let Err(problem) = known(
                "language",
                language,
                TEXTS.iter().map(|(_, language, _)| *language),
            ) {
                problems.push((place, problem));
                continue;
            }
            // Where two keys ship with the same words, both become the same.
            let mut said = BTreeMap::new();
            for (program, words) in programs {
                let place = format!("{place}.{program}");
                if let Err(problem) =
                    known("part", program, TEXTS.iter().map(|(program, ..)| *program))
                {
                    problems.push((place, problem));
                    continue;
                }
                for (key, own) in words {
                    if let Err(problem) = fits(program, language, key, own, &mut said) {
                        problems.push((format!("{place}.{key}"), problem));
                    }
                }
            }
        }
        problems
    }
}

/// Whether a text can stand for the shipped one.
fn fits<'a>(
    program: &str,
    language: &str,
    key: &'a str,
    own: &'a str,
    said: &mut BTreeMap<&'static str, (&'a str, &'a str)>,
) -> Result<(), String> {
    let Some(shipped) = shipped(program, language, key) else {
        return known("text", key, keys(program, language));
    };
    if own.trim().is_empty() {
        return Err("a text can be worded, but not removed".to_owned());
    }
    let (theirs, ours) = (placeholders(own), placeholders(shipped));
    if theirs != ours {
        let ours = if ours.is_empty() {
            "none".to_owned()
        } else {
            ours.join(", ")
        };
        return Err(format!(
            "it has to have the same placeholders as `{shipped}`: {ours}"
        ));
    }
    match said.insert(shipped, (key, own)) {
        Some((other, words)) if words != own => Err(format!(
            "`{other}` ships with the same words, `{shipped}`; both can only become the same"
        )),
        _ => Ok(()),
    }
}

/// An error with the nearest name, where this is none of those that there are.
fn known<'n>(what: &str, name: &str, names: impl Iterator<Item = &'n str>) -> Result<(), String> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    if names.contains(&name) {
        return Ok(());
    }
    Err(match nearest(name, &names) {
        Some(near) => format!("no {what} is called `{name}`; did you mean `{near}`?"),
        // Hundreds of texts are no answer.
        None if names.len() > 20 => {
            format!("no {what} is called `{name}`; `kindred words en` lists them all")
        }
        None => format!(
            "no {what} is called `{name}`; there are {}",
            names.join(", ")
        ),
    })
}

fn keys(program: &str, language: &str) -> impl Iterator<Item = &'static str> {
    texts(program, language).iter().map(|(key, _)| *key)
}

fn shipped(program: &str, language: &str, key: &str) -> Option<&'static str> {
    let texts = texts(program, language);
    let at = texts.binary_search_by_key(&key, |(key, _)| key).ok()?;
    Some(texts[at].1)
}

fn texts(program: &str, language: &str) -> &'static [(&'static str, &'static str)] {
    let found = TEXTS
        .iter()
        .find(|(of, tongue, _)| *of == program && *tongue == language);
    found.map_or(&[], |(.., texts)| texts)
}

/// The names between braces, sorted, with the braces.
fn placeholders(text: &str) -> Vec<String> {
    let names = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let mut names: Vec<String> = names.map(|(name, _)| format!("{{{name}}}")).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::super::{read_site_file, toml_file::Finding};

    const SITE: &str = "name = \"A\"\ntime_zone = \"UTC\"\nlanguages = [\"en\", \"es\"]\n\
                        reviewed_languages = [\"es\"]\n";

    #[test]
    fn consent_and_crisis_have_the_english_beside_them_until_a_native_reader_has_read_them() {
        let text = "name = \"A\"\ntime_zone = \"UTC\"\nlanguages = [\"en\", \"es\", \"pl\"]\n\
                    [wording.es.shared]\ncrisis-title = \"¿Hablamos?\"\n";
        let config = read_site_file(text).unwrap();
        let answer = |asked| config.answer("a", Some(asked), false).wording;
        assert_eq!(answer("en").len(), 0);
        assert!(
            answer("es")
                .values()
                .any(|said| said == "¿Hablamos?\nNeed help now?")
        );
        assert!(
            answer("pl")
                .values()
                .any(|said| said.ends_with("\nIn an emergency, call {number}"))
        );
        assert_eq!(
            answer("pl").len(),
            super::WEIGHTY.len() - 1,
            "two of them ship with the same words"
        );
        for said in answer("pl").values() {
            assert_eq!(said.matches('\n').count(), 1, "{said}");
        }
        let read = format!("reviewed_languages = [\"pl\"]\n{text}");
        let config = read_site_file(&read).unwrap();
        assert_eq!(config.answer("a", Some("pl"), false).wording.len(), 0);
        let wrong = read_site_file(&format!("reviewed_languages = [\"cy\"]\n{text}")).unwrap_err();
        assert!(
            wrong[0].to_string().contains("one of `languages`"),
            "{}",
            wrong[0]
        );
    }

    #[test]
    fn a_site_words_texts_by_language_part_and_key() {
        let text = format!(
            "{SITE}[wording.es.finder]\ntitle = \"Encuentra tu grupo\"\n\"groups.other\" = \"{{n}} círculos\"\n"
        );
        let config = read_site_file(&text).unwrap();
        let answer = |asked| config.answer("a", Some(asked), false).wording;
        assert_eq!(answer("en").len(), 0);
        let words = answer("es-MX");
        assert_eq!(words["{n} grupos"], "{n} círculos");
        assert!(words.values().any(|own| own == "Encuentra tu grupo"));
        assert_eq!(words.len(), 2);
    }

    #[test]
    fn what_is_wrong_with_words_has_its_place_and_the_nearest_that_exists() {
        let text = format!(
            "{SITE}[wording.en.finder]\ntitel = \"A\"\ntitle = \" \"\n\"groups.other\" = \"{{m}} circles\"\nzzzzzzzzzz = \"\"\n\
             [wording.en.findr]\n[wording.e]\n[wording.en.console]\n"
        );
        let findings = read_site_file(&text).unwrap_err();
        let said: Vec<String> = findings.iter().map(Finding::to_string).collect();
        insta::assert_snapshot!(said.join("\n"));
    }
}
