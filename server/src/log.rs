//! Where log lines go: standard error, so that standard output is for what a command answers.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::{LogFormat, LogLevel};

/// Starts the log; called once, by a program's entry.
pub fn start(format: LogFormat, level: LogLevel) {
    let level = match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    // Libraries may only warn: some of them write addresses at lower levels.
    let filter = Targets::new()
        .with_default(level.min(LevelFilter::WARN))
        .with_target("server", level);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false);
    let log = tracing_subscriber::registry().with(filter);
    // Whoever set up a log before us (a test, Shuttle's runner) keeps it.
    let _ = match format {
        LogFormat::Text => log.with(lines).try_init(),
        LogFormat::Json => log.with(lines.json().flatten_event(true)).try_init(),
    };
}
