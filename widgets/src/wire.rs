//! The server's answers, read from the browser's own JSON.parse.
//!
//! serde would write a reader for each type by itself, and does everywhere else (the tests here
//! use it as the measure). In Wasm its code is larger: with this widget's types, serde over a
//! reader of our own 3 kB (brotli) more than this, serde-wasm-bindgen several times that. The
//! compiler asks for every field of a type, and a test holds every name against serde's, so a
//! change of the wire cannot be forgotten here.
//!
//! Reading is lenient where the wire allows it (an absent field, `null` and an unknown word are
//! the same), and an answer without what is required is no answer.

pub(crate) mod feedback;
mod join;
mod membership;
pub(crate) mod write;

use api_types::{
    Block, BlockKind, Challenge, ChallengeData, ChallengeParameters, Choice, Contact, CrisisLine,
    CrisisLines, Facet, FacetCounts, Facets, Facilitator, FirstMeeting, Group, GroupList,
    GroupPage, Meeting, NamedPlace, Pattern, PatternKind, Place, PlaceList, Position, Schedule,
    Site, Span, Status,
};

/// A value of JSON, in the browser or in a test.
pub(crate) trait Json: Sized {
    /// The field of an object; absent fields give an absent value.
    fn get(&self, name: &'static str) -> Self;
    /// A string.
    fn text(&self) -> Option<String>;
    /// A number.
    fn number(&self) -> Option<f64>;
    /// `true` or `false`.
    fn truth(&self) -> Option<bool>;
    /// The elements of an array; none of anything else.
    fn items(&self) -> Vec<Self>;
    /// The fields of an object in their order; none of anything else.
    fn entries(&self) -> Vec<(String, Self)>;
    /// Whether it is there and an object.
    fn is_object(&self) -> bool;
}

/// A type of the wire.
pub(crate) trait Wire: Sized {
    /// Reads it; `None` when something required is missing.
    fn read<J: Json>(json: &J) -> Option<Self>;
}

// Each of these takes the name of a field, and is never inlined: a field costs one call.

#[inline(never)]
fn text<J: Json>(json: &J, name: &'static str) -> Option<String> {
    json.get(name).text()
}

#[inline(never)]
fn texts<J: Json>(json: &J, name: &'static str) -> Vec<String> {
    json.get(name).items().iter().filter_map(J::text).collect()
}

#[inline(never)]
fn number<J: Json>(json: &J, name: &'static str) -> Option<f64> {
    json.get(name).number()
}

// Counts and minutes: whole and small. `as` saturates, so nothing can go wrong.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> u32 {
    number as u32
}

fn count<J: Json>(json: &J, name: &'static str) -> Option<u32> {
    number(json, name).map(whole)
}

#[inline(never)]
fn truth<J: Json>(json: &J, name: &'static str) -> Option<bool> {
    json.get(name).truth()
}

fn flag<J: Json>(json: &J, name: &'static str) -> bool {
    truth(json, name) == Some(true)
}

#[inline(never)]
fn word<C: Choice, J: Json>(json: &J, name: &'static str) -> Option<C> {
    C::from_word(&text(json, name)?).ok()
}

#[inline(never)]
fn words<C: Choice, J: Json>(json: &J, name: &'static str) -> Vec<C> {
    let mut words = Vec::new();
    for word in texts(json, name) {
        if let Ok(word) = C::from_word(&word) {
            words.push(word);
        }
    }
    words
}

fn list<T: Wire, J: Json>(json: &J, name: &'static str) -> Vec<T> {
    all(&json.get(name))
}

#[inline(never)]
fn all<T: Wire, J: Json>(json: &J) -> Vec<T> {
    let mut all = Vec::new();
    for item in json.items() {
        if let Some(item) = T::read(&item) {
            all.push(item);
        }
    }
    all
}

#[inline(never)]
fn object<T: Wire, J: Json>(json: &J, name: &'static str) -> Option<T> {
    let object = json.get(name);
    if object.is_object() {
        T::read(&object)
    } else {
        None
    }
}

impl Wire for GroupList {
    fn read<J: Json>(json: &J) -> Option<Self> {
        let total = count(json, "total")?;
        Some(Self {
            total,
            groups: list(json, "groups"),
            facets: facets(&json.get("facets")),
            next: text(json, "next"),
        })
    }
}

fn facets<J: Json>(json: &J) -> Facets {
    let counts = |(name, values): (String, J)| {
        let value = |(word, n): (String, J)| Some((word, whole(n.number()?)));
        let values = values.entries().into_iter().filter_map(value).collect();
        Some(FacetCounts {
            facet: Facet::from_word(&name).ok()?,
            values,
        })
    };
    Facets(json.entries().into_iter().filter_map(counts).collect())
}

impl Wire for Group {
    fn read<J: Json>(json: &J) -> Option<Self> {
        // What is required comes first: there is little to throw away yet.
        let format = word(json, "format")?;
        let join_policy = word(json, "join_policy")?;
        let (slug, name, language) = (
            text(json, "slug")?,
            text(json, "name")?,
            text(json, "language")?,
        );
        Some(Self {
            slug,
            name,
            language,
            format,
            join_policy,
            summary: text(json, "summary").unwrap_or_default(),
            other_languages: texts(json, "other_languages"),
            status: word(json, "status").unwrap_or(Status::Active),
            focus: words(json, "focus"),
            audience: words(json, "audience"),
            stage: words(json, "stage"),
            purpose: word(json, "purpose"),
            leadership: word(json, "leadership"),
            openness: word(json, "openness"),
            cost: word(json, "cost"),
            accessibility: words(json, "accessibility"),
            host_platform: word(json, "host_platform"),
            availability: word(json, "availability"),
            schedule: object(json, "schedule"),
            next_meeting: object(json, "next_meeting"),
            place: object(json, "place"),
            distance_km: number(json, "distance_km"),
        })
    }
}

impl Wire for Schedule {
    fn read<J: Json>(json: &J) -> Option<Self> {
        let daypart = word(json, "daypart")?;
        let duration_minutes = count(json, "duration_minutes")?;
        let pattern = pattern(&json.get("pattern"))?;
        let (starts_at, time_zone) = (text(json, "starts_at")?, text(json, "time_zone")?);
        Some(Self {
            daypart,
            duration_minutes,
            pattern,
            starts_at,
            time_zone,
            rrule: text(json, "rrule"),
            exdates: texts(json, "exdates"),
            rdates: texts(json, "rdates"),
            days: words(json, "days"),
        })
    }
}

// Days of the month and places in it: within ±31.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn pattern<J: Json>(json: &J) -> Option<Pattern> {
    let nth = json.get("nth");
    Some(Pattern {
        kind: match text(json, "kind")?.as_str() {
            "once" => PatternKind::Once,
            "daily" => PatternKind::Daily,
            "weekly" => PatternKind::Weekly,
            "monthly-by-weekday" => PatternKind::MonthlyByWeekday,
            "monthly-by-date" => PatternKind::MonthlyByDate,
            _ => PatternKind::Other,
        },
        interval: count(json, "interval").unwrap_or(1),
        nth: nth
            .items()
            .iter()
            .filter_map(J::number)
            .map(|nth| nth as i8)
            .collect(),
        month_day: number(json, "month_day").map(|day| day as u8),
    })
}

impl Wire for Meeting {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            starts_at: text(json, "starts_at")?,
            ends_at: text(json, "ends_at")?,
        })
    }
}

impl Wire for Place {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            venue: text(json, "venue"),
            address: text(json, "address"),
            town: text(json, "town"),
            region: text(json, "region"),
            postcode: text(json, "postcode"),
            country: text(json, "country"),
            position: object(json, "position"),
            members_only: flag(json, "members_only"),
        })
    }
}

impl Wire for Position {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            lat: number(json, "lat")?,
            lon: number(json, "lon")?,
        })
    }
}

impl Wire for GroupPage {
    fn read<J: Json>(json: &J) -> Option<Self> {
        let group = object(json, "group")?;
        Some(Self {
            group,
            description: list(json, "description"),
            first_meeting: first_meeting(&json.get("first_meeting")),
            facilitators: list(json, "facilitators"),
            technical_setup: list(json, "technical_setup"),
            accessibility_note: text(json, "accessibility_note"),
            cost_note: text(json, "cost_note"),
            drop_in: word(json, "drop_in"),
            without_form: flag(json, "without_form"),
            contact: contact(&json.get("contact")),
            next_meetings: list(json, "next_meetings"),
            last_checked: text(json, "last_checked"),
        })
    }
}

fn first_meeting<J: Json>(json: &J) -> FirstMeeting {
    FirstMeeting {
        may_listen: truth(json, "may_listen"),
        camera_off: truth(json, "camera_off"),
        bring_someone: truth(json, "bring_someone"),
        text: list(json, "text"),
    }
}

fn contact<J: Json>(json: &J) -> Contact {
    Contact {
        name: text(json, "name"),
        phone: text(json, "phone"),
        email: text(json, "email"),
        url: text(json, "url"),
    }
}

impl Wire for Facilitator {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            name: text(json, "name")?,
            role: text(json, "role"),
            training: text(json, "training"),
        })
    }
}

impl Wire for Block {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            kind: match text(json, "kind")?.as_str() {
                "heading" => BlockKind::Heading,
                "bullets" => BlockKind::Bullets,
                "steps" => BlockKind::Steps,
                _ => BlockKind::Paragraph,
            },
            items: json.get("items").items().iter().map(all).collect(),
        })
    }
}

impl Wire for Span {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            text: text(json, "text")?,
            strong: flag(json, "strong"),
            href: text(json, "href"),
        })
    }
}

impl Wire for Site {
    fn read<J: Json>(json: &J) -> Option<Self> {
        let (slug, name) = (text(json, "slug")?, text(json, "name")?);
        let (language, time_zone) = (text(json, "language")?, text(json, "time_zone")?);
        Some(Self {
            slug,
            name,
            language,
            time_zone,
            languages: texts(json, "languages"),
            contact: contact(&json.get("contact")),
            disclaimer: list(json, "disclaimer"),
            country: text(json, "country"),
            crisis: list(json, "crisis"),
            facets: words(json, "facets"),
            privacy_url: text(json, "privacy_url"),
        })
    }
}

impl Wire for CrisisLines {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            country: text(json, "country")?,
            emergency: text(json, "emergency")?,
            lines: list(json, "lines"),
        })
    }
}

impl Wire for CrisisLine {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            name: text(json, "name")?,
            call: text(json, "call"),
            text: text(json, "text"),
            text_word: text(json, "text_word"),
            language: text(json, "language"),
            hours: text(json, "hours"),
            url: text(json, "url"),
        })
    }
}

impl Wire for PlaceList {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            places: list(json, "places"),
        })
    }
}

impl Wire for NamedPlace {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            name: text(json, "name")?,
            position: object(json, "position")?,
            region: text(json, "region"),
            country: text(json, "country"),
        })
    }
}

impl Wire for Challenge {
    fn read<J: Json>(json: &J) -> Option<Self> {
        let asked = json.get("parameters");
        Some(Self {
            parameters: ChallengeParameters {
                algorithm: text(&asked, "algorithm")?,
                cost: count(&asked, "cost")?,
                data: ChallengeData {
                    expires_at: count(&asked.get("data"), "expires_at")?,
                },
                key_length: count(&asked, "keyLength")?,
                key_prefix: text(&asked, "keyPrefix")?,
                nonce: text(&asked, "nonce")?,
                salt: text(&asked, "salt")?,
            },
            signature: text(json, "signature")?,
        })
    }
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "wire/feedback_tests.rs"]
pub(crate) mod feedback_tests;

#[cfg(test)]
#[path = "wire/join_tests.rs"]
pub(crate) mod join_tests;

#[cfg(test)]
#[path = "wire/membership_tests.rs"]
pub(crate) mod membership_tests;
