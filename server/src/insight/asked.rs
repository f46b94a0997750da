//! Whether it is a person's widget that asks: only then something is counted.

use axum::http::{HeaderMap, HeaderName, header};

/// Words by which programs that read the web name themselves.
const PROGRAMS: [&str; 6] = ["bot", "crawl", "spider", "preview", "monitor", "curl/"];

/// Whether a widget asks because somebody wants to see it: a script of a page (not an address that
/// was opened, as programs do), not ahead of time, and in a browser that names itself as one.
pub fn is_person(headers: &HeaderMap) -> bool {
    let read = |name: &str| {
        let value = headers.get(HeaderName::from_bytes(name.as_bytes()).ok()?);
        value.and_then(|value| value.to_str().ok())
    };
    if read("sec-purpose").or(read("purpose")).is_some() {
        return false;
    }
    let agent = read(header::USER_AGENT.as_str()).unwrap_or_default();
    let agent = agent.to_ascii_lowercase();
    if agent.is_empty() || PROGRAMS.iter().any(|word| agent.contains(word)) {
        return false;
    }
    match read("sec-fetch-dest") {
        Some(dest) => dest == "empty",
        // Safari before 16.4 says nothing of it, but scripts of other pages name their origin.
        None => read("origin").is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    fn person(agent: &'static str, others: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, HeaderValue::from_static(agent));
        for (name, value) in others {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        is_person(&headers)
    }

    #[test]
    fn a_widget_of_a_person_counts_and_nothing_else() {
        let widget = ("sec-fetch-dest", "empty");
        assert!(person(FIREFOX, &[widget]));
        assert!(person(FIREFOX, &[("origin", "https://clinic.example.org")]));
        assert!(!person(FIREFOX, &[]), "nobody's script");
        assert!(!person(FIREFOX, &[("sec-fetch-dest", "document")]));
        assert!(!person(FIREFOX, &[widget, ("sec-purpose", "prefetch")]));
        assert!(!person(FIREFOX, &[widget, ("purpose", "prefetch")]));
        assert!(!person("", &[widget]));
        let program = "Mozilla/5.0 (compatible; Examplebot/2.1)";
        assert!(!person(program, &[widget]));
    }
}
