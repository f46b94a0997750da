//! The form of files that people write, as JSON Schema, made of the types that read them. `docs/*.schema.json`
//! are what `kindred schema` prints; a test of the command line holds them together.

use serde_json::{Value, json};
use utoipa::OpenApi;

use super::SiteConfig;
use crate::domain::survey::SurveyRecord;

/// What the schema of one type points into, before it stands by itself.
const FROM: &str = "#/components/schemas/";

#[derive(OpenApi)]
#[openapi(components(schemas(SurveyRecord)))]
struct OfSurvey;

#[derive(OpenApi)]
#[openapi(components(schemas(SiteConfig)))]
struct OfSite;

/// The schema of a survey's file (JSON Schema 2020-12), as text with a line for each member.
pub fn survey_schema() -> String {
    schema("SurveyRecord", "A survey of Kindred", &OfSurvey::openapi())
}

/// The same of a site's file. TOML's values are those of JSON, and editors check it by this, too.
pub fn site_schema() -> String {
    schema("SiteConfig", "A site of Kindred", &OfSite::openapi())
}

fn schema(name: &str, title: &str, types: &utoipa::openapi::OpenApi) -> String {
    let types = serde_json::to_value(types).unwrap_or_default();
    let mut definitions = types["components"]["schemas"].clone();
    stand_alone(&mut definitions);
    definitions
        .as_object_mut()
        .into_iter()
        .flat_map(|all| all.values_mut())
        .for_each(close);
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "$ref": format!("#/$defs/{name}"),
        "$defs": definitions,
    });
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}

/// Says that an object has no other members than those that are named.
fn close(definition: &mut Value) {
    if let Value::Object(members) = definition
        && members.contains_key("properties")
    {
        members
            .entry("additionalProperties")
            .or_insert(false.into());
    }
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
