//! The join form of a group, as a site and the group's record ask for it, in a member's language.

use api_types::{
    Availability, ConsentAsked, ContactKind, FieldAsked, Guidelines, JoinField, JoinForm,
    JoinPolicy, JoinPrivacy, JoinUnavailable, QuestionOption, ScreeningQuestion, Status,
};

use super::{JoinConfig, SiteConfig};
use crate::{
    domain::{
        group::{GroupRecord, QuestionRecord},
        wording::{Wording, primary},
    },
    words::{Key, Tongue, shipped},
};

/// The retention that is told where a site has no `[join]`; there is no form then.
const NOT_KEPT: u16 = 0;

impl SiteConfig {
    /// The join form. `has_mail` says that letters can be sent; `asked` is the member's language.
    pub fn join_form(
        &self,
        record: &GroupRecord,
        availability: Option<Availability>,
        guidelines: Guidelines,
        asked: Option<&str>,
        has_mail: bool,
    ) -> JoinForm {
        let language = self.language_for(asked);
        let say = |words: &Wording| {
            let languages = [language, primary(language), record.language.as_str()];
            words.in_one_of(languages).to_owned()
        };
        let form = &record.join_form;
        let join = self.join.as_ref();
        let own = [
            Some(&form.contact_kinds),
            join.map(|join| &join.contact_kinds),
        ];
        let own = own.into_iter().flatten().find(|kinds| !kinds.is_empty());
        let contact_kinds = own.map_or_else(
            || vec![ContactKind::Email, ContactKind::Phone],
            Clone::clone,
        );
        let prompt = form.introduction_prompt.as_ref();
        let prompt = prompt.or_else(|| join?.introduction_prompt.as_ref());
        JoinForm {
            group: record.slug.clone(),
            name: record.name.clone(),
            group_language: record.language.clone(),
            language: language.to_owned(),
            policy: record.join_policy,
            unavailable: self.join_unavailable(record, has_mail),
            availability,
            audience: record.audience.clone(),
            stage: record.stage.clone(),
            ages: form.ages,
            age_of_consent: join.map_or(0, |join| join.age_of_consent),
            reminders: contact_kinds.contains(&ContactKind::Email),
            contact_kinds,
            fields: self.fields_asked(record).to_vec(),
            introduction_prompt: prompt.map(say),
            questions: form
                .questions
                .iter()
                .map(|one| question(one, say))
                .collect(),
            consents: join.map_or_else(Vec::new, |join| consents(join, say)),
            privacy: self.join_privacy(language, say),
            answer_within_days: self.answer_within_days(record),
            guidelines,
            surface: join.map_or(api_types::JoinSurface::Page, |join| join.surface),
            contact: record.contact_or(&self.contact).clone(),
            host_platform: record.host_platform,
        }
    }

    /// Within how many working days somebody answers who asks to join a group.
    pub fn answer_within_days(&self, record: &GroupRecord) -> u8 {
        let join = self.join.as_ref();
        let own = record.join_form.answer_within_days;
        own.or(join.map(|join| join.answer_within_days))
            .unwrap_or(3)
    }

    /// What a group asks beside name and contact: what its site does, or an introduction, where it says
    /// nothing itself.
    pub fn fields_asked<'a>(&'a self, record: &'a GroupRecord) -> &'a [FieldAsked] {
        const INTRODUCTION: &[FieldAsked] = &[FieldAsked {
            field: JoinField::Introduction,
            required: false,
        }];
        let own = record.join_form.fields.as_deref();
        own.or_else(|| self.join.as_ref()?.fields.as_deref())
            .unwrap_or(INTRODUCTION)
    }

    /// Why nobody can join this group with a form.
    pub fn join_unavailable(
        &self,
        record: &GroupRecord,
        has_mail: bool,
    ) -> Option<JoinUnavailable> {
        if record.status == Status::Paused {
            Some(JoinUnavailable::Paused)
        } else if record.join_policy == JoinPolicy::DropIn {
            Some(JoinUnavailable::DropIn)
        } else if record.join_policy == JoinPolicy::Elsewhere {
            // Nothing is asked and nobody is written to: a link is all that it needs.
            let missing = record.host_url.is_none();
            missing.then_some(JoinUnavailable::NotSetUp)
        } else if self.join.is_none() {
            Some(JoinUnavailable::NotSetUp)
        } else if !has_mail {
            Some(JoinUnavailable::NoMail)
        } else {
            None
        }
    }

    fn join_privacy(&self, language: &str, say: impl Fn(&Wording) -> String) -> JoinPrivacy {
        let words = Tongue::of(language);
        let ours = |key: Key| {
            let own = words.say(key);
            if self.needs_english_beside(language) {
                format!("{own}\n{}", Tongue::ENGLISH.say(key))
            } else {
                own.to_owned()
            }
        };
        let join = self.join.as_ref();
        let own = |pick: fn(&JoinConfig) -> &Option<Wording>| {
            join.and_then(|join| pick(join).as_ref()).map(&say)
        };
        JoinPrivacy {
            url: self.privacy_link(language).unwrap_or_default(),
            controller: own(|join| &join.controller).unwrap_or_default(),
            purpose: own(|join| &join.purpose).unwrap_or_else(|| ours(shipped::JOIN_PURPOSE)),
            readers: own(|join| &join.readers).unwrap_or_else(|| ours(shipped::JOIN_READERS)),
            requests_kept_days: join.map_or(NOT_KEPT, |join| join.requests_kept_days),
            memberships_kept_days: join.map_or(NOT_KEPT, |join| join.memberships_kept_days),
        }
    }
}

fn consents(join: &JoinConfig, say: impl Fn(&Wording) -> String) -> Vec<ConsentAsked> {
    let asked = |consent: &super::ConsentConfig| ConsentAsked {
        id: consent.id.clone(),
        text: say(&consent.text),
        required: consent.required,
    };
    join.consents.iter().map(asked).collect()
}

fn question(record: &QuestionRecord, say: impl Fn(&Wording) -> String) -> ScreeningQuestion {
    let options = record.options.iter().map(|option| QuestionOption {
        value: option.value.clone(),
        label: option.label.as_ref().map(&say),
        hint: option.hint,
        hint_text: option.hint_text.as_ref().map(&say),
    });
    ScreeningQuestion {
        id: record.id.clone(),
        kind: record.kind,
        text: say(&record.text),
        hint: record.hint.as_ref().map(&say),
        required: record.required,
        options: options.collect(),
    }
}

#[cfg(test)]
mod tests {
    use api_types::Acknowledge;
    use serde_json::{Value, json};

    use super::*;
    use crate::{config::read_site_file, domain::merge_patch};

    const SITE: &str = r#"
name = "Riverside"
languages = ["en", "es"]
time_zone = "America/Chicago"
privacy_url = "https://example.org/privacy"
[join]
controller = { en = "Riverside, 1 Road", es = "Riverside, Calle 1" }
staff_email = "groups@example.org"
[[join.consents]]
id = "keep"
text = { en = "You may keep this.", es = "Pueden guardarlo." }
"#;

    fn form(changes: &Value, asked: &str, has_mail: bool) -> JoinForm {
        form_of(SITE, changes, asked, has_mail)
    }

    fn form_of(site: &str, changes: &Value, asked: &str, has_mail: bool) -> JoinForm {
        let mut record = json!({
            "slug": "a", "name": "A", "language": "en", "format": "online", "join_policy": "approval",
        });
        merge_patch::apply(&mut record, changes);
        let record: GroupRecord = serde_json::from_value(record).unwrap();
        let guidelines = Guidelines {
            version: "0.0".into(),
            hash: String::new(),
            language: asked.into(),
            acknowledge: Acknowledge::Together,
            published_at: None,
            items: Vec::new(),
            what_changed: Vec::new(),
            removed: Vec::new(),
        };
        let site = read_site_file(site).unwrap();
        site.join_form(&record, None, guidelines, Some(asked), has_mail)
    }

    #[test]
    fn the_form_speaks_the_members_language() {
        let spanish = form(&json!({}), "es", true);
        assert_eq!(spanish.consents[0].text, "Pueden guardarlo.");
        assert_eq!(spanish.privacy.controller, "Riverside, Calle 1");
        assert!(spanish.privacy.readers.contains("coordinación"));
        assert_eq!(
            form(&json!({}), "en", true).privacy.controller,
            "Riverside, 1 Road"
        );
    }

    #[test]
    fn the_groups_own_answers_weigh_more_than_the_sites() {
        let plain = form(&json!({}), "en", true);
        assert_eq!((plain.answer_within_days, plain.fields.len()), (3, 1));
        assert_eq!((plain.contact_kinds.len(), plain.reminders), (2, true));
        let own = json!({ "join_form": {
            "answer_within_days": 5, "contact_kinds": ["phone"],
            "fields": [{ "field": "stage" }, { "field": "pronouns" }],
        } });
        let own = form(&own, "en", true);
        assert_eq!((own.answer_within_days, own.fields.len()), (5, 2));
        assert_eq!(own.contact_kinds, [ContactKind::Phone]);
        assert!(!own.reminders, "they go by email alone");
    }

    #[test]
    fn what_a_group_does_not_say_its_site_does() {
        let site = format!("{SITE}[[join.fields]]\nfield = \"pronouns\"\n").replace(
            "[join]\n",
            "[join]\ncontact_kinds = [\"phone\"]\nintroduction_prompt = \"What brings you?\"\n",
        );
        let plain = form_of(&site, &json!({}), "en", true);
        let fields: Vec<JoinField> = plain.fields.iter().map(|asked| asked.field).collect();
        assert_eq!(fields, [JoinField::Pronouns]);
        assert_eq!(plain.contact_kinds, [ContactKind::Phone]);
        assert_eq!(
            plain.introduction_prompt.as_deref(),
            Some("What brings you?")
        );
        let own = json!({ "join_form": {
            "fields": [], "contact_kinds": ["email"], "introduction_prompt": "And you?",
        } });
        let own = form_of(&site, &own, "en", true);
        assert_eq!(own.fields, []);
        assert_eq!(own.contact_kinds, [ContactKind::Email]);
        assert_eq!(own.introduction_prompt.as_deref(), Some("And you?"));
        let twice = format!("{site}[[join.fields]]\nfield = \"pronouns\"\n");
        let findings = read_site_file(&twice).unwrap_err();
        assert!(findings[0].problem.contains("twice") && findings[0].line > 10);
    }

    #[test]
    fn a_form_that_cannot_be_sent_says_why() {
        let why = |changes: Value, has_mail| form(&changes, "en", has_mail).unavailable;
        assert_eq!(why(json!({}), true), None);
        assert_eq!(why(json!({}), false), Some(JoinUnavailable::NoMail));
        assert_eq!(
            why(json!({ "status": "paused" }), true),
            Some(JoinUnavailable::Paused)
        );
        let drop_in = json!({ "join_policy": "drop-in" });
        assert_eq!(why(drop_in, true), Some(JoinUnavailable::DropIn));
    }

    #[test]
    fn a_group_that_lives_elsewhere_needs_a_link_and_no_mail() {
        let elsewhere = |more: Value| {
            let mut changes = json!({ "join_policy": "elsewhere" });
            merge_patch::apply(&mut changes, &more);
            form(&changes, "en", false).unavailable
        };
        let link = json!({ "host_url": "https://example.org/group" });
        assert_eq!(elsewhere(link), None);
        assert_eq!(elsewhere(json!({})), Some(JoinUnavailable::NotSetUp));
        let paused = json!({ "host_url": "https://example.org/group", "status": "paused" });
        assert_eq!(elsewhere(paused), Some(JoinUnavailable::Paused));
    }
}
