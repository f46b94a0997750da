//! Text from staff, as text nodes: nothing here can become HTML.

use api_types::{Block, BlockKind, Span};

use super::{El, el, el_of};

/// Blocks in a box of running text; headings inside are drawn as strong paragraphs, because a
/// level that a writer cannot know would break the page's outline.
pub(crate) fn blocks(blocks: &[Block]) -> El {
    let mut text = el_of("div", "text");
    for part in blocks {
        text = text.add(block(part));
    }
    text
}

fn block(block: &Block) -> El {
    let list = match block.kind {
        BlockKind::Bullets => "ul",
        BlockKind::Steps => "ol",
        BlockKind::Heading => return paragraph(block).set("class", "small-heading"),
        BlockKind::Paragraph => return paragraph(block),
    };
    let mut points = el(list);
    for item in &block.items {
        points = points.add(line(el("li"), item));
    }
    points
}

fn paragraph(block: &Block) -> El {
    let mut paragraph = el("p");
    for item in &block.items {
        paragraph = line(paragraph, item);
    }
    paragraph
}

fn line(mut into: El, spans: &[Span]) -> El {
    for part in spans {
        into = into.add(span(part));
    }
    into
}

fn span(span: &Span) -> El {
    let tag = if span.strong { "strong" } else { "span" };
    match safe(span.href.as_deref()) {
        Some(href) => el("a")
            .set("href", href)
            .set("rel", "noopener noreferrer")
            .add(el(tag).say(&span.text)),
        None => el(tag).say(&span.text),
    }
}

/// The server checks links; a second look costs little, and this is the side that would run them.
fn safe(href: Option<&str>) -> Option<&str> {
    href.filter(|href| {
        ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .any(|start| href.starts_with(start))
    })
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn only_web_mail_and_telephone_links_are_links() {
        assert_eq!(
            safe(Some("https://example.org/")),
            Some("https://example.org/")
        );
        assert_eq!(safe(Some("tel:+15550100")), Some("tel:+15550100"));
        assert_eq!(safe(Some("javascript:alert(1)")), None);
        assert_eq!(safe(Some("data:text/html,x")), None);
        assert_eq!(safe(None), None);
    }
}
