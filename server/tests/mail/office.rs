//! A server with a site, an outbox and a way out for letters.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use server::{
    AppState, Parts,
    catalogues::Catalogues,
    clock::{Chance, Clock},
    config::Sites,
    domain::letter::Letter,
    notify::{MailState, Mailer, letters::Letterhead, send_due},
    seal::Sealer,
    store::{SiteId, Store},
};
use tempfile::TempDir;

use crate::samples::to_ana;

/// Monday 5 January 2026, noon in Chicago.
pub const NOW: i64 = 1_767_636_000_000;
/// The sealer's key, base64.
pub const KEY: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
pub const MINUTE: i64 = 60_000;

const SITE: &str = r#"
name = { en = "Riverside Cancer Care", es = "Riverside, Atención al Cáncer" }
languages = ["en", "es"]
time_zone = "America/Chicago"
privacy_url = "https://riverside.example.org/privacy"
[contact]
phone = "708-555-0100"
email = "groups@riverside.example.org"
[join]
controller = "Riverside Cancer Care, 1 River Road"
staff_email = "staff@riverside.example.org"
"#;

/// A process that ends with the test at the latest, by a signal that nobody can hear.
pub struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub struct Office {
    pub state: AppState,
    pub site: SiteId,
    pub folder: Arc<TempDir>,
    pub now: Arc<AtomicI64>,
}

impl Office {
    pub async fn through(url: &str) -> Self {
        let url = url.parse().unwrap();
        Self::with(Mailer::smtp(&url, "groups.example.org", None).unwrap()).await
    }

    pub async fn with(mailer: Mailer) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let sites = folder.path().join("sites");
        fs::create_dir(&sites).unwrap();
        fs::write(sites.join("riverside.toml"), SITE).unwrap();
        Self::in_folder(folder, mailer, Arc::new(AtomicI64::new(NOW))).await
    }

    /// Changes the site's file, and waits until it counts.
    pub async fn change_site(&self, from: &str, to: &str) {
        let path = self.folder.path().join("sites/riverside.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(path, text.replacen(from, to, 1)).unwrap();
        let later = self.now.fetch_add(MINUTE, Ordering::Relaxed) + MINUTE;
        let sites = &self.state.sites;
        sites.look(&self.state.store, later).await.unwrap();
    }

    /// Another process on the same database, with the same clock.
    pub async fn beside(&self, mailer: Mailer) -> Self {
        Self::in_folder(self.folder.clone(), mailer, self.now.clone()).await
    }

    async fn in_folder(folder: Arc<TempDir>, mailer: Mailer, now: Arc<AtomicI64>) -> Self {
        let told = now.clone();
        let clock = Clock::from_fn(move || told.load(Ordering::Relaxed));
        let chance = Chance::system();
        let url = format!("sqlite://{}", folder.path().join("kindred.db").display());
        let sealer = Sealer::from_base64(KEY, chance.clone()).unwrap();
        let store = Store::open(&url, sealer, chance.clone()).await.unwrap();
        let store = store.with_mail_domain("example.org");
        let sites = Sites::in_folder(folder.path().join("sites"));
        sites.look(&store, NOW).await.unwrap();
        let site = store.find_site("riverside").await.unwrap().unwrap();
        let from = "groups@example.org".parse().unwrap();
        let public_url = "https://groups.example.org".parse().unwrap();
        let state = AppState::from(Parts {
            store,
            sites,
            catalogues: Catalogues::default(),
            erasures: server::erasures::ErasureLog::open(&folder.path().join("erasures.log"))
                .unwrap(),
            gate: server::gate::Gate::new(Vec::new(), chance.clone()),
            tally: server::insight::Tally::default(),
            public_url: None,
            mail: MailState::new(mailer, &from, public_url),
            clock,
            chance,
            assets: folder.path().join("assets"),
            examples: None,
        });
        Self {
            state,
            site,
            folder,
            now,
        }
    }

    /// A real server on the same database, with these flags beside those that mail needs.
    pub fn serve(&self, smtp: &str, flags: &[&str]) -> Killed {
        let process = Command::new(env!("CARGO_BIN_EXE_kindred"))
            .env_clear()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(["--mail-from", "groups@example.org"])
            .args(["--public-url", "https://groups.example.org"])
            .args(flags)
            .env("KINDRED_DATA", self.folder.path())
            .env("KINDRED_KEY", KEY)
            .env("KINDRED_SMTP", smtp)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Killed(process.unwrap())
    }

    pub async fn write(&self, language: &str, letter: Letter) {
        let letter = to_ana(language, letter);
        let now = self.now.load(Ordering::Relaxed);
        let added = self.state.store.add_letter(&self.site, &letter, now);
        assert!(added.await.unwrap());
    }

    /// What the site adds to its letters.
    pub fn letterhead(&self, language: &str) -> Letterhead {
        let site = self.state.sites.find_by_id(&self.site).unwrap();
        Letterhead::of(&site.config, language)
    }

    /// Sends what is due; answers how many letters it took.
    pub async fn work(&self) -> usize {
        send_due(&self.state).await.unwrap()
    }

    pub fn wait_ms(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::Relaxed);
    }

    /// Letters that wait, went and were given up.
    pub async fn counts(&self) -> (i64, i64, i64) {
        let counts = self.state.store.count_letters().await.unwrap();
        (counts.waiting, counts.sent, counts.dead)
    }

    /// Whether the database's files have this text in their bytes.
    pub fn database_has(&self, text: &str) -> bool {
        let files = fs::read_dir(self.folder.path()).unwrap();
        let database = files.map(|file| file.unwrap().path()).filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with("kindred.db"))
        });
        let has = |path: &Path| {
            let bytes = fs::read(path).unwrap();
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        database.into_iter().any(|path| has(&path))
    }
}
