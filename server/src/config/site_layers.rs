//! What coordinators set in the console, laid below the site's own file: whichever key at the top the file
//! has, it has alone.
//!
//! What belongs here: which keys may be set, checking a text exactly as a file is checked, and changing one
//! key of a text without losing its comments. What does not: rows (`store/site_settings.rs`), and when a
//! site is read again (`sites.rs`).

use api_types::LONGEST_SITE_TEXT;
use serde_json::Value;
use toml_edit::{DocumentMut, Item, Table, TableLike};

use super::{
    site::{KEYS, SiteConfig, read_with_paths},
    toml_file::{Finding, TomlFile},
};

/// Keys that coordinators may set, where the site's file does not have them.
pub const SETTABLE: [&str; 14] = [
    "languages",
    "reviewed_languages",
    "country",
    "privacy_url",
    "privacy_notice",
    "contact",
    "disclaimer",
    "crisis",
    "facets",
    "features",
    "join",
    "shelf",
    "theme",
    "wording",
];
/// Below a key that they may set, what they may not: letters come from an address that the mail server
/// vouches for.
const OPERATORS: &str = "join.sender_address";

/// The newest text from the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// From 1.
    pub version: i64,
    /// TOML.
    pub text: String,
}

/// A finding, and the path to the value that it is about where that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedFinding {
    /// What is wrong, and where in the text.
    pub finding: Finding,
    /// Such as `theme.brand`; empty where it is not known.
    pub path: String,
}

/// A site's own file, as far as what is laid below it needs to know.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OwnFile {
    keys: toml::Table,
}

impl OwnFile {
    /// Of the text of a file; one that cannot be parsed says nothing.
    pub fn of(text: &str) -> Self {
        Self {
            keys: text.parse().unwrap_or_default(),
        }
    }

    /// Whether the file has this key at its top, so that it is read-only in the console.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// A key's value, as the file has it.
    pub fn value(&self, key: &str) -> Option<Value> {
        let value = self.keys.get(key)?;
        serde_json::to_value(value).ok()
    }

    /// The site of this file with a text of the console below it; the error has every finding, at its place in
    /// that text.
    pub fn check(&self, text: &str) -> Result<SiteConfig, Vec<PlacedFinding>> {
        let unplaced = |findings: Vec<Finding>| {
            let placed = |finding| PlacedFinding {
                finding,
                path: String::new(),
            };
            findings.into_iter().map(placed).collect::<Vec<_>>()
        };
        if text.len() > LONGEST_SITE_TEXT {
            let problem = format!("a text of the console has at most {LONGEST_SITE_TEXT} bytes");
            let (line, column) = (1, 1);
            return Err(unplaced(vec![Finding {
                line,
                column,
                problem,
            }]));
        }
        let file = TomlFile::parse(text).map_err(unplaced)?;
        let mut findings = file.unknown_keys(KEYS);
        findings.extend(file.refused_keys(|key| self.refusal(key)));
        if file.has_path(OPERATORS) {
            let problem = format!("`{OPERATORS}` can only be set by whoever runs the server");
            findings.push(file.finding(OPERATORS, problem));
        }
        if !findings.is_empty() {
            findings.sort();
            return Err(unplaced(findings));
        }
        self.compose(text)
    }

    /// Why a key may not stand in a text of the console.
    fn refusal(&self, key: &str) -> Option<String> {
        if !KEYS.iter().any(|known| known.name == key) {
            // It is unknown, which is said with the nearest that is.
            None
        } else if !SETTABLE.contains(&key) {
            Some(format!(
                "`{key}` can only be set in the site's file on the server, by whoever runs it"
            ))
        } else if self.has(key) {
            Some(format!(
                "`{key}` stands in the site's file on the server, which weighs more: it can only be changed there"
            ))
        } else {
            None
        }
    }

    /// The site of this file and a text that has none of its keys.
    fn compose(&self, text: &str) -> Result<SiteConfig, Vec<PlacedFinding>> {
        // Inline, so that what follows still stands at the top.
        let own = self.keys.iter();
        let own = own.map(|(key, value)| format!("{key} = {value}\n"));
        let mut whole: String = own.collect();
        let above = whole.matches('\n').count();
        whole.push_str(text);
        read_with_paths(&whole).map_err(|findings| {
            let own = |(mut finding, path): (Finding, String)| {
                if finding.line > above {
                    finding.line -= above;
                } else {
                    (finding.line, finding.column) = (1, 1);
                    finding.problem = format!("with the site's file: {}", finding.problem);
                }
                PlacedFinding { finding, path }
            };
            findings.into_iter().map(own).collect()
        })
    }

    /// The site as it is served, and what of the settings does not fit the file: keys that the file has got since
    /// the text was written are left out of it without a word, and those that do not fit with one.
    pub fn with(&self, settings: &Settings) -> (Option<SiteConfig>, Option<String>) {
        let version = settings.version;
        let rest = self.left_over(&settings.text);
        let findings = match self.compose(&rest) {
            Ok(config) => return (Some(config), None),
            Err(findings) => findings,
        };
        // Where keys were left out, lines are not those of the text.
        let is_whole = rest == settings.text;
        let problem = joined(findings.iter().map(|one| {
            if is_whole {
                format!(
                    "settings of the console, version {version}, {}",
                    one.finding
                )
            } else {
                let problem = &one.finding.problem;
                format!("settings of the console, version {version}: {problem}")
            }
        }));
        let unfit = |key: &str| {
            let top = |path: &str| path.split('.').next() == Some(key);
            findings.iter().any(|one| top(&one.path))
        };
        (self.compose(&without(&rest, unfit)).ok(), Some(problem))
    }

    /// A text of the console without the keys that the file has.
    pub fn left_over(&self, text: &str) -> String {
        without(text, |key| self.has(key))
    }
}

/// A text without some of the keys at its top; one that cannot be parsed stays as it is.
fn without(text: &str, is_out: impl Fn(&str) -> bool) -> String {
    let Ok(mut document) = text.parse::<DocumentMut>() else {
        return text.to_owned();
    };
    let keys = document.iter().map(|(key, _)| key.to_owned());
    let out: Vec<String> = keys.filter(|key| is_out(key)).collect();
    if out.is_empty() {
        return text.to_owned();
    }
    for key in &out {
        document.remove(key);
    }
    document.to_string()
}

fn joined(said: impl Iterator<Item = String>) -> String {
    said.collect::<Vec<_>>().join("; ")
}

/// A text with one key at its top set, or taken out where there is no value. What stands beside it and its
/// comments stay; `None` for a text that cannot be parsed.
pub fn set_key(text: &str, key: &str, value: &Value) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    put(document.as_table_mut(), key, value);
    Some(document.to_string())
}

/// Sets one key of a table, touching nothing that is the same already.
fn put(table: &mut dyn TableLike, key: &str, value: &Value) {
    if value.is_null() {
        table.remove(key);
        return;
    }
    if let (Value::Object(members), Some(inner)) =
        (value, table.get_mut(key).and_then(Item::as_table_like_mut))
    {
        let gone: Vec<String> = inner
            .iter()
            .map(|(name, _)| name.to_owned())
            .filter(|name| !members.contains_key(name))
            .collect();
        for name in &gone {
            inner.remove(name);
        }
        for (name, value) in members {
            put(inner, name, value);
        }
        return;
    }
    let Some(mut new) = item(value) else { return };
    let Some(old) = table.get_mut(key) else {
        table.insert(key, new);
        return;
    };
    if let (Some(old), Some(new)) = (old.as_value(), new.as_value_mut()) {
        if same(old, new) {
            return;
        }
        // A comment behind it stays.
        *new.decor_mut() = old.decor().clone();
    }
    *old = new;
}

fn same(one: &toml_edit::Value, other: &toml_edit::Value) -> bool {
    one.clone().decorated("", "").to_string() == other.clone().decorated("", "").to_string()
}

/// A value at the top or in a table with a heading: objects get headings themselves.
fn item(value: &Value) -> Option<Item> {
    match value {
        Value::Object(members) => {
            let mut table = Table::new();
            // A heading only where something stands below it.
            table.set_implicit(members.values().all(Value::is_object) && !members.is_empty());
            for (name, value) in members {
                if let Some(item) = item(value) {
                    table.insert(name, item);
                }
            }
            Some(Item::Table(table))
        }
        Value::Array(all) if !all.is_empty() && all.iter().all(Value::is_object) => {
            let tables = all.iter().filter_map(|one| match inline(one)? {
                toml_edit::Value::InlineTable(table) => Some(table.into_table()),
                _ => None,
            });
            Some(Item::ArrayOfTables(tables.collect()))
        }
        other => inline(other).map(Item::Value),
    }
}

/// The same within a line.
fn inline(value: &Value) -> Option<toml_edit::Value> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(yes) => (*yes).into(),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64()?.into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(all) => all
            .iter()
            .filter_map(inline)
            .collect::<toml_edit::Array>()
            .into(),
        Value::Object(members) => {
            let mut table = toml_edit::InlineTable::new();
            for (name, value) in members {
                if let Some(value) = inline(value) {
                    table.insert(name, value);
                }
            }
            table.into()
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FILE: &str = "name = \"A\"\ntime_zone = \"UTC\"\ncountry = \"US\"\n\
                        disclaimer = { en = \"\"\"\nTwo\nlines.\"\"\" }\n";

    fn said(text: &str) -> Vec<String> {
        let findings = OwnFile::of(FILE).check(text).err().unwrap_or_default();
        findings.iter().map(|one| one.finding.to_string()).collect()
    }

    #[test]
    fn what_is_wrong_with_a_text_has_its_place_in_that_text() {
        assert_eq!(said("[theme]\nbrand = \"#005eb8\"\n"), [""; 0]);
        let wrong = [
            "[theme]\nbrand = \"#005eb8\n",
            "[theme]\nbrnd = \"#005eb8\"\n",
            "# mine\ncountry = \"GB\"\nname = \"B\"\nthem = 1\n",
            "[theme]\n\nbrand = \"#ffcc00\"\n",
            "[join]\nsender_address = \"a@b.example\"\n",
            "facets = [\"focs\"]",
            "[join]\nstaff_email = 3\n",
        ];
        insta::assert_snapshot!(wrong.map(|text| said(text).join("\n")).join("\n"));
    }

    #[test]
    fn a_finding_of_a_value_knows_the_way_to_it() {
        let findings = OwnFile::of(FILE).check("[theme]\nbrand = \"#ffcc00\"\n");
        assert_eq!(findings.unwrap_err()[0].path, "theme.brand");
    }

    #[test]
    fn keys_that_the_file_has_got_since_are_left_out() {
        let text = "country = \"GB\"\nprivacy_url = \"https://a.example/p\"\n[theme]\nradius = 3\n";
        let settings = Settings {
            version: 4,
            text: text.to_owned(),
        };
        let (config, problem) = OwnFile::of(FILE).with(&settings);
        let config = config.unwrap();
        assert_eq!(problem, None);
        assert_eq!(config.country.as_deref(), Some("US"));
        assert_eq!(config.privacy_url.as_deref(), Some("https://a.example/p"));
        assert_eq!(config.theme.unwrap().radius, Some(3));
        let broken = Settings {
            text: "privacy_url = \"nowhere\"\n[contact]\nphone = \"1\"\n".to_owned(),
            ..settings
        };
        // One key that does not fit takes no other with it.
        let (config, problem) = OwnFile::of(FILE).with(&broken);
        let (config, problem) = (config.unwrap(), problem.unwrap());
        assert!(
            problem.contains("version 4, 1:15: a link begins"),
            "{problem}"
        );
        assert_eq!(config.contact.phone.as_deref(), Some("1"));
        assert_eq!(config.privacy_url, None);
    }

    #[test]
    fn one_key_is_set_and_everything_else_stays_with_its_comments() {
        let text = "# Ours.\nprivacy_url = \"https://a.example\" # checked\n\n[theme] # looks\n\
                    # As on the sign.\nbrand = \"#005eb8\" # blue\nradius = 3\n\n[wording.es.finder]\ntitle = \"A\"\n";
        let theme = json!({ "brand": "#004488", "font": "page" });
        let changed = set_key(text, "theme", &theme).unwrap();
        let crisis = json!([{ "country": "US", "emergency": "911", "lines": [{ "name": "A \"B\"", "call": "1" }] }]);
        let changed = set_key(&changed, "crisis", &crisis).unwrap();
        let words = json!({ "es": { "finder": { "title": "A", "groups.other": "{n} x" } }, "en": { "join": { "send": "Go" } } });
        let changed = set_key(&changed, "wording", &words).unwrap();
        insta::assert_snapshot!(changed);
        let without = set_key(&changed, "theme", &Value::Null).unwrap();
        assert!(
            !without.contains("theme") && without.contains("# checked"),
            "{without}"
        );
        assert_eq!(
            set_key("", "theme", &json!({ "radius": 0 })).unwrap(),
            "[theme]\nradius = 0\n"
        );
    }
}
