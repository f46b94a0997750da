//! What a person wrote to join a group, as it is kept: sealed, and opened for the facilitators of
//! the group and the person alone.

use api_types::{Audience, MemberContact, MemberWords, OnBehalfOf, Stage};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A checked join request.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Who filled it in.
    pub on_behalf_of: OnBehalfOf,
    /// Name and relation of who filled it in for somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_in_by: Option<String>,
    /// Years, where it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
    /// What the group may call the person.
    pub display_name: String,
    /// How to reach them; an address in small letters after its @, a number as typed.
    pub contact: MemberContact,
    /// As typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
    /// As what they come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Audience>,
    /// Where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// As typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_needs: Option<String>,
    /// As typed; for the facilitator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// The group may read the introduction.
    #[serde(default)]
    pub share_introduction: bool,
    /// Answers, with the questions as they were asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answered>,
    /// Consents, with the words that were agreed to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<AgreedTo>,
    /// Language to write to them in, BCP 47.
    pub language: String,
    /// IANA zone of their device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
}

impl Application {
    /// The zone of the person's device; `site`'s where it is not known.
    pub fn zone_or(&self, site: Tz) -> Tz {
        let device = self.time_zone.as_deref();
        device.and_then(|zone| zone.parse().ok()).unwrap_or(site)
    }

    /// What of it the member may write anew.
    pub fn words(&self) -> MemberWords {
        MemberWords {
            display_name: self.display_name.clone(),
            pronouns: self.pronouns.clone(),
            access_needs: self.access_needs.clone(),
            introduction: self.introduction.clone(),
            share_introduction: self.share_introduction,
        }
    }

    /// The same with other words, which were checked.
    pub fn rewrite(&mut self, words: MemberWords) {
        self.display_name = words.display_name;
        self.pronouns = words.pronouns;
        self.access_needs = words.access_needs;
        self.introduction = words.introduction;
        self.share_introduction = words.share_introduction;
    }
}

impl std::fmt::Debug for Application {
    /// Never shows what was written: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Application(withheld)")
    }
}

/// An answer, with its question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Id of the question.
    pub question: String,
    /// The question as it was read.
    pub asked: String,
    /// Free text, or the value of the choice.
    pub answer: String,
    /// The choice as it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A consent that was given.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedTo {
    /// Its id.
    pub id: String,
    /// Its words as they were read.
    pub text: String,
}
