//! Parts: the closed values that views are made of. A template reads them and nothing else.
//!
//! Every `href` is relative to the site's root and has no leading slash (`brands/inspur/`); templates write
//! `{{ page.root }}{{ part.href }}`, so one part serves pages at any depth, on the web and in a folder.
//! Fields that end in `_html` are finished, escaped HTML; they alone may be printed with `safe`.

use serde::Serialize;

/// What every page has, whatever it shows: its head, its frame and its place in the site.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// Kind of page; also the name of its template: `brand`, `listing`, …
    pub kind: &'static str,
    /// Key of the navigation entry that is current, or empty.
    pub section: &'static str,
    /// Locale key, such as `zh`.
    pub locale: String,
    /// BCP 47 tag of the page, such as `zh-CN`.
    pub tag: String,
    /// What stands before every `href`: `/`, `/base/` or `../../`.
    pub root: String,
    /// Text of `<title>`.
    pub title: String,
    /// Text of the description in head and feeds.
    pub description: String,
    /// Absolute address of this page.
    pub canonical: String,
    /// Absolute address of the picture for previews elsewhere.
    pub picture: String,
    /// `website`, `article` or `product`, for Open Graph.
    pub og_type: &'static str,
    /// The same page in each locale, and `x-default`.
    pub alternates: Vec<Alternate>,
    /// The same page in the other locales, for the switch in the header.
    pub switches: Vec<Switch>,
    /// JSON-LD, finished and safe inside a script element.
    pub structured_html: String,
    /// Path from home to here; the last one has no href.
    pub crumbs: Vec<Crumb>,
    /// Test data: the page carries a stamp that says so.
    pub sample: bool,
    /// False for pages that search engines should not list (404).
    pub listed: bool,
}

/// One address of a page in another locale, for `hreflang`.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate {
    pub tag: String,
    pub url: String,
}

/// One entry of the language switch.
#[derive(Debug, Clone, Serialize)]
pub struct Switch {
    pub label: String,
    pub tag: String,
    pub href: String,
}

/// One step of the path from home.
#[derive(Debug, Clone, Serialize)]
pub struct Crumb {
    pub label: Text,
    pub href: Option<String>,
}

/// A text with somewhere to go.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Link {
    pub label: String,
    pub href: String,
}

/// A text and the locale it is in. `tag` is empty where it is the page's own locale.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Text {
    pub text: String,
    /// BCP 47 tag, only where the text stands in for a missing translation.
    pub tag: String,
}

/// A picture: a cover that the program drew, or an editor's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Picture {
    pub href: String,
    pub alt: String,
    /// Pixels.
    pub width: u32,
    pub height: u32,
    /// Drawn by the program rather than a photograph.
    pub drawn: bool,
}

/// A brand in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Card {
    pub href: String,
    pub slug: String,
    pub name: Text,
    /// The name in the other locale; empty where there is none.
    pub other_name: Text,
    pub summary: Text,
    pub cover: Picture,
    /// Degrees, a multiple of 15: the industry's color.
    pub hue: u16,
    pub industry: Link,
    pub district: Option<Link>,
    pub sample: bool,
}

/// A product in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ProductCard {
    pub href: String,
    pub name: Text,
    pub model: Option<String>,
    pub summary: Text,
    pub cover: Picture,
}

/// A raised mark that leads to a source at the foot of the page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Note {
    /// From 1 in the order of first use on the page.
    pub number: u32,
    /// Publisher, title and date in one line, for the tooltip.
    pub label: String,
}

/// One source at the foot of a page (`id="note-N"`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NoteEntry {
    pub number: u32,
    pub publisher: String,
    pub title: Text,
    pub date: String,
    /// A, B or C.
    pub grade: String,
    /// The source's own page in this catalogue.
    pub href: String,
    /// The source's words for the figures of this page, where the content quotes them.
    pub originals: Vec<Text>,
}

/// A label, a value, and the sources behind it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Row {
    pub label: String,
    pub value: Text,
    pub href: Option<String>,
    pub notes: Vec<Note>,
}

/// A figure set large, never without its source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Figure {
    /// Grouped digits: `5,323`.
    pub value: String,
    /// ` `, `>`, `≥`, `<`, `≤`, `≈` as a word of the locale, empty for `=`.
    pub operator: String,
    pub unit: String,
    pub text: Text,
    /// Who says so, where the figure is a claim.
    pub speaker: Option<Text>,
    /// `2024-08-01`, `2024-08` or `2024`.
    pub as_of: Option<String>,
    /// Computed from other figures rather than stated.
    pub computed: bool,
    /// What one must know to read it rightly.
    pub note: Text,
    pub notes: Vec<Note>,
}

/// The round that admitted a brand.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Admission {
    pub batch: Link,
    pub date: Option<String>,
    /// `direct`, `selected`, or empty where it is not known.
    pub pathway: String,
    pub pathway_label: String,
}

/// The state of a brand's mark on the catalogue's day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Mark {
    pub number: String,
    /// valid, suspended, rectifying, withdrawn, expired
    pub status: String,
    pub status_label: String,
    pub since: Option<String>,
    pub until: Option<String>,
}

/// One line of the list of honours.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HonourRow {
    /// Empty where the year is not known.
    pub year: String,
    pub honour: Link,
    pub notes: Vec<Note>,
}

/// Finished Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Prose {
    pub html: String,
    /// Tag of the locale it is written in; empty where that is the page's own.
    pub tag: String,
}

/// One line of a specification table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SpecRow {
    pub name: Text,
    pub value: Text,
    pub unit: String,
    pub notes: Vec<Note>,
}

/// A series as a section of its brand's page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SeriesPart {
    /// Anchor on the brand's page.
    pub id: String,
    pub name: Text,
    pub other_name: Text,
    pub summary: Text,
    pub cover: Picture,
    /// Its own page, where it holds more products than fit a section.
    pub href: Option<String>,
    /// How many products it holds.
    pub count: usize,
    /// The first products; all of them where there is no page of its own.
    pub products: Vec<ProductCard>,
    pub notes: Vec<Note>,
}

/// Links through the pages of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Pager {
    /// From 1.
    pub number: usize,
    pub of: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// First, last, and those around this one; `None` is a gap.
    pub pages: Vec<Option<PagerStep>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PagerStep {
    pub number: usize,
    pub href: String,
    pub current: bool,
}

/// One property to narrow a list by: a link to a page per value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FacetGroup {
    pub label: String,
    /// The page that lists all values, such as `industries/`.
    pub href: String,
    pub values: Vec<FacetValue>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FacetValue {
    pub label: Text,
    pub href: String,
    pub count: usize,
    pub current: bool,
    /// Degrees, a multiple of 15, for industries.
    pub hue: Option<u16>,
    /// Per mille of the largest count in the group, for bars.
    pub share: u32,
}
