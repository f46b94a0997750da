//! A text's Markdown as typed parts: blocks as everywhere, and tables, which only the shelf has.

use std::ops::Range;

use api_types::{Block, BlockKind, ShelfPart, ShelfTable, Span};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::ShelfText;
use crate::domain::markdown;

/// The parts of a text, in order.
pub fn parts(text: &str) -> Vec<ShelfPart> {
    let mut parts = Vec::new();
    let mut reached = 0;
    for (range, table) in tables(text) {
        words(&text[reached..range.start], &mut parts);
        parts.push(ShelfPart::Table(table));
        reached = range.end;
    }
    words(&text[reached..], &mut parts);
    parts
}

/// The same for members, whose pages have no tables: a row becomes a point, its first cell strong. The
/// links come last.
pub fn for_members(text: &ShelfText) -> Vec<Block> {
    let mut blocks = as_blocks(&text.body);
    let links = text.front.links.iter().map(|link| {
        vec![Span {
            text: link.title.clone(),
            strong: false,
            href: Some(link.url.clone()),
        }]
    });
    let items: Vec<_> = links.collect();
    if !items.is_empty() {
        let kind = BlockKind::Bullets;
        blocks.push(Block { kind, items });
    }
    blocks
}

fn as_blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for part in parts(text) {
        match part {
            ShelfPart::Text(mut more) => blocks.append(&mut more),
            ShelfPart::Table(table) => blocks.push(Block {
                kind: BlockKind::Bullets,
                items: table.rows.into_iter().map(as_point).collect(),
            }),
        }
    }
    blocks
}

fn as_point(row: Vec<Vec<Span>>) -> Vec<Span> {
    let mut point: Vec<Span> = Vec::new();
    for (at, cell) in row.into_iter().enumerate() {
        if at > 0 && !cell.is_empty() {
            let text = if at == 1 { ": " } else { " " };
            point.push(Span {
                text: text.to_owned(),
                ..Span::default()
            });
        }
        point.extend(cell.into_iter().map(|span| Span {
            strong: span.strong || at == 0,
            ..span
        }));
    }
    point
}

fn words(text: &str, parts: &mut Vec<ShelfPart>) {
    let blocks = markdown::blocks(text);
    if !blocks.is_empty() {
        parts.push(ShelfPart::Text(blocks));
    }
}

/// Every table, and where it stands.
fn tables(text: &str) -> Vec<(Range<usize>, ShelfTable)> {
    let mut tables: Vec<(Range<usize>, ShelfTable)> = Vec::new();
    let mut in_head = false;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match (event, tables.last_mut()) {
            (Event::Start(Tag::Table(_)), _) => tables.push((range, ShelfTable::default())),
            (Event::Start(Tag::TableHead), _) => in_head = true,
            (Event::End(TagEnd::TableHead), _) => in_head = false,
            (Event::Start(Tag::TableRow), Some((_, table))) => table.rows.push(Vec::new()),
            (Event::Start(Tag::TableCell), Some((_, table))) => {
                let row = if in_head {
                    &mut table.head
                } else {
                    table.rows.last_mut().unwrap_or(&mut table.head)
                };
                row.push(cell(&text[range]));
            }
            _ => {}
        }
    }
    tables
}

/// A cell's words; its range may begin or end with the line between two cells.
fn cell(text: &str) -> Vec<Span> {
    let blocks = markdown::blocks(text.trim_matches(['|', ' ']));
    let items = blocks.into_iter().flat_map(|block| block.items);
    items.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TABLE: &str = "Before.\n\n| What | Why |\n|---|---|\n| **Wait** | It [helps](https://example.org) |\n| Ask | a \\| b |\n\nAfter.\n";

    fn said(spans: &[Span]) -> String {
        spans.iter().map(|span| span.text.as_str()).collect()
    }

    #[test]
    fn a_table_stands_where_it_stood_with_its_links() {
        let [
            ShelfPart::Text(before),
            ShelfPart::Table(table),
            ShelfPart::Text(after),
        ] = &parts(TABLE)[..]
        else {
            panic!("{:?}", parts(TABLE))
        };
        assert_eq!(said(&before[0].items[0]), "Before.");
        assert_eq!(said(&after[0].items[0]), "After.");
        assert_eq!(table.head.len(), 2);
        assert_eq!(said(&table.rows[0][0]), "Wait");
        let link = table.rows[0][1]
            .iter()
            .find_map(|span| span.href.as_deref());
        assert_eq!(link, Some("https://example.org"));
        assert_eq!(said(&table.rows[1][1]), "a | b");
    }

    #[test]
    fn members_read_a_row_as_a_point() {
        let blocks = as_blocks(TABLE);
        assert_eq!(blocks[1].kind, BlockKind::Bullets);
        assert_eq!(said(&blocks[1].items[0]), "Wait: It helps");
        assert!(blocks[1].items[0][0].strong && !blocks[1].items[0][1].strong);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[-|a-c:\\\\ \\n*\\[\\]()é]{0,80}") {
            for part in parts(&text) {
                if let ShelfPart::Table(table) = part {
                    prop_assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
                }
            }
        }
    }
}
