//! A language that ships: which one a tag means, how it is written, and its dates and times in words, in
//! the reader's zone and with the zone's name.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, Offset, Timelike, Utc};
use chrono_tz::Tz;
use icu_datetime::{
    FixedCalendarDateTimeFormatter, NoCalendarFormatter,
    fieldsets::{MDE, T, YMDE},
    input::{Date, Time},
    options::TimePrecision,
};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use super::{Direction, LANGUAGES, Language, shipped};
use crate::domain::wording::primary;

/// A language that we speak. Cheap to copy; `Tongue::of` is the way to one.
#[derive(Clone, Copy)]
pub struct Tongue(&'static Language);

impl PartialEq for Tongue {
    fn eq(&self, other: &Self) -> bool {
        self.tag() == other.tag()
    }
}

impl Eq for Tongue {}

impl fmt::Debug for Tongue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tongue({})", self.tag())
    }
}

impl Tongue {
    /// English, which stands for every language that we do not speak.
    pub const ENGLISH: Self = Self(&LANGUAGES[0]);

    /// Every one.
    pub fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.iter().map(Self)
    }

    /// The language of a BCP 47 tag: this very one, else the same without its region or script.
    pub fn shipped(tag: &str) -> Option<Self> {
        let same = |tongue: &Self| tongue.tag().eq_ignore_ascii_case(tag);
        let akin = |tongue: &Self| tongue.tag().eq_ignore_ascii_case(primary(tag));
        Self::all().find(same).or_else(|| Self::all().find(akin))
    }

    /// The language of a BCP 47 tag; English where we do not speak it.
    pub fn of(tag: &str) -> Self {
        Self::shipped(tag).unwrap_or(Self::ENGLISH)
    }

    pub(super) fn language(self) -> &'static Language {
        self.0
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        self.0.tag
    }

    /// How it is written.
    pub fn direction(self) -> Direction {
        Direction::of_language(self.tag())
    }

    /// How its dates and numbers are.
    fn locale(self) -> Locale {
        // A test reads all of them.
        self.say(shipped::LOCALE).parse().unwrap_or(Locale::UNKNOWN)
    }

    /// Which form of a text goes with a number.
    pub(super) fn category(self, n: u32) -> PluralCategory {
        let rules = PluralRules::try_new_cardinal((&self.locale()).into());
        rules.map_or(PluralCategory::Other, |rules| rules.category_for(n))
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
        let date = self.date(at.with_timezone(&zone).date_naive());
        let (time, zone) = (self.time(at, zone), self.zone(at, zone));
        let said = [("date", &*date), ("time", &*time), ("zone", &*zone)];
        self.fill_plain(shipped::MOMENT, &said)
    }

    /// From one instant to another, as clocks in `zone` show them.
    pub fn span(self, from: &str, to: &str, zone: Tz) -> String {
        let (Some(start), Some(end)) = (read(from), read(to)) else {
            return format!("{from} – {to}");
        };
        let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
        let mut until = self.time(end, zone);
        if day(start) != day(end) {
            let said = [("date", &*self.date(day(end))), ("time", &*until)];
            until = self.fill_plain(shipped::DAY_TIME, &said);
        }
        let said = [
            ("date", &*self.date(day(start))),
            ("from", &*self.time(start, zone)),
            ("to", &*until),
            ("zone", &*self.zone(start, zone)),
        ];
        self.fill_plain(shipped::SPAN, &said)
    }

    /// A meeting as the reader's clocks show it, and as the group's do where those differ.
    pub fn both_times(
        self,
        (from, to): (&str, &str),
        reader: Tz,
        group: &str,
    ) -> (String, Option<String>) {
        let group: Option<Tz> = group.parse().ok();
        let theirs = group.filter(|group| !same_clocks(from, reader, *group));
        let theirs = theirs.map(|group| self.span(from, to, group));
        (self.span(from, to, reader), theirs)
    }

    /// By the calendar that meetings are kept in, also where people use another one beside it.
    fn date(self, date: NaiveDate) -> String {
        let (month, day) = (date.month(), date.day());
        let said = u8::try_from(month).ok().zip(u8::try_from(day).ok());
        let said = said.and_then(|(month, day)| {
            let date = Date::try_new_gregorian(date.year(), month, day).ok()?;
            let locale = self.locale();
            let words = FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMDE::long());
            Some(words.ok()?.format(&date).to_string())
        });
        said.map_or_else(|| date.to_string(), |said| plain(&said))
    }

    /// A day of a year that goes without saying: `Tuesday 24 November`.
    pub(super) fn day_of_year(self, date: NaiveDate) -> String {
        let (month, day) = (date.month(), date.day());
        let said = u8::try_from(month).ok().zip(u8::try_from(day).ok());
        let said = said.and_then(|(month, day)| {
            let date = Date::try_new_gregorian(date.year(), month, day).ok()?;
            let locale = self.locale();
            let words = FixedCalendarDateTimeFormatter::try_new((&locale).into(), MDE::long());
            Some(words.ok()?.format(&date).to_string())
        });
        said.map_or_else(|| date.to_string(), |said| plain(&said))
    }

    /// Whether one o'clock in the afternoon is said without a 13.
    pub(super) fn counts_to_twelve(self) -> bool {
        let afternoon = DateTime::from_timestamp(13 * 3600, 0).unwrap_or_default();
        !self.time(afternoon, Tz::UTC).contains("13")
    }

    /// Without minutes where they are none and the language can say so: `6 pm`.
    fn time(self, at: DateTime<Utc>, zone: Tz) -> String {
        let there = at.with_timezone(&zone);
        let said = u8::try_from(there.hour())
            .ok()
            .zip(u8::try_from(there.minute()).ok());
        let said = said.and_then(|(hour, minute)| {
            let time = Time::try_new(hour, minute, 0, 0).ok()?;
            let locale = self.locale();
            let parts = T::hm().with_time_precision(TimePrecision::MinuteOptional);
            let words = NoCalendarFormatter::try_new((&locale).into(), parts);
            Some(words.ok()?.format(&time).to_string())
        });
        said.map_or_else(|| there.format("%H:%M").to_string(), |said| plain(&said))
    }

    /// `Chicago time (CST)`.
    pub(super) fn zone(self, at: DateTime<Utc>, zone: Tz) -> String {
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
        self.fill(shipped::ZONE_TIME, &[("city", &city), ("zone", &short)])
    }
}

/// Spaces that do not break are rare in typefaces of mail programs, and stand out where they are missing.
fn plain(said: &str) -> String {
    said.replace(['\u{a0}', '\u{202f}'], " ")
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

    const ENGLISH: Tongue = Tongue::ENGLISH;

    fn spanish() -> Tongue {
        Tongue::of("es")
    }

    #[test]
    fn a_moment_is_told_as_the_readers_clocks_show_it_with_the_zones_name() {
        let at = "2026-01-08T18:00:00-06:00";
        assert_eq!(
            ENGLISH.moment(at, Chicago),
            "Thursday, 8 January 2026, 6 pm, Chicago time (CST)"
        );
        assert_eq!(
            spanish().moment(at, Buenos_Aires),
            "jueves, 8 de enero de 2026, 9 p. m., hora de Buenos Aires (UTC-03:00)"
        );
        let summer = "2026-07-01T12:30:00Z";
        assert_eq!(
            ENGLISH.moment(summer, London),
            "Wednesday, 1 July 2026, 1:30 pm, London time (BST)"
        );
        assert_eq!(
            ENGLISH.moment(summer, Tz::UTC),
            "Wednesday, 1 July 2026, 12:30 pm, UTC"
        );
    }

    #[test]
    fn a_meeting_past_midnight_names_both_days() {
        let (from, to) = ("2026-01-06T23:00:00-06:00", "2026-01-07T00:30:00-06:00");
        assert_eq!(
            spanish().span(from, to, Chicago),
            "martes, 6 de enero de 2026, de 11 p. m. a miércoles, 7 de enero de 2026, 12:30 a. m., \
             hora de Chicago (CST)"
        );
        let theirs = |group| ENGLISH.both_times((from, to), Chicago, group).1;
        assert_eq!(theirs("America/Chicago"), None);
        assert!(
            theirs("America/New_York")
                .unwrap()
                .contains("1:30 am, New York time (EST)")
        );
    }

    #[test]
    fn what_is_no_date_is_shown_as_it_is_rather_than_left_out() {
        assert_eq!(ENGLISH.day("soon"), "soon");
        assert_eq!(ENGLISH.day("2026-01-09"), "Friday, 9 January 2026");
        assert_eq!(ENGLISH.moment("soon", Chicago), "soon");
    }

    #[test]
    fn a_tag_means_its_own_language_then_its_kin_and_english_where_we_have_neither() {
        assert_eq!(Tongue::of("es-MX"), spanish());
        assert_eq!(Tongue::of("ES"), spanish());
        assert_eq!(Tongue::of("tlh"), ENGLISH);
        assert_eq!(Tongue::shipped("tlh"), None);
        assert_eq!(Tongue::of(""), ENGLISH);
    }

    /// Without the data of a language, dates would fall back to those of no language.
    #[test]
    fn every_language_has_days_and_months_of_its_own_or_says_them_as_its_kin_does() {
        for tongue in Tongue::all() {
            let locale: Locale = tongue.say(shipped::LOCALE).parse().unwrap();
            assert_eq!(
                locale.id.language.as_str(),
                primary(tongue.tag()),
                "{tongue:?}"
            );
            let said = tongue.day("2026-01-09");
            assert!(
                said.contains("2026") && said.contains('9'),
                "{tongue:?} {said}"
            );
            let hour = tongue.moment("2026-01-09T15:30:00Z", Tz::UTC);
            assert!(
                hour.contains("30") && hour.contains("UTC"),
                "{tongue:?} {hour}"
            );
            if tongue != ENGLISH {
                assert_ne!(said, ENGLISH.day("2026-01-09"), "{tongue:?}");
            }
        }
    }
}
