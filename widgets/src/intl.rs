//! Dates, zones, countries, languages and numbers in words, by the browser's own `Intl`.
//!
//! Formatters are costly to make and are kept. Each is made behind a catch: a browser may not
//! know a zone of our server, and its language may be nonsense.

use std::cell::RefCell;

use js_sys::{Array, Date, Number};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    browser,
    js::{self, call, get, object},
    meeting::{Calendar, days_from_civil},
};

const DAY_MS: f64 = 86_400_000.0;

/// The device's own zone, IANA, where the browser names one.
pub(crate) fn device_zone() -> Option<String> {
    let format = Intl::new("en").formatter("DateTimeFormat", &[])?;
    let options = call(&format, "resolvedOptions", &[])?;
    get(&options, "timeZone").as_string()
}

/// The member's browser.
pub(crate) struct Intl {
    /// The widget's language with the region of the person: `en-GB` for one, `en-US` for another.
    locale: String,
    twelve_hours: bool,
    /// Formatters by what they were asked for.
    kept: RefCell<Vec<(String, Option<JsValue>)>>,
}

impl Intl {
    pub(crate) fn new(language: &str) -> Self {
        let mut intl = Self {
            locale: locale(language, &browser::language()),
            twelve_hours: false,
            kept: RefCell::default(),
        };
        let cycle = intl
            .formatter("DateTimeFormat", &[("hour", "numeric")])
            .and_then(|format| call(&format, "resolvedOptions", &[]))
            .and_then(|options| get(&options, "hourCycle").as_string());
        intl.twelve_hours = cycle.is_some_and(|cycle| cycle.starts_with("h1"));
        intl
    }

    /// A country's name; its code where the browser knows none.
    pub(crate) fn country(&self, code: &str) -> String {
        self.name("region", code)
    }

    /// A language's name.
    pub(crate) fn language(&self, tag: &str) -> String {
        self.name("language", tag)
    }

    /// A whole number with the separators of the language.
    pub(crate) fn number(&self, n: u32) -> String {
        if n < 1000 {
            return n.to_string();
        }
        Number::from(f64::from(n))
            .to_locale_string(&self.locale)
            .into()
    }

    /// A date as the server writes it (`2026-11-24`) in words.
    pub(crate) fn date(&self, date: &str) -> String {
        let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
        let (Some(Some(year)), Some(Some(month)), Some(Some(day))) =
            (parts.next(), parts.next(), parts.next())
        else {
            return date.to_owned();
        };
        let day = days_from_civil(year, month, day);
        self.day_with(
            day,
            &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
        )
    }

    /// A month, `YYYY-MM`, like "January 2026".
    pub(crate) fn month(&self, month: &str) -> String {
        let mut parts = month.split('-').map(|part| part.parse::<i64>().ok());
        let (Some(Some(year)), Some(Some(number))) = (parts.next(), parts.next()) else {
            return month.to_owned();
        };
        let first = days_from_civil(year, number, 1);
        self.day_with(first, &[("month", "long"), ("year", "numeric")])
    }

    fn name(&self, kind: &str, code: &str) -> String {
        self.formatter("DisplayNames", &[("type", kind)])
            .and_then(|names| call(&names, "of", &[JsValue::from_str(code)]))
            .and_then(|name| name.as_string())
            .unwrap_or_else(|| code.to_owned())
    }

    // A day is formatted as midnight UTC, in UTC, so that no zone can move it.
    #[allow(clippy::cast_precision_loss)]
    fn day_with(&self, day: i64, options: &[(&str, &str)]) -> String {
        let mut options = options.to_vec();
        options.push(("timeZone", "UTC"));
        self.formatter("DateTimeFormat", &options)
            .and_then(|format| call(&format, "format", &[JsValue::from_f64(day as f64 * DAY_MS)]))
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    }

    /// `new Intl.{class}(locale, options)`, kept for the next time.
    pub(crate) fn formatter(&self, class: &str, options: &[(&str, &str)]) -> Option<JsValue> {
        let mut name = class.to_owned();
        for (key, value) in options {
            name.push_str(key);
            name.push_str(value);
        }
        if let Some((_, known)) = self.kept.borrow().iter().find(|(key, _)| *key == name) {
            return known.clone();
        }
        let made = self.make(class, options);
        self.kept.borrow_mut().push((name, made.clone()));
        made
    }

    fn make(&self, class: &str, options: &[(&str, &str)]) -> Option<JsValue> {
        let options: Vec<_> = options
            .iter()
            .map(|(key, value)| (*key, JsValue::from_str(value)))
            .collect();
        let arguments = Array::of2(&JsValue::from_str(&self.locale), &object(&options));
        js::make(&get(&js_sys::global(), "Intl"), class, &arguments)
    }
}

impl Calendar for Intl {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    fn offset(&self, at: i64) -> i32 {
        let offset = Date::new(&JsValue::from_f64(at as f64)).get_timezone_offset();
        // The browser counts minutes behind UTC.
        if offset.is_nan() { 0 } else { -(offset as i32) }
    }

    fn twelve_hours(&self) -> bool {
        self.twelve_hours
    }

    fn day(&self, day: i64) -> String {
        self.day_with(
            day,
            &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
        )
    }

    #[allow(clippy::cast_precision_loss)]
    fn zone(&self, zone: &str, at: i64) -> String {
        let place = || zone.split('/').fold(zone, |_, part| part).replace('_', " ");
        self.formatter(
            "DateTimeFormat",
            &[("timeZone", zone), ("timeZoneName", "longGeneric")],
        )
        .and_then(|format| call(&format, "formatToParts", &[JsValue::from_f64(at as f64)]))
        .and_then(|parts| {
            let parts: Array = parts.dyn_into().ok()?;
            let is_name =
                |part: &JsValue| get(part, "type").as_string().as_deref() == Some("timeZoneName");
            get(&parts.iter().find(is_name)?, "value").as_string()
        })
        .unwrap_or_else(place)
    }

    #[allow(clippy::cast_possible_truncation)]
    fn now(&self) -> i64 {
        Date::now() as i64
    }
}

/// The widget's language with the person's region where the browser names one: times and dates
/// are written as people around them write them. Arabic's texts have our digits and our calendar, and so
/// have its dates, whatever a region prefers; our Chinese is the simplified one.
fn locale(language: &str, browser: &str) -> String {
    let (language, rest) = match language {
        "ar" => (language, "-u-ca-gregory-nu-latn"),
        "zh" => ("zh-Hans", ""),
        _ => (language, ""),
    };
    if language.contains('-') && language != "zh-Hans" {
        return language.to_owned();
    }
    let region = browser.split('-').skip(1).find(|part| {
        let bytes = part.as_bytes();
        (bytes.len() == 2 && bytes.iter().all(u8::is_ascii_alphabetic))
            || (bytes.len() == 3 && bytes.iter().all(u8::is_ascii_digit))
    });
    match region {
        Some(region) => [language, "-", region, rest].concat(),
        None => [language, rest].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn the_region_is_the_persons_and_the_language_the_widgets() {
        assert_eq!(locale("en", "en-GB"), "en-GB");
        assert_eq!(locale("en", "de-DE"), "en-DE");
        assert_eq!(locale("es", "es-419"), "es-419");
        assert_eq!(locale("es", "es"), "es");
        assert_eq!(locale("pt-BR", "en-GB"), "pt-BR");
        assert_eq!(locale("en", "zh-Hant-TW"), "en-TW");
        assert_eq!(locale("zh", "zh-Hant-TW"), "zh-Hans-TW");
        assert_eq!(locale("ar", "ar-EG"), "ar-EG-u-ca-gregory-nu-latn");
        assert_eq!(locale("ar", "C"), "ar-u-ca-gregory-nu-latn");
    }

    #[test]
    fn nonsense_is_left_out() {
        for nonsense in ["C", "", "POSIX", "en_US.UTF-8@x", "en-"] {
            assert_eq!(locale("en", nonsense), "en", "{nonsense}");
        }
    }
}
