//! The bundler: the compiled programs of the widgets become the folder that the server hands out.
//!
//! `bundler --wasm FOLDER --root CHECKOUT --out FOLDER --built WORDS [--dev]`. It is called by
//! `cargo xtask`, which says the rest.

mod files;
mod glue;
mod link_names;
mod names;
mod program;
mod script;
mod slim_glue;
mod style;
mod text;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use files::Bundle;
use program::{Packed, Program};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Where the loader's table of assets stands in its source.
const TABLE: &str = "__KINDRED_ASSETS__";
/// Where the pinned loader's copies of its programs' glue and of `aside.js` stand in its source.
const GLUE: &str = "__KINDRED_GLUE__";
/// How `aside.js` hands over what it has.
const ASIDE_EXPORT: &str = "export default";

struct Call {
    wasm: PathBuf,
    root: PathBuf,
    out: PathBuf,
    built: String,
    dev: bool,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let call = Call::read(env::args().skip(1))?;
    let stamp = call.out.with_extension("inputs");
    let inputs = call.inputs()?;
    if fs::read_to_string(&stamp).is_ok_and(|before| before == inputs)
        && call.out.join("manifest.json").is_file()
    {
        return Ok(());
    }
    let manifest = call.bundle()?;
    fs::write(stamp, inputs)?;
    report(&manifest);
    Ok(())
}

impl Call {
    fn read(arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut values = BTreeMap::new();
        let mut arguments = arguments;
        while let Some(name) = arguments.next() {
            let value = match name.as_str() {
                "--dev" => String::new(),
                "--wasm" | "--root" | "--out" | "--built" => arguments
                    .next()
                    .with_context(|| format!("{name} needs a value"))?,
                _ => bail!("{name}: there is --wasm, --root, --out, --built and --dev"),
            };
            values.insert(name, value);
        }
        let mut take = |name: &str| {
            values
                .remove(name)
                .with_context(|| format!("{name} is missing"))
        };
        Ok(Self {
            wasm: take("--wasm")?.into(),
            root: take("--root")?.into(),
            out: take("--out")?.into(),
            built: take("--built")?,
            dev: take("--dev").is_ok(),
        })
    }

    fn loader(&self) -> PathBuf {
        self.root.join("public/kindred.js")
    }

    fn aside(&self) -> PathBuf {
        self.root.join("public/aside.js")
    }

    /// A fingerprint of all that the bundle is made of, this program included.
    fn inputs(&self) -> Result<String> {
        let mut hash = Sha256::new();
        let program = fs::metadata(env::current_exe()?)?;
        hash.update(format!(
            "{:?}{}{}{}",
            program.modified()?,
            program.len(),
            self.built,
            self.dev
        ));
        let mut files = vec![self.loader(), self.aside()];
        for program in Program::ALL {
            hash.update(format!("{:?}", program.texts(&self.root)?));
            files.extend(program.styles(&self.root)?);
            files.push(program.wasm(&self.wasm));
        }
        for path in &files {
            let content =
                fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            hash.update(content.len().to_le_bytes());
            hash.update(content);
        }
        let bytes: Vec<String> = hash
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(bytes.concat())
    }

    fn bundle(&self) -> Result<Value> {
        // A development build changes often and is large: speed counts more than bytes.
        let mut bundle = Bundle::start(&self.out, if self.dev { 4 } else { 11 })?;
        let mut packed = Vec::new();
        for program in Program::ALL {
            let one = program.pack(&self.root, &self.wasm, self.dev, &mut bundle)?;
            if program.is_for_hosts() {
                packed.push(one);
            }
        }

        let aside = names::shorten(&script::read(&fs::read_to_string(self.aside())?));
        if !aside.contains(ASIDE_EXPORT) {
            bail!("public/aside.js must end with `{ASIDE_EXPORT} {{ … }};`");
        }
        let aid = bundle.add_hashed("aside.js", aside.as_bytes())?;

        let aid = base_name(&aid.file);
        let table = table(&packed, aid.trim_end_matches(".js"))?;
        let source = names::shorten(&script::read(&fs::read_to_string(self.loader())?));
        bundle.add_plain("kindred.js", fill(&source, &table, "[]")?.as_bytes())?;
        // The pinned loader holds all the scripts itself, and the hashes of whatever else it loads.
        let (body, exported) = aside.rsplit_once(ASIDE_EXPORT).unwrap_or_default();
        let name = exported.trim().trim_end_matches(';');
        let aside = format!("(()=>{{{body}return{{default:{name}}}}})()");
        let (table, glue) = pinned(table, packed, aside);
        let pinned = fill(&source, &table, &glue)?;
        // `kindred.<hash>.pinned.js`: the hash stands where it does in all other names.
        let name = format!("kindred.{}.pinned.js", files::short_hash(pinned.as_bytes()));
        bundle.add_pinned(&name, pinned.as_bytes())?;
        bundle.finish(&self.built)
    }
}

/// What the loader knows of its programs: how the files of each begin, and the languages of all. `aside.js` comes
/// after them.
fn table(packed: &[Packed], aside: &str) -> Result<Value> {
    let languages = packed.first().map(|packed| &packed.languages);
    if packed.iter().any(|one| Some(&one.languages) != languages) {
        bail!("the loader's programs speak different languages; each has to speak all");
    }
    let of = packed.iter().map(|packed| packed.beginning.as_str());
    let of: Vec<&str> = of.chain([aside]).collect();
    let languages = languages.map(|tags| tags.join(" "));
    Ok(json!({ "of": of, "text": languages }))
}

/// The pinned loader's table and glue: an array of all programs' glue and of `aside.js` stands for their scripts.
fn pinned(mut table: Value, packed: Vec<Packed>, aside: String) -> (Value, String) {
    let mut seals = BTreeMap::new();
    let mut glue = Vec::new();
    for packed in packed {
        glue.push(packed.expression);
        seals.extend(packed.seals);
    }
    glue.push(aside);
    table["seal"] = json!(seals);
    (table, format!("[{}]", glue.join(",")))
}

/// The loader with its table (and, pinned, the scripts that it fetches otherwise) filled in.
fn fill(source: &str, table: &Value, glue: &str) -> Result<String> {
    let mut filled = source.to_owned();
    for (place, value) in [(TABLE, as_script(table).as_str()), (GLUE, glue)] {
        if source.matches(place).count() != 1 {
            bail!("public/kindred.js must name {place} once");
        }
        filled = filled.replace(place, value.trim_end());
    }
    Ok(filled)
}

/// A value as the loader's own source would write it, which compresses better than JSON beside
/// it: single quotes, and keys without any where they are plain words.
fn as_script(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let is_plain = |key: &str| key.bytes().all(|byte| byte.is_ascii_alphabetic());
            let field = |(key, value): (&String, &Value)| {
                let quote = if is_plain(key) { "" } else { "'" };
                format!("{quote}{key}{quote}:{}", as_script(value))
            };
            let fields: Vec<String> = fields.iter().map(field).collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(as_script).collect();
            format!("[{}]", items.join(","))
        }
        // Names of files and hashes: nothing in them needs an escape.
        Value::String(text) => format!("'{text}'"),
        other => other.to_string(),
    }
}

fn base_name(file: &str) -> String {
    Path::new(file)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn report(manifest: &Value) {
    println!("What browsers fetch, in bytes; a page takes one program, in one language.\n");
    println!("{:<44} {:>9} {:>9} {:>9}", "", "raw", "brotli", "gzip");
    let (mut others, mut largest) = (0, 0);
    let files = manifest["files"].as_object();
    for entry in files.into_iter().flat_map(serde_json::Map::values) {
        let file = entry["file"].as_str().unwrap_or_default();
        if is_other_language(file) {
            others += 1;
            largest = largest.max(entry["br"].as_u64().unwrap_or_default());
            continue;
        }
        println!(
            "{:<44} {:>9} {:>9} {:>9}",
            file,
            entry["raw"].to_string(),
            entry["br"].to_string(),
            entry["gz"].to_string(),
        );
    }
    println!("{others} more files of texts, for other languages: at most {largest} (brotli)");
    let pinned = &manifest["files"]["kindred.pinned.js"];
    println!(
        "\nPinned loader: <script async src=\"…/{}\"\n  integrity=\"{}\" crossorigin=\"anonymous\"></script>",
        pinned["file"].as_str().unwrap_or_default(),
        pinned["integrity"].as_str().unwrap_or_default(),
    );
}

/// Whether a file has texts in another language than English: `assets/finder.<hash>.es.json`.
fn is_other_language(file: &str) -> bool {
    let mut parts = file.rsplit('.');
    parts.next() == Some("json") && parts.next() != Some("en")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{as_script, is_other_language};

    #[test]
    fn english_stands_for_all_languages() {
        assert!(is_other_language("assets/finder.1a2b.es.json"));
        assert!(!is_other_language("assets/finder.1a2b.en.json"));
        assert!(!is_other_language("assets/finder.1a2b.wasm"));
    }

    #[test]
    fn a_table_is_written_as_the_loader_would_write_it() {
        let table = json!({ "of": [{ "text": { "en": "a.1.json", "pt-BR": "b.2.json" } }] });
        assert_eq!(
            as_script(&table),
            "{of:[{text:{en:'a.1.json','pt-BR':'b.2.json'}}]}"
        );
    }
}
