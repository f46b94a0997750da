//! The texts themselves, from file to typed parts.

use api_types::{Block, BlockKind, Choice, SetUpPart, SetUpText};

use crate::{domain::markdown, words::Tongue};

macro_rules! texts {
    ($($name:ident = $file:literal,)+) => {
        /// A way of meeting that has a text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Text { $($name,)+ }

        impl Text {
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The name of its file.
            fn name(self) -> &'static str {
                match self { $(Self::$name => $file,)+ }
            }
        }
    };
}

texts! {
    Phone = "phone",
    Zoom = "zoom",
    Teams = "teams",
    GoogleMeet = "google-meet",
    Jitsi = "jitsi",
    MentalHappy = "mentalhappy",
    FacebookGroups = "facebook-groups",
    Meetup = "meetup",
    InPerson = "in-person",
    Hybrid = "hybrid",
    Other = "other",
}

impl Text {
    /// The language that it is in for who reads this one.
    pub fn tongue(self, tongue: Tongue) -> Tongue {
        tongue.set_up(self.name()).0
    }

    /// The text's Markdown.
    fn source(self, tongue: Tongue) -> &'static str {
        tongue.set_up(self.name()).1
    }

    /// Its parts, in order.
    pub fn parts(self, tongue: Tongue) -> Vec<SetUpText> {
        let mut parts: Vec<SetUpText> = Vec::new();
        for block in markdown::blocks(self.source(tongue)) {
            match (heading(&block), parts.last_mut()) {
                (Some((part, title)), _) => parts.push(SetUpText {
                    part,
                    title,
                    text: Vec::new(),
                }),
                (None, Some(last)) => last.text.push(block),
                (None, None) => {}
            }
        }
        parts
    }

    /// Whether the group is at home on a website with accounts of its own.
    pub fn is_community(self) -> bool {
        matches!(
            self,
            Self::MentalHappy | Self::FacebookGroups | Self::Meetup
        )
    }

    /// Whether a camera, a microphone or a loudspeaker is of use.
    pub fn uses_device(self) -> bool {
        match self {
            Self::Zoom
            | Self::Teams
            | Self::GoogleMeet
            | Self::Jitsi
            | Self::MentalHappy
            | Self::Hybrid
            | Self::Other => true,
            Self::Phone | Self::FacebookGroups | Self::Meetup | Self::InPerson => false,
        }
    }
}

/// Which part begins here, and its title: `mute: Your microphone`.
fn heading(block: &Block) -> Option<(SetUpPart, String)> {
    if block.kind != BlockKind::Heading {
        return None;
    }
    let said: String = block
        .items
        .iter()
        .flatten()
        .map(|span| &*span.text)
        .collect();
    let (part, title) = said.split_once(": ")?;
    Some((SetUpPart::from_word(part).ok()?, title.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Direction;

    /// More words than this are more than a tired person takes in at once.
    const LONGEST: usize = 20;
    /// So many on average.
    const USUAL: usize = 10;

    fn each() -> impl Iterator<Item = (Text, Tongue)> {
        let texts = Text::ALL.iter();
        texts.flat_map(|text| Tongue::all().map(|tongue| (*text, tongue)))
    }

    fn named(text: Text, tongue: Tongue) -> String {
        format!("{text:?} in {}", tongue.tag())
    }

    /// Every sentence of a text, titles left out.
    fn sentences(parts: &[SetUpText]) -> Vec<String> {
        let mut sentences = Vec::new();
        for item in parts
            .iter()
            .flat_map(|part| &part.text)
            .flat_map(|block| &block.items)
        {
            let said: String = item.iter().map(|span| &*span.text).collect();
            let ends = |letter| matches!(letter, '.' | '?' | ':' | '।' | '。' | '？' | '؟');
            let whole = said.split_inclusive(ends).map(|one| one.trim().to_owned());
            sentences.extend(whole.filter(|one| !one.is_empty()));
        }
        sentences
    }

    /// The parts that a text must have.
    fn wanted(text: Text) -> Vec<SetUpPart> {
        use SetUpPart::{Account, Captions, GetIn, Leave, Mute, Name, Need, Seen};
        match text {
            Text::InPerson => vec![Need, Seen, GetIn, Mute, Captions, Name, Leave],
            Text::Phone => vec![Need, Account, Seen, GetIn, Mute, Captions, Name, Leave],
            Text::Hybrid => vec![Need, Seen, GetIn],
            _ => SetUpPart::ALL.to_vec(),
        }
    }

    #[test]
    fn every_text_has_its_parts_in_order_and_says_something_in_each() {
        for (text, tongue) in each() {
            let parts = text.parts(tongue);
            let there: Vec<_> = parts.iter().map(|part| part.part).collect();
            assert_eq!(there, wanted(text), "{}", named(text, tongue));
            for part in &parts {
                let filled = !part.title.trim().is_empty() && !part.text.is_empty();
                assert!(filled, "{} {:?}", named(text, tongue), part.part);
            }
        }
    }

    #[test]
    fn no_heading_is_lost_and_nothing_stands_before_the_first() {
        for (text, tongue) in each() {
            let source = text.source(tongue);
            let headings = source.lines().filter(|line| line.starts_with('#'));
            assert_eq!(
                headings.count(),
                text.parts(tongue).len(),
                "{}",
                named(text, tongue)
            );
            assert!(source.starts_with("# need: "), "{}", named(text, tongue));
        }
    }

    #[test]
    fn the_languages_say_the_same_in_the_same_form() {
        let form = |text: Text, tongue| {
            let parts = text.parts(tongue).into_iter();
            let blocks = parts.flat_map(|part| part.text);
            let forms = blocks.map(|block| (block.kind, block.items.len()));
            forms.collect::<Vec<_>>()
        };
        for text in Text::ALL {
            let english = form(*text, Tongue::ENGLISH);
            for tongue in Tongue::all() {
                assert_eq!(form(*text, tongue), english, "{}", named(*text, tongue));
            }
        }
    }

    #[test]
    fn sentences_are_short() {
        let mut long = Vec::new();
        for (text, tongue) in each() {
            // Other languages take more words for the same.
            let more = if tongue == Tongue::ENGLISH { 0 } else { 5 };
            let sentences = sentences(&text.parts(tongue));
            let words = |said: &String| said.split_whitespace().count();
            let too_long = sentences.iter().filter(|said| words(said) > LONGEST + more);
            long.extend(too_long.map(|said| format!("{}: {said}", named(text, tongue))));
            let all: usize = sentences.iter().map(words).sum();
            let mean = all / sentences.len();
            if mean > USUAL + more / 2 {
                long.push(format!("{}: {mean} words a sentence", named(text, tongue)));
            }
        }
        assert!(long.is_empty(), "{}", long.join("\n"));
    }

    #[test]
    fn no_text_holds_html_or_leads_away() {
        for (text, tongue) in each() {
            for part in text.parts(tongue) {
                let spans = part
                    .text
                    .iter()
                    .flat_map(|block| block.items.iter().flatten());
                for span in spans {
                    assert_eq!(span.href, None, "{}", named(text, tongue));
                    for bad in ['<', '>', '[', ']', '`'] {
                        assert!(
                            !span.text.contains(bad),
                            "{}: {}",
                            named(text, tongue),
                            span.text
                        );
                    }
                    for bad in ["http", "www.", ".com", "@"] {
                        assert!(
                            !span.text.contains(bad),
                            "{}: {}",
                            named(text, tongue),
                            span.text
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn keys_of_a_telephone_stay_as_they_are() {
        for tongue in Tongue::all() {
            let said = sentences(&Text::Zoom.parts(tongue)).join(" ");
            // Where one writes from right to left, a star beside a digit changes its side: there it is a word.
            let star = match tongue.direction() {
                Direction::Rtl => "",
                Direction::Ltr => "*",
            };
            assert_eq!(said.matches(&format!("{star}6")).count(), 2, "{said}");
            assert!(said.contains(&format!("{star}9")), "{said}");
        }
    }
}
