//! A theme as a style sheet: what a widget adopts after its own.
//!
//! Names, selectors and their weight go with `widgets/src/theme.css`, which tests hold together.

use std::fmt::Write as _;

use super::{Density, Font, Palette, Scheme, Theme, Token};

/// A page around the widget says so on the element, in either form that editors leave.
const SAYS_LIGHT: &str =
    ":host([theme=\"light\"]) .kindred.kindred,:host([data-theme=\"light\"]) .kindred.kindred";
const SAYS_DARK: &str =
    ":host([theme=\"dark\"]) .kindred.kindred,:host([data-theme=\"dark\"]) .kindred.kindred";
/// As heavy as the rule of `theme.css` that it has to outdo.
const DEVICE_IS_DARK: &str = "@media (prefers-color-scheme:dark)";
const UNLESS_LIGHT: &str = ":host(:not([theme=\"light\"]):not([data-theme=\"light\"])) .kindred";

impl Theme {
    /// The sheet of a widget's shadow root.
    pub fn widget_sheet(&self) -> String {
        let (light, dark) = (colours("light", &self.light), colours("dark", &self.dark));
        let base = if self.scheme == Scheme::Dark {
            &dark
        } else {
            &light
        };
        let night = if self.scheme == Scheme::Light {
            &light
        } else {
            &dark
        };
        format!(
            ".kindred{{{base}{shape}}}{DEVICE_IS_DARK}{{{UNLESS_LIGHT}{{{night}}}}}{SAYS_LIGHT}{{{light}}}{SAYS_DARK}{{{dark}}}",
            shape = self.shape(),
        )
    }

    /// The sheet of the server's own pages for members, which comes after theirs (`pages/style.css`).
    pub fn page_sheet(&self) -> String {
        let (light, dark) = (
            page_colours("light", &self.light),
            page_colours("dark", &self.dark),
        );
        let by_day = if self.scheme == Scheme::Dark {
            &dark
        } else {
            &light
        };
        let by_night = if self.scheme == Scheme::Light {
            &light
        } else {
            &dark
        };
        format!(":root{{{by_day}}}{DEVICE_IS_DARK}{{:root{{{by_night}}}}}")
    }

    /// What is the same on light and dark pages.
    fn shape(&self) -> String {
        let space = match self.density {
            Density::Compact => ";--t-space:0.75",
            Density::Comfortable => "",
            Density::Roomy => ";--t-space:1.3",
        };
        let font = match &self.font {
            Font::System => String::new(),
            // The root lets nothing of the page in; this it may.
            Font::Page => ";font-family:var(--kindred-font,inherit)".to_owned(),
            Font::Families(families) => format!(";--t-font:{families}"),
        };
        // A field within a card is less round than the card.
        let small = (u16::from(self.radius) * 2).div_ceil(3);
        format!(
            ";--t-radius:{}px;--t-radius-small:{small}px{space}{font}",
            self.radius
        )
    }
}

/// The pages have fewer colours, and two of them by names of their own.
fn page_colours(scheme: &str, palette: &Palette) -> String {
    let mut out = format!("color-scheme:{scheme}");
    for (token, colour) in palette.iter() {
        let name = match token {
            Token::AccentSoft => "soft",
            Token::Warm => "fault",
            Token::Paper
            | Token::Card
            | Token::Ink
            | Token::Muted
            | Token::Line
            | Token::Edge
            | Token::Accent
            | Token::AccentStrong
            | Token::OnAccent
            | Token::Focus => token.name(),
            Token::WarmSoft | Token::WarmLine | Token::Amber | Token::AmberSoft => continue,
        };
        // Writing to a String cannot fail.
        let _ = write!(out, ";--{name}:{colour}");
    }
    out
}

fn colours(scheme: &str, palette: &Palette) -> String {
    let mut out = format!("color-scheme:{scheme}");
    for (token, colour) in palette.iter() {
        // Writing to a String cannot fail.
        let _ = write!(out, ";--t-{}:{colour}", token.name());
    }
    out
}
