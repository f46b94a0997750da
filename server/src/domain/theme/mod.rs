//! How a site's widgets look: few tokens in, every colour out, for light pages and for dark ones.
//!
//! What belongs here: deriving, and refusing what somebody could not read. What does not: how a theme is
//! written in a file (`config/theme.rs`), and what it becomes in a browser (`sheet.rs` makes the text, the
//! loader adopts it).

pub mod colour;
pub mod palette;
pub mod preset;
pub mod sheet;

pub use colour::Colour;
pub use palette::{Named, Palette, Token};
pub use preset::Preset;

use serde::Deserialize;

use colour::Lch;
use palette::is_light;

/// Which of its two palettes a widget wears where the page says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, utoipa::ToSchema)]
#[schema(rename_all = "lowercase")]
pub enum Scheme {
    /// As the person's device is set.
    #[default]
    Auto,
    /// The light one.
    Light,
    /// The dark one.
    Dark,
}

/// How much room there is between things. Controls stay large enough for a finger in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, utoipa::ToSchema)]
#[schema(rename_all = "lowercase")]
pub enum Density {
    /// More shows at once.
    Compact,
    /// As designed.
    #[default]
    Comfortable,
    /// More air.
    Roomy,
}

/// The letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Font {
    /// The device's own.
    #[default]
    System,
    /// Those of the page around the widget.
    Page,
    /// Families in order, as a style sheet writes them.
    Families(String),
}

/// Colours that somebody named for a light or a dark page; the others follow from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, utoipa::ToSchema)]
pub struct Wish {
    /// Of links and buttons.
    pub brand: Option<Colour>,
    /// Below everything.
    pub surface: Option<Colour>,
    /// Of text.
    pub text: Option<Colour>,
}

/// What a site wants its widgets to look like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThemeWish {
    /// What it starts from.
    pub preset: Preset,
    /// Its own colours on light pages.
    pub light: Wish,
    /// Its own colours on dark pages.
    pub dark: Wish,
    /// Roundness of cards, px.
    pub radius: Option<u8>,
    /// Room between things.
    pub density: Density,
    /// Letters.
    pub font: Font,
    /// Light, dark, or as the device says.
    pub scheme: Scheme,
}

/// A theme that everybody can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// On light pages.
    pub light: Palette,
    /// On dark pages.
    pub dark: Palette,
    /// Roundness of cards, px.
    pub radius: u8,
    /// Room between things.
    pub density: Density,
    /// Letters.
    pub font: Font,
    /// Light, dark, or as the device says.
    pub scheme: Scheme,
}

/// A colour that somebody named and that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it is written, below the theme: `brand`, `dark.text`.
    pub place: String,
    /// What is wrong, and the nearest that would do.
    pub problem: String,
}

impl Theme {
    /// The theme that a site wants; the error has every colour that cannot be read.
    pub fn of(wish: ThemeWish) -> Result<Self, Vec<Refused>> {
        let light = check("", wish.light, named(wish.preset, wish.light));
        let dark = check(
            "dark.",
            wish.dark,
            named_dark(wish.preset, wish.light, wish.dark),
        );
        let (light, dark) = match (light, dark) {
            (Ok(light), Ok(dark)) => (light, dark),
            (light, dark) => {
                let both = light.err().into_iter().chain(dark.err());
                return Err(both.flatten().collect());
            }
        };
        Ok(Self {
            light,
            dark,
            radius: wish.radius.unwrap_or(wish.preset.radius()),
            density: wish.density,
            font: wish.font,
            scheme: wish.scheme,
        })
    }
}

/// The three colours on a light page: those named, and the preset's, moved until they can be read.
fn named(preset: Preset, wish: Wish) -> Named {
    let house = preset.colours();
    let surface = wish.surface.unwrap_or(house.surface);
    completed(surface, wish, house.text.lch(), house.brand.lch())
}

/// The three on a dark page. What is not named there follows from the light page's.
fn named_dark(preset: Preset, light: Wish, dark: Wish) -> Named {
    let house = preset.colours();
    let brand = light.brand.unwrap_or(house.brand).lch();
    let paper = light.surface.unwrap_or(house.surface).lch();
    let night = Lch {
        l: 0.226,
        c: (brand.c * 0.12).min(0.012),
        h: brand.h,
    };
    let surface = dark.surface.unwrap_or_else(|| night.shown());
    let text = Lch {
        l: 0.931,
        ..paper.muted_to(0.013)
    };
    completed(surface, dark, text, brand.muted_to(0.11).at(0.785))
}

fn completed(surface: Colour, wish: Wish, text: Lch, brand: Lch) -> Named {
    let paper = surface.lch();
    let end = if is_light(surface) { 0.0 } else { 1.0 };
    // Somewhat more than needed, since cards are another shade than the paper.
    let readable = |start: Lch, contrast: f32| {
        let steps = (0..=64u8).map(|step| {
            start
                .at(start.l + (end - start.l) * f32::from(step) / 64.0)
                .shown()
        });
        let found = steps
            .into_iter()
            .find(|colour| colour.contrast(surface) >= contrast);
        found.unwrap_or_else(|| start.at(end).shown())
    };
    // A preset's text meets another surface: where it would be light on light it starts in the middle.
    let start = |lch: Lch| {
        if (lch.l < paper.l) == (end < 0.5) {
            lch
        } else {
            lch.at(0.5)
        }
    };
    Named {
        surface,
        text: wish.text.unwrap_or_else(|| readable(start(text), 8.0)),
        brand: wish.brand.unwrap_or_else(|| readable(start(brand), 5.2)),
    }
}

/// The palette of three colours, or what is wrong with those that somebody named.
fn check(under: &str, wish: Wish, named: Named) -> Result<Palette, Vec<Refused>> {
    let palette = Palette::of(named);
    let wrong = palette.unreadable();
    if wrong.is_empty() {
        return Ok(palette);
    }
    // Whoever named a colour of text or links would rather move that than the page's background.
    let fronts = [
        ("text", Token::Ink, wish.text),
        ("brand", Token::Accent, wish.brand),
    ];
    let mut refused = Vec::new();
    for (place, token, own) in fronts {
        let pair = wrong.iter().find(|(front, ..)| *front == token);
        let (Some(pair), Some(own)) = (pair, own) else {
            continue;
        };
        let found = nearest(own, |colour| {
            let named = if token == Token::Ink {
                Named {
                    text: colour,
                    ..named
                }
            } else {
                Named {
                    brand: colour,
                    ..named
                }
            };
            Palette::of(named)
                .unreadable()
                .iter()
                .all(|(front, ..)| *front != token)
        });
        if let Some(found) = found {
            refused.push(refusal(under, place, &palette, *pair, Some((own, found))));
        }
    }
    if refused.is_empty() {
        let found = nearest(named.surface, |surface| {
            Palette::of(Named { surface, ..named })
                .unreadable()
                .is_empty()
        });
        let found = found.map(|found| (named.surface, found));
        refused.push(refusal(under, "surface", &palette, wrong[0], found));
    }
    Err(refused)
}

/// What is wrong with a colour, in words; `found` is what was named and what would do.
fn refusal(
    under: &str,
    place: &str,
    palette: &Palette,
    (front, back, contrast, least): (Token, Token, f32, f32),
    found: Option<(Colour, Colour)>,
) -> Refused {
    let advice = found.map_or_else(
        || "choose text, brand and surface further apart".to_owned(),
        |(from, to)| format!("the nearest to `{from}` that passes is `{to}`"),
    );
    // Never rounded up to what would pass.
    let contrast = (contrast * 10.0).floor() / 10.0;
    Refused {
        place: format!("{under}{place}"),
        problem: format!(
            "{} `{}` on {} `{}` has a contrast of {contrast:.1}; people need {least:.1} (WCAG AA); {advice}",
            front.words(),
            palette.get(front),
            back.words(),
            palette.get(back),
        ),
    }
}

/// The colour of another lightness, nearest to a named one, that passes.
fn nearest(named: Colour, passes: impl Fn(Colour) -> bool) -> Option<Colour> {
    let lch = named.lch();
    let at = |step: f32| {
        let inside = (0.0..=1.0).contains(&(lch.l + step));
        inside
            .then(|| lch.at(lch.l + step).shown())
            .filter(|colour| passes(*colour))
    };
    // First by large steps either way, then by halves back towards what was named.
    let large = (1..=16u8).map(|step| f32::from(step) / 16.0);
    let mut reached = large
        .flat_map(|step| [-step, step])
        .find(|step| at(*step).is_some())?;
    let mut short = reached - reached.signum() / 16.0;
    for _ in 0..5 {
        let middle = f32::midpoint(short, reached);
        *(if at(middle).is_some() {
            &mut reached
        } else {
            &mut short
        }) = middle;
    }
    at(reached)
}

#[cfg(test)]
mod tests;
