//! TOML with places: every problem has a line and a column, every unknown key a suggestion.

use std::{fmt, ops::Range};

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Something wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong, and what would do.
    pub problem: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.problem)
    }
}

impl Finding {
    /// A finding at a byte of `text`.
    pub fn at(text: &str, byte: usize, problem: impl Into<String>) -> Self {
        let mut end = byte.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            problem: problem.into(),
        }
    }
}

/// A key that a file may have.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub inside: Inside,
}

/// What a key holds.
pub enum Inside {
    /// A value, or a table with free keys.
    Value,
    /// A table, or a list of tables, with these keys.
    Table(&'static [Key]),
}

/// A key that holds a value.
pub const fn value(name: &'static str) -> Key {
    Key {
        name,
        inside: Inside::Value,
    }
}

/// A key that holds tables.
pub const fn table(name: &'static str, keys: &'static [Key]) -> Key {
    Key {
        name,
        inside: Inside::Table(keys),
    }
}

/// A parsed file that remembers where everything stands.
pub struct TomlFile<'a> {
    text: &'a str,
    root: Spanned<DeTable<'a>>,
}

impl<'a> TomlFile<'a> {
    /// Parses a file; the error has every syntax problem.
    pub fn parse(text: &'a str) -> Result<Self, Vec<Finding>> {
        let (root, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Ok(Self { text, root });
        }
        Err(errors.iter().map(|error| located(text, error)).collect())
    }

    /// Whether it has this key at its top.
    pub fn has(&self, name: &str) -> bool {
        self.root.get_ref().contains_key(name)
    }

    /// What `refuse` says of keys at its top, each at its place.
    pub fn refused_keys(&self, refuse: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
        let keys = self.root.get_ref().keys();
        let refused = keys.filter_map(|key| {
            let problem = refuse(key.get_ref())?;
            Some(Finding::at(self.text, key.span().start, problem))
        });
        refused.collect()
    }

    /// Every key that is not one of `keys`, with the nearest that is.
    pub fn unknown_keys(&self, keys: &'static [Key]) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.walk(self.root.get_ref(), keys, "", &mut findings);
        findings
    }

    fn walk(
        &self,
        table: &DeTable<'_>,
        keys: &'static [Key],
        under: &str,
        findings: &mut Vec<Finding>,
    ) {
        for (name, held) in table {
            let found = name.get_ref();
            let Some(key) = keys.iter().find(|key| key.name == found) else {
                let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
                let problem = unknown_key(under, found, &names);
                findings.push(Finding::at(self.text, name.span().start, problem));
                continue;
            };
            let Inside::Table(keys) = key.inside else {
                continue;
            };
            match held.get_ref() {
                DeValue::Table(inner) => self.walk(inner, keys, key.name, findings),
                DeValue::Array(items) => {
                    for inner in items.iter().filter_map(|item| item.get_ref().as_table()) {
                        self.walk(inner, keys, key.name, findings);
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads the file as a `T`; the error is the first value of a wrong type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Finding> {
        toml::from_str(self.text).map_err(|error| located(self.text, &error))
    }

    /// A finding at the value that `path` leads to (`contact.url`, `crisis.0.country`), or at
    /// the deepest part of the way that exists.
    pub fn finding(&self, path: &str, problem: impl Into<String>) -> Finding {
        let start = self.span_of(path).map_or(0, |span| span.start);
        Finding::at(self.text, start, problem)
    }

    /// Whether a value stands at the end of this path.
    pub fn has_path(&self, path: &str) -> bool {
        let mut steps = path.split('.');
        let first = steps.next().and_then(|name| self.root.get_ref().get(name));
        let end = steps.fold(first, |here, step| {
            here?.get_ref().as_table().and_then(|table| table.get(step))
        });
        end.is_some()
    }

    fn span_of(&self, path: &str) -> Option<Range<usize>> {
        let (first, mut rest) = path.split_once('.').unwrap_or((path, ""));
        let mut here = self.root.get_ref().get(first)?;
        while !rest.is_empty() {
            // A key may have dots itself.
            let whole = here.get_ref().as_table().and_then(|table| table.get(rest));
            let (step, after) = match whole {
                Some(_) => (rest, ""),
                None => rest.split_once('.').unwrap_or((rest, "")),
            };
            let next = match here.get_ref() {
                DeValue::Table(table) => table.get(step),
                DeValue::Array(items) => step.parse().ok().and_then(|at: usize| items.get(at)),
                _ => None,
            };
            let Some(next) = next else { break };
            (here, rest) = (next, after);
        }
        Some(here.span())
    }
}

fn located(text: &str, error: &toml::de::Error) -> Finding {
    let start = error.span().map_or(0, |span| span.start);
    Finding::at(text, start, error.message())
}

/// Says that a key is unknown, and which one is meant.
pub fn unknown_key(under: &str, found: &str, names: &[&str]) -> String {
    let place = if under.is_empty() {
        String::new()
    } else {
        format!(" in `{under}`")
    };
    match nearest(found, names) {
        Some(name) => format!("unknown key `{found}`{place}; did you mean `{name}`?"),
        None => format!(
            "unknown key `{found}`{place}; known are {}",
            names.join(", ")
        ),
    }
}

/// The name that a misspelt one is nearest to, if any is near.
pub fn nearest<'n>(found: &str, names: &[&'n str]) -> Option<&'n str> {
    let distance = |name: &str| strsim::damerau_levenshtein(&found.to_lowercase(), name);
    names
        .iter()
        .map(|name| (distance(name), *name))
        .min()
        .filter(|(distance, name)| *distance <= name.chars().count().div_ceil(2))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[Key] = &[
        value("name"),
        table("contact", &[value("phone"), value("url")]),
    ];

    #[test]
    fn an_unknown_key_is_named_with_its_place_and_the_nearest_known_one() {
        let file =
            TomlFile::parse("name = \"A\"\n\n[contact]\n  phon = \"1\"\nzzzzzz = 1\n").unwrap();
        let found: Vec<String> = file
            .unknown_keys(KEYS)
            .iter()
            .map(Finding::to_string)
            .collect();
        assert_eq!(
            found,
            [
                "4:3: unknown key `phon` in `contact`; did you mean `phone`?",
                "5:1: unknown key `zzzzzz` in `contact`; known are phone, url",
            ]
        );
    }

    #[test]
    fn a_syntax_problem_has_a_place() {
        let findings = TomlFile::parse("name = \"A\nb = 1").err().unwrap();
        assert_eq!(findings[0].line, 1);
    }

    #[test]
    fn a_column_counts_characters() {
        assert_eq!(Finding::at("é = 1\nñña = 2", 11, "x").to_string(), "2:3: x");
    }

    #[test]
    fn a_path_leads_to_its_value_or_as_near_as_can_be() {
        let file = TomlFile::parse("list = [\n {a = 1},\n {b = 2},\n]").unwrap();
        assert_eq!(file.finding("list.1.b", "x").to_string(), "3:7: x");
        assert_eq!(file.finding("list.1.z", "x").to_string(), "3:2: x");
        assert_eq!(file.finding("other", "x").to_string(), "1:1: x");
    }
}
