//! `GET /docs`: the OpenAPI document as a page for people. It runs no script and asks no other
//! host.

use std::{fmt::Write, sync::OnceLock};

use axum::{
    http::{HeaderMap, HeaderValue},
    response::Response,
};
use html_escape::{encode_double_quoted_attribute, encode_text};
use serde_json::Value;

use crate::{
    answer::{PUBLIC, Rendered},
    openapi, page,
    problems::Refusal,
};

/// The page.
pub async fn show_docs(headers: HeaderMap) -> Result<Response, Refusal> {
    static PAGE: OnceLock<(Rendered, HeaderValue)> = OnceLock::new();
    if PAGE.get().is_none() {
        let document = serde_json::to_value(openapi::document()).map_err(Refusal::fault)?;
        let (html, policy) = page::whole("Kindred: the API", &render(&document));
        let policy = HeaderValue::from_str(&policy).map_err(Refusal::fault)?;
        let _ = PAGE.set((Rendered::new(page::HTML, html), policy));
    }
    let (body, policy) = PAGE.get().ok_or_else(|| Refusal::fault("no page"))?;
    let mut response = body.answer(&headers, PUBLIC);
    response.headers_mut().insert(page::POLICY, policy.clone());
    Ok(response)
}

/// One address with one method.
struct Operation<'a> {
    method: String,
    path: &'a str,
    about: &'a Value,
}

impl Operation<'_> {
    fn anchor(&self) -> String {
        let word = |letter: char| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        };
        let path: String = self.path.chars().map(word).collect();
        format!("{}{path}", self.method.to_lowercase())
    }
}

fn render(document: &Value) -> String {
    let operations = operations(document);
    let mut out = String::from("<main><h1>The API of Kindred</h1>");
    out += &prose(text(&document["info"]["description"]));
    let version = encode_text(text(&document["info"]["version"]));
    let _ = write!(
        out,
        "<p class=\"quiet\">Version {version} · <a href=\"/openapi.json\">openapi.json</a></p>"
    );
    out += "<nav aria-label=\"Addresses\"><ul>";
    for operation in &operations {
        let (anchor, path) = (operation.anchor(), encode_text(operation.path));
        let _ = write!(
            out,
            "<li><a href=\"#{anchor}\"><code>{path}</code></a></li>"
        );
    }
    out += "</ul></nav>";
    for tag in document["tags"].as_array().into_iter().flatten() {
        let name = text(&tag["name"]);
        let mut capital = name.chars();
        let first = capital.next().map(|letter| letter.to_ascii_uppercase());
        let title: String = first.into_iter().chain(capital).collect();
        let _ = write!(out, "<h2>{}</h2>", encode_text(&title));
        out += &prose(text(&tag["description"]));
        for operation in operations.iter().filter(|of| of.about["tags"][0] == name) {
            out += &article(operation);
        }
    }
    out += "<h2>Shapes</h2><p>What stands in the answers.</p>";
    for (name, schema) in document["components"]["schemas"]
        .as_object()
        .into_iter()
        .flatten()
    {
        out += &shape(name, schema);
    }
    out + "</main>"
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().into_iter().flatten();
            methods.map(move |(method, about)| Operation {
                method: method.to_uppercase(),
                path,
                about,
            })
        })
        .collect()
}

fn article(operation: &Operation<'_>) -> String {
    let mut out = format!(
        "<article id=\"{}\"><h3><span class=\"verb\">{}</span><code>{}</code></h3>",
        operation.anchor(),
        operation.method,
        encode_text(operation.path)
    );
    out += &prose(text(&operation.about["summary"]));
    out += &prose(text(&operation.about["description"]));
    let parameters = operation.about["parameters"].as_array();
    if let Some(parameters) = parameters.filter(|some| !some.is_empty()) {
        out += "<h4>Parameters</h4><dl>";
        for parameter in parameters {
            out += &entry(text(&parameter["name"]), &parameter["schema"], parameter);
        }
        out += "</dl>";
    }
    out += "<h4>Answers</h4><dl>";
    for (status, answer) in operation.about["responses"]
        .as_object()
        .into_iter()
        .flatten()
    {
        let shown = answer["content"].as_object().into_iter().flatten().next();
        let shown = shown.map_or(String::new(), |(kind, content)| {
            format!(
                " {} · {}",
                schema_name(&content["schema"]),
                encode_text(kind)
            )
        });
        let (status, about) = (encode_text(status), inline(text(&answer["description"])));
        let _ = write!(out, "<dt><code>{status}</code>{shown}</dt><dd>{about}</dd>");
    }
    out + "</dl></article>"
}

fn shape(name: &str, schema: &Value) -> String {
    let id = encode_double_quoted_attribute(name);
    let mut out = format!("<article id=\"shape-{id}\"><h3>{}</h3>", encode_text(name));
    out += &prose(text(&schema["description"]));
    if schema["enum"].is_array() {
        let _ = write!(out, "<p>{}</p>", words(&schema["enum"]));
    }
    let required = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
    let fields = schema["properties"].as_object();
    if let Some(fields) = fields {
        out += "<dl>";
        for (field, about) in fields {
            let mut line = entry(field, about, about);
            if required.iter().all(|known| known != field) {
                line = line.replacen(
                    "</dt>",
                    " <span class=\"quiet\">may be absent</span></dt>",
                    1,
                );
            }
            out += &line;
        }
        out += "</dl>";
    }
    out + "</article>"
}

/// A parameter or a field: its name, its type, what it means.
fn entry(name: &str, schema: &Value, about: &Value) -> String {
    let (name, kind) = (encode_text(name), schema_name(schema));
    let mut meaning = inline(text(&about["description"]));
    if !about["example"].is_null() {
        let example = about["example"]
            .as_str()
            .map_or_else(|| about["example"].to_string(), str::to_owned);
        let _ = write!(meaning, " Example: <code>{}</code>", encode_text(&example));
    }
    format!("<dt><code>{name}</code> {kind}</dt><dd>{meaning}</dd>")
}

/// What a schema is, with a link where it has an article of its own.
fn schema_name(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        let (id, name) = (encode_double_quoted_attribute(name), encode_text(name));
        return format!("<a href=\"#shape-{id}\">{name}</a>");
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(one) = schema[choice].as_array() {
            let named = one.iter().find(|one| one["type"] != "null");
            return named.map_or(String::new(), schema_name);
        }
    }
    if schema["enum"].is_array() {
        return words(&schema["enum"]);
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds
            .iter()
            .find(|kind| *kind != "null")
            .unwrap_or(&Value::Null),
        kind => kind,
    };
    match text(kind) {
        "array" => format!("list of {}", schema_name(&schema["items"])),
        kind => encode_text(kind).into_owned(),
    }
}

fn words(values: &Value) -> String {
    let values = values.as_array().into_iter().flatten();
    let words: Vec<String> = values
        .map(|value| format!("<code>{}</code>", encode_text(text(value))))
        .collect();
    words.join(" ")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Paragraphs of plain words with `code` in them.
fn prose(words: &str) -> String {
    let paragraphs = words
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty());
    let html: Vec<String> = paragraphs
        .map(|of| format!("<p>{}</p>", inline(of)))
        .collect();
    html.concat()
}

/// Words with `code` in them.
fn inline(words: &str) -> String {
    let mut out = String::new();
    for (at, part) in words.split('`').enumerate() {
        let part = encode_text(part);
        if at % 2 == 1 {
            let _ = write!(out, "<code>{part}</code>");
        } else {
            out += &part;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_and_every_shape_stands_on_the_page() {
        let document = serde_json::to_value(openapi::document()).unwrap();
        let page = render(&document);
        for operation in operations(&document) {
            let article = format!("<article id=\"{}\"", operation.anchor());
            assert!(page.contains(&article), "{}", operation.path);
        }
        for target in page.split("href=\"#").skip(1) {
            let target = target.split('"').next().unwrap();
            assert!(
                page.contains(&format!("id=\"{target}\"")),
                "{target} leads nowhere"
            );
        }
        assert!(!page.contains("<script") && !page.contains("style=\""));
    }

    #[test]
    fn words_are_never_markup() {
        assert_eq!(
            inline("a <b> `c<d>`"),
            "a &lt;b&gt; <code>c&lt;d&gt;</code>"
        );
    }
}
