//! The widgets' programs: what each is made of, and its files in the bundle.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::{base_name, files::Bundle, glue, names, script, style, text};

/// One Wasm with its glue, style sheet and texts.
pub struct Program {
    /// Of its file in `widgets/src/bin`, and of its folder in `widgets/src/i18n`.
    name: &'static str,
    /// Folders in `widgets/src` whose style sheets it has beside tokens and parts.
    widgets: &'static [&'static str],
    /// How its text files begin; nothing where it has the texts of another program.
    text: Option<&'static str>,
    /// Where it is drawn.
    home: Home,
}

/// Where a program is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Home {
    /// In shadow roots of host pages, into which the loader brings it.
    Hosts,
    /// On a page of the server's own, which finds its files in the manifest: members' loader does not
    /// know it.
    OwnPage,
    /// In a shadow root of such a page.
    OwnRoot,
}

/// What the loader needs to know of a program.
pub struct Packed {
    /// Its files: `js`, `wasm`, `css`, and `text` by language.
    pub table: Value,
    /// The hashes of those that the pinned loader fetches.
    pub seals: BTreeMap<String, String>,
    /// Its glue for the pinned loader.
    pub expression: String,
}

impl Program {
    /// In the order in which the loader counts those that it knows; the others come after them.
    pub const ALL: &'static [Self] = &[
        Self {
            name: "finder",
            widgets: &["group_finder"],
            text: Some("text"),
            home: Home::Hosts,
        },
        Self {
            name: "join",
            widgets: &["guidelines", "join_form", "member_page", "set_up"],
            text: Some("text.join"),
            home: Home::Hosts,
        },
        Self {
            name: "console",
            widgets: &["console"],
            text: Some("text.console"),
            home: Home::OwnPage,
        },
        Self {
            name: "office",
            widgets: &["console"],
            text: None,
            home: Home::OwnPage,
        },
        Self {
            name: "preview",
            widgets: &["group_finder"],
            text: None,
            home: Home::OwnRoot,
        },
    ];

    /// Its compiled file in the compiler's folder.
    pub fn wasm(&self, folder: &Path) -> PathBuf {
        folder.join(self.name).with_extension("wasm")
    }

    /// The style sheets in their order: tokens, then parts, then the widgets'.
    pub fn styles(&self, root: &Path) -> Result<Vec<PathBuf>> {
        let widgets = root.join("widgets/src");
        let mut parts: Vec<PathBuf> = fs::read_dir(widgets.join("ui"))
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
            .collect();
        parts.sort();
        let mut all = vec![widgets.join("theme.css")];
        all.extend(parts);
        for widget in self.widgets {
            let folder = widgets.join(widget);
            all.push(folder.join("style.css"));
            all.extend(sheets_below(&folder));
        }
        match all.iter().find(|path| !path.is_file()) {
            Some(missing) => bail!("no style sheet at {}", missing.display()),
            None => Ok(all),
        }
    }

    /// Whether the loader brings it.
    pub fn is_for_hosts(&self) -> bool {
        self.home == Home::Hosts
    }

    /// Its own texts by language.
    pub fn texts(&self, root: &Path) -> Result<BTreeMap<String, String>> {
        match self.text {
            Some(_) => text::read(&root.join("widgets/src/i18n"), self.name),
            None => Ok(BTreeMap::new()),
        }
    }

    /// Writes its files into the bundle.
    pub fn pack(&self, root: &Path, wasm: &Path, dev: bool, into: &mut Bundle) -> Result<Packed> {
        let name = self.name;
        let glued = glue::make(name, &self.wasm(wasm), dev)?;
        let wasm = into.add_hashed(&format!("{name}.wasm"), &glued.wasm)?;
        let module = names::shorten(&script::read(&glued.module));
        let module = into.add_hashed(&format!("{name}.js"), module.as_bytes())?;
        let css = into.add_hashed(&format!("{name}.css"), self.style(root)?.as_bytes())?;
        let mut seals = BTreeMap::from([
            (base_name(&wasm.file), wasm.integrity),
            (base_name(&css.file), css.integrity),
        ]);
        let mut texts = BTreeMap::new();
        for (language, json) in self.texts(root)? {
            let name = format!("{}.{language}.json", self.text.unwrap_or(name));
            let entry = into.add_hashed(&name, json.as_bytes())?;
            seals.insert(base_name(&entry.file), entry.integrity);
            texts.insert(language, base_name(&entry.file));
        }
        Ok(Packed {
            table: json!({
                "js": base_name(&module.file),
                "wasm": base_name(&wasm.file),
                "css": base_name(&css.file),
                "text": texts,
            }),
            seals,
            expression: names::shorten(&script::read(&glued.expression)),
        })
    }

    fn style(&self, root: &Path) -> Result<String> {
        let mut sheet = String::new();
        for path in self.styles(root)? {
            let squeezed = style::squeeze(&fs::read_to_string(&path)?);
            style::check_floor(&squeezed).with_context(|| path.display().to_string())?;
            sheet.push_str(squeezed.trim_end());
        }
        Ok(match self.home {
            Home::Hosts | Home::OwnRoot => sheet,
            Home::OwnPage => style::for_page(&sheet),
        })
    }
}

/// The style sheets of the parts of a widget, which are folders in its own.
fn sheets_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let folders = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let sheets = folders.map(|path| path.join("style.css"));
    let mut sheets: Vec<PathBuf> = sheets.filter(|path| path.is_file()).collect();
    sheets.sort();
    sheets
}
