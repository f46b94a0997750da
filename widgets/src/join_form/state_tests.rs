//! Steps, fields and the kept draft.

use api_types::{Acknowledge, AgeRange, ContactKind, GuidelineScope, JoinForm, QuestionKind};

use super::{draft::*, state::*};
use crate::wire::join_tests::form as form_json;

/// A form with everything, which can be filled in.
pub(crate) fn form() -> JoinForm {
    let mut form: JoinForm = serde_json::from_str(&form_json()).unwrap();
    form.unavailable = None;
    form
}

fn draft() -> Draft {
    Draft::new("k".to_owned())
}

fn reread(form: &JoinForm, draft: &Draft) -> Option<Draft> {
    let kept: serde_json::Value = serde_json::from_str(&draft.write(form)).unwrap();
    Draft::read(form, &kept)
}

#[test]
fn the_steps_come_one_after_another_and_stop_at_both_ends() {
    let form = form();
    assert_eq!(Step::Fit.moved(&form, 1), Step::About);
    assert_eq!(Step::About.moved(&form, 1), Step::Rules);
    assert_eq!(Step::Rules.moved(&form, -1), Step::About);
    assert_eq!(Step::Fit.moved(&form, -1), Step::Fit);
    assert_eq!(Step::Next.moved(&form, 1), Step::Next);
}

#[test]
fn a_rule_of_the_group_is_not_the_sites_rule_of_the_same_key() {
    let mut form = form();
    let mut twin = form.guidelines.items[0].clone();
    twin.scope = match twin.scope {
        GuidelineScope::Site => GuidelineScope::Group,
        GuidelineScope::Group => GuidelineScope::Site,
    };
    form.guidelines.items.push(twin);
    let last = form.guidelines.items.len() - 1;
    assert_ne!(Field::Rule(0).key(&form), Field::Rule(last).key(&form));
}

#[test]
fn a_group_without_guidelines_has_no_step_for_them() {
    let mut form = form();
    form.guidelines.items.clear();
    assert_eq!(Step::About.moved(&form, 1), Step::Send);
    assert_eq!(Step::Send.place(&form), 2);
}

#[test]
fn only_somebody_else_is_asked_for_a_name_of_their_own() {
    let form = form();
    let mut draft = draft();
    draft.set(Field::Behalf, "me");
    assert!(!fields(&form, &draft, Step::About).contains(&Field::FilledInBy));
    draft.set(Field::Behalf, "professional");
    let asked = fields(&form, &draft, Step::About);
    assert!(asked.contains(&Field::FilledInBy) && asked.contains(&Field::PersonAgrees));
}

#[test]
fn an_age_is_asked_for_only_where_the_group_has_one() {
    let mut form = form();
    assert!(fields(&form, &draft(), Step::About).contains(&Field::Age));
    form.ages = AgeRange::default();
    assert!(!fields(&form, &draft(), Step::About).contains(&Field::Age));
}

#[test]
fn one_way_to_reach_somebody_is_not_asked_for_twice() {
    let mut form = form();
    let asked = fields(&form, &draft(), Step::About);
    assert!(asked.contains(&Field::ContactKind) && !asked.contains(&Field::Email));
    form.contact_kinds = vec![ContactKind::Phone];
    let asked = fields(&form, &draft(), Step::About);
    assert!(!asked.contains(&Field::ContactKind) && asked.contains(&Field::Phone));
}

#[test]
fn only_who_is_reached_by_email_is_offered_reminders() {
    let mut form = form();
    form.reminders = true;
    let mut draft = draft();
    let mut offered = |form: &JoinForm, kind: &str| {
        draft.set(Field::ContactKind, kind);
        fields(form, &draft, Step::Send).contains(&Field::Reminders)
    };
    assert!(offered(&form, "email"));
    assert!(!offered(&form, "phone") && !offered(&form, ""));
    form.reminders = false;
    assert!(!offered(&form, "email"));
}

#[test]
fn each_rule_has_a_box_or_all_have_one() {
    let mut form = form();
    assert_eq!(
        fields(&form, &draft(), Step::Rules),
        [Field::Rule(0), Field::Rule(1)]
    );
    form.guidelines.acknowledge = Acknowledge::Together;
    assert_eq!(fields(&form, &draft(), Step::Rules), [Field::Rules]);
}

#[test]
fn a_draft_survives_a_reload_word_for_word() {
    let form = form();
    let mut draft = draft();
    draft.set(Field::Name, "Jo \"the\" \\ gardener\n🙂");
    draft.set(Field::Answer(0), "yes");
    draft.tick(Field::Rule(1), true);
    draft.tick(Field::Consent(0), true);
    draft.choose(Field::Audience, "carer", true);
    draft.choose(Field::Audience, "parent", true);
    draft.tried = true;
    draft.step = Step::Send;
    let mut back = reread(&form, &draft).unwrap();
    for field in [
        Field::Name,
        Field::Answer(0),
        Field::Rule(1),
        Field::Consent(0),
        Field::Audience,
    ] {
        assert_eq!(back.text(field), draft.text(field), "{field:?}");
        back.set(field, "");
        draft.set(field, "");
    }
    assert_eq!(back, draft);
}

#[test]
fn an_answer_never_lands_beside_another_question() {
    let before = form();
    let mut draft = draft();
    draft.set(Field::Answer(0), "yes");
    let mut after = before.clone();
    let mut new = after.questions[0].clone();
    new.id = "new".to_owned();
    new.kind = QuestionKind::ShortText;
    after.questions.insert(0, new);
    let kept: serde_json::Value = serde_json::from_str(&draft.write(&before)).unwrap();
    let back = Draft::read(&after, &kept).unwrap();
    assert_eq!(
        (back.text(Field::Answer(0)), back.text(Field::Answer(1))),
        ("", "yes")
    );
}

#[test]
fn guidelines_that_changed_since_are_not_taken_as_read() {
    let before = form();
    let mut draft = draft();
    draft.tick(Field::Rule(0), true);
    draft.set(Field::Name, "Jo");
    draft.step = Step::Send;
    let mut after = before.clone();
    after.guidelines.hash = "another".to_owned();
    let kept: serde_json::Value = serde_json::from_str(&draft.write(&before)).unwrap();
    let back = Draft::read(&after, &kept).unwrap();
    assert!(!back.is_ticked(Field::Rule(0)));
    assert_eq!((back.step, back.text(Field::Name)), (Step::Rules, "Jo"));
}

#[test]
fn the_last_step_is_not_kept_since_it_needs_the_servers_answer() {
    let form = form();
    let mut draft = draft();
    draft.step = Step::Next;
    assert_eq!(reread(&form, &draft).unwrap().step, Step::Send);
}

#[test]
fn what_is_no_draft_of_ours_is_no_draft() {
    for nonsense in ["null", "[]", "{}", r#"{ "step": 2 }"#] {
        let value: serde_json::Value = serde_json::from_str(nonsense).unwrap();
        assert_eq!(Draft::read(&form(), &value), None, "{nonsense}");
    }
}

#[test]
fn an_edit_after_a_failed_send_makes_a_new_key_and_before_it_does_not() {
    let mut draft = draft();
    draft.edited(|| "new".to_owned());
    assert_eq!(draft.key, "k");
    draft.tried = true;
    draft.edited(|| "new".to_owned());
    assert_eq!((&*draft.key, draft.tried), ("new", false));
    draft.edited(|| "newer".to_owned());
    assert_eq!(draft.key, "new");
}

#[test]
fn words_of_several_are_chosen_and_taken_back() {
    let mut draft = draft();
    draft.choose(Field::Audience, "carer", true);
    draft.choose(Field::Audience, "carer", true);
    draft.choose(Field::Audience, "men", true);
    assert_eq!(draft.text(Field::Audience), "carer men");
    draft.choose(Field::Audience, "carer", false);
    assert!(draft.has(Field::Audience, "men") && !draft.has(Field::Audience, "carer"));
}

#[test]
fn every_field_has_a_place_on_the_page_of_its_own() {
    assert_eq!(Field::Answer(2).id(), "kd-answer-2");
    assert_eq!(Field::Name.id(), "kd-name");
}
