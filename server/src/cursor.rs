//! Where the next page of a list starts: opaque to others, steady while groups come and go.

use api_types::ProblemCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::problems::Refusal;

/// How far a group may have moved down since the last page and still tell where that page
/// ended. Farther, it was moved by its own meeting's end, and its old place counts.
const DRIFT: usize = 200;
/// The longest slug, bytes.
const LONGEST_SLUG: usize = 80;

/// The place after the last group of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// How many groups came before.
    pub offset: usize,
    /// The last of them.
    pub last: String,
}

impl Cursor {
    /// Its text for a query: base64url of version, hash of the query, offset, slug.
    pub fn write(&self, query: &str) -> String {
        let offset = u32::try_from(self.offset).unwrap_or(u32::MAX);
        let mut bytes = vec![1];
        bytes.extend(hash(query));
        bytes.extend(offset.to_be_bytes());
        bytes.extend(self.last.bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads one that was written for the same query.
    pub fn read(text: &str, query: &str) -> Result<Self, Refusal> {
        let refusal = || Refusal::new(ProblemCode::BadCursor);
        if text.len() > 200 {
            return Err(refusal());
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| refusal())?;
        let (head, slug) = bytes.split_at_checked(13).ok_or_else(refusal)?;
        if head[0] != 1 || slug.len() > LONGEST_SLUG {
            return Err(refusal());
        }
        if head[1..9] != hash(query) {
            return Err(refusal().detail("This cursor belongs to another query."));
        }
        let offset = u32::from_be_bytes([head[9], head[10], head[11], head[12]]);
        let last = String::from_utf8(slug.to_vec()).map_err(|_| refusal())?;
        Ok(Self {
            offset: usize::try_from(offset).map_err(|_| refusal())?,
            last,
        })
    }

    /// Where to go on in a list whose slugs are these.
    pub fn resume<'a>(&self, slugs: impl Iterator<Item = &'a str>) -> usize {
        let mut seen = 0;
        for (at, slug) in slugs.enumerate() {
            if slug == self.last && at < self.offset + DRIFT {
                return at + 1;
            }
            seen = at + 1;
        }
        self.offset.min(seen)
    }
}

fn hash(query: &str) -> [u8; 8] {
    let digest = Sha256::digest(query.as_bytes());
    std::array::from_fn(|at| digest[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor() -> Cursor {
        Cursor {
            offset: 2,
            last: "b".to_owned(),
        }
    }

    #[test]
    fn a_cursor_reads_back_and_fits_its_own_query_alone() {
        let text = cursor().write("focus=lung");
        assert_eq!(Cursor::read(&text, "focus=lung").unwrap(), cursor());
        for (text, query) in [
            (text.as_str(), "focus=skin"),
            ("", ""),
            ("AQ", ""),
            ("%%%", ""),
        ] {
            let refusal = Cursor::read(text, query).unwrap_err();
            assert_eq!(refusal.code(), ProblemCode::BadCursor);
        }
    }

    #[test]
    fn paging_goes_on_after_the_last_group_whatever_came_or_went() {
        let resume = |slugs: &[&str]| cursor().resume(slugs.iter().copied());
        assert_eq!(resume(&["a", "b", "c"]), 2);
        assert_eq!(resume(&["new", "a", "b", "c"]), 3, "one came before");
        assert_eq!(resume(&["b", "c"]), 1, "one before it went");
        assert_eq!(resume(&["a", "c", "d"]), 2, "it went itself");
        assert_eq!(resume(&["a"]), 1, "nearly all went");
    }
}
