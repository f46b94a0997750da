//! What staff read of answers, as files for a spreadsheet: the pages' own numbers and nothing else.

use api_types::{
    Choice, CollectionResults, QuestionResults, ScoreResults, SurveyComparison, SurveyCount,
    SurveyResults,
};

use crate::feeds::csv;

const RESULTS: [&str; 8] = [
    "version",
    "answers_of",
    "item",
    "kind",
    "question",
    "answer",
    "label",
    "people",
];
const COMPARED: [&str; 6] = [
    "group",
    "name",
    "answers_of",
    "asked",
    "answered",
    "counted",
];

/// One row for each thing that could be chosen, and for each text. Before the questions stand how many were
/// asked, answered and are counted.
pub fn results_table(results: &SurveyResults) -> Vec<u8> {
    let mut table = vec![RESULTS.map(str::to_owned).to_vec()];
    for collection in &results.collections {
        rows_of(collection, &mut table);
    }
    written(&table)
}

/// One row a group, one column a measure: its mean.
pub fn comparison_table(compared: &SurveyComparison) -> Vec<u8> {
    let measures = compared.measures.iter().map(|measure| measure.key.clone());
    let head = COMPARED.map(str::to_owned).into_iter().chain(measures);
    let mut table: Vec<Vec<String>> = vec![head.collect()];
    for row in &compared.groups {
        let count = &row.count;
        let mut cells = vec![
            row.group.slug.clone(),
            row.group.name.clone(),
            whose(count).to_owned(),
            count.invited.to_string(),
            count.answered.to_string(),
            count.counted.to_string(),
        ];
        cells.extend(row.means.iter().map(|mean| rounded(*mean)));
        table.push(cells);
    }
    written(&table)
}

fn written(table: &[Vec<String>]) -> Vec<u8> {
    let mut bytes = csv::BYTE_ORDER_MARK.to_vec();
    bytes.extend(csv::rows(table.iter().map(Vec::as_slice)));
    bytes
}

/// Whose answers: of those who were asked, or of anybody.
fn whose(count: &SurveyCount) -> &'static str {
    if count.by_anyone { "anyone" } else { "asked" }
}

fn rounded(mean: Option<f64>) -> String {
    mean.map(|mean| format!("{mean:.2}")).unwrap_or_default()
}

fn rows_of(collection: &CollectionResults, table: &mut Vec<Vec<String>>) {
    let count = &collection.count;
    let mut row = |cells: [&str; 6]| {
        let front = [count.version.to_string(), whose(count).to_owned()];
        let cells = cells.map(str::to_owned);
        table.push(front.into_iter().chain(cells).collect());
    };
    let numbers = [
        ("asked", count.invited),
        ("answered", count.answered),
        ("counted", count.counted),
    ];
    for (item, number) in numbers {
        row([item, "", "", "", "", &number.to_string()]);
    }
    for question in &collection.questions {
        of_question(question, &mut row);
    }
    for score in &collection.scores {
        of_score(score, &mut row);
    }
}

fn of_question(question: &QuestionResults, row: &mut impl FnMut([&str; 6])) {
    let (key, kind, text) = (&question.key, question.kind.as_str(), &question.text);
    row([key, kind, text, "shown", "", &question.shown.to_string()]);
    row([
        key,
        kind,
        text,
        "answered",
        "",
        &question.answered.to_string(),
    ]);
    for option in &question.counts {
        let label = option.label.as_deref().unwrap_or_default();
        let people = option.count.to_string();
        row([key, kind, text, &option.value, label, &people]);
    }
    if question.mean.is_some() {
        row([key, kind, text, "mean", &rounded(question.mean), ""]);
    }
    for said in &question.texts {
        row([key, kind, text, "", said, ""]);
    }
}

fn of_score(score: &ScoreResults, row: &mut impl FnMut([&str; 6])) {
    let (key, title) = (&score.key, &score.title);
    for band in &score.bands {
        let range = format!("{} to {}", band.from, band.to);
        row([key, "score", title, &range, "", &band.count.to_string()]);
    }
    row([key, "score", title, "mean", &rounded(score.mean), ""]);
}
