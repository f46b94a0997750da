//! The format's type codes, and what they say that Kindred can say, too. Most codes are about the
//! order of twelve-step meetings and are left out.

use api_types::{Accessibility, Audience, Openness};
use serde_json::Value;

/// What a row's types say.
#[derive(Debug, Default, PartialEq)]
pub struct Types {
    /// All that it says of it; more than one contradict each other.
    openings: Vec<Openness>,
    pub audience: Vec<Audience>,
    pub accessibility: Vec<Accessibility>,
    /// BCP 47, in the order of the row.
    pub languages: Vec<&'static str>,
    pub online: bool,
    /// The place is closed for the time being.
    pub location_closed: bool,
}

/// Codes of languages.
const LANGUAGES: &[(&str, &str)] = &[
    ("AF", "af"),
    ("AM", "am"),
    ("AR", "ar"),
    ("BG", "bg"),
    ("DA", "da"),
    ("DE", "de"),
    ("EL", "el"),
    ("EN", "en"),
    ("FA", "fa"),
    ("FI", "fi"),
    ("FR", "fr"),
    ("HE", "he"),
    ("HI", "hi"),
    ("HR", "hr"),
    ("HU", "hu"),
    ("IS", "is"),
    ("ITA", "it"),
    ("JA", "ja"),
    ("KA", "ka"),
    ("KOR", "ko"),
    ("LT", "lt"),
    ("ML", "ml"),
    ("MT", "mt"),
    ("NE", "ne"),
    ("NL", "nl"),
    ("NO", "no"),
    ("POL", "pl"),
    ("POR", "pt"),
    ("PUN", "pa"),
    ("RUS", "ru"),
    ("S", "es"),
    ("SK", "sk"),
    ("SL", "sl"),
    ("SV", "sv"),
    ("TH", "th"),
    ("TL", "tl"),
    ("TUR", "tr"),
    ("UK", "uk"),
];

/// Words that some feeds have instead of codes, and tags of languages. Turkish has no tag here: `TR`
/// is the published code of a tradition study.
const WORDS: &[(&str, &str)] = &[
    ("open", "O"),
    ("closed", "C"),
    ("women", "W"),
    ("men", "M"),
    ("young people", "Y"),
    ("gay", "G"),
    ("lesbian", "L"),
    ("lgbtq", "LGBTQ"),
    ("transgender", "T"),
    ("wheelchair access", "X"),
    ("wheelchair accessible", "X"),
    ("american sign language", "ASL"),
    ("online", "ONL"),
    ("online meeting", "ONL"),
    ("location temporarily closed", "TC"),
    ("spanish", "S"),
    ("english", "EN"),
    ("french", "FR"),
    ("german", "DE"),
    ("portuguese", "POR"),
    ("polish", "POL"),
    ("es", "S"),
    ("it", "ITA"),
    ("ko", "KOR"),
    ("pl", "POL"),
    ("pt", "POR"),
    ("ru", "RUS"),
];

/// Reads a row's types, with a note if they are out of format.
pub fn read(value: Option<&Value>) -> (Types, Option<String>) {
    let mut types = Types::default();
    let mut note = None;
    let mut codes: Vec<String> = Vec::new();
    match value {
        Some(Value::Array(values)) => codes.extend(values.iter().filter_map(text_of)),
        Some(Value::Object(values)) => {
            codes.extend(values.values().filter_map(text_of));
            note = Some("types is an object; its values are read".to_owned());
        }
        Some(Value::String(text)) if !text.trim().is_empty() => {
            let bare = text.trim().trim_start_matches('[').trim_end_matches(']');
            codes.extend(
                bare.split([',', '|', ';'])
                    .map(|code| code.trim().trim_matches('"').to_owned()),
            );
            note = Some(format!("types is the text {text:?}; it is read as a list"));
        }
        _ => {}
    }
    for code in &codes {
        if !types.add(code) {
            let word = catalogue::fold(code);
            let known = WORDS
                .iter()
                .find(|(name, _)| *name == word)
                .map(|(_, code)| *code);
            let upper = known.map_or_else(|| code.to_uppercase(), str::to_owned);
            if types.add(&upper) && note.is_none() {
                note = Some(format!("type {code:?} is read as {upper}"));
            }
        }
    }
    if types.openings.len() > 1 && note.is_none() {
        note = Some("it says both open and closed; neither is taken".to_owned());
    }
    (types, note)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl Types {
    /// Open or closed; a row that says both says nothing.
    pub fn openness(&self) -> Option<Openness> {
        match self.openings[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Takes a code; says whether it is one that means something here.
    fn add(&mut self, code: &str) -> bool {
        match code {
            "O" => add(&mut self.openings, Openness::Open),
            "C" => add(&mut self.openings, Openness::Closed),
            "ONL" => self.online = true,
            "TC" => self.location_closed = true,
            "W" => add(&mut self.audience, Audience::Women),
            "M" => add(&mut self.audience, Audience::Men),
            "Y" => add(&mut self.audience, Audience::YoungAdult),
            "LGBTQ" | "L" | "G" | "T" | "BI" | "NB" => add(&mut self.audience, Audience::Lgbtq),
            "X" => add(&mut self.accessibility, Accessibility::StepFree),
            "ASL" => add(&mut self.accessibility, Accessibility::SignLanguage),
            _ => match LANGUAGES.iter().find(|(known, _)| *known == code) {
                Some((_, tag)) => add(&mut self.languages, tag),
                None => return false,
            },
        }
        true
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn codes_say_what_they_say() {
        let (types, note) = read(Some(&json!([
            "O", "W", "X", "S", "EN", "ONL", "12x12", "G", "L"
        ])));
        assert_eq!(note, None);
        assert_eq!(types.openness(), Some(Openness::Open));
        assert_eq!(types.audience, [Audience::Women, Audience::Lgbtq]);
        assert_eq!(types.accessibility, [Accessibility::StepFree]);
        assert_eq!(types.languages, ["es", "en"]);
        assert!(types.online && !types.location_closed);
    }

    #[test]
    fn a_text_words_and_small_letters_are_read_with_a_note() {
        for value in [
            json!("C, M"),
            json!("C|M"),
            json!("[closed, men]"),
            json!({ "1": "C", "2": "M" }),
            json!(["Closed", "Men"]),
            json!(["c", "m"]),
        ] {
            let (types, note) = read(Some(&value));
            assert_eq!(
                (types.openness(), types.audience),
                (Some(Openness::Closed), vec![Audience::Men]),
                "{value}"
            );
            assert!(note.is_some(), "{value}");
        }
    }

    #[test]
    fn open_and_closed_at_once_says_neither() {
        let (types, note) = read(Some(&json!(["O", "C"])));
        assert_eq!((types.openness(), note.is_some()), (None, true));
    }

    #[test]
    fn a_tradition_study_is_not_turkish() {
        for code in ["TR", "tr"] {
            assert_eq!(
                read(Some(&json!([code]))),
                (Types::default(), None),
                "{code}"
            );
        }
        assert_eq!(read(Some(&json!(["TUR"]))).0.languages, ["tr"]);
    }

    #[test]
    fn nothing_and_nonsense_say_nothing() {
        for value in [
            json!(null),
            json!(""),
            json!([]),
            json!([null, {}, 12]),
            json!(7),
            json!(["XYZ"]),
        ] {
            assert_eq!(read(Some(&value)), (Types::default(), None), "{value}");
        }
    }
}
