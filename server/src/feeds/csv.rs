//! Tables for spreadsheets: RFC 4180, in UTF-8 with the mark by which Excel knows it, and without
//! anything that a spreadsheet would carry out.

/// Excel takes a file for the system's old character set without it.
pub const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Rows as CSV, each ended by CR LF. Text that a spreadsheet would read as a formula, at its
/// beginning or wherever a cell may end inside of it, gets an apostrophe before it, by which
/// spreadsheets know text: what people write is never carried out on the machine of who opens it
/// (OWASP, "CSV Injection"). A telephone number that begins with `+` is such a text, too, and keeps
/// all its digits.
pub fn rows<'a>(rows: impl IntoIterator<Item = &'a [String]>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| guarded(cell));
        // Writing into memory cannot fail.
        let _ = writer.write_record(cells.map(String::into_bytes));
    }
    writer.into_inner().unwrap_or_default()
}

/// Where a cell may end inside of one: spreadsheets of many countries take the semicolon for the
/// separator, and then do not keep together what is quoted.
const ENDS: [char; 4] = [';', '\t', '\r', '\n'];

/// The text, as a spreadsheet shows it and never carries it out.
fn guarded(cell: &str) -> String {
    let mut said = String::with_capacity(cell.len() + 1);
    for part in cell.split_inclusive(ENDS) {
        // At its beginning an apostrophe of its own would be taken for ours.
        let hides =
            said.is_empty() && (is_formula(cell) || part.starts_with(['\t', '\r', '\n', '\'']));
        if hides || is_formula(part) {
            said.push('\'');
        }
        said.push_str(part);
    }
    said
}

/// Whether a spreadsheet would carry it out. What stands before the sign does not help: spaces are
/// passed over, and quotes may go.
fn is_formula(cell: &str) -> bool {
    let is_passed_over = |letter: char| {
        letter.is_whitespace() || letter.is_control() || "'\"\u{feff}".contains(letter)
    };
    let begins = cell.trim_start_matches(is_passed_over);
    begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads what was written, behind the mark with which every file begins.
    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let bytes = [BYTE_ORDER_MARK, bytes].concat();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes.as_slice());
        let rows = reader.records();
        rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn what_a_spreadsheet_would_carry_out_is_text() {
        for text in [
            "=HYPERLINK(\"https://evil.example\")",
            "+1 312 555 0142",
            "-2+3",
            "@SUM(A1)",
            "\t=1+1",
            "\r=1+1",
            " \u{a0}=1+1",
            "\"=1+1",
            "'=1+1",
            "＝1+1",
        ] {
            let bytes = rows([[text.to_owned()].as_slice()]);
            let said = read(&bytes)[0][0].clone();
            assert!(said.starts_with('\''), "{said}");
            assert!(!said.contains("\t=") && !said.contains("\r="), "{said:?}");
        }
        // Read with another separator, these would be two cells.
        assert_eq!(guarded("Rosa;=1+1;b"), "Rosa;'=1+1;b");
        assert_eq!(guarded("Hello\n =1+1"), "Hello\n' =1+1");
        assert_eq!(guarded("Rosa; Ana\nof us"), "Rosa; Ana\nof us");
        for text in [
            "Rosa",
            "312-555-0142",
            "a=b",
            "",
            "½ + ½",
            "rosa@example.org",
        ] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn rows_are_as_the_standard_has_them() {
        let of = |cells: [&str; 2]| cells.map(str::to_owned);
        let some = [of(["a", "b,c"]), of(["say \"hush\"", "two\nlines"])];
        let bytes = rows(some.iter().map(<[String; 2]>::as_slice));
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, "a,\"b,c\"\r\n\"say \"\"hush\"\"\",\"two\nlines\"\r\n");
    }

    proptest! {
        #[test]
        fn every_text_comes_back_with_apostrophes_at_most(
            cells in prop::collection::vec(".{0,12}", 1..4)
        ) {
            let bytes = rows([cells.as_slice()]);
            let back = &read(&bytes)[0];
            prop_assert_eq!(back.len(), cells.len());
            for (back, cell) in back.iter().zip(&cells) {
                let bare = |text: &str| text.replace('\'', "");
                prop_assert_eq!(bare(back), bare(cell));
            }
        }

        #[test]
        fn no_cell_of_another_separator_is_carried_out(
            parts in prop::collection::vec("[ \"']{0,2}[=+@a-]{0,2}[a-z ]{0,4}", 1..5),
            end in "[;\t\n]",
        ) {
            let text = guarded(&parts.join(&end));
            for part in text.split(ENDS) {
                let is_guarded = part.trim_start().starts_with('\'');
                prop_assert!(is_guarded || !is_formula(part), "{text:?}");
            }
        }

        #[test]
        fn no_cell_begins_with_what_is_carried_out(
            front in "[ \t\r\n\"\u{a0}\u{feff}]{0,3}",
            sign in "[=+@-]",
            rest in ".{0,8}",
        ) {
            let cell = format!("{front}{sign}{rest}");
            prop_assert!(guarded(&cell).starts_with('\''));
        }
    }
}
