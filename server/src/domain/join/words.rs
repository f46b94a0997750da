//! The words that a member may write anew later: held to the same rules whenever they are written.

use api_types::{FieldAsked, FieldProblem, JoinField, MemberWords};

use super::{Application, check::Checks};

/// How long a field of [`MemberWords`] may be, characters.
pub fn longest(field: &str) -> usize {
    match field {
        "display_name" => 60,
        "pronouns" => 40,
        "introduction" => 2_000,
        _ => 1_000,
    }
}

/// Longest text of staff's in a letter, characters.
const LETTER_TEXT: usize = 2_000;

/// Checks what staff write into a letter: the body's `text`.
pub fn read_letter_text(text: String) -> Result<String, Vec<FieldProblem>> {
    let mut checks = Checks::default();
    let read = checks.text("/text", Some(text), LETTER_TEXT);
    checks.present("/text", read.is_some());
    read.filter(|_| checks.0.is_empty()).ok_or(checks.0)
}

/// Checks what a member writes anew against what the form asks now, by the rules of the form. What
/// it does not ask any more may stay as it was, or go. The errors name fields within the words.
pub fn read_words(
    words: MemberWords,
    fields: &[FieldAsked],
    before: &Application,
) -> Result<MemberWords, Vec<FieldProblem>> {
    let mut checks = Checks::default();
    let read = checks.words("/written", words, fields, Some(before));
    read.filter(|_| checks.0.is_empty()).ok_or(checks.0)
}

impl Checks {
    /// What a person may write anew later, without the spaces around it; the fields' pointers begin
    /// with `at`. None where there is no name.
    pub(super) fn words(
        &mut self,
        at: &str,
        words: MemberWords,
        fields: &[FieldAsked],
        before: Option<&Application>,
    ) -> Option<MemberWords> {
        let place = |field: &str| format!("{at}/{field}");
        let display_name = self.line(
            &place("display_name"),
            Some(words.display_name),
            longest("display_name"),
        );
        self.present(&place("display_name"), display_name.is_some());
        let pronouns = self.line(&place("pronouns"), words.pronouns, longest("pronouns"));
        let access_needs = self.text(
            &place("access_needs"),
            words.access_needs,
            longest("access_needs"),
        );
        let introduction = self.text(
            &place("introduction"),
            words.introduction,
            longest("introduction"),
        );
        let stood =
            |pick: fn(&Application) -> &Option<String>| before.and_then(|of| pick(of).as_ref());
        for (field, pointer, given, stood) in [
            (
                JoinField::Pronouns,
                "pronouns",
                &pronouns,
                stood(|of| &of.pronouns),
            ),
            (
                JoinField::AccessNeeds,
                "access_needs",
                &access_needs,
                stood(|of| &of.access_needs),
            ),
            (
                JoinField::Introduction,
                "introduction",
                &introduction,
                stood(|of| &of.introduction),
            ),
        ] {
            let is_asked = fields.iter().any(|asked| asked.field == field);
            if is_asked || given.as_ref() != stood {
                self.asked(fields, field, &place(pointer), given.is_some());
            }
        }
        Some(MemberWords {
            display_name: display_name?,
            pronouns,
            access_needs,
            share_introduction: words.share_introduction && introduction.is_some(),
            introduction,
        })
    }
}
