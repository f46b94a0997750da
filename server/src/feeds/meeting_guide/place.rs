//! Where a row's meeting is.

use api_types::Position;

use super::row::Row;
use crate::domain::group::PlaceRecord;

/// Countries as feeds write them.
const COUNTRIES: &[(&str, &str)] = &[
    ("usa", "US"),
    ("us", "US"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("uk", "GB"),
    ("gb", "GB"),
    ("united kingdom", "GB"),
    ("great britain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("northern ireland", "GB"),
    ("ireland", "IE"),
    ("canada", "CA"),
    ("australia", "AU"),
    ("new zealand", "NZ"),
    ("mexico", "MX"),
    ("spain", "ES"),
    ("espana", "ES"),
    ("france", "FR"),
    ("germany", "DE"),
    ("deutschland", "DE"),
    ("italy", "IT"),
    ("portugal", "PT"),
    ("brazil", "BR"),
    ("india", "IN"),
    ("south africa", "ZA"),
    ("netherlands", "NL"),
    ("sweden", "SE"),
];

/// The place, with a street address as `true` where there is one.
pub fn read(row: &mut Row<'_>, country: Option<&str>) -> (Option<PlaceRecord>, bool) {
    let formatted = row
        .line("formatted_address")
        .map(|text| split(&text))
        .unwrap_or_default();
    let own_country = row.line("country").and_then(|name| country_code(&name));
    let mut place = PlaceRecord {
        venue: row.line("location"),
        address: row.line("address").or(formatted.address),
        town: row.line("city").or(formatted.town),
        region: row
            .line("state")
            .or(formatted.region)
            .or_else(|| row.line("region")),
        postcode: row.line("postal_code").or(formatted.postcode),
        country: None,
        position: None,
        visibility: None,
    };
    place.town = place.town.or_else(|| row.line("sub_region"));
    let (lat, lon) = (row.number("latitude"), row.number("longitude"));
    place.position = match (lat, lon) {
        (Some(lat), Some(lon)) if lat.abs() <= 90.0 && lon.abs() <= 180.0 => {
            // Nobody meets in the Gulf of Guinea; it is what an empty field becomes.
            Some(Position { lat, lon }).filter(|_| lat != 0.0 || lon != 0.0)
        }
        (Some(lat), Some(lon)) => {
            row.repair(
                "latitude",
                Some(format!("{lat},{lon} is not on Earth; it is left out")),
            );
            None
        }
        _ => None,
    };
    let street = place.address.is_some();
    if place == PlaceRecord::default() {
        return (None, false);
    }
    place.country = own_country
        .or(formatted.country)
        .or_else(|| country.map(str::to_owned));
    (Some(place), street)
}

fn country_code(name: &str) -> Option<String> {
    let folded = catalogue::fold(name);
    if let Some((_, code)) = COUNTRIES.iter().find(|(known, _)| *known == folded) {
        return Some((*code).to_owned());
    }
    let code = name.trim().to_ascii_uppercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(code)
}

#[derive(Debug, Default, PartialEq)]
struct Parts {
    address: Option<String>,
    town: Option<String>,
    region: Option<String>,
    postcode: Option<String>,
    country: Option<String>,
}

/// Splits `123 Main St, Anytown, OK 12345, USA` from its end; what is left in front is the street.
fn split(text: &str) -> Parts {
    let mut cells: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    let mut parts = Parts::default();
    if cells.len() > 1
        && let Some(code) = cells.last().and_then(|name| country_code(name))
        // "Chicago, IL" ends with a state; a country comes after one.
        && (cells.len() > 2 || cells.last().is_some_and(|name| name.len() > 2))
    {
        parts.country = Some(code);
        cells.pop();
    }
    if cells.len() > 1
        && let Some(last) = cells.pop()
    {
        let (region, postcode) = match last.split_once(' ') {
            Some((region, code)) if code.bytes().any(|byte| byte.is_ascii_digit()) => {
                (region, Some(code))
            }
            _ if last.bytes().any(|byte| byte.is_ascii_digit()) => ("", Some(last)),
            _ => (last, None),
        };
        parts.region = Some(region.to_owned()).filter(|region| !region.is_empty());
        parts.postcode = postcode.map(str::to_owned);
    }
    parts.town = cells.pop().map(str::to_owned);
    parts.address = Some(cells.join(", ")).filter(|street| !street.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(
            said("123 Main St, Anytown, OK 12345, USA"),
            "123 Main St|Anytown|OK|12345|US"
        );
        assert_eq!(
            said("Hall B, 9 High Rd, Oldtown, WI 53999, US"),
            "Hall B, 9 High Rd|Oldtown|WI|53999|US"
        );
        assert_eq!(said("Anytown, OK, USA"), "-|Anytown|OK|-|US");
        assert_eq!(said("Chicago, IL"), "-|Chicago|IL|-|-");
        assert_eq!(said("Anytown"), "-|Anytown|-|-|-");
        assert_eq!(said(""), "-|-|-|-|-");
    }
}
