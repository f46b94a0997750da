//! How long people waited for an answer, against what they were promised.

use api_types::{InsightLength, InsightWaiting, Told};

use super::Sums;

/// Longer waits count as this long, whole days.
pub const LONGEST_WAIT: i64 = 60;

/// From how many whole days to how many the lengths reach that are told.
const LENGTHS: [(u32, Option<u32>); 6] = [
    (0, Some(0)),
    (1, Some(1)),
    (2, Some(2)),
    (3, Some(3)),
    (4, Some(7)),
    (8, None),
];
const IN_TIME: usize = 2 * LENGTHS.len();
const LATE: usize = IN_TIME + 1;
const ANSWERED: usize = LATE + 1;

/// So many waited so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waited {
    /// Whole days.
    pub days: u32,
    /// Whether the answer came by the promised day.
    pub in_time: bool,
    /// How many.
    pub n: u64,
}

impl Waited {
    /// Which count of [`waits`] it belongs to.
    pub fn at(self) -> usize {
        let length = LENGTHS.iter().rposition(|(from, _)| self.days >= *from);
        let late = if self.in_time { 0 } else { LENGTHS.len() };
        late + length.unwrap_or_default()
    }
}

/// How counts of waiting add up: each length in time, each length late, both, all.
pub fn waits() -> Sums {
    let lengths = LENGTHS.len();
    let mut part_of = vec![IN_TIME; lengths];
    part_of.extend(vec![LATE; lengths]);
    part_of.extend([ANSWERED, ANSWERED]);
    Sums::of_parts(IN_TIME, part_of)
}

/// What may be told of it: `told` in the order of [`waits`], and those of whom it is told. A length is
/// told where both of its counts are.
pub fn waited(told: &[Told], all: &[Waited]) -> InsightWaiting {
    let of = |at: usize| told.get(at).copied().unwrap_or(Told::Exactly(0));
    let lengths = LENGTHS.iter().enumerate();
    InsightWaiting {
        answered: of(ANSWERED),
        in_time: of(IN_TIME),
        late: of(LATE),
        median_days: median(all),
        lengths: lengths
            .map(|(at, &(from_days, to_days))| InsightLength {
                from_days,
                to_days,
                count: both(of(at), of(at + LENGTHS.len())),
            })
            .collect(),
    }
}

/// The sum of two counts, which says no more than they do.
fn both(a: Told, b: Told) -> Told {
    match (a, b) {
        (Told::Exactly(a), Told::Exactly(b)) => Told::Exactly(a + b),
        (Told::UnderFive, Told::Exactly(0)) | (Told::Exactly(0), Told::UnderFive) => {
            Told::UnderFive
        }
        _ => Told::Withheld,
    }
}

/// Half of them waited no longer; nothing is said of fewer than five.
fn median(all: &[Waited]) -> Option<u32> {
    let total: u64 = all.iter().map(|one| one.n).sum();
    if total < 5 {
        return None;
    }
    let mut sorted: Vec<&Waited> = all.iter().collect();
    sorted.sort_by_key(|one| one.days);
    let mut counted = 0;
    let found = sorted.iter().find(|one| {
        counted += one.n;
        2 * counted >= total
    });
    found.map(|one| one.days)
}

#[cfg(test)]
mod tests {
    use super::super::{Known, withhold};
    use super::*;

    fn some(of: &[(u32, bool, u64)]) -> Vec<Waited> {
        let one = |&(days, in_time, n)| Waited { days, in_time, n };
        of.iter().map(one).collect()
    }

    #[test]
    fn half_of_them_waited_no_longer_than_the_median() {
        assert_eq!(median(&some(&[(0, true, 2), (3, true, 2)])), None, "so few");
        assert_eq!(median(&some(&[(0, true, 3), (3, true, 2)])), Some(0));
        assert_eq!(median(&some(&[(9, false, 3), (1, true, 2)])), Some(9));
        assert_eq!(median(&some(&[(2, true, 5), (4, true, 5)])), Some(2));
    }

    #[test]
    fn lengths_are_told_and_few_are_not() {
        let waited = |all: &[(u32, bool, u64)]| {
            let (all, sums) = (some(all), waits());
            let mut counts = vec![0; sums.leaves()];
            for one in &all {
                counts[one.at()] += one.n;
            }
            let told = withhold(&[counts], &sums, Known::default());
            waited(&told.totals, &all)
        };
        let told = waited(&[(0, true, 6), (5, true, 5), (12, false, 7)]);
        assert_eq!(told.answered, Told::Exactly(18));
        assert_eq!(
            (told.in_time, told.late),
            (Told::Exactly(11), Told::Exactly(7))
        );
        assert_eq!(told.lengths[4].count, Told::Exactly(5));
        assert_eq!(told.lengths[5].count, Told::Exactly(7));
        let told = waited(&[(0, true, 20), (12, false, 2)]);
        assert_eq!(told.late, Told::UnderFive);
        assert!(
            told.in_time == Told::Withheld || told.answered == Told::Withheld,
            "else the two would be one from the other: {told:?}"
        );
    }
}
