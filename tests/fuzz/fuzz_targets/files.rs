//! The files that people write by hand: of the server, of a site, of guidelines. Each is read, or
//! refused with a place that exists.

#![no_main]

use libfuzzer_sys::fuzz_target;
use server::config::{Finding, read_guidelines_file, read_server_file, read_site_file};

fuzz_target!(|text: &str| {
    let lines = text.split('\n').count();
    let look = |findings: Vec<Finding>| {
        assert!(!findings.is_empty(), "a refusal says why");
        for finding in findings {
            assert!(finding.line <= lines, "line {} of {lines}", finding.line);
        }
    };
    read_server_file(text).map_or_else(look, drop);
    read_site_file(text).map_or_else(look, drop);
    read_guidelines_file(text, &["en".to_owned(), "es".to_owned()]).map_or_else(look, drop);
});
