//! Keys of units: equal keys, equal files. They are made from outlines, so that no draft is read to find out that
//! nothing has to be drawn.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::digest::{self, Digest, KeyBuilder};
use crate::load::draft::Target;
use crate::load::page::Page;
use crate::model::{BrandId, Catalogue};
use crate::plan::{self, List, PageKind, Unit};

/// What a unit is made from, beside what the whole site is made from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Its own record: the brand, the page.
    pub own: Digest,
    /// Other records that it shows or links to.
    pub others: Digest,
}

/// Parts of keys that many units share, counted once.
pub struct Census {
    /// Numbers of brands by every value of every property.
    counts: Digest,
    /// All cards, in order.
    cards: Digest,
    /// All records, in order.
    records: Digest,
    /// All addresses, with the days on which their records changed.
    addresses: Digest,
    /// All stories.
    stories: Digest,
    /// How many statements rest on each source, and whose they are.
    statements: BTreeMap<String, Digest>,
    uses: Digest,
}

impl Census {
    pub fn of(catalogue: &Catalogue) -> Self {
        let outlines = || catalogue.brands.iter().map(|brand| &brand.outline);
        let counts = [&catalogue.industries, &catalogue.districts, &catalogue.honours, &catalogue.batches];
        let counts: Vec<Vec<usize>> =
            counts.iter().map(|values| values.iter().map(Vec::len).collect()).collect();
        let cards: Vec<_> =
            outlines().map(|outline| (&outline.slug, &outline.reading, outline.card)).collect();
        let records: Vec<_> = outlines().map(|outline| (&outline.slug, outline.record)).collect();
        let addresses: Vec<_> = outlines()
            .map(|outline| (&outline.slug, &outline.updated, &outline.products, &outline.series))
            .collect();
        let stories: Vec<Digest> = catalogue.stories.iter().map(digest::of_value).collect();
        let (mut uses, mut resting) = (BTreeMap::<&str, u32>::new(), BTreeMap::<&str, KeyBuilder>::new());
        for (outline, (source, count)) in outlines().flat_map(|o| o.uses.iter().map(move |uses| (o, uses))) {
            *uses.entry(source).or_default() += count;
            let key = resting.entry(source).or_default();
            key.push_text(&outline.slug);
            key.push_digest(outline.record);
        }
        Self {
            uses: digest::of_value(&uses),
            statements: resting.into_iter().map(|(id, key)| (id.to_owned(), key.finish())).collect(),
            counts: digest::of_value(&counts),
            cards: digest::of_value(&cards),
            records: digest::of_value(&records),
            addresses: digest::of_value(&addresses),
            stories: digest::of_value(&stories),
        }
    }
}

/// The key of a unit.
pub fn of(unit: &Unit, catalogue: &Catalogue, config: &Config, census: &Census) -> Key {
    let nothing = Digest::default();
    let (own, others) = match unit {
        Unit::Brand(id) => (catalogue.outline(*id).draft, of_brand(*id, catalogue)),
        Unit::Page(kind) => of_page(kind, catalogue, config, census),
        Unit::List(List::Brands | List::Products | List::Csv) => (nothing, census.records),
        Unit::List(List::Sitemap) => (census.counts, census.addresses),
        Unit::List(List::Feeds) => (census.addresses, census.cards),
        Unit::List(List::Robots | List::Sources) | Unit::Theme => (nothing, nothing),
    };
    Key { own, others }
}

/// The name of a unit, stable between runs.
pub fn name(unit: &Unit, catalogue: &Catalogue) -> String {
    match unit {
        Unit::Brand(id) => format!("brand:{}", catalogue.outline(*id).slug),
        Unit::Page(kind) => format!("page:{}", plan::path(catalogue, kind)),
        Unit::List(list) => format!("list:{list:?}"),
        Unit::Theme => "theme".to_owned(),
    }
}

fn of_brand(id: BrandId, catalogue: &Catalogue) -> Digest {
    let related = catalogue.related(id).into_iter();
    let key = related.fold(KeyBuilder::new("related"), |key, id| {
        let outline = catalogue.outline(id);
        key.text(&outline.slug).digest(outline.card)
    });
    linked(key, catalogue, catalogue.outline(id).links.iter().map(|(target, name)| (*target, name.as_str())))
}

/// What the page of a text or a brand shows of the records it links to.
fn linked<'l>(
    key: KeyBuilder,
    catalogue: &Catalogue,
    links: impl Iterator<Item = (Target, &'l str)>,
) -> Digest {
    let key = links.fold(key, |key, (target, name)| {
        let there = catalogue.has(target, name);
        let shown = match target {
            Target::Brand => catalogue.find(name).map(|id| catalogue.outline(id).card),
            Target::Product => catalogue.product(name).map(|(id, _)| catalogue.outline(id).draft),
            _ => None,
        };
        key.text(name).number(u64::from(there)).digest(shown.unwrap_or_default())
    });
    key.finish()
}

fn of_page(kind: &PageKind, catalogue: &Catalogue, config: &Config, census: &Census) -> (Digest, Digest) {
    let nothing = Digest::default();
    let slice = |members: &[BrandId], page: usize| cards_of(catalogue, members, page, config.page_size);
    match kind {
        PageKind::Home => (census.stories, combined(&[census.cards, census.counts])),
        PageKind::Brands(page) => {
            let all: Vec<BrandId> = catalogue.ids().collect();
            (nothing, combined(&[census.counts, slice(&all, *page)]))
        }
        PageKind::Brand(id) | PageKind::Product(id, _) | PageKind::Series(id, ..) => {
            (catalogue.outline(*id).draft, of_brand(*id, catalogue))
        }
        PageKind::Industry(at, page) => (nothing, slice(&catalogue.industries[*at], *page)),
        PageKind::District(at, page) => (nothing, slice(&catalogue.districts[*at], *page)),
        PageKind::Honour(at, page) => (nothing, slice(&catalogue.honours[*at], *page)),
        PageKind::Batch(at, page) => (nothing, slice(&catalogue.batches[*at], *page)),
        PageKind::Facet(_) => (nothing, census.counts),
        PageKind::Az => (nothing, census.cards),
        PageKind::Stories => {
            let told: Vec<BrandId> = catalogue.ids().filter(|id| catalogue.outline(*id).has_story).collect();
            (census.stories, slice(&told, 1))
        }
        PageKind::Story(at) => of_text(&catalogue.stories[*at], catalogue),
        PageKind::Text(at) => of_text(&catalogue.pages[*at], catalogue),
        PageKind::Sources => (nothing, census.uses),
        PageKind::Source(id) => (nothing, census.statements.get(id).copied().unwrap_or_default()),
        PageKind::Data | PageKind::Missing => (nothing, nothing),
    }
}

fn combined(parts: &[Digest]) -> Digest {
    parts.iter().fold(KeyBuilder::new("parts"), |key, part| key.digest(*part)).finish()
}

/// The cards of one page of a list, and how long the list is.
fn cards_of(catalogue: &Catalogue, members: &[BrandId], page: usize, page_size: usize) -> Digest {
    let from = ((page - 1) * page_size).min(members.len());
    let shown = &members[from..(from + page_size).min(members.len())];
    let key = KeyBuilder::new("cards").number(members.len() as u64);
    let key = shown.iter().fold(key, |key, id| {
        let outline = catalogue.outline(*id);
        key.text(&outline.slug).digest(outline.card)
    });
    key.finish()
}

fn of_text(page: &Page, catalogue: &Catalogue) -> (Digest, Digest) {
    let links = page.versions.iter().flatten().flat_map(|version| version.prose.links());
    (digest::of_value(page), linked(KeyBuilder::new("text"), catalogue, links))
}

/// What the whole site is made from, by name; where one of these differs, everything is made anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    pub parts: Vec<(String, Digest)>,
}

impl Base {
    /// `program` and `theme`: their digests. `form`: how the site is written, apart from what is in it.
    pub fn of(catalogue: &Catalogue, config: &Config, program: Digest, theme: Digest, form: &str) -> Self {
        let shared = &catalogue.shared;
        let vocabularies = [
            &shared.industries,
            &shared.districts,
            &shared.honours,
            &shared.recognitions,
            &shared.markets,
            &shared.units,
        ];
        let names = |pages: &[Page]| pages.iter().map(|page| page.name.clone()).collect::<Vec<_>>();
        let parts = [
            ("program", program),
            ("theme", theme),
            ("form", digest::of(form.as_bytes())),
            ("settings", digest::of_value(config)),
            ("vocabularies", digest::of_value(&vocabularies)),
            ("sources", digest::of_value(&shared.sources)),
            ("batches", digest::of_value(&shared.batches)),
            ("programme", digest::of_value(&shared.programme)),
            ("day", digest::of_value(&catalogue.as_of)),
            ("pages", digest::of_value(&(names(&catalogue.pages), names(&catalogue.stories)))),
        ];
        Self { parts: parts.map(|(name, digest)| (name.to_owned(), digest)).to_vec() }
    }
}
