//! The page of the console that somebody wanted to see before they had to sign in. It comes back from
//! outside (an address, a form, a link), so it is read anew each time, and nothing but a plain path of
//! the console's own is taken: no query (what somebody searched for is nobody else's to read), no
//! escapes, no dots, nothing that could name another place.

use std::fmt;

/// Where the console begins.
const HOME: &str = "/console";
/// Bytes.
const LONGEST: usize = 200;
/// What is below `/console/` and no page to land on: it answers with no page, or leads in or out.
const NO_PAGES: [&str; 6] = ["api", "passkey", "sign-in", "sign-out", "link", "set-up"];

/// A path of the console's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landing(String);

impl Default for Landing {
    fn default() -> Self {
        Self(HOME.to_owned())
    }
}

impl fmt::Display for Landing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Landing {
    /// Takes a plain path below `/console/`; from anything else the way leads to the console's first
    /// page.
    pub fn of(asked: Option<&str>) -> Self {
        let taken = asked.filter(|path| is_page(path));
        taken.map_or_else(Self::default, |path| Self(path.to_owned()))
    }

    /// As the value of an attribute, a header or a script.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An address of the server's own that remembers it. Its letters need no escapes in a query.
    pub fn remembered_by(&self, path: &str) -> String {
        if self.0 == HOME {
            return path.to_owned();
        }
        format!("{path}?to={}", self.0)
    }
}

fn is_page(path: &str) -> bool {
    let known = |letter: u8| letter.is_ascii_alphanumeric() || b"-_".contains(&letter);
    let Some(rest) = path.strip_prefix("/console/") else {
        return false;
    };
    let mut parts = rest.split('/');
    path.len() <= LONGEST
        && parts
            .clone()
            .all(|part| !part.is_empty() && part.bytes().all(known))
        && parts.next().is_some_and(|first| !NO_PAGES.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> String {
        Landing::of(Some(path)).0
    }

    #[test]
    fn a_plain_path_of_the_console_is_taken() {
        for path in [
            "/console/requests",
            "/console/requests/0190c2f0-7b1c-7e00-9d3f-0a1b2c3d4e5f",
            "/console/groups/evening_circle/preview",
            "/console/sessions",
            "/console/linked",
        ] {
            assert_eq!(of(path), path);
        }
        let remembered = Landing::of(Some("/console/you")).remembered_by("/console/sign-in");
        assert_eq!(remembered, "/console/sign-in?to=/console/you");
        let home = Landing::of(None);
        assert_eq!(home.remembered_by("/console/sign-in"), "/console/sign-in");
    }

    #[test]
    fn whatever_could_lead_elsewhere_leads_to_the_first_page() {
        let overlong = format!("/console/{}", "a".repeat(LONGEST));
        for evil in [
            "",
            "/",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "https:evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "console/today",
            "/console",
            "/console/",
            "/consoleevil/x",
            "/console//evil.example",
            "/console/../m/x",
            "/console/./today",
            "/console/today/..",
            "/console/..%2f..%2fm",
            "/console/%2e%2e/m",
            "/%63onsole/today",
            "%2f%2fevil.example",
            "/console/%5cevil",
            "/console/\\evil",
            "/console/today\r\nset-cookie: a=b",
            "/console/to\tday",
            "/console/\u{0}",
            "\u{1}/console/today",
            "/console/today\u{2028}",
            "/console/tod\u{e4}y",
            "/console/\u{ff0f}evil",
            " /console/today",
            "/console/today ",
            "/console/today?text=rosa",
            "/console/today#x",
            "/console/today/",
            "/console/a:b",
            "/console/a@b",
            "/console/a.b",
            "/console/a;b",
            "/CONSOLE/today",
            "/console/api/me",
            "/console/sign-in",
            "/console/sign-out",
            "/console/link/abc",
            "/console/set-up/abc",
            "/console/passkey",
            overlong.as_str(),
        ] {
            assert_eq!(of(evil), HOME, "{evil:?}");
        }
    }
}
