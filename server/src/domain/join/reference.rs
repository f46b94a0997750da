//! A request's reference, to read out on the telephone.

use crate::clock::Chance;

/// Letters and digits that are neither mistaken for each other nor heard as each other, and of
/// which no word is made: 24, of which eight are 10^11 references.
const LETTERS: &[u8] = b"2346789CDFGHJKMNPQRTVWXY";

/// A reference such as `7F3K-2QMD`.
pub fn reference(chance: &Chance) -> String {
    let mut letters = String::with_capacity(9);
    while letters.len() < 9 {
        if letters.len() == 4 {
            letters.push('-');
        }
        // 240 is ten times 24: larger bytes would make some letters likelier.
        let [byte] = chance.bytes::<1>();
        if byte < 240 {
            letters.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_two_times_four_letters_that_can_be_told_apart() {
        let chance = Chance::seeded(3);
        for _ in 0..500 {
            let reference = reference(&chance);
            assert_eq!((reference.len(), reference.find('-')), (9, Some(4)));
            assert!(!reference.contains(['0', 'O', '1', 'I', 'L', '5', 'S', 'B', 'U', 'A', 'E']));
        }
    }
}
