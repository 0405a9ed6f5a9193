//! Open data: the catalogue as JSON and CSV, with units, dates, sources and licence.

use serde_json::{Map, Value, json};

use crate::config::L10n;
use crate::load::draft::{Counts, Draft, Fact, Markets, SpecValue};
use crate::plan::route;
use crate::text::is_slug;
use crate::view::site::Site;

fn texts(site: &Site<'_>, text: &L10n) -> Value {
    let pairs = site
        .config
        .locales
        .iter()
        .enumerate()
        .filter_map(|(at, locale)| Some((locale.key.clone(), json!(text.only(at)?))));
    Value::Object(pairs.collect::<Map<_, _>>())
}

fn envelope(site: &Site<'_>, name: &str, records: Vec<Value>) -> String {
    debug_assert!(is_slug(name));
    let whole = json!({
        "version": 1,
        "title": texts(site, &site.config.title),
        "as_of": site.catalogue.as_of.as_ref().map(|date| &date.0),
        "licence": texts(site, &site.config.licence),
        name: records,
    });
    format!("{whole}\n")
}

fn fact(site: &Site<'_>, fact: &Fact) -> Value {
    json!({
        "id": fact.id, "value": number(&fact.value), "op": fact.op, "unit": fact.unit, "text": texts(site, &fact.text),
        "speaker": texts(site, &fact.speaker), "original": fact.original, "as_of": fact.as_of.as_ref().map(|date| &date.0),
        "computed": fact.computed, "source": fact.sources,
    })
}

/// A number as a number; its spelling where it has too many digits for one.
fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| json!(text))
}

fn counts(counts: &Option<Counts>) -> Value {
    let Some(counts) = counts else { return Value::Null };
    let mut out: Map<String, Value> =
        counts.levels.iter().map(|(level, count)| (level.clone(), json!(count))).collect();
    out.insert("source".into(), json!(counts.sources));
    Value::Object(out)
}

/// `api/v1/brands.json`
pub fn brands(site: &Site<'_>) -> String {
    let records = site.catalogue.drafts().map(|draft| brand(site, draft)).collect();
    envelope(site, "brands", records)
}

fn brand(site: &Site<'_>, draft: &Draft) -> Value {
    let markets = match &draft.markets {
        None => Value::Null,
        Some(Markets::Counted { count, op, sources }) => {
            json!({ "count": count, "op": op, "source": sources })
        }
        Some(Markets::Named { ids, sources }) => json!({ "ids": ids, "source": sources }),
    };
    json!({
        "ref": format!("brand:{}", draft.slug),
        "url": route::permalink(site.config, 0, &format!("brands/{}/", draft.slug)),
        "name": texts(site, &draft.name), "holder": texts(site, &draft.holder), "aliases": draft.aliases,
        "industry": draft.industry, "district": draft.district, "summary": texts(site, &draft.summary),
        "founded": draft.founded.as_ref().map(|(year, sources)| json!({ "year": year, "source": sources })),
        "admission": draft.admission.as_ref().map(|a| json!({ "batch": a.batch, "pathway": a.pathway })),
        "mark": draft.mark.as_ref().map(|m| json!({ "number": m.number, "status": m.status, "since": m.since.as_ref().map(|d| &d.0), "until": m.until.as_ref().map(|d| &d.0) })),
        "recognitions": draft.recognitions,
        "honours": draft.honours.iter().map(|h| json!({ "honour": h.honour, "year": h.year, "source": h.sources })).collect::<Vec<_>>(),
        "standards": counts(&draft.standards), "patents": counts(&draft.patents), "markets": markets,
        "facts": draft.facts.iter().map(|f| fact(site, f)).collect::<Vec<_>>(),
        "series": draft.series.iter().map(|s| json!({ "id": s.id, "name": texts(site, &s.name), "summary": texts(site, &s.summary), "source": s.sources })).collect::<Vec<_>>(),
        "updated": draft.updated.as_ref().map(|date| &date.0), "sample": draft.sample,
    })
}

/// `api/v1/products.json`
pub fn products(site: &Site<'_>) -> String {
    let mut records = Vec::new();
    for draft in site.catalogue.drafts() {
        for product in &draft.products {
            let specs: Vec<Value> = product
                .specs
                .iter()
                .map(|spec| {
                    let value = match &spec.value {
                        SpecValue::Number(value) => number(value),
                        SpecValue::Range(low, high) => json!([number(low), number(high)]),
                        SpecValue::Text(words) => texts(site, words),
                    };
                    json!({ "name": texts(site, &spec.name), "value": value, "unit": spec.unit, "source": spec.sources })
                })
                .collect();
            records.push(json!({
                "ref": format!("product:{}/{}", draft.slug, product.id),
                "url": route::permalink(site.config, 0, &format!("brands/{}/{}/", draft.slug, product.id)),
                "brand": draft.slug, "name": texts(site, &product.name), "model": product.model,
                "series": product.series.map(|at| &draft.series[at].id), "summary": texts(site, &product.summary),
                "specs": specs, "sample": draft.sample,
            }));
        }
    }
    envelope(site, "products", records)
}

/// `api/v1/sources.json`
pub fn sources(site: &Site<'_>) -> String {
    let records = site.catalogue.shared.sources.values().map(|source| {
        json!({
            "ref": format!("source:{}", source.id), "publisher": texts(site, &source.publisher), "title": texts(site, &source.title),
            "date": source.date.as_ref().map(|date| &date.0), "url": source.url, "grade": source.grade, "kind": source.kind,
        })
    });
    envelope(site, "sources", records.collect())
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
