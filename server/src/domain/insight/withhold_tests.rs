//! No count that was withheld can be computed: tried with every value that a reader could think of.

use proptest::prelude::*;

use super::*;
use Told::{Exactly, UnderFive, Withheld};

/// A table whose rows have no parts but their counts.
#[derive(Debug)]
struct Flat {
    cells: Vec<Vec<Told>>,
    rows: Vec<Told>,
    columns: Vec<Told>,
    total: Told,
}

fn flat(cells: &[Vec<u64>]) -> Flat {
    let sums = Sums::flat(cells.first().map_or(0, Vec::len));
    let mut told = withhold(cells, &sums, Known::default());
    let total = told.totals.pop().unwrap();
    let rows = told.rows.iter_mut().filter_map(Vec::pop).collect();
    Flat {
        cells: told.rows,
        rows,
        columns: told.totals,
        total,
    }
}

#[test]
fn what_is_not_small_is_told_with_its_sums() {
    let told = flat(&[vec![5, 0, 12], vec![7, 9, 0]]);
    assert_eq!(told.cells[0], [Exactly(5), Exactly(0), Exactly(12)]);
    assert_eq!(told.rows, [Exactly(17), Exactly(16)]);
    assert_eq!(told.columns, [Exactly(12), Exactly(9), Exactly(12)]);
    assert_eq!(told.total, Exactly(33));
}

#[test]
fn one_small_count_takes_another_with_it() {
    let told = flat(&[vec![10, 3, 20]]);
    assert_eq!(told.cells[0], [Withheld, UnderFive, Exactly(20)]);
    assert_eq!(told.total, Exactly(33));
    assert_eq!(told.rows, [Exactly(33)]);
}

#[test]
fn small_counts_protect_each_other_where_they_can() {
    let told = flat(&[vec![2, 3, 9]]);
    assert_eq!(told.cells[0], [UnderFive, UnderFive, Exactly(9)]);
    assert_eq!(told.total, Exactly(14));
    // Two ones with their sum are two ones.
    let told = flat(&[vec![1, 1, 9]]);
    assert_ne!(told.cells[0][2], Exactly(9));
}

#[test]
fn four_ones_are_not_given_away_by_their_sum() {
    let told = flat(&[vec![1, 1, 1, 1]]);
    assert_eq!((told.cells[0][0], told.total), (UnderFive, Withheld));
    for cells in [
        vec![vec![1, 1, 1, 1], vec![7, 0, 8, 6]],
        vec![vec![1, 1], vec![1, 1]],
        vec![vec![1, 0], vec![1, 0], vec![1, 0], vec![1, 7]],
    ] {
        holds(&cells).unwrap();
    }
    let two_weeks_of_two_days = [0, 1, 1, 1, 1];
    nothing_is_given_away(
        &[two_weeks_of_two_days.to_vec()],
        &weeks_and_days(),
        Known::default(),
        8,
    );
}

#[test]
fn a_table_of_nothing_and_of_nobody_is_told() {
    let nothing = flat(&[vec![]]);
    assert_eq!((nothing.total, nothing.columns), (Exactly(0), vec![]));
    assert_eq!(flat(&[vec![0, 0]]).total, Exactly(0));
    let none = flat(&[]);
    assert_eq!((none.total, none.rows), (Exactly(0), vec![]));
}

#[test]
fn a_single_small_count_hides_all_its_sums() {
    let told = flat(&[vec![0, 3], vec![0, 0]]);
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
    let told = flat(&cells);
    assert!(watch.ms() < 5_000.0, "{} ms", watch.ms());
    assert_eq!(told.rows.len(), 60);
}

/// Every value that a reader of the table finds possible for each count, by trying all.
fn possible(told: &Flat, most: u64) -> Vec<Vec<u64>> {
    let flat: Vec<Told> = told.cells.iter().flatten().copied().collect();
    let width = told.columns.len();
    let range = |told: &Told| match told {
        Exactly(count) => *count..=*count,
        UnderFive => 1..=4,
        Withheld => 5..=most,
    };
    let fits = |told: &Told, sum: u64| match told {
        Exactly(exact) => *exact == sum,
        UnderFive => (1..=4).contains(&sum),
        Withheld => sum >= 4,
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
    let told = flat(cells);
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

/// Two weeks of two days each, and one that is told as a week alone; both weeks of days together, and
/// everything.
fn weeks_and_days() -> Sums {
    Sums::of_parts(5, vec![8, 5, 5, 6, 6, 7, 7, 8])
}

/// Whether every count under five, sums too, might be another for who reads all that is told, by trying
/// all tables up to a count.
fn nothing_is_given_away(cells: &[Vec<u64>], sums: &Sums, known: Known, most: u64) {
    let told = withhold(cells, sums, known);
    let add_up = |cells: &[Vec<u64>]| -> Vec<Vec<u64>> {
        let mut all: Vec<Vec<u64>> = cells.to_vec();
        all.push(
            (0..sums.leaves())
                .map(|at| cells.iter().map(|row| row[at]).sum())
                .collect(),
        );
        for row in &mut all {
            row.resize(sums.all(), 0);
            for at in 0..sums.all() - 1 {
                row[sums.parent(at).unwrap()] += row[at];
            }
        }
        all
    };
    let truth = add_up(cells);
    let shown: Vec<&Vec<Told>> = told.rows.iter().chain([&told.totals]).collect();
    let is_known = |row: usize, at: usize| {
        let is_total = row == cells.len();
        known.totals && is_total || known.rows && at + 1 == sums.all()
    };
    let fits = |all: &[Vec<u64>]| {
        all.iter().enumerate().all(|(row, counts)| {
            counts.iter().enumerate().all(|(at, count)| {
                let says = match shown[row][at] {
                    Exactly(exact) => *count == exact,
                    UnderFive => (1..=4).contains(count),
                    Withheld if row == cells.len() || at >= sums.leaves() => *count >= 4,
                    Withheld => *count >= 5,
                };
                says && (!is_known(row, at) || *count == truth[row][at])
            })
        })
    };
    let leaves = sums.leaves();
    let mut seen = vec![vec![std::collections::BTreeSet::new(); sums.all()]; truth.len()];
    let mut values = vec![0; leaves * cells.len()];
    loop {
        let table: Vec<Vec<u64>> = values.chunks(leaves).map(<[u64]>::to_vec).collect();
        let all = add_up(&table);
        if fits(&all) {
            for (row, seen) in all.iter().zip(&mut seen) {
                row.iter().zip(seen).for_each(|(count, seen)| {
                    seen.insert(*count);
                });
            }
        }
        let Some(at) = (0..values.len()).find(|&at| values[at] < most) else {
            break;
        };
        values[at] += 1;
        values[..at].fill(0);
    }
    for (row, counts) in truth.iter().enumerate() {
        for (at, count) in counts.iter().enumerate() {
            assert!(seen[row][at].contains(count), "the truth is among them");
            if (1..5).contains(count) && !is_known(row, at) {
                let all = &seen[row][at];
                assert!(all.len() > 1, "{cells:?}: {count} at {row}, {at}: {told:?}");
            }
        }
    }
}

#[test]
fn a_day_is_not_what_its_week_has_more_than_the_other_days() {
    let sums = weeks_and_days();
    // Older week, two days, two days.
    let told = withhold(&[vec![30, 2, 20, 11, 12]], &sums, Known::default());
    let row = &told.rows[0];
    assert_eq!(row[1], UnderFive);
    assert!(row[2] == Withheld || row[5] == Withheld, "{row:?}");
    for row in [
        [6, 2, 6, 6, 6],
        [6, 2, 0, 6, 6],
        [1, 0, 0, 6, 6],
        [0, 3, 0, 0, 0],
        [6, 1, 1, 6, 0],
    ] {
        nothing_is_given_away(&[row.to_vec()], &sums, Known::default(), 8);
    }
}

#[test]
fn what_is_known_of_each_row_from_elsewhere_gives_nothing_away() {
    let known = Known {
        rows: true,
        totals: false,
    };
    let sums = Sums::flat(2);
    // Twenty of the other group came back, two of this one: all but the others would be two.
    let told = withhold(&[vec![20, 6], vec![2, 7]], &sums, known);
    assert_eq!(told.rows[1], [UnderFive, Withheld, Exactly(9)]);
    let all = told.totals[0] == Exactly(22);
    assert!(!all || told.rows[0][0] == Withheld, "{told:?}");
    for cells in [
        [vec![8, 6], vec![2, 7]],
        [vec![1, 8], vec![1, 8]],
        [vec![0, 9], vec![3, 9]],
    ] {
        nothing_is_given_away(&cells, &sums, known, 12);
    }
}

#[test]
fn a_known_sum_of_two_ones_is_not_said_to_be_more() {
    let known = Known {
        rows: true,
        totals: true,
    };
    // Nothing can hide the ones from who knows their sum; all is hidden then, and nothing is untrue.
    let told = withhold(&[vec![1, 1], vec![1, 9]], &Sums::flat(2), known);
    assert_eq!(told.rows[0], [UnderFive, UnderFive, UnderFive]);
    assert_eq!(told.rows[1], [UnderFive, Withheld, Withheld]);
    assert_eq!(told.totals, [UnderFive, Withheld, Withheld]);
}
