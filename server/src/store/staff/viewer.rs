//! Who looks or acts, and how a query asks whether they may: in its own SQL.

use crate::store::{SiteId, StaffId};

/// The operator at the command line, where a staff member's id stands; ids are never like it.
const OPERATOR: &str = "operator";

/// On whose behalf the store reads or writes: a signed-in staff member of one site, as a session has
/// shown, or the operator. Nobody else can make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    site: SiteId,
    who: String,
}

impl Viewer {
    /// The operator, who has the database and so may choose its staff. For the command line alone.
    pub fn operator(site: &SiteId) -> Self {
        Self {
            site: site.clone(),
            who: OPERATOR.to_owned(),
        }
    }

    /// A staff member whose session was found.
    pub(super) fn signed_in(site: SiteId, staff: &StaffId) -> Self {
        Self {
            site,
            who: staff.as_str().to_owned(),
        }
    }

    /// Whose site it is; `$1` of every query.
    pub(in crate::store) fn site(&self) -> &SiteId {
        &self.site
    }

    /// The staff member's id; `$2` of every query, and who did it in the audit trail.
    pub(in crate::store) fn who(&self) -> &str {
        &self.who
    }
}

/// Whether a query keeps to one site. Evaluated when the program is compiled.
pub(in crate::store) const fn keeps_to_its_site(sql: &str) -> bool {
    let (sql, wanted) = (sql.as_bytes(), b"site_id = $1");
    let mut at = 0;
    while at + wanted.len() <= sql.len() {
        let mut same = 0;
        while same < wanted.len() && sql[at + same] == wanted[same] {
            same += 1;
        }
        if same == wanted.len() {
            return true;
        }
        at += 1;
    }
    false
}

/// The SQL of `domain::staff::Power` (a contract test holds the two together), for who `$2` is in
/// the site `$1`: `staff_may!(See, "g.id")` and `staff_may!(Work, "g.id")` with the column of a
/// group's id, `staff_may!(Manage)`, `staff_may!(Own, "s.staff_id")` for rows that are somebody's
/// own, and `staff_may!(OwnOrManage, "o.sender_id")` for rows that coordinators reach, too.
macro_rules! staff_may {
    (See, $group:literal) => {
        $crate::store::staff::viewer::staff_may!(
            @ "IN ('coordinator', 'read-only')", $group
        )
    };
    (Work, $group:literal) => {
        $crate::store::staff::viewer::staff_may!(@ "= 'coordinator'", $group)
    };
    (Manage) => {
        "($2 = 'operator' OR EXISTS (SELECT 1 FROM staff me WHERE me.site_id = $1 \
         AND me.id = $2 AND me.ended_at IS NULL AND me.role = 'coordinator'))"
    };
    (Own, $staff:literal) => {
        concat!(
            "(", $staff, " = $2 AND EXISTS (SELECT 1 FROM staff me WHERE me.site_id = $1 \
             AND me.id = $2 AND me.ended_at IS NULL))"
        )
    };
    (OwnOrManage, $staff:literal) => {
        concat!(
            "(", $crate::store::staff::viewer::staff_may!(Own, $staff), " OR ",
            $crate::store::staff::viewer::staff_may!(Manage), ")"
        )
    };
    (@ $whole_site:literal, $group:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM staff me WHERE me.site_id = $1 AND me.id = $2 \
             AND me.ended_at IS NULL AND (me.role ", $whole_site,
            " OR (me.role = 'facilitator' AND EXISTS (SELECT 1 FROM staff_groups mine \
             WHERE mine.site_id = $1 AND mine.staff_id = $2 AND mine.group_id = ", $group, "))))"
        )
    };
}

/// Whether somebody on the staff, `s` in the query, works in a group, by the column or value of its
/// id: what `staff_may!(Work, …)` is for who is signed in.
macro_rules! works_in {
    ($group:literal) => {
        concat!(
            "s.ended_at IS NULL AND (s.role = 'coordinator' OR s.role = 'facilitator' \
             AND EXISTS (SELECT 1 FROM staff_groups o WHERE o.site_id = s.site_id \
             AND o.staff_id = s.id AND o.group_id = ",
            $group,
            "))"
        )
    };
}

/// A query for staff: `staff_query!(viewer, See("g.id"), "SELECT … WHERE g.site_id = $1 AND",
/// "ORDER BY …")` puts what they may between the two, and binds `$1` and `$2`; the query's own
/// values begin with `$3`. One that does not keep to its site does not compile.
macro_rules! staff_query {
    ($viewer:expr, $power:ident $(($of:literal))?, $front:expr, $back:literal) => {{
        const { assert!($crate::store::staff::viewer::keeps_to_its_site($front)) };
        let viewer: &$crate::store::Viewer = $viewer;
        sqlx::query(concat!(
            $front, " ", $crate::store::staff::viewer::staff_may!($power $(, $of)?), " ", $back
        ))
        .bind(viewer.site().as_str())
        .bind(viewer.who())
    }};
}

/// The row of a group by its slug, if the viewer has this power over it: `group_of_staff!(connection,
/// viewer, Work, slug)`.
macro_rules! group_of_staff {
    ($connection:ident, $viewer:expr, Manage, $slug:expr) => {
        $crate::store::staff::viewer::group_of_staff!(@ $connection, $viewer, Manage, $slug)
    };
    ($connection:ident, $viewer:expr, $power:ident, $slug:expr) => {
        $crate::store::staff::viewer::group_of_staff!(@ $connection, $viewer, $power("g.id"), $slug)
    };
    (@ $connection:ident, $viewer:expr, $power:ident $(($of:literal))?, $slug:expr) => {
        $crate::store::staff::viewer::staff_query!(
            $viewer,
            $power $(($of))?,
            "SELECT g.* FROM groups g WHERE g.site_id = $1 AND g.slug = $3 AND",
            ""
        )
        .bind($slug)
        .fetch_optional(&mut *$connection)
        .await?
    };
}

pub(in crate::store) use {group_of_staff, staff_may, staff_query, works_in};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_that_forgets_its_site_is_known() {
        assert!(keeps_to_its_site(
            "SELECT 1 FROM groups WHERE site_id = $1 AND"
        ));
        assert!(!keeps_to_its_site(
            "SELECT 1 FROM groups WHERE site_id = $2 AND"
        ));
        assert!(!keeps_to_its_site("site_id ="));
    }
}
