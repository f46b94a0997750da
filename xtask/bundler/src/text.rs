//! The widgets' texts: one flat TOML file per language becomes one JSON array, in the
//! order of the keys. `widgets/build.rs` numbers the keys in the same order, so that a member
//! doesn't download their names.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail};

/// Reads `<language>.toml` files of a folder: language to minified JSON.
pub fn read(folder: &Path) -> Result<BTreeMap<String, String>> {
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
        let json = to_json(&source).with_context(|| path.display().to_string())?;
        texts.insert(language, json);
    }
    if texts.is_empty() {
        bail!("no texts in {}", folder.display());
    }
    Ok(texts)
}

fn to_json(source: &str) -> Result<String> {
    let table: toml::Table = source.parse()?;
    let mut flat = BTreeMap::new();
    for (key, value) in &table {
        let Some(text) = value.as_str() else {
            bail!("`{key}` is not a text: the file is flat, `key = \"text\"`");
        };
        flat.insert(key, text);
    }
    let texts: Vec<&str> = flat.into_values().collect();
    Ok(serde_json::to_string(&texts)?)
}

#[cfg(test)]
mod tests {
    use super::to_json;

    #[test]
    fn texts_stand_in_the_order_of_their_keys() {
        assert_eq!(to_json("b = \"2\"\na = \"é\"").unwrap(), r#"["é","2"]"#);
    }

    #[test]
    fn a_key_that_is_no_text_is_named() {
        assert!(
            to_json("[a]\nb = \"1\"")
                .unwrap_err()
                .to_string()
                .contains("`a`")
        );
    }
}
