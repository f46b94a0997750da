//! The looks to start from.

use super::{colour::Colour, palette::Named};

/// A look to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, utoipa::ToSchema)]
#[schema(rename_all = "lowercase")]
pub enum Preset {
    /// Warm paper and teal: a good clinic's leaflet.
    #[default]
    Leaflet,
    /// Cool white and blue.
    Clear,
    /// Soft greens.
    Garden,
    /// Plum on a warm white.
    Plum,
    /// Greys, for a page that brings its own colour.
    Slate,
    /// Black on white, and every text at least 7 : 1.
    Contrast,
}

impl Preset {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Leaflet,
        Self::Clear,
        Self::Garden,
        Self::Plum,
        Self::Slate,
        Self::Contrast,
    ];

    /// Its name in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Leaflet => "leaflet",
            Self::Clear => "clear",
            Self::Garden => "garden",
            Self::Plum => "plum",
            Self::Slate => "slate",
            Self::Contrast => "contrast",
        }
    }

    /// Its colours on a light page.
    pub const fn colours(self) -> Named {
        match self {
            Self::Leaflet => Named {
                brand: Colour::of(0x0e, 0x66, 0x60),
                surface: Colour::of(0xfa, 0xf7, 0xf1),
                text: Colour::of(0x22, 0x30, 0x2f),
            },
            Self::Clear => Named {
                brand: Colour::of(0x00, 0x5e, 0xb8),
                surface: Colour::of(0xf4, 0xf7, 0xfa),
                text: Colour::of(0x1c, 0x27, 0x33),
            },
            Self::Garden => Named {
                brand: Colour::of(0x3b, 0x68, 0x2c),
                surface: Colour::of(0xf7, 0xf8, 0xf2),
                text: Colour::of(0x26, 0x30, 0x1f),
            },
            Self::Plum => Named {
                brand: Colour::of(0x6b, 0x3a, 0x7d),
                surface: Colour::of(0xfa, 0xf6, 0xf8),
                text: Colour::of(0x2d, 0x24, 0x33),
            },
            Self::Slate => Named {
                brand: Colour::of(0x2f, 0x47, 0x5e),
                surface: Colour::of(0xf6, 0xf7, 0xf8),
                text: Colour::of(0x1f, 0x29, 0x33),
            },
            Self::Contrast => Named {
                brand: Colour::of(0x00, 0x38, 0x9e),
                surface: Colour::of(0xff, 0xff, 0xff),
                text: Colour::of(0, 0, 0),
            },
        }
    }

    /// Roundness of its cards, px.
    pub const fn radius(self) -> u8 {
        match self {
            Self::Leaflet => 12,
            Self::Clear => 8,
            Self::Garden => 14,
            Self::Plum => 16,
            Self::Slate => 6,
            Self::Contrast => 4,
        }
    }
}
