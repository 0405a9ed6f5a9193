//! Lists of brands, lists of values, the A–Z.

use crate::config::L10n;
use crate::load::vocabulary::Term;
use crate::model::{BrandId, reading};
use crate::plan::asset;
use crate::plan::route;
use crate::plan::{Facet, Planned};
use crate::view::View;
use crate::view::listing::{AzEntry, AzView, FacetView, Letter, ListingView};
use crate::view::notes::Notes;
use crate::view::part::{
    Card, Crumb, FacetGroup, FacetValue, Frame, Link, NoteEntry, Pager, PagerStep, Row, Text,
};
use crate::view::site::{Head, Site};
use crate::view::structured::About;

/// The part of a list that one page shows.
pub(super) fn slice<T>(all: &[T], number: usize, size: usize) -> &[T] {
    let start = ((number - 1) * size).min(all.len());
    &all[start..(start + size).min(all.len())]
}

/// Links through the pages of a list; `None` for a single page.
pub(super) fn pager(
    site: &Site<'_>,
    count: usize,
    number: usize,
    path: &str,
    locale: usize,
) -> Option<Pager> {
    let of = count.div_ceil(site.config.page_size).max(1);
    let href = |page: usize| site.href(locale, &route::page_of(path, page));
    let mut pages = Vec::new();
    for page in 1..=of {
        let near = page == 1 || page == of || page.abs_diff(number) <= 2;
        if near {
            pages.push(Some(PagerStep { number: page, href: href(page), current: page == number }));
        } else if !matches!(pages.last(), Some(None)) {
            pages.push(None);
        }
    }
    (of > 1).then(|| Pager {
        number,
        of,
        previous: (number > 1).then(|| href(number - 1)),
        next: (number < of).then(|| href(number + 1)),
        pages,
    })
}

struct List<'l> {
    facet: &'static str,
    section: &'static str,
    /// Path of the list and the page that lists its siblings.
    path: String,
    parent: Option<(&'static str, &'static str)>,
    title: L10n,
    lede: L10n,
    about: Vec<Row>,
    members: &'l [BrandId],
    hue: Option<u16>,
    notes: Vec<NoteEntry>,
}

fn list(site: &Site<'_>, page: &Planned, number: usize, list: List<'_>) -> (Frame, View) {
    let locale = page.locale;
    let cards: Vec<Card> =
        slice(list.members, number, site.config.page_size).iter().map(|id| site.card(*id, locale)).collect();
    let mut crumbs = vec![site.crumb(locale, "home", "")];
    crumbs.extend(list.parent.map(|(key, path)| site.crumb(locale, key, path)));
    crumbs.push(Crumb { label: site.text(&list.title, locale), href: None });
    let title = if number > 1 {
        format!("{} · {number}", list.title.any(locale))
    } else {
        list.title.any(locale).to_owned()
    };
    let description =
        if list.lede.is_empty() { site.config.description.any(locale) } else { list.lede.any(locale) };
    let head = Head {
        kind: "listing",
        section: list.section,
        description: format!("{title} — {description}"),
        title,
        crumbs,
        sample: !cards.is_empty() && cards.iter().all(|card| card.sample),
        og_type: "website",
        picture: cards.first().map_or_else(asset::opening_file, |card| card.cover.href.clone()),
        about: Some(About {
            kind: "CollectionPage",
            name: list.title.any(locale).to_owned(),
            ..About::default()
        }),
    };
    let view = ListingView {
        facet: list.facet,
        title: site.text(&list.title, locale),
        lede: site.text(&list.lede, locale),
        about: list.about,
        count: list.members.len(),
        cards,
        pager: pager(site, list.members.len(), number, &list.path, locale),
        facets: if list.facet == "brands" { groups(site, locale) } else { Vec::new() },
        hue: list.hue,
        notes: list.notes,
    };
    (site.frame(page, head), View::Listing(Box::new(view)))
}

fn words(site: &Site<'_>, key: &'static str) -> L10n {
    L10n(
        site.config
            .locales
            .iter()
            .map(|locale| Some(super::label::label(&locale.key, key).to_owned()))
            .collect(),
    )
}

pub(super) fn brands(site: &Site<'_>, page: &Planned, number: usize) -> (Frame, View) {
    let members: Vec<BrandId> = site.catalogue.ids().collect();
    list(
        site,
        page,
        number,
        List {
            facet: "brands",
            section: "brands",
            path: "brands/".into(),
            parent: None,
            title: words(site, "brands"),
            lede: words(site, "brands_lede"),
            about: Vec::new(),
            members: &members,
            hue: None,
            notes: Vec::new(),
        },
    )
}

fn of_term(
    site: &Site<'_>,
    page: &Planned,
    number: usize,
    facet: Facet,
    term: &Term,
    members: &[BrandId],
) -> (Frame, View) {
    let (name, section) = match facet {
        Facet::Industries => ("industry", "industries"),
        Facet::Districts => ("district", "districts"),
        _ => ("honour", "honours"),
    };
    let path = format!("{section}/");
    let parent = match facet {
        Facet::Industries => ("industries", "industries/"),
        Facet::Districts => ("districts", "districts/"),
        _ => ("honours", "honours/"),
    };
    list(
        site,
        page,
        number,
        List {
            facet: name,
            section,
            path: format!("{path}{}/", term.id),
            parent: Some(parent),
            title: term.name.clone(),
            lede: term.summary.clone(),
            about: Vec::new(),
            members,
            hue: term.hue.map(asset::rounded),
            notes: Vec::new(),
        },
    )
}

pub(super) fn industry(site: &Site<'_>, page: &Planned, at: usize, number: usize) -> (Frame, View) {
    of_term(
        site,
        page,
        number,
        Facet::Industries,
        &site.catalogue.shared.industries[at],
        &site.catalogue.industries[at],
    )
}

pub(super) fn district(site: &Site<'_>, page: &Planned, at: usize, number: usize) -> (Frame, View) {
    of_term(
        site,
        page,
        number,
        Facet::Districts,
        &site.catalogue.shared.districts[at],
        &site.catalogue.districts[at],
    )
}

pub(super) fn honour(site: &Site<'_>, page: &Planned, at: usize, number: usize) -> (Frame, View) {
    of_term(
        site,
        page,
        number,
        Facet::Honours,
        &site.catalogue.shared.honours[at],
        &site.catalogue.honours[at],
    )
}

pub(super) fn batch(site: &Site<'_>, page: &Planned, at: usize, number: usize) -> (Frame, View) {
    let locale = page.locale;
    let batch = &site.catalogue.shared.batches[at];
    let members = &site.catalogue.batches[at];
    let mut notes = Notes::default();
    let marks = notes.marks(site, &batch.sources, None, locale);
    let plain = |text: String| Text { text, tag: String::new() };
    let mut about = Vec::new();
    if let Some(date) = &batch.date {
        about.push(Row {
            label: site.label(locale, "date").into(),
            value: plain(date.0.clone()),
            href: None,
            notes: marks.clone(),
        });
    }
    if let Some(stated) = batch.stated {
        about.push(Row {
            label: site.label(locale, "stated").into(),
            value: plain(stated.to_string()),
            href: None,
            notes: marks,
        });
        about.push(Row {
            label: site.label(locale, "listed").into(),
            value: plain(members.len().to_string()),
            href: None,
            notes: Vec::new(),
        });
    }
    list(
        site,
        page,
        number,
        List {
            facet: "batch",
            section: "brands",
            path: format!("batches/{}/", batch.id),
            parent: Some(("batches", "batches/")),
            title: batch.name.clone(),
            lede: batch.summary.clone(),
            about,
            members,
            hue: None,
            notes: notes.entries(site, locale),
        },
    )
}

/// A property with all its values that have brands; batches all.
pub(super) fn group(site: &Site<'_>, facet: Facet, locale: usize) -> FacetGroup {
    let catalogue = site.catalogue;
    let (key, path, members): (&'static str, &str, &[Vec<BrandId>]) = match facet {
        Facet::Industries => ("industries", "industries/", &catalogue.industries),
        Facet::Districts => ("districts", "districts/", &catalogue.districts),
        Facet::Honours => ("honours", "honours/", &catalogue.honours),
        Facet::Batches => ("batches", "batches/", &catalogue.batches),
    };
    let named = |at: usize| -> (&str, &L10n, Option<u16>) {
        let shared = &catalogue.shared;
        match facet {
            Facet::Industries => {
                (&shared.industries[at].id, &shared.industries[at].name, shared.industries[at].hue)
            }
            Facet::Districts => (&shared.districts[at].id, &shared.districts[at].name, None),
            Facet::Honours => (&shared.honours[at].id, &shared.honours[at].name, None),
            Facet::Batches => (&shared.batches[at].id, &shared.batches[at].name, None),
        }
    };
    let shown = |members: &[BrandId]| !members.is_empty() || facet == Facet::Batches;
    let most = members.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let values = members.iter().enumerate().filter(|(_, members)| shown(members)).map(|(at, members)| {
        let (id, name, hue) = named(at);
        FacetValue {
            label: site.text(name, locale),
            href: site.href(locale, &format!("{path}{id}/")),
            count: members.len(),
            current: false,
            hue: hue.map(asset::rounded),
            share: (members.len() * 1000 / most) as u32,
        }
    });
    FacetGroup {
        label: site.label(locale, key).to_owned(),
        href: site.href(locale, path),
        values: values.collect(),
    }
}

fn groups(site: &Site<'_>, locale: usize) -> Vec<FacetGroup> {
    let all = [Facet::Industries, Facet::Districts, Facet::Honours].map(|facet| group(site, facet, locale));
    all.into_iter().filter(|group| group.values.len() > 1).collect()
}

pub(super) fn facet(site: &Site<'_>, page: &Planned, facet: Facet) -> (Frame, View) {
    let locale = page.locale;
    let (key, lede): (&'static str, &'static str) = match facet {
        Facet::Industries => ("industries", "industries_lede"),
        Facet::Districts => ("districts", "districts_lede"),
        Facet::Honours => ("honours", "honours_lede"),
        Facet::Batches => ("batches", "batches_lede"),
    };
    let (title, lede) = (site.label(locale, key).to_owned(), site.label(locale, lede).to_owned());
    let head =
        simple(site, "facet", if facet == Facet::Batches { "brands" } else { key }, &title, &lede, locale);
    let view = FacetView { title, lede, group: group(site, facet, locale) };
    (site.frame(page, head), View::Facet(Box::new(view)))
}

/// The head of a page that needs nothing of its own.
pub(super) fn simple(
    site: &Site<'_>,
    kind: &'static str,
    section: &'static str,
    title: &str,
    lede: &str,
    locale: usize,
) -> Head {
    let last = Crumb { label: Text { text: title.to_owned(), tag: String::new() }, href: None };
    Head {
        kind,
        section,
        title: title.to_owned(),
        description: lede.to_owned(),
        crumbs: vec![site.crumb(locale, "home", ""), last],
        sample: false,
        og_type: "website",
        picture: asset::opening_file(),
        about: None,
    }
}

pub(super) fn az(site: &Site<'_>, page: &Planned) -> (Frame, View) {
    let locale = page.locale;
    let mut letters: Vec<Letter> = Vec::new();
    let mut entries: Vec<(char, String, BrandId)> = site
        .catalogue
        .ids()
        .map(|id| {
            let reading = site.catalogue.outline(id).reading.clone();
            (reading::letter(&reading), reading, id)
        })
        .collect();
    entries.sort_by(|a, b| (a.0 == '#', a.0, &a.1, a.2).cmp(&(b.0 == '#', b.0, &b.1, b.2)));
    for (letter, reading, id) in entries {
        let outline = site.catalogue.outline(id);
        if letters.last().is_none_or(|last| !last.letter.starts_with(letter)) {
            letters.push(Letter { letter: letter.to_string(), entries: Vec::new() });
        }
        let entry = AzEntry {
            name: site.text(&outline.name, locale),
            reading,
            brand: Link {
                label: outline.name.any(locale).to_owned(),
                href: site.href(locale, &format!("brands/{}/", outline.slug)),
            },
            industry: site
                .catalogue
                .term_name(crate::load::draft::Target::Industry, &outline.industry)
                .any(locale)
                .to_owned(),
        };
        if let Some(last) = letters.last_mut() {
            last.entries.push(entry);
        }
    }
    let (title, lede) = (site.label(locale, "az").to_owned(), site.label(locale, "az_lede").to_owned());
    let head = simple(site, "az", "az", &title, &lede, locale);
    (site.frame(page, head), View::Az(Box::new(AzView { title, lede, letters })))
}
