//! Dates and times in words, in the reader's zone and with the zone's name.

use chrono::{DateTime, Datelike, NaiveDate, Offset, Timelike, Utc};
use chrono_tz::Tz;

/// A language that letters are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

const DAYS: [[&str; 7]; 2] = [
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    [
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
    ],
];
const MONTHS: [[&str; 12]; 2] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
];

impl Tongue {
    /// The language of a BCP 47 tag that we write letters in; English for all others.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split('-').next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("es") {
            Self::Spanish
        } else {
            Self::English
        }
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// `YYYY-MM-DD` in words; as it is if it is no date.
    pub fn day(self, date: &str) -> String {
        date.parse()
            .map_or_else(|_| date.to_owned(), |date| self.date(date))
    }

    /// An RFC 3339 instant in words, as clocks in `zone` show it; as it is if it is none.
    pub fn moment(self, instant: &str, zone: Tz) -> String {
        let Some(at) = read(instant) else {
            return instant.to_owned();
        };
        let there = at.with_timezone(&zone);
        let (date, time) = (self.date(there.date_naive()), self.time(at, zone));
        format!("{date}, {time}, {}", self.zone(at, zone))
    }

    /// From one instant to another, as clocks in `zone` show them.
    pub fn span(self, from: &str, to: &str, zone: Tz) -> String {
        let (Some(start), Some(end)) = (read(from), read(to)) else {
            return format!("{from} – {to}");
        };
        let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
        let until = if day(start) == day(end) {
            self.time(end, zone)
        } else {
            format!("{}, {}", self.date(day(end)), self.time(end, zone))
        };
        let (date, time) = (self.date(day(start)), self.time(start, zone));
        let zone = self.zone(start, zone);
        match self {
            Self::English => format!("{date}, {time} to {until}, {zone}"),
            Self::Spanish => format!("{date}, de {time} a {until}, {zone}"),
        }
    }

    fn date(self, date: NaiveDate) -> String {
        let day = DAYS[self as usize][date.weekday().num_days_from_monday() as usize];
        let month = MONTHS[self as usize][date.month0() as usize];
        match self {
            Self::English => format!("{day}, {} {month} {}", date.day(), date.year()),
            Self::Spanish => format!("{day}, {} de {month} de {}", date.day(), date.year()),
        }
    }

    fn time(self, at: DateTime<Utc>, zone: Tz) -> String {
        let there = at.with_timezone(&zone);
        let (after_noon, hour) = there.hour12();
        let minute = match there.minute() {
            0 => String::new(),
            minute => format!(":{minute:02}"),
        };
        let half = match (self, after_noon) {
            (Self::English, false) => "am",
            (Self::English, true) => "pm",
            (Self::Spanish, false) => "a. m.",
            (Self::Spanish, true) => "p. m.",
        };
        format!("{hour}{minute} {half}")
    }

    /// `Chicago time (CST)`.
    fn zone(self, at: DateTime<Utc>, zone: Tz) -> String {
        let there = at.with_timezone(&zone);
        let short = there.format("%Z").to_string();
        if short == "UTC" {
            return short;
        }
        // Zones without a name of their own are told by their offset.
        let short = if short.starts_with(['+', '-']) {
            there.format("UTC%:z").to_string()
        } else {
            short
        };
        let city = zone.name().rsplit('/').next().unwrap_or_default();
        let city = city.replace('_', " ");
        match self {
            Self::English => format!("{city} time ({short})"),
            Self::Spanish => format!("hora de {city} ({short})"),
        }
    }
}

/// A meeting as the reader's clocks show it, and as the group's do where those differ.
pub fn both_times(
    tongue: Tongue,
    (from, to): (&str, &str),
    reader: Tz,
    group: &str,
) -> (String, Option<String>) {
    let group: Option<Tz> = group.parse().ok();
    let theirs = group.filter(|group| !same_clocks(from, reader, *group));
    let theirs = theirs.map(|group| tongue.span(from, to, group));
    (tongue.span(from, to, reader), theirs)
}

/// Whether clocks in both zones show the same at that instant.
fn same_clocks(instant: &str, one: Tz, other: Tz) -> bool {
    let offset = |at: DateTime<Utc>, zone: Tz| at.with_timezone(&zone).offset().fix();
    read(instant).is_none_or(|at| offset(at, one) == offset(at, other))
}

fn read(instant: &str) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(instant).ok()?;
    Some(at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{
        America::{Argentina::Buenos_Aires, Chicago},
        Europe::London,
    };

    #[test]
    fn a_moment_is_told_as_the_readers_clocks_show_it_with_the_zones_name() {
        let at = "2026-01-08T18:00:00-06:00";
        assert_eq!(
            Tongue::English.moment(at, Chicago),
            "Thursday, 8 January 2026, 6 pm, Chicago time (CST)"
        );
        assert_eq!(
            Tongue::Spanish.moment(at, Buenos_Aires),
            "jueves, 8 de enero de 2026, 9 p. m., hora de Buenos Aires (UTC-03:00)"
        );
        let summer = "2026-07-01T12:30:00Z";
        assert_eq!(
            Tongue::English.moment(summer, London),
            "Wednesday, 1 July 2026, 1:30 pm, London time (BST)"
        );
        assert_eq!(
            Tongue::English.moment(summer, Tz::UTC),
            "Wednesday, 1 July 2026, 12:30 pm, UTC"
        );
    }

    #[test]
    fn a_meeting_past_midnight_names_both_days() {
        let (from, to) = ("2026-01-06T23:00:00-06:00", "2026-01-07T00:30:00-06:00");
        assert_eq!(
            Tongue::Spanish.span(from, to, Chicago),
            "martes, 6 de enero de 2026, de 11 p. m. a miércoles, 7 de enero de 2026, 12:30 a. m., \
             hora de Chicago (CST)"
        );
        let theirs = |group| both_times(Tongue::English, (from, to), Chicago, group).1;
        assert_eq!(theirs("America/Chicago"), None);
        assert!(
            theirs("America/New_York")
                .unwrap()
                .contains("1:30 am, New York time (EST)")
        );
    }

    #[test]
    fn what_is_no_date_is_shown_as_it_is_rather_than_left_out() {
        assert_eq!(Tongue::English.day("soon"), "soon");
        assert_eq!(Tongue::English.day("2026-01-09"), "Friday, 9 January 2026");
        assert_eq!(Tongue::English.moment("soon", Chicago), "soon");
    }

    #[test]
    fn a_language_that_we_do_not_have_is_english() {
        assert_eq!(Tongue::of("es-MX"), Tongue::Spanish);
        assert_eq!(Tongue::of("fr"), Tongue::English);
    }
}
