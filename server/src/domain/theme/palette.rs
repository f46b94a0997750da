//! The palette of a theme: what every colour of the widgets becomes, from the few that a site names.
//!
//! Derived colours are moved until they can be read; what a site named itself is never moved, and is
//! refused where it cannot be read (`mod.rs`).

use super::colour::{Colour, Lch};

/// A colour of the widgets, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Token {
    /// Below everything.
    Paper,
    /// Cards and fields.
    Card,
    /// Text.
    Ink,
    /// Quiet text.
    Muted,
    /// Hairlines; they only please.
    Line,
    /// Edges of controls.
    Edge,
    /// Links and buttons.
    Accent,
    /// The same under the pointer.
    AccentStrong,
    /// Text on buttons.
    OnAccent,
    /// Behind what is chosen.
    AccentSoft,
    /// Crisis lines, and what is wrong.
    Warm,
    /// Behind them.
    WarmSoft,
    /// Around them.
    WarmLine,
    /// What wants a second look.
    Amber,
    /// Behind it.
    AmberSoft,
    /// The ring around what the keyboard is on.
    Focus,
}

impl Token {
    /// Every one, in the order of a palette.
    pub const ALL: [Self; 16] = [
        Self::Paper,
        Self::Card,
        Self::Ink,
        Self::Muted,
        Self::Line,
        Self::Edge,
        Self::Accent,
        Self::AccentStrong,
        Self::OnAccent,
        Self::AccentSoft,
        Self::Warm,
        Self::WarmSoft,
        Self::WarmLine,
        Self::Amber,
        Self::AmberSoft,
        Self::Focus,
    ];

    /// What it is, for who reads what is wrong.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Paper => "the surface",
            Self::Card => "cards",
            Self::Ink => "text",
            Self::Muted => "quiet text",
            Self::Line => "hairlines",
            Self::Edge => "the edge of fields",
            Self::Accent => "links",
            Self::AccentStrong => "links under the pointer",
            Self::OnAccent => "text on buttons",
            Self::AccentSoft => "what is chosen",
            Self::Warm => "what is urgent",
            Self::WarmSoft => "the crisis notice",
            Self::WarmLine => "the edge of the crisis notice",
            Self::Amber => "what wants a second look",
            Self::AmberSoft => "its background",
            Self::Focus => "the ring around what the keyboard is on",
        }
    }

    /// Its name in style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Card => "card",
            Self::Ink => "ink",
            Self::Muted => "muted",
            Self::Line => "line",
            Self::Edge => "edge",
            Self::Accent => "accent",
            Self::AccentStrong => "accent-strong",
            Self::OnAccent => "on-accent",
            Self::AccentSoft => "accent-soft",
            Self::Warm => "warm",
            Self::WarmSoft => "warm-soft",
            Self::WarmLine => "warm-line",
            Self::Amber => "amber",
            Self::AmberSoft => "amber-soft",
            Self::Focus => "focus",
        }
    }
}

/// Text can be read (WCAG 2.2, 1.4.3, AA).
pub const TEXT: f32 = 4.5;
/// What is no text can be seen (WCAG 2.2, 1.4.11, AA).
pub const SHAPE: f32 = 3.0;

/// What stands on what in the widgets, and how much they have to differ.
pub const PAIRS: &[(Token, &[Token], f32)] = {
    use Token as T;
    &[
        (
            T::Ink,
            &[T::Paper, T::Card, T::AccentSoft, T::WarmSoft, T::AmberSoft],
            TEXT,
        ),
        (T::Muted, &[T::Paper, T::Card, T::AccentSoft], TEXT),
        (T::Accent, &[T::Paper, T::Card, T::AccentSoft], TEXT),
        (T::AccentStrong, &[T::Paper, T::Card, T::AccentSoft], TEXT),
        (T::OnAccent, &[T::Accent, T::AccentStrong], TEXT),
        (T::Warm, &[T::Paper, T::Card, T::WarmSoft], TEXT),
        (T::Amber, &[T::Card, T::AmberSoft], TEXT),
        (T::Edge, &[T::Paper, T::Card], SHAPE),
        (
            T::Focus,
            &[T::Paper, T::Card, T::AccentSoft, T::WarmSoft],
            SHAPE,
        ),
    ]
};

/// Every colour of the widgets, for a light or for a dark page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette([Colour; Token::ALL.len()]);

/// The colours that a site names, for a light or for a dark page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Of links and buttons.
    pub brand: Colour,
    /// Below everything.
    pub surface: Colour,
    /// Of text.
    pub text: Colour,
}

impl Palette {
    /// The colour of a token.
    pub fn get(&self, token: Token) -> Colour {
        self.0[token as usize]
    }

    /// Every token with its colour.
    pub fn iter(&self) -> impl Iterator<Item = (Token, Colour)> {
        Token::ALL.into_iter().zip(self.0)
    }

    /// Every pair that cannot be read, or seen: what, on what, their contrast and the one they need.
    pub fn unreadable(&self) -> Vec<(Token, Token, f32, f32)> {
        let mut found = Vec::new();
        for (front, backs, least) in PAIRS {
            for back in *backs {
                let contrast = self.get(*front).contrast(self.get(*back));
                if contrast < *least {
                    found.push((*front, *back, contrast, *least));
                }
            }
        }
        found
    }

    /// All colours, from those that a site named.
    pub fn of(named: Named) -> Self {
        use Token as T;
        let (paper, ink, brand) = (named.surface.lch(), named.text.lch(), named.brand.lch());
        let light = is_light(named.surface);
        // Away from the paper, and towards it.
        let (away, dark_l) = if light { (-1.0, 0.0) } else { (1.0, 1.0) };
        let mut made = Self([named.surface; Token::ALL.len()]);
        made.set(T::Ink, named.text);
        made.set(T::Accent, named.brand);

        let card = if light {
            Lch {
                l: paper.l + ((1.0 - paper.l) * 0.8).min(0.035),
                c: paper.c * 0.4,
                ..paper
            }
        } else {
            paper.at(paper.l + 0.042)
        };
        made.set(T::Card, card.shown());
        made.set(
            T::Line,
            ink.towards(paper, if light { 0.87 } else { 0.84 }).shown(),
        );
        made.set(
            T::WarmLine,
            tint(
                paper,
                55.0,
                if light { (-0.09, 0.05) } else { (0.16, 0.045) },
            )
            .shown(),
        );

        // Soft backgrounds give way until what stands on them can be read: at last they are the paper.
        made.soften(
            T::AccentSoft,
            tint(
                paper,
                brand.h,
                (if light { -0.03 } else { 0.1 }, (brand.c * 0.3).min(0.03)),
            ),
        );
        made.soften(
            T::WarmSoft,
            tint(
                paper,
                62.0,
                if light { (-0.02, 0.022) } else { (0.06, 0.022) },
            ),
        );
        made.soften(
            T::AmberSoft,
            tint(
                paper,
                88.0,
                if light {
                    (-0.022, 0.042)
                } else {
                    (0.085, 0.04)
                },
            ),
        );

        made.set(T::AccentStrong, brand.at(brand.l + away * 0.08).shown());
        made.darken(T::AccentStrong, dark_l);
        made.set(T::OnAccent, on(named.brand));
        made.set(T::Muted, ink.towards(paper, 0.26).shown());
        made.darken(T::Muted, dark_l);
        made.set(T::Edge, ink.towards(paper, 0.46).shown());
        made.darken(T::Edge, dark_l);
        let (warm, amber, focus) = if light {
            ((0.43, 0.1, 48.0), (0.43, 0.09, 75.0), (0.44, 0.145, 259.0))
        } else {
            ((0.855, 0.07, 60.0), (0.87, 0.09, 88.0), (0.81, 0.1, 259.0))
        };
        for (token, (l, c, h)) in [(T::Warm, warm), (T::Amber, amber), (T::Focus, focus)] {
            made.set(token, Lch { l, c, h }.shown());
            made.darken(token, dark_l);
        }
        made
    }

    fn set(&mut self, token: Token, colour: Colour) {
        self.0[token as usize] = colour;
    }

    /// Moves a colour towards black or white until it can be read wherever it stands.
    fn darken(&mut self, token: Token, end: f32) {
        let lch = self.get(token).lch();
        let reached = least(|share| {
            let colour = lch.at(lch.l + (end - lch.l) * share).shown();
            self.fits(token, colour).then_some(colour)
        });
        self.set(token, reached.unwrap_or_else(|| lch.at(end).shown()));
    }

    /// Moves a background towards the paper until named colours can be read on it.
    fn soften(&mut self, token: Token, tint: Lch) {
        let paper = self.get(Token::Paper);
        let reached = least(|share| {
            let colour = tint.towards(paper.lch(), share).shown();
            let readable = [Token::Ink, Token::Accent].into_iter().all(|front| {
                let least = PAIRS.iter().find(|(token, ..)| *token == front);
                let stands = least.is_some_and(|(_, backs, _)| backs.contains(&token));
                !stands || self.get(front).contrast(colour) >= TEXT
            });
            readable.then_some(colour)
        });
        self.set(token, reached.unwrap_or(paper));
    }

    fn fits(&self, token: Token, colour: Colour) -> bool {
        PAIRS
            .iter()
            .filter(|(front, ..)| *front == token)
            .all(|(_, backs, least)| {
                backs
                    .iter()
                    .all(|back| colour.contrast(self.get(*back)) >= *least)
            })
    }
}

/// Whether dark text is read on it.
pub fn is_light(surface: Colour) -> bool {
    let (black, white) = (Colour::of(0, 0, 0), Colour::of(255, 255, 255));
    surface.contrast(black) >= surface.contrast(white)
}

/// A background of this hue, so much lighter or darker than the paper.
fn tint(paper: Lch, h: f32, (step, c): (f32, f32)) -> Lch {
    Lch {
        l: (paper.l + step).clamp(0.0, 1.0),
        c,
        h,
    }
}

/// What is read on a colour: white, or nearly black of the same hue.
fn on(colour: Colour) -> Colour {
    let white = Colour::of(255, 255, 255);
    if colour.contrast(white) >= TEXT {
        return white;
    }
    let dark = colour.lch().muted_to(0.03).at(0.22).shown();
    if colour.contrast(dark) >= TEXT {
        dark
    } else {
        Colour::of(0, 0, 0)
    }
}

/// What the smallest of 32 steps from 0 to 1 gives that gives anything.
fn least<T>(find: impl Fn(f32) -> Option<T>) -> Option<T> {
    (0..=32u8).find_map(|step| find(f32::from(step) / 32.0))
}
