//! A table that becomes cards on a phone.

use crate::ui::{El, el, el_of};

/// A table: its name (for a screen reader), its columns' names, and its rows. On a narrow screen each
/// row is a card whose cells say their column; the first cell is the row's own heading. Roles are
/// written out, because a browser forgets them with the layout.
pub(crate) fn table(name: &str, columns: &[&str], rows: Vec<Vec<El>>) -> El {
    let mut heads = el("tr").set("role", "row");
    for column in columns {
        let head = el("th").set("scope", "col").set("role", "columnheader");
        heads = heads.add(head.say(column));
    }
    let mut body = el("tbody").set("role", "rowgroup");
    for cells in rows {
        body = body.add(row(columns, cells));
    }
    el_of("table", "table")
        .set("role", "table")
        .set("aria-label", name)
        .add(el("thead").set("role", "rowgroup").add(heads))
        .add(body)
}

fn row(columns: &[&str], cells: Vec<El>) -> El {
    let mut row = el("tr").set("role", "row");
    for (at, cell) in cells.into_iter().enumerate() {
        let frame = if at == 0 {
            el("th").set("scope", "row").set("role", "rowheader")
        } else {
            let column = columns.get(at).copied().unwrap_or_default();
            el("td").set("role", "cell").set("data-column", column)
        };
        row = row.add(frame.add(cell));
    }
    row
}
