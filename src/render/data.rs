//! Open data: the catalogue as JSON and CSV, with units, dates, sources and licence.

use rayon::prelude::*;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::config::{Config, L10n};
use crate::load::draft::{Admission, Counts, Draft, Fact, Honour, Mark, Markets, Product, Spec, SpecValue};
use crate::load::vocabulary::Source;
use crate::model::BrandId;
use crate::plan::route;
use crate::view::site::Site;
use crate::yaml::read::Date;

/// A text by locale; locales without it are left out.
struct Texts<'t>(&'t L10n, &'t Config);

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (at, locale) in self.1.locales.iter().enumerate() {
            if let Some(text) = self.0.only(at) {
                map.serialize_entry(&locale.key, text)?;
            }
        }
        map.end()
    }
}

/// A number as a number; its spelling where it has too many digits for one.
struct Number<'t>(&'t str);

impl Serialize for Number<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0.parse::<i64>(), self.0.parse::<f64>()) {
            (Ok(whole), _) => serializer.serialize_i64(whole),
            (_, Ok(number)) if number.is_finite() => serializer.serialize_f64(number),
            _ => serializer.serialize_str(self.0),
        }
    }
}

/// Counts by level, and their sources.
struct Levels<'t>(&'t Counts);

impl Serialize for Levels<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (level, count) in &self.0.levels {
            map.serialize_entry(level, count)?;
        }
        map.serialize_entry("source", &self.0.sources)?;
        map.end()
    }
}

#[derive(Serialize)]
struct FactRecord<'t> {
    id: &'t str,
    value: Number<'t>,
    op: &'t str,
    unit: Option<&'t str>,
    text: Texts<'t>,
    speaker: Texts<'t>,
    original: Option<&'t str>,
    as_of: Option<&'t Date>,
    computed: bool,
    source: &'t [String],
}

fn fact<'t>(fact: &'t Fact, config: &'t Config) -> FactRecord<'t> {
    FactRecord {
        id: &fact.id,
        value: Number(&fact.value),
        op: &fact.op,
        unit: fact.unit.as_deref(),
        text: Texts(&fact.text, config),
        speaker: Texts(&fact.speaker, config),
        original: fact.original.as_deref(),
        as_of: fact.as_of.as_ref(),
        computed: fact.computed,
        source: &fact.sources,
    }
}

#[derive(Serialize)]
struct Founded<'t> {
    year: i64,
    source: &'t [String],
}

#[derive(Serialize)]
struct HonourRecord<'t> {
    honour: &'t str,
    year: Option<i64>,
    source: &'t [String],
}

#[derive(Serialize)]
#[serde(untagged)]
enum MarketsRecord<'t> {
    Counted { count: i64, op: &'t str, source: &'t [String] },
    Named { ids: &'t [String], source: &'t [String] },
}

#[derive(Serialize)]
struct SeriesRecord<'t> {
    id: &'t str,
    name: Texts<'t>,
    summary: Texts<'t>,
    source: &'t [String],
}

#[derive(Serialize)]
struct BrandRecord<'t> {
    #[serde(rename = "ref")]
    reference: String,
    url: String,
    name: Texts<'t>,
    holder: Texts<'t>,
    aliases: &'t [String],
    industry: &'t str,
    district: Option<&'t str>,
    summary: Texts<'t>,
    founded: Option<Founded<'t>>,
    admission: Option<&'t Admission>,
    mark: Option<&'t Mark>,
    recognitions: &'t [String],
    honours: Vec<HonourRecord<'t>>,
    standards: Option<Levels<'t>>,
    patents: Option<Levels<'t>>,
    markets: Option<MarketsRecord<'t>>,
    facts: Vec<FactRecord<'t>>,
    series: Vec<SeriesRecord<'t>>,
    updated: Option<&'t Date>,
    sample: bool,
}

fn brand(site: &Site<'_>, draft: &Draft) -> String {
    let config = site.config;
    json(&BrandRecord {
        reference: format!("brand:{}", draft.slug),
        url: route::permalink(config, 0, &format!("brands/{}/", draft.slug)),
        name: Texts(&draft.name, config),
        holder: Texts(&draft.holder, config),
        aliases: &draft.aliases,
        industry: &draft.industry,
        district: draft.district.as_deref(),
        summary: Texts(&draft.summary, config),
        founded: draft.founded.as_ref().map(|(year, source)| Founded { year: *year, source }),
        admission: draft.admission.as_ref(),
        mark: draft.mark.as_ref(),
        recognitions: &draft.recognitions,
        honours: draft
            .honours
            .iter()
            .map(|Honour { honour, year, sources }| HonourRecord { honour, year: *year, source: sources })
            .collect(),
        standards: draft.standards.as_ref().map(Levels),
        patents: draft.patents.as_ref().map(Levels),
        markets: draft.markets.as_ref().map(|markets| match markets {
            Markets::Counted { count, op, sources } => {
                MarketsRecord::Counted { count: *count, op, source: sources }
            }
            Markets::Named { ids, sources } => MarketsRecord::Named { ids, source: sources },
        }),
        facts: draft.facts.iter().map(|of| fact(of, config)).collect(),
        series: draft
            .series
            .iter()
            .map(|series| SeriesRecord {
                id: &series.id,
                name: Texts(&series.name, config),
                summary: Texts(&series.summary, config),
                source: &series.sources,
            })
            .collect(),
        updated: draft.updated.as_ref(),
        sample: draft.sample,
    })
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'t> {
    Number(Number<'t>),
    Range([Number<'t>; 2]),
    Text(Texts<'t>),
}

#[derive(Serialize)]
struct SpecRecord<'t> {
    name: Texts<'t>,
    value: Value<'t>,
    unit: Option<&'t str>,
    source: &'t [String],
}

fn spec<'t>(spec: &'t Spec, config: &'t Config) -> SpecRecord<'t> {
    SpecRecord {
        name: Texts(&spec.name, config),
        value: match &spec.value {
            SpecValue::Number(value) => Value::Number(Number(value)),
            SpecValue::Range(low, high) => Value::Range([Number(low), Number(high)]),
            SpecValue::Text(words) => Value::Text(Texts(words, config)),
        },
        unit: spec.unit.as_deref(),
        source: &spec.sources,
    }
}

#[derive(Serialize)]
struct ProductRecord<'t> {
    #[serde(rename = "ref")]
    reference: String,
    url: String,
    brand: &'t str,
    name: Texts<'t>,
    model: Option<&'t str>,
    series: Option<&'t str>,
    summary: Texts<'t>,
    specs: Vec<SpecRecord<'t>>,
    sample: bool,
}

fn product(site: &Site<'_>, draft: &Draft, product: &Product) -> String {
    let config = site.config;
    json(&ProductRecord {
        reference: format!("product:{}/{}", draft.slug, product.id),
        url: route::permalink(config, 0, &format!("brands/{}/{}/", draft.slug, product.id)),
        brand: &draft.slug,
        name: Texts(&product.name, config),
        model: product.model.as_deref(),
        series: product.series.map(|at| draft.series[at].id.as_str()),
        summary: Texts(&product.summary, config),
        specs: product.specs.iter().map(|of| spec(of, config)).collect(),
        sample: draft.sample,
    })
}

#[derive(Serialize)]
struct SourceRecord<'t> {
    #[serde(rename = "ref")]
    reference: String,
    publisher: Texts<'t>,
    title: Texts<'t>,
    date: Option<&'t Date>,
    url: Option<&'t str>,
    grade: &'t str,
    kind: Option<&'t str>,
}

fn source(site: &Site<'_>, source: &Source) -> String {
    json(&SourceRecord {
        reference: format!("source:{}", source.id),
        publisher: Texts(&source.publisher, site.config),
        title: Texts(&source.title, site.config),
        date: source.date.as_ref(),
        url: source.url.as_deref(),
        grade: &source.grade,
        kind: source.kind.as_deref(),
    })
}

fn json(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("records are plain values")
}

#[derive(Serialize)]
struct Envelope<'t> {
    version: u8,
    title: Texts<'t>,
    as_of: Option<&'t Date>,
    licence: Texts<'t>,
}

/// Records under a name, one a line, behind what is true of all of them.
fn enveloped(site: &Site<'_>, name: &str, records: &[String]) -> String {
    let head = json(&Envelope {
        version: 1,
        title: Texts(&site.config.title, site.config),
        as_of: site.catalogue.as_of.as_ref(),
        licence: Texts(&site.config.licence, site.config),
    });
    let head = head.strip_suffix('}').unwrap_or(&head);
    format!("{head},\"{name}\":[\n{}\n]}}\n", records.join(",\n"))
}

/// `api/v1/brands.json`
pub fn brands(site: &Site<'_>) -> String {
    let ids: Vec<BrandId> = site.catalogue.ids().collect();
    let records: Vec<String> = ids.par_iter().map(|id| brand(site, site.catalogue.brand(*id))).collect();
    enveloped(site, "brands", &records)
}

/// `api/v1/products.json`
pub fn products(site: &Site<'_>) -> String {
    let ids: Vec<BrandId> = site.catalogue.ids().collect();
    let records: Vec<Vec<String>> = ids
        .par_iter()
        .map(|id| {
            let draft = site.catalogue.brand(*id);
            draft.products.iter().map(|of| product(site, draft, of)).collect()
        })
        .collect();
    enveloped(site, "products", &records.concat())
}

/// `api/v1/sources.json`
pub fn sources(site: &Site<'_>) -> String {
    let records: Vec<String> = site.catalogue.shared.sources.values().map(|of| source(site, of)).collect();
    enveloped(site, "sources", &records)
}

/// `catalogue.csv`: one row a brand; a byte-order mark makes Excel read it as UTF-8.
pub fn csv(site: &Site<'_>) -> String {
    let mut out = String::from("\u{feff}ref");
    for locale in &site.config.locales {
        out.push_str(&format!(",name_{0},summary_{0},industry_{0},district_{0}", locale.key));
    }
    out.push_str(",founded,batch,products,updated,sample,url\r\n");
    for draft in site.catalogue.drafts() {
        let mut cells = vec![format!("brand:{}", draft.slug)];
        for at in 0..site.config.locales.len() {
            let term = |target, id: &str| site.catalogue.term_name(target, id).any(at).to_owned();
            cells.push(draft.name.any(at).to_owned());
            cells.push(draft.summary.any(at).to_owned());
            cells.push(term(crate::load::draft::Target::Industry, &draft.industry));
            cells.push(
                draft
                    .district
                    .as_ref()
                    .map_or_else(String::new, |id| term(crate::load::draft::Target::District, id)),
            );
        }
        cells.push(draft.founded.as_ref().map_or_else(String::new, |(year, _)| year.to_string()));
        cells.push(draft.admission.as_ref().map_or_else(String::new, |admission| admission.batch.clone()));
        cells.push(draft.products.len().to_string());
        cells.push(draft.updated.as_ref().map_or_else(String::new, |date| date.0.clone()));
        cells.push(draft.sample.to_string());
        cells.push(route::permalink(site.config, 0, &format!("brands/{}/", draft.slug)));
        out.push_str(&cells.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell of RFC 4180; one that a spreadsheet would take for a formula is made a text.
fn csv_cell(cell: &str) -> String {
    let cell =
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_texts() {
        for (cell, expected) in
            [("a", "a"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("=1+1", "'=1+1"), ("@x", "'@x")]
        {
            assert_eq!(csv_cell(cell), expected);
        }
    }
}
