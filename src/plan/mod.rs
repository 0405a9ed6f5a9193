//! All pages and where each stands, before any is drawn.

pub mod asset;
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

/// One page of the site.
#[derive(Debug, Clone)]
pub struct Planned {
    pub kind: PageKind,
    /// Number of the locale.
    pub locale: usize,
    /// Path without locale, with a slash at its end: `brands/inspur/`; empty for home.
    pub path: String,
}

/// Products of a series, by number.
pub fn products_of(draft: &Draft, series: usize) -> Vec<usize> {
    (0..draft.products.len()).filter(|at| draft.products[*at].series == Some(series)).collect()
}

/// Plans every page in every locale; brands first, because they are most.
pub fn pages(catalogue: &Catalogue, config: &Config) -> Vec<Planned> {
    let mut kinds: Vec<(PageKind, String)> = Vec::new();
    for id in catalogue.ids() {
        brand(catalogue.brand(id), id, config, &mut kinds);
    }
    kinds.push((PageKind::Home, String::new()));
    paged(catalogue.brands.len(), config, "brands/", &mut kinds, PageKind::Brands);
    let shared = &catalogue.shared;
    let facets = [
        (Facet::Industries, "industries/", &catalogue.industries),
        (Facet::Districts, "districts/", &catalogue.districts),
        (Facet::Honours, "honours/", &catalogue.honours),
        (Facet::Batches, "batches/", &catalogue.batches),
    ];
    for (facet, path, members) in facets {
        kinds.push((PageKind::Facet(facet), path.to_owned()));
        for (at, members) in members.iter().enumerate() {
            let id = match facet {
                Facet::Industries => &shared.industries[at].id,
                Facet::Districts => &shared.districts[at].id,
                Facet::Honours => &shared.honours[at].id,
                Facet::Batches => &shared.batches[at].id,
            };
            let make = |page| match facet {
                Facet::Industries => PageKind::Industry(at, page),
                Facet::Districts => PageKind::District(at, page),
                Facet::Honours => PageKind::Honour(at, page),
                Facet::Batches => PageKind::Batch(at, page),
            };
            paged(members.len(), config, &format!("{path}{id}/"), &mut kinds, make);
        }
    }
    for (kind, path) in [
        (PageKind::Az, "az/"),
        (PageKind::Stories, "stories/"),
        (PageKind::Sources, "sources/"),
        (PageKind::Data, "data/"),
    ] {
        kinds.push((kind, path.to_owned()));
    }
    kinds.extend(
        catalogue
            .stories
            .iter()
            .enumerate()
            .map(|(at, page)| (PageKind::Story(at), format!("stories/{}/", page.name))),
    );
    kinds.extend(
        catalogue.pages.iter().enumerate().map(|(at, page)| (PageKind::Text(at), format!("{}/", page.name))),
    );
    kinds.extend(shared.sources.keys().map(|id| (PageKind::Source(id.clone()), format!("sources/{id}/"))));
    kinds.push((PageKind::Missing, "404.html".to_owned()));
    let locales = 0..config.locales.len();
    kinds
        .into_iter()
        .flat_map(|(kind, path)| {
            locales.clone().map(move |locale| Planned { kind: kind.clone(), locale, path: path.clone() })
        })
        .collect()
}

fn brand(draft: &Draft, id: BrandId, config: &Config, kinds: &mut Vec<(PageKind, String)>) {
    let path = format!("brands/{}/", draft.slug);
    for (at, product) in draft.products.iter().enumerate() {
        kinds.push((PageKind::Product(id, at), format!("{path}{}/", product.id)));
    }
    for (at, series) in draft.series.iter().enumerate() {
        let count = products_of(draft, at).len();
        if count > SECTION {
            paged(count, config, &format!("{path}{}/", series.id), kinds, |page| {
                PageKind::Series(id, at, page)
            });
        }
    }
    kinds.push((PageKind::Brand(id), path));
}

fn paged(
    count: usize,
    config: &Config,
    path: &str,
    kinds: &mut Vec<(PageKind, String)>,
    make: impl Fn(usize) -> PageKind,
) {
    for page in 1..=count.div_ceil(config.page_size).max(1) {
        kinds.push((make(page), route::page_of(path, page)));
    }
}
