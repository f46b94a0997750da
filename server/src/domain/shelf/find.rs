//! What a site has on its shelf, and how something on it is found.

use std::collections::BTreeMap;

use api_types::{Choice, ShelfKind, ShelfSee, ShelfTheme, Stage};
use catalogue::fold;

use super::{Shared, ShelfText};
use crate::domain::wording::nearest_language;

/// A site's shelf: what is shipped and not hidden, and what the site wrote, which stands in place of a
/// shipped text of the same name and language.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// By slug, each in the languages that it has.
    items: BTreeMap<String, Vec<Shared>>,
    /// The site's languages, which decide where it has not the asked one.
    languages: Vec<String>,
}

/// What is asked for; what is absent is not asked.
#[derive(Debug, Clone, Default)]
pub struct ShelfAsked {
    /// BCP 47.
    pub language: Option<String>,
    /// Of this kind.
    pub kind: Option<ShelfKind>,
    /// About this, among others.
    pub theme: Option<ShelfTheme>,
    /// For people who are there, or for everybody.
    pub stage: Option<Stage>,
    /// With these words, or their beginnings, in any order.
    pub text: Option<String>,
    /// Only what members may read.
    pub for_members: bool,
}

impl Shelf {
    /// A shelf of shipped and own texts.
    pub fn new(
        shipped: &[Shared],
        own: &[Shared],
        hidden: &[String],
        languages: &[String],
    ) -> Self {
        let mut items: BTreeMap<String, Vec<Shared>> = BTreeMap::new();
        let shown = shipped.iter().filter(|text| !hidden.contains(&text.slug));
        for text in own.iter().chain(shown) {
            let known = items.entry(text.slug.clone()).or_default();
            if known.iter().all(|other| other.language != text.language) {
                known.push(text.clone());
            }
        }
        Self {
            items,
            languages: languages.to_vec(),
        }
    }

    /// Something, in the language nearest to `asked`.
    pub fn find(&self, slug: &str, asked: Option<&str>) -> Option<&ShelfText> {
        self.nearest(self.items.get(slug)?, asked)
    }

    /// What answers a question, one text each: by kind, then as the texts ask, then by theme and
    /// title. Where words are searched, those that have them in their title come first.
    pub fn list(&self, asked: &ShelfAsked) -> Vec<&ShelfText> {
        let words = fold(asked.text.as_deref().unwrap_or_default());
        let words: Vec<&str> = words.split_whitespace().collect();
        let texts = self.items.values();
        let texts = texts.filter_map(|texts| self.nearest(texts, asked.language.as_deref()));
        let mut found: Vec<&ShelfText> = texts
            .filter(|text| asked.kind.is_none_or(|kind| text.kind == kind))
            .filter(|text| {
                asked
                    .theme
                    .is_none_or(|theme| text.front.themes.contains(&theme))
            })
            .filter(|text| asked.stage.is_none_or(|stage| is_for(text, stage)))
            .filter(|text| !asked.for_members || text.front.for_members)
            .filter(|text| has(&text.folded.1, &words))
            .collect();
        found.sort_by_key(|text| {
            let theme = text.front.themes.first().map(|theme| theme.index());
            let order = text.front.order.unwrap_or(u16::MAX);
            let title = &text.folded.0;
            (!has(title, &words), text.kind.index(), order, theme, title)
        });
        found
    }

    /// What else a text names, as far as it is there.
    pub fn see(&self, text: &ShelfText) -> Vec<ShelfSee> {
        let named = text.front.see.iter();
        let found = named.filter_map(|slug| self.find(slug, Some(&text.language)));
        let see = found.map(|other| ShelfSee {
            slug: other.slug.clone(),
            title: other.front.title.clone(),
        });
        see.collect()
    }

    fn nearest<'a>(&self, texts: &'a [Shared], asked: Option<&str>) -> Option<&'a ShelfText> {
        let there = texts.iter().map(|text| text.language.as_str());
        // The site's languages first, in their order, so that the first one stands in.
        let own = self.languages.iter().map(String::as_str);
        let own = own.filter(|own| there.clone().any(|there| there == *own));
        let language = nearest_language(own.chain(there.clone()), asked)?;
        let found = texts.iter().find(|text| text.language == language)?;
        Some(found)
    }
}

/// What names no stage is for everybody.
fn is_for(text: &ShelfText, stage: Stage) -> bool {
    text.front.stages.is_empty() || text.front.stages.contains(&stage)
}

/// Whether each word begins one of the text's.
fn has(folded: &str, words: &[&str]) -> bool {
    words
        .iter()
        .all(|word| folded.starts_with(word) || folded.contains(&format!(" {word}")))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::shelf::FrontMatter;

    fn text(
        language: &str,
        slug: &str,
        title: &str,
        change: impl FnOnce(&mut FrontMatter),
    ) -> Shared {
        let mut front = FrontMatter {
            title: title.to_owned(),
            ..FrontMatter::default()
        };
        change(&mut front);
        Arc::new(ShelfText::new(
            (language, ShelfKind::Prompt, slug),
            false,
            front,
            "más",
        ))
    }

    fn plain(language: &str, slug: &str, title: &str) -> Shared {
        text(language, slug, title, |_| {})
    }

    fn titles(shelf: &Shelf, asked: &ShelfAsked) -> Vec<String> {
        let found = shelf.list(asked).into_iter();
        found.map(|text| text.front.title.clone()).collect()
    }

    fn languages() -> [String; 2] {
        ["es", "en"].map(str::to_owned)
    }

    #[test]
    fn what_a_site_wrote_stands_in_place_of_the_shipped_text_in_its_language_alone() {
        let shipped = [plain("en", "a", "Shipped"), plain("es", "a", "De serie")];
        let shelf = Shelf::new(&shipped, &[plain("en", "a", "Ours")], &[], &languages());
        let find = |asked| shelf.find("a", Some(asked)).unwrap().front.title.clone();
        assert_eq!(
            (find("en-GB"), find("es")),
            ("Ours".into(), "De serie".into())
        );
        assert_eq!(shelf.list(&ShelfAsked::default()).len(), 1);
    }

    #[test]
    fn what_a_site_hides_is_gone_unless_it_wrote_it_itself() {
        let shipped = [plain("en", "a", "A"), plain("en", "b", "B")];
        let hidden = ["a", "b"].map(str::to_owned);
        let shelf = Shelf::new(&shipped, &[plain("en", "b", "Ours")], &hidden, &languages());
        assert_eq!(titles(&shelf, &ShelfAsked::default()), ["Ours"]);
    }

    #[test]
    fn a_text_that_lacks_the_language_is_there_in_the_sites_first_one() {
        let shipped = [
            plain("en", "a", "One"),
            plain("es", "a", "Uno"),
            plain("fr", "b", "Deux"),
        ];
        let shelf = Shelf::new(&shipped, &[], &[], &languages());
        let asked = ShelfAsked {
            language: Some("de".to_owned()),
            ..ShelfAsked::default()
        };
        assert_eq!(titles(&shelf, &asked), ["Deux", "Uno"]);
    }

    #[test]
    fn words_are_found_without_accents_by_their_beginnings_and_first_in_titles() {
        let shipped = [
            text("en", "a", "Zest", |front| {
                front.summary = Some("Sueños cálidos".into());
            }),
            plain("en", "b", "Ábaco"),
            plain("en", "c", "Cal"),
        ];
        let shelf = Shelf::new(&shipped, &[], &[], &[]);
        let find = |words: &str| {
            titles(
                &shelf,
                &ShelfAsked {
                    text: Some(words.into()),
                    ..ShelfAsked::default()
                },
            )
        };
        assert_eq!(find("CAL"), ["Cal", "Zest"]);
        assert_eq!(find("calidos suenos"), ["Zest"]);
        assert_eq!(find("abac mas"), ["Ábaco"]);
        assert!(find("alidos").is_empty());
    }

    #[test]
    fn a_stage_finds_what_is_for_everybody_too() {
        let shipped = [
            text("en", "a", "A", |front| {
                front.stages = vec![Stage::Bereavement];
            }),
            text("en", "b", "B", |front| {
                front.stages = vec![Stage::InTreatment];
            }),
            plain("en", "c", "C"),
        ];
        let shelf = Shelf::new(&shipped, &[], &[], &[]);
        let asked = ShelfAsked {
            stage: Some(Stage::Bereavement),
            ..ShelfAsked::default()
        };
        assert_eq!(titles(&shelf, &asked), ["A", "C"]);
    }
}
