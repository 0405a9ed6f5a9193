//! Stories, free pages, sources, data, 404.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::draft::{Draft, SpecValue};
use crate::load::page::{Page, Version};
use crate::load::vocabulary::Source;
use crate::model::{BrandId, Catalogue};
use crate::plan::Planned;
use crate::text;
use crate::view::View;
use crate::view::make_list::simple;
use crate::view::notes::Notes;
use crate::view::part::{Frame, Link, Row, Text};
use crate::view::site::Site;
use crate::view::structured::About;
use crate::view::text_page::{
    DataFile, DataView, MissingView, SourceEntry, SourceView, SourcesView, Statement, StoriesView,
    StoryEntry, TextView,
};

fn plain(text: impl Into<String>) -> Text {
    Text { text: text.into(), tag: String::new() }
}

fn version(page: &Page, locale: usize) -> Option<(&Version, usize)> {
    let own = page.versions.get(locale).and_then(Option::as_ref).map(|version| (version, locale));
    own.or_else(|| {
        page.versions
            .iter()
            .enumerate()
            .find_map(|(at, version)| version.as_ref().map(|version| (version, at)))
    })
}

fn in_locale(site: &Site<'_>, text: &str, at: usize, locale: usize) -> Text {
    Text {
        text: text.to_owned(),
        tag: if at == locale { String::new() } else { site.config.locales[at].tag.clone() },
    }
}

pub(super) fn text(site: &Site<'_>, page: &Planned, source: &Page, section: &'static str) -> (Frame, View) {
    let locale = page.locale;
    let empty = Version::default();
    let (shown, at) = version(source, locale).unwrap_or((&empty, locale));
    let mut notes = Notes::default();
    let proses: Vec<_> =
        source.versions.iter().map(|version| version.as_ref().map(|version| version.prose.clone())).collect();
    let prose = site.prose(page, &proses, &source.pictures, &mut notes);
    let brands: Vec<BrandId> = shown
        .prose
        .links()
        .into_iter()
        .filter(|(target, _)| *target == crate::load::draft::Target::Brand)
        .filter_map(|(_, slug)| site.catalogue.find(slug))
        .take(6)
        .collect();
    let summary = if shown.summary.is_empty() { &shown.prose.opening } else { &shown.summary };
    let mut head = simple(site, "text", section, &shown.title, summary, locale);
    head.og_type = "article";
    head.sample = source.sample;
    if let Some(last) = head.crumbs.last_mut() {
        last.label = in_locale(site, &shown.title, at, locale);
    }
    if section == "stories" {
        head.crumbs.insert(1, site.crumb(locale, "stories", "stories/"));
    }
    let date = shown.date.as_ref().map(|date| date.0.clone());
    head.about = Some(About {
        kind: "Article",
        headline: shown.title.clone(),
        date_published: date.clone(),
        ..About::default()
    });
    let view = TextView {
        title: in_locale(site, &shown.title, at, locale),
        summary: in_locale(site, &shown.summary, at, locale),
        date,
        prose: prose.unwrap_or(super::part::Prose { html: String::new(), tag: String::new() }),
        notes: notes.entries(site, locale),
        brands: brands.into_iter().map(|id| site.card(id, locale)).collect(),
    };
    (site.frame(page, head), View::Text(Box::new(view)))
}

pub(super) fn stories(site: &Site<'_>, page: &Planned) -> (Frame, View) {
    let locale = page.locale;
    let (title, lede) =
        (site.label(locale, "stories").to_owned(), site.label(locale, "stories_lede").to_owned());
    let head = simple(site, "stories", "stories", &title, &lede, locale);
    let mut entries: Vec<StoryEntry> = site
        .catalogue
        .stories
        .iter()
        .filter_map(|story| {
            let (shown, at) = version(story, locale)?;
            Some(StoryEntry {
                title: in_locale(site, &shown.title, at, locale),
                summary: in_locale(site, &shown.summary, at, locale),
                date: shown.date.as_ref().map(|date| date.0.clone()),
                href: site.href(locale, &format!("stories/{}/", story.name)),
            })
        })
        .collect();
    entries.sort_by(|a, b| b.date.cmp(&a.date));
    let with_story = site.catalogue.ids().filter(|id| site.catalogue.outline(*id).has_story);
    let brands = with_story.take(site.config.page_size).map(|id| site.card(id, locale)).collect();
    (site.frame(page, head), View::Stories(Box::new(StoriesView { title, lede, stories: entries, brands })))
}

pub(super) fn sources(site: &Site<'_>, page: &Planned) -> (Frame, View) {
    let locale = page.locale;
    let (title, lede) =
        (site.label(locale, "sources").to_owned(), site.label(locale, "sources_lede").to_owned());
    let head = simple(site, "sources", "", &title, &lede, locale);
    let uses = uses(site.catalogue);
    let entry =
        |source: &Source| entry(site, source, uses.get(source.id.as_str()).copied().unwrap_or(0), locale);
    let mut entries: Vec<SourceEntry> = site.catalogue.shared.sources.values().map(entry).collect();
    entries.sort_by(|a, b| {
        (&a.grade, std::cmp::Reverse(&a.date), &a.href).cmp(&(&b.grade, std::cmp::Reverse(&b.date), &b.href))
    });
    (site.frame(page, head), View::Sources(Box::new(SourcesView { title, lede, sources: entries })))
}

/// How many statements rest on each source.
fn uses(catalogue: &Catalogue) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    let figures = &catalogue.shared.programme.figures;
    let programme =
        figures.iter().flat_map(|fact| fact.sources.iter().collect::<BTreeSet<_>>()).map(|id| (id, 1));
    let brands =
        catalogue.brands.iter().flat_map(|brand| &brand.outline.uses).map(|(id, count)| (id, *count));
    for (source, count) in programme.chain(brands) {
        *counts.entry(source.as_str()).or_default() += count as usize;
    }
    counts
}

fn entry(site: &Site<'_>, source: &Source, uses: usize, locale: usize) -> SourceEntry {
    SourceEntry {
        href: site.href(locale, &format!("sources/{}/", source.id)),
        publisher: source.publisher.any(locale).to_owned(),
        title: site.text(&source.title, locale),
        date: source.date.as_ref().map_or_else(String::new, |date| date.0.clone()),
        grade: source.grade.clone(),
        uses,
    }
}

/// Everything the catalogue says on the word of a source.
fn statements(site: &Site<'_>, source: &str, locale: usize) -> Vec<Statement> {
    let catalogue: &Catalogue = site.catalogue;
    let mut out = Vec::new();
    let rests = |sources: &[String]| sources.iter().any(|id| id == source);
    let home = || Link {
        label: catalogue.shared.programme.name.any(locale).to_owned(),
        href: site.href(locale, ""),
    };
    for fact in catalogue.shared.programme.figures.iter().filter(|fact| rests(&fact.sources)) {
        let figure = text::grouped(&fact.value);
        out.push(Statement {
            subject: home(),
            text: stated(site, &fact.text, &figure, locale),
            original: fact.original.as_ref().map(|words| site.quoted(words, locale)),
        });
    }
    for id in catalogue.ids().filter(|id| catalogue.outline(*id).uses.iter().any(|(id, _)| id == source)) {
        of_brand(site, catalogue.brand(id), &rests, locale, &mut out);
    }
    out
}

fn stated(site: &Site<'_>, words: &crate::config::L10n, figure: &str, locale: usize) -> Text {
    let text = site.text(words, locale);
    Text { text: format!("{} · {figure}", text.text), tag: text.tag }
}

fn of_brand(
    site: &Site<'_>,
    draft: &Draft,
    rests: &dyn Fn(&[String]) -> bool,
    locale: usize,
    out: &mut Vec<Statement>,
) {
    let brand = || Link {
        label: draft.name.any(locale).to_owned(),
        href: site.href(locale, &format!("brands/{}/", draft.slug)),
    };
    for fact in draft.facts.iter().filter(|fact| rests(&fact.sources)) {
        out.push(Statement {
            subject: brand(),
            text: stated(site, &fact.text, &text::grouped(&fact.value), locale),
            original: fact.original.as_ref().map(|words| site.quoted(words, locale)),
        });
    }
    for honour in draft.honours.iter().filter(|honour| rests(&honour.sources)) {
        let name = site.catalogue.term_name(crate::load::draft::Target::Honour, &honour.honour);
        out.push(Statement { subject: brand(), text: site.text(&name, locale), original: None });
    }
    for series in draft.series.iter().filter(|series| rests(&series.sources)) {
        out.push(Statement { subject: brand(), text: site.text(&series.name, locale), original: None });
    }
    for product in &draft.products {
        for spec in product.specs.iter().filter(|spec| rests(&spec.sources)) {
            let value = match &spec.value {
                SpecValue::Number(number) => text::grouped(number),
                SpecValue::Range(low, high) => format!("{low}–{high}"),
                SpecValue::Text(words) => words.any(locale).to_owned(),
            };
            let unit = site.unit(spec.unit.as_ref(), locale);
            let subject = Link {
                label: product.name.any(locale).to_owned(),
                href: site.href(locale, &format!("brands/{}/{}/", draft.slug, product.id)),
            };
            out.push(Statement {
                subject,
                text: stated(site, &spec.name, format!("{value} {unit}").trim(), locale),
                original: None,
            });
        }
    }
}

pub(super) fn source(site: &Site<'_>, page: &Planned, id: &str) -> (Frame, View) {
    let locale = page.locale;
    let empty = Source::default();
    let source = site.catalogue.shared.sources.get(id).unwrap_or(&empty);
    let title = source.title.any(locale).to_owned();
    let publisher = source.publisher.any(locale).to_owned();
    let mut about = Vec::new();
    let mut row = |key: &'static str, value: String| {
        if !value.is_empty() {
            about.push(Row {
                label: site.label(locale, key).to_owned(),
                value: plain(value),
                href: None,
                notes: Vec::new(),
            });
        }
    };
    row("publisher", publisher.clone());
    row("date", source.date.as_ref().map_or_else(String::new, |date| date.0.clone()));
    row("grade", source.grade.clone());
    row("note", source.note.any(locale).to_owned());
    let mut head = simple(site, "source", "", &title, &publisher, locale);
    if let Some(last) = head.crumbs.last_mut() {
        last.label = site.text(&source.title, locale);
    }
    head.crumbs.insert(1, site.crumb(locale, "sources", "sources/"));
    let view = SourceView {
        publisher,
        title: site.text(&source.title, locale),
        about,
        url: source.url.clone(),
        statements: statements(site, id, locale),
    };
    (site.frame(page, head), View::Source(Box::new(view)))
}

pub(super) fn data(site: &Site<'_>, page: &Planned) -> (Frame, View) {
    let locale = page.locale;
    let (title, lede) = (site.label(locale, "data").to_owned(), site.label(locale, "data_lede").to_owned());
    let mut head = simple(site, "data", "", &title, &lede, locale);
    head.about = Some(About {
        kind: "Dataset",
        name: site.config.title.any(locale).to_owned(),
        description: lede.clone(),
        license: site.config.licence.any(locale).to_owned(),
        ..About::default()
    });
    let files: [(&str, &'static str); 5] = [
        ("api/v1/brands.json", "file_brands"),
        ("api/v1/products.json", "file_products"),
        ("api/v1/sources.json", "file_sources"),
        ("catalogue.csv", "file_csv"),
        ("manifest.json", "file_manifest"),
    ];
    let files = files.map(|(path, about)| DataFile {
        href: path.to_owned(),
        name: path.rsplit('/').next().unwrap_or(path).to_owned(),
        about: site.label(locale, about).to_owned(),
    });
    let as_of = site.catalogue.as_of.as_ref().map_or_else(String::new, |date| date.0.clone());
    let view = DataView {
        title,
        lede,
        files: files.to_vec(),
        licence: site.text(&site.config.licence, locale),
        as_of,
    };
    (site.frame(page, head), View::Data(Box::new(view)))
}

pub(super) fn missing(site: &Site<'_>, page: &Planned) -> (Frame, View) {
    let locale = page.locale;
    let (title, lede) =
        (site.label(locale, "missing").to_owned(), site.label(locale, "missing_lede").to_owned());
    let mut head = simple(site, "missing", "", &title, &lede, locale);
    head.crumbs.clear();
    let ways: [(&'static str, &str); 4] =
        [("home", ""), ("brands", "brands/"), ("industries", "industries/"), ("az", "az/")];
    let ways = ways
        .map(|(key, path)| Link { label: site.label(locale, key).to_owned(), href: site.href(locale, path) });
    (site.frame(page, head), View::Missing(Box::new(MissingView { title, lede, ways: ways.to_vec() })))
}
