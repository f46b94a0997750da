//! The roster as data: who of a group's members shows, and what is to be said of each. Pure.

use api_types::{ContactKind, Roster, RosterMember};

/// So many rows are drawn at first, and so many more with each press: a browser draws thousands
/// slowly.
pub(super) const AT_ONCE: usize = 100;
/// Who has missed so many meetings in a row is somebody to get in touch with.
pub(super) const QUIET_AFTER: u32 = 3;

/// Which members show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    All,
    /// Who wrote what they need.
    Needs,
    /// Who was not seen for three meetings.
    Quiet,
    /// Who has newer guidelines to read.
    Rules,
    /// Who is not to be written to, or pauses.
    Apart,
}

impl Show {
    pub(super) const ALL: [Self; 5] = [
        Self::All,
        Self::Needs,
        Self::Quiet,
        Self::Rules,
        Self::Apart,
    ];

    /// As it stands in an address, and in the texts.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Needs => "needs",
            Self::Quiet => "quiet",
            Self::Rules => "rules",
            Self::Apart => "apart",
        }
    }

    /// What an address asks for; all, where it asks for nothing known.
    pub(super) fn of(asked: Option<&str>) -> Self {
        let known = Self::ALL
            .into_iter()
            .find(|show| Some(show.word()) == asked);
        known.unwrap_or(Self::All)
    }

    pub(super) fn has(self, member: &RosterMember) -> bool {
        match self {
            Self::All => true,
            Self::Needs => member.access_needs.is_some(),
            Self::Quiet => is_quiet(member),
            Self::Rules => member.newer_guidelines,
            Self::Apart => member.silence.is_some() || member.pause.is_some(),
        }
    }
}

/// Somebody to get in touch with.
pub(super) fn is_quiet(member: &RosterMember) -> bool {
    let apart = member.silence.is_some() || member.pause.is_some();
    !apart && member.missed >= QUIET_AFTER
}

/// Those who show, in their order. `typed` is looked for in names and references, whatever its case.
pub(super) fn matching<'a>(
    roster: &'a Roster,
    show: Show,
    typed: &str,
) -> impl Iterator<Item = &'a RosterMember> {
    let typed = typed.trim().to_lowercase();
    let named = move |member: &&RosterMember| {
        typed.is_empty()
            || member.name.to_lowercase().contains(&typed)
            || member.reference.to_lowercase().contains(&typed)
    };
    let members = roster.members.iter();
    members.filter(move |member| show.has(member)).filter(named)
}

/// Who gets a message to all: by email, by a call, and not at all.
pub(super) fn readers(roster: &Roster) -> (u32, u32, u32) {
    let (mut letters, mut calls, mut nobody) = (0, 0, 0);
    for member in &roster.members {
        if member.silence.is_some() || member.pause.is_some() || !member.messages {
            nobody += 1;
        } else if member.contact == ContactKind::Phone {
            calls += 1;
        } else {
            letters += 1;
        }
    }
    (letters, calls, nobody)
}

#[cfg(test)]
mod tests {
    use api_types::{GroupOfStaff, Pause, Silence, SilenceReason};

    use super::*;

    fn member(name: &str) -> RosterMember {
        serde_json::from_value(serde_json::json!({
            "id": name, "name": name, "reference": format!("KIN-{name}"), "contact": "email",
            "since": "2026-01-01T00:00:00Z", "messages": true,
        }))
        .unwrap()
    }

    fn roster(members: Vec<RosterMember>) -> Roster {
        Roster {
            group: GroupOfStaff {
                slug: "g".to_owned(),
                name: "G".to_owned(),
            },
            guidelines: None,
            may_work: true,
            has_way_in: true,
            plain_letters: false,
            replies_to: None,
            members,
        }
    }

    #[test]
    fn members_are_found_by_name_and_reference_whatever_the_case() {
        let all = roster(vec![member("Rosa"), member("sam")]);
        let names = |typed: &str| -> Vec<String> {
            let found = matching(&all, Show::All, typed);
            found.map(|one| one.name.clone()).collect()
        };
        assert_eq!(names(" ROS "), ["Rosa"]);
        assert_eq!(names("kin-s"), ["sam"]);
        assert_eq!(names(""), ["Rosa", "sam"]);
    }

    #[test]
    fn each_filter_has_those_whom_it_names() {
        let mut rosa = member("rosa");
        rosa.access_needs = Some("A chair".to_owned());
        rosa.missed = 3;
        let mut sam = rosa.clone();
        sam.silence = Some(Silence {
            since: String::new(),
            reason: SilenceReason::Died,
        });
        assert!(Show::Needs.has(&rosa) && Show::Quiet.has(&rosa) && !Show::Apart.has(&rosa));
        assert!(
            !Show::Quiet.has(&sam),
            "nobody gets in touch with who has died"
        );
        assert!(Show::Apart.has(&sam));
        assert_eq!(Show::of(Some("quiet")), Show::Quiet);
        assert_eq!(Show::of(Some("nonsense")), Show::All);
    }

    #[test]
    fn a_message_reaches_who_may_be_written_to_and_wants_it() {
        let mut ruth = member("ruth");
        ruth.contact = ContactKind::Phone;
        let mut bea = member("bea");
        bea.messages = false;
        let mut sam = member("sam");
        sam.pause = Some(Pause {
            since: String::new(),
            reason: None,
        });
        let all = roster(vec![member("rosa"), ruth, bea, sam]);
        assert_eq!(readers(&all), (1, 1, 2));
    }
}
