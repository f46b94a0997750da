//! The widgets' texts: a program's flat TOML file of a language becomes one JSON array, the shared
//! texts first, each in the order of the keys. `widgets/build.rs` numbers the keys in the same
//! order, so that a member doesn't download their names.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

/// Texts that every program has, before its own.
const SHARED: &str = "shared";

/// CLDR's plural categories. What goes with a number has a place for each, in this order; what a language
/// does not tell apart is empty. `widgets/build.rs` numbers them the same way.
const FORMS: [&str; 6] = ["few", "many", "one", "other", "two", "zero"];
/// The language that says which keys there are.
const MODEL: &str = "en";

/// Reads each language of a program's folder in `texts`, and of the shared one: language to minified
/// JSON. The texts of files that the program `never_says` are empty.
pub fn read(texts: &Path, program: &str, never_says: &[&str]) -> Result<BTreeMap<String, String>> {
    let shared = in_order(read_folder(&texts.join(SHARED), &[])?);
    let mut all = BTreeMap::new();
    for (language, own) in in_order(read_folder(&texts.join(program), never_says)?) {
        let mut list = shared
            .get(&language)
            .with_context(|| format!("i18n/{SHARED} has no {language}.toml"))?
            .clone();
        list.extend(own);
        all.insert(language, serde_json::to_string(&list)?);
    }
    if all.is_empty() {
        bail!("no texts in {}", texts.join(program).display());
    }
    Ok(all)
}

type Texts = BTreeMap<String, String>;

/// Each language's texts in the order of their keys, with a place for each form of what goes with a number.
fn in_order(languages: BTreeMap<String, Texts>) -> BTreeMap<String, Vec<String>> {
    let plurals: Vec<String> = languages.get(MODEL).map(plurals).unwrap_or_default();
    let with_forms = |mut texts: Texts| {
        for stem in &plurals {
            for form in FORMS {
                texts.entry(format!("{stem}.{form}")).or_default();
            }
        }
        texts.into_values().collect()
    };
    languages
        .into_iter()
        .map(|(language, texts)| (language, with_forms(texts)))
        .collect()
}

/// The stems of keys that go with a number: those with `.one` and `.other`.
fn plurals(texts: &Texts) -> Vec<String> {
    let stems = texts.keys().filter_map(|key| key.strip_suffix(".one"));
    let stems = stems.filter(|stem| texts.contains_key(&format!("{stem}.other")));
    stems.map(str::to_owned).collect()
}

/// Each language's texts by their keys. A language is a file, or a folder of files.
fn read_folder(folder: &Path, never_says: &[&str]) -> Result<BTreeMap<String, Texts>> {
    let mut texts = BTreeMap::new();
    for path in entries(folder)? {
        let mut flat = BTreeMap::new();
        if path.is_dir() {
            for part in entries(&path)?.iter().filter(|path| is_toml(path)) {
                let name = part.file_stem().unwrap_or_default().to_string_lossy();
                add(part, never_says.contains(&name.as_ref()), &mut flat)?;
            }
        } else if is_toml(&path) {
            add(&path, false, &mut flat)?;
        } else {
            continue;
        }
        let language = path.file_stem().unwrap_or_default().to_string_lossy();
        texts.insert(language.into_owned(), flat);
    }
    Ok(texts)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder);
    let entries = entries.with_context(|| format!("no texts in {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
}

fn add(path: &Path, is_silent: bool, flat: &mut BTreeMap<String, String>) -> Result<()> {
    let source = fs::read_to_string(path)?;
    read_file(&source, is_silent, flat).with_context(|| path.display().to_string())
}

fn read_file(source: &str, is_silent: bool, flat: &mut BTreeMap<String, String>) -> Result<()> {
    let table: toml::Table = source.parse()?;
    for (key, value) in table {
        let Some(text) = value.as_str() else {
            bail!("`{key}` is not a text: the file is flat, `key = \"text\"`");
        };
        if flat.contains_key(&key) {
            bail!("`{key}` is in another file of this folder, too");
        }
        let text = if is_silent && !others_say(&key) {
            ""
        } else {
            text
        };
        flat.insert(key, text.to_owned());
    }
    Ok(())
}

/// What all sections say of one: its name, and what answers and fields are refused for.
pub fn others_say(key: &str) -> bool {
    key.ends_with("-name") || key.starts_with("problem.") || key.starts_with("fault.")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{in_order, read_file};

    #[test]
    fn texts_stand_in_the_order_of_their_keys_whichever_file_has_them() {
        let mut flat = BTreeMap::new();
        read_file("c = \"3\"", false, &mut flat).unwrap();
        read_file("b = \"2\"\na = \"é\"", false, &mut flat).unwrap();
        let texts: Vec<&str> = flat.values().map(String::as_str).collect();
        assert_eq!(texts, ["é", "2", "3"]);
        let twice = read_file("b = \"4\"", false, &mut flat).unwrap_err();
        assert!(twice.to_string().contains("`b`"), "{twice}");
    }

    #[test]
    fn what_goes_with_a_number_has_a_place_for_each_form() {
        let read = |source: &str| {
            let mut flat = BTreeMap::new();
            read_file(source, false, &mut flat).unwrap();
            flat
        };
        let english = read("\"a.one\" = \"1\"\n\"a.other\" = \"2\"\nb = \"3\"");
        let polish = read("\"a.few\" = \"4\"\n\"a.other\" = \"5\"\nb = \"6\"");
        let languages = [("en".to_owned(), english), ("pl".to_owned(), polish)];
        let texts = in_order(languages.into());
        assert_eq!(texts["en"], ["", "", "1", "2", "", "", "3"]);
        assert_eq!(texts["pl"], ["4", "", "", "5", "", "", "6"]);
    }

    #[test]
    fn what_a_program_never_says_keeps_its_place_and_is_empty() {
        let mut flat = BTreeMap::new();
        let source = "data-name = \"1\"\ndata-title = \"2\"\n\"fault.late\" = \"3\"";
        read_file(source, true, &mut flat).unwrap();
        let texts: Vec<&str> = flat.values().map(String::as_str).collect();
        assert_eq!(texts, ["1", "", "3"]);
    }

    #[test]
    fn a_key_that_is_no_text_is_named() {
        let error = read_file("[a]\nb = \"1\"", false, &mut BTreeMap::new()).unwrap_err();
        assert!(error.to_string().contains("`a`"), "{error}");
    }
}
