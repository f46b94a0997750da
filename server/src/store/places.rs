//! Towns and postcodes, for people who would rather type one than share a position. They belong
//! to no site.

use std::fmt::Write;

use sqlx::Row;

use super::{Store, StoreError, in_transaction, read};
use crate::feeds::geonames::PlaceRow;

/// How many places one statement inserts at most (eleven values each; Postgres takes 65,535).
const ROWS_A_STATEMENT: usize = 200;
const COLUMNS: usize = 11;

/// A place that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPlace {
    /// Its name.
    pub name: String,
    /// Area.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Postcode, where the row is about one.
    pub postcode: Option<String>,
    /// Latitude, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
}

fn insert_places(rows: usize) -> String {
    let mut sql = String::from(
        "INSERT INTO places (source, number, name, name_folded, region, country, postcode, \
         postcode_folded, lat, lon, population) VALUES ",
    );
    for row in 0..rows {
        let first = row * COLUMNS + 1;
        let values: Vec<String> = (first..first + COLUMNS).map(|n| format!("${n}")).collect();
        let comma = if row == 0 { "" } else { ", " };
        let _ = write!(sql, "{comma}({})", values.join(", "));
    }
    sql
}

/// A postcode without the spaces that people put in or leave out.
fn fold_postcode(postcode: &str) -> String {
    catalogue::fold(postcode).replace(' ', "")
}

impl Store {
    /// Replaces the places that one file brought before by what it says now.
    pub async fn replace_places(
        &self,
        source: &str,
        places: &[PlaceRow],
    ) -> Result<(), StoreError> {
        in_transaction!(self, |transaction| {
            sqlx::query("DELETE FROM places WHERE source = $1")
                .bind(source)
                .execute(&mut *transaction)
                .await?;
            let mut number: i64 = 0;
            for rows in places.chunks(ROWS_A_STATEMENT) {
                // Made of numbers alone; nothing from outside is in it.
                let sql = sqlx::AssertSqlSafe(insert_places(rows.len()));
                let mut insert = sqlx::query(sql);
                for place in rows {
                    number += 1;
                    insert = insert
                        .bind(source)
                        .bind(number)
                        .bind(&place.name)
                        .bind(catalogue::fold(&place.name))
                        .bind(&place.region)
                        .bind(&place.country)
                        .bind(&place.postcode)
                        .bind(place.postcode.as_deref().map(fold_postcode))
                        .bind(place.lat)
                        .bind(place.lon)
                        .bind(place.population);
                }
                insert.execute(&mut *transaction).await?;
            }
            Ok(())
        })
    }

    /// Places whose name or postcode begins with a text: those of `country` first, then the
    /// largest. A town that was asked for by its name is there once, whatever its postcodes, in
    /// the middle of them. An empty text finds nothing.
    pub async fn find_places(
        &self,
        text: &str,
        country: Option<&str>,
        limit: u32,
    ) -> Result<Vec<StoredPlace>, StoreError> {
        let name = catalogue::fold(text);
        let postcode = fold_postcode(text);
        if name.is_empty() {
            return Ok(Vec::new());
        }
        // Past every text that begins so, in the order of bytes.
        let past = |text: &str| format!("{text}\u{10ffff}");
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT name, region, country, postcode, lat, lon, \
                 CASE WHEN country = $5 THEN 0 ELSE 1 END AS abroad FROM ( \
                 SELECT MIN(name) AS name, name_folded, region, country, \
                 CAST(NULL AS TEXT) AS postcode, CAST(NULL AS TEXT) AS postcode_folded, \
                 AVG(lat) AS lat, AVG(lon) AS lon, MAX(population) AS population FROM places \
                 WHERE name_folded >= $1 AND name_folded < $2 \
                 GROUP BY name_folded, region, country \
                 UNION ALL \
                 SELECT name, name_folded, region, country, postcode, postcode_folded, \
                 lat, lon, population FROM places \
                 WHERE postcode_folded >= $3 AND postcode_folded < $4) AS found \
                 ORDER BY abroad, population DESC, name_folded, postcode_folded LIMIT $6",
            )
            .bind(&name)
            .bind(past(&name))
            .bind(&postcode)
            .bind(past(&postcode))
            .bind(country.unwrap_or_default())
            .bind(i64::from(limit))
            .fetch_all(&mut *connection)
            .await?;
            let mut places = Vec::with_capacity(rows.len());
            for row in &rows {
                places.push(StoredPlace {
                    name: row.try_get("name")?,
                    region: row.try_get("region")?,
                    country: row.try_get("country")?,
                    postcode: row.try_get("postcode")?,
                    lat: row.try_get("lat")?,
                    lon: row.try_get("lon")?,
                });
            }
            Ok(places)
        })
    }
}
