//! Where a row's meeting is.

use api_types::Position;

use super::{
    address::{Parts, country_code, named_country, split},
    row::Row,
};
use crate::domain::group::PlaceRecord;

/// The place, as far as the row says one. `country` is where the feed's places are by default.
pub fn read(row: &mut Row<'_>, country: Option<&str>) -> Option<PlaceRecord> {
    let formatted = row.line("formatted_address");
    let formatted = formatted.map_or_else(Parts::default, |text| split(&text));
    let (region, sub_region) = regions(row);
    let mut place = PlaceRecord {
        venue: row.short("location"),
        address: row.short("address").or(formatted.address),
        town: row.short("city").or(formatted.town).or(sub_region),
        region: row.short("state").or(formatted.region).or(region),
        postcode: row.short("postal_code").or(formatted.postcode),
        country: None,
        position: position(row),
        visibility: None,
    };
    if place == PlaceRecord::default() {
        return None;
    }
    place.country = match row.line("country") {
        // A country that we cannot name is not the site's own.
        Some(name) => country_code(&name).or(formatted.country),
        None => formatted.country.or_else(|| country.map(str::to_owned)),
    };
    Some(place)
}

/// What of the place still counts for a group to which nobody travels: the area that it is at home
/// in. Its address is often one where it no longer meets, or the middle of a country.
pub fn area(place: PlaceRecord) -> Option<PlaceRecord> {
    let area = PlaceRecord {
        town: place.town,
        region: place.region,
        country: place.country,
        ..PlaceRecord::default()
    };
    (area != PlaceRecord::default()).then_some(area)
}

/// Region and part of it: two fields, or one list from the widest to the narrowest.
fn regions(row: &mut Row<'_>) -> (Option<String>, Option<String>) {
    let listed = row.list("regions");
    let wide = row.short("region").or_else(|| listed.first().cloned());
    // International lists begin with the country, which has a field of its own.
    let wide = wide.filter(|name| named_country(name).is_none());
    let narrow = row.short("sub_region");
    let narrow = narrow.or_else(|| listed.get(1..)?.last().cloned());
    (wide, narrow)
}

fn position(row: &mut Row<'_>) -> Option<Position> {
    let (lat, lon) = (row.number("latitude")?, row.number("longitude")?);
    if lat == 0.0 && lon == 0.0 {
        // Nobody meets in the Gulf of Guinea; it is what an empty field becomes.
        return None;
    }
    if lat.abs() <= 90.0 && lon.abs() <= 180.0 {
        return Some(Position { lat, lon });
    }
    let reason = format!("{lat},{lon} is not on Earth; it is left out");
    row.repair("latitude", Some(reason));
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn place(row: &Value) -> Option<PlaceRecord> {
        read(&mut Row::new(1, row.as_object().unwrap()), Some("US"))
    }

    #[test]
    fn single_fields_come_before_the_formatted_address() {
        let row = json!({
            "formatted_address": "12 High St, Leeds LS1 4AP, UK", "city": "Otley",
            "latitude": "53.9", "longitude": "-1.69",
        });
        let place = place(&row).unwrap();
        assert_eq!(place.town.as_deref(), Some("Otley"));
        assert_eq!(place.address.as_deref(), Some("12 High St"));
        assert_eq!(place.country.as_deref(), Some("GB"));
        assert_eq!(
            place.position,
            Some(Position {
                lat: 53.9,
                lon: -1.69
            })
        );
    }

    #[test]
    fn regions_stand_in_where_no_town_is_named() {
        let place = place(&json!({ "regions": ["Illinois", "Chicago", "Old Park"] })).unwrap();
        assert_eq!(place.region.as_deref(), Some("Illinois"));
        assert_eq!(place.town.as_deref(), Some("Old Park"));
        let abroad = json!({ "formatted_address": "Berlin, Germany", "region": "Germany" });
        assert_eq!(self::place(&abroad).unwrap().region, None);
    }

    #[test]
    fn a_country_is_the_row_s_own_or_the_site_s_but_never_a_wrong_one() {
        let country = |row: Value| place(&row).unwrap().country;
        assert_eq!(country(json!({ "city": "A" })), Some("US".into()));
        assert_eq!(
            country(json!({ "city": "A", "country": "Ireland" })),
            Some("IE".into())
        );
        assert_eq!(country(json!({ "city": "A", "country": "Atlantis" })), None);
    }

    #[test]
    fn a_position_off_the_earth_or_at_its_origin_is_none() {
        assert_eq!(place(&json!({ "latitude": 0, "longitude": 0 })), None);
        assert_eq!(place(&json!({ "latitude": 95, "longitude": 0 })), None);
        assert_eq!(place(&json!({ "latitude": 45 })), None);
    }

    #[test]
    fn of_a_place_to_which_nobody_travels_the_area_stays() {
        let row = json!({ "location": "Hall", "address": "1 Mill Lane", "city": "Mapleford", "latitude": 42, "longitude": -88 });
        let area = area(place(&row).unwrap()).unwrap();
        assert_eq!(
            (area.town.as_deref(), area.country.as_deref()),
            (Some("Mapleford"), Some("US"))
        );
        assert_eq!(
            (area.venue, area.address, area.position),
            (None, None, None)
        );
    }
}
