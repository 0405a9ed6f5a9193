//! Home.

use crate::draw::cover;
use crate::model::BrandId;
use crate::plan::asset;
use crate::plan::{Facet, Planned};
use crate::view::View;
use crate::view::home::{FigureGroup, HomeView};
use crate::view::make_list::group;
use crate::view::notes::Notes;
use crate::view::part::{Figure, Frame, Link, Picture, Text};
use crate::view::site::{Head, Site};
use crate::view::structured::About;

/// Most figures over the opening screen, and most brands beside the one shown large.
const OVER_OPENING: usize = 4;

pub(super) fn home(site: &Site<'_>, page: &Planned) -> (Frame, View) {
    let (catalogue, config, locale) = (site.catalogue, site.config, page.locale);
    let programme = &catalogue.shared.programme;
    let mut notes = Notes::default();
    let over = programme.figures.iter().filter(|fact| fact.home).take(OVER_OPENING);
    // Their remarks stand in the tables below.
    let figures: Vec<_> =
        over.map(|fact| Figure { note: Text::default(), ..site.figure(fact, &mut notes, locale) }).collect();
    let figure_groups = figure_groups(site, &mut notes, locale);
    let lead =
        config.home.lead.as_deref().and_then(|slug| catalogue.find(slug)).or_else(|| catalogue.ids().next());
    let chosen = config.home.featured.iter().filter_map(|slug| catalogue.find(slug));
    let mut featured: Vec<BrandId> = chosen.chain(catalogue.ids()).filter(|id| Some(*id) != lead).collect();
    let mut seen = std::collections::BTreeSet::new();
    featured.retain(|id| seen.insert(*id));
    featured.truncate(if featured.len() >= OVER_OPENING { OVER_OPENING } else { featured.len() / 2 * 2 });
    let stories = catalogue.stories.iter().filter_map(|story| {
        let version = story
            .versions
            .get(locale)
            .and_then(Option::as_ref)
            .or_else(|| story.versions.iter().flatten().next())?;
        Some(Link {
            label: version.title.clone(),
            href: site.href(locale, &format!("stories/{}/", story.name)),
        })
    });
    let (zh, en) = ("三处泉眼涌出的水纹", "Rings of water from three springs");
    let view = HomeView {
        eyebrow: site.text(&config.home.eyebrow, locale),
        title: site
            .text(if config.home.title.is_empty() { &config.title } else { &config.home.title }, locale),
        lede: site
            .text(if config.home.lede.is_empty() { &config.description } else { &config.home.lede }, locale),
        art: Picture {
            href: asset::opening_file(),
            alt: if site.locale_key(locale) == "zh" { zh } else { en }.to_owned(),
            width: cover::WIDTH,
            height: cover::HEIGHT,
            drawn: true,
        },
        figures,
        figure_groups,
        lead_text: lead.map_or_else(Text::default, |id| site.text(&catalogue.outline(id).summary, locale)),
        lead: lead.map(|id| site.card(id, locale)),
        featured: featured.into_iter().map(|id| site.card(id, locale)).collect(),
        brand_count: catalogue.brands.len(),
        all_brands: site.href(locale, "brands/"),
        industries: group(site, Facet::Industries, locale),
        districts: group(site, Facet::Districts, locale),
        stories: stories.collect(),
        notes: notes.entries(site, locale),
    };
    let head = Head {
        kind: "home",
        section: "",
        title: config.title.any(locale).to_owned(),
        description: config.description.any(locale).to_owned(),
        crumbs: Vec::new(),
        sample: !catalogue.brands.is_empty() && catalogue.brands.iter().all(|brand| brand.outline.sample),
        og_type: "website",
        picture: asset::opening_file(),
        about: Some(About {
            kind: "WebSite",
            name: config.title.any(locale).to_owned(),
            description: config.description.any(locale).to_owned(),
            ..About::default()
        }),
    };
    (site.frame(page, head), View::Home(Box::new(view)))
}

/// All figures of the programme by group, in the order in which they stand; those without a group come together.
fn figure_groups(site: &Site<'_>, notes: &mut Notes, locale: usize) -> Vec<FigureGroup> {
    let programme = &site.catalogue.shared.programme;
    let mut groups: Vec<(Option<&String>, FigureGroup)> = Vec::new();
    for fact in &programme.figures {
        let key = fact.group.as_ref();
        let at = groups.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let label = key.and_then(|key| programme.groups.get(key));
            let label = label.map_or_else(Text::default, |label| site.text(label, locale));
            groups.push((key, FigureGroup { label, as_of: None, figures: Vec::new() }));
            groups.len() - 1
        });
        groups[at].1.figures.push(site.figure(fact, notes, locale));
    }
    groups.into_iter().map(|(_, group)| with_shared_day(group)).collect()
}

/// A date that all figures of a group share stands once.
fn with_shared_day(mut group: FigureGroup) -> FigureGroup {
    let first = group.figures.first().and_then(|figure| figure.as_of.clone());
    if first.is_some() && group.figures.iter().all(|figure| figure.as_of == first) {
        group.as_of = first;
        group.figures.iter_mut().for_each(|figure| figure.as_of = None);
    }
    group
}
