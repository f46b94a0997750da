//! What a join form asks beside a name and a contact, as the form of a group changes it: JSON in, JSON
//! out, so that hints, order and other languages stay as they were. Pure.

use serde_json::{Map, Value, json};

use super::record::{put, some};

/// Questions beyond which the server refuses a form.
pub(super) const MOST: usize = 10;
/// Answers that a choice has at least.
pub(super) const TWO: usize = 2;
/// How a question is answered; the first is that of a new one.
pub(super) const KINDS: [&str; 3] = ["short-text", "yes-no", "choice"];

/// Whether each of `all` fields is asked for: `no`, `may` (it can be left out) or `must`. Where a record
/// says nothing, an introduction may be written.
pub(super) fn asked(fields: Option<&Value>, all: &[&str]) -> Vec<String> {
    let Some(fields) = fields.and_then(Value::as_array) else {
        let said = all
            .iter()
            .map(|name| if *name == "introduction" { "may" } else { "no" });
        return said.map(str::to_owned).collect();
    };
    let said = all.iter().map(|name| {
        let found = fields.iter().find(|one| one["field"] == **name);
        match found.map(|one| one["required"] == true) {
            None => "no",
            Some(false) => "may",
            Some(true) => "must",
        }
    });
    said.map(str::to_owned).collect()
}

/// The fields again: those that were asked before in their order, then the others. `Null` where a
/// record need not say it.
pub(super) fn ask(before: Option<&Value>, all: &[&str], said: &[String]) -> Value {
    let same = asked(before, all).iter().eq(said);
    if let Some(before) = before.filter(|_| same) {
        return before.clone();
    }
    let place = |name: &str| {
        let list = before.and_then(Value::as_array)?;
        list.iter().position(|one| one["field"] == name)
    };
    let chosen = all.iter().zip(said).filter(|(_, said)| *said != "no");
    let mut chosen: Vec<_> = chosen.collect();
    chosen.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
    let fields = chosen.iter().map(|(name, said)| match said.as_str() {
        "must" => json!({ "field": name, "required": true }),
        _ => json!({ "field": name }),
    });
    if same {
        Value::Null
    } else {
        fields.collect::<Vec<Value>>().into()
    }
}

/// A text that is written once, or once per language: the one that the group's language has.
pub(super) fn wording(value: &Value, language: &str) -> String {
    let text = match value {
        Value::Object(texts) => texts.get(tongue(texts, language).as_str()),
        text => Some(text),
    };
    text.and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The text again, with the other languages that it had; `Null` where nothing is left of it.
pub(super) fn reworded(before: &Value, language: &str, typed: &str) -> Value {
    let typed = typed.trim();
    if typed.is_empty() {
        return Value::Null;
    }
    match before {
        Value::Object(texts) => {
            let mut texts = texts.clone();
            texts.insert(tongue(&texts, language), typed.into());
            texts.into()
        }
        _ => typed.into(),
    }
}

/// The language that is shown and changed: the group's, else the first that the text has.
fn tongue(texts: &Map<String, Value>, language: &str) -> String {
    let first = texts
        .keys()
        .next()
        .filter(|_| !texts.contains_key(language));
    first.map_or_else(|| language.to_owned(), String::clone)
}

/// An id that none of these has: `q1`, `q2` …
fn free_id<'i>(letter: char, taken: &(impl Iterator<Item = &'i str> + Clone)) -> String {
    let mut ids = (1..).map(|number: u32| format!("{letter}{number}"));
    let free = ids.find(|id| !taken.clone().any(|one| one == id));
    free.unwrap_or_default()
}

/// A question of the group's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Question {
    /// As it was; its id stays for good.
    pub(super) before: Value,
    pub(super) text: String,
    pub(super) hint: String,
    /// One of [`KINDS`].
    pub(super) kind: String,
    pub(super) required: bool,
    /// The answers to choose from, for `choice`; at least [`TWO`].
    pub(super) answers: Vec<Answer>,
    /// What is said to a yes and to a no, for `yes-no`.
    pub(super) yes_no: [Answer; 2],
}

/// An answer that can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// As it was; its value stays for good.
    pub(super) before: Value,
    pub(super) label: String,
    /// An `EligibilityHint` to who chooses it; empty for none.
    pub(super) suits: String,
    /// The hint in the group's own words; empty for the usual ones.
    pub(super) said: String,
}

impl Question {
    /// One beside these that asks nothing yet.
    pub(super) fn new<'i>(taken: &(impl Iterator<Item = &'i str> + Clone)) -> Self {
        Self::read(&json!({ "id": free_id('q', taken), "kind": KINDS[0] }), "")
    }

    pub(super) fn read(value: &Value, language: &str) -> Self {
        let text = |name: &str| wording(&value[name], language);
        let kind = value["kind"].as_str().unwrap_or(KINDS[0]);
        let options = value["options"].as_array().map_or(&[][..], Vec::as_slice);
        let yes_no = ["yes", "no"].map(|word| {
            let mut hints = options.iter().filter(|_| kind == "yes-no");
            let found = hints.find(|one| one["value"] == word);
            let plain = json!({ "value": word });
            Answer::read(found.unwrap_or(&plain), language)
        });
        let answers = options.iter().filter(|_| kind == "choice");
        let mut answers: Vec<_> = answers.map(|one| Answer::read(one, language)).collect();
        while answers.len() < TWO {
            answers.push(Answer::new(&answers.iter().filter_map(Answer::value)));
        }
        Self {
            text: text("text"),
            hint: text("hint"),
            kind: kind.to_owned(),
            required: value["required"] == true,
            answers,
            yes_no,
            before: value.clone(),
        }
    }

    pub(super) fn write(&self, language: &str) -> Value {
        let before = &self.before;
        let options: Vec<Value> = match self.kind.as_str() {
            "choice" => self.answers.iter().map(|one| one.write(language)).collect(),
            "yes-no" => {
                let said = self.yes_no.iter().filter(|one| !one.suits.is_empty());
                said.map(|one| one.write(language)).collect()
            }
            _ => Vec::new(),
        };
        let text = reworded(&before["text"], language, &self.text);
        let text = if text.is_null() { "".into() } else { text };
        let required = if self.required {
            true.into()
        } else {
            Value::Null
        };
        let mut question = before.clone();
        put(&mut question, "/kind", self.kind.as_str().into());
        put(&mut question, "/text", text);
        put(
            &mut question,
            "/hint",
            reworded(&before["hint"], language, &self.hint),
        );
        put(&mut question, "/required", required);
        put(&mut question, "/options", some(options));
        question
    }
}

impl Answer {
    /// One beside these that has no words yet.
    pub(super) fn new<'v>(taken: &(impl Iterator<Item = &'v str> + Clone)) -> Self {
        Self::read(&json!({ "value": free_id('a', taken) }), "")
    }

    fn value(&self) -> Option<&str> {
        self.before["value"].as_str()
    }

    fn read(value: &Value, language: &str) -> Self {
        Self {
            label: wording(&value["label"], language),
            suits: value["hint"].as_str().unwrap_or_default().to_owned(),
            said: wording(&value["hint_text"], language),
            before: value.clone(),
        }
    }

    fn write(&self, language: &str) -> Value {
        let before = &self.before;
        let said = reworded(&before["hint_text"], language, &self.said);
        // Words without a hint are never shown.
        let (hint, said) = match self.suits.as_str() {
            "" => (Value::Null, Value::Null),
            suits => (suits.into(), said),
        };
        let label = reworded(&before["label"], language, &self.label);
        let mut answer = before.clone();
        put(&mut answer, "/label", label);
        put(&mut answer, "/hint", hint);
        put(&mut answer, "/hint_text", said);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [&str; 3] = ["pronouns", "stage", "introduction"];

    #[test]
    fn what_nobody_changed_is_written_as_it_was_read() {
        let form = json!([
            { "id": "diagnosis", "kind": "choice", "required": true,
              "text": { "en": "Which illness?", "es": "¿Qué enfermedad?" },
              "options": [
                { "value": "breast", "label": { "en": "Breast", "es": "Mama" }, "hint": "fits" },
                { "value": "other", "label": "Another", "hint": "ask-first", "hint_text": "Ring us." },
              ] },
            { "id": "near", "kind": "yes-no", "text": "Do you live near?",
              "options": [{ "value": "no", "hint": "probably-not" }] },
            { "id": "more", "kind": "short-text", "text": "Anything else?", "hint": "In a line." },
        ]);
        for question in form.as_array().unwrap() {
            let read = Question::read(question, "es");
            assert_eq!(read.write("es"), *question);
        }
        assert_eq!(Question::read(&form[0], "es").text, "¿Qué enfermedad?");
        assert_eq!(Question::read(&form[0], "fr").text, "Which illness?");
    }

    #[test]
    fn a_change_in_one_language_leaves_the_other() {
        let before =
            json!({ "id": "a", "kind": "short-text", "text": { "en": "One", "es": "Uno" } });
        let mut question = Question::read(&before, "es");
        question.text = " Dos ".to_owned();
        question.hint = "Breve".to_owned();
        assert_eq!(
            question.write("es"),
            json!({ "id": "a", "kind": "short-text", "text": { "en": "One", "es": "Dos" },
                "hint": "Breve" })
        );
    }

    #[test]
    fn a_question_of_another_kind_drops_answers_that_do_not_go_with_it() {
        let before = json!({ "id": "a", "kind": "choice", "text": "T", "options": [
            { "value": "yes", "label": "Surely" }, { "value": "b", "label": "B", "hint": "fits" } ] });
        let mut question = Question::read(&before, "en");
        question.kind = "short-text".to_owned();
        assert_eq!(
            question.write("en"),
            json!({ "id": "a", "kind": "short-text", "text": "T" })
        );
        question.kind = "choice".to_owned();
        assert_eq!(
            question.write("en"),
            before,
            "until it is saved, nothing is lost"
        );
    }

    #[test]
    fn a_new_question_has_an_id_that_nobody_has() {
        assert_eq!(free_id('q', &["q1", "q3", "near"].into_iter()), "q2");
        let mut question = Question::new(&["q1"].into_iter());
        question.kind = "yes-no".to_owned();
        assert_eq!(
            question.write("en"),
            json!({ "id": "q2", "kind": "yes-no", "text": "" }),
            "the server says that its text is missing"
        );
    }

    #[test]
    fn fields_keep_their_order_and_silence_stays_silence() {
        assert_eq!(asked(None, &ALL), ["no", "no", "may"]);
        assert_eq!(ask(None, &ALL, &asked(None, &ALL)), Value::Null);
        let before =
            json!([{ "field": "introduction" }, { "field": "pronouns", "required": true }]);
        let mut said = asked(Some(&before), &ALL);
        assert_eq!(said, ["must", "no", "may"]);
        assert_eq!(ask(Some(&before), &ALL, &said), before);
        said[1] = "must".to_owned();
        assert_eq!(
            ask(Some(&before), &ALL, &said),
            json!([{ "field": "introduction" }, { "field": "pronouns", "required": true },
                { "field": "stage", "required": true }])
        );
        let none = vec!["no".to_owned(); 3];
        let nothing = ask(Some(&before), &ALL, &none);
        assert_eq!(nothing, json!([]), "silence would ask for an introduction");
        assert_eq!(asked(Some(&nothing), &ALL), none);
        assert_eq!(ask(None, &ALL, &none), json!([]));
    }
}
