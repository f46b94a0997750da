//! Sealing what must not be readable in the database file: XChaCha20-Poly1305, each value bound to
//! its site, table, column and row, so that it opens nowhere else. And keyed hashes, by which a
//! value is found again without being opened. The key is never in the database.

mod key_file;

use std::{fmt, io, path::Path};

use base64::{Engine, prelude::BASE64_STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::clock::Chance;
use key_file::{KeyFile, read_private, write_private};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// First byte of every sealed value: which way of sealing.
const VERSION: u8 = 1;

/// Where a sealed value stands. It opens only there.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'a> {
    /// Tenant.
    pub site_id: &'a str,
    /// Table.
    pub table: &'a str,
    /// Column.
    pub column: &'a str,
    /// Key of the row.
    pub row: &'a str,
}

impl Cell<'_> {
    /// Each part with its length before it, so that no two cells spell alike.
    fn associated_data(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for part in [self.site_id, self.table, self.column, self.row] {
            bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
        bytes
    }
}

/// A value that cannot be opened, or a key that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Another key, another cell, or bytes that were changed.
    #[error("a sealed value does not open: it was sealed with another key, or it was changed")]
    DoesNotOpen,
    /// The text is not 32 bytes in base64.
    #[error("the key must be 32 bytes in base64 (`openssl rand -base64 32` makes one)")]
    BadKey,
    /// A key file that holds something else.
    #[error(
        "key file {0} does not hold 32 bytes in base64: put the right one back; without it \
         nothing that was sealed can be read"
    )]
    BadKeyFile(String),
    /// Others on the machine could read the key.
    #[error("{0} can be read by others: run `chmod 600 {0}`")]
    OpenToOthers(String),
    /// The key file cannot be read or written.
    #[error("key file {path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        source: io::Error,
    },
}

/// Seals with one key, and opens with it or with one that it has replaced.
#[derive(Clone)]
pub struct Sealer {
    /// The key in use first, then those that it has replaced.
    keys: Vec<Key>,
    chance: Chance,
}

#[derive(Clone)]
struct Key {
    cipher: XChaCha20Poly1305,
    /// For keyed hashes: never the same key for two purposes.
    hashing: [u8; KEY_BYTES],
}

impl Key {
    fn new(key: [u8; KEY_BYTES]) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(&key.into()),
            hashing: hmac(&key, b"kindred: keyed hashes"),
        }
    }
}

/// HMAC (RFC 2104) over SHA-256.
fn hmac(key: &[u8; KEY_BYTES], message: &[u8]) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(key withheld)")
    }
}

impl Sealer {
    /// A sealer with this key; nonces come from `chance`.
    pub fn new(key: [u8; KEY_BYTES], chance: Chance) -> Self {
        Self {
            keys: vec![Key::new(key)],
            chance,
        }
    }

    /// A sealer from a key in base64, as it stands in the environment or in a key file.
    pub fn from_base64(text: &str, chance: Chance) -> Result<Self, SealError> {
        Ok(Self::new(key_of(text)?, chance))
    }

    /// The same, with a key that it has replaced, in base64: what that one sealed still opens.
    pub fn with_former(mut self, text: &str) -> Result<Self, SealError> {
        self.keys.push(Key::new(key_of(text)?));
        Ok(self)
    }

    /// Reads the key file, or makes it at the first start, for its owner's eyes alone.
    pub fn from_file(path: &Path, chance: Chance) -> Result<Self, SealError> {
        let failed = |source| SealError::File {
            path: path.display().to_string(),
            source,
        };
        let text = match read_private(path) {
            Err(KeyFile::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
                let key = BASE64_STANDARD.encode(chance.bytes::<KEY_BYTES>());
                write_private(path, &key, &chance).map_err(failed)?;
                // Read back, in case another process made the file at the same moment.
                std::fs::read_to_string(path).map_err(failed)?
            }
            Err(KeyFile::Io(error)) => return Err(failed(error)),
            Err(KeyFile::OpenToOthers) => {
                return Err(SealError::OpenToOthers(path.display().to_string()));
            }
            Ok(text) => text,
        };
        Self::from_base64(&text, chance)
            .map_err(|_| SealError::BadKeyFile(path.display().to_string()))
    }

    /// Seals a value for one cell: version, nonce, ciphertext with its tag.
    pub fn seal(&self, cell: Cell<'_>, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_BYTES] = self.chance.bytes();
        let payload = Payload {
            msg: plain,
            aad: &cell.associated_data(),
        };
        let sealed = self.keys[0]
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a value in memory is far below the cipher's limit");
        [&[VERSION][..], &nonce, &sealed].concat()
    }

    /// Opens a value that was sealed for this cell.
    pub fn open(&self, cell: Cell<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let Some((&[VERSION], rest)) = sealed.split_first_chunk::<1>() else {
            return Err(SealError::DoesNotOpen);
        };
        let Some((nonce, text)) = rest.split_first_chunk::<NONCE_BYTES>() else {
            return Err(SealError::DoesNotOpen);
        };
        let aad = cell.associated_data();
        let payload = || Payload {
            msg: text,
            aad: &aad,
        };
        self.keys
            .iter()
            .find_map(|key| key.cipher.decrypt(&XNonce::from(*nonce), payload()).ok())
            .ok_or(SealError::DoesNotOpen)
    }

    /// Seals a value anew that a former key sealed; `None` for one that the key in use sealed.
    pub fn renew(&self, cell: Cell<'_>, sealed: &[u8]) -> Result<Option<Vec<u8>>, SealError> {
        if self.in_use().open(cell, sealed).is_ok() {
            return Ok(None);
        }
        let plain = self.open(cell, sealed)?;
        Ok(Some(self.seal(cell, &plain)))
    }

    /// The same without the keys that were replaced.
    #[must_use]
    pub fn in_use(&self) -> Self {
        Self {
            keys: self.keys[..1].to_vec(),
            chance: self.chance.clone(),
        }
    }

    /// A keyed hash of a value (HMAC-SHA256), bound to a site and to what the value is, so that
    /// equal values of two sites do not look alike.
    pub fn hash(&self, site_id: &str, what: &str, value: &[u8]) -> [u8; 32] {
        hashed(&self.keys[0], site_id, what, value)
    }

    /// [`Sealer::hash`] under every key, the one in use first: to find what was stored before a
    /// key was replaced.
    pub fn hashes(&self, site_id: &str, what: &str, value: &[u8]) -> Vec<[u8; 32]> {
        let keys = self.keys.iter();
        keys.map(|key| hashed(key, site_id, what, value)).collect()
    }
}

fn hashed(key: &Key, site_id: &str, what: &str, value: &[u8]) -> [u8; 32] {
    let mut message = Vec::new();
    for part in [site_id.as_bytes(), what.as_bytes(), value] {
        message.extend_from_slice(&(part.len() as u64).to_le_bytes());
        message.extend_from_slice(part);
    }
    hmac(&key.hashing, &message)
}

/// 32 bytes from base64.
fn key_of(text: &str) -> Result<[u8; KEY_BYTES], SealError> {
    let bytes = BASE64_STANDARD
        .decode(text.trim())
        .map_err(|_| SealError::BadKey)?;
    bytes.try_into().map_err(|_| SealError::BadKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Cell<'_> = Cell {
        site_id: "s",
        table: "groups",
        column: "join_details",
        row: "r1",
    };

    fn sealer() -> Sealer {
        Sealer::new([7; 32], Chance::system())
    }

    #[test]
    fn what_is_sealed_opens_in_its_own_cell_alone() {
        let sealed = sealer().seal(HERE, b"https://meet.example.org/secret");
        assert_eq!(
            sealer().open(HERE, &sealed).unwrap(),
            b"https://meet.example.org/secret"
        );
        for elsewhere in [
            Cell {
                site_id: "t",
                ..HERE
            },
            Cell {
                table: "sites",
                ..HERE
            },
            Cell {
                column: "edits",
                ..HERE
            },
            Cell { row: "r2", ..HERE },
            // The same letters, parted elsewhere.
            Cell {
                site_id: "sg",
                table: "roups",
                ..HERE
            },
        ] {
            assert!(sealer().open(elsewhere, &sealed).is_err(), "{elsewhere:?}");
        }
        assert!(
            Sealer::new([8; 32], Chance::system())
                .open(HERE, &sealed)
                .is_err()
        );
    }

    #[test]
    fn a_changed_byte_is_noticed_wherever_it_stands() {
        let sealed = sealer().seal(HERE, b"secret");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(sealer().open(HERE, &changed).is_err(), "byte {at}");
            assert!(sealer().open(HERE, &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn what_a_replaced_key_sealed_still_opens_and_is_found() {
        let old = sealer();
        let new = || Sealer::new([8; 32], Chance::system());
        let both = new().with_former(&BASE64_STANDARD.encode([7; 32])).unwrap();
        let sealed = old.seal(HERE, b"secret");
        assert!(new().open(HERE, &sealed).is_err());
        assert_eq!(both.open(HERE, &sealed).unwrap(), b"secret");
        let fresh = both.seal(HERE, b"secret");
        assert_eq!(new().open(HERE, &fresh).unwrap(), b"secret");
        assert!(old.open(HERE, &fresh).is_err(), "the new key seals");
        let hashes = both.hashes("s", "contact", b"a@example.org");
        assert_eq!(hashes[0], new().hash("s", "contact", b"a@example.org"));
        assert_eq!(hashes[1], old.hash("s", "contact", b"a@example.org"));
        let renewed = both.renew(HERE, &sealed).unwrap().expect("it was old");
        assert_eq!(new().open(HERE, &renewed).unwrap(), b"secret");
        assert_eq!(both.renew(HERE, &renewed).unwrap(), None);
        assert!(new().renew(HERE, &sealed).is_err());
    }

    #[test]
    fn a_keyed_hash_is_bound_to_site_and_kind() {
        let hash = |site, what, value: &[u8]| sealer().hash(site, what, value);
        let here = hash("s", "contact", b"a@example.org");
        assert_eq!(here, hash("s", "contact", b"a@example.org"));
        assert_ne!(here, hash("t", "contact", b"a@example.org"));
        assert_ne!(here, hash("s", "code", b"a@example.org"));
        assert_ne!(hash("s", "ab", b"c"), hash("s", "a", b"bc"));
    }

    #[test]
    fn the_same_value_never_looks_the_same_twice() {
        assert_ne!(
            sealer().seal(HERE, b"secret"),
            sealer().seal(HERE, b"secret")
        );
    }

    #[test]
    fn the_key_file_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kindred.key");
        let sealed = Sealer::from_file(&path, Chance::system())
            .unwrap()
            .seal(HERE, b"x");
        let again = Sealer::from_file(&path, Chance::system()).unwrap();
        assert_eq!(again.open(HERE, &sealed).unwrap(), b"x");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |mode| std::fs::Permissions::from_mode(mode);
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
            std::fs::set_permissions(&path, mode(0o644)).unwrap();
            let refused = Sealer::from_file(&path, Chance::system()).unwrap_err();
            assert!(refused.to_string().contains("chmod 600"), "{refused}");
        }
    }

    #[test]
    fn all_who_start_at_once_use_the_one_key_and_leave_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kindred.key");
        let start = || Sealer::from_file(&path, Chance::system()).unwrap();
        let sealed: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let starting: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| start().seal(HERE, b"x")))
                .collect();
            starting
                .into_iter()
                .map(|one| one.join().unwrap())
                .collect()
        });
        for sealed in sealed {
            assert_eq!(start().open(HERE, &sealed).unwrap(), b"x");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_key_file_of_the_wrong_size_is_named_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kindred.key");
        Sealer::from_file(&path, Chance::system()).unwrap();
        for text in ["", "c2hvcnQ="] {
            std::fs::write(&path, text).unwrap();
            let refused = Sealer::from_file(&path, Chance::system()).unwrap_err();
            assert!(refused.to_string().contains("kindred.key"), "{refused}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn a_key_of_the_wrong_size_is_refused() {
        for text in ["", "c2hvcnQ=", "not base64!"] {
            assert!(matches!(
                Sealer::from_base64(text, Chance::system()),
                Err(SealError::BadKey)
            ));
        }
    }
}
