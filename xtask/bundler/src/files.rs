//! The files of the bundle: names by content, compressed copies, the manifest, and the old files.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, GzBuilder};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256, Sha384};

/// Where hashed files live, seen from the bundle's folder and from the server's address.
const ASSETS: &str = "assets";

/// Brotli's window, as a power of two: the largest that every browser takes.
const WINDOW: u32 = 22;

/// A bundle that is being written.
pub struct Bundle {
    folder: PathBuf,
    /// Brotli's quality, 0 to 11.
    quality: u32,
    files: BTreeMap<String, Entry>,
    before: Value,
}

/// One file of the bundle.
#[derive(Clone)]
pub struct Entry {
    /// Its path in the bundle, with `/`.
    pub file: String,
    /// Its `integrity` attribute.
    pub integrity: String,
    raw: usize,
    brotli: usize,
    gzip: usize,
}

impl Bundle {
    /// Starts a bundle in a folder that may hold the one before.
    pub fn start(folder: &Path, quality: u32) -> Result<Self> {
        fs::create_dir_all(folder.join(ASSETS))
            .with_context(|| format!("cannot make {}", folder.display()))?;
        let before = fs::read(folder.join("manifest.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Ok(Self {
            folder: folder.to_owned(),
            quality,
            files: BTreeMap::new(),
            before,
        })
    }

    /// Adds a file under a name by its content: `finder.css` becomes `assets/finder.<hash>.css`.
    pub fn add_hashed(&mut self, name: &str, content: &[u8]) -> Result<Entry> {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        self.add(
            name,
            format!("{ASSETS}/{stem}.{}.{extension}", short_hash(content)),
            content,
        )
    }

    /// Adds a file whose path begins like those of others, with a hash of all of them: `ending` is what
    /// tells them apart. In the manifest it goes by `name`.
    pub fn add_beside(
        &mut self,
        name: &str,
        beginning: &str,
        ending: &str,
        content: &[u8],
    ) -> Result<Entry> {
        self.add(name, format!("{ASSETS}/{beginning}.{ending}"), content)
    }

    /// Adds a file under a name of its own.
    pub fn add_plain(&mut self, name: &str, content: &[u8]) -> Result<Entry> {
        self.add(name, name.to_owned(), content)
    }

    /// Adds the loader that pins all others; `file` holds its hash.
    pub fn add_pinned(&mut self, file: &str, content: &[u8]) -> Result<Entry> {
        self.add("kindred.pinned.js", format!("{ASSETS}/{file}"), content)
    }

    fn add(&mut self, name: &str, file: String, content: &[u8]) -> Result<Entry> {
        let brotli = brotli(content, self.quality)?;
        let gzip = gzip(content)?;
        // The copies first: whoever sees the file may ask for them.
        self.write(&format!("{file}.br"), &brotli)?;
        self.write(&format!("{file}.gz"), &gzip)?;
        self.write(&file, content)?;
        let entry = Entry {
            integrity: format!("sha384-{}", STANDARD.encode(Sha384::digest(content))),
            raw: content.len(),
            brotli: brotli.len(),
            gzip: gzip.len(),
            file,
        };
        self.files.insert(name.to_owned(), entry.clone());
        Ok(entry)
    }

    /// Writes under another name and moves it into place, so that nobody reads half a file.
    fn write(&self, file: &str, content: &[u8]) -> Result<()> {
        let path = self.folder.join(file);
        if fs::read(&path).is_ok_and(|there| there == content) {
            return Ok(());
        }
        let half = self.folder.join(format!("{file}.part"));
        fs::write(&half, content)
            .and_then(|()| fs::rename(&half, &path))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// Writes the manifest and takes away files of bundles before the last one. The last one's
    /// stay: a page that is being loaded may still ask for them.
    pub fn finish(self, how: &str) -> Result<Value> {
        let files: Map<String, Value> = self
            .files
            .iter()
            .map(|(name, entry)| (name.clone(), entry.to_json()))
            .collect();
        let before = if self.before["files"] == Value::Object(files.clone()) {
            self.before["previous"].clone()
        } else {
            self.before["files"]
                .as_object()
                .map(|files| files.values().map(|entry| entry["file"].clone()).collect())
                .unwrap_or_default()
        };
        let previous: Vec<&str> = before
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let manifest = json!({ "built": how, "files": files, "previous": previous });
        self.write("manifest.json", format!("{manifest:#}\n").as_bytes())?;
        self.sweep(&previous)?;
        Ok(manifest)
    }

    fn sweep(&self, previous: &[&str]) -> Result<()> {
        let current = self.files.values().map(|entry| entry.file.as_str());
        let kept: Vec<&str> = current.chain(previous.iter().copied()).collect();
        for entry in fs::read_dir(self.folder.join(ASSETS))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let plain = name.trim_end_matches(".br").trim_end_matches(".gz");
            if !kept.contains(&format!("{ASSETS}/{plain}").as_str()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

impl Entry {
    fn to_json(&self) -> Value {
        json!({
            "file": self.file,
            "raw": self.raw,
            "br": self.brotli,
            "gz": self.gzip,
            "integrity": self.integrity,
        })
    }
}

/// The first eight hexadecimal digits of SHA-256: each costs the loader a byte per file.
pub fn short_hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(4)
        .fold(String::new(), |mut hash, byte| {
            use std::fmt::Write;
            let _ = write!(hash, "{byte:02x}");
            hash
        })
}

fn brotli(content: &[u8], quality: u32) -> Result<Vec<u8>> {
    let mut out = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, WINDOW);
    out.write_all(content)?;
    Ok(out.into_inner())
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    // No time and no name inside: the same content gives the same file.
    let mut out = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    out.write_all(content)?;
    Ok(out.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_gives_the_same_names_and_the_last_bundle_stays() {
        let folder = std::env::temp_dir().join(format!("kindred-bundle-{}", std::process::id()));
        let build = |content: &str| {
            let mut bundle = Bundle::start(&folder, 5).unwrap();
            let file = bundle
                .add_hashed("finder.css", content.as_bytes())
                .unwrap()
                .file;
            bundle.finish("test").unwrap();
            file
        };
        let first = build("a");
        assert_eq!(build("a"), first);
        let second = build("b");
        assert!(folder.join(&first).exists() && folder.join(&second).exists());
        let third = build("c");
        assert!(!folder.join(&first).exists() && folder.join(&second).exists());
        assert!(folder.join(format!("{third}.br")).exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
