//! Pages that are mostly text: stories, free pages, sources, data, 404.

use serde::Serialize;

use crate::view::part::{Card, Link, NoteEntry, Prose, Row, Text};

/// What `text.html` reads: a story or a free page.
#[derive(Debug, Clone, Serialize)]
pub struct TextView {
    pub title: Text,
    pub summary: Text,
    pub date: Option<String>,
    pub prose: Prose,
    pub notes: Vec<NoteEntry>,
    /// Brands the text links to.
    pub brands: Vec<Card>,
}

/// What `stories.html` reads.
#[derive(Debug, Clone, Serialize)]
pub struct StoriesView {
    pub title: String,
    pub lede: String,
    pub stories: Vec<StoryEntry>,
    /// Brands that have a story of their own.
    pub brands: Vec<Card>,
}

#[derive(Debug, Clone, Serialize)]
pub struct StoryEntry {
    pub title: Text,
    pub summary: Text,
    pub date: Option<String>,
    pub href: String,
}

/// What `sources.html` reads: every source, by grade.
#[derive(Debug, Clone, Serialize)]
pub struct SourcesView {
    pub title: String,
    pub lede: String,
    pub sources: Vec<SourceEntry>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SourceEntry {
    pub href: String,
    pub publisher: String,
    pub title: Text,
    pub date: String,
    pub grade: String,
    /// How many statements of the catalogue rest on it.
    pub uses: usize,
}

/// What `source.html` reads: one source and all that rests on it.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    pub publisher: String,
    pub title: Text,
    /// Publisher, date, grade, kind, address.
    pub about: Vec<Row>,
    /// External address, only where linking is allowed.
    pub url: Option<String>,
    pub statements: Vec<Statement>,
}

/// One statement that rests on a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Statement {
    pub subject: Link,
    pub text: Text,
    pub original: Option<Text>,
}

/// What `data.html` reads: the open data files.
#[derive(Debug, Clone, Serialize)]
pub struct DataView {
    pub title: String,
    pub lede: String,
    pub files: Vec<DataFile>,
    pub licence: Text,
    pub as_of: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct DataFile {
    pub href: String,
    /// File name as it is shown.
    pub name: String,
    pub about: String,
}

/// What `missing.html` reads: 404.
#[derive(Debug, Clone, Serialize)]
pub struct MissingView {
    pub title: String,
    pub lede: String,
    pub ways: Vec<Link>,
}
