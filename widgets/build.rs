//! Holds the languages equal, and turns their keys into constants.
//!
//! The build fails on a key or a {placeholder} that one language has and another has not, so that
//! a text can never be missing in front of a member. Each key becomes a constant of `keys`, so
//! that a view can only name texts that exist.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

type Texts = BTreeMap<String, String>;

fn main() {
    println!("cargo:rerun-if-changed=src/i18n");
    let mut languages = Vec::new();
    let files = fs::read_dir("src/i18n").expect("widgets/src/i18n can be read");
    for file in files.filter_map(Result::ok) {
        let path = file.path();
        if path.extension().is_some_and(|end| end == "toml") {
            languages.push((
                file.file_name().into_string().expect("a plain name"),
                read(&path),
            ));
        }
    }
    languages.sort();
    let model = languages
        .iter()
        .find(|(name, _)| name == "en.toml")
        .expect("widgets/src/i18n/en.toml is there")
        .1
        .clone();
    let mistakes: Vec<String> = languages
        .iter()
        .flat_map(|(name, texts)| differences(name, texts, &model))
        .collect();
    assert!(
        mistakes.is_empty(),
        "texts differ:\n{}",
        mistakes.join("\n")
    );
    let folder = env::var("OUT_DIR").expect("cargo names OUT_DIR");
    fs::write(Path::new(&folder).join("keys.rs"), constants(&model)).expect("OUT_DIR is writable");
}

/// One file of texts: flat, every value a text.
fn read(path: &Path) -> Texts {
    let text = fs::read_to_string(path).expect("a text file can be read");
    let table: toml::Table = text
        .parse()
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let texts = table.into_iter().map(|(key, value)| {
        let toml::Value::String(value) = value else {
            panic!(
                "{}: `{key}` is not a text; write keys with dots in quotes",
                path.display()
            );
        };
        (key, value)
    });
    texts.collect()
}

/// What one language has otherwise than English.
fn differences(file: &str, texts: &Texts, model: &Texts) -> Vec<String> {
    let mut mistakes = Vec::new();
    for (key, text) in texts {
        match model.get(key) {
            None => mistakes.push(format!("{file}: `{key}` is not in en.toml")),
            Some(english) if placeholders(text) != placeholders(english) => mistakes.push(format!(
                "{file}: `{key}` has {:?}, en.toml has {:?}",
                placeholders(text),
                placeholders(english)
            )),
            Some(_) if text.trim().is_empty() => mistakes.push(format!("{file}: `{key}` is empty")),
            Some(_) => {}
        }
    }
    let missing = model.keys().filter(|key| !texts.contains_key(*key));
    mistakes.extend(missing.map(|key| format!("{file}: `{key}` is missing")));
    mistakes
}

/// The names between braces, sorted.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A `Key` for each plain key and a `Plural` for each pair of `.one` and `.other`, by their places
/// in the order of all keys. Other keys with a dot name choices and are looked up by their wire
/// words, so their names are kept: `CHOICES`, with their places. `NAMES`, for tests, is all.
fn constants(model: &Texts) -> String {
    let mut out = String::new();
    let place = |key: &str| model.keys().position(|other| other == key);
    let mut choices = String::new();
    for (at, key) in model.keys().enumerate() {
        if let Some(stem) = key.strip_suffix(".one") {
            let other = place(&format!("{stem}.other"))
                .unwrap_or_else(|| panic!("`{key}` is there without `{stem}.other`"));
            let _ = writeln!(
                out,
                "pub const {}: Plural = Plural({at}, {other});",
                constant(stem)
            );
        } else if !key.contains('.') {
            let _ = writeln!(out, "pub const {}: Key = Key({at});", constant(key));
        } else if key.strip_suffix(".other").is_none() {
            let _ = writeln!(choices, "    ({key:?}, {at}),");
        }
    }
    let _ = writeln!(
        out,
        "/// Names of choices, sorted.\npub const CHOICES: &[(&str, u16)] = &[\n{choices}];"
    );
    let _ = writeln!(
        out,
        "/// How many texts there are.\npub const COUNT: usize = {};",
        model.len()
    );
    let _ = writeln!(
        out,
        "/// Every key, in order.\n#[cfg(test)]\npub const NAMES: &[&str] = &["
    );
    for key in model.keys() {
        let _ = writeln!(out, "    {key:?},");
    }
    out + "];\n"
}

fn constant(key: &str) -> String {
    key.replace('-', "_").to_uppercase()
}
