//! The form of files that people write, as JSON Schema, made of the types that read them. `docs/*.schema.json`
//! are what `kindred schema` prints; a test of the command line holds them together.

use serde_json::{Value, json};
use utoipa::OpenApi;

use super::SiteConfig;
use crate::domain::survey::SurveyRecord;

/// What the schema of one type points into, before it stands by itself.
const FROM: &str = "#/components/schemas/";

#[derive(OpenApi)]
#[openapi(components(schemas(SurveyRecord, SiteConfig)))]
struct Types;

/// The schema of a survey's file (JSON Schema 2020-12), as text with a line for each member.
pub fn survey_schema() -> String {
    schema_of("SurveyRecord", "A survey of Kindred")
}

/// The same of a site's file. TOML's values are those of JSON, and editors check it by this, too.
pub fn site_schema() -> String {
    schema_of("SiteConfig", "A site of Kindred")
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

fn schema_of(name: &str, title: &str) -> String {
    let types = serde_json::to_value(Types::openapi()).unwrap_or_default();
    let mut definitions = types["components"]["schemas"].clone();
    stand_alone(&mut definitions);
    keep_what_is_needed(&mut definitions, name);
    if let Value::Object(all) = &mut definitions {
        all.values_mut().for_each(close);
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "$ref": format!("#/$defs/{name}"),
        "$defs": definitions,
    });
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}

/// Takes out what a type does not lead to.
fn keep_what_is_needed(definitions: &mut Value, name: &str) {
    let Value::Object(all) = definitions else {
        return;
    };
    let mut needed = vec![name.to_owned()];
    let mut at = 0;
    while let Some(name) = needed.get(at) {
        let text = all.get(name).map(Value::to_string).unwrap_or_default();
        let targets = text
            .split("\"#/$defs/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        let new: Vec<String> = targets
            .filter(|target| !needed.iter().any(|known| known == target))
            .map(str::to_owned)
            .collect();
        for target in new {
            if !needed.contains(&target) {
                needed.push(target);
            }
        }
        at += 1;
    }
    all.retain(|name, _| needed.contains(name));
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
