//! Outlines: what the rest of a site needs to know of a brand, without holding all that its files say.
//!
//! An outline is small and is kept between runs; the draft behind it is read again only where a page is drawn from it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::config::L10n;
use crate::digest::{self, Digest};
use crate::load::draft::{Cover, Draft, Loaded, Mention, Picture, Product, Target};
use crate::model::reading;
use crate::yaml::read::Date;

/// What other pages show of a brand, decide by, or link to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    pub slug: String,
    pub name: L10n,
    pub summary: L10n,
    pub cover: Cover,
    /// The picture that takes the place of a drawn cover.
    pub picture: Option<Picture>,
    /// Pinyin of the name, without tones: the brand's place in every list.
    pub reading: String,
    pub updated: Option<Date>,
    pub publish: Option<Date>,
    pub expire: Option<Date>,
    pub industry: String,
    pub district: Option<String>,
    pub honours: Vec<String>,
    pub batch: Option<String>,
    pub sample: bool,
    pub has_story: bool,
    /// Ids of products, in the order of the profile.
    pub products: Vec<String>,
    /// Ids of series, and how many products each holds.
    pub series: Vec<(String, u32)>,
    /// Records that its texts link to or show, sorted, each once.
    pub links: Vec<(Target, String)>,
    /// Sources, and how many statements of its records rest on each; sorted.
    pub uses: Vec<(String, u32)>,
    /// Of what a card shows.
    pub card: Digest,
    /// Of everything but the texts: what open data and sources show.
    pub record: Digest,
    /// Of all of it.
    pub draft: Digest,
}

impl Outline {
    pub fn of(draft: &Draft) -> Self {
        let pages = draft.series.iter().enumerate().map(|(at, series)| {
            let count = draft.products.iter().filter(|product| product.series == Some(at)).count();
            (series.id.clone(), count as u32)
        });
        Self {
            slug: draft.slug.clone(),
            name: draft.name.clone(),
            summary: draft.summary.clone(),
            cover: draft.cover.clone(),
            picture: draft.cover.picture.and_then(|at| draft.pictures.get(at)).cloned(),
            reading: reading::of(draft),
            updated: draft.updated.clone(),
            publish: draft.publish.clone(),
            expire: draft.expire.clone(),
            industry: draft.industry.clone(),
            district: draft.district.clone(),
            honours: draft.honours.iter().map(|honour| honour.honour.clone()).collect(),
            batch: draft.admission.as_ref().map(|admission| admission.batch.clone()),
            sample: draft.sample,
            has_story: draft.stories.iter().any(Option::is_some),
            products: draft.products.iter().map(|product| product.id.clone()).collect(),
            series: pages.collect(),
            links: links(draft),
            uses: uses(draft),
            card: card(draft),
            record: record(draft),
            draft: digest::of_value(draft),
        }
    }
}

fn links(draft: &Draft) -> Vec<(Target, String)> {
    let texts =
        draft.stories.iter().chain(draft.products.iter().flat_map(|product| &product.texts)).flatten();
    let mut links: Vec<(Target, String)> =
        texts.flat_map(|prose| prose.links()).map(|(target, name)| (target, name.to_owned())).collect();
    links.sort();
    links.dedup();
    links
}

fn uses(draft: &Draft) -> Vec<(String, u32)> {
    let records = draft.facts.iter().map(|fact| &fact.sources);
    let records = records.chain(draft.honours.iter().map(|honour| &honour.sources));
    let records = records.chain(draft.series.iter().map(|series| &series.sources));
    let specs = draft.products.iter().flat_map(|product| &product.specs).map(|spec| &spec.sources);
    let mut counts: BTreeMap<&String, u32> = BTreeMap::new();
    for sources in records.chain(specs) {
        // A record that names a source twice rests on it once.
        sources
            .iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .for_each(|source| *counts.entry(source).or_default() += 1);
    }
    counts.into_iter().map(|(id, count)| (id.clone(), count)).collect()
}

fn card(draft: &Draft) -> Digest {
    let picture = draft.cover.picture.and_then(|at| draft.pictures.get(at));
    let names: (&L10n, &L10n) = (&draft.name, &draft.summary);
    digest::of_value(&(names, &draft.cover, picture, &draft.industry, &draft.district, draft.sample))
}

/// Everything but texts, pictures and cover.
fn record(draft: &Draft) -> Digest {
    let Draft { slug, name, kind, holder, industry, district, founded, summary, aliases, pinyin, .. } = draft;
    let head = (slug, name, kind, holder, industry, district, founded, summary, aliases, pinyin);
    let Draft { website, updated, publish, expire, admission, mark, recognitions, honours, .. } = draft;
    let state = (website, updated, publish, expire, admission, mark, recognitions, honours);
    let Draft { standards, patents, markets, facts, sample, series, .. } = draft;
    let figures = (standards, patents, markets, facts, sample, series);
    let products: Vec<_> = draft
        .products
        .iter()
        .map(|Product { id, name, series, model, summary, specs, sources, pictures: _, texts: _ }| {
            (id, name, series, model, summary, specs, sources)
        })
        .collect();
    let Draft { cover: _, products: _, stories: _, pictures: _, .. } = draft;
    digest::of_value(&(head, state, figures, products))
}

/// One folder of `content/brands` as the catalogue knows it, whether or not it is published.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub slug: String,
    /// `None` where no brand could be made of it.
    pub outline: Option<Outline>,
    /// Names its files mention, sorted, each once.
    pub names: Vec<(Target, String)>,
    /// Whether anything was found in its files.
    pub has_findings: bool,
}

impl Entry {
    pub fn of(slug: &str, loaded: &Loaded) -> Self {
        let mut names: Vec<(Target, String)> =
            loaded.mentions.iter().map(|Mention { target, name, .. }| (*target, name.clone())).collect();
        names.sort();
        names.dedup();
        Self {
            slug: slug.to_owned(),
            outline: loaded.draft.as_ref().map(Outline::of),
            names,
            has_findings: !loaded.found.is_empty(),
        }
    }
}
