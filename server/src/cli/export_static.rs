//! `kindred export --static`: a site's groups as files for any web space.

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::{Component, Path},
};

use anyhow::{Context, anyhow};
use api_types::GroupPage;
use catalogue::Query;
use serde::Serialize;
use widgets::pages::{Sheet, Ways};

use crate::{
    AppState, calendars,
    catalogues::Snapshot,
    config::ActiveSite,
    feeds::ical,
    pages::{Links, ListShown, Teller, plain_style},
    problems::Refusal,
};

/// The file in which what was written stands, a path a line: next time what is not written anew goes, and nothing
/// else of the folder is ours.
const WRITTEN: &str = "data/written.txt";

/// The widgets' loader, which stands where it is asked to look for everything else.
pub const LOADER: &str = "kindred.js";

/// Writes all pages, and the finder with what it asks for where its built files are in `assets`; says how many
/// groups there are.
pub async fn write(
    state: &AppState,
    slug: &str,
    assets: &Path,
    folder: &Path,
) -> anyhow::Result<usize> {
    let told = |refusal: Refusal| anyhow!(refusal.code().title());
    let site = state.site(slug).await.map_err(told)?;
    let snapshot = state.catalogue(slug).await.map_err(told)?;
    let loader = fs::read_to_string(assets.join(LOADER)).ok();
    let mut groups = Vec::new();
    let mut out = Folder::new(folder);
    for group in snapshot.groups() {
        let page = state.group_page(&snapshot, &group.slug).await;
        groups.extend(page.map_err(told)?.map(without_form));
        let stored = state.store.find_group(&site.id, &group.slug).await?;
        let stored = stored.filter(|_| site.config.features.calendar);
        if let Some(event) = stored.and_then(|stored| calendars::event(slug, &stored)) {
            let calendar = ical::calendar(&group.name, &[event]);
            out.put(&format!("calendars/{}.ics", group.slug), &calendar)?;
            if loader.is_some() {
                let beside = asked_of(slug, &group.slug);
                out.put(&format!("{beside}/calendar.ics"), &calendar)?;
            }
        }
    }
    out.put("style.css", &plain_style(&site, Sheet::Finder))?;
    data(&mut out, &site, &snapshot, &groups)?;
    if let Some(loader) = loader {
        finder(&mut out, &loader, assets)?;
        answers(&mut out, &site, &snapshot, &groups)?;
    }
    let now = state.clock.now();
    for language in &site.config.languages {
        pages(
            &mut out,
            &Teller::new(&site, language, now),
            &site,
            &snapshot,
            &groups,
        )?;
    }
    out.finish()?;
    Ok(groups.len())
}

/// Nobody is there to answer a form.
fn without_form(page: GroupPage) -> GroupPage {
    GroupPage {
        without_form: true,
        ..page
    }
}

/// What the API would answer.
fn data(
    out: &mut Folder<'_>,
    site: &ActiveSite,
    snapshot: &Snapshot,
    groups: &[GroupPage],
) -> anyhow::Result<()> {
    for language in &site.config.languages {
        let told = site.config.answer(&site.slug, Some(language), true);
        out.put(&format!("data/site.{language}.json"), &json(&told)?)?;
    }
    let all = snapshot.page(snapshot.search(&Query::default()), 0, usize::MAX);
    out.put("data/groups.json", &json(&all)?)?;
    for page in groups {
        let path = format!("data/groups/{}.json", page.group.slug);
        out.put(&path, &json(page)?)?;
    }
    Ok(())
}

fn json(value: &impl Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// The finder's program, as it is built.
fn finder(out: &mut Folder<'_>, loader: &str, assets: &Path) -> anyhow::Result<()> {
    let folder = assets.join("assets");
    let files = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    for file in files {
        let path = file?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.unwrap_or_default();
        // Files of a former build may lie beside those that this loader knows.
        let mut parts = name.split('.');
        let (program, hash) = (parts.next(), parts.next().unwrap_or_default());
        let is_wanted = matches!(program, Some("finder" | "aside")) && loader.contains(hash);
        // How a web space packs what it sends is its own affair.
        let kind = path.extension();
        let is_packed = kind.is_some_and(|kind| kind == "br" || kind == "gz");
        if is_wanted && !is_packed {
            let content = fs::read(&path).with_context(|| path.display().to_string())?;
            out.put_bytes(&format!("assets/{name}"), &content)?;
        }
    }
    out.put(LOADER, loader)
}

/// What the finder asks for, at the API's own addresses: folders whose `index.html` is JSON. In one language, since
/// a web space hears no question; and with everything in one answer, so that nothing more is asked.
fn answers(
    out: &mut Folder<'_>,
    site: &ActiveSite,
    snapshot: &Snapshot,
    groups: &[GroupPage],
) -> anyhow::Result<()> {
    let mut config = site.config.clone();
    // Nobody is there to tell where a place is.
    config.features.near = false;
    let told = config.answer(&site.slug, None, true);
    let address = format!("v1/sites/{}", site.slug);
    let mut answer = |address: &str, json: &str| {
        // Some web spaces call it HTML: it is to be none.
        let json = json.replace('<', "\\u003c");
        out.put(&format!("{address}/index.html"), &json)
    };
    answer(&address, &json(&told)?)?;
    let all = snapshot.page(snapshot.search(&Query::default()), 0, usize::MAX);
    answer(&format!("{address}/groups"), &json(&all)?)?;
    for page in groups {
        answer(&asked_of(&site.slug, &page.group.slug), &json(page)?)?;
    }
    Ok(())
}

/// Where a widget asks for a group.
fn asked_of(site: &str, group: &str) -> String {
    format!("v1/sites/{site}/groups/{group}")
}

/// The pages in one language: the first in the folder itself, each other in a folder of its own.
fn pages(
    out: &mut Folder<'_>,
    teller: &Teller,
    site: &ActiveSite,
    snapshot: &Snapshot,
    groups: &[GroupPage],
) -> anyhow::Result<()> {
    let query = Query::default();
    let found = snapshot.page(snapshot.search(&query), 0, usize::MAX);
    let shown = ListShown {
        query: &query,
        found: &found,
        facets: None,
        page: (1, 1),
    };
    let home = home(site, teller.language());
    let list = teller.list(&shown, &links(site, &home, "index.html"));
    out.put(&format!("{home}index.html"), &list)?;
    for page in groups {
        let file = format!("groups/{}.html", page.group.slug);
        let html = teller.group(page, None, &links(site, &home, &file));
        out.put(&format!("{home}{file}"), &html)?;
    }
    Ok(())
}

/// The folder of a language, with a slash at its end where it has one of its own.
fn home(site: &ActiveSite, language: &str) -> String {
    if site
        .config
        .languages
        .first()
        .is_none_or(|first| first == language)
    {
        String::new()
    } else {
        format!("{language}/")
    }
}

/// Where things are, as seen from a file of a language's folder.
fn links(site: &ActiveSite, home: &str, file: &str) -> Links {
    let up = |path: &str| "../".repeat(path.matches('/').count());
    let (own, root) = (up(file), up(&format!("{home}{file}")));
    let languages = site.config.languages.iter();
    let other = |tag: &String| format!("{root}{}{file}", self::home(site, tag));
    Links {
        ways: Ways {
            list: format!("{own}index.html"),
            group: (format!("{own}groups/"), ".html".to_owned()),
            calendar: (site.config.features.calendar)
                .then(|| (format!("{root}calendars/"), ".ics".to_owned())),
            kept: Vec::new(),
        },
        style: format!("{root}style.css"),
        languages: languages.map(|tag| (tag.clone(), other(tag))).collect(),
        list_address: None,
    }
}

/// A folder that is written anew.
struct Folder<'a> {
    path: &'a Path,
    /// Names, as seen from the folder.
    written: BTreeSet<String>,
}

impl<'a> Folder<'a> {
    fn new(path: &'a Path) -> Self {
        Self {
            path,
            written: BTreeSet::new(),
        }
    }

    /// A file, whole or not at all.
    fn put(&mut self, name: &str, content: &str) -> anyhow::Result<()> {
        self.put_bytes(name, content.as_bytes())
    }

    fn put_bytes(&mut self, name: &str, content: &[u8]) -> anyhow::Result<()> {
        self.note(name)?;
        let path = self.path.join(name);
        let beside = self.path.join(format!("{name}.part"));
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(self.path))?;
            fs::write(&beside, content)?;
            fs::rename(&beside, &path)
        };
        write().with_context(|| path.display().to_string())?;
        Ok(())
    }

    /// Remembers a name before its file is there: what is written by a run that fails is ours, too.
    fn note(&mut self, name: &str) -> anyhow::Result<()> {
        if !self.written.insert(name.to_owned()) || name == WRITTEN {
            return Ok(());
        }
        let path = self.path.join(WRITTEN);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(self.path))?;
            let mut list = fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(&path)?;
            writeln!(list, "{name}")
        };
        write().with_context(|| path.display().to_string())
    }

    /// Removes what was written before and is not any more: pages of groups that are gone, or in a language that is
    /// offered no longer.
    fn finish(mut self) -> anyhow::Result<()> {
        let before = fs::read_to_string(self.path.join(WRITTEN)).unwrap_or_default();
        for name in before.lines().filter(|name| !self.written.contains(*name)) {
            let is_below = Path::new(name)
                .components()
                .all(|part| matches!(part, Component::Normal(_)));
            let path = self.path.join(name);
            if is_below && path.is_file() {
                fs::remove_file(&path).with_context(|| path.display().to_string())?;
            }
        }
        let written: Vec<&str> = self.written.iter().map(String::as_str).collect();
        let written = written.join("\n") + "\n";
        self.put(WRITTEN, &written)
    }
}
