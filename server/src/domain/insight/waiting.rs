//! How long people waited for an answer, against what they were promised.

use api_types::{InsightLength, InsightWaiting};

use super::withhold;

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

/// What may be told of it.
pub fn waited(all: &[Waited]) -> InsightWaiting {
    let mut counts = vec![vec![0; LENGTHS.len()]; 2];
    for one in all {
        let at = LENGTHS
            .iter()
            .rposition(|(from, _)| one.days >= *from)
            .unwrap_or_default();
        counts[usize::from(!one.in_time)][at] += one.n;
    }
    let told = withhold(&counts);
    let lengths = LENGTHS.iter().zip(told.columns);
    InsightWaiting {
        answered: told.total,
        in_time: told.rows[0],
        late: told.rows[1],
        median_days: median(all),
        lengths: lengths
            .map(|(&(from_days, to_days), count)| InsightLength {
                from_days,
                to_days,
                count,
            })
            .collect(),
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
    use super::*;
    use api_types::Told;

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
        let told = waited(&some(&[(0, true, 6), (5, true, 5), (12, false, 7)]));
        assert_eq!(told.answered, Told::Exactly(18));
        assert_eq!(
            (told.in_time, told.late),
            (Told::Exactly(11), Told::Exactly(7))
        );
        assert_eq!(told.lengths[4].count, Told::Exactly(5));
        assert_eq!(told.lengths[5].count, Told::Exactly(7));
        let told = waited(&some(&[(0, true, 20), (12, false, 2)]));
        assert_eq!(told.late, Told::UnderFive);
        assert!(
            told.in_time == Told::Withheld || told.answered == Told::Withheld,
            "else the two would be one from the other: {told:?}"
        );
    }
}
