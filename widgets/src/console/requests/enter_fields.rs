//! The fields of a group's join form, as staff fill them in for a caller. The server's faults name them
//! by pointers below `/said`.

use std::rc::Rc;

use api_types::{
    Audience, Choice, ContactKind, FieldAsked, JoinField, JoinForm, MemberContact, NewJoinRequest,
    OnBehalfOf, QuestionKind, ScreeningAnswer, ScreeningQuestion, Stage,
};

use crate::{
    console::{
        Console,
        parts::{Field, Form, Kept, kept},
    },
    i18n::{Key, console_keys as keys},
    ui::{El, el, el_of},
};

/// What the caller said.
pub(super) struct Said {
    language: String,
    behalf: Kept<String>,
    filled_by: Kept<String>,
    agrees: Kept<bool>,
    name: Kept<String>,
    kind: Kept<String>,
    contact: Kept<String>,
    age: Kept<String>,
    pronouns: Kept<String>,
    audience: Kept<Vec<String>>,
    stage: Kept<String>,
    needs: Kept<String>,
    introduction: Kept<String>,
    share: Kept<bool>,
    answers: Vec<(ScreeningQuestion, Kept<String>)>,
    consents: Vec<(String, Kept<bool>)>,
    reminders: Kept<bool>,
}

fn empty() -> Kept<String> {
    kept(String::new())
}

fn some(value: &Kept<String>) -> Option<String> {
    let text = value.peek().trim().to_owned();
    (!text.is_empty()).then_some(text)
}

impl Said {
    pub(super) fn new(asked: &JoinForm, language: &str) -> Self {
        // Who rings is mostly rung back.
        let phone = asked.contact_kinds.contains(&ContactKind::Phone);
        let kind = if phone {
            ContactKind::Phone
        } else {
            ContactKind::Email
        };
        let questions = asked.questions.iter();
        Self {
            language: language.to_owned(),
            behalf: kept(OnBehalfOf::Me.as_str().to_owned()),
            filled_by: empty(),
            agrees: kept(false),
            name: empty(),
            kind: kept(kind.as_str().to_owned()),
            contact: empty(),
            age: empty(),
            pronouns: empty(),
            audience: kept(Vec::new()),
            stage: empty(),
            needs: empty(),
            introduction: empty(),
            share: kept(false),
            answers: questions.map(|one| (one.clone(), empty())).collect(),
            consents: asked
                .consents
                .iter()
                .map(|one| (one.id.clone(), kept(false)))
                .collect(),
            reminders: kept(false),
        }
    }

    /// As it is sent.
    pub(super) fn read(&self) -> NewJoinRequest {
        let behalf = OnBehalfOf::from_word(&self.behalf.peek()).unwrap_or(OnBehalfOf::Me);
        let for_other = behalf != OnBehalfOf::Me;
        let kind = ContactKind::from_word(&self.kind.peek()).unwrap_or(ContactKind::Phone);
        let audience = self.audience.peek();
        let answers = self.answers.iter().filter_map(|(question, answer)| {
            Some(ScreeningAnswer {
                question: question.id.clone(),
                answer: some(answer)?,
            })
        });
        let consents = self.consents.iter().filter(|(_, agreed)| *agreed.peek());
        NewJoinRequest {
            on_behalf_of: behalf,
            filled_in_by: some(&self.filled_by).filter(|_| for_other),
            person_agrees: for_other && *self.agrees.peek(),
            age: some(&self.age).and_then(|age| age.parse().ok()),
            display_name: self.name.peek().clone(),
            contact: MemberContact {
                kind,
                value: self.contact.peek().clone(),
            },
            pronouns: some(&self.pronouns),
            audience: audience
                .iter()
                .filter_map(|word| Audience::from_word(word).ok())
                .collect(),
            stage: some(&self.stage).and_then(|word| Stage::from_word(&word).ok()),
            access_needs: some(&self.needs),
            introduction: some(&self.introduction),
            share_introduction: *self.share.peek(),
            answers: answers.collect(),
            consents: consents.map(|(id, _)| id.clone()).collect(),
            guidelines: None,
            reminders: kind == ContactKind::Email && *self.reminders.peek(),
            language: self.language.clone(),
            time_zone: None,
            proof_of_work: None,
            website: None,
        }
    }

    /// The fields, in the form's order.
    pub(super) fn draw(self: &Rc<Self>, console: Console, form: &Form, asked: &JoinForm) -> El {
        let mut all = el_of("div", "stack")
            .add(self.who(console, form))
            .add(form.text(
                &field("/said/display_name", console, keys::REQUESTS_CALLER_NAME),
                &self.name,
            ))
            .add(self.reach(console, form, asked));
        if !asked.ages.is_open() || asked.age_of_consent > 0 {
            let age = field("/said/age", console, keys::REQUESTS_AGE).kind("number");
            let age = if asked.ages.is_open() {
                age.optional()
            } else {
                age
            };
            all = all.add(form.text(&age, &self.age));
        }
        for one in &asked.fields {
            all = all.add(self.asked(console, form, *one, asked));
        }
        for (question, answer) in &self.answers {
            all = all.add(question_field(console, form, question, answer));
        }
        for (consent, (_, agreed)) in asked.consents.iter().zip(&self.consents) {
            let text = console
                .words()
                .fill(keys::REQUESTS_CALLER_CONSENT, &[("text", &consent.text)]);
            let pointer = ["/said/consents/", &consent.id].concat();
            all = all.add(form.tick(&Field::new(&pointer, &text), agreed));
        }
        all
    }

    /// For whom it is; more is asked where somebody else rings.
    fn who(self: &Rc<Self>, console: Console, form: &Form) -> El {
        let words = console.words();
        let ways: Vec<_> = OnBehalfOf::ALL
            .iter()
            .map(|way| {
                let text = words.word("requests-caller-behalf", way.as_str());
                (way.as_str().to_owned(), text, None)
            })
            .collect();
        let (said, inside) = (self.clone(), form.clone());
        el_of("div", "stack")
            .add(form.radios(
                &field("/said/on_behalf_of", console, keys::REQUESTS_BEHALF),
                &ways,
                &self.behalf,
            ))
            .add(el("div").live(move || {
                (*said.behalf.get() != OnBehalfOf::Me.as_str()).then(|| {
                    let by = field("/said/filled_in_by", console, keys::REQUESTS_CALLER_BY);
                    let agrees =
                        field("/said/person_agrees", console, keys::REQUESTS_CALLER_AGREES);
                    el_of("div", "stack")
                        .add(inside.text(&by, &said.filled_by))
                        .add(inside.tick(&agrees, &said.agrees))
                })
            }))
    }

    fn reach(self: &Rc<Self>, console: Console, form: &Form, asked: &JoinForm) -> El {
        let words = console.words();
        let kinds: Vec<_> = asked
            .contact_kinds
            .iter()
            .map(|kind| {
                let text = words.word("requests-contact", kind.as_str());
                (kind.as_str().to_owned(), text, None)
            })
            .collect();
        let (said, inside, reminds) = (self.clone(), form.clone(), asked.reminders);
        el_of("div", "stack")
            .add(form.radios(
                &field("/said/contact/kind", console, keys::REQUESTS_REACH),
                &kinds,
                &self.kind,
            ))
            .add(form.text(
                &field(
                    "/said/contact/value",
                    console,
                    keys::REQUESTS_CALLER_CONTACT,
                ),
                &self.contact,
            ))
            .add(el("div").live(move || {
                let email = *said.kind.get() == ContactKind::Email.as_str();
                let wants = field("/said/reminders", console, keys::REQUESTS_CALLER_REMINDERS);
                (email && reminds).then(|| inside.tick(&wants, &said.reminders))
            }))
    }

    /// One of the fields that the group chose.
    fn asked(&self, console: Console, form: &Form, one: FieldAsked, asked: &JoinForm) -> El {
        let words = console.words();
        let at = |pointer: &str, key: Key| {
            let field = field(pointer, console, key);
            if one.required {
                field
            } else {
                field.optional()
            }
        };
        let named = |list: &str, all: &[&'static str]| -> Vec<(String, String)> {
            let all = all.iter();
            all.map(|word| ((*word).to_owned(), words.word(list, word)))
                .collect()
        };
        match one.field {
            JoinField::Pronouns => form.text(
                &at("/said/pronouns", keys::REQUESTS_PRONOUNS),
                &self.pronouns,
            ),
            JoinField::Audience => form.ticks(
                &at("/said/audience", keys::REQUESTS_AUDIENCE),
                &named("requests-audience", Audience::WORDS),
                &self.audience,
            ),
            JoinField::Stage => {
                let mut stages = vec![(
                    String::new(),
                    words.say(keys::REQUESTS_CALLER_NOT_SAID).to_owned(),
                )];
                stages.extend(named("requests-stage", Stage::WORDS));
                form.select(
                    &at("/said/stage", keys::REQUESTS_STAGE),
                    &stages,
                    &self.stage,
                )
            }
            JoinField::AccessNeeds => form.area(
                &at("/said/access_needs", keys::REQUESTS_NEEDS),
                3,
                &self.needs,
            ),
            JoinField::Introduction => {
                let field = at("/said/introduction", keys::REQUESTS_INTRODUCTION);
                let field = match &asked.introduction_prompt {
                    Some(prompt) => field.hint(prompt),
                    None => field,
                };
                let share = Field::new(
                    "/said/share_introduction",
                    words.say(keys::REQUESTS_CALLER_SHARE),
                );
                el_of("div", "stack")
                    .add(form.area(&field, 4, &self.introduction))
                    .add(form.tick(&share, &self.share))
            }
        }
    }
}

/// One of the group's own questions.
fn question_field(
    console: Console,
    form: &Form,
    question: &ScreeningQuestion,
    answer: &Kept<String>,
) -> El {
    let words = console.words();
    let field = Field::new(&["/said/answers/", &question.id].concat(), &question.text);
    let field = match &question.hint {
        Some(hint) => field.hint(hint),
        None => field,
    };
    let field = if question.required {
        field
    } else {
        field.optional()
    };
    if question.kind == QuestionKind::ShortText {
        return form.text(&field, answer);
    }
    let mut options: Vec<_> = question
        .options
        .iter()
        .map(|option| {
            let label = option.label.clone();
            let words = label.unwrap_or_else(|| words.word("requests-said", &option.value));
            (option.value.clone(), words, option.hint_text.clone())
        })
        .collect();
    // A question without choices of its own is answered by yes or no.
    if options.is_empty() {
        let said = |value: &str| (value.to_owned(), words.word("requests-said", value), None);
        options = ["yes", "no"].map(said).into();
    }
    form.radios(&field, &options, answer)
}

fn field(at: &str, console: Console, label: Key) -> Field {
    Field::new(at, console.say(label))
}
