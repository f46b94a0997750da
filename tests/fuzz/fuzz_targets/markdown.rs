//! Markdown: every link that comes out is one of the few kinds that we allow.

#![no_main]

use libfuzzer_sys::fuzz_target;
use server::domain::markdown::blocks;

fuzz_target!(|text: &str| {
    let told = serde_json::to_value(blocks(text)).expect("blocks can be written");
    look(&told);
});

/// Looks at every link, however deep it stands.
fn look(value: &serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::Array(all) => all.iter().for_each(look),
        Value::Object(fields) => {
            for (name, inner) in fields {
                if let ("url" | "href", Some(url)) = (name.as_str(), inner.as_str()) {
                    let safe = ["http://", "https://", "mailto:", "tel:"];
                    assert!(safe.iter().any(|scheme| url.starts_with(scheme)), "{url:?}");
                }
                look(inner);
            }
        }
        _ => {}
    }
}
