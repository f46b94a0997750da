//! Holds the server's languages equal, and turns their texts into tables and constants.
//!
//! A language is a folder of `src/words/text`, and in it a file for each of `FILES`; `set-up/*.md` beside
//! them may be there. The build fails on a key or a {placeholder} that one language has and English has
//! not, or the other way round, so that a text can never be missing in front of a member. Each key becomes
//! a constant, so that pages and letters can only name texts that exist.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

const ROOT: &str = "src/words/text";
/// The files of a language; each is a module of constants.
const FILES: [&str; 3] = ["pages", "letters", "shipped"];
/// The language that all others are held against, and that stands for those that do not ship.
const MODEL: &str = "en";
/// Categories of CLDR: the forms of a text that goes with a number.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

type Texts = BTreeMap<String, String>;

/// A folder.
struct Language {
    tag: String,
    /// Texts by file and key.
    files: Vec<Texts>,
    /// Markdown by name: what it takes to be at a meeting.
    set_up: BTreeMap<String, PathBuf>,
}

/// The keys of one file, as English has them.
struct Keys {
    plain: Vec<String>,
    /// Stems of texts that go with a number: those that have `.one`.
    plurals: Vec<String>,
}

fn main() {
    println!("cargo:rerun-if-changed={ROOT}");
    let mut languages: Vec<Language> = folders().iter().map(|path| read_language(path)).collect();
    languages.sort_by(|a, b| (a.tag != MODEL, &a.tag).cmp(&(b.tag != MODEL, &b.tag)));
    let Some((model, others)) = languages
        .split_first()
        .filter(|(first, _)| first.tag == MODEL)
    else {
        panic!("{ROOT} has no {MODEL}");
    };
    let keys: Vec<Keys> = model.files.iter().map(keys).collect();
    let mut mistakes = Vec::new();
    for language in others {
        for (at, file) in FILES.iter().enumerate() {
            let place = format!("{ROOT}/{}/{file}.toml", language.tag);
            mistakes.extend(differences(
                &place,
                &language.files[at],
                &model.files[at],
                &keys[at],
            ));
        }
        // Without any, English ones are shown.
        if !language.set_up.is_empty() && !language.set_up.keys().eq(model.set_up.keys()) {
            let place = format!("{ROOT}/{}/set-up", language.tag);
            mistakes.push(format!("{place}: not the same files as in {MODEL}"));
        }
    }
    assert!(
        mistakes.is_empty(),
        "texts differ:\n{}",
        mistakes.join("\n")
    );
    let mut out = String::new();
    let (mut plain, mut plural) = (0, 0);
    for (at, file) in FILES.iter().enumerate() {
        constants(&mut out, file, &model.files[at], &keys[at], (plain, plural));
        plain += keys[at].plain.len();
        plural += keys[at].plurals.len();
    }
    tables(&mut out, &languages, &keys);
    let folder = env::var("OUT_DIR").expect("cargo names OUT_DIR");
    fs::write(Path::new(&folder).join("words.rs"), out).expect("OUT_DIR is writable");
}

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(ROOT).unwrap_or_else(|error| panic!("{ROOT}: {error}"));
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter(|path| path.is_dir()).collect()
}

/// A file's or a folder's name without its ending.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn read_language(folder: &Path) -> Language {
    let files = FILES.map(|file| read(&folder.join(file).with_extension("toml")));
    let set_up = fs::read_dir(folder.join("set-up")).into_iter().flatten();
    let set_up = set_up.filter_map(|entry| Some(entry.ok()?.path()));
    let set_up = set_up.filter(|path| path.extension().is_some_and(|end| end == "md"));
    Language {
        tag: stem(folder),
        files: files.into(),
        set_up: set_up.map(|path| (stem(&path), path)).collect(),
    }
}

/// One file of texts: flat, every value a text.
fn read(path: &Path) -> Texts {
    let place = path.display();
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{place}: {error}"));
    let table: toml::Table = text
        .parse()
        .unwrap_or_else(|error| panic!("{place}: {error}"));
    let texts = table.into_iter().map(|(key, value)| {
        let toml::Value::String(value) = value else {
            panic!("{place}: `{key}` is not a text; write keys with dots in quotes");
        };
        assert!(!value.trim().is_empty(), "{place}: `{key}` is empty");
        (key, value)
    });
    texts.collect()
}

fn keys(texts: &Texts) -> Keys {
    let stems = texts.keys().filter_map(|key| key.strip_suffix(".one"));
    let plurals: Vec<String> = stems.map(str::to_owned).collect();
    for stem in &plurals {
        let other = format!("{stem}.other");
        assert!(
            texts.contains_key(&other),
            "`{stem}.one` is there without `{other}`"
        );
    }
    let plain = texts.keys().filter(|key| form(key, &plurals).is_none());
    Keys {
        plain: plain.cloned().collect(),
        plurals,
    }
}

/// Stem and form of a key that goes with a number.
fn form<'a>(key: &'a str, plurals: &[String]) -> Option<(&'a str, &'a str)> {
    let (stem, form) = key.rsplit_once('.')?;
    plurals
        .iter()
        .any(|known| known == stem)
        .then_some((stem, form))
}

/// What one language has otherwise than English.
fn differences(place: &str, texts: &Texts, model: &Texts, keys: &Keys) -> Vec<String> {
    let mut mistakes = Vec::new();
    for (key, text) in texts {
        // A form for one may say the number in a word, and so may others that are like it.
        let models = match form(key, &keys.plurals) {
            Some((_, form)) if !FORMS.contains(&form) => {
                mistakes.push(format!(
                    "{place}: `{key}` is no form of a number, {FORMS:?}"
                ));
                continue;
            }
            Some((stem, _)) => vec![format!("{stem}.one"), format!("{stem}.other")],
            None => vec![key.clone()],
        };
        let models: Vec<_> = models.iter().filter_map(|key| model.get(key)).collect();
        let own = placeholders(text);
        if models.is_empty() {
            mistakes.push(format!("{place}: `{key}` is not in {MODEL}"));
        } else if !models.iter().any(|english| placeholders(english) == own) {
            let english = placeholders(models[models.len() - 1]);
            mistakes.push(format!(
                "{place}: `{key}` has {own:?}, {MODEL} has {english:?}"
            ));
        }
    }
    let others = keys.plurals.iter().map(|stem| format!("{stem}.other"));
    let wanted = keys.plain.iter().cloned().chain(others);
    let missing = wanted.filter(|key| !texts.contains_key(key));
    mistakes.extend(missing.map(|key| format!("{place}: `{key}` is missing")));
    mistakes
}

/// The names between braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    let names = parts.filter_map(|rest| rest.split_once('}'));
    names.map(|(name, _)| name).collect()
}

/// A module with a `Key` for each plain key, a `Plural` for each text that goes with a number, and
/// `Choices` for texts of which a word picks one (`standing.approved`); `before` are counted first.
fn constants(out: &mut String, file: &str, texts: &Texts, keys: &Keys, before: (usize, usize)) {
    let _ = writeln!(out, "/// The texts of `{file}.toml`.\npub mod {file} {{");
    out.push_str("#[allow(unused_imports)] // A file need not have all three.\n");
    out.push_str("use super::{Choices, Key, Plural};\n");
    let mut choices: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for (at, key) in (before.0..).zip(&keys.plain) {
        if let Some((stem, word)) = key.split_once('.') {
            choices.entry(stem).or_default().push((word, at));
        } else {
            let (name, text) = (constant(key), &texts[key]);
            let _ = writeln!(out, "#[doc = {text:?}]\npub const {name}: Key = Key({at});");
        }
    }
    for (at, stem) in (before.1..).zip(&keys.plurals) {
        let (name, text) = (constant(stem), &texts[&format!("{stem}.other")]);
        let _ = writeln!(
            out,
            "#[doc = {text:?}]\npub const {name}: Plural = Plural({at});"
        );
    }
    for (stem, words) in choices {
        let said: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let _ = writeln!(out, "/// One of: {}.", said.join(", "));
        let _ = writeln!(out, "pub const {}: Choices = Choices(&[", constant(stem));
        for (word, at) in words {
            let _ = writeln!(out, "({word:?}, Key({at})),");
        }
        out.push_str("]);\n");
    }
    out.push_str("}\n");
}

fn constant(key: &str) -> String {
    key.replace('-', "_").to_uppercase()
}

/// All languages, English first, each with its texts in the order of the constants.
fn tables(out: &mut String, languages: &[Language], keys: &[Keys]) {
    out.push_str("/// Every language that ships, English first.\n");
    out.push_str("static LANGUAGES: &[Language] = &[\n");
    for language in languages {
        let _ = writeln!(out, "Language {{ tag: {:?}, texts: &[", language.tag);
        for (texts, keys) in language.files.iter().zip(keys) {
            for key in &keys.plain {
                let _ = writeln!(out, "{:?},", texts[key]);
            }
        }
        out.push_str("], plurals: &[\n");
        for (texts, keys) in language.files.iter().zip(keys) {
            for stem in &keys.plurals {
                let forms = FORMS.map(|form| texts.get(&format!("{stem}.{form}")));
                let _ = writeln!(out, "{forms:?},");
            }
        }
        out.push_str("], set_up: &[\n");
        for (name, path) in &language.set_up {
            let path = fs::canonicalize(path).expect("a file that was listed is there");
            let path = path.to_string_lossy();
            let _ = writeln!(out, "({name:?}, include_str!({path:?})),");
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n#[cfg(test)]\nconst NAMES: &[&str] = &[\n");
    for (file, keys) in FILES.iter().zip(keys) {
        for key in &keys.plain {
            let _ = writeln!(out, "\"{file}: {key}\",");
        }
    }
    out.push_str("];\n");
}
