//! A Postgres cluster of the tests' own: made, used, stopped and removed.

use std::{
    env, fs,
    io::Write,
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{environment, place, step, system};

/// How long a cluster may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The account that Debian's packages make. Postgres refuses to run as root.
const ACCOUNT: &str = "postgres";

/// Starts the server and ends with its own input: however this program ends, even killed, the
/// pipe closes, and the cluster is stopped and removed. Ctrl-C is left to that, too.
const KEEPER: &str = r#"trap '' INT TERM HUP
"$1/postgres" -D "$2/data" -h 127.0.0.1 -p "$3" -k "" -c fsync=off -c synchronous_commit=off \
  -c full_page_writes=off -c max_connections=200 >"$2/log" 2>&1 </dev/null &
read -r _
kill -INT $!
wait $!
rm -rf "$2""#;

/// A cluster; dropping it takes it away.
pub struct Cluster {
    /// Where tests find it.
    pub url: String,
    keeper: Option<Child>,
}

impl Cluster {
    /// Starts one, or takes the one that `KINDRED_TEST_POSTGRES` names.
    pub fn start() -> Result<Self> {
        if let Ok(url) = env::var("KINDRED_TEST_POSTGRES") {
            println!("  postgres: the running one that KINDRED_TEST_POSTGRES names");
            return Ok(Self { url, keeper: None });
        }
        let started = Instant::now();
        let programs = programs()?;
        // In the system's own folder: another account must be able to walk there.
        let folder = env::temp_dir().join(format!("kindred-pg-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let account = if system::is_root() {
            Some(account()?)
        } else {
            None
        };
        hand_over(&folder, account)?;

        let mut initdb = as_account(programs.join("initdb"), account);
        initdb.arg("-D").arg(folder.join("data")).args([
            "-U",
            "kindred",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        step::run(
            "postgres: new cluster",
            &mut initdb,
            "KINDRED_TEST_POSTGRES=postgres://… uses a running one.",
        )?;

        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let mut keeper = as_account("/bin/sh", account);
        keeper
            .args(["-c", KEEPER, "kindred-postgres"])
            .arg(&programs)
            .arg(&folder)
            .arg(port.to_string())
            .stdin(Stdio::piped());
        let keeper = keeper.spawn().context("cannot start Postgres")?;
        let cluster = Self {
            url: format!("postgres://kindred@127.0.0.1:{port}/postgres"),
            keeper: Some(keeper),
        };
        Self::wait(port, &folder.join("log"))?;
        println!("  postgres: ready in {}", step::seconds(started.elapsed()));
        Ok(cluster)
    }

    fn wait(port: u16, log: &Path) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let said = fs::read_to_string(log).unwrap_or_default();
            if said.contains("ready to accept connections")
                && TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
            {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("Postgres did not start within 30 s.\n{}", step::tail(log))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut keeper) = self.keeper.take() {
            if let Some(mut input) = keeper.stdin.take() {
                let _ = input.write_all(b"\n");
            }
            let _ = keeper.wait();
        }
    }
}

/// The folder with `initdb` and `postgres`, installed if need be.
fn programs() -> Result<PathBuf> {
    if let Some(folder) = find_programs() {
        return Ok(folder);
    }
    if !system::has_apt() {
        bail!(
            "Postgres is needed for the tests. Install it (macOS: brew install postgresql; Windows: \
             winget install PostgreSQL.PostgreSQL) so that `initdb` is on PATH, or name a running one:\n\n    \
             KINDRED_TEST_POSTGRES=postgres://user@127.0.0.1/database cargo xtask test\n"
        );
    }
    system::install(&["postgresql"], "Postgres, for the tests")?;
    find_programs()
        .context("there is still no initdb in /usr/lib/postgresql after the installation")
}

fn find_programs() -> Option<PathBuf> {
    if let Some(initdb) = place::on_path("initdb") {
        // Often a link into the folder where its companions are.
        let initdb = fs::canonicalize(initdb).ok()?;
        return Some(initdb.parent()?.to_owned());
    }
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop()
}

/// User and group of the account that may run Postgres.
type Account = (u32, u32);

fn account() -> Result<Account> {
    let id = |flag: &str| -> Result<u32> {
        let id = step::output(environment::command("id").args([flag, ACCOUNT]))
            .context("this is root, which Postgres refuses, and there is no account `postgres`")?;
        Ok(id.parse()?)
    };
    Ok((id("-u")?, id("-g")?))
}

#[cfg(unix)]
fn hand_over(folder: &Path, account: Option<Account>) -> Result<()> {
    if let Some((user, group)) = account {
        std::os::unix::fs::chown(folder, Some(user), Some(group))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn hand_over(_folder: &Path, _account: Option<Account>) -> Result<()> {
    Ok(())
}

fn as_account(program: impl AsRef<std::ffi::OsStr>, account: Option<Account>) -> Command {
    let mut command = environment::command(program);
    // The checkout may lie where the other account cannot go.
    command.current_dir(env::temp_dir());
    #[cfg(unix)]
    if let Some((user, group)) = account {
        use std::os::unix::process::CommandExt;
        command.uid(user).gid(group);
    }
    #[cfg(not(unix))]
    let _ = account;
    command
}
