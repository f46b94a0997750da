//! The form of a survey's file, as JSON Schema, made of the types that read it. `docs/survey.schema.json` is
//! what `kindred schema survey` prints; a test of the command line holds the two together.

use serde_json::{Value, json};
use utoipa::OpenApi;

use crate::domain::survey::SurveyRecord;

/// What the schema of one type points into, before it stands by itself.
const FROM: &str = "#/components/schemas/";

#[derive(OpenApi)]
#[openapi(components(schemas(SurveyRecord)))]
struct Types;

/// The schema (JSON Schema 2020-12), as text with a line for each member.
pub fn survey_schema() -> String {
    let types = serde_json::to_value(Types::openapi()).unwrap_or_default();
    let mut definitions = types["components"]["schemas"].clone();
    stand_alone(&mut definitions);
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A survey of Kindred",
        "$ref": "#/$defs/SurveyRecord",
        "$defs": definitions,
    });
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}

/// References to types of an OpenAPI document become references within the schema.
fn stand_alone(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                let target = member.as_str().and_then(|text| text.strip_prefix(FROM));
                match target {
                    Some(target) if name == "$ref" => *member = format!("#/$defs/{target}").into(),
                    _ => stand_alone(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(stand_alone),
        _ => {}
    }
}
