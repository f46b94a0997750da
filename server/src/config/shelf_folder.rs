//! `sites/<slug>/shelf/`: what a site adds to the shelf.

use std::{
    collections::BTreeMap,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{shelf_file::read_shelf_file, toml_file::Finding};
use crate::domain::shelf::Shared;

/// Larger files are no texts for people, bytes.
const LARGEST: u64 = 1 << 17;
/// So deep lie its files: language, kind, file.
const DEPTH: usize = 3;
/// No shelf of a site has more files.
const MOST: usize = 2_000;

/// What a site's folder has, by the path under it.
#[derive(Debug, Clone, Default)]
pub struct OwnShelf {
    texts: BTreeMap<PathBuf, Shared>,
}

/// What is wrong with which file.
pub type ShelfProblems = BTreeMap<PathBuf, Vec<Finding>>;

impl OwnShelf {
    /// Reads a folder, which may be missing. A file that is broken stays as it was `before`.
    pub fn read(folder: &Path, before: Option<&Self>) -> (Self, ShelfProblems) {
        let (mut own, mut problems) = (Self::default(), ShelfProblems::new());
        for (path, length) in files(folder) {
            let inside = path.strip_prefix(folder).unwrap_or(&path).to_owned();
            match read_file(&path, &inside, length) {
                Ok(text) => {
                    own.texts.insert(inside, text);
                }
                Err(findings) => {
                    let last = before.and_then(|before| before.texts.get(&inside));
                    if let Some(last) = last {
                        own.texts.insert(inside.clone(), last.clone());
                    }
                    problems.insert(inside, findings);
                }
            }
        }
        (own, problems)
    }

    /// Every text.
    pub fn texts(&self) -> Vec<Shared> {
        self.texts.values().cloned().collect()
    }
}

/// Where a site's shelf is, beside its file.
pub fn shelf_of(site_file: &Path) -> PathBuf {
    site_file.with_extension("").join("shelf")
}

/// A number that moves when a file of the folder comes, goes or changes.
pub fn stamp_of(folder: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (path, length) in files(folder) {
        let modified = fs::metadata(&path).and_then(|about| about.modified()).ok();
        (path, length, modified).hash(&mut hasher);
    }
    hasher.finish()
}

/// The files of a folder with their lengths, in order. Other files than texts may lie at its top, such
/// as a README; hidden ones are editors'.
fn files(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    let mut waiting = vec![(folder.to_owned(), 1)];
    while let Some((folder, depth)) = waiting.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let Ok(about) = fs::metadata(&path) else {
                continue;
            };
            if hidden || found.len() >= MOST {
            } else if about.is_dir() && depth < DEPTH {
                waiting.push((path, depth + 1));
            } else if about.is_file() && (depth > 1 || path.extension() == Some("md".as_ref())) {
                let readme = path.file_name() == Some("README.md".as_ref());
                if !readme {
                    found.push((path, about.len()));
                }
            }
        }
    }
    found.sort();
    found
}

fn read_file(path: &Path, inside: &Path, length: u64) -> Result<Shared, Vec<Finding>> {
    let top = |problem: String| {
        vec![Finding {
            line: 1,
            column: 1,
            problem,
        }]
    };
    if length > LARGEST {
        return Err(top("larger than any text of the shelf".to_owned()));
    }
    let text = fs::read_to_string(path).map_err(|error| top(error.to_string()))?;
    // A path in the folder: fewer parts than it takes must not be found above it.
    read_shelf_file(inside, &text, true).map(Arc::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str, text: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn titles(own: &OwnShelf) -> Vec<String> {
        let texts = own.texts().into_iter();
        texts.map(|text| text.front.title.clone()).collect()
    }

    #[test]
    fn a_broken_file_stays_as_it_was_and_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        assert!(
            OwnShelf::read(&folder.join("none"), None)
                .0
                .texts()
                .is_empty()
        );
        write(folder, "README.md", "What lies here.");
        write(folder, "en/prompt/a.md", "+++\ntitle = \"A?\"\n+++\n");
        write(folder, "es/prompt/.a.md.swp", "x");
        let (own, problems) = OwnShelf::read(folder, None);
        assert_eq!((titles(&own), problems.len()), (vec!["A?".to_owned()], 0));
        let stamp = stamp_of(folder);
        assert_eq!(stamp, stamp_of(folder));
        write(folder, "en/prompt/a.md", "+++\ntitle = \"A, again?\n+++\n");
        write(folder, "en/prompt/b.txt", "x");
        assert_ne!(stamp, stamp_of(folder));
        let (own, problems) = OwnShelf::read(folder, Some(&own));
        assert_eq!(titles(&own), ["A?"]);
        let named: Vec<String> = problems
            .keys()
            .map(|path| path.display().to_string())
            .collect();
        assert_eq!(named, ["en/prompt/a.md", "en/prompt/b.txt"]);
        fs::remove_file(folder.join("en/prompt/a.md")).unwrap();
        assert!(OwnShelf::read(folder, Some(&own)).0.texts().is_empty());
    }
}
