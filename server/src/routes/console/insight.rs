//! `GET /console/api/insight`: how groups are found and kept, in counts of which nobody can be told.

use std::collections::HashMap;

use api_types::{
    Choice, GroupOfStaff, Insight, InsightGroup, InsightPeriod, InsightSeries, InsightSpan,
    Measure, SearchInVain, Told,
};
use axum::{
    Json,
    extract::{RawQuery, State},
};

use super::Signed;
use crate::{
    AppState,
    domain::{
        insight::{Counted, Span, Waited, date_of, day_of, spans, waited, withhold},
        staff::Power,
    },
    parameters,
    problems::Refusal,
    store::{CountedDay, NamedGroup},
};

/// Groups that have a row of their own; the others are told together, so that a site of thousands
/// is answered as soon as a small one.
const ROWS: usize = 60;
/// A site of more groups than this is searched on the server.
const SEARCHED_IN_BROWSER: usize = 500;

/// The counts of `period` (`days`, `weeks` or `months`; default `days`) in the groups that the viewer
/// sees, or in one `group`.
pub async fn show_insight(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Json<Insight>, Refusal> {
    let (period, slug) = read(query.as_deref())?;
    let groups = state
        .store
        .list_named_groups(&signed.viewer, Power::See)
        .await?;
    let one = groups.iter().position(|group| group.slug == slug);
    if !slug.is_empty() && one.is_none() {
        return Err(Refusal::not_found());
    }
    let today = day_of(state.clock.now(), signed.site.config.time_zone);
    let spans = spans(period, today);
    let days = (spans[0].from, spans[spans.len() - 1].to);
    let counts = state.store.list_counts(&signed.viewer, days).await?;
    let searches = state.store.list_searches_in_vain(&signed.viewer).await?;
    let snapshot = state.catalogue(&signed.site.slug).await?;
    let counting = Counting {
        groups: &groups,
        one,
        spans: &spans,
        counts: &counts,
    };
    Ok(Json(
        counting.insight(searches, snapshot.len() > SEARCHED_IN_BROWSER),
    ))
}

fn read(query: Option<&str>) -> Result<(InsightPeriod, String), Refusal> {
    let (mut period, mut group) = (InsightPeriod::Days, String::new());
    for (name, value) in parameters::pairs(query)? {
        match name.as_str() {
            "period" => {
                period = InsightPeriod::from_word(&value).map_err(|_| {
                    Refusal::bad_parameter("period", "bad-value", "days, weeks or months")
                })?;
            }
            "group" => group = value,
            other => return Err(parameters::unknown(other, "period, group")),
        }
    }
    Ok((period, group))
}

/// Counts of a period, of which an answer is made.
struct Counting<'a> {
    groups: &'a [NamedGroup],
    /// The one group that is asked about.
    one: Option<usize>,
    spans: &'a [Span],
    counts: &'a [(CountedDay, u64)],
}

impl Counting<'_> {
    fn insight(&self, searches: Vec<(String, u64)>, sees_searches: bool) -> Insight {
        let mut series = Vec::new();
        let mut by_group: Vec<InsightGroup> = Vec::new();
        let rows = self.rows();
        for measure in Measure::ALL {
            let told = withhold(&self.table(&rows, counted(*measure)));
            // The one group's row is told from the same table as everybody's, so that nothing is
            // the difference between two answers.
            let (counts, total) = match self.one {
                Some(_) => (told.cells[0].clone(), told.rows[0]),
                None => (told.columns, told.total),
            };
            series.push(InsightSeries {
                measure: measure.as_str().to_owned(),
                counts,
                total,
            });
            for (at, count) in told.rows.into_iter().enumerate() {
                if by_group.len() <= at {
                    let group = rows.get(at).map(|group| self.named(*group));
                    let counts = Vec::new();
                    by_group.push(InsightGroup { group, counts });
                }
                by_group[at].counts.push(count);
            }
        }
        if self.one.is_some() {
            by_group.truncate(1);
        }
        let (returned, first_time) = self.returning();
        let search = |(words, times)| SearchInVain { words, times };
        Insight {
            spans: self.spans.iter().map(told_span).collect(),
            series,
            waiting: waited(&self.waits()),
            returned,
            first_time,
            by_group,
            searches: searches.into_iter().map(search).collect(),
            sees_searches,
            groups: (0..self.groups.len()).map(|at| self.named(at)).collect(),
        }
    }

    fn named(&self, at: usize) -> GroupOfStaff {
        let group = &self.groups[at];
        GroupOfStaff {
            slug: group.slug.clone(),
            name: group.name.clone(),
        }
    }

    /// Which groups have rows of their own: the one that is asked about first, then those with the
    /// most that is counted, in their order by name.
    fn rows(&self) -> Vec<usize> {
        let mut by_id: HashMap<&str, u64> = HashMap::new();
        for (of, n) in self.counts {
            *by_id.entry(&of.group).or_insert(0) += n;
        }
        let sum = |group: &NamedGroup| by_id.get(group.id.as_str()).copied().unwrap_or(0);
        let sums = self.groups.iter().map(sum);
        let mut sums: Vec<(u64, usize)> = sums.zip(0..).collect();
        sums.sort_by_key(|(sum, at)| (std::cmp::Reverse(*sum), *at));
        let mut rows: Vec<usize> = sums.into_iter().take(ROWS).map(|(_, at)| at).collect();
        rows.sort_unstable();
        if let Some(one) = self.one {
            rows.retain(|at| *at != one);
            rows.insert(0, one);
        }
        rows
    }

    /// One measure: a row for each group, and one for all others if there are any.
    fn table(&self, rows: &[usize], what: Counted) -> Vec<Vec<u64>> {
        let has_others = rows.len() < self.groups.len();
        let mut table = vec![vec![0; self.spans.len()]; rows.len() + usize::from(has_others)];
        let ids = rows.iter().map(|at| self.groups[*at].id.as_str());
        let row_of: HashMap<&str, usize> = ids.zip(0..).collect();
        for (of, n) in self.counts.iter().filter(|(of, _)| of.what == what) {
            let row = row_of.get(of.group.as_str()).copied();
            let row = row.unwrap_or(rows.len());
            let span = self.spans.iter().position(|span| span.has(of.day));
            if let (Some(row), Some(at)) = (table.get_mut(row), span) {
                row[at] += n;
            }
        }
        table
    }

    /// The counts of the one group, or of all.
    fn asked_about(&self) -> impl Iterator<Item = &(CountedDay, u64)> {
        let one = self.one.map(|at| self.groups[at].id.as_str());
        let counts = self.counts.iter();
        counts.filter(move |(of, _)| one.is_none_or(|one| of.group == one))
    }

    fn waits(&self) -> Vec<Waited> {
        let waits = self.asked_about().filter_map(|(of, n)| {
            let in_time = match of.what {
                Counted::InTime => true,
                Counted::Late => false,
                _ => return None,
            };
            let days = u32::try_from(of.size).unwrap_or_default();
            Some(Waited {
                days,
                in_time,
                n: *n,
            })
        });
        waits.collect()
    }

    /// Who had been at a meeting before and who had not; neither where one of them is too few, since
    /// both together are told.
    fn returning(&self) -> (Told, Told) {
        let sum = |what| -> u64 {
            let of_what = self.asked_about().filter(|(of, _)| of.what == what);
            of_what.map(|(_, n)| n).sum()
        };
        let returned = sum(Counted::Returned);
        let first_time = sum(Counted::Came).saturating_sub(returned);
        let is_few = |count: u64| (1..5).contains(&count);
        if is_few(returned) || is_few(first_time) {
            return (Told::Withheld, Told::Withheld);
        }
        (Told::Exactly(returned), Told::Exactly(first_time))
    }
}

fn counted(measure: Measure) -> Counted {
    match measure {
        Measure::Viewed => Counted::Viewed,
        Measure::Started => Counted::Started,
        Measure::Finished => Counted::Finished,
        Measure::Approved => Counted::Approved,
        Measure::Came => Counted::Came,
    }
}

fn told_span(span: &Span) -> InsightSpan {
    InsightSpan {
        from: date_of(span.from).to_string(),
        to: date_of(span.to).to_string(),
    }
}
