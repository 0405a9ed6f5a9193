//! Rules over the whole catalogue: names that lead nowhere, addresses that clash.

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

use std::collections::HashMap;

use crate::both;
use crate::config::Config;
use crate::diag::{self, Both, Diagnostic, TextFile};
use crate::load::draft::{Mention, Target};
use crate::load::vocabulary::place_of;
use crate::model::Catalogue;
use crate::model::outline::Entry;
use crate::plan::route;
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
    brands: HashMap<&'k str, &'k [String]>,
    pages: Vec<String>,
    stories: Vec<String>,
}

impl<'k> Known<'k> {
    pub fn of(entries: &'k [Entry], pages: Vec<String>, stories: Vec<String>) -> Self {
        let brands = entries.iter().filter_map(|entry| entry.outline.as_ref());
        let brands = brands.map(|outline| (outline.slug.as_str(), outline.products.as_slice())).collect();
        Self { brands, pages, stories }
    }

    /// Whether a name leads somewhere.
    pub fn has(&self, catalogue: &Catalogue, target: Target, name: &str) -> bool {
        match target {
            Target::Brand => self.brands.contains_key(name),
            Target::Product => name.split_once('/').is_some_and(|(slug, id)| {
                self.brands.get(slug).is_some_and(|products| products.iter().any(|product| product == id))
            }),
            Target::Page => self.pages.iter().any(|page| page == name),
            Target::Story => self.stories.iter().any(|story| story == name),
            other => catalogue.has(other, name),
        }
    }

    fn nearest_product(&self, name: &str) -> Option<String> {
        let mut all: Vec<String> = self
            .brands
            .iter()
            .flat_map(|(slug, products)| products.iter().map(move |id| format!("{slug}/{id}")))
            .collect();
        all.sort();
        text::closest(name, all.iter().map(String::as_str)).map(str::to_owned)
    }
}

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
            diag::push(
                found,
                Diagnostic::error("reference/dead-link", Both::default()).at(diag::whole(path)),
            );
            continue;
        }
        if read.as_ref().is_none_or(|(number, _)| *number != mention.file) {
            read = Some((mention.file, tree.text(path, MAX_STORY, &mut Vec::new())));
        }
        let file = read.as_ref().and_then(|(_, file)| file.as_ref());
        found.push(unknown(catalogue, known, mention).at(place_of(file, path, mention.span)));
    }
}

fn unknown(catalogue: &Catalogue, known: &Known<'_>, mention: &Mention) -> Diagnostic {
    let name = &mention.name;
    let (code, zh, en, file): (&'static str, &str, &str, &str) = match mention.target {
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
        Target::Brand => ("reference/dead-link", "品牌", "brand", "brands/"),
        Target::Product => ("reference/dead-link", "产品", "product", "products.yaml"),
        Target::Page => ("reference/dead-link", "页面", "page", "pages/"),
        Target::Story => ("reference/dead-link", "故事", "story", "stories/"),
    };
    let near = match mention.target {
        Target::Source => text::closest(name, catalogue.shared.sources.keys().map(String::as_str)),
        Target::Batch => text::closest(name, catalogue.shared.batches.iter().map(|batch| batch.id.as_str())),
        Target::Brand => text::closest(name, known.brands.keys().copied()),
        Target::Page => text::closest(name, known.pages.iter().map(String::as_str)),
        Target::Story => text::closest(name, known.stories.iter().map(String::as_str)),
        other => catalogue
            .vocabulary(other)
            .and_then(|terms| text::closest(name, terms.iter().map(|term| term.id.as_str()))),
    };
    let near = match mention.target {
        Target::Product => known.nearest_product(name),
        _ => near.map(str::to_owned),
    };
    let help = near.map_or_else(
        || both!("先在 content/{file} 里加上它", "add it to content/{file} first"),
        |near| both!("改成 `{near}`", "write `{near}`"),
    );
    Diagnostic::error(
        code,
        Both { zh: format!("没有{zh} `{name}`"), en: format!("there is no {en} `{name}`") },
    )
    .help(help)
}

/// Reports free pages whose address belongs to the site itself.
pub fn addresses(catalogue: &Catalogue, config: &Config, found: &mut Vec<Diagnostic>) {
    for page in &catalogue.pages {
        let taken = route::RESERVED.contains(&page.name.as_str())
            || config.locales.iter().any(|locale| locale.key == page.name);
        if let (true, Some(path)) = (taken, page.files.first()) {
            let name = &page.name;
            found.push(
                Diagnostic::error(
                    "route/collision",
                    both!(
                        "地址 /{name}/ 已由网站自己使用",
                        "the address /{name}/ belongs to the site itself"
                    ),
                )
                .at(diag::whole(path))
                .help(both!("给这个文件换个名字", "give the file another name")),
            );
        }
    }
}
