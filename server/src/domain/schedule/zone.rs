//! Wall time to instants, in a time zone.

use std::str::FromStr;

use chrono::{DateTime, Duration, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

/// Longest step that a zone's clocks ever took forward: a whole day (Samoa, 2011).
const LONGEST_GAP_HOURS: i64 = 25;

/// The instant at which clocks in `zone` show `local`. Where they show it twice, the first time;
/// where they skip it, what it would be by the offset before (RFC 5545, 3.3.5).
pub fn instant(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        LocalResult::None => (1..=LONGEST_GAP_HOURS)
            .map(Duration::hours)
            .find_map(|back| {
                let before = zone.from_local_datetime(&(local - back)).latest()?;
                Some(before.to_utc() + back)
            })
            .unwrap_or_else(|| local.and_utc()),
    }
}

/// Reads an IANA name; the error names the nearest.
pub fn parse(name: &str) -> Result<Tz, String> {
    Tz::from_str(name).map_err(|_| {
        let nearest = TZ_VARIANTS
            .iter()
            .map(|zone| {
                (
                    strsim::jaro_winkler(&zone.name().to_lowercase(), &name.to_lowercase()),
                    zone,
                )
            })
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match nearest {
            Some((likeness, zone)) if likeness > 0.85 => {
                format!(
                    "{name:?} is not an IANA time zone; the nearest is {}",
                    zone.name()
                )
            }
            _ => format!("{name:?} is not an IANA time zone such as America/Chicago"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{America::Chicago, Pacific::Apia};

    fn at(zone: Tz, local: &str) -> String {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap();
        instant(zone, local).with_timezone(&zone).to_rfc3339()
    }

    #[test]
    fn a_time_that_clocks_skip_is_read_with_the_offset_before() {
        assert_eq!(at(Chicago, "2026-03-08T02:30"), "2026-03-08T03:30:00-05:00");
        assert_eq!(at(Apia, "2011-12-30T10:00"), "2011-12-31T10:00:00+14:00");
    }

    #[test]
    fn a_time_that_clocks_show_twice_is_the_first() {
        assert_eq!(at(Chicago, "2026-11-01T01:30"), "2026-11-01T01:30:00-05:00");
    }

    #[test]
    fn a_misspelt_zone_is_told_its_neighbour() {
        assert!(
            parse("America/Chicgo")
                .unwrap_err()
                .ends_with("America/Chicago")
        );
        assert!(
            parse("europe/london")
                .unwrap_err()
                .ends_with("Europe/London")
        );
        assert!(parse("Mars").unwrap_err().contains("such as"));
    }
}
