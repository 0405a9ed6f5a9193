//! Brand, product and series pages.

use crate::config::L10n;
use crate::load::draft::{BrandKind, Counts, Draft, Markets, Spec, SpecValue, Target};
use crate::model::BrandId;
use crate::plan::route;
use crate::plan::{Planned, SECTION, products_of};
use crate::text;
use crate::view::View;
use crate::view::brand::{BrandView, ProductView, SeriesView};
use crate::view::make_list::{pager, slice};
use crate::view::notes::Notes;
use crate::view::part::{Admission, Crumb, Frame, HonourRow, Link, Mark, Row, SeriesPart, SpecRow, Text};
use crate::view::site::{Head, Site};
use crate::view::structured::About;

fn plain(text: impl Into<String>) -> Text {
    Text { text: text.into(), tag: String::new() }
}

fn crumbs(site: &Site<'_>, draft: &Draft, locale: usize, last: Option<&L10n>) -> Vec<Crumb> {
    let mut out = vec![site.crumb(locale, "home", ""), site.crumb(locale, "brands", "brands/")];
    let name = site.text(&draft.name, locale);
    let href = last.is_some().then(|| site.href(locale, &format!("brands/{}/", draft.slug)));
    out.push(Crumb { label: name, href });
    out.extend(last.map(|name| Crumb { label: site.text(name, locale), href: None }));
    out
}

pub(super) fn brand(site: &Site<'_>, page: &Planned, id: BrandId) -> (Frame, View) {
    let (draft, locale) = (site.catalogue.brand(id), page.locale);
    let mut notes = Notes::default();
    let profile = profile(site, draft, &mut notes, locale);
    let honours = honours(site, draft, &mut notes, locale);
    let figures = draft.facts.iter().map(|fact| site.figure(fact, &mut notes, locale)).collect();
    let story = site.prose(page, &draft.stories, &draft.pictures, &mut notes);
    let series: Vec<SeriesPart> =
        (0..draft.series.len()).map(|at| series_part(site, draft, at, &mut notes, locale)).collect();
    let loose: Vec<usize> =
        (0..draft.products.len()).filter(|at| draft.products[*at].series.is_none()).collect();
    let counted = draft
        .facts
        .iter()
        .find(|fact| fact.counts.as_deref() == Some("series"))
        .and_then(|fact| fact.value.parse::<usize>().ok());
    let opening =
        draft.stories.get(locale).and_then(Option::as_ref).map_or("", |prose| prose.opening.as_str());
    let description = if draft.summary.is_empty() { opening } else { draft.summary.any(locale) };
    let kind = match draft.kind {
        BrandKind::Product => "kind_product",
        BrandKind::Service => "kind_service",
        BrandKind::GeographicalIndication => "kind_gi",
    };
    let head = Head {
        kind: "brand",
        section: "brands",
        title: draft.name.any(locale).to_owned(),
        description: description.to_owned(),
        crumbs: crumbs(site, draft, locale, None),
        sample: draft.sample,
        og_type: "article",
        picture: site.cover_file(draft),
        about: Some(About {
            kind: "Brand",
            name: draft.name.any(locale).to_owned(),
            description: draft.summary.any(locale).to_owned(),
            alternate_name: draft.aliases.clone(),
            ..About::default()
        }),
    };
    let view = BrandView {
        name: site.text(&draft.name, locale),
        other_name: site.other_name(&draft.name, locale),
        kind_label: site.label(locale, kind).to_owned(),
        summary: site.text(&draft.summary, locale),
        cover: site.cover(draft, locale),
        hue: site.hue(draft),
        admission: admission(site, draft, locale),
        mark: mark(site, draft, locale),
        profile,
        recognitions: draft
            .recognitions
            .iter()
            .map(|id| site.catalogue.term_name(Target::Recognition, id).any(locale).to_owned())
            .collect(),
        honours,
        figures,
        story,
        unnamed_series: counted.map_or(0, |count| count.saturating_sub(draft.series.len())),
        series,
        products: site.product_cards(draft, &loose, usize::MAX, locale),
        related: site.catalogue.related(id).into_iter().map(|id| site.card(id, locale)).collect(),
        short_url: format!("{}/b/{}", site.config.url, draft.slug),
        updated: draft.updated.as_ref().map(|date| date.0.clone()),
        notes: notes.entries(site, locale),
    };
    (site.frame(page, head), View::Brand(Box::new(view)))
}

fn admission(site: &Site<'_>, draft: &Draft, locale: usize) -> Option<Admission> {
    let admission = draft.admission.as_ref()?;
    let batch = site.catalogue.shared.batches.iter().find(|batch| batch.id == admission.batch)?;
    let pathway = admission.pathway.clone().unwrap_or_default();
    let label = match pathway.as_str() {
        "direct" => site.label(locale, "direct"),
        "selected" => site.label(locale, "selected"),
        _ => "",
    };
    Some(Admission {
        batch: Link {
            label: batch.name.any(locale).to_owned(),
            href: site.href(locale, &format!("batches/{}/", batch.id)),
        },
        date: batch.date.as_ref().map(|date| date.0.clone()),
        pathway,
        pathway_label: label.to_owned(),
    })
}

fn mark(site: &Site<'_>, draft: &Draft, locale: usize) -> Option<Mark> {
    let mark = draft.mark.as_ref()?;
    let key = match mark.status.as_str() {
        "valid" => "valid",
        "suspended" => "suspended",
        "rectifying" => "rectifying",
        "withdrawn" => "withdrawn",
        _ => "expired",
    };
    Some(Mark {
        number: mark.number.clone(),
        status: mark.status.clone(),
        status_label: site.label(locale, key).to_owned(),
        since: mark.since.as_ref().map(|date| date.0.clone()),
        until: mark.until.as_ref().map(|date| date.0.clone()),
    })
}

fn honours(site: &Site<'_>, draft: &Draft, notes: &mut Notes, locale: usize) -> Vec<HonourRow> {
    let rows = draft.honours.iter().map(|honour| HonourRow {
        year: honour.year.map_or_else(String::new, |year| year.to_string()),
        honour: site.term_link(Target::Honour, &honour.honour, "honours", locale),
        notes: notes.marks(site, &honour.sources, None, locale),
    });
    rows.collect()
}

fn profile(site: &Site<'_>, draft: &Draft, notes: &mut Notes, locale: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = |key: &'static str, value: Text, href: Option<String>, notes| {
        rows.push(Row { label: site.label(locale, key).to_owned(), value, href, notes });
    };
    let term = |target, id: &str| site.text(&site.catalogue.term_name(target, id), locale);
    row(
        "industry",
        term(Target::Industry, &draft.industry),
        Some(site.href(locale, &format!("industries/{}/", draft.industry))),
        Vec::new(),
    );
    if let Some(district) = &draft.district {
        row(
            "district",
            term(Target::District, district),
            Some(site.href(locale, &format!("districts/{district}/"))),
            Vec::new(),
        );
    }
    if !draft.holder.is_empty() {
        row("holder", site.text(&draft.holder, locale), None, Vec::new());
    }
    if let Some((year, sources)) = &draft.founded {
        row("founded", plain(year.to_string()), None, notes.marks(site, sources, None, locale));
    }
    let levels = |counts: &Option<Counts>,
                  prefix: &str,
                  notes: &mut Notes|
     -> Vec<(&'static str, Text, Vec<super::part::Note>)> {
        let Some(counts) = counts else { return Vec::new() };
        let key = |level: &str| {
            KEYS.iter().find(|(group, known, _)| *group == prefix && *known == level).map(|(_, _, key)| *key)
        };
        let shown = counts
            .levels
            .iter()
            .filter(|(_, count)| *count > 0)
            .filter_map(|(level, count)| Some((key(level)?, count)));
        let shown: Vec<(&'static str, &i64)> = shown.collect();
        shown
            .into_iter()
            .map(|(key, count)| {
                (
                    key,
                    plain(text::grouped(&count.to_string())),
                    notes.marks(site, &counts.sources, None, locale),
                )
            })
            .collect()
    };
    for (key, value, marks) in levels(&draft.standards, "standards", notes).into_iter().chain(levels(
        &draft.patents,
        "patents",
        notes,
    )) {
        row(key, value, None, marks);
    }
    match &draft.markets {
        Some(Markets::Counted { count, op, sources }) => {
            let (op, unit) = (site.operator(op, locale), site.label(locale, "market_count"));
            let gap = if site.locale_key(locale) == "zh" { "" } else { " " };
            row(
                "markets",
                plain(format!("{op}{gap}{count}{gap}{unit}").trim().to_owned()),
                None,
                notes.marks(site, sources, None, locale),
            );
        }
        Some(Markets::Named { ids, sources }) => {
            let names: Vec<String> = ids
                .iter()
                .map(|id| site.catalogue.term_name(Target::Market, id).any(locale).to_owned())
                .collect();
            let between = if site.locale_key(locale) == "zh" { "、" } else { ", " };
            row("markets", plain(names.join(between)), None, notes.marks(site, sources, None, locale));
        }
        None => {}
    }
    rows
}

/// Counts of a profile and the words they are shown under.
const KEYS: &[(&str, &str, &str)] = &[
    ("standards", "international", "standards_international"),
    ("standards", "national", "standards_national"),
    ("standards", "industry", "standards_industry"),
    ("standards", "local", "standards_local"),
    ("standards", "association", "standards_association"),
    ("standards", "enterprise", "standards_enterprise"),
    ("patents", "international", "patents_international"),
    ("patents", "domestic", "patents_domestic"),
];

fn series_part(site: &Site<'_>, draft: &Draft, at: usize, notes: &mut Notes, locale: usize) -> SeriesPart {
    let series = &draft.series[at];
    let products = products_of(draft, at);
    let own_page = products.len() > SECTION;
    SeriesPart {
        id: format!("series-{}", series.id),
        name: site.text(&series.name, locale),
        other_name: site.other_name(&series.name, locale),
        summary: site.text(&series.summary, locale),
        cover: site.card_cover(draft, locale),
        href: own_page.then(|| site.href(locale, &format!("brands/{}/{}/", draft.slug, series.id))),
        count: products.len(),
        products: site.product_cards(draft, &products, SECTION, locale),
        notes: notes.marks(site, &series.sources, None, locale),
    }
}

pub(super) fn product(site: &Site<'_>, page: &Planned, id: BrandId, at: usize) -> (Frame, View) {
    let (draft, locale) = (site.catalogue.brand(id), page.locale);
    let product = &draft.products[at];
    let mut notes = Notes::default();
    let specs = product.specs.iter().map(|spec| spec_row(site, spec, &mut notes, locale)).collect();
    let text = site.prose(page, &product.texts, &draft.pictures, &mut notes);
    notes.marks(site, &product.sources, None, locale);
    let card = site.product_card(draft, at, locale);
    let series = product.series.map(|at| {
        let series = &draft.series[at];
        let own_page = products_of(draft, at).len() > SECTION;
        let brand = format!("brands/{}/", draft.slug);
        let href = if own_page {
            site.href(locale, &format!("{brand}{}/", series.id))
        } else {
            format!("{}#series-{}", site.href(locale, &brand), series.id)
        };
        Link { label: series.name.any(locale).to_owned(), href }
    });
    let others = site.other_products(draft, at);
    let head = Head {
        kind: "product",
        section: "brands",
        title: format!("{} · {}", product.name.any(locale), draft.name.any(locale)),
        description: if product.summary.is_empty() {
            product.name.any(locale).to_owned()
        } else {
            product.summary.any(locale).to_owned()
        },
        crumbs: crumbs(site, draft, locale, Some(&product.name)),
        sample: draft.sample,
        og_type: "product",
        picture: card.cover.href.clone(),
        about: Some(About {
            kind: "Product",
            name: product.name.any(locale).to_owned(),
            description: product.summary.any(locale).to_owned(),
            model: product.model.clone(),
            brand: Some(Box::new(About {
                kind: "Brand",
                name: draft.name.any(locale).to_owned(),
                url: route::permalink(site.config, locale, &format!("brands/{}/", draft.slug)),
                ..About::default()
            })),
            ..About::default()
        }),
    };
    let view = ProductView {
        name: card.name,
        other_name: site.other_name(&product.name, locale),
        model: product.model.clone(),
        summary: card.summary,
        pictures: product
            .pictures
            .iter()
            .filter_map(|at| draft.pictures.get(*at))
            .map(|p| site.picture(p, product.name.any(locale), locale))
            .collect(),
        cover: card.cover,
        hue: site.hue(draft),
        brand: Link {
            label: draft.name.any(locale).to_owned(),
            href: site.href(locale, &format!("brands/{}/", draft.slug)),
        },
        series,
        specs,
        text,
        others: site.product_cards(draft, &others, 6, locale),
        notes: notes.entries(site, locale),
    };
    (site.frame(page, head), View::Product(Box::new(view)))
}

fn spec_row(site: &Site<'_>, spec: &Spec, notes: &mut Notes, locale: usize) -> SpecRow {
    let value = match &spec.value {
        SpecValue::Number(number) => plain(text::grouped(number)),
        SpecValue::Range(low, high) => plain(format!("{}–{}", text::grouped(low), text::grouped(high))),
        SpecValue::Text(words) => spec_text(site, words, locale),
    };
    SpecRow {
        name: site.text(&spec.name, locale),
        value,
        unit: site.unit(spec.unit.as_ref(), locale),
        notes: notes.marks(site, &spec.sources, None, locale),
    }
}

/// A bare text stands in every locale alike.
fn spec_text(site: &Site<'_>, words: &L10n, locale: usize) -> Text {
    site.text(words, locale)
}

pub(super) fn series(
    site: &Site<'_>,
    page: &Planned,
    id: BrandId,
    at: usize,
    number: usize,
) -> (Frame, View) {
    let (draft, locale) = (site.catalogue.brand(id), page.locale);
    let series = &draft.series[at];
    let products = products_of(draft, at);
    let mut notes = Notes::default();
    let source_notes = notes.marks(site, &series.sources, None, locale);
    let shown = slice(&products, number, site.config.page_size);
    let head = Head {
        kind: "series",
        section: "brands",
        title: format!("{} · {}", series.name.any(locale), draft.name.any(locale)),
        description: if series.summary.is_empty() {
            series.name.any(locale).to_owned()
        } else {
            series.summary.any(locale).to_owned()
        },
        crumbs: crumbs(site, draft, locale, Some(&series.name)),
        sample: draft.sample,
        og_type: "website",
        picture: site.cover_file(draft),
        about: None,
    };
    let view = SeriesView {
        name: site.text(&series.name, locale),
        other_name: site.other_name(&series.name, locale),
        summary: site.text(&series.summary, locale),
        cover: site.cover(draft, locale),
        hue: site.hue(draft),
        brand: Link {
            label: draft.name.any(locale).to_owned(),
            href: site.href(locale, &format!("brands/{}/", draft.slug)),
        },
        products: site.product_cards(draft, shown, usize::MAX, locale),
        pager: pager(site, products.len(), number, &format!("brands/{}/{}/", draft.slug, series.id), locale),
        count: products.len(),
        source_notes,
        notes: notes.entries(site, locale),
    };
    (site.frame(page, head), View::Series(Box::new(view)))
}
