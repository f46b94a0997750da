//! Words of a search that found nothing, as far as they may be kept at all.

/// The longest that are kept, characters.
const LONGEST: usize = 40;
/// The shortest: whoever types is not done before.
const SHORTEST: usize = 3;
/// More words than this are a sentence, and a sentence may tell of somebody.
const MOST_WORDS: usize = 4;

/// The words in small letters and with single spaces; `None` where they could be somebody's number
/// or address, or are too long to be what people look for.
pub fn kept_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let kept = words.join(" ").to_lowercase();
    let is_of_words =
        |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '-' | '\'' | '’' | '/');
    let fits = (SHORTEST..=LONGEST).contains(&kept.chars().count())
        && words.len() <= MOST_WORDS
        && kept.chars().all(is_of_words);
    fits.then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_somebodys_is_not_kept() {
        assert_eq!(
            kept_words("  Lymph  OEDEMA ").as_deref(),
            Some("lymph oedema")
        );
        assert_eq!(kept_words("leucémie").as_deref(), Some("leucémie"));
        for text in [
            "ab",
            "ana@example.org",
            "312 555 0142",
            "born 1980",
            "my mother rosa died on tuesday",
            "a-word-that-is-longer-than-forty-characters",
            "https://example.org",
            "\u{202e}gnul",
        ] {
            assert_eq!(kept_words(text), None, "{text}");
        }
    }
}
