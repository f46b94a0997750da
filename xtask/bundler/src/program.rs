//! The widgets' programs: what each is made of, and its files in the bundle.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use api_types::CONSOLE_SECTIONS;

use crate::{
    base_name,
    files::{Bundle, short_hash},
    glue, names, script, style, text,
};

/// One Wasm with its glue, style sheet and texts.
pub struct Program {
    /// Of its file in `widgets/src/bin`.
    name: &'static str,
    /// Folders in `widgets/src` whose style sheets it has beside tokens and parts.
    widgets: &'static [&'static str],
    /// What it says; nothing where it has the texts of another program.
    says: Option<Texts>,
    /// Where it is drawn.
    home: Home,
}

/// Texts of a program.
struct Texts {
    /// How the files begin.
    files: &'static str,
    /// Their folder in `widgets/src/i18n`.
    folder: &'static str,
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
    /// How its files begin; they end in `.js`, `.wasm`, `.css`, and `.<language>.json`.
    pub beginning: String,
    /// What its texts are in.
    pub languages: Vec<String>,
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
            says: Some(Texts {
                files: "text",
                folder: "finder",
            }),
            home: Home::Hosts,
        },
        Self {
            name: "join",
            widgets: &["form", "guidelines", "join_form", "member_page", "set_up"],
            says: Some(Texts {
                files: "text.join",
                folder: "join",
            }),
            home: Home::Hosts,
        },
        Self {
            name: "survey",
            widgets: &["form", "feedback_survey"],
            says: Some(Texts {
                files: "text.survey",
                folder: "survey",
            }),
            home: Home::Hosts,
        },
        Self {
            name: "console",
            widgets: &["console"],
            says: Some(Texts {
                files: "text.console",
                folder: "console",
            }),
            home: Home::OwnPage,
        },
        Self {
            name: "office",
            widgets: &["console"],
            says: Some(Texts {
                files: "text.office",
                folder: "console",
            }),
            home: Home::OwnPage,
        },
        Self {
            name: "feedback",
            widgets: &["console"],
            says: Some(Texts {
                files: "text.feedback",
                folder: "console",
            }),
            home: Home::OwnPage,
        },
        Self {
            name: "records",
            widgets: &["console"],
            says: Some(Texts {
                files: "text.records",
                folder: "console",
            }),
            home: Home::OwnPage,
        },
        Self {
            name: "preview",
            widgets: &["group_finder"],
            says: None,
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

    /// Its own texts by language. Keys keep their numbers, so those of the console's other programs are
    /// empty.
    pub fn texts(&self, root: &Path) -> Result<BTreeMap<String, String>> {
        match &self.says {
            Some(texts) => text::read(
                &root.join("widgets/src/i18n"),
                texts.folder,
                &sections(|program| program != self.name),
            ),
            None => Ok(BTreeMap::new()),
        }
    }

    /// Writes its files into the bundle.
    pub fn pack(&self, root: &Path, wasm: &Path, dev: bool, into: &mut Bundle) -> Result<Packed> {
        let name = self.name;
        let glued = glue::make(name, &self.wasm(wasm), dev)?;
        let script = names::shorten(&script::read(&glued.module));
        let style = self.style(root)?;
        let texts = self.texts(root)?;
        // One hash for all, so that the loader names a program once and its files never meet another's.
        let all = [script.as_bytes(), &glued.wasm, style.as_bytes()];
        let all = all.into_iter().chain(texts.values().map(String::as_bytes));
        let beginning = format!("{name}.{}", short_hash(&all.collect::<Vec<_>>().concat()));

        let mut seals = BTreeMap::new();
        let mut add = |called: &str, ending: &str, content: &[u8]| -> Result<()> {
            let entry = into.add_beside(called, &beginning, ending, content)?;
            if ending != "js" {
                seals.insert(base_name(&entry.file), entry.integrity);
            }
            Ok(())
        };
        add(&format!("{name}.wasm"), "wasm", &glued.wasm)?;
        add(&format!("{name}.js"), "js", script.as_bytes())?;
        add(&format!("{name}.css"), "css", style.as_bytes())?;
        for (language, json) in &texts {
            let files = self.says.as_ref().map_or(name, |texts| texts.files);
            let called = format!("{files}.{language}.json");
            add(&called, &format!("{language}.json"), json.as_bytes())?;
        }
        Ok(Packed {
            beginning,
            languages: texts.into_keys().collect(),
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

/// Sections of the console, whose files of texts are called as they are, by their program.
fn sections(of: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let all = CONSOLE_SECTIONS.iter().filter(|(_, program)| of(program));
    all.map(|(section, _)| *section).collect()
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

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::sections;

    /// What the sources of these sections take from `console_keys`, in the order of the text.
    fn named(sections: &[&str], console: &Path) -> Vec<String> {
        let folders = sections.iter().map(|section| console.join(section));
        let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap());
        let sources = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let keys = sources.flat_map(|source| {
            let found = source.split("keys::").skip(1).map(|rest| {
                let end =
                    rest.find(|c: char| !c.is_ascii_uppercase() && c != '_' && !c.is_ascii_digit());
                rest[..end.unwrap_or(rest.len())].to_owned()
            });
            found.collect::<Vec<_>>()
        });
        keys.collect()
    }

    #[test]
    fn no_section_says_a_text_that_its_program_leaves_out() {
        let widgets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../widgets/src");
        for program in ["console", "office", "feedback", "records"] {
            let left_out = sections(|other| other != program);
            let mut drawn = sections(|own| own == program);
            // What sections are drawn with is in all programs.
            drawn.push("parts");
            let named = named(&drawn, &widgets.join("console"));
            assert!(named.len() > 50, "{drawn:?}");
            for file in left_out {
                let path = widgets
                    .join("i18n/console/en")
                    .join(file)
                    .with_extension("toml");
                let texts: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
                for key in texts.keys().filter(|key| !crate::text::others_say(key)) {
                    let constant = key.to_uppercase().replace(['-', '.'], "_");
                    assert!(
                        !named.contains(&constant),
                        "{drawn:?} say `{key}` of {file}"
                    );
                }
            }
        }
    }
}
