//! Addresses of assets, known before their bytes: from digest, transform and the version of what makes them.

use crate::config::Config;
use crate::digest::{self, KeyBuilder};
use crate::draw;
use crate::draw::cover::Cover;
use crate::load::draft::{self, Picture};
use crate::load::vocabulary::{self, Shared};
use crate::text;

/// Version of the way pictures are written; raised when it changes.
const PICTURES: u64 = 2;

/// The cover that is drawn for a brand.
pub fn cover_of(slug: &str, cover: &draft::Cover, industry: &str, shared: &Shared) -> Cover {
    let term = vocabulary::find(&shared.industries, industry);
    let motif = cover.motif.clone().or_else(|| term.and_then(|term| term.motif.clone()));
    let hue = cover.hue.or_else(|| term.and_then(|term| term.hue));
    Cover {
        slug: slug.to_owned(),
        motif: motif.unwrap_or_else(|| "rings".to_owned()),
        hue: rounded(hue.unwrap_or_else(|| hue_of(industry))),
    }
}

/// A hue for an industry that names none.
fn hue_of(industry: &str) -> u16 {
    (digest::of(industry.as_bytes()).0 % 24) as u16 * 15
}

/// To the nearest multiple of 15 degrees: the colors that the theme's styles know.
pub fn rounded(hue: u16) -> u16 {
    ((hue + 7) / 15 * 15) % 360
}

/// File of a drawn cover.
pub fn cover_file(cover: &Cover) -> String {
    let key = KeyBuilder::new("cover")
        .text(&cover.slug)
        .text(&cover.motif)
        .number(u64::from(cover.hue))
        .number(draw::VERSION)
        .finish();
    format!("assets/covers/{}.{}.svg", cover.slug, key.hex(8))
}

/// File of the opening drawing.
pub fn opening_file() -> String {
    format!("assets/opening.{}.svg", KeyBuilder::new("opening").number(draw::VERSION).finish().hex(8))
}

/// File of an editor's picture.
pub fn picture_file(picture: &Picture) -> String {
    let name = picture.path.rsplit('/').next().unwrap_or("picture");
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "jpg"));
    let stem: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .take(40)
        .collect();
    // A name that is all Chinese leaves nothing, and a file whose name begins with a point is hidden.
    let stem = Some(stem.trim_matches('-'))
        .filter(|stem| !stem.is_empty() && !text::is_reserved_name(stem))
        .unwrap_or("picture");
    let key = KeyBuilder::new("picture").digest(picture.digest).number(PICTURES).finish();
    format!("assets/pictures/{}.{}.{}", stem, key.hex(12), ending.to_ascii_lowercase())
}

/// Absolute address of an asset.
pub fn permalink(config: &Config, file: &str) -> String {
    format!("{}/{file}", config.url)
}
