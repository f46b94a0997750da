//! No count that was withheld can be computed: tried with every value that a reader could think of.

use proptest::prelude::*;

use super::*;
use Told::{Exactly, UnderFive, Withheld};

#[test]
fn what_is_not_small_is_told_with_its_sums() {
    let told = withhold(&[vec![5, 0, 12], vec![7, 9, 0]]);
    assert_eq!(told.cells[0], [Exactly(5), Exactly(0), Exactly(12)]);
    assert_eq!(told.rows, [Exactly(17), Exactly(16)]);
    assert_eq!(told.columns, [Exactly(12), Exactly(9), Exactly(12)]);
    assert_eq!(told.total, Exactly(33));
}

#[test]
fn one_small_count_takes_another_with_it() {
    let told = withhold(&[vec![10, 3, 20]]);
    assert_eq!(told.cells[0], [Withheld, UnderFive, Exactly(20)]);
    assert_eq!(told.total, Exactly(33));
    assert_eq!(told.rows, [Exactly(33)]);
}

#[test]
fn small_counts_protect_each_other_where_they_can() {
    let told = withhold(&[vec![2, 3, 9]]);
    assert_eq!(told.cells[0], [UnderFive, UnderFive, Exactly(9)]);
    assert_eq!(told.total, Exactly(14));
    // Two ones with their sum are two ones.
    let told = withhold(&[vec![1, 1, 9]]);
    assert_ne!(told.cells[0][2], Exactly(9));
}

#[test]
fn a_table_of_nothing_and_of_nobody_is_told() {
    let nothing = withhold(&[vec![]]);
    assert_eq!((nothing.total, nothing.columns), (Exactly(0), vec![]));
    assert_eq!(withhold(&[vec![0, 0]]).total, Exactly(0));
    let none = withhold(&[]);
    assert_eq!((none.total, none.rows), (Exactly(0), vec![]));
}

#[test]
fn a_single_small_count_hides_all_its_sums() {
    let told = withhold(&[vec![0, 3], vec![0, 0]]);
    assert_eq!(
        told.cells,
        [[Exactly(0), UnderFive], [Exactly(0), Exactly(0)]]
    );
    assert_eq!((told.total, told.rows[0]), (UnderFive, UnderFive));
}

#[test]
fn a_large_table_is_done_soon() {
    let cells: Vec<Vec<u64>> = (0..60)
        .map(|row| (0..30).map(|column| (row * 7 + column * 3) % 11).collect())
        .collect();
    let watch = crate::clock::Stopwatch::start();
    let told = withhold(&cells);
    assert!(watch.ms() < 5_000.0, "{} ms", watch.ms());
    assert_eq!(told.rows.len(), 60);
}

/// Every value that a reader of the table finds possible for each count, by trying all.
fn possible(told: &ToldTable, most: u64) -> Vec<Vec<u64>> {
    let flat: Vec<Told> = told.cells.iter().flatten().copied().collect();
    let width = told.columns.len();
    let range = |told: &Told| match told {
        Exactly(count) => *count..=*count,
        UnderFive => 1..=4,
        Withheld => 5..=most,
    };
    let fits = |told: &Told, count: u64| match told {
        Exactly(exact) => *exact == count,
        UnderFive => (1..=4).contains(&count),
        Withheld => count >= 5,
    };
    let mut found = vec![std::collections::BTreeSet::new(); flat.len()];
    let mut values: Vec<u64> = flat.iter().map(|one| *range(one).start()).collect();
    loop {
        let rows: Vec<u64> = values.chunks(width).map(|row| row.iter().sum()).collect();
        let columns = (0..width).map(|at| values.iter().skip(at).step_by(width).sum::<u64>());
        let all = rows.iter().zip(&told.rows).all(|(sum, of)| fits(of, *sum))
            && columns.zip(&told.columns).all(|(sum, of)| fits(of, sum))
            && fits(&told.total, values.iter().sum());
        if all {
            for (value, found) in values.iter().zip(&mut found) {
                found.insert(*value);
            }
        }
        // The next in the order of an odometer.
        let Some(at) = (0..flat.len()).find(|&at| values[at] < *range(&flat[at]).end()) else {
            break;
        };
        values[at] += 1;
        for before in 0..at {
            values[before] = *range(&flat[before]).start();
        }
    }
    found
        .into_iter()
        .map(|set| set.into_iter().collect())
        .collect()
}

fn holds(cells: &[Vec<u64>]) -> Result<(), TestCaseError> {
    let told = withhold(cells);
    let width = told.columns.len();
    for (at, possible) in possible(&told, 9).iter().enumerate() {
        let (row, column) = (at / width, at % width);
        let count = cells[row][column];
        prop_assert!(possible.contains(&count), "the truth is among them");
        let small = (1..5).contains(&count);
        prop_assert_eq!(told.cells[row][column] == UnderFive, small);
        if small {
            prop_assert!(
                possible.len() > 1,
                "{cells:?}: {count} at {row}, {column} is given away by {told:?}"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_small_count_can_be_computed_in_a_row(row in prop::collection::vec(0_u64..9, 1..6)) {
        if row.len() == 1 {
            // Its own sum: nothing to add up.
            return Ok(());
        }
        holds(&[row])?;
    }

    #[test]
    fn no_small_count_can_be_computed_in_a_table(
        cells in prop::collection::vec(prop::collection::vec(0_u64..8, 2), 2..4)
    ) {
        holds(&cells)?;
    }

    #[test]
    fn nor_in_a_wide_one(
        cells in prop::collection::vec(prop::collection::vec(0_u64..8, 3), 2)
    ) {
        holds(&cells)?;
    }
}
