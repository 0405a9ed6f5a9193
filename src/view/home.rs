//! Home: what the catalogue is, its figures, some of its brands, its industries.

use serde::Serialize;

use crate::view::part::{Card, FacetGroup, Figure, Link, NoteEntry, Picture, Text};

/// What `home.html` reads.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    pub eyebrow: Text,
    pub title: Text,
    pub lede: Text,
    /// Background drawing of the opening screen.
    pub art: Picture,
    /// At most four, over the opening screen.
    pub figures: Vec<Figure>,
    /// Every figure the programme states.
    pub figure_groups: Vec<FigureGroup>,
    /// The brand that opens the catalogue; shown large.
    pub lead: Option<Card>,
    pub lead_text: Text,
    /// An even number of brands beside it, at most four.
    pub featured: Vec<Card>,
    /// How many brands there are.
    pub brand_count: usize,
    pub all_brands: String,
    /// Brands by industry, with bars.
    pub industries: FacetGroup,
    pub districts: FacetGroup,
    /// The newest stories beside those of brands.
    pub stories: Vec<Link>,
    pub notes: Vec<NoteEntry>,
}

/// Figures that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct FigureGroup {
    /// Empty where the programme gives the group no heading.
    pub label: Text,
    /// The day that all of them share; then none of them names it.
    pub as_of: Option<String>,
    pub figures: Vec<Figure>,
}
