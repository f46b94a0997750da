//! Counts under five are not told, nor what would give them away.
//!
//! A table of counts is told with the sums of its rows and columns. A count from one to four is
//! withheld, since so few could be somebody; then others are withheld, the least telling first, until
//! no such count can be computed from what is told. Whether one can is decided exactly: it can not
//! if there is a ring of untold counts through it along which something may be added and taken away
//! in turn, so that every sum stays as it is (the residual graph of a transport problem). A zero is
//! told: it is about nobody.

use std::collections::VecDeque;

use api_types::Told;

/// Counts below this are not told.
const FEW: u64 = 5;

/// A table as it may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldTable {
    /// Row by row.
    pub cells: Vec<Vec<Told>>,
    /// The sum of each row.
    pub rows: Vec<Told>,
    /// The sum of each column.
    pub columns: Vec<Told>,
    /// The sum of all.
    pub total: Told,
}

/// What of a table may be told. All rows are as long as the first. The sums of a table with a single
/// row are that row, and count as told once.
pub fn withhold(cells: &[Vec<u64>]) -> ToldTable {
    let mut table = Table::new(cells);
    while let Some((row, column)) = table.computable() {
        if !table.hide_ring(row, column) {
            table.hide_all();
            break;
        }
    }
    table.told()
}

#[derive(Clone, Copy)]
struct Entry {
    count: u64,
    told: Told,
    /// It is told nowhere, so that it may be anything.
    free: bool,
}

/// Which way a count is moved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

impl Way {
    fn back(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

impl Entry {
    fn new(count: u64) -> Self {
        let told = if (1..FEW).contains(&count) {
            Told::UnderFive
        } else {
            Told::Exactly(count)
        };
        Self {
            count,
            told,
            free: false,
        }
    }

    /// Whether it might as well be one more or one less, as far as is told of itself.
    fn moves(self, way: Way) -> bool {
        match (self.told, way) {
            _ if self.free => true,
            (Told::Exactly(_), _) => false,
            (Told::UnderFive, Way::Up) => self.count < FEW - 1,
            (Told::UnderFive, Way::Down) => self.count > 1,
            (Told::Withheld, Way::Up) => true,
            (Told::Withheld, Way::Down) => self.count > FEW,
        }
    }

    fn can_be_hidden(self) -> bool {
        matches!(self.told, Told::Exactly(count) if count > 0)
    }

    /// The same, not told any more where it was.
    fn hidden(mut self) -> Self {
        if self.can_be_hidden() {
            self.told = Told::Withheld;
        }
        self
    }
}

/// The counts, with the sums as a last row and a last column.
struct Table {
    entries: Vec<Vec<Entry>>,
    /// Counts that have been found safe: hiding more never makes them less so.
    safe: Vec<Vec<bool>>,
}

impl Table {
    fn new(cells: &[Vec<u64>]) -> Self {
        let width = cells.first().map_or(0, Vec::len);
        let entry = |count: u64| Entry::new(count);
        let mut entries: Vec<Vec<Entry>> = cells
            .iter()
            .map(|row| {
                let sum = row.iter().sum();
                row.iter().copied().chain([sum]).map(entry).collect()
            })
            .collect();
        let sums = (0..=width).map(|column| {
            let all = entries.iter().map(|row| row[column].count);
            let mut sum = Entry::new(all.sum());
            sum.free = cells.len() == 1;
            sum
        });
        entries.push(sums.collect());
        let safe = vec![vec![false; width + 1]; entries.len()];
        Self { entries, safe }
    }

    fn last(&self) -> (usize, usize) {
        (self.entries.len() - 1, self.entries[0].len() - 1)
    }

    /// Whether a count can be moved so that its row's and column's balance goes this way. A sum
    /// stands on the other side of the balance.
    fn moves(&self, row: usize, column: usize, way: Way) -> bool {
        let (last_row, last_column) = self.last();
        let is_sum = (row == last_row) != (column == last_column);
        let way = if is_sum { way.back() } else { way };
        self.entries[row][column].moves(way)
    }

    /// A count under five that what is told gives away.
    fn computable(&mut self) -> Option<(usize, usize)> {
        let (last_row, last_column) = self.last();
        for row in 0..=last_row {
            for column in 0..=last_column {
                let entry = self.entries[row][column];
                if entry.free || entry.told != Told::UnderFive || self.safe[row][column] {
                    continue;
                }
                let is_safe = [Way::Up, Way::Down]
                    .into_iter()
                    .any(|way| self.moves(row, column, way) && self.ring(row, column, way));
                if !is_safe {
                    return Some((row, column));
                }
                self.safe[row][column] = true;
            }
        }
        None
    }

    /// Whether a move of this count can be made good by others, around a ring: from its column back
    /// to its row, in turns.
    fn ring(&self, row: usize, column: usize, way: Way) -> bool {
        let (last_row, last_column) = self.last();
        let mut rows = vec![false; last_row + 1];
        let mut columns = vec![false; last_column + 1];
        let mut waiting = VecDeque::from([column]);
        columns[column] = true;
        while let Some(at) = waiting.pop_front() {
            for (next, is_reached) in rows.iter_mut().enumerate() {
                let is_start = next == row && at == column;
                if *is_reached || is_start || !self.moves(next, at, way.back()) {
                    continue;
                }
                if next == row {
                    return true;
                }
                *is_reached = true;
                for (across, is_reached) in columns.iter_mut().enumerate() {
                    if !*is_reached && self.moves(next, across, way) {
                        *is_reached = true;
                        waiting.push_back(across);
                    }
                }
            }
        }
        false
    }

    /// Hides what makes the cheapest ring of four through a count; false if there is none.
    fn hide_ring(&mut self, row: usize, column: usize) -> bool {
        let (last_row, last_column) = self.last();
        let mut best: Option<(u64, usize, usize)> = None;
        for other_row in (0..=last_row).filter(|other| *other != row) {
            for other_column in (0..=last_column).filter(|other| *other != column) {
                let Some(cost) = self.cost((row, column), (other_row, other_column)) else {
                    continue;
                };
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, other_row, other_column));
                }
            }
        }
        let Some((_, other_row, other_column)) = best else {
            return false;
        };
        for (row, column) in [
            (row, other_column),
            (other_row, other_column),
            (other_row, column),
        ] {
            let entry = &mut self.entries[row][column];
            *entry = entry.hidden();
        }
        true
    }

    /// What a ring of four costs, in what would be told no more: sums are worth more than counts,
    /// and large counts more than small ones. `None` if it is no ring even then, or is one already.
    fn cost(&self, (row, column): (usize, usize), other: (usize, usize)) -> Option<u64> {
        let corners = [(row, other.1), other, (other.0, column)];
        let (last_row, last_column) = self.last();
        let moves = |at: (usize, usize), way: Way| {
            let entry = self.entries[at.0][at.1].hidden();
            let is_sum = (at.0 == last_row) != (at.1 == last_column);
            entry.moves(if is_sum { way.back() } else { way })
        };
        let is_ring = [Way::Up, Way::Down].into_iter().any(|way| {
            moves((row, column), way)
                && moves(corners[0], way.back())
                && moves(corners[1], way)
                && moves(corners[2], way.back())
        });
        let worth = corners.map(|(row, column)| {
            let entry = self.entries[row][column];
            if entry.free || !entry.can_be_hidden() {
                return 0;
            }
            let sums = u32::from(row == last_row) + u32::from(column == last_column);
            1_000_000_u64.saturating_mul(8_u64.pow(sums)) + entry.count.min(999_999)
        });
        let cost = worth.iter().sum();
        (is_ring && cost > 0).then_some(cost)
    }

    fn hide_all(&mut self) {
        for entry in self.entries.iter_mut().flatten() {
            *entry = entry.hidden();
        }
    }

    fn told(mut self) -> ToldTable {
        let (last_row, last_column) = self.last();
        let told = |row: &[Entry]| -> Vec<Told> { row.iter().map(|one| one.told).collect() };
        let mut sums = told(&self.entries.pop().unwrap_or_default());
        let mut cells: Vec<Vec<Told>> = self.entries.iter().map(|row| told(row)).collect();
        if last_row == 1 {
            sums.clone_from(&cells[0]);
        }
        let rows = cells.iter_mut().filter_map(Vec::pop).collect();
        let total = sums.pop().unwrap_or(Told::Exactly(0));
        debug_assert_eq!(sums.len(), last_column);
        ToldTable {
            cells,
            rows,
            columns: sums,
            total,
        }
    }
}

#[cfg(test)]
#[path = "withhold_tests.rs"]
mod tests;
