//! The widgets' texts: a program's flat TOML file of a language becomes one JSON array, the shared
//! texts first, each in the order of the keys. `widgets/build.rs` numbers the keys in the same
//! order, so that a member doesn't download their names.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail};

/// Texts that every program has, before its own.
const SHARED: &str = "shared";

/// Reads `<language>.toml` of a program's folder in `texts`, and of the shared one: language to
/// minified JSON.
pub fn read(texts: &Path, program: &str) -> Result<BTreeMap<String, String>> {
    let shared = read_folder(&texts.join(SHARED))?;
    let mut all = BTreeMap::new();
    for (language, own) in read_folder(&texts.join(program))? {
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

fn read_folder(folder: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let mut texts = BTreeMap::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("no texts in {}", folder.display()))?
    {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let language = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let source = fs::read_to_string(&path)?;
        let list = in_order(&source).with_context(|| path.display().to_string())?;
        texts.insert(language, list);
    }
    Ok(texts)
}

fn in_order(source: &str) -> Result<Vec<String>> {
    let table: toml::Table = source.parse()?;
    let mut flat = BTreeMap::new();
    for (key, value) in table {
        let Some(text) = value.as_str() else {
            bail!("`{key}` is not a text: the file is flat, `key = \"text\"`");
        };
        flat.insert(key, text.to_owned());
    }
    Ok(flat.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn texts_stand_in_the_order_of_their_keys() {
        assert_eq!(in_order("b = \"2\"\na = \"é\"").unwrap(), ["é", "2"]);
    }

    #[test]
    fn a_key_that_is_no_text_is_named() {
        assert!(
            in_order("[a]\nb = \"1\"")
                .unwrap_err()
                .to_string()
                .contains("`a`")
        );
    }
}
