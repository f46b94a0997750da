//! `GET /console/api/groups`: the groups that somebody may see, with what there is to do in each.

use api_types::{GroupFilter, GroupStanding, GroupsOfStaff, ListedGroup, Meeting, StandingCounts};
use axum::{
    Json,
    extract::{RawQuery, State},
};

use super::standing;
use crate::{
    AppState,
    domain::schedule::{MeetingSpan, Schedule},
    parameters,
    problems::Refusal,
    routes::console::Signed,
    store::GroupOverview,
};

/// So many groups are on one page.
const ON_A_PAGE: usize = 100;

/// One page of those that fit.
pub async fn list_groups_of_staff(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Json<GroupsOfStaff>, Refusal> {
    let (filter, from) = asked(query.as_deref())?;
    let now = state.clock.now();
    let all = state
        .store
        .list_groups_of_staff(&signed.viewer, now)
        .await?;
    let may_manage = state.store.may_manage(&signed.viewer).await?;
    let counts = count(&all);
    let found: Vec<&GroupOverview> = all.iter().filter(|one| fits(one, &filter)).collect();
    let page = found.iter().skip(from).take(ON_A_PAGE);
    let next = from + ON_A_PAGE;
    Ok(Json(GroupsOfStaff {
        groups: page.map(|group| listed(group)).collect(),
        total: u32::try_from(found.len()).unwrap_or(u32::MAX),
        next: u32::try_from(next).ok().filter(|_| next < found.len()),
        counts,
        may_manage,
    }))
}

fn asked(query: Option<&str>) -> Result<(GroupFilter, usize), Refusal> {
    let (mut filter, mut from) = (GroupFilter::default(), 0);
    for (name, value) in parameters::pairs(query)? {
        let wrong =
            |name: &str, detail: &str| Refusal::bad_parameter(name, "unknown-value", detail);
        match name.as_str() {
            "standing" => {
                let known = serde_json::from_value(value.into());
                let known = known.map_err(|_| wrong("standing", "a word of GroupStanding"))?;
                filter.standing = Some(known);
            }
            "needs" => filter.needs = value == "yes",
            "text" => filter.text = value,
            "from" => {
                let read = value.parse();
                from = read.map_err(|_| wrong("from", "as `next` said"))?;
            }
            other => return Err(parameters::unknown(other, "standing, needs, text, from")),
        }
    }
    Ok((filter, from))
}

/// Whether a group fits: each word of the text begins a word of its name, or is in its address.
fn fits(group: &GroupOverview, filter: &GroupFilter) -> bool {
    let stands = standing(group.status, &group.record);
    let by_standing = match filter.standing {
        Some(wanted) => stands == wanted,
        None => stands != GroupStanding::Archived,
    };
    let fold = |text: &str| catalogue::fold(text);
    let name = fold(&group.record.name);
    let has = |word: &str| {
        name.split_whitespace().any(|own| own.starts_with(word)) || group.record.slug.contains(word)
    };
    by_standing
        && (!filter.needs || !group.needs.is_empty())
        && fold(&filter.text).split_whitespace().all(has)
}

fn count(all: &[GroupOverview]) -> StandingCounts {
    let mut counts = StandingCounts::default();
    for group in all {
        let stands = standing(group.status, &group.record);
        let of_kind = match stands {
            GroupStanding::Draft => &mut counts.draft,
            GroupStanding::Published => &mut counts.published,
            GroupStanding::Paused => &mut counts.paused,
            GroupStanding::Archived => &mut counts.archived,
            GroupStanding::Withdrawn => &mut counts.withdrawn,
        };
        *of_kind += 1;
        if stands != GroupStanding::Archived && !group.needs.is_empty() {
            counts.needs += 1;
        }
    }
    counts
}

fn listed(group: &GroupOverview) -> ListedGroup {
    let record = &group.record;
    let schedule = record.schedule.as_ref();
    let schedule = schedule.and_then(|schedule| Schedule::of_checked(schedule).ok());
    let stands = standing(group.status, record);
    ListedGroup {
        slug: record.slug.clone(),
        name: record.name.clone(),
        standing: stands,
        fed: group.fed,
        // What is over needs nothing.
        needs: if stands == GroupStanding::Archived {
            Vec::new()
        } else {
            group.needs.clone()
        },
        next_meeting: group
            .next
            .zip(schedule.as_ref())
            .map(|(span, schedule)| meeting(schedule, span)),
        time_zone: schedule.map(|schedule| schedule.zone().name().to_owned()),
        members: group.members + i64::from(record.places_taken),
        capacity: record.capacity,
        waiting: group.waiting,
        requests: group.requests,
        owner: group.owner.clone(),
        last_checked: record.last_checked.clone(),
    }
}

/// A meeting with the group's offset.
pub(super) fn meeting(schedule: &Schedule, span: MeetingSpan) -> Meeting {
    Meeting {
        starts_at: schedule.rfc3339(span.starts_at),
        ends_at: schedule.rfc3339(span.ends_at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api_types::ProblemCode;

    #[test]
    fn what_the_list_does_not_know_is_named() {
        let (filter, from) =
            asked(Some("standing=draft&needs=yes&text=caf%C3%A9&from=100")).unwrap();
        assert_eq!(filter.standing, Some(GroupStanding::Draft));
        assert!(filter.needs && filter.text == "café" && from == 100);
        for wrong in ["standing=open", "from=-1", "page=2"] {
            assert_eq!(
                asked(Some(wrong)).unwrap_err().code(),
                ProblemCode::BadParameter
            );
        }
    }
}
