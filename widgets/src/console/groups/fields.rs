//! The fields of a record, section by section: each knows where in the record it is, and words its
//! label and its help by that.

use std::rc::Rc;

use api_types::{
    Accessibility, AddressVisibility, Audience, Choice, ContactKind, Cost, DropIn, Focus, Format,
    HostPlatform, JoinPolicy, Leadership, Openness, Purpose, Stage,
};
use serde_json::{Value, json};

use super::record::{put, put_text, some, text, texts};
use crate::{
    console::{
        Console,
        parts::{Field, Form, kept},
    },
    ui::{El, el, el_of},
};

/// How a field is filled in.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Line,
    Number,
    Email,
    Url,
    Tel,
    Area(u32),
    /// One of these words; an empty one where it may stay unsaid.
    One(&'static [&'static str]),
    /// Any of these words.
    Any(&'static [&'static str]),
    /// Yes, no, or nobody said.
    YesNo,
    /// The record's language, of those that the site speaks.
    Language,
    /// Tags with commas between.
    Tags,
    /// One person a line: name, role, training.
    People,
}

/// A field: its place in the record, how it is filled in, and whether it may stay empty.
pub(super) type Row = (&'static str, Kind, bool);

/// A section: its name and its fields.
pub(super) type Section = (&'static str, &'static [Row]);

/// The sections before the schedule.
#[rustfmt::skip] // A table.
pub(super) const BEFORE: &[Section] = &[
    ("about", &[
        ("/name", Kind::Line, false),
        ("/summary", Kind::Area(2), true),
        ("/description", Kind::Area(8), true),
        ("/language", Kind::Language, false),
        ("/other_languages", Kind::Tags, true),
    ]),
    ("whom", &[
        ("/focus", Kind::Any(Focus::WORDS), true),
        ("/audience", Kind::Any(Audience::WORDS), true),
        ("/stage", Kind::Any(Stage::WORDS), true),
        ("/purpose", Kind::One(Purpose::WORDS), true),
    ]),
    ("where", &[
        ("/format", Kind::One(Format::WORDS), false),
        ("/host_platform", Kind::One(HostPlatform::WORDS), true),
        ("/technical_setup", Kind::Area(4), true),
        ("/place/venue", Kind::Line, true),
        ("/place/address", Kind::Line, true),
        ("/place/town", Kind::Line, true),
        ("/place/region", Kind::Line, true),
        ("/place/postcode", Kind::Line, true),
        ("/place/country", Kind::Line, true),
        ("/place/position/lat", Kind::Number, true),
        ("/place/position/lon", Kind::Number, true),
        ("/place/visibility", Kind::One(AddressVisibility::WORDS), true),
    ]),
];

/// Those between the schedule and what the join form asks.
#[rustfmt::skip] // A table.
pub(super) const JOINING: &[Section] = &[
    ("first", &[
        ("/first_meeting/may_listen", Kind::YesNo, true),
        ("/first_meeting/camera_off", Kind::YesNo, true),
        ("/first_meeting/bring_someone", Kind::YesNo, true),
        ("/first_meeting/text", Kind::Area(4), true),
    ]),
    ("joining", &[
        ("/join_policy", Kind::One(JoinPolicy::WORDS), false),
        ("/drop_in", Kind::One(DropIn::WORDS), true),
        ("/host_url", Kind::Url, true),
        ("/openness", Kind::One(Openness::WORDS), true),
        ("/capacity", Kind::Number, true),
        ("/places_taken", Kind::Number, true),
        ("/join_form/contact_kinds", Kind::Any(ContactKind::WORDS), true),
        ("/join_form/ages/from", Kind::Number, true),
        ("/join_form/ages/to", Kind::Number, true),
        ("/join_form/answer_within_days", Kind::Number, true),
    ]),
];

/// Those behind it.
#[rustfmt::skip] // A table.
pub(super) const AFTER: &[Section] = &[
    ("way-in", &[
        ("/join/url", Kind::Url, true),
        ("/join/phone", Kind::Line, true),
        ("/join/note", Kind::Area(3), true),
        ("/join/requests_to", Kind::Email, true),
    ]),
    ("people", &[
        ("/leadership", Kind::One(Leadership::WORDS), true),
        ("/facilitators", Kind::People, true),
        ("/contact/name", Kind::Line, true),
        ("/contact/phone", Kind::Tel, true),
        ("/contact/email", Kind::Email, true),
        ("/contact/url", Kind::Url, true),
    ]),
    ("cost", &[
        ("/cost", Kind::One(Cost::WORDS), true),
        ("/cost_note", Kind::Line, true),
        ("/accessibility", Kind::Any(Accessibility::WORDS), true),
        ("/accessibility_note", Kind::Area(2), true),
    ]),
];

/// What is typed, waiting to be put into a record.
#[derive(Clone, Default)]
pub(super) struct Typed(Vec<Put>);

/// Puts one field's value into a record.
type Put = Rc<dyn Fn(&mut Value)>;

impl Typed {
    /// Puts all of it into a record.
    pub(super) fn put_into(&self, record: &mut Value) {
        for put in &self.0 {
            put(record);
        }
    }
}

/// Sections, with what is typed there.
pub(super) fn sections(
    console: Console,
    form: &Form,
    record: &Value,
    (all, typed): (&[Section], &mut Typed),
) -> El {
    let mut drawn = el_of("div", "stack");
    for (name, rows) in all {
        let mut frame = section(console, name);
        for row in *rows {
            frame = frame.add(field(console, form, record, row, typed));
        }
        drawn = drawn.add(frame);
    }
    drawn
}

/// The frame of a section, with its name and what it is about.
pub(super) fn section(console: Console, name: &str) -> El {
    let words = console.words();
    let id = ["groups-section-", name].concat();
    let mut frame = el_of("section", "card groups-section stack")
        .set_text("aria-labelledby", id.clone())
        .add(
            el("h2")
                .set_text("id", id)
                .text(words.word("groups-section", name)),
        );
    if let Some(text) = words.find("groups-section-text", name) {
        frame = frame.add(el_of("p", "hint").say(text));
    }
    frame
}

fn field(
    console: Console,
    form: &Form,
    record: &Value,
    (at, kind, optional): &Row,
    typed: &mut Typed,
) -> El {
    let words = console.words();
    let name = at.trim_start_matches('/').replace('/', "-");
    let mut field = Field::new(
        &["/record", at].concat(),
        &words.word("groups-field", &name),
    );
    if let Some(hint) = words.find("groups-hint", &name) {
        field = field.hint(hint);
    }
    if *optional && !matches!(kind, Kind::Any(_) | Kind::YesNo) {
        field = field.optional();
    }
    let at = *at;
    let (value, list) = (text(record, at), texts(record, at));
    let list_words = ["groups-", at.rsplit('/').next().unwrap_or_default()].concat();
    let said = |word: &str| (word.to_owned(), words.word(&list_words, word));
    match *kind {
        Kind::Any(all) => {
            let options: Vec<_> = all.iter().map(|word| said(word)).collect();
            any(form, &field, (at, all), &options, list, typed)
        }
        Kind::One(all) => {
            let value = kept(value);
            let unsaid = (String::new(), words.word("groups-unsaid", "unsaid"));
            let mut options: Vec<_> = optional.then_some(unsaid).into_iter().collect();
            options.extend(all.iter().map(|word| said(word)));
            let from = value.clone();
            typed.0.push(Rc::new(move |record| {
                put_text(record, at, &from.peek(), false);
            }));
            form.select(&field, &options, &value)
        }
        Kind::YesNo => {
            let value = kept(value);
            let options = ["", "true", "false"].map(|word| {
                let key = if word.is_empty() { "unsaid" } else { word };
                (word.to_owned(), words.word("groups-unsaid", key))
            });
            let from = value.clone();
            typed.0.push(Rc::new(move |record| {
                let value = match from.peek().as_str() {
                    "true" => json!(true),
                    "false" => json!(false),
                    _ => Value::Null,
                };
                put(record, at, value);
            }));
            form.select(&field, &options, &value)
        }
        Kind::Language => {
            let options = languages(console, &value);
            let value = kept(value);
            let from = value.clone();
            typed.0.push(Rc::new(move |record| {
                put_text(record, at, &from.peek(), false);
            }));
            form.select(&field, &options, &value)
        }
        Kind::Tags => {
            let value = kept(list.join(", "));
            let from = value.clone();
            typed.0.push(Rc::new(move |record| {
                let typed = from.peek();
                let tags = typed.split([',', ' ']).filter(|tag| !tag.is_empty());
                let tags: Vec<Value> = tags.map(Value::from).collect();
                put(record, at, some(tags));
            }));
            form.text(&field, &value)
        }
        Kind::People => {
            let value = kept(people_lines(record.pointer(at)));
            let from = value.clone();
            typed
                .0
                .push(Rc::new(move |record| put(record, at, people(&from.peek()))));
            form.area(&field, 4, &value)
        }
        Kind::Line | Kind::Number | Kind::Email | Kind::Url | Kind::Tel | Kind::Area(_) => {
            let is_number = matches!(kind, Kind::Number);
            let value = kept(value);
            let from = value.clone();
            typed.0.push(Rc::new(move |record| {
                put_text(record, at, &from.peek(), is_number);
            }));
            match *kind {
                Kind::Area(rows) => form.area(&field, rows, &value),
                Kind::Email => form.text(&field.kind("email"), &value),
                Kind::Url => form.text(&field.kind("url"), &value),
                Kind::Tel => form.text(&field.kind("tel"), &value),
                _ => form.text(&field, &value),
            }
        }
    }
}

/// Boxes; what is ticked is kept in the order in which people should see it.
fn any(
    form: &Form,
    field: &Field,
    (at, all): (&'static str, &'static [&'static str]),
    options: &[(String, String)],
    ticked: Vec<String>,
    typed: &mut Typed,
) -> El {
    let value = kept(ticked);
    let from = value.clone();
    typed.0.push(Rc::new(move |record| {
        let ticked = from.peek();
        let ticked = all
            .iter()
            .filter(|word| ticked.iter().any(|one| one == *word));
        put(
            record,
            at,
            some(ticked.map(|word| Value::from(*word)).collect()),
        );
    }));
    form.ticks(field, options, &value)
}

/// The languages that the site speaks, and the record's own.
fn languages(console: Console, own: &str) -> Vec<(String, String)> {
    let mut tags = console.me().site.languages.clone();
    if !tags.iter().any(|tag| tag == own) {
        tags.insert(0, own.to_owned());
    }
    let named = |tag: String| (tag.clone(), console.intl().language(&tag));
    tags.into_iter().map(named).collect()
}

/// People one a line: `Ana Ruiz, psychologist, trained in group work`.
fn people_lines(people: Option<&Value>) -> String {
    let people = people.and_then(Value::as_array).into_iter().flatten();
    let lines = people.map(|person| {
        let said =
            ["name", "role", "training"].map(|name| person[name].as_str().unwrap_or_default());
        let last = said
            .iter()
            .rposition(|text| !text.is_empty())
            .unwrap_or_default();
        said[..=last].join(", ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn people(typed: &str) -> Value {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let people: Vec<Value> = lines
        .map(|line| {
            let mut person = json!({});
            let mut parts = line.splitn(3, ',').map(str::trim);
            for name in ["name", "role", "training"] {
                if let Some(part) = parts.next().filter(|part| !part.is_empty()) {
                    person[name] = part.into();
                }
            }
            if person.get("name").is_none() {
                person["name"] = "".into();
            }
            person
        })
        .collect();
    some(people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_a_line_each_and_a_comma_in_their_training_stays() {
        let record = json!([
            { "name": "Ana Ruiz", "role": "Psychologist", "training": "Group work, 2019" },
            { "name": "Bea" },
            { "name": "Cy", "training": "Peer support" },
        ]);
        let lines = people_lines(Some(&record));
        assert_eq!(
            lines,
            "Ana Ruiz, Psychologist, Group work, 2019\nBea\nCy, , Peer support"
        );
        assert_eq!(people(&lines), record);
        assert_eq!(people(" \n"), Value::Null);
    }
}
