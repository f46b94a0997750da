//! Staff read what waits for them, with all that the people wrote.

use std::collections::{BTreeMap, BTreeSet};

use api_types::{Choice, JoinPolicy, QueueState};
use sqlx::Row;

use crate::{
    domain::{staff::Deed, time::DAY},
    store::{
        GroupId, Store, StoreError, Viewer,
        groups::{GroupRow, group_row},
        joining::{
            Removal, StoredLetter, StoredRequest, StoredStep, removal::removal_of,
            steps::request_row,
        },
        read,
        staff::staff_query,
    },
};

/// What was decided is in the queue for so long, ms.
const RECENT: i64 = 30 * DAY;

/// A group that a request is for, as far as the queue tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueGroup {
    /// Unique in the site.
    pub slug: String,
    /// As members know it.
    pub name: String,
    /// How one joins.
    pub policy: JoinPolicy,
}

/// Which requests, and from where on.
#[derive(Debug, Clone, Default)]
pub struct QueueFilter<'a> {
    /// Of one kind; without it, all that are not decided yet.
    pub queue: Option<QueueState>,
    /// Of one group.
    pub group: Option<&'a GroupId>,
    /// One alone, wherever it stands.
    pub request: Option<&'a str>,
    /// After this one: urgency and id.
    pub after: Option<(i64, String)>,
    /// At most so many.
    pub limit: i64,
}

/// Part of the queue, what is most urgent first.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    /// The requests.
    pub requests: Vec<QueuedRequest>,
    /// How many there are of each kind in the groups that were asked for.
    pub counts: BTreeMap<QueueState, i64>,
}

/// A request with what staff want to know of it at a glance.
#[derive(Debug, Clone)]
pub struct QueuedRequest {
    /// The request.
    pub request: StoredRequest,
    /// What there is to do; `None` where nothing is.
    pub queue: Option<QueueState>,
    /// Where it stands in the queue; the larger, the later.
    pub urgency: i64,
    /// Its group.
    pub group: QueueGroup,
    /// The newest version of the group's guidelines that they acknowledged.
    pub guidelines: Option<String>,
    /// How often nobody was reached, and when last, ms since 1970 UTC.
    pub calls: (i64, Option<i64>),
    /// Their place in the waiting list, from 1.
    pub place_in_line: Option<i64>,
    /// Who brought it where it stands, in the console.
    pub decided_by: Option<DecidedBy>,
    /// That they were taken out of the group before, where there is something to do.
    pub removal: Option<Removal>,
    /// Whether the viewer works for its group; else they only read.
    pub may_work: bool,
}

/// Who decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedBy {
    /// As they are called.
    pub name: String,
    /// Whether it was the viewer.
    pub is_own: bool,
}

/// What happened to a request, and which letters there were.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Oldest first.
    pub steps: Vec<StoredStep>,
    /// Oldest first.
    pub letters: Vec<StoredLetter>,
}

impl Store {
    /// Requests of the viewer's groups, and how many of each kind there are. That somebody read them
    /// is written down in the audit trail.
    pub async fn list_queue(
        &self,
        viewer: &Viewer,
        filter: &QueueFilter<'_>,
        now: i64,
    ) -> Result<Queue, StoreError> {
        let kind = match (filter.request, filter.queue) {
            (Some(_), _) => "any",
            (None, Some(queue)) => queue.as_str(),
            (None, None) => "open",
        };
        let group = filter.group.map_or("", GroupId::as_str);
        let after = filter.after.clone().unwrap_or_default();
        let queue = read!(self, |connection| {
            let rows = found!(viewer)
                .bind(filter.request.unwrap_or_default())
                .bind(group)
                .bind(kind)
                .bind(now - RECENT)
                .bind(after.0)
                .bind(&after.1)
                .bind(filter.limit)
                .fetch_all(&mut *connection)
                .await?;
            let (mut names, mut queue) = (Names::default(), Queue::default());
            let works = staff_query!(
                viewer,
                Work("g.id"),
                "SELECT g.id FROM groups g WHERE g.site_id = $1 AND",
                ""
            );
            for row in works.fetch_all(&mut *connection).await? {
                names.works.insert(row.try_get("id")?);
            }
            for row in &rows {
                let queued = queued!(self, connection, viewer, names, row);
                queue.requests.push(queued);
            }
            let counts = counted!(viewer).bind(group).bind(now - RECENT);
            for row in counts.fetch_all(&mut *connection).await? {
                if let Ok(kind) = QueueState::from_word(&row.try_get::<String, _>("queue")?) {
                    queue.counts.insert(kind, row.try_get("requests")?);
                }
            }
            Ok::<_, StoreError>(queue)
        })?;
        let read = queue.requests.iter().map(|one| &one.request);
        if filter.request.is_none() {
            self.note_queue_read(viewer, read, now).await?;
        } else if let Some(one) = queue.requests.first() {
            let group = GroupId(one.request.group_id.clone());
            let seen = ("request", one.request.id.as_str());
            self.note_seen(viewer, Deed::RequestRead, seen, &group, now)
                .await?;
        }
        Ok(queue)
    }

    /// Writes down that somebody read these requests, by their groups.
    pub(in crate::store) async fn note_queue_read<'r>(
        &self,
        viewer: &Viewer,
        read: impl Iterator<Item = &'r StoredRequest>,
        now: i64,
    ) -> Result<(), StoreError> {
        let groups = read.map(|one| &one.group_id);
        let seen = groups.map(|id| (id.clone(), GroupId(id.clone()))).collect();
        self.note_all_seen(viewer, Deed::QueueRead, "group", seen, now)
            .await
    }
}

/// Every request that the viewer sees, with what there is to do. What waits for a person is most
/// urgent, by the promise; then comes what waits for the member; then what was decided, newest first.
macro_rules! of_queue {
    ($viewer:expr, $back:literal) => {
        staff_query!(
            $viewer,
            See("r.group_id"),
            "WITH q AS (SELECT r.*, CASE \
                     WHEN r.state = 'pending' AND r.asked_at IS NULL THEN 'to-answer' \
                     WHEN r.state = 'pending' THEN 'question-asked' \
                     WHEN r.state = 'requested' AND r.contact_kind = 'phone' THEN 'to-ring' \
                     WHEN r.state = 'requested' AND r.for_review = true THEN 'to-look-at' \
                     WHEN r.state IN ('offered', 'waitlisted') THEN r.state \
                     WHEN r.state IN ('approved', 'declined') AND EXISTS (\
                     SELECT 1 FROM join_steps s WHERE s.site_id = r.site_id \
                     AND s.request_id = r.id AND s.step = r.state \
                     AND s.actor = 'facilitator' AND s.at + 0 = r.state_since) THEN 'decided' \
                     ELSE '' END AS queue, CASE \
                     WHEN r.state = 'pending' AND r.asked_at IS NULL THEN r.answer_by \
                     WHEN r.state = 'requested' THEN r.answer_by \
                     WHEN r.state = 'pending' THEN 100000000000000 + r.answer_by \
                     WHEN r.state = 'offered' THEN 200000000000000 + r.state_since \
                     WHEN r.state = 'waitlisted' THEN 300000000000000 + r.state_since \
                     ELSE 500000000000000 - r.state_since END AS urgency \
                     FROM join_requests r WHERE r.site_id = $1 AND",
            $back
        )
    };
}

/// Those that a filter leaves. Of a column as it is, SQLite looks for the largest by an index that has
/// it, through all of the site's steps or events for each request; of `at + 0` it cannot.
macro_rules! found {
    ($viewer:expr) => {
        of_queue!(
            $viewer,
            ") SELECT q.*, (SELECT a.version FROM acknowledgements a \
                 WHERE a.site_id = q.site_id AND a.request_id = q.id AND a.former_group IS NULL \
                 ORDER BY a.acknowledged_at DESC, a.version DESC LIMIT 1) AS guidelines, \
                 (SELECT COUNT(*) FROM join_steps s WHERE s.site_id = q.site_id \
                 AND s.request_id = q.id AND s.step = 'not-reached') AS calls, \
                 (SELECT MAX(s.at + 0) FROM join_steps s WHERE s.site_id = q.site_id \
                 AND s.request_id = q.id AND s.step = 'not-reached') AS last_call, \
                 CASE WHEN q.state = 'waitlisted' THEN (SELECT COUNT(*) FROM join_requests w \
                 WHERE w.site_id = q.site_id AND w.group_id = q.group_id \
                 AND w.state = 'waitlisted' AND (w.state_since < q.state_since \
                 OR w.state_since = q.state_since AND w.id <= q.id)) END AS place_in_line, \
                 (SELECT MAX(e.who || '') FROM audit_events e WHERE e.site_id = q.site_id \
                 AND e.thing = 'request' AND e.thing_id = q.id AND e.at = q.state_since \
                 AND e.what IN ('request-approved', 'request-declined')) AS decided_by, \
                 EXISTS (SELECT 1 FROM join_requests f JOIN join_steps s \
                 ON s.site_id = f.site_id AND s.request_id = f.id AND s.step = 'removed' \
                 WHERE f.site_id = q.site_id AND f.group_id = q.group_id \
                 AND f.contact_hash = q.contact_hash AND f.state = 'left' \
                 AND q.queue NOT IN ('', 'decided')) AS was_removed FROM q \
                 WHERE ($3 = '' OR q.id = $3) AND ($4 = '' OR q.group_id = $4) \
                 AND ($5 = 'any' OR $5 = 'open' AND q.queue NOT IN ('', 'decided') \
                 OR $5 = q.queue AND (q.queue <> 'decided' OR q.state_since > $6)) \
                 AND (q.urgency > $7 OR q.urgency = $7 AND q.id > $8) \
                 ORDER BY q.urgency, q.id LIMIT $9"
        )
    };
}

/// How many there are of each kind.
macro_rules! counted {
    ($viewer:expr) => {
        of_queue!(
            $viewer,
            ") SELECT q.queue, COUNT(*) AS requests FROM q \
                 WHERE q.queue <> '' AND ($3 = '' OR q.group_id = $3) \
                 AND (q.queue <> 'decided' OR q.state_since > $4) GROUP BY q.queue"
        )
    };
}

/// One of them, with the names of its group and of who decided.
macro_rules! queued {
    ($store:expr, $transaction:ident, $viewer:expr, $names:ident, $row:expr) => {{
        let (row, site) = ($row, $viewer.site());
        let request = request_row!($store, site, row);
        let word: String = row.try_get("queue")?;
        let who: Option<String> = row.try_get("decided_by")?;
        if !$names.groups.contains_key(&request.group_id) {
            let named = sqlx::query("SELECT * FROM groups WHERE site_id = $1 AND id = $2")
                .bind(site.as_str())
                .bind(&request.group_id)
                .fetch_one(&mut *$transaction)
                .await?;
            let group = QueueGroup::of(&group_row!(&named)?)?;
            $names.groups.insert(request.group_id.clone(), group);
        }
        if let Some(who) = who.as_ref().filter(|&who| !$names.staff.contains_key(who)) {
            let named = sqlx::query("SELECT details FROM staff WHERE site_id = $1 AND id = $2")
                .bind(site.as_str())
                .bind(who)
                .fetch_optional(&mut *$transaction)
                .await?;
            if let Some(named) = named {
                let sealed: Vec<u8> = named.try_get("details")?;
                let name = $store.open_staff(site, who, &sealed)?.name;
                $names.staff.insert(who.clone(), name);
            }
        }
        // Few were, so that not everybody needs a question of their own.
        let removal = if row.try_get::<bool, _>("was_removed")? {
            let contact = &request.application.contact;
            removal_of!($store, $transaction, site, &request.group_id, contact)
        } else {
            None
        };
        let name = who.as_ref().and_then(|who| $names.staff.get(who)).cloned();
        QueuedRequest {
            queue: QueueState::from_word(&word).ok(),
            removal,
            may_work: $names.works.contains(&request.group_id),
            urgency: row.try_get("urgency")?,
            group: $names.groups[&request.group_id].clone(),
            guidelines: row.try_get("guidelines")?,
            calls: (row.try_get("calls")?, row.try_get("last_call")?),
            place_in_line: row.try_get("place_in_line")?,
            decided_by: name.map(|name| DecidedBy {
                name,
                is_own: who.as_deref() == Some($viewer.who()),
            }),
            request,
        }
    }};
}

use {counted, found, of_queue, queued};

impl Store {
    /// What happened to a request that the viewer sees; nothing to one that they do not.
    pub async fn find_history(
        &self,
        viewer: &Viewer,
        request: &str,
    ) -> Result<History, StoreError> {
        read!(self, |connection| {
            let steps = staff_query!(
                viewer,
                See("r.group_id"),
                "SELECT s.step, s.actor, s.at FROM join_steps s JOIN join_requests r \
                 ON r.site_id = s.site_id AND r.id = s.request_id \
                 WHERE r.site_id = $1 AND r.id = $3 AND",
                "ORDER BY s.number"
            );
            let mut history = History::default();
            for row in steps.bind(request).fetch_all(&mut *connection).await? {
                history.steps.push(StoredStep {
                    step: row.try_get("step")?,
                    actor: row.try_get("actor")?,
                    at: row.try_get("at")?,
                });
            }
            // A letter to an address that is not proved is nobody's business, as in `list_letters`.
            let letters = staff_query!(
                viewer,
                See("r.group_id"),
                "SELECT o.kind, o.state, o.created_at, o.sent_at FROM outbox o \
                 JOIN join_requests r ON r.site_id = o.site_id AND r.id = o.request_id \
                 WHERE r.site_id = $1 AND r.id = $3 AND o.kind <> 'new-address' AND",
                "ORDER BY o.created_at, o.id"
            );
            for row in letters.bind(request).fetch_all(&mut *connection).await? {
                history.letters.push(StoredLetter {
                    kind: row.try_get("kind")?,
                    state: row.try_get("state")?,
                    created_at: row.try_get("created_at")?,
                    sent_at: row.try_get("sent_at")?,
                });
            }
            Ok(history)
        })
    }

    /// Groups to which the viewer may move a request, or in which they enter one: published ones
    /// that people join by a request, by name.
    pub async fn list_joinable_groups(
        &self,
        viewer: &Viewer,
    ) -> Result<Vec<QueueGroup>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Work("g.id"),
                "SELECT g.* FROM groups g WHERE g.site_id = $1 AND g.status = 'published' AND",
                ""
            );
            let rows = rows.fetch_all(&mut *connection).await?;
            let mut groups = Vec::new();
            for row in &rows {
                let group = QueueGroup::of(&group_row!(row)?)?;
                if matches!(group.policy, JoinPolicy::Approval | JoinPolicy::Open) {
                    groups.push(group);
                }
            }
            groups.sort_by(|a, b| a.name.cmp(&b.name));
            Ok(groups)
        })
    }
}

impl QueueGroup {
    fn of(row: &GroupRow) -> Result<Self, StoreError> {
        let record = row.effective()?;
        Ok(Self {
            slug: row.slug.clone(),
            name: record.name,
            policy: record.join_policy,
        })
    }
}

/// What ids are called, each looked up once.
#[derive(Default)]
struct Names {
    groups: BTreeMap<String, QueueGroup>,
    staff: BTreeMap<String, String>,
    /// Ids of the groups that the viewer works for.
    works: BTreeSet<String>,
}
