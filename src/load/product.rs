//! `products.yaml`: the series and products of one brand.

use crate::both;
use crate::config::L10n;
use crate::diag::{Both, Diagnostic};
use crate::load::draft::{Product, Series, Spec, SpecValue, Target};
use crate::load::keys;
use crate::load::record::Record;
use crate::text;
use crate::yaml::read::is_number;
use crate::yaml::{Kind, Node};

/// Series and products of a file, with the pictures that products name.
#[derive(Debug, Default)]
pub struct Products {
    pub series: Vec<Series>,
    pub products: Vec<Product>,
    /// Product, path, where it is written.
    pub pictures: Vec<(usize, String, std::ops::Range<usize>)>,
}

/// Reads a file of products.
pub fn read(record: &mut Record<'_, '_>, node: &Node) -> Products {
    let what = both!("产品表", "the file of products");
    let Some(fields) = record.reader.map(node, &what, &[keys::PRODUCTS]) else { return Products::default() };
    record.stray_sample(fields.get("sample"));
    let mut out = Products::default();
    let mut taken = Vec::new();
    for node in
        fields.get("series").map(|node| record.reader.list(node, &both!("系列", "series"))).unwrap_or(&[])
    {
        out.series.extend(series(record, node, &mut taken));
    }
    // Series and products share the folder of their brand, so they share one set of ids.
    for node in
        fields.get("products").map(|node| record.reader.list(node, &both!("产品", "products"))).unwrap_or(&[])
    {
        product(record, node, &mut taken, &mut out);
    }
    out
}

fn series(
    record: &mut Record<'_, '_>,
    node: &Node,
    taken: &mut Vec<(String, std::ops::Range<usize>)>,
) -> Option<Series> {
    let what = both!("系列", "a series");
    let fields = record.reader.map(node, &what, &[keys::SERIES])?;
    let id = record.id(&fields, &what, &keys::SERIES[0], taken)?;
    let name = record.required(&fields, &what, &keys::SERIES[1]);
    let sources = record.sources(&fields, &both!("系列 `{id}`", "the series `{id}`"));
    let summary = record.localized(fields.get("summary"), &both!("系列简介", "the summary of a series"));
    if !record.sample {
        record.claims(&fields, &["summary"]);
    }
    Some(Series { id, name, summary, sources })
}

fn product(
    record: &mut Record<'_, '_>,
    node: &Node,
    taken: &mut Vec<(String, std::ops::Range<usize>)>,
    out: &mut Products,
) {
    let what = both!("产品", "a product");
    let Some(fields) = record.reader.map(node, &what, &[keys::PRODUCT]) else { return };
    record.stray_sample(fields.get("sample"));
    let Some(id) = record.id(&fields, &what, &keys::PRODUCT[0], taken) else { return };
    let name = record.required(&fields, &what, &keys::PRODUCT[1]);
    let series = fields.get("series").and_then(|node| series_of(record, node, &out.series));
    let summary = record.localized(fields.get("summary"), &both!("产品简介", "the summary of a product"));
    if !record.sample {
        record.claims(&fields, &["summary"]);
    }
    let specs =
        fields.get("specs").map(|node| record.reader.list(node, &both!("技术参数", "specs"))).unwrap_or(&[]);
    let specs = specs.iter().filter_map(|node| spec(record, node)).collect();
    for node in
        fields.get("images").map(|node| record.reader.list(node, &both!("图片", "images"))).unwrap_or(&[])
    {
        if let Some(path) = record.reader.text(node, &both!("图片路径", "the path of a picture")) {
            out.pictures.push((out.products.len(), path.value, path.span));
        }
    }
    out.products.push(Product {
        id,
        name,
        series,
        model: record.text(fields.get("model"), &both!("型号", "the model")),
        summary,
        specs,
        pictures: Vec::new(),
        sources: record.names(fields.get("source"), &both!("来源", "a source"), Target::Source),
        texts: Vec::new(),
    });
}

fn series_of(record: &mut Record<'_, '_>, node: &Node, known: &[Series]) -> Option<usize> {
    let written = record.reader.text(node, &both!("系列代号", "the id of a series"))?;
    let at = known.iter().position(|series| series.id == written.value);
    if at.is_none() {
        let ids = || known.iter().map(|series| series.id.as_str());
        let help = text::closest(&written.value, ids()).map_or_else(
            || both!("先在 series 里写出它", "list it under `series` first"),
            |near| both!("改成 `{near}`", "write `{near}`"),
        );
        record.reader.push(
            Diagnostic::error(
                "product/unknown-series",
                both!("没有 `{}` 这个系列", "no series is called `{}`", written.value),
            )
            .at(record.reader.place(&written.span))
            .help(help),
        );
    }
    at
}

fn spec(record: &mut Record<'_, '_>, node: &Node) -> Option<Spec> {
    let what = both!("技术参数", "a specification");
    let fields = record.reader.map(node, &what, &[keys::SPEC])?;
    let name = record.required(&fields, &what, &keys::SPEC[0]);
    let sources = record.sources(&fields, &named(&name, &what));
    let unit = record.name(fields.get("unit"), &both!("单位", "the unit"), Target::Unit);
    let Some(value) = fields.get("value") else {
        record.reader.missing(&fields, &what, &keys::SPEC[1]);
        return None;
    };
    Some(Spec { name, value: spec_value(record, value)?, unit, sources })
}

/// What a finding calls a specification: its name, so that the right one of twenty is found.
fn named(name: &L10n, what: &Both) -> Both {
    match name.get(0) {
        Some((name, _)) => both!("参数 `{0}`", "the specification `{0}`", text::shorten(name, 40)),
        None => what.clone(),
    }
}

fn spec_value(record: &mut Record<'_, '_>, node: &Node) -> Option<SpecValue> {
    let what = both!("参数值", "the value");
    match &node.kind {
        Kind::Scalar { text, plain: true } if is_number(text) => Some(SpecValue::Number(text.clone())),
        Kind::List(ends) => {
            let expected: Both =
                both!("数字、区间 [小, 大] 或文字", "a number, a range [low, high] or a text");
            let numbers: Vec<String> =
                ends.iter().filter_map(|end| record.reader.number(end, &what)).map(|n| n.value).collect();
            match <[String; 2]>::try_from(numbers) {
                Ok([low, high]) if order(&low) <= order(&high) => Some(SpecValue::Range(low, high)),
                _ => {
                    record.reader.wrong_type(node, &expected, &what);
                    None
                }
            }
        }
        // Bare texts such as `747 g` need no translation of their own; a map is localized.
        Kind::Scalar { text, .. } => {
            Some(SpecValue::Text(L10n::in_default(Some(text.trim().to_owned()), record.locales.len())))
        }
        _ => Some(SpecValue::Text(record.localized(Some(node), &what))),
    }
}

fn order(number: &str) -> f64 {
    number.parse().unwrap_or(f64::MAX)
}
