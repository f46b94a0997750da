//! Places from the files of GeoNames: a country's postal codes (12 columns) or its cities (19),
//! tab-separated, told apart by the number of columns.

use super::{FeedError, text_of};

/// Columns of a postal-code file.
const POSTAL: usize = 12;
/// Columns of a cities file.
const CITIES: usize = 19;

/// One place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceRow {
    /// Its name.
    pub name: String,
    /// Area, such as a state.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Postcode, in the postal-code form.
    pub postcode: Option<String>,
    /// Latitude, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
    /// Inhabitants; 0 where the file does not say.
    pub population: i64,
}

/// Reads a file. One line that cannot be read refuses it all, with its number.
pub fn read(bytes: &[u8]) -> Result<Vec<PlaceRow>, FeedError> {
    let text = text_of(bytes)?;
    let mut places = Vec::new();
    for (line, row) in (1..).zip(text.lines()) {
        if row.trim().is_empty() {
            continue;
        }
        let place = place(row).map_err(|(column, reason)| FeedError {
            line,
            column,
            reason,
        })?;
        places.push(place);
    }
    Ok(places)
}

/// Reads a line, or says in which column (from 1) it fails.
fn place(row: &str) -> Result<PlaceRow, (usize, String)> {
    let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
    let filled = |at: usize| Some(cells[at].to_owned()).filter(|text| !text.is_empty());
    let required =
        |at: usize, what: &str| filled(at).ok_or_else(|| (at + 1, format!("{what} is missing")));
    let degrees = |at: usize, most: f64| {
        let value: Option<f64> = cells[at].parse().ok();
        let value = value.filter(|degrees| degrees.abs() <= most);
        value.ok_or_else(|| {
            (
                at + 1,
                format!("{:?} is not from -{most} to {most} degrees", cells[at]),
            )
        })
    };
    match cells.len() {
        POSTAL => Ok(PlaceRow {
            country: required(0, "country")?,
            postcode: Some(required(1, "postcode")?),
            name: required(2, "name")?,
            region: filled(3),
            lat: degrees(9, 90.0)?,
            lon: degrees(10, 180.0)?,
            population: 0,
        }),
        CITIES => Ok(PlaceRow {
            name: required(1, "name")?,
            lat: degrees(4, 90.0)?,
            lon: degrees(5, 180.0)?,
            country: required(8, "country")?,
            region: filled(10).filter(|code| code.chars().all(char::is_alphabetic)),
            postcode: None,
            population: cells[14].parse().unwrap_or(0),
        }),
        count => {
            let reason = format!(
                "{count} columns; a GeoNames file has {POSTAL} (postal codes) or {CITIES} (cities), \
                 parted by tabs"
            );
            Err((1, reason))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_file_breaks_it(cells in proptest::collection::vec("[A-Za-zé0-9. -]{0,6}", 10..21)) {
            let _ = read(cells.join("\t").as_bytes());
        }
    }

    const POSTCODE: &str = "US\t60999\tMapleford\tIllinois\tIL\tOak\t031\t\t\t41.9\t-87.65\t4";
    const CITY: &str = "1\tRío Seco\tRio Seco\t\t-31.5\t-64.25\tP\tPPL\tAR\t\t05\t\t\t\t1200\t\t80\tAmerica/Argentina/Cordoba\t2026-01-01";

    #[test]
    fn both_forms_are_read() {
        let places = read(format!("{POSTCODE}\n\n{CITY}\n").as_bytes()).unwrap();
        assert_eq!(places[0].postcode.as_deref(), Some("60999"));
        assert_eq!(places[0].region.as_deref(), Some("Illinois"));
        assert_eq!(
            (places[1].name.as_str(), places[1].population),
            ("Río Seco", 1200)
        );
        assert_eq!((places[1].region.as_deref(), places[1].lat), (None, -31.5));
    }

    #[test]
    fn a_last_cell_that_is_empty_still_counts() {
        let bare = POSTCODE.trim_end_matches('4');
        assert_eq!(
            read(format!("{POSTCODE}\r\n{bare}").as_bytes()).map(|rows| rows.len()),
            Ok(2)
        );
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let said = |text: String| read(text.as_bytes()).unwrap_err().to_string();
        assert!(said(format!("{POSTCODE}\nUS\t1")).starts_with("line 2, column 1: 2 columns"));
        let north = POSTCODE.replace("41.9", "north");
        assert!(said(north).starts_with("line 1, column 10: \"north\""));
        assert!(said(POSTCODE.replace("41.9", "91")).starts_with("line 1, column 10"));
        assert!(said(POSTCODE.replace("Mapleford", "")).contains("name is missing"));
    }
}
