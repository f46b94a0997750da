//! A step: one outside command with a name, a clock and a log.
//!
//! Long output goes to `target/xtask-logs/`, so that the screen says where things stand. A step
//! that fails shows the end of its own output, the log and a way out.

use std::{
    fs::{self, File},
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::place;

/// How much of a failed step's output is shown, lines.
const TAIL: usize = 60;

/// How often a step without a terminal says that it is alive.
const SIGN_OF_LIFE: Duration = Duration::from_secs(60);

/// Says something that is about to happen.
pub fn say(text: &str) {
    println!("{text}");
}

/// Runs a command with its output in a log; `way_out` is what to do when it fails.
pub fn run(name: &str, command: &mut Command, way_out: &str) -> Result<()> {
    let started = Instant::now();
    let (status, log) = logged(name, command, None)?;
    if status.is_some_and(|status| status.success()) {
        return Ok(());
    }
    bail!(
        "{name} failed after {}.\n\n{}\n\nThe whole output: {}\n{way_out}",
        seconds(started.elapsed()),
        tail(&log),
        place::short(&log),
    )
}

/// Runs a command whose output the person (and CI) should see as it comes.
pub fn show(name: &str, command: &mut Command, way_out: &str) -> Result<()> {
    println!("  {name}");
    let started = Instant::now();
    let status = command
        .status()
        .with_context(|| format!("{name}: cannot start {}", command.get_program().display()))?;
    if !status.success() {
        bail!(
            "{name} failed after {} (its output is above).\n{way_out}",
            seconds(started.elapsed())
        );
    }
    println!("  {name}: done in {}", seconds(started.elapsed()));
    Ok(())
}

/// Runs a command for at most `limit`. `None` when the time was up.
pub fn attempt(name: &str, command: &mut Command, limit: Duration) -> Result<Option<ExitStatus>> {
    Ok(logged(name, command, Some(limit))?.0)
}

/// What a command prints, without the white space around it.
pub fn output(command: &mut Command) -> Result<String> {
    let said = format!("{command:?}");
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| said.clone())?;
    if !output.status.success() {
        bail!("{said}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The file that the step's output goes to.
pub fn log_of(name: &str) -> Result<PathBuf> {
    let folder = place::target().join("xtask-logs");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let slug: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    Ok(folder.join(format!("{}.log", slug.trim_matches('-'))))
}

/// The last lines of a log.
pub fn tail(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<_> = text.lines().collect();
    let from = lines.len().saturating_sub(TAIL);
    lines[from..]
        .iter()
        .map(|line| format!("  | {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A time as people say it.
pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        s => format!("{} min {} s", s / 60, s % 60),
    }
}

fn logged(
    name: &str,
    command: &mut Command,
    limit: Option<Duration>,
) -> Result<(Option<ExitStatus>, PathBuf)> {
    let log = log_of(name)?;
    let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    let child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()
        .with_context(|| format!("{name}: cannot start {}", command.get_program().display()))?;
    Ok((watch(name, child, limit)?, log))
}

/// Waits for a child and shows the time that it takes.
fn watch(name: &str, mut child: Child, limit: Option<Duration>) -> Result<Option<ExitStatus>> {
    let terminal = std::io::stdout().is_terminal();
    let started = Instant::now();
    let mut said = Instant::now();
    if terminal {
        print!("  {name} …");
        std::io::stdout().flush()?;
    }
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if limit.is_some_and(|limit| started.elapsed() > limit) {
            child.kill()?;
            child.wait()?;
            break None;
        }
        if terminal && said.elapsed() >= Duration::from_secs(1) {
            print!("\r  {name} … {} s", started.elapsed().as_secs());
            std::io::stdout().flush()?;
            said = Instant::now();
        } else if !terminal && said.elapsed() >= SIGN_OF_LIFE {
            println!("  {name}: still at it after {}", seconds(started.elapsed()));
            said = Instant::now();
        }
        // Short steps should not wait for the clock, long ones should not keep a processor busy.
        let nap = if started.elapsed() < Duration::from_secs(2) {
            10
        } else {
            100
        };
        thread::sleep(Duration::from_millis(nap));
    };
    let end = match status {
        Some(status) if status.success() => format!("done in {}", seconds(started.elapsed())),
        Some(_) => format!("failed after {}", seconds(started.elapsed())),
        None => format!("given up after {}", seconds(started.elapsed())),
    };
    if terminal {
        println!("\r  {name}: {end}        ");
    } else {
        println!("  {name}: {end}");
    }
    Ok(status)
}
