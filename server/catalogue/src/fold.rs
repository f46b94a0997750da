//! Letters without accents and case, so that `Jose` finds José.
//!
//! Hand-made tables, because the Unicode crates' are larger than all the rest of the finder's
//! search: Latin with its two extended blocks, Greek and Cyrillic capitals, combining marks.

/// Plain letters for U+00C0 to U+017F; a space where there is none.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Plain letters for U+1E00 to U+1EF9 (Vietnamese among them).
const LATIN_ADDITIONAL: &[u8; 250] =
    b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
wwwwwwwwwwxxxxyyzzzzzzhtwyasssssaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";

/// Folds a text: small letters, no accents, and a single space for whatever is no letter or
/// digit. Apostrophes vanish (`women's` is `womens`).
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match fold_letter(letter) {
            Some(' ') if folded.is_empty() || folded.ends_with(' ') => {}
            Some(plain @ '\u{3040}'..='\u{9fff}') => {
                // Chinese and Japanese part no words: each sign is one.
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
                folded.push(plain);
                folded.push(' ');
            }
            Some(plain) => folded.push(plain),
            None => {}
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// The plain letter, a space for what parts words, `None` for what vanishes.
fn fold_letter(letter: char) -> Option<char> {
    let code = letter as u32;
    let moved = |by: u32| char::from_u32(code + by);
    match letter {
        'a'..='z' | '0'..='9' => Some(letter),
        'A'..='Z' => Some(letter.to_ascii_lowercase()),
        // Among them the points of Hebrew, the vowels and the stretched line of Arabic, and the dot of Devanagari:
        // few people type them.
        '\''
        | '’'
        | 'ʼ'
        | '\u{ad}'
        | '\u{640}'
        | '\u{93c}'
        | '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}'..='\u{5c7}'
        | '\u{64b}'..='\u{652}'
        | '\u{200b}'..='\u{200f}' => None,
        'أ' | 'إ' | 'آ' => Some('ا'),
        'ى' => Some('ي'),
        'ة' => Some('ه'),
        '\0'..='\u{bf}'
        | '\u{5be}'
        | '،'
        | '؛'
        | '؟'
        | '।'
        | '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{303f}'
        | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff1f}' => Some(' '),
        '\u{c0}'..='\u{17f}' => Some(LATIN[code as usize - 0xc0] as char),
        'ơ' | 'Ơ' => Some('o'),
        'ư' | 'Ư' => Some('u'),
        'ș' | 'Ș' => Some('s'),
        'ț' | 'Ț' => Some('t'),
        '\u{1e00}'..='\u{1ef9}' => Some(LATIN_ADDITIONAL[code as usize - 0x1e00] as char),
        'ά' | 'Ά' => Some('α'),
        'έ' | 'Έ' => Some('ε'),
        'ή' | 'Ή' => Some('η'),
        'ί' | 'Ί' | 'ϊ' | 'ΐ' => Some('ι'),
        'ό' | 'Ό' => Some('ο'),
        'ύ' | 'Ύ' | 'ϋ' | 'ΰ' => Some('υ'),
        'ώ' | 'Ώ' => Some('ω'),
        'ς' => Some('σ'),
        'Α'..='Ω' | 'А'..='Я' => moved(32),
        'ё' | 'Ё' => Some('е'),
        'Ѐ'..='Џ' => moved(80),
        _ => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(fold("José NÚÑEZ"), "jose nunez");
        assert_eq!(fold("Łódź, Žižkov — İstanbul"), "lodz zizkov istanbul");
        assert_eq!(fold("Nguyễn Thị Phượng"), "nguyen thi phuong");
        assert_eq!(fold("ΑΘΉΝΑ Київ ЁЖ"), "αθηνα київ еж");
    }

    #[test]
    fn punctuation_parts_words_and_apostrophes_join_them() {
        assert_eq!(
            fold("  women's – head/neck (online) "),
            "womens head neck online"
        );
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
    }

    #[test]
    fn scripts_are_read_as_people_type_them() {
        assert_eq!(fold("الإنترنت، مجموعةٌ"), "الانترنت مجموعه");
        assert_eq!(fold("קְבוּצַת־תמיכה"), "קבוצת תמיכה");
        assert_eq!(fold("पढ़ना।"), "पढना");
        assert_eq!(fold("зв’язок зв'язок звʼязок"), "звязок звязок звязок");
        assert_eq!(fold("乳腺癌小组（线上）"), "乳 腺 癌 小 组 线 上");
    }

    #[test]
    fn every_table_entry_is_the_letter_that_it_stands_for() {
        for (at, (accented, plain)) in [('ÿ', 'y'), ('ž', 'z'), ('ſ', 's'), ('ñ', 'n'), ('Ď', 'd')]
            .into_iter()
            .enumerate()
        {
            assert_eq!(fold_letter(accented), Some(plain), "entry {at}");
        }
        assert_eq!(fold_letter('ỹ'), Some('y'));
        assert_eq!(fold_letter('ạ'), Some('a'));
        assert_eq!(fold_letter('ẹ'), Some('e'));
    }
}
