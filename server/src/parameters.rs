//! Query strings, read strictly: a parameter that means nothing is named, never ignored.

use api_types::ProblemCode;
use chrono::{Days, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;

use crate::problems::Refusal;

/// The longest query string that is taken, bytes.
const LONGEST: usize = 4096;

/// The parameters in their order, decoded (`application/x-www-form-urlencoded`).
pub fn pairs(query: Option<&str>) -> Result<Vec<(String, String)>, Refusal> {
    let query = query.unwrap_or_default();
    if query.len() > LONGEST {
        return Err(Refusal::new(ProblemCode::UriTooLong));
    }
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name).ok_or_else(|| not_text("?"))?;
            let value = decode(value).ok_or_else(|| not_text(&name))?;
            Ok((name, value))
        })
        .collect()
}

fn not_text(name: &str) -> Refusal {
    Refusal::bad_parameter(shortened(name), "not-text", "percent-encoded UTF-8")
}

/// A parameter that no query of this address has.
pub fn unknown(name: &str, known: &str) -> Refusal {
    let detail = format!("known are {known}");
    Refusal::bad_parameter(shortened(name), "unknown-parameter", detail)
}

/// Refuses any parameter, for addresses that take none.
pub fn none(query: Option<&str>) -> Result<(), Refusal> {
    match pairs(query)?.first() {
        Some((name, _)) => Err(unknown(name, "none")),
        None => Ok(()),
    }
}

/// The language that is asked for, if any, for addresses that take nothing else.
pub fn language(query: Option<&str>) -> Result<Option<String>, Refusal> {
    let mut asked = None;
    for (name, value) in pairs(query)? {
        match name.as_str() {
            "lang" => asked = Some(value),
            other => return Err(unknown(other, "lang")),
        }
    }
    Ok(asked)
}

/// Names come from outside, too: no answer repeats a long one.
fn shortened(name: &str) -> &str {
    let end = name.char_indices().nth(40).map_or(name.len(), |(at, _)| at);
    &name[..end]
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let (high, low) = (hex(rest.next()?)?, hex(rest.next()?)?);
                high * 16 + low
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

/// Which end of a day a date without a time means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its first moment.
    Start,
    /// The first moment of the day after.
    End,
}

/// Reads `YYYY-MM-DD`, in the site's zone, or an RFC 3339 instant; ms since 1970, UTC.
pub fn instant(name: &str, value: &str, zone: Tz, edge: Edge) -> Result<i64, Refusal> {
    // A `+` of an offset that was not encoded has become a space.
    let value = value.trim().replace(' ', "+");
    let exact = chrono::DateTime::parse_from_rfc3339(&value).map(|at| at.timestamp_millis());
    exact
        .ok()
        .or_else(|| day_edge(&value, zone, edge))
        .ok_or_else(|| {
            let form = "a date such as 2026-03-08, or an RFC 3339 instant";
            Refusal::bad_parameter(name, "bad-value", form)
        })
}

fn day_edge(value: &str, zone: Tz, edge: Edge) -> Option<i64> {
    let date = NaiveDate::parse_from_str(value, "%Y-%m-%d").ok()?;
    let date = match edge {
        Edge::Start => date,
        Edge::End => date.checked_add_days(Days::new(1))?,
    };
    // Where a day begins with a leap of the clock, its first moment is the first that exists.
    let midnight = date.and_time(NaiveTime::MIN);
    let first = (0..=6).find_map(|half_hours| {
        let at = midnight.checked_add_signed(chrono::TimeDelta::minutes(30 * half_hours))?;
        zone.from_local_datetime(&at).earliest()
    })?;
    Some(first.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_decoded_strictly() {
        let read = pairs(Some("text=Jos%C3%A9+y&focus=lung&&flag")).unwrap();
        let read: Vec<(&str, &str)> = read.iter().map(|(a, b)| (&**a, &**b)).collect();
        assert_eq!(read, [("text", "José y"), ("focus", "lung"), ("flag", "")]);
        for bad in ["text=%FF", "text=%", "text=%4", "text=%zz", "%FF=1"] {
            let refusal = pairs(Some(bad)).unwrap_err();
            assert_eq!(refusal.code(), ProblemCode::BadParameter, "{bad}");
        }
        let long = format!("text={}", "a".repeat(5000));
        assert_eq!(
            pairs(Some(&long)).unwrap_err().code(),
            ProblemCode::UriTooLong
        );
    }

    #[test]
    fn a_day_begins_and_ends_in_the_sites_zone() {
        let chicago = chrono_tz::America::Chicago;
        let of = |value, edge| instant("from", value, chicago, edge).unwrap();
        // The day on which daylight saving starts has 23 hours.
        let (start, end) = (of("2026-03-08", Edge::Start), of("2026-03-08", Edge::End));
        assert_eq!(end - start, 23 * 3_600_000);
        assert_eq!(of("2026-03-08T00:00:00-06:00", Edge::End), start);
        assert_eq!(of("2026-03-08T06:00:00 00:00", Edge::Start), start);
        assert!(instant("from", "tomorrow", chicago, Edge::Start).is_err());
        // In Lebanon the clock leaps at midnight.
        let beirut = instant("from", "2026-03-29", chrono_tz::Asia::Beirut, Edge::Start).unwrap();
        assert_eq!(beirut, 1_774_735_200_000);
    }
}
