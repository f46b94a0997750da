use crate::support::on_each;
use server::feeds::geonames::PlaceRow;

fn place(name: &str, postcode: Option<&str>, country: &str, population: i64) -> PlaceRow {
    PlaceRow {
        name: name.into(),
        region: Some("Region".into()),
        country: country.into(),
        postcode: postcode.map(str::to_owned),
        lat: 41.5,
        lon: -87.25,
        population,
    }
}

#[test]
fn places_are_found_by_the_beginning_of_a_name_or_postcode() {
    on_each(async |store| {
        let rows = [
            place("Río Seco", None, "ES", 900),
            place("Riverton", None, "US", 50),
            place("Rivermouth", None, "US", 5000),
            place("Oldbridge", Some("AB1 2CD"), "GB", 0),
            place("Zürich-West", None, "CH", 10),
        ];
        store.replace_places("one", &rows).await.unwrap();
        let names = async |text: &str, country: Option<&str>| {
            let found = store.find_places(text, country, 8).await.unwrap();
            found
                .into_iter()
                .map(|place| place.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names("RI", Some("US")).await,
            ["Rivermouth", "Riverton", "Río Seco"]
        );
        assert_eq!(names("rio s", None).await, ["Río Seco"]);
        assert_eq!(names("ab12", None).await, ["Oldbridge"]);
        assert_eq!(names("AB1 2c", None).await, ["Oldbridge"]);
        assert_eq!(names("zurich", None).await, ["Zürich-West"]);
        assert!(names(" ", None).await.is_empty());
        assert!(names("%", None).await.is_empty());
        assert_eq!(store.find_places("r", None, 1).await.unwrap().len(), 1);
    });
}

#[test]
fn a_file_imported_again_replaces_its_own_places_alone() {
    on_each(async |store| {
        let many: Vec<PlaceRow> = (0..450)
            .map(|n| place(&format!("Town {n}"), None, "US", n))
            .collect();
        store.replace_places("many", &many).await.unwrap();
        store
            .replace_places("few", &[place("Village", None, "US", 1)])
            .await
            .unwrap();
        assert_eq!(
            store.find_places("town", None, 1000).await.unwrap().len(),
            450
        );
        store.replace_places("many", &many[..3]).await.unwrap();
        assert_eq!(
            store.find_places("town", None, 1000).await.unwrap().len(),
            3
        );
        assert_eq!(
            store.find_places("village", None, 8).await.unwrap().len(),
            1
        );
    });
}

#[test]
fn a_town_of_many_postcodes_is_named_once_and_lies_in_their_middle() {
    on_each(async |store| {
        let rows: Vec<PlaceRow> = (0..30)
            .map(|n| PlaceRow {
                lat: 41.0 + f64::from(n) / 29.0,
                ..place("Mapleford", Some(&format!("606{n:02}")), "US", 0)
            })
            .chain([place("Maplewood", Some("60701"), "US", 0)])
            .collect();
        store.replace_places("US.txt", &rows).await.unwrap();
        let found = store.find_places("maple", Some("US"), 8).await.unwrap();
        let shown: Vec<_> = found
            .iter()
            .map(|place| (place.name.as_str(), place.postcode.as_deref()))
            .collect();
        assert_eq!(shown, [("Mapleford", None), ("Maplewood", None)]);
        assert!((found[0].lat - 41.5).abs() < 1e-9, "{}", found[0].lat);
        let found = store.find_places("606 1", None, 8).await.unwrap();
        assert_eq!(found.len(), 8);
        assert_eq!(found[0].postcode.as_deref(), Some("60610"));
    });
}
