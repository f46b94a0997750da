//! What must be true of a group's record before it is kept. Whoever writes one (a feed, a file, a
//! person in the console) passes here once; nothing deeper in checks again.

mod measures;

use api_types::{JoinPolicy, Position, QuestionKind};

use super::{
    group::{GroupRecord, JoinFormRecord, QuestionRecord},
    schedule::Schedule,
};
pub(super) use measures::{Check, NOTE};
pub use measures::{FieldError, LINE, turns_direction};

/// Longest Markdown text, characters.
const TEXT: usize = 10_000;
/// A form with more questions is an examination.
const QUESTIONS: usize = 10;

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
        check.fault(
            &format!("schedule.{}", error.field),
            error.code(),
            error.reason,
        );
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
            "missing",
            "it is missing: without a link to where the group lives, members only read whom to ask",
        );
    }
    check.0
}

/// The rules of the parts of a record.
impl Check {
    fn slug(&mut self, slug: &str) {
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if slug.is_empty() || slug.len() > 80 || !slug.bytes().all(letter) {
            self.fault(
                "slug",
                "bad-id",
                "1 to 80 small letters, digits and hyphens",
            );
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
            self.fault(
                "place.country",
                "bad-country",
                "two capitals of ISO 3166-1, such as US",
            );
        }
        if let Some(Position { lat, lon }) = place.position
            && !((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon))
        {
            self.fault(
                "place.position",
                "bad-position",
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
        let fields: Vec<_> = form
            .fields
            .iter()
            .flatten()
            .map(|asked| asked.field)
            .collect();
        self.choices("join_form.fields", &fields);
        if let (Some(from), Some(to)) = (form.ages.from, form.ages.to)
            && from > to
        {
            self.fault(
                "join_form.ages",
                "bad-order",
                "the youngest age is above the oldest",
            );
        }
        if form
            .answer_within_days
            .is_some_and(|days| !(1..=30).contains(&days))
        {
            self.fault(
                "join_form.answer_within_days",
                "out-of-range",
                "from 1 to 30",
            );
        }
        if let Some(prompt) = &form.introduction_prompt {
            self.words("join_form.introduction_prompt", prompt);
        }
        if form.questions.len() > QUESTIONS {
            self.fault(
                "join_form.questions",
                "too-many",
                format!("more than {QUESTIONS}"),
            );
        }
        for (at, question) in form.questions.iter().enumerate() {
            let field = format!("join_form.questions.{at}");
            let of = |name: &str| format!("{field}.{name}");
            let earlier = &form.questions[..at];
            self.id(&of("id"), &question.id);
            if earlier.iter().any(|other| other.id == question.id) {
                self.fault(&of("id"), "twice", "the same stands there twice");
            }
            self.words(&of("text"), &question.text);
            if let Some(hint) = &question.hint {
                self.words(&of("hint"), hint);
            }
            self.options(&of("options"), question);
        }
    }

    fn options(&mut self, field: &str, question: &QuestionRecord) {
        self.list(field, question.options.len());
        let fits = match question.kind {
            QuestionKind::ShortText => question.options.is_empty(),
            QuestionKind::Choice => question.options.len() >= 2,
            QuestionKind::YesNo => question
                .options
                .iter()
                .all(|option| ["yes", "no"].contains(&option.value.as_str())),
        };
        if !fits {
            self.fault(
                field,
                "bad-options",
                "two or more for `choice`, hints on `yes` and `no` for `yes-no`, none for \
                 `short-text`",
            );
        }
        for (at, option) in question.options.iter().enumerate() {
            let of = |name: &str| format!("{field}.{at}.{name}");
            self.id(&of("value"), &option.value);
            let earlier = &question.options[..at];
            if earlier.iter().any(|other| other.value == option.value) {
                self.fault(&of("value"), "twice", "the same stands there twice");
            }
            match &option.label {
                Some(label) => self.words(&of("label"), label),
                None if question.kind == QuestionKind::Choice => {
                    self.fault(&of("label"), "missing", "it is missing");
                }
                None => {}
            }
            if let Some(words) = &option.hint_text {
                self.words(&of("hint_text"), words);
            }
        }
    }

    fn numbers(&mut self, record: &GroupRecord) {
        if record
            .capacity
            .is_some_and(|capacity| capacity == 0 || capacity > 100_000)
        {
            self.fault(
                "capacity",
                "out-of-range",
                "from 1 to 100000, or absent for no limit",
            );
        }
        if let Some(date) = &record.last_checked
            && chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").is_err()
        {
            self.fault("last_checked", "bad-date", "a date such as 2026-11-24");
        }
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
