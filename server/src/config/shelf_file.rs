//! A text of the shelf, as somebody writes it: `<language>/<kind>/<slug>.md`, with a front matter
//! between two lines `+++`.

use std::path::Path;

use api_types::{Choice, ShelfKind};

use super::{
    site_problems::is_language,
    sites::is_slug,
    toml_file::{Finding, Key, TomlFile, nearest, table, value},
};
use crate::domain::shelf::{FrontMatter, ShelfText, check_front};

/// What opens and closes the front matter.
const FENCE: &str = "+++";

/// Every key of a front matter.
const KEYS: &[Key] = &[
    value("title"),
    value("summary"),
    value("themes"),
    value("stages"),
    value("formats"),
    value("for_members"),
    value("crisis"),
    value("order"),
    table("links", &[value("title"), value("url")]),
    value("checked"),
    value("see"),
];

/// Reads a file by its path under the shelf's folder; the error has every finding.
pub fn read_shelf_file(path: &Path, text: &str, own: bool) -> Result<ShelfText, Vec<Finding>> {
    let place = place_of(path).map_err(|problem| vec![Finding::at(text, 0, problem)])?;
    let text = text.trim_start_matches('\u{feff}');
    let Some((front, body_line)) = split(text) else {
        let form = "a text of the shelf begins with a line `+++`, its title and so on, and another \
                    line `+++`";
        return Err(vec![Finding::at(text, 0, form)]);
    };
    let body: Vec<&str> = text.lines().skip(body_line).collect();
    let body = body.join("\n");
    let file = TomlFile::parse(&front)?;
    let mut findings = file.unknown_keys(KEYS);
    match file.read::<FrontMatter>() {
        Ok(read) => {
            let faults = check_front(&read, place.1, &body).err();
            for fault in faults.unwrap_or_default() {
                findings.push(if fault.field == "body" {
                    Finding {
                        line: body_line + 1,
                        column: 1,
                        problem: fault.reason,
                    }
                } else {
                    file.finding(&fault.field, format!("{}: {}", fault.field, fault.reason))
                });
            }
            if findings.is_empty() {
                return Ok(ShelfText::new(place, own, read, body.trim()));
            }
        }
        Err(finding) => findings.push(finding),
    }
    findings.sort();
    Err(findings)
}

/// The front matter, with an empty line in place of what opens it, so that lines keep their numbers;
/// and how many lines stand before the text.
fn split(text: &str) -> Option<(String, usize)> {
    let mut lines = text.lines();
    if lines.next()?.trim_end() != FENCE {
        return None;
    }
    let mut front = String::new();
    for (at, line) in lines.enumerate() {
        if line.trim_end() == FENCE {
            return Some((front, at + 2));
        }
        front.push('\n');
        front.push_str(line);
    }
    None
}

/// Language, kind and slug.
fn place_of(path: &Path) -> Result<(&str, ShelfKind, &str), String> {
    let mut parts = path
        .iter()
        .rev()
        .map(|part| part.to_str().unwrap_or_default());
    let (file, kind, language) = (parts.next(), parts.next(), parts.next());
    let form = || {
        format!(
            "a text of the shelf lies in <language>/<kind>/<name>.md, where a kind is one of {}",
            ShelfKind::WORDS.join(", ")
        )
    };
    let (Some(file), Some(kind), Some(language)) = (file, kind, language) else {
        return Err(form());
    };
    let slug = file.strip_suffix(".md").unwrap_or_default();
    if !is_slug(slug) {
        return Err(
            "a text of the shelf is named a-z, 0-9 and -, at most 80, and ends in .md".to_owned(),
        );
    }
    let Ok(known) = ShelfKind::from_word(kind) else {
        return Err(match nearest(kind, ShelfKind::WORDS) {
            Some(near) => format!("there is no kind `{kind}`; did you mean the folder `{near}`?"),
            None => form(),
        });
    };
    if !is_language(language) {
        return Err(format!(
            "`{language}` is no language: a folder such as en or es-MX"
        ));
    }
    Ok((language, known, slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str, text: &str) -> Vec<String> {
        let findings = read_shelf_file(Path::new(path), text, true).unwrap_err();
        findings.iter().map(Finding::to_string).collect()
    }

    #[test]
    fn a_text_is_read_with_all_that_stands_before_it() {
        let text =
            "+++\r\ntitle = \"What helps?\"\r\nthemes = [\"strength\"]\r\n+++\r\n\r\nAsk.\r\n";
        let read = read_shelf_file(Path::new("a/shelf/es-MX/prompt/what-helps.md"), text, true);
        let read = read.unwrap();
        assert_eq!((&*read.language, &*read.slug), ("es-MX", "what-helps"));
        assert_eq!((read.kind, &*read.body), (ShelfKind::Prompt, "Ask."));
        assert_eq!(read.front.title, "What helps?");
    }

    #[test]
    fn everything_wrong_is_found_in_its_line() {
        let text = "+++\ntitel = \"A\"\nchecked = \"2026-13\"\n[[links]]\ntitle = \"B\"\nurl = \"http://b.example\"\n+++\n\n";
        assert_eq!(
            said("en/skill/a.md", text),
            [
                "1:1: title: it is missing",
                "2:1: unknown key `titel`; did you mean `title`?",
                "3:11: checked: a month such as 2026-11",
                "6:7: links.0.url: a link begins with https://",
                "8:1: there is no text below the second +++",
            ]
        );
        let theme = said(
            "en/skill/a.md",
            "+++\ntitle = \"A\"\nthemes = [\"grif\"]\n+++\nx\n",
        );
        assert!(
            theme[0].starts_with("3:11: ") && theme[0].contains("grief"),
            "{theme:?}"
        );
    }

    #[test]
    fn a_file_in_a_wrong_place_is_told_where_it_goes() {
        let said = |path: &str| said(path, "+++\ntitle = \"A\"\n+++\nx\n").concat();
        assert!(said("en/promt/a.md").contains("did you mean the folder `prompt`?"));
        assert!(said("english!/prompt/a.md").contains("no language"));
        assert!(said("en/prompt/A b.md").contains("a-z"));
        assert!(said("a.md").contains("<language>/<kind>/<name>.md"));
        let unfenced = read_shelf_file(Path::new("en/prompt/a.md"), "Hello\n", true).unwrap_err();
        assert!(unfenced[0].problem.contains("begins with a line"));
    }
}
