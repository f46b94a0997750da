//! Bodies of requests and the kept draft as JSON text. By hand, for the reason for which answers
//! are read by hand: the browser needs a few lines of this, and serde brings many.

use api_types::{
    Acknowledgement, Choice, DeclineSurvey, MemberContact, MemberWords, MembershipChange,
    NamedAnswers, NewAnswers, NewBallot, NewConcern, NewHandOver, NewJoinRequest, NewMemberNote,
    ScreeningAnswer, SurveyAnswer, SurveyAnswers,
};

/// A JSON object that grows.
pub(crate) struct Object(String);

impl Object {
    pub(crate) fn new() -> Self {
        Self("{".to_owned())
    }

    /// A field whose value is JSON already.
    #[inline(never)]
    pub(crate) fn json(mut self, name: &str, json: &str) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        quote(&mut self.0, name);
        self.0.push(':');
        self.0.push_str(json);
        self
    }

    /// A text.
    #[inline(never)]
    pub(crate) fn text(self, name: &str, text: &str) -> Self {
        self.json(name, &quoted(text))
    }

    /// A text where there is one.
    #[inline(never)]
    pub(crate) fn some(self, name: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    /// `true`, or nothing.
    #[inline(never)]
    pub(crate) fn flag(self, name: &str, on: bool) -> Self {
        if on { self.json(name, "true") } else { self }
    }

    /// `true` or `false` where it is known.
    #[inline(never)]
    fn truth(self, name: &str, truth: Option<bool>) -> Self {
        match truth {
            Some(true) => self.json(name, "true"),
            Some(false) => self.json(name, "false"),
            None => self,
        }
    }

    /// A list, or nothing where it is empty.
    #[inline(never)]
    fn list(self, name: &str, items: &[String]) -> Self {
        if items.is_empty() {
            return self;
        }
        self.json(name, &["[", &items.join(","), "]"].concat())
    }

    pub(crate) fn done(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A text as JSON (RFC 8259, section 7).
#[inline(never)]
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    quote(&mut out, text);
    out
}

#[inline(never)]
fn quote(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if u32::from(c) < 0x20 => {
                let code = c as usize;
                out.push_str("\\u00");
                out.push(char::from(HEX[code >> 4]));
                out.push(char::from(HEX[code & 15]));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The body of a join request.
pub(crate) fn join_request(request: &NewJoinRequest) -> String {
    let words = |words: Vec<&str>| -> Vec<String> { words.into_iter().map(quoted).collect() };
    let answer = |answer: &ScreeningAnswer| {
        Object::new()
            .text("question", &answer.question)
            .text("answer", &answer.answer)
            .done()
    };
    let answers: Vec<String> = request.answers.iter().map(answer).collect();
    let audience = request.audience.iter().map(|one| one.as_str()).collect();
    let consents = request.consents.iter().map(String::as_str).collect();
    let mut body = Object::new()
        .text("on_behalf_of", request.on_behalf_of.as_str())
        .some("filled_in_by", request.filled_in_by.as_deref())
        .flag("person_agrees", request.person_agrees);
    if let Some(age) = request.age {
        body = body.json("age", &age.to_string());
    }
    body = body
        .text("display_name", &request.display_name)
        .json("contact", &member_contact(&request.contact))
        .some("pronouns", request.pronouns.as_deref())
        .list("audience", &words(audience))
        .some("stage", request.stage.map(Choice::as_str))
        .some("access_needs", request.access_needs.as_deref())
        .some("introduction", request.introduction.as_deref())
        .flag("share_introduction", request.share_introduction)
        .list("answers", &answers)
        .list("consents", &words(consents));
    if let Some(guidelines) = &request.guidelines {
        body = body.json("guidelines", &acknowledgement(guidelines));
    }
    body.flag("reminders", request.reminders)
        .text("language", &request.language)
        .some("time_zone", request.time_zone.as_deref())
        .some("proof_of_work", request.proof_of_work.as_deref())
        .some("website", request.website.as_deref())
        .done()
}

/// A way to reach a person.
pub(crate) fn member_contact(contact: &MemberContact) -> String {
    Object::new()
        .text("kind", contact.kind.as_str())
        .text("value", &contact.value)
        .done()
}

/// What was read of guidelines.
pub(crate) fn acknowledgement(read: &Acknowledgement) -> String {
    Object::new()
        .text("version", &read.version)
        .text("hash", &read.hash)
        .text("language", &read.language)
        .done()
}

/// What changes of a membership.
pub(crate) fn membership_change(change: &MembershipChange) -> String {
    let mut body = Object::new();
    if let Some(written) = &change.written {
        body = body.json("written", &member_words(written));
    }
    body.some("new_email", change.new_email.as_deref())
        .truth("reminders", change.reminders)
        .truth("take_place", change.take_place)
        .done()
}

pub(crate) fn new_concern(concern: &NewConcern) -> String {
    Object::new()
        .some("text", Some(&concern.text))
        .truth("ring", Some(concern.ring))
        .done()
}

fn member_words(words: &MemberWords) -> String {
    Object::new()
        .text("display_name", &words.display_name)
        .some("pronouns", words.pronouns.as_deref())
        .some("access_needs", words.access_needs.as_deref())
        .some("introduction", words.introduction.as_deref())
        .flag("share_introduction", words.share_introduction)
        .done()
}

/// Going on to another platform.
pub(crate) fn hand_over(new: &NewHandOver) -> String {
    let mut body = Object::new();
    if let Some(guidelines) = &new.guidelines {
        body = body.json("guidelines", &acknowledgement(guidelines));
    }
    body.done()
}

/// Answers by the key of their question.
pub(crate) fn survey_answers(answers: &SurveyAnswers) -> String {
    let mut body = Object::new();
    for (key, answer) in answers {
        let json = match answer {
            SurveyAnswer::Number(number) => number.to_string(),
            SurveyAnswer::One(text) => quoted(text),
            SurveyAnswer::Several(words) => {
                let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
                ["[", &words.join(","), "]"].concat()
            }
        };
        body = body.json(key, &json);
    }
    body.done()
}

/// An invitation for a ballot.
pub(crate) fn new_ballot(new: &NewBallot) -> String {
    Object::new()
        .text("attempt", &new.attempt)
        .text("group", &new.group)
        .text("survey", &new.survey)
        .json("version", &new.version.to_string())
        .some("proof_of_work", new.proof_of_work.as_deref())
        .done()
}

/// Answers without a name.
pub(crate) fn new_answers(new: &NewAnswers) -> String {
    Object::new()
        .text("ballot", &new.ballot)
        .json("answers", &survey_answers(&new.answers))
        .done()
}

/// Answers with a name.
pub(crate) fn named_answers(new: &NamedAnswers) -> String {
    Object::new()
        .text("attempt", &new.attempt)
        .json("version", &new.version.to_string())
        .json("answers", &survey_answers(&new.answers))
        .done()
}

/// A note with a name.
pub(crate) fn new_member_note(new: &NewMemberNote) -> String {
    Object::new()
        .text("attempt", &new.attempt)
        .text("text", &new.text)
        .done()
}

/// Not to answer.
pub(crate) fn decline_survey(decline: &DeclineSurvey) -> String {
    Object::new()
        .truth("never_again", Some(decline.never_again))
        .done()
}
