//! Pages, questions, answers to choose from and conditions of a survey, as its editor changes them: JSON in,
//! JSON out, like the whole (`record.rs`). Pure.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::words::{Words, slug};
use crate::console::parts::{Kept, kept};

/// How a question is answered; the first is that of a new one.
pub(super) const KINDS: [&str; 8] = [
    "single",
    "multiple",
    "yes-no",
    "rating",
    "smiley",
    "scale",
    "short-text",
    "long-text",
];

/// Questions that are seen together.
pub(super) struct Page {
    before: Map<String, Value>,
    pub(super) title: Words,
    pub(super) questions: Kept<Vec<Rc<Question>>>,
}

/// One question.
pub(super) struct Question {
    before: Map<String, Value>,
    /// Its key, or for a new one something that no key can be.
    pub(super) token: String,
    pub(super) kind: Kept<String>,
    pub(super) text: Words,
    pub(super) help: Words,
    pub(super) low: Words,
    pub(super) high: Words,
    pub(super) required: Kept<bool>,
    pub(super) options: Kept<Vec<Rc<Choice>>>,
    pub(super) rules: Kept<Vec<Rc<Rule>>>,
    /// Whether its fields show.
    pub(super) open: Kept<bool>,
}

/// One choice.
pub(super) struct Choice {
    before: Map<String, Value>,
    /// Its value, or for a new one something that no value can be.
    pub(super) token: String,
    pub(super) label: Words,
    pub(super) points: Kept<String>,
}

/// When a question shows.
pub(super) struct Rule {
    before: Map<String, Value>,
    /// Token of the earlier question.
    pub(super) question: Kept<String>,
    /// Tokens of its choices, `yes` and `no`.
    pub(super) any_of: Kept<Vec<String>>,
    pub(super) at_least: Kept<String>,
    pub(super) at_most: Kept<String>,
}

/// Whether a kind has choices that one writes.
pub(super) fn chooses(kind: &str) -> bool {
    matches!(kind, "single" | "multiple")
}

/// The lowest and the highest number of a kind that has numbers.
pub(super) fn range(kind: &str) -> Option<(u8, u8)> {
    use api_types::Choice as _;
    api_types::SurveyKind::from_word(kind).ok()?.range()
}

pub(super) fn members(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

pub(super) fn items<'v>(
    value: &'v Map<String, Value>,
    name: &str,
) -> impl Iterator<Item = &'v Value> {
    let list = value.get(name).and_then(Value::as_array);
    list.into_iter().flatten()
}

/// A text or a number as it is typed.
fn typed(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

pub(super) fn put(record: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    match value {
        Some(value) => record.insert(name.to_owned(), value),
        None => record.remove(name),
    };
}

/// A number where it is one; the server says what is wrong with anything else.
fn number(typed: &str) -> Option<Value> {
    let typed = typed.trim();
    let number = typed
        .parse::<u32>()
        .map_or_else(|_| typed.into(), Value::from);
    (!typed.is_empty()).then_some(number)
}

fn list(all: Vec<Value>) -> Option<Value> {
    (!all.is_empty()).then(|| all.into())
}

/// Tokens with the names that they get: what was named stays so, what is new is called after its text.
pub(super) fn named(wanted: Vec<(String, String)>, else_called: &str) -> Vec<(String, String)> {
    let mut names: Vec<String> = wanted
        .iter()
        .filter(|(token, _)| !token.starts_with('+'))
        .map(|(token, _)| token.clone())
        .collect();
    let mut all = Vec::new();
    for (token, text) in wanted {
        if !token.starts_with('+') {
            all.push((token.clone(), token));
            continue;
        }
        let base = match slug(&text) {
            blank if blank.is_empty() => else_called.to_owned(),
            base => base,
        };
        let name = super::state::free_name(&base, |name| names.iter().any(|one| one == name));
        names.push(name.clone());
        all.push((token, name));
    }
    all
}

/// The name of a token; what is unknown stays as it is, and the server says so.
fn name_of(names: &[(String, String)], token: &str) -> String {
    let found = names.iter().find(|(known, _)| known == token);
    found.map_or_else(|| token.to_owned(), |(_, name)| name.clone())
}

impl Page {
    pub(super) fn read(value: &Value, languages: &[String]) -> Self {
        let before = members(value);
        let questions = items(&before, "questions");
        let questions = questions.map(|one| Rc::new(Question::read(one, languages)));
        Self {
            title: Words::read(before.get("title"), languages),
            questions: kept(questions.collect()),
            before,
        }
    }

    pub(super) fn write(&self, keys: &[(String, String)], asked: &[Rc<Question>]) -> Value {
        let mut page = self.before.clone();
        put(&mut page, "title", self.title.write(false));
        let questions = self.questions.peek();
        let questions = questions.iter().map(|one| one.write(keys, asked));
        page.insert("questions".to_owned(), questions.collect::<Vec<_>>().into());
        page.into()
    }
}

impl Question {
    pub(super) fn read(value: &Value, languages: &[String]) -> Self {
        let before = members(value);
        let words = |name: &str| Words::read(before.get(name), languages);
        let options = items(&before, "options");
        let options = options.map(|one| Rc::new(Choice::read(one, languages)));
        let rules = items(&before, "show_if").map(|one| Rc::new(Rule::read(one)));
        Self {
            token: typed(before.get("key")),
            kind: kept(typed(before.get("kind"))),
            text: words("text"),
            help: words("help"),
            low: words("low"),
            high: words("high"),
            required: kept(before.get("required") == Some(&Value::Bool(true))),
            options: kept(options.collect()),
            rules: kept(rules.collect()),
            open: kept(false),
            before,
        }
    }

    fn write(&self, keys: &[(String, String)], asked: &[Rc<Self>]) -> Value {
        let mut question = self.before.clone();
        let kind = self.kind.peek().clone();
        put(
            &mut question,
            "key",
            Some(name_of(keys, &self.token).into()),
        );
        put(&mut question, "text", self.text.write(true));
        put(&mut question, "help", self.help.write(false));
        put(
            &mut question,
            "required",
            self.required.peek().then_some(Value::Bool(true)),
        );
        // What does not go with a kind is kept here, and not written.
        let has_ends = range(&kind).is_some();
        put(
            &mut question,
            "low",
            self.low.write(false).filter(|_| has_ends),
        );
        put(
            &mut question,
            "high",
            self.high.write(false).filter(|_| has_ends),
        );
        let values = self.values();
        let options = self.options.peek();
        let options = options
            .iter()
            .map(|one| one.write(&values, kind == "single"));
        let options = list(options.collect()).filter(|_| chooses(&kind));
        put(&mut question, "options", options);
        let rules = self.rules.peek();
        let rules = rules.iter().map(|one| one.write(keys, asked));
        put(&mut question, "show_if", list(rules.collect()));
        put(&mut question, "kind", Some(kind.into()));
        question.into()
    }

    /// Each choice's token with its value.
    fn values(&self) -> Vec<(String, String)> {
        let options = self.options.peek();
        let wanted = options
            .iter()
            .map(|one| (one.token.clone(), one.label.first()));
        named(wanted.collect(), "answer")
    }

    /// Whether it can be asked what was answered, beyond that something was.
    pub(super) fn has_answers(&self) -> bool {
        !matches!(self.kind.peek().as_str(), "short-text" | "long-text")
    }
}

impl Choice {
    pub(super) fn read(value: &Value, languages: &[String]) -> Self {
        let before = members(value);
        Self {
            token: typed(before.get("value")),
            label: Words::read(before.get("label"), languages),
            points: kept(typed(before.get("points"))),
            before,
        }
    }

    fn write(&self, values: &[(String, String)], has_points: bool) -> Value {
        let mut choice = self.before.clone();
        put(
            &mut choice,
            "value",
            Some(name_of(values, &self.token).into()),
        );
        put(&mut choice, "label", self.label.write(true));
        let points = number(&self.points.peek()).filter(|_| has_points);
        put(&mut choice, "points", points);
        choice.into()
    }
}

impl Rule {
    fn read(value: &Value) -> Self {
        let before = members(value);
        let words = items(&before, "any_of").filter_map(Value::as_str);
        Self {
            question: kept(typed(before.get("question"))),
            any_of: kept(words.map(str::to_owned).collect()),
            at_least: kept(typed(before.get("at_least"))),
            at_most: kept(typed(before.get("at_most"))),
            before,
        }
    }

    /// One that asks this question.
    pub(super) fn of(question: &str) -> Rc<Self> {
        let rule = Self::read(&Value::Null);
        rule.question.set(question.to_owned());
        Rc::new(rule)
    }

    /// What does not go with the question that it asks is not written.
    fn write(&self, keys: &[(String, String)], asked: &[Rc<Question>]) -> Value {
        let mut rule = self.before.clone();
        let token = self.question.peek().clone();
        let found = asked.iter().find(|one| one.token == token);
        let values = found.map(|one| one.values()).unwrap_or_default();
        let has_numbers = found.is_none_or(|one| range(&one.kind.peek()).is_some());
        let has_words = found.is_none_or(|one| range(&one.kind.peek()).is_none());
        let words = self.any_of.peek();
        let words = words.iter().map(|word| name_of(&values, word).into());
        let bound = |typed: &Kept<String>| number(&typed.peek()).filter(|_| has_numbers);
        put(&mut rule, "question", Some(name_of(keys, &token).into()));
        put(
            &mut rule,
            "any_of",
            list(words.collect()).filter(|_| has_words),
        );
        put(&mut rule, "at_least", bound(&self.at_least));
        put(&mut rule, "at_most", bound(&self.at_most));
        rule.into()
    }
}
