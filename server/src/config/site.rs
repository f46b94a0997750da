//! `sites/<slug>.toml`: one organisation's configuration, as it is written.

use std::collections::BTreeMap;

use api_types::{Contact, CrisisLines, Facet};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, de};

use super::{
    features::{self, Features},
    guidelines_file,
    join::{self, JoinConfig},
    site_wording::SiteWording,
    theme::{self, ThemeConfig},
    toml_file::{Finding, Key, TomlFile, nearest, table, value},
};
use crate::domain::{guidelines::GuidelinesRecord, wording::Wording};

/// Every key of a site file.
pub(super) const KEYS: &[Key] = &[
    value("name"),
    value("languages"),
    value("reviewed_languages"),
    value("time_zone"),
    value("country"),
    value("allowed_origins"),
    value("privacy_url"),
    value("privacy_notice"),
    table(
        "contact",
        &[value("name"), value("phone"), value("email"), value("url")],
    ),
    value("disclaimer"),
    table(
        "crisis",
        &[
            value("country"),
            value("emergency"),
            table(
                "lines",
                &[
                    value("name"),
                    value("call"),
                    value("text"),
                    value("text_word"),
                    value("language"),
                    value("hours"),
                    value("url"),
                ],
            ),
        ],
    ),
    value("facets"),
    table("features", features::KEYS),
    table("join", join::KEYS),
    table("shelf", &[value("hide")]),
    table("guidelines", &[table("items", guidelines_file::RULE_KEYS)]),
    table("theme", theme::KEYS),
    value("wording"),
];

/// The file of a new site, in which every key is explained; `@NAME@` stands for the organisation's.
pub const STARTER: &str = include_str!("starter.toml");

/// The finder's facets where a site does not say otherwise.
const DEFAULT_FACETS: &[Facet] = &[
    Facet::Focus,
    Facet::Format,
    Facet::Day,
    Facet::Daypart,
    Facet::Audience,
    Facet::Stage,
    Facet::Language,
    Facet::Purpose,
    Facet::Leadership,
    Facet::Openness,
    Facet::Accessibility,
    Facet::Cost,
];

/// A site file as it is written.
#[derive(Debug, Clone, PartialEq, Deserialize, utoipa::ToSchema)]
pub struct SiteConfig {
    /// The organisation, as members know it: one text, or a table with one per language.
    pub name: Wording,
    /// Languages that the site offers, first one first; default English.
    #[serde(default = "english")]
    pub languages: Vec<String>,
    /// Those of them whose shipped words somebody of the organisation has read who grew up with the language. In the
    /// others, consent and crisis texts show with the English beside them. English needs no entry.
    #[serde(default)]
    pub reviewed_languages: Vec<String>,
    /// IANA zone: for feeds that name none, and for dates without a time.
    #[serde(deserialize_with = "time_zone")]
    #[schema(value_type = String)]
    pub time_zone: Tz,
    /// ISO 3166-1 alpha-2: whose crisis lines come first; absent asks the member.
    pub country: Option<String>,
    /// Origins of the pages that may write (`https://www.example.org`).
    #[serde(default)]
    pub allowed_origins: Vec<String>,
    /// How the site handles what it knows of people.
    pub privacy_url: Option<String>,
    /// The same by language, Markdown, for a site that has no such page: this server shows it as one.
    #[serde(default)]
    pub privacy_notice: BTreeMap<String, String>,
    /// Where this server shows it; no key of the file.
    #[serde(skip)]
    #[schema(ignore)]
    pub notice_at: Option<String>,
    /// How to reach the organisation.
    #[serde(default)]
    pub contact: Contact,
    /// Its own disclaimer by language, Markdown; the shipped one stands for all others.
    #[serde(default)]
    pub disclaimer: BTreeMap<String, String>,
    /// Crisis lines that replace the shipped ones of their country.
    #[serde(default)]
    pub crisis: Vec<CrisisLines>,
    /// Facets of the finder, in order.
    #[serde(default = "default_facets")]
    pub facets: Vec<Facet>,
    /// What it wants beside finding and joining.
    #[serde(default)]
    pub features: Features,
    /// How people join; absent, groups show their contact instead of a form.
    pub join: Option<JoinConfig>,
    /// What its staff have on the shelf.
    #[serde(default)]
    pub shelf: ShelfConfig,
    /// Its first guidelines: published as version 1 where it has none. Later versions are published with
    /// `kindred guidelines publish`.
    pub guidelines: Option<GuidelinesRecord>,
    /// How its widgets look; absent, as they ship.
    pub theme: Option<ThemeConfig>,
    /// What members read in its own words: by language, part (`finder`, `join`, `survey`, or `shared` by them)
    /// and key. Absent texts stay as they ship.
    #[serde(default)]
    #[schema(inline)]
    pub wording: SiteWording,
}

/// What a site says of its shelf. What it adds lies in a folder (`shelf_folder.rs`).
#[derive(Debug, Clone, Default, PartialEq, Deserialize, utoipa::ToSchema)]
pub struct ShelfConfig {
    /// Names of shipped texts that its staff are not to see.
    #[serde(default)]
    pub hide: Vec<String>,
}

fn english() -> Vec<String> {
    vec!["en".to_owned()]
}

fn default_facets() -> Vec<Facet> {
    DEFAULT_FACETS.to_vec()
}

fn time_zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tz, D::Error> {
    let name = String::deserialize(deserializer)?;
    name.parse().map_err(|_| {
        let names: Vec<&str> = chrono_tz::TZ_VARIANTS
            .iter()
            .map(|zone| zone.name())
            .collect();
        let hint = nearest(&name, &names);
        let hint = hint.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        de::Error::custom(format!("`{name}` is not an IANA time zone{hint}"))
    })
}

/// Reads the text of a site file; the error has every finding.
pub fn read_site_file(text: &str) -> Result<SiteConfig, Vec<Finding>> {
    read_with_paths(text).map_err(|found| found.into_iter().map(|(finding, _)| finding).collect())
}

/// The same; the error has the path to each value, too, and an empty one where it is not known.
pub(super) fn read_with_paths(text: &str) -> Result<SiteConfig, Vec<(Finding, String)>> {
    let unplaced = |finding| (finding, String::new());
    let file =
        TomlFile::parse(text).map_err(|all| all.into_iter().map(unplaced).collect::<Vec<_>>())?;
    let mut findings: Vec<_> = file.unknown_keys(KEYS).into_iter().map(unplaced).collect();
    match file.read::<SiteConfig>() {
        Ok(config) => {
            for (path, problem) in config.problems() {
                findings.push((file.finding(&path, problem), path));
            }
            if findings.is_empty() {
                return Ok(config);
            }
        }
        Err(finding) => findings.push(unplaced(finding)),
    }
    findings.sort();
    Err(findings)
}

#[cfg(test)]
mod tests {
    use super::{super::toml_file::Inside, *};

    const FULL: &str = r#"
name = { en = "Riverside", es = "Ribera" }
languages = ["en", "es"]
time_zone = "America/Chicago"
country = "US"
allowed_origins = ["https://www.example.org"]
facets = ["focus", "language"]
[contact]
phone = "555-0100"
[disclaimer]
en = "Ask your **doctor**."
[[crisis]]
country = "US"
emergency = "911"
lines = [{ name = "Our own line", call = "555-0101" }]
"#;

    #[test]
    fn a_site_is_worded_in_the_language_nearest_to_the_asked_one() {
        let config = read_site_file(FULL).unwrap();
        let site = |asked| config.wire("riverside", asked, false);
        assert_eq!(site(Some("es-MX")).name, "Ribera");
        assert_eq!(site(Some("es-MX")).language, "es");
        assert_eq!(site(Some("fr")).name, "Riverside");
        assert_eq!(site(None).language, "en");
        assert_ne!(site(Some("es")).disclaimer, site(Some("en")).disclaimer);
    }

    #[test]
    fn a_sites_crisis_lines_replace_those_of_their_country_and_stand_first() {
        let site = read_site_file(FULL).unwrap().wire("riverside", None, true);
        assert_eq!(site.crisis[0].country, "US");
        assert_eq!(site.crisis[0].lines[0].name, "Our own line");
        assert_eq!(
            site.crisis
                .iter()
                .filter(|lines| lines.country == "US")
                .count(),
            1
        );
        assert!(site.crisis.len() > 1, "the other countries are still there");
    }

    #[test]
    fn a_join_form_needs_a_controller_and_a_privacy_notice() {
        let site = "name = \"A\"\ntime_zone = \"UTC\"\n";
        let said = |text: &str| -> Vec<String> {
            let findings = read_site_file(&format!("{site}{text}")).err();
            let findings = findings.unwrap_or_default();
            findings.iter().map(Finding::to_string).collect()
        };
        let missing = said("[join]\n");
        assert_eq!(missing.len(), 3, "{missing:?}");
        assert!(missing.iter().any(|one| one.contains("`privacy_url`")));
        assert!(missing.iter().any(|one| one.contains("`controller`")));
        let full = "privacy_url = \"https://a.example/privacy\"\n[join]\ncontroller = \"A, 1 Road\"\n\
                    staff_email = \"groups@a.example\"\n";
        assert_eq!(said(full), [""; 0]);
        let twice = format!(
            "{full}consents = [{{ id = \"a\", text = \"x\" }}, {{ id = \"a\", text = \"\" }}]\n"
        );
        assert_eq!(said(&twice).len(), 2);
    }

    #[test]
    fn everything_wrong_is_found_at_once_and_in_its_place() {
        let text = "nmae = \"A\"\nname = \"A\"\ntime_zone = \"UTC\"\nlanguages = [\"english!\"]\n\
                    country = \"us\"\nallowed_origins = [\"https://a.example/path\"]\n\
                    privacy_url = \"javascript:alert(1)\"\n[disclaimer]\nen = \"  \"\n";
        let findings = read_site_file(text).unwrap_err();
        let places: Vec<(usize, usize)> = findings.iter().map(|f| (f.line, f.column)).collect();
        assert_eq!(places, [(1, 1), (4, 14), (5, 11), (6, 20), (7, 15), (9, 6)]);
    }

    /// The starter with everything in it that can be switched on.
    fn full_starter() -> String {
        let is_setting = |line: &str| {
            let name = line.split(" = ").next().unwrap_or_default();
            let plain = |letter: char| letter.is_ascii_lowercase() || letter == '_';
            line.starts_with(['[', ']', '#', ' ']) || (line != name && name.chars().all(plain))
        };
        let lines = STARTER.lines().map(|line| match line.strip_prefix("# ") {
            Some(rest) if is_setting(rest) => rest,
            _ => line,
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Keys that do not stand in a text.
    fn unexplained(keys: &[Key], text: &str) -> Vec<&'static str> {
        let missing = |key: &&Key| {
            let name = key.name;
            // `name = `, `[name]`, `[[name]]`, `[name.` or `.name]`, and no longer name that ends so.
            let mut places = text.match_indices(name);
            !places.any(|(at, _)| {
                let (before, after) = (&text[..at], &text[at + name.len()..]);
                let is_key = after.starts_with(" = ") && before.ends_with(['\n', ' ', '{']);
                let is_table = after.starts_with([']', '.']) && before.ends_with(['[', '.']);
                is_key || is_table
            })
        };
        let inside = |key: &Key| match key.inside {
            Inside::Table(keys) => unexplained(keys, text),
            Inside::Value => Vec::new(),
        };
        let own = keys.iter().filter(missing).map(|key| key.name);
        own.chain(keys.iter().flat_map(inside)).collect()
    }

    #[test]
    fn the_starter_explains_every_key_and_each_works_as_it_stands_there() {
        let full = full_starter();
        let config = read_site_file(&full).expect(&full);
        assert!(config.join.is_some() && config.theme.is_some() && !config.crisis.is_empty());
        assert_eq!(unexplained(KEYS, &full), [""; 0]);
    }

    #[test]
    fn a_misspelt_zone_and_facet_are_answered_with_the_right_ones() {
        let said = |text: &str| read_site_file(text).unwrap_err()[0].to_string();
        assert_eq!(
            said("name = \"A\"\ntime_zone = \"America/Chicgo\""),
            "2:13: `America/Chicgo` is not an IANA time zone; did you mean `America/Chicago`?"
        );
        let facet = said("name = \"A\"\ntime_zone = \"UTC\"\nfacets = [\"focs\"]");
        assert!(
            facet.starts_with("3:11:") && facet.contains("one of: focus, "),
            "{facet}"
        );
    }
}
