//! Rules over the whole catalogue: names that lead nowhere here, addresses that clash in `address`.

#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::panic,
        clippy::expect_used,
        clippy::unreachable,
        reason = "what strangers wrote is read here, and no input may stop the program"
    )
)]

pub mod address;
pub mod place;

use std::collections::{HashMap, HashSet};

use crate::both;
use crate::config::{Config, L10n};
use crate::diag::{self, Both, Diagnostic, TextFile};
use crate::load::draft::{Mention, Target};
use crate::load::vocabulary::place_of;
use crate::model::Catalogue;
use crate::model::outline::Entry;
use crate::source::{MAX_STORY, Tree};
use crate::text;

/// Names that one set of files mentions.
pub struct Mentions {
    pub files: Vec<String>,
    pub list: Vec<Mention>,
}

/// What names are known, whether or not they are published on the catalogue's day.
pub struct Known<'k> {
    /// Products of each brand, by its slug.
    pub brands: HashMap<&'k str, &'k [String]>,
    /// Brands whose profile cannot be read: that is told once, where it is wrong, and not at every link to them.
    faulty: HashSet<&'k str>,
    pub pages: Vec<String>,
    pub stories: Vec<String>,
}

impl<'k> Known<'k> {
    pub fn of(entries: &'k [Entry], pages: Vec<String>, stories: Vec<String>) -> Self {
        let brands = entries.iter().filter_map(|entry| entry.outline.as_ref());
        let brands = brands.map(|outline| (outline.slug.as_str(), outline.products.as_slice())).collect();
        let faulty = entries.iter().filter(|entry| entry.outline.is_none());
        Self { brands, faulty: faulty.map(|entry| entry.slug.as_str()).collect(), pages, stories }
    }

    /// Whether a name leads somewhere.
    pub fn has(&self, catalogue: &Catalogue, target: Target, name: &str) -> bool {
        match target {
            Target::Brand => self.brands.contains_key(name) || self.faulty.contains(name),
            Target::Product => name.split_once('/').is_some_and(|(slug, id)| {
                self.faulty.contains(slug)
                    || self
                        .brands
                        .get(slug)
                        .is_some_and(|products| products.iter().any(|product| product == id))
            }),
            Target::Page => self.pages.iter().any(|page| page == name),
            Target::Story => self.stories.iter().any(|story| story == name),
            other => {
                let list = words(other).3;
                catalogue.shared.faulty.iter().any(|file| file == list) || catalogue.has(other, name)
            }
        }
    }

    /// What was meant by a name that leads nowhere: the id of the record that is called so, or one spelled nearly so.
    fn nearest(&self, catalogue: &Catalogue, target: Target, name: &str) -> Option<String> {
        let closest = |names: &mut dyn Iterator<Item = &str>| text::closest(name, names).map(str::to_owned);
        let called = |names: &L10n| names.0.iter().flatten().any(|known| known.eq_ignore_ascii_case(name));
        match target {
            Target::Source => closest(&mut catalogue.shared.sources.keys().map(String::as_str)),
            Target::Batch => {
                let batches = &catalogue.shared.batches;
                let meant = batches.iter().find(|batch| called(&batch.name)).map(|batch| batch.id.clone());
                meant.or_else(|| closest(&mut batches.iter().map(|batch| batch.id.as_str())))
            }
            Target::Brand => {
                let meant =
                    catalogue.brands.iter().map(|brand| &brand.outline).find(|outline| called(&outline.name));
                meant
                    .map(|outline| outline.slug.clone())
                    .or_else(|| closest(&mut self.brands.keys().copied()))
            }
            Target::Product => {
                let all = self.brands.iter();
                let mut all: Vec<String> = all
                    .flat_map(|(slug, products)| products.iter().map(move |id| format!("{slug}/{id}")))
                    .collect();
                all.sort();
                closest(&mut all.iter().map(String::as_str))
            }
            Target::Page => closest(&mut self.pages.iter().map(String::as_str)),
            Target::Story => closest(&mut self.stories.iter().map(String::as_str)),
            other => {
                let terms = catalogue.vocabulary(other)?;
                let meant = terms.iter().find(|term| called(&term.name)).map(|term| term.id.clone());
                meant.or_else(|| closest(&mut terms.iter().map(|term| term.id.as_str())))
            }
        }
    }
}

const DEAD_LINK: &str = "reference/dead-link";

/// Reports every name that leads nowhere, with the nearest one that does.
pub fn references(
    tree: &Tree,
    catalogue: &Catalogue,
    known: &Known<'_>,
    mentions: &Mentions,
    found: &mut Vec<Diagnostic>,
) {
    // Mentions stand file by file, so that each file with a dead name is read once.
    let mut read: Option<(u32, Option<TextFile>)> = None;
    for mention in &mentions.list {
        if known.has(catalogue, mention.target, &mention.name) {
            continue;
        }
        let Some(path) = mentions.files.get(mention.file as usize) else { continue };
        if diag::is_full(found, path) {
            diag::push(found, Diagnostic::error(DEAD_LINK, Both::default()).at(diag::whole(path)));
            continue;
        }
        if read.as_ref().is_none_or(|(number, _)| *number != mention.file) {
            read = Some((mention.file, tree.text(path, MAX_STORY, &mut Vec::new())));
        }
        let file = read.as_ref().and_then(|(_, file)| file.as_ref());
        let place = place_of(file, path, mention.span);
        found.push(unknown(catalogue, known, mention.target, &mention.name).at(place));
    }
}

/// Reports brands of the home page that there are not.
pub fn home(catalogue: &Catalogue, known: &Known<'_>, config: &Config, found: &mut Vec<Diagnostic>) {
    for (name, place) in &config.written.brands {
        if !known.has(catalogue, Target::Brand, name) {
            found.push(unknown(catalogue, known, Target::Brand, name).at(place.clone()));
        }
    }
}

/// Code, name in Chinese and English, and the file below `content` that lists such records.
fn words(target: Target) -> (&'static str, &'static str, &'static str, &'static str) {
    match target {
        Target::Industry => ("reference/unknown-industry", "行业", "industry", "vocabulary/industries.yaml"),
        Target::District => ("reference/unknown-district", "区县", "district", "vocabulary/districts.yaml"),
        Target::Honour => ("reference/unknown-honour", "荣誉", "honour", "vocabulary/honours.yaml"),
        Target::Recognition => {
            ("reference/unknown-recognition", "资质", "recognition", "vocabulary/recognitions.yaml")
        }
        Target::Market => ("reference/unknown-market", "市场", "market", "vocabulary/markets.yaml"),
        Target::Unit => ("reference/unknown-unit", "单位", "unit", "vocabulary/units.yaml"),
        Target::Batch => ("reference/unknown-batch", "批次", "batch", "programme/batches.yaml"),
        Target::Source => ("reference/unknown-source", "来源", "source", "sources.yaml"),
        Target::Brand => (DEAD_LINK, "品牌", "brand", "brands/"),
        Target::Product => (DEAD_LINK, "产品", "product", "brands/*/products.yaml"),
        Target::Page => (DEAD_LINK, "页面", "page", "pages/"),
        Target::Story => (DEAD_LINK, "故事", "story", "stories/"),
    }
}

fn unknown(catalogue: &Catalogue, known: &Known<'_>, target: Target, name: &str) -> Diagnostic {
    let (code, zh, en, file) = words(target);
    let help = match known.nearest(catalogue, target, name) {
        // An id may be right and only not entered yet: `2024-2` beside `2024-1`.
        Some(near) if code != DEAD_LINK => both!(
            "改成 `{near}`；确实是另一个，就先在 content/{file} 里加上它",
            "write `{near}`, or add it to content/{file} first if it is another"
        ),
        Some(near) => both!("改成 `{near}`", "write `{near}`"),
        None => both!("先在 content/{file} 里加上它", "add it to content/{file} first"),
    };
    let name = text::shorten(name, 60);
    Diagnostic::error(
        code,
        Both { zh: format!("没有{zh} `{name}`"), en: format!("there is no {en} `{name}`") },
    )
    .help(help)
}
