//! What the section knows without drawing: addresses of the queue, what can be done about a request,
//! and who is chosen. Pure.

use api_types::{Choice, ContactKind, QueueState, QueuedRequest};

/// The address of the queue with these filters.
pub(super) fn queue_path(state: &str, group: &str, cursor: &str) -> String {
    let all = [("state", state), ("group", group), ("cursor", cursor)];
    let mut path = "requests".to_owned();
    let given = all.iter().filter(|(_, value)| !value.is_empty());
    for (at, (name, value)) in given.enumerate() {
        path.push(if at == 0 { '?' } else { '&' });
        path.push_str(&[name, "=", value].concat());
    }
    path
}

/// The kinds of the queue in the order in which they are offered.
pub(super) const KINDS: [QueueState; 7] = [
    QueueState::ToAnswer,
    QueueState::ToRing,
    QueueState::ToLookAt,
    QueueState::QuestionAsked,
    QueueState::Waitlisted,
    QueueState::Offered,
    QueueState::Decided,
];

/// A kind's word in an address.
pub(super) fn kind_of(word: Option<&str>) -> Option<QueueState> {
    QueueState::from_word(word?).ok()
}

/// Something that can be done about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Approve,
    Decline,
    Ask,
    NoteAnswer,
    Move,
    Release,
    Offer,
    Skip,
    Call,
}

/// What can be done about a request, the next step first.
pub(super) fn deeds(request: &QueuedRequest) -> Vec<Deed> {
    let contact = request.person.contact.as_ref();
    let by_email = contact.is_some_and(|contact| contact.kind == ContactKind::Email);
    let mut deeds = match request.queue {
        Some(QueueState::ToAnswer) => vec![Deed::Approve, Deed::Decline, Deed::Ask, Deed::Move],
        Some(QueueState::QuestionAsked) => vec![
            Deed::NoteAnswer,
            Deed::Approve,
            Deed::Decline,
            Deed::Ask,
            Deed::Move,
        ],
        Some(QueueState::ToRing) => vec![Deed::Call, Deed::Decline],
        // A place is for who has confirmed the address.
        Some(QueueState::ToLookAt) => vec![Deed::Release, Deed::Decline],
        Some(QueueState::Waitlisted) => vec![Deed::Offer, Deed::Skip, Deed::Move, Deed::Decline],
        Some(QueueState::Offered) => vec![Deed::Approve, Deed::Move, Deed::Decline],
        Some(QueueState::Decided) | None => Vec::new(),
    };
    if !by_email {
        deeds.retain(|deed| *deed != Deed::Ask);
    }
    if request.silence.is_some() {
        deeds.retain(|deed| !matches!(deed, Deed::Ask | Deed::Offer | Deed::Call));
    }
    deeds
}

/// Whether several of this kind can be approved at once.
pub(super) fn can_be_chosen(queue: Option<QueueState>) -> bool {
    matches!(
        queue,
        Some(QueueState::ToAnswer | QueueState::QuestionAsked)
    )
}

/// The row to which a key leads from another: down with `j`, up with `k`, not beyond the ends.
pub(super) fn row_after(key: &str, from: usize, rows: usize) -> Option<usize> {
    match key {
        "j" | "ArrowDown" => Some(from + 1).filter(|to| *to < rows),
        "k" | "ArrowUp" => from.checked_sub(1),
        _ => None,
    }
}

/// The words that a refusal's field shows once a reason is chosen: the reason's, as long as nobody has
/// changed those that were there.
pub(super) fn begins_with(shown: &str, texts: &[&str], chosen: &str) -> Option<String> {
    let untouched = shown.trim().is_empty() || texts.contains(&shown);
    (untouched && shown != chosen).then(|| chosen.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_the_filters_that_hold() {
        assert_eq!(queue_path("", "", ""), "requests");
        assert_eq!(
            queue_path("to-ring", "evening-circle", ""),
            "requests?state=to-ring&group=evening-circle"
        );
        assert_eq!(queue_path("", "", "5~a"), "requests?cursor=5~a");
        assert_eq!(kind_of(Some("to-ring")), Some(QueueState::ToRing));
        assert_eq!((kind_of(Some("odd")), kind_of(None)), (None, None));
    }

    #[test]
    fn every_kind_is_offered() {
        for kind in QueueState::ALL {
            assert!(KINDS.contains(kind), "{kind:?}");
        }
    }

    #[test]
    fn keys_lead_from_row_to_row_and_not_beyond() {
        assert_eq!(row_after("j", 0, 2), Some(1));
        assert_eq!(row_after("j", 1, 2), None);
        assert_eq!(row_after("ArrowUp", 1, 2), Some(0));
        assert_eq!(row_after("k", 0, 2), None);
        assert_eq!(row_after("x", 0, 2), None);
    }

    #[test]
    fn words_that_somebody_wrote_are_not_written_over() {
        let texts = ["full", "other"];
        assert_eq!(begins_with("", &texts, "full"), Some("full".to_owned()));
        assert_eq!(
            begins_with("full", &texts, "other"),
            Some("other".to_owned())
        );
        assert_eq!(begins_with("full and more", &texts, "other"), None);
        assert_eq!(begins_with("full", &texts, "full"), None, "nothing to do");
    }
}
