//! Markdown to typed blocks. No HTML comes out: what looks like a tag stays text, and a link is
//! kept only if it leads to the web, to mail or to a telephone.

use api_types::{Block, BlockKind, Span};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The blocks of a text. Nested lists are read as one; tables, images and code as their words.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut writer = Writer::default();
    for event in Parser::new(markdown) {
        writer.take(event);
    }
    writer.end_block();
    writer.blocks
}

/// A link that may stand in a public text, its scheme in small letters, so that whoever asks where
/// it leads need not think of others; `None` for every other.
fn safe_link(link: &str) -> Option<String> {
    let (scheme, rest) = link.trim().split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let leads_out = match scheme.as_str() {
        "http" | "https" => rest.starts_with("//"),
        "mailto" | "tel" => true,
        _ => false,
    };
    (leads_out && !rest.contains(char::is_control)).then(|| format!("{scheme}:{rest}"))
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    /// The block that is being written: what it is, and its items so far.
    open: Option<Block>,
    lists: usize,
    strong: usize,
    href: Option<String>,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { .. }) if self.lists == 0 => {
                self.begin(BlockKind::Heading);
            }
            Event::Start(Tag::Paragraph) if self.lists == 0 => self.begin(BlockKind::Paragraph),
            Event::Start(Tag::List(first)) => {
                if self.lists == 0 {
                    let kind = if first.is_some() {
                        BlockKind::Steps
                    } else {
                        BlockKind::Bullets
                    };
                    self.begin(kind);
                }
                self.lists += 1;
            }
            Event::Start(Tag::Item) => self.begin_item(),
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.href = safe_link(&dest_url);
            }
            Event::End(TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
            Event::End(TagEnd::Link) => self.href = None,
            Event::End(TagEnd::List(_)) => {
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0 {
                    self.end_block();
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) if self.lists > 0 => self.text(" "),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => self.end_block(),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.end_block();
        let items = match kind {
            BlockKind::Paragraph | BlockKind::Heading => vec![Vec::new()],
            BlockKind::Bullets | BlockKind::Steps => Vec::new(),
        };
        self.open = Some(Block { kind, items });
    }

    fn begin_item(&mut self) {
        if let Some(block) = &mut self.open {
            block.items.push(Vec::new());
        }
    }

    fn text(&mut self, text: &str) {
        let span = Span {
            text: text.to_owned(),
            strong: self.strong > 0,
            href: self.href.clone(),
        };
        if self.open.is_none() {
            self.begin(BlockKind::Paragraph);
        }
        let Some(block) = &mut self.open else { return };
        if block.items.is_empty() {
            block.items.push(Vec::new());
        }
        let Some(item) = block.items.last_mut() else {
            return;
        };
        match item.last_mut() {
            Some(last) if (last.strong, &last.href) == (span.strong, &span.href) => {
                last.text.push_str(&span.text);
            }
            _ => item.push(span),
        }
    }

    /// Puts the open block away, without empty items and outer blanks.
    fn end_block(&mut self) {
        let Some(mut block) = self.open.take() else {
            return;
        };
        for item in &mut block.items {
            if let Some(first) = item.first_mut() {
                first.text = first.text.trim_start().to_owned();
            }
            if let Some(last) = item.last_mut() {
                last.text.truncate(last.text.trim_end().len());
            }
            item.retain(|span| !span.text.is_empty());
        }
        block.items.retain(|item| !item.is_empty());
        if !block.items.is_empty() {
            self.blocks.push(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(blocks: &[Block]) -> Vec<(BlockKind, Vec<String>)> {
        let words = |item: &Vec<Span>| item.iter().map(|span| span.text.as_str()).collect();
        blocks
            .iter()
            .map(|block| (block.kind, block.items.iter().map(words).collect()))
            .collect()
    }

    #[test]
    fn paragraphs_headings_and_lists_become_blocks() {
        let text = "# What to expect\n\nCome **early**.\nStay late.\n\n- tea\n- talk\n  - more talk\n\n1. ring\n2. come";
        let heading = blocks("- # Tea\n\n  at four\n- talk");
        assert_eq!(
            plain(&heading),
            [(
                BlockKind::Bullets,
                vec!["Tea at four".to_owned(), "talk".to_owned()]
            )]
        );
        let bullets = ["tea", "talk", "more talk"].map(str::to_owned).to_vec();
        assert_eq!(
            plain(&blocks(text)),
            [
                (BlockKind::Heading, vec!["What to expect".to_owned()]),
                (
                    BlockKind::Paragraph,
                    vec!["Come early. Stay late.".to_owned()]
                ),
                (BlockKind::Bullets, bullets),
                (BlockKind::Steps, vec!["ring".to_owned(), "come".to_owned()]),
            ]
        );
        assert!(blocks(text)[1].items[0][1].strong);
    }

    #[test]
    fn tags_stay_text_and_only_safe_links_lead_somewhere() {
        let spans = |text: &str| blocks(text)[0].items[0].clone();
        assert_eq!(
            spans("a <b onclick=x>b</b>")[0].text,
            "a <b onclick=x>b</b>"
        );
        assert_eq!(
            blocks("<script>alert(1)</script>")[0].items[0][0].text,
            "<script>alert(1)</script>"
        );
        let href = |text: &str| spans(text)[0].href.clone();
        assert_eq!(
            href("[us](https://example.org/a)").as_deref(),
            Some("https://example.org/a")
        );
        assert_eq!(
            href("[ring](tel:555-0100)").as_deref(),
            Some("tel:555-0100")
        );
        assert_eq!(
            href("[us](HTTPs://Example.org/A)").as_deref(),
            Some("https://Example.org/A")
        );
        for bad in [
            "[x](javascript:alert(1))",
            "[x](data:text/html,x)",
            "[x](/here)",
            "[x](JaVaScRiPt:1)",
        ] {
            assert_eq!(href(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it_and_no_unsafe_link_comes_out(text in "[-#*>\\[\\]()a-c:/ \\n0-9.<&;`_!|]{0,120}") {
            for block in blocks(&text) {
                let points = matches!(block.kind, BlockKind::Bullets | BlockKind::Steps);
                prop_assert!(block.items.len() == 1 || points && !block.items.is_empty());
            }
            for span in blocks(&text).iter().flat_map(|block| block.items.iter().flatten()) {
                prop_assert!(!span.text.is_empty());
                let same = |href: &str| safe_link(href).as_deref() == Some(href);
                prop_assert!(span.href.as_deref().is_none_or(same));
            }
        }
    }
}
