//! Old releases become longer ones, so that reading what a survey came to takes as long after ten years as after
//! one.

/// A collection has fewer releases than this. Where it would have more, two after each other become one, again and
/// again: the old ones are long and the new ones short, as a trend wants them.
pub(super) const MOST_RELEASES: usize = 60;

/// Makes a collection's releases fewer where there are too many.
macro_rules! merge_releases {
    ($store:expr, $transaction:ident, $site:expr, $collection:expr) => {{
        let collection: &$crate::store::Collection = $collection;
        let mut left = usize::MAX;
        while left >= $crate::store::surveys::merge::MOST_RELEASES {
            let count = of_collection!(
                "SELECT COUNT(*) AS releases FROM survey_releases WHERE",
                "",
                $site,
                collection
            );
            let count = count.fetch_one(&mut *$transaction).await?;
            let releases =
                usize::try_from(count.try_get::<i64, _>("releases")?).unwrap_or_default();
            // Questions for few can keep them from becoming fewer.
            if releases < $crate::store::surveys::merge::MOST_RELEASES || releases >= left {
                break;
            }
            left = releases;
            let rows = of_collection!(
                "SELECT id, number, first_day, last_day, tally FROM survey_releases WHERE",
                " ORDER BY number",
                $site,
                collection
            );
            let (mut each, mut tallies) = (Vec::new(), Vec::new());
            for row in rows.fetch_all(&mut *$transaction).await? {
                let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("tally")?);
                tallies.push($store.open_words::<Tally>(tally_cell($site, &id), &sealed)?);
                let days: [String; 2] = [row.try_get("first_day")?, row.try_get("last_day")?];
                each.push((id, row.try_get::<i64, _>("number")?, days));
            }
            for chapter in chapters(&tallies) {
                let some = &each[chapter.clone()];
                let ([(_, first, _), .., (_, last, _)], tallies) = (some, &tallies[chapter]) else {
                    continue;
                };
                let mut tally = Tally::default();
                for more in tallies {
                    tally.add(more);
                }
                for (id, ..) in some {
                    sqlx::query("DELETE FROM survey_releases WHERE site_id = $1 AND id = $2")
                        .bind($site.as_str())
                        .bind(id)
                        .execute(&mut *$transaction)
                        .await?;
                }
                let days = some.iter().flat_map(|(.., days)| days);
                let days = span(days.map(String::as_str));
                add_release!($store, $transaction, $site, collection, *last, days, &tally);
                let texts = of_collection!(
                    "UPDATE survey_texts SET number = $6 WHERE",
                    " AND number >= $7 AND number < $6",
                    $site,
                    collection
                );
                let texts = texts.bind(last).bind(first);
                texts.execute(&mut *$transaction).await?;
            }
        }
    }};
}

pub(super) use merge_releases;
