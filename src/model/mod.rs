//! The catalogue: every draft that is published on the catalogue's day, in order, with its names resolved.

use std::collections::HashMap;

use crate::config::{Config, L10n};
use crate::load::draft::{Draft, Target};
use crate::load::page::Page;
use crate::load::vocabulary::{Shared, Term};
use crate::yaml::read::Date;

pub mod reading;

/// A brand's number in `Catalogue::brands`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BrandId(pub u32);

/// All of it, resolved and read-only.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub shared: Shared,
    /// Published brands, by reading.
    pub brands: Vec<Draft>,
    /// Free pages and stories, by name; only those that are published.
    pub pages: Vec<Page>,
    pub stories: Vec<Page>,
    /// The day the catalogue stands for.
    pub as_of: Option<Date>,
    by_slug: HashMap<String, BrandId>,
    /// Brands by value of a property, in the order of the vocabulary; values without brands are there too.
    pub industries: Vec<Vec<BrandId>>,
    pub districts: Vec<Vec<BrandId>>,
    pub honours: Vec<Vec<BrandId>>,
    pub batches: Vec<Vec<BrandId>>,
}

/// Puts drafts together. `as_of`: the day to build; without it, the newest day that the content itself names.
pub fn assemble(
    shared: Shared,
    drafts: Vec<Draft>,
    pages: Vec<Page>,
    stories: Vec<Page>,
    config: &Config,
    as_of: Option<Date>,
) -> Catalogue {
    let as_of = as_of.or_else(|| config.as_of.clone()).or_else(|| newest(&drafts, &pages, &stories));
    let shown = |publish: &Option<Date>, expire: &Option<Date>| {
        let Some(day) = &as_of else { return true };
        publish.as_ref().is_none_or(|publish| publish <= day)
            && expire.as_ref().is_none_or(|expire| day < expire)
    };
    let mut brands: Vec<Draft> =
        drafts.into_iter().filter(|draft| shown(&draft.publish, &draft.expire)).collect();
    brands.sort_by_cached_key(|draft| (reading::of(draft), draft.slug.clone()));
    let ids = || (0..brands.len()).map(|at| BrandId(at as u32));
    let by_slug = brands.iter().zip(ids()).map(|(draft, id)| (draft.slug.clone(), id)).collect();
    let by = |terms: &[Term], of: &dyn Fn(&Draft, &str) -> bool| -> Vec<Vec<BrandId>> {
        let numbers: HashMap<&str, usize> =
            terms.iter().enumerate().map(|(at, term)| (term.id.as_str(), at)).collect();
        let mut out = vec![Vec::new(); terms.len()];
        for (id, at) in numbers {
            out[at] = brands.iter().zip(ids()).filter(|(draft, _)| of(draft, id)).map(|(_, id)| id).collect();
        }
        out
    };
    let industries = by(&shared.industries, &|draft, id| draft.industry == id);
    let districts = by(&shared.districts, &|draft, id| draft.district.as_deref() == Some(id));
    let honours = by(&shared.honours, &|draft, id| draft.honours.iter().any(|honour| honour.honour == id));
    let batches = shared
        .batches
        .iter()
        .map(|batch| {
            brands
                .iter()
                .zip(ids())
                .filter(|(draft, _)| draft.admission.as_ref().is_some_and(|a| a.batch == batch.id))
                .map(|(_, id)| id)
                .collect()
        })
        .collect();
    let published =
        |pages: Vec<Page>| pages.into_iter().filter(|page| shown(&page.publish, &page.expire)).collect();
    let (pages, stories) = (published(pages), published(stories));
    Catalogue { shared, brands, pages, stories, as_of, by_slug, industries, districts, honours, batches }
}

/// The newest day in the content, so that a site does not depend on the day it is built.
fn newest(drafts: &[Draft], pages: &[Page], stories: &[Page]) -> Option<Date> {
    let texts = pages
        .iter()
        .chain(stories)
        .flat_map(|page| page.versions.iter().flatten())
        .filter_map(|v| v.updated.clone().or(v.date.clone()));
    drafts.iter().filter_map(|draft| draft.updated.clone()).chain(texts).filter(Date::is_day).max()
}

impl Catalogue {
    pub fn brand(&self, id: BrandId) -> &Draft {
        &self.brands[id.0 as usize]
    }

    pub fn find(&self, slug: &str) -> Option<BrandId> {
        self.by_slug.get(slug).copied()
    }

    /// Brands, with their numbers, in order.
    pub fn ids(&self) -> impl Iterator<Item = BrandId> + use<> {
        (0..self.brands.len() as u32).map(BrandId)
    }

    /// Whether a record is published.
    pub fn has(&self, target: Target, name: &str) -> bool {
        match target {
            Target::Brand => self.find(name).is_some(),
            Target::Product => self.product(name).is_some(),
            Target::Page => self.pages.iter().any(|page| page.name == name),
            Target::Story => self.stories.iter().any(|page| page.name == name),
            Target::Source => self.shared.sources.contains_key(name),
            Target::Batch => self.shared.batches.iter().any(|batch| batch.id == name),
            other => self.vocabulary(other).is_some_and(|terms| terms.iter().any(|term| term.id == name)),
        }
    }

    /// A product by `brand/product`.
    pub fn product(&self, name: &str) -> Option<(BrandId, usize)> {
        let (slug, id) = name.split_once('/')?;
        let brand = self.find(slug)?;
        let at = self.brand(brand).products.iter().position(|product| product.id == id)?;
        Some((brand, at))
    }

    /// The vocabulary that a kind of name belongs to.
    pub fn vocabulary(&self, target: Target) -> Option<&[Term]> {
        let shared = &self.shared;
        Some(match target {
            Target::Industry => &shared.industries,
            Target::District => &shared.districts,
            Target::Honour => &shared.honours,
            Target::Recognition => &shared.recognitions,
            Target::Market => &shared.markets,
            Target::Unit => &shared.units,
            _ => return None,
        })
    }

    /// The name of a term, or its id where there is none.
    pub fn term_name(&self, target: Target, id: &str) -> L10n {
        let term = self.vocabulary(target).and_then(|terms| terms.iter().find(|term| term.id == id));
        term.map_or_else(|| L10n(vec![Some(id.to_owned())]), |term| term.name.clone())
    }
}
