//! A site's desk: from what happens to a request to the letters that go out.

use api_types::{ContactKind, JoinState, MemberContact};
use chrono::DateTime;

use crate::{
    AppState,
    config::ActiveSite,
    domain::{
        group::GroupRecord,
        join::{Token, answer_by},
        letter::{Letter, NewLetter, OtherGroup},
        schedule::MeetingSpan,
        staff::StaffDetails,
    },
    store::{About, Keeper, News, Reader, Sending, Writer},
};

/// So many other groups are named in a refusal.
const OTHERS: usize = 3;
/// The part of the member's page that has newer guidelines to read.
const GUIDELINES: &str = "guidelines";

/// One site, and what its letters need to know.
pub struct Desk<'a> {
    state: &'a AppState,
    site: &'a ActiveSite,
    /// Groups that have room, for who is declined: slug, name, and what they are about.
    others: Vec<Other>,
    /// Whose letters these are, where staff cause them.
    sending: Option<Sending>,
    /// What a refusal says, in the words of who declines.
    refusal: Option<String>,
}

struct Other {
    slug: String,
    name: String,
    focus: Vec<api_types::Focus>,
}

impl<'a> Desk<'a> {
    /// The desk of a site. Letters that name other groups know those of the catalogue.
    pub fn new(state: &'a AppState, site: &'a ActiveSite) -> Self {
        Self {
            state,
            site,
            others: Vec::new(),
            sending: None,
            refusal: None,
        }
    }

    /// The same with the words of who declines in place of ours.
    #[must_use]
    pub fn declining_with(mut self, text: String) -> Self {
        self.refusal = Some(text);
        self
    }

    /// The same for what a staff member does: letters that can wait are theirs to stop.
    #[must_use]
    pub fn sent_by(mut self, sending: Sending) -> Self {
        self.sending = Some(sending);
        self
    }

    /// The same, for decisions: who is declined reads of groups that fit and have room.
    #[must_use]
    pub fn with_groups<'g>(mut self, groups: impl Iterator<Item = &'g api_types::Group>) -> Self {
        let has_room = |group: &&api_types::Group| {
            group.status == api_types::Status::Active
                && group.availability != Some(api_types::Availability::WaitingList)
        };
        let other = |group: &api_types::Group| Other {
            slug: group.slug.clone(),
            name: group.name.clone(),
            focus: group.focus.clone(),
        };
        self.others = groups.filter(has_room).map(other).collect();
        self
    }

    /// Where the site's coordinator reads letters.
    fn coordinator(&self) -> &str {
        let join = self.site.config.join.as_ref();
        join.and_then(|join| join.staff_email.as_deref())
            .unwrap_or_default()
    }

    /// A letter to where the group's facilitator reads requests, else to who looks after it, else
    /// to the site's coordinator.
    fn to_staff(&self, about: &About<'_>, letter: Letter) -> NewLetter {
        if let Some(owner) = Self::owner_who_reads(about) {
            return self.to_keeper(about, &owner.details, letter);
        }
        let to = about.staff.unwrap_or_else(|| self.coordinator());
        self.to_house(about, to, letter)
    }

    /// Who looks after the group, where nobody reads its requests at an address of its own.
    fn owner_who_reads<'k>(about: &About<'k>) -> Option<&'k Keeper> {
        about.owner.filter(|_| about.staff.is_none())
    }

    /// The link in such a letter.
    fn link_to_staff(&self, about: &About<'_>) -> String {
        let reader = match Self::owner_who_reads(about) {
            Some(_) => Reader::Owner,
            None => Reader::House,
        };
        self.link("review", about.review_by(reader))
    }

    /// A letter to one of the staff, in their own language.
    fn to_keeper(&self, about: &About<'_>, keeper: &StaffDetails, letter: Letter) -> NewLetter {
        NewLetter {
            language: keeper.language.clone(),
            ..self.to_house(about, &keeper.email, letter)
        }
    }

    /// A letter to somebody of the site's own.
    fn to_house(&self, about: &About<'_>, to: &str, letter: Letter) -> NewLetter {
        NewLetter {
            request: Some(about.request.id.clone()),
            to: to.to_owned(),
            language: self.site.config.language_for(None).to_owned(),
            time_zone: Some(self.site.config.time_zone.name().to_owned()),
            letter,
        }
    }

    /// To the member, that a person looks at the request; and to the facilitator, that one waits.
    fn pending(&self, about: &About<'_>) -> Vec<NewLetter> {
        let (group, request) = (about.group.name.clone(), about.request);
        let answer_by = self.date(request.answer_by);
        let received = Letter::Received {
            group: group.clone(),
            reference: request.reference.clone(),
            answer_by: answer_by.clone(),
            link: self.link("m", about.member()),
        };
        let waits = Letter::NewRequest {
            group,
            reference: request.reference.clone(),
            answer_by,
            review_link: self.link_to_staff(about),
            console_link: self.in_console(about),
        };
        let mut letters: Vec<_> = to_member(about, received).into_iter().collect();
        letters.push(self.to_staff(about, waits));
        letters
    }

    /// To the group's deputy or else the coordinator, that nobody answered in time; and to the
    /// member, whom to ring. An address that nobody has proved gets no letter that names a group.
    fn overdue(&self, about: &About<'_>) -> Vec<NewLetter> {
        let group = about.group.name.clone();
        let reference = about.request.reference.clone();
        let own = about.group.contact.phone.as_ref();
        let phone = own.or(self.site.config.contact.phone.as_ref()).cloned();
        let mut letters = vec![if let Some(deputy) = about.deputy {
            let overdue = self.answer_overdue(about, Reader::Deputy);
            self.to_keeper(about, &deputy.details, overdue)
        } else {
            let overdue = self.answer_overdue(about, Reader::House);
            self.to_house(about, self.coordinator(), overdue)
        }];
        if about.request.proved_at.is_some() {
            let late = Letter::AnswerLate {
                group,
                reference,
                phone,
            };
            letters.extend(to_member(about, late));
        }
        letters
    }

    fn answer_overdue(&self, about: &About<'_>, reader: Reader) -> Letter {
        Letter::AnswerOverdue {
            group: about.group.name.clone(),
            reference: about.request.reference.clone(),
            review_link: self.link("review", about.review_by(reader)),
            console_link: self.in_console(about),
        }
    }

    /// The group's zone, or the site's where it has no schedule.
    fn zone_of(&self, about: &About<'_>) -> String {
        let schedule = about.group.schedule.as_ref();
        let site = self.site.config.time_zone.name();
        schedule
            .map_or(site, |schedule| &schedule.time_zone)
            .to_owned()
    }

    /// What is told of where somebody's request or place stands.
    fn where_they_stand(&self, about: &About<'_>, news: News<'_>) -> Option<Letter> {
        // An address that nobody has proved gets no letter that names a group.
        if matches!(news, News::Declined) && about.request.proved_at.is_none() {
            return None;
        }
        let group = about.group.name.clone();
        let link = self.link("m", about.member());
        Some(match news {
            News::Waitlisted => Letter::Waitlisted { group, link },
            News::Offered { until, offer } => Letter::Offered {
                group,
                until: self.instant(until),
                link: self.link("offer", offer),
            },
            News::Placed => Letter::Placed { group, link },
            News::Declined => Letter::Declined {
                group,
                text: self.refusal.clone(),
                others: self.others_like(about),
                link,
            },
            News::Question { text } => Letter::Question {
                group,
                text: text.to_owned(),
                link,
            },
            News::Removed { text } => Letter::Removed {
                group,
                text: text.to_owned(),
                link,
            },
            News::LinkAgain => Letter::LinkAgain { link },
            _ => return None,
        })
    }

    /// What is told of one meeting that staff changed.
    fn changed_meeting(&self, about: &About<'_>, news: News<'_>) -> Option<Letter> {
        let (group, zone) = (about.group.name.clone(), self.zone_of(about));
        let link = || self.link("m", about.member());
        let ends = |span: MeetingSpan| (self.instant(span.starts_at), self.instant(span.ends_at));
        Some(match news {
            News::MeetingCancelled { meeting, note } => {
                let (starts_at, ends_at) = ends(meeting);
                Letter::MeetingCancelled {
                    group,
                    starts_at,
                    ends_at,
                    zone,
                    note: note.to_owned(),
                    link: link(),
                }
            }
            News::MeetingMoved { from, to, note } => {
                let ((was_at, was_until), (starts_at, ends_at)) = (ends(from), ends(to));
                Letter::MeetingMoved {
                    group,
                    was_at,
                    was_until,
                    starts_at,
                    ends_at,
                    zone,
                    note: note.to_owned(),
                    link: link(),
                }
            }
            News::MeetingRestored { meeting } => {
                let (starts_at, ends_at) = ends(meeting);
                Letter::MeetingRestored {
                    group,
                    starts_at,
                    ends_at,
                    zone,
                    link: link(),
                }
            }
            _ => return None,
        })
    }

    fn reminder(
        &self,
        about: &About<'_>,
        meeting: MeetingSpan,
        prompt: Option<&str>,
        stop: &Token,
    ) -> Letter {
        Letter::Reminder {
            group: about.group.name.clone(),
            starts_at: self.instant(meeting.starts_at),
            ends_at: self.instant(meeting.ends_at),
            zone: self.zone_of(about),
            prompt: prompt.map(str::to_owned),
            link: self.link("m", about.member()),
            unsubscribe: self.link("unsubscribe", stop),
        }
    }

    fn message(&self, about: &About<'_>, (subject, text): (&str, &str), stop: &Token) -> Letter {
        Letter::GroupMessage {
            group: about.group.name.clone(),
            subject: subject.to_owned(),
            text: text.to_owned(),
            link: self.link("m", about.member()),
            unsubscribe: self.link("unsubscribe", stop),
        }
    }

    fn new_guidelines(&self, about: &About<'_>, stop: &Token) -> Letter {
        Letter::GuidelinesChanged {
            group: about.group.name.clone(),
            link: format!("{}#{GUIDELINES}", self.link("m", about.member())),
            unsubscribe: self.link("unsubscribe", stop),
        }
    }

    fn new_address(&self, about: &About<'_>, to: &MemberContact, prove: &Token) -> NewLetter {
        let link = self.link("address", prove);
        to_address(about, to, Letter::NewAddress { link })
    }

    /// To the member, that their request is for this group now; and to its facilitator, if somebody
    /// has to answer.
    fn moved(&self, about: &About<'_>, from: &str) -> Vec<NewLetter> {
        let request = about.request;
        let pending = request.state == JoinState::Pending;
        let answer_by = pending.then(|| self.date(request.answer_by));
        let moved = Letter::Moved {
            group: about.group.name.clone(),
            from: from.to_owned(),
            state: request.state,
            answer_by: answer_by.clone(),
            link: format!("{}#{GUIDELINES}", self.link("m", about.member())),
        };
        let mut letters: Vec<_> = to_member(about, moved).into_iter().collect();
        if let Some(answer_by) = answer_by {
            let waits = Letter::NewRequest {
                group: about.group.name.clone(),
                reference: request.reference.clone(),
                answer_by,
                review_link: self.link_to_staff(about),
                console_link: self.in_console(about),
            };
            letters.push(self.to_staff(about, waits));
        }
        letters
    }

    /// To the address that is theirs from now on, and to the one before.
    fn address_changed(&self, about: &About<'_>, left: &MemberContact) -> Vec<NewLetter> {
        let link = self.link("m", about.member());
        let mut letters = vec![to_address(about, left, Letter::AddressLeft)];
        letters.extend(to_member(about, Letter::AddressChanged { link }));
        letters
    }

    /// Groups that are about the same and have room.
    fn others_like(&self, about: &About<'_>) -> Vec<OtherGroup> {
        let alike = |other: &&Other| {
            other.slug != about.group.slug
                && other
                    .focus
                    .iter()
                    .any(|focus| about.group.focus.contains(focus))
        };
        // The site's own page about its groups; without one there is nowhere to send anybody.
        let Some(page) = self.site.config.contact.url.as_ref() else {
            return Vec::new();
        };
        let named = |other: &Other| OtherGroup {
            name: other.name.clone(),
            url: page.clone(),
        };
        self.others
            .iter()
            .filter(alike)
            .take(OTHERS)
            .map(named)
            .collect()
    }

    /// Where a link leads. Without mail nobody gets here.
    fn link(&self, kind: &str, token: &Token) -> String {
        self.address(&format!("/{kind}/{}", token.text))
    }

    /// The whole address of a path here.
    fn address(&self, path: &str) -> String {
        self.state
            .mail
            .link(path)
            .unwrap_or_else(|| path.to_owned())
    }

    /// The request in the console. Its id opens nothing: who reads it there has signed in.
    fn in_console(&self, about: &About<'_>) -> Option<String> {
        let path = format!("/console/requests/{}", about.request.id);
        self.state.mail.link(&path)
    }

    /// `YYYY-MM-DD` in the site's zone.
    pub fn date(&self, ms: i64) -> String {
        let at = DateTime::from_timestamp_millis(ms).unwrap_or_default();
        let local = at.with_timezone(&self.site.config.time_zone);
        local.format("%Y-%m-%d").to_string()
    }

    /// RFC 3339 in the site's zone.
    fn instant(&self, ms: i64) -> String {
        let at = DateTime::from_timestamp_millis(ms).unwrap_or_default();
        at.with_timezone(&self.site.config.time_zone).to_rfc3339()
    }
}

impl Writer for Desk<'_> {
    fn answer_by(&self, group: &GroupRecord, now: i64) -> i64 {
        let config = &self.site.config;
        answer_by(now, config.answer_within_days(group), config.time_zone).0
    }

    fn sending(&self) -> Option<&Sending> {
        self.sending.as_ref()
    }

    fn write(&self, about: &About<'_>, news: News<'_>) -> Vec<NewLetter> {
        let request = about.request;
        let group = about.group.name.clone();
        let reference = request.reference.clone();
        let mut letters = Vec::new();
        match news {
            News::ProveAddress { code, prove } => letters.extend(to_member(
                about,
                Letter::ProveAddress {
                    code: code.to_owned(),
                    link: self.link("prove", prove),
                },
            )),
            News::ToReview => letters.push(self.to_staff(
                about,
                Letter::ToReview {
                    group,
                    reference,
                    review_link: self.link_to_staff(about),
                    console_link: self.in_console(about),
                },
            )),
            News::ToRing => letters.push(self.to_staff(
                about,
                Letter::ToRing {
                    group,
                    reference,
                    review_link: self.link_to_staff(about),
                    console_link: self.in_console(about),
                },
            )),
            News::Pending => letters.extend(self.pending(about)),
            News::Waitlisted
            | News::Offered { .. }
            | News::Placed
            | News::Declined
            | News::Question { .. }
            | News::Removed { .. }
            | News::LinkAgain => {
                let letter = self.where_they_stand(about, news);
                letters.extend(letter.and_then(|letter| to_member(about, letter)));
            }
            News::Moved { from } => letters.extend(self.moved(about, from)),
            News::NewAddress { to, prove } => letters.push(self.new_address(about, to, prove)),
            News::AddressChanged { left } => letters.extend(self.address_changed(about, left)),
            News::Overdue => letters.extend(self.overdue(about)),
            News::StillOverdue => {
                let overdue = self.answer_overdue(about, Reader::House);
                letters.push(self.to_house(about, self.coordinator(), overdue));
            }
            News::MeetingCancelled { .. }
            | News::MeetingMoved { .. }
            | News::MeetingRestored { .. } => {
                let letter = self.changed_meeting(about, news);
                letters.extend(letter.and_then(|letter| to_member(about, letter)));
            }
            News::MeetsSoon {
                meeting,
                prompt,
                stop,
            } => {
                let reminder = self.reminder(about, meeting, prompt, stop);
                letters.extend(to_member(about, reminder));
            }
            News::NewGuidelines { stop } => {
                letters.extend(to_member(about, self.new_guidelines(about, stop)));
            }
            News::Message {
                subject,
                text,
                stop,
            } => {
                let message = self.message(about, (subject, text), stop);
                letters.extend(to_member(about, message));
            }
            News::AskedForFeedback { link, day, stop } => {
                let asked = Letter::Feedback {
                    group: about.group.name.clone(),
                    day: day.map(str::to_owned),
                    link: self.address(&format!("/survey/{link}")),
                    unsubscribe: self.link("unsubscribe", stop),
                };
                letters.extend(to_member(about, asked));
            }
            News::MemberNote => {
                let link = self.address("/console/feedback");
                let group = about.group.name.clone();
                let note = Letter::MemberNote { group, link };
                letters.push(self.to_staff(about, note));
            }
        }
        letters
    }
}

/// A letter to the member, who can only be written to at an address.
fn to_member(about: &About<'_>, letter: Letter) -> Option<NewLetter> {
    let contact = &about.request.application.contact;
    let by_email = contact.kind == ContactKind::Email;
    by_email.then(|| to_address(about, contact, letter))
}

/// A letter in the member's language to one of their addresses.
fn to_address(about: &About<'_>, contact: &MemberContact, letter: Letter) -> NewLetter {
    let application = &about.request.application;
    NewLetter {
        request: Some(about.request.id.clone()),
        to: contact.value.clone(),
        language: application.language.clone(),
        time_zone: application.time_zone.clone(),
        letter,
    }
}
