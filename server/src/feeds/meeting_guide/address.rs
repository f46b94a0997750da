//! Addresses that stand in one text, as maps write them: `12 Mill Lane, Anytown, OK 12345, USA`,
//! `12 High St, Leeds LS1 4AP, UK`, `Hauptstr. 1, 10119 Berlin, Germany`.

/// What an address says.
#[derive(Debug, Default, PartialEq)]
pub struct Parts {
    pub address: Option<String>,
    pub town: Option<String>,
    pub region: Option<String>,
    pub postcode: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// Countries as feeds write them. Georgia is left out: it is more often the state.
const COUNTRIES: &[(&str, &str)] = &[
    ("argentina", "AR"),
    ("australia", "AU"),
    ("austria", "AT"),
    ("osterreich", "AT"),
    ("belgium", "BE"),
    ("brasil", "BR"),
    ("brazil", "BR"),
    ("canada", "CA"),
    ("chile", "CL"),
    ("china", "CN"),
    ("colombia", "CO"),
    ("costa rica", "CR"),
    ("czechia", "CZ"),
    ("denmark", "DK"),
    ("deutschland", "DE"),
    ("ecuador", "EC"),
    ("egypt", "EG"),
    ("england", "GB"),
    ("espana", "ES"),
    ("finland", "FI"),
    ("france", "FR"),
    ("gb", "GB"),
    ("germany", "DE"),
    ("great britain", "GB"),
    ("greece", "GR"),
    ("hungary", "HU"),
    ("iceland", "IS"),
    ("india", "IN"),
    ("ireland", "IE"),
    ("israel", "IL"),
    ("italia", "IT"),
    ("italy", "IT"),
    ("japan", "JP"),
    ("kenya", "KE"),
    ("malta", "MT"),
    ("mexico", "MX"),
    ("netherlands", "NL"),
    ("new zealand", "NZ"),
    ("nigeria", "NG"),
    ("northern ireland", "GB"),
    ("norway", "NO"),
    ("peru", "PE"),
    ("philippines", "PH"),
    ("poland", "PL"),
    ("portugal", "PT"),
    ("puerto rico", "PR"),
    ("scotland", "GB"),
    ("singapore", "SG"),
    ("south africa", "ZA"),
    ("south korea", "KR"),
    ("spain", "ES"),
    ("sweden", "SE"),
    ("switzerland", "CH"),
    ("thailand", "TH"),
    ("the netherlands", "NL"),
    ("turkey", "TR"),
    ("uk", "GB"),
    ("ukraine", "UA"),
    ("united arab emirates", "AE"),
    ("united kingdom", "GB"),
    ("united states", "US"),
    ("us", "US"),
    ("united states of america", "US"),
    ("usa", "US"),
    ("wales", "GB"),
];

/// Countries whose addresses name a state or province after the town.
const WITH_STATES: [&str; 5] = ["US", "CA", "MX", "BR", "IN"];

/// The code of a country that is written as a code or by its name.
pub fn country_code(name: &str) -> Option<String> {
    let code = name.trim().to_ascii_uppercase();
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    named_country(name).or(is_code.then_some(code))
}

/// The code of a country that is written by its name.
pub fn named_country(name: &str) -> Option<String> {
    let folded = catalogue::fold(name);
    let found = COUNTRIES.iter().find(|(known, _)| *known == folded);
    found.map(|(_, code)| (*code).to_owned())
}

/// Splits an address from its end; what is left in front is the street.
pub fn split(text: &str) -> Parts {
    let mut cells: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    let mut parts = Parts::default();
    if let Some(country) = country_of(&cells) {
        parts.country = Some(country);
        cells.pop();
    }
    let Some(last) = cells.pop() else {
        return parts;
    };
    let (name, postcode) = without_postcode(last);
    parts.postcode = postcode;
    if let Some((town, state)) = name.rsplit_once(' ').filter(|(_, word)| is_state(word)) {
        parts.town = owned(town);
        parts.region = owned(state);
    } else if is_region(&name, &cells, parts.country.as_deref()) {
        parts.region = owned(&name);
        parts.town = cells.pop().and_then(owned);
    } else {
        parts.town = owned(&name).or_else(|| cells.pop().and_then(owned));
    }
    // "45046 Zapopan, Jal., Mexico": the postcode stands before the town, the state after it.
    if let (Some(town), None) = (&parts.town, &parts.postcode)
        && let (name, Some(code)) = without_postcode(town)
        && !name.is_empty()
    {
        (parts.town, parts.postcode) = (Some(name), Some(code));
    }
    parts.address = owned(&cells.join(", "));
    parts
}

/// The country that the last cell names. "Chicago, IL" ends with a state; what is only a code is a
/// country's if a postcode comes before it.
fn country_of(cells: &[&str]) -> Option<String> {
    let last = cells.last()?;
    let after_postcode = cells.len() > 2 && has_digit(cells[cells.len() - 2]);
    named_country(last).or_else(|| country_code(last).filter(|_| after_postcode))
}

/// Whether the last cell, `before` which others stand, names a state rather than a town.
fn is_region(name: &str, before: &[&str], country: Option<&str>) -> bool {
    if before.is_empty() || name.is_empty() {
        return false;
    }
    // A street has a number, so that what follows one is the town.
    let after_street = before.len() == 1 && has_digit(before[0]);
    let has_states = country.is_none_or(|code| WITH_STATES.contains(&code));
    is_state(name) || has_states && !after_street
}

/// The abbreviation of a state: two or three capitals.
fn is_state(word: &str) -> bool {
    (2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Parts a postcode from the front (`10119 Berlin`, `5612 EK Eindhoven`) or the end
/// (`OK 12345`, `ON M5V 2T6`, `Leeds LS1 4AP`) of a cell.
fn without_postcode(cell: &str) -> (String, Option<String>) {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let joined = |words: &[&str]| words.join(" ");
    let coded = |word: &&&str| has_digit(word) && word.len() <= 10;
    let at_end = words.iter().rev().take_while(coded).count().min(2);
    if at_end > 0 {
        let (name, code) = words.split_at(words.len() - at_end);
        return (joined(name), owned(&joined(code)));
    }
    if words.first().is_some_and(|word| has_digit(word)) {
        let letters = words.get(1).is_some_and(|word| is_state(word));
        let (code, name) = words.split_at(1 + usize::from(letters));
        return (joined(name), owned(&joined(code)));
    }
    (cell.to_owned(), None)
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn owned(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(text: &str) -> String {
        let Parts {
            address,
            town,
            region,
            postcode,
            country,
        } = split(text);
        let parts = [address, town, region, postcode, country];
        parts
            .map(|part| part.unwrap_or_else(|| "-".into()))
            .join("|")
    }

    #[test]
    fn an_address_is_split_from_its_end() {
        for (text, wanted) in [
            (
                "123 Main St, Anytown, OK 12345, USA",
                "123 Main St|Anytown|OK|12345|US",
            ),
            (
                "Hall B, 9 High Rd, Oldtown, WI 53999, US",
                "Hall B, 9 High Rd|Oldtown|WI|53999|US",
            ),
            (
                "1 Lake Dr, Anytown, Ohio 43001",
                "1 Lake Dr|Anytown|Ohio|43001|-",
            ),
            (
                "55 Queen St, Oldtown, ON M5V 2T6, Canada",
                "55 Queen St|Oldtown|ON|M5V 2T6|CA",
            ),
            ("Anytown, OK, USA", "-|Anytown|OK|-|US"),
            ("Anytown, Oklahoma", "-|Anytown|Oklahoma|-|-"),
            ("Chicago, IL", "-|Chicago|IL|-|-"),
            ("9 Mill Lane, Oldtown, IL", "9 Mill Lane|Oldtown|IL|-|-"),
            (
                "9 Mill Lane, 1010 Oldtown, AT",
                "9 Mill Lane|Oldtown|-|1010|AT",
            ),
            ("London, UK", "-|London|-|-|GB"),
            (
                "12 High St, Leeds LS1 4AP, UK",
                "12 High St|Leeds|-|LS1 4AP|GB",
            ),
            (
                "The Hall, 12 High St, Leeds LS1 4AP, UK",
                "The Hall, 12 High St|Leeds|-|LS1 4AP|GB",
            ),
            (
                "Hauptstr. 1, 10119 Berlin, Germany",
                "Hauptstr. 1|Berlin|-|10119|DE",
            ),
            (
                "Kerkstraat 3, 5612 EK Eindhoven, Netherlands",
                "Kerkstraat 3|Eindhoven|-|5612 EK|NL",
            ),
            (
                "Calle Mayor 5, 28013 Madrid, Spain",
                "Calle Mayor 5|Madrid|-|28013|ES",
            ),
            (
                "Calle Sol 19, 45046 Zapopan, Jal., Mexico",
                "Calle Sol 19|Zapopan|Jal.|45046|MX",
            ),
            (
                "1 George St, Sydney NSW 2000, Australia",
                "1 George St|Sydney|NSW|2000|AU",
            ),
            (
                "7 Hill Rd, Cape Town, 7806, South Africa",
                "7 Hill Rd|Cape Town|-|7806|ZA",
            ),
            ("9 Mill Lane, Mapleford", "9 Mill Lane|Mapleford|-|-|-"),
            ("United States", "-|-|-|-|US"),
            ("Anytown", "-|Anytown|-|-|-"),
            ("", "-|-|-|-|-"),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_address_breaks_it(text in "[A-Za-z0-9é, ]{0,60}") {
            let parts = split(&text);
            prop_assert!(parts.address != Some(String::new()) && parts.town != Some(String::new()));
        }
    }
}
