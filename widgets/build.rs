//! Holds the languages equal, and turns their keys into constants.
//!
//! Each program has its texts in a folder of `src/i18n`, and all have those of `shared`. A language is
//! a file there, or a folder of files, one a part of the program (the console's). The build
//! fails on a key or a {placeholder} that one language has and another has not, so that a text can
//! never be missing in front of a member. Each key becomes a constant, so that a view can only
//! name texts that exist.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

type Texts = BTreeMap<String, String>;

/// What a language may tell apart by a number (CLDR's plural categories), in the order of their names.
/// English has `one` and `other`; a key with both has a place for each of the six, and a form that a language
/// does not have is empty there. The bundler does the same (`xtask/bundler/src/text.rs`).
const FORMS: [&str; 6] = ["few", "many", "one", "other", "two", "zero"];

/// Texts that every program has, before its own.
const SHARED: &str = "shared";
/// Programs with texts of their own.
const PROGRAMS: [&str; 4] = ["finder", "join", "survey", STAFFS];
/// Those that the server writes pages of.
const ON_PAGES: [&str; 2] = ["finder", "join"];
/// The one that no member sees.
const STAFFS: &str = "console";

fn main() {
    println!("cargo:rerun-if-changed=src/i18n");
    let mut all = String::from("&[\n");
    let (shared, languages) = read_folder(SHARED);
    list(&mut all, SHARED, &languages);
    let shared = with_forms(shared);
    write("shared.rs", &constants(&shared, 0));
    for program in PROGRAMS {
        let (own, languages) = read_folder(program);
        if program != STAFFS {
            list(&mut all, program, &languages);
        }
        let own = with_forms(own);
        if let Some(twice) = own.keys().find(|key| shared.contains_key(*key)) {
            panic!("src/i18n/{program}: `{twice}` is among the shared texts already");
        }
        let needed = if ON_PAGES.contains(&program) {
            "any(test, feature = \"ssr\")"
        } else {
            "test"
        };
        let file = constants(&own, shared.len()) + &tables(&shared, &own, needed);
        write(&format!("{program}.rs"), &file);
    }
    write("texts.rs", &(all + "]"));
}

/// Adds the texts of one program to those that the server knows: program, language, and key by key.
fn list(all: &mut String, program: &str, languages: &[(String, Texts)]) {
    for (language, texts) in languages {
        let texts: Vec<_> = texts.iter().collect();
        let _ = writeln!(all, "({program:?}, {language:?}, &{texts:?}),");
    }
}

fn write(name: &str, content: &str) {
    let folder = env::var("OUT_DIR").expect("cargo names OUT_DIR");
    fs::write(Path::new(&folder).join(name), content).expect("OUT_DIR is writable");
}

/// The English texts of a folder, once every other language there is known to be equal to them; and all
/// languages, by name.
fn read_folder(folder: &str) -> (Texts, Vec<(String, Texts)>) {
    let mut languages = Vec::new();
    let path = Path::new("src/i18n").join(folder);
    for entry in entries(&path) {
        if entry.is_dir() {
            languages.push((entry.display().to_string(), read_parts(&entry)));
        } else if is_toml(&entry) {
            languages.push((entry.display().to_string(), read(&entry)));
        }
    }
    let model = languages
        .iter()
        .find(|(name, _)| name.trim_end_matches(".toml").ends_with("/en"))
        .unwrap_or_else(|| panic!("{} has no en.toml and no en/", path.display()))
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
    let name = |path: String| {
        let stem = Path::new(&path).file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    };
    let mut languages: Vec<_> = languages
        .into_iter()
        .map(|(path, texts)| (name(path), texts))
        .collect();
    languages.sort();
    (model, languages)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect()
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "toml")
}

/// One language in a folder of files. A key stands in one of them alone, since each is a constant.
fn read_parts(folder: &Path) -> Texts {
    let mut all = Texts::new();
    for file in entries(folder).iter().filter(|path| is_toml(path)) {
        for (key, text) in read(file) {
            assert!(
                all.insert(key.clone(), text).is_none(),
                "{}: another file of this folder has `{key}`, too; begin it with the part's name",
                file.display()
            );
        }
    }
    all
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

/// The stem of a key that is a form, and the form.
fn form(key: &str) -> Option<(&str, &str)> {
    key.rsplit_once('.')
        .filter(|(_, form)| FORMS.contains(form))
}

/// The stems of keys that go with a number.
fn plurals(texts: &Texts) -> BTreeSet<String> {
    let stems = texts.keys().filter_map(|key| key.strip_suffix(".one"));
    let stems = stems.filter(|stem| texts.contains_key(&format!("{stem}.other")));
    stems.map(str::to_owned).collect()
}

/// A place for each form of what goes with a number.
fn with_forms(mut texts: Texts) -> Texts {
    for stem in plurals(&texts) {
        for form in FORMS {
            texts.entry(format!("{stem}.{form}")).or_default();
        }
    }
    texts
}

/// What one language has otherwise than English.
fn differences(file: &str, texts: &Texts, model: &Texts) -> Vec<String> {
    let mut mistakes = Vec::new();
    let plurals = plurals(model);
    // A form that English lacks stands for its `other`.
    let models = |key: &str| -> Vec<&String> {
        match form(key).filter(|(stem, _)| plurals.contains(*stem)) {
            Some((stem, _)) => ["one", "other"]
                .iter()
                .filter_map(|form| model.get(&format!("{stem}.{form}")))
                .collect(),
            None => model.get(key).into_iter().collect(),
        }
    };
    for (key, text) in texts {
        let english = models(key);
        let fits = |english: &&String| placeholders(text) == placeholders(english);
        if english.is_empty() {
            mistakes.push(format!("{file}: `{key}` is not in en.toml"));
        } else if !english.iter().any(fits) {
            mistakes.push(format!(
                "{file}: `{key}` has {:?}, en.toml has {:?}",
                placeholders(text),
                placeholders(english[0])
            ));
        } else if text.trim().is_empty() {
            mistakes.push(format!("{file}: `{key}` is empty"));
        }
    }
    let is_needed = |key: &&String| {
        let form = form(key).filter(|(stem, _)| plurals.contains(*stem));
        form.is_none_or(|(_, form)| form == "other")
    };
    let missing = model.keys().filter(is_needed);
    let missing = missing.filter(|key| !texts.contains_key(*key));
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

/// A `Key` for each plain key and a `Plural` for what goes with a number, by their places in the order of
/// their keys, `before` counted first; a plural by the place of its first form.
fn constants(texts: &Texts, before: usize) -> String {
    let mut out = String::new();
    let plurals = plurals(texts);
    for (at, key) in (before..).zip(texts.keys()) {
        let stem = key.strip_suffix(".few").unwrap_or_default();
        if plurals.contains(stem) {
            let next = texts.keys().skip(at - before).take(FORMS.len());
            assert!(
                next.zip(FORMS)
                    .all(|(key, form)| *key == format!("{stem}.{form}")),
                "`{stem}.` has forms and other keys"
            );
            let _ = writeln!(out, "pub const {}: Plural = Plural({at});", constant(stem));
        } else if !key.contains('.') {
            let _ = writeln!(out, "pub const {}: Key = Key({at});", constant(key));
        }
    }
    out
}

/// A program's tables. Keys with a dot that are no plurals name choices and are looked up by their
/// wire words, so their names are kept: `CHOICES`, sorted, with their places. `NAMES`, where it is `needed`,
/// is all.
fn tables(shared: &Texts, own: &Texts, needed: &str) -> String {
    let names: Vec<&String> = shared.keys().chain(own.keys()).collect();
    let (theirs, ours) = (plurals(shared), plurals(own));
    let is_plural =
        |key: &str| form(key).is_some_and(|(stem, _)| theirs.contains(stem) || ours.contains(stem));
    let is_choice = |key: &str| key.contains('.') && !is_plural(key);
    let mut choices: Vec<(&String, usize)> = names
        .iter()
        .enumerate()
        .filter(|(_, key)| is_choice(key))
        .map(|(at, key)| (*key, at))
        .collect();
    choices.sort();
    let mut out =
        "/// Names of choices, sorted.\npub const CHOICES: &[(&str, u16)] = &[\n".to_owned();
    for (key, at) in choices {
        let _ = writeln!(out, "    ({key:?}, {at}),");
    }
    let _ = writeln!(
        out,
        "];\n/// How many texts there are.\npub const COUNT: usize = {};",
        names.len()
    );
    let _ = write!(
        out,
        "/// Every key, in order.\n#[cfg({needed})]\npub const NAMES: &[&str] = &[\n"
    );
    for key in names {
        let _ = writeln!(out, "    {key:?},");
    }
    out + "];\n"
}

fn constant(key: &str) -> String {
    key.replace('-', "_").to_uppercase()
}
