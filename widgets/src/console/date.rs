//! Moments and dates in words, in the site's zone: the one that staff think in.

use js_sys::Date;
use wasm_bindgen::JsValue;

use super::Console;
use crate::js::call;

const MINUTE: f64 = 60.0;

impl Console {
    /// A moment (RFC 3339) as day and time.
    pub(crate) fn moment(self, at: &str) -> String {
        self.moment_with(
            at,
            &[
                ("weekday", "short"),
                ("day", "numeric"),
                ("month", "long"),
                ("hour", "numeric"),
                ("minute", "2-digit"),
            ],
        )
    }

    /// The day of a moment (RFC 3339), with its year.
    pub(crate) fn day_of(self, at: &str) -> String {
        self.moment_with(
            at,
            &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
        )
    }

    /// How long a moment (RFC 3339) is away, in the largest unit that says something: "3 days ago",
    /// "in 2 hours".
    pub(crate) fn away(self, at: &str) -> String {
        let seconds = (Date::parse(at) - Date::now()) / 1000.0;
        let (unit, long) = unit(seconds.abs());
        let amount = JsValue::from_f64((seconds / long).round());
        self.intl()
            .formatter("RelativeTimeFormat", &[("numeric", "auto")])
            .and_then(|format| call(&format, "format", &[amount, unit.into()]))
            .and_then(|text| text.as_string())
            .unwrap_or_else(|| at.to_owned())
    }

    fn moment_with(self, at: &str, options: &[(&str, &str)]) -> String {
        let zone = self.me().site.time_zone.clone();
        let mut options = options.to_vec();
        options.push(("timeZone", &zone));
        self.intl()
            .formatter("DateTimeFormat", &options)
            .and_then(|format| call(&format, "format", &[JsValue::from_f64(Date::parse(at))]))
            .and_then(|text| text.as_string())
            .unwrap_or_else(|| at.to_owned())
    }
}

/// The unit in which so many seconds are said, and its seconds.
fn unit(seconds: f64) -> (&'static str, f64) {
    let (hour, day) = (60.0 * MINUTE, 24.0 * 60.0 * MINUTE);
    if seconds < 45.0 * MINUTE {
        ("minute", MINUTE)
    } else if seconds < 22.0 * hour {
        ("hour", hour)
    } else if seconds < 26.0 * day {
        ("day", day)
    } else if seconds < 320.0 * day {
        ("month", 30.4 * day)
    } else {
        ("year", 365.25 * day)
    }
}

#[cfg(test)]
mod tests {
    use super::unit;

    #[test]
    fn time_is_said_in_the_largest_unit_that_says_something() {
        for (seconds, said) in [
            (20.0, "minute"),
            (3_000.0, "hour"),
            (80_000.0, "day"),
            (20.0 * 86_400.0, "day"),
            (60.0 * 86_400.0, "month"),
            (800.0 * 86_400.0, "year"),
        ] {
            assert_eq!(unit(seconds).0, said, "{seconds}");
        }
    }
}
