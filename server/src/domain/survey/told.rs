//! Of which releases a question or a score may be told. Five answers hide nobody of whom alone something was
//! asked: a question that one of the five saw would be that person's answer, and its text theirs.

use std::{collections::BTreeSet, ops::Range};

use api_types::ANSWERS_NEEDED;

use super::Tally;

/// Which releases, in their order, something may be told of: whole runs of them over which five or more people
/// are in it, and nobody or five or more are not. Each is its number of answers, and of how many of them it is.
///
/// Runs begin where the one before ended, so what is told once stays as it is, and the difference between two
/// looks is whole runs, too.
pub fn told(releases: impl IntoIterator<Item = (u32, u32)>) -> Vec<bool> {
    let ends = ends_of_runs(releases);
    let told = ends.iter().rposition(|end| *end).map_or(0, |at| at + 1);
    (0..ends.len()).map(|at| at < told).collect()
}

/// With which releases a run ends.
fn ends_of_runs(releases: impl IntoIterator<Item = (u32, u32)>) -> Vec<bool> {
    let needed = u32::from(ANSWERS_NEEDED);
    let enough = |people: u32| people == 0 || people >= needed;
    let (mut answers, mut inside) = (0, 0);
    let ends = releases.into_iter().map(|(more, of_them)| {
        answers += more;
        inside += of_them;
        let ends = enough(inside) && enough(answers.saturating_sub(inside));
        if ends {
            (answers, inside) = (0, 0);
        }
        ends
    });
    ends.collect()
}

/// Which releases of one collection, in their order, may become one, so that half of them are left: two after each
/// other, where neither cuts through a run of any question or score. What is told of is the same after it.
pub fn chapters(releases: &[Tally]) -> Vec<Range<usize>> {
    let questions = releases.iter().flat_map(|one| one.questions.keys());
    let scores = releases.iter().flat_map(|one| one.scores.keys());
    let (questions, scores): (BTreeSet<_>, BTreeSet<_>) = (questions.collect(), scores.collect());
    let mut whole = vec![true; releases.len()];
    let mut cut = |base: &dyn Fn(&Tally) -> u32| {
        let each = releases.iter().map(|one| (one.answers, base(one)));
        for (whole, end) in whole.iter_mut().zip(ends_of_runs(each)) {
            *whole &= end;
        }
    };
    for key in questions {
        cut(&|one| one.question(key).map_or(0, |own| own.shown));
    }
    for key in scores {
        cut(&|one| one.score(key).map_or(0, |own| own.people));
    }
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, whole) in whole.iter().enumerate() {
        if *whole {
            parts.push(from..at + 1);
            from = at + 1;
        }
    }
    let pairs = parts.chunks(2);
    let pairs = pairs.filter_map(|pair| Some(pair.first()?.start..pair.last()?.end));
    pairs
        .chain((from..releases.len()).map(|at| at..at + 1))
        .collect()
}

/// The first and the last of some days, `YYYY-MM-DD`; their months where of some the month alone is known.
pub fn span<'a>(days: impl IntoIterator<Item = &'a str>) -> (String, String) {
    const MONTH: usize = "YYYY-MM".len();
    let days: Vec<&str> = days.into_iter().collect();
    let by_month = days.iter().any(|day| day.len() == MONTH);
    let told = |day: Option<&&str>| {
        let day = day.copied().unwrap_or_default();
        day.get(..MONTH)
            .filter(|_| by_month)
            .unwrap_or(day)
            .to_owned()
    };
    (told(days.iter().min()), told(days.iter().max()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::QuestionTally, Tally, chapters, span, told};

    fn release(answers: u32, shown: u32) -> Tally {
        let own = QuestionTally {
            shown,
            ..QuestionTally::default()
        };
        Tally {
            answers,
            questions: [("more".to_owned(), own)].into(),
            ..Tally::default()
        }
    }

    #[test]
    fn releases_become_one_where_no_run_is_cut() {
        let of = |each: &[(u32, u32)]| {
            let all: Vec<Tally> = each
                .iter()
                .map(|(all, shown)| release(*all, *shown))
                .collect();
            chapters(&all)
        };
        assert_eq!(of(&[(5, 5), (5, 0), (5, 5)]), [0..2, 2..3]);
        // The second and the third are a run of their own; the last waits.
        assert_eq!(of(&[(5, 5), (5, 4), (5, 1), (5, 3)]), [0..3, 3..4]);
        assert_eq!(of(&[(5, 1), (5, 1)]), [0..1, 1..2]);
    }

    #[test]
    fn days_are_told_by_month_where_one_is_known_by_its_month() {
        let of = |days: &[&str]| span(days.iter().copied());
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            of(&["2026-11-10", "2026-11-03"]),
            pair("2026-11-03", "2026-11-10")
        );
        assert_eq!(of(&["2026-11", "2026-11-03"]), pair("2026-11", "2026-11"));
        assert_eq!(of(&["2026-12-01", "2026-11"]), pair("2026-11", "2026-12"));
    }

    #[test]
    fn a_question_for_few_waits_until_five_saw_it_and_five_did_not() {
        assert_eq!(told([(5, 5), (5, 5)]), [true, true]);
        assert_eq!(told([(5, 1)]), [false]);
        assert_eq!(told([(5, 4), (5, 1)]), [true, true]);
        assert_eq!(told([(5, 4), (5, 4)]), [false, false], "two who did not");
        assert_eq!(told([(5, 0), (5, 1)]), [true, false]);
        assert_eq!(told([(6, 5), (5, 5), (9, 5)]), [true, true, true]);
    }

    proptest! {
        #[test]
        fn no_two_looks_differ_by_fewer_than_five(
            shown in proptest::collection::vec((5_u32..8, 0_u32..8), 0..20),
            cut in 0_usize..20,
        ) {
            let all: Vec<_> = shown.iter().map(|(of, base)| (*of, (*base).min(*of))).collect();
            let cut = cut.min(all.len());
            let (before, after) = (told(all[..cut].iter().copied()), told(all.iter().copied()));
            let sum = |told: &[bool]| {
                let told = all.iter().zip(told).filter(|(_, told)| **told);
                told.fold((0, 0), |sum, ((of, base), _)| (sum.0 + of, sum.1 + base))
            };
            let (first, second) = (sum(&before), sum(&after));
            let (base, rest) = (second.1 - first.1, (second.0 - second.1) - (first.0 - first.1));
            prop_assert!(base == 0 || base >= 5, "{base}");
            prop_assert!(rest == 0 || rest >= 5, "{rest}");
        }

        #[test]
        fn what_is_told_is_the_same_when_old_releases_are_one(
            shown in proptest::collection::vec((5_u32..8, 0_u32..8), 0..20),
            later in proptest::collection::vec((5_u32..8, 0_u32..8), 0..6),
        ) {
            let of = |each: &[(u32, u32)]| -> Vec<Tally> {
                each.iter().map(|(all, shown)| release(*all, (*shown).min(*all))).collect()
            };
            let sums = |all: &[Tally]| {
                let base = |one: &Tally| (one.answers, one.questions["more"].shown);
                let told = told(all.iter().map(base));
                let told = all.iter().zip(told).filter(|(_, told)| *told);
                told.fold((0, 0), |sum, (one, _)| (sum.0 + base(one).0, sum.1 + base(one).1))
            };
            let (all, later) = (of(&shown), of(&later));
            let mut fewer: Vec<Tally> = Vec::new();
            for chapter in chapters(&all) {
                let mut one = Tally::default();
                all[chapter].iter().for_each(|more| one.add(more));
                fewer.push(one);
            }
            prop_assert_eq!(sums(&fewer), sums(&all));
            let with = |all: &[Tally]| sums(&[all, &later].concat());
            prop_assert_eq!(with(&fewer), with(&all));
        }
    }
}
