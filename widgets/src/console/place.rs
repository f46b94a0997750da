//! An address of the console, read and written: `groups/evening-circle?tab=dates`. Pure.

/// Where the console is: its path below `/console/`, and the question behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    parts: Vec<String>,
    query: Vec<(String, String)>,
}

impl Place {
    /// Reads an address as the browser has it, without origin and fragment.
    pub(crate) fn read(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let path = path.strip_prefix("/console").unwrap_or(path);
        let parts = path.split('/').filter(|part| !part.is_empty());
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self {
            parts: parts.map(|part| decode(part, false)).collect(),
            query: pairs
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (decode(name, true), decode(value, true))
                })
                .collect(),
        }
    }

    /// The section: the path's first part. Empty at `/console` itself.
    pub(crate) fn section(&self) -> &str {
        self.parts.first().map_or("", String::as_str)
    }

    /// The parts of the path behind the section.
    pub(crate) fn rest(&self) -> &[String] {
        self.parts.get(1..).unwrap_or_default()
    }

    /// What the address asks under a name.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Text whose escapes are read. A `%` that begins none stays.
fn decode(text: &str, plus_is_space: bool) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%').then(|| digit(at + 1).zip(digit(at + 2)));
        if let Some((high, low)) = escaped.flatten() {
            out.push(u8::try_from(high * 16 + low).unwrap_or_default());
            at += 3;
        } else {
            let space = plus_is_space && byte == b'+';
            out.push(if space { b' ' } else { byte });
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn an_address_says_section_thing_and_question() {
        let place =
            Place::read("/console/groups/evening-circle/dates?state=paused&text=caf%C3%A9+au");
        assert_eq!(place.section(), "groups");
        assert_eq!(place.rest(), ["evening-circle", "dates"]);
        assert_eq!(place.query("state"), Some("paused"));
        assert_eq!(place.query("text"), Some("café au"));
        assert_eq!(place.query("cursor"), None);
    }

    #[test]
    fn the_front_door_has_no_section() {
        for address in ["/console", "/console/", "/console?x"] {
            assert_eq!(Place::read(address).section(), "", "{address}");
            assert!(Place::read(address).rest().is_empty());
        }
    }

    #[test]
    fn broken_escapes_stay_as_they_are() {
        let place = Place::read("/console/a%/b%zz/c%4/%E2%82%AC");
        assert_eq!(place.section(), "a%");
        assert_eq!(place.rest(), ["b%zz", "c%4", "€"]);
    }
}
