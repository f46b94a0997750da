//! What guidelines and join form read of the server's answers.

use api_types::{
    AcknowledgementReceipt, AgeRange, ConsentAsked, FieldAsked, FieldProblem, Guideline,
    Guidelines, JoinForm, JoinPrivacy, JoinReceipt, Problem, QuestionOption, ScreeningQuestion,
};

use super::{Json, Wire, contact, count, flag, list, number, object, text, texts, word, words};

// Ages, days and statuses: small. `as` saturates, so nothing can go wrong.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn small<J: Json>(json: &J, name: &'static str) -> Option<u8> {
    number(json, name).map(|number| number as u8)
}

#[allow(clippy::cast_possible_truncation)]
fn middling<J: Json>(json: &J, name: &'static str) -> Option<u16> {
    count(json, name).map(|number| number as u16)
}

impl Wire for Guidelines {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            version: text(json, "version")?,
            hash: text(json, "hash")?,
            language: text(json, "language")?,
            acknowledge: word(json, "acknowledge")?,
            published_at: text(json, "published_at"),
            items: list(json, "items"),
            what_changed: list(json, "what_changed"),
            removed: texts(json, "removed"),
        })
    }
}

impl Wire for Guideline {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            key: text(json, "key")?,
            scope: word(json, "scope")?,
            rule: text(json, "rule")?,
            why: list(json, "why"),
            change: word(json, "change"),
        })
    }
}

impl Wire for AcknowledgementReceipt {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            version: text(json, "version")?,
            hash: text(json, "hash")?,
            language: text(json, "language")?,
            acknowledged_at: text(json, "acknowledged_at")?,
        })
    }
}

impl Wire for JoinForm {
    fn read<J: Json>(json: &J) -> Option<Self> {
        let ages = json.get("ages");
        Some(Self {
            group: text(json, "group")?,
            name: text(json, "name")?,
            group_language: text(json, "group_language")?,
            language: text(json, "language")?,
            policy: word(json, "policy")?,
            unavailable: word(json, "unavailable"),
            availability: word(json, "availability"),
            audience: words(json, "audience"),
            stage: words(json, "stage"),
            ages: AgeRange {
                from: small(&ages, "from"),
                to: small(&ages, "to"),
            },
            age_of_consent: small(json, "age_of_consent")?,
            contact_kinds: words(json, "contact_kinds"),
            fields: list(json, "fields"),
            introduction_prompt: text(json, "introduction_prompt"),
            questions: list(json, "questions"),
            consents: list(json, "consents"),
            privacy: object(json, "privacy")?,
            answer_within_days: small(json, "answer_within_days")?,
            reminders: flag(json, "reminders"),
            guidelines: object(json, "guidelines")?,
            surface: word(json, "surface")?,
            contact: contact(&json.get("contact")),
            host_platform: word(json, "host_platform"),
        })
    }
}

impl Wire for FieldAsked {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            field: word(json, "field")?,
            required: flag(json, "required"),
        })
    }
}

impl Wire for ScreeningQuestion {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            id: text(json, "id")?,
            kind: word(json, "kind")?,
            text: text(json, "text")?,
            hint: text(json, "hint"),
            required: flag(json, "required"),
            options: list(json, "options"),
        })
    }
}

impl Wire for QuestionOption {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            value: text(json, "value")?,
            label: text(json, "label"),
            hint: word(json, "hint"),
            hint_text: text(json, "hint_text"),
        })
    }
}

impl Wire for ConsentAsked {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            id: text(json, "id")?,
            text: text(json, "text")?,
            required: flag(json, "required"),
        })
    }
}

impl Wire for JoinPrivacy {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            url: text(json, "url")?,
            controller: text(json, "controller")?,
            purpose: text(json, "purpose")?,
            readers: text(json, "readers")?,
            requests_kept_days: middling(json, "requests_kept_days")?,
            memberships_kept_days: middling(json, "memberships_kept_days")?,
        })
    }
}

impl Wire for JoinReceipt {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            reference: text(json, "reference")?,
            state: word(json, "state")?,
            follow_up: text(json, "follow_up")?,
            contact_kind: word(json, "contact_kind")?,
            answer_by: text(json, "answer_by")?,
            held_until: text(json, "held_until")?,
            held_for_review: flag(json, "held_for_review"),
            guidelines: object(json, "guidelines"),
        })
    }
}

impl Wire for Problem {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            kind: text(json, "type")?,
            title: text(json, "title")?,
            status: middling(json, "status")?,
            code: text(json, "code")?,
            detail: text(json, "detail"),
            errors: list(json, "errors"),
        })
    }
}

impl Wire for FieldProblem {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            field: text(json, "field")?,
            code: text(json, "code")?,
            detail: text(json, "detail")?,
        })
    }
}
