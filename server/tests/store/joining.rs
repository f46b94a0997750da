//! Requests to join, on both databases.

use std::sync::{Arc, Mutex};

use api_types::{AcknowledgementReceipt, JoinState, MemberContact};
use serde_json::{Value, json};
use server::{
    domain::{
        group::GroupRecord,
        join::{Application, TokenPurpose, hash_of},
        letter::{Letter, NewLetter},
    },
    gate::SpentChallenge,
    store::{
        About, Asked, Asking, Corrected, Decided, Decision, GroupId, Kept, Lapsed, News, Proof,
        Proved, SiteId, Store, StoredRequest, Writer,
    },
};

use crate::support::{NOW, on_each, own, record};

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

fn write(told: &Mutex<Vec<Told>>, about: &About<'_>, news: News<'_>) -> Vec<NewLetter> {
    let (word, code, link) = match news {
        News::ProveAddress { code, prove } => ("prove", code.to_owned(), prove.text.clone()),
        News::ToReview => ("to-review", String::new(), about.review().text.clone()),
        News::ToRing => ("to-ring", String::new(), about.review().text.clone()),
        News::Pending => (
            "pending",
            about.member().text.clone(),
            about.review().text.clone(),
        ),
        News::Waitlisted => ("waitlisted", String::new(), about.member().text.clone()),
        News::Offered { offer, .. } => ("offered", String::new(), offer.text.clone()),
        News::Placed => ("placed", String::new(), about.member().text.clone()),
        News::Declined => ("declined", String::new(), about.member().text.clone()),
        News::LinkAgain => ("link-again", String::new(), about.member().text.clone()),
        News::NewAddress { prove, .. } => ("new-address", String::new(), prove.text.clone()),
        News::AddressChanged { .. } => (
            "address-changed",
            String::new(),
            about.member().text.clone(),
        ),
        News::Overdue => ("overdue", String::new(), about.review().text.clone()),
        News::MeetsSoon { meeting, stop } => (
            "meets-soon",
            meeting.starts_at.to_string(),
            stop.text.clone(),
        ),
        News::NewGuidelines { stop } => (
            "new-guidelines",
            about.member().text.clone(),
            stop.text.clone(),
        ),
    };
    told.lock().unwrap().push(Told {
        news: word.to_owned(),
        who: about.request.application.display_name.clone(),
        code: code.clone(),
        link: link.clone(),
    });
    let letter = match news {
        News::MeetsSoon { .. } => Letter::Reminder {
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
        let receipt = AcknowledgementReceipt {
            version: "1.0".into(),
            hash: "h".into(),
            language: "en".into(),
            acknowledged_at: "2026-01-06T12:00:00Z".into(),
        };
        let asking = Asking {
            group: "evening",
            application,
            acknowledged: Some(&receipt),
            reminders: false,
            for_review: false,
            answer_by: now + 3 * DAY,
            spent: None,
            key,
            body,
            now,
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
            group: "evening",
            application,
            acknowledged: None,
            reminders: false,
            for_review: true,
            answer_by: NOW + 3 * DAY,
            spent: None,
            key: "review",
            body: b"review",
            now: NOW,
        };
        let asked = self.ask_so(&asking).await;
        assert!(matches!(asked, Asked::Accepted(_)), "{asked:?}");
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

#[test]
fn a_request_is_kept_once_however_often_it_is_sent() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let rosa = application("rosa");
        let first = desk.ask(&rosa, "key-1", b"body", NOW).await;
        let Asked::Accepted(answer) = &first else {
            panic!("{first:?}")
        };
        let again = desk.ask(&rosa, "key-1", b"body", NOW + DAY - 1).await;
        assert_eq!(again, Asked::Repeated(answer.clone()));
        assert_eq!(
            desk.ask(&rosa, "key-1", b"other", NOW + 1).await,
            Asked::KeyReused
        );
        let requests = desk.requests().await;
        assert_eq!((requests.len(), desk.count("prove")), (1, 1));
        assert_eq!(requests[0].application, rosa);
        assert_eq!(requests[0].state, JoinState::Requested);
        let steps = store.list_steps(&desk.site, &requests[0].id).await.unwrap();
        assert_eq!((steps[0].step.as_str(), steps[0].at), ("requested", NOW));
        assert_eq!(store.count_letters().await.unwrap().waiting, 1);
        // After a day the key is as good as new.
        let later = desk.ask(&rosa, "key-1", b"other", NOW + DAY).await;
        assert!(matches!(later, Asked::Accepted(_)), "{later:?}");
    });
}

#[test]
fn an_unknown_group_and_a_spent_proof_of_work_change_nothing() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let rosa = application("rosa");
        let spent = SpentChallenge {
            hash: [9; 32],
            expires_at: NOW + DAY,
        };
        let asking = |group, key| Asking {
            group,
            application: &rosa,
            acknowledged: None,
            reminders: false,
            for_review: false,
            answer_by: NOW + DAY,
            spent: Some(&spent),
            key,
            body: b"body",
            now: NOW,
        };
        assert_eq!(
            desk.ask_so(&asking("morning", "a")).await,
            Asked::UnknownGroup
        );
        assert!(matches!(
            desk.ask_so(&asking("evening", "b")).await,
            Asked::Accepted(_)
        ));
        assert_eq!(
            desk.ask_so(&asking("evening", "c")).await,
            Asked::ProofSpent
        );
        assert_eq!(desk.requests().await.len(), 1);
    });
}

#[test]
fn two_hundred_at_once_for_the_last_place_give_one_winner() {
    on_each(async |store| {
        let desk = Arc::new(Desk::open(&store, open(1)).await);
        let asking: Vec<_> = (0..200)
            .map(|number| {
                let desk = desk.clone();
                tokio::spawn(async move { desk.asks(&format!("person{number}")).await })
            })
            .collect();
        for one in asking {
            one.await.unwrap();
        }
        let requests = desk.requests().await;
        assert_eq!(requests.len(), 200);
        let winners = requests.iter().filter(|request| request.holds_place);
        assert_eq!((winners.count(), desk.places_taken().await), (1, 1));
    });
}

#[test]
fn a_second_request_makes_way_for_the_first_that_was_never_proved() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        let (_, old) = desk.asks("rosa").await;
        let mut better = application("rosa");
        better.contact.value = "ROSA@example.org".into();
        desk.ask(&better, "another", b"another", NOW + 1).await;
        let requests = desk.requests().await;
        let states: Vec<_> = requests
            .iter()
            .map(|one| (one.state, one.holds_place))
            .collect();
        assert_eq!(
            states,
            [(JoinState::Left, false), (JoinState::Requested, true)]
        );
        assert_eq!(desk.places_taken().await, 1, "the place was handed over");
        let proof = Proof::Code(hash_of(&old), "000000");
        assert!(matches!(desk.prove(proof, NOW + 2).await, Proved::Spent));
        assert_eq!(
            store.count_letters().await.unwrap().waiting,
            1,
            "the old letter stays here"
        );
    });
}

#[test]
fn six_digits_or_the_link_prove_an_address_once() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let (_, follow_up) = desk.asks("rosa").await;
        let told = desk.last("prove", "rosa");
        let wrong = if told.code == "123456" {
            "654321"
        } else {
            "123456"
        };
        let follow_up = hash_of(&follow_up);
        assert!(matches!(
            desk.prove(Proof::Code(follow_up, wrong), NOW).await,
            Proved::WrongCode
        ));
        let proved = desk
            .prove(Proof::Code(follow_up, &told.code), NOW + 1)
            .await;
        assert!(matches!(proved, Proved::Now(JoinState::Pending, _)));
        let again = desk.prove(Proof::Link(hash_of(&told.link)), NOW + 2).await;
        assert!(matches!(again, Proved::Before(JoinState::Pending)));
        assert_eq!(desk.count("pending"), 1);
        let unknown = desk.prove(Proof::Link([1; 32]), NOW).await;
        assert!(matches!(unknown, Proved::Unknown));
        // A capability of one kind is none of another.
        let other_kind = desk.prove(Proof::Link(follow_up), NOW).await;
        assert!(matches!(other_kind, Proved::Unknown));
    });
}

#[test]
fn a_code_is_dead_after_ten_wrong_ones() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let (_, follow_up) = desk.asks("rosa").await;
        let right = desk.last("prove", "rosa").code;
        let follow_up = hash_of(&follow_up);
        for _ in 0..10 {
            let wrong = desk.prove(Proof::Code(follow_up, "no"), NOW).await;
            assert!(matches!(wrong, Proved::WrongCode));
        }
        let right = desk.prove(Proof::Code(follow_up, &right), NOW).await;
        assert!(matches!(right, Proved::Spent));
    });
}

#[test]
fn who_is_in_the_group_already_learns_so_by_their_own_mail_alone() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(3)).await;
        assert_eq!(desk.joins("rosa").await, JoinState::Approved);
        // Somebody asks with Rosa's address: the answer and the letter are as for anybody.
        desk.ask(&application("rosa"), "again", b"again", NOW + 1)
            .await;
        assert_eq!((desk.count("prove"), desk.places_taken().await), (2, 2));
        let link = desk.last("prove", "rosa").link;
        let proved = desk.prove(Proof::Link(hash_of(&link)), NOW + 2).await;
        let Proved::Now(JoinState::Approved, member) = proved else {
            panic!("Rosa keeps what she has")
        };
        assert_eq!(
            desk.places_taken().await,
            1,
            "the second place is free again"
        );
        let hers =
            store.find_request_by_token(&desk.site, member.hash(), TokenPurpose::Member, NOW + 3);
        assert_eq!(hers.await.unwrap().unwrap().created_at, NOW);
    });
}

#[test]
fn a_freed_place_is_offered_in_order_and_passed_on_when_its_time_is_over() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        assert_eq!(desk.joins("rosa").await, JoinState::Approved);
        for (name, now) in [("sam", NOW), ("tess", NOW + 1)] {
            assert_eq!(desk.joins_at(name, now).await, JoinState::Waitlisted);
        }
        let link = desk.last("placed", "rosa").link;
        let left = desk.decide(&link, Decision::Leave, NOW + 2).await;
        assert_eq!(left, Decided::Now(JoinState::Left));
        assert_eq!(
            desk.decide(&link, Decision::Leave, NOW + 1).await,
            Decided::Before(JoinState::Left)
        );
        let first = desk.last("offered", "sam").link;
        assert_eq!(desk.count("offered"), 1);
        // Sam misses the letter; two days later it is Tess's turn.
        assert_eq!(desk.lapse(NOW + DAY).await, Lapsed::default());
        let lapsed = desk.lapse(NOW + 2 * DAY + 2).await;
        assert_eq!(
            lapsed,
            Lapsed {
                unproved: 0,
                offers: 1
            }
        );
        let late = desk
            .decide(&first, Decision::TakeOffer, NOW + 2 * DAY + 3)
            .await;
        assert_eq!(late, Decided::Spent);
        let offer = desk.last("offered", "tess").link;
        let taken = desk
            .decide(&offer, Decision::TakeOffer, NOW + 3 * DAY)
            .await;
        assert_eq!(taken, Decided::Now(JoinState::Approved));
        let again = desk
            .decide(&offer, Decision::TakeOffer, NOW + 3 * DAY)
            .await;
        assert_eq!(again, Decided::Before(JoinState::Approved));
        // Sam is still on the list, and leaves it when a second offer lapses.
        let link = desk.last("placed", "tess").link;
        desk.decide(&link, Decision::Leave, NOW + 4 * DAY).await;
        assert_eq!(desk.count("offered"), 3);
        desk.lapse(NOW + 6 * DAY + 1).await;
        let states: Vec<_> = desk
            .standing()
            .await
            .into_iter()
            .map(|(_, state)| state)
            .collect();
        assert_eq!(states, [JoinState::Left; 3]);
        assert_eq!(desk.places_taken().await, 0);
    });
}

#[test]
fn staff_approve_and_decline_by_their_own_link() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(Some(2))).await;
        for name in ["rosa", "sam"] {
            assert_eq!(desk.joins(name).await, JoinState::Pending);
        }
        assert_eq!(desk.joins("tess").await, JoinState::Waitlisted);
        let rosa = desk.last("pending", "rosa");
        // The member's link decides nothing of the staff's.
        assert_eq!(
            desk.decide(&rosa.code, Decision::Approve, NOW).await,
            Decided::Unknown
        );
        let approved = desk.decide(&rosa.link, Decision::Approve, NOW + 1).await;
        assert_eq!(approved, Decided::Now(JoinState::Approved));
        assert_eq!(
            desk.decide(&rosa.link, Decision::Decline, NOW + 1).await,
            Decided::WrongState(JoinState::Approved)
        );
        let sam = desk.last("pending", "sam").link;
        let declined = desk.decide(&sam, Decision::Decline, NOW + 2).await;
        assert_eq!(declined, Decided::Now(JoinState::Declined));
        assert_eq!(
            (desk.count("declined"), desk.count("offered")),
            (1, 1),
            "Sam's place goes on"
        );
        let offer = desk.last("offered", "tess").link;
        let taken = desk.decide(&offer, Decision::TakeOffer, NOW + 3).await;
        assert_eq!(
            taken,
            Decided::Now(JoinState::Pending),
            "a facilitator still decides"
        );
        assert_eq!(desk.places_taken().await, 2);
    });
}

#[test]
fn an_unproved_place_is_free_again_after_two_days() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        desk.asks("rosa").await;
        assert_eq!(desk.joins("sam").await, JoinState::Waitlisted);
        assert_eq!(desk.lapse(NOW + 2 * DAY - 1).await, Lapsed::default());
        assert_eq!(
            desk.lapse(NOW + 2 * DAY).await,
            Lapsed {
                unproved: 1,
                offers: 0
            }
        );
        let standing = desk.standing().await;
        assert_eq!(standing[0], ("rosa".to_owned(), JoinState::Left));
        assert_eq!(standing[1], ("sam".to_owned(), JoinState::Offered));
        let link = desk.last("prove", "rosa").link;
        let late = desk
            .prove(Proof::Link(hash_of(&link)), NOW + 2 * DAY + 1)
            .await;
        assert!(matches!(late, Proved::Spent));
    });
}

#[test]
fn a_number_is_to_be_rung_and_is_proved_by_the_call() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(None)).await;
        let mut rosa = application("rosa");
        rosa.contact =
            serde_json::from_value(json!({ "kind": "phone", "value": "555-0100" })).unwrap();
        desk.ask(&rosa, "key", b"body", NOW).await;
        assert_eq!(desk.count("prove"), 0);
        let review = desk.last("to-ring", "rosa").link;
        let approved = desk.decide(&review, Decision::Approve, NOW + 1).await;
        assert_eq!(approved, Decided::Now(JoinState::Approved));
        assert_eq!(desk.requests().await[0].proved_at, Some(NOW + 1));
    });
}

#[test]
fn a_mistyped_address_is_corrected_and_its_letter_taken_back() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        let (_, follow_up) = desk.asks("roza").await;
        let old = desk.last("prove", "roza");
        let rosa = application("rosa").contact;
        let follow_up = hash_of(&follow_up);
        let corrected = desk.correct(follow_up, &rosa, NOW + 1).await;
        assert_eq!(corrected, Corrected::Done(NOW + 1 + 2 * DAY));
        assert_eq!(store.count_letters().await.unwrap().waiting, 1);
        let dead = desk.prove(Proof::Link(hash_of(&old.link)), NOW + 2).await;
        assert!(matches!(dead, Proved::Spent));
        let new = desk.last("prove", "roza");
        let proved = desk.prove(Proof::Code(follow_up, &new.code), NOW + 2).await;
        assert!(matches!(proved, Proved::Now(JoinState::Approved, _)));
        assert_eq!(desk.requests().await[0].application.contact, rosa);
        assert_eq!(
            desk.correct(follow_up, &rosa, NOW + 3).await,
            Corrected::Spent
        );
        assert_eq!(
            desk.correct([3; 32], &rosa, NOW + 3).await,
            Corrected::Unknown
        );
    });
}

#[test]
fn an_address_is_corrected_five_times_at_most() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(1)).await;
        let (_, follow_up) = desk.asks("rosa").await;
        let follow_up = hash_of(&follow_up);
        for number in 0..6 {
            let contact = application(&format!("rosa{number}")).contact;
            let done = matches!(
                desk.correct(follow_up, &contact, NOW).await,
                Corrected::Done(_)
            );
            assert_eq!(done, number < 5);
        }
    });
}

#[test]
fn a_link_is_sent_again_to_members_alone() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(3)).await;
        desk.joins("rosa").await;
        desk.asks("sam").await;
        for name in ["rosa", "sam", "nobody"] {
            desk.send_again(name).await;
        }
        assert_eq!(desk.count("link-again"), 1);
        let link = hash_of(&desk.last("link-again", "rosa").link);
        let page = store.find_request_by_token(&desk.site, link, TokenPurpose::Member, NOW);
        assert!(page.await.unwrap().is_some());
    });
}

#[test]
fn members_read_that_the_last_place_went() {
    on_each(async |store| {
        let desk = Desk::open(&store, open(5)).await;
        let revision = async || store.site_revision(&desk.site).await.unwrap();
        let before = revision().await;
        desk.asks("rosa").await;
        assert_eq!(revision().await, before, "five places read as four do");
        desk.asks("sam").await;
        assert_eq!(revision().await, before + 1, "few are left");
    });
}

#[test]
fn under_another_sites_id_no_request_is_found_or_changed() {
    on_each(async |store| {
        let desk = Desk::open(&store, approval(Some(2))).await;
        desk.joins("rosa").await;
        let (_, follow_up) = desk.asks("sam").await;
        let rosa = desk.last("pending", "rosa");
        let sam = desk.last("prove", "sam");
        let other = Desk {
            store: store.clone(),
            site: store.add_site("lakeside", NOW).await.unwrap(),
            told: Arc::default(),
        };
        let before = desk.standing().await;
        assert_eq!(
            other.ask(&application("tess"), "k", b"b", NOW).await,
            Asked::UnknownGroup
        );
        for proof in [
            Proof::Link(hash_of(&sam.link)),
            Proof::Code(hash_of(&follow_up), &sam.code),
        ] {
            assert!(matches!(other.prove(proof, NOW).await, Proved::Unknown));
        }
        assert_eq!(
            other.decide(&rosa.link, Decision::Approve, NOW).await,
            Decided::Unknown
        );
        let contact = application("tess").contact;
        let corrected = other.correct(hash_of(&follow_up), &contact, NOW).await;
        assert_eq!(corrected, Corrected::Unknown);
        other.send_again("rosa").await;
        assert_eq!(other.count("link-again"), 0);
        assert_eq!(other.lapse(NOW + 99 * DAY).await, Lapsed::default());
        let review = hash_of(&rosa.link);
        let found = store.find_request_by_token(&other.site, review, TokenPurpose::Review, NOW);
        assert!(found.await.unwrap().is_none());
        let request = desk.requests().await.remove(0);
        let group = GroupId::from(request.group_id.as_str());
        assert!(
            store
                .list_requests(&other.site, &group)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            store
                .list_steps(&other.site, &request.id)
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(desk.standing().await, before);
    });
}
