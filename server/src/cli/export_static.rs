//! `kindred export --static`: a site's groups as files for any web space.

use std::{
    collections::BTreeSet,
    fs,
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

/// Writes all pages; says how many groups there are.
pub async fn write(state: &AppState, slug: &str, folder: &Path) -> anyhow::Result<usize> {
    let told = |refusal: Refusal| anyhow!(refusal.code().title());
    let site = state.site(slug).await.map_err(told)?;
    let snapshot = state.catalogue(slug).await.map_err(told)?;
    let mut groups = Vec::new();
    let mut out = Folder::new(folder);
    for group in snapshot.groups() {
        let page = state.group_page(&snapshot, &group.slug).await;
        groups.extend(page.map_err(told)?.map(without_form));
        let stored = state.store.find_group(&site.id, &group.slug).await?;
        if let Some(event) = stored.and_then(|stored| calendars::event(slug, &stored)) {
            let calendar = ical::calendar(&group.name, &[event]);
            out.put(&format!("calendars/{}.ics", group.slug), &calendar)?;
        }
    }
    out.put("style.css", &plain_style(&site, Sheet::Finder))?;
    data(&mut out, &site, &snapshot, &groups)?;
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
            calendar: (format!("{root}calendars/"), ".ics".to_owned()),
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
        let path = self.path.join(name);
        let beside = self.path.join(format!("{name}.part"));
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(self.path))?;
            fs::write(&beside, content)?;
            fs::rename(&beside, &path)
        };
        write().with_context(|| path.display().to_string())?;
        self.written.insert(name.to_owned());
        Ok(())
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
