//! The `[theme]` table of a site file: how its widgets look.

use serde::{Deserialize, Deserializer, de};

use super::toml_file::{Key, nearest, table, value};
use crate::domain::theme::{Colour, Density, Font, Preset, Scheme, Theme, ThemeWish, Wish};

/// Every key of `[theme]`.
pub(super) const KEYS: &[Key] = &[
    value("preset"),
    value("brand"),
    value("surface"),
    value("text"),
    value("radius"),
    value("density"),
    value("font"),
    value("scheme"),
    table("dark", &[value("brand"), value("surface"), value("text")]),
];

/// How a site's widgets look, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, utoipa::ToSchema)]
pub struct ThemeConfig {
    /// The look to start from: `leaflet`, `clear`, `garden`, `plum`, `slate` or `contrast`.
    #[serde(default, deserialize_with = "preset")]
    pub preset: Preset,
    /// Colour of links and buttons, as CSS writes it.
    #[serde(default, deserialize_with = "colour")]
    #[schema(value_type = Option<String>)]
    pub brand: Option<Colour>,
    /// Colour below everything.
    #[serde(default, deserialize_with = "colour")]
    #[schema(value_type = Option<String>)]
    pub surface: Option<Colour>,
    /// Colour of text.
    #[serde(default, deserialize_with = "colour")]
    #[schema(value_type = Option<String>)]
    pub text: Option<Colour>,
    /// Roundness of cards, 0 to 24 px.
    #[serde(default, deserialize_with = "radius")]
    #[schema(maximum = 24)]
    pub radius: Option<u8>,
    /// `compact`, `comfortable` or `roomy`.
    #[serde(default, deserialize_with = "density")]
    pub density: Density,
    /// `system` for the device's letters, `page` for those of the page, or names of families.
    #[serde(default, deserialize_with = "font")]
    #[schema(value_type = String)]
    pub font: Font,
    /// `auto`, `light` or `dark`.
    #[serde(default, deserialize_with = "scheme")]
    pub scheme: Scheme,
    /// Its colours on dark pages; those that it does not name follow from the light ones.
    #[serde(default)]
    pub dark: DarkConfig,
}

/// Colours on dark pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, utoipa::ToSchema)]
pub struct DarkConfig {
    /// Colour of links and buttons.
    #[serde(default, deserialize_with = "colour")]
    #[schema(value_type = Option<String>)]
    pub brand: Option<Colour>,
    /// Colour below everything.
    #[serde(default, deserialize_with = "colour")]
    #[schema(value_type = Option<String>)]
    pub surface: Option<Colour>,
    /// Colour of text.
    #[serde(default, deserialize_with = "colour")]
    #[schema(value_type = Option<String>)]
    pub text: Option<Colour>,
}

impl ThemeConfig {
    /// The theme; the error says where what is wrong stands.
    pub fn theme(&self) -> Result<Theme, Vec<(String, String)>> {
        let wish = ThemeWish {
            preset: self.preset,
            light: Wish {
                brand: self.brand,
                surface: self.surface,
                text: self.text,
            },
            dark: Wish {
                brand: self.dark.brand,
                surface: self.dark.surface,
                text: self.dark.text,
            },
            radius: self.radius,
            density: self.density,
            font: self.font.clone(),
            scheme: self.scheme,
        };
        Theme::of(wish).map_err(|refused| {
            let placed =
                |one: crate::domain::theme::Refused| (format!("theme.{}", one.place), one.problem);
            refused.into_iter().map(placed).collect()
        })
    }
}

fn colour<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Colour>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let colour = Colour::parse(&text);
    colour
        .map(Some)
        .map_err(|problem| de::Error::custom(format!("`{text}`: {problem}")))
}

fn radius<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    let px = i64::deserialize(deserializer)?;
    let fits = u8::try_from(px).ok().filter(|px| *px <= 24);
    fits.map(Some)
        .ok_or_else(|| de::Error::custom("cards are round by 0 to 24 px"))
}

/// One of several words; a misspelt one is answered with the nearest.
fn word<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    known: &[(&'static str, T)],
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    if let Some((_, found)) = known.iter().find(|(name, _)| *name == text) {
        return Ok(*found);
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    let all = names.join(", ");
    Err(de::Error::custom(match nearest(&text, &names) {
        Some(near) => format!("`{text}` is none of {all}; did you mean `{near}`?"),
        None => format!("`{text}` is none of {all}"),
    }))
}

fn preset<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Preset, D::Error> {
    word(
        deserializer,
        &Preset::ALL.map(|preset| (preset.name(), preset)),
    )
}

fn density<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Density, D::Error> {
    let known = [
        ("compact", Density::Compact),
        ("comfortable", Density::Comfortable),
        ("roomy", Density::Roomy),
    ];
    word(deserializer, &known)
}

fn scheme<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Scheme, D::Error> {
    word(
        deserializer,
        &[
            ("auto", Scheme::Auto),
            ("light", Scheme::Light),
            ("dark", Scheme::Dark),
        ],
    )
}

fn font<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Font, D::Error> {
    let text = String::deserialize(deserializer)?;
    match text.trim() {
        "system" => Ok(Font::System),
        "page" => Ok(Font::Page),
        families => families_of(families).map(Font::Families).ok_or_else(|| {
            let form = "a font is `system`, `page`, or names of families: `Atkinson Hyperlegible, sans-serif`";
            de::Error::custom(format!("`{text}`: {form}"))
        }),
    }
}

/// Names of families as a style sheet writes them: each in quotes but those that CSS itself knows. Nothing else
/// can come through, since the list becomes part of a sheet.
fn families_of(text: &str) -> Option<String> {
    const GENERIC: [&str; 8] = [
        "serif",
        "sans-serif",
        "monospace",
        "system-ui",
        "ui-serif",
        "ui-sans-serif",
        "ui-rounded",
        "ui-monospace",
    ];
    let family = |name: &str| {
        let name = name.trim().trim_matches(['"', '\'']).trim();
        let plain = |letter: char| {
            letter.is_alphanumeric() || letter == ' ' || letter == '-' || letter == '_'
        };
        if name.is_empty() || name.len() > 60 || !name.chars().all(plain) {
            None
        } else if GENERIC.contains(&name) {
            Some(name.to_owned())
        } else {
            Some(format!("\"{name}\""))
        }
    };
    text.split(',')
        .map(family)
        .collect::<Option<Vec<_>>>()
        .map(|families| families.join(","))
}

#[cfg(test)]
mod tests {
    use super::super::{read_site_file, toml_file::Finding};
    use super::*;

    fn read(theme: &str) -> Result<ThemeConfig, Vec<String>> {
        let text = format!("name = \"A\"\ntime_zone = \"UTC\"\n[theme]\n{theme}");
        let said =
            |findings: Vec<Finding>| findings.iter().map(Finding::to_string).collect::<Vec<_>>();
        let config = read_site_file(&text).map_err(said)?;
        Ok(config.theme.unwrap_or_default())
    }

    #[test]
    fn what_is_wrong_with_a_theme_has_its_place_and_what_would_do() {
        let said = |theme: &str| read(theme).unwrap_err().join("\n");
        let wrong = [
            "brand = \"tael\"",
            "brand = \"#0e666080\"",
            "preset = \"gardn\"",
            "radius = 99",
            "scheme = \"night\"",
            "font = \"a; } body {\"",
            "colour = \"#fff\"",
            "text = \"#aaa\"\nbrand = \"#fc0\"",
            "[theme.dark]\nsurface = \"#333\"\ntext = \"#888\"",
        ];
        insta::assert_snapshot!(wrong.map(said).join("\n"));
    }

    #[test]
    fn families_are_put_in_quotes_and_nothing_else_comes_through() {
        let font = |text: &str| read(&format!("font = '{text}'")).map(|theme| theme.font);
        let families =
            Font::Families("\"Atkinson Hyperlegible\",\"Noto Sans\",sans-serif".to_owned());
        assert_eq!(
            font("Atkinson Hyperlegible, \"Noto Sans\", sans-serif"),
            Ok(families)
        );
        assert_eq!(font("page"), Ok(Font::Page));
        for bad in ["", "a,,b", "a;b", "url(x)", "a\\b", "</style>"] {
            assert!(font(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_site_without_a_theme_sends_no_sheet() {
        let site = |text: &str| {
            let text = format!("name = \"A\"\ntime_zone = \"UTC\"\n{text}");
            read_site_file(&text)
                .unwrap()
                .answer("a", None, false)
                .theme
        };
        assert_eq!(site(""), None);
        let sheet = site("[theme]\nbrand = \"#005eb8\"\n").unwrap();
        assert!(sheet.contains("--t-accent:#005eb8;"), "{sheet}");
    }
}
