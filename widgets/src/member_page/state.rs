//! The member's page as data: its views, what is being done, and what somebody wrote between the
//! page and the join form's fields. Pure, with its tests.

use api_types::{
    Acknowledge, Guidelines, JoinField, JoinForm, JoinState, MemberWords, ProblemCode,
};

use crate::{
    guidelines::state::unchanged,
    join_form::{Draft, Fault, Faults, Field, fault},
};

/// What shows. Each has a heading of its own, which the focus goes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// The page itself.
    #[default]
    Page,
    /// Changing what was written.
    Edit,
    /// Newer guidelines.
    Rules,
    /// Something is wrong in the group.
    Concern,
    /// "Do you want to leave?"
    Leave,
    /// "Do you want to erase everything?"
    Erase,
    /// Nothing more: everything is erased.
    Erased,
    /// Nothing more: the link does not count any longer.
    Closed,
}

/// Something that the server is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    Reminders,
    Place,
    Calendar,
    Rules,
    Save,
    Export,
    Concern,
    Leave,
    Erase,
}

/// What is being done, or could not be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Doing {
    /// Nothing.
    #[default]
    No,
    /// On its way.
    Now(Task),
    /// It did not work.
    Failed(Task, Hitch),
}

/// Why something did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hitch {
    /// The device has no connection.
    Offline,
    /// No answer, or a fault of the server's.
    Failed,
    /// Too much in a short time.
    Wait,
    /// It does not go with where the request stands now.
    Changed,
}

/// What a refusal means for the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The link does not count any longer.
    Closed,
    /// Some fields cannot be taken.
    Fields,
    /// There are newer guidelines than those that were read.
    NewerRules,
    /// Said beside what was pressed.
    Hitch(Hitch),
}

/// What a refusal means.
pub(crate) fn meaning(code: Option<ProblemCode>) -> Meaning {
    match code {
        Some(ProblemCode::UnknownToken | ProblemCode::SpentToken) => Meaning::Closed,
        Some(ProblemCode::InvalidFields) => Meaning::Fields,
        Some(
            ProblemCode::GuidelinesChanged
            | ProblemCode::GuidelinesUnknown
            | ProblemCode::GuidelinesForged,
        ) => Meaning::NewerRules,
        Some(ProblemCode::WrongState) => Meaning::Hitch(Hitch::Changed),
        Some(ProblemCode::SlowDown) => Meaning::Hitch(Hitch::Wait),
        _ => Meaning::Hitch(Hitch::Failed),
    }
}

/// Whether somebody in this state still has a place, or may get one.
pub(crate) fn is_on(state: JoinState) -> bool {
    !matches!(state, JoinState::Declined | JoinState::Left)
}

/// What can be written anew, in the order of the form.
pub(crate) const WRITTEN: [Field; 5] = [
    Field::Name,
    Field::Pronouns,
    Field::AccessNeeds,
    Field::Introduction,
    Field::Share,
];

/// What can be written anew here: what the form asks, and whatever stands there already.
pub(crate) fn edited(form: &JoinForm, words: &MemberWords) -> Vec<Field> {
    let asked = |field| form.fields.iter().any(|asked| asked.field == field);
    let introduced = asked(JoinField::Introduction) || words.introduction.is_some();
    let shown = |field: &Field| match field {
        Field::Pronouns => asked(JoinField::Pronouns) || words.pronouns.is_some(),
        Field::AccessNeeds => asked(JoinField::AccessNeeds) || words.access_needs.is_some(),
        Field::Introduction | Field::Share => introduced,
        _ => true,
    };
    WRITTEN.into_iter().filter(shown).collect()
}

/// Puts what a member wrote into the form's fields.
pub(crate) fn fill(draft: &mut Draft, words: &MemberWords) {
    let texts = [
        (Field::Name, Some(&words.display_name)),
        (Field::Pronouns, words.pronouns.as_ref()),
        (Field::AccessNeeds, words.access_needs.as_ref()),
        (Field::Introduction, words.introduction.as_ref()),
    ];
    for (field, text) in texts {
        draft.set(field, text.map_or("", String::as_str));
    }
    draft.tick(Field::Share, words.share_introduction);
    draft.set(Field::NewEmail, "");
}

/// What stands in the form's fields now.
pub(crate) fn written(draft: &Draft) -> MemberWords {
    let said = |field| draft.said(field).map(str::to_owned);
    let introduction = said(Field::Introduction);
    MemberWords {
        display_name: said(Field::Name).unwrap_or_default(),
        pronouns: said(Field::Pronouns),
        access_needs: said(Field::AccessNeeds),
        share_introduction: introduction.is_some() && draft.is_ticked(Field::Share),
        introduction,
    }
}

/// What is wrong with what was written, and with a new address.
pub(crate) fn faults(form: &JoinForm, draft: &Draft) -> Faults {
    let found = |field: Field| Some((field, fault(form, draft, field)?));
    let all = WRITTEN.into_iter().chain([Field::NewEmail]);
    all.filter_map(found).collect()
}

/// The boxes of newer guidelines.
pub(crate) fn boxes(guidelines: &Guidelines) -> Vec<Field> {
    match guidelines.acknowledge {
        Acknowledge::Each => (0..guidelines.items.len()).map(Field::Rule).collect(),
        Acknowledge::Together => vec![Field::Rules],
    }
}

/// Unticks them, but for the rules that stayed the same: who is a member has read those.
pub(crate) fn untick(draft: &mut Draft, guidelines: &Guidelines) {
    let same = unchanged(guidelines);
    for field in boxes(guidelines) {
        let known = matches!(field, Field::Rule(at) if same.contains(&at));
        draft.tick(field, known);
    }
}

/// Boxes that are not ticked yet.
pub(crate) fn unread(draft: &Draft, guidelines: &Guidelines) -> Faults {
    let boxes = boxes(guidelines).into_iter();
    boxes
        .filter(|field| !draft.is_ticked(*field))
        .map(|field| (field, Fault::Missing))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        i18n::tests::join_words,
        wire::{join_tests, membership_tests::membership},
    };

    fn form() -> JoinForm {
        serde_json::from_str(&join_tests::form()).unwrap()
    }

    fn rules() -> Guidelines {
        form().guidelines
    }

    fn sample() -> api_types::Membership {
        serde_json::from_str(&membership()).unwrap()
    }

    #[test]
    fn what_was_written_comes_back_from_the_fields_as_it_was() {
        let words = sample().written;
        let mut draft = Draft::default();
        fill(&mut draft, &words);
        assert!(written(&draft) == words);
        draft.set(Field::Pronouns, "  ");
        assert_eq!(written(&draft).pronouns, None);
    }

    #[test]
    fn what_is_not_there_any_more_leaves_its_field_empty() {
        let mut draft = Draft::default();
        fill(&mut draft, &sample().written);
        let mut words = sample().written;
        words.introduction = None;
        words.share_introduction = false;
        fill(&mut draft, &words);
        assert_eq!(draft.text(Field::Introduction), "");
        assert!(!draft.is_ticked(Field::Share));
    }

    #[test]
    fn only_what_the_form_asks_or_what_stands_there_already_can_be_written_anew() {
        let form = form();
        let mut words = sample().written;
        assert_eq!(edited(&form, &words), WRITTEN);
        words.access_needs = None;
        words.introduction = None;
        assert_eq!(
            edited(&form, &words),
            [
                Field::Name,
                Field::Pronouns,
                Field::Introduction,
                Field::Share
            ],
            "the form asks for an introduction and for no needs"
        );
    }

    #[test]
    fn nothing_is_shared_where_nothing_was_written() {
        let mut draft = Draft::default();
        fill(&mut draft, &sample().written);
        draft.set(Field::Introduction, "");
        assert!(!written(&draft).share_introduction);
    }

    #[test]
    fn a_name_is_needed_and_limits_are_the_forms() {
        let mut draft = Draft::default();
        fill(&mut draft, &sample().written);
        assert_eq!(faults(&form(), &draft), []);
        draft.set(Field::Name, "");
        draft.set(Field::AccessNeeds, &"a".repeat(1_001));
        draft.set(Field::NewEmail, "rosa at home");
        let found = faults(&form(), &draft);
        assert_eq!(
            found,
            [
                (Field::Name, Fault::Missing),
                (Field::AccessNeeds, Fault::Long(1_000)),
                (Field::NewEmail, Fault::Form)
            ]
        );
    }

    #[test]
    fn only_rules_that_are_new_or_changed_are_to_be_ticked_again() {
        let mut draft = Draft::default();
        untick(&mut draft, &rules());
        assert_eq!(
            unread(&draft, &rules()),
            [(Field::Rule(0), Fault::Missing)],
            "the second rule is the same"
        );
        draft.tick(Field::Rule(0), true);
        assert_eq!(unread(&draft, &rules()), []);
        let mut together = rules();
        together.acknowledge = Acknowledge::Together;
        untick(&mut draft, &together);
        assert_eq!(unread(&draft, &together), [(Field::Rules, Fault::Missing)]);
    }

    #[test]
    fn a_spent_link_closes_the_page_and_a_busy_server_does_not() {
        assert_eq!(meaning(Some(ProblemCode::SpentToken)), Meaning::Closed);
        assert_eq!(
            meaning(Some(ProblemCode::SlowDown)),
            Meaning::Hitch(Hitch::Wait)
        );
        assert_eq!(meaning(None), Meaning::Hitch(Hitch::Failed));
    }

    #[test]
    fn every_state_has_words_on_the_page() {
        use api_types::Choice;
        for language in ["en", "es"] {
            for state in JoinState::ALL {
                let found = join_words(language).find("stand", state.as_str());
                assert!(found.is_some(), "{language} stand.{}", state.as_str());
            }
        }
    }
}
