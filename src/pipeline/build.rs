//! Draws what is stale and puts the site in place.
//!
//! A unit whose key is that of the last build, and whose files stand as they were left, is kept; all others are drawn,
//! in parallel. Deleting the memo makes every unit stale and changes no byte.

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;

use crate::config::Config;
use crate::diag::{self, Diagnostic};
use crate::digest::{self, Digest, KeyBuilder};
use crate::draw::cover;
use crate::emit::manifest::{self, Files};
use crate::emit::{self, Output, Summary, compress};
use crate::load::draft::Picture;
use crate::model::{BrandId, Catalogue};
use crate::picture;
use crate::pipeline::last::{Last, Made};
use crate::pipeline::prepare::Project;
use crate::pipeline::{Clock, Error, Progress, Snapshot, Stage, Timings};
use crate::plan::key::{self, Base, Census, Key};
use crate::plan::route::{self, Form};
use crate::plan::{self, List, PageKind, Planned, Unit, asset};
use crate::render::theme::Theme;
use crate::render::{data, feed};
use crate::source::{self, MAX_PICTURE, Tree};
use crate::view;
use crate::view::site::Site;
use crate::yaml::read::Date;

/// How a build is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub form: Form,
    pub compress: bool,
    pub as_of: Option<Date>,
}

impl Request {
    /// How the site is written, apart from what is in it.
    fn form(&self, config: &Config) -> String {
        format!("{:?} {}", self.form, self.compress || config.compress)
    }

    fn inputs(&self, project: Digest) -> Digest {
        let asked = digest::of_value(&(format!("{:?}", self.form), self.compress, &self.as_of));
        KeyBuilder::new("inputs").digest(project).digest(asked).finish()
    }
}

/// What a build did.
#[derive(Debug)]
pub struct Report {
    pub pages: usize,
    pub summary: Summary,
    pub timings: Timings,
}

/// The report of a build that has nothing to do: its warnings, and the site as it stands. `Err` where anything it would
/// be made from, or any of its files, is not as the last build left it: what that build left.
pub fn unchanged(
    project: &Project,
    request: &Request,
    out: &Path,
) -> Result<(Vec<Diagnostic>, Report), Last> {
    let last = Last::load(&project.memo, out);
    if last.inputs != request.inputs(project.tree.digest()) || !last.standing.is_intact(out) {
        return Err(last);
    }
    let pages = last.pages();
    let summary = Summary { changed: 0, ..last.summary };
    Ok((last.diagnostics, Report { pages, summary, timings: project.clock.timings.clone() }))
}

/// Draws every stale unit and puts the site in place. `last`: what [`unchanged`] gave back.
///
/// `Err` in the inner result: findings in the theme's templates; the old site stays.
pub fn build(
    snapshot: &Snapshot,
    (config, theme): (&Config, &Theme),
    request: &Request,
    (out, mut last): (&Path, Last),
    progress: &dyn Progress,
) -> Result<Result<Report, Vec<Diagnostic>>, Error> {
    let mut clock = Clock::start();
    let catalogue = &snapshot.catalogue;
    let output = Output::begin(out, Some(std::mem::take(&mut last.standing)))?;
    let form = request.form(config);
    let base = Base::of(catalogue, config, snapshot.memo.version, theme.digest, &form);
    if base != last.base || !output.is_remembered() {
        last.units.clear();
    }
    let units = plan::units(catalogue, config);
    let (kept, stale) = sorted_out(&units, catalogue, config, &last, &output.damaged());
    clock.lap("plan");
    progress.stage(Stage::Draw, stale.len() as u64);
    let compress = request.compress || config.compress;
    let site = Site { catalogue, config, form: request.form };
    let theme = &theme.bound(&site);
    let studio = Studio { site, theme, tree: &snapshot.shelf.tree, output: &output, compress };
    let drawn: Vec<_> = stale
        .into_par_iter()
        .map(|task| {
            progress.step();
            studio.draw(task)
        })
        .collect();
    if snapshot.shelf.is_torn() {
        return Err(Error::Torn);
    }
    let mut files = files_of(&output, &last, &kept);
    let mut made: Vec<Made> = take(last.units, &kept);
    let mut found = Vec::new();
    for unit in drawn {
        match unit {
            Ok((unit, own)) => {
                made.push(unit);
                files.extend(own);
            }
            Err(Failure::Finding(finding)) => found.push(*finding),
            Err(Failure::Machine(error)) => return Err(error.into()),
        }
    }
    if !found.is_empty() {
        diag::sort(&mut found);
        return Ok(Err(found));
    }
    clock.lap("draw");
    progress.stage(Stage::Place, 0);
    let (summary, standing) = output.finish(files)?;
    let diagnostics = snapshot.diagnostics.clone();
    let inputs = request.inputs(snapshot.shelf.tree.digest());
    let done = Last { inputs, form, base, units: made, standing, summary, diagnostics };
    done.save(&snapshot.memo, out);
    clock.lap("place");
    Ok(Ok(Report { pages: done.pages(), summary, timings: clock.timings }))
}

/// A unit that is to be drawn.
struct Task<'u> {
    unit: &'u Unit,
    name: String,
    key: Key,
}

/// Numbers of the last build's units that are kept, and the units that have to be drawn.
fn sorted_out<'u>(
    units: &'u [Unit],
    catalogue: &Catalogue,
    config: &Config,
    last: &Last,
    damaged: &HashSet<&str>,
) -> (Vec<usize>, Vec<Task<'u>>) {
    let census = Census::of(catalogue);
    let known = last.by_name();
    let stands =
        |made: &Made| damaged.is_empty() || !made.files.iter().any(|path| damaged.contains(path.as_str()));
    let sorted: Vec<Result<usize, Task<'u>>> = units
        .par_iter()
        .map(|unit| {
            let name = key::name(unit, catalogue);
            let key = key::of(unit, catalogue, config, &census);
            let kept = known.get(name.as_str()).copied();
            let kept = kept.filter(|at| last.units[*at].key == key && stands(&last.units[*at]));
            kept.ok_or(Task { unit, name, key })
        })
        .collect();
    let (mut kept, mut stale) = (Vec::with_capacity(sorted.len()), Vec::new());
    for unit in sorted {
        match unit {
            Ok(at) => kept.push(at),
            Err(task) => stale.push(task),
        }
    }
    kept.sort_unstable();
    (kept, stale)
}

/// Files of the kept units.
fn files_of(output: &Output, last: &Last, kept: &[usize]) -> Files {
    let standing = output.standing();
    let own = |at: usize| last.units[at].files.iter();
    if kept.is_empty() {
        return Files::new();
    }
    // Few units are not kept: taking their files away is less work than gathering all others. Two units may share a
    // file, but only in the folder of assets.
    let gone: Vec<&String> =
        (0..last.units.len()).filter(|at| kept.binary_search(at).is_err()).flat_map(own).collect();
    let shared: HashSet<&String> = if gone.is_empty() {
        HashSet::new()
    } else {
        kept.iter().copied().flat_map(own).filter(|path| path.starts_with("assets/")).collect()
    };
    let mut files = standing;
    for path in gone.into_iter().filter(|path| !shared.contains(path)) {
        files.remove(path);
    }
    files
}

/// The units at some numbers, which are sorted.
fn take(units: Vec<Made>, numbers: &[usize]) -> Vec<Made> {
    let mut numbers = numbers.iter().peekable();
    let kept = |(at, unit)| {
        let is_next = numbers.peek() == Some(&&at);
        is_next.then(|| {
            numbers.next();
            unit
        })
    };
    units.into_iter().enumerate().filter_map(kept).collect()
}

enum Failure {
    Finding(Box<Diagnostic>),
    Machine(emit::Error),
}

impl From<emit::Error> for Failure {
    fn from(error: emit::Error) -> Self {
        Self::Machine(error)
    }
}

/// Files of one unit.
type Own = Vec<(String, manifest::Made)>;

/// What drawing needs.
struct Studio<'s> {
    site: Site<'s>,
    theme: &'s Theme,
    tree: &'s Tree,
    output: &'s Output,
    compress: bool,
}

impl Studio<'_> {
    fn draw(&self, Task { unit, name, key }: Task<'_>) -> Result<(Made, Own), Failure> {
        let catalogue = self.site.catalogue;
        let pages = plan::pages(unit, catalogue, self.site.config);
        let mut own = Own::new();
        for page in &pages {
            self.page(page, &mut own)?;
        }
        match unit {
            Unit::Brand(id) => self.brand(*id, &mut own)?,
            Unit::Page(PageKind::Story(at)) => self.pictures(&catalogue.stories[*at].pictures, &mut own)?,
            Unit::Page(PageKind::Text(at)) => self.pictures(&catalogue.pages[*at].pictures, &mut own)?,
            Unit::Page(_) => {}
            Unit::List(list) => self.list(*list, &mut own)?,
            Unit::Theme => {
                for (path, bytes) in &self.theme.assets {
                    self.add(path, bytes, &mut own)?;
                }
                self.add(&asset::opening_file(), cover::opening().as_bytes(), &mut own)?;
            }
        }
        let files = own.iter().map(|(path, _)| path.clone()).collect();
        Ok((Made { name, key, pages: pages.len() as u32, files }, own))
    }

    fn page(&self, page: &Planned, own: &mut Own) -> Result<(), Failure> {
        let (frame, view) = view::of(&self.site, page);
        let html = self.theme.render(page.locale, &frame, &view);
        let html = html.map_err(|finding| Failure::Finding(Box::new(finding)))?;
        Ok(self.add(&route::file(self.site.config, page.locale, &page.path), &html, own)?)
    }

    /// What a brand has besides pages.
    fn brand(&self, id: BrandId, own: &mut Own) -> Result<(), Failure> {
        let draft = self.site.catalogue.brand(id);
        let short = feed::redirect(&self.site, &draft.slug);
        self.add(&format!("b/{}/index.html", draft.slug), short.as_bytes(), own)?;
        if draft.cover.picture.is_none() {
            let drawn = self.site.drawn(draft);
            self.add(&asset::cover_file(&drawn), cover::svg(&drawn).as_bytes(), own)?;
        }
        self.pictures(&draft.pictures, own)
    }

    /// Pictures without their metadata.
    fn pictures(&self, pictures: &[Picture], own: &mut Own) -> Result<(), Failure> {
        for picture in pictures {
            let path = asset::picture_file(picture);
            // Equal names, equal bytes: the name carries the digest.
            if let Some(all) = self
                .variants(&path)
                .map(|path| Some((path.clone(), self.output.added(&path)?)))
                .collect::<Option<Own>>()
            {
                own.extend(all);
                continue;
            }
            // It was read and checked before; what cannot be read now stops the build rather than leave a hole.
            let mut found = Vec::new();
            let bytes = self.tree.bytes(&picture.path, MAX_PICTURE, &mut found);
            match bytes.and_then(|bytes| picture::cleaned(&bytes)) {
                Some(bytes) => self.add(&path, &bytes, own)?,
                None => {
                    let finding = found.pop().unwrap_or_else(|| source::unreadable(&picture.path, "…"));
                    return Err(Failure::Finding(Box::new(finding)));
                }
            }
        }
        Ok(())
    }

    fn list(&self, list: List, own: &mut Own) -> Result<(), emit::Error> {
        let site = &self.site;
        let mut write = |path: &str, text: String| self.add(path, text.as_bytes(), own);
        match list {
            List::Sitemap => {
                let units = plan::units(site.catalogue, site.config);
                let pages = units.iter().flat_map(|unit| plan::pages(unit, site.catalogue, site.config));
                write("sitemap.xml", feed::sitemap(site, pages))
            }
            List::Robots => write("robots.txt", feed::robots(site)),
            List::Feeds => (0..site.config.locales.len()).try_for_each(|locale| {
                write(&route::localized(site.config, locale, "feed.xml"), feed::atom(site, locale))?;
                write(&route::localized(site.config, locale, "feed.json"), feed::json_feed(site, locale))
            }),
            List::Brands => write("api/v1/brands.json", data::brands(site)),
            List::Products => write("api/v1/products.json", data::products(site)),
            List::Sources => write("api/v1/sources.json", data::sources(site)),
            List::Csv => write("catalogue.csv", data::csv(site)),
        }
    }

    /// A file with its precompressed variants.
    fn variants(&self, path: &str) -> impl Iterator<Item = String> {
        let packed = self.compress && compress::is_compressible(path);
        let packed =
            if packed { [".br", ".gz"].map(|ending| format!("{path}{ending}")).to_vec() } else { Vec::new() };
        std::iter::once(path.to_owned()).chain(packed)
    }

    fn add(&self, path: &str, bytes: &[u8], own: &mut Own) -> Result<(), emit::Error> {
        for variant in self.variants(path) {
            let made = match variant.strip_prefix(path) {
                Some(".br") => self.output.add(&variant, &compress::brotli(path, bytes)),
                Some(".gz") => self.output.add(&variant, &compress::gzip(bytes)),
                _ => self.output.add(&variant, bytes),
            };
            own.push((variant, made?));
        }
        Ok(())
    }
}
