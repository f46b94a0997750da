//! Bytes from a file or an address, never more than a feed can be.

use std::{
    fs::File,
    io::{self, Read},
    time::Duration,
};

use anyhow::{Context, bail};

/// The largest feed that is read, bytes. The largest known public one has 6 MB.
pub const LARGEST: u64 = 64 << 20;
/// How long an address may take in all.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reads `source`: an http(s) address, or the path of a file.
pub fn fetch(source: &str) -> anyhow::Result<Vec<u8>> {
    if source.starts_with("https://") || source.starts_with("http://") {
        fetch_url(source)
    } else {
        let file = File::open(source).with_context(|| format!("{source} cannot be opened"))?;
        if file.metadata().is_ok_and(|about| about.is_dir()) {
            bail!("{source} is a folder");
        }
        read_all(file, source)
    }
}

fn fetch_url(url: &str) -> anyhow::Result<Vec<u8>> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .timeout_connect(Some(Duration::from_secs(10)))
        .max_redirects(5)
        .user_agent(concat!("kindred/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let answer = agent
        .get(url)
        .header("accept", "application/json, */*;q=0.5")
        .call();
    let answer = answer.with_context(|| format!("{url} does not answer"))?;
    read_all(answer.into_body().into_reader(), url)
}

fn read_all(from: impl Read, source: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = from.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error: io::Error| anyhow::anyhow!("{source} cannot be read: {error}"))?;
    if bytes.len() as u64 > LARGEST {
        bail!(
            "{source} has more than {} MB, which no feed has",
            LARGEST >> 20
        );
    }
    Ok(bytes)
}
