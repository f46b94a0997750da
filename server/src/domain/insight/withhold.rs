//! Counts under five are not told, nor what would give them away.
//!
//! Counts of rows (groups) are told with sums: of parts of a row, as weeks are of days, and of all
//! rows together. A count from one to four is withheld, since so few could be somebody; then others
//! are withheld, the least telling first, until no such count can be computed from what is told.
//! Whether one can is decided exactly. Think of counts as what flows through pipes: a row's sum flows
//! into its parts, down to the smallest, there it meets that of the other rows, and flows on into the
//! sums of all. Whatever may flow so is a table that adds up. A count cannot be computed if there is a
//! ring of untold ones through it, along which one more or one less may flow (the residual graph of a
//! network). A zero is told: it is about nobody.
//!
//! What is withheld is five or more; a sum may also be four, since "one to four" of a sum of four ones
//! would give each away.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, VecDeque},
};

use api_types::Told;

/// Counts below this are not told.
const FEW: u64 = 5;

/// How the counts of a row add up. Parts come before what they are parts of, the sum of all is last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    leaves: usize,
    /// What each is a part of; the last is no part of anything.
    part_of: Vec<usize>,
}

impl Sums {
    /// So many counts, and their sum.
    pub fn flat(leaves: usize) -> Self {
        Self {
            leaves,
            part_of: vec![leaves; leaves],
        }
    }

    /// So many counts, the first of a row, and what each count and each sum but the last is a part
    /// of.
    pub fn of_parts(leaves: usize, part_of: Vec<usize>) -> Self {
        debug_assert!(part_of.iter().enumerate().all(|(at, of)| at < *of));
        Self { leaves, part_of }
    }

    /// How many counts a row has, without sums.
    pub fn leaves(&self) -> usize {
        self.leaves
    }

    fn all(&self) -> usize {
        self.part_of.len() + 1
    }

    fn parent(&self, at: usize) -> Option<usize> {
        self.part_of.get(at).copied()
    }

    /// How many levels of parts each has.
    fn heights(&self) -> Vec<u32> {
        let mut heights = vec![0; self.all()];
        for (at, of) in self.part_of.iter().enumerate() {
            heights[*of] = heights[*of].max(heights[at] + 1);
        }
        heights
    }
}

/// What a reader may know from elsewhere, so that nothing can be hidden behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// The sum of each row.
    pub rows: bool,
    /// All sums over rows.
    pub totals: bool,
}

/// A table as it may be told: counts and sums in the order of [`Sums`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldTable {
    /// Row by row.
    pub rows: Vec<Vec<Told>>,
    /// All rows together.
    pub totals: Vec<Told>,
}

/// What of a table may be told; each row has the counts of `sums`, without sums. A single row is all
/// there is, so that its sums over rows are told once.
pub fn withhold(cells: &[Vec<u64>], sums: &Sums, known: Known) -> ToldTable {
    let mut network = Network::new(cells, sums, known);
    while let Some(at) = network.computable() {
        if !network.hide_ring(at) {
            network.hide_all();
            break;
        }
    }
    network.told(sums.all())
}

/// A count between two knots of the network.
#[derive(Clone, Copy)]
struct Pipe {
    count: u64,
    told: Told,
    /// It is told nowhere, so that it may be anything.
    free: bool,
    /// It is known, whatever is told here.
    known: bool,
    /// It is of others, not counted itself.
    is_sum: bool,
    from: usize,
    to: usize,
    /// How much it says: sums are worth more than counts, and large counts more than small ones.
    worth: u64,
}

/// Which way a count is moved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

impl Pipe {
    fn new(count: u64, (from, to): (usize, usize), level: u32) -> Self {
        let told = if (1..FEW).contains(&count) {
            Told::UnderFive
        } else {
            Told::Exactly(count)
        };
        let worth = 1_000_000_u64.saturating_mul(8_u64.pow(level));
        Self {
            count,
            told,
            free: false,
            known: false,
            is_sum: level > 0,
            from,
            to,
            worth: worth + count.min(999_999),
        }
    }

    /// Whether it might as well be one more or one less, as far as is told of itself.
    fn moves(self, way: Way) -> bool {
        match (self.told, way) {
            _ if self.known => false,
            _ if self.free => true,
            (Told::Exactly(_), _) => false,
            (Told::UnderFive, Way::Up) => self.count < FEW - 1,
            (Told::UnderFive, Way::Down) => self.count > 1,
            (Told::Withheld, Way::Up) => true,
            (Told::Withheld, Way::Down) => self.count > FEW,
        }
    }

    /// The same, not told any more where it was.
    fn hidden(mut self) -> Self {
        let hides = match self.told {
            Told::Exactly(count) => count > 0,
            // Four, of which one more would be told otherwise.
            Told::UnderFive => self.is_sum && self.count == FEW - 1,
            Told::Withheld => false,
        };
        if hides {
            self.told = Told::Withheld;
        }
        self
    }

    /// What is told less if it may move this way; `None` if it may not even then.
    fn cost(self, way: Way) -> Option<u64> {
        if self.moves(way) {
            return Some(0);
        }
        self.hidden().moves(way).then_some(self.worth)
    }

    /// Where one comes out who goes in at a knot, and which way the count moves then.
    fn through(self, knot: usize) -> (usize, Way) {
        if self.from == knot {
            (self.to, Way::Up)
        } else {
            (self.from, Way::Down)
        }
    }

    /// Where a ring begins and ends that moves this count.
    fn ends(self, way: Way) -> (usize, usize) {
        match way {
            Way::Up => (self.to, self.from),
            Way::Down => (self.from, self.to),
        }
    }
}

/// Counts that move together, and which way each does.
type Ring = Vec<(usize, Way)>;

/// The counts: those of each row, and those of all rows together behind them.
struct Network {
    pipes: Vec<Pipe>,
    /// Pipes at each knot.
    at: Vec<Vec<usize>>,
    /// Counts that have been found safe: hiding more never makes them less so.
    safe: Vec<bool>,
    rows: usize,
}

impl Network {
    fn new(cells: &[Vec<u64>], sums: &Sums, known: Known) -> Self {
        let (rows, all, leaves) = (cells.len(), sums.all(), sums.leaves);
        // Knot 0 is where everything comes from and goes to.
        let of_row = |row: usize, at: usize| 1 + row * (all - leaves) + (at - leaves);
        let of_all = |at: usize| 1 + rows * (all - leaves) + at;
        let heights = sums.heights();
        let mut pipes = Vec::with_capacity((rows + 1) * all);
        let mut totals = vec![0; all];
        for (row, cells) in cells.iter().enumerate() {
            let mut counts = cells.clone();
            counts.resize(all, 0);
            for (at, of) in sums.part_of.iter().enumerate() {
                counts[*of] += counts[at];
            }
            for (at, count) in counts.into_iter().enumerate() {
                let from = sums.parent(at).map_or(0, |of| of_row(row, of));
                let to = if at < leaves {
                    of_all(at)
                } else {
                    of_row(row, at)
                };
                let mut pipe = Pipe::new(count, (from, to), heights[at]);
                pipe.known = known.rows && at + 1 == all;
                pipes.push(pipe);
                totals[at] += count;
            }
        }
        for (at, count) in totals.into_iter().enumerate() {
            let to = sums.parent(at).map_or(0, of_all);
            let mut pipe = Pipe::new(count, (of_all(at), to), heights[at] + 1);
            pipe.free = rows == 1;
            pipe.known = known.totals || known.rows && at + 1 == all;
            pipes.push(pipe);
        }
        let mut at = vec![Vec::new(); of_all(all)];
        for (number, pipe) in pipes.iter().enumerate() {
            at[pipe.from].push(number);
            at[pipe.to].push(number);
        }
        let safe = vec![false; pipes.len()];
        Self {
            pipes,
            at,
            safe,
            rows,
        }
    }

    /// A count under five that what is told gives away.
    fn computable(&mut self) -> Option<usize> {
        for at in 0..self.pipes.len() {
            let pipe = self.pipes[at];
            if pipe.free || pipe.known || pipe.told != Told::UnderFive || self.safe[at] {
                continue;
            }
            let is_safe = [Way::Up, Way::Down]
                .into_iter()
                .any(|way| pipe.moves(way) && self.has_ring(at, way));
            if !is_safe {
                return Some(at);
            }
            self.safe[at] = true;
        }
        None
    }

    /// Whether a move of this count can be made good by others, around a ring.
    fn has_ring(&self, of: usize, way: Way) -> bool {
        let (start, end) = self.pipes[of].ends(way);
        let mut seen = vec![false; self.at.len()];
        let mut waiting = VecDeque::from([start]);
        seen[start] = true;
        while let Some(knot) = waiting.pop_front() {
            for &number in self.at[knot].iter().filter(|number| **number != of) {
                let (next, way) = self.pipes[number].through(knot);
                if seen[next] || !self.pipes[number].moves(way) {
                    continue;
                }
                if next == end {
                    return true;
                }
                seen[next] = true;
                waiting.push_back(next);
            }
        }
        false
    }

    /// Hides what makes the cheapest ring through a count; false if there is none.
    fn hide_ring(&mut self, of: usize) -> bool {
        let ways = [Way::Up, Way::Down].into_iter();
        let ways = ways.filter(|way| self.pipes[of].moves(*way));
        let rings = ways.filter_map(|way| self.cheapest_ring(of, way));
        let Some((_, ring)) = rings.min_by_key(|(cost, _)| *cost) else {
            return false;
        };
        for (number, way) in ring {
            if !self.pipes[number].moves(way) {
                self.pipes[number] = self.pipes[number].hidden();
            }
        }
        true
    }

    /// The ring of which least is told now, and how much that is.
    fn cheapest_ring(&self, of: usize, way: Way) -> Option<(u64, Ring)> {
        let (start, end) = self.pipes[of].ends(way);
        let mut best = vec![(u64::MAX, usize::MAX); self.at.len()];
        let mut waiting = BinaryHeap::from([Reverse((0, start))]);
        best[start].0 = 0;
        while let Some(Reverse((cost, knot))) = waiting.pop() {
            if knot == end {
                break;
            }
            if cost > best[knot].0 {
                continue;
            }
            for &number in self.at[knot].iter().filter(|number| **number != of) {
                let (next, way) = self.pipes[number].through(knot);
                let Some(more) = self.pipes[number].cost(way) else {
                    continue;
                };
                if cost + more < best[next].0 {
                    best[next] = (cost + more, number);
                    waiting.push(Reverse((cost + more, next)));
                }
            }
        }
        let cost = best[end].0;
        let (mut ring, mut knot) = (Vec::new(), end);
        while cost < u64::MAX && knot != start {
            let number = best[knot].1;
            let pipe = self.pipes[number];
            let (before, way) = if pipe.to == knot {
                (pipe.from, Way::Up)
            } else {
                (pipe.to, Way::Down)
            };
            ring.push((number, way));
            knot = before;
        }
        (cost < u64::MAX).then_some((cost, ring))
    }

    fn hide_all(&mut self) {
        for pipe in &mut self.pipes {
            *pipe = pipe.hidden();
        }
    }

    fn told(self, all: usize) -> ToldTable {
        let told = self.pipes.chunks(all);
        let told = told.map(|pipes| pipes.iter().map(|pipe| pipe.told).collect());
        let mut rows: Vec<Vec<Told>> = told.collect();
        let mut totals = rows.pop().unwrap_or_default();
        if self.rows == 1 {
            totals.clone_from(&rows[0]);
        }
        ToldTable { rows, totals }
    }
}

#[cfg(test)]
#[path = "withhold_tests.rs"]
mod tests;
