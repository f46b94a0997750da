//! One colour, as a screen shows it, and the arithmetic of lightness, chroma and hue.

use std::{fmt, sync::LazyLock};

use color::{ColorSpaceTag, Oklch, OpaqueColor, Srgb, parse_color};

/// A colour of sRGB, eight bits a channel and opaque: what a style sheet names.
#[derive(Clone, Copy, PartialEq, Eq, utoipa::ToSchema)]
#[schema(value_type = String)]
pub struct Colour([u8; 3]);

/// A colour in OKLCH (Björn Ottosson, 2020): equal steps look equal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lch {
    /// Lightness, 0 (black) to 1 (white).
    pub l: f32,
    /// Chroma: 0 is grey; sRGB ends at about 0.32.
    pub c: f32,
    /// Hue in degrees.
    pub h: f32,
}

/// Why a text is no colour of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAColour {
    /// CSS does not know it.
    Unknown,
    /// What lies below it would show, so nobody can say whether it can be read.
    SeeThrough,
}

impl fmt::Display for NotAColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => {
                "not a colour; write one as `#0e6660`, `rgb(…)`, `hsl(…)` or `oklch(…)`"
            }
            Self::SeeThrough => "a colour of a theme is opaque",
        })
    }
}

impl Colour {
    /// A colour as CSS writes it. What sRGB cannot show becomes the nearest that it can.
    pub fn parse(text: &str) -> Result<Self, NotAColour> {
        let parsed = parse_color(text).map_err(|_| NotAColour::Unknown)?;
        let [.., alpha] = parsed.components;
        if alpha < 1.0 {
            return Err(NotAColour::SeeThrough);
        }
        let [l, c, h, _] = parsed.convert(ColorSpaceTag::Oklch).components;
        if [l, c, h].iter().all(|part| part.is_finite()) {
            Ok(Lch { l, c, h }.shown())
        } else {
            Err(NotAColour::Unknown)
        }
    }

    /// Of three bytes.
    pub const fn of(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// The same in OKLCH.
    pub fn lch(self) -> Lch {
        let [l, c, h] = self.srgb().convert::<Oklch>().components;
        Lch { l, c, h }
    }

    /// Contrast with another, 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f32 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// How much light it gives, 0 to 1 (WCAG 2.2, "relative luminance").
    fn luminance(self) -> f32 {
        // A palette compares thousands of pairs, so the curve is worked out once for each byte.
        static LIGHT: LazyLock<[f32; 256]> = LazyLock::new(|| {
            std::array::from_fn(|byte| {
                let byte = u8::try_from(byte).unwrap_or(u8::MAX);
                Colour::of(byte, byte, byte).srgb().relative_luminance()
            })
        });
        let [red, green, blue] = self.0.map(|channel| LIGHT[usize::from(channel)]);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn srgb(self) -> OpaqueColor<Srgb> {
        OpaqueColor::new(self.0.map(|channel| f32::from(channel) / 255.0))
    }
}

impl fmt::Display for Colour {
    /// `#0e6660`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Debug for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Lch {
    /// What a screen shows of it: of lightness and hue nothing is lost, of chroma what sRGB has not.
    pub fn shown(self) -> Colour {
        let l = self.l.clamp(0.0, 1.0);
        let at = |c: f32| {
            OpaqueColor::<Oklch>::new([l, c, self.h])
                .convert::<Srgb>()
                .components
        };
        let fits = |channels: [f32; 3]| {
            channels
                .iter()
                .all(|channel| (-0.001..=1.001).contains(channel))
        };
        let mut chroma = self.c.max(0.0);
        if !fits(at(chroma)) {
            let (mut inside, mut outside) = (0.0, chroma);
            for _ in 0..12 {
                let middle = f32::midpoint(inside, outside);
                if fits(at(middle)) {
                    inside = middle;
                } else {
                    outside = middle;
                }
            }
            chroma = inside;
        }
        // From 0 to 255 after the clamp.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Colour(at(chroma).map(|channel| (channel.clamp(0.0, 1.0) * 255.0).round() as u8))
    }

    /// The same colour at another lightness.
    #[must_use]
    pub fn at(self, l: f32) -> Self {
        Self {
            l: l.clamp(0.0, 1.0),
            ..self
        }
    }

    /// The same colour with at most so much chroma.
    #[must_use]
    pub fn muted_to(self, c: f32) -> Self {
        Self {
            c: self.c.min(c),
            ..self
        }
    }

    /// On the way to another colour: 0 is this one, 1 the other. Greys have no hue, so the way is straight
    /// through the plane of colours and not around its rim.
    #[must_use]
    pub fn towards(self, other: Self, share: f32) -> Self {
        let mix = |from: f32, to: f32| from + (to - from) * share;
        let point = |lch: Self| {
            (
                lch.c * lch.h.to_radians().cos(),
                lch.c * lch.h.to_radians().sin(),
            )
        };
        let ((a, b), (other_a, other_b)) = (point(self), point(other));
        let (a, b) = (mix(a, other_a), mix(b, other_b));
        Self {
            l: mix(self.l, other.l),
            c: a.hypot(b),
            h: b.atan2(a).to_degrees(),
        }
    }
}
