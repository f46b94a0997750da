//! The texts that every site has on its shelf (`server/shelf/`), part of the program.

use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

use super::shelf_file::read_shelf_file;
use crate::domain::shelf::Shared;

macro_rules! files {
    ($($kind:literal: [$($slug:literal),+ $(,)?];)+) => {
        /// Path under `server/shelf/`, and text. Every text is there in every language.
        const FILES: &[(&str, &str)] = &[$($(
            files!(@ "en", $kind, $slug),
            files!(@ "es", $kind, $slug),
        )+)+];
    };
    (@ $language:literal, $kind:literal, $slug:literal) => {
        (
            concat!($language, "/", $kind, "/", $slug, ".md"),
            include_str!(concat!("../../shelf/", $language, "/", $kind, "/", $slug, ".md")),
        )
    };
}

files! {
    "ground-rules": ["any-group", "online-group", "bereavement-group", "carers-group"];
    "prompt": ["what-brought-you", "name-and-one-thing", "weather-inside", "since-we-last-met", "what-you-put-aside", "the-first-days", "the-feeling-nobody-asks-about", "being-called-brave", "where-anger-goes", "a-good-day", "alone-with-it", "what-tears-are-for", "waiting-for-results", "when-treatment-ended", "every-ache", "how-far-ahead", "how-much-to-know", "living-with-not-knowing", "what-others-do-not-see", "explaining-tiredness", "kindness-to-the-body", "the-nights", "needing-help-with-the-body", "touch-and-closeness", "words-not-found", "telling-somebody-new", "whom-you-tell", "children-and-the-truth", "protecting-each-other", "friendships-that-changed", "what-carers-carry", "help-that-helped", "a-good-appointment", "the-question-not-asked", "making-decisions", "seen-as-a-person", "the-place-of-work", "told-at-work", "money-and-illness", "going-back", "the-long-afternoon", "whose-voice", "a-small-pleasure", "a-year-ago", "what-you-stopped-doing", "asking-for-what-you-need", "more-and-less", "hope-now", "what-you-hold-on-to", "still-to-do", "how-you-would-be-known", "tell-us-about-them", "the-things-they-left", "marked-days", "what-people-say", "the-last-weeks", "who-you-are-becoming", "losses-without-a-card", "the-missing-chair", "more-of-less-of", "words-for-the-way-home", "before-we-part"];
    "outline": ["first-meeting", "first-meeting-online", "check-in-round", "topic-evening", "meeting-after-a-death", "closing-a-group"];
    "difficult-moment": ["somebody-dominates", "nobody-says-anything", "somebody-cries", "conflict", "medical-advice-is-given", "unwelcome-selling", "alcohol", "a-member-is-dying", "a-member-has-died"];
    "risk": ["talk-of-suicide", "violence-or-abuse", "a-child-at-risk"];
    "skill": ["listening-and-empathy", "questions-that-open", "holding-the-frame", "listening-to-each-other", "looking-after-yourself"];
    "case-study": ["the-man-who-had-read-everything", "the-quiet-screen", "an-empty-chair", "the-message-at-night"];
    "partner": ["whom-to-refer-to", "how-to-refer"];
    "training": ["training-facilitators", "training-crisis", "reading-for-members"];
}

static SHELF: LazyLock<Vec<Shared>> = LazyLock::new(|| {
    // A test reads the same bytes, so a broken file never leaves the workshop.
    let read = |(path, text): &(&str, &str)| read_shelf_file(Path::new(path), text, false).ok();
    FILES.iter().filter_map(read).map(Arc::new).collect()
});

/// The shipped texts, in every language.
pub fn shipped_shelf() -> &'static [Shared] {
    &SHELF
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
        path::PathBuf,
    };

    use api_types::{Choice, ShelfKind, ShelfPart, ShelfTheme, Stage};

    use super::*;
    use crate::domain::shelf::{FrontMatter, ShelfText, parts};

    /// Each text with its sisters, by slug.
    fn by_slug() -> BTreeMap<&'static str, Vec<&'static ShelfText>> {
        let mut texts: BTreeMap<&str, Vec<&ShelfText>> = BTreeMap::new();
        for text in shipped_shelf() {
            texts.entry(&text.slug).or_default().push(text);
        }
        texts
    }

    #[test]
    fn every_file_of_the_folder_is_shipped_and_can_be_read() {
        for (path, text) in FILES {
            if let Err(findings) = read_shelf_file(Path::new(path), text, false) {
                panic!("{path}:{}", findings[0]);
            }
        }
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("shelf");
        let mut there = BTreeSet::new();
        for language in fs::read_dir(&root).unwrap().flatten() {
            for kind in fs::read_dir(language.path()).unwrap().flatten() {
                for file in fs::read_dir(kind.path()).unwrap().flatten() {
                    let path = file.path();
                    let inside = path.strip_prefix(&root).unwrap();
                    there.insert(inside.to_str().unwrap().replace('\\', "/"));
                }
            }
        }
        let shipped: BTreeSet<String> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(there, shipped);
    }

    #[test]
    fn the_languages_have_the_same_in_the_same_form() {
        let form = |text: &ShelfText| {
            let front = FrontMatter {
                title: String::new(),
                summary: None,
                links: Vec::new(),
                ..text.front.clone()
            };
            let parts = parts(&text.body).into_iter().map(|part| match part {
                ShelfPart::Text(blocks) => blocks
                    .iter()
                    .map(|block| (format!("{:?}", block.kind), block.items.len()))
                    .collect::<Vec<_>>(),
                ShelfPart::Table(table) => {
                    vec![(format!("table of {}", table.head.len()), table.rows.len())]
                }
            });
            (text.kind, front, parts.collect::<Vec<_>>())
        };
        for (slug, texts) in by_slug() {
            let languages: Vec<&str> = texts.iter().map(|text| text.language.as_str()).collect();
            assert_eq!(languages, ["en", "es"], "{slug}");
            assert_eq!(form(texts[0]), form(texts[1]), "{slug}");
        }
    }

    #[test]
    fn there_is_something_of_every_kind_and_prompts_for_every_theme_and_stage() {
        let texts = by_slug();
        let of = |kind| texts.values().filter(move |texts| texts[0].kind == kind);
        for kind in ShelfKind::ALL {
            assert!(of(*kind).count() >= 2, "{kind:?}");
        }
        let prompts: Vec<_> = of(ShelfKind::Prompt).map(|texts| &texts[0].front).collect();
        assert!(prompts.len() >= 40, "{}", prompts.len());
        for theme in ShelfTheme::ALL
            .iter()
            .filter(|theme| **theme != ShelfTheme::Safety)
        {
            let many = prompts
                .iter()
                .filter(|front| front.themes.contains(theme))
                .count();
            assert!(many >= 3, "{theme:?} has {many}");
        }
        for stage in Stage::ALL {
            let many = prompts
                .iter()
                .filter(|front| front.stages.contains(stage))
                .count();
            assert!(many >= 5, "{stage:?} has {many} of its own");
        }
    }

    #[test]
    fn prompts_are_questions_that_cannot_be_answered_with_yes_or_no() {
        let closed = [
            "Do ",
            "Did ",
            "Are ",
            "Is ",
            "Have ",
            "Has ",
            "Can ",
            "Could ",
            "Would ",
            "Why ",
            "¿Te ",
            "¿Has ",
            "¿Eres ",
            "¿Estás ",
            "¿Puedes ",
            "¿Por qué ",
        ];
        for text in shipped_shelf()
            .iter()
            .filter(|text| text.kind == ShelfKind::Prompt)
        {
            let title = &text.front.title;
            let opens = !closed.iter().any(|start| {
                title.starts_with(start) && !title.starts_with("¿Por qué sentimiento")
            });
            assert!(opens, "{title}");
        }
    }

    #[test]
    fn what_is_named_is_there_links_are_dated_and_no_crisis_number_is_written_down() {
        let texts = by_slug();
        for text in shipped_shelf() {
            let slug = &text.slug;
            for other in &text.front.see {
                assert!(texts.contains_key(other.as_str()), "{slug} names {other}");
            }
            let dated = text.front.links.is_empty() || text.front.checked.is_some();
            assert!(dated, "{slug}: since when have its links been looked at?");
            let own_lines = text.kind != ShelfKind::Risk || text.front.crisis;
            assert!(own_lines, "{slug} shows whom to ring");
            let all = [&text.front.title, &text.body].map(String::as_str).concat();
            let digits = all.split(|letter: char| !letter.is_ascii_digit());
            for number in digits.filter(|number| number.len() >= 3) {
                assert!(number == "2026", "{slug} has the number {number}");
            }
        }
    }

    #[test]
    fn no_case_could_be_taken_for_a_real_one() {
        for text in shipped_shelf()
            .iter()
            .filter(|text| text.kind == ShelfKind::CaseStudy)
        {
            let marked =
                text.body.starts_with("**Invented.") || text.body.starts_with("**Caso inventado.");
            assert!(marked, "{}", text.slug);
        }
    }
}
