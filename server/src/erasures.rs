//! The log of erasures: a file that grows and is never written over, so that what somebody had us
//! erase stays erased when an older database is put in place of this one.
//!
//! A line each: when, the site's id, and the hash of the request's id (base64url). It names
//! nobody. What belongs here: the file. What does not: what an erasure is (`store/joining/erase.rs`)
//! and when both are compared (`joining/erasing.rs`).
//!
//! Lines may stand there twice and in any order, so that two logs are made one by putting one
//! behind the other.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::DateTime;

use crate::{
    domain::time::rfc3339,
    store::{Erasure, SiteId},
};

/// The log, and what stands in it.
#[derive(Debug)]
pub struct ErasureLog {
    path: PathBuf,
    known: Mutex<Known>,
}

/// When each was erased, ms since 1970 UTC.
type Known = BTreeMap<(SiteId, [u8; 32]), i64>;

impl ErasureLog {
    /// Reads the log; there is none before the first erasure. A line that cannot be read is named
    /// in the server's log and left alone.
    pub fn open(path: &Path) -> io::Result<Self> {
        let bytes = match std::fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            read => read?,
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut known = Known::new();
        for (at, line) in text.lines().enumerate() {
            match read(line) {
                Some((key, erased_at)) => drop(known.entry(key).or_insert(erased_at)),
                None if line.trim().is_empty() => {}
                None => {
                    let file = path.display();
                    tracing::warn!(%file, line = at + 1, "an erasure cannot be read");
                }
            }
        }
        Ok(Self {
            path: path.to_owned(),
            known: Mutex::new(known),
        })
    }

    /// Every erasure of a site that stands in the log.
    pub fn list(&self, site: &SiteId) -> Vec<Erasure> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let of_site = known.iter().filter(|((of, _), _)| of == site);
        let erasure = |((_, hash), at): (&(SiteId, [u8; 32]), &i64)| Erasure {
            request_hash: *hash,
            erased_at: *at,
        };
        of_site.map(erasure).collect()
    }

    /// Writes down what does not stand there yet. When it returns, it is on the disk. Waits for
    /// the disk: not to be called where others wait.
    pub fn keep(&self, site: &SiteId, erasures: &[Erasure]) -> io::Result<()> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = |one: &Erasure| (site.clone(), one.request_hash);
        let new = erasures.iter().filter(|one| !known.contains_key(&key(one)));
        let new: Vec<&Erasure> = new.collect();
        if new.is_empty() {
            return Ok(());
        }
        let line = |one: &&Erasure| {
            let hash = URL_SAFE_NO_PAD.encode(one.request_hash);
            format!("{} {} {hash}\n", rfc3339(one.erased_at), site.as_str())
        };
        // A line that a power cut tore must not take the next one with it.
        let lines: String = new.iter().map(line).collect();
        append(&self.path, &format!("\n{lines}"))?;
        known.extend(new.into_iter().map(|one| (key(one), one.erased_at)));
        Ok(())
    }
}

/// One write, so that two servers on one folder do not tear each other's lines.
fn append(path: &Path, text: &str) -> io::Result<()> {
    let is_new = !path.exists();
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    // A new file's name has to be on the disk, too.
    match path.parent() {
        Some(folder) if is_new && cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

fn read(line: &str) -> Option<((SiteId, [u8; 32]), i64)> {
    let mut parts = line.split_whitespace();
    let (at, site, hash) = (parts.next()?, parts.next()?, parts.next()?);
    let at = DateTime::parse_from_rfc3339(at).ok()?.timestamp_millis();
    let hash = URL_SAFE_NO_PAD.decode(hash).ok()?.try_into().ok()?;
    Some(((SiteId::from(site), hash), at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn erasure(byte: u8, at: i64) -> Erasure {
        Erasure {
            request_hash: [byte; 32],
            erased_at: at,
        }
    }

    #[test]
    fn what_was_kept_is_there_after_a_restart_and_stands_there_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("erasures.log");
        let (here, there) = (SiteId::from("here"), SiteId::from("there"));
        let log = ErasureLog::open(&path).unwrap();
        assert!(!path.exists(), "no file before there is something to say");
        let (one, two) = (erasure(1, 1_000), erasure(0xfe, 2_000));
        log.keep(&here, &[one]).unwrap();
        log.keep(&here, &[one, two]).unwrap();
        log.keep(&here, &[two]).unwrap();
        for log in [log, ErasureLog::open(&path).unwrap()] {
            assert_eq!(log.list(&here), [one, two]);
            assert!(log.list(&there).is_empty());
        }
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.split_whitespace().count(), 6, "{text}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_torn_line_takes_no_other_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("erasures.log");
        let here = SiteId::from("here");
        let log = ErasureLog::open(&path).unwrap();
        log.keep(&here, &[erasure(1, 1_000), erasure(2, 2_000)])
            .unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        for torn in [&text[..text.len() - 9], "what is this"] {
            std::fs::write(&path, torn).unwrap();
            let log = ErasureLog::open(&path).unwrap();
            log.keep(&here, &[erasure(3, 3_000)]).unwrap();
            let left = ErasureLog::open(&path).unwrap().list(&here);
            assert!(
                left.contains(&erasure(3, 3_000)) && left.len() <= 2,
                "{left:?}"
            );
        }
        // Twice, or joined from two machines, is as good as once.
        std::fs::write(&path, format!("{text}{text}\n")).unwrap();
        assert_eq!(ErasureLog::open(&path).unwrap().list(&here).len(), 2);
    }
}
