//! Every theme that is not refused can be read, and what is refused is told what would do.

use proptest::prelude::*;

use super::{
    colour::NotAColour,
    palette::{PAIRS, TEXT},
    *,
};

fn colour(text: &str) -> Colour {
    Colour::parse(text).unwrap()
}

fn with(brand: Option<&str>, surface: Option<&str>, text: Option<&str>) -> ThemeWish {
    let light = Wish {
        brand: brand.map(colour),
        surface: surface.map(colour),
        text: text.map(colour),
    };
    ThemeWish {
        light,
        ..ThemeWish::default()
    }
}

fn refused(wish: ThemeWish) -> (String, String) {
    let refused = Theme::of(wish).unwrap_err().remove(0);
    (refused.place, refused.problem)
}

/// How far two colours are apart to the eye, in OKLab; 0.02 is hardly seen.
fn apart(one: Colour, other: Colour) -> f32 {
    let (one, other) = (one.lch(), other.lch());
    let point = |lch: Lch| {
        (
            lch.c * lch.h.to_radians().cos(),
            lch.c * lch.h.to_radians().sin(),
        )
    };
    let ((a, b), (other_a, other_b)) = (point(one), point(other));
    ((one.l - other.l).powi(2) + (a - other_a).powi(2) + (b - other_b).powi(2)).sqrt()
}

#[test]
fn the_house_colours_that_were_chosen_by_hand_are_nearly_what_is_derived() {
    let css = include_str!("../../../../widgets/src/theme.css");
    let theme = Theme::of(ThemeWish::default()).unwrap();
    for (palette, after) in [
        (theme.light, "color-scheme: light;"),
        (theme.dark, "color-scheme: dark;"),
    ] {
        let block = css.split(after).nth(1).unwrap();
        for (token, derived) in palette.iter() {
            let name = format!("--t-{}: ", token.name());
            let by_hand = block
                .split(&*name)
                .nth(1)
                .unwrap()
                .split(';')
                .next()
                .unwrap();
            let distance = apart(derived, colour(by_hand));
            assert!(
                distance < 0.045,
                "{}: {by_hand} by hand, {derived} derived",
                token.name()
            );
        }
    }
}

#[test]
fn the_house_colours_pass_the_table_that_themes_are_held_to() {
    let css = include_str!("../../../../widgets/src/theme.css");
    for after in ["color-scheme: light;", "color-scheme: dark;"] {
        let block = css.split(after).nth(1).unwrap();
        let of = |token: Token| {
            let name = format!("--t-{}: ", token.name());
            colour(
                block
                    .split(&*name)
                    .nth(1)
                    .unwrap()
                    .split(';')
                    .next()
                    .unwrap(),
            )
        };
        for (front, backs, least) in PAIRS {
            for back in *backs {
                let contrast = of(*front).contrast(of(*back));
                assert!(
                    contrast >= *least,
                    "{} on {}: {contrast}",
                    front.name(),
                    back.name()
                );
            }
        }
    }
}

#[test]
fn every_preset_can_be_read_and_the_one_for_contrast_by_seven_to_one() {
    for preset in Preset::ALL {
        let wish = ThemeWish {
            preset,
            ..ThemeWish::default()
        };
        let theme = Theme::of(wish).unwrap();
        for palette in [theme.light, theme.dark] {
            assert_eq!(palette.unreadable(), []);
        }
        if preset == Preset::Contrast {
            for (front, back) in [
                (Token::Ink, Token::Card),
                (Token::Muted, Token::Paper),
                (Token::Accent, Token::Card),
            ] {
                assert!(theme.light.get(front).contrast(theme.light.get(back)) >= 7.0);
            }
        }
    }
}

#[test]
fn contrast_is_what_the_guidelines_say_it_is() {
    let (black, white) = (Colour::of(0, 0, 0), Colour::of(255, 255, 255));
    assert!((black.contrast(white) - 21.0).abs() < 0.01);
    assert!((white.contrast(white) - 1.0).abs() < 0.01);
    // The darkest grey that is too light for text on white.
    assert!(colour("#767676").contrast(white) >= TEXT && colour("#777777").contrast(white) < TEXT);
}

#[test]
fn what_cannot_be_read_is_refused_with_the_pair_and_a_colour_that_passes() {
    insta::assert_snapshot!(
        [
            with(Some("#ffcc00"), None, None),
            with(Some("#e5007d"), None, None),
            with(None, None, Some("#999")),
            with(Some("red"), Some("#fee"), Some("#faa")),
            ThemeWish {
                dark: Wish {
                    brand: Some(colour("#0e6660")),
                    ..Wish::default()
                },
                ..ThemeWish::default()
            },
        ]
        .map(refused)
        .map(|(place, problem)| format!("{place}: {problem}"))
        .join("\n")
    );
}

#[test]
fn a_dark_surface_gets_light_letters_without_being_told() {
    let theme = Theme::of(with(None, Some("#111"), None)).unwrap();
    let (ink, paper) = (theme.light.get(Token::Ink), theme.light.get(Token::Paper));
    assert!(ink.lch().l > 0.7 && ink.contrast(paper) >= 7.0);
}

#[test]
fn colours_are_those_of_css_and_opaque() {
    for (text, hex) in [
        ("#0e6660", "#0e6660"),
        ("teal", "#008080"),
        ("rgb(14 102 96)", "#0e6660"),
        ("hsl(176 76% 23%)", "#0e6761"),
    ] {
        assert_eq!(colour(text).to_string(), hex);
    }
    assert_eq!(Colour::parse("tael"), Err(NotAColour::Unknown));
    assert_eq!(Colour::parse("#0e666080"), Err(NotAColour::SeeThrough));
    assert_eq!(Colour::parse("red;}"), Err(NotAColour::Unknown));
    // More than a screen can show becomes as much as it can.
    assert!(colour("oklch(0.7 0.4 150)").lch().c < 0.25);
}

fn any_colour() -> impl Strategy<Value = Option<Colour>> {
    proptest::option::weighted(
        0.7,
        any::<[u8; 3]>().prop_map(|[red, green, blue]| Colour::of(red, green, blue)),
    )
}

fn any_wish() -> impl Strategy<Value = Wish> {
    (any_colour(), any_colour(), any_colour()).prop_map(|(brand, surface, text)| Wish {
        brand,
        surface,
        text,
    })
}

fn check_any(wish: &ThemeWish) -> Result<(), TestCaseError> {
    match Theme::of(wish.clone()) {
        Ok(theme) => {
            prop_assert_eq!(theme.light.unreadable(), []);
            prop_assert_eq!(theme.dark.unreadable(), []);
        }
        Err(refused) => {
            for one in refused {
                // Only what was named is refused, and the advice is good.
                let (own, at) = match one.place.strip_prefix("dark.") {
                    Some(at) => (wish.dark, at),
                    None => (wish.light, one.place.as_str()),
                };
                let named = match at {
                    "brand" => own.brand,
                    "text" => own.text,
                    _ => own.surface,
                };
                prop_assert!(named.is_some(), "{one:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn the_widgets_read_everything_that_a_sheet_sets() {
    let css = include_str!("../../../../widgets/src/theme.css");
    let font = Font::Families("serif".to_owned());
    let wish = ThemeWish {
        density: Density::Roomy,
        font,
        ..ThemeWish::default()
    };
    let sheet = Theme::of(wish).unwrap().widget_sheet();
    let mut names: Vec<&str> = sheet
        .split("--t-")
        .skip(1)
        .filter_map(|rest| rest.split(':').next())
        .collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Token::ALL.len() + 4);
    for name in names {
        let read = [")", ","].map(|end| format!("var(--t-{name}{end}"));
        assert!(
            read.iter().any(|read| css.contains(read)),
            "nobody reads --t-{name}"
        );
    }
}

#[test]
fn a_sheet_says_when_a_widget_is_light_and_when_it_is_dark() {
    let rules = |scheme| {
        let wish = ThemeWish {
            scheme,
            ..ThemeWish::default()
        };
        let sheet = Theme::of(wish).unwrap().widget_sheet();
        // By default, where the device is dark, where the page says light, and where it says dark.
        let schemes = sheet.split("{color-scheme:").skip(1);
        schemes
            .map(|rest| rest.split(';').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(Scheme::Auto), ["light", "dark", "light", "dark"]);
    assert_eq!(rules(Scheme::Light), ["light", "light", "light", "dark"]);
    assert_eq!(rules(Scheme::Dark), ["dark", "dark", "light", "dark"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_theme_is_refused_or_can_be_read_everywhere(light in any_wish(), dark in any_wish(), preset in 0..Preset::ALL.len()) {
        check_any(&ThemeWish { light, dark, preset: Preset::ALL[preset], ..ThemeWish::default() })?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_brand_that_is_refused_passes_as_the_colour_that_is_advised(red: u8, green: u8, blue: u8) {
        let brand = Colour::of(red, green, blue);
        let wish = |brand| ThemeWish { light: Wish { brand: Some(brand), ..Wish::default() }, ..ThemeWish::default() };
        if let Err(refused) = Theme::of(wish(brand)) {
            let advised = refused[0].problem.rsplit('`').nth(1).unwrap();
            prop_assert!(Theme::of(wish(colour(advised))).is_ok(), "{brand} → {advised}");
        }
    }
}
