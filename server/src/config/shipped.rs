//! What every site has before it names lines of its own: crisis lines by country.

use std::sync::LazyLock;

use api_types::CrisisLines;
use serde::Deserialize;

#[derive(Deserialize)]
struct CrisisFile {
    crisis: Vec<CrisisLines>,
}

static CRISIS: LazyLock<Vec<CrisisLines>> = LazyLock::new(|| {
    // A test reads the same bytes, so a broken file never leaves the workshop.
    toml::from_str::<CrisisFile>(include_str!("../domain/crisis.toml"))
        .map(|file| file.crisis)
        .unwrap_or_default()
});

/// The shipped crisis lines, by country.
pub fn crisis_lines() -> &'static [CrisisLines] {
    &CRISIS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_crisis_lines_can_be_read_and_each_can_be_reached() {
        let lines = crisis_lines();
        assert!(!lines.is_empty());
        for country in lines {
            assert_eq!(country.country.len(), 2, "{}", country.country);
            assert!(!country.emergency.is_empty(), "{}", country.country);
            for line in &country.lines {
                let reachable = line.call.is_some() || line.text.is_some() || line.url.is_some();
                assert!(reachable, "{}", line.name);
            }
        }
    }

    #[test]
    fn no_country_stands_twice_and_every_number_can_be_dialled() {
        let dials = |number: &str| {
            number
                .chars()
                .all(|c| c.is_ascii_digit() || "+*#- ".contains(c))
                && number.contains(|c: char| c.is_ascii_digit())
        };
        let mut seen = Vec::new();
        for country in crisis_lines() {
            assert!(!seen.contains(&&country.country), "{}", country.country);
            seen.push(&country.country);
            assert!(dials(&country.emergency), "{}", country.country);
            for line in &country.lines {
                let numbers = line.call.iter().chain(&line.text);
                assert!(numbers.into_iter().all(|n| dials(n)), "{}", line.name);
                assert!(line.text_word.is_none() || line.text.is_some());
                let https = |url: &String| url.starts_with("https://");
                assert!(line.url.as_ref().is_none_or(https), "{}", line.name);
            }
        }
    }
}
