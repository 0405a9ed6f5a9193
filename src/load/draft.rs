//! Drafts: what the files of one brand say, typed, with names as they are written.
//!
//! Every key is documented in `load::keys`, with its unit and an example.

use serde::{Deserialize, Serialize};

use crate::config::L10n;
use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::load::markdown::Prose;
use crate::yaml::read::Date;

/// What kind of record a name points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    Brand,
    /// `inspur/nf5688m6`
    Product,
    Source,
    /// A free page, by its name.
    Page,
    Story,
    Industry,
    District,
    Honour,
    Recognition,
    Market,
    Unit,
    Batch,
}

/// A name of a record, where it stands: file by its number in the draft, span in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub target: Target,
    pub name: String,
    pub file: u32,
    pub span: (u32, u32),
}

/// Product, service or geographical indication.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BrandKind {
    #[default]
    Product,
    Service,
    GeographicalIndication,
}

/// What stands at the head of a brand's page and cards.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    pub motif: Option<String>,
    /// Degrees, 0 to 359.
    pub hue: Option<u16>,
    /// Number in `Draft::pictures`.
    pub picture: Option<usize>,
}

/// A figure with its sources.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub id: String,
    /// As it is spelled.
    pub value: String,
    /// `=`, `>`, `>=`, `<`, `<=`, `~`
    pub op: String,
    pub unit: Option<String>,
    pub text: L10n,
    pub speaker: L10n,
    pub original: Option<String>,
    pub note: L10n,
    pub as_of: Option<Date>,
    /// Computed from other figures by this catalogue.
    pub computed: bool,
    /// `series` or `products`: which list of the profile it counts.
    pub counts: Option<String>,
    /// Shown over the opening screen (programme only).
    pub home: bool,
    /// Which of the programme's groups it stands in.
    pub group: Option<String>,
    pub sources: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Honour {
    pub honour: String,
    pub year: Option<i64>,
    pub sources: Vec<String>,
}

/// Counts by level: standards (international, national, industry) or patents (international, domestic).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Level and number, in the order of the keys.
    pub levels: Vec<(String, i64)>,
    pub sources: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Markets {
    Named { ids: Vec<String>, sources: Vec<String> },
    Counted { count: i64, op: String, sources: Vec<String> },
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admission {
    pub batch: String,
    /// `direct` or `selected`
    pub pathway: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub number: String,
    pub status: String,
    pub since: Option<Date>,
    pub until: Option<Date>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    pub id: String,
    pub name: L10n,
    pub summary: L10n,
    pub sources: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpecValue {
    Number(String),
    Range(String, String),
    Text(L10n),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    pub name: L10n,
    pub value: SpecValue,
    pub unit: Option<String>,
    pub sources: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    pub id: String,
    pub name: L10n,
    /// Number in `Draft::series`.
    pub series: Option<usize>,
    pub model: Option<String>,
    pub summary: L10n,
    pub specs: Vec<Spec>,
    /// Numbers in `Draft::pictures`.
    pub pictures: Vec<usize>,
    pub sources: Vec<String>,
    /// `products/<id>.md`, by locale.
    pub texts: Vec<Option<Prose>>,
}

/// A picture of a brand's folder that a record or a story uses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Relative to the root of the project.
    pub path: String,
    /// Digest of the file.
    pub digest: Digest,
    /// Pixels; 0 where the picture has no size of its own.
    pub width: u32,
    pub height: u32,
    /// From `images.yaml`.
    pub alt: L10n,
}

/// One brand as its files say it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub slug: String,
    pub name: L10n,
    pub kind: BrandKind,
    pub holder: L10n,
    pub industry: String,
    pub district: Option<String>,
    pub founded: Option<(i64, Vec<String>)>,
    pub summary: L10n,
    pub aliases: Vec<String>,
    pub pinyin: Option<String>,
    pub website: Option<String>,
    pub cover: Cover,
    pub updated: Option<Date>,
    pub publish: Option<Date>,
    pub expire: Option<Date>,
    pub admission: Option<Admission>,
    pub mark: Option<Mark>,
    pub recognitions: Vec<String>,
    pub honours: Vec<Honour>,
    pub standards: Option<Counts>,
    pub patents: Option<Counts>,
    pub markets: Option<Markets>,
    pub facts: Vec<Fact>,
    pub sample: bool,
    pub series: Vec<Series>,
    pub products: Vec<Product>,
    /// `story.md`, `story.en.md`, by locale.
    pub stories: Vec<Option<Prose>>,
    pub pictures: Vec<Picture>,
}

/// A draft with what was found while reading it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Loaded {
    /// `None` where the profile could not be read at all.
    pub draft: Option<Draft>,
    /// Files by number, for mentions.
    pub files: Vec<String>,
    pub mentions: Vec<Mention>,
    pub found: Vec<Diagnostic>,
}
