//! Something that staff lay out for a group's members: an item of the shelf, or a link.

use api_types::{FieldProblem, NewGroupResource};

use super::Shelf;
use crate::domain::check::Check;

/// No group has more.
pub const MOST_RESOURCES: i64 = 40;
/// Longest title of a link, characters.
const TITLE: usize = 120;
/// Longest address, characters.
const URL: usize = 500;
/// Longest line for members, characters.
const NOTE: usize = 200;

/// What is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResourceRecord {
    /// An item of the shelf, by its slug; its words stay the shelf's.
    Shelf(String),
    /// A link.
    Link {
        /// What it is called.
        title: String,
        /// Where it leads, https.
        url: String,
        /// Of what it leads to, BCP 47.
        language: String,
    },
}

impl ResourceRecord {
    /// Reads what staff typed, with the line for members. The errors name every field that needs
    /// another look (JSON pointers).
    pub fn read(
        typed: &NewGroupResource,
        shelf: &Shelf,
    ) -> Result<(Self, Option<String>), Vec<FieldProblem>> {
        let mut faults = Vec::new();
        let note = kept(typed.note.as_deref());
        let mut check = Check::default();
        check.optional("note", note.as_deref(), NOTE);
        let record = match kept(typed.shelf.as_deref()) {
            Some(slug) => {
                let found = shelf.find(&slug, None);
                if found.is_none() {
                    faults.push(problem(
                        "shelf",
                        "unknown-item",
                        "the shelf has no such item",
                    ));
                } else if found.is_some_and(|item| !item.front.for_members) {
                    faults.push(problem(
                        "shelf",
                        "not-for-members",
                        "it is written for staff",
                    ));
                }
                for (field, given) in [
                    ("title", &typed.title),
                    ("url", &typed.url),
                    ("language", &typed.language),
                ] {
                    if given.is_some() {
                        faults.push(problem(field, "not-asked", "the shelf has its words"));
                    }
                }
                Self::Shelf(slug)
            }
            None => read_link(typed, &mut check, &mut faults),
        };
        faults.extend(check.0.into_iter().map(|fault| FieldProblem {
            code: "not-taken".to_owned(),
            field: format!("/{}", fault.field),
            detail: fault.reason,
        }));
        if faults.is_empty() {
            Ok((record, note))
        } else {
            Err(faults)
        }
    }
}

fn read_link(
    typed: &NewGroupResource,
    check: &mut Check,
    faults: &mut Vec<FieldProblem>,
) -> ResourceRecord {
    let mut there = |field: &str, text: &Option<String>| {
        kept(text.as_deref()).unwrap_or_else(|| {
            faults.push(problem(field, "missing", "it must be there"));
            String::new()
        })
    };
    let title = there("title", &typed.title);
    let url = there("url", &typed.url);
    let language = there("language", &typed.language);
    check.line("title", &title, TITLE);
    check.line("url", &url, URL);
    if !language.is_empty() {
        check.tag("language", &language);
    }
    if !url.is_empty() && !leads_somewhere(&url) {
        faults.push(problem(
            "url",
            "not-a-link",
            "an address such as https://example.org/leaflet.pdf",
        ));
    }
    ResourceRecord::Link {
        title,
        url,
        language,
    }
}

/// Members follow it, so that it is https, and names a host that is not hidden behind an account.
fn leads_somewhere(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.contains('.') && !host.contains('@') && !url.contains(char::is_whitespace)
}

fn kept(text: Option<&str>) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(str::to_owned)
}

fn problem(field: &str, code: &str, detail: &str) -> FieldProblem {
    FieldProblem {
        field: format!("/{field}"),
        code: code.to_owned(),
        detail: detail.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use api_types::ShelfKind;

    use super::*;
    use crate::domain::shelf::{FrontMatter, ShelfText};

    fn shelf() -> Shelf {
        let text = |slug: &str, for_members| {
            let front = FrontMatter {
                title: slug.to_owned(),
                for_members,
                ..FrontMatter::default()
            };
            Arc::new(ShelfText::new(
                ("en", ShelfKind::Skill, slug),
                false,
                front,
                "x",
            ))
        };
        Shelf::new(&[text("open", true), text("staff", false)], &[], &[], &[])
    }

    fn link(url: &str) -> NewGroupResource {
        NewGroupResource {
            title: Some(" A leaflet ".to_owned()),
            url: Some(url.to_owned()),
            language: Some("es-MX".to_owned()),
            note: Some("  ".to_owned()),
            ..NewGroupResource::default()
        }
    }

    fn faults(typed: &NewGroupResource) -> Vec<(String, String)> {
        let faults = ResourceRecord::read(typed, &shelf())
            .unwrap_err()
            .into_iter();
        faults.map(|fault| (fault.field, fault.code)).collect()
    }

    #[test]
    fn a_link_is_trimmed_and_leads_to_a_host_by_https() {
        let (read, note) =
            ResourceRecord::read(&link("https://example.org/a.pdf"), &shelf()).unwrap();
        assert_eq!(note, None);
        assert!(matches!(read, ResourceRecord::Link { title, .. } if title == "A leaflet"));
        for bad in [
            "http://example.org",
            "javascript:alert(1)",
            "https://",
            "https://localhost",
            "https://a@example.org/",
            "https://example.org/a b",
        ] {
            assert_eq!(
                faults(&link(bad))[0],
                ("/url".into(), "not-a-link".into()),
                "{bad}"
            );
        }
        let empty = faults(&NewGroupResource::default());
        assert_eq!(empty.len(), 3, "{empty:?}");
    }

    #[test]
    fn an_item_of_the_shelf_is_there_and_fit_for_members() {
        let of = |slug: &str| NewGroupResource {
            shelf: Some(slug.to_owned()),
            ..NewGroupResource::default()
        };
        let (read, _) = ResourceRecord::read(&of("open"), &shelf()).unwrap();
        assert_eq!(read, ResourceRecord::Shelf("open".to_owned()));
        assert_eq!(faults(&of("staff"))[0].1, "not-for-members");
        assert_eq!(faults(&of("nothing"))[0].1, "unknown-item");
        let both = NewGroupResource {
            shelf: Some("open".to_owned()),
            ..link("https://example.org")
        };
        assert_eq!(faults(&both).len(), 3);
    }
}
