//! Days and times as feeds write them. What has one meaning is read, with a note where it is out of
//! format; what has two is an error.

use serde_json::Value;

/// A value that was read, and how, if it was out of format.
pub type Read<T> = Result<(T, Option<String>), String>;

/// Days of the week, Sunday 0 as in the format, by their English and Spanish names.
const NAMES: [[&str; 3]; 7] = [
    ["sunday", "sun", "domingo"],
    ["monday", "mon", "lunes"],
    ["tuesday", "tue", "martes"],
    ["wednesday", "wed", "miercoles"],
    ["thursday", "thu", "jueves"],
    ["friday", "fri", "viernes"],
    ["saturday", "sat", "sabado"],
];

/// Reads a day: a number from 0 (Sunday) to 6, or an array of them. None at all means by
/// appointment.
pub fn days(value: Option<&Value>) -> Read<Vec<u8>> {
    let mut days = Vec::new();
    let mut note = None;
    match value {
        None | Some(Value::Null) => {}
        Some(Value::Array(values)) => {
            for value in values {
                let (day, said) = one_day(value)?;
                days.extend(day);
                note = note.or(said);
            }
        }
        Some(Value::String(text)) if text.contains(',') => {
            for part in text.split(',') {
                days.extend(one_day(&Value::from(part.trim()))?.0);
            }
            note = Some(format!("{text:?} is read as several days"));
        }
        Some(value) => {
            let (day, said) = one_day(value)?;
            days.extend(day);
            note = said;
        }
    }
    days.sort_unstable();
    days.dedup();
    Ok((days, note))
}

fn one_day(value: &Value) -> Read<Option<u8>> {
    let refused = || format!("{value} is not a day from 0 (Sunday) to 6 (Saturday)");
    match value {
        Value::Number(number) => {
            // Spreadsheets write whole numbers as 1.0.
            let whole = (0..=6_u8).find(|day| number.as_f64() == Some(f64::from(*day)));
            let day = whole.ok_or_else(refused)?;
            let note = (!number.is_u64()).then(|| format!("{value} is read as day {day}"));
            Ok((Some(day), note))
        }
        Value::String(text) if text.trim().is_empty() => Ok((None, None)),
        Value::String(text) => {
            let word = catalogue::fold(text);
            let number = word.parse().ok().filter(|day: &u8| *day <= 6);
            let one = word.strip_suffix('s').unwrap_or(&word);
            let means = |name: &str| name == word || one.len() >= 3 && name.starts_with(one);
            let named = NAMES
                .iter()
                .position(|names| names.iter().any(|name| means(name)));
            let day = number
                .or(named.and_then(|day| u8::try_from(day).ok()))
                .ok_or_else(refused)?;
            Ok((Some(day), Some(format!("{text:?} is read as day {day}"))))
        }
        _ => Err(refused()),
    }
}

/// Reads a time of day as minutes after midnight: `HH:MM`, 24 hours. `None` for no time.
pub fn time(value: Option<&Value>) -> Read<Option<u32>> {
    let text = match value {
        None | Some(Value::Null) => return Ok((None, None)),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok((None, None)),
        Some(Value::String(text)) => text.trim(),
        Some(other) => return Err(format!("{other} is not a time such as 19:30")),
    };
    let minutes = clock(text).ok_or_else(|| format!("{text:?} is not a time such as 19:30"))?;
    let in_format = text.len() == 5 && text.as_bytes()[2] == b':';
    let note = || {
        format!(
            "{text:?} is read as {:02}:{:02}",
            minutes / 60,
            minutes % 60
        )
    };
    Ok((Some(minutes), (!in_format).then(note)))
}

/// Reads the end of a meeting, where `24:00` can only be the midnight that comes; as a start it
/// could be either night's.
pub fn end(value: Option<&Value>) -> Read<Option<u32>> {
    match value {
        Some(Value::String(text))
            if text.trim() == "24:00" || text.trim().eq_ignore_ascii_case("midnight") =>
        {
            Ok((Some(0), Some(format!("{text:?} is read as 00:00"))))
        }
        _ => time(value),
    }
}

fn clock(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let digits = lower.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    // Only here blanks and dots mean nothing; "1 8:00" could be a day and a time.
    let half = lower[digits.len()..].replace(['.', ' ', '\u{202f}', '\u{a0}'], "");
    let afternoon = match (digits, half.as_str()) {
        ("" | "12" | "12:00", "noon") => return Some(12 * 60),
        (_, "") => None,
        (_, "am") => Some(0),
        (_, "pm") => Some(12),
        _ => return None,
    };
    let mut parts = digits.split(':');
    let number = |part: &str| -> Option<u32> {
        let plain =
            !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse().ok() } else { None }
    };
    let hours = number(parts.next()?)?;
    let minutes = match parts.next() {
        Some(part) if part.len() == 2 => number(part)?,
        // "8 pm" is a time, "8" is not: it could be either half of the day.
        None if afternoon.is_some() => 0,
        _ => return None,
    };
    let seconds = parts.next().map_or(Some(0), number)?;
    if minutes > 59 || seconds > 59 || parts.next().is_some() {
        return None;
    }
    match afternoon {
        None if hours <= 23 => Some(hours * 60 + minutes),
        Some(half) if (1..=12).contains(&hours) => Some((hours % 12 + half) * 60 + minutes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn times_in_format_are_read_without_a_note() {
        assert_eq!(time(Some(&json!("19:30"))), Ok((Some(1170), None)));
        assert_eq!(time(Some(&json!("00:00"))), Ok((Some(0), None)));
        assert_eq!(time(Some(&json!(""))), Ok((None, None)));
        assert_eq!(time(None), Ok((None, None)));
    }

    #[test]
    fn times_out_of_format_with_one_meaning_are_read_with_a_note() {
        for (text, minutes) in [
            ("8:00 PM", 1200),
            ("8:00pm", 1200),
            ("8 p.m.", 1200),
            ("12:15 AM", 15),
            ("12:00 PM", 720),
            ("20:00:00", 1200),
            ("8:00", 480),
            ("noon", 720),
            ("12 Noon", 720),
            ("11:30 am", 690),
        ] {
            let (read, note) = time(Some(&json!(text))).expect(text);
            assert_eq!(read, Some(minutes), "{text}");
            assert!(note.is_some(), "{text}");
        }
    }

    #[test]
    fn an_end_at_midnight_has_one_meaning() {
        for text in ["24:00", "midnight", "Midnight", "00:00"] {
            assert_eq!(end(Some(&json!(text))).unwrap().0, Some(0), "{text}");
        }
        assert!(time(Some(&json!("24:00"))).is_err());
    }

    #[test]
    fn times_without_one_meaning_are_refused() {
        for text in [
            "25:00",
            "8:00 XM",
            "8",
            "13:00 PM",
            "0:30 am",
            "19:60",
            "midnight",
            "7:5",
            "19:30:99",
            "1930",
            "-1:00",
            "19:30:00:00",
            "1 8:00",
            "1 noon",
            "19:30:",
            "é9:00",
        ] {
            assert!(time(Some(&json!(text))).is_err(), "{text}");
        }
        assert!(time(Some(&json!(1930))).is_err());
    }

    #[test]
    fn days_are_numbers_arrays_or_with_a_note_words() {
        assert_eq!(days(None), Ok((vec![], None)));
        assert_eq!(days(Some(&json!(0))), Ok((vec![0], None)));
        assert_eq!(days(Some(&json!([5, 1, 1]))), Ok((vec![1, 5], None)));
        for (value, wanted) in [
            (json!("1"), vec![1]),
            (json!("Monday"), vec![1]),
            (json!("weds"), vec![3]),
            (json!("Mondays"), vec![1]),
            (json!("Wed"), vec![3]),
            (json!("miércoles"), vec![3]),
            (json!(["Tue", 4]), vec![2, 4]),
            (json!("1,3"), vec![1, 3]),
            (json!("thurs"), vec![4]),
            (json!(1.0), vec![1]),
        ] {
            let (read, note) = days(Some(&value)).expect("a day");
            assert_eq!(read, wanted, "{value}");
            assert!(note.is_some(), "{value}");
        }
        for value in [
            json!(7),
            json!(-1),
            json!(1.5),
            json!("someday"),
            json!("t"),
            json!({}),
            json!([1, "x"]),
            json!(true),
        ] {
            assert!(days(Some(&value)).is_err(), "{value}");
        }
    }
}
