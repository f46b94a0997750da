//! What a person asks for, and its one spelling as a query string.

use api_types::{Choice, Facet, Position, Sort};

use crate::facets;

/// The longest search text that is taken, characters.
pub const LONGEST_TEXT: usize = 200;
/// The largest reach that is taken, kilometres: half way round the Earth.
const LONGEST_REACH: u32 = 20_040;

/// What a person asks for. The default asks for everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// Free words; may be empty.
    pub text: String,
    /// Chosen values: within a facet any of them, across facets all.
    /// Closed lists hold wire words; languages hold BCP 47 tags.
    pub chosen: Vec<(Facet, String)>,
    /// Measure distances from here, rounded to two decimals.
    pub near: Option<Position>,
    /// With `near`: no groups farther away than this, kilometres. Groups that meet online or by
    /// phone are near everywhere.
    pub within_km: Option<u32>,
    /// Only groups with a meeting that starts at or after this, ms since 1970, UTC.
    pub from: Option<i64>,
    /// Only groups with a meeting that starts before this, ms since 1970, UTC.
    pub to: Option<i64>,
    /// Order; `None` means relevance with a text, distance with `near`, else next meeting.
    pub sort: Option<Sort>,
}

/// A parameter that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadQuery {
    /// Which parameter.
    pub parameter: String,
    /// What would be taken.
    pub reason: String,
}

impl Query {
    /// Takes one parameter, decoded. Says whether the parameter is one of a query's; `from` and
    /// `to` are not, because reading a date needs a calendar, which the browser would have to
    /// download.
    pub fn set(&mut self, name: &str, value: &str) -> Result<bool, BadQuery> {
        let bad = |reason: String| BadQuery {
            parameter: name.to_owned(),
            reason,
        };
        match name {
            "text" if value.chars().count() > LONGEST_TEXT => {
                return Err(bad(
                    ["at most ", &LONGEST_TEXT.to_string(), " characters"].concat()
                ));
            }
            "text" => value.clone_into(&mut self.text),
            "near" => {
                let position = parse_position(value);
                let form = "latitude,longitude in degrees, such as 41.88,-87.63";
                self.near = Some(position.ok_or_else(|| bad(form.to_owned()))?);
            }
            "within_km" => {
                let reach = value
                    .parse()
                    .ok()
                    .filter(|km| (1..=LONGEST_REACH).contains(km));
                let form = ["a whole number from 1 to ", &LONGEST_REACH.to_string()].concat();
                self.within_km = Some(reach.ok_or_else(|| bad(form))?);
            }
            "sort" => {
                let sort = Sort::from_word(value);
                self.sort = Some(sort.map_err(|_| bad(one_of(Sort::WORDS)))?);
            }
            _ => {
                let Ok(facet) = Facet::from_word(name) else {
                    return Ok(false);
                };
                for word in value
                    .split(',')
                    .map(str::trim)
                    .filter(|word| !word.is_empty())
                {
                    self.choose(facet, word).map_err(bad)?;
                }
            }
        }
        Ok(true)
    }

    /// Adds a value of a facet, once; the error names the words that would do.
    fn choose(&mut self, facet: Facet, word: &str) -> Result<(), String> {
        let known = match facets::words(facet) {
            Some(words) if !words.contains(&word) => return Err(one_of(words)),
            Some(_) => true,
            None => {
                let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
                word.len() <= 35 && word.bytes().all(letter)
            }
        };
        if !known {
            return Err("a language tag such as en or es-MX".to_owned());
        }
        if !self.has(facet, word) {
            self.chosen.push((facet, word.to_owned()));
        }
        Ok(())
    }

    /// Whether a value is chosen.
    pub fn has(&self, facet: Facet, word: &str) -> bool {
        self.chosen
            .iter()
            .any(|(of, chosen)| *of == facet && chosen == word)
    }

    /// The order in which the answer comes.
    pub fn order(&self) -> Sort {
        match self.sort {
            Some(Sort::Distance) if self.near.is_none() => Sort::NextMeeting,
            Some(sort) => sort,
            None if !self.text.trim().is_empty() => Sort::Relevance,
            None if self.near.is_some() => Sort::Distance,
            None => Sort::NextMeeting,
        }
    }

    /// The query string without `?`: what [`Query::set`] takes, percent-encoded, empty for
    /// everything.
    pub fn to_query_string(&self) -> String {
        let mut out = String::new();
        add_parameter(&mut out, "text", self.text.trim());
        for &facet in Facet::ALL {
            let words: Vec<&str> = self
                .chosen
                .iter()
                .filter(|(of, _)| *of == facet)
                .map(|(_, word)| word.as_str())
                .collect();
            add_parameter(&mut out, facet.as_str(), &joined(&words, ","));
        }
        if let Some(near) = self.near {
            add_parameter(&mut out, "near", &position_text(near));
        }
        let reach = self.within_km.map(|km| km.to_string());
        add_parameter(&mut out, "within_km", &reach.unwrap_or_default());
        add_parameter(&mut out, "sort", self.sort.map_or("", Sort::as_str));
        out
    }
}

fn one_of(words: &[&str]) -> String {
    ["one of ", &joined(words, ", ")].concat()
}

fn add_parameter(out: &mut String, name: &str, value: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    if value.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('&');
    }
    out.push_str(name);
    out.push('=');
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
    }
}

/// Reads `lat,lon`, rounding to two decimals (about a kilometre). By hand, since the general
/// reader of floating-point numbers is several kilobytes of Wasm.
fn parse_position(value: &str) -> Option<Position> {
    let (lat, lon) = value.split_once(',')?;
    let (lat, lon) = (parse_hundredths(lat)?, parse_hundredths(lon)?);
    let on_earth = lat.abs() <= 9_000 && lon.abs() <= 18_000;
    on_earth.then(|| Position {
        lat: f64::from(lat) / 100.0,
        lon: f64::from(lon) / 100.0,
    })
}

fn parse_hundredths(value: &str) -> Option<i32> {
    let value = value.trim();
    let (negative, digits) = match value.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, value),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let digits_only = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !digits_only(whole) || !digits_only(fraction) {
        return None;
    }
    let digit = |at: usize| i32::from(fraction.as_bytes().get(at).map_or(0, |byte| byte - b'0'));
    let whole: i32 = whole.parse().ok()?;
    let hundredths = whole * 100 + digit(0) * 10 + digit(1) + i32::from(digit(2) >= 5);
    Some(if negative { -hundredths } else { hundredths })
}

/// The standard library's `join` is four times as long, and every member downloads it.
fn joined(parts: &[&str], between: &str) -> String {
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        out.push_str(part);
    }
    out
}

fn position_text(position: Position) -> String {
    [
        &hundredths_text(position.lat),
        ",",
        &hundredths_text(position.lon),
    ]
    .concat()
}

fn hundredths_text(degrees: f64) -> String {
    // At most 18,000 in either direction.
    #[allow(clippy::cast_possible_truncation)]
    let hundredths = (degrees * 100.0).round() as i32;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let zero = if part < 10 { "0" } else { "" };
    [sign, &whole.to_string(), ".", zero, &part.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query_string: &str) -> Query {
        let mut query = Query::default();
        for (name, value) in query_string
            .split('&')
            .filter_map(|pair| pair.split_once('='))
        {
            let value = value
                .replace("%20", " ")
                .replace("%C3%A9", "é")
                .replace("%26", "&");
            assert_eq!(query.set(name, &value), Ok(true), "{name}");
        }
        query
    }

    #[test]
    fn a_query_string_reads_back_as_the_query_that_wrote_it() {
        let text = "text=Jos%C3%A9%20%26&focus=breast,lung&language=es&near=41.88,-87.63\
                    &within_km=25&sort=name";
        assert_eq!(read(text).to_query_string(), text);
        assert_eq!(Query::default().to_query_string(), "");
    }

    #[test]
    fn positions_keep_two_decimals() {
        let near = |value: &str| read(&["near=", value].concat()).near.unwrap();
        assert_eq!(
            near("41.8781136,-87.6297982"),
            Position {
                lat: 41.88,
                lon: -87.63
            }
        );
        assert_eq!(
            near("-0.004,0.005"),
            Position {
                lat: 0.0,
                lon: 0.01
            }
        );
        for bad in [
            "", "41.8", "91,0", "0,181", "a,b", "1e1,2", "+1,2", "1,2,3", "--1,2", "NaN,0",
        ] {
            assert!(Query::default().set("near", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        let problem = Query::default().set("focus", "breast,lungs").unwrap_err();
        assert_eq!(problem.parameter, "focus");
        assert!(
            problem.reason.starts_with("one of breast, prostate"),
            "{}",
            problem.reason
        );
        assert!(Query::default().set("sort", "best").is_err());
        assert!(Query::default().set("within_km", "0").is_err());
        assert!(Query::default().set("language", "en&x").is_err());
        assert!(Query::default().set("text", &"é".repeat(201)).is_err());
        assert_eq!(Query::default().set("colour", "red"), Ok(false));
    }
}
