//! What a page is made from, and what of it has changed since the page was drawn.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use crate::config::Config;
use crate::load::draft::Target;
use crate::model::{BrandId, Catalogue};
use crate::pipeline::Snapshot;
use crate::pipeline::last::Last;
use crate::plan::key::{self, Base, Census};
use crate::plan::route::{self, Form};
use crate::plan::{self, List, PageKind, Planned, Unit};
use crate::render::theme::Theme;
use crate::text;
use crate::view;
use crate::view::site::Site;

/// The answer to `haopin why`.
#[derive(Debug, Serialize)]
pub struct Why {
    /// File below the output folder.
    pub file: String,
    /// What is drawn and kept together with it, by name.
    pub unit: String,
    /// Template and what it includes, where it is a page.
    pub templates: Vec<String>,
    /// Files that this page alone is made from.
    pub files: Vec<String>,
    /// Records of others that it shows or links to.
    pub others: Vec<String>,
    /// Files that every page is made from.
    pub everywhere: Vec<String>,
    pub state: State,
}

/// How the page stands to the last build.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It stands as the content has it.
    Current,
    /// Never drawn into this folder.
    Undrawn,
    /// The next build draws it, because these have changed: `own`, `others`, a part of what all pages share, or `output`: its
    /// files do not stand as they were left.
    Stale(Vec<String>),
}

/// Explains an address: absolute, from the root of the site, or a file of it. `None` where nothing is made there.
pub fn of(snapshot: &Snapshot, config: &Config, theme: &Theme, out: &Path, address: &str) -> Option<Why> {
    let catalogue = &snapshot.catalogue;
    let file = file_of(config, address);
    let last = Last::load(&snapshot.memo, out);
    let units = plan::units(catalogue, config);
    let (unit, page) = find(&units, catalogue, config, &last, &file)?;
    let name = key::name(unit, catalogue);
    let site = Site { catalogue, config, form: Form::Web };
    let templates = page.map(|page| theme.templates_of(view::of(&site, &page).0.kind)).unwrap_or_default();
    let base = Base::of(catalogue, config, snapshot.memo.version, theme.digest, &last.form);
    let key = key::of(unit, catalogue, config, &Census::of(catalogue));
    let state = match last.units.iter().find(|made| made.name == name) {
        None => State::Undrawn,
        Some(made) => {
            let mut changed: Vec<String> = base
                .parts
                .iter()
                .filter(|part| !last.base.parts.contains(part))
                .map(|(name, _)| name.clone())
                .collect();
            changed.extend((made.key.own != key.own).then(|| "own".to_owned()));
            changed.extend((made.key.others != key.others).then(|| "others".to_owned()));
            let stands = || made.files.iter().all(|path| last.standing.stands(out, path));
            changed.extend((changed.is_empty() && !stands()).then(|| "output".to_owned()));
            if changed.is_empty() { State::Current } else { State::Stale(changed) }
        }
    };
    let (files, others) = made_from(snapshot, config, unit);
    Some(Why { file, unit: name, templates, files, others, everywhere: everywhere(snapshot, config), state })
}

/// The page whose address is nearest to one that leads nowhere.
pub fn nearest(snapshot: &Snapshot, config: &Config, address: &str) -> Option<String> {
    let file = file_of(config, address);
    let units = plan::units(&snapshot.catalogue, config);
    let pages = units.iter().flat_map(|unit| plan::pages(unit, &snapshot.catalogue, config));
    let files: Vec<String> = pages.map(|page| route::file(config, page.locale, &page.path)).collect();
    let near = text::closest(&file, files.iter().map(String::as_str))?;
    Some(near.strip_suffix("index.html").unwrap_or(near).to_owned())
}

/// File of an address, below the output folder.
fn file_of(config: &Config, address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix(config.url.as_str()).unwrap_or(path);
    let path = path.strip_prefix(config.base.as_str()).unwrap_or(path).trim_start_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else if last.contains('.') {
        path.to_owned()
    } else {
        format!("{path}/index.html")
    }
}

/// The unit that makes a file, and the page that it is.
fn find<'u>(
    units: &'u [Unit],
    catalogue: &Catalogue,
    config: &Config,
    last: &Last,
    file: &str,
) -> Option<(&'u Unit, Option<Planned>)> {
    for unit in units {
        let pages = plan::pages(unit, catalogue, config).into_iter();
        let mut pages = pages.filter(|page| route::file(config, page.locale, &page.path) == file);
        if let Some(page) = pages.next() {
            return Some((unit, Some(page)));
        }
        if let (Unit::Brand(id), Some(rest)) = (unit, file.strip_prefix("b/"))
            && rest.strip_suffix("/index.html") == Some(catalogue.outline(*id).slug.as_str())
        {
            return Some((unit, None));
        }
    }
    let made = last.units.iter().find(|made| made.files.iter().any(|own| own == file))?;
    Some((units.iter().find(|unit| key::name(unit, catalogue) == made.name)?, None))
}

/// Files of a unit's own, and records of others.
fn made_from(snapshot: &Snapshot, config: &Config, unit: &Unit) -> (Vec<String>, Vec<String>) {
    let catalogue = &snapshot.catalogue;
    let brands = |ids: &[BrandId]| -> Vec<String> {
        ids.iter().map(|id| format!("brand:{}", catalogue.outline(*id).slug)).collect()
    };
    let slice = |members: &[BrandId], page: usize| {
        let from = (page - 1) * config.page_size;
        brands(members.get(from..(from + config.page_size).min(members.len())).unwrap_or(&[]))
    };
    let all: Vec<BrandId> = catalogue.ids().collect();
    match unit {
        Unit::Brand(id) => of_brand(snapshot, *id),
        Unit::Page(PageKind::Brands(page)) => (Vec::new(), slice(&all, *page)),
        Unit::Page(PageKind::Industry(at, page)) => (Vec::new(), slice(&catalogue.industries[*at], *page)),
        Unit::Page(PageKind::District(at, page)) => (Vec::new(), slice(&catalogue.districts[*at], *page)),
        Unit::Page(PageKind::Honour(at, page)) => (Vec::new(), slice(&catalogue.honours[*at], *page)),
        Unit::Page(PageKind::Batch(at, page)) => (Vec::new(), slice(&catalogue.batches[*at], *page)),
        Unit::Page(PageKind::Story(at)) => of_text(&catalogue.stories[*at]),
        Unit::Page(PageKind::Text(at)) => of_text(&catalogue.pages[*at]),
        Unit::Page(PageKind::Source(source)) => {
            let rests = |id: &BrandId| catalogue.outline(*id).uses.iter().any(|(used, _)| used == source);
            (Vec::new(), brands(&all.into_iter().filter(rests).collect::<Vec<_>>()))
        }
        Unit::Page(PageKind::Data | PageKind::Missing)
        | Unit::List(List::Robots | List::Sources)
        | Unit::Theme => (Vec::new(), Vec::new()),
        Unit::Page(PageKind::Home | PageKind::Stories) => {
            let stories = catalogue.stories.iter().flat_map(|story| story.files.iter().cloned());
            (stories.collect(), brands(&all))
        }
        Unit::Page(_) | Unit::List(_) => (Vec::new(), brands(&all)),
    }
}

fn of_brand(snapshot: &Snapshot, id: BrandId) -> (Vec<String>, Vec<String>) {
    let outline = snapshot.catalogue.outline(id);
    let folder = format!("content/brands/{}/", outline.slug);
    let files = snapshot.shelf.tree.below(&folder).map(|entry| entry.path.clone()).collect();
    let related = snapshot.catalogue.related(id).into_iter();
    let related = related.map(|id| format!("brand:{}", snapshot.catalogue.outline(id).slug));
    let links = outline.links.iter().map(|(target, name)| reference(*target, name));
    (files, related.chain(links).collect::<BTreeSet<_>>().into_iter().collect())
}

fn of_text(page: &crate::load::page::Page) -> (Vec<String>, Vec<String>) {
    let links = page.versions.iter().flatten().flat_map(|version| version.prose.links());
    let links: BTreeSet<String> = links.map(|(target, name)| reference(target, name)).collect();
    let pictures = page.pictures.iter().map(|picture| picture.path.clone());
    (page.files.iter().cloned().chain(pictures).collect(), links.into_iter().collect())
}

/// A record as content names it: `product:inspur/nf5688m6`.
fn reference(target: Target, name: &str) -> String {
    format!("{}:{name}", format!("{target:?}").to_lowercase())
}

fn everywhere(snapshot: &Snapshot, config: &Config) -> Vec<String> {
    let tree = &snapshot.shelf.tree;
    let theme = format!("themes/{}/", config.theme);
    let theme = tree.below(&theme).next().map_or_else(
        || format!("themes/{} (built in)", config.theme),
        |_| format!("themes/{}/", config.theme),
    );
    let shared = ["site/site.yaml", "content/sources.yaml"].into_iter().map(str::to_owned);
    let folders = ["content/vocabulary/", "content/programme/"]
        .into_iter()
        .flat_map(|folder| tree.below(folder).map(|entry| entry.path.clone()).collect::<Vec<_>>());
    let there = |path: &String| tree.files.contains_key(path);
    shared.chain(folders).filter(there).chain([theme]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::TextFile;

    #[test]
    fn an_address_leads_to_its_file() {
        let text = "title: x\nurl: https://a.example/cat\n".to_owned();
        let file = TextFile { path: "site/site.yaml".into(), text };
        let config = crate::config::read(&file, &mut Vec::new()).expect("it is enough");
        for (address, expected) in [
            ("https://a.example/cat/brands/x/", "brands/x/index.html"),
            ("/cat/en/", "en/index.html"),
            ("/brands/x", "brands/x/index.html"),
            ("brands/x/index.html", "brands/x/index.html"),
            ("/", "index.html"),
            ("", "index.html"),
            ("/cat/404.html", "404.html"),
            ("/brands/x/?q=1#story", "brands/x/index.html"),
        ] {
            assert_eq!(file_of(&config, address), expected, "{address}");
        }
    }
}
