//! Names of languages and countries as those who speak them and live there write them, so that they find theirs
//! in any language's list. The Unicode tables in Rust have none yet.

use crate::domain::wording::primary;

const LANGUAGES: [(&str, &str); 44] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("gl", "Galego"),
    ("gu", "ગુજરાતી"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("so", "Soomaali"),
    ("sv", "Svenska"),
    ("ta", "தமிழ்"),
    ("tl", "Tagalog"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

const COUNTRIES: [(&str, &str); 26] = [
    ("AR", "Argentina"),
    ("AT", "Österreich"),
    ("AU", "Australia"),
    ("BE", "België / Belgique / Belgien"),
    ("BR", "Brasil"),
    ("CA", "Canada"),
    ("CH", "Schweiz / Suisse / Svizzera"),
    ("CL", "Chile"),
    ("CO", "Colombia"),
    ("DE", "Deutschland"),
    ("ES", "España"),
    ("FR", "France"),
    ("GB", "United Kingdom"),
    ("IE", "Ireland"),
    ("IL", "ישראל"),
    ("IN", "India / भारत"),
    ("IT", "Italia"),
    ("MX", "México"),
    ("NL", "Nederland"),
    ("NZ", "New Zealand"),
    ("PL", "Polska"),
    ("PR", "Puerto Rico"),
    ("PT", "Portugal"),
    ("UA", "Україна"),
    ("US", "United States"),
    ("ZA", "South Africa"),
];

/// A language (BCP 47); its tag where we do not know it.
pub fn language_name(tag: &str) -> &str {
    find(&LANGUAGES, primary(tag)).unwrap_or(tag)
}

/// A country (ISO 3166-1 alpha-2); its code where we do not know it.
pub(super) fn country_name(code: &str) -> &str {
    find(&COUNTRIES, code).unwrap_or(code)
}

fn find(table: &[(&str, &'static str)], code: &str) -> Option<&'static str> {
    let at = table.binary_search_by_key(&code, |(known, _)| known);
    at.ok().map(|at| table[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Tongue;

    #[test]
    fn every_language_and_every_country_that_ships_has_a_name() {
        assert!(LANGUAGES.is_sorted() && COUNTRIES.is_sorted());
        for tongue in Tongue::all() {
            assert_ne!(language_name(tongue.tag()), tongue.tag());
        }
        let lines = include_str!("../domain/crisis.toml").lines();
        let mut codes = lines.filter_map(|line| line.strip_prefix("country = "));
        assert!(codes.clone().count() > 20);
        assert!(codes.all(|code| country_name(code.trim_matches('"')).len() > 2));
        assert_eq!(language_name("es-MX"), "Español");
        assert_eq!(language_name("xx"), "xx");
    }
}
