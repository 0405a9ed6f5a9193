//! The shelf: the brands of a project, read from their folders or remembered from an earlier run.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::config::Locale;
use crate::digest::{self, Digest, KeyBuilder};
use crate::load::brand;
use crate::load::draft::{Draft, Loaded, Product, Series};
use crate::memo::Memo;
use crate::memo::pack::{Pack, Slot};
use crate::model::outline::{Entry, Outline};
use crate::pipeline::Progress;
use crate::source::Tree;

/// Where the memo keeps drafts, and what is known of each without reading it.
const PACK: &str = "drafts";
const TABLE: &str = "brands";

/// A remembered brand: key of its files, place of its draft, and its entry.
type Row = (Digest, Slot, Entry);

/// Files and drafts of one project.
pub struct Shelf {
    pub tree: Arc<Tree>,
    locales: Vec<Locale>,
    pack: Pack,
    slots: HashMap<String, Slot>,
    torn: AtomicBool,
}

/// What filling a shelf brings.
pub struct Filled {
    pub shelf: Arc<Shelf>,
    /// In the order of the folders; with the draft where it was read now.
    pub brands: Vec<(Entry, Option<Loaded>)>,
}

impl Shelf {
    /// Fills a shelf. Folders whose files are those of an earlier run are not read.
    pub fn fill(tree: Arc<Tree>, locales: &[Locale], memo: &Memo, progress: &dyn Progress) -> Filled {
        let mut pack = Pack::open(memo, PACK);
        let known: Vec<Row> = memo.load(TABLE).unwrap_or_default();
        let known: HashMap<String, Row> = known.into_iter().map(|row| (row.2.slug.clone(), row)).collect();
        let settings = digest::of_value(locales);
        let mut rows: Vec<(Row, Option<Loaded>)> = tree
            .brand_folders
            .par_iter()
            .map(|slug| {
                progress.step();
                let key = key_of(&tree, slug, settings);
                match known.get(slug).filter(|row| row.0 == key && pack.holds(row.1)) {
                    Some(row) => (row.clone(), None),
                    None => {
                        let loaded = brand::load(&tree, slug, locales);
                        let bytes = digest::to_bytes(&loaded);
                        ((key, pack.put(&bytes), Entry::of(slug, &loaded)), Some(loaded))
                    }
                }
            })
            .collect();
        let fresh = rows.iter().any(|(_, loaded)| loaded.is_some()) || rows.len() != known.len();
        if fresh {
            pack.compact(memo, &mut rows.iter_mut().map(|(row, _)| &mut row.1).collect::<Vec<_>>());
            memo.save(TABLE, &rows.iter().filter(is_lasting).map(|(row, _)| row).collect::<Vec<_>>());
        }
        let slots = rows.iter().map(|((_, slot, entry), _)| (entry.slug.clone(), *slot)).collect();
        let shelf =
            Arc::new(Self { tree, locales: locales.to_vec(), pack, slots, torn: AtomicBool::new(false) });
        Filled { shelf, brands: rows.into_iter().map(|((_, _, entry), loaded)| (entry, loaded)).collect() }
    }

    /// All that was read of a brand, from the memo, or from its folder where the memo does not have it.
    pub fn loaded(&self, slug: &str) -> Loaded {
        let bytes = self.slots.get(slug).and_then(|slot| self.pack.get(*slot));
        let remembered = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        remembered.unwrap_or_else(|| brand::load(&self.tree, slug, &self.locales))
    }

    /// The draft behind an outline. Where neither the memo nor the folder has it any more, the shelf is torn, and what
    /// is given only keeps the shape that the outline promises.
    pub fn draft(&self, outline: &Outline) -> Draft {
        let mut draft = self.loaded(&outline.slug).draft.unwrap_or_default();
        if digest::of_value(&draft) != outline.draft {
            self.torn.store(true, Ordering::Relaxed);
            draft.products.resize_with(outline.products.len(), Product::default);
            draft.series.resize_with(outline.series.len(), Series::default);
            draft.products.iter_mut().for_each(|product| product.series = None);
        }
        draft
    }

    /// Whether a brand changed between its check and its drawing.
    pub fn is_torn(&self) -> bool {
        self.torn.load(Ordering::Relaxed)
    }
}

/// Whether a brand is what its files say: a disk that failed for a moment is not remembered.
fn is_lasting((_, loaded): &&(Row, Option<Loaded>)) -> bool {
    loaded.as_ref().is_none_or(|loaded| loaded.found.iter().all(|found| found.code != "file/unreadable"))
}

/// Key of a folder: every file's path and digest, and the languages they are read for.
fn key_of(tree: &Tree, slug: &str, settings: Digest) -> Digest {
    let folder = format!("content/brands/{slug}/");
    let key = KeyBuilder::new("brand").digest(settings).text(slug);
    let key = tree.below(&folder).fold(key, |key, entry| key.text(&entry.path).digest(entry.digest));
    // What the walk refused is no file, but it is there, and findings speak of it.
    let refused = tree.found.iter().filter(|found| found.place.path.starts_with(&folder));
    refused.fold(key, |key, found| key.text(&found.code).text(&found.place.path)).finish()
}
