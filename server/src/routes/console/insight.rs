//! `GET /console/api/insight`: how groups are found and kept, in counts of which nobody can be told.

use std::{cmp::Reverse, collections::HashMap};

use api_types::{
    Choice, GroupOfStaff, Insight, InsightGroup, InsightPeriod, InsightSeries, InsightSpan,
    InsightWaiting, Measure, SearchInVain, Told,
};
use axum::{
    Json,
    extract::{RawQuery, State},
};

use super::Signed;
use crate::{
    AppState,
    domain::{
        insight::{
            Counted, Known, Span, Steps, Sums, Waited, counted_for, date_of, day_of, spans, waited,
            waits, withhold,
        },
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
    let steps = counted_for(period, today);
    let last = steps.leaves.len() - 1;
    let days = (steps.leaves[0].from, steps.leaves[last].to);
    let counts = state.store.list_counts(&signed.viewer, days).await?;
    let searches = state.store.list_searches_in_vain(&signed.viewer).await?;
    let snapshot = state.catalogue(&signed.site.slug).await?;
    let counting = Counting {
        groups: &groups,
        one,
        spans: &spans,
        steps: &steps,
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
    steps: &'a Steps,
    counts: &'a [(CountedDay, u64)],
}

/// Which groups have rows of their own in every table, whoever is asked about: else what is told of
/// one could be told apart by asking about another.
struct Rows {
    /// Those with the most that is counted, in their order by name.
    own: Vec<usize>,
    /// The others, which are told together.
    others: Vec<usize>,
}

/// What may be told of a table.
struct ToldCounts {
    /// Of what is asked about: the one group, or all.
    asked: Vec<Told>,
    /// Of each row.
    rows: Vec<Vec<Told>>,
}

impl Counting<'_> {
    fn insight(&self, searches: Vec<(String, u64)>, sees_searches: bool) -> Insight {
        let rows = self.rows();
        let (mut series, mut by_group) = (Vec::new(), self.empty_rows(&rows));
        let total = self.steps.total;
        for measure in Measure::ALL {
            let what = counted(*measure);
            let sums = &self.steps.sums;
            let counts = self.by_group(sums, |of| {
                let mut leaves = self.steps.leaves.iter();
                leaves.position(|span| of.what == what && span.has(of.day))
            });
            let told = self.told(&rows, sums, false, &counts);
            series.push(InsightSeries {
                measure: measure.as_str().to_owned(),
                counts: self.steps.steps.iter().map(|at| told.asked[*at]).collect(),
                total: told.asked[total],
            });
            let of_rows = match self.one {
                Some(_) => vec![told.asked[total]],
                None => told.rows.iter().map(|row| row[total]).collect(),
            };
            for (row, count) in by_group.iter_mut().zip(of_rows) {
                row.counts.push(count);
            }
        }
        let (returned, first_time) = self.returning(&rows);
        let search = |(words, times)| SearchInVain { words, times };
        Insight {
            spans: self.spans.iter().map(told_span).collect(),
            series,
            waiting: self.waiting(&rows),
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

    /// The rows of the answer, without counts: the one that is asked about, or each with a row of its
    /// own and the others together.
    fn empty_rows(&self, rows: &Rows) -> Vec<InsightGroup> {
        let row = |group| InsightGroup {
            group,
            counts: Vec::new(),
        };
        if let Some(one) = self.one {
            return vec![row(Some(self.named(one)))];
        }
        let own = rows.own.iter().map(|at| row(Some(self.named(*at))));
        let others = (!rows.others.is_empty()).then(|| row(None));
        own.chain(others).collect()
    }

    fn rows(&self) -> Rows {
        let mut by_id: HashMap<&str, u64> = HashMap::new();
        for (of, n) in self.counts {
            *by_id.entry(&of.group).or_insert(0) += n;
        }
        let sum = |group: &NamedGroup| by_id.get(group.id.as_str()).copied().unwrap_or(0);
        let sums = self.groups.iter().map(sum);
        let mut sums: Vec<(u64, usize)> = sums.zip(0..).collect();
        sums.sort_by_key(|(sum, at)| (Reverse(*sum), *at));
        let mut own: Vec<usize> = sums.into_iter().map(|(_, at)| at).collect();
        let mut others = own.split_off(ROWS.min(own.len()));
        own.sort_unstable();
        others.sort_unstable();
        Rows { own, others }
    }

    /// Counts of each group in the order of `sums`, by what `leaf` finds a place for.
    fn by_group(
        &self,
        sums: &Sums,
        leaf: impl Fn(&CountedDay) -> Option<usize>,
    ) -> HashMap<&str, Vec<u64>> {
        let mut found = HashMap::new();
        for (of, n) in self.counts {
            if let Some(at) = leaf(of) {
                let counts = found.entry(of.group.as_str());
                counts.or_insert_with(|| vec![0; sums.leaves()])[at] += n;
            }
        }
        found
    }

    /// What may be told of counts of groups; `rows_known` where another table tells their sums.
    fn told(
        &self,
        rows: &Rows,
        sums: &Sums,
        rows_known: bool,
        counts: &HashMap<&str, Vec<u64>>,
    ) -> ToldCounts {
        let mut known = Known {
            rows: rows_known,
            totals: false,
        };
        let none = vec![0; sums.leaves()];
        let row = |at: &usize| counts.get(self.groups[*at].id.as_str()).unwrap_or(&none);
        let mut cells: Vec<Vec<u64>> = rows.own.iter().map(|at| row(at).clone()).collect();
        if !rows.others.is_empty() {
            let mut all = none.clone();
            for others in rows.others.iter().map(row) {
                all.iter_mut().zip(others).for_each(|(sum, n)| *sum += n);
            }
            cells.push(all);
        }
        let table = withhold(&cells, sums, known);
        let Some(one) = self.one else {
            return ToldCounts {
                asked: table.totals,
                rows: table.rows,
            };
        };
        let asked = if let Some(at) = rows.own.iter().position(|at| *at == one) {
            table.rows[at].clone()
        } else {
            // From a table of some of the others, whose sums may be known from above.
            let at = rows.others.iter().position(|at| *at == one);
            let at = at.unwrap_or_default();
            let some = rows.others.chunks(ROWS).nth(at / ROWS).unwrap_or_default();
            let cells: Vec<Vec<u64>> = some.iter().map(|at| row(at).clone()).collect();
            known.totals = true;
            withhold(&cells, sums, known).rows.swap_remove(at % ROWS)
        };
        ToldCounts {
            asked,
            rows: Vec::new(),
        }
    }

    /// Whether a day is in the period, which may be less than what is counted.
    fn has(&self, day: i64) -> bool {
        self.spans.iter().any(|span| span.has(day))
    }

    fn waiting(&self, rows: &Rows) -> InsightWaiting {
        let of = |of: &CountedDay, n| {
            let in_time = match of.what {
                Counted::InTime => true,
                Counted::Late => false,
                _ => return None,
            };
            let days = u32::try_from(of.size).unwrap_or_default();
            self.has(of.day).then_some(Waited { days, in_time, n })
        };
        let sums = waits();
        let counts = self.by_group(&sums, |counted| of(counted, 1).map(Waited::at));
        let told = self.told(rows, &sums, false, &counts);
        let one = self.one.map(|at| self.groups[at].id.as_str());
        let all = self.counts.iter();
        let all = all.filter(|(of, _)| one.is_none_or(|one| of.group == one));
        let all: Vec<Waited> = all.filter_map(|(counted, n)| of(counted, *n)).collect();
        waited(&told.asked, &all)
    }

    /// Who had been at a meeting before and who had not; both together are told elsewhere.
    fn returning(&self, rows: &Rows) -> (Told, Told) {
        let sums = Sums::flat(2);
        let mut counts = self.by_group(&sums, |of| match of.what {
            Counted::Returned if self.has(of.day) => Some(0),
            Counted::Came if self.has(of.day) => Some(1),
            _ => None,
        });
        for counts in counts.values_mut() {
            counts[1] = counts[1].saturating_sub(counts[0]);
        }
        let told = self.told(rows, &sums, true, &counts).asked;
        (told[0], told[1])
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
