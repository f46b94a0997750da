//! A text of the shelf as it is read: running text with real headings, and tables.

use api_types::{Block, BlockKind, ShelfPart, ShelfTable, Span};

use crate::{
    console::parts,
    ui::{El, blocks, el_of},
};

/// The parts, one below the other.
pub(super) fn text(all: &[ShelfPart], title: &str) -> El {
    let mut text = el_of("div", "shelf-text");
    for part in all {
        text = match part {
            ShelfPart::Text(blocks) => running(text, blocks),
            ShelfPart::Table(shown) => text.add(table(shown, title)),
        };
    }
    text
}

/// Headings stand among the page's: below its own, whose level is known here.
fn running(mut text: El, all: &[Block]) -> El {
    let mut rest = all;
    while let Some(first) = rest.first() {
        if first.kind == BlockKind::Heading {
            text = text.add(el_of("h2", "shelf-heading").text(said(&first.items)));
            rest = &rest[1..];
            continue;
        }
        let end = rest
            .iter()
            .position(|block| block.kind == BlockKind::Heading);
        let (now, later) = rest.split_at(end.unwrap_or(rest.len()));
        text = text.add(blocks(now));
        rest = later;
    }
    text
}

fn said(items: &[Vec<Span>]) -> String {
    let spans = items.iter().flatten();
    spans.map(|span| span.text.as_str()).collect()
}

/// A table that is a card a row where there is no room: each cell says its column.
fn table(shown: &ShelfTable, title: &str) -> El {
    let columns: Vec<String> = shown
        .head
        .iter()
        .map(|cell| said(std::slice::from_ref(cell)))
        .collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows = shown
        .rows
        .iter()
        .map(|row| row.iter().map(|one| cell(one)).collect());
    parts::table(title, &columns, rows.collect())
}

fn cell(spans: &[Span]) -> El {
    blocks(&[Block {
        kind: BlockKind::Paragraph,
        items: vec![spans.to_vec()],
    }])
}
