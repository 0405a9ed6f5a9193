//! Brand, product and series pages.

use serde::Serialize;

use crate::view::part::{
    Admission, Card, Figure, HonourRow, Link, Mark, Note, NoteEntry, Pager, Picture, ProductCard, Prose, Row,
    SeriesPart, SpecRow, Text,
};

/// What `brand.html` reads.
#[derive(Debug, Clone, Serialize)]
pub struct BrandView {
    pub name: Text,
    pub other_name: Text,
    /// Product, service or geographical indication, as a word.
    pub kind_label: String,
    pub summary: Text,
    pub cover: Picture,
    pub hue: u16,
    pub admission: Option<Admission>,
    pub mark: Option<Mark>,
    /// Industry, district, holder, founded, standards, patents, markets, website, …
    pub profile: Vec<Row>,
    pub recognitions: Vec<String>,
    pub honours: Vec<HonourRow>,
    pub figures: Vec<Figure>,
    pub story: Option<Prose>,
    pub series: Vec<SeriesPart>,
    /// Products that belong to no series.
    pub products: Vec<ProductCard>,
    /// Series that a sourced figure counts and no source names.
    pub unnamed_series: usize,
    pub notes: Vec<NoteEntry>,
    pub related: Vec<Card>,
    /// Short permanent address, absolute.
    pub short_url: String,
    pub updated: Option<String>,
}

/// What `product.html` reads.
#[derive(Debug, Clone, Serialize)]
pub struct ProductView {
    pub name: Text,
    pub other_name: Text,
    pub model: Option<String>,
    pub summary: Text,
    pub pictures: Vec<Picture>,
    pub cover: Picture,
    pub hue: u16,
    pub brand: Link,
    pub series: Option<Link>,
    pub specs: Vec<SpecRow>,
    pub text: Option<Prose>,
    /// Other products of the same series (or brand), at most six.
    pub others: Vec<ProductCard>,
    pub notes: Vec<NoteEntry>,
}

/// What `series.html` reads: a series of more than twelve products.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesView {
    pub name: Text,
    pub other_name: Text,
    pub summary: Text,
    pub cover: Picture,
    pub hue: u16,
    pub brand: Link,
    pub products: Vec<ProductCard>,
    pub pager: Option<Pager>,
    pub count: usize,
    pub source_notes: Vec<Note>,
    pub notes: Vec<NoteEntry>,
}
