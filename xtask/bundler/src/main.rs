//! The bundler: a compiled program of the widgets becomes the folder that the server hands out.
//!
//! `bundler --wasm FILE --root CHECKOUT --out FOLDER --built WORDS [--dev]`. It is called by
//! `cargo xtask`, which says the rest.

mod files;
mod glue;
mod link_names;
mod names;
mod script;
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
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Where the loader's table of assets stands in its source.
const TABLE: &str = "__KINDRED_ASSETS__";
/// Where the pinned loader's glue stands in its source.
const GLUE: &str = "__KINDRED_GLUE__";
/// Where the pinned loader's copy of `trouble.js` stands in its source.
const TROUBLE: &str = "__KINDRED_TROUBLE__";
/// How `trouble.js` hands over its function.
const TROUBLE_EXPORT: &str = "export default ";

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

    /// The style sheets in their order: tokens, then parts, then the finder.
    fn styles(&self) -> Result<Vec<PathBuf>> {
        let widgets = self.root.join("widgets/src");
        let mut parts: Vec<PathBuf> = fs::read_dir(widgets.join("ui"))
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
            .collect();
        parts.sort();
        let mut all = vec![widgets.join("theme.css")];
        all.extend(parts);
        all.push(widgets.join("group_finder/style.css"));
        match all.iter().find(|path| !path.is_file()) {
            Some(missing) => bail!("no style sheet at {}", missing.display()),
            None => Ok(all),
        }
    }

    fn loader(&self) -> PathBuf {
        self.root.join("public/kindred.js")
    }

    fn trouble(&self) -> PathBuf {
        self.root.join("public/trouble.js")
    }

    fn texts(&self) -> PathBuf {
        self.root.join("widgets/src/i18n")
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
        let texts = text::read(&self.texts())?;
        hash.update(format!("{texts:?}"));
        for path in self
            .styles()?
            .iter()
            .chain([&self.wasm, &self.loader(), &self.trouble()])
        {
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
        let glued = glue::make(&self.wasm, self.dev)?;
        let wasm = bundle.add_hashed("finder_bg.wasm", &glued.wasm)?;
        let module = bundle.add_hashed(
            "finder.js",
            names::shorten(&script::read(&glued.module)).as_bytes(),
        )?;
        let css = bundle.add_hashed("finder.css", self.style()?.as_bytes())?;

        let trouble = names::shorten(&script::read(&fs::read_to_string(self.trouble())?));
        if !trouble.contains(TROUBLE_EXPORT) {
            bail!("public/trouble.js must end with `{TROUBLE_EXPORT}tell;`");
        }
        let aid = bundle.add_hashed("trouble.js", trouble.as_bytes())?;

        let mut texts = BTreeMap::new();
        let mut seals = BTreeMap::from([
            (base_name(&wasm.file), wasm.integrity.clone()),
            (base_name(&css.file), css.integrity.clone()),
        ]);
        for (language, json) in text::read(&self.texts())? {
            let entry = bundle.add_hashed(&format!("text.{language}.json"), json.as_bytes())?;
            seals.insert(base_name(&entry.file), entry.integrity);
            texts.insert(language, base_name(&entry.file));
        }

        let mut table = json!({
            "js": base_name(&module.file),
            "wasm": base_name(&wasm.file),
            "css": base_name(&css.file),
            "text": texts,
            "trouble": base_name(&aid.file),
        });
        let source = names::shorten(&script::read(&fs::read_to_string(self.loader())?));
        bundle.add_plain("kindred.js", fill(&source, &table, "0", "0")?.as_bytes())?;
        // The pinned loader holds all the scripts itself, and the hashes of whatever else it loads.
        table = json!({ "wasm": table["wasm"], "css": table["css"], "text": table["text"], "seal": seals });
        let (body, exported) = trouble.rsplit_once(TROUBLE_EXPORT).unwrap_or_default();
        let name = exported.trim().trim_end_matches(';');
        let trouble = format!("(()=>{{{body}return{{default:{name}}}}})()");
        let pinned = fill(
            &source,
            &table,
            &names::shorten(&script::read(&glued.expression)),
            &trouble,
        )?;
        // `kindred.<hash>.pinned.js`: the hash stands where it does in all other names.
        let name = format!("kindred.{}.pinned.js", files::short_hash(pinned.as_bytes()));
        bundle.add_pinned(&name, pinned.as_bytes())?;
        bundle.finish(&self.built)
    }

    fn style(&self) -> Result<String> {
        let mut sheet = String::new();
        for path in self.styles()? {
            let squeezed = style::squeeze(&fs::read_to_string(&path)?);
            style::check_floor(&squeezed).with_context(|| path.display().to_string())?;
            sheet.push_str(squeezed.trim_end());
        }
        Ok(sheet)
    }
}

/// The loader with its table (and, pinned, the scripts that it fetches otherwise) filled in.
fn fill(source: &str, table: &Value, glue: &str, trouble: &str) -> Result<String> {
    let mut filled = source.to_owned();
    for (place, value) in [
        (TABLE, table.to_string().as_str()),
        (GLUE, glue),
        (TROUBLE, trouble),
    ] {
        if source.matches(place).count() != 1 {
            bail!("public/kindred.js must name {place} once");
        }
        filled = filled.replace(place, value.trim_end());
    }
    Ok(filled)
}

fn base_name(file: &str) -> String {
    Path::new(file)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn report(manifest: &Value) {
    println!("{:<44} {:>9} {:>9} {:>9}", "", "raw", "brotli", "gzip");
    for entry in manifest["files"]
        .as_object()
        .into_iter()
        .flat_map(serde_json::Map::values)
    {
        println!(
            "{:<44} {:>9} {:>9} {:>9}",
            entry["file"].as_str().unwrap_or_default(),
            entry["raw"].to_string(),
            entry["br"].to_string(),
            entry["gz"].to_string(),
        );
    }
    let pinned = &manifest["files"]["kindred.pinned.js"];
    println!(
        "\nPinned loader: <script async src=\"…/{}\"\n  integrity=\"{}\" crossorigin=\"anonymous\"></script>",
        pinned["file"].as_str().unwrap_or_default(),
        pinned["integrity"].as_str().unwrap_or_default(),
    );
}
