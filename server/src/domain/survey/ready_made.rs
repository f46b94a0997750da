//! Surveys that come with Kindred, for a site to take over as they are or to change.

use std::sync::LazyLock;

use super::SurveyRecord;

/// A file each, in the order in which they are offered.
const FILES: [&str; 5] = [
    include_str!("shipped/after-meeting.json"),
    include_str!("shipped/group-climate.json"),
    include_str!("shipped/first-month.json"),
    include_str!("shipped/leaving.json"),
    // Of WHO, on terms of its own: `LICENSE-well-being.md` beside it.
    include_str!("shipped/well-being.json"),
];

static READY_MADE: LazyLock<Vec<SurveyRecord>> = LazyLock::new(|| {
    // A test reads every one.
    let read = FILES
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok());
    read.collect()
});

/// Every one.
pub fn ready_made() -> &'static [SurveyRecord] {
    &READY_MADE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::survey::check_survey;

    #[test]
    fn each_can_be_published_in_english_and_in_spanish() {
        assert_eq!(ready_made().len(), FILES.len());
        for survey in ready_made() {
            let languages = ["en".to_owned(), "es".to_owned()];
            assert_eq!(check_survey(survey, &languages), Ok(()), "{}", survey.slug);
        }
    }

    #[test]
    fn well_being_goes_from_0_to_100() {
        let survey = ready_made().last().unwrap();
        let [score] = &survey.scores[..] else {
            panic!("one score");
        };
        assert_eq!(score.range(survey), (0, 100));
    }
}
