//! The stages in order: `prepare` reads and checks, `build` draws every page and puts the site in place.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::asset::picture;
use crate::both;
use crate::check::{self, Known, Mentions};
use crate::config::{self, Config};
use crate::diag::{self, Diagnostic};
use crate::draw::cover;
use crate::emit::manifest::Files;
use crate::emit::{self, Output, Summary, compress};
use crate::load::draft::{Draft, Loaded};
use crate::load::page::{self, Page};
use crate::load::{brand, vocabulary};
use crate::model::{self, Catalogue};
use crate::plan::route::{self, Form};
use crate::plan::{self, Planned, asset};
use crate::render::theme::Theme;
use crate::render::{data, feed};
use crate::source::{self, MAX_PICTURE, MAX_RECORD, Tree};
use crate::view;
use crate::view::site::Site;
use crate::yaml::read::Date;

/// What stops a build besides findings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Source(#[from] source::Error),
    #[error(transparent)]
    Emit(#[from] emit::Error),
}

/// The site for one state of the files.
pub struct Snapshot {
    pub tree: Tree,
    pub config: Option<Config>,
    pub catalogue: Catalogue,
    /// Sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Stages and how long each took.
    pub timings: Vec<(&'static str, Duration)>,
}

struct Clock {
    last: Instant,
    timings: Vec<(&'static str, Duration)>,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "timings are shown to people and reach no output")]
    fn start() -> Self {
        Self { last: Instant::now(), timings: Vec::new() }
    }

    #[expect(clippy::disallowed_methods, reason = "timings are shown to people and reach no output")]
    fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.timings.push((stage, now - self.last));
        self.last = now;
    }
}

/// Brings a project from files to a state any page can be drawn from.
///
/// Mistakes in content are `Snapshot::diagnostics`, and what they do not touch is there.
pub fn prepare(root: &Path, as_of: Option<Date>) -> Result<Snapshot, Error> {
    let mut clock = Clock::start();
    let mut tree = source::scan(root)?;
    tree.digest_all(&source::Known::new(), 0);
    let mut found = std::mem::take(&mut tree.found);
    clock.lap("scan");
    let Some(config) = settings(&tree, &mut found) else {
        diag::sort(&mut found);
        return Ok(Snapshot {
            tree,
            config: None,
            catalogue: Catalogue::default(),
            diagnostics: found,
            timings: clock.timings,
        });
    };
    let loaded: Vec<Loaded> =
        tree.brand_folders.par_iter().map(|slug| brand::load(&tree, slug, &config.locales)).collect();
    let mut shared = vocabulary::load(&tree, &config.locales, &mut found);
    let pages = page::load(&tree, "content/pages/", &config.locales, &mut found);
    let stories = page::load(&tree, "content/stories/", &config.locales, &mut found);
    clock.lap("load");
    let known = known(&loaded, &pages, &stories);
    let mut mentions = vec![Mentions {
        files: std::mem::take(&mut shared.files),
        list: std::mem::take(&mut shared.mentions),
    }];
    mentions.extend(
        pages
            .iter()
            .chain(&stories)
            .map(|page| Mentions { files: page.files.clone(), list: page.mentions.clone() }),
    );
    let mut drafts: Vec<Draft> = Vec::with_capacity(loaded.len());
    for part in loaded {
        found.extend(part.found);
        mentions.push(Mentions { files: part.files, list: part.mentions });
        drafts.extend(part.draft);
    }
    let catalogue = model::assemble(shared, drafts, pages, stories, &config, as_of);
    clock.lap("assemble");
    check::references(&tree, &catalogue, &known, &mentions, &mut found);
    check::addresses(&catalogue, &config, &mut found);
    let site = Site { catalogue: &catalogue, config: &config, form: Form::Web };
    Theme::load(&tree, &site, &mut found);
    diag::sort(&mut found);
    clock.lap("check");
    Ok(Snapshot { tree, config: Some(config), catalogue, diagnostics: found, timings: clock.timings })
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

fn known(loaded: &[Loaded], pages: &[Page], stories: &[Page]) -> Known {
    let drafts = || loaded.iter().filter_map(|part| part.draft.as_ref());
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    Known {
        brands: sorted(drafts().map(|draft| draft.slug.clone()).collect()),
        products: sorted(
            drafts()
                .flat_map(|draft| {
                    draft.products.iter().map(|product| format!("{}/{}", draft.slug, product.id))
                })
                .collect(),
        ),
        pages: sorted(pages.iter().map(|page| page.name.clone()).collect()),
        stories: sorted(stories.iter().map(|page| page.name.clone()).collect()),
    }
}

/// How a build is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub form: Form,
    pub compress: bool,
}

/// What a build did.
#[derive(Debug)]
pub struct Report {
    pub pages: usize,
    pub summary: Summary,
    pub timings: Vec<(&'static str, Duration)>,
}

/// Draws every page and puts the site in place. `progress` hears of each finished page.
///
/// `Err` in the inner result: findings in the theme's templates; the old site stays.
pub fn build(
    snapshot: &Snapshot,
    config: &Config,
    request: &Request,
    out: &Path,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Result<Report, Vec<Diagnostic>>, Error> {
    let mut clock = Clock::start();
    let site = Site { catalogue: &snapshot.catalogue, config, form: request.form };
    let mut found = Vec::new();
    let Some(theme) = Theme::load(&snapshot.tree, &site, &mut found) else { return Ok(Err(found)) };
    let pages = plan::pages(&snapshot.catalogue, config);
    let output = Output::begin(out, None)?;
    let writer =
        Writer { output: &output, compress: request.compress || config.compress, files: Mutex::default() };
    clock.lap("plan");
    let failures: Vec<Failure> = pages
        .par_iter()
        .enumerate()
        .filter_map(|(at, page)| {
            progress(at as u64, pages.len() as u64);
            draw(&site, &theme, page, &writer).err()
        })
        .collect();
    for failure in failures {
        match failure {
            Failure::Finding(finding) => found.push(*finding),
            Failure::Machine(error) => return Err(error.into()),
        }
    }
    if !found.is_empty() {
        diag::sort(&mut found);
        return Ok(Err(found));
    }
    clock.lap("pages");
    assets(&site, &theme, &snapshot.tree, &writer)?;
    clock.lap("assets");
    lists(&site, &pages, &writer)?;
    clock.lap("data");
    let files = writer.files.into_inner().expect("all writers are done");
    let (summary, _) = output.finish(files)?;
    clock.lap("place");
    Ok(Ok(Report { pages: pages.len(), summary, timings: clock.timings }))
}

enum Failure {
    Finding(Box<Diagnostic>),
    Machine(emit::Error),
}

struct Writer<'w> {
    output: &'w Output,
    compress: bool,
    files: Mutex<Files>,
}

impl Writer<'_> {
    fn add(&self, path: &str, bytes: &[u8]) -> Result<(), emit::Error> {
        self.put(path.to_owned(), bytes)?;
        if self.compress && compress::is_compressible(path) {
            self.put(format!("{path}.br"), &compress::brotli(path, bytes))?;
            self.put(format!("{path}.gz"), &compress::gzip(bytes))?;
        }
        Ok(())
    }

    fn put(&self, path: String, bytes: &[u8]) -> Result<(), emit::Error> {
        let made = self.output.add(&path, bytes)?;
        self.files.lock().expect("nothing panics while it holds the list").insert(path, made);
        Ok(())
    }
}

fn draw(site: &Site<'_>, theme: &Theme, page: &Planned, writer: &Writer<'_>) -> Result<(), Failure> {
    let (frame, view) = view::of(site, page);
    let html =
        theme.render(page.locale, &frame, &view).map_err(|finding| Failure::Finding(Box::new(finding)))?;
    writer.add(&route::file(site.config, page.locale, &page.path), &html).map_err(Failure::Machine)
}

fn assets(site: &Site<'_>, theme: &Theme, tree: &Tree, writer: &Writer<'_>) -> Result<(), emit::Error> {
    for (path, bytes) in &theme.assets {
        writer.add(path, bytes)?;
    }
    writer.add(&asset::opening_file(), cover::opening().as_bytes())?;
    let catalogue = site.catalogue;
    catalogue.brands.par_iter().try_for_each(|draft| {
        if draft.cover.picture.is_none() {
            let drawn = asset::cover_of(draft, &catalogue.shared);
            writer.add(&asset::cover_file(&drawn), cover::svg(&drawn).as_bytes())?;
        }
        draft.pictures.iter().try_for_each(|picture| copy(tree, picture, writer))
    })?;
    catalogue
        .pages
        .iter()
        .chain(&catalogue.stories)
        .flat_map(|page| &page.pictures)
        .try_for_each(|picture| copy(tree, picture, writer))
}

/// A picture without its metadata, once for all that use it.
fn copy(tree: &Tree, picture: &crate::load::draft::Picture, writer: &Writer<'_>) -> Result<(), emit::Error> {
    let bytes = tree.bytes(&picture.path, MAX_PICTURE, &mut Vec::new()).and_then(picture::cleaned);
    bytes.map_or(Ok(()), |bytes| writer.add(&asset::picture_file(picture), &bytes))
}

fn lists(site: &Site<'_>, pages: &[Planned], writer: &Writer<'_>) -> Result<(), emit::Error> {
    let write = |path: &str, text: String| writer.add(path, text.as_bytes());
    write("sitemap.xml", feed::sitemap(site, pages))?;
    write("robots.txt", feed::robots(site))?;
    for locale in 0..site.config.locales.len() {
        write(&route::localized(site.config, locale, "feed.xml"), feed::atom(site, locale))?;
        write(&route::localized(site.config, locale, "feed.json"), feed::json_feed(site, locale))?;
    }
    write("api/v1/brands.json", data::brands(site))?;
    write("api/v1/products.json", data::products(site))?;
    write("api/v1/sources.json", data::sources(site))?;
    write("catalogue.csv", data::csv(site))?;
    site.catalogue.brands.par_iter().try_for_each(|draft| {
        write(&format!("b/{}/index.html", draft.slug), feed::redirect(site, &draft.slug))
    })
}
