//! The program, and what it answers.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// A data folder of its own, and the program on it.
pub struct Kindred {
    pub folder: TempDir,
}

/// What came back.
pub struct Said {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes text");
        Self {
            out: text(output.stdout),
            err: text(output.stderr),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

impl Kindred {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    /// With the site `riverside`, in Chicago.
    pub fn with_site() -> Self {
        let kindred = Self::new();
        let file = "name = \"Riverside\"\ntime_zone = \"America/Chicago\"\ncountry = \"US\"\n";
        kindred.write("data/sites/riverside.toml", file);
        kindred
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// The program, ready to run, without anything of this process's environment in it.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kindred"));
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("KINDRED_DATA", "data");
        command
    }

    pub fn run(&self, args: &[&str]) -> Said {
        self.command().args(args).output().unwrap().into()
    }

    /// Runs it; it must say that all went well.
    pub fn ok(&self, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!(said.code, 0, "{args:?}: {}{}", said.out, said.err);
        said.out
    }

    pub fn import(&self, format: &str, file: &Path) -> Said {
        let file = file.display().to_string();
        self.run(&["import", "--site", "riverside", "--format", format, &file])
    }

    pub fn exported(&self) -> serde_json::Value {
        serde_json::from_str(&self.ok(&["export", "--site", "riverside"])).unwrap()
    }
}
