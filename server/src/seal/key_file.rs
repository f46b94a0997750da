//! The key file: made once, for its owner's eyes alone.

use std::{io, path::Path};

use crate::clock::Chance;

/// Why a key file cannot be read.
pub(super) enum KeyFile {
    /// Others on the machine could read it.
    OpenToOthers,
    /// The system said no.
    Io(io::Error),
}

pub(super) fn read_private(path: &Path) -> Result<String, KeyFile> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path)
            .map_err(KeyFile::Io)?
            .permissions()
            .mode();
        if mode & 0o077 != 0 {
            return Err(KeyFile::OpenToOthers);
        }
    }
    std::fs::read_to_string(path).map_err(KeyFile::Io)
}

/// Writes a new file that only its owner can read; leaves one that is already there. The file
/// appears whole and stays after a power cut: what is sealed with a lost key is lost, too.
pub(super) fn write_private(path: &Path, text: &str, chance: &Chance) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{:016x}", u64::from_le_bytes(chance.bytes())));
    let beside = Path::new(&beside);
    write_new(beside, text)?;
    // Unlike a renamed file, a linked one never takes the place of another.
    let linked = std::fs::hard_link(beside, path);
    std::fs::remove_file(beside)?;
    let written = match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            // Some network drives know no links.
            write_new(path, text)
        }
        linked => linked,
    };
    match written {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => sync_folder(path),
    }
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    use io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    std::fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
