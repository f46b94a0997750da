//! What is asked of the shelf, as the address has it and as the server is asked. Pure.

use crate::console::Place;

/// What somebody looks for; an empty part is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) text: String,
    pub(super) kind: String,
    pub(super) theme: String,
    pub(super) stage: String,
}

impl Asked {
    /// As the address asks.
    pub(super) fn of(place: &Place) -> Self {
        let of = |name| place.query(name).unwrap_or_default().to_owned();
        Self {
            text: of("text"),
            kind: of("kind"),
            theme: of("theme"),
            stage: of("stage"),
        }
    }

    /// The part of this name.
    pub(super) fn part(&self, name: &str) -> &str {
        self.parts()
            .into_iter()
            .find_map(|(known, value)| (known == name).then_some(value))
            .unwrap_or_default()
    }

    /// Asks something else.
    pub(super) fn set(&mut self, name: &str, value: String) {
        match name {
            "text" => self.text = value,
            "kind" => self.kind = value,
            "theme" => self.theme = value,
            _ => self.stage = value,
        }
    }

    fn parts(&self) -> [(&'static str, &str); 4] {
        [
            ("text", self.text.trim()),
            ("kind", &self.kind),
            ("theme", &self.theme),
            ("stage", &self.stage),
        ]
    }

    /// The query for the server.
    pub(super) fn query(&self) -> Vec<(&'static str, &str)> {
        let parts = self.parts().into_iter();
        parts.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Whether nothing is asked.
    pub(super) fn is_empty(&self) -> bool {
        self.query().is_empty()
    }

    /// The address below `/console/` at which this is asked; `encode` writes a value so that it can
    /// stand there.
    pub(super) fn path(&self, encode: impl Fn(&str) -> String) -> String {
        let mut path = "shelf".to_owned();
        for (at, (name, value)) in self.query().into_iter().enumerate() {
            path.push(if at == 0 { '?' } else { '&' });
            path.push_str(&[name, "=", &encode(value)].concat());
        }
        path
    }
}

/// The ids in another order: the one at a place is one further up or down.
pub(super) fn moved(ids: &[String], at: usize, up: bool) -> Vec<String> {
    let mut ids = ids.to_vec();
    let other = if up { at.wrapping_sub(1) } else { at + 1 };
    if at < ids.len() && other < ids.len() {
        ids.swap(at, other);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the browser does it, for spaces alone: nothing else of these tests needs it.
    fn encode(text: &str) -> String {
        text.replace(' ', "%20")
    }

    #[test]
    fn the_address_and_the_question_are_the_same() {
        let place = Place::read("/console/shelf?kind=prompt&text=sue%C3%B1o+malo");
        let asked = Asked::of(&place);
        assert_eq!(asked.query(), [("text", "sueño malo"), ("kind", "prompt")]);
        let again = Place::read(&["/console/", &asked.path(encode)].concat());
        assert_eq!(Asked::of(&again), asked);
        assert_eq!((asked.part("kind"), asked.part("stage")), ("prompt", ""));
    }

    #[test]
    fn blanks_ask_nothing() {
        let mut asked = Asked::default();
        asked.set("text", "  ".to_owned());
        assert!(asked.is_empty());
        assert_eq!(asked.path(encode), "shelf");
        asked.set("stage", "bereavement".to_owned());
        assert_eq!(asked.path(encode), "shelf?stage=bereavement");
    }

    #[test]
    fn something_moves_by_one_and_not_beyond_the_ends() {
        let ids = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(moved(&ids, 1, true), ["b", "a", "c"]);
        assert_eq!(moved(&ids, 1, false), ["a", "c", "b"]);
        assert_eq!(moved(&ids, 0, true), ids);
        assert_eq!(moved(&ids, 2, false), ids);
        assert_eq!(moved(&ids, 7, true), ids);
    }
}
