//! A schedule as its form asks for it, read from a record and written back. What the form cannot say
//! stays as the rule that it is. Pure.

use serde_json::{Value, json};

/// How a group meets, as the form's first question has it.
pub(super) const KINDS: [&str; 6] = [
    "none",
    "weekly",
    "monthly-day",
    "monthly-date",
    "dates",
    "rule",
];
/// Days of the week, as RFC 5545 writes them and as the wire does.
pub(super) const DAYS: [(&str, &str); 7] = [
    ("MO", "monday"),
    ("TU", "tuesday"),
    ("WE", "wednesday"),
    ("TH", "thursday"),
    ("FR", "friday"),
    ("SA", "saturday"),
    ("SU", "sunday"),
];
/// Which weekday of the month.
pub(super) const NTH: [&str; 6] = ["1", "2", "3", "4", "5", "-1"];

/// What is typed and ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Timing {
    /// One of [`KINDS`].
    pub(super) kind: String,
    /// `YYYY-MM-DD`
    pub(super) from: String,
    /// `HH:MM`
    pub(super) at: String,
    /// Minutes.
    pub(super) long: String,
    /// IANA name.
    pub(super) zone: String,
    /// Every how many weeks or months.
    pub(super) every: String,
    /// Of [`DAYS`], as RFC 5545 writes them.
    pub(super) days: Vec<String>,
    /// Of [`NTH`].
    pub(super) nth: Vec<String>,
    /// Day of the month.
    pub(super) month_day: String,
    /// `YYYY-MM-DD`; empty for no end.
    pub(super) until: String,
    /// One date and time a line.
    pub(super) dates: String,
    /// The rule as text.
    pub(super) rule: String,
}

impl Timing {
    /// Reads a record's schedule; `zone` is the site's, for groups without one.
    pub(super) fn read(schedule: Option<&Value>, zone: &str) -> Self {
        let base = Self {
            kind: "none".to_owned(),
            long: "90".to_owned(),
            zone: zone.to_owned(),
            every: "1".to_owned(),
            ..Self::default()
        };
        let Some(schedule) = schedule.filter(|schedule| schedule.is_object()) else {
            return base;
        };
        let text = |name: &str| schedule[name].as_str().unwrap_or_default().to_owned();
        let starts = text("starts_at");
        let (from, at) = starts.split_once('T').unwrap_or((&starts, ""));
        let read = Self {
            from: from.to_owned(),
            at: at.chars().take(5).collect(),
            long: schedule["duration_minutes"].to_string(),
            zone: text("time_zone"),
            rule: text("rrule"),
            ..base
        };
        if read.rule.is_empty() {
            let mut dates = vec![starts.clone()];
            dates.extend(list(schedule, "rdates"));
            return Self {
                kind: "dates".to_owned(),
                dates: dates
                    .iter()
                    .map(|date| date.replace('T', " "))
                    .collect::<Vec<_>>()
                    .join("\n"),
                ..read
            };
        }
        read.clone().read_rule().unwrap_or(Self {
            kind: "rule".to_owned(),
            ..read
        })
    }

    /// The rule in the form's own words; `None` where it has none for it.
    fn read_rule(mut self) -> Option<Self> {
        let mut frequency = String::new();
        let mut by_day = String::new();
        for part in self
            .rule
            .to_uppercase()
            .split(';')
            .filter(|part| !part.is_empty())
        {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().to_owned();
            match name.trim() {
                "FREQ" => frequency = value,
                "INTERVAL" => self.every = value,
                "BYDAY" => by_day = value,
                "BYMONTHDAY" => self.month_day = value,
                // A day, and nothing finer: what the form would write.
                "UNTIL" if value.len() == 8 => {
                    let (year, rest) = value.split_at(4);
                    let (month, day) = rest.split_at(2);
                    self.until = format!("{year}-{month}-{day}");
                }
                _ => return None,
            }
        }
        let days: Vec<&str> = by_day.split(',').filter(|day| !day.is_empty()).collect();
        match frequency.as_str() {
            "WEEKLY" if self.month_day.is_empty() => {
                let known = |day: &&str| DAYS.iter().any(|(own, _)| own == day);
                if !days.iter().all(known) {
                    return None;
                }
                "weekly".clone_into(&mut self.kind);
                self.days = days.iter().map(|day| (*day).to_owned()).collect();
            }
            "MONTHLY" if !days.is_empty() && self.month_day.is_empty() => {
                for day in days {
                    let (nth, day) = day.split_at_checked(day.len().checked_sub(2)?)?;
                    if !NTH.contains(&nth) || !DAYS.iter().any(|(own, _)| *own == day) {
                        return None;
                    }
                    self.nth.push(nth.to_owned());
                    self.days.push(day.to_owned());
                }
                self.days.dedup();
                // "First Monday and second Friday" is more than two lists of boxes can say.
                if self.days.len() > 1 {
                    return None;
                }
                "monthly-day".clone_into(&mut self.kind);
            }
            "MONTHLY" if days.is_empty() && !self.month_day.is_empty() => {
                self.month_day.parse::<u8>().ok()?;
                "monthly-date".clone_into(&mut self.kind);
            }
            _ => return None,
        }
        Some(self)
    }

    /// The schedule as a record has it. `before` is what it was: single meetings that were left out
    /// or added stay, at the new time of day where that changed. `Null` for none.
    pub(super) fn write(&self, before: Option<&Value>) -> Value {
        if self.kind == "none" {
            return Value::Null;
        }
        let long = self.long.trim();
        let long = long
            .parse::<u64>()
            .map_or_else(|_| Value::from(long), Value::from);
        let mut schedule = json!({
            "starts_at": format!("{}T{}", self.from.trim(), self.at.trim()),
            "duration_minutes": long,
            "time_zone": self.zone.trim(),
        });
        let mut exdates = before.map_or_else(Vec::new, |before| list(before, "exdates"));
        let mut rdates = before.map_or_else(Vec::new, |before| list(before, "rdates"));
        if self.kind == "dates" {
            let mut dates = self.dates_by_hand();
            if !dates.is_empty() {
                schedule["starts_at"] = dates.remove(0).into();
            }
            rdates = dates;
        } else {
            schedule["rrule"] = self.rule_text().into();
            let old = before.map_or("", |before| {
                before["starts_at"].as_str().unwrap_or_default()
            });
            let old = old.split_once('T').map_or("", |(_, at)| at);
            let old: String = old.chars().take(5).collect();
            let moved = |date: &String| match date.split_once('T') {
                Some((day, at)) if at.starts_with(&old) && !old.is_empty() => {
                    format!("{day}T{}", self.at.trim())
                }
                _ => date.clone(),
            };
            exdates = exdates.iter().map(moved).collect();
            // What was a list of dates by hand is none of the new rule's.
            if before.is_some_and(|before| before.get("rrule").is_none_or(Value::is_null)) {
                rdates.clear();
            }
        }
        for (name, dates) in [("exdates", exdates), ("rdates", rdates)] {
            if !dates.is_empty() {
                schedule[name] = dates.into();
            }
        }
        schedule
    }

    fn dates_by_hand(&self) -> Vec<String> {
        let lines = self
            .dates
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let mut dates: Vec<String> = lines
            .map(|line| match line.split_once([' ', 'T']) {
                Some((day, at)) => format!("{day}T{}", at.trim()),
                None => format!("{line}T{}", self.at.trim()),
            })
            .collect();
        dates.sort();
        dates.dedup();
        dates
    }

    fn rule_text(&self) -> String {
        if self.kind == "rule" {
            return self.rule.trim().to_owned();
        }
        let mut parts = vec![
            match self.kind.as_str() {
                "weekly" => "FREQ=WEEKLY",
                _ => "FREQ=MONTHLY",
            }
            .to_owned(),
        ];
        let every = self.every.trim();
        if !every.is_empty() && every != "1" {
            parts.push(format!("INTERVAL={every}"));
        }
        let in_order = DAYS
            .iter()
            .filter(|(day, _)| self.days.iter().any(|own| own == day));
        let days: Vec<&str> = in_order.map(|(day, _)| *day).collect();
        match self.kind.as_str() {
            "weekly" if !days.is_empty() => parts.push(format!("BYDAY={}", days.join(","))),
            "monthly-day" => {
                let nth = NTH
                    .iter()
                    .filter(|nth| self.nth.iter().any(|own| own == *nth));
                let all: Vec<String> = nth
                    .flat_map(|nth| days.iter().map(move |day| format!("{nth}{day}")))
                    .collect();
                // Nothing ticked is a fault that the server names.
                parts.push(format!("BYDAY={}", all.join(",")));
            }
            "monthly-date" => parts.push(format!("BYMONTHDAY={}", self.month_day.trim())),
            _ => {}
        }
        if !self.until.trim().is_empty() {
            parts.push(format!("UNTIL={}", self.until.trim().replace('-', "")));
        }
        parts.join(";")
    }
}

fn list(schedule: &Value, name: &str) -> Vec<String> {
    let dates = schedule[name].as_array().into_iter().flatten();
    dates.filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule(rule: &str) -> Value {
        json!({ "starts_at": "2026-01-06T19:00", "duration_minutes": 90,
            "time_zone": "America/Chicago", "rrule": rule })
    }

    /// Reads and writes a rule; the kind that the form shows, and the rule that it makes of it.
    fn through(rule: &str) -> (String, String) {
        let before = schedule(rule);
        let timing = Timing::read(Some(&before), "UTC");
        let after = timing.write(Some(&before));
        (timing.kind, after["rrule"].as_str().unwrap().to_owned())
    }

    #[test]
    fn what_the_form_can_say_it_says_and_what_it_cannot_it_keeps() {
        for (rule, kind) in [
            ("FREQ=WEEKLY;BYDAY=TU", "weekly"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "weekly"),
            ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231", "weekly"),
            ("FREQ=MONTHLY;BYDAY=1TU,3TU", "monthly-day"),
            ("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "monthly-day"),
            ("FREQ=MONTHLY;BYMONTHDAY=15", "monthly-date"),
            ("FREQ=MONTHLY;BYDAY=1MO,2FR", "rule"),
            ("FREQ=DAILY;COUNT=8", "rule"),
            ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T190000Z", "rule"),
            ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "rule"),
        ] {
            assert_eq!(through(rule), (kind.to_owned(), rule.to_owned()));
        }
    }

    #[test]
    fn single_meetings_stay_and_follow_a_new_time_of_day() {
        let mut before = schedule("FREQ=WEEKLY;BYDAY=TU");
        before["exdates"] = json!(["2026-01-13T19:00"]);
        before["rdates"] = json!(["2026-01-14T10:00"]);
        let mut timing = Timing::read(Some(&before), "UTC");
        assert_eq!(timing.write(Some(&before)), before);
        timing.at = "18:00".to_owned();
        let after = timing.write(Some(&before));
        assert_eq!(after["exdates"], json!(["2026-01-13T18:00"]));
        assert_eq!(after["rdates"], json!(["2026-01-14T10:00"]));
    }

    #[test]
    fn dates_by_hand_are_lines_in_any_order() {
        let mut timing = Timing::read(None, "Europe/Madrid");
        assert_eq!(
            (timing.kind.as_str(), timing.write(None)),
            ("none", Value::Null)
        );
        timing.kind = "dates".to_owned();
        timing.at = "18:00".to_owned();
        timing.dates = "2026-03-02 17:30\n\n2026-02-01\n".to_owned();
        let written = timing.write(None);
        assert_eq!(written["starts_at"], "2026-02-01T18:00");
        assert_eq!(written["rdates"], json!(["2026-03-02T17:30"]));
        assert_eq!(written["time_zone"], "Europe/Madrid");
        let read = Timing::read(Some(&written), "UTC");
        assert_eq!(read.dates, "2026-02-01 18:00\n2026-03-02 17:30");
        assert_eq!(read.write(Some(&written)), written);
        // A rule takes their place, and they do not linger.
        let weekly = Timing {
            kind: "weekly".to_owned(),
            ..read
        };
        assert!(weekly.write(Some(&written)).get("rdates").is_none());
    }
}
