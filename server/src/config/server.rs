//! `kindred.toml`: how this server runs. Each key weighs less than its environment variable,
//! which weighs less than its flag.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{
    mail::{MailFrom, MailSettings, PublicUrl, SmtpUrl},
    network::Network,
    toml_file::{Finding, Key, TomlFile, value},
};

/// Every key of `kindred.toml`.
const KEYS: &[Key] = &[
    value("listen"),
    value("database"),
    value("assets"),
    value("examples"),
    value("trusted_proxies"),
    value("smtp"),
    value("smtp_ca_file"),
    value("mail_from"),
    value("public_url"),
    value("mail_folder"),
    value("log_format"),
    value("log_level"),
];

/// What one source of settings says: the file, or the environment and the flags. `None` leaves
/// the word to a weaker source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ServerFile {
    /// `listen = "127.0.0.1:8080"`: address and port to serve on; port 0 takes a free one.
    /// Environment `KINDRED_LISTEN`, flag `--listen`.
    pub listen: Option<SocketAddr>,
    /// `database = "postgres://…"` or `"sqlite:///path/kindred.db"`; default `kindred.db` in the
    /// data folder. Environment `KINDRED_DATABASE`, flag `--database`.
    pub database: Option<String>,
    /// `assets = "/opt/kindred/site"`: the folder that `cargo xtask build` makes; default `site`
    /// beside the binary or one folder above. Environment `KINDRED_ASSETS`, flag `--assets`.
    pub assets: Option<PathBuf>,
    /// `examples = "/opt/kindred/examples"`: host pages to serve under `/examples/`; default
    /// none. Environment `KINDRED_EXAMPLES`, flag `--examples`.
    pub examples: Option<PathBuf>,
    /// `trusted_proxies = ["10.0.0.0/8", "::1"]`: whose word counts for where a request comes from
    /// (`X-Forwarded-For`, `Forwarded`); default nobody's. Environment `KINDRED_TRUSTED_PROXIES`,
    /// flag `--trusted-proxies`, both with commas.
    pub trusted_proxies: Option<Vec<Network>>,
    /// `smtp = "smtps://user:password@mail.example.org"`: the mail server; default none.
    /// Environment `KINDRED_SMTP`; never a flag, since everybody on the machine can read those.
    pub smtp: Option<SmtpUrl>,
    /// `smtp_ca_file = "ca.pem"`: PEM certificates of who vouches for the mail server, in place of
    /// the authorities that browsers trust: for a mail server of one's own. Environment
    /// `KINDRED_SMTP_CA_FILE`, flag `--smtp-ca-file`.
    pub smtp_ca_file: Option<PathBuf>,
    /// `mail_from = "groups@example.org"`: the address that letters come from. Environment
    /// `KINDRED_MAIL_FROM`, flag `--mail-from`.
    pub mail_from: Option<MailFrom>,
    /// `public_url = "https://groups.example.org"`: this server's address in letters. Environment
    /// `KINDRED_PUBLIC_URL`, flag `--public-url`.
    pub public_url: Option<PublicUrl>,
    /// `mail_folder = "mail"`: for a demo on this machine, the folder in which letters are put
    /// instead of being sent. Environment `KINDRED_MAIL_FOLDER`, flag `--mail-folder`.
    pub mail_folder: Option<PathBuf>,
    /// `log_format = "text"` or `"json"` (one object a line). Environment `KINDRED_LOG_FORMAT`,
    /// flag `--log-format`.
    pub log_format: Option<LogFormat>,
    /// `log_level = "error"`, `"warn"`, `"info"` or `"debug"`. Environment `KINDRED_LOG_LEVEL`,
    /// flag `--log-level`.
    pub log_level: Option<LogLevel>,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// What is logged at least.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum LogLevel {
    /// Faults alone.
    Error,
    /// And what an operator should look at.
    Warn,
    /// And each request.
    #[default]
    Info,
    /// And what goes on inside.
    Debug,
}

/// How this server runs, all sources weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerConfig {
    /// The data folder.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// `sqlite://PATH` or `postgres://…`.
    pub database: String,
    /// Folder of the loader and the hashed assets; may be missing.
    pub assets: PathBuf,
    /// Folder of host pages, if they are to be served.
    pub examples: Option<PathBuf>,
    /// Whose word counts for where a request comes from.
    pub trusted_proxies: Vec<Network>,
    /// What is said about mail.
    pub mail: MailSettings,
    /// How log lines are written.
    pub log_format: LogFormat,
    /// What is logged at least.
    pub log_level: LogLevel,
}

/// Reads the text of a `kindred.toml`; the error has every finding.
pub fn read_server_file(text: &str) -> Result<ServerFile, Vec<Finding>> {
    let file = TomlFile::parse(text)?;
    let mut findings = file.unknown_keys(KEYS);
    match file.read::<ServerFile>() {
        Ok(read) => {
            if let Some(url) = &read.database
                && !is_database_url(url)
            {
                let form = "a database is sqlite://PATH or postgres://USER@HOST/NAME";
                findings.push(file.finding("database", form));
            }
            if findings.is_empty() {
                return Ok(read);
            }
        }
        Err(finding) => findings.push(finding),
    }
    findings.sort();
    Err(findings)
}

fn is_database_url(url: &str) -> bool {
    ["sqlite:", "postgres://", "postgresql://"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

impl ServerFile {
    /// Takes what `self` says, and what it leaves open from `weaker`.
    #[must_use]
    pub fn or(self, weaker: Self) -> Self {
        Self {
            listen: self.listen.or(weaker.listen),
            database: self.database.or(weaker.database),
            assets: self.assets.or(weaker.assets),
            examples: self.examples.or(weaker.examples),
            trusted_proxies: self.trusted_proxies.or(weaker.trusted_proxies),
            smtp: self.smtp.or(weaker.smtp),
            smtp_ca_file: self.smtp_ca_file.or(weaker.smtp_ca_file),
            mail_from: self.mail_from.or(weaker.mail_from),
            public_url: self.public_url.or(weaker.public_url),
            mail_folder: self.mail_folder.or(weaker.mail_folder),
            log_format: self.log_format.or(weaker.log_format),
            log_level: self.log_level.or(weaker.log_level),
        }
    }

    /// Makes the paths of a file mean what they say from that file's own folder.
    #[must_use]
    pub fn paths_from(mut self, folder: &Path) -> Self {
        self.assets = self.assets.map(|path| folder.join(path));
        self.examples = self.examples.map(|path| folder.join(path));
        self.smtp_ca_file = self.smtp_ca_file.map(|path| folder.join(path));
        self.mail_folder = self.mail_folder.map(|path| folder.join(path));
        self
    }

    /// Fills in the defaults. `binary` is the folder in which the running binary lies.
    pub fn settle(self, data: &Path, binary: Option<&Path>) -> ServerConfig {
        let default_listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
        let database = || format!("sqlite://{}", data.join("kindred.db").display());
        ServerConfig {
            data: data.to_owned(),
            listen: self.listen.unwrap_or(default_listen),
            database: self.database.unwrap_or_else(database),
            assets: self.assets.unwrap_or_else(|| default_assets(binary)),
            examples: self.examples,
            trusted_proxies: self.trusted_proxies.unwrap_or_default(),
            mail: MailSettings {
                smtp: self.smtp,
                smtp_ca_file: self.smtp_ca_file,
                from: self.mail_from,
                public_url: self.public_url,
                folder: self.mail_folder,
            },
            log_format: self.log_format.unwrap_or_default(),
            log_level: self.log_level.unwrap_or_default(),
        }
    }
}

/// `site` beside the binary, else one folder above it, where a Cargo build has it.
fn default_assets(binary: Option<&Path>) -> PathBuf {
    let Some(folder) = binary else {
        return PathBuf::from("site");
    };
    let beside = folder.join("site");
    match folder.parent() {
        Some(above) if !beside.is_dir() => above.join("site"),
        _ => beside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read_and_an_unknown_one_is_named() {
        let text = "listen = \"0.0.0.0:80\"\ndatabase = \"postgres://k@h/k\"\nassets = \"site\"\n\
                    examples = \"e\"\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n\
                    log_format = \"json\"\nlog_level = \"warn\"\n\
                    smtp = \"smtps://mail.example.org\"\nmail_from = \"groups@example.org\"\n\
                    public_url = \"https://groups.example.org\"\nmail_folder = \"mail\"\n\
                    smtp_ca_file = \"ca.pem\"\n";
        let read = read_server_file(text).unwrap().paths_from(Path::new("/d"));
        assert_eq!(read.assets.as_deref(), Some(Path::new("/d/site")));
        assert_eq!(read.mail_folder.as_deref(), Some(Path::new("/d/mail")));
        assert_eq!(read.smtp_ca_file.as_deref(), Some(Path::new("/d/ca.pem")));
        assert!(read.smtp.is_some() && read.mail_from.is_some() && read.public_url.is_some());
        assert_eq!(read.log_format, Some(LogFormat::Json));
        assert_eq!(read.trusted_proxies.map(|of| of.len()), Some(2));
        let findings = read_server_file("listne = \"x\"\nlog_level = \"loud\"").unwrap_err();
        let said: Vec<String> = findings.iter().map(Finding::to_string).collect();
        assert_eq!(said[0], "1:1: unknown key `listne`; did you mean `listen`?");
        assert!(
            said[1].starts_with("2:13: unknown variant `loud`, expected one of"),
            "{said:?}"
        );
    }

    #[test]
    fn a_database_that_is_none_is_named() {
        let findings = read_server_file("database = \"mysql://x\"").unwrap_err();
        assert_eq!((findings[0].line, findings[0].column), (1, 12));
    }

    #[test]
    fn a_proxy_that_is_no_address_is_named() {
        let findings =
            read_server_file("trusted_proxies = [\"::1\", \"10.0.0.0/40\"]").unwrap_err();
        assert_eq!(
            findings[0].to_string(),
            "1:19: \"10.0.0.0/40\" is not an address, or a network such as 10.0.0.0/8"
        );
    }

    #[test]
    fn a_mail_server_that_is_none_is_named_without_its_password() {
        let text =
            "mail_from = \"groups@example.org\"\nsmtp = \"smtp://k:s3cret@mail.example.org\"";
        let findings = read_server_file(text).unwrap_err();
        assert_eq!((findings[0].line, findings[0].column), (2, 8));
        assert!(findings[0].problem.contains("encrypted"), "{findings:?}");
        assert!(!format!("{findings:?}").contains("s3cret"));
    }

    #[test]
    fn the_stronger_source_wins_and_defaults_come_last() {
        let file = read_server_file("listen = \"127.0.0.1:1\"\nlog_level = \"debug\"").unwrap();
        let flags = ServerFile {
            listen: Some("127.0.0.1:2".parse().unwrap()),
            ..ServerFile::default()
        };
        let config = flags.or(file).settle(Path::new("/data"), None);
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.log_level, LogLevel::Debug);
        assert_eq!(config.database, "sqlite:///data/kindred.db");
        assert_eq!(config.log_format, LogFormat::Text);
    }
}
