//! Views: one closed value per page. `of` makes them; templates read them and nothing else.
//!
//! `site` holds what all views are made from, `notes` numbers the sources of a page, `make_*` make the kinds of views.

pub mod brand;
pub mod home;
pub mod label;
pub mod listing;
mod make_brand;
mod make_home;
mod make_list;
mod make_text;
pub mod notes;
pub mod part;
pub mod site;
pub mod structured;
pub mod text_page;

use serde::Serialize;

use crate::plan::{PageKind, Planned};
use crate::view::part::Frame;
use crate::view::site::Site;

/// The view of a page, by its kind.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum View {
    Home(Box<home::HomeView>),
    Brand(Box<brand::BrandView>),
    Product(Box<brand::ProductView>),
    Series(Box<brand::SeriesView>),
    Listing(Box<listing::ListingView>),
    Facet(Box<listing::FacetView>),
    Az(Box<listing::AzView>),
    Text(Box<text_page::TextView>),
    Stories(Box<text_page::StoriesView>),
    Sources(Box<text_page::SourcesView>),
    Source(Box<text_page::SourceView>),
    Data(Box<text_page::DataView>),
    Missing(Box<text_page::MissingView>),
}

/// A page's frame and view. Pure: equal arguments, equal values.
pub fn of(site: &Site<'_>, page: &Planned) -> (Frame, View) {
    match &page.kind {
        PageKind::Home => make_home::home(site, page),
        PageKind::Brands(number) => make_list::brands(site, page, *number),
        PageKind::Brand(id) => make_brand::brand(site, page, *id),
        PageKind::Product(id, at) => make_brand::product(site, page, *id, *at),
        PageKind::Series(id, at, number) => make_brand::series(site, page, *id, *at, *number),
        PageKind::Industry(at, number) => make_list::industry(site, page, *at, *number),
        PageKind::District(at, number) => make_list::district(site, page, *at, *number),
        PageKind::Honour(at, number) => make_list::honour(site, page, *at, *number),
        PageKind::Batch(at, number) => make_list::batch(site, page, *at, *number),
        PageKind::Facet(facet) => make_list::facet(site, page, *facet),
        PageKind::Az => make_list::az(site, page),
        PageKind::Stories => make_text::stories(site, page),
        PageKind::Story(at) => make_text::text(site, page, &site.catalogue.stories[*at], "stories"),
        PageKind::Text(at) => make_text::text(site, page, &site.catalogue.pages[*at], "about"),
        PageKind::Sources => make_text::sources(site, page),
        PageKind::Source(id) => make_text::source(site, page, id),
        PageKind::Data => make_text::data(site, page),
        PageKind::Missing => make_text::missing(site, page),
    }
}
