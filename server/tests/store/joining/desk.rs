//! A desk for the tests of requests: it asks, proves and decides as people do, and keeps what its
//! letters would have said.

use std::sync::{Arc, Mutex};

use api_types::{AcknowledgementReceipt, ContactKind, JoinState, MemberContact};
use serde_json::{Value, json};
use server::{
    domain::{
        group::GroupRecord,
        join::{Application, hash_of},
        letter::{Letter, NewLetter},
    },
    store::{
        About, Asked, Asking, Corrected, Decided, Decision, Kept, Lapsed, News, Proof, Proved,
        Reader, SiteId, Store, StoredRequest, Writer,
    },
};

use crate::support::{NOW, own, record};

pub const DAY: i64 = 24 * 60 * 60 * 1000;

/// What a letter would have said: what happened to whom, and the secrets that it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub news: String,
    pub who: String,
    pub code: String,
    pub link: String,
}

/// A site with a group, and everything that its letters would have said.
pub struct Desk {
    pub store: Store,
    pub site: SiteId,
    pub told: Arc<Mutex<Vec<Told>>>,
}

pub fn application(name: &str) -> Application {
    serde_json::from_value(json!({
        "on_behalf_of": "me", "display_name": name, "language": "en",
        "contact": { "kind": "email", "value": format!("{name}@example.org") },
        "introduction": format!("{name} was told last week."),
    }))
    .unwrap()
}

/// The same by telephone.
pub fn caller(name: &str, number: &str) -> Application {
    let mut caller = application(name);
    caller.contact = MemberContact {
        kind: ContactKind::Phone,
        value: number.to_owned(),
    };
    caller
}

/// A plain attempt, to be answered within three days; its body is like its key.
pub fn asking<'a>(application: &'a Application, key: &'a str) -> Asking<'a> {
    Asking {
        group: "evening",
        application,
        acknowledged: None,
        reminders: false,
        for_review: false,
        answer_by: NOW + 3 * DAY,
        spent: None,
        key,
        body: key.as_bytes(),
        now: NOW,
    }
}

pub fn receipt() -> AcknowledgementReceipt {
    AcknowledgementReceipt {
        version: "1.0".into(),
        hash: "h".into(),
        language: "en".into(),
        acknowledged_at: "2026-01-06T12:00:00Z".into(),
    }
}

/// A new link of whoever looks after the group, else of who reads at the site's address.
fn review(about: &About<'_>) -> String {
    let reader = if about.owner.is_some() {
        Reader::Owner
    } else {
        Reader::House
    };
    about.review_by(reader).text.clone()
}

#[allow(clippy::too_many_lines, reason = "a line a piece of news")]
fn write(told: &Mutex<Vec<Told>>, about: &About<'_>, news: News<'_>) -> Vec<NewLetter> {
    let (word, code, link) = match news {
        News::ProveAddress { code, prove } => ("prove", code.to_owned(), prove.text.clone()),
        News::ToReview => ("to-review", String::new(), review(about)),
        News::ToRing => ("to-ring", String::new(), review(about)),
        News::Pending => ("pending", about.member().text.clone(), review(about)),
        News::Waitlisted => ("waitlisted", String::new(), about.member().text.clone()),
        News::Offered { offer, .. } => ("offered", String::new(), offer.text.clone()),
        News::Placed => ("placed", String::new(), about.member().text.clone()),
        News::Declined => ("declined", String::new(), about.member().text.clone()),
        News::Question { text } => ("question", text.to_owned(), about.member().text.clone()),
        News::Moved { from } => ("moved", from.to_owned(), about.member().text.clone()),
        News::LinkAgain => ("link-again", String::new(), about.member().text.clone()),
        News::NewAddress { prove, .. } => ("new-address", String::new(), prove.text.clone()),
        News::AddressChanged { .. } => (
            "address-changed",
            String::new(),
            about.member().text.clone(),
        ),
        News::Overdue => ("overdue", String::new(), review(about)),
        News::StillOverdue => ("still-overdue", String::new(), review(about)),
        News::MeetingCancelled { meeting, note } => {
            ("cancelled", meeting.starts_at.to_string(), note.to_owned())
        }
        News::MeetingMoved { from, to, .. } => (
            "moved",
            from.starts_at.to_string(),
            to.starts_at.to_string(),
        ),
        News::MeetingRestored { meeting } => {
            ("restored", meeting.starts_at.to_string(), String::new())
        }
        News::MeetsSoon { meeting, stop, .. } => (
            "meets-soon",
            meeting.starts_at.to_string(),
            stop.text.clone(),
        ),
        News::NewGuidelines { stop } => (
            "new-guidelines",
            about.member().text.clone(),
            stop.text.clone(),
        ),
        News::Message { text, stop, .. } => ("message", text.to_owned(), stop.text.clone()),
        News::AskedForFeedback { link, stop, .. } => {
            ("feedback", link.to_owned(), stop.text.clone())
        }
        News::MemberNote => ("member-note", String::new(), String::new()),
        News::Removed { text } => ("removed", text.to_owned(), about.member().text.clone()),
    };
    told.lock().unwrap().push(Told {
        news: word.to_owned(),
        who: about.request.application.display_name.clone(),
        code: code.clone(),
        link: link.clone(),
    });
    let letter = match news {
        News::Message { subject, text, .. } => Letter::GroupMessage {
            group: String::new(),
            subject: subject.to_owned(),
            text: text.to_owned(),
            unsubscribe: link.clone(),
            link,
        },
        News::Removed { text } => Letter::Removed {
            group: String::new(),
            text: text.to_owned(),
            link,
        },
        News::MeetsSoon { prompt, .. } => Letter::Reminder {
            prompt: prompt.map(str::to_owned),
            group: String::new(),
            starts_at: String::new(),
            ends_at: String::new(),
            zone: String::new(),
            unsubscribe: link.clone(),
            link,
        },
        News::NewGuidelines { .. } => Letter::GuidelinesChanged {
            group: String::new(),
            unsubscribe: link.clone(),
            link,
        },
        News::MeetingCancelled { .. }
        | News::MeetingMoved { .. }
        | News::MeetingRestored { .. } => Letter::MeetingRestored {
            group: String::new(),
            starts_at: String::new(),
            ends_at: String::new(),
            zone: String::new(),
            link,
        },
        News::AskedForFeedback { .. } => Letter::Feedback {
            group: String::new(),
            day: None,
            unsubscribe: link.clone(),
            link,
        },
        News::NewAddress { .. } => Letter::NewAddress { link },
        News::AddressChanged { .. } => Letter::AddressChanged { link },
        _ => Letter::ProveAddress { code, link },
    };
    let to = match news {
        News::NewAddress { to, .. } => to,
        _ => &about.request.application.contact,
    };
    vec![NewLetter {
        request: Some(about.request.id.clone()),
        to: to.value.clone(),
        language: "en".to_owned(),
        time_zone: None,
        letter,
    }]
}

impl Writer for Desk {
    fn answer_by(&self, _: &GroupRecord, now: i64) -> i64 {
        now + 3 * DAY
    }

    fn write(&self, about: &About<'_>, news: News<'_>) -> Vec<NewLetter> {
        write(&self.told, about, news)
    }
}

impl Desk {
    pub async fn open(store: &Store, changes: Value) -> Self {
        let site = store.add_site("riverside", NOW).await.unwrap();
        let groups = own(vec![record("evening", changes)]);
        store.apply_import(&site, &groups).await.unwrap();
        Self {
            store: store.clone(),
            site,
            told: Arc::default(),
        }
    }

    pub async fn ask(&self, application: &Application, key: &str, body: &[u8], now: i64) -> Asked {
        let asking = Asking {
            acknowledged: Some(&receipt()),
            answer_by: now + 3 * DAY,
            body,
            now,
            ..asking(application, key)
        };
        self.ask_so(&asking).await
    }

    pub async fn ask_so(&self, asking: &Asking<'_>) -> Asked {
        let answer =
            |kept: &Kept<'_>| format!("{} {}", kept.reference, kept.follow_up).into_bytes();
        let asked = self
            .store
            .request_to_join(&self.site, asking, &answer, self);
        asked.await.unwrap()
    }

    /// Asks for somebody; gives reference and follow-up.
    pub async fn asks(&self, name: &str) -> (String, String) {
        let asked = self
            .ask(&application(name), name, name.as_bytes(), NOW)
            .await;
        let Asked::Accepted(answer) = asked else {
            panic!("{name}: {asked:?}")
        };
        let answer = String::from_utf8(answer).unwrap();
        let (reference, follow_up) = answer.split_once(' ').unwrap();
        (reference.to_owned(), follow_up.to_owned())
    }

    pub async fn prove(&self, proof: Proof<'_>, now: i64) -> Proved {
        let proved = self.store.prove_address(&self.site, proof, self, now);
        proved.await.unwrap()
    }

    /// Asks and proves; gives where they stand.
    pub async fn joins(&self, name: &str) -> JoinState {
        self.joins_at(name, NOW).await
    }

    pub async fn joins_at(&self, name: &str, now: i64) -> JoinState {
        self.asks(name).await;
        let link = self.last("prove", name).link;
        match self.prove(Proof::Link(hash_of(&link)), now).await {
            Proved::Now(state, _) => state,
            _ => panic!("{name} is not proved"),
        }
    }

    pub async fn decide(&self, link: &str, decision: Decision, now: i64) -> Decided {
        let decided = self
            .store
            .decide(&self.site, hash_of(link), decision, self, now);
        decided.await.unwrap()
    }

    pub async fn correct(&self, hash: [u8; 32], contact: &MemberContact, now: i64) -> Corrected {
        let corrected = self
            .store
            .correct_contact(&self.site, hash, contact, self, now);
        corrected.await.unwrap()
    }

    pub async fn send_again(&self, name: &str) {
        let contact = application(name).contact;
        let sent = self.store.send_links_again(&self.site, &contact, self, NOW);
        sent.await.unwrap();
    }

    pub async fn lapse(&self, now: i64) -> Lapsed {
        self.store.lapse(&self.site, self, now).await.unwrap()
    }

    pub fn find(&self, news: &str, who: &str) -> Option<Told> {
        let told = self.told.lock().unwrap();
        let mut told = told.iter().rev();
        told.find(|one| one.news == news && one.who == who).cloned()
    }

    pub fn last(&self, news: &str, who: &str) -> Told {
        let found = self.find(news, who);
        found.unwrap_or_else(|| panic!("{who} is told {news}: {:?}", self.told))
    }

    /// Somebody asks, and a person is to look at it first.
    pub async fn asks_for_review(&self, application: &Application) {
        let asking = Asking {
            for_review: true,
            ..asking(application, "review")
        };
        let asked = self.ask_so(&asking).await;
        assert!(matches!(asked, Asked::Accepted(_)), "{asked:?}");
    }

    /// Somebody asks by the form with a number; gives staff's link to it.
    pub async fn gives_number(&self, name: &str, number: &str) -> String {
        let asked = self.ask_so(&asking(&caller(name, number), name)).await;
        assert!(matches!(asked, Asked::Accepted(_)), "{asked:?}");
        self.last("to-ring", name).link
    }

    pub fn count(&self, news: &str) -> usize {
        self.told
            .lock()
            .unwrap()
            .iter()
            .filter(|one| one.news == news)
            .count()
    }

    pub async fn requests(&self) -> Vec<StoredRequest> {
        let group = self
            .store
            .find_group(&self.site, "evening")
            .await
            .unwrap()
            .unwrap();
        self.store
            .list_requests(&self.site, &group.id)
            .await
            .unwrap()
    }

    /// Where everybody stands.
    pub async fn standing(&self) -> Vec<(String, JoinState)> {
        let requests = self.requests().await.into_iter();
        requests
            .map(|one| (one.application.display_name, one.state))
            .collect()
    }

    pub async fn places_taken(&self) -> i64 {
        let group = self.store.find_group(&self.site, "evening").await.unwrap();
        group.unwrap().places_taken
    }
}

pub fn approval(capacity: Option<u32>) -> Value {
    json!({ "join_policy": "approval", "capacity": capacity })
}

pub fn open(capacity: u32) -> Value {
    json!({ "join_policy": "open", "capacity": capacity })
}
