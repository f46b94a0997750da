//! What must be true of a group's record before it is kept. Whoever writes one (a feed, a file, a
//! person in the console) passes here once; nothing deeper in checks again.

use api_types::{JoinPolicy, Position, QuestionKind};

use super::{
    group::{GroupRecord, JoinFormRecord, QuestionRecord},
    schedule::Schedule,
    wording::Wording,
};

/// Longest one-line text, characters.
pub const LINE: usize = 200;
/// Longest summary or note, characters.
const NOTE: usize = 400;
/// Longest Markdown text, characters.
const TEXT: usize = 10_000;
/// No group has more facilitators, languages or choices of one kind.
const LIST: usize = 30;
/// A form with more questions is an examination.
const QUESTIONS: usize = 10;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field; nested ones with dots.
    pub field: String,
    /// Why.
    pub reason: String,
}

/// Checks a record; the errors name every field that cannot stay so.
pub fn check_group(record: &GroupRecord) -> Result<(), Vec<FieldError>> {
    let mut check = Check::default();
    check.slug(&record.slug);
    check.required("name", &record.name);
    check.tag("language", &record.language);
    check.list("other_languages", record.other_languages.len());
    for tag in &record.other_languages {
        check.tag("other_languages", tag);
    }
    check.text("summary", &record.summary, NOTE);
    check.text("description", &record.description, TEXT);
    check.text("technical_setup", &record.technical_setup, TEXT);
    check.text("first_meeting.text", &record.first_meeting.text, TEXT);
    check.optional("cost_note", record.cost_note.as_deref(), NOTE);
    check.optional(
        "accessibility_note",
        record.accessibility_note.as_deref(),
        NOTE,
    );
    check.choices("focus", &record.focus);
    check.choices("audience", &record.audience);
    check.choices("stage", &record.stage);
    check.choices("accessibility", &record.accessibility);
    check.list("facilitators", record.facilitators.len());
    for person in &record.facilitators {
        check.required("facilitators.name", &person.name);
        check.optional("facilitators.role", person.role.as_deref(), LINE);
        check.optional("facilitators.training", person.training.as_deref(), NOTE);
    }
    check.contact(record);
    check.place(record);
    check.join(record);
    check.numbers(record);
    if let Some(schedule) = &record.schedule
        && let Err(error) = Schedule::try_from(schedule)
    {
        check.fault(&format!("schedule.{}", error.field), error.reason);
    }
    if check.0.is_empty() {
        Ok(())
    } else {
        Err(check.0)
    }
}

/// What a record lacks so that members get less than they could. It can be kept as it is: a feed
/// must not lose a group over it.
pub fn lacking(record: &GroupRecord) -> Vec<FieldError> {
    let mut check = Check::default();
    if record.join_policy == JoinPolicy::Elsewhere && record.host_url.is_none() {
        check.fault(
            "host_url",
            "it is missing: without a link to where the group lives, members only read whom to ask",
        );
    }
    check.0
}

/// Whether a character turns the direction of the text around it, and so can make a name look like
/// another (Unicode Technical Report 36).
pub fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Faults as they are found; the texts of guidelines are judged by the same measures.
#[derive(Default)]
pub(super) struct Check(pub(super) Vec<FieldError>);

impl Check {
    pub(super) fn fault(&mut self, field: &str, reason: impl Into<String>) {
        self.0.push(FieldError {
            field: field.to_owned(),
            reason: reason.into(),
        });
    }

    fn slug(&mut self, slug: &str) {
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if slug.is_empty() || slug.len() > 80 || !slug.bytes().all(letter) {
            self.fault("slug", "1 to 80 small letters, digits and hyphens");
        }
    }

    fn required(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.fault(field, "it is missing");
        }
        self.line(field, text, LINE);
    }

    fn optional(&mut self, field: &str, text: Option<&str>, most: usize) {
        if let Some(text) = text {
            self.line(field, text, most);
        }
    }

    /// One line: no control characters, and none that turn the direction of what follows.
    pub(super) fn line(&mut self, field: &str, text: &str, most: usize) {
        if text.contains(char::is_control) {
            self.fault(field, "it has a control character or a line break in it");
        }
        self.length(field, text, most);
        self.direction(field, text);
    }

    /// Several lines.
    pub(super) fn text(&mut self, field: &str, text: &str, most: usize) {
        if text.contains(|letter: char| letter.is_control() && !"\n\r\t".contains(letter)) {
            self.fault(field, "it has a control character in it");
        }
        self.length(field, text, most);
        self.direction(field, text);
    }

    fn length(&mut self, field: &str, text: &str, most: usize) {
        if text.chars().count() > most {
            self.fault(field, format!("longer than {most} characters"));
        }
    }

    fn direction(&mut self, field: &str, text: &str) {
        if text.contains(turns_direction) {
            self.fault(
                field,
                "it has characters in it that turn the direction of the text",
            );
        }
    }

    pub(super) fn tag(&mut self, field: &str, tag: &str) {
        let part = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let first = tag.split('-').next().unwrap_or_default();
        if !(2..=3).contains(&first.len()) || tag.len() > 35 || !tag.split('-').all(part) {
            self.fault(field, "a language tag such as en or es-MX");
        }
    }

    fn list(&mut self, field: &str, length: usize) {
        if length > LIST {
            self.fault(field, format!("more than {LIST}"));
        }
    }

    fn choices<C: PartialEq>(&mut self, field: &str, choices: &[C]) {
        self.list(field, choices.len());
        let twice = |(at, choice)| choices.iter().take(at).any(|before| before == choice);
        if choices.len() <= LIST && choices.iter().enumerate().any(twice) {
            self.fault(field, "the same stands there twice");
        }
    }

    fn link(&mut self, field: &str, link: Option<&str>) {
        let Some(link) = link else { return };
        self.line(field, link, 2_000);
        let rest = link
            .strip_prefix("https://")
            .or(link.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
        if host.is_none_or(str::is_empty) || link.contains(char::is_whitespace) {
            self.fault(field, "an address such as https://example.org/group");
        }
    }

    fn contact(&mut self, record: &GroupRecord) {
        let contact = &record.contact;
        self.optional("contact.name", contact.name.as_deref(), LINE);
        self.optional("contact.phone", contact.phone.as_deref(), 40);
        self.link("contact.url", contact.url.as_deref());
        if let Some(email) = &contact.email {
            self.email("contact.email", email);
        }
    }

    fn place(&mut self, record: &GroupRecord) {
        let Some(place) = &record.place else { return };
        let lines = [
            ("place.venue", &place.venue),
            ("place.address", &place.address),
            ("place.town", &place.town),
            ("place.region", &place.region),
            ("place.postcode", &place.postcode),
        ];
        for (field, text) in lines {
            self.optional(field, text.as_deref(), LINE);
        }
        if let Some(country) = &place.country
            && !(country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            self.fault("place.country", "two capitals of ISO 3166-1, such as US");
        }
        if let Some(Position { lat, lon }) = place.position
            && !((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon))
        {
            self.fault(
                "place.position",
                "latitude from -90 to 90, longitude from -180 to 180",
            );
        }
    }

    fn join(&mut self, record: &GroupRecord) {
        self.link("host_url", record.host_url.as_deref());
        self.link("join.url", record.join.url.as_deref());
        self.optional("join.phone", record.join.phone.as_deref(), LINE);
        if let Some(note) = &record.join.note {
            self.text("join.note", note, TEXT);
        }
        if let Some(email) = &record.join.requests_to {
            self.email("join.requests_to", email);
        }
        self.join_form(&record.join_form);
    }

    fn join_form(&mut self, form: &JoinFormRecord) {
        self.choices("join_form.contact_kinds", &form.contact_kinds);
        let fields: Vec<_> = form.fields.iter().map(|asked| asked.field).collect();
        self.choices("join_form.fields", &fields);
        if let (Some(from), Some(to)) = (form.ages.from, form.ages.to)
            && from > to
        {
            self.fault("join_form.ages", "the youngest age is above the oldest");
        }
        if form
            .answer_within_days
            .is_some_and(|days| !(1..=30).contains(&days))
        {
            self.fault("join_form.answer_within_days", "from 1 to 30");
        }
        if let Some(prompt) = &form.introduction_prompt {
            self.words("join_form.introduction_prompt", prompt);
        }
        if form.questions.len() > QUESTIONS {
            self.fault("join_form.questions", format!("more than {QUESTIONS}"));
        }
        for (at, question) in form.questions.iter().enumerate() {
            let earlier = &form.questions[..at];
            self.id("join_form.questions.id", &question.id);
            if earlier.iter().any(|other| other.id == question.id) {
                self.fault("join_form.questions.id", "the same stands there twice");
            }
            self.words("join_form.questions.text", &question.text);
            if let Some(hint) = &question.hint {
                self.words("join_form.questions.hint", hint);
            }
            self.options(question);
        }
    }

    fn options(&mut self, question: &QuestionRecord) {
        let field = "join_form.questions.options";
        self.list(field, question.options.len());
        let fits = match question.kind {
            QuestionKind::ShortText => question.options.is_empty(),
            QuestionKind::Choice => {
                question.options.len() >= 2
                    && question.options.iter().all(|option| option.label.is_some())
            }
            QuestionKind::YesNo => question
                .options
                .iter()
                .all(|option| ["yes", "no"].contains(&option.value.as_str())),
        };
        if !fits {
            self.fault(
                field,
                "two or more with labels for `choice`, hints on `yes` and `no` for `yes-no`, none \
                 for `short-text`",
            );
        }
        for (at, option) in question.options.iter().enumerate() {
            self.id(field, &option.value);
            let earlier = &question.options[..at];
            if earlier.iter().any(|other| other.value == option.value) {
                self.fault(field, "the same stands there twice");
            }
            for words in [&option.label, &option.hint_text].into_iter().flatten() {
                self.words(field, words);
            }
        }
    }

    pub(super) fn id(&mut self, field: &str, id: &str) {
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=60).contains(&id.len()) || !id.bytes().all(letter) {
            self.fault(field, "1 to 60 small letters, digits and hyphens");
        }
    }

    fn words(&mut self, field: &str, words: &Wording) {
        if words.is_blank() {
            self.fault(field, "it is missing");
        }
        for text in words.all() {
            self.line(field, text, NOTE);
        }
        for language in words.languages() {
            self.tag(field, language);
        }
    }

    fn email(&mut self, field: &str, email: &str) {
        self.line(field, email, 254);
        let parts = email.split_once('@');
        if !parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
            || email.contains(char::is_whitespace)
        {
            self.fault(field, "an address such as groups@example.org");
        }
    }

    fn numbers(&mut self, record: &GroupRecord) {
        if record
            .capacity
            .is_some_and(|capacity| capacity == 0 || capacity > 100_000)
        {
            self.fault("capacity", "from 1 to 100000, or absent for no limit");
        }
        if let Some(date) = &record.last_checked
            && chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").is_err()
        {
            self.fault("last_checked", "a date such as 2026-11-24");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::merge_patch;
    use serde_json::{Value, json};

    fn faults(changes: &Value) -> Vec<String> {
        let mut record = json!({
            "slug": "a", "name": "A", "language": "en", "format": "online", "join_policy": "open",
        });
        merge_patch::apply(&mut record, changes);
        let record: GroupRecord = serde_json::from_value(record).unwrap();
        let faults = check_group(&record).err().unwrap_or_default();
        faults.into_iter().map(|fault| fault.field).collect()
    }

    #[test]
    fn a_plain_group_is_in_order() {
        assert!(faults(&json!({})).is_empty());
    }

    #[test]
    fn every_fault_is_named_by_its_field() {
        let cases = [
            (json!({ "slug": "A b" }), "slug"),
            (json!({ "slug": "" }), "slug"),
            (json!({ "name": " " }), "name"),
            (json!({ "name": "a\nb" }), "name"),
            (json!({ "name": "a\u{202e}b" }), "name"),
            (json!({ "name": "x".repeat(201) }), "name"),
            (json!({ "language": "english" }), "language"),
            (json!({ "description": "x".repeat(10_001) }), "description"),
            (json!({ "summary": "a\u{0}b" }), "summary"),
            (
                json!({ "contact": { "url": "javascript:alert(1)" } }),
                "contact.url",
            ),
            (json!({ "contact": { "email": "nobody" } }), "contact.email"),
            (json!({ "join": { "url": "ftp://x" } }), "join.url"),
            (json!({ "host_url": "javascript:alert(1)" }), "host_url"),
            (json!({ "host_url": "https://a b" }), "host_url"),
            (json!({ "join": { "url": "https://" } }), "join.url"),
            (json!({ "focus": ["lung", "lung"] }), "focus"),
            (json!({ "place": { "country": "usa" } }), "place.country"),
            (
                json!({ "place": { "position": { "lat": 91, "lon": 0 } } }),
                "place.position",
            ),
            (json!({ "capacity": 0 }), "capacity"),
            (
                json!({ "join": { "requests_to": "nobody" } }),
                "join.requests_to",
            ),
            (
                json!({ "join_form": { "ages": { "from": 30, "to": 20 } } }),
                "join_form.ages",
            ),
            (
                json!({ "join_form": { "questions": [{ "id": "a", "kind": "choice", "text": "b" }] } }),
                "join_form.questions.options",
            ),
            (
                json!({ "join_form": { "questions": [
                    { "id": "a", "kind": "yes-no", "text": "b" },
                    { "id": "a", "kind": "short-text", "text": { "en": "c", "es": "d" } },
                ] } }),
                "join_form.questions.id",
            ),
            (
                json!({ "join_form": { "introduction_prompt": "" } }),
                "join_form.introduction_prompt",
            ),
            (json!({ "last_checked": "yesterday" }), "last_checked"),
            (
                json!({ "facilitators": [{ "name": "" }] }),
                "facilitators.name",
            ),
            (
                json!({ "schedule": { "starts_at": "2026-01-06T19:00", "duration_minutes": 60, "time_zone": "X" } }),
                "schedule.time_zone",
            ),
        ];
        for (changes, field) in cases {
            assert_eq!(faults(&changes), [field], "{changes}");
        }
    }

    #[test]
    fn a_group_that_lives_elsewhere_lacks_a_link_until_it_has_one() {
        let lacks = |changes: Value| {
            let mut record = json!({
                "slug": "a", "name": "A", "language": "en", "format": "online",
                "join_policy": "elsewhere",
            });
            merge_patch::apply(&mut record, &changes);
            let record: GroupRecord = serde_json::from_value(record).unwrap();
            assert!(check_group(&record).is_ok(), "it is kept all the same");
            let lacking = lacking(&record).into_iter();
            lacking.map(|fault| fault.field).collect::<Vec<_>>()
        };
        assert_eq!(lacks(json!({})), ["host_url"]);
        let link = json!({ "host_url": "https://example.org/group" });
        assert!(lacks(link).is_empty());
        assert!(lacks(json!({ "join_policy": "open" })).is_empty());
    }
}
