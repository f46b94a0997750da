//! When members are asked.

use api_types::{Choice, SurveyOccasion};
use sqlx::Row;

use crate::{
    domain::{staff::Deed, survey::Plan},
    store::{
        SiteId, Store, StoreError, Viewer, in_transaction, read,
        staff::{audit::add_event, viewer::staff_query},
    },
};

/// Reads one plan, of either database.
macro_rules! plan_row {
    ($row:expr) => {{
        let row = $row;
        let occasion: String = row.try_get("occasion")?;
        let group: String = row.try_get("group_id")?;
        let number = |column: &str| row.try_get::<i64, _>(column);
        // A word of a later version: nobody is asked by what we don't know.
        SurveyOccasion::from_word(&occasion)
            .ok()
            .map(|occasion| {
                Ok::<_, sqlx::Error>(Plan {
                    id: row.try_get("id")?,
                    survey: row.try_get("survey")?,
                    group_id: Some(group).filter(|group| !group.is_empty()),
                    occasion,
                    weeks: u8::try_from(number("weeks")?).unwrap_or(u8::MAX),
                    days: u8::try_from(number("days")?).unwrap_or(u8::MAX),
                    rest_days: u16::try_from(number("rest_days")?).unwrap_or(u16::MAX),
                    since: number("since")?,
                })
            })
            .transpose()?
    }};
}

impl Store {
    /// A site's plans, for who asks by them; oldest first.
    pub async fn list_survey_plans(&self, site: &SiteId) -> Result<Vec<Plan>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query("SELECT * FROM survey_plans WHERE site_id = $1 ORDER BY id");
            let rows = rows.bind(site.as_str()).fetch_all(&mut *connection).await?;
            let mut plans = Vec::new();
            for row in &rows {
                plans.extend(plan_row!(row));
            }
            Ok(plans)
        })
    }

    /// The same for staff.
    pub async fn list_survey_plans_of_staff(
        &self,
        viewer: &Viewer,
    ) -> Result<Vec<Plan>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Own("w.id"),
                "SELECT p.* FROM survey_plans p JOIN staff w ON w.site_id = p.site_id \
                 WHERE p.site_id = $1 AND",
                "ORDER BY p.id"
            );
            let mut plans = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                plans.extend(plan_row!(row));
            }
            Ok(plans)
        })
    }

    /// Adds a plan, which was checked; its id and `since` are made here. `None` for who may not, or where
    /// the site has no such survey.
    pub async fn add_survey_plan(
        &self,
        viewer: &Viewer,
        plan: &Plan,
        now: i64,
    ) -> Result<Option<String>, StoreError> {
        let id = self.new_id(now);
        in_transaction!(self, |transaction| {
            let insert = staff_query!(
                viewer,
                Manage,
                "INSERT INTO survey_plans (site_id, id, survey, group_id, occasion, weeks, days, \
                 rest_days, since) SELECT DISTINCT s.site_id, $3, s.slug, $5, $6, $7, $8, $9, $10 \
                 FROM surveys s WHERE s.site_id = $1 AND s.slug = $4 AND",
                "ON CONFLICT (site_id, id) DO NOTHING"
            );
            let insert = insert
                .bind(&id)
                .bind(&plan.survey)
                .bind(plan.group_id.as_deref().unwrap_or_default())
                .bind(plan.occasion.as_str())
                .bind(i64::from(plan.weeks))
                .bind(i64::from(plan.days))
                .bind(i64::from(plan.rest_days))
                .bind(now);
            if insert.execute(&mut *transaction).await?.rows_affected() == 0 {
                return Ok(None);
            }
            let deed = Deed::SurveyPlanned;
            add_event!(self, transaction, viewer, deed, "survey", &plan.survey, now);
            Ok(Some(id))
        })
    }

    /// Ends a plan: nobody is asked by it any more. False where there is none, or for who may not.
    pub async fn end_survey_plan(
        &self,
        viewer: &Viewer,
        id: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            let row = staff_query!(
                viewer,
                Manage,
                "DELETE FROM survey_plans WHERE site_id = $1 AND id = $3 AND",
                "RETURNING survey"
            );
            let Some(row) = row.bind(id).fetch_optional(&mut *transaction).await? else {
                return Ok(false);
            };
            let survey: String = row.try_get("survey")?;
            let deed = Deed::SurveyPlanEnded;
            add_event!(self, transaction, viewer, deed, "survey", &survey, now);
            Ok(true)
        })
    }
}
