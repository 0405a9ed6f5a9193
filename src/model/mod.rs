//! The catalogue: every draft that is published on the catalogue's day, in order, with its names resolved.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::config::L10n;
use crate::load::draft::{Draft, Target};
use crate::load::page::Page;
use crate::load::vocabulary::{Shared, Term};
use crate::model::outline::Outline;
use crate::yaml::read::Date;

pub mod outline;
pub mod reading;

/// A brand's number in `Catalogue::brands`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BrandId(pub u32);

/// A published brand: its outline, and its draft once a page needs it.
#[derive(Debug)]
pub struct Brand {
    pub outline: Outline,
    draft: OnceLock<Box<Draft>>,
}

/// Where drafts come from that were not needed so far.
pub type Fetch = Box<dyn Fn(&Outline) -> Draft + Send + Sync>;

/// All of it, resolved and read-only.
pub struct Catalogue {
    pub shared: Shared,
    /// Published brands, by reading.
    pub brands: Vec<Brand>,
    /// Free pages and stories, by name; only those that are published.
    pub pages: Vec<Page>,
    pub stories: Vec<Page>,
    /// The day the catalogue stands for.
    pub as_of: Option<Date>,
    /// Slugs of brands that are not published on that day, sorted.
    pub hidden: Vec<String>,
    by_slug: HashMap<String, BrandId>,
    fetch: Fetch,
    /// Brands by value of a property, in the order of the vocabulary; values without brands are there too.
    pub industries: Vec<Vec<BrandId>>,
    pub districts: Vec<Vec<BrandId>>,
    pub honours: Vec<Vec<BrandId>>,
    pub batches: Vec<Vec<BrandId>>,
}

/// Puts brands, pages and what they share together. `as_of`: the day to build; without it, the newest day that the
/// content itself names. `fetch` gives the draft of a slug that comes without one.
pub fn assemble(
    shared: Shared,
    brands: Vec<(Outline, Option<Draft>)>,
    pages: Vec<Page>,
    stories: Vec<Page>,
    as_of: Option<Date>,
    fetch: Fetch,
) -> Catalogue {
    let as_of = as_of.or_else(|| newest(&brands, &pages, &stories));
    let shown = |publish: &Option<Date>, expire: &Option<Date>| {
        let Some(day) = &as_of else { return true };
        publish.as_ref().is_none_or(|publish| publish <= day)
            && expire.as_ref().is_none_or(|expire| day < expire)
    };
    let (brands, others): (Vec<_>, Vec<_>) =
        brands.into_iter().partition(|(outline, _)| shown(&outline.publish, &outline.expire));
    let mut hidden: Vec<String> = others.into_iter().map(|(outline, _)| outline.slug).collect();
    hidden.sort();
    let mut brands: Vec<Brand> = brands
        .into_iter()
        .map(|(outline, draft)| Brand {
            outline,
            draft: draft.map_or_else(OnceLock::new, |draft| OnceLock::from(Box::new(draft))),
        })
        .collect();
    brands.sort_by(|a, b| (&a.outline.reading, &a.outline.slug).cmp(&(&b.outline.reading, &b.outline.slug)));
    let by_slug = brands
        .iter()
        .enumerate()
        .map(|(at, brand)| (brand.outline.slug.clone(), BrandId(at as u32)))
        .collect();
    let ids = |terms: &[Term]| terms.iter().map(|term| term.id.clone()).collect::<Vec<_>>();
    let batches: Vec<String> = shared.batches.iter().map(|batch| batch.id.clone()).collect();
    let industries = members(&ids(&shared.industries), &brands, |outline| vec![&outline.industry]);
    let districts = members(&ids(&shared.districts), &brands, |outline| outline.district.iter().collect());
    let honours = members(&ids(&shared.honours), &brands, |outline| outline.honours.iter().collect());
    let batches = members(&batches, &brands, |outline| outline.batch.iter().collect());
    let published =
        |pages: Vec<Page>| pages.into_iter().filter(|page| shown(&page.publish, &page.expire)).collect();
    let (pages, stories) = (published(pages), published(stories));
    Catalogue {
        shared,
        brands,
        pages,
        stories,
        as_of,
        hidden,
        by_slug,
        fetch,
        industries,
        districts,
        honours,
        batches,
    }
}

/// Brands of each value, each brand once.
fn members(values: &[String], brands: &[Brand], of: impl Fn(&Outline) -> Vec<&String>) -> Vec<Vec<BrandId>> {
    let numbers: HashMap<&String, usize> = values.iter().enumerate().map(|(at, id)| (id, at)).collect();
    let mut out = vec![Vec::new(); values.len()];
    for (at, brand) in brands.iter().enumerate() {
        let id = BrandId(at as u32);
        for at in of(&brand.outline).into_iter().filter_map(|value| numbers.get(value)) {
            if out[*at].last() != Some(&id) {
                out[*at].push(id);
            }
        }
    }
    out
}

/// The newest day in the content, so that a site does not depend on the day it is built.
fn newest(brands: &[(Outline, Option<Draft>)], pages: &[Page], stories: &[Page]) -> Option<Date> {
    let texts = pages
        .iter()
        .chain(stories)
        .flat_map(|page| page.versions.iter().flatten())
        .filter_map(|v| v.updated.as_ref().or(v.date.as_ref()));
    brands
        .iter()
        .filter_map(|(outline, _)| outline.updated.as_ref())
        .chain(texts)
        .filter(|day| day.is_day())
        .max()
        .cloned()
}

impl Catalogue {
    /// A catalogue of nothing.
    pub fn empty() -> Self {
        let fetch: Fetch = Box::new(|_| Draft::default());
        assemble(Shared::default(), Vec::new(), Vec::new(), Vec::new(), None, fetch)
    }

    pub fn brand(&self, id: BrandId) -> &Draft {
        let brand = &self.brands[id.0 as usize];
        brand.draft.get_or_init(|| Box::new((self.fetch)(&brand.outline)))
    }

    pub fn outline(&self, id: BrandId) -> &Outline {
        &self.brands[id.0 as usize].outline
    }

    pub fn find(&self, slug: &str) -> Option<BrandId> {
        self.by_slug.get(slug).copied()
    }

    /// Brands, with their numbers, in order.
    pub fn ids(&self) -> impl Iterator<Item = BrandId> + use<> {
        (0..self.brands.len() as u32).map(BrandId)
    }

    /// Every draft, in order.
    pub fn drafts(&self) -> impl Iterator<Item = &Draft> {
        self.ids().map(|id| self.brand(id))
    }

    /// The brands that follow in the same industry, at most three, so that rows stay full.
    pub fn related(&self, id: BrandId) -> Vec<BrandId> {
        let industry = self.shared.industries.iter().position(|term| term.id == self.outline(id).industry);
        let Some(members) = industry.map(|at| &self.industries[at]) else { return Vec::new() };
        let at = members.binary_search(&id).unwrap_or(0);
        (1..members.len().min(4)).map(|step| members[(at + step) % members.len()]).collect()
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
        let at = self.outline(brand).products.iter().position(|product| product == id)?;
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
