//! The letters in a demo's folder, read back from their bytes as a mail program would.

use std::{fs, io, path::Path};

use mail_parser::{Address, MessageParser};

use crate::config::is_slug;

/// A page shows so many letters at most, the newest.
const AT_MOST: usize = 200;

/// A letter as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Name of its file without the ending.
    pub id: String,
    /// Name and address of the sender.
    pub from: String,
    /// Address of the reader.
    pub to: String,
    /// When it was written, RFC 3339.
    pub date: String,
    /// Subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML page.
    pub html: String,
}

/// The letters of a folder, newest first.
pub fn list(folder: &Path) -> io::Result<Vec<Received>> {
    let mut ids: Vec<String> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some(name.strip_suffix(".eml")?.to_owned()))
        .collect();
    // Ids begin with the time.
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.truncate(AT_MOST);
    let letters = ids.iter().map(|id| find(folder, id));
    Ok(letters
        .collect::<io::Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect())
}

/// One letter of a folder.
pub fn find(folder: &Path, id: &str) -> io::Result<Option<Received>> {
    if !is_slug(id) {
        return Ok(None);
    }
    match fs::read(folder.join(format!("{id}.eml"))) {
        Ok(bytes) => Ok(read(id, &bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn read(id: &str, bytes: &[u8]) -> Option<Received> {
    let letter = MessageParser::default().parse(bytes)?;
    let person = |address: Option<&Address<'_>>| {
        let first = address.and_then(Address::first);
        let address = first.and_then(|one| one.address()).unwrap_or_default();
        match first.and_then(|one| one.name()) {
            Some(name) => format!("{name} <{address}>"),
            None => address.to_owned(),
        }
    };
    Some(Received {
        id: id.to_owned(),
        from: person(letter.from()),
        to: person(letter.to()),
        date: letter.date().map(ToString::to_string).unwrap_or_default(),
        subject: letter.subject().unwrap_or_default().to_owned(),
        text: letter.body_text(0).unwrap_or_default().into_owned(),
        html: letter.body_html(0).unwrap_or_default().into_owned(),
    })
}
