//! What a site file may say, beyond the types of its values.

use super::{join::is_id, shipped_shelf::shipped_shelf, site::SiteConfig, theme::ThemeConfig};
use crate::domain::{check::FieldError, guidelines::check_guidelines, wording::primary};

impl SiteConfig {
    /// What types alone do not rule out, each with the path to it.
    pub(super) fn problems(&self) -> Vec<(String, String)> {
        let mut problems = Vec::new();
        let mut check = |fine: bool, path: String, problem: &'static str| {
            if !fine {
                problems.push((path, problem.to_owned()));
            }
        };
        check(
            !self.name.is_blank(),
            "name".into(),
            "a name is never empty",
        );
        check(
            !self.languages.is_empty(),
            "languages".into(),
            "a site has at least one language",
        );
        for (at, language) in self.languages.iter().enumerate() {
            let path = format!("languages.{at}");
            check(
                is_language(language),
                path,
                "a language is a tag such as en or es-MX",
            );
        }
        for (at, language) in self.reviewed_languages.iter().enumerate() {
            check(
                self.languages.contains(language),
                format!("reviewed_languages.{at}"),
                "a language that was reviewed is one of `languages`",
            );
        }
        let country = self.country.as_deref().is_none_or(is_country);
        check(country, "country".into(), COUNTRY);
        for (at, origin) in self.allowed_origins.iter().enumerate() {
            let path = format!("allowed_origins.{at}");
            check(
                is_origin(origin),
                path,
                "an origin is scheme and host without a path: https://www.example.org",
            );
        }
        let link = "a link begins with https:// or http://";
        let privacy = self.privacy_url.as_deref().is_none_or(is_link);
        check(privacy, "privacy_url".into(), link);
        let url = self.contact.url.as_deref().is_none_or(is_link);
        check(url, "contact.url".into(), link);
        for (language, text) in &self.privacy_notice {
            let path = format!("privacy_notice.{language}");
            check(
                !text.trim().is_empty(),
                path,
                "a privacy notice says something",
            );
        }
        for (language, text) in &self.disclaimer {
            let path = format!("disclaimer.{language}");
            let said = !text.trim().is_empty();
            check(said, path, "a disclaimer can be worded, but not removed");
        }
        for (at, lines) in self.crisis.iter().enumerate() {
            let path = |rest: &str| format!("crisis.{at}.{rest}");
            check(is_country(&lines.country), path("country"), COUNTRY);
            check(
                !lines.lines.is_empty() && !lines.emergency.trim().is_empty(),
                path("lines"),
                "a country has an emergency number and at least one line",
            );
            for (number, line) in lines.lines.iter().enumerate() {
                let reachable = line.call.is_some() || line.text.is_some() || line.url.is_some();
                let path = path(&format!("lines.{number}"));
                check(reachable, path, "a line has `call`, `text` or `url`");
            }
        }
        for (at, slug) in self.shelf.hide.iter().enumerate() {
            let shipped = shipped_shelf().iter().any(|text| text.slug == *slug);
            let path = format!("shelf.hide.{at}");
            check(shipped, path, "no text of this name is shipped");
        }
        self.join_problems(&mut check);
        if let Some(first) = &self.guidelines {
            let faults = check_guidelines(first, &self.languages).err();
            let placed = |fault: FieldError| (format!("guidelines.{}", fault.field), fault.reason);
            problems.extend(faults.into_iter().flatten().map(placed));
        }
        if let Some(Err(refused)) = self.theme.as_ref().map(ThemeConfig::theme) {
            problems.extend(refused);
        }
        problems.extend(self.wording_problems());
        problems
    }

    fn join_problems(&self, check: &mut impl FnMut(bool, String, &'static str)) {
        let Some(join) = &self.join else { return };
        let path = |rest: &str| format!("join.{rest}");
        check(
            self.privacy_url.is_some() || !self.privacy_notice.is_empty(),
            "join".into(),
            "a join form needs the site's `privacy_url` or `privacy_notice`, which it links to",
        );
        check(
            join.controller.as_ref().is_some_and(|who| !who.is_blank()),
            path("controller"),
            "a join form needs a `controller`: who is responsible for what people write, with an \
             address",
        );
        check(
            join.staff_email.as_deref().is_some_and(is_email),
            path("staff_email"),
            "a join form needs a `staff_email`, such as groups@example.org, where somebody reads",
        );
        check(
            join.sender_address.as_deref().is_none_or(is_email),
            path("sender_address"),
            "an address such as groups@example.org",
        );
        for (at, asked) in join.fields.iter().flatten().enumerate() {
            let before = join.fields.iter().flatten().take(at);
            let path = path(&format!("fields.{at}.field"));
            check(
                before.clone().all(|other| other.field != asked.field),
                path,
                "this field stands there twice",
            );
        }
        check(
            join.age_of_consent <= 21,
            path("age_of_consent"),
            "an age of consent is at most 21 years",
        );
        check(
            (1..=30).contains(&join.answer_within_days),
            path("answer_within_days"),
            "somebody answers within 1 to 30 working days",
        );
        check(
            (1..=168).contains(&join.remind_hours_before),
            path("remind_hours_before"),
            "members are reminded 1 to 168 hours before a meeting",
        );
        for (name, days) in [
            ("requests_kept_days", join.requests_kept_days),
            ("memberships_kept_days", join.memberships_kept_days),
        ] {
            check(
                (1..=3650).contains(&days),
                path(name),
                "from 1 to 3650 days",
            );
        }
        for (at, consent) in join.consents.iter().enumerate() {
            let path = |rest: &str| path(&format!("consents.{at}.{rest}"));
            let before = &join.consents[..at];
            check(
                is_id(&consent.id) && before.iter().all(|other| other.id != consent.id),
                path("id"),
                "an id is 1 to 60 small letters, digits and hyphens, and another one each time",
            );
            check(
                !consent.text.is_blank(),
                path("text"),
                "a consent has words",
            );
        }
    }
}

const COUNTRY: &str = "a country is two capital letters (ISO 3166-1), such as US or GB";

pub(super) fn is_language(tag: &str) -> bool {
    let letters = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (2..=3).contains(&primary(tag).len()) && tag.split('-').all(letters)
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether letters could be sent there; only a letter tells more.
fn is_email(address: &str) -> bool {
    address.parse::<lettre::Address>().is_ok()
}

fn is_link(url: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        url.strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
    })
}

fn is_origin(origin: &str) -> bool {
    let host = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    host.is_some_and(|host| {
        // They stand in a header, where some letters would end them.
        let plain = host.bytes().all(|byte| byte.is_ascii_graphic());
        let none_of = ['/', '?', '#', '@', '*', ';', ',', '\'', '"'];
        !host.is_empty() && plain && !host.contains(none_of)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_scheme_and_host_alone() {
        assert!(is_origin("https://www.example.org") && is_origin("http://127.0.0.1:8080"));
        for bad in [
            "https://a.example/",
            "a.example",
            "*",
            "https://*.a.example",
            "https://",
            "https://a.example;",
            "https://a.example,b.example",
            "https://größe.example",
            "https://a .example",
        ] {
            assert!(!is_origin(bad), "{bad}");
        }
    }
}
