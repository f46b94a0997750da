//! What a chart shows of counts: pure.

use api_types::Told;

/// Width of a step and height of the drawing, in its own units.
pub(super) const STEP: u64 = 10;
pub(super) const HEIGHT: u64 = 100;
/// How high a count stands that is not told: its height says nothing.
const UNTOLD: u64 = 9;

/// A chart's bars as outlines of one path each, and the number that its top stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bars {
    pub(super) told: String,
    /// Of counts that are not told: hollow, so that nobody takes them for a number.
    pub(super) untold: String,
    pub(super) top: u64,
}

/// The bars of a series.
pub(super) fn bars(counts: &[Told]) -> Bars {
    let largest = counts.iter().map(|count| number(*count)).max();
    let top = rounded_up(largest.unwrap_or_default());
    let (mut told, mut untold) = (String::new(), String::new());
    for (count, left) in counts.iter().zip((0..).step_by(10)) {
        match count {
            Told::Exactly(0) => {}
            Told::Exactly(count) => {
                // Even one is to be seen beside thousands.
                let height = (count * HEIGHT / top).max(2);
                told.push_str(&rectangle(left + 1, HEIGHT - height, STEP - 2, height));
            }
            Told::UnderFive | Told::Withheld => {
                let top = HEIGHT - UNTOLD;
                untold.push_str(&rectangle(left + 1, top, STEP - 2, UNTOLD));
                // Turned the other way, so that it is a hole.
                untold.push_str(&hole(left + 3, top + 3, STEP - 6, UNTOLD - 6));
            }
        }
    }
    Bars { told, untold, top }
}

/// The number, as far as it is told.
pub(super) fn number(count: Told) -> u64 {
    match count {
        Told::Exactly(count) => count,
        Told::UnderFive | Told::Withheld => 0,
    }
}

/// The next number that reads well at the end of a scale: 5, 10, 20, 50, 100 …
fn rounded_up(largest: u64) -> u64 {
    let mut ten = 1;
    loop {
        for step in [1, 2, 5] {
            let round: u64 = step * ten;
            if round >= largest.max(5) {
                return round;
            }
        }
        ten *= 10;
    }
}

fn rectangle(left: u64, top: u64, width: u64, height: u64) -> String {
    format!("M{left} {top}h{width}v{height}h-{width}z")
}

fn hole(left: u64, top: u64, width: u64, height: u64) -> String {
    format!("M{left} {top}v{height}h{width}v-{height}z")
}

/// Whether a series says nothing at all.
pub(super) fn is_empty(counts: &[Told]) -> bool {
    counts.iter().all(|count| *count == Told::Exactly(0))
}

/// Whether any of a series is not told.
pub(super) fn has_untold(counts: &[Told]) -> bool {
    let is_untold = |count: &Told| !matches!(count, Told::Exactly(_));
    counts.iter().any(is_untold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_at_a_number_that_reads_well() {
        for (largest, top) in [(0, 5), (5, 5), (6, 10), (11, 20), (21, 50), (501, 1_000)] {
            assert_eq!(rounded_up(largest), top);
        }
    }

    #[test]
    fn a_bar_is_as_high_as_its_count_and_an_untold_one_tells_nothing() {
        let shown = bars(&[Told::Exactly(10), Told::Exactly(0), Told::Exactly(5)]);
        assert_eq!(shown.top, 10);
        assert_eq!(shown.told, "M1 0h8v100h-8zM21 50h8v50h-8z");
        assert_eq!(shown.untold, "");
        let few = bars(&[Told::UnderFive]);
        assert_eq!(few, bars(&[Told::Withheld]), "the two look alike");
        assert!(few.told.is_empty() && !few.untold.is_empty());
        let one = bars(&[Told::Exactly(9_999), Told::Exactly(5)]);
        assert!(one.told.contains("v2"), "{}", one.told);
    }

    #[test]
    fn nothing_and_the_untold_are_told_apart() {
        assert!(is_empty(&[Told::Exactly(0); 3]));
        assert!(!is_empty(&[Told::UnderFive]));
        assert!(has_untold(&[Told::Exactly(7), Told::Withheld]));
        assert!(!has_untold(&[Told::Exactly(7)]));
    }
}
