//! The only reader of content, themes and settings: walks the folders, follows no link, reads strict UTF-8.
//!
//! What lies in the folders but is not part of a catalogue is named and left alone: links, pipes, names that other
//! systems cannot hold, editors' droppings.

#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::panic,
        clippy::expect_used,
        clippy::unreachable,
        reason = "what strangers wrote is read here, and no input may stop the program"
    )
)]

pub mod decode;
mod name;
mod open;

use std::collections::BTreeMap;
use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use crate::both;
use crate::diag::{self, Diagnostic, Place, TextFile};
use crate::digest::{self, Digest, KeyBuilder};

/// Largest record (YAML), story (Markdown) and picture, in bytes.
pub const MAX_RECORD: u64 = 256 * 1024;
pub const MAX_STORY: u64 = 1024 * 1024;
pub const MAX_PICTURE: u64 = 30 * 1024 * 1024;
/// Most files of a project.
pub const MAX_FILES: usize = 1_000_000;

/// What the file system says of a file: equal stamps, equal bytes, once the stamp is older than the reading.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i128,
    pub changed: i128,
    pub inode: u64,
}

/// A regular file of the project.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Relative to the root, `/` between folders, NFC.
    pub path: String,
    pub stamp: Stamp,
    /// Filled by `digest_all`.
    pub digest: Digest,
    /// The path below the root as the disk has it, where that is not NFC.
    disk: Option<PathBuf>,
}

/// All files of a project that a build may read.
#[derive(Debug, Default)]
pub struct Tree {
    pub root: PathBuf,
    /// The root, opened; `None` where it is not there.
    dir: Option<OwnedFd>,
    /// By path.
    pub files: BTreeMap<String, Entry>,
    /// Folders of `content/brands`, by name, whether or not they hold anything.
    pub brand_folders: Vec<String>,
    pub found: Vec<Diagnostic>,
}

/// Digests of an earlier run, by path.
pub type Known = BTreeMap<String, (Stamp, Digest)>;

/// What stops reading altogether.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{path}: {cause}")]
    Walk { path: String, cause: String },
}

/// Walks `content`, `site` and `themes` below `root`.
pub fn scan(root: &Path) -> Result<Tree, Error> {
    let mut tree =
        Tree { root: root.to_owned(), dir: fs::File::open(root).ok().map(OwnedFd::from), ..Tree::default() };
    let brands = root.join("content/brands");
    let mut folders = Vec::new();
    for part in ["content", "themes"] {
        walk(root, &root.join(part), &mut tree, |folder| {
            let is_brand = folder.parent() == Some(&brands);
            if is_brand {
                folders.push(folder.to_owned());
            }
            !is_brand
        });
    }
    // A link would lead the three files below it out of the project.
    if fs::symlink_metadata(root.join("site")).is_ok_and(|meta| meta.is_symlink()) {
        tree.found.push(name::link("site"));
    } else {
        for name in ["site.yaml", "publish.yaml", "kiosk.yaml"] {
            walk(root, &root.join("site").join(name), &mut tree, |_| false);
        }
    }
    let parts: Vec<Tree> = folders.par_iter().map(|folder| scan_brand(root, folder)).collect();
    for part in parts {
        tree.files.extend(part.files);
        tree.brand_folders.extend(part.brand_folders);
        tree.found.extend(part.found);
    }
    tree.brand_folders.sort();
    tree.at_most(MAX_FILES);
    Ok(tree)
}

fn scan_brand(root: &Path, folder: &Path) -> Tree {
    let mut tree = Tree::default();
    match folder.file_name().and_then(|name| name.to_str()) {
        Some(name) => tree.brand_folders.push(name.nfc().collect()),
        None => {
            tree.found.push(name::not_utf8(root, folder));
            return tree;
        }
    }
    walk(root, folder, &mut tree, |_| true);
    tree
}

/// Enters every file below a folder. `goes_into`: whether to look into a folder below it.
fn walk(root: &Path, folder: &Path, tree: &mut Tree, mut goes_into: impl FnMut(&Path) -> bool) {
    let walk = WalkDir::new(folder).follow_links(false).follow_root_links(false).sort_by_file_name();
    let mut walk = walk.into_iter();
    while let Some(step) = walk.next() {
        let Some(step) = seen(root, step, &mut tree.found) else { continue };
        let name = step.file_name().as_bytes();
        if step.depth() > 0 && is_dropping(name) {
            if step.file_type().is_dir() {
                walk.skip_current_dir();
            }
        } else if !step.file_type().is_dir() {
            enter(root, &step, tree);
        } else if step.depth() > 0 {
            if !goes_into(step.path()) {
                walk.skip_current_dir();
            } else if let Some(finding) = name::bad(root, step.path()) {
                tree.found.push(finding);
                walk.skip_current_dir();
            }
        }
    }
}

/// Unreadable folders are findings; a missing one is nothing.
fn seen(
    root: &Path,
    step: walkdir::Result<walkdir::DirEntry>,
    found: &mut Vec<Diagnostic>,
) -> Option<walkdir::DirEntry> {
    match step {
        Ok(step) => Some(step),
        Err(error) if error.io_error().is_some_and(|e| e.kind() == std::io::ErrorKind::NotFound) => None,
        Err(error) => {
            let path = error.path().map_or_else(String::new, |path| relative(root, path));
            let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            found.push(unreadable(&path, &cause));
            None
        }
    }
}

fn enter(root: &Path, step: &walkdir::DirEntry, tree: &mut Tree) {
    let path = relative(root, step.path());
    let kind = step.file_type();
    if kind.is_symlink() {
        tree.found.push(name::link(&path));
    } else if !kind.is_file() {
        let finding = Diagnostic::error("file/not-regular", both!("不是普通文件", "it is no regular file"));
        tree.found
            .push(finding.at(diag::whole(&path)).help(both!("把它移出目录", "move it out of the folder")));
    } else if let Some(finding) = name::bad(root, step.path()) {
        tree.found.push(finding);
    } else {
        match step.metadata() {
            Ok(meta) => {
                let nfc: String = path.nfc().collect();
                let disk = (nfc != path).then(|| PathBuf::from(path));
                let entry = Entry { path: nfc.clone(), stamp: stamp(&meta), digest: Digest::default(), disk };
                if tree.files.insert(nfc.clone(), entry).is_some() {
                    tree.found.push(name::twice(&nfc));
                }
            }
            Err(error) => tree.found.push(unreadable(&path, &error.to_string())),
        }
    }
}

/// The stamp of a file's metadata.
pub fn stamp(meta: &fs::Metadata) -> Stamp {
    let nanos = |seconds: i64, nanos: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
    Stamp {
        size: meta.size(),
        modified: nanos(meta.mtime(), meta.mtime_nsec()),
        changed: nanos(meta.ctime(), meta.ctime_nsec()),
        inode: meta.ino(),
    }
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned()
}

pub(crate) fn unreadable(path: &str, cause: &str) -> Diagnostic {
    // The system's own words are those of its makers; the usual case is said in ours.
    let message = if cause.contains("(os error 13)") {
        both!("没有读取这个文件的权限", "there is no permission to read this file")
    } else {
        both!("文件读不出来：{cause}", "the file cannot be read: {cause}")
    };
    Diagnostic::error("file/unreadable", message).at(diag::whole(path)).help(both!(
        "检查文件的读取权限，或重新复制一份",
        "check the permissions of the file, or copy it again"
    ))
}

/// Files that editors and systems leave behind, and anything hidden.
pub fn is_dropping(name: &[u8]) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with(b".")
        || name.starts_with(b"~$")
        || name.ends_with(b"~")
        || (name.starts_with(b"#") && name.ends_with(b"#"))
        || [&b".tmp"[..], b".bak", b".swp", b".swo", b".orig", b".part", b".crdownload"]
            .iter()
            .any(|end| lower.ends_with(end))
        || matches!(&lower[..], b"thumbs.db" | b"desktop.ini" | b"4913" | b"__macosx")
}

impl Tree {
    /// Digests every file, reading only those whose stamp is not known. Files that cannot be read become findings.
    ///
    /// `newest`: stamps this young or younger (nanoseconds since 1970) are not trusted, for a file may change twice
    /// within one tick of the clock. Tells whether anything is not as it was known.
    pub fn digest_all(&mut self, known: &Known, newest: i128) -> bool {
        let dir = self.dir.as_ref();
        let fresh = AtomicBool::new(known.len() != self.files.len());
        let failures: Vec<Diagnostic> = self
            .files
            .par_iter_mut()
            .filter_map(|(path, entry)| match known.get(path) {
                Some((stamp, digest))
                    if *stamp == entry.stamp && stamp.modified.max(stamp.changed) < newest =>
                {
                    entry.digest = *digest;
                    None
                }
                _ => {
                    fresh.store(true, Ordering::Relaxed);
                    match digest_of(dir, entry) {
                        Ok(digest) => {
                            entry.digest = digest;
                            None
                        }
                        Err(cause) => Some(unreadable(path, &cause)),
                    }
                }
            })
            .collect();
        for failure in failures {
            self.files.remove(&failure.place.path);
            self.found.push(failure);
        }
        fresh.into_inner()
    }

    /// What the next run may know of the files.
    pub fn stamps(&self) -> Known {
        self.files.iter().map(|(path, entry)| (path.clone(), (entry.stamp, entry.digest))).collect()
    }

    /// Of all files and folders: equal digests, equal projects.
    pub fn digest(&self) -> Digest {
        let key = self.brand_folders.iter().fold(KeyBuilder::new("tree"), |key, folder| key.text(folder));
        let key = self.files.iter().fold(key, |key, (path, entry)| key.text(path).digest(entry.digest));
        let key = self.found.iter().fold(key, |key, finding| {
            key.text(&finding.code).text(&finding.place.path).text(&finding.message.en)
        });
        key.finish()
    }

    /// Reports `file/too-many` and forgets the files behind the limit.
    fn at_most(&mut self, limit: usize) {
        let count = self.files.len();
        if let Some(first) = self.files.keys().nth(limit).cloned() {
            self.files.split_off(&first);
            let message = both!(
                "共有 {count} 个文件，最多 {limit} 个",
                "there are {count} files; at most {limit} are read"
            );
            self.found.push(
                Diagnostic::error("file/too-many", message)
                    .at(diag::whole(&first))
                    .help(both!("分成几个目录册", "split the catalogue")),
            );
        }
    }

    /// The bytes of a file, at most `limit` of them; larger ones are a finding.
    pub fn bytes(&self, path: &str, limit: u64, found: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
        let entry = self.files.get(path)?;
        if entry.stamp.size > limit {
            found.push(too_large(path, entry.stamp.size, limit));
            return None;
        }
        match open::read(self.dir.as_ref(), entry, limit) {
            // It has grown since the walk.
            Ok(bytes) if bytes.len() as u64 > limit => found.push(too_large(path, bytes.len() as u64, limit)),
            // What is made from a file is remembered under the digest of the walk: bytes that came later are none of it.
            Ok(bytes) if digest::of(&bytes) != entry.digest => found.push(changed_meanwhile(path)),
            Ok(bytes) => return Some(bytes),
            Err(cause) => found.push(unreadable(path, &cause)),
        }
        None
    }

    /// A text file, as strict UTF-8 with LF line ends.
    pub fn text(&self, path: &str, limit: u64, found: &mut Vec<Diagnostic>) -> Option<TextFile> {
        let bytes = self.bytes(path, limit, found)?;
        decode::text(path, bytes, found)
    }

    /// Paths below a folder (`content/brands/x/`), in order.
    pub fn below<'t>(&'t self, folder: &'t str) -> impl Iterator<Item = &'t Entry> {
        self.files
            .range(folder.to_owned()..)
            .map(|(_, entry)| entry)
            .take_while(move |entry| entry.path.starts_with(folder))
    }
}

fn digest_of(dir: Option<&OwnedFd>, entry: &Entry) -> Result<Digest, String> {
    if entry.stamp.size > MAX_PICTURE {
        // Nobody reads a file of this size, so its size stands for its bytes.
        return Ok(digest::of(&entry.stamp.size.to_le_bytes()));
    }
    open::read(dir, entry, MAX_PICTURE).map(|bytes| digest::of(&bytes))
}

fn changed_meanwhile(path: &str) -> Diagnostic {
    let cause = both!("读的时候它正在变", "it changed while it was being read");
    Diagnostic::error("file/unreadable", cause)
        .at(diag::whole(path))
        .help(both!("等它存好，再运行一次", "let it be saved, then run this again"))
}

fn too_large(path: &str, size: u64, limit: u64) -> Diagnostic {
    let is_text = path.ends_with(".yaml") || path.ends_with(".md");
    let place = Place { line: u32::from(is_text), column: u32::from(is_text), ..diag::whole(path) };
    let (size, most) = (size / 1024, limit / 1024);
    Diagnostic::error(
        "file/too-large",
        both!("文件有 {size} KB，最多只读 {most} KB", "the file has {size} KB; at most {most} KB are read"),
    )
    .at(place)
    .help(if is_text {
        both!(
            "拆成几个文件，或查看是不是放错了内容",
            "split the file, or look whether something else came into it"
        )
    } else {
        both!("缩小图片再放进来", "make the picture smaller")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_behind_the_limit_are_not_read() {
        let mut tree = Tree::default();
        for path in ["a", "b", "c"] {
            let entry =
                Entry { path: path.into(), stamp: Stamp::default(), digest: Digest::default(), disk: None };
            tree.files.insert(path.into(), entry);
        }
        tree.at_most(3);
        assert!(tree.found.is_empty());
        tree.at_most(2);
        assert_eq!(
            (tree.files.len(), &*tree.found[0].code, &*tree.found[0].place.path),
            (2, "file/too-many", "c")
        );
    }

    #[test]
    fn droppings_of_editors_and_systems() {
        for (name, expected) in [
            ("brand.yaml", false),
            (".DS_Store", true),
            (".brand.yaml.swp", true),
            ("brand.yaml~", true),
            ("~$story.docx", true),
            ("Thumbs.db", true),
            ("4913", true),
            ("story.md.tmp", true),
            ("#story.md#", true),
        ] {
            assert_eq!(is_dropping(name.as_bytes()), expected, "{name}");
        }
    }
}
