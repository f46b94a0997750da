//! How far it is. With sines of our own: the standard library's, right to the last bit for every
//! number there is, are three kilobytes of Wasm more.

use std::f64::consts::{FRAC_PI_2, PI};

use api_types::Position;

/// Mean radius of the Earth, kilometres.
const RADIUS_KM: f64 = 6371.0;

/// Great-circle distance in kilometres: haversine on a sphere, within 0.6 % of the ellipsoid.
pub fn distance_km(a: Position, b: Position) -> f64 {
    let half = |degrees: f64| {
        let sine = sine(degrees.to_radians() / 2.0);
        sine * sine
    };
    let cosine = |degrees: f64| sine(FRAC_PI_2 - degrees.to_radians().abs());
    let chord = half(b.lat - a.lat) + cosine(a.lat) * cosine(b.lat) * half(b.lon - a.lon);
    2.0 * RADIUS_KM * arc_sine(chord.clamp(0.0, 1.0).sqrt())
}

/// Sine for angles from -π to π: Taylor's series after folding to a quarter, right to 6e-8.
fn sine(angle: f64) -> f64 {
    let folded = if angle > FRAC_PI_2 {
        PI - angle
    } else if angle < -FRAC_PI_2 {
        -PI - angle
    } else {
        angle
    };
    let square = folded * folded;
    let mut term = folded;
    let mut sum = folded;
    for n in [6.0, 20.0, 42.0, 72.0, 110.0] {
        term *= -square / n;
        sum += term;
    }
    sum
}

/// Arc sine for 0 to 1: halved twice, then its series, right to 1e-7.
fn arc_sine(sine: f64) -> f64 {
    let halved = |sine: f64| sine / (2.0 * (1.0 + (1.0 - sine * sine).max(0.0).sqrt())).sqrt();
    let x = halved(halved(sine));
    let square = x * x;
    let series = 1.0
        + square
            * (1.0 / 6.0
                + square * (3.0 / 40.0 + square * (5.0 / 112.0 + square * (35.0 / 1152.0))));
    4.0 * x * series
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CHICAGO: Position = Position {
        lat: 41.88,
        lon: -87.63,
    };
    const NEW_YORK: Position = Position {
        lat: 40.71,
        lon: -74.01,
    };

    #[test]
    fn known_distances_are_right() {
        assert!((distance_km(CHICAGO, NEW_YORK) - 1145.0).abs() < 11.0);
        assert!(distance_km(CHICAGO, CHICAGO).abs() < 0.001);
        let antipode = Position {
            lat: -41.88,
            lon: 92.37,
        };
        assert!((distance_km(CHICAGO, antipode) - PI * RADIUS_KM).abs() < 5.0);
    }

    proptest! {
        #[test]
        fn it_is_what_the_standard_librarys_sines_give(
            lat in -90.0..90.0_f64, lon in -180.0..180.0_f64, lat2 in -90.0..90.0_f64, lon2 in -180.0..180.0_f64,
        ) {
            let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
            let cosines = lat.to_radians().cos() * lat2.to_radians().cos();
            let chord = half(lat2 - lat) + cosines * half(lon2 - lon);
            let exact = 2.0 * RADIUS_KM * chord.sqrt().min(1.0).asin();
            let ours = distance_km(Position { lat, lon }, Position { lat: lat2, lon: lon2 });
            prop_assert!((ours - exact).abs() < 0.2 + exact * 3e-4, "{} {}", ours, exact);
        }
    }
}
