//! `cargo xtask bench`: what a visit costs. JSON lines for machines, a table for people.

use anyhow::Result;
use serde_json::json;

use crate::{browsers, bundle, environment, postgres, release, step};

/// Measures. `only_bytes` leaves out whatever needs a server or a browser.
pub fn run(only_bytes: bool) -> Result<()> {
    bundle::build(false)?;
    bytes()?;
    if only_bytes {
        return Ok(());
    }
    release::server()?;
    crowd()?;
    browsers::bench()
}

/// What the console costs with thousands of members, on both databases. Fails over its budgets.
fn crowd() -> Result<()> {
    let cluster = postgres::Cluster::start()?;
    let mut cargo = environment::cargo();
    cargo
        .args(["test", "--release", "--quiet", "--package", "server"])
        .args(["--test", "crowd", "budgets", "--", "--nocapture"])
        .env("KINDRED_TEST_POSTGRES", &cluster.url);
    step::show(
        "a crowd",
        &mut cargo,
        "The budgets: server/tests/crowd/budgets.rs",
    )
}

/// Bytes of everything that a finder downloads, and of what joining needs more, the data left out.
fn bytes() -> Result<()> {
    bytes_of("one finder", bundle::OF_ONE_FINDER)?;
    bytes_of("joining", bundle::OF_JOINING)?;
    bytes_of("the console", bundle::OF_THE_CONSOLE)?;
    bytes_of("the office", bundle::OF_THE_OFFICE)?;
    bytes_of("feedback in the console", bundle::OF_FEEDBACK)?;
    bytes_of("the records", bundle::OF_THE_RECORDS)
}

fn bytes_of(what: &str, files: &[&str]) -> Result<()> {
    let manifest = bundle::manifest()?;
    let files = files
        .iter()
        .map(|name| Ok((*name, bundle::brotli_bytes(&manifest, name)?)))
        .collect::<Result<Vec<_>>>()?;
    let total: u64 = files.iter().map(|(_, bytes)| bytes).sum();
    println!(
        "{}",
        json!({ "measure": format!("{}-brotli-bytes", what.replace(' ', "-")), "built": manifest["built"], "value": total })
    );
    println!("\n{:<20} {:>10}", what, "brotli");
    for (name, bytes) in files {
        println!("{name:<20} {bytes:>10}");
    }
    println!("{:<20} {total:>10}\n", "all, without data");
    Ok(())
}
