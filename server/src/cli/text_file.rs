//! Files that people write, as text.

use std::{fs, path::Path};

use crate::config::Finding;

/// Reads a file; the error says where it stops being UTF-8.
pub fn read_text(path: &Path) -> Result<String, Vec<Finding>> {
    let bytes = fs::read(path).map_err(|error| {
        vec![Finding {
            line: 1,
            column: 1,
            problem: error.to_string(),
        }]
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let readable = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let readable = String::from_utf8_lossy(readable);
        vec![Finding::at(&readable, readable.len(), "not UTF-8 text")]
    })
}
