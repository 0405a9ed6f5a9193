//! From files to a state any page can be drawn from.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::both;
use crate::check::{self, Known, Mentions};
use crate::config::{self, Config};
use crate::diag::{self, Diagnostic};
use crate::load::draft::{Draft, Loaded};
use crate::load::page;
use crate::load::vocabulary;
use crate::memo::Memo;
use crate::model::outline::{Entry, Outline};
use crate::model::{self, Catalogue};
use crate::pipeline::shelf::{Filled, Shelf};
use crate::pipeline::{Clock, Error, Progress, Snapshot, Stage};
use crate::render::theme::Theme;
use crate::source::{self, MAX_RECORD, Tree};
use crate::yaml::read::Date;

/// The table of file digests in the memo.
const FILES: &str = "files";

/// A project whose files have been seen, not yet read.
pub struct Project {
    pub memo: Memo,
    pub tree: Tree,
    pub(super) clock: Clock,
}

/// Walks a project and digests its files; those that are as an earlier run left them are not opened.
pub fn open(root: &Path, progress: &dyn Progress) -> Result<Project, Error> {
    let mut clock = Clock::start();
    progress.stage(Stage::Scan, 0);
    let memo = Memo::open(root);
    let mut tree = source::scan(root)?;
    let (known, before): (source::Known, i128) = memo.load(FILES).unwrap_or_default();
    if tree.digest_all(&known, before) {
        memo.save(FILES, &(tree.stamps(), memo.opened));
    }
    clock.lap("scan");
    Ok(Project { memo, tree, clock })
}

/// Brings a project to a state any page can be drawn from.
///
/// Mistakes in content are `Snapshot::diagnostics`, and what they do not touch is there.
pub fn prepare(project: Project, as_of: Option<Date>, progress: &dyn Progress) -> Snapshot {
    let Project { memo, tree, mut clock } = project;
    let mut found = tree.found.clone();
    let config = settings(&tree, &mut found);
    let locales = config.as_ref().map(|config| config.locales.clone()).unwrap_or_default();
    progress.stage(Stage::Load, tree.brand_folders.len() as u64);
    let Some(config) = config else {
        diag::sort(&mut found);
        let shelf = Shelf::fill(Arc::default(), &locales, &memo, progress).shelf;
        let (catalogue, timings) = (Catalogue::empty(), clock.timings);
        return Snapshot { memo, shelf, config: None, theme: None, catalogue, diagnostics: found, timings };
    };
    let mut shared = vocabulary::load(&tree, &config.locales, &mut found);
    let pages = page::load(&tree, "content/pages/", &config.locales, &mut found);
    let stories = page::load(&tree, "content/stories/", &config.locales, &mut found);
    clock.lap("texts");
    let tree = Arc::new(tree);
    let mut of_theme = Vec::new();
    let (theme, filled) = rayon::join(
        || Theme::load(&tree, &config, &mut of_theme),
        || Shelf::fill(Arc::clone(&tree), &config.locales, &memo, progress),
    );
    let Filled { shelf, brands } = filled;
    clock.lap("load");
    progress.stage(Stage::Check, 0);
    let mentions = mentions_of_shared(&mut shared, pages.iter().chain(&stories));
    let mut entries: Vec<Entry> = Vec::with_capacity(brands.len());
    let mut drafts: Vec<Option<Draft>> = Vec::with_capacity(brands.len());
    let mut parts: Vec<Option<Loaded>> = Vec::with_capacity(brands.len());
    for (entry, loaded) in brands {
        let mut loaded = loaded;
        drafts.push(loaded.as_mut().and_then(|loaded| loaded.draft.take()));
        entries.push(entry);
        parts.push(loaded);
    }
    let names = |pages: &[page::Page]| pages.iter().map(|page| page.name.clone()).collect();
    let (names_of_pages, names_of_stories) = (names(&pages), names(&stories));
    let outlines =
        entries.iter().zip(drafts).filter_map(|(entry, draft)| Some((entry.outline.clone()?, draft)));
    let outlines: Vec<(Outline, Option<Draft>)> = outlines.collect();
    let day = as_of.or_else(|| config.as_of.clone());
    let fetch = Arc::clone(&shelf);
    let catalogue =
        model::assemble(shared, outlines, pages, stories, day, Box::new(move |outline| fetch.draft(outline)));
    clock.lap("assemble");
    let known = Known::of(&entries, names_of_pages, names_of_stories);
    let of_brands: Vec<Vec<Diagnostic>> = entries
        .par_iter()
        .zip(&parts)
        .map(|(entry, part)| of_brand(&shelf, &catalogue, &known, entry, part.as_ref()))
        .collect();
    found.extend(of_brands.into_iter().flatten());
    for part in &mentions {
        check::references(&shelf.tree, &catalogue, &known, part, &mut found);
    }
    check::home(&catalogue, &known, &config, &mut found);
    check::place::check(&shelf.tree, &mut found);
    check::address::check(&shelf.tree, &known, &config, &mut found);
    found.extend(of_theme);
    diag::sort(&mut found);
    clock.lap("check");
    Snapshot {
        memo,
        shelf,
        config: Some(config),
        theme,
        catalogue,
        diagnostics: found,
        timings: clock.timings,
    }
}

/// What was found in a brand's files, and its names that lead nowhere.
fn of_brand(
    shelf: &Shelf,
    catalogue: &Catalogue,
    known: &Known<'_>,
    entry: &Entry,
    part: Option<&Loaded>,
) -> Vec<Diagnostic> {
    let all_lead_somewhere = entry.names.iter().all(|(target, name)| known.has(catalogue, *target, name));
    if all_lead_somewhere && !entry.has_findings {
        return Vec::new();
    }
    let remembered;
    let loaded = match part {
        Some(loaded) => loaded,
        None => {
            remembered = shelf.loaded(&entry.slug);
            &remembered
        }
    };
    let mut found = loaded.found.clone();
    let mentions = Mentions { files: loaded.files.clone(), list: loaded.mentions.clone() };
    check::references(&shelf.tree, catalogue, known, &mentions, &mut found);
    found
}

fn mentions_of_shared<'p>(
    shared: &mut vocabulary::Shared,
    pages: impl Iterator<Item = &'p page::Page>,
) -> Vec<Mentions> {
    let own =
        Mentions { files: std::mem::take(&mut shared.files), list: std::mem::take(&mut shared.mentions) };
    let pages = pages.map(|page| Mentions { files: page.files.clone(), list: page.mentions.clone() });
    std::iter::once(own).chain(pages).collect()
}

fn settings(tree: &Tree, found: &mut Vec<Diagnostic>) -> Option<Config> {
    let path = "site/site.yaml";
    if !tree.files.contains_key(path) {
        found.push(
            Diagnostic::error("config/missing", both!("没有 site/site.yaml", "there is no site/site.yaml"))
                .at(diag::whole(path))
                .help(both!(
                    "用 -C 指定目录，或运行 `haopin new site 文件夹`",
                    "name the folder with -C, or run `haopin new site DIR`"
                )),
        );
        return None;
    }
    let file = tree.text(path, MAX_RECORD, found)?;
    config::read(&file, found)
}
