//! Of which releases a question or a score may be told. Five answers hide nobody of whom alone something was
//! asked: a question that one of the five saw would be that person's answer, and its text theirs.

use api_types::ANSWERS_NEEDED;

/// Which releases, in their order, something may be told of: whole runs of them over which five or more people
/// are in it, and nobody or five or more are not. Each is its number of answers, and of how many of them it is.
///
/// Runs begin where the one before ended, so what is told once stays as it is, and the difference between two
/// looks is whole runs, too.
pub fn told(releases: impl IntoIterator<Item = (u32, u32)>) -> Vec<bool> {
    let needed = u32::from(ANSWERS_NEEDED);
    let enough = |people: u32| people == 0 || people >= needed;
    let (mut told, mut waiting) = (Vec::new(), 0);
    let (mut answers, mut inside) = (0, 0);
    for (more, of_them) in releases {
        answers += more;
        inside += of_them;
        waiting += 1;
        if enough(inside) && enough(answers.saturating_sub(inside)) {
            told.extend(std::iter::repeat_n(true, waiting));
            (waiting, answers, inside) = (0, 0, 0);
        }
    }
    told.extend(std::iter::repeat_n(false, waiting));
    told
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

    use super::{span, told};

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
    }
}
