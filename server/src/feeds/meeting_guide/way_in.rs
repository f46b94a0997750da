//! What lets people into a meeting, wherever a row says it. Feeds repeat links and passcodes in
//! notes, addresses and web pages, which everybody may read; here they are found and kept for
//! members. The fields that are made for them are read in `reach`.

use super::TEXT;
use crate::domain::group::{JoinDetails, PlaceRecord};

/// Hosts whose addresses, with a path behind, are rooms.
const ROOMS: [&str; 14] = [
    "zoom.us",
    "zoomgov.com",
    "meet.google.com",
    "teams.microsoft.com",
    "teams.live.com",
    "meet.jit.si",
    "webex.com",
    "gotomeet.me",
    "gotomeeting.com",
    "meet.goto.com",
    "whereby.com",
    "join.skype.com",
    "bluejeans.com",
    "freeconferencecall.com",
];

/// Words, folded, beside which a number or a code stands that opens a room.
const WORDS: [&str; 10] = [
    "passcode",
    "pass code",
    "password",
    "meeting id",
    "zoom id",
    "contrasena",
    "codigo de acceso",
    "clave de acceso",
    "id de reunion",
    "id de la reunion",
];

/// What was found in one row.
pub struct WayIn {
    /// The row's own link, without scheme, small letters; only if it names more than a host.
    link: Option<String>,
    /// What was taken out, and of which field.
    pub kept: Vec<(&'static str, String)>,
}

impl WayIn {
    pub fn new(join: &JoinDetails) -> Self {
        let link = join.url.as_deref().map(bare);
        let link = link.filter(|link| {
            link.split_once('/')
                .is_some_and(|(_, path)| !path.is_empty())
        });
        let kept = Vec::new();
        Self { link, kept }
    }

    /// The text, unless it lets people in.
    pub fn open(&mut self, field: &'static str, text: Option<String>) -> Option<String> {
        let text = text?;
        if !self.lets_in(&text) {
            return Some(text);
        }
        self.kept.push((field, text));
        None
    }

    /// The words of a line before those that let people in.
    pub fn open_start(&mut self, field: &'static str, line: &str) -> String {
        let words: Vec<&str> = line.split(' ').collect();
        let start = |count: &usize| !self.lets_in(&words[..*count].join(" "));
        let count = (0..=words.len()).rev().find(start).unwrap_or(0);
        if count == words.len() {
            return line.to_owned();
        }
        self.kept.push((field, words[count..].join(" ")));
        let open = words[..count].join(" ");
        open.trim_end_matches([' ', '-', '–', '—', ':', ',', '(', '|'])
            .to_owned()
    }

    /// The sentences of a line, without those that let people in.
    pub fn open_sentences(&mut self, field: &'static str, line: &str) -> String {
        let mut open = String::new();
        for sentence in line.split_inclusive(". ") {
            if self.lets_in(sentence) {
                self.kept.push((field, sentence.trim().to_owned()));
            } else {
                open.push_str(sentence);
            }
        }
        open.trim_end().to_owned()
    }

    /// A place, without what is no place but a link to a room.
    pub fn open_place(&mut self, place: PlaceRecord) -> PlaceRecord {
        PlaceRecord {
            venue: self.open("location", place.venue),
            address: self.open("address", place.address),
            ..place
        }
    }

    /// Adds what was found to what members get.
    pub fn add_to(self, join: &mut JoinDetails) {
        let mut lines: Vec<String> = join.note.take().into_iter().collect();
        for (_, text) in self.kept {
            let is_said = join
                .url
                .as_ref()
                .is_some_and(|url| bare(url) == bare(&text));
            if !is_said && !lines.contains(&text) {
                lines.push(text);
            }
        }
        let note: String = lines.join("\n").chars().take(TEXT).collect();
        join.note = Some(note).filter(|note| !note.is_empty());
    }

    fn lets_in(&self, text: &str) -> bool {
        let small = text.to_lowercase();
        let folded = catalogue::fold(text);
        self.link.as_ref().is_some_and(|link| small.contains(link))
            || ROOMS.iter().any(|host| names_room(&small, host))
            || WORDS.iter().any(|word| folded.contains(word))
            || dials_code(text)
    }
}

/// Whether `host`, or a host below it, stands there with a path behind.
fn names_room(text: &str, host: &str) -> bool {
    text.match_indices(host).any(|(at, _)| {
        let joined = |letter: char| letter.is_alphanumeric() || letter == '-';
        !text[..at].ends_with(joined) && text[at + host.len()..].starts_with('/')
    })
}

/// Whether a number is followed by pauses and a code, as in `+17085550123,,5550100#`.
fn dials_code(text: &str) -> bool {
    text.match_indices(",,")
        .any(|(at, _)| text[..at].ends_with(|letter: char| letter.is_ascii_digit()))
}

fn bare(url: &str) -> String {
    let small = url.trim().to_lowercase();
    let rest = small
        .split_once("://")
        .map_or(small.as_str(), |(_, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(url: &str) -> JoinDetails {
        JoinDetails {
            url: Some(url.to_owned()),
            ..JoinDetails::default()
        }
    }

    #[test]
    fn links_codes_and_numbers_let_people_in() {
        let way_in = WayIn::new(&join("https://meet.example.org/Meet-Secret"));
        for text in [
            "Join at https://us02web.zoom.us/j/5550100?pwd=x",
            "zoom.us/j/5550100",
            "HTTPS://MEET.EXAMPLE.ORG/meet-secret",
            "Meeting ID: 555 0100",
            "Contraseña: luz",
            "+17085550123,,5550100#",
        ] {
            assert!(way_in.lets_in(text), "{text}");
        }
        for text in [
            "We meet on Zoom.",
            "Get it at zoom.us.",
            "https://myzoom.us/a",
            "https://zoom.us.example.org/a",
            "https://meet.example.org/",
            "Bring tea,, and a cup",
        ] {
            assert!(!way_in.lets_in(text), "{text}");
        }
    }

    #[test]
    fn a_link_that_is_a_whole_site_is_no_secret() {
        let way_in = WayIn::new(&join("https://example.org/"));
        assert!(!way_in.lets_in("https://example.org/about"));
    }

    #[test]
    fn a_name_ends_before_what_lets_people_in() {
        let mut way_in = WayIn::new(&JoinDetails::default());
        let mut start = |line: &str| way_in.open_start("name", line);
        assert_eq!(start("Noon circle"), "Noon circle");
        assert_eq!(start("Noon circle - zoom.us/j/5550100"), "Noon circle");
        assert_eq!(start("https://zoom.us/j/5550100 noon"), "");
        assert_eq!(way_in.kept.len(), 2);
    }

    #[test]
    fn sentences_that_let_nobody_in_stay_open() {
        let mut join = join("https://zoom.us/j/5550100");
        let mut way_in = WayIn::new(&join);
        let line = "All are welcome. Passcode is luz. Tea at 7.";
        assert_eq!(
            way_in.open_sentences("notes", line),
            "All are welcome. Tea at 7."
        );
        assert_eq!(
            way_in.open("url", Some("https://zoom.us/j/5550100/".into())),
            None
        );
        way_in.add_to(&mut join);
        assert_eq!(join.note.as_deref(), Some("Passcode is luz."));
    }
}
