//! Sources of one page, numbered in the order of their first use.

use crate::view::part::{Note, NoteEntry};
use crate::view::site::Site;

/// Collects the notes of a page while its view is made.
#[derive(Default)]
pub struct Notes {
    entries: Vec<(String, Vec<String>)>,
}

impl Notes {
    /// Marks for some sources; those the catalogue does not have are left out.
    pub fn marks(
        &mut self,
        site: &Site<'_>,
        sources: &[String],
        original: Option<&String>,
        locale: usize,
    ) -> Vec<Note> {
        sources.iter().filter_map(|id| self.mark(site, id, original, locale)).collect()
    }

    fn mark(&mut self, site: &Site<'_>, id: &str, original: Option<&String>, locale: usize) -> Option<Note> {
        let source = site.catalogue.shared.sources.get(id)?;
        let at = self.entries.iter().position(|(known, _)| known == id).unwrap_or_else(|| {
            self.entries.push((id.to_owned(), Vec::new()));
            self.entries.len() - 1
        });
        if let Some(original) = original
            && !self.entries[at].1.contains(original)
        {
            self.entries[at].1.push(original.clone());
        }
        let date = source.date.as_ref().map_or("", |date| date.0.as_str());
        let label = [source.publisher.any(locale), source.title.any(locale), date]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        Some(Note { number: at as u32 + 1, label })
    }

    /// The list at the foot of the page.
    pub fn entries(self, site: &Site<'_>, locale: usize) -> Vec<NoteEntry> {
        self.entries
            .into_iter()
            .enumerate()
            .filter_map(|(at, (id, originals))| {
                let source = site.catalogue.shared.sources.get(&id)?;
                Some(NoteEntry {
                    number: at as u32 + 1,
                    publisher: source.publisher.any(locale).to_owned(),
                    title: site.text(&source.title, locale),
                    date: source.date.as_ref().map_or_else(String::new, |date| date.0.clone()),
                    grade: source.grade.clone(),
                    href: site.href(locale, &format!("sources/{id}/")),
                    originals: originals.iter().map(|words| site.quoted(words, locale)).collect(),
                })
            })
            .collect()
    }
}
