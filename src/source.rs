//! The only reader of content, themes and settings: walks the folders, follows no link, reads strict UTF-8.
//!
//! What lies in the folders but is not part of a catalogue is named and left alone: links, pipes, names that other
//! systems cannot hold, editors' droppings.

pub mod decode;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use crate::both;
use crate::diag::{self, Diagnostic, TextFile};
use crate::digest::{self, Digest, KeyBuilder};

/// Largest record (YAML), story (Markdown) and picture, in bytes.
pub const MAX_RECORD: u64 = 256 * 1024;
pub const MAX_STORY: u64 = 1024 * 1024;
pub const MAX_PICTURE: u64 = 30 * 1024 * 1024;

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
    /// The name on disk where it is not NFC.
    disk: Option<PathBuf>,
}

/// All files of a project that a build may read.
#[derive(Debug, Default)]
pub struct Tree {
    pub root: PathBuf,
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
    let mut tree = Tree { root: root.to_owned(), ..Tree::default() };
    let brands = root.join("content/brands");
    let mut folders = Vec::new();
    for part in ["content", "themes"] {
        let walk = WalkDir::new(root.join(part)).follow_links(false).sort_by_file_name();
        let mut walk = walk.into_iter();
        while let Some(step) = walk.next() {
            let Some(step) = seen(root, step, &mut tree.found) else { continue };
            let kind = step.file_type();
            if kind.is_dir() {
                if is_dropping(step.file_name().as_encoded_bytes()) && step.depth() > 0 {
                    walk.skip_current_dir();
                } else if step.path().parent() == Some(&brands) {
                    folders.push(step.path().to_owned());
                    walk.skip_current_dir();
                }
                continue;
            }
            enter(root, &step, &mut tree);
        }
    }
    for name in ["site.yaml", "publish.yaml", "kiosk.yaml"] {
        let walk = WalkDir::new(root.join("site").join(name)).max_depth(0).follow_links(false);
        for step in walk {
            if let Some(step) = seen(root, step, &mut tree.found) {
                enter(root, &step, &mut tree);
            }
        }
    }
    let parts: Vec<Tree> = folders.par_iter().map(|folder| scan_brand(root, folder)).collect();
    for part in parts {
        tree.files.extend(part.files);
        tree.brand_folders.extend(part.brand_folders);
        tree.found.extend(part.found);
    }
    tree.brand_folders.sort();
    Ok(tree)
}

fn scan_brand(root: &Path, folder: &Path) -> Tree {
    let mut tree = Tree::default();
    match folder.file_name().and_then(|name| name.to_str()) {
        Some(name) => tree.brand_folders.push(name.nfc().collect()),
        None => {
            tree.found.push(bad_name(root, folder));
            return tree;
        }
    }
    let mut walk = WalkDir::new(folder).follow_links(false).sort_by_file_name().into_iter();
    while let Some(step) = walk.next() {
        let Some(step) = seen(root, step, &mut tree.found) else { continue };
        if step.file_type().is_dir() {
            if is_dropping(step.file_name().as_encoded_bytes()) {
                walk.skip_current_dir();
            }
            continue;
        }
        enter(root, &step, &mut tree);
    }
    tree
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
    let name = step.file_name().as_bytes();
    if is_dropping(name) {
        return;
    }
    let path = relative(root, step.path());
    let kind = step.file_type();
    if kind.is_symlink() {
        let help = both!("把文件本身复制到这里", "copy the file itself here");
        let finding = Diagnostic::error(
            "file/link",
            both!("是一个链接，不会跟随", "it is a link, which is never followed"),
        );
        tree.found.push(finding.at(diag::whole(&path)).help(help));
    } else if !kind.is_file() {
        let finding = Diagnostic::error("file/not-regular", both!("不是普通文件", "it is no regular file"));
        tree.found
            .push(finding.at(diag::whole(&path)).help(both!("把它移出目录", "move it out of the folder")));
    } else if std::str::from_utf8(name).is_err() {
        tree.found.push(bad_name(root, step.path()));
    } else {
        match step.metadata() {
            Ok(meta) => {
                let nfc: String = path.nfc().collect();
                let disk = (nfc != path).then(|| step.path().to_owned());
                tree.files.insert(
                    nfc.clone(),
                    Entry { path: nfc, stamp: stamp(&meta), digest: Digest::default(), disk },
                );
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
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn bad_name(root: &Path, path: &Path) -> Diagnostic {
    let name = path.file_name().map(|name| name.as_bytes().to_vec()).unwrap_or_default();
    let (guess, _, wrong) = encoding_rs::GBK.decode(&name);
    let help = if wrong {
        both!("改成小写英文字母、数字和连字符", "rename it with lower-case letters, digits and hyphens")
    } else {
        both!(
            "名字像是 GBK 编码的“{guess}”；解压时选 UTF-8，或改名",
            "it looks like `{guess}` in GBK; unpack as UTF-8, or rename it"
        )
    };
    Diagnostic::error("file/name-encoding", both!("名字不是 UTF-8", "its name is not UTF-8"))
        .at(diag::whole(&relative(root, path)))
        .help(help)
}

pub(crate) fn unreadable(path: &str, cause: &str) -> Diagnostic {
    Diagnostic::error("file/unreadable", both!("读不出来：{cause}", "it cannot be read: {cause}"))
        .at(diag::whole(path))
        .help(both!("检查文件是否存在、是否有读取权限", "check that it exists and may be read"))
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
        let root = self.root.clone();
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
                    match bytes_of(&root, entry) {
                        Ok(bytes) => {
                            entry.digest = digest::of(&bytes);
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
        key.number(self.found.len() as u64).finish()
    }

    /// The bytes of a file, at most `limit` of them; larger ones are a finding.
    pub fn bytes(&self, path: &str, limit: u64, found: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
        let entry = self.files.get(path)?;
        if entry.stamp.size > limit {
            let (size, most) = (entry.stamp.size / 1024, limit / 1024);
            found.push(
                Diagnostic::error(
                    "file/too-large",
                    both!("有 {size} KB，最多 {most} KB", "it has {size} KB; at most {most} KB are read"),
                )
                .at(if path.ends_with(".yaml") || path.ends_with(".md") {
                    first_line(path)
                } else {
                    diag::whole(path)
                })
                .help(both!("拆分文件，或缩小图片", "split the file, or make the picture smaller")),
            );
            return None;
        }
        match bytes_of(&self.root, entry) {
            Ok(bytes) => Some(bytes),
            Err(cause) => {
                found.push(unreadable(path, &cause));
                None
            }
        }
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

fn first_line(path: &str) -> diag::Place {
    diag::Place { path: path.to_owned(), line: 1, column: 1, ..diag::Place::default() }
}

fn bytes_of(root: &Path, entry: &Entry) -> Result<Vec<u8>, String> {
    let path = entry.disk.clone().unwrap_or_else(|| root.join(&entry.path));
    // A file may have become a link or a pipe since the walk: never follow, never wait.
    let flags = (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits();
    let mut options = fs::OpenOptions::new();
    let mut file = options.read(true).custom_flags(flags as i32).open(path).map_err(|e| e.to_string())?;
    let mut bytes = Vec::with_capacity(entry.stamp.size as usize + 1);
    file.by_ref().take(MAX_PICTURE + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

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
