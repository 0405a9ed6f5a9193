//! Lists of brands, lists of facet values, and the A–Z.

use serde::Serialize;

use crate::view::part::{Card, FacetGroup, Link, NoteEntry, Pager, Row, Text};

/// What `listing.html` reads: all brands, or those of one industry, district, honour or batch.
#[derive(Debug, Clone, Serialize)]
pub struct ListingView {
    /// `brands`, `industry`, `district`, `honour`, `batch`.
    pub facet: &'static str,
    pub title: Text,
    pub lede: Text,
    /// Facts about the value itself (a batch's day and stated count).
    pub about: Vec<Row>,
    pub count: usize,
    pub cards: Vec<Card>,
    pub pager: Option<Pager>,
    /// Other ways to narrow: industries, districts, honours.
    pub facets: Vec<FacetGroup>,
    pub hue: Option<u16>,
    pub notes: Vec<NoteEntry>,
}

/// What `facet.html` reads: every value of one property, such as all industries.
#[derive(Debug, Clone, Serialize)]
pub struct FacetView {
    pub title: String,
    pub lede: String,
    pub group: FacetGroup,
}

/// What `az.html` reads: every brand by the first letter of its reading.
#[derive(Debug, Clone, Serialize)]
pub struct AzView {
    pub title: String,
    pub lede: String,
    /// In alphabetical order, `#` last; only letters that have entries.
    pub letters: Vec<Letter>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// `A` to `Z` or `#`.
    pub letter: String,
    pub entries: Vec<AzEntry>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AzEntry {
    pub name: Text,
    /// Reading or name in the other locale.
    pub reading: String,
    pub brand: Link,
    pub industry: String,
}
