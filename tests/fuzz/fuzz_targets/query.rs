//! What stands in an address: a query is spelled in one way, and a cursor is ours or refused.

#![no_main]

use catalogue::Query;
use libfuzzer_sys::fuzz_target;
use server::{cursor::Cursor, parameters::pairs};

fuzz_target!(|text: &str| {
    let _ = Cursor::read(text, "text=lung");
    let Ok(pairs) = pairs(Some(text)) else {
        return;
    };
    let mut query = Query::default();
    for (name, value) in &pairs {
        if query.set(name, value).is_err() {
            return;
        }
    }
    let spelled = query.to_query_string();
    let mut again = Query::default();
    for (name, value) in server::parameters::pairs(Some(&spelled)).expect("our own spelling") {
        assert!(again.set(&name, &value).is_ok(), "{name}={value}");
    }
    assert_eq!(again.to_query_string(), spelled);
});
