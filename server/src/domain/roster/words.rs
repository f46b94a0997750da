//! What staff and members write freely: trimmed, and held to its length.

use api_types::FieldProblem;

use crate::domain::check::turns_direction;

/// One line, which must be there. The error names the field (a JSON pointer) and never repeats what
/// was typed.
pub fn read_line(field: &str, typed: &str, most: usize) -> Result<String, FieldProblem> {
    let line = read_text(field, typed, most)?;
    if line.contains(char::is_control) {
        return Err(fault(field, "bad-characters", "one line"));
    }
    Ok(line)
}

/// Text of several lines, which must be there.
pub fn read_text(field: &str, typed: &str, most: usize) -> Result<String, FieldProblem> {
    let text = typed.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() {
        return Err(fault(field, "missing", "it must be there"));
    }
    if text.chars().count() > most {
        return Err(fault(
            field,
            "too-long",
            &format!("at most {most} characters"),
        ));
    }
    let bad = |letter: char| {
        letter.is_control() && letter != '\n' && letter != '\t' || turns_direction(letter)
    };
    if text.contains(bad) {
        return Err(fault(
            field,
            "bad-characters",
            "text without control characters",
        ));
    }
    Ok(text.to_owned())
}

fn fault(field: &str, code: &str, detail: &str) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        code: code.to_owned(),
        detail: detail.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(read: Result<String, FieldProblem>) -> String {
        read.unwrap_err().code
    }

    #[test]
    fn text_is_trimmed_and_keeps_its_lines() {
        assert_eq!(read_text("/t", " a\r\nb \n", 5).unwrap(), "a\nb");
        assert_eq!(read_line("/t", " a b ", 5).unwrap(), "a b");
    }

    #[test]
    fn what_is_empty_too_long_or_turns_the_direction_of_writing_is_not_taken() {
        assert_eq!(code(read_text("/t", " \n", 5)), "missing");
        assert_eq!(code(read_text("/t", "äääääa", 5)), "too-long");
        assert_eq!(code(read_text("/t", "a\u{202e}b", 5)), "bad-characters");
        assert_eq!(code(read_line("/t", "a\nb", 5)), "bad-characters");
    }
}
