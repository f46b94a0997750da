//! A record as the console sends it: read once, every field that cannot stay so named by its place.

use api_types::{FieldProblem, ProblemCode};
use serde_json::Value;

use crate::{
    domain::{check::check_group, group::GroupRecord},
    problems::Refusal,
    routes::json_body::pointer,
};

/// Reads a group's record under the slug that it has. Fields are pointers into the body.
pub fn read_record(mut record: Value, slug: &str) -> Result<GroupRecord, Refusal> {
    if let Some(members) = record.as_object_mut() {
        members.insert("slug".to_owned(), slug.into());
    }
    let read: Result<GroupRecord, _> = serde_path_to_error::deserialize(record);
    let record = read.map_err(|error| {
        // The parser's own words may repeat what was typed.
        let field = format!("/record{}", pointer(error.path()));
        Refusal::new(ProblemCode::InvalidFields).field(&field, "not-taken", "see the record's form")
    })?;
    check_group(&record).map_err(|errors| {
        let problems = errors.into_iter().map(|error| FieldProblem {
            field: format!("/record/{}", error.field.replace('.', "/")),
            code: error.code.to_owned(),
            detail: error.reason,
        });
        Refusal::invalid_fields(problems.collect())
    })?;
    Ok(record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(record: Value) -> Vec<String> {
        let refusal = read_record(record, "a").unwrap_err();
        let errors = refusal.document().errors.into_iter();
        errors
            .map(|error| format!("{} {}", error.field, error.code))
            .collect()
    }

    #[test]
    fn every_field_that_cannot_stay_so_is_named_by_its_place() {
        let mut record = json!({
            "name": " ", "language": "english!", "format": "online", "join_policy": "open",
            "capacity": 0, "contact": { "email": "nobody" },
            "schedule": { "starts_at": "tonight", "duration_minutes": 60, "time_zone": "UTC" },
        });
        assert_eq!(
            fields(record.clone()),
            [
                "/record/name missing",
                "/record/language bad-tag",
                "/record/contact/email bad-email",
                "/record/capacity out-of-range",
                "/record/schedule/starts_at bad-time",
            ]
        );
        record["focus"] = json!(["breast", "no such"]);
        assert_eq!(fields(record), ["/record/focus/1 not-taken"]);
        assert_eq!(fields(json!([])), ["/record not-taken"]);
    }
}
