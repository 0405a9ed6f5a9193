//! Everything there is to make, in units that are stale together, and where each page stands, before any is drawn.

pub mod asset;
pub mod key;
pub mod route;

use crate::config::Config;
use crate::load::draft::Draft;
use crate::model::{BrandId, Catalogue};

/// A series with more products than this has a page of its own.
pub const SECTION: usize = 12;

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    Home,
    /// Page of the list, from 1.
    Brands(usize),
    Brand(BrandId),
    Product(BrandId, usize),
    Series(BrandId, usize, usize),
    /// Value and page of the list.
    Industry(usize, usize),
    District(usize, usize),
    Honour(usize, usize),
    Batch(usize, usize),
    /// Every value of one property.
    Facet(Facet),
    Az,
    Stories,
    Story(usize),
    Text(usize),
    Sources,
    Source(String),
    Data,
    Missing,
}

/// A property whose values have pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    Industries,
    Districts,
    Honours,
    Batches,
}

impl Facet {
    /// The kind of a page of one of its values.
    fn page(self, value: usize, page: usize) -> PageKind {
        match self {
            Self::Industries => PageKind::Industry(value, page),
            Self::Districts => PageKind::District(value, page),
            Self::Honours => PageKind::Honour(value, page),
            Self::Batches => PageKind::Batch(value, page),
        }
    }
}

/// One page of the site.
#[derive(Debug, Clone)]
pub struct Planned {
    pub kind: PageKind,
    /// Number of the locale.
    pub locale: usize,
    /// Path without locale, with a slash at its end: `brands/inspur/`; empty for home.
    pub path: String,
}

/// Files that are made of many records at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    Sitemap,
    Robots,
    Feeds,
    Brands,
    Products,
    Sources,
    Csv,
}

/// What is drawn together, kept together, and stale together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// All pages of a brand with its short address, its cover and its pictures.
    Brand(BrandId),
    /// One page in every locale, with the pictures it brings.
    Page(PageKind),
    List(List),
    /// Style sheet, script, icon, opening drawing.
    Theme,
}

/// Products of a series, by number.
pub fn products_of(draft: &Draft, series: usize) -> Vec<usize> {
    (0..draft.products.len()).filter(|at| draft.products[*at].series == Some(series)).collect()
}

/// Everything there is to make; brands first, because they are most.
pub fn units(catalogue: &Catalogue, config: &Config) -> Vec<Unit> {
    let mut units: Vec<Unit> = catalogue.ids().map(Unit::Brand).collect();
    let mut push = |kind| units.push(Unit::Page(kind));
    push(PageKind::Home);
    let pages_of = |count: usize| 1..=count.div_ceil(config.page_size).max(1);
    pages_of(catalogue.brands.len()).map(PageKind::Brands).for_each(&mut push);
    let facets = [
        (Facet::Industries, &catalogue.industries),
        (Facet::Districts, &catalogue.districts),
        (Facet::Honours, &catalogue.honours),
        (Facet::Batches, &catalogue.batches),
    ];
    for (facet, members) in facets {
        push(PageKind::Facet(facet));
        for (at, members) in members.iter().enumerate() {
            // Nothing leads to a value that no brand has; a batch says how many it holds before any is listed.
            if members.is_empty() && facet != Facet::Batches {
                continue;
            }
            pages_of(members.len()).map(|page| facet.page(at, page)).for_each(&mut push);
        }
    }
    [PageKind::Az, PageKind::Stories, PageKind::Sources, PageKind::Data].into_iter().for_each(&mut push);
    (0..catalogue.stories.len()).map(PageKind::Story).for_each(&mut push);
    (0..catalogue.pages.len()).map(PageKind::Text).for_each(&mut push);
    catalogue.shared.sources.keys().cloned().map(PageKind::Source).for_each(&mut push);
    push(PageKind::Missing);
    let lists =
        [List::Sitemap, List::Robots, List::Feeds, List::Brands, List::Products, List::Sources, List::Csv];
    units.extend(lists.map(Unit::List));
    units.push(Unit::Theme);
    units
}

/// Pages of a unit, in every locale.
pub fn pages(unit: &Unit, catalogue: &Catalogue, config: &Config) -> Vec<Planned> {
    let kinds = match unit {
        Unit::Brand(id) => brand_pages(catalogue, *id, config),
        Unit::Page(kind) => vec![kind.clone()],
        Unit::List(_) | Unit::Theme => Vec::new(),
    };
    kinds
        .into_iter()
        .flat_map(|kind| {
            let path = path(catalogue, &kind);
            (0..config.locales.len()).map(move |locale| Planned {
                kind: kind.clone(),
                locale,
                path: path.clone(),
            })
        })
        .collect()
}

fn brand_pages(catalogue: &Catalogue, id: BrandId, config: &Config) -> Vec<PageKind> {
    let outline = catalogue.outline(id);
    let mut kinds: Vec<PageKind> = (0..outline.products.len()).map(|at| PageKind::Product(id, at)).collect();
    for (at, (_, count)) in outline.series.iter().enumerate() {
        if *count as usize > SECTION {
            let pages = 1..=(*count as usize).div_ceil(config.page_size);
            kinds.extend(pages.map(|page| PageKind::Series(id, at, page)));
        }
    }
    kinds.push(PageKind::Brand(id));
    kinds
}

/// Path of a page, without locale.
pub fn path(catalogue: &Catalogue, kind: &PageKind) -> String {
    let shared = &catalogue.shared;
    let of_brand = |id: BrandId, rest: &str| format!("brands/{}/{rest}", catalogue.outline(id).slug);
    let term = |folder: &str, id: &str, page: usize| route::page_of(&format!("{folder}/{id}/"), page);
    match kind {
        PageKind::Home => String::new(),
        PageKind::Brands(page) => route::page_of("brands/", *page),
        PageKind::Brand(id) => of_brand(*id, ""),
        PageKind::Product(id, at) => of_brand(*id, &format!("{}/", catalogue.outline(*id).products[*at])),
        PageKind::Series(id, at, page) => {
            let own = of_brand(*id, &format!("{}/", catalogue.outline(*id).series[*at].0));
            route::page_of(&own, *page)
        }
        PageKind::Industry(at, page) => term("industries", &shared.industries[*at].id, *page),
        PageKind::District(at, page) => term("districts", &shared.districts[*at].id, *page),
        PageKind::Honour(at, page) => term("honours", &shared.honours[*at].id, *page),
        PageKind::Batch(at, page) => term("batches", &shared.batches[*at].id, *page),
        PageKind::Facet(Facet::Industries) => "industries/".into(),
        PageKind::Facet(Facet::Districts) => "districts/".into(),
        PageKind::Facet(Facet::Honours) => "honours/".into(),
        PageKind::Facet(Facet::Batches) => "batches/".into(),
        PageKind::Az => "az/".into(),
        PageKind::Stories => "stories/".into(),
        PageKind::Story(at) => format!("stories/{}/", catalogue.stories[*at].name),
        PageKind::Text(at) => format!("{}/", catalogue.pages[*at].name),
        PageKind::Sources => "sources/".into(),
        PageKind::Source(id) => format!("sources/{id}/"),
        PageKind::Data => "data/".into(),
        PageKind::Missing => "404.html".into(),
    }
}
