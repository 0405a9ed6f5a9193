//! What views are made from, and the parts that many views share.

use crate::config::{Config, L10n};
use crate::draw::cover;
use crate::load::draft::{Draft, Fact, Product, Target};
use crate::load::markdown::{Piece, Prose};
use crate::model::outline::Outline;
use crate::model::{BrandId, Catalogue};
use crate::plan::asset;
use crate::plan::route::{self, Form};
use crate::plan::{Planned, products_of};
use crate::text;
use crate::view::label::label;
use crate::view::notes::Notes;
use crate::view::part::{Alternate, Card, Crumb, Figure, Frame, Link, Picture, ProductCard, Switch, Text};
use crate::view::structured::{self, About};

/// The catalogue with the settings of the site it becomes.
pub struct Site<'s> {
    pub catalogue: &'s Catalogue,
    pub config: &'s Config,
    pub form: Form,
}

/// What a frame says beyond the place of its page.
pub struct Head {
    pub kind: &'static str,
    pub section: &'static str,
    pub title: String,
    pub description: String,
    pub crumbs: Vec<Crumb>,
    pub sample: bool,
    pub og_type: &'static str,
    /// File of the picture for previews elsewhere.
    pub picture: String,
    /// JSON-LD of what the page is about.
    pub about: Option<About>,
}

impl Site<'_> {
    pub fn locale_key(&self, locale: usize) -> &str {
        &self.config.locales[locale].key
    }

    pub fn label(&self, locale: usize, key: &'static str) -> &'static str {
        label(self.locale_key(locale), key)
    }

    pub fn href(&self, locale: usize, path: &str) -> String {
        route::href(self.config, self.form, locale, path)
    }

    /// A text in a locale, tagged where it stands in for a missing translation.
    pub fn text(&self, text: &L10n, locale: usize) -> Text {
        match text.get(locale) {
            None => Text::default(),
            Some((words, at)) => {
                let own = at == locale || words.is_ascii();
                let tag = if own { String::new() } else { self.config.locales[at].tag.clone() };
                Text { text: words.to_owned(), tag }
            }
        }
    }

    /// The words of a source, tagged where their characters show another language than the page's.
    pub fn quoted(&self, words: &str, locale: usize) -> Text {
        let tag = text::language(words).filter(|tag| !self.config.locales[locale].tag.starts_with(tag));
        Text { text: words.to_owned(), tag: tag.unwrap_or_default().to_owned() }
    }

    /// The name in the next locale that has another one.
    pub fn other_name(&self, name: &L10n, locale: usize) -> Text {
        let shown = name.any(locale);
        let other = name
            .0
            .iter()
            .enumerate()
            .find(|(at, text)| *at != locale && text.as_deref().is_some_and(|text| text != shown));
        other.map_or_else(Text::default, |(at, text)| Text {
            text: text.clone().unwrap_or_default(),
            tag: self.config.locales[at].tag.clone(),
        })
    }

    /// The frame of a page.
    pub fn frame(&self, page: &Planned, head: Head) -> Frame {
        let config = self.config;
        let missing = head.kind == "missing";
        let tag = |locale: usize| config.locales[locale].tag.clone();
        let link = |locale: usize| route::permalink(config, locale, &page.path);
        let mut alternates: Vec<Alternate> =
            (0..config.locales.len()).map(|at| Alternate { tag: tag(at), url: link(at) }).collect();
        alternates.push(Alternate { tag: "x-default".into(), url: link(0) });
        let switches = (0..config.locales.len()).filter(|at| *at != page.locale).map(|at| Switch {
            label: language_name(&config.locales[at].key),
            tag: tag(at),
            href: self.href(at, if missing { "" } else { &page.path }),
        });
        let site_title = config.title.any(page.locale);
        let title = if page.path.is_empty() {
            site_title.to_owned()
        } else {
            format!("{} · {site_title}", head.title)
        };
        let structured_html = if missing { String::new() } else { structured::page(self, page, &head) };
        // A 404 page is shown at any address, so its links begin at the root.
        let root = if missing && self.form == Form::Web {
            config.base.clone()
        } else {
            route::root(config, self.form, page.locale, &page.path)
        };
        Frame {
            kind: head.kind,
            section: head.section,
            locale: self.locale_key(page.locale).to_owned(),
            tag: tag(page.locale),
            root,
            description: text::shorten(
                if head.description.is_empty() { &title } else { &head.description },
                160,
            ),
            title,
            canonical: link(page.locale),
            picture: asset::permalink(config, &head.picture),
            og_type: head.og_type,
            alternates: if missing { Vec::new() } else { alternates },
            switches: switches.collect(),
            structured_html,
            crumbs: head.crumbs,
            sample: head.sample,
            listed: !missing,
        }
    }

    pub fn crumb(&self, locale: usize, key: &'static str, path: &str) -> Crumb {
        let label = Text { text: self.label(locale, key).to_owned(), tag: String::new() };
        Crumb { label, href: Some(self.href(locale, path)) }
    }

    /// The cover that is drawn for a brand, whether or not a picture takes its place.
    pub fn drawn(&self, draft: &Draft) -> cover::Cover {
        asset::cover_of(&draft.slug, &draft.cover, &draft.industry, &self.catalogue.shared)
    }

    /// The cover of a brand, described: its picture, or a drawing.
    pub fn cover(&self, draft: &Draft, locale: usize) -> Picture {
        if let Some(picture) = draft.cover.picture.and_then(|at| draft.pictures.get(at)) {
            return self.picture(picture, draft.name.any(locale), locale);
        }
        let drawn = self.drawn(draft);
        let (zh, en) = cover::described(&drawn.motif);
        let alt = if self.locale_key(locale) == "zh" { zh } else { en };
        Picture { alt: alt.to_owned(), ..drawing(&drawn) }
    }

    /// The cover on a card; a drawing is not described, because the name stands beside it.
    pub fn card_cover(&self, draft: &Draft, locale: usize) -> Picture {
        match draft.cover.picture.and_then(|at| draft.pictures.get(at)) {
            Some(picture) => self.picture(picture, draft.name.any(locale), locale),
            None => drawing(&self.drawn(draft)),
        }
    }

    pub fn picture(&self, picture: &crate::load::draft::Picture, fallback: &str, locale: usize) -> Picture {
        let alt = if picture.alt.is_empty() { fallback } else { picture.alt.any(locale) };
        Picture {
            href: asset::picture_file(picture),
            alt: alt.to_owned(),
            width: picture.width,
            height: picture.height,
            drawn: false,
        }
    }

    pub fn cover_file(&self, draft: &Draft) -> String {
        match draft.cover.picture.and_then(|at| draft.pictures.get(at)) {
            Some(picture) => asset::picture_file(picture),
            None => asset::cover_file(&self.drawn(draft)),
        }
    }

    pub fn hue(&self, draft: &Draft) -> u16 {
        self.drawn(draft).hue
    }

    pub fn term_link(&self, target: Target, id: &str, folder: &str, locale: usize) -> Link {
        Link {
            label: self.catalogue.term_name(target, id).any(locale).to_owned(),
            href: self.href(locale, &format!("{folder}/{id}/")),
        }
    }

    pub fn card(&self, id: BrandId, locale: usize) -> Card {
        let Outline { slug, name, summary, cover, picture, industry, district, sample, .. } =
            self.catalogue.outline(id);
        let drawn = asset::cover_of(slug, cover, industry, &self.catalogue.shared);
        Card {
            href: self.href(locale, &format!("brands/{slug}/")),
            slug: slug.clone(),
            name: self.text(name, locale),
            other_name: self.other_name(name, locale),
            summary: self.text(summary, locale),
            hue: drawn.hue,
            cover: match picture {
                Some(picture) => self.picture(picture, name.any(locale), locale),
                None => drawing(&drawn),
            },
            industry: self.term_link(Target::Industry, industry, "industries", locale),
            district: district.as_ref().map(|id| self.term_link(Target::District, id, "districts", locale)),
            sample: *sample,
        }
    }

    pub fn product_card(&self, draft: &Draft, at: usize, locale: usize) -> ProductCard {
        let product: &Product = &draft.products[at];
        let picture = product.pictures.first().and_then(|at| draft.pictures.get(*at));
        let cover = picture.map_or_else(
            || self.card_cover(draft, locale),
            |picture| self.picture(picture, product.name.any(locale), locale),
        );
        ProductCard {
            href: self.href(locale, &format!("brands/{}/{}/", draft.slug, product.id)),
            name: self.text(&product.name, locale),
            model: product.model.clone(),
            summary: self.text(&product.summary, locale),
            cover,
        }
    }

    /// Cards of products, by number, at most `limit`.
    pub fn product_cards(
        &self,
        draft: &Draft,
        numbers: &[usize],
        limit: usize,
        locale: usize,
    ) -> Vec<ProductCard> {
        numbers.iter().take(limit).map(|at| self.product_card(draft, *at, locale)).collect()
    }

    /// Products of the same series, or of the brand, without this one.
    pub fn other_products(&self, draft: &Draft, at: usize) -> Vec<usize> {
        let same = draft.products[at]
            .series
            .map_or_else(|| (0..draft.products.len()).collect(), |series| products_of(draft, series));
        same.into_iter().filter(|other| *other != at).collect()
    }

    pub fn unit(&self, unit: Option<&String>, locale: usize) -> String {
        unit.map_or_else(String::new, |id| self.catalogue.term_name(Target::Unit, id).any(locale).to_owned())
    }

    pub fn operator(&self, op: &str, locale: usize) -> String {
        let key = match op {
            ">" => "more_than",
            ">=" => "at_least",
            "<" => "less_than",
            "<=" => "at_most",
            "~" => "about_value",
            _ => return String::new(),
        };
        self.label(locale, key).to_owned()
    }

    pub fn figure(&self, fact: &Fact, notes: &mut Notes, locale: usize) -> Figure {
        Figure {
            value: text::grouped(&fact.value),
            operator: self.operator(&fact.op, locale),
            unit: self.unit(fact.unit.as_ref(), locale),
            text: self.text(&fact.text, locale),
            speaker: (!fact.speaker.is_empty()).then(|| self.text(&fact.speaker, locale)),
            as_of: fact.as_of.as_ref().map(|date| date.0.clone()),
            computed: fact.computed,
            note: self.text(&fact.note, locale),
            notes: notes.marks(self, &fact.sources, fact.original.as_ref(), locale),
        }
    }

    /// A text in a locale, or the first there is, its holes filled.
    pub fn prose(
        &self,
        page: &Planned,
        versions: &[Option<Prose>],
        pictures: &[crate::load::draft::Picture],
        notes: &mut Notes,
    ) -> Option<super::part::Prose> {
        let own = versions.get(page.locale).and_then(Option::as_ref).map(|prose| (prose, page.locale));
        let (prose, at) = own.or_else(|| {
            versions.iter().enumerate().find_map(|(at, prose)| prose.as_ref().map(|prose| (prose, at)))
        })?;
        let tag = if at == page.locale { String::new() } else { self.config.locales[at].tag.clone() };
        Some(super::part::Prose { html: self.filled(page, prose, pictures, notes), tag })
    }

    fn filled(
        &self,
        page: &Planned,
        prose: &Prose,
        pictures: &[crate::load::draft::Picture],
        notes: &mut Notes,
    ) -> String {
        let root = route::root(self.config, self.form, page.locale, &page.path);
        let mut out = String::new();
        let mut open = Vec::new();
        for piece in &prose.pieces {
            match piece {
                Piece::Html(html) => out.push_str(html),
                Piece::Open(target, name) => {
                    let path = self.record_path(*target, name).filter(|_| self.catalogue.has(*target, name));
                    if let Some(path) = &path {
                        out.push_str(&format!("<a href=\"{root}{}\">", self.href(page.locale, path)));
                    }
                    open.push(path.is_some());
                }
                Piece::Close => {
                    if open.pop() == Some(true) {
                        out.push_str("</a>");
                    }
                }
                Piece::Cite(source) => {
                    for note in notes.marks(self, std::slice::from_ref(source), None, page.locale) {
                        let label = text::escape(&note.label);
                        out.push_str(&format!(
                            "<sup class=\"note-mark\"><a href=\"#note-{0}\" title=\"{label}\">{0}</a></sup>",
                            note.number
                        ));
                    }
                }
                Piece::Picture(at, alt) => {
                    if let Some(picture) = pictures.get(*at) {
                        let shown = self.picture(picture, alt, page.locale);
                        let alt = text::escape(if alt.is_empty() { &shown.alt } else { alt });
                        out.push_str(&format!("<img src=\"{root}{}\" alt=\"{alt}\" width=\"{}\" height=\"{}\" loading=\"lazy\">", shown.href, shown.width, shown.height));
                    }
                }
                Piece::Product(name) => self.product_block(&mut out, &root, name, page.locale),
                Piece::Unit(unit) => text::push_escaped(&mut out, &self.unit(Some(unit), page.locale)),
            }
        }
        out
    }

    fn product_block(&self, out: &mut String, root: &str, name: &str, locale: usize) {
        let Some((brand, at)) = self.catalogue.product(name) else { return };
        let card = self.product_card(self.catalogue.brand(brand), at, locale);
        out.push_str(&format!(
            "<div class=\"product-block\"><a href=\"{root}{}\"><img src=\"{root}{}\" alt=\"\" width=\"{}\" height=\"{}\" loading=\"lazy\"><strong>{}</strong><span>{}</span></a></div>\n",
            card.href,
            card.cover.href,
            card.cover.width,
            card.cover.height,
            text::escape(&card.name.text),
            text::escape(&card.summary.text)
        ));
    }

    /// Path of a record's page.
    pub fn record_path(&self, target: Target, name: &str) -> Option<String> {
        Some(match target {
            Target::Brand | Target::Product => format!("brands/{name}/"),
            Target::Source => format!("sources/{name}/"),
            Target::Page => format!("{name}/"),
            Target::Story => format!("stories/{name}/"),
            _ => return None,
        })
    }
}

fn drawing(drawn: &cover::Cover) -> Picture {
    Picture {
        href: asset::cover_file(drawn),
        alt: String::new(),
        width: cover::WIDTH,
        height: cover::HEIGHT,
        drawn: true,
    }
}

/// A language in its own words.
fn language_name(key: &str) -> String {
    match key {
        "zh" => "中文".to_owned(),
        "en" => "English".to_owned(),
        other => other.to_owned(),
    }
}
