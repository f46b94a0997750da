//! The `[theme]` table of a site file: how its widgets look.

use serde::{Deserialize, Deserializer, de};

use super::toml_file::{Key, nearest, table, value};
use crate::domain::theme::{
    Colour, Density, Font, Preset, Refused, Scheme, Theme, ThemeWish, Wish,
};

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
    /// The look to start from.
    #[serde(default)]
    pub preset: Preset,
    /// Colour of links and buttons, as CSS writes it.
    pub brand: Option<Colour>,
    /// Colour below everything.
    pub surface: Option<Colour>,
    /// Colour of text.
    pub text: Option<Colour>,
    /// Roundness of cards, 0 to 24 px.
    #[serde(default, deserialize_with = "radius")]
    #[schema(maximum = 24)]
    pub radius: Option<u8>,
    /// How much room there is between things.
    #[serde(default)]
    pub density: Density,
    /// `system` for the device's letters, `page` for those of the page, or names of families.
    #[serde(default)]
    #[schema(value_type = String)]
    pub font: Font,
    /// Light, dark, or as the device says.
    #[serde(default)]
    pub scheme: Scheme,
    /// Its colours on dark pages; those that it does not name follow from the light ones.
    #[serde(default)]
    pub dark: Wish,
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
            dark: self.dark,
            radius: self.radius,
            density: self.density,
            font: self.font.clone(),
            scheme: self.scheme,
        };
        Theme::of(wish).map_err(|refused| {
            let placed = |one: Refused| (format!("theme.{}", one.place), one.problem);
            refused.into_iter().map(placed).collect()
        })
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|problem| de::Error::custom(format!("`{text}`: {problem}")))
    }
}

impl<'de> Deserialize<'de> for Preset {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        word(
            deserializer,
            &Self::ALL.map(|preset| (preset.name(), preset)),
        )
    }
}

impl<'de> Deserialize<'de> for Density {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let known = [
            ("compact", Self::Compact),
            ("comfortable", Self::Comfortable),
            ("roomy", Self::Roomy),
        ];
        word(deserializer, &known)
    }
}

impl<'de> Deserialize<'de> for Scheme {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let known = [
            ("auto", Self::Auto),
            ("light", Self::Light),
            ("dark", Self::Dark),
        ];
        word(deserializer, &known)
    }
}

impl<'de> Deserialize<'de> for Font {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.trim() {
            "system" => Ok(Self::System),
            "page" => Ok(Self::Page),
            families => families_of(families).map(Self::Families).ok_or_else(|| {
                let form = "a font is `system`, `page`, or names of families: `Atkinson Hyperlegible, sans-serif`";
                de::Error::custom(format!("`{text}`: {form}"))
            }),
        }
    }
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

fn radius<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    let px = i64::deserialize(deserializer)?;
    let fits = u8::try_from(px).ok().filter(|px| *px <= 24);
    fits.map(Some)
        .ok_or_else(|| de::Error::custom("cards are round by 0 to 24 px"))
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
