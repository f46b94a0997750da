//! The words, in the member's language.
//!
//! What belongs here: finding a text by its key, filling its placeholders, picking its plural.
//! What does not: dates and numbers (`intl.rs`), and which text stands where (the views).
//! The texts themselves are `<program>/en.toml`, `<program>/es.toml` … (the console's a folder a
//! language, a file a part), and in `shared/` what several programs say. The loader hands over one program's in one language as an array, the
//! shared ones first, so that a member downloads what is needed and no more.

use std::sync::Mutex;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

/// Constants for the texts of every program: `shared::PRINT` …, made by `build.rs`.
pub(crate) mod shared {
    use super::Key;
    include!(concat!(env!("OUT_DIR"), "/shared.rs"));
}

/// Constants for the finder's texts: `keys::TITLE`, `keys::GROUPS` …, and the shared ones.
pub(crate) mod keys {
    pub(crate) use super::shared::*;
    use super::{Key, Plural};
    include!(concat!(env!("OUT_DIR"), "/finder.rs"));
}

/// Constants for the texts of guidelines and join form, and the shared ones.
pub(crate) mod join_keys {
    pub(crate) use super::shared::*;
    use super::{Key, Plural};
    include!(concat!(env!("OUT_DIR"), "/join.rs"));
}

/// Constants for the survey's texts, and the shared ones.
pub(crate) mod survey_keys {
    pub(crate) use super::shared::*;
    use super::{Key, Plural};
    include!(concat!(env!("OUT_DIR"), "/survey.rs"));
}

/// Constants for the console's texts, and the shared ones.
pub(crate) mod console_keys {
    pub(crate) use super::shared::*;
    use super::{Key, Plural};
    include!(concat!(env!("OUT_DIR"), "/console.rs"));
}

/// The finder's texts.
pub(crate) static FINDER: Program = Program {
    count: keys::COUNT,
    choices: keys::CHOICES,
};

/// The texts of guidelines and join form.
pub(crate) static JOIN: Program = Program {
    count: join_keys::COUNT,
    choices: join_keys::CHOICES,
};

/// The survey's texts.
pub(crate) static SURVEY: Program = Program {
    count: survey_keys::COUNT,
    choices: survey_keys::CHOICES,
};

/// The console's texts.
pub(crate) static CONSOLE: Program = Program {
    count: console_keys::COUNT,
    choices: console_keys::CHOICES,
};

/// What texts a program has.
pub(crate) struct Program {
    count: usize,
    /// Names of choices, sorted, with their places.
    choices: &'static [(&'static str, u16)],
}

/// A text.
#[derive(Clone, Copy)]
pub(crate) struct Key(u16);

/// A text that goes with a number: the place of the first of its six forms. Those that a language does not
/// tell apart are empty.
#[derive(Clone, Copy)]
pub(crate) struct Plural(u16);

/// The place among them of the form that every language has. They stand in the order of their names: `few`,
/// `many`, `one`, `other`, `two`, `zero`.
const OTHER: usize = 3;

/// All texts of one language, as one site words them.
struct Table {
    program: &'static Program,
    site: Box<str>,
    language: Box<str>,
    texts: Vec<String>,
}

/// Texts as they ship, and as a site says them.
#[cfg(feature = "ssr")]
type OwnTexts = std::collections::BTreeMap<String, String>;

/// The texts of one language; cheap to copy, so that every closure can carry one.
#[derive(Clone, Copy)]
pub struct Words(&'static Table);

/// Languages that were asked for on this page. A table lives as long as the page: there are only
/// as many as a site has languages, however often widgets come and go. On the server it lives as long as the
/// program: 15 kB for each language of a site, and again whenever its own words change.
static TABLES: Mutex<Vec<&'static Table>> = Mutex::new(Vec::new());

impl Words {
    /// A site's texts of `language` (BCP 47) from the loader's array, in the order of their keys: the
    /// bundler sorts them as `build.rs` does, and both files carry their hash, so that one never
    /// meets another's. That spares a member the names of all keys.
    pub(crate) fn from_js(
        program: &'static Program,
        site: &str,
        language: &str,
        texts: &JsValue,
    ) -> Self {
        let texts = texts.dyn_ref::<Array>().cloned().unwrap_or_default();
        Self::of(program, site, language, || {
            texts.iter().filter_map(|text| text.as_string()).collect()
        })
    }

    /// The finder's texts in a language that ships, with what a site words otherwise in place of them.
    #[cfg(feature = "ssr")]
    pub(crate) fn of_finder(language: &str, own: &OwnTexts) -> Self {
        Self::shipped((&FINDER, "finder", keys::NAMES), language, own)
    }

    /// The join form's, likewise.
    #[cfg(feature = "ssr")]
    pub(crate) fn of_join(language: &str, own: &OwnTexts) -> Self {
        Self::shipped((&JOIN, "join", join_keys::NAMES), language, own)
    }

    /// What the loader does for a widget: a program, by its name, with its keys in their order.
    #[cfg(feature = "ssr")]
    fn shipped(
        (program, name, keys): (&'static Program, &str, &[&str]),
        language: &str,
        own: &OwnTexts,
    ) -> Self {
        // Tables are kept by their site; here, by all that one site says otherwise.
        let site: Vec<String> = own.iter().map(|(a, b)| [a, "\n", b].concat()).collect();
        Self::of(program, &joined(&site, "\n"), language, || {
            let tables = crate::texts::TEXTS.iter();
            let tables = tables
                .filter(|(program, of, _)| *of == language && ["shared", name].contains(program));
            let known: std::collections::HashMap<_, _> = tables
                .flat_map(|(_, _, texts)| texts.iter().copied())
                .collect();
            let text = |name: &&str| {
                let shipped = known.get(name).copied().unwrap_or_default();
                own.get(shipped).map_or(shipped, String::as_str).to_owned()
            };
            keys.iter().map(text).collect()
        })
    }

    fn of(
        program: &'static Program,
        site: &str,
        language: &str,
        find: impl Fn() -> Vec<String>,
    ) -> Self {
        let mut tables = TABLES
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_known = |table: &&&Table| {
            &*table.language == language
                && &*table.site == site
                && std::ptr::eq(table.program, program)
        };
        if let Some(known) = tables.iter().find(is_known) {
            return Self(known);
        }
        let mut texts = find();
        texts.resize(program.count, String::new());
        let table: &'static Table = Box::leak(Box::new(Table {
            program,
            site: site.into(),
            language: language.into(),
            texts,
        }));
        tables.push(table);
        Self(table)
    }

    /// Which language this is, BCP 47.
    pub fn language(self) -> &'static str {
        &self.0.language
    }

    /// `rtl` where the language is written from right to left.
    pub fn direction(self) -> &'static str {
        match primary(self.language()) {
            "ar" | "fa" | "he" | "ur" => "rtl",
            _ => "ltr",
        }
    }

    /// The `lang` of a text that is in another language than the widget.
    pub(crate) fn foreign(self, language: &str) -> Option<String> {
        (primary(language) != primary(self.language())).then(|| language.to_owned())
    }

    pub(crate) fn say(self, key: Key) -> &'static str {
        &self.0.texts[usize::from(key.0)]
    }

    /// A text with its placeholders filled.
    pub(crate) fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.say(key), values)
    }

    /// A text that goes with `n`, with `{n}` written as `shown`, in the form that the language has for it.
    pub(crate) fn count(
        self,
        plural: Plural,
        n: u32,
        shown: &str,
        more: &[(&str, &str)],
    ) -> String {
        let of = |form: usize| self.0.texts[usize::from(plural.0) + form].as_str();
        let forms = self.say(shared::NUMBER_FORMS).as_bytes();
        // Up to 99 each number has its place; above, the last two digits say it in every language that ships.
        let at = if n < 100 { n } else { 100 + n % 100 } as usize;
        let form = forms.get(at).map_or(OTHER, |digit| usize::from(digit & 7));
        let mut said = of(form);
        if said.is_empty() {
            said = of(OTHER);
        }
        let text = fill(said, more);
        fill(&text, &[("n", shown)])
    }

    /// The word for a choice: `word("focus", "breast")`. A word that is not listed, as from a
    /// newer server, shows as it came.
    pub(crate) fn word(self, list: &str, value: &str) -> String {
        self.find(list, value)
            .map_or_else(|| value.to_owned(), str::to_owned)
    }

    /// The word for a choice, where there is one.
    pub(crate) fn find(self, list: &str, value: &str) -> Option<&'static str> {
        let name = [list, ".", value].concat();
        let choices = self.0.program.choices;
        let at = choices.binary_search_by_key(&name.as_str(), |(name, _)| name);
        at.ok()
            .map(|at| self.0.texts[usize::from(choices[at].1)].as_str())
    }

    /// `a`, `a and b`, `a, b and c`.
    pub(crate) fn list(self, items: &[String]) -> String {
        let Some((last, before)) = items.split_last() else {
            return String::new();
        };
        if before.is_empty() {
            return last.clone();
        }
        let before = joined(before, self.say(shared::LIST_MORE));
        [&before, self.say(shared::LIST_LAST), last].concat()
    }
}

/// The parts with something between them. The standard library's `join` is four times as long.
pub(crate) fn joined(parts: &[String], between: &str) -> String {
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        out.push_str(part);
    }
    out
}

/// The language without region or script: `en` of `en-GB`.
pub(crate) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// A text with every `{name}` replaced.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = rest.find('}') else { break };
        let name = &rest[1..end];
        let value = values.iter().find(|(key, _)| *key == name);
        out.push_str(value.map_or(&rest[..=end], |(_, value)| value));
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// The same text with its first letter large, as at the start of a line. The letters that days and months begin
/// with in the languages that ship are enough; tables of all letters would be 10 kB.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| {
        let down = match letter {
            'a'..='z' | 'à'..='ö' | 'ø'..='þ' | 'а'..='я' => 32,
            'є' | 'і' | 'ї' => 80,
            'ś' => 1,
            _ => 0,
        };
        char::from_u32(letter as u32 - down).unwrap_or(letter)
    });
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use std::path::PathBuf;

    use api_types::*;

    use super::*;

    /// The finder's texts as the bundler would hand them over.
    pub(crate) fn words(language: &str) -> Words {
        words_of(&FINDER, "finder", keys::NAMES, language)
    }

    /// The same for guidelines and join form.
    pub(crate) fn join_words(language: &str) -> Words {
        words_of(&JOIN, "join", join_keys::NAMES, language)
    }

    /// The same for the survey.
    pub(crate) fn survey_words(language: &str) -> Words {
        words_of(&SURVEY, "survey", survey_keys::NAMES, language)
    }

    /// The same for the console.
    pub(crate) fn console_words(language: &str) -> Words {
        words_of(&CONSOLE, "console", console_keys::NAMES, language)
    }

    fn words_of(program: &'static Program, folder: &str, names: &[&str], language: &str) -> Words {
        let mut texts = toml::Table::new();
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src/i18n");
        let mut add = |path: PathBuf| {
            let table: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
            texts.extend(table);
        };
        add(format!("{root}/shared/{language}.toml").into());
        match std::fs::read_dir(format!("{root}/{folder}/{language}")) {
            Ok(parts) => parts.for_each(|part| add(part.unwrap().path())),
            Err(_) => add(format!("{root}/{folder}/{language}.toml").into()),
        }
        Words::of(program, "", language, || {
            // A form that the language does not tell apart is empty.
            let text = |name: &&str| Some(texts.get(*name)?.as_str()?.to_owned());
            let text = |name| text(name).unwrap_or_default();
            names.iter().map(text).collect()
        })
    }

    fn assert_words<C: Choice>(list: &str) {
        for value in C::ALL {
            let name = format!("{list}.{}", value.as_str());
            assert!(keys::NAMES.contains(&name.as_str()), "{name} has no words");
        }
    }

    #[test]
    fn every_choice_of_the_wire_has_words() {
        assert_words::<Facet>("facet");
        assert_words::<Focus>("focus");
        assert_words::<Audience>("audience");
        assert_words::<Stage>("stage");
        assert_words::<Format>("format");
        assert_words::<Leadership>("leadership");
        assert_words::<Openness>("openness");
        assert_words::<Cost>("cost");
        assert_words::<Accessibility>("accessibility");
        assert_words::<Purpose>("purpose");
        assert_words::<JoinPolicy>("join_policy");
        assert_words::<DropIn>("drop-in");
        assert_words::<HostPlatform>("host_platform");
        assert_words::<Availability>("availability");
        assert_words::<Status>("status");
        assert_words::<Weekday>("day");
        assert_words::<Weekday>("days");
        assert_words::<Weekday>("weekday");
        assert_words::<Daypart>("daypart");
        assert_words::<Sort>("sort");
    }

    #[test]
    fn every_choice_of_guidelines_and_join_form_has_words() {
        fn assert_words<C: Choice>(list: &str) {
            for value in C::ALL {
                let found = join_words("es").find(list, value.as_str());
                assert!(found.is_some(), "{list}.{} has no words", value.as_str());
            }
        }
        assert_words::<Audience>("audience");
        assert_words::<Audience>("for");
        assert_words::<Availability>("places");
        assert_words::<ContactKind>("contact");
        assert_words::<EligibilityHint>("eligible");
        assert_words::<GuidelineChange>("change");
        assert_words::<HostPlatform>("host_platform");
        assert_words::<JoinState>("state");
        assert_words::<JoinUnavailable>("unavailable");
        assert_words::<OnBehalfOf>("behalf");
        assert_words::<Stage>("stage");
    }

    #[test]
    fn every_role_has_words_in_the_console() {
        for role in StaffRole::ALL {
            for list in ["role", "staff-role-hint"] {
                let found = console_words("es").find(list, role.as_str());
                assert!(found.is_some(), "{list}.{} has no words", role.as_str());
            }
        }
    }

    #[test]
    fn choices_are_sorted_so_that_they_can_be_looked_up() {
        assert!(keys::CHOICES.is_sorted());
        assert!(join_keys::CHOICES.is_sorted());
        assert!(survey_keys::CHOICES.is_sorted());
        assert!(console_keys::CHOICES.is_sorted());
        assert_eq!(
            words("en").word("host_platform", "other"),
            "another website"
        );
        assert_eq!(words("en").word("focus", "breast"), "Breast cancer");
        assert_eq!(words("es").word("focus", "breast"), "Cáncer de mama");
        assert_eq!(
            words("en").word("focus", "from-a-newer-server"),
            "from-a-newer-server"
        );
    }

    #[test]
    fn a_number_picks_the_form_that_goes_with_it() {
        assert_eq!(words("en").count(keys::GROUPS, 1, "1", &[]), "1 group");
        assert_eq!(words("en").count(keys::GROUPS, 0, "0", &[]), "0 groups");
        assert_eq!(words("es").count(keys::GROUPS, 12, "12", &[]), "12 grupos");
    }

    #[test]
    fn placeholders_are_filled_and_unknown_ones_stay() {
        assert_eq!(
            fill("{a} of {b}, {c}", &[("a", "1"), ("b", "{a}")]),
            "1 of {a}, {c}"
        );
        assert_eq!(fill("open { brace", &[]), "open { brace");
    }

    #[test]
    fn lists_read_as_people_say_them() {
        let three = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(words("en").list(&three), "a, b and c");
        assert_eq!(words("es").list(&three[..2]), "a y b");
        assert_eq!(words("en").list(&three[..1]), "a");
    }

    #[test]
    fn each_language_knows_the_form_of_every_number() {
        use icu_plurals::{PluralCategory, PluralRules};
        for (program, language, texts) in crate::texts::TEXTS {
            let Some((_, kept)) = texts.iter().find(|(key, _)| *key == "number-forms") else {
                assert_ne!(*program, "shared", "{language} has no `number-forms`");
                continue;
            };
            let locale: icu_locale_core::Locale = language.parse().unwrap();
            let rules = PluralRules::try_new_cardinal(locale.into()).unwrap();
            let form = |n: u32| match rules.category_for(n) {
                PluralCategory::Few => '0',
                PluralCategory::Many => '1',
                PluralCategory::One => '2',
                PluralCategory::Other => '3',
                PluralCategory::Two => '4',
                PluralCategory::Zero => '5',
            };
            let known: String = (0..200).map(form).collect();
            assert_eq!(*kept, known, "`number-forms` of {language}");
            for n in 200..20_000 {
                let at = 100 + n as usize % 100;
                assert_eq!(
                    form(n),
                    char::from(known.as_bytes()[at]),
                    "{n} in {language}"
                );
            }
        }
    }

    #[test]
    fn a_number_has_the_form_of_its_language() {
        let groups =
            |language: &str, n: u32| words(language).count(keys::GROUPS, n, &n.to_string(), &[]);
        assert_eq!(groups("pl", 1), "1 grupa");
        assert_eq!(groups("pl", 3), "3 grupy");
        assert_eq!(groups("pl", 112), "112 grup");
        assert_eq!(groups("zh", 1), "1 个小组");
    }

    #[test]
    fn the_first_letter_becomes_large() {
        assert_eq!(capitalised("los martes"), "Los martes");
        assert_eq!(capitalised("último"), "Último");
        assert_eq!(capitalised("środa"), "Środa");
        assert_eq!(capitalised("середа"), "Середа");
        assert_eq!(capitalised("周二"), "周二");
        assert_eq!(capitalised(""), "");
    }
}
