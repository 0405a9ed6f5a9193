//! The output: the old site until one step makes it the new one.
//!
//! Files that changed are made beside the site, in `.<name>.new`. Then either a whole new tree is exchanged with the
//! old one (`tree`), or, where few of many files changed, their names are turned to the new files by one link
//! (`patch`). Unchanged files keep inode and time. Files that no manifest of ours lists are never removed (`obstacle`).
//! [`place`] tells where a site may stand and lets one build at a time change it.

pub mod compress;
pub mod manifest;
mod obstacle;
mod patch;
pub mod place;
pub mod probe;
mod tree;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::both;
use crate::diag::Both;
use crate::emit::manifest::{Files, Made};
use crate::emit::place::Place;
use crate::source::{Stamp, stamp};

/// Sites with fewer files than this are exchanged whole: making so few links again costs nothing that anybody notices.
const LARGE: usize = 2000;
/// A large site is patched where at most one file in this many changed.
const FEW: usize = 20;

/// What the machine could not do.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.said().en)]
pub enum Error {
    Io {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    /// No site can be made there.
    Refused { path: PathBuf, why: Both },
    /// A folder with files that no build made.
    Foreign(PathBuf),
    /// A file or folder that no build made, where one of the site must go.
    InTheWay(PathBuf),
    /// `by`: the number of the other build, where it wrote it down.
    Busy { path: PathBuf, by: Option<u32> },
}

impl Error {
    /// The message for people.
    pub fn said(&self) -> Both {
        match self {
            Self::Io { path, cause } => {
                let (path, zh) = (path.display(), in_chinese(cause));
                Both { zh: format!("{path}：{zh}{cause}"), en: format!("{path}: {cause}") }
            }
            Self::Refused { path, why } => {
                let path = path.display();
                Both { zh: format!("{path}：{}", why.zh), en: format!("{path}: {}", why.en) }
            }
            Self::Foreign(path) => both!(
                "{}：文件夹不是空的，也不是 haopin 生成的；另选一个文件夹，或把它清空",
                "{}: not empty and not made by haopin; choose another folder, or empty it",
                path.display()
            ),
            Self::InTheWay(path) => both!(
                "{}：不是 haopin 生成的，却占了网站文件的位置；把它移走再生成",
                "{}: not made by haopin, and where a file of the site must go; move it away and build again",
                path.display()
            ),
            Self::Busy { path, by } => {
                let by = by.map_or_else(String::new, |number| number.to_string());
                let (zh, en) = if by.is_empty() { ("", "") } else { ("，进程 ", ", process ") };
                both!(
                    "{}：另一个构建正在进行{zh}{by}；等它结束再来",
                    "{}: another build is running{en}{by}; try again when it is done",
                    path.display()
                )
            }
        }
    }

    /// Whether another folder must be named, rather than something put right.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }
}

/// The usual causes in Chinese, before the system's own words.
fn in_chinese(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull => "磁盘已满：",
        io::ErrorKind::QuotaExceeded => "超出磁盘配额：",
        io::ErrorKind::PermissionDenied => "没有权限：",
        io::ErrorKind::ReadOnlyFilesystem => "文件系统只读：",
        io::ErrorKind::NotFound => "文件或文件夹不存在：",
        io::ErrorKind::FileTooLarge => "文件太大：",
        _ => "",
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
    move |cause| Error::Io { path: path.to_owned(), cause }
}

/// A site that stands, as an earlier build left it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Standing {
    pub files: Files,
    pub manifest: Made,
}

impl Standing {
    /// Whether one file is still as it was left.
    pub fn stands(&self, out: &Path, path: &str) -> bool {
        self.files.get(path).is_some_and(|made| is_as_left(&out.join(path), made))
    }

    /// Whether every file is still as it was left.
    pub fn is_intact(&self, out: &Path) -> bool {
        let out_files: Vec<(&String, &Made)> = self.files.iter().collect();
        is_as_left(&out.join(manifest::NAME), &self.manifest)
            && out_files.par_iter().all(|(path, made)| is_as_left(&out.join(path), made))
    }
}

/// Whether size, time and number of a file are those of its record. Links to it may have come and gone.
fn is_as_left(path: &Path, made: &Made) -> bool {
    let Some(then) = made.stamp else { return false };
    let now = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|meta| stamp(&meta));
    now.is_some_and(|now| Stamp { changed: 0, ..now } == Stamp { changed: 0, ..then })
}

/// A site being made.
pub struct Output {
    out: PathBuf,
    staging: PathBuf,
    /// Held until the site is in place; the file itself stays.
    _lock: fs::File,
    /// What the site has now; nothing where there is none.
    earlier: Files,
    folders: Mutex<HashSet<PathBuf>>,
    /// What was written beside the site, by path.
    fresh: Mutex<HashMap<String, Made>>,
    /// Paths that were written more than once.
    repeated: Mutex<HashSet<String>>,
}

/// What a finished build did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub files: usize,
    pub bytes: u64,
    /// Files whose bytes were not the old ones, or that were not there.
    pub changed: usize,
}

impl Output {
    /// Prepares a site beside `out`; what an interrupted build left is settled first. `standing`: what is remembered
    /// of the site there, which is believed as long as its manifest is the one that was left.
    pub fn begin(out: &Path, standing: Option<Standing>) -> Result<Self, Error> {
        let place = Place::of(out)?;
        if let Some(parent) = place.out.parent() {
            fs::create_dir_all(parent).map_err(failed(parent))?;
        }
        let lock = place.locked()?;
        place.settle()?;
        let earlier = place.owned(standing)?;
        let Place { out, staging, .. } = place;
        let new = staging.join("new");
        fs::create_dir_all(&new).map_err(failed(&new))?;
        Ok(Self {
            out,
            staging,
            _lock: lock,
            earlier,
            folders: Mutex::default(),
            fresh: Mutex::default(),
            repeated: Mutex::default(),
        })
    }

    /// Files of the site that stands, the manifest aside.
    pub fn standing(&self) -> Files {
        let mut files = self.earlier.clone();
        files.remove(manifest::NAME);
        files
    }

    /// Whether the site that stands is the one that was remembered.
    pub fn is_remembered(&self) -> bool {
        self.earlier.get(manifest::NAME).is_some_and(|manifest| manifest.stamp.is_some())
    }

    /// Files of the site that do not stand as they were left; all of them, where nothing is remembered of it.
    pub fn damaged(&self) -> HashSet<&str> {
        let files: Vec<(&String, &Made)> = self.earlier.iter().collect();
        let damaged = files.par_iter().filter(|(path, made)| !is_as_left(&self.out.join(path), made));
        damaged.map(|(path, _)| path.as_str()).collect()
    }

    /// Adds a file. `path` is relative, `/` between folders. One that stands there with the same bytes is kept.
    pub fn add(&self, path: &str, bytes: &[u8]) -> Result<Made, Error> {
        let made = Made::of(bytes);
        let standing = self.earlier.get(path).filter(|old| old.same_bytes(&made));
        if let Some(kept) = standing.and_then(|old| self.kept(path, old, bytes)) {
            return Ok(kept);
        }
        let target = self.staging.join("new").join(path);
        if let Some(folder) = target.parent() {
            self.folder(folder)?;
        }
        let written = fs::File::create(&target).and_then(|mut file| {
            io::Write::write_all(&mut file, bytes)?;
            file.metadata()
        });
        let meta = written.map_err(failed(&target))?;
        let made = Made { stamp: Some(stamp(&meta)), ..made };
        let earlier =
            self.fresh.lock().expect("nothing panics while it holds the list").insert(path.to_owned(), made);
        if earlier.is_some() {
            self.repeated.lock().expect("nothing panics while it holds the list").insert(path.to_owned());
        }
        Ok(made)
    }

    /// The record of a file that this build has added before.
    pub fn added(&self, path: &str) -> Option<Made> {
        self.fresh.lock().expect("nothing panics while it holds the list").get(path).copied()
    }

    /// A file that was written twice, perhaps by two threads at once, has the time of the later one.
    fn restamp(&self, files: &mut Files) {
        for path in self.repeated.lock().expect("all writers are done").iter() {
            let meta = fs::symlink_metadata(self.staging.join("new").join(path));
            if let (Some(file), Ok(meta)) = (files.get_mut(path), meta) {
                file.stamp = Some(stamp(&meta));
            }
        }
    }

    fn kept(&self, path: &str, old: &Made, bytes: &[u8]) -> Option<Made> {
        let target = self.out.join(path);
        if is_as_left(&target, old) {
            return Some(*old);
        }
        let meta = fs::symlink_metadata(&target).ok().filter(fs::Metadata::is_file)?;
        let same = fs::read(&target).is_ok_and(|standing| standing == bytes);
        same.then(|| Made { stamp: Some(stamp(&meta)), ..*old })
    }

    fn folder(&self, folder: &Path) -> Result<(), Error> {
        if self.folders.lock().expect("nothing panics while it holds the list").contains(folder) {
            return Ok(());
        }
        fs::create_dir_all(folder).map_err(failed(folder))?;
        self.folders.lock().expect("nothing panics while it holds the list").insert(folder.to_owned());
        Ok(())
    }

    /// Puts the new site in the place of the old one. `files`: all of its files, those that were kept included.
    pub fn finish(self, mut files: Files) -> Result<(Summary, Standing), Error> {
        let text = manifest::to_json(&files);
        let manifest = self.add(manifest::NAME, text.as_bytes())?;
        let fresh = std::mem::take(&mut *self.fresh.lock().expect("all writers are done"));
        self.restamp(&mut files);
        let fresh: BTreeSet<String> = fresh.into_keys().collect();
        let removed = || {
            self.earlier.keys().map(String::as_str).filter(|path| {
                !files.contains_key(*path)
                    && *path != manifest::NAME
                    && obstacle::is_removable(&self.out, path)
            })
        };
        let changed: Vec<&str> = fresh.iter().map(String::as_str).chain(removed()).collect();
        let stands = self.out.is_dir();
        if stands {
            obstacle::check(&self.out, &self.earlier, &self.staging.join("new"), &fresh)?;
        }
        let is_few = files.len() >= LARGE && changed.len() * FEW <= files.len();
        if stands && changed.is_empty() {
            // Nothing to put in place.
        } else if stands && is_few && obstacle::is_same_shape(&self.earlier, &fresh) {
            // Where a file can have no second name, or links are refused, the tree is exchanged whole.
            match patch::prepare(&self.out, &self.staging, &changed) {
                Ok(()) => patch::place(&self.out, &self.staging, &changed)?,
                Err(_) => tree::place(&self, &files, &fresh)?,
            }
        } else {
            tree::place(&self, &files, &fresh)?;
        }
        let summary = Summary {
            files: files.len() + 1,
            bytes: files.values().map(|made| made.size).sum(),
            changed: fresh.iter().filter(|path| *path != manifest::NAME).count(),
        };
        Ok((summary, Standing { files, manifest }))
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // An unfinished site, or the old one after an exchange, is taken away. If that fails, or the only whole site is
        // in there, the next build sees to it.
        if !patch::is_under_way(&self.staging) && !tree::is_under_way(&self.out, &self.staging) {
            let _ = tree::remove(&self.staging);
        }
    }
}
