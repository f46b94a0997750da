//! The sites that are served: every good file of the `sites` folder, read again when it changes.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering},
    },
    time::SystemTime,
};

use super::{
    shelf_folder::{OwnShelf, ShelfProblems, shelf_of, stamp_of},
    shipped_shelf::shipped_shelf,
    site::{SiteConfig, read_site_file},
    site_layers::{OwnFile, Settings},
    toml_file::Finding,
};
use crate::{
    answer::Rendered,
    domain::shelf::Shelf,
    problems::Refusal,
    store::{SiteId, Store, StoreError},
};

/// How often the folder is looked at while requests come, ms.
const LOOK_AGAIN_AFTER: i64 = 1_000;
/// Larger files are no site files, bytes.
const LARGEST_FILE: u64 = 1 << 20;

/// A site that is served.
#[derive(Debug)]
pub struct ActiveSite {
    /// Unique on this server: the file's name without its ending.
    pub slug: String,
    /// Its id in the database.
    pub id: SiteId,
    /// What its file says, and what its coordinators set below that.
    pub config: SiteConfig,
    /// Its file by itself.
    pub own_file: OwnFile,
    /// What its staff can read and use.
    pub shelf: Shelf,
    /// What lies in its own folder of it.
    own_shelf: OwnShelf,
    /// What members see of it, by language and whether with the crisis lines of every country;
    /// made when first asked for.
    bodies: Mutex<HashMap<(String, bool), Arc<Rendered>>>,
    /// Style sheets in its theme, by their names; likewise.
    sheets: Mutex<HashMap<&'static str, Arc<Rendered>>>,
}

impl ActiveSite {
    /// A site with nothing rendered yet.
    pub fn new(
        slug: String,
        id: SiteId,
        (config, own_file): (SiteConfig, OwnFile),
        own_shelf: OwnShelf,
    ) -> Self {
        let (own, hidden) = (own_shelf.texts(), &config.shelf.hide);
        Self {
            slug,
            id,
            shelf: Shelf::new(shipped_shelf(), &own, hidden, &config.languages),
            own_shelf,
            config,
            own_file,
            bodies: Mutex::default(),
            sheets: Mutex::default(),
        }
    }

    /// What members see of the site, in the language nearest to `asked`.
    pub fn rendered(
        &self,
        asked: Option<&str>,
        every_country: bool,
    ) -> Result<Arc<Rendered>, Refusal> {
        let language = self.config.language_for(asked);
        let mut bodies = self.bodies.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (language.to_owned(), every_country);
        if let Some(body) = bodies.get(&key) {
            return Ok(body.clone());
        }
        let answer = self.config.answer(&self.slug, asked, every_country);
        let body = Arc::new(Rendered::json(&answer)?.tightly());
        bodies.insert(key, body.clone());
        Ok(body)
    }

    /// A style sheet in the site's theme, made when it is first asked for.
    pub fn sheet(&self, name: &'static str, make: impl FnOnce() -> Rendered) -> Arc<Rendered> {
        let mut sheets = self.sheets.lock().unwrap_or_else(PoisonError::into_inner);
        let sheet = sheets.entry(name).or_insert_with(|| Arc::new(make()));
        sheet.clone()
    }
}

/// All sites of a server.
#[derive(Debug)]
pub struct Sites {
    folder: PathBuf,
    /// Where this server is found, as far as it knows: there it shows privacy notices.
    server: Option<String>,
    known: RwLock<Known>,
    looked_at: AtomicI64,
    looking: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Known {
    sites: HashMap<String, Arc<ActiveSite>>,
    /// What each file looked like when it was last read.
    stamps: HashMap<String, Stamp>,
    /// What coordinators set in the console, by site.
    settings: HashMap<String, Settings>,
    /// What is wrong with files, by their names.
    problems: BTreeMap<String, String>,
}

/// When the file was changed, its length, the stamp of its shelf, and the version of the console's settings.
type Stamp = (Option<SystemTime>, u64, u64, i64);

impl Sites {
    /// The sites of a folder, none read yet; the folder may be missing.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            folder,
            server: None,
            known: RwLock::default(),
            looked_at: AtomicI64::new(i64::MIN),
            looking: tokio::sync::Mutex::default(),
        }
    }

    /// The same on a server of this address, without a slash at its end.
    #[must_use]
    pub fn at(self, server: Option<String>) -> Self {
        Self { server, ..self }
    }

    /// A served site. Looks at the folder first when the last look is a second old.
    pub async fn find(
        &self,
        slug: &str,
        store: &Store,
        now: i64,
    ) -> Result<Option<Arc<ActiveSite>>, StoreError> {
        self.look(store, now).await?;
        Ok(self.read(|known| known.sites.get(slug).cloned()))
    }

    /// A served site by its id in the database.
    pub fn find_by_id(&self, id: &SiteId) -> Option<Arc<ActiveSite>> {
        self.read(|known| known.sites.values().find(|site| site.id == *id).cloned())
    }

    /// Every served site, by slug.
    pub fn list(&self) -> Vec<Arc<ActiveSite>> {
        let mut sites: Vec<_> = self.read(|known| known.sites.values().cloned().collect());
        sites.sort_by(|a, b| a.slug.cmp(&b.slug));
        sites
    }

    /// What is wrong with which file; a site whose file broke is served as it last was.
    pub fn problems(&self) -> BTreeMap<String, String> {
        self.read(|known| known.problems.clone())
    }

    /// What is wrong with the files of one site.
    pub fn problems_of(&self, slug: &str) -> Vec<(String, String)> {
        let (file, folder) = (format!("{slug}.toml"), format!("{slug}/"));
        let own = |name: &String| *name == file || name.starts_with(&folder);
        let all = self.problems();
        all.into_iter().filter(|(name, _)| own(name)).collect()
    }

    /// Reads what changed in the folder and in the console, unless somebody did within the last second or is at it.
    pub async fn look(&self, store: &Store, now: i64) -> Result<(), StoreError> {
        let due = |last: i64| now.saturating_sub(last) >= LOOK_AGAIN_AFTER || now < last;
        if !due(self.looked_at.load(Ordering::Acquire)) {
            return Ok(());
        }
        let Ok(_looking) = self.looking.try_lock() else {
            return Ok(());
        };
        self.read_anew(store, now).await
    }

    /// The same at once, after whoever is at it: somebody has changed something here.
    pub async fn look_at_once(&self, store: &Store, now: i64) -> Result<(), StoreError> {
        let _looking = self.looking.lock().await;
        self.read_anew(store, now).await
    }

    async fn read_anew(&self, store: &Store, now: i64) -> Result<(), StoreError> {
        // What is served is served on without the database, too.
        if let Err(error) = self.read_settings(store).await {
            tracing::warn!(%error, "settings of the console could not be read");
        }
        let seen = self.read(|known| {
            let shelves = known.sites.iter();
            let shelves = shelves.map(|(slug, site)| (slug.clone(), site.own_shelf.clone()));
            Seen {
                stamps: known.stamps.clone(),
                shelves: shelves.collect(),
                settings: known.settings.clone(),
            }
        });
        let folder = self.folder.clone();
        let changes = tokio::task::spawn_blocking(move || changes(&folder, seen)).await;
        let changes = changes.unwrap_or_default();
        for (file, change) in changes {
            self.take(&file, change, store, now).await?;
        }
        self.looked_at.store(now, Ordering::Release);
        Ok(())
    }

    /// Fetches what coordinators, perhaps of another instance, have set since.
    async fn read_settings(&self, store: &Store) -> Result<(), StoreError> {
        let in_force = store.list_settings_in_force().await?;
        let is_there = |slug: &String| in_force.iter().any(|(there, _)| there == slug);
        self.write(|known| known.settings.retain(|slug, _| is_there(slug)));
        for (slug, version) in in_force {
            let known = self.read(|known| known.settings.get(&slug).map(|one| one.version));
            if known == Some(version) {
                continue;
            }
            let Some(site) = store.find_site(&slug).await? else {
                continue;
            };
            if let Some((version, text)) = store.find_settings_in_force(&site).await? {
                let settings = Settings { version, text };
                self.write(|known| known.settings.insert(slug, settings));
            }
        }
        Ok(())
    }

    async fn take(
        &self,
        file: &str,
        change: Change,
        store: &Store,
        now: i64,
    ) -> Result<(), StoreError> {
        let slug = file.trim_end_matches(".toml").to_owned();
        match change {
            Change::Gone => self.write(|known| {
                known.sites.remove(&slug);
                known.stamps.remove(file);
                known.forget_problems(file, &slug);
                tracing::info!(site = slug, "the site's file is gone: it is served no more");
            }),
            Change::Read(stamp, Ok(read)) => {
                let id = store.add_site(&slug, now).await?;
                if let Some(first) = &read.config.guidelines {
                    let settled = first.clone().settled(&read.config.languages);
                    store.publish_first_guidelines(&id, &settled, now).await?;
                }
                let Read {
                    mut config,
                    own_file,
                    settings_problem,
                    shelf,
                    shelf_problems,
                } = *read;
                let server = self.server.as_ref();
                config.notice_at = server.map(|server| format!("{server}/s/{slug}/privacy"));
                let site = ActiveSite::new(slug.clone(), id, (config, own_file), shelf);
                self.write(|known| {
                    known.stamps.insert(file.to_owned(), stamp);
                    known.forget_problems(file, &slug);
                    known.note_shelf(&slug, &shelf_problems);
                    known.serve(file, site, settings_problem);
                });
                tracing::info!(site = slug, "the site's file was read");
            }
            Change::Read(stamp, Err(problem)) => {
                tracing::warn!(
                    file,
                    problem,
                    "a site's file is broken: its last good state serves"
                );
                self.write(|known| {
                    known.stamps.insert(file.to_owned(), stamp);
                    known.problems.insert(file.to_owned(), problem);
                });
            }
        }
        Ok(())
    }

    fn read<T>(&self, look: impl FnOnce(&Known) -> T) -> T {
        look(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, change: impl FnOnce(&mut Known) -> T) -> T {
        change(&mut self.known.write().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Known {
    /// Serves a site as it was read now; one whose settings do not fit its file as it last was, but for its file,
    /// against which new settings are held. Without a last good state it is served as far as it fits.
    fn serve(&mut self, file: &str, site: ActiveSite, settings_problem: Option<String>) {
        let slug = site.slug.clone();
        let Some(problem) = settings_problem else {
            self.sites.insert(slug, Arc::new(site));
            return;
        };
        tracing::warn!(
            file,
            problem,
            "what the console sets does not fit the site's file"
        );
        self.problems.insert(file.to_owned(), problem);
        let site = match self.sites.get(&slug) {
            None => site,
            Some(former) => {
                let (config, own_file) = (former.config.clone(), site.own_file);
                ActiveSite::new(slug.clone(), site.id, (config, own_file), site.own_shelf)
            }
        };
        self.sites.insert(slug, Arc::new(site));
    }

    /// What was wrong with a site's file and its shelf.
    fn forget_problems(&mut self, file: &str, slug: &str) {
        let folder = format!("{slug}/shelf/");
        self.problems
            .retain(|name, _| name != file && !name.starts_with(&folder));
    }

    fn note_shelf(&mut self, slug: &str, problems: &ShelfProblems) {
        for (path, findings) in problems {
            let file = format!("{slug}/shelf/{}", path.display());
            let problem = joined(findings);
            tracing::warn!(
                file,
                problem,
                "a text of the shelf is broken: its last good state serves"
            );
            self.problems.insert(file, problem);
        }
    }
}

/// What happened to a file since it was last read.
enum Change {
    Gone,
    Read(Stamp, Result<Box<Read>, String>),
}

/// A site as its files say it.
struct Read {
    /// With what coordinators set, as far as that fits the file.
    config: SiteConfig,
    own_file: OwnFile,
    settings_problem: Option<String>,
    shelf: OwnShelf,
    shelf_problems: ShelfProblems,
}

/// What was seen of the folder: stamps by file, shelves and settings by site.
struct Seen {
    stamps: HashMap<String, Stamp>,
    shelves: HashMap<String, OwnShelf>,
    settings: HashMap<String, Settings>,
}

/// Compares the folder with what was seen of it.
fn changes(folder: &Path, seen: Seen) -> Vec<(String, Change)> {
    let Seen {
        stamps: mut seen,
        shelves,
        settings,
    } = seen;
    let mut changes = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(file) = entry.file_name().into_string() else {
            continue;
        };
        // Editors leave hidden copies beside the file.
        if Path::new(&file).extension() != Some("toml".as_ref()) || file.starts_with('.') {
            continue;
        }
        let Ok(about) = fs::metadata(entry.path()) else {
            continue;
        };
        let shelf = shelf_of(&entry.path());
        let slug = file.trim_end_matches(".toml");
        let settings = settings.get(slug);
        let version = settings.map_or(0, |settings| settings.version);
        let stamp = (
            about.modified().ok(),
            about.len(),
            stamp_of(&shelf),
            version,
        );
        if seen.remove(&file) != Some(stamp) {
            let before = shelves.get(slug);
            let read = read_file(&entry.path(), &file, about.len()).map(|(alone, own_file)| {
                let (shelf, shelf_problems) = OwnShelf::read(&shelf, before);
                let (config, settings_problem) =
                    settings.map_or((None, None), |one| own_file.with(one));
                let config = config.unwrap_or(alone);
                Box::new(Read {
                    config,
                    own_file,
                    settings_problem,
                    shelf,
                    shelf_problems,
                })
            });
            changes.push((file, Change::Read(stamp, read)));
        }
    }
    changes.extend(seen.into_keys().map(|file| (file, Change::Gone)));
    changes
}

fn read_file(path: &Path, file: &str, length: u64) -> Result<(SiteConfig, OwnFile), String> {
    if !is_slug(file.trim_end_matches(".toml")) {
        return Err("a site's file is named by its slug: a-z, 0-9 and -, at most 80".to_owned());
    }
    if length > LARGEST_FILE {
        return Err("larger than any site file".to_owned());
    }
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => "not UTF-8 text".to_owned(),
        _ => error.to_string(),
    })?;
    let config = read_site_file(&text).map_err(|findings| joined(&findings))?;
    Ok((config, OwnFile::of(&text)))
}

fn joined(findings: &[Finding]) -> String {
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    said.join("; ")
}

/// Whether a text can be a site's or a group's slug: `[a-z0-9-]{1,80}`.
pub fn is_slug(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=80).contains(&text.len()) && text.bytes().all(fits)
}
