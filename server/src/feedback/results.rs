//! What answers come to, as staff read it: whole collections, from one kind of rows, for the page, the file and
//! the comparison alike, so that no two of them can be subtracted.

use std::collections::HashMap;

use api_types::{
    ANSWERS_NEEDED, CollectionResults, ComparedGroup, ComparedMeasure, GroupOfStaff, OptionCount,
    QuestionResults, ReleaseSpan, ScoreBand, ScoreResults, Survey, SurveyComparison, SurveyCount,
    SurveyQuestion,
};

use crate::{
    domain::{
        survey::{BANDS, QuestionTally, ScoreRecord, ScoreTally, Tally, edges, span, told},
        time::rfc3339,
    },
    store::{
        Collection, StoredCollection, StoredRelease, StoredResults, StoredSurvey, StoredWords,
    },
};

/// A trend has at most so many points: of more releases several, one after the other, are told as one. Whatever
/// they are told with, it is whole releases, each of five answers or more.
const MOST_POINTS: usize = 60;

/// How many, of a collection.
pub fn count(stored: &StoredCollection) -> SurveyCount {
    let number = |number: i64| u64::try_from(number).unwrap_or_default();
    let waiting = u8::try_from(stored.waiting).unwrap_or(ANSWERS_NEEDED);
    SurveyCount {
        version: stored.of.version,
        by_anyone: stored.of.by_anyone,
        invited: number(stored.invited),
        answered: number(stored.counted) + number(stored.waiting),
        counted: number(stored.counted),
        missing: ANSWERS_NEEDED.saturating_sub(waiting),
    }
}

/// Each collection of a survey in one group, newest version first, in words of `language` where it has them.
pub fn results(
    versions: &[StoredSurvey],
    stored: &StoredResults,
    language: &str,
) -> Vec<CollectionResults> {
    let mut all = Vec::new();
    for version in versions {
        let of_version = stored.collections.iter();
        let of_version = of_version.filter(|one| one.of.version == version.version);
        let mut of_version: Vec<_> = of_version.collect();
        of_version.sort_by_key(|one| one.of.by_anyone);
        for collection in of_version {
            let releases = stored.releases.iter();
            let releases: Vec<_> = releases.filter(|one| one.of == collection.of).collect();
            let texts = stored.texts.iter();
            let texts: Vec<_> = texts.filter(|one| one.of == collection.of).collect();
            all.push(one(version, collection, (&releases, &texts), language));
        }
    }
    all
}

/// Some releases, one after the other, and what they came to.
struct Point {
    span: ReleaseSpan,
    tally: Tally,
}

fn points(releases: &[&StoredRelease]) -> Vec<Point> {
    let together = releases.len().div_ceil(MOST_POINTS).max(1);
    let point = |some: &[&StoredRelease]| {
        let tally = total(some.iter().map(|release| &release.tally));
        let days = some.iter().flat_map(|one| [&one.days.0, &one.days.1]);
        let (from, to) = span(days.map(String::as_str));
        Point {
            span: ReleaseSpan {
                from,
                to,
                answers: tally.answers,
            },
            tally,
        }
    };
    releases.chunks(together).map(point).collect()
}

/// One collection.
fn one(
    version: &StoredSurvey,
    collection: &StoredCollection,
    (releases, texts): (&[&StoredRelease], &[&StoredWords]),
    language: &str,
) -> CollectionResults {
    let points = points(releases);
    let mut results = CollectionResults {
        count: count(collection),
        published_at: rfc3339(version.published_at),
        releases: points.iter().map(|point| point.span.clone()).collect(),
        questions: Vec::new(),
        scores: Vec::new(),
    };
    if points.is_empty() {
        return results;
    }
    let seen = version.record.in_language(version.version, language);
    for question in seen.questions() {
        let own = ToldOf::question(releases, &question.key);
        let written = texts.iter().filter(|text| text.question == question.key);
        let written = written.filter(|text| own.has(text.number));
        let written = written.map(|text| text.text.clone()).collect();
        let of = |tally: &Tally| tally.questions.get(&question.key).cloned();
        let each: Vec<_> = points.iter().map(|point| of(&point.tally)).collect();
        let each = if own.waits { &[][..] } else { &each };
        let mut told = of_question(question, &own.tally, each, written);
        told.waits = own.waits;
        results.questions.push(told);
    }
    for score in &version.record.scores {
        let own = ToldOf::score(releases, &score.key);
        let of = |tally: &Tally| tally.scores.get(&score.key).cloned().unwrap_or_default();
        let each = points.iter().filter(|_| !own.waits);
        let (title, range) = named(version, score, language);
        let alike = score.is_of_one_kind(&version.record);
        results.scores.push(ScoreResults {
            key: score.key.clone(),
            title,
            range,
            people: own.tally.people,
            bands: if alike {
                bands(range, &own.tally)
            } else {
                Vec::new()
            },
            mean: own.tally.mean(),
            means: each.map(|point| of(&point.tally).mean()).collect(),
            waits: own.waits,
        });
    }
    results
}

/// What may be told of one question or score.
struct ToldOf<T> {
    tally: T,
    /// Numbers of the releases that it is of.
    numbers: Vec<i64>,
    /// Whether it waits for more people, in some releases at least. Then it has no trend: points of it would be
    /// of few.
    waits: bool,
}

impl<T> ToldOf<T> {
    fn has(&self, number: i64) -> bool {
        self.numbers.contains(&number)
    }

    /// Finds what may be told: `pick` finds it in a release, `base` says of how many people it is there.
    fn of<'a>(
        releases: &[&'a StoredRelease],
        pick: impl Fn(&'a Tally) -> Option<&'a T>,
        base: impl Fn(&T) -> u32,
        add: impl Fn(&mut T, &T),
    ) -> Self
    where
        T: Default + 'a,
    {
        let each = releases.iter().map(|one| {
            let own = pick(&one.tally);
            (one, own, own.map_or(0, &base))
        });
        let each: Vec<_> = each.collect();
        let told = told(each.iter().map(|(one, _, base)| (one.tally.answers, *base)));
        let (mut tally, mut numbers) = (T::default(), Vec::new());
        for ((one, own, _), told) in each.iter().zip(&told) {
            if let (Some(own), true) = (own, told) {
                add(&mut tally, own);
                numbers.push(one.number);
            }
        }
        let all = |answers: u32, base: u32| base == 0 || base == answers;
        let everybody = each
            .iter()
            .all(|(one, _, base)| all(one.tally.answers, *base));
        Self {
            tally,
            numbers,
            waits: !everybody,
        }
    }
}

impl ToldOf<QuestionTally> {
    fn question(releases: &[&StoredRelease], key: &str) -> Self {
        let pick = |tally| Tally::question(tally, key);
        Self::of(releases, pick, |one| one.shown, QuestionTally::add)
    }
}

impl ToldOf<ScoreTally> {
    fn score(releases: &[&StoredRelease], key: &str) -> Self {
        let pick = |tally| Tally::score(tally, key);
        Self::of(releases, pick, |one| one.people, ScoreTally::add)
    }
}

fn total<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Tally {
    let mut total = Tally::default();
    for tally in tallies {
        total.add(tally);
    }
    total
}

fn of_question(
    question: &SurveyQuestion,
    total: &QuestionTally,
    each: &[Option<QuestionTally>],
    texts: Vec<String>,
) -> QuestionResults {
    let counted = |value: String, label: Option<String>| OptionCount {
        count: total.counts.get(&value).copied().unwrap_or_default(),
        value,
        label,
    };
    let label = |value: &str| {
        let option = question.options.iter().find(|one| one.value == value);
        option.map(|option| option.label.clone())
    };
    let counts: Vec<OptionCount> = match question.kind.range() {
        Some((low, high)) => (low..=high)
            .map(|number| counted(number.to_string(), None))
            .collect(),
        None => question
            .words()
            .into_iter()
            .map(|value| counted(value.to_owned(), label(value)))
            .collect(),
    };
    let is_number = question.kind.range().is_some();
    let mean = |tally: &QuestionTally| tally.mean().filter(|_| is_number);
    QuestionResults {
        key: question.key.clone(),
        kind: question.kind,
        text: question.text.clone(),
        low: question.low.clone(),
        high: question.high.clone(),
        shown: total.shown,
        answered: total.answered,
        counts,
        mean: mean(total),
        means: if is_number {
            let each = each.iter();
            each.map(|tally| tally.as_ref().and_then(mean)).collect()
        } else {
            Vec::new()
        },
        texts,
        waits: false,
    }
}

/// A score's name and range.
fn named(version: &StoredSurvey, score: &ScoreRecord, language: &str) -> (String, (u32, u32)) {
    let title = score.title.said_in(language).to_owned();
    (title, score.range(&version.record))
}

fn bands(range: (u32, u32), tally: &ScoreTally) -> Vec<ScoreBand> {
    let band = |at: usize| {
        let (from, to) = edges(range, at);
        ScoreBand {
            from,
            to,
            count: tally.bands[at],
        }
    };
    (0..BANDS).map(band).collect()
}

/// Groups side by side by one version; without `asked` by the newest from which there is anything. `None`
/// where the survey has no such version.
pub fn compare(
    versions: &[StoredSurvey],
    (collections, releases): (&[StoredCollection], &[StoredRelease]),
    groups: &[GroupOfStaff],
    (asked, language): (Option<u32>, &str),
) -> Option<SurveyComparison> {
    let has = |version: u32| collections.iter().any(|one| one.of.version == version);
    let with_answers = versions.iter().map(|one| one.version);
    let with_answers: Vec<u32> = with_answers.filter(|version| has(*version)).collect();
    let newest = with_answers
        .first()
        .or(versions.first().map(|one| &one.version));
    let version = asked.or(newest.copied())?;
    let survey = versions.iter().find(|one| one.version == version)?;
    let seen = survey.record.in_language(version, language);
    let mut by_collection: HashMap<&Collection, Vec<&StoredRelease>> = HashMap::new();
    for release in releases.iter().filter(|one| one.of.version == version) {
        by_collection.entry(&release.of).or_default().push(release);
    }
    let mut rows = Vec::new();
    // By name.
    for group in groups {
        let own = collections.iter();
        let own = own.filter(|one| one.of.version == version && one.group == group.slug);
        for collection in own {
            let releases = by_collection.get(&collection.of);
            let releases = releases.map_or(&[][..], Vec::as_slice);
            rows.push(ComparedGroup {
                group: group.clone(),
                count: count(collection),
                means: means(&seen, survey, releases),
            });
        }
    }
    Some(SurveyComparison {
        title: seen.title.clone(),
        version,
        versions: with_answers,
        measures: measures(&seen, survey, language),
        groups: rows,
    })
}

fn numbers(seen: &Survey) -> impl Iterator<Item = (&SurveyQuestion, (u8, u8))> {
    let questions = seen.questions();
    questions.filter_map(|question| Some((question, question.kind.range()?)))
}

fn measures(seen: &Survey, survey: &StoredSurvey, language: &str) -> Vec<ComparedMeasure> {
    let questions = numbers(seen).map(|(question, (low, high))| ComparedMeasure {
        key: question.key.clone(),
        text: question.text.clone(),
        range: (low.into(), high.into()),
    });
    let scores = survey.record.scores.iter().map(|score| {
        let (text, range) = named(survey, score, language);
        let key = score.key.clone();
        ComparedMeasure { key, text, range }
    });
    questions.chain(scores).collect()
}

fn means(seen: &Survey, survey: &StoredSurvey, releases: &[&StoredRelease]) -> Vec<Option<f64>> {
    let questions =
        numbers(seen).map(|(question, _)| ToldOf::question(releases, &question.key).tally.mean());
    let scores = survey.record.scores.iter();
    let scores = scores.map(|score| ToldOf::score(releases, &score.key).tally.mean());
    questions.chain(scores).collect()
}
